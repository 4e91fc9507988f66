import Autodiff
import Foundation
import Tensors

extension OperationCase {
  static let products: [OperationCase] = matrixProducts + batchedProducts + denseLayers + solutions

  private static let matrixProducts: [OperationCase] = [
    (2, 3, 4), (1, 3, 4), (0, 3, 4), (2, 0, 4), (2, 3, 1), (1, 1, 1), (17, 5, 9),
  ].flatMap { m, k, n in
    [
      product([m, k], [k, n], .none), product([k, m], [k, n], .left),
      product([m, k], [n, k], .right),
    ]
  }

  private static func product(
    _ a: [Int], _ b: [Int], _ transposed: Tensor<Double>.Transposition
  ) -> OperationCase {
    OperationCase(
      "matmul \(transposed)",
      [numbersAwayFromZero(a, seed: 1), numbersAwayFromZero(b, seed: 2)],
      { $0[0].matmul($0[1], transposed: transposed) },
      is: { Naive.matmul($0[0], $0[1], transposed) })
  }

  private static let batchedProducts: [OperationCase] = [
    (5, 2, 3, 4), (1, 2, 3, 4), (0, 2, 3, 4), (3, 1, 4, 1), (3, 4, 4, 4), (2, 2, 0, 3),
  ].flatMap { batch, m, k, n in
    [
      batched([batch, m, k], [batch, k, n], .none), batched([batch, k, m], [batch, k, n], .left),
      batched([batch, m, k], [batch, n, k], .right),
    ]
  }

  private static func batched(
    _ a: [Int], _ b: [Int], _ transposed: Tensor<Double>.Transposition
  ) -> OperationCase {
    OperationCase(
      "batched matmul \(transposed)",
      [numbersAwayFromZero(a, seed: 1), numbersAwayFromZero(b, seed: 2)],
      { $0[0].batchedMatmul($0[1], transposed: transposed) },
      is: { inputs in
        let parts = zip(inputs[0].unstacked, inputs[1].unstacked).map {
          Naive.matmul($0, $1, transposed)
        }
        let (m, n) = (a[transposed == .left ? 2 : 1], b[transposed == .right ? 1 : 2])
        return parts.isEmpty ? .zeros([0, m, n]) : Tensor(stacking: parts)
      })
  }

  /// Cramer's rule: each unknown is a quotient of determinants.
  private static let solutions: [OperationCase] = [(1, 1), (2, 1), (2, 3), (3, 2), (4, 2)].map {
    n, m in
    let a = 4 * Tensor<Double>.identity(n) + numbersAwayFromZero([n, n], seed: 1)
    return OperationCase(
      "solved", [a, numbersAwayFromZero([n, m], seed: 2)], { $0[0].solved(for: $0[1]) },
      is: { inputs in
        let all = determinant(inputs[0])
        return Naive.tensor([n, m]) { index in
          var replaced = inputs[0]
          for i in 0..<n { replaced[i, index[0]] = inputs[1][i, index[1]] }
          return determinant(replaced) / all
        }
      })
  }

  /// By expansion along the first row.
  private static func determinant(_ a: Tensor<Double>) -> Double {
    let n = a.shape[0]
    guard n > 1 else { return a[0, 0] }
    return (0..<n).reduce(0) { sum, j in
      let minor = Tensor(rows: (1..<n).map { i in (0..<n).filter { $0 != j }.map { a[i, $0] } })
      return sum + (j % 2 == 0 ? 1 : -1) * a[0, j] * determinant(minor)
    }
  }

  private static let denseLayers: [OperationCase] = FusedActivation.allCases.flatMap { activation in
    [[4, 3], [1, 3], [0, 3], [2, 2, 3], [3], [19, 3]].map { shape in
      OperationCase(
        "dense \(activation)",
        [
          numbersAwayFromZero(shape, seed: 1), numbersAwayFromZero([3, 5], seed: 2),
          numbersAwayFromZero([5], seed: 3),
        ],
        { $0[0].dense(weight: $0[1], bias: $0[2], activation: activation) },
        is: { inputs in
          let rows = inputs[0].count / 3
          let z = Naive.broadcast(
            Naive.matmul(inputs[0].reshaped([rows, 3]), inputs[1]), inputs[2], +)
          return z.map { scalar(activation, $0) }.reshaped(shape.dropLast() + [5])
        })
    }
  }

  private static func scalar(_ activation: FusedActivation, _ x: Double) -> Double {
    switch activation {
    case .linear: x
    case .relu: max(x, 0)
    case .tanh: tanh(x)
    case .sigmoid: 1 / (1 + exp(-x))
    }
  }

