public import Tensors

/// Structure that can be read off the constants. Every property is computed when asked for.
extension LieAlgebra {
  /// The Killing form `Kᵢⱼ = tr(ad eᵢ ad eⱼ)` in the given basis, `[m, m]`.
  ///
  /// Invariant: `K([x, y], z) + K(y, [x, z]) = 0`.
  public var killingForm: Tensor<Double> {
    let m = dimension
    guard let back = frame.inverse else { return .zeros([m, m]) }  // given = back · orthonormal
    return back.matmul(core.killingForm).matmul(back, transposed: .right)
  }

  /// The numbers of positive, negative and zero eigenvalues of the Killing form.
  ///
  /// Negative definite means compact and semisimple; not degenerate means semisimple (Cartan).
  public var killingSignature: Signature {
    let values = core.killingForm.symmetricEigen().values
    let sizes = values.map(\.magnitude).sorted(by: >)
    let rank = numericalRank(sizes, level: core.killingLevel, scale: core.killingScale)
    let threshold = rank < sizes.count ? sizes[rank] : -1
    let positive = values.count { $0 > 0 && $0 > threshold }
    return Signature(positive: positive, negative: rank - positive, zero: dimension - rank)
  }

  /// The center, `[k, m]`.
  public var center: Tensor<Double> { given(core.center) }

  /// The derived series `g, [g, g], [[g, g], [g, g]], …` until it is stationary, `[k, m]` each.
  public var derivedSeries: [Tensor<Double>] {
    core.derivedSeries(from: .identity(dimension)).map(given)
  }

  /// The lower central series `g, [g, g], [g, [g, g]], …` until it is stationary, `[k, m]` each.
  public var lowerCentralSeries: [Tensor<Double>] {
    core.lowerCentralSeries(from: .identity(dimension)).map(given)
  }

  /// The largest solvable ideal, `[k, m]`.
  public var radical: Tensor<Double> { given(core.radical(derived: core.derivedAlgebra)) }

  /// The largest nilpotent ideal, `[k, m]`.
  public var nilradical: Tensor<Double> {
    given(core.nilradical(radical: core.radical(derived: core.derivedAlgebra)))
  }

  /// A semisimple subalgebra and the radical, whose sum is the algebra.
  ///
  /// - Returns: `levi`, `[s, m]`, closed under the bracket; and `radical`, `[m − s, m]`.
  public var leviDecomposition: (levi: Tensor<Double>, radical: Tensor<Double>) {
    let radical = core.radical(derived: core.derivedAlgebra)
    return (given(core.leviSubalgebra(radical: radical)), given(radical))
  }

  /// The matrices with the given coordinates in the basis; nil if there are only constants.
  ///
  /// - Parameter coordinates: `[k, m]`.
  /// - Returns: `[k, n, n]`.
  public func matrices(_ coordinates: Tensor<Double>) -> Tensor<Double>? {
    basis.map { Namer.combine(coordinates, $0) }
  }

  /// Orthonormal coordinates turned to coordinates in the given basis.
  func given(_ rows: Tensor<Double>) -> Tensor<Double> {
    rows.shape[0] == 0 ? rows : rows.matmul(frame)
  }
}
