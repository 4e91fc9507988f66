/// The number that decides on the best epoch, and when to stop.
///
/// It is that of the validation rows if there are any, else of the training rows.
public struct Monitor: Sendable, Equatable {
  /// `loss` or the name of a metric.
  public var metric: String
  /// Whether larger is better.
  public var isMaximized: Bool
  /// Training stops after so many epochs without a better value; nil never.
  ///
  /// Too small and it stops in a lull; too large wastes time.
  public var patience: Int?
  /// Training stops when the metric is this good.
  public var target: Double?

  /// A number to watch.
  public init(
    _ metric: String = "loss", isMaximized: Bool = false, patience: Int? = nil,
    target: Double? = nil
  ) {
    precondition(patience ?? 1 >= 1, "a patience of \(patience ?? 0) epochs")
    (self.metric, self.isMaximized) = (metric, isMaximized)
    (self.patience, self.target) = (patience, target)
  }

  /// The number of an epoch.
  func value(in record: EpochRecord) -> Double? {
    (record.validation.isEmpty ? record.training : record.validation)[metric]
  }

  /// Whether a value is better than another; every number is better than NaN.
  func isBetter(_ value: Double, than other: Double) -> Bool {
    if other.isNaN { return !value.isNaN }
    return isMaximized ? value > other : value < other
  }

  /// Whether a value reaches the target.
  func isReached(by value: Double) -> Bool {
    target.map { value == $0 || isBetter(value, than: $0) } ?? false
  }
}
