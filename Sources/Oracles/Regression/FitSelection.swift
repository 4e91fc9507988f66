internal import Tensors

/// The choice of relabelling and degree for each target.
struct FitSelection {
  let errors: HeldOutErrors
  let fixedDegree: Int?
  private let total: Tensor<Double>

  /// A relative squared error that is rounding.
  static let rounding = 1e-13
  /// A relabelling of lower degree is preferred while its error is within this factor of the best: it has
  /// fewer unknowns, and errors of different relabellings differ in what noise they weigh.
  static let adequacy = 2.0
  /// Of relabellings of one degree, the plainest whose error is within this factor of the best is used.
  static let slack = 1.1
  /// The share of variance from which an analytic relabelling is good enough.
  static let explainedWell = 0.9
  /// Further variates of a class label are used while they explain this share of what the first does.
  static let variateShare = 0.5

  init(errors: HeldOutErrors, fixedDegree: Int?) {
    (self.errors, self.fixedDegree, total) = (errors, fixedDegree, errors.total)
  }

  private var degrees: ClosedRange<Int> { 1...errors.basis.degree }

  /// A way to relabel a target: the combination of label columns for each degree.
  private struct Candidate {
    var transform: LabelTransform
    var weights: [[Double]]  // by degree − 1
    var foldWeights: [[[Double]]]?  // by degree − 1, then fold; nil: the same in all
    var relativeErrors: [[Double]] = []  // by degree − 1, then fold; sums to 1 − R²
    var degree = 1
    var error: Double { relativeErrors[degree - 1].reduce(0, +) }
  }

  /// The fits of one target, whose label columns begin at `first`.
  func outputs(target: String, label: LabelColumns, first: Int) -> [PolynomialFit.Output] {
    var candidates: [Candidate] = []
    for (k, transform) in label.transforms.enumerated() {
      let column = errors.basis.count + first + k
      guard total[column, column].isFinite else { continue }
      var weights = [Double](repeating: 0, count: errors.columns)
      weights[first + k] = 1
      candidates.append(
        Candidate(transform: transform, weights: degrees.map { _ in weights }))
    }
    let variates = label.transforms.isEmpty ? max(1, min(label.classes - 1, 4)) : 1
    candidates += canonicalCandidates(count: variates, label: label, first: first)
    candidates = candidates.map(judged)
    if label.transforms.isEmpty {
      let leading = 1 - candidates[0].error
      return candidates.filter { 1 - $0.error >= Self.variateShare * leading }
        .map { output(target, $0) }
    }
    // Ranges of labels are coarse: they are for labels that no analytic relabelling explains.
    let analytic = candidates.filter { $0.transform != .canonical }
    if let best = analytic.map(\.error).min(), best <= 1 - Self.explainedWell {
      candidates = analytic
    }
    let best = candidates.map(\.error).min() ?? 1
    let adequate = candidates.filter { $0.error <= max(Self.adequacy * best, Self.rounding) }
    let degree = adequate.map(\.degree).min() ?? 1
    let simplest = adequate.filter { $0.degree == degree }
    let least = simplest.map(\.error).min() ?? 1
    let chosen = simplest.first { $0.error <= max(Self.slack * least, Self.rounding) }
    return chosen.map { [output(target, $0)] } ?? []
  }

  /// The candidate with its held-out errors and the degree that they choose.
  private func judged(_ candidate: Candidate) -> Candidate {
    var candidate = candidate
    candidate.relativeErrors = degrees.map { degree in
      let folds = errors.grams.folds.indices
      // Scores are computed without the rows that judge them.
      let weights = folds.map {
        candidate.foldWeights?[degree - 1][$0] ?? candidate.weights[degree - 1]
      }
      let variation = folds.reduce(0) { $0 + errors.variation(weights: weights[$1], fold: $1) }
      guard variation > 0 else { return [1] }
      return folds.map {
        errors.squaredError(degree: degree, fold: $0, weights: weights[$0]) / variation
      }
    }
    let sums = candidate.relativeErrors.map { $0.reduce(0, +) }
    if let fixedDegree {
      candidate.degree = fixedDegree
    } else if let exact = sums.firstIndex(where: { $0 <= Self.rounding }) {
      candidate.degree = exact + 1
    } else if let best = sums.indices.min(by: { sums[$0] < sums[$1] }) {
      candidate.degree =
        1
        + (sums.indices.first { lower in
          lower == best || !isWorse(lower + 1, than: best + 1, weights: candidate.weights[best])
        } ?? best)
    }
    return candidate
  }