  static let shapes: [OperationCase] = {
    let x = numbersAwayFromZero([2, 3, 4], seed: 1)
    let y = numbersAwayFromZero([2, 2, 4], seed: 2)
    let empty = numbersAwayFromZero([0, 3], seed: 3)
    func permuted(_ order: [Int]) -> OperationCase {
      OperationCase(
        "permuted \(order)", [x], { $0[0].permuted(order) },
        is: { inputs in
          Naive.tensor(order.map { x.shape[$0] }) { index in
            Naive.element(
              inputs[0], [0, 1, 2].map { axis in index[order.firstIndex(of: axis) ?? 0] })
          }
        })
    }
    func gathered(_ indices: [Int], along axis: Int) -> OperationCase {
      OperationCase(
        "gathered \(indices) along \(axis)", [x], { $0[0].gathered(indices, along: axis) },
        is: { inputs in
          let k = axis < 0 ? axis + 3 : axis
          var shape = x.shape
          shape[k] = indices.count
          return Naive.tensor(shape) { index in
            var place = index
            place[k] = indices[index[k]]
            return Naive.element(inputs[0], place)
          }
        })
    }
    return [
      OperationCase("reshaped", [x], { $0[0].reshaped([4, 6]) }, is: { $0[0].reshaped([4, 6]) }),
      OperationCase("reshaped flat", [x], { $0[0].reshaped([24]) }, is: { $0[0].reshaped([24]) }),
      OperationCase("reshaped to itself", [x], { $0[0].reshaped([2, 3, 4]) }, is: { $0[0] }),
      OperationCase(
        "reshaped", [empty], { $0[0].reshaped([3, 0]) }, is: { $0[0].reshaped([3, 0]) }),
      permuted([0, 1, 2]), permuted([2, 0, 1]), permuted([1, 0, 2]), permuted([2, 1, 0]),
      OperationCase(
        "transposed", [x], { $0[0].transposed },
        is: { inputs in
          Naive.tensor([2, 4, 3]) { inputs[0][$0[0], $0[2], $0[1]] }
        }),
      OperationCase("transposed", [empty], { $0[0].transposed }, is: { _ in .zeros([3, 0]) }),
      gathered([2, 0, 2, 2], along: 1), gathered([1], along: 0), gathered([0, 3], along: -1),
      gathered([], along: 1),
      OperationCase(
        "sliced", [x], { $0[0].sliced(1..<3, along: 2) },
        is: { inputs in
          Naive.tensor([2, 3, 2]) { inputs[0][$0[0], $0[1], $0[2] + 1] }
        }),
      OperationCase(
        "concatenated", [x, y], { .concatenating([$0[0], $0[1], $0[0]], along: 1) },
        is: {
          inputs in
          Naive.tensor([2, 8, 4]) { i in
            switch i[1] {
            case 0..<3: inputs[0][i[0], i[1], i[2]]
            case 3..<5: inputs[1][i[0], i[1] - 3, i[2]]
            default: inputs[0][i[0], i[1] - 5, i[2]]
            }
          }
        }),
      OperationCase(
        "concatenated rows", [x, y],
        {
          .concatenating([$0[0].sliced(0..<2, along: 1), $0[1]], along: 0)
        },
        is: { inputs in
          Naive.tensor([4, 2, 4]) { i in
            i[0] < 2 ? inputs[0][i[0], i[1], i[2]] : inputs[1][i[0] - 2, i[1], i[2]]
          }
        }),
    ]
  }()

  static let classes: [OperationCase] =
    [[2, 3], [1, 4], [0, 3], [5, 1], [17, 10]].flatMap { shape in
      let x = numbersAwayFromZero(shape, seed: 1)
      let labels = Tensor((0..<shape[0]).map { Double($0 * 7 % shape[1]) })
      let y = numbersAwayFromZero(shape, seed: 2)
      return [
        OperationCase("softmax", [x], { $0[0].softmax() }, is: { Naive.softmax($0[0]) }),
        OperationCase(
          "log softmax", [x], { $0[0].logSoftmax() },
          is: {
            Naive.softmax($0[0]).map { log($0) }
          }),
        OperationCase(
          "cross-entropy", [x], { $0[0].crossEntropy(labels: $0[0].constant(labels)) },
          is: {
            inputs in
            let p = Naive.softmax(inputs[0])
            return Tensor((0..<shape[0]).map { -log(p[$0, Int(labels[$0])]) })
          }),
        OperationCase(
          "is largest", [x], { $0[0].isLargest(at: $0[0].constant(labels)) },
          is: {
            inputs in
            Tensor(
              (0..<shape[0]).map { i in
                inputs[0].row(i).scalars.max() == inputs[0][i, Int(labels[i])] ? 1 : 0
              })
          }),
        OperationCase(
          "squared distance", [x, y], { $0[0].squaredDistance(to: $0[1]) },
          is: { inputs in
            let d = inputs[0] - inputs[1]
            return Tensor([(d * d).sum], shape: [])
          }),
      ]
        + (shape[0] == 0
          ? []
          : [
            OperationCase(
              "mean squared error", [x, y], { $0[0].meanSquaredError(to: $0[1]) },
              is: {
                inputs in
                let d = inputs[0] - inputs[1]
                return Tensor([(d * d).sum / Double(d.count)], shape: [])
              })
          ])
    }
}
