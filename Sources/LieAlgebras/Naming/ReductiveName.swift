internal import Tensors

/// Names of reductive algebras: simple ideals, center, and what their representation makes of them.
extension Namer {
  /// A simple ideal with the space it moves.
  private struct Ideal {
    var name: AlgebraName
    var forms: [RealForm]
    var support: Tensor<Double>?  // orthonormal rows, [r, n]
  }

  /// The name of a semisimple ideal plus the center.
  func reductiveName(semisimple: Tensor<Double>, center: Tensor<Double>?) -> NamedAlgebra {
    let part = algebra.projected(to: semisimple)
    var rng = Philox(seed: 0x726f_6f74)
    guard
      let decomposition = CartanDecomposition.best(
        of: part, goodEnough: max(1e-6, min(0.02, 30 * part.noise)), using: &rng),
      let components = decomposition.simpleComponents(of: part),
      components.allSatisfy({ !$0.forms.isEmpty })
    else { return unknown() }
    var ideals = components.map { component -> Ideal in
      let span = component.span.matmul(semisimple)
      return ideal(component, matrices: matrices.map { Self.combine(span, $0) })
    }
    ideals.sort { AlgebraName.precedes($0.name, $1.name) }
    merge(&ideals)
    let semisimple = AlgebraName.sum(ideals.map(\.name))
    guard let center else {
      return NamedAlgebra(name: semisimple, integrality: decomposition.integrality)
    }
    let rest = restricted(to: center)
    let spectrum = rest.matrices.map {
      CommutingSpectrum(of: $0, noise: rest.relativeNoise(of: $0))
    }
    return NamedAlgebra(
      name: join(ideals, center: rest, spectrum), integrality: decomposition.integrality,
      isConsistent: spectrum?.isClear ?? true)
  }

  private func ideal(_ component: SimpleComponent, matrices: Tensor<Double>?) -> Ideal {
    var forms = component.forms
    let support = matrices.map { supportOf($0) }
    if let matrices, let support, let best = choice(among: forms, matrices, support) {
      forms = [best] + forms.filter { $0 != best }
    }
    let name = AlgebraName(
      name: forms[0].name, aliases: forms.dropFirst().map(\.name),
      dimension: component.span.shape[0], kind: .simple)
    return Ideal(name: name, forms: forms, support: support)
  }

  /// Orthonormal rows that span the images of the matrices, `[r, n]`.
  private func supportOf(_ matrices: Tensor<Double>) -> Tensor<Double> {
    let (m, n) = (matrices.shape[0], matrices.shape[1])
    var columns = [Double](repeating: 0, count: matrices.count)
    for i in 0..<m {
      for a in 0..<n {
        for b in 0..<n { columns[(i * n + b) * n + a] = matrices.scalars[(i * n + a) * n + b] }
      }
    }
    let level = entryNoise * (Double(m * n).squareRoot() + Double(n).squareRoot())
    return Tensor(columns, shape: [m * n, n]).rowSpace(level: level, scale: 1)
  }

  /// The form whose defining representation, or a few copies of it, this is.
  private func choice(
    among forms: [RealForm], _ matrices: Tensor<Double>, _ support: Tensor<Double>
  ) -> RealForm? {
    let r = support.shape[0]
    let fitting = forms.filter { form in
      guard let defining = form.defining else { return false }
      return r > 0 && r % defining.degree == 0
    }
    guard fitting.count > 1, r <= 16 else { return fitting.first }
    let action = matrices.unstacked.map {
      support.matmul($0).matmul(support, transposed: .right)
    }
    let restricted = Tensor(stacking: action)
    let commutant = Representation(restricted, noise: relativeNoise(of: restricted)).commutant
    return fitting.first { form in
      guard let defining = form.defining else { return false }
      let copies = r / defining.degree
      return commutant.shape[0] == copies * copies * defining.commutant
    }
  }

