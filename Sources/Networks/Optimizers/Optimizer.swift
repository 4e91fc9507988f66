internal import Tensors

/// A rule that moves parameters against their gradients.
///
/// Laws: it treats every element alone, so that any cut of the buffer gives the same bits; the `stateCount`
/// state buffers begin with zeros.
public protocol Optimizer: Sendable {
  /// The name and the hyperparameters, as a record of the run writes them.
  var summary: String { get }
  /// The number of state buffers, each as long as the parameters.
  var stateCount: Int { get }
  /// Moves a part of the parameters in step number `step`, counted from 0, along the gradients times
  /// `gradientScale`.
  func update(_ part: ParameterPart, gradientScale: Float, rate: Float, step: Int)
}

/// A part of the flat buffers in a step: parameters, state and gradients at the same places.
public struct ParameterPart {
  /// The parameters.
  public let values: UnsafeMutablePointer<Float>
  /// The optimizer's state buffers.
  public let state: [UnsafeMutablePointer<Float>]
  /// The gradients.
  public let gradients: UnsafePointer<Float>
  /// The number of elements.
  public let count: Int
}
