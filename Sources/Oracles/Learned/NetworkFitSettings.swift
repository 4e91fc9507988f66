/// How networks are trained on a table.
///
/// The defaults were chosen on functions with known symmetries, linear and not, with noise of up to the
/// spread of the labels; they are not tuned to any one of them.
public struct NetworkFitSettings: Sendable {
  /// The widths of the hidden layers, silu throughout.
  ///
  /// Too small and the network cannot bend as the law does; too large is slow, and fits noise.
  public var hidden = [64, 64, 64]
  /// The networks on each half, which differ in their initial values; their mean gradient is used.
  ///
  /// More have less noise of their own, and cost time.
  public var ensemble = 3
  /// The steps of a training.
  ///
  /// Too few and gradients are rough; more cost time.
  public var steps = 4000
  /// The rows of a step.
  public var batchSize = 256
  /// The largest learning rate, of a one-cycle schedule.
  public var learningRate = 1e-2
  /// The weight decays that are tried; the one with the least error on the other half is used.
  ///
  /// Too large and the network is stiff; too small and it fits the noise of the labels.
  public var decays = [0, 0.1, 1]
  /// The largest number of rows that is read, evenly spread over the table.
  public var mostRows = 100_000

  /// The defaults.
  public init() {}
}
