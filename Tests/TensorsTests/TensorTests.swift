import Tensors
import Testing

@Suite struct TensorTests {
  let cube = Tensor((0..<24).map(Double.init), shape: [2, 3, 4])

  @Test func elementsAreRowMajor() {
    #expect(cube.rank == 3 && cube.count == 24)
    for i in 0..<2 {
      for j in 0..<3 { for k in 0..<4 { #expect(cube[i, j, k] == Double(12 * i + 4 * j + k)) } }
    }
    let matrix = cube.reshaped([6, 4])
    #expect(matrix[5, 2] == 22)
    #expect(cube.reshaped([24])[17] == 17)
  }

  @Test func writingCopies() {
    var matrix = Tensor<Float>(rows: [[1, 2], [3, 4]])
    let before = matrix
    matrix[1, 0] = 7
    matrix[0, 1] += 1
    #expect(matrix == Tensor(rows: [[1, 3], [7, 4]]))
    #expect(before == Tensor(rows: [[1, 2], [3, 4]]))
  }

  @Test func partsAlongTheFirstAxis() {
    #expect(cube.row(1) == Tensor((12..<24).map(Double.init), shape: [3, 4]))
    #expect(cube.row(1).row(2) == Tensor([20, 21, 22, 23]))
    #expect(Tensor([5.0, 6]).row(1) == Tensor([6], shape: []))
    #expect(cube.rows(1..<2) == cube.row(1).reshaped([1, 3, 4]))
    #expect(cube.rows(0..<0).shape == [0, 3, 4])
    #expect(cube.unstacked.count == 2)
  }

  @Test func stackingUndoesUnstacking() {
    #expect(Tensor(stacking: cube.unstacked) == cube)
    #expect(cube.rows(0..<1).appending(rowsOf: cube.rows(1..<2)) == cube)
    #expect(Tensor<Double>.zeros([0, 4]).appending(rowsOf: cube.row(0)) == cube.row(0))
  }

  @Test func rowsOfDifferentShapes() {
    #expect(Tensor<Double>(rows: []).shape == [0, 0])
    #expect(Tensor<Double>(rows: [[], []]).shape == [2, 0])
    #expect(Tensor<Double>(rows: [[1, 2, 3]]).shape == [1, 3])
  }

  @Test(arguments: MatrixCase.all)
  func transposition(_ item: MatrixCase) {
    let a = item.matrix(Double.self)
    let t = a.transposed
    #expect(t.shape == [item.columns, item.rows])
    #expect(t.transposed == a)
    for i in 0..<item.rows { for j in 0..<item.columns { #expect(t[j, i] == a[i, j]) } }
  }

  @Test func specialMatrices() {
    #expect(Tensor<Double>.identity(2) == Tensor(rows: [[1, 0], [0, 1]]))
    #expect(Tensor<Float>.diagonal([2, 3]) == Tensor(rows: [[2, 0], [0, 3]]))
    #expect(Tensor<Double>.identity(0).shape == [0, 0])
    #expect(Tensor(repeating: 4.0, shape: []) == Tensor([4], shape: []))
  }

  @Test func finiteness() {
    #expect(cube.isFinite && Tensor<Double>.zeros([0]).isFinite)
    #expect(!Tensor([1, .infinity, 2.0]).isFinite)
    #expect(!Tensor([1, .nan, 2.0]).isFinite)
  }
}
