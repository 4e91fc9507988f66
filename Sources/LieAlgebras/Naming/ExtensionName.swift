internal import ComplexModule
internal import Tensors

/// Names of algebras that are neither reductive nor a direct sum: a reductive algebra `h = g/n` acting
/// on the nilradical `n`.
extension Namer {
  /// The shape of an extension, from which its name is read.
  private struct Extension {
    let dimension: Int
    let nilpotent: [Int]  // dimensions of the lower central series of n
    let derived: [Int]  // dimensions of the derived series of g
    let center: Int
    let innerCenter: Int  // of n
    let levi: NamedAlgebra?  // the semisimple quotient g/rad
    let quotient: NamedAlgebra  // h = g/n, acting on n/[n, n]
    let degree: Int  // dim n/[n, n]
    let isSplitAction: Bool  // h abelian with real eigenvalues
  }

  /// The name of an indecomposable algebra with the given radical.
  func extensionName(
    radical: Tensor<Double>, derived: Tensor<Double>, center: Tensor<Double>
  ) -> NamedAlgebra {
    let m = algebra.dimension
    let nilradical = algebra.nilradical(radical: radical)
    let series = algebra.lowerCentralSeries(from: nilradical)
    // The nilradical has at least half the dimension of the radical (Mubarakzyanov 1963); less is noise.
    guard 2 * nilradical.shape[0] >= radical.shape[0] else { return unknown() }
    // n/[n, n] as the orthogonal complement of [n, n] in n.
    let inner = series.count > 1 ? series[1] : nilradical
    guard series.last?.shape[0] == 0, inner.shape[0] < nilradical.shape[0] else { return unknown() }
    let coordinates = inner.matmul(nilradical, transposed: .right)
    let outer = coordinates.orthogonalComplement.matmul(nilradical)
    let complement = nilradical.orthogonalComplement
    let action = algebra.action(of: complement, on: outer)
    let quotient =
      complement.shape[0] == 0
      ? NamedAlgebra(name: AlgebraName(name: "0", dimension: 0, kind: .abelian))
      : Namer(
        algebra.projected(to: complement), matrices: action, entryNoise: algebra.noise
      ).name()
    let derivedDimensions = algebra.derivedSeries(from: .identity(m)).map { $0.shape[0] }
    let levi =
      radical.shape[0] == m ? nil : restricted(to: radical.orthogonalComplement).name()
    var isSplit = false
    if quotient.name.kind == .abelian, complement.shape[0] > 0 {
      let noise = algebra.noise * Double(outer.shape[0]) * Double(complement.shape[0]).squareRoot()
      let spectrum = CommutingSpectrum(of: action, noise: noise / max(action.norm, 1e-300))
      isSplit = spectrum.split == complement.shape[0]
    }
    let shape = Extension(
      dimension: m, nilpotent: series.map { $0.shape[0] }, derived: derivedDimensions,
      center: center.shape[0],
      innerCenter: algebra.projected(to: nilradical).center.shape[0], levi: levi,
      quotient: quotient, degree: outer.shape[0],
      isSplitAction: isSplit)
    var result = NamedAlgebra(
      name: Self.name(of: shape), integrality: quotient.integrality,
      isConsistent: quotient.isConsistent)
    if shape.nilpotent.count == 2, quotient.name.name == "ℝ", complement.shape[0] == 1 {
      let values = action.row(0).eigenvalues().map(\.real)
      result.name = AlgebraName(
        name: result.name.name, aliases: result.name.aliases, dimension: m,
        kind: result.name.kind, remark: "real parts of the weights \(ratios(values))")
    }
    return result
  }

