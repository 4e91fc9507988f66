import Datasets
import Discovery
import LieAlgebras
import Oracles
import Testing

/// The superpotential's complete linear algebra, from the formula.
@Suite struct SuperpotentialAlgebraTests {
  /// Real and imaginary part of W = u + u²/2, u = x₁y₂ − x₂y₁, in real coordinates.
  static let formula = {
    let re = "(a1*d1 - a2*d2 - b1*c1 + b2*c2)"
    let im = "(a1*d2 + a2*d1 - b1*c2 - b2*c1)"
    return "\(re) + (\(re)^2 - \(im)^2)/2; \(im) + \(re)*\(im)"
  }()

  @Test func twelveGeneratorsOfSo4C() throws {
    // u is a quadratic form of ℂ⁴, so its group is SO(4, ℂ), of which SU(2) and the scalings are a part.
    let oracle = try FormulaOracle(
      Self.formula, variables: ["a1", "b1", "c1", "d1", "a2", "b2", "c2", "d2"])
    let finding = try SpectralMethod().discover(oracle)
    #expect(finding.count == 12 && finding.outcome == .clear)
    let name = try #require(finding.name)
    #expect(name.name == "so(4,ℂ)" && name.aliases.contains("sl(2,ℂ) ⊕ sl(2,ℂ)"))
  }
}
