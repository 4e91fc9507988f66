public import ComplexModule
public import RealModule
public import Tensors

/// The roots of a semisimple algebra with respect to a Cartan subalgebra.
public struct RootSystem: Sendable {
  /// A basis of the Cartan subalgebra, `[rank, m]`.
  public let cartan: Tensor<Double>
  /// The value of every root on every basis vector of the Cartan subalgebra, `[roots][rank]`.
  ///
  /// Real on split, imaginary on compact directions.
  public let roots: [[Complex<Double>]]
  /// The inner products of the roots that the Killing form induces, `[roots, roots]`.
  public let gram: Tensor<Double>
  /// The types of the irreducible components; a complex simple algebra seen as real has two.
  public let types: [CartanType]
  /// How far the Cartan integers `2⟨α, β⟩/⟨β, β⟩` are from integers, at most.
  public let integrality: Double
}

/// A simple ideal.
public struct SimpleIdeal: Sendable {
  /// A basis, `[dimension, m]`.
  public let basis: Tensor<Double>
  /// The type of the complexification, or of one of its halves if the ideal is complex already.
  public let type: CartanType
  /// Whether the ideal is a complex algebra seen as real, like sl(2,ℂ).
  public let isComplex: Bool
  /// The signature of the Killing form on the ideal; its ``Signature/character`` tells the real form.
  public let signature: Signature
  /// The names, the most usual first.
  public let forms: [RealForm]
}

extension LieAlgebra {
  /// The semisimple part in the working basis: all, the derived algebra, or a Levi subalgebra.
  private var semisimpleSpan: Tensor<Double> {
    let derived = core.derivedAlgebra
    let radical = core.radical(derived: derived)
    if radical.shape[0] == 0 { return .identity(dimension) }
    let isReductive = core.center.shape[0] == radical.shape[0]
    let levi = isReductive ? derived : core.leviSubalgebra(radical: radical)
    return levi.shape[0] == 0 ? levi : levi.transposed.qr().q.transposed
  }

  private func decomposed() -> (span: Tensor<Double>, StructureConstants, CartanDecomposition)? {
    let span = semisimpleSpan
    guard span.shape[0] > 0 else { return nil }
    let part = core.projected(to: span)
    var rng = Philox(seed: 0x726f_6f74)
    return CartanDecomposition.best(of: part, using: &rng).map { (span, part, $0) }
  }

  /// The root system of the semisimple part (a Levi subalgebra); nil if that is zero or the constants
  /// are too noisy.
  public var roots: RootSystem? {
    guard let (span, _, found) = decomposed() else { return nil }
    let (count, l) = (found.roots.real.shape[0], found.cartan.shape[0])
    return RootSystem(
      cartan: given(found.cartan.matmul(span)),
      roots: (0..<count).map { i in
        (0..<l).map { Complex(found.roots.real[i, $0], found.roots.imaginary[i, $0]) }
      },
      gram: found.gram, types: (found.components ?? []).map(\.type),
      integrality: found.integrality)
  }

  /// The rank: the dimension of a Cartan subalgebra, the least multiplicity of the eigenvalue 0 of
  /// `ad x`.
  public var rank: Int {
    let radical = core.radical(derived: core.derivedAlgebra)
    if radical.shape[0] == 0 { return roots?.cartan.shape[0] ?? 0 }
    return core.fittingNullDimension
  }

  /// The simple ideals of the semisimple part (a Levi subalgebra), largest first; empty if there is
  /// none or the constants are too noisy.
  public var simpleIdeals: [SimpleIdeal] {
    guard let (span, part, found) = decomposed(),
      let components = found.simpleComponents(of: part)
    else { return [] }
    return components.map {
      SimpleIdeal(
        basis: given($0.span.matmul(span)), type: $0.type, isComplex: $0.isComplex,
        signature: $0.signature, forms: $0.forms)
    }.sorted { $0.basis.shape[0] > $1.basis.shape[0] }
  }

  /// The name, with the names of isomorphic algebras beside it.
  ///
  /// The representation decides between isomorphic algebras: su(2) on ℝ⁴, so(3) on ℝ³.
  public var name: AlgebraName { namer().name().name }

  func namer(noiseFactor: Double = 1) -> Namer {
    let algebra = StructureConstants(
      core.c, noise: core.noise * noiseFactor, scale: core.scale)
    return Namer(algebra, matrices: matrices, entryNoise: entryNoise * noiseFactor)
  }
}

extension StructureConstants {
  /// The multiplicity of the eigenvalue 0 of `ad x` for a generic `x`, from the ranks of powers.
  var fittingNullDimension: Int {
    let m = dimension
    var rng = Philox(seed: 0x6669_7474)
    let x: Tensor<Double> = rng.normals([m])
    let ad = adjoint(x / x.norm)
    var (power, rank) = (ad, m)
    // The image of ad^k shrinks until only the part with non-zero eigenvalues is left.
    var image = Tensor<Double>.identity(m)
    while true {
      power = image.matmul(ad, transposed: .right)
      let next = power.rowSpace(
        level: level(rows: power.shape[0], columns: m), scale: scale)
      if next.shape[0] == rank { return m - rank }
      (image, rank) = (next, next.shape[0])
      if rank == 0 { return m }
    }
  }
}
