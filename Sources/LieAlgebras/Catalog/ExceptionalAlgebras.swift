internal import Tensors

/// The exceptional algebras. A real form is told by its character, the number of positive minus the
/// number of negative squares of the Killing form; without one the compact form is meant.
///
/// Source: Helgason (1978), ch. X, table V; Vogan diagrams from Knapp (2002), appendix C.4.
extension CatalogEntry {
  /// The real form of G₂, F₄ or E_rank with this character, or nil if there is none.
  static func exceptional(_ type: Character, _ rank: Int, character: Int?) -> CatalogEntry? {
    guard let dimension = exceptionalDimensions["\(type)\(rank)"] else { return nil }
    let character = character ?? -dimension
    guard let realization = exceptionalRealization(type, rank, character) else { return nil }
    let name = character == -dimension ? "\(type)\(rank)" : "\(type)\(rank)(\(character))"
    return CatalogEntry(
      name, dimension: dimension, rank: rank, positive: (dimension + character) / 2,
      negative: (dimension - character) / 2, realization)
  }
}

private let exceptionalDimensions = ["g2": 14, "f4": 52, "e6": 78, "e7": 133, "e8": 248]

/// The matrices or constants of a real form; nil if the table has none with that character.
private func exceptionalRealization(
  _ type: Character, _ rank: Int, _ character: Int
) -> CatalogEntry.Realization? {
  switch (type, rank, character) {
  case ("g", 2, -14): .matrices { octonionDerivations(split: false) }
  case ("g", 2, 2): .matrices { octonionDerivations(split: true) }
  case ("f", 4, -52): .matrices { jordanDerivations(AlbertAlgebra(split: false)) }
  case ("f", 4, 4): .matrices { jordanDerivations(AlbertAlgebra(split: true)) }
  case ("f", 4, -20):
    .matrices { jordanDerivations(AlbertAlgebra(split: false, signs: [1, -1, -1])) }
  case ("e", 6, -26): .matrices { determinantPreserving(AlbertAlgebra(split: false)) }
  case ("e", 6, 6): .matrices { determinantPreserving(AlbertAlgebra(split: true)) }
  case ("e", 7, -25): .matrices { AlbertAlgebra(split: false).freudenthalMatrices }
  case ("e", 7, 7): .matrices { AlbertAlgebra(split: true).freudenthalMatrices }
  // The rest by the painted node of the Vogan diagram, counted from 0.
  case ("e", 6, -78), ("e", 7, -133), ("e", 8, -248): .vogan(rank, nil)
  case ("e", 6, 2): .vogan(6, 1)
  case ("e", 6, -14): .vogan(6, 0)
  case ("e", 7, -5): .vogan(7, 0)
  case ("e", 8, 8): .vogan(8, 0)
  case ("e", 8, -24): .vogan(8, 7)
  default: nil
  }
}

extension CatalogEntry.Realization {
  fileprivate static func vogan(_ rank: Int, _ painted: Int?) -> Self {
    .constants { SimplyLacedAlgebra.e(rank).structure(painting: painted) }
  }
}

/// G₂ on the imaginary octonions, `[14, 7, 7]`: the maps in so(7) or so(3,4) that annihilate the 3-form.
///
/// For each unit `c` three planes `(a, b)` satisfy `eₐ e_b = ±e_c`; the rotations in them, weighted so
/// that `tr(A L_c) = 0`, give two independent elements.
///
/// Source: Baez, *The octonions* (2002), §4.1.
private func octonionDerivations(split: Bool) -> Tensor<Double> {
  func sign(_ a: Int, _ b: Int) -> Double { cayleyDicksonSign(a, b, splitAt: split ? 4 : 0) }
  // eₐ² = −1 for the imaginary units, or +1 for a ≥ 4 if split: the metric is −eₐ².
  func metric(_ a: Int) -> Double { -sign(a, a) }
  var basis: [Tensor<Double>] = []
  for c in 1...7 {
    let rotations = (1...7).filter { $0 < $0 ^ c && $0 != c }.map { a in
      let b = a ^ c
      let rotation = matrix(
        7, (b - 1, a - 1, 1), (a - 1, b - 1, -metric(a) * metric(b)))
      let pairing = sign(c, b) - metric(a) * metric(b) * sign(c, a)  // tr(rotation · L_c) = ±2
      return pairing / 2 * rotation
    }
    basis += [rotations[0] - rotations[1], rotations[1] - rotations[2]]
  }
  return Tensor(stacking: basis)
}

/// F₄ on the traceless elements, `[52, 26, 26]`.
private func jordanDerivations(_ albert: AlbertAlgebra) -> Tensor<Double> {
  Tensor(stacking: albert.derivations.map(AlbertAlgebra.restrictedToTraceless))
}

/// E₆ on the Jordan algebra, `[78, 27, 27]`.
private func determinantPreserving(_ albert: AlbertAlgebra) -> Tensor<Double> {
  Tensor(stacking: albert.derivations + albert.tracelessMultiplications)
}
