import Autodiff
import Tensors
import Testing

extension BatchTests.Case {
  static let all: [Self] = reductions + products + statistics + shapes + derivatives

  private static let reductions: [Self] = [
    .init(name: "sum over rows") { _, x in [x.sum(along: 0)] },
    .init(name: "sum over rows, axis kept") { _, x in [x.sum(along: 0, keepingAxis: true)] },
    .init(name: "mean over rows") { _, x in [x.mean(along: 0)] },
    .init(name: "mean over rows, axis kept") { _, x in [x.mean(along: -2, keepingAxis: true)] },
    .init(name: "mean along rows and over them") { _, x in [x.mean(along: 1).mean(along: 0)] },
    .init(name: "sum and mean of all") { _, x in [x.sum() * x.mean()] },
    .init(name: "norm over rows") { _, x in [x.norm(along: 0)] },
    .init(name: "maximum along rows") { _, x in [x.maximum(along: 1), x.maximum(along: -1).mean()]
    },
    .init(name: "mean of squares of numbers", row: []) { _, x in [x.squared().mean()] },
    .init(name: "mean squared error") { _, x in [x.meanSquaredError(to: x.sin())] },
    .init(name: "squared distance") { _, x in [x.squaredDistance(to: x * x)] },
    .init(name: "cross-entropy") { _, x in
      let labels = (0 * x).sum(along: 1)
      return [x.crossEntropy(labels: labels).mean(), x.isLargest(at: labels).mean()]
    },
  ]

  private static let products: [Self] = [
    .init(name: "product with a matrix", common: [[3, 4]]) { w, x in [x.matmul(w[0])] },
    .init(name: "product with a transposed matrix", common: [[4, 3]]) { w, x in
      [x.matmul(w[0], transposed: .right)]
    },
    .init(name: "Gram matrix over rows") { _, x in [x.matmul(x, transposed: .left)] },
    .init(name: "covariance with parameters", common: [[3, 4]]) { w, x in
      [x.matmul(x.matmul(w[0]).tanh(), transposed: .left)]
    },
    .init(name: "batched products", row: [2, 2]) { _, x in [x.batchedMatmul(x, transposed: .right)]
    },
    .init(name: "rows of matrices times a matrix", common: [[2, 5]], row: [3, 2]) { w, x in
      [x.matmul(w[0])]
    },
    .init(name: "dense layers", common: [[3, 5], [5], [5, 2], [2]]) { w, x in
      [x.dense(weight: w[0], bias: w[1], activation: .tanh).dense(weight: w[2], bias: w[3])]
    },
    .init(name: "a dense layer on parts of rows", common: [[2, 4], [4]], row: [3, 2]) { w, x in
      [x.dense(weight: w[0], bias: w[1], activation: .sigmoid)]
    },
    .init(name: "parameters broadcast to rows", common: [[3], [], [1, 3]]) { w, x in
      [(x * w[0] + w[1]) / (1 + w[2].squared()) - w[0]]
    },
  ]

  private static let statistics: [Self] = [
    .init(name: "normalization by the batch", common: [[3], [3]]) { w, x in
      let centred = x - x.mean(along: 0)
      let variance = centred.squared().mean(along: 0)
      return [centred * (w[0] / (variance + 1e-5).sqrt()) + w[1], variance]
    },
    .init(name: "nonlinear functions of batch means", common: [[3]]) { w, x in
      let mean = (x * w[0]).mean(along: 0)
      return [mean.exp().sum() + (x.sin() * mean.tanh()).mean()]
    },
    .init(name: "whitening by the Gram matrix", common: [[3, 3]]) { w, x in
      let gram = x.matmul(x, transposed: .left) / Double(x.batchLength)
      return [x.matmul(gram.matmul(w[0])).tanh().mean(along: 0)]
    },
    .init(name: "a mean of a mean of a mean") { _, x in
      let first = x.squared().mean(along: 0)
      let second = (x * first).sin().mean(along: 0)
      return [(x - second).squared().mean()]
    },
    .init(name: "softmax of rows", common: [[3, 4]]) { w, x in
      [x.matmul(w[0]).softmax(), x.matmul(w[0]).logSoftmax().mean()]
    },
  ]

  private static let shapes: [Self] = [
    .init(name: "a row seen as a matrix", row: [6]) { _, x in
      let matrices = x.reshaped([x.shape[0], 2, 3])
      return [matrices.transposed.batchedMatmul(matrices), matrices.mean(along: 0)]
    },
    .init(name: "a matrix seen as a row", row: [2, 3]) { _, x in [x.reshaped([x.shape[0], 6])] },
    .init(name: "rows split", row: [4]) { _, x in
      [x.reshaped([2 * x.shape[0], 2]).squared().mean(along: 0)]
    },
    .init(name: "a column", row: [4]) { _, x in
      [x.sum(along: 1).reshaped([x.shape[0], 1]) * x, x.sum(along: 1)]
    },
    .init(name: "axes permuted", row: [2, 3]) { _, x in [x.permuted([0, 2, 1]), x.transposed] },
    .init(name: "columns picked") { _, x in
      [
        x.gathered([2, 0, 0], along: 1), .concatenating([x, x.sliced(1..<2, along: -1)], along: 1),
      ]
    },
    .init(name: "numbers for rows", row: []) { _, x in [x.sin() * x, x.mean()] },
  ]

  private static let derivatives: [Self] = [
    .init(name: "forward derivative in a batch", common: [[3, 3]]) { w, x in
      let (y, ẏ) = pushforward(of: { $0.matmul(w[0]).tanh() }, at: x, along: x.sin())
      return [ẏ, y]
    },
    .init(name: "bracket of fields in a batch", common: [[3, 3], [3, 3]]) { w, x in
      [lieBracket({ $0.matmul(w[0]).tanh() }, { $0.matmul(w[1]).sin() }, at: x)]
    },
    .init(name: "Jacobians in a batch", common: [[3, 2]]) { w, x in
      [jacobian(of: x.matmul(w[0]).tanh(), by: x)]
    },
    .init(name: "forward derivative along parameters", common: [[3, 4], [4]]) { w, x in
      let y = x.dense(weight: w[0], bias: w[1], activation: .sigmoid)
      return [Variable.pushforward([y, y.mean(along: 0)], from: w, along: [w[0].sin(), w[1]])[1]]
    },
    .init(name: "gradient of a gradient", common: [[3, 2]]) { w, x in
      let loss = x.matmul(w[0]).tanh().squared().mean()
      return [loss.gradients([w[0]])[0].squared().sum(), loss]
    },
    .init(name: "forward derivative of statistics") { _, x in
      let (_, derivative) = pushforward(
        of: { ($0 - $0.mean(along: 0)).squared().mean(along: 0) }, at: x, along: x.cos())
      return [derivative]
    },
  ]
}
