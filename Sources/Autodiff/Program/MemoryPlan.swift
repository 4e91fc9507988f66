internal import Tensors

/// Where the values of a scheduled graph are stored.
///
/// Values share memory when their lives do not overlap, so that a step works in as little memory, and as
/// much of it in cache, as it can. A program works in this memory whenever it runs.
struct MemoryPlan: Sendable {
  enum Place: Sendable {
    /// Elements from an offset in the shard's memory.
    case shard(Int)
    /// Elements from an offset in the memory that all shards share.
    case common(Int)
    /// What a result is returned in.
    case output(Int)
    /// What the caller provides for all shards, or a constant.
    case provided
    /// Nowhere: the value is not needed.
    case none
  }

  private(set) var places: [Place]
  /// The node whose memory each node is in.
  let roots: [Int]
  /// The sizes of the two memories, in elements.
  private(set) var shardSize = 0
  private(set) var commonSize = 0

  init<Scalar>(_ nodes: [Graph<Scalar>.Node], _ schedule: Schedule, outputs: [Int]) {
    places = Array(repeating: .none, count: nodes.count)
    roots = Self.roots(nodes)
    var lastUse = [Int](repeating: -1, count: nodes.count)
    for (time, id) in schedule.order.enumerated() {
      for input in nodes[id].inputs { lastUse[roots[input]] = time }
      lastUse[roots[id]] = max(lastUse[roots[id]], time)
    }
    for (index, id) in outputs.enumerated() {
      places[id] = .output(index)
      // What is copied out is computed in place where it can be, and then the copy is none.
      let root = roots[nodes[id].inputs[0]]
      let isComputed = [.own, .mayOverwriteOperands].contains(nodes[root].operation.storage)
      if case .none = places[root], isComputed, nodes[root].count == nodes[id].count,
        nodes[root].placement == nodes[id].placement
      {
        places[root] = .output(index)
      }
    }

    var (shard, common) = (Arena(), Arena())
    // The rows of a batch are filled in before anything is computed.
    for id in schedule.order
    where nodes[id].placement == .rows && nodes[id].operation is Input<Scalar> {
      places[id] = .shard(shard.allocate(nodes[id].count))
    }
    for (time, id) in schedule.order.enumerated() {
      let node = nodes[id]
      var taken: Int?
      switch (node.operation.storage, places[id]) {
      case (_, .output): break
      case (.sameAsFirstOperand, _): places[id] = places[roots[id]]
      case (.provided, _): if node.placement == .common { places[id] = .provided }
      case (let storage, _):
        if storage == .mayOverwriteOperands {
          taken = node.inputs.first { input in
            let root = roots[input]
            return lastUse[root] == time && nodes[root].count == node.count
              && Self.isMovable(places[root], onShard: node.placement != .common)
          }
        }
        if let taken {
          places[id] = places[roots[taken]]
        } else if node.placement == .common {
          places[id] = .common(common.allocate(node.count))
        } else {
          places[id] = .shard(shard.allocate(node.count))
        }
      }
      let ended = Set((node.inputs + [id]).map { roots[$0] }).sorted()
      for root in ended where lastUse[root] == time && root != taken.map({ roots[$0] }) {
        switch places[root] {
        case .shard(let offset): shard.free(offset, nodes[root].count)
        case .common(let offset): common.free(offset, nodes[root].count)
        default: break
        }
      }
    }
    (shardSize, commonSize) = (shard.size, common.size)
  }

  /// The node whose memory each node is in.
  private static func roots<Scalar>(_ nodes: [Graph<Scalar>.Node]) -> [Int] {
    var roots = Array(nodes.indices)
    for (id, node) in nodes.enumerated() where node.operation.storage == .sameAsFirstOperand {
      roots[id] = roots[node.inputs[0]]
    }
    return roots
  }

  private static func isMovable(_ place: Place, onShard: Bool) -> Bool {
    switch place {
    case .shard: onShard
    case .common: !onShard
    case .output, .provided, .none: false
    }
  }
}

/// Memory that is given out and taken back in time: the smallest gap that fits.
private struct Arena {
  private(set) var size = 0
  private var gaps: [(offset: Int, length: Int)] = []

  /// Elements in 64 bytes or a multiple, so that vectors are aligned.
  private static func padded(_ count: Int) -> Int { (max(count, 1) + 15) / 16 * 16 }

  mutating func allocate(_ count: Int) -> Int {
    let length = Self.padded(count)
    let fitting = gaps.indices.filter { gaps[$0].length >= length }
    if let best = fitting.min(by: { gaps[$0].length < gaps[$1].length }) {
      let offset = gaps[best].offset
      gaps[best].offset += length
      gaps[best].length -= length
      if gaps[best].length == 0 { gaps.remove(at: best) }
      return offset
    }
    // A gap at the end grows.
    if let last = gaps.last, last.offset + last.length == size {
      gaps.removeLast()
      size = last.offset + length
      return last.offset
    }
    defer { size += length }
    return size
  }

  mutating func free(_ offset: Int, _ count: Int) {
    let length = Self.padded(count)
    let place = gaps.firstIndex { $0.offset > offset } ?? gaps.count
    gaps.insert((offset, length), at: place)
    for k in [place, place - 1] where k >= 0 && k + 1 < gaps.count {
      if gaps[k].offset + gaps[k].length == gaps[k + 1].offset {
        gaps[k].length += gaps[k + 1].length
        gaps.remove(at: k + 1)
      }
    }
  }
}
