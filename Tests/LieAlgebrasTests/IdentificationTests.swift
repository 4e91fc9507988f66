import Foundation
import LieAlgebras
import Tensors
import TestSupport
import Testing

@Suite struct IdentificationTests {
  private func identify(
    _ name: String, noise: Double, seed: UInt64 = 1
  ) throws -> Identification {
    let basis = try #require(try AlgebraCatalog.named(name).basis)
    return try AlgebraIdentifier().identify(
      scrambled(basis, noise: noise, seed: seed), noise: noise)
  }

  @Test(
    "Single generators are named by their eigenvalues",
    arguments: [
      ([[0, -1, 0], [1, 0, 0], [0, 0, 0]], "so(2)", "rotation"),
      ([[0, 1], [1, 0]], "so(1,1)", "boost"), ([[1, 0], [0, 1]], "ℝ", "dilation"),
      ([[1, -1], [1, -1]], "ℝ", "shear"), ([[0.3, -1], [1, 0.3]], "ℝ", "spiral"),
      ([[0, -1, 1], [1, 0, 2], [0, 0, 0]], "so(2)", "rotation"),
    ] as [([[Double]], String, String)], [0, 1e-8, 1e-4, 1e-2])
  func generators(generator: ([[Double]], String, String), noise: Double) throws {
    let (rows, name, remark) = generator
    var rng = Philox(seed: 3)
    let exact = Tensor(rows: rows).reshaped([1, rows.count, rows.count])
    let matrix = noise == 0 ? exact : perturbed(exact, noise: noise, using: &rng)
    let found = try AlgebraIdentifier().identify(matrix, noise: noise)
    #expect(found.name?.name == name && found.name?.remark == remark)
    #expect(found.outcome == .named)
  }

  @Test func translationInAffineForm() throws {
    let shift = Tensor<Double>([0, 0, 3, 0, 0, -1, 0, 0, 0], shape: [1, 3, 3])
    let found = try AlgebraIdentifier().identify(shift)
    #expect(found.name?.remark == "shear, or translation in affine form")
  }

  @Test("Random subspaces are not called algebras", arguments: 0..<20 as Range<UInt64>)
  func randomSubspaces(seed: UInt64) throws {
    var rng = Philox(seed: seed)
    let (m, n) = [(3, 3), (4, 4), (6, 4), (10, 5), (3, 6)][Int(seed % 5)]
    let found = try AlgebraIdentifier().identify(rng.normals([m, n, n]))
    #expect(found.outcome != .named)
    #expect(found.kappa > 0.5)
  }

  @Test("Commuting noisy matrices are abelian", arguments: [1e-8, 1e-4, 1e-2])
  func abelian(noise: Double) throws {
    let found = try identify("T^2", noise: noise)
    #expect(found.name?.kind == .abelian)
  }

  @Test(
    "Polishing closes a noisy algebra near the given span",
    arguments: [
      "so(3)", "so(1,3)", "su(3)", "sp(4,R)", "g2", "e(3)",
    ], [1e-4, 3e-2])
  func polishing(name: String, noise: Double) throws {
    let found = try identify(name, noise: noise)
    let algebra = try #require(found.algebra)
    let basis = try #require(algebra.basis)
    #expect(BracketTable(of: basis).residual < 1e-9)
    #expect(found.moved < 30 * noise)  // mixing of condition 10 and curvature
    #expect(found.noise > 0.01 * noise && found.noise < 10 * noise)
  }

