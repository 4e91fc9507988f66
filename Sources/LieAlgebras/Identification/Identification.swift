public import Tensors

/// What a linear space of matrices is as a Lie algebra, and how far to trust the answer.
public struct Identification: Sendable {
  /// The answer in one word.
  public enum Outcome: Sendable, Equatable {
    /// The name is supported by every check.
    case named
    /// The checks disagree; these names are possible, the most likely first.
    case ambiguous([String])
    /// The space does not close under the bracket better than a random one would.
    case notClosed
  }

  /// The answer in one word.
  public let outcome: Outcome
  /// The most likely name; nil if the space does not close.
  public let name: AlgebraName?
  /// The closure residual of the given space over that of a random space of the same dimension: about
  /// 1 by chance, 0 for an algebra.
  public let kappa: Double
  /// The standard deviation `η` of one component of a bracket of unit generators; every rank decision
  /// is made against it.
  public let noise: Double
  /// How far the Cartan integers of the semisimple part are from integers, at most; 0 without one.
  public let integrality: Double
  /// The sine of the largest angle by which polishing moved the space; 0 if it was not polished.
  public let moved: Double
  /// The closed algebra, polished if the given space was noisy; nil if none was reached.
  public let algebra: LieAlgebra?
}

/// Finds the name of the Lie algebra that noisy matrices span.
///
/// The noise is measured by how far brackets leave the span; the algebra is polished to closure when
/// that is far; and the name is computed for several sizes of the noise around the measured one. Only
/// when all agree, and the roots are integral, is it called certain.
///
/// Checked by: `IdentificationTests`.
public struct AlgebraIdentifier: Sendable {
  /// The largest number of unknowns `d (q − d)` for which a noisy space is polished.
  ///
  /// Too small leaves noisy spaces unpolished; too large takes minutes, as the cost grows with the
  /// third power.
  public var polishingLimit: Int
  /// The normalized closure residual from which the polished space is named instead of the given one.
  ///
  /// Too large names from noisy constants, too small pulls algebras with deformations, like e(3), to
  /// their simple neighbors.
  public var polishingThreshold: Double

  /// An identifier with the given limits.
  public init(polishingLimit: Int = 1500, polishingThreshold: Double = 0.1) {
    self.polishingLimit = polishingLimit
    self.polishingThreshold = polishingThreshold
  }

