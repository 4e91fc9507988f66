internal import Tensors

/// The reduced row echelon form of the span of orthonormal rows `[m, q]`, on `m` columns chosen by
/// pivoting.
///
/// Each step takes the column with the largest part outside the columns taken before, the first of
/// equals. That depends on the span alone, so that every mixture of generators gives the same form.
/// Rejected: complete pivoting on entries, whose choice among equals depends on the given basis.
///
/// - Complexity: O(m² q).
///
/// Source: Golub, Van Loan, *Matrix Computations*, 4th ed. (2013), §5.4.2.
func reducedEchelonForm(of span: Tensor<Double>, noise: Double) -> Tensor<Double> {
  let (m, q) = (span.shape[0], span.shape[1])
  let columns = pivotColumns(of: span, noise: noise)
  var block = Tensor<Double>.zeros([m, m])
  for i in 0..<m { for (j, column) in columns.enumerated() { block[i, j] = span[i, column] } }
  guard var form = block.solve(span) else { return span }  // singular only for dependent rows
  for (i, column) in columns.enumerated() {
    for j in 0..<m { form[j, column] = i == j ? 1 : 0 }  // exact, not just to rounding
  }
  precondition(form.shape == [m, q] && form.isFinite, "the rows are dependent")
  return form
}

/// The `m` pivot columns, in the order taken.
private func pivotColumns(of span: Tensor<Double>, noise: Double) -> [Int] {
  let (m, q) = (span.shape[0], span.shape[1])
  let equal = 1 - min(0.3, 1e-6 + 5 * noise)
  var rest = span.scalars
  var chosen: [Int] = []
  var (norms, row) = ([Double](repeating: 0, count: q), [Double](repeating: 0, count: q))
  rest.withUnsafeMutableBufferPointer { w in
    for i in 0..<m { for k in 0..<q { norms[k] += w[i * q + k] * w[i * q + k] } }
    for _ in 0..<m {
      let largest = norms.max() ?? 0
      guard largest > 0, let pivot = norms.firstIndex(where: { $0 >= equal * largest }) else {
        return
      }
      chosen.append(pivot)
      let scale = 1 / norms[pivot]
      for k in 0..<q { (row[k], norms[k]) = (0, 0) }
      row.withUnsafeMutableBufferPointer { r in
        norms.withUnsafeMutableBufferPointer { s in
          for i in 0..<m {
            let v = w[i * q + pivot] * scale
            for k in 0..<q { r[k] += v * w[i * q + k] }
          }
          for i in 0..<m {
            let v = w[i * q + pivot]
            for k in 0..<q {
              let x = w[i * q + k] - v * r[k]
              w[i * q + k] = x
              s[k] += x * x
            }
            w[i * q + pivot] = 0
          }
          s[pivot] = 0
        }
      }
    }
  }
  precondition(chosen.count == m, "the \(m) rows span only \(chosen.count) dimensions")
  return chosen
}
