import Calabi
import Tensors
import Testing

@Suite struct LocalChangeTests {
  private static let names = Dictionary(
    Identity.allCases.flatMap { identity in identity.changes.map { ($0, identity) } },
    uniquingKeysWith: { a, _ in a })

  @Test("The changes of the identities are eight, all different")
  func known() {
    #expect(Self.names.count == 8)
    #expect(Identity.allCases.reduce(0) { $0 + $1.changes.count } == 8)
    #expect(Identity.conic.changes[0].description == "[2|2|1] = [1||2]")
  }

  @Test("Sides and orders do not matter")
  func forms() {
    let a = LocalChange.Side(rows: [[1, 1, 0], [1, 0, 1]], special: 1)
    let b = LocalChange.Side(rows: [[1, 1]], special: 0)
    let c = LocalChange.Side(rows: [[1, 0, 1], [1, 1, 0]], special: 1)
    #expect(LocalChange(a, b) == LocalChange(b, c))
    #expect(LocalChange(a, b) == Identity.diagonal.changes[1])
  }

  @Test("The change that a move makes is found between shuffled matrices, and named")
  func moves() {
    var rng = Philox(seed: 9)
    var (named, all) = ([Identity: Int](), 0)
    for matrix in Examples.walked.prefix(400) where matrix.rows > 2 {
      for move in matrix.moves.prefix(6) {
        let changed = matrix.applying(move).shuffled(using: &rng)
        // What is left must be something; then there is always a change.
        guard matrix.rows > move.rows.count, let change = LocalChange(from: matrix, to: changed)
        else { continue }
        all += 1
        if let name = Self.names[change] { named[name, default: 0] += 1 }
      }
    }
    // Where the rest has symmetries, or a smaller change will do, another one is found.
    #expect(Double(named.values.reduce(0, +)) > 0.5 * Double(all), "\(named) of \(all)")
    #expect(Set(named.keys) == Set(Identity.allCases), "\(named)")
  }

  @Test("Identities keep the topology of fresh matrices", arguments: Identity.allCases)
  func identities(identity: Identity) {
    var rng = Philox(seed: 3)
    for change in identity.changes {
      let (kept, trials) = ChangeCheck(trials: 30)(change, using: &rng)
      #expect(trials == 30 && kept == 30, "\(change)")
      #expect(ChangeCheck().derivation(of: change, using: &rng) == 1, "\(change)")
    }
  }

  @Test("Changes that several moves make are told by the fewest")
  func composed() {
    func side(_ special: Int, _ rows: [Int]...) -> LocalChange.Side {
      LocalChange.Side(rows: rows, special: special)
    }
    var rng = Philox(seed: 3)
    for (change, moves) in [
      (LocalChange(side(2, [1, 1, 1], [0, 2, 0]), side(0, [2])), 2),
      // A conic is a line, which leads to the change before; and the line on its right side is a conic.
      (LocalChange(side(3, [1, 1, 0, 1], [0, 1, 2, 0]), side(1, [2, 1])), 4),
      // The longest among the clusters of the published list.
      (LocalChange(side(4, [1, 1, 2, 0, 0], [0, 1, 0, 1, 1]), side(2, [1, 2, 1])), 4),
      (LocalChange(side(4, [1, 1, 2, 0, 0], [0, 1, 0, 1, 1]), side(1, [2, 1])), 5),
    ] {
      #expect(ChangeCheck().derivation(of: change, using: &rng) == moves, "\(change)")
      let fewer = ChangeCheck().derivation(of: change, most: moves - 1, using: &rng)
      #expect(fewer == nil, "\(change)")
    }
    // On some matrices an exchange of columns changes nothing but their order: these say nothing.
    let exchange = LocalChange(side(0, [1, 1, 0]), side(0, [0, 1, 1]))
    for _ in 0..<20 {
      #expect(ChangeCheck().derivation(of: exchange, most: 2, using: &rng) == nil)
    }
  }

  @Test("Changes that are no identities do not")
  func others() {
    func side(_ special: Int, _ rows: [Int]...) -> LocalChange.Side {
      LocalChange.Side(rows: rows, special: special)
    }
    var rng = Philox(seed: 3)
    for change in [
      LocalChange(side(0, [1, 1, 0]), side(0, [0, 1, 1])),
      LocalChange(side(0, [2, 0]), side(0, [1, 1])),
      LocalChange(side(1, [1, 1, 0], [1, 0, 1]), side(0, [2, 0])),
      LocalChange(side(1, [2, 1]), side(0, [3])),
    ] {
      let (kept, trials) = ChangeCheck(trials: 30)(change, using: &rng)
      #expect(kept < trials, "\(change)")
      #expect(ChangeCheck().derivation(of: change, most: 2, using: &rng) == nil, "\(change)")
    }
  }
}
