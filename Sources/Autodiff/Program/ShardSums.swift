internal import Tensors

/// The sums over the shards of a program, each added in the order of the shards.
///
/// Long ones are cut into pieces for several threads, which does not change a single bit of them.
final class ShardSums<Scalar: KernelScalar> {
  /// A piece of a sum.
  private struct Piece {
    let terms: UnsafeMutablePointer<UnsafePointer<Scalar>?>
    let target: UnsafeMutablePointer<Scalar>
    let range: Range<Int>
  }

  private static var pieceLength: Int { 1 << 14 }

  /// The pieces of every stage, by the place where the stage begins.
  private var pieces: [Int: [Piece]] = [:]
  /// The elements of every stage.
  private var counts: [Int: Int] = [:]
  private var lists: [UnsafeMutablePointer<UnsafePointer<Scalar>?>] = []
  private let terms: Int

  init(_ recording: Recording<Scalar>, _ shards: [Shard<Scalar>]) {
    terms = shards.count
    for case .sums(let range) in recording.schedule.stages {
      for id in recording.schedule.order[range] {
        guard let target = shards[0].buffers[id] else { continue }
        let list = UnsafeMutablePointer<UnsafePointer<Scalar>?>.allocate(capacity: terms)
        list.initialize(repeating: nil, count: terms)
        for (k, shard) in shards.enumerated() {
          list[k] = UnsafePointer(shard.buffers[recording.nodes[id].inputs[0]])
        }
        lists.append(list)
        let count = recording.nodes[id].count
        counts[range.lowerBound, default: 0] += count
        for start in stride(from: 0, to: count, by: Self.pieceLength) {
          let piece = Piece(
            terms: list, target: target, range: start..<min(start + Self.pieceLength, count))
          pieces[range.lowerBound, default: []].append(piece)
        }
      }
    }
  }

  deinit { for list in lists { list.deallocate() } }

  /// Adds the sums of a stage.
  func add(stage start: Int, on pool: ThreadPool) {
    guard let pieces = pieces[start] else { return }
    // Waking other threads for a few numbers takes longer than adding them.
    guard counts[start, default: 0] > Self.pieceLength else {
      for index in pieces.indices { add(pieces[index]) }
      return
    }
    pool.run(pieces.count) { add(pieces[$0]) }
  }

  private func add(_ piece: Piece) {
    Scalar.orderedSum(UnsafePointer(piece.terms), terms: terms, piece.target, range: piece.range)
  }
}
