/// Numbers of the cubic form and of c₂ on a lattice of classes that do not depend on its basis.
///
/// By Wall's theorem h¹¹, h²¹, the cubic form D(v) = ∫ v³ and ∫ c₂ v on H²(X) classify simply connected
/// threefolds without torsion. Whether two forms are one in different bases is hard to decide; forms with
/// different invariants are not. The classes J_r span a lattice of full rank only where the description is favourable,
/// rank = h¹¹, and only then do these numbers belong to the manifold and not to its description.
///
/// Source: Wall, *Classification problems in differential topology V* (1966); Hübsch (1992), ch. 8.
/// Checked by: `InvariantsTests`.
public struct TopologicalInvariants: Sendable, Hashable {
  /// The rank of the lattice.
  public let rank: Int
  /// The greatest common divisor of ∫ c₂ v.
  public let secondChernDivisor: Int
  /// Those of ∫ u v w, of ∫ v² w and of ∫ v³, as polynomials.
  public let divisors: [Int]
  /// How often values occur among all classes modulo small primes.
  public let census: [Census]

  /// How many classes v modulo a small number have the same numbers.
  public struct Census: Sendable, Hashable {
    /// The modulus: a prime, or 4.
    public let modulus: Int
    /// The number of classes by ∫ v³ and ∫ c₂ v, each over its divisor, modulo the modulus, and by the rank of
    /// (u, w) ↦ ∫ v u w modulo its prime; sorted.
    public let counts: [[Int]]
  }

  /// Where a lattice has more classes than this, they are not counted.
  static let mostClasses = 20_000

  /// Those of the lattice that the classes of a description span.
  ///
  /// - Complexity: O(20 000 · rank³).
  public init(_ numbers: IntersectionNumbers) {
    let lattice = ClassLattice.reduced(numbers)
    rank = lattice.count
    secondChernDivisor = lattice.secondChern.reduce(0, Self.gcd)
    let n = lattice.count
    var (all, squares, cubes) = (0, 0, 0)
    for r in 0..<n {
      for s in 0..<n {
        squares = Self.gcd(squares, lattice[r, r, s])
        for t in 0..<n {
          all = Self.gcd(all, lattice[r, s, t])
          squares = Self.gcd(squares, 2 * lattice[r, s, t])
          // v³ has the coefficient 1, 3 or 6 in front of d_rst.
          let different = Set([r, s, t]).count
          cubes = Self.gcd(cubes, [1, 3, 6][different - 1] * lattice[r, s, t])
        }
      }
    }
    divisors = [all, squares, cubes]
    let divisor = max(1, secondChernDivisor)
    census = [2, 3, 4, 5, 7].compactMap { modulus in
      var classes = 1
      for _ in 0..<n {
        classes *= modulus
        if classes > Self.mostClasses { return nil }
      }
      return Self.census(
        triple: lattice.triple.map { $0 / max(1, all) },
        chern: lattice.secondChern.map { $0 / divisor }, modulus: modulus, classes: classes)
    }
  }

  private static func census(triple: [Int], chern: [Int], modulus: Int, classes: Int) -> Census {
    let n = chern.count
    let prime = modulus == 4 ? 2 : modulus
    func residue(_ x: Int) -> Int { (x % modulus + modulus) % modulus }
    let (triple, chern) = (triple.map(residue), chern.map(residue))
    var v = [Int](repeating: 0, count: n)
    // ∫ v · ·, kept while v counts through all classes.
    var form = [Int](repeating: 0, count: n * n)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<classes {
      var (cube, linear) = (0, 0)
      for r in 0..<n where v[r] > 0 {
        linear += v[r] * chern[r]
        for s in 0..<n { cube += v[r] * v[s] * form[r * n + s] }
      }
      let rank = matrixRank(form.map { $0 % prime }, n, prime)
      counts[[cube % modulus, linear % modulus, rank], default: 0] += 1
      var place = 0
      while place < n {
        v[place] += 1
        for k in 0..<n * n { form[k] = (form[k] + triple[place * n * n + k]) % modulus }
        if v[place] < modulus { break }
        v[place] = 0  // after as many steps as the modulus the form is what it was
        place += 1
      }
    }
    return Census(
      modulus: modulus,
      counts: counts.map { $0.key + [$0.value] }.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// The rank of a square matrix modulo a prime.
  private static func matrixRank(_ matrix: [Int], _ n: Int, _ prime: Int) -> Int {
    var a = matrix
    var rank = 0
    for column in 0..<n {
      guard let pivot = (rank..<n).first(where: { a[$0 * n + column] != 0 }) else { continue }
      if pivot != rank {
        for k in column..<n { a.swapAt(pivot * n + k, rank * n + k) }
      }
      let value = a[rank * n + column]
      for row in rank + 1..<max(rank + 1, n) where a[row * n + column] != 0 {
        // Multiples by units, which leave the rank alone.
        let factor = a[row * n + column]
        for k in column..<n {
          a[row * n + k] =
            (a[row * n + k] * value + (prime - factor) * a[rank * n + k]) % prime
        }
      }
      rank += 1
    }
    return rank
  }

  private static func gcd(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