  /// Whether a fit leaves significantly more than one of higher degree: the F test of nested models.
  private func isWorse(_ lower: Int, than higher: Int, weights: [Double]) -> Bool {
    let (p, q) = (errors.basis.count(degree: lower), errors.basis.count(degree: higher))
    let freedom = total[0, 0] - Double(q)
    guard q > p, freedom > 0 else { return false }
    let left = errors.squaredResidual(degree: higher, weights: weights)
    let more = errors.squaredResidual(degree: lower, weights: weights) - left
    guard left > 0 else { return more > 0 }
    return FisherRatio(
      (more / Double(q - p)) / (left / freedom), above: Double(q - p), below: freedom
    ).normalDeviate > Self.significance
  }

  /// Standard deviations beyond which a higher degree is needed.
  ///
  /// Too large hides weak terms; too small fits noise.
  static let significance = 2.0

  /// The label columns' weights in each variate, from all rows or from all but one fold.
  private func canonicalWeights(
    degree: Int, excluding fold: Int? = nil, label: LabelColumns, first: Int
  ) -> [[Double]] {
    let start = first + label.transforms.count
    let variates = CanonicalScores.variates(
      gram: fold.map { total - errors.grams.folds[$0] } ?? total,
      fit: fold.map { errors.coefficients[degree - 1][$0] } ?? errors.whole[degree - 1],
      offset: errors.basis.count, first: start, classes: label.classes)
    return variates.map { variate in
      var weights = [Double](repeating: 0, count: errors.columns)
      weights.replaceSubrange(start..<start + label.classes, with: variate.scores)
      return weights
    }
  }

  /// The canonical variates as candidates, best first, at most `count`.
  private func canonicalCandidates(
    count: Int, label: LabelColumns, first: Int
  ) -> [Candidate] {
    let none = [Double](repeating: 0, count: errors.columns)
    let whole = degrees.map { canonicalWeights(degree: $0, label: label, first: first) }
    let byFold = degrees.map { degree in
      errors.grams.folds.indices.map {
        canonicalWeights(degree: degree, excluding: $0, label: label, first: first)
      }
    }
    return (0..<count).map { v in
      Candidate(
        transform: .canonical, weights: whole.map { v < $0.count ? $0[v] : none },
        foldWeights: byFold.map { folds in folds.map { v < $0.count ? $0[v] : none } })
    }
  }

  private func output(_ target: String, _ candidate: Candidate) -> PolynomialFit.Output {
    let weights = candidate.weights[candidate.degree - 1]
    let higher = min(candidate.degree + 2, errors.basis.degree)
    return PolynomialFit.Output(
      target: target, transform: candidate.transform, degree: candidate.degree,
      explainedByDegree: candidate.relativeErrors.map { 1 - $0.reduce(0, +) },
      model: model(degree: candidate.degree, weights: weights),
      check: higher > candidate.degree ? model(degree: higher, weights: weights) : nil)
  }

  /// The fit of a degree with its delete-a-fold deviations.
  private func model(degree: Int, weights: [Double]) -> PolynomialFit.Model {
    func combined(_ fit: Tensor<Double>) -> [Double] {
      var result = [Double](repeating: 0, count: errors.basis.count)
      for j in 0..<fit.shape[0] {
        for (c, w) in weights.enumerated() where w != 0 { result[j] += w * fit[j, c] }
      }
      return result
    }
    let replicates = errors.coefficients[degree - 1].map(combined)
    let folds = Double(replicates.count)
    let mean = (0..<errors.basis.count).map { j in
      replicates.reduce(0) { $0 + $1[j] } / folds
    }
    let factor = ((folds - 1) / folds).squareRoot()
    return PolynomialFit.Model(
      degree: degree, coefficients: combined(errors.whole[degree - 1]),
      deviations: replicates.map { zip($0, mean).map { factor * ($0 - $1) } })
  }
}
