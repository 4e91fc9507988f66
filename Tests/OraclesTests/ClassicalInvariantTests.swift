import Oracles
import Tensors
import TestSupport
import Testing

/// The dimension of the symmetry algebra that each invariant has, from theory, not from the code.
struct Expected: CustomTestStringConvertible {
  let name: String
  let dimension: Int

  init(_ name: String, _ dimension: Int) { (self.name, self.dimension) = (name, dimension) }

  var testDescription: String { "\(name) → \(dimension)" }
}

@Suite struct ClassicalInvariantTests {
  // Dimensions: so(n) n(n−1)/2; sp(2n,ℝ) n(2n+1); u(n) n²; su(n), sl(n,ℝ) n²−1; sl(n,ℂ) 2(n²−1);
  // so(n,ℂ) n(n−1); e(n) n(n+1)/2; conformal (n+1)(n+2)/2. Helgason, *Differential Geometry, Lie
  // Groups, and Symmetric Spaces* (1978), ch. X, table IV and §2.
  static let table = [
    Expected("so:2", 1), Expected("so:3", 3), Expected("so:5", 10), Expected("so:10", 45),
    Expected("so:1,3", 6), Expected("so:2,2", 6), Expected("so:3,2", 10), Expected("so:4,4", 28),
    Expected("so:0,3", 3),
    Expected("sp:2", 3), Expected("sp:4", 10), Expected("sp:6", 21), Expected("sp:8", 36),
    Expected("u:1", 1), Expected("u:2", 4), Expected("u:3", 9), Expected("u:6", 36),
    Expected("u:1,2", 9), Expected("u:2,2", 16),
    Expected("su:2", 3), Expected("su:3", 8), Expected("su:4", 15), Expected("su:6", 35),
    Expected("su:1,1", 3), Expected("su:1,2", 8), Expected("su:2,2", 15),
    Expected("sl:2", 3), Expected("sl:3", 8), Expected("sl:5", 24),
    Expected("sl:2,C", 6), Expected("sl:3,C", 16), Expected("sl:4,C", 30),
    Expected("so:3,C", 6), Expected("so:4,C", 12), Expected("so:5,C", 20),
    Expected("e:2", 3), Expected("e:3", 6), Expected("iso:1,3", 10), Expected("sim:2", 4),
    Expected("sim:3", 7), Expected("saff:2", 5), Expected("saff:3", 11), Expected("aff:1", 2),
    Expected("aff:2", 6), Expected("conf:1", 3), Expected("conf:2", 6), Expected("conf:3", 10),
    Expected("conf:1,3", 15),
  ]

  @Test("Each invariant has the symmetry that theory says", arguments: table)
  func dimension(expected: Expected) throws {
    let invariant = try NamedInvariant(expected.name)
    #expect(invariant.dimension == expected.dimension)
    var rng = Philox(seed: 5)
    let samples: Tensor<Double> = rng.normals([invariant.samples, invariant.oracle.layout.count])
    let rows = invarianceEquations(
      invariant.oracle, degree: invariant.fieldClass.degree, samples: samples)
    let found = nullity(rows)
    #expect(found.dimension == expected.dimension)
    #expect(found.gap > 1e6, "\(found.gap)")
  }

  /// Fields of a larger class add nothing where two or more points move together.
  @Test(arguments: [
    Expected("e:2", 3), Expected("e:3", 6), Expected("sim:2", 4), Expected("aff:2", 6),
  ])
  func affineGeometriesStayWhatTheyAreAmongQuadraticFields(expected: Expected) throws {
    let oracle = try NamedInvariant(expected.name).oracle
    var rng = Philox(seed: 6)
    let samples: Tensor<Double> = rng.normals([100, oracle.layout.count])
    #expect(
      nullity(invarianceEquations(oracle, degree: 2, samples: samples)).dimension
        == expected.dimension)
  }
}
