internal import Oracles

extension SpectralMethod {
  /// A mean of so many deviations is too far from the origin for linear fields to be told apart.
  static let farOffset = 50.0

  /// Why the features themselves leave symmetries that were found in doubt, if they do.
  func caution(
    _ solution: SpectralSolution, _ scaling: FeatureScaling, _ names: [String]
  ) -> String? {
    if fields == .linear, solution.certificate.count > 0,
      let far = names.indices.first(where: {
        scaling.shift[$0].magnitude > Self.farOffset * scaling.scale[$0]
      })
    {
      return
        "\(names[far]) varies little about a value far from zero, where linear fields are nearly "
        + "constant: try --fields affine"
    }
    if solution.outcome == .clear, !scaling.fewValued.isEmpty {
      let few = scaling.fewValued.map { names[$0] }.joined(separator: ", ")
      return "\(few) takes at most three values, and the data say nothing of what lies between them"
    }
    return nil
  }
}
