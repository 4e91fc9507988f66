internal import Networks
package import Oracles
public import Tensors

/// What happens to the oracle's answer along the streamlines of flows.
public struct FlowWalks: Sendable {
  /// What the curves start from: a class and its centre, or a sample.
  public let starts: [Start]
  /// The curves.
  public let streamlines: Streamlines
  /// The oracle's outputs along every curve, `[S, N, 2K + 1, k]`.
  public let outputs: Tensor<Double>
  /// The probabilities of the classes, `[S, N, 2K + 1, classes]`; nil for numbers.
  public let probabilities: Tensor<Double>?
  /// What the decoder makes of some places of every curve, evenly spread, the start in the middle,
  /// `[S, N, 2D + 1, d]`; nil without a decoder.
  public let decoded: Tensor<Double>?
  /// The same for the straight line, `[2D + 1, d]`.
  public let decodedStraight: Tensor<Double>?
  /// One entry for each half of each curve: start by start, field by field, forward before backward.
  public let halves: [Half]
  /// The straight line from the centre of the first class to that of the second, `[2K + 1, n]`, and the
  /// probabilities along it; nil for numbers.
  public let straight: (points: Tensor<Double>, probabilities: Tensor<Double>)?

  /// Where a curve starts.
  public struct Start: Sendable, Codable {
    /// `centre of 3`, `sample 17`.
    public let name: String
    /// The class that the oracle gives there, by number.
    public let predicted: Int?
  }

  /// One half of a curve.
  public struct Half: Sendable, Codable {
    /// The start, by number.
    public let start: Int
    /// The field, by number.
    public let field: Int
    /// 1 along the field, −1 against it.
    public let direction: Int
    /// Whether the predicted class is the same all along; true for numbers.
    public let keepsClass: Bool
    /// The predicted class's probability at the start, and the least along the half; 1 for numbers.
    public let startProbability, leastProbability: Double
    /// The largest change of an output from its value at the start.
    public let drift: Double
    /// The same over the path length.
    public let driftPerLength: Double
  }

  /// Follows a flow from the centres of the classes, or the centre of all points, and from some samples.
  package init(
    _ flow: Flow, oracle: LabelOracle, decoder: Autoencoder?, points: LabelledSamples,
    followed: [Int], settings: StreamlineSettings
  ) {
    let centres = points.centres
    var (positions, names) = (centres.positions, centres.names)
    for row in followed where row < points.inputs.shape[0] {
      positions.append(points.inputs.row(row).scalars.map(Double.init))
      names.append("sample \(row)")
    }
    let curves = flow.streamlines(from: Tensor(rows: positions), settings)
    let shape = Array(curves.points.shape.dropLast())
    let all = curves.points.reshaped([shape.reduce(1, *), flow.dimension])
    let values = oracle.values(at: all)
    let k = oracle.outputs
    outputs = values.reshaped(shape + [k])
    let shares = oracle.probabilities(values)
    probabilities = shares.map { $0.reshaped(shape + [$0.shape[1]]) }
    let places = shape[2]
    let middle = places / 2
    let length = settings.length
    func row(_ start: Int, _ field: Int, _ place: Int) -> Int {
      (start * shape[1] + field) * places + place
    }
    starts = names.enumerated().map { index, name in
      Start(name: name, predicted: shares?.row(row(index, 0, middle)).scalars.indexOfLargest)
    }
    let predicted = starts.map(\.predicted)
    halves = (0..<shape[0]).flatMap { start in
      (0..<shape[1]).flatMap { field in
        [1, -1].map { direction in
          let range = direction > 0 ? Array(middle..<places) : Array(0...middle)
          var (keeps, least, first, drift) = (true, 1.0, 1.0, 0.0)
          for place in range {
            let i = row(start, field, place)
            for c in 0..<k {
              drift = max(drift, (values[i, c] - values[row(start, field, middle), c]).magnitude)
            }
            if let shares, let own = predicted[start] {
              least = min(least, shares[i, own])
              if place == middle { first = shares[i, own] }
              if shares.row(i).scalars.indexOfLargest != own { keeps = false }
            }
          }
          return Half(
            start: start, field: field, direction: direction, keepsClass: keeps,
            startProbability: first, leastProbability: least, drift: drift,
            driftPerLength: drift / length)
        }
      }
    }
    streamlines = curves
    var line: Tensor<Double>?
    if oracle.classes != nil, centres.positions.count >= 2 {
      let (from, to) = (positions[0], positions[1])
      line = Tensor(
        rows: (0..<places).map { place in
          let t = Double(place) / Double(places - 1)
          return zip(from, to).map { $0 + t * ($1 - $0) }
        })
    }
    straight = line.flatMap { line in
      oracle.probabilities(oracle.values(at: line)).map { (line, $0) }
    }
    let shown = Self.decodedPlaces(of: places)
    decoded = decoder.map { decoder in
      let some = Tensor(
        stacking: (0..<shape[0] * shape[1]).flatMap { curve in
          shown.map { all.row(curve * places + $0) }
        })
      let images = decoder.decoded(some)
      return images.reshaped([shape[0], shape[1], shown.count, images.shape[1]])
    }
    decodedStraight = line.flatMap { line in
      decoder?.decoded(Tensor(stacking: shown.map { line.row($0) }))
    }
  }
}

