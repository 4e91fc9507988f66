public import Datasets
public import Oracles
internal import Tensors

/// What is fitted to the targets of a table.
public enum TableOracle: Sendable {
  /// Polynomials of a degree, by default one chosen on held-out rows.
  case polynomial(degree: Int? = nil)
  /// Networks.
  case network(NetworkFitSettings = NetworkFitSettings())
  /// Polynomials, or networks where polynomials leave something unexplained and networks explain more.
  case automatic(NetworkFitSettings = NetworkFitSettings())
}

extension SpectralMethod {
  /// The unexplained share of a polynomial fit above which networks are tried.
  static let unexplainedShare = 0.01
  /// Networks are preferred if they leave less than this share of what polynomials leave.
  static let improvement = 0.8
  /// A feature is ignored if it carries less than this share of the squared gradient, and no more than
  /// noise would give it, in standard deviations.
  static let ignoredGradient = (share: 0.01, deviations: 3.0)

  /// The symmetries of a table's targets as functions of its features.
  ///
  /// - Throws: `.tooFewRows`, `.noFeatures`.
  public func solve(
    _ data: LabelledData, oracle: TableOracle,
    report: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws(DiscoveryError) -> TableSolution {
    switch oracle {
    case .polynomial(let degree): return try solve(data, degree: degree)
    case .network(let settings): return try solve(data, networks: settings, report)
    case .automatic(let settings):
      let polynomial: TableSolution
      do { polynomial = try solve(data) } catch {
        // Networks need fewer rows and stand more features.
        guard let learned = try? solve(data, networks: settings, report) else { throw error }
        return learned
      }
      guard polynomial.isWorthLearning, data.count >= NetworkFit.fewestRows else {
        return polynomial
      }
      let learned = try solve(data, networks: settings, report)
      let (left, leftByPolynomials) = (1 - learned.explained, 1 - polynomial.explained)
      return left < Self.improvement * leftByPolynomials ? learned : polynomial
    }
  }

  private func solve(
    _ data: LabelledData, networks settings: NetworkFitSettings,
    _ report: @escaping @Sendable (Double) -> Void
  ) throws(DiscoveryError) -> TableSolution {
    let all: NetworkFit
    do {
      all = try NetworkFit(data, settings: settings, seed: seed, threads: threads, report: report)
    } catch {
      throw DiscoveryError(error)
    }
    let allPoints = Self.points(of: data, scaling: all.scaling)
    let learned = all.jacobians(at: allPoints, threads: threads)
    let used = Self.used(learned)
    let (mean, deviations) = (
      learned.mean.columns(used), learned.deviations.map { $0.columns(used) }
    )
    let (names, scaling) = (used.map { all.featureNames[$0] }, all.scaling.restricted(to: used))
    let solution = solve(
      fitted: mean, deviations: deviations, at: allPoints.columns(used), scaling, names,
      dividingBy: { scales(mean, deviations, learned.weights, at: $0) })
    let (outcome, remarks) = judged(all, scaling, names, solution)
    return TableSolution(
      fits: all.summaries, networks: all, scaling: scaling, featureNames: names,
      solution: solution, ignored: all.featureNames.filter { !names.contains($0) },
      remarks: remarks, outcome: outcome, fields: fields)
  }

  /// What the equations of a learned function are divided by, one for each row and output.
  ///
  /// The size of the gradient is that of the networks' root mean square, and an equation counts by the
  /// share of it that they agree on: where the gradient vanishes the noise would be blown up to its size.
  private func scales(
    _ mean: Tensor<Double>, _ deviations: [Tensor<Double>], _ weights: Tensor<Double>,
    at x: Tensor<Double>
  ) -> [Double] {
    let n = x.shape[1]
    var monomials = [Double](repeating: 0, count: fields.monomials(dimension: n))
    var scales: [Double] = []
    var shares: [Double] = []
    let outputs = mean.shape[1]
    for row in 0..<mean.shape[0] * outputs {
      let range = row * n..<(row + 1) * n
      func square(_ jacobian: Tensor<Double>) -> Double {
        range.reduce(0) { $0 + jacobian.scalars[$1] * jacobian.scalars[$1] }
      }
      let signal = square(mean)
      let size = signal + deviations.reduce(0) { $0 + square($1) }
      x.scalars.withUnsafeBufferPointer { x in
        guard let x = x.baseAddress else { return }
        fields.evaluate(x + row / outputs * n, dimension: n, into: &monomials)
      }
      let lengths = monomials.reduce(0) { $0 + $1 * $1 }
      let share = size > 0 ? signal / size : 0
      scales.append((size * lengths).squareRoot())
      shares.append(share * share * weights.scalars[row])
    }
    let typical = shares.reduce(0, +) / Double(max(shares.count, 1))
    return zip(scales, shares).map { $1 > 0 ? $0 * (typical / $1).squareRoot() : 0 }
  }

  /// How far to trust a solution, with the networks' own quality taken into account.
  private func judged(
    _ fit: NetworkFit, _ scaling: FeatureScaling, _ names: [String], _ solution: SpectralSolution
  ) -> (outcome: Outcome, remarks: [String]) {
    let worst = fit.outputs.map { $0.explained.min() ?? 0 }.min() ?? 0
    if worst < Self.leastExplained {
      let share = (max(0, worst) * 1000).rounded() / 10
      return (
        .poorFit,
        [
          "networks explain only \(share) % of the target on held-out rows, so their symmetries need "
            + "not be those of the data"
        ]
      )
    }
    if solution.outcome == .clear, !scaling.fewValued.isEmpty {
      let few = scaling.fewValued.map { names[$0] }.joined(separator: ", ")
      return (
        .ambiguous,
        ["\(few) takes at most three values, and the data say nothing of what lies between them"]
      )
    }
    if solution.outcome == .everything {
      return (.undecided, ["the networks' gradients are noise, which any field leaves unchanged"])
    }
    return (solution.outcome, [])
  }

  /// The features along which the learned function changes by more than its noise; all if none does.
  private static func used(_ learned: LearnedJacobians) -> [Int] {
    let n = learned.mean.shape[2]
    func squares(_ jacobian: Tensor<Double>) -> [Double] {
      var sums = [Double](repeating: 0, count: n)
      for (place, value) in jacobian.scalars.enumerated() {
        sums[place % n] += value * value * learned.weights.scalars[place / n]
      }
      return sums
    }
    let gradient = squares(learned.mean)
    let noise = learned.deviations.map(squares).reduce([Double](repeating: 0, count: n)) {
      zip($0, $1).map(+)
    }
    let total = gradient.reduce(0, +)
    let limit = ignoredGradient
    let used = (0..<n).filter { a in
      gradient[a] > limit.share * total
        || gradient[a] > limit.deviations * limit.deviations * noise[a]
    }
    return used.isEmpty ? Array(0..<n) : used
  }
}

extension TableSolution {
  /// The share of the targets that is explained on held-out rows, of that explained worst.
  var explained: Double { fits.map(\.explained).min() ?? 0 }

  /// Whether polynomials left so much that networks should be tried.
  fileprivate var isWorthLearning: Bool { explained < 1 - SpectralMethod.unexplainedShare }
}

extension Tensor<Double> {
  /// Some places of the last axis, in the given order.
  fileprivate func columns(_ chosen: [Int]) -> Tensor {
    let width = shape[rank - 1]
    if chosen.elementsEqual(0..<width) { return self }
    var picked: [Double] = []
    picked.reserveCapacity(count / max(width, 1) * chosen.count)
    for start in stride(from: 0, to: count, by: width) {
      for column in chosen { picked.append(scalars[start + column]) }
    }
    return Tensor(picked, shape: shape.dropLast() + [chosen.count])
  }
}
