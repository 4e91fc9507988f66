/// Where the parameters of a model lie: what is learned in one flat buffer, statistics in another, in the
/// order of the slots.
///
/// The optimizer, sums of gradients and files are each one pass over a flat buffer.
public struct ParameterLayout: Sendable, Equatable {
  /// All slots, in the order in which the model takes them.
  public let slots: [ParameterSlot]
  /// The place of each slot in the buffer of its role.
  let ranges: [Range<Int>]
  /// The number of elements that are learned.
  public let learnedCount: Int
  /// The number of elements of the statistics.
  public let statisticCount: Int

  /// The layout of some slots.
  ///
  /// - Precondition: No two have the same name.
  public init(_ slots: [ParameterSlot]) {
    precondition(Set(slots.map(\.name)).count == slots.count, "two parameters have one name")
    self.slots = slots
    var ends: [ParameterSlot.Role: Int] = [:]
    ranges = slots.map { slot in
      let start = ends[slot.role, default: 0]
      ends[slot.role] = start + slot.count
      return start..<start + slot.count
    }
    (learnedCount, statisticCount) = (ends[.learned, default: 0], ends[.statistic, default: 0])
  }
}