extension FlowWalks {
  /// The places of a curve that are decoded: every few, the start and both ends among them.
  package static func decodedPlaces(of places: Int) -> [Int] {
    let half = places / 2
    let step = (1...half).first { half.isMultiple(of: $0) && half / $0 <= mostDecoded } ?? half
    return Array(stride(from: 0, to: places, by: step))
  }

  /// The most places of a half that are decoded.
  private static let mostDecoded = 12
}

extension Autoencoder {
  /// What the decoder makes of points, `[M, ℓ]`: `[M, d]`.
  fileprivate func decoded(_ points: Tensor<Double>) -> Tensor<Double> {
    let z = Tensor<Float>(points.scalars.map { Float($0) }, shape: points.shape)
    let x = decode(z)
    return Tensor(x.scalars.map(Double.init), shape: x.shape)
  }
}

extension LabelOracle {
  /// The outputs at points, `[M, n]`: `[M, k]`.
  func values(at points: Tensor<Double>) -> Tensor<Double> { model.predict(points) }
}

extension LabelledSamples {
  /// The mean training point of every class, the paper's platonic samples; of numbers, that of all.
  package var centres: (positions: [[Double]], names: [String]) {
    let n = inputs.shape[1]
    func mean(_ rows: [Int]) -> [Double] {
      var sum = [Double](repeating: 0, count: n)
      for row in rows { for j in 0..<n { sum[j] += Double(inputs[row, j]) } }
      return sum.map { $0 / Double(max(rows.count, 1)) }
    }
    switch labels {
    case .numbers: return ([mean(trainingRows)], ["centre"])
    case .classes(let classes, let names):
      let rows = Dictionary(grouping: trainingRows) { classes[$0] }
      return (names.indices.map { mean(rows[$0] ?? []) }, names.map { "centre of \($0)" })
    }
  }
}

extension [Double] {
  /// The place of the largest element.
  fileprivate var indexOfLargest: Int? { indices.max { self[$0] < self[$1] } }
}

extension FlowWalks {
  /// The relative L2 change of the decoded sample at the end of each half; nil without a decoder.
  public var decodedChanges: [Double]? {
    guard let decoded else { return nil }
    let places = decoded.shape[2]
    return halves.map { half in
      let curve = decoded.row(half.start).row(half.field)
      let start = curve.row(places / 2)
      let end = curve.row(half.direction > 0 ? places - 1 : 0)
      return (end - start).norm / max(start.norm, .leastNormalMagnitude)
    }
  }
}
