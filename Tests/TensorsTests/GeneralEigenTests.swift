import ComplexModule
import RealModule
import Tensors
import TestSupport
import Testing

@Suite struct GeneralEigenTests {
  @Test("a v = λ v, u† a = λ u†, of unit length", arguments: MatrixCase.square)
  func vectors(_ item: MatrixCase) {
    check(item, Double.self)
    check(item, Float.self)
  }

  private func check<Scalar: TensorScalar>(_ item: MatrixCase, _ type: Scalar.Type) {
    let a = item.matrix(type)
    let (n, eigen) = (item.rows, a.eigen())
    #expect(eigen.values.count == n && eigen.right.count == n && eigen.left.count == n)
    let atol = a.rounding
    for (λ, (v, u)) in zip(eigen.values, zip(eigen.right, eigen.left)) {
      expectClose(length(v), 1, rtol: 0, atol: 100 * .ulpOfOne)
      expectClose(length(u), 1, rtol: 0, atol: 100 * .ulpOfOne)
      for i in 0..<n {
        var (av, ua) = (Complex<Scalar>.zero, Complex<Scalar>.zero)
        for j in 0..<n {
          av += Complex(a[i, j]) * v[j]
          ua += u[j].conjugate * Complex(a[j, i])
        }
        #expect((av - λ * v[i]).length <= atol)
        #expect((ua - λ * u[i].conjugate).length <= atol)
      }
    }
    let trace = eigen.values.reduce(.zero, +)
    if n > 0 { expectClose(trace.real, a.trace, rtol: 0, atol: atol) }
    #expect(trace.imaginary.magnitude <= atol)
  }

  private func length<Scalar>(_ v: [Complex<Scalar>]) -> Scalar {
    v.reduce(0) { $0 + $1.lengthSquared }.squareRoot()
  }

  @Test func conjugatesStandTogether() {
    let values = MatrixCase(rows: 70, columns: 70, rank: 70).matrix(Double.self).eigenvalues()
    #expect(values.contains { $0.imaginary != 0 })
    var i = 0
    while i < values.count {
      if values[i].imaginary == 0 {
        i += 1
      } else {
        #expect(i + 1 < values.count && values[i + 1] == values[i].conjugate)
        i += 2
      }
    }
  }

  @Test("A rotation by θ has the eigenvalues exp(±iθ)", arguments: [0.3, 1, 2, 3])
  func rotation(θ: Double) throws {
    let a = Tensor(rows: [[.cos(θ), -.sin(θ)], [.sin(θ), .cos(θ)]])
    let values = a.eigenvalues()
    let upper = try #require(values.first { $0.imaginary > 0 })
    #expect(values.contains(upper.conjugate))
    expectClose(upper.real, .cos(θ))
    expectClose(upper.imaginary, .sin(θ))
  }

  /// The companion matrix of (x − 1)(x − 2)(x − 3)(x + 4)(x² + 1).
  @Test func companionMatrix() {
    let roots: [Complex<Double>] = [
      Complex(-4), Complex(0, -1), Complex(0, 1), Complex(1), Complex(2), Complex(3),
    ]
    var polynomial: [Complex<Double>] = [.one]  // highest power first
    for root in roots {
      polynomial.append(.zero)
      for k in (1..<polynomial.count).reversed() { polynomial[k] -= root * polynomial[k - 1] }
    }
    var a = Tensor<Double>.zeros([6, 6])
    for k in 0..<6 { a[0, k] = -polynomial[k + 1].real }
    for k in 1..<6 { a[k, k - 1] = 1 }
    let found = a.eigenvalues().sorted {
      ($0.real.rounded(), $0.imaginary) < ($1.real.rounded(), $1.imaginary)
    }
    // The condition of the roots of this polynomial is below 1e3.
    expectClose(Tensor(found.map(\.real)), Tensor(roots.map(\.real)), rtol: 0, atol: 1e-11)
    expectClose(
      Tensor(found.map(\.imaginary)), Tensor(roots.map(\.imaginary)), rtol: 0, atol: 1e-11)
  }
}
