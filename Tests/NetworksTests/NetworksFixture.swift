import Foundation
import Tensors
import Testing

/// The reference numbers of `Tests/Reference/networks.py`.
enum NetworksFixture {
  private static let table = Result {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/networks.json")
    return UncheckedTable(value: try JSONSerialization.jsonObject(with: Data(contentsOf: path)))
  }

  private struct UncheckedTable: @unchecked Sendable { let value: Any }

  /// What stands at a place such as `batchNormalization.batches.0.input`.
  private static func value(_ place: String) throws -> Any {
    var value = try table.get().value
    for key in place.split(separator: ".") {
      if let index = Int(key), let list = value as? [Any] {
        value = list[index]
      } else {
        value = try #require((value as? [String: Any])?[String(key)], "no \(key) in \(place)")
      }
    }
    return value
  }

  static func numbers(_ place: String) throws -> [Double] {
    try #require(value(place) as? [Any]).map { try #require(($0 as? NSNumber)?.doubleValue) }
  }

  static func number(_ place: String) throws -> Double {
    try #require((value(place) as? NSNumber)?.doubleValue)
  }

  static func tensor(_ place: String, _ shape: [Int]) throws -> Tensor<Double> {
    Tensor(try numbers(place), shape: shape)
  }

  static func floats(_ place: String, _ shape: [Int]) throws -> Tensor<Float> {
    Tensor(try numbers(place).map { Float($0) }, shape: shape)
  }
}
