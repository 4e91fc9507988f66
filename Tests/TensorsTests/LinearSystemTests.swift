import Tensors
import TestSupport
import Testing

@Suite struct LeastSquaresTests {
  @Test("The residual is orthogonal to the columns, x to the kernel", arguments: MatrixCase.all)
  func normalEquations(_ item: MatrixCase) {
    check(item, Double.self)
    check(item, Float.self)
  }

  private func check<Scalar: TensorScalar>(_ item: MatrixCase, _ type: Scalar.Type) {
    let a = item.matrix(type)
    var rng = Philox(seed: 5)
    let b: Tensor<Scalar> = rng.normals([item.rows, 2])
    // The products of Gaussian matrices are conditioned well enough to see their rank like this.
    let (x, rank) = a.leastSquares(b, tolerance: 100 * .ulpOfOne)
    #expect(x.shape == [item.columns, 2])
    #expect(rank == item.rank)
    let residual = naiveProduct(a, x) - b
    let atol = a.rounding * (b.norm + a.norm * x.norm)
    expectClose(
      naiveProduct(a.transposed, residual), .zeros([item.columns, 2]), rtol: 0, atol: atol)
    // Smallest norm: x is in the span of the rows of a.
    let rows = a.svd().v.rows(0..<item.rank)
    let projected = naiveProduct(rows.transposed, naiveProduct(rows, x))
    let condition = item.rank > 0 ? a.norm / a.singularValues[item.rank - 1] : 1
    expectClose(projected, x, rtol: 0, atol: x.rounding * condition)
    let column = b.transposed.row(0)
    expectClose(
      a.leastSquares(column, tolerance: 100 * .ulpOfOne).x, x.transposed.row(0), rtol: 0,
      atol: x.rounding * condition)
  }

  @Test func toleranceDecidesTheRank() {
    let a = Tensor<Double>.diagonal([1, 1e-3])
    let b = Tensor([1.0, 1])
    #expect(a.leastSquares(b, tolerance: 1e-2).rank == 1)
    expectClose(a.leastSquares(b, tolerance: 1e-2).x, Tensor([1, 0]))
    #expect(a.leastSquares(b).rank == 2)
    expectClose(a.leastSquares(b).x, Tensor([1, 1000]))
  }
}

@Suite struct LinearSystemTests {
  @Test("a x = b and a a⁻¹ = 1", arguments: MatrixCase.square.filter { $0.rank == $0.rows })
  func solution(_ item: MatrixCase) throws {
    try check(item, Double.self)
    try check(item, Float.self)
  }

  private func check<Scalar: TensorScalar>(_ item: MatrixCase, _ type: Scalar.Type) throws {
    let (a, n) = (item.matrix(type), item.rows)
    var rng = Philox(seed: 6)
    let b: Tensor<Scalar> = rng.normals([n, 3])
    let x = try #require(a.solve(b))
    expectClose(naiveProduct(a, x), b, rtol: 0, atol: a.rounding * x.norm)
    let column = b.transposed.row(0)
    let solution = try #require(a.solve(column))
    #expect(solution.shape == [n])
    expectClose(a.matmul(solution), column, rtol: 0, atol: a.rounding * solution.norm)
    let inverse = try #require(a.inverse)
    expectClose(naiveProduct(a, inverse), .identity(n), rtol: 0, atol: a.rounding * inverse.norm)
  }

  @Test func singularMatricesHaveNoInverse() {
    #expect(Tensor<Double>(rows: [[1, 2], [2, 4]]).inverse == nil)
    #expect(Tensor<Float>.zeros([3, 3]).inverse == nil)
    #expect(Tensor<Double>.zeros([1, 1]).solve(Tensor([1])) == nil)
  }

  @Test("l lᵀ = a, and triangular systems", arguments: MatrixCase.square)
  func cholesky(_ item: MatrixCase) throws {
    try cholesky(item, Double.self)
    try cholesky(item, Float.self)
  }

  private func cholesky<Scalar: TensorScalar>(_ item: MatrixCase, _ type: Scalar.Type) throws {
    let n = item.rows
    let a = item.matrix(type).gram + .identity(n)
    let l = try #require(a.cholesky())
    expectClose(naiveProduct(l, l.transposed), a, rtol: 0, atol: a.rounding)
    for i in 0..<n { for j in 0..<n where j > i { #expect(l[i, j] == 0) } }
    var rng = Philox(seed: 7)
    let b: Tensor<Scalar> = rng.normals([n, 2])
    let x = l.solveTriangular(b)
    expectClose(naiveProduct(l, x), b, rtol: 0, atol: l.rounding * x.norm)
    let y = l.solveTriangular(b, transposed: true)
    expectClose(naiveProduct(l.transposed, y), b, rtol: 0, atol: l.rounding * y.norm)
  }

  @Test func indefiniteMatricesHaveNoCholeskyFactor() {
    #expect(Tensor<Double>(rows: [[1, 2], [2, 1]]).cholesky() == nil)
    #expect(Tensor<Float>.zeros([2, 2]).cholesky() == nil)
    #expect((-Tensor<Double>.identity(3)).cholesky() == nil)
  }
}
