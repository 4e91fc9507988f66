import Foundation
import Networks
import Tensors
import Testing

/// A classifier of handwritten digits, where `SYMMETRON_DATA` says that there are some.
@Suite struct MNISTTests {
  private static let folder = ProcessInfo.processInfo.environment["SYMMETRON_DATA"].map {
    "\($0)/mnist"
  }

  private static let isThere = folder.map {
    FileManager.default.fileExists(atPath: "\($0)/train-images-idx3-ubyte.gz")
  }

  @Test(
    "Test accuracy of 784-128-10 is at least 0.97 after four epochs",
    .enabled(if: isThere == true, "SYMMETRON_DATA names no folder with mnist/*.gz"))
  func classifiesDigits() throws {
    let layer = Sequential(mlp: [784, 128, 10])
    let settings = TrainingSettings(
      learningRate: 3e-3, schedule: .oneCycle(), epochs: 4, batchSize: 128, shardRows: 64, seed: 1)
    let training = try Self.digits("train", count: 60_000)
    let result = try Trainer(.classification(layer), settings).train(
      on: TrainingData([training.images, training.labels]))
    let test = try Self.digits("t10k", count: 10_000)
    let logits = Model(layer, result.parameters).predict(test.images)
    let hits = (0..<10_000).count { row in
      let scores = logits.row(row).scalars
      return scores.max() == scores[Int(test.labels[row])]
    }
    #expect(hits >= 9700, "of 10000")
    #expect(result.outcome == .finished)
  }

  /// The images of a file, `[N, 784]` in 0…1, and their classes, `[N]`.
  private static func digits(_ name: String, count: Int) throws -> (
    images: Tensor<Float>, labels: Tensor<Float>
  ) {
    let images = try bytes("\(name)-images-idx3-ubyte").dropFirst(16).map { Float($0) / 255 }
    let labels = try bytes("\(name)-labels-idx1-ubyte").dropFirst(8).map { Float($0) }
    try #require(images.count == 784 * count && labels.count == count)
    return (Tensor(images, shape: [count, 784]), Tensor(labels))
  }

  private static func bytes(_ name: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", "\(folder ?? "")/\(name).gz"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return data
  }
}
