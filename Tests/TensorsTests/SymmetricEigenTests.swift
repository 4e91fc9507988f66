import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct SymmetricEigenTests {
  @Test("a v = λ v with orthonormal rows v", arguments: MatrixCase.square)
  func decomposition(_ item: MatrixCase) {
    check(item, Double.self)
    check(item, Float.self)
  }

  private func check<Scalar: TensorScalar>(_ item: MatrixCase, _ type: Scalar.Type) {
    let b = item.matrix(type)
    let a = b + b.transposed
    let (n, eigen) = (item.rows, a.symmetricEigen())
    #expect(eigen.values.count == n && eigen.vectors.shape == [n, n])
    expectClose(
      naiveProduct(eigen.vectors, a), naiveProduct(.diagonal(eigen.values), eigen.vectors), rtol: 0,
      atol: a.rounding)
    let one = Tensor<Scalar>.identity(n)
    expectClose(
      naiveProduct(eigen.vectors, eigen.vectors.transposed), one, rtol: 0, atol: one.rounding)
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func onlyTheUpperTriangleIsRead() {
    let b = MatrixCase(rows: 6, columns: 6, rank: 6).matrix(Double.self)
    let a = b + b.transposed
    var garbled = a
    for i in 0..<6 { for j in 0..<i { garbled[i, j] = 99 } }
    #expect(garbled.symmetricEigen().values == a.symmetricEigen().values)
    #expect(garbled.symmetricEigen().vectors == a.symmetricEigen().vectors)
  }

  /// The second difference of `n` points has the eigenvalues `2 − 2 cos(kπ/(n + 1))`.
  @Test(arguments: [1, 2, 3, 10, 50])
  func secondDifference(n: Int) {
    var a = Tensor<Double>.diagonal([Double](repeating: 2, count: n))
    for i in 1..<max(n, 1) { (a[i, i - 1], a[i - 1, i]) = (-1, -1) }
    let expected = (1...n).map { 2 - 2 * cos(Double($0) * .pi / Double(n + 1)) }
    expectClose(Tensor(a.symmetricEigen().values), Tensor(expected), rtol: 0, atol: a.rounding)
  }
}
