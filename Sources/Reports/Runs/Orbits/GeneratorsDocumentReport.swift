internal import Tensors

/// The report of `symmetron generators`.
extension GeneratorsDocument: ReportedDocument {
  func report(_ arrays: StoredArrays) -> Report {
    var report: Report
    if let finding {
      report = finding.report(arrays, isOfClouds: true)
    } else if let regression {
      let blocks = RegressionBlocks(regression, arrays)
      report = Report(
        title: "", answer: summary, certainty: blocks.certainty, facts: blocks.facts,
        sections: blocks.sections)
    } else {
      report = Report(title: "", answer: summary, certainty: .open)
    }
    if let dimension = clouds.orbitDimension {
      report.facts.append(.init("dimension of the orbit", "\(dimension)"))
    }
    report.sections.insert(.init("What was done", done), at: 0)
    report.sections.insert(.init("Points", points(arrays)), at: 1)
    return report
  }

  private var done: [Report.Block] {
    var rows: [Report.Row] = [
      .init(
        "points",
        (clouds.clouds == 1 ? "a cloud" : "\(clouds.clouds) paired clouds")
          + " of \(clouds.points) points in \(clouds.dimension) dimensions")
    ]
    if clouds.centre.contains(where: { $0 != 0 }) {
      rows.append(
        .init(
          "origin",
          clouds.centre.count <= 8
            ? "moved to (\(clouds.centre.map(FindingNumber.entry).joined(separator: ", ")))"
            : "moved to the mean of the points"))
    }
    rows.append(.init("radius", FindingNumber.rough(clouds.radius) + ", root mean square"))
    rows.append(
      .init(
        "method",
        finding == nil
          ? "regression on near pairs of points (Krippendorf and Syvaeri, 2021)"
          : clouds.neighbours.map {
            "fields tangent to the cloud; normals from neighbourhoods of \($0) points"
          }
            ?? "fields tangent to the cloud; normals from level sets of degree two"))
    return [.rows(rows)]
  }

  private func points(_ arrays: StoredArrays) -> [Report.Block] {
    var blocks: [Report.Block] = []
    if let figure = flowFigure(arrays) { blocks.append(.figure(figure)) }
    if let figure = DeviationFigures.local(clouds) { blocks.append(.figure(figure)) }
    let pictures = PictureFigures(
      arrays, mean: clouds.centre, words: words, start: "point")
    return blocks + pictures.blocks
  }

  private var words: [String] { (finding?.generators ?? regression?.generators ?? []).map(\.words) }

  private func flowFigure(_ arrays: StoredArrays) -> Figure? {
    let names = clouds.coordinates ?? finding?.coordinates ?? regression?.coordinates ?? []
    let all = (1...max(1, min(clouds.clouds, arrays.names.count))).compactMap { number in
      arrays["cloud\(number)", axes: 2].map { (number, $0) }
    }
    let lines = arrays["flow", axes: 4]
    return CloudFigure(
      clouds: all.map { number, points in
        CloudFigure.Cloud(
          points: points, name: all.count > 1 ? "cloud \(number)" : nil, ink: .series(number - 1),
          lines: number == 1 ? Array(0..<(lines?.shape[1] ?? 0)) : [],
          hover: (0..<points.shape[0]).map { "row \($0 + 1)" })
      },
      generators: arrays["generators", axes: 3], words: words, flow: lines, coordinates: names,
      subject: all.count > 1 ? "The points of the clouds" : "The points of the cloud"
    ).figure
  }
}
