public import Datasets
public import Tensors

/// Polynomials that explain the labels of a table, with the spread that ten resamplings give them.
///
/// Degree and relabelling are chosen on held-out rows: the simplest among those that are not clearly
/// worse than the best. A fit of higher degree is kept beside it to test what the first one misses.
public struct PolynomialFit: Sendable {
  /// How features were standardised, and which were set aside.
  public let scaling: FeatureScaling
  /// The polynomials, in standardised features.
  public let basis: HermiteBasis
  /// What was fitted, one entry for each output.
  public let outputs: [Output]
  /// The names of the features that are used.
  public let featureNames: [String]
  /// The number of rows of the data.
  public let rows: Int

  /// One fitted function.
  public struct Output: Sendable {
    /// The target's name.
    public let target: String
    /// The relabelling.
    public let transform: LabelTransform
    /// The total degree.
    public let degree: Int
    /// The share of the relabelled target's variance explained on held-out rows, for each degree.
    public let explainedByDegree: [Double]
    /// The fit at ``degree``.
    public let model: Model
    /// The fit of higher degree that tests the first; nil if the data cannot carry one.
    public let check: Model?

    /// The share of variance explained on held-out rows.
    public var explained: Double { explainedByDegree[degree - 1] }
    /// What was fitted, in words: `mass²`.
    public var description: String { transform.described(target) }
  }

  /// Coefficients and how they vary.
  public struct Model: Sendable {
    /// The total degree.
    public let degree: Int
    /// `[P]`; zero above the degree.
    public let coefficients: [Double]
    /// Deviations `d` with `Σ d dᵀ` the covariance of the coefficients (jackknife), `[folds][P]`.
    public let deviations: [[Double]]
  }

  /// Fits the labels of `data`.
  ///
  /// - Parameters:
  ///   - degree: The degree to use; nil chooses it.
  ///   - maximumDegree: The highest degree that is tried.
  ///   - features: Positions among the usable features to use; nil for all.
  /// - Throws: `.tooFewRows`, `.noFeatures`.
  public init(
    _ data: LabelledData, degree: Int? = nil, maximumDegree: Int = 6, excluding: Set<String> = [],
    seed: UInt64 = 0, threads: Int = Parallel.processors
  ) throws(RegressionError) {
    let pilot = Self.pilot(data)
    let all = FeatureScaling(of: pilot.features, names: data.featureNames)
    let scaling = all.restricted(
      to: all.kept.indices.filter { !excluding.contains(data.featureNames[all.kept[$0]]) })
    guard !scaling.kept.isEmpty else { throw .noFeatures }
    let n = scaling.kept.count
    let least = Self.rowsNeeded(dimension: n, degree: degree ?? 2)
    guard data.count >= least else {
      throw .tooFewRows(rows: data.count, needed: least, degree: degree ?? 2)
    }
    let unknowns = HermiteBasis.count(dimension: n, degree: max(2, degree ?? 2))
    guard unknowns <= Self.mostUnknowns else { throw .tooManyUnknowns(unknowns, features: n) }
    for (name, kind) in zip(data.targetNames, data.targetKinds) {
      if case .categorical(let categories) = kind, categories.count > Self.mostClasses {
        throw .tooManyClasses(categories.count, target: name)
      }
    }
    let labels = data.targetNames.indices.map { t in
      LabelColumns(
        labels: (0..<pilot.targets.shape[0]).map { pilot.targets[$0, t] }, kind: data.targetKinds[t]
      )
    }
    // Most laws are of low degree: go on to the next two only while the fit asks for the last one.
    var highest = max(2, degree ?? 2)
    var outputs: [Output] = []
    var basis = HermiteBasis(dimension: n, degree: highest)
    repeat {
      let lowest = highest
      for _ in 0..<2 where highest < max(maximumDegree, (degree ?? 0) + 1) {
        if Self.isAffordable(n, degree: highest + 1, rows: data.count) { highest += 1 }
      }
      guard outputs.isEmpty || highest > lowest else { break }
      basis = HermiteBasis(dimension: n, degree: highest)
      let grams = FoldedGrams(
        of: data, basis: basis, scaling: scaling, labels: labels, seed: seed, threads: threads)
      let selection = FitSelection(
        errors: HeldOutErrors(grams: grams, basis: basis, threads: threads), fixedDegree: degree)
      outputs = []
      var first = 0
      for (t, label) in labels.enumerated() {
        outputs += selection.outputs(target: data.targetNames[t], label: label, first: first)
        first += label.count
      }
    } while outputs.contains { $0.degree == highest }
    self.scaling = scaling
    self.basis = basis
    self.outputs = outputs
    featureNames = scaling.kept.map { data.featureNames[$0] }
    rows = data.count
  }

  /// The largest number of polynomials that is fitted; their Gram matrices take memory with its square.
  public static let mostUnknowns = 2000
  /// The largest number of classes of a target; a column with more is likely an identifier.
  public static let mostClasses = 100

  /// Rows below which a fit of a degree is not attempted: 1.5 for each unknown, and ten.
  public static func rowsNeeded(dimension: Int, degree: Int) -> Int {
    3 * HermiteBasis.count(dimension: dimension, degree: degree) / 2 + 10
  }

  private static func isAffordable(_ n: Int, degree: Int, rows: Int) -> Bool {
    let p = HermiteBasis.count(dimension: n, degree: degree)
    return 3 * p <= rows && p <= 500 && Double(rows) * Double(p * p) <= 2e12
  }

  /// Up to 32 blocks of 1024 rows, evenly spread, that set the scales.
  private static func pilot(
    _ data: LabelledData
  ) -> (features: Tensor<Double>, targets: Tensor<Double>) {
    let size = 1024
    guard data.count > 32 * size else { return data.samples(0..<data.count) }
    var (features, targets): ([Double], [Double]) = ([], [])
    for block in 0..<32 {
      let start = block * (data.count - size) / 31
      let part = data.samples(start..<start + size)
      features += part.features.scalars
      targets += part.targets.scalars
    }
    return (
      Tensor(features, shape: [32 * size, data.featureNames.count]),
      Tensor(targets, shape: [32 * size, data.targetNames.count])
    )
  }

  /// The models of all outputs, and the higher-degree ones where they exist.
  public var models: [Model] { outputs.map(\.model) }
}

/// Why a table cannot be fitted.
public enum RegressionError: Error, Equatable {
  /// Fewer rows than a fit of this degree needs.
  case tooFewRows(rows: Int, needed: Int, degree: Int)
  /// Fewer rows than networks are trained on.
  case tooFewRowsForNetwork(rows: Int, needed: Int)
  /// More polynomials than are fitted, in this number of features.
  case tooManyUnknowns(Int, features: Int)
  /// A target of more classes than are told apart.
  case tooManyClasses(Int, target: String)
  /// Every feature is constant, a function of others, or excluded.
  case noFeatures
}
