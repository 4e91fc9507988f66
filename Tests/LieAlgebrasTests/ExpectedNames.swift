import Foundation
import LieAlgebras
import Tensors
import TestSupport

/// Whether a computed name or one of its aliases is the catalog's name, up to the catalog's spelling
/// of signatures and powers and the order of summands.
func isRight(_ name: AlgebraName, for entry: CatalogEntry) -> Bool {
  let spelling = [
    ("so(2,1)", "so(1,2)"), ("so(4,1)", "so(1,4)"), ("iso(2,3)", "iso(3,2)"), ("ℝ^3", "ℝ³"),
    ("t(3)", "ℝ³"), ("T^2", "u(1)²"), ("jacobi", "Jacobi"),
  ]
  func summands(_ name: String) -> [String] { name.components(separatedBy: " ⊕ ").sorted() }
  let expected = summands(spelling.reduce(entry.name) { $0.replacing($1.0, with: $1.1) })
  return ([name.name] + name.aliases).contains { summands($0) == expected }
}

/// Matrices of a catalog algebra in random coordinates (condition 3), randomly mixed (condition 10),
/// with relative noise.
func scrambled(_ basis: Tensor<Double>, noise: Double, seed: UInt64) -> Tensor<Double> {
  var rng = Philox(seed: seed, stream: 0x7363_726d)
  let moved = mixed(conjugated(basis, using: &rng), using: &rng)
  return noise == 0 ? moved : perturbed(moved, noise: noise, using: &rng)
}

/// The algebras of the catalog with matrices no larger than `size` and at most that many dimensions.
func catalog(dimension: ClosedRange<Int>, size: Int = 56) -> [CatalogEntry] {
  AlgebraCatalog.all.filter { entry in
    dimension.contains(entry.dimension) && (entry.basis.map { $0.shape[1] <= size } ?? false)
  }
}
