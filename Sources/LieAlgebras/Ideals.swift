internal import Tensors

/// Characteristic ideals and series, as orthonormal rows.
extension StructureConstants {
  /// The span of `[u, v]`, `[r, m]`.
  func bracketSpan(_ u: Tensor<Double>, _ v: Tensor<Double>) -> Tensor<Double> {
    let rows = brackets(u, v)
    return rows.rowSpace(
      level: level(rows: rows.shape[0], columns: dimension), scale: scale)
  }

  /// The derived algebra `[g, g]`.
  var derivedAlgebra: Tensor<Double> {
    let m = dimension
    var rows: [Double] = []
    rows.reserveCapacity(m * m * (m - 1) / 2)
    for i in 0..<m { rows += c.scalars[(i * m * m)..<(i * m * m + i * m)] }  // j < i
    let count = m * (m - 1) / 2
    return Tensor(rows, shape: [count, m]).rowSpace(
      level: level(rows: count, columns: m), scale: scale)
  }

  /// The derived series of the span of `start`: `h, [h, h], …` until it is stationary.
  func derivedSeries(from start: Tensor<Double>) -> [Tensor<Double>] {
    series(from: start) { bracketSpan($0, $0) }
  }

  /// The lower central series of the span of `start`: `h, [h, h], [h, [h, h]], …` until stationary.
  func lowerCentralSeries(from start: Tensor<Double>) -> [Tensor<Double>] {
    series(from: start) { bracketSpan(start, $0) }
  }

  private func series(
    from start: Tensor<Double>, next: (Tensor<Double>) -> Tensor<Double>
  ) -> [Tensor<Double>] {
    var terms = [start]
    while let last = terms.last, last.shape[0] > 0 {
      let term = next(last)
      guard term.shape[0] < last.shape[0] else { break }
      terms.append(term)
    }
    return terms
  }

  /// The center `{x : [x, g] = 0}`.
  var center: Tensor<Double> { centralizer(of: .identity(dimension)) }

  /// The elements that commute with the rows of `h`.
  func centralizer(of h: Tensor<Double>) -> Tensor<Double> {
    let (m, r) = (dimension, h.shape[0])
    let images = brackets(h, .identity(m))  // at (a, i): [hₐ, eᵢ]
    var equations = [Double](repeating: 0, count: r * m * m)
    for a in 0..<r {
      for i in 0..<m {
        for k in 0..<m { equations[(a * m + k) * m + i] = images.scalars[(a * m + i) * m + k] }
      }
    }
    return Tensor(equations, shape: [r * m, m]).nullSpace(
      level: level(rows: r * m, columns: m), scale: scale)
  }

  /// The radical `{x : K(x, [g, g]) = 0}`.
  ///
  /// Source: Hall, *Lie Groups, Lie Algebras, and Representations*, 2nd ed. (2015); Jacobson, *Lie
  /// Algebras* (1962), ch. III, theorem 5.
  func radical(derived: Tensor<Double>) -> Tensor<Double> {
    guard derived.shape[0] > 0 else { return .identity(dimension) }
    return derived.matmul(killingForm).nullSpace(level: killingLevel, scale: killingScale)
  }

  /// The nilradical `{x ∈ rad : tr(ad x (ad y)ᵏ) = 0 for y ∈ rad, k ≥ 0}`, inside the radical.
  ///
  /// By Lie's theorem the radical acts triangularly with weights linear in `x`, and an element is
  /// nilpotent when all its weights vanish. Powers are scaled by the a-priori size of `ad y`, never by
  /// their own size: that would amplify the noise of nilpotent elements.
  func nilradical(radical: Tensor<Double>) -> Tensor<Double> {
    let (m, r) = (dimension, radical.shape[0])
    guard r > 0 else { return radical }
    let (samples, highest) = (12, 4)
    let adjoints = radical.unstacked.map { adjoint($0).transposed.reshaped([m * m]) }
    let stacked = Tensor(stacking: adjoints)  // tr(ad x · P) = stacked · P
    let size = max(c.norm / Double(m).squareRoot(), 1e-300)
    var rng = Philox(seed: 0x6e69_6c72)
    var equations: [Double] = []
    for _ in 0..<samples {
      let direction: Tensor<Double> = rng.normals([1, r])
      let y = (direction / direction.norm).matmul(radical).reshaped([m])
      let step = adjoint(y) / size
      var power = Tensor<Double>.identity(m)
      for k in 0...highest {
        let functional = stacked.matmul(power.reshaped([m * m]))
        let terms = k == 0 ? m : (k + 1) * (k + 1)  // that the noise of this row adds up
        equations += (functional / Double(samples * terms).squareRoot()).scalars
        power = step.matmul(power)
      }
    }
    let rows = Tensor(equations, shape: [samples * (highest + 1), r])
    return rows.nullSpace(level: 3 * noise, scale: 0.2 * size).matmul(radical)
  }
}
