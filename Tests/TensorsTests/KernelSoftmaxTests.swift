import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct KernelSoftmaxTests {
  static let columns = [1, 2, 3, 10, 15, 16, 17, 25, 102, 128, 255, 256, 257, 600]

  @Test("Softmax, its logarithm and cross-entropy against sums in Double", arguments: columns)
  func values(columns: Int) {
    checkValues(Float.self, columns: columns, tolerance: 2e-6)
    checkValues(Double.self, columns: columns, tolerance: 4e-15)
  }

  private func checkValues<S: KernelScalar>(_: S.Type, columns: Int, tolerance: S) {
    for rows in [0, 1, 2, 25, 26, 33, 300] where rows * columns < 20_000 {
      let x: [S] = normals(rows * columns, scale: 3, seed: 7)
      let v: [S] = normals(rows, seed: 8)
      let labels = (0..<rows).map { $0 * 7 % columns }
      let (p, logs) = reference(x, rows: rows, columns: columns)

      let softmax = guarded(x.count, from: x) { S.softmax($0, $0, rows: rows, columns: columns) }
      expectClose(Tensor(softmax), Tensor(p.map { S($0) }), rtol: tolerance, atol: 0)
      let log = guarded(x.count, from: x) { S.logSoftmax($0, $0, rows: rows, columns: columns) }
      expectClose(Tensor(log), Tensor(logs.map { S($0) }), rtol: tolerance, atol: tolerance)

      let numbers = labels.map { S($0) }
      let loss = guarded(rows) {
        S.crossEntropy(x, labels: numbers, $0, rows: rows, columns: columns)
      }
      let expected = labels.indices.map { S(-logs[$0 * columns + labels[$0]]) }
      expectClose(Tensor(loss), Tensor(expected), rtol: tolerance, atol: tolerance)
      let gradient = guarded(x.count) {
        S.crossEntropyGradient(v, x, labels: numbers, $0, rows: rows, columns: columns)
      }
      let slopes = p.indices.map { i in
        let (row, column) = (i / columns, i % columns)
        return S(Double(v[row]) * (p[i] - (column == labels[row] ? 1 : 0)))
      }
      expectClose(Tensor(gradient), Tensor(slopes), rtol: tolerance, atol: tolerance)
    }
  }

  @Test("Large numbers do not overflow; minus infinity has probability 0", arguments: columns)
  func stability(columns: Int) {
    var x = [Float](repeating: 1e4, count: columns)
    x[columns - 1] = columns > 1 ? -.infinity : 1e4
    let y = guarded(columns) { Float.softmax(x, $0, rows: 1, columns: columns) }
    let others = Float(max(columns - 1, 1))
    #expect(y.last == (columns > 1 ? 0 : 1))
    expectClose(y[0], 1 / others, rtol: 1e-6)
    let loss = guarded(1) { Float.crossEntropy(x, labels: [0], $0, rows: 1, columns: columns) }
    expectClose(loss[0], Float(Foundation.log(Double(others))), rtol: 1e-6)
  }

  @Test("A NaN fills its row and no other", arguments: columns)
  func nan(columns: Int) {
    let labels = [Float](repeating: 0, count: 5)
    for place in Set([0, columns / 2, columns - 1]) {
      var x: [Float] = normals(5 * columns, seed: 9)
      x[2 * columns + place] = .nan
      let results = [
        guarded(x.count) { Float.softmax(x, $0, rows: 5, columns: columns) },
        guarded(x.count) { Float.logSoftmax(x, $0, rows: 5, columns: columns) },
        guarded(x.count) {
          Float.crossEntropyGradient(labels, x, labels: labels, $0, rows: 5, columns: columns)
        },
      ]
      for y in results {
        #expect(y.indices.allSatisfy { y[$0].isNaN == ($0 / columns == 2) })
      }
      let loss = guarded(5) { Float.crossEntropy(x, labels: labels, $0, rows: 5, columns: columns) }
      #expect(loss.map(\.isNaN) == [false, false, true, false, false])
    }
  }

  @Test("A label that is none of the columns gives NaN", arguments: [-1, 10, 0.5, .nan, .infinity])
  func labels(label: Double) {
    let x: [Double] = normals(30, seed: 1)
    let labels = [3, label, 9]
    let loss = guarded(3) { Double.crossEntropy(x, labels: labels, $0, rows: 3, columns: 10) }
    #expect(loss.map(\.isNaN) == [false, true, false])
    let gradient = guarded(30) {
      Double.crossEntropyGradient([1, 1, 1], x, labels: labels, $0, rows: 3, columns: 10)
    }
    #expect(gradient.indices.allSatisfy { gradient[$0].isNaN == ($0 / 10 == 1) })
  }

  @Test("A row has the same bits alone and among others")
  func rows() {
    let x: [Float] = normals(30 * 10, seed: 2)
    let together = guarded(300) { Float.softmax(x, $0, rows: 30, columns: 10) }
    for i in 0..<30 {
      let row = Array(x[10 * i..<10 * i + 10])
      let alone = guarded(10) { Float.softmax(row, $0, rows: 1, columns: 10) }
      #expect(sameBits(alone, Array(together[10 * i..<10 * i + 10])))
    }
  }

  private func reference<S: KernelScalar>(
    _ x: [S], rows: Int, columns: Int
  ) -> (p: [Double], logs: [Double]) {
    var (p, logs): ([Double], [Double]) = ([], [])
    for i in 0..<rows {
      let row = x[i * columns..<(i + 1) * columns].map { Double($0) }
      let sum = row.reduce(0) { $0 + Foundation.exp($1) }
      p += row.map { Foundation.exp($0) / sum }
      logs += row.map { $0 - Foundation.log(sum) }
    }
    return (p, logs)
  }
}
