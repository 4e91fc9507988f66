internal import Oracles
internal import Tensors

/// The invariance equations of a fitted oracle, with the noise that the fit's own spread puts in them.
struct NoisyEquations: Sendable {
  /// The equations of the fit.
  let equations: InvarianceEquations
  /// The root mean square violation that noise alone gives a field of unit size.
  let floor: Double
  /// The mean of `rowᵀ row` over the equations of the deviations, `[q, q]`.
  private let noise: Tensor<Double>

  private let fitted: Tensor<Double>
  private let deviations: [Tensor<Double>]
  private let points: Tensor<Double>
  private let layout: PointLayout
  private let fields: FieldClass
  private let scales: [Double]?

  /// Draws of the fit for ``support(rule:seed:threads:)``, and the points that each looks at.
  static let draws = 40
  /// Above this number of unknowns a quarter of the draws must do.
  static let quickLimit = 300
  static let drawnPoints = 1000
  static let drawnPerUnknown = 40

  /// - Parameters:
  ///   - fitted: The Jacobians of the fit at `points`, `[N, outputs, n]`.
  ///   - deviations: Jacobians whose outer products add up to the covariance of the fitted ones.
  ///   - scales: What to divide the equations by; nil for the scale known beforehand.
  ///   - tolerance: The relative violation that counts as rounding whatever the spread.
  init(
    fitted: Tensor<Double>, deviations: [Tensor<Double>], at points: Tensor<Double>,
    layout: PointLayout, fields: FieldClass, dividingBy scales: [Double]? = nil,
    tolerance: Double
  ) {
    equations = InvarianceEquations(
      jacobians: fitted, at: points, layout: layout, for: fields, dividingBy: scales)
    let q = equations.unknowns
    var noise = Tensor<Double>.zeros([q, q])
    for deviation in deviations {
      noise.addGram(
        of: InvarianceEquations(
          jacobians: deviation, at: points, layout: layout, for: fields,
          dividingBy: equations.scales
        ).rows)
    }
    self.noise = noise / Double(max(1, equations.rows.shape[0]))
    floor = max(self.noise.trace.squareRoot(), tolerance) / Double(q).squareRoot()
    (self.fitted, self.deviations, self.points) = (fitted, deviations, points)
    (self.layout, self.fields, self.scales) = (layout, fields, scales)
  }

  /// The possible numbers of symmetries in a null space of these equations or of a draw.
  ///
  /// - Parameter inflation: The noise of the spectrum in units of that of the fit.
  func candidates(
    _ space: NullSpace, rule: CountingRule, inflation: Double = 1
  ) -> [CountingRule.Candidate] {
    let projected = space.fields.matmul(noise) * space.fields
    let alongFields = projected.unstacked.map { inflation * max(0, $0.sum).squareRoot() }
    return rule.candidates(
      values: space.values, floor: inflation * floor, noise: alongFields,
      isPartial: space.isPartial)
  }

  /// The share of random draws of the fit that gives each number of symmetries.
  ///
  /// A draw has the noise of the fit and as much of its own, hence a floor √2 times higher.
  func support(rule: CountingRule, seed: UInt64, threads: Int) -> [Int: Double] {
    let some = min(
      points.shape[0], max(Self.drawnPoints, Self.drawnPerUnknown * equations.unknowns))
    let drawnScales = scales.map { Array($0.prefix(some * fitted.shape[1])) }
    let draws = equations.unknowns > Self.quickLimit ? Self.draws / 4 : Self.draws
    let counts = Parallel.map(draws, threads: threads) { draw in
      var rng = Philox(seed: seed, stream: 0x6472_6177_0000_0000 + UInt64(draw))
      var drawn = fitted.rows(0..<some)
      for deviation in deviations { drawn.add(deviation.rows(0..<some), times: rng.normal()) }
      let equations = InvarianceEquations(
        jacobians: drawn, at: points.rows(0..<some), layout: layout, for: fields,
        dividingBy: drawnScales)
      let rows = equations.rows
      let space = NullSpace(ofGram: rows.gram / Double(max(1, rows.shape[0])))
      return candidates(space, rule: rule, inflation: 2.0.squareRoot()).first?.count ?? 0
    }
    return Dictionary(grouping: counts) { $0 }
      .mapValues { Double($0.count) / Double(draws) }
  }
}
