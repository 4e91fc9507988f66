internal import Tensors

/// A neighbourhood as the graph of a function over its tangents: `z = h + s·t + ½ t·Q t`, fitted by least
/// squares, without `Q` if there are too few points.
struct LocalGraph {
  private let tangents: Int
  private let normals: Int
  private let isQuadratic: Bool

  /// Points for each coefficient from which the quadratic terms are fitted.
  private static let pointsPerTerm = 2.5

  init(tangents: Int, normals: Int, points: Int) {
    (self.tangents, self.normals) = (tangents, normals)
    let terms = 1 + tangents + tangents * (tangents + 1) / 2
    isQuadratic = Double(points) >= Self.pointsPerTerm * Double(terms)
  }

  /// What the normal equations are made of.
  struct Sums {
    fileprivate var left: Tensor<Double>
    fileprivate var right: Tensor<Double>

    mutating func add(_ other: Sums, times factor: Double) {
      left.add(other.left, times: factor)
      right.add(other.right, times: factor)
    }
  }

  private var terms: Int {
    1 + tangents + (isQuadratic ? tangents * (tangents + 1) / 2 : 0)
  }

  /// Sums over no points.
  var sums: Sums { Sums(left: .zeros([terms, terms]), right: .zeros([terms, normals])) }

  /// Adds a point, given by its normal coordinates followed by its tangential ones.
  func add(_ point: [Double], to sums: inout Sums) {
    var row = [1.0] + point[normals...]
    if isQuadratic {
      for i in 0..<tangents { for j in i..<tangents { row.append(row[1 + i] * row[1 + j]) } }
    }
    for a in row.indices {
      for b in row.indices { sums.left[a, b] += row[a] * row[b] }
      for c in 0..<normals { sums.right[a, c] += row[a] * point[c] }
    }
  }

  /// The heights `h`, `[normals]`, and slopes `s`, `[normals, tangents]`.
  func solve(_ sums: Sums) -> (heights: Tensor<Double>, slopes: Tensor<Double>) {
    let x = (sums.left.solve(sums.right) ?? .zeros([terms, normals])).transposed
    return (
      Tensor((0..<normals).map { x[$0, 0] }),
      Tensor(x.unstacked.flatMap { $0.scalars[1...tangents] }, shape: [normals, tangents])
    )
  }
}
