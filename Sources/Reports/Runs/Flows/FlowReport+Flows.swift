internal import Discovery
internal import Tensors

extension FlowDocument {
  /// What the flows are: in the plane, in space, as matrices.
  func flowBlocks(
    _ arrays: StoredArrays, _ grid: FlowOracleGrid?, _ samples: FlowSamples?, _ curves: FlowCurves?
  ) -> [Report.Block] {
    var blocks: [Report.Block] = []
    if !structure.generators.isEmpty {
      blocks.append(
        .table(
          .init(
            "Vector fields that leave the oracle unchanged",
            header: ["", "what it does", "field"],
            rows: structure.generators.enumerated().map { number, generator in
              [
                "\(number + 1)", generator.words == generator.field ? "" : generator.words,
                generator.field,
              ]
            })))
    }
    let figures = [
      FlowPlane(self, grid, samples, curves)?.figure,
      FlowSpace(self, grid, samples, curves)?.figure,
      FlowLatentPicture(samples, curves)?.figure, matrices(arrays),
    ]
    return blocks + figures.compactMap { $0.map(Report.Block.figure) }
  }

  /// The coefficients of polynomial fields.
  private func matrices(_ arrays: StoredArrays) -> Figure? {
    guard let all = arrays["generators", axes: 3], all.shape[1] == coordinates.count,
      let monomials = [FieldClass.linear, .affine, .quadratic].lazy
        .map({ $0.monomialNames(coordinates: coordinates) })
        .first(where: { $0.count == all.shape[2] })
    else { return nil }
    return Figure.matrices(
      "generators", title: "Generators",
      caption: "The coefficients of each field: row i is the change of coordinate i, by columns.",
      matrices: all.unstacked, rowNames: coordinates, columnNames: monomials)
  }
}
