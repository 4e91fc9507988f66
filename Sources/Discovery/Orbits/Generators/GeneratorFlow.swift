internal import Foundation
public import Tensors

/// Lines along which linear generators move points: for figures.
public enum GeneratorFlow {
  /// Lines through some points along each generator, over one full turn of its fastest rotation.
  ///
  /// - Parameters:
  ///   - generators: `[d, n, B]`; of affine fields, the constant is the last column.
  ///   - starts: `[lines, n]`.
  ///   - steps: The points of a line.
  /// - Returns: `[d, lines, steps, n]`.
  public static func lines(
    of generators: Tensor<Double>, from starts: Tensor<Double>, steps: Int
  ) -> Tensor<Double> {
    let (d, n, b) = (generators.shape[0], generators.shape[1], generators.shape[2])
    var scalars: [Double] = []
    for k in 0..<d {
      let field = generators.row(k)
      var linear = Tensor<Double>.zeros([n, n])
      for i in 0..<n { for j in 0..<n { linear[i, j] = field[i, j] } }
      let speed = linear.singularValues.first ?? 1
      let step = speed > 0 ? 2 * Double.pi / speed / Double(max(1, steps - 1)) : 0
      func velocity(_ x: Tensor<Double>) -> Tensor<Double> {
        let moved = linear.matmul(x)
        return b == n + 1 ? moved + Tensor((0..<n).map { field[$0, n] }) : moved
      }
      for start in starts.unstacked {
        var x = start
        for _ in 0..<steps {
          scalars += x.scalars
          // Four Runge–Kutta steps between points: an error of 1e-6 of a turn at 60 points.
          for _ in 0..<4 {
            let h = step / 4
            let k1 = velocity(x)
            let k2 = velocity(x + (h / 2) * k1)
            let k3 = velocity(x + (h / 2) * k2)
            let k4 = velocity(x + h * k3)
            x += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4)
          }
        }
      }
    }
    return Tensor(scalars, shape: [d, starts.shape[0], steps, n])
  }
}