  /// Replaces two rank-one ideals that share ℝ⁴ (ℂ⁴) by so(4), so(2,2) or so(4,ℂ).
  private func merge(_ ideals: inout [Ideal]) {
    let merged: [(form: RealForm, whole: RealForm, degree: Int)] = [
      (.su(2, 0), .so(4, 0), 4), (.slReal(2), .so(2, 2), 4), (.slComplex(2), .soComplex(4), 8),
    ]
    for rule in merged {
      while let (i, j) = pair(in: ideals, rule.form, degree: rule.degree) {
        let (a, b) = (ideals[i], ideals[j])
        let halves = "\(rule.form.name) ⊕ \(rule.form.name)"
        let name = AlgebraName(
          name: rule.whole.name, aliases: [halves],
          dimension: a.name.dimension + b.name.dimension, kind: .semisimple,
          summands: [rule.form.name, rule.form.name])
        ideals.remove(at: j)
        ideals[i] = Ideal(name: name, forms: [], support: a.support)
      }
      if ideals.count == 2, ideals.contains(where: { $0.forms.contains(.su(2, 0)) }),
        ideals.contains(where: { $0.forms.contains(.slReal(2)) })
      {
        let name = AlgebraName.sum(ideals.map(\.name))
        ideals = [Ideal(name: name.adding(aliases: ["so*(4)"]), forms: [], support: nil)]
      }
      // Without a shared ℝ⁴ the whole is only another name.
      if ideals.count == 2, ideals.allSatisfy({ $0.forms.contains(rule.form) }) {
        let name = AlgebraName.sum(ideals.map(\.name))
        ideals = [Ideal(name: name.adding(aliases: [rule.whole.name]), forms: [], support: nil)]
      }
    }
  }

  private func pair(in ideals: [Ideal], _ form: RealForm, degree: Int) -> (Int, Int)? {
    for i in ideals.indices where ideals[i].forms.contains(form) {
      for j in (i + 1)..<max(i + 1, ideals.count) where ideals[j].forms.contains(form) {
        guard let a = ideals[i].support, let b = ideals[j].support else { continue }
        if a.shape[0] == degree, spansAgree(a, b) { return (i, j) }
      }
    }
    return nil
  }

  /// Whether two spans of orthonormal rows are the same up to noise: the sines of the principal
  /// angles are small.
  private func spansAgree(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Bool {
    guard a.shape == b.shape else { return false }
    let cosines = a.matmul(b, transposed: .right).singularValues
    return (cosines.last ?? 0) > 0.9
  }

  /// The ideals with the center, joined to u(n), u(p,q), gl(n,ℝ), gl(n,ℂ) or gl(n,ℍ) where the
  /// center acts on the same space.
  private func join(
    _ ideals: [Ideal], center: Namer, _ spectrum: CommutingSpectrum?
  ) -> AlgebraName {
    let k = center.algebra.dimension
    let centerName = spectrum.map { AlgebraName.abelian($0, dimension: k) } ?? center.name().name
    let separate = AlgebraName.sum(ideals.map(\.name) + [centerName])
    guard ideals.count == 1, let ideal = ideals.first, let support = ideal.support,
      let matrices = center.matrices, let spectrum
    else { return separate }
    let sameSpace = spansAgree(support, supportOf(matrices))
    let r = support.shape[0]
    let kinds = (spectrum.compact, spectrum.split, k)
    for form in ideal.forms {
      let joined: (name: String, degree: Int)? =
        switch (form, kinds) {
        case (.su(let p, 0), (1, 0, 1)): ("u(\(p))", 2 * p)
        case (.su(let p, let q), (1, 0, 1)): ("u(\(p),\(q))", 2 * (p + q))
        case (.slReal(let n), (0, 1, 1)): ("gl(\(n),ℝ)", n)
        case (.slComplex(let n), (1, 1, 2)): ("gl(\(n),ℂ)", 2 * n)
        case (.suStar(let n), (0, 1, 1)): ("gl(\(n / 2),ℍ)", 2 * n)
        default: nil
        }
      guard let joined else { continue }
      guard sameSpace, joined.degree == r else { return separate.adding(aliases: [joined.name]) }
      return AlgebraName(
        name: joined.name, aliases: [separate.name] + separate.aliases,
        dimension: separate.dimension, kind: .reductive, summands: separate.summands)
    }
    return separate
  }
}
