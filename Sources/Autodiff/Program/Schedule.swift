internal import Tensors

/// When the operations of a graph are computed: stages of work on every shard, of sums over the shards,
/// and of work on the results.
///
/// A stage of rows runs on all shards in parallel, with no other synchronization. Operations that the
/// results do not need are left out.
struct Schedule: Sendable {
  enum Stage: Sendable {
    /// Operations on the rows of a shard: a range of `order`.
    case rows(Range<Int>)
    /// Sums over the shards.
    case sums(Range<Int>)
    /// Operations on what all shards share.
    case common(Range<Int>)
  }

  /// The needed nodes in the order of their computation.
  private(set) var order: [Int] = []
  private(set) var stages: [Stage] = []

  init<Scalar>(_ nodes: [Graph<Scalar>.Node], outputs: [Int]) {
    let needed = Self.needed(nodes, outputs: outputs)
    let times = Self.times(nodes)
    let ids = nodes.indices.filter { needed[$0] }
    order = ids.sorted { (times[$0], $0) < (times[$1], $1) }

    var start = 0
    while start < order.count {
      let time = times[order[start]]
      let end = order[start...].firstIndex { times[$0] != time } ?? order.count
      switch time % 3 {
      case 0: stages.append(.sums(start..<end))
      case 1: stages.append(.common(start..<end))
      default: stages.append(.rows(start..<end))
      }
      start = end
    }
  }

  private static func needed<Scalar>(_ nodes: [Graph<Scalar>.Node], outputs: [Int]) -> [Bool] {
    var needed = [Bool](repeating: false, count: nodes.count)
    for output in outputs { needed[output] = true }
    for id in nodes.indices.reversed() where needed[id] {
      for input in nodes[id].inputs { needed[input] = true }
    }
    return needed
  }

  /// The earliest time of every node; sums have times 0 (mod 3), common nodes 1 and rows 2.
  private static func times<Scalar>(_ nodes: [Graph<Scalar>.Node]) -> [Int] {
    var times = [Int](repeating: 0, count: nodes.count)
    for (id, node) in nodes.enumerated() {
      let kind: Int
      switch node.placement {
      case .rows, .partial: kind = 2
      case .common: kind = node.operation is BatchSum<Scalar> ? 0 : 1
      }
      let earliest = node.inputs.map { times[$0] }.max() ?? 0
      times[id] = earliest + (kind - earliest % 3 + 3) % 3
    }
    return times
  }
}
