public import Discovery
internal import Networks
internal import Oracles
public import Tensors

extension FlowFinding {
  /// What `arrays.npz` holds of a search for flows without samples: docs/RunFolder.md.
  public var arrays: [String: Tensor<Double>] {
    var arrays = searchArrays
    if let grid = LevelGrid(around: points) { arrays.merge(grid.arrays(of: flow)) { $1 } }
    let starts = Tensor(stacking: startRows.map(points.row))
    var settings = StreamlineSettings()
    settings.length = Self.relativeLength * starts.norm / Double(starts.shape[0]).squareRoot()
    let curves = flow.streamlines(from: starts, settings)
    let shape = Array(curves.points.shape.dropLast())
    let values = flow.oracle.evaluate(
      at: curves.points.reshaped([shape.reduce(1, *), flow.dimension])
    ).values
    arrays["streamline_lengths"] = Tensor(curves.lengths)
    arrays["streamlines"] = curves.points
    arrays["streamline_outputs"] = values.reshaped(shape + [values.shape[1]])
    return arrays
  }

  /// The length of streamlines without samples, each way, over the distance of their starts from the origin.
  private static let relativeLength = 2.0
  /// The shares of the points whose first output is below that of a start.
  private static let startShares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// Points on level sets that are spread over all.
  private var startRows: [Int] {
    let values = flow.oracle.evaluate(at: points).values
    let order = (0..<points.shape[0]).sorted { values[$0, 0] < values[$1, 0] }
    return Self.startShares.map { order[Int($0 * Double(order.count - 1))] }
  }

  /// What every search leaves.
  fileprivate var searchArrays: [String: Tensor<Double>] {
    let few = points.rows(0..<min(Self.fieldPoints, points.shape[0]))
    var arrays = [
      "field_points": few, "fields": flow.fields(at: few),
      "structure_constants": structure.structure,
      "jacobian_singular_values": Tensor(
        rows: [localRank.low, localRank.singularValues, localRank.high]),
    ]
    if let coefficients = structure.coefficients { arrays["generators"] = coefficients }
    if let family { arrays["restart_shares"] = Tensor(family.shares) }
    for (name, values) in history.columns { arrays["history_flows_\(name)"] = values }
    return arrays
  }

  /// The most points at which fields are written down.
  private static let fieldPoints = 1000
}

extension FlowExperiment.Result {
  /// What `arrays.npz` holds of an experiment, as numbers and as integers: docs/RunFolder.md.
  public var arrays: (numbers: [String: Tensor<Double>], integers: [String: [Int]]) {
    let shown = points.validationRows.prefix(Self.shownPoints)
    let n = points.inputs.shape[1]
    let shownPoints = Tensor<Double>(
      shown.flatMap { row in (0..<n).map { Double(points.inputs[row, $0]) } },
      shape: [shown.count, n])
    var numbers = finding.searchArrays
    var integers: [String: [Int]] = [:]
    numbers["pixel_maximum"] = Tensor(trivial.maximum)
    numbers["pixel_mean"] = Tensor(trivial.mean)
    numbers["pixel_variance"] = Tensor(trivial.variance)
    numbers["principal_variances"] = Tensor(trivial.principalVariances)
    numbers["points"] = shownPoints
    switch points.labels {
    case .classes(let classes, _): integers["labels"] = shown.map { classes[$0] }
    case .numbers(let values): numbers["labels"] = Tensor(shown.map { Double(values[$0]) })
    }
    let centres = points.centres.positions
    numbers["centres"] = Tensor(rows: centres)
    numbers["streamline_lengths"] = Tensor(walks.streamlines.lengths)
    numbers["streamlines"] = walks.streamlines.points
    numbers["streamline_outputs"] = walks.outputs
    numbers["streamline_probabilities"] = walks.probabilities
    numbers["streamline_decoded"] = walks.decoded
    numbers["straight_points"] = walks.straight?.points
    numbers["straight_probabilities"] = walks.straight?.probabilities
    numbers["straight_decoded"] = walks.decodedStraight
    if let grid = LevelGrid(around: shownPoints) {
      numbers.merge(grid.arrays(of: finding.flow)) { $1 }
    }
    let trainings = [
      ("autoencoder", autoencoder?.training.history), ("oracle", oracle.training.history),
    ]
    for (stage, history) in trainings {
      for (name, values) in (history ?? []).map(\.training).columns {
        numbers["history_\(stage)_\(name)"] = values
      }
    }
    return (numbers, integers)
  }

  /// The most points that are written down.
  private static let shownPoints = 5000
}

/// A grid that covers points of the plane or of space, for level sets.
private struct LevelGrid {
  /// The coordinates along each axis, `[n, G]`.
  let axes: Tensor<Double>
  /// All points, the last axis fastest, `[Gⁿ, n]`.
  let points: Tensor<Double>

  /// The oracle and the fields on the grid.
  func arrays(of flow: Flow) -> [String: Tensor<Double>] {
    [
      "grid_axes": axes, "grid_outputs": flow.oracle.evaluate(at: points).values,
      "grid_fields": flow.fields(at: points),
    ]
  }

  /// Nil in more than three dimensions.
  init?(around all: Tensor<Double>) {
    let n = all.shape[1]
    guard n == 2 || n == 3 else { return nil }
    let size = n == 2 ? 61 : 31
    let rows = (0..<n).map { j in
      let values = (0..<all.shape[0]).map { all[$0, j] }
      let (low, high) = (values.min() ?? 0, values.max() ?? 1)
      return (0..<size).map { low + (high - low) * (Double($0) / Double(size - 1) * 1.2 - 0.1) }
    }
    axes = Tensor(rows: rows)
    let count = (0..<n).reduce(1) { total, _ in total * size }
    var scalars: [Double] = []
    scalars.reserveCapacity(count * n)
    for index in 0..<count {
      var rest = index
      var place = [Int](repeating: 0, count: n)
      for j in (0..<n).reversed() { (rest, place[j]) = rest.quotientAndRemainder(dividingBy: size) }
      for j in 0..<n { scalars.append(rows[j][place[j]]) }
    }
    points = Tensor(scalars, shape: [count, n])
  }
}

extension [[String: Double]] {
  /// Every name with its values in order.
  fileprivate var columns: [String: Tensor<Double>] {
    var result: [String: Tensor<Double>] = [:]
    for name in first.map({ $0.keys }) ?? [:].keys {
      result[name] = Tensor(map { $0[name] ?? .nan })
    }
    return result
  }
}
