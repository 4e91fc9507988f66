internal import Oracles
internal import Tensors

/// Spectra of what the oracle would be if its gradients had nothing to do with the points: the same
/// points and gradient lengths, directions uniform on the sphere.
///
/// The share of such spectra that look as symmetric as the observed one bounds the chance that the
/// symmetry is an accident of too few equations (parallel analysis in the manner of Horn, 1965).
struct NullTrials {
  var trials: Int
  var seed: UInt64
  var threads: Int

  /// The largest number of samples that a trial uses.
  static let sampleLimit = 500

  /// How many trials have a `count`-th singular value as small as `ratio` times their largest.
  func below(
    ratio: Double, count: Int, jacobians: Tensor<Double>, samples: Tensor<Double>,
    layout: PointLayout, fields: FieldClass
  ) -> Int {
    let seed = seed
    // More samples than this make accidents rarer still; the trials err on the side of doubt.
    let samples = samples.rows(0..<min(samples.shape[0], Self.sampleLimit))
    let jacobians = jacobians.rows(0..<samples.shape[0])
    let outputs = jacobians.shape[1]
    let lengths = (0..<samples.shape[0] * outputs).map { row in
      (0..<layout.count).reduce(0.0) { sum, a in
        let g = jacobians.scalars[row * layout.count + a]
        return sum + g * g
      }.squareRoot()
    }
    let outcomes = Parallel.map(trials, threads: threads) { trial -> Bool in
      var rng = Philox(seed: seed, stream: 0x6E75_6C6C_0000_0000 + UInt64(trial))
      var directions: Tensor<Double> = rng.normals(jacobians.shape)
      directions.scalars.withUnsafeMutableBufferPointer { g in
        for (row, length) in lengths.enumerated() {
          let range = row * layout.count..<(row + 1) * layout.count
          let norm = range.reduce(0) { $0 + g[$1] * g[$1] }.squareRoot()
          for a in range { g[a] *= length / norm }
        }
      }
      let equations = InvarianceEquations(
        jacobians: directions, at: samples, layout: layout, for: fields,
        dividingBy: nil)
      let gram = equations.rows.gram
      // A factorization tells that no eigenvalue is so small, at a tenth of the cost of finding them.
      var shifted = gram
      let bound = ratio * ratio * gram.trace
      for i in 0..<gram.shape[0] { shifted[i, i] -= bound }
      if shifted.cholesky() != nil { return false }
      let values = gram.symmetricEigenvalues.map { max(0, $0).squareRoot() }
      guard let largest = values.last, count <= values.count else { return true }
      return values[count - 1] <= ratio * largest
    }
    return outcomes.count { $0 }
  }
}
