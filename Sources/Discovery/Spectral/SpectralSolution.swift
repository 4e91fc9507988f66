public import Tensors

/// What the spectral method found, before the fields are named: the spectrum, the count, its
/// certificate.
public struct SpectralSolution: Sendable {
  /// Singular values and fields.
  public let space: NullSpace
  /// The mean of `rowᵀ row` over the equations, `[q, q]`: the data term when fields are refined.
  public let gram: Tensor<Double>
  /// The numbers behind the count.
  public let certificate: Certificate
  /// How far the count can be trusted.
  public let outcome: Outcome
  /// The share of random draws at which the oracle was undefined.
  public let undefinedShare: Double

  /// The fields of the symmetries, orthonormal rows, `[count, q]`.
  public var fields: Tensor<Double> { space.fields.rows(0..<certificate.count) }

  /// The relative noise of the fields: the violation by the last symmetry against the first broken one.
  public var noise: Double {
    guard let broken = certificate.firstBroken, broken > 0 else { return 0 }
    return certificate.lastSymmetry / broken
  }

  /// Whether fields, `[d, n, B]`, violate the equations no more than the noise lets true symmetries.
  ///
  /// Refined and rounded fields must pass, or the refinement is refused.
  func allows(_ fields: Tensor<Double>) -> Bool {
    guard gram.count > 0 else { return true }
    let q = gram.shape[0]
    let basis = fields.reshaped([fields.count / q, q]).transposed.qr().q  // [q, d]
    let violations = basis.matmul(gram.matmul(basis), transposed: .left).symmetricEigenvalues
    let limit = 3 * max(certificate.noiseFloor, certificate.lastSymmetry)
    return (violations.last ?? 0) <= limit * limit
  }

  /// Judges a count.
  ///
  /// - Parameters:
  ///   - isExact: Whether a spectrum within the noise means that the whole class is symmetric (as all
  ///     affine maps are for ratios of areas), and not that there is nothing but noise.
  ///   - support: The share of resamplings that gave each count.
  init(
    space: NullSpace, equations: InvarianceEquations, count: Int, floor: Double, samples: Int,
    freshResidual: Double?, nullTrials: (run: Int, below: Int), support: [Int: Double],
    candidates: [CountingRule.Candidate], certainty: Double, isExact: Bool,
    undefinedShare: Double = 0
  ) {
    self.space = space
    self.undefinedShare = undefinedShare
    let rows = equations.rows.shape[0]
    gram =
      equations.unknowns <= NullSpace.denseLimit
      ? equations.rows.gram / Double(max(1, rows)) : .zeros([0, 0])
    let last = count > 0 ? space.values[count - 1] : 0
    let broken = count < space.values.count ? space.values[count] : nil
    let gap = broken.map { $0 / max(last, space.largest * 0x1p-52) }
    var counts = Set(candidates.map(\.count)).union(support.keys)
    counts.remove(count)
    let alternatives = counts.map { other in
      Certificate.Alternative(
        count: other, ratio: candidates.first { $0.count == other }?.ratio ?? 0,
        support: support[other] ?? 0)
    }
    certificate = Certificate(
      count: count, samples: samples, equations: rows, lastSymmetry: last, firstBroken: broken,
      noiseFloor: floor, gap: count > 0 ? gap : nil, freshResidual: freshResidual,
      nullTrials: nullTrials.run, nullTrialsBelow: nullTrials.below,
      support: support[count] ?? 0,
      alternatives: alternatives.sorted { ($0.support, $0.ratio) > ($1.support, $1.ratio) })

    let chance = Double(nullTrials.below) / Double(max(1, nullTrials.run))
    let clipped = (broken ?? .infinity) / max(last, 0.5 * floor)
    if count == 0 {
      outcome = (support[0] ?? 0) >= certainty ? .noneFound : .undecided
    } else if isExact, broken == nil, equations.scales.allSatisfy({ $0 == 0 }) {
      outcome = .everything
    } else if clipped < Self.clearGap || !isExact && broken == nil {
      outcome = .undecided
    } else if (support[count] ?? 0) < certainty || chance > 1 - certainty {
      outcome = .ambiguous
    } else {
      outcome = .clear
    }
  }

  /// The least rise of the spectrum, over the noise, of symmetries that are believed.
  static let clearGap = 3.0
}
