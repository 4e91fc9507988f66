import Discovery
import Foundation
import LieAlgebras
import Oracles
import Tensors
import TestSupport
import Testing

/// Searches for flows that preserve formulas, from their points to the answer.
@Suite struct FlowDiscoveryTests {
  /// A formula, how many linear fields it has, and their algebra.
  struct Form: Sendable, CustomTestStringConvertible {
    let formula: String
    let generators: Int
    let algebra: String
    let free: Int
    var testDescription: String { algebra }
  }

  static let forms = [
    Form(formula: "x^2 + y^2", generators: 1, algebra: "so(2)", free: 1),
    Form(formula: "x^2 + y^2 + z^2", generators: 3, algebra: "so(3)", free: 2),
    Form(formula: "x^2 + y^2 + z^2 + w^2", generators: 6, algebra: "so(4)", free: 3),
    Form(formula: "t^2 - x^2 - y^2 - z^2", generators: 6, algebra: "so(1,3)", free: 3),
  ]

  /// Linear fields with all the losses on average, closure among them.
  static func linear(_ generators: Int) -> LatentFlows {
    var method = LatentFlows()
    method.generators = generators
    method.field = .polynomial(.linear)
    (method.normalization, method.orthogonality) = (.average, .average)
    method.weights.closure = 1
    method.learningRate = 0.02
    (method.steps, method.batchSize) = isFullRun ? (3000, 512) : (800, 128)
    method.threads = 2
    return method
  }

  @Test(arguments: forms) func linearFields(_ form: Form) throws {
    let oracle = try FormulaOracle(form.formula)
    let finding = try Self.linear(form.generators).discover(oracle, samples: 1000)
    #expect(finding.outcome == .clear, "\(finding.summary)")
    #expect(finding.structure.closure <= 1e-2, "\(finding.structure.closure)")
    #expect(finding.structure.name?.name == form.algebra, "\(finding.summary)")
    #expect(finding.localRank.freeDirections == form.free)
    // Invariant not only by the program's own measure: J·g at points is nothing beside J and g.
    let x = normals([200, oracle.layout.dimension], seed: 9)
    let (fields, jacobians) = (finding.flow.fields(at: x), oracle.evaluate(at: x).jacobians)
    for i in 0..<200 {
      let (g, j) = (fields.row(i), jacobians.row(i))
      let change = g.matmul(j, transposed: .right).norm
      #expect(change <= 0.02 * g.norm * j.norm, "\(change)")
    }
  }

  @Test(arguments: forms) func oneTooMany(_ form: Form) throws {
    let finding = try Self.linear(form.generators + 1)
      .discover(FormulaOracle(form.formula), samples: 1000)
    #expect(finding.outcome == .noneFound, "\(finding.summary)")
    #expect(finding.structure.name == nil && finding.structure.generators.isEmpty)
    #expect(finding.trials[0].conflict > LatentFlows.largestConflict)
  }

  /// Networks on |x|² in the plane: one field, and two contradict each other.
  @Test func networksInThePlane() throws {
    var method = Self.networks
    method.generators = nil
    let finding = try method.discover(FormulaOracle("x^2 + y^2"), samples: 1000)
    #expect(finding.outcome == .clear && finding.flow.count == 1, "\(finding.summary)")
    #expect(finding.trials.map(\.isAccepted) == [true, false])
    // At least most of the least conflict that two fields in one direction have.
    let two = try #require(finding.trials.dropFirst().first)
    #expect(two.conflict > 0.7, "\(two.conflict)")
  }

  /// The number of networks is that of the directions that the oracle leaves, at full size.
  @Test(.enabled(if: isFullRun), arguments: forms) func networks(_ form: Form) throws {
    var method = LatentFlows()
    method.threads = 2
    let finding = try method.discover(FormulaOracle(form.formula), samples: 4000)
    #expect(finding.flow.count == form.free, "\(finding.summary)")
    #expect(
      (finding.structure.name == nil)
        == (finding.structure.closure > FlowStructure.closedResidual || finding.flow.count == 1))
  }

  /// Learned fields lie in the span of the exact ones.
  @Test(arguments: ["x^2 + y^2 + z^2 + w^2", "t^2 - x^2 - y^2 - z^2"])
  func lieInTheSpanOfKoszulFields(formula: String) throws {
    var method = Self.networks
    if isFullRun {
      (method.steps, method.batchSize, method.field) = (3000, 512, LatentFlows().field)
    }
    method.generators = 1
    let oracle = try FormulaOracle(formula)
    let finding = try method.discover(oracle, samples: isFullRun ? 4000 : 1000)
    let x = normals([500, 4], seed: 10)
    let fields = finding.flow.fields(at: x)
    let gradients = oracle.evaluate(at: x).jacobians.reshaped([500, 4])
    let exact = RowSpace(of: KoszulFields.fields(gradients: gradients), threads: 1)
    #expect(exact.ranks.allSatisfy { $0 == 3 })
    let outside = exact.removed(from: fields)
    // The share of the square that is outside: near the origin, where the gradient vanishes, the loss
    // hardly sees it.
    let share = outside.dot(outside) / fields.dot(fields)
    #expect(share <= (isFullRun ? 0.01 : 0.05), "\(share)")
    expectClose(finding.measures.seenShare * finding.measures.seenShare, share, rtol: 1, atol: 0.01)
  }

  /// Small networks and few steps.
  static var networks: LatentFlows {
    var method = LatentFlows()
    method.field = .network(hidden: [32])
    (method.steps, method.batchSize, method.threads) = (1500, 128, 2)
    return method
  }
}