  @Test func polishingStaysInTheClassAndHeedsTheData() throws {
    // Euclidean motions as 3×3 matrices with zero last row, about another center.
    let e2 = Tensor<Double>(
      [0, -1, 2, 1, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0],
      shape: [3, 3, 3])
    let mask = (0..<9).map { $0 < 6 }
    var rng = Philox(seed: 5)
    var noisy = perturbed(e2, noise: 1e-2, using: &rng)
    for i in 0..<27 where i % 9 >= 6 { noisy.scalars[i] = 0 }
    // Data that know the span exactly: the projector onto its complement.
    let q = e2.reshaped([3, 9]).transposed.qr().q
    let gram = Tensor<Double>.identity(9) - q.matmul(q, transposed: .right)
    let found = try AlgebraIdentifier().identify(noisy, noise: 1e-2, gram: gram, mask: mask)
    #expect(found.name?.name == "e(2)")
    let basis = try #require(found.algebra?.basis)
    for i in 0..<27 where i % 9 >= 6 { #expect(basis.scalars[i] == 0) }
    let polished = basis.reshaped([3, 9]).transposed.qr().q
    let plain = noisy.reshaped([3, 9]).transposed.qr().q
    func sine(_ span: Tensor<Double>) -> Double {
      let cosine = span.matmul(q, transposed: .left).singularValues.last ?? 0
      return max(0, 1 - cosine * cosine).squareRoot()
    }
    #expect(sine(polished) < sine(plain))
  }

  @Test func badInput() {
    #expect(throws: LieAlgebraError.shape([2, 3, 4])) {
      try AlgebraIdentifier().identify(.zeros([2, 3, 4]))
    }
    #expect(throws: LieAlgebraError.dependent) {
      try AlgebraIdentifier().identify(.zeros([1, 3, 3]))
    }
  }
}

/// The table of the noise study: which names come out at which noise.
@Suite struct NoiseTableTests {
  /// The rows: algebras of up to 10 dimensions here, of up to 36 in the full table.
  static let entries = catalog(dimension: 1...10, size: 10)

  private func tally(
    _ entries: [CatalogEntry], noise: Double, seeds: Range<UInt64>
  ) throws -> (right: Int, ambiguous: [String], wrong: [String], total: Int) {
    var (right, ambiguous, wrong, total) = (0, [String](), [String](), 0)
    for entry in entries {
      let basis = try #require(entry.basis)
      for seed in seeds {
        let matrices = scrambled(basis, noise: noise, seed: seed)
        let found = try AlgebraIdentifier().identify(matrices, noise: noise)
        total += 1
        if found.outcome != .named {
          ambiguous.append("\(entry.name) → \(found.outcome)")
        } else if let name = found.name, isRight(name, for: entry) {
          right += 1
        } else {
          wrong.append("\(entry.name) → \(found.name?.name ?? "nothing")")
        }
      }
    }
    return (right, ambiguous, wrong, total)
  }

  @Test("Small noise: 99.5 % right", arguments: [0, 1e-8, 1e-6, 1e-4])
  func smallNoise(noise: Double) throws {
    let (right, ambiguous, wrong, total) = try tally(Self.entries, noise: noise, seeds: 0..<2)
    #expect(
      Double(right) >= 0.995 * Double(total), "\(right) of \(total); \(wrong); \(ambiguous)")
  }

  @Test("Large noise: at most 1 % confidently wrong", arguments: [1e-2, 1e-1])
  func largeNoise(noise: Double) throws {
    let (right, _, wrong, total) = try tally(Self.entries, noise: noise, seeds: 0..<2)
    #expect(Double(wrong.count) <= 0.01 * Double(total), "\(wrong)")
    if noise == 1e-2 { #expect(Double(right) >= 0.6 * Double(total), "\(right) of \(total)") }
  }

  @Test("The full table", .enabled(if: isFullRun), arguments: [0, 1e-8, 1e-6, 1e-4, 1e-2, 1e-1])
  func full(noise: Double) throws {
    let entries = catalog(dimension: 1...36)
    let (right, ambiguous, wrong, total) = try tally(entries, noise: noise, seeds: 0..<20)
    print(
      "noise \(noise): \(entries.count) algebras, \(total) trials, \(right) right, "
        + "\(ambiguous.count) ambiguous, \(wrong.count) wrong: \(wrong)")
    if noise < 1e-3 { print(ambiguous) }
    if noise < 1e-3 {
      #expect(Double(right) >= 0.995 * Double(total))
    } else {
      #expect(Double(wrong.count) <= 0.01 * Double(total))
    }
  }
}
