internal import Foundation

/// The log of a run: one line of JSON per event.
extension RunFolder {
  /// How much an event matters.
  public enum Level: String, Sendable, Codable {
    /// Of interest to who looks for a mistake.
    case debug
    /// The usual course.
    case info
    /// Something to look at.
    case warning
    /// The run cannot go on.
    case error
  }

  /// A value beside the message of an event.
  public enum LogValue: Sendable, Equatable, Encodable {
    /// Text.
    case text(String)
    /// A number; not finite ones become text.
    case number(Double)
    /// An integer.
    case integer(Int)
    /// A truth value.
    case flag(Bool)

    /// Encodes the bare value.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let value): try container.encode(value)
      case .number(let value): try container.encode(value)
      case .integer(let value): try container.encode(value)
      case .flag(let value): try container.encode(value)
      }
    }
  }

  /// Adds an event to `log.jsonl`.
  ///
  /// - Parameters:
  ///   - level: How much it matters.
  ///   - message: What happened.
  ///   - fields: Values that belong to it, by name.
  /// - Throws: `.notEncodable`, `.notWritable` or `.diskFull`.
  public func log(
    _ level: Level, _ message: String, _ fields: [String: LogValue] = [:]
  ) throws(RunFolderError) {
    let time = Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let event = LogEvent(time: time, level: level, message: message, fields: fields)
    let line: Data
    do { line = try ResultJSON.encoder.encode(event) } catch {
      throw .notEncodable("log.jsonl", reason: "\(error)")
    }
    try RunFolderFiles.append(line + [UInt8(ascii: "\n")], to: file("log.jsonl"))
  }

  private struct LogEvent: Encodable {
    let time: String
    let level: Level
    let message: String
    let fields: [String: LogValue]
  }
}
