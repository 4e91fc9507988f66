internal import Tensors

/// More than three coordinates, seen from the two directions along which the samples vary most.
struct FlowLatentPicture {
  private let samples: FlowSamples
  private let curves: FlowCurves?
  private let mean: [Double]
  private let directions: [[Double]]
  private let shares: [Double]

  /// With more coordinates no picture is made.
  private static let most = 256

  /// Nil unless there are samples with more than three coordinates.
  init?(_ samples: FlowSamples?, _ curves: FlowCurves?) {
    guard let samples, 4...Self.most ~= samples.points.shape[1], samples.points.isFinite else {
      return nil
    }
    let (count, n) = (samples.points.shape[0], samples.points.shape[1])
    let mean = samples.points.columns.map { $0.reduce(0, +) / Double(count) }
    let centred = Tensor(
      samples.points.scalars.enumerated().map { $1 - mean[$0 % n] }, shape: [count, n])
    let eigen = centred.matmul(centred, transposed: .left).symmetricEigen()
    let total = eigen.values.reduce(0, +)
    guard total > 0 else { return nil }
    (self.samples, self.curves, self.mean) = (samples, curves, mean)
    directions = [n - 1, n - 2].map { eigen.vectors.row($0).scalars }
    shares = [n - 1, n - 2].map { eigen.values[$0] / total }
  }

  /// The figure.
  var figure: Figure {
    let hasCurves = curves.map { $0.curves[0].points.shape[1] == mean.count } ?? false
    var lines: [Mark] = []
    if let curves, hasCurves {
      for field in 0..<curves.fields {
        lines.append(
          .lines(
            Lines(
              curves.starts.indices.map { start in
                Tensor(
                  rows: curves.curve(start, field).points.unstacked.map { project($0.scalars) })
              },
              name: field > 0 ? nil : curves.fields == 1 ? "flow" : "flows", ink: .neutral,
              width: 1.2)))
      }
    }
    func axis(_ number: Int) -> Axis {
      Axis("principal direction \(number + 1) (\(FindingNumber.percent(shares[number])))")
    }
    return Figure(
      "latent", title: "The latent space",
      caption:
        "The \(mean.count) coordinates of samples that only judge, seen from the two directions along which they "
        + "vary most, with their shares of the variance."
        + (hasCurves
          ? " Curves are the streamlines from the centres of the classes, whose other directions do not show."
          : ""),
      panels: [
        Panel(
          x: axis(0), y: axis(1), hasEqualScales: true, aspect: 0.85,
          marks: samples.marks(size: 1.4, project) + lines + samples.stars(project))
      ])
  }

  private func project(_ point: [Double]) -> [Double] {
    directions.map { direction in
      direction.indices.reduce(0) { $0 + direction[$1] * (point[$1] - mean[$1]) }
    }
  }
}
