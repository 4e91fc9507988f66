internal import Foundation

#if canImport(FoundationNetworking)
internal import FoundationNetworking
#endif

/// One download into memory, up to a size that is known beforehand.
///
/// Unchecked `Sendable`: what is received is used on the session's queue, and after it is done.
final class FileDownload: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let limit: Int
  private let progress: @Sendable (Double) -> Void
  private let done = DispatchSemaphore(value: 0)
  private var content = Data()
  private var expected: Int64 = -1
  private var problem: String?

  /// Seconds without a byte after which a server counts as gone.
  private static let patience = 30.0

  private init(limit: Int, progress: @escaping @Sendable (Double) -> Void) {
    (self.limit, self.progress) = (limit, progress)
  }

  /// What an address (`http`, `https` or `file`) has.
  ///
  /// - Parameters:
  ///   - limit: The most bytes that it may have.
  ///   - progress: Is told the share that has come, if the server says how much there is.
  /// - Returns: The bytes, or in words why there are none.
  static func bytes(
    at address: URL, limit: Int, progress: @escaping @Sendable (Double) -> Void
  ) -> Result<Data, Problem> {
    let download = FileDownload(limit: limit, progress: progress)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = patience
    configuration.urlCache = nil
    let session = URLSession(configuration: configuration, delegate: download, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    session.dataTask(with: address).resume()
    download.done.wait()
    return download.problem.map { .failure(Problem(text: $0)) } ?? .success(download.content)
  }

  /// Why nothing was received.
  struct Problem: Error {
    let text: String
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    let status = (response as? HTTPURLResponse)?.statusCode ?? 200
    expected = response.expectedContentLength
    if status != 200 { problem = "the server answers \(status)" }
    if expected > limit {
      problem = "\(expected) bytes are offered, \(limit) are the most it can be"
    }
    completionHandler(problem == nil ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard problem == nil else { return }
    content.append(data)
    if content.count > limit {
      problem = "more than the \(limit) bytes come that it can be"
      dataTask.cancel()
    } else if expected > 0 {
      progress(Double(content.count) / Double(expected))
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    if let error, problem == nil { problem = error.localizedDescription }
    if problem == nil, expected > 0, content.count < expected {
      problem = "the connection ended after \(content.count) of \(expected) bytes"
    }
    done.signal()
  }
}
