import Autodiff
import Discovery
import Oracles
import Tensors
import TestSupport
import Testing

/// The exact fields of a single output.
@Suite struct KoszulFieldsTests {
  /// A random network of one hidden layer of tanh.
  static func network(_ x: Variable<Double>) -> Variable<Double> {
    x.matmul(x.constant(normals([4, 8], seed: 1))).tanh().matmul(
      x.constant(normals([8, 1], seed: 2)))
  }
  static let oracle = FunctionOracle(["a", "b", "c", "d"]) { network($0) }

  @Test func spanTheKernel() {
    let jacobians = Self.oracle.evaluate(at: normals([30, 4], seed: 3)).jacobians
    let gradients = jacobians.reshaped([30, 4])
    let fields = KoszulFields.fields(gradients: gradients)
    #expect(fields.shape == [30, 6, 4])
    for i in 0..<30 {
      let v = fields.row(i)
      #expect(v.matmul(gradients.row(i).reshaped([4, 1])).maximumMagnitude < 1e-12)
      let values = v.singularValues
      #expect(values[2] > 1e-3 * values[0] && values[3] < 1e-12 * values[0])
    }
  }

  /// `[v_ab, v_cd] = φ_bc v_ad − φ_ac v_bd − φ_bd v_ac + φ_ad v_bc`.
  @Test func bracketsAreTheHessian() {
    let x = normals([10, 4], seed: 4)
    func gradients(_ x: Tensor<Double>) -> Tensor<Double> {
      Self.oracle.evaluate(at: x).jacobians.reshaped([x.shape[0], 4])
    }
    let brackets = FieldBrackets(of: { KoszulFields.fields(gradients: gradients($0)) }, at: x)
    // The Hessian by the Jacobian of the gradient.
    let hessian = jacobian(
      of: { x in
        let y = Self.network(x)
        return Variable.pullback([y], [y * 0 + 1], to: [x])[0]
      }, at: x
    ).jacobian
    let gradient = gradients(x)
    func v(_ i: Int, _ a: Int, _ b: Int) -> Tensor<Double> {
      var field = [Double](repeating: 0, count: 4)
      field[b] += gradient[i, a]
      field[a] -= gradient[i, b]
      return Tensor(field)
    }
    let pairs = KoszulFields.pairs(4)
    for i in 0..<10 {
      func φ(_ a: Int, _ b: Int) -> Double { hessian[i, a, b] }
      for (p, first) in pairs.enumerated() {
        for (q, second) in pairs.enumerated() {
          let (a, b, c, d) = (first.a, first.b, second.a, second.b)
          let own = brackets.derivatives[p].row(i).row(q) - brackets.derivatives[q].row(i).row(p)
          let expected =
            φ(b, c) * v(i, a, d) - φ(a, c) * v(i, b, d) - φ(b, d) * v(i, a, c) + φ(a, d)
            * v(i, b, c)
          expectClose(own, expected, rtol: 1e-5, atol: 1e-5)
        }
      }
    }
  }

  /// Of quadratic forms they are rotations, with constants.
  @Test func ofQuadraticFormsAreAlgebras() throws {
    let oracle = try FormulaOracle("t^2 - x^2 - y^2 - z^2")
    let brackets = FieldBrackets(
      of: { x in
        KoszulFields.fields(
          gradients: oracle.evaluate(at: x).jacobians.reshaped([x.shape[0], 4]))
      }, at: normals([60, 4], seed: 5))
    #expect(brackets.closure().residual < 1e-6)
    let bent = try FormulaOracle("t^4 - x^2 - y^2 - z^2")
    let open = FieldBrackets(
      of: { x in
        KoszulFields.fields(
          gradients: bent.evaluate(at: x).jacobians.reshaped([x.shape[0], 4]))
      }, at: normals([60, 4], seed: 5))
    #expect(open.closure().residual > 0.05)
  }
}
