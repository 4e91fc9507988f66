internal import Tensors

/// One of the well-known linear motions, in a plane or along axes.
struct Motion {
  /// What it does.
  let kind: GeneratorDescription.Kind
  /// Speed relative to the fastest motion of the generator.
  let speed: Double
  /// The axes: the plane of a rotation in its sense, the moved and the causing axis of a shear.
  let axes: [Int]
  /// A remark in parentheses, or the factors of a scaling.
  let remark: String

  /// The motions in separate planes that make up a matrix; nil if some part is not well-known.
  static func motions(of matrix: Tensor<Double>, tolerance: Double) -> [Motion]? {
    let n = matrix.shape[0]
    let largest = matrix.maximumMagnitude
    let isDiagonal = pairs(n).allSatisfy { matrix[$0, $1] == 0 && matrix[$1, $0] == 0 }
    if isDiagonal { return [scaling((0..<n).map { matrix[$0, $0] }, tolerance)] }
    var partner = [Int?](repeating: nil, count: n)
    for (i, j) in pairs(n) where matrix[i, j] != 0 || matrix[j, i] != 0 {
      guard partner[i] == nil, partner[j] == nil, matrix[i, i] == 0, matrix[j, j] == 0 else {
        return nil
      }
      (partner[i], partner[j]) = (j, i)
    }
    guard (0..<n).allSatisfy({ partner[$0] != nil || matrix[$0, $0] == 0 }) else { return nil }
    return (0..<n).compactMap { i in
      partner[i].flatMap { j in i < j ? inPlane(i, j, matrix, largest, tolerance) : nil }
    }
  }

  private static func inPlane(
    _ i: Int, _ j: Int, _ matrix: Tensor<Double>, _ largest: Double, _ tolerance: Double
  ) -> Motion {
    let (down, up) = (matrix[j, i], matrix[i, j])
    let speed = max(down.magnitude, up.magnitude) / largest
    guard down != 0, up != 0 else {
      return Motion(kind: .shear, speed: speed, axes: down != 0 ? [j, i] : [i, j], remark: "")
    }
    let even = (down.magnitude - up.magnitude).magnitude <= 10 * tolerance * largest
    if (down < 0) == (up < 0) {
      return Motion(kind: .boost, speed: speed, axes: [i, j], remark: even ? "" : " (stretched)")
    }
    return Motion(
      kind: .rotation, speed: speed, axes: down > 0 ? [i, j] : [j, i],
      remark: even ? "" : " (elliptic)")
  }

  private static func scaling(_ factors: [Double], _ tolerance: Double) -> Motion {
    let axes = factors.indices.filter { factors[$0] != 0 }
    let values = axes.map { factors[$0] }
    let close = 10 * tolerance * values.reduce(0) { max($0, $1.magnitude) }
    if values.allSatisfy({ ($0 - values[0]).magnitude <= close }) {
      return Motion(
        kind: .scaling, speed: 1, axes: axes.count == factors.count ? [] : axes, remark: "")
    }
    if values.count == 2, (values[0] + values[1]).magnitude <= close {
      return Motion(kind: .squeeze, speed: 1, axes: axes, remark: "")
    }
    let weights = values.map { FieldText.number($0) }.joined(separator: " : ")
    return Motion(kind: .scaling, speed: 1, axes: axes, remark: " in proportion \(weights)")
  }

  /// The motion in words, with the names of the coordinates.
  func words(_ names: [String]) -> String {
    let pace = speed < 0.999 ? "\(FieldText.number(speed)) × " : ""
    let plane = axes.map { names[$0] }.joined(separator: "–")
    let text: String
    switch kind {
    case .rotation: text = "rotation in \(plane)"
    case .boost: text = "boost \(plane)"
    case .shear: text = "shear of \(names[axes[0]]) by \(names[axes[1]])"
    case .squeeze: text = "squeeze \(plane)"
    default:
      text =
        axes.isEmpty ? "scaling" : "scaling of " + axes.map { names[$0] }.joined(separator: ", ")
    }
    return pace + text + remark
  }
}
