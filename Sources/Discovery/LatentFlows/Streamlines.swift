public import Tensors

/// The curves along learned fields through some points, both ways.
public struct Streamlines: Sendable {
  /// Path lengths from the start, increasing from −L through 0 to L, `[2K + 1]`.
  public let lengths: [Double]
  /// The points, `[S, N, 2K + 1, n]`: start, field, place along the curve, coordinate.
  public let points: Tensor<Double>
  /// The evaluations of the fields that it took, over all curves at once.
  public let evaluations: Int

  /// The number of starting points.
  public var starts: Int { points.shape[0] }
  /// The number of fields.
  public var fields: Int { points.shape[1] }

  /// The points of one curve, `[2K + 1, n]`.
  public func curve(start: Int, field: Int) -> Tensor<Double> { points.row(start).row(field) }
}

/// How streamlines are followed.
public struct StreamlineSettings: Sendable {
  /// The method.
  public var method = Method.rungeKutta(tolerance: 1e-6)
  /// The path length in each direction: six latent units are the paper's 6000 steps of 10⁻³.
  public var length = 6.0
  /// The points that are kept in each direction.
  public var kept = 60

  /// How the differential equation is solved.
  public enum Method: Sendable, Equatable {
    /// `z ← z + ε·g(z)`, as in the paper.
    ///
    /// It drifts off the level set in the first order of ε.
    case euler(step: Double)
    /// An embedded Runge–Kutta pair of orders 5 and 4 along the unit direction `g/‖g‖`, with steps so short that
    /// the error of each is below the tolerance.
    ///
    /// Source: Dormand, Prince, *A family of embedded Runge–Kutta formulae* (1980), table 2.
    case rungeKutta(tolerance: Double)
  }

  /// The paper's length.
  public init() {}
}

extension Flow {
  /// The streamlines of every field through `starts`, `[S, n]`.
  ///
  /// Checked by: `StreamlineTests`.
  public func streamlines(from starts: Tensor<Double>, _ settings: StreamlineSettings) -> Streamlines {
    let (s, n) = (starts.shape[0], starts.shape[1])
    // One row for each start, field and direction.
    let rows = s * count * 2
    var y = Tensor<Double>.zeros([rows, n])
    for r in 0..<rows { for j in 0..<n { y[r, j] = starts[r / (2 * count), j] } }
    let isUnit = if case .rungeKutta = settings.method { true } else { false }
    var equation = FlowEquation(self, rows: rows, isUnit: isUnit)
    let spacing = settings.length / Double(settings.kept)
    var kept = [y]
    switch settings.method {
    case .euler(let step):
      let steps = max(1, Int((spacing / step).rounded()))
      for _ in 0..<settings.kept {
        for _ in 0..<steps { y.add(equation(y), times: spacing / Double(steps)) }
        kept.append(y)
      }
    case .rungeKutta(let tolerance):
      var integrator = RungeKutta(tolerance: tolerance, rows: rows)
      for _ in 0..<settings.kept {
        integrator.advance(&y, by: spacing) { equation($0) }
        kept.append(y)
      }
    }
    let places = 2 * settings.kept + 1
    var points = Tensor<Double>.zeros([s, count, places, n])
    for r in 0..<rows {
      let curve = r / 2
      for (k, at) in kept.enumerated() {
        let place = r % 2 == 0 ? settings.kept + k : settings.kept - k
        for j in 0..<n { points.scalars[(curve * places + place) * n + j] = at[r, j] }
      }
    }
    return Streamlines(
      lengths: (0..<places).map { Double($0 - settings.kept) * spacing }, points: points,
      evaluations: equation.evaluations)
  }
}

/// The right side of the equations of all curves: row r follows field (r/2) mod N, even rows forward, odd ones
/// backward.
struct FlowEquation {
  private let evaluator: FlowEvaluator
  private let fields: Int
  private let isUnit: Bool
  private(set) var evaluations = 0

  /// - Parameter isUnit: Whether directions are made unit vectors; where a field vanishes the curve rests.
  init(_ flow: Flow, rows: Int, isUnit: Bool) {
    evaluator = FlowEvaluator(flow, rows: rows)
    (fields, self.isUnit) = (flow.count, isUnit)
  }

  mutating func callAsFunction(_ y: Tensor<Double>) -> Tensor<Double> {
    evaluations += 1
    let all = evaluator.fields(at: y)
    var result = y
    let n = y.shape[1]
    for r in 0..<y.shape[0] {
      let a = r / 2 % fields
      var factor = r % 2 == 0 ? 1.0 : -1.0
      if isUnit {
        let length = (0..<n).reduce(0) { $0 + all[r, a, $1] * all[r, a, $1] }.squareRoot()
        factor = length > 1e-9 ? factor / length : 0
      }
      for j in 0..<n { result[r, j] = factor * all[r, a, j] }
    }
    return result
  }
}
