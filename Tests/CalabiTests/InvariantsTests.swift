import Calabi
import Tensors
import Testing

@Suite struct InvariantsTests {
  @Test("The basis does not matter", arguments: Examples.several, UInt64(0)..<3)
  func bases(matrix: ConfigurationMatrix, seed: UInt64) {
    let numbers = IntersectionNumbers(matrix)
    var rng = Philox(seed: seed)
    var basis = (0..<numbers.count).map { r in (0..<numbers.count).map { $0 == r ? 1 : 0 } }
    for _ in 0..<3 * numbers.count where numbers.count > 1 {
      let pair = rng.permutation(numbers.count).prefix(2)
      let factor = Int.random(in: -1...1, using: &rng)
      for k in 0..<numbers.count { basis[pair[0]][k] += factor * basis[pair[1]][k] }
    }
    let changed = numbers.pulledBack(along: basis)
    #expect(TopologicalInvariants(changed) == TopologicalInvariants(numbers))
    // A class that is there twice adds nothing.
    let doubled = numbers.pulledBack(along: basis + [basis[0]])
    #expect(TopologicalInvariants(doubled) == TopologicalInvariants(numbers))
  }

  @Test("Different manifolds, and a lattice of index 2, have different invariants")
  func differences() {
    let all = Examples.several.prefix(6).map { TopologicalInvariants(IntersectionNumbers($0)) }
    #expect(Set(all).count == 6)
    for text in ["[4|5]", "[2|3; 2|3]", "[1|2; 1|2; 1|2; 1|2]"] {
      guard let matrix = try? ConfigurationMatrix(text) else { continue }
      let numbers = IntersectionNumbers(matrix)
      var basis = (0..<numbers.count).map { r in (0..<numbers.count).map { $0 == r ? 1 : 0 } }
      basis[0][0] = 2
      #expect(
        TopologicalInvariants(numbers.pulledBack(along: basis)) != TopologicalInvariants(numbers))
    }
  }

  @Test("Entries that the list calls the same have the same invariants, but for three pairs")
  func list() throws {
    guard let entries = Examples.list?.entries else { return }
    let places = Dictionary(uniqueKeysWithValues: entries.map { ($0.number, $0) })
    var pairs: [(CICYList.Entry, CICYList.Entry)] = []
    for entry in entries where entry.matrix.rows == entry.hodge.h11 {
      for number in entry.redundant where number > entry.number {
        guard let other = places[number], other.matrix.rows == other.hodge.h11 else { continue }
        pairs.append((entry, other))
      }
    }
    let found = pairs
    let different = Parallel.map(found.count) { i -> [Int]? in
      let (a, b) = found[i]
      let same =
        TopologicalInvariants(IntersectionNumbers(a.matrix))
        == TopologicalInvariants(IntersectionNumbers(b.matrix))
      return same ? nil : [a.number, b.number]
    }.compactMap { $0 }
    #expect(pairs.count > 300)
    // No order of the rows makes their intersection numbers equal either: see docs/CalabiYau.md.
    #expect(different == [[3869, 3872], [5315, 5316], [7363, 7364]])
  }
}
