import Tensors
import TestSupport
import Testing

@Suite struct SingularValueTests {
  @Test("a = u s v with orthonormal u and v", arguments: MatrixCase.all)
  func decomposition(_ item: MatrixCase) {
    check(item, Double.self)
    check(item, Float.self)
  }

  private func check<Scalar: TensorScalar>(_ item: MatrixCase, _ type: Scalar.Type) {
    let a = item.matrix(type)
    let (svd, k) = (a.svd(), item.thin)
    #expect(svd.u.shape == [item.rows, k] && svd.v.shape == [k, item.columns])
    let product = naiveProduct(naiveProduct(svd.u, .diagonal(svd.values)), svd.v)
    expectClose(product, a, rtol: 0, atol: a.rounding)
    let one = Tensor<Scalar>.identity(k)
    expectClose(naiveProduct(svd.u.transposed, svd.u), one, rtol: 0, atol: one.rounding)
    expectClose(naiveProduct(svd.v, svd.v.transposed), one, rtol: 0, atol: one.rounding)
    #expect(svd.values.allSatisfy { $0 >= 0 })
    #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy { $0 >= $1 })
    let zero = Scalar(max(item.rows, item.columns)) * .ulpOfOne * (svd.values.first ?? 0)
    #expect(svd.values.count { $0 > zero } == item.rank)
    expectClose(Tensor(a.singularValues), Tensor(svd.values), rtol: 0, atol: a.rounding)
  }

  @Test("Singular values do not change under rotations", arguments: UInt64(0)..<5)
  func invariance(seed: UInt64) {
    var rng = Philox(seed: seed)
    let a = Tensor<Double>.diagonal([5, 2, 1, 1e-3])
    let turned = randomOrthogonal(4, using: &rng).matmul(a).matmul(randomOrthogonal(4, using: &rng))
    expectClose(
      Tensor(turned.singularValues), Tensor([5, 2, 1, 1e-3]), rtol: 0, atol: a.rounding)
  }
}
