public import Tensors

/// The parameters of a model: numbers in the order of a layout.
public struct Parameters: Sendable, Equatable {
  /// Where each parameter lies.
  public let layout: ParameterLayout
  /// What is learned, flat: `[layout.learnedCount]`.
  public var learned: Tensor<Float> {
    didSet { Self.check(learned, layout.learnedCount, "learned numbers") }
  }
  /// The statistics, flat: `[layout.statisticCount]`.
  public var statistics: Tensor<Float> {
    didSet { Self.check(statistics, layout.statisticCount, "statistics") }
  }

  /// The values before training; each slot draws from a random stream of its own.
  public init(_ slots: [ParameterSlot], seed: UInt64) {
    layout = ParameterLayout(slots)
    learned = .zeros([layout.learnedCount])
    statistics = .zeros([layout.statisticCount])
    for (index, slot) in slots.enumerated() {
      var rng = Philox(seed: seed, stream: Self.initializationStreams + UInt64(index))
      self[index] = slot.initialization.values(slot.shape, using: &rng)
    }
  }

  /// The streams from here on make initial values.
  private static let initializationStreams: UInt64 = 1 << 40

  /// The value of a slot, in its shape.
  public subscript(index: Int) -> Tensor<Float> {
    get {
      let slot = layout.slots[index]
      let buffer = slot.role == .learned ? learned : statistics
      return Tensor(Array(buffer.scalars[layout.ranges[index]]), shape: slot.shape)
    }
    set {
      let slot = layout.slots[index]
      precondition(
        newValue.shape == slot.shape, "\(slot.name) is \(slot.shape), not \(newValue.shape)")
      switch slot.role {
      case .learned: learned.scalars.replaceSubrange(layout.ranges[index], with: newValue.scalars)
      case .statistic:
        statistics.scalars.replaceSubrange(layout.ranges[index], with: newValue.scalars)
      }
    }
  }

  /// The values of all slots, each in its shape.
  public var tensors: [Tensor<Float>] { layout.slots.indices.map { self[$0] } }

  /// The parameters of parts of a model, given the slots of each in the order of the whole.
  ///
  /// - Precondition: The parts have all slots, in their shapes.
  public func split(into parts: [[ParameterSlot]]) -> [Parameters] {
    precondition(
      parts.joined().map(\.shape) == layout.slots.map(\.shape), "the parts are another model's")
    var next = 0
    return parts.map { slots in
      var part = Parameters(slots, seed: 0)
      for index in slots.indices { part[index] = self[next + index] }
      next += slots.count
      return part
    }
  }

  /// The values of all slots in another precision.
  package func tensors<Scalar: KernelScalar>(of scalar: Scalar.Type) -> [Tensor<Scalar>] {
    tensors.map { Tensor($0.scalars.map { Scalar($0) }, shape: $0.shape) }
  }

  private static func check(_ buffer: Tensor<Float>, _ count: Int, _ what: String) {
    precondition(buffer.count == count, "\(buffer.count) \(what), where the layout has \(count)")
  }

  /// Where each slot's values begin, given where the two buffers do.
  static func pointers(
    _ layout: ParameterLayout, learned: UnsafePointer<Float>, statistics: UnsafePointer<Float>
  ) -> [UnsafePointer<Float>] {
    zip(layout.slots, layout.ranges).map { slot, range in
      (slot.role == .learned ? learned : statistics) + range.lowerBound
    }
  }
}
