public import Autodiff
internal import Networks

/// An oracle that can be a part of a larger computation, such as a loss.
///
/// Law: `record` gives the values of `evaluate(at:)`.
public protocol RecordableOracle: Oracle {
  /// The values at `x`, `[N, layout.count]`: `[N, outputs]`.
  func record<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar>
}

extension LabelOracle: RecordableOracle {
  /// The outputs of the frozen network.
  public func record<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { model(x) }
}
