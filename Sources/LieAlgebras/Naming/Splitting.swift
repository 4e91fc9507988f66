internal import ComplexModule
internal import Tensors

/// Splitting an algebra that is not reductive into a direct sum of ideals.
extension Namer {
  /// The names of two complementary ideals, or nil if none are found: an abelian summand, a semisimple
  /// one, or two that are neither.
  func directSum(
    radical: Tensor<Double>, derived: Tensor<Double>, center: Tensor<Double>
  ) -> [NamedAlgebra]? {
    abelianSummand(derived: derived, center: center) ?? semisimpleSummand(radical: radical)
      ?? centroidSplitting()
  }

  /// The part of the center outside `[g, g]`, and any complement that contains `[g, g]`.
  private func abelianSummand(
    derived: Tensor<Double>, center: Tensor<Double>
  ) -> [NamedAlgebra]? {
    guard center.shape[0] > 0 else { return nil }
    // The sines of the angles between the center and [g, g].
    let overlap = center.matmul(derived, transposed: .right)  // [k, d']
    let svd = Tensor<Double>.identity(center.shape[0]) - overlap.matmul(overlap, transposed: .right)
    let eigen = svd.symmetricEigen()
    let outside = eigen.values.count { $0 > 0.04 }  // at most 1; 0 inside [g, g]
    guard outside > 0 else { return nil }
    let k = center.shape[0]
    let summand = eigen.vectors.rows(k - outside..<k).matmul(center)
    // Orthogonal to [g, g], only the projection of the summand is taken away from the complement.
    let orthogonal = derived.orthogonalComplement
    let inside = summand.matmul(orthogonal, transposed: .right).transposed.qr().q.transposed
    let rest = inside.orthogonalComplement.matmul(orthogonal).appending(rowsOf: derived)
    return [restricted(to: rest).name(), restricted(to: summand).name()]
  }

  /// The part of a Levi subalgebra that commutes with the radical, and its centralizer.
  private func semisimpleSummand(radical: Tensor<Double>) -> [NamedAlgebra]? {
    let m = algebra.dimension
    let centralizer = algebra.centralizer(of: radical)
    let summand = algebra.bracketSpan(centralizer, centralizer)
    guard summand.shape[0] >= 3 else { return nil }
    let rest = algebra.centralizer(of: summand)
    guard rest.shape[0] > 0, rest.shape[0] + summand.shape[0] == m, areIdeals(summand, rest) else {
      return nil
    }
    return [restricted(to: summand).name(), restricted(to: rest).name()]
  }

  /// Two ideals that are not reductive.
  ///
  /// The maps that commute with all `ad x` (the centroid) contain the projections onto ideals; the
  /// generalized eigenspaces of a generic one are candidates, and each candidate is checked: the two
  /// must commute.
  private func centroidSplitting() -> [NamedAlgebra]? {
    let m = algebra.dimension
    guard m <= 24 else { return nil }
    let identity = Tensor<Double>.identity(m)
    let adjoint = algebra.action(of: identity, on: identity)
    let size = adjoint.norm / Double(m).squareRoot()
    let centroid = Representation(adjoint, noise: algebra.noise * Double(m) / size).commutant
    guard centroid.shape[0] > 1 else { return nil }
    var rng = Philox(seed: 0x6365_6e74)
    for _ in 0..<3 {
      let weights: Tensor<Double> = rng.normals([1, centroid.shape[0]])
      let map = Self.combine(weights / weights.norm, centroid).row(0)
      for (u, v) in splittings(by: map) where areIdeals(u, v) {
        return [restricted(to: u).name(), restricted(to: v).name()]
      }
    }
    return nil
  }

  /// Pairs of complementary invariant subspaces of a map, cut at the largest gaps between the real
  /// parts of its eigenvalues, as orthonormal rows.
  private func splittings(by map: Tensor<Double>) -> [(Tensor<Double>, Tensor<Double>)] {
    let m = map.shape[0]
    let eigen = map.eigen()
    let order = (0..<m).sorted { eigen.values[$0].real < eigen.values[$1].real }
    let cuts = (1..<m).sorted { gap($0) > gap($1) }
    func gap(_ k: Int) -> Double {
      eigen.values[order[k]].real - eigen.values[order[k - 1]].real
    }
    let spread = eigen.values.map(\.length).max() ?? 0
    return cuts.prefix(4).filter { gap($0) > 0.01 * spread }.map { cut in
      // Π (T − λ) over one side maps onto the invariant space of the other.
      (
        invariant(map, order[..<cut].map { eigen.values[$0] }, m - cut),
        invariant(map, order[cut...].map { eigen.values[$0] }, cut)
      )
    }
  }

  /// The image of `Π (T − λ)` over the given eigenvalues, which has the given dimension.
  private func invariant(
    _ map: Tensor<Double>, _ values: [Complex<Double>], _ dimension: Int
  ) -> Tensor<Double> {
    let m = map.shape[0]
    var product = Tensor<Double>.identity(m)
    for value in values where value.imaginary >= 0 {
      let shifted = map - value.real * .identity(m)
      if value.imaginary == 0 {
        product = shifted.matmul(product)
      } else {
        let square = shifted.matmul(shifted) + (value.imaginary * value.imaginary) * .identity(m)
        product = square.matmul(product)
      }
      product = product / max(product.norm, 1e-300)
    }
    return product.transposed.largestRightVectors(dimension)
  }

  /// Whether two subspaces are complementary and commute up to noise, so that both are ideals.
  private func areIdeals(_ u: Tensor<Double>, _ v: Tensor<Double>) -> Bool {
    guard u.shape[0] > 0, v.shape[0] > 0 else { return false }
    let m = algebra.dimension
    guard (u.appending(rowsOf: v).singularValues.last ?? 0) > 0.02 else { return false }
    let mixed = algebra.brackets(u, v).norm
    let expected = algebra.noise * Double(u.shape[0] * v.shape[0] * m).squareRoot()
    return mixed < max(6 * expected, (expected * algebra.scale).squareRoot())
  }
}
