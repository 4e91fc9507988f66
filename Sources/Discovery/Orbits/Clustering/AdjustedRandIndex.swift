/// How well two partitions of the same things agree, beyond chance: 1 if they are the same, about 0 if they
/// have nothing to do with each other.
///
/// Of two partitions into a single part each, or into single things, it is 1.
///
/// Source: Hubert, Arabie, *Comparing partitions* (1985), eq. 5. Checked by: `AdjustedRandIndexTests`.
///
/// - Precondition: Both have a label for each thing.
public func adjustedRandIndex(_ a: [Int], _ b: [Int]) -> Double {
  precondition(a.count == b.count, "\(a.count) labels against \(b.count)")
  func pairs(_ counts: some Sequence<Int>) -> Double {
    counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
  }
  func counts<Key: Hashable>(_ keys: some Sequence<Key>) -> some Sequence<Int> {
    keys.reduce(into: [Key: Int]()) { $0[$1, default: 0] += 1 }.values
  }
  struct Cell: Hashable {
    let a: Int
    let b: Int
  }
  let together = pairs(counts(zip(a, b).map { Cell(a: $0, b: $1) }))
  let (inA, inB) = (pairs(counts(a)), pairs(counts(b)))
  let all = Double(a.count) * Double(a.count - 1) / 2
  let chance = all > 0 ? inA * inB / all : 0
  let most = (inA + inB) / 2
  return most == chance ? 1 : (together - chance) / (most - chance)
}
