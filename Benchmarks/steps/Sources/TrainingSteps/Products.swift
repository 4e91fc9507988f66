import Dispatch
import Symmetron

/// A matrix product `[m, k]·[k, n]`, with a side that may be transposed, and what it reads and writes.
struct Product {
  /// A matrix in memory: those of one name are one, shared as in training.
  struct Operand {
    let name: String
    let count: Int
    /// Whether all shards share it, as they do weights.
    var isCommon = false
  }

  let m, n, k: Int
  let transposed: Tensor<Float>.Transposition
  let a, b, c: Operand
}

extension Problem {
  /// The matrix products of a step on `rows` rows: of the networks forward, then backward.
  func products(rows: Int) -> [Product] {
    let classifier = [16, 128, 128, 32, 10]
    let fields = (0..<3).flatMap { k in
      Self.network("field \(k)", [16, 128, 128, 16], rows: rows)
    }
    switch self {
    case .a:
      return Self.network("autoencoder", [784, 512, 128, 64, 16, 64, 128, 512, 784], rows: rows)
    case .b: return Self.network("classifier", classifier, rows: rows)
    case .c:
      let still = Self.network("still", weights: "frozen", classifier, rows: rows, derivatives: [])
      let moved = (0..<3).flatMap { k in
        Self.network(
          "moved \(k)", weights: "frozen", classifier, rows: rows, derivatives: [.inputs])
      }
      return fields + still + moved
    case .d: return fields
    }
  }

  /// What a network is differentiated by.
  private enum Derivative {
    /// Its weights, and for these the inputs of all layers but the first.
    case weights
    /// The inputs of all layers.
    case inputs
  }

  private static func network(
    _ name: String, weights: String? = nil, _ sizes: [Int], rows: Int,
    derivatives: Set<Derivative> = [.weights]
  ) -> [Product] {
    let layers = Array(zip(sizes, sizes.dropFirst()).enumerated())
    func values(_ kind: String, _ layer: Int) -> Product.Operand {
      Product.Operand(name: "\(name), \(kind) \(layer)", count: rows * sizes[layer])
    }
    func matrix(_ layer: Int) -> Product.Operand {
      Product.Operand(
        name: "\(weights ?? name), weight \(layer)", count: sizes[layer] * sizes[layer + 1],
        isCommon: true)
    }
    let forward = layers.map { layer, size in
      Product(
        m: rows, n: size.1, k: size.0, transposed: .none, a: values("value", layer),
        b: matrix(layer), c: values("value", layer + 1))
    }
    guard !derivatives.isEmpty else { return forward }
    let backward = layers.reversed().flatMap { layer, size in
      let δ = values("cotangent", layer + 1)
      var products: [Product] = []
      if derivatives.contains(.weights) {
        let gradient = Product.Operand(
          name: "\(name), gradient \(layer)", count: size.0 * size.1)
        products.append(
          Product(
            m: size.0, n: size.1, k: rows, transposed: .left, a: values("value", layer), b: δ,
            c: gradient))
      }
      if layer > 0 || derivatives.contains(.inputs) {
        products.append(
          Product(
            m: rows, n: size.0, k: size.1, transposed: .right, a: δ, b: matrix(layer),
            c: values("cotangent", layer)))
      }
      return products
    }
    return forward + backward
  }
}

/// The matrix products of a step in its shards, with memory laid out for them.
struct ShardedProducts: @unchecked Sendable {
  private struct Call {
    let product: Product
    let a, b: UnsafePointer<Float>
    let c: UnsafeMutablePointer<Float>
  }

  private let shards: [[Call]]
  private var arrays: [String: UnsafeMutablePointer<Float>] = [:]

  init(_ problem: Problem, shardRows: Int) {
    let products = problem.products(rows: shardRows)
    var arrays: [String: UnsafeMutablePointer<Float>] = [:]
    func pointer(_ array: Product.Operand, _ shard: Int) -> UnsafeMutablePointer<Float> {
      let name = array.isCommon ? array.name : "\(array.name), shard \(shard)"
      if let known = arrays[name] { return known }
      let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * array.count, alignment: 64)
        .initializeMemory(as: Float.self, repeating: 0.01, count: array.count)
      arrays[name] = memory
      return memory
    }
    shards = (0..<problem.batchSize / shardRows).map { shard in
      products.map { product in
        Call(
          product: product, a: UnsafePointer(pointer(product.a, shard)),
          b: UnsafePointer(pointer(product.b, shard)), c: pointer(product.c, shard))
      }
    }
    self.arrays = arrays
  }

  func run(threads: Int) {
    DispatchQueue.concurrentPerform(iterations: min(threads, shards.count)) { thread in
      for shard in stride(from: thread, to: shards.count, by: threads) {
        for call in shards[shard] {
          let product = call.product
          Float.gemm(
            call.a, transposed: product.transposed == .left, call.b,
            transposed: product.transposed == .right, m: product.m, n: product.n, k: product.k,
            alpha: 1, beta: 0, into: call.c)
        }
      }
    }
  }

  func deallocate() {
    for array in arrays.values { array.deallocate() }
  }
}
