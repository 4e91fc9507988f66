internal import Discovery
public import Tensors

extension OrbitsReport {
  /// What `arrays.npz` holds: numbers.
  public var arrays: [String: Tensor<Double>] {
    var arrays: [String: Tensor<Double>] = ["points": result.space]
    if let regression {
      arrays["standard_deviations"] = Tensor(regression.solution.deviations)
      arrays["generators"] = regression.algebra.generators
      arrays["principal_generators"] = regression.solution.generators
      if let structure = regression.algebra.structure { arrays["structure_constants"] = structure }
    } else if let common = result.common {
      arrays.merge(common.finding.arrays) { $1 }
    }
    if let components = result.components { arrays["components"] = components }
    if let mean = result.mean { arrays["mean"] = Tensor(mean) }
    if let truth {
      arrays["invariants"] = Tensor(truth.invariants)
      if let pictures = truth.pictures {
        (arrays["orbit_pictures"], arrays["orbit_places"]) = (pictures.pixels, pictures.places)
      }
    }
    if let picture = result.picture { arrays["picture"] = picture.positions }
    if !result.drawn.isEmpty {
      let rows = result.drawn.map { result.embedding.points.row($0) }
      arrays["embedding"] = Tensor(
        rows.flatMap { $0.scalars.map(Double.init) },
        shape: [rows.count, result.embedding.points.shape[1]])
    }
    if let first = result.neighbourDistances.first {
      arrays["neighbour_distances"] = Tensor(
        result.neighbourDistances.flatMap { $0 },
        shape: [result.neighbourDistances.count, first.count])
    }
    if let generators = arrays["generators"], let flow = flow(of: generators) {
      arrays["flow"] = flow
    }
    return arrays
  }

  /// What `arrays.npz` holds: integers.
  public func integers(labels: [[Int]]) -> [String: [Int]] {
    var integers = ["orbits": result.orbitOf, "drawn_rows": result.drawn, "flow_rows": starts]
    for (number, label) in labels.enumerated() { integers["labels\(number + 1)"] = label }
    if let truth { integers["true_orbits"] = truth.orbits }
    if let regression { integers["cloud_rows"] = regression.rows }
    return integers
  }

  /// Lines of the flow, and the most generators whose flow is kept.
  private static let kept = (lines: 12, generators: 32)

  /// The rows that lines of the flow start from: one of each of some orbits, or some of the cloud.
  private var starts: [Int] {
    let rows = regression?.rows ?? result.orbits.compactMap(\.rows.first)
    let count = min(rows.count, Self.kept.lines)
    return (0..<count).map { rows[$0 * rows.count / count] }
  }

  private func flow(of generators: Tensor<Double>) -> Tensor<Double>? {
    let starts = starts
    guard !starts.isEmpty, 1...Self.kept.generators ~= generators.shape[0] else { return nil }
    let centre = regression?.centre ?? [Double](repeating: 0, count: result.coordinates.count)
    let begin = Tensor(stacking: starts.map(result.space.row)).subtracting(centre)
    let lines = GeneratorFlow.lines(of: generators, from: begin, steps: 60)
    return lines.reshaped([lines.scalars.count / centre.count, centre.count])
      .subtracting(centre.map { -$0 }).reshaped(lines.shape)
  }
}
