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
  public var method = Method.rungeKutta(tolerance: 1e-5)
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
  public func streamlines(from starts: Tensor<Double>, _ settings: StreamlineSettings)
    -> Streamlines
  {
    let (s, n) = (starts.shape[0], starts.shape[1])
    // One row for each start, field and direction.
    let rows = s * count * 2
    var y = Tensor<Double>.zeros([rows, n])
    for r in 0..<rows { for j in 0..<n { y[r, j] = starts[r / (2 * count), j] } }
    let isUnit = if case .rungeKutta = settings.method { true } else { false }
    let equation = FlowEquation(self, isUnit: isUnit)
    let all = Array(0..<rows)
    let spacing = settings.length / Double(settings.kept)
    var kept = [y]
    switch settings.method {
    case .euler(let step):
      let steps = max(1, Int((spacing / step).rounded()))
      for _ in 0..<settings.kept {
        for _ in 0..<steps { y.add(equation(y, all), times: spacing / Double(steps)) }
        kept.append(y)
      }
    case .rungeKutta(let tolerance):
      var integrator = RungeKutta(tolerance: tolerance, rows: rows)
      for _ in 0..<settings.kept {
        integrator.advance(&y, by: spacing) { equation($0, $1) }
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

/// The right sides of the equations of all curves: equation r follows field (r/2) mod N, even ones forward, odd
/// ones backward.
private final class FlowEquation {
  private let flow: Flow
  private let isUnit: Bool
  /// For batches of some lengths.
  private var evaluators: [Int: FlowEvaluator] = [:]
  private(set) var evaluations = 0

  /// - Parameter isUnit: Whether directions are made unit vectors; where a field vanishes the curve rests.
  init(_ flow: Flow, isUnit: Bool) { (self.flow, self.isUnit) = (flow, isUnit) }

  /// The right sides of some equations, at one point each.
  func callAsFunction(_ points: Tensor<Double>, _ equations: [Int]) -> Tensor<Double> {
    evaluations += 1
    let all = fields(at: points)
    var result = points
    let n = points.shape[1]
    for (i, r) in equations.enumerated() {
      let a = r / 2 % flow.count
      var factor = r % 2 == 0 ? 1.0 : -1.0
      if isUnit {
        let length = (0..<n).reduce(0) { $0 + all[i, a, $1] * all[i, a, $1] }.squareRoot()
        factor = length > 1e-9 ? factor / length : 0
      }
      for j in 0..<n { result[i, j] = factor * all[i, a, j] }
    }
    return result
  }

  /// The fields at any number of points, filled up to a length that was recorded.
  private func fields(at points: Tensor<Double>) -> Tensor<Double> {
    let count = points.shape[0]
    var length = 4
    while length < count { length *= 2 }
    let evaluator = evaluators[length] ?? FlowEvaluator(flow, rows: length)
    evaluators[length] = evaluator
    let filling = Tensor(stacking: Array(repeating: points.row(0), count: max(length - count, 1)))
    return evaluator.fields(at: length > count ? points.appending(rowsOf: filling) : points)
      .rows(0..<count)
  }
}
