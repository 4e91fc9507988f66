internal import Tensors

/// A name and how well the roots behind it fit.
struct NamedAlgebra: Sendable {
  /// The name.
  var name: AlgebraName
  /// The largest distance of a Cartan integer from an integer; 0 without semisimple part.
  var integrality = 0.0
  /// Whether every step fitted a known structure and none was drowned in noise.
  var isConsistent = true

  /// Whether the name only describes an algebra by its dimensions.
  var isDescription: Bool { name.name.contains("(dim") }

  /// The direct sum of named ideals.
  static func sum(_ parts: [NamedAlgebra]) -> NamedAlgebra {
    NamedAlgebra(
      name: .sum(parts.map(\.name)), integrality: parts.map(\.integrality).max() ?? 0,
      isConsistent: parts.allSatisfy(\.isConsistent))
  }
}

/// Names an algebra from constants in an orthonormal basis and, if known, its matrices.
///
/// The order of questions: abelian? radical? center equal to the radical (reductive)? a direct sum?
/// and only then the extensions of a reductive algebra by its nilradical.
struct Namer: Sendable {
  /// The algebra.
  let algebra: StructureConstants
  /// The matrices of its basis, `[m, n, n]`.
  let matrices: Tensor<Double>?
  /// The standard deviation of the error of one matrix entry.
  let entryNoise: Double

  init(_ algebra: StructureConstants, matrices: Tensor<Double>?, entryNoise: Double) {
    self.algebra = algebra
    self.matrices = matrices
    let rounding = 1e-15 * (matrices.map { $0.norm / Double($0.shape[0]).squareRoot() } ?? 0)
    self.entryNoise = max(entryNoise, rounding)
  }

  /// The namer of the ideal or subalgebra spanned by orthonormal rows.
  func restricted(to span: Tensor<Double>) -> Namer {
    Namer(
      algebra.projected(to: span), matrices: matrices.map { Self.combine(span, $0) },
      entryNoise: entryNoise)
  }

  /// `Σᵢ rows[a, i] matrices[i]`, `[a, n, n]`.
  static func combine(_ rows: Tensor<Double>, _ matrices: Tensor<Double>) -> Tensor<Double> {
    let (m, n) = (matrices.shape[0], matrices.shape[1])
    return rows.matmul(matrices.reshaped([m, n * n])).reshaped([rows.shape[0], n, n])
  }

  /// The name.
  func name() -> NamedAlgebra {
    let m = algebra.dimension
    if m == 0 { return NamedAlgebra(name: AlgebraName(name: "0", dimension: 0, kind: .abelian)) }
    let derived = m == 1 ? .zeros([0, 1]) : algebra.derivedAlgebra
    if derived.shape[0] == 0 { return abelianName() }
    let radical = algebra.radical(derived: derived)
    if radical.shape[0] == 0 { return reductiveName(semisimple: .identity(m), center: nil) }
    // No semisimple algebra has dimension 1 or 2.
    if m - radical.shape[0] == 1 || m - radical.shape[0] == 2 { return unknown() }
    let center = algebra.center
    if center.shape[0] == radical.shape[0] {
      guard derived.shape[0] + center.shape[0] == m else { return unknown() }
      return reductiveName(semisimple: derived, center: center)
    }
    if let parts = directSum(radical: radical, derived: derived, center: center) {
      return sumName(parts)
    }
    return extensionName(radical: radical, derived: derived, center: center)
  }

  /// The name of a direct sum; one dimension lines and circles are plain ℝ and u(1) in it.
  private func sumName(_ parts: [NamedAlgebra]) -> NamedAlgebra {
    var sum = NamedAlgebra.sum(parts.sorted { AlgebraName.precedes($0.name, $1.name) })
    // Upper triangular matrices are traceless ones and multiples of the identity.
    if sum.name.summands.count == 2, sum.name.summands.contains("ℝ") {
      for n in 2...12 where sum.name.summands.contains(n == 2 ? "aff(1)" : "borel(sl(\(n),ℝ))") {
        sum.name = AlgebraName(
          name: "borel(\(n))", aliases: [sum.name.name], dimension: sum.name.dimension,
          kind: .solvable, summands: sum.name.summands)
      }
    }
    return sum
  }

  /// The name of an algebra whose parts contradict each other: a sign of noise.
  func unknown() -> NamedAlgebra {
    let m = algebra.dimension
    return NamedAlgebra(
      name: AlgebraName(name: "unidentified (dim \(m))", dimension: m, kind: .mixed),
      integrality: 1, isConsistent: false)
  }

  /// The name of an abelian algebra.
  private func abelianName() -> NamedAlgebra {
    let m = algebra.dimension
    guard let matrices else {
      return NamedAlgebra(
        name: AlgebraName(
          name: AlgebraName.power("ℝ", m), dimension: m, kind: .abelian,
          summands: Array(repeating: "ℝ", count: m)))
    }
    let spectrum = CommutingSpectrum(of: matrices, noise: relativeNoise(of: matrices))
    return NamedAlgebra(
      name: m == 1
        ? generatorName(matrices.row(0), noise: relativeNoise(of: matrices))
        : AlgebraName.abelian(spectrum, dimension: m),
      isConsistent: spectrum.isClear)
  }

  /// The relative Frobenius error of matrices with these entries.
  func relativeNoise(of matrices: Tensor<Double>) -> Double {
    let size = matrices.norm / Double(max(1, matrices.shape[0])).squareRoot()
    return size > 0 ? entryNoise * Double(matrices.shape[1]) / size : 1
  }
}

extension AlgebraName {
  /// An abelian algebra of given spectrum: "u(1)² ⊕ ℝ".
  static func abelian(_ spectrum: CommutingSpectrum, dimension: Int) -> AlgebraName {
    let lines = dimension - spectrum.compact
    let circles = spectrum.compact == 0 ? [] : [AlgebraName.power("u(1)", spectrum.compact)]
    let names = circles + (lines == 0 ? [] : [AlgebraName.power("ℝ", lines)])
    return AlgebraName(
      name: names.joined(separator: " ⊕ "),
      aliases: spectrum.compact == 0 ? [] : [AlgebraName.power("ℝ", dimension)],
      dimension: dimension, kind: .abelian,
      summands: Array(repeating: "u(1)", count: spectrum.compact)
        + Array(repeating: "ℝ", count: lines))
  }
}
