import Tensors
import Testing

@Suite struct KernelProductTests {
  static let shapes = [
    (10, 1, 16), (16, 1, 10), (16, 16, 1), (10, 16, 1), (3, 3, 3), (2, 2, 2), (1, 1, 1),
    (1, 10, 16),
    (1, 16, 3), (4, 33, 5), (7, 5, 70), (5, 17, 0), (2, 40, 30), (33, 1, 33), (1, 40, 40),
    (0, 3, 2),
    (3, 0, 2), (6, 8, 4),
  ]

  @Test("Products of whole numbers are exact, whichever factor is transposed", arguments: shapes)
  func products(m: Int, n: Int, k: Int) {
    check(Float.self, m, n, k)
    check(Double.self, m, n, k)
  }

  private func check<S: KernelScalar>(_: S.Type, _ m: Int, _ n: Int, _ k: Int) {
    for batch in [0, 1, 3] {
      let a: [S] = wholeNumbers(batch * m * k, seed: 1)
      let b: [S] = wholeNumbers(batch * k * n, seed: 2)
      for (ta, tb) in pairs([false, true], [false, true]) {
        let c = guarded(batch * m * n) { c in
          S.batchedProduct(a, transposed: ta, b, transposed: tb, c, batch: batch, m: m, n: n, k: k)
        }
        let expected = (0..<batch * m * n).map { index in
          let (p, i, j) = (index / (m * n), index / n % m, index % n)
          return (0..<k).reduce(S(0)) { sum, l in
            let left = a[p * m * k + (ta ? l * m + i : i * k + l)]
            return sum + left * b[p * k * n + (tb ? j * k + l : l * n + j)]
          }
        }
        #expect(c == expected, "\(batch)×[\(m), \(k)]·[\(k), \(n)] \(ta) \(tb)")
      }
    }
  }
}
