public import Autodiff
public import Tensors

/// A differentiable map with parameters.
///
/// A layer is its hyperparameters; the numbers that it learns lie elsewhere, in one flat buffer for the
/// whole model, and are handed to it in the order of ``slots``. Laws: it takes every slot once, in this
/// order, and treats every row of a batch alone unless it says otherwise.
public protocol Layer: Sendable {
  /// What the layer learns or keeps, in the order in which it takes it.
  var slots: [ParameterSlot] { get }

  /// The hyperparameters that change what is computed, as text; by default, all that is stored.
  var summary: String { get }

  /// Maps a batch, `[N, …]`.
  func callAsFunction<Scalar>(_ x: Variable<Scalar>, in scope: inout Scope<Scalar>)
    -> Variable<Scalar>
}

extension Layer {
  /// All that is stored, as Swift writes it.
  public var summary: String { "\(self)" }
}

/// A tensor that a layer learns, or keeps beside what it learns.
public struct ParameterSlot: Sendable, Equatable {
  /// What happens to it in training.
  public enum Role: String, Sendable {
    /// The optimizer moves it.
    case learned
    /// The layer renews it from every batch: a running statistic.
    case statistic
  }

  /// Its name in files; the names of enclosing layers come first, separated by dots.
  public var name: String
  /// Its shape.
  public var shape: [Int]
  /// Its values before training.
  public var initialization: Initialization
  /// What happens to it in training.
  public var role: Role
  /// The factor λ of the penalty λ·Σ w² that is added to the loss.
  ///
  /// Too large and the layer forgets what it should learn; too small and it may fit noise.
  public var penalty: Double

  /// A slot.
  public init(
    name: String, shape: [Int], initialization: Initialization, role: Role = .learned,
    penalty: Double = 0
  ) {
    (self.name, self.shape, self.initialization) = (name, shape, initialization)
    (self.role, self.penalty) = (role, penalty)
  }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The slot of a layer that is part of another.
  public func prefixed(by prefix: String) -> ParameterSlot {
    var slot = self
    slot.name = "\(prefix).\(name)"
    return slot
  }
}

/// What a layer is given while a computation is recorded: its parameters, and whether it is trained.
public struct Scope<Scalar: KernelScalar> {
  /// Whether the layer is trained on the batch, or frozen.
  public let isTraining: Bool
  /// The new values of the statistics that were renewed so far, in the order of the slots.
  public private(set) var renewedStatistics: [Variable<Scalar>] = []
  /// The sum of the penalties of the parameters that were taken so far; nil without any.
  public private(set) var penalty: Variable<Scalar>?
  /// The number of random streams that were given out.
  private var streams: UInt64 = 0
  private var rest: ArraySlice<(ParameterSlot, Variable<Scalar>)>
  private let statistics: [ParameterSlot]

  /// A scope with the values of all slots, in their order.
  public init(_ slots: [ParameterSlot], _ values: [Variable<Scalar>], isTraining: Bool) {
    precondition(slots.count == values.count, "\(values.count) values for \(slots.count) slots")
    rest = zip(slots, values).map { ($0, $1) }[...]
    statistics = slots.filter { $0.role == .statistic }
    self.isTraining = isTraining
  }

  /// The next parameter.
  public mutating func next() -> Variable<Scalar> {
    guard let (slot, value) = rest.popFirst() else {
      preconditionFailure("a layer takes more parameters than its slots name")
    }
    if slot.penalty > 0 {
      let term = Scalar(slot.penalty) * value.squared().sum()
      penalty = penalty.map { $0 + term } ?? term
    }
    return value
  }

  /// Says what the next statistic, in the order of the slots, becomes after this batch.
  ///
  /// - Precondition: There is such a statistic, of this shape, and the new value has no rows.
  public mutating func renew(_ statistic: Variable<Scalar>) {
    precondition(
      renewedStatistics.count < statistics.count,
      "a layer renews more statistics than its slots name")
    let slot = statistics[renewedStatistics.count]
    precondition(
      statistic.shape == slot.shape && !statistic.hasRows,
      "the statistic \(slot.name) is \(slot.shape), and cannot become \(statistic.shape)"
        + (statistic.hasRows ? " of the rows of a batch" : ""))
    renewedStatistics.append(statistic)
  }

  /// Checks that no parameter was left.
  func checkThatAllWereTaken() {
    precondition(
      rest.isEmpty, "no layer takes the parameter \(rest.first?.0.name ?? "")")
  }

  /// A random stream of its own for a layer.
  public mutating func nextStream() -> UInt64 {
    defer { streams += 1 }
    return streams
  }
}