  /// The algebra spanned by `m` independent matrices.
  ///
  /// - Parameters:
  ///   - basis: The matrices, `[m, n, n]`.
  ///   - noise: The relative Frobenius error of the matrices if known. A single matrix carries no
  ///     closure information, so its name depends on this; for others the measured noise counts.
  ///   - gram: The Gram matrix `S` of the invariance equations, `[n², n²]`, small along symmetries; it
  ///     decides between equally near algebras.
  ///   - mask: Which entries may differ from zero, `n²` marks; nil takes the closure under products of
  ///     those that do. The class must be closed under products.
  /// - Returns: The name and the evidence.
  /// - Throws: `.shape`, `.notFinite`, `.dependent`.
  public func identify(
    _ basis: Tensor<Double>, noise: Double? = nil, gram: Tensor<Double>? = nil, mask: [Bool]? = nil
  ) throws(LieAlgebraError) -> Identification {
    try LieAlgebra.check(basis)
    let (m, n) = (basis.shape[0], basis.shape[1])
    let matrixClass =
      mask.map { MatrixClass(size: n, mask: $0) } ?? MatrixClass(containing: basis)
    let frame = OrthonormalFrame(of: basis)
    let table = BracketTable(orthonormal: frame.orthonormal)
    let closure = Closure(table, matrixSize: n, ambient: matrixClass.dimension)
    let free = m * (m - 1) * (matrixClass.dimension - m)
    let known = (noise ?? 0) * 2 / (Double(n) * Double(n).squareRoot())
    // Few numbers measure the noise badly, one generator not at all; the whole class closes by itself.
    let measured = m == 1 || (1..<10).contains(free) ? max(known, closure.noise) : closure.noise
    func algebra(_ basis: Tensor<Double>, noise eta: Double) -> LieAlgebra {
      let frame = OrthonormalFrame(of: basis)
      let constants = BracketTable(orthonormal: frame.orthonormal).constants
      return LieAlgebra(
        basis: basis, frame: frame, constants: constants, noise: eta, generatorNoise: noise ?? 0)
    }
    func result(
      _ poll: Poll?, moved: Double = 0, _ algebra: LieAlgebra? = nil
    ) -> Identification {
      Identification(
        outcome: poll?.outcome ?? .notClosed, name: poll?.best.name, kappa: closure.kappa,
        noise: measured, integrality: poll?.best.integrality ?? 0, moved: moved, algebra: algebra)
    }
    let typical = (2 / Double(n)).squareRoot()  // the size of brackets of random unit matrices
    let commutes = closure.bracketSize < 0.35 * typical
    guard m == 1 || closure.ratio > 3 || commutes else { return result(nil) }

    let raw = algebra(basis, noise: measured)
    let isExact = closure.kappa < 1e-9 && (m > 1 || known == 0)
    let isChance = m > 1 && closure.ratio <= 3  // commuting up to noise
    if isExact || isChance { return result(Poll([raw.namer().name()]), raw) }

    let polishing = Polishing(
      matrixClass: matrixClass, data: gram.map { Self.restricted($0, to: matrixClass) })
    var polished: LieAlgebra?
    var moved = 0.0
    if m > 1, polishing.unknowns(dimension: m) <= polishingLimit {
      let start = matrixClass.coordinates(of: frame.orthonormal)
      let end = polishing.polish(start)
      if end.residual < 1e-9 {
        polished = algebra(matrixClass.matrices(end.span), noise: 0.3 * measured)
        let cosine = end.span.matmul(start, transposed: .right).singularValues.last ?? 0
        moved = max(0, 1 - cosine * cosine).squareRoot()
      }
    }
    let isNoisy = closure.kappa >= polishingThreshold
    var votes = [1, 0.5, 2].map { raw.namer(noiseFactor: $0).name() }
    if let polished {
      let more = [1, 0.5, 2].map { polished.namer(noiseFactor: $0).name() }
      votes = isNoisy ? more + votes : votes + more
    }
    // With much noise a description by dimensions is more likely a misread name.
    let isDescribed = closure.kappa > 0.02 && votes.contains(where: \.isDescription)
    let isReached = !isNoisy || (polished != nil && moved < 0.7)
    // Brackets that are nothing but noise have no closure to reach.
    let isAbelian =
      commutes && (closure.ratio < 10 || closure.bracketSize < 1e-3 * typical)
      && votes.allSatisfy { $0.name.kind == .abelian }
    let poll = Poll(
      votes, abelianCounts: commutes, isTrusted: !isDescribed && (isReached || isAbelian))
    return result(poll, moved: moved, polished ?? raw)
  }

  /// The algebra with noisy structure constants, `[m, m, m]`, for example those of polynomial fields.
  ///
  /// - Parameters:
  ///   - structureConstants: In a basis that is not far from orthonormal, `[m, m, m]`.
  ///   - noise: Their relative Frobenius error.
  /// - Returns: The name and the evidence; `kappa` is the given noise.
  /// - Throws: As ``LieAlgebra/init(structureConstants:noise:)``.
  public func identify(
    structureConstants: Tensor<Double>, noise: Double
  ) throws(LieAlgebraError) -> Identification {
    let algebra = try LieAlgebra(structureConstants: structureConstants, noise: noise)
    let factors: [Double] = noise < 1e-9 ? [1] : [1, 0.5, 2]
    let poll = Poll(factors.map { algebra.namer(noiseFactor: $0).name() })
    return Identification(
      outcome: poll.outcome, name: poll.best.name, kappa: noise, noise: algebra.core.noise,
      integrality: poll.best.integrality, moved: 0, algebra: algebra)
  }

  /// The Gram matrix on the free entries of a class, scaled to largest eigenvalue about 1.
  private static func restricted(
    _ gram: Tensor<Double>, to matrixClass: MatrixClass
  ) -> Tensor<Double> {
    let (q, all) = (matrixClass.dimension, gram.shape[0])
    var entries: [Double] = []
    entries.reserveCapacity(q * q)
    for i in matrixClass.free {
      for j in matrixClass.free { entries.append(gram.scalars[i * all + j]) }
    }
    let restricted = Tensor(entries, shape: [q, q])
    let scale = restricted.symmetricEigen().values.last ?? 1
    return scale > 0 ? restricted / scale : restricted
  }
}
