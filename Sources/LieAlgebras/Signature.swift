public import Tensors

/// The numbers of positive, negative and zero eigenvalues of a symmetric form.
public struct Signature: Sendable, Equatable, Hashable, Codable {
  /// The number of positive eigenvalues.
  public let positive: Int
  /// The number of negative eigenvalues.
  public let negative: Int
  /// The number of zero eigenvalues.
  public let zero: Int

  /// A signature with the given counts.
  public init(positive: Int, negative: Int, zero: Int) {
    (self.positive, self.negative, self.zero) = (positive, negative, zero)
  }

  /// The signature of a symmetric matrix, where eigenvalues below `tolerance` times the largest
  /// magnitude count as zero.
  public init(of form: Tensor<Double>, tolerance: Double) {
    let values = form.symmetricEigen().values
    let threshold = tolerance * (values.map(\.magnitude).max() ?? 0)
    positive = values.count { $0 > threshold }
    negative = values.count { $0 < -threshold }
    zero = values.count - positive - negative
  }

  /// The difference of positive and negative eigenvalues.
  public var character: Int { positive - negative }
}
