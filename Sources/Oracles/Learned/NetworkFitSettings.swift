/// How networks are trained on a table.
///
/// The defaults were chosen on functions with known symmetries, linear and not, with noise of up to
/// the spread of the labels; they are not tuned to any one of them.
public struct NetworkFitSettings: Sendable {
  /// The widths of the hidden layers, silu throughout; without any, what is learned is affine.
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
  /// The weight decays that are tried, in this order, each only if the one before was better than
  /// those before it and still fitted noise; the one with the least error on the other half is
  /// used.
  ///
  /// Too large and the network is stiff; too small and it fits the noise of the labels.
  public var decays = [0, 0.1, 1]
  /// The largest number of rows that is read, at least 100, evenly spread over the table.
  public var mostRows = 100_000

  /// The defaults.
  public init() {}

  /// Stops the program unless a training can follow the settings.
  func check() {
    precondition(hidden.allSatisfy { $0 > 0 }, "hidden layers of widths \(hidden)")
    precondition(ensemble > 0, "an ensemble of \(ensemble) networks on each half")
    precondition(steps > 0, "a training of \(steps) steps")
    precondition(batchSize > 0, "steps of \(batchSize) rows")
    precondition(
      learningRate > 0 && learningRate.isFinite, "a learning rate of \(learningRate)")
    precondition(
      !decays.isEmpty && decays.allSatisfy { $0 >= 0 && $0.isFinite },
      "weight decays of \(decays)")
    precondition(
      mostRows >= NetworkFit.fewestRows,
      "at most \(mostRows) rows, where networks need \(NetworkFit.fewestRows)")
  }
}
