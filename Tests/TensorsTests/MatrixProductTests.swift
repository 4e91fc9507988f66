import Tensors
import TestSupport
import Testing

@Suite struct MatrixProductTests {
  @Test("Products agree with the definition", arguments: MatrixCase.all, [0, 1, 5, 33])
  func definition(_ item: MatrixCase, columns: Int) {
    check(item, columns, Double.self)
    check(item, columns, Float.self)
  }

  private func check<Scalar: TensorScalar>(_ item: MatrixCase, _ n: Int, _ type: Scalar.Type) {
    let a = item.matrix(type)
    var rng = Philox(seed: 3)
    let b: Tensor<Scalar> = rng.normals([item.columns, n])
    let expected = naiveProduct(a, b)
    let atol = a.rounding * b.norm
    expectClose(a.matmul(b), expected, rtol: 0, atol: atol)
    expectClose(a.transposed.matmul(b, transposed: .left), expected, rtol: 0, atol: atol)
    expectClose(a.matmul(b.transposed, transposed: .right), expected, rtol: 0, atol: atol)
    if n > 0 {
      let column = Tensor(b.transposed.row(0).scalars)
      let product = expected.transposed.row(0)
      expectClose(a.matmul(column), product, rtol: 0, atol: atol)
      expectClose(a.transposed.matmul(column, transposed: .left), product, rtol: 0, atol: atol)
    }
  }

  @Test("Gram matrices are products, exactly symmetric", arguments: MatrixCase.all)
  func gram(_ item: MatrixCase) {
    gram(item, Double.self)
    gram(item, Float.self)
  }

  private func gram<Scalar: TensorScalar>(_ item: MatrixCase, _ type: Scalar.Type) {
    let a = item.matrix(type)
    let gram = a.gram
    expectClose(gram, naiveProduct(a.transposed, a), rtol: 0, atol: a.rounding * a.norm)
    #expect(gram == gram.transposed)
    var sum = Tensor<Scalar>.identity(item.columns)
    sum.addGram(of: a)
    #expect(sum == .identity(item.columns) + gram)
  }

  @Test func emptyInnerLengthGivesZeros() {
    let product = Tensor<Double>.zeros([2, 0]).matmul(.zeros([0, 3]))
    #expect(product == .zeros([2, 3]))
  }
}