  private static func name(of g: Extension) -> AlgebraName {
    let h = g.quotient.name
    let kind: AlgebraName.Kind = g.levi != nil ? .mixed : h.dimension == 0 ? .nilpotent : .solvable
    func named(_ name: String, _ aliases: [String] = []) -> AlgebraName {
      AlgebraName(name: name, aliases: aliases, dimension: g.dimension, kind: kind)
    }
    let generic = "\(h.name.contains(" ") ? "(\(h.name))" : h.name) ⋉ "
    let k = g.degree

    if g.nilpotent.count == 2 {  // n is abelian
      let plain = generic + AlgebraName.power("ℝ", k)
      if let (p, q) = metric(h.name, degree: k) {
        return named(isometries("iso", p, q), [plain] + (q == 0 ? ["iso(\(k))"] : []))
      }
      if let (p, q) = similarity(h, degree: k) { return named(isometries("sim", p, q), [plain]) }
      switch h.name {
      case "sl(\(k),ℝ)": return named("saff(\(k))", [plain])
      case "gl(\(k),ℝ)": return named("aff(\(k))", [plain])
      case "ℝ" where k == 1: return named("aff(1)", [plain])
      default: return named(plain)
      }
    }
    if g.nilpotent.count == 3, g.nilpotent[1] == 1, g.nilpotent[0] % 2 == 1, g.innerCenter == 1,
      g.center == 1
    {
      let heisenberg = "h\(g.nilpotent[0])"
      if h.dimension == 0 { return named(heisenberg, ["heis(\(k / 2))"]) }
      let plain = generic + heisenberg
      if h.matches("so(2)"), k == 2 { return named("oscillator", [plain]) }
      if h.matches("sl(2,ℝ)"), k == 2 { return named(plain, ["Jacobi"]) }
      if h.matches("so(\(k / 2))"), k > 2 { return named("carroll(\(k / 2))", [plain]) }
      return named(plain)
    }
    if let name = kinematical(g) { return named(name.0, name.1) }
    // Upper triangular matrices: the lower central series loses n−1, n−2, … dimensions.
    let drops = zip(g.nilpotent, g.nilpotent.dropFirst()).map { $0 - $1 }
    if drops == Array((1...drops.count).reversed()) {
      if h.dimension == 0 { return named("n(\(drops.count + 1))") }
      if h.dimension == k, g.isSplitAction { return named("borel(sl(\(k + 1),ℝ))") }
    }
    let series = g.nilpotent.map(String.init).joined(separator: ",")
    if h.dimension == 0 {
      return named("nilpotent (dim \(g.dimension), lower central series \(series))")
    }
    let derived = g.derived.map(String.init).joined(separator: ",")
    if g.levi == nil {
      return named(
        "solvable (dim \(g.dimension), nilradical dim \(g.nilpotent[0]), derived series \(derived))"
      )
    }
    return named(
      generic + "n\(g.nilpotent[0]) (dim \(g.dimension), lower central series \(series))")
  }

  /// `iso(p,q)` or `sim(p,q)`; the Euclidean ones are `e(n)` and `sim(n)`.
  private static func isometries(_ family: String, _ p: Int, _ q: Int) -> String {
    if q == 0 { return family == "iso" ? "e(\(p))" : "\(family)(\(p))" }
    return q == 1 ? "\(family)(1,\(p))" : "\(family)(\(p),\(q))"
  }

  /// The signature if `name` is an orthogonal algebra on ℝᵏ.
  private static func metric(_ name: String, degree k: Int) -> (Int, Int)? {
    guard k >= 2 else { return nil }
    return (0...k / 2).map { (k - $0, $0) }.first { RealForm.so($0.0, $0.1).name == name }
  }

  /// The signature if `h` is an orthogonal algebra on ℝᵏ with the dilations.
  private static func similarity(_ h: AlgebraName, degree k: Int) -> (Int, Int)? {
    if k == 2 { return h.name == "u(1) ⊕ ℝ" ? (2, 0) : nil }
    guard k > 2 else { return nil }
    return (0...k / 2).map { (k - $0, $0) }
      .first { h.matches(RealForm.so($0.0, $0.1).name + " ⊕ ℝ") }
  }

  /// Galilei and Bargmann algebras: rotations, boosts, translations, time, and mass.
  private static func kinematical(_ g: Extension) -> (String, [String])? {
    guard let first = g.nilpotent.first else { return nil }
    if first % 2 == 1, g.nilpotent == [first, (first - 1) / 2, 0], g.center == 0 {
      let n = (first - 1) / 2
      return g.quotient.name.matches("so(\(n))") ? ("galilei(\(n))", []) : nil
    }
    if first % 2 == 0, g.nilpotent == [first, first / 2, 1, 0], g.center == 1 {
      let n = (first - 2) / 2
      return g.quotient.name.matches("so(\(n))") ? ("bargmann(\(n))", []) : nil
    }
    return nil
  }
}
