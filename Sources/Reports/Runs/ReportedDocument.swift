internal import Tensors

/// A `result.json` that knows what its report says.
protocol ReportedDocument: Decodable {
  /// The name and version of its schema.
  static var schema: String { get }
  /// The answer, the evidence and the figures; those whose arrays are missing are left out.
  func report(_ arrays: StoredArrays) -> Report
}

/// The arrays of a run, by name; what is not there, or has another shape, is nil.
struct StoredArrays {
  private let arrays: [String: Tensor<Double>]

  init(_ arrays: [String: Tensor<Double>]) { self.arrays = arrays }

  /// The names of all.
  var names: [String] { arrays.keys.sorted() }

  /// An array of so many axes.
  ///
  /// NaN is what a run leaves where there is nothing. Infinite and absurd numbers no run writes: with them an array is
  /// damaged, and not there.
  subscript(name: String, axes axes: Int) -> Tensor<Double>? {
    guard let array = arrays[name], array.shape.count == axes, !array.scalars.isEmpty,
      !array.scalars.contains(where: { $0.magnitude > Self.largest })
    else { return nil }
    return array
  }

  /// Squares of numbers up to this, and sums of them, are finite.
  private static let largest = 1e30

  /// The numbers of a vector.
  subscript(vector name: String) -> [Double]? { self[name, axes: 1]?.scalars }

  /// The whole numbers of a vector.
  subscript(integers name: String) -> [Int]? {
    self[vector: name].map { $0.map { $0.magnitude < 1e15 ? Int($0) : -1 } }
  }
}
