public import Autodiff
internal import Tensors

/// Sets a random share of the elements to zero in training, and scales the others so that the mean stays;
/// frozen, it changes nothing.
///
/// Source: Srivastava et al., *Dropout* (2014).
/// Checked by: `DropoutTests`.
public struct Dropout: Layer {
  /// The share that is dropped, in 0 ..< 1.
  ///
  /// Too large and too little gets through; too small and it changes nothing.
  public let rate: Double

  /// A layer.
  ///
  /// - Precondition: `rate` is in 0 ..< 1.
  public init(rate: Double) {
    precondition((0..<1).contains(rate), "a share of \(rate) cannot be dropped")
    self.rate = rate
  }

  /// It learns nothing.
  public var slots: [ParameterSlot] { [] }

  /// The rate.
  public var summary: String { "dropout(rate: \(rate))" }

  /// Maps `[N, …]` to the same shape.
  public func callAsFunction<Scalar>(_ x: Variable<Scalar>, in scope: inout Scope<Scalar>)
    -> Variable<Scalar>
  {
    let stream = scope.nextStream()
    guard scope.isTraining, rate > 0 else { return x }
    return x * x.dropoutMask(rate: Scalar(rate), stream: stream)
  }
}
