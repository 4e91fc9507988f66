internal import Tensors

/// What there is to say of a regression: its generators, its principal components, its spectrum, its algebra.
///
/// Checked by: `GeneratorsReportTests`.
struct RegressionBlocks {
  private let regression: GeneratorsDocument.Regression
  private let arrays: StoredArrays

  /// The blocks of a regression; the structure constants are those of the arrays.
  init(_ regression: GeneratorsDocument.Regression, _ arrays: StoredArrays) {
    (self.regression, self.arrays) = (regression, arrays)
  }

  /// The number of generators.
  private var count: Int { regression.components.count }

  /// How far to trust the answer: there is no test of it, so it is never certain.
  var certainty: Report.Certainty { count > 0 ? .doubtful : .open }

  /// The sections.
  var sections: [Report.Section] {
    [
      .init("Generators", generators), .init("Evidence", evidence),
      .init("Lie algebra", AlgebraFigures(arrays, noise: regression.closureResidual).blocks),
    ]
  }

  /// The numbers behind the answer.
  var facts: [Report.Row] {
    var facts: [Report.Row] = [.init("generators", "\(count)")]
    if count > 0 {
      facts.append(.init("fall of the deviations", "× \(FindingNumber.rough(regression.ratio))"))
    }
    facts.append(.init("planes", "\(regression.planes)"))
    return facts
  }

  private var names: [String] { regression.coordinates ?? [] }

  private var generators: [Report.Block] {
    guard !regression.generators.isEmpty else { return [] }
    var blocks: [Report.Block] = [
      .table(.generators("Motions along the orbit, in a basis for people", regression.generators))
    ]
    func matrices(_ name: String, _ title: String, _ caption: String, _ list: [Tensor<Double>]) {
      let figure = Figure.matrices(
        name, title: title, caption: caption, matrices: list, rowNames: names, columnNames: names)
      if let figure { blocks.append(.figure(figure)) }
    }
    matrices(
      "regression-generators", "Generators",
      "The generators in that basis: row i is the change of coordinate i.",
      regression.generators.compactMap(\.matrix))
    matrices(
      "regression-components", "Principal components",
      "The principal components that are generators, as the regression gave them, times √2: the matrix of "
        + "a turn has entries of size 1.",
      regression.components.compactMap { Tensor(checking: $0) }.map { 2.0.squareRoot() * $0 })
    return blocks
  }

  private var evidence: [Report.Block] {
    var blocks: [Report.Block] = []
    if let figure = DeviationFigures.regression(regression, count: count) {
      blocks.append(.figure(figure))
    }
    blocks.append(
      .rows([
        .init("near pairs of points", "\(regression.pairs)"),
        .init("planes through two points", "\(regression.planes)"),
        .init("pairs near a plane, on average", FindingNumber.rough(regression.pairsPerPlane)),
      ]))
    if regression.algebra != nil {
      blocks.append(
        .rows([.init("closure residual", FindingNumber.rough(regression.closureResidual))]))
    }
    blocks.append(
      .text(
        "The regression has no test against chance: a clear fall of the deviations is all its evidence."
      ))
    return blocks + regression.remarks.map(Report.Block.text)
  }
}
