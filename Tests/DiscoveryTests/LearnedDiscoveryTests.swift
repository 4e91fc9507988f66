import Autodiff
import Datasets
import Discovery
import Foundation
import LieAlgebras
import Oracles
import Tensors
import TestSupport
import Testing

/// Symmetries of functions that are no polynomials, through networks.
@Suite("Discovery through learned oracles")
struct LearnedDiscoveryTests {
  /// A table of `rows` standard normal points and the values of a function.
  static func table(
    _ rows: Int, dimension: Int, seed: UInt64, noise: Double = 0, _ f: ([Double]) -> Double
  ) throws -> LabelledData {
    var rng = Philox(seed: seed)
    let x: Tensor<Double> = rng.normals([rows, dimension])
    let y = (0..<rows).map { f(x.row($0).scalars) }
    let mean = y.reduce(0, +) / Double(rows)
    let spread = (y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)).squareRoot()
    let labels = y.map { $0 + noise * spread * rng.normal() }
    return try LabelledData(features: x, targets: Tensor(labels, shape: [rows, 1]))
  }

  static func norm(_ x: ArraySlice<Double>) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// f = sin ‖a‖ − ‖b‖³/2 + a·b/(‖a‖‖b‖) on pairs of points of ℝ⁵.
  ///
  /// Source: Moskalev et al., *LieGG: studying learned Lie group generators* (2022), §4.1.
  static func liegg(_ x: [Double]) -> Double {
    let (a, b) = (x[..<5], x[5...])
    let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    return sin(norm(a)) - pow(norm(b), 3) / 2 + product / (norm(a) * norm(b))
  }

  @Test("The O(5) task of the literature is so(5), ten generators", arguments: UInt64(0)..<2)
  func orthogonalGroup(seed: UInt64) throws {
    let data = try Self.table(10_000, dimension: 10, seed: 100 + seed, Self.liegg)
    var method = SpectralMethod()
    method.seed = seed
    let (finding, solution) = try method.discover(data, oracle: .network())
    #expect(finding.summary == "so(5): 10 generators, certain")
    #expect(solution.networks != nil)
    // The fields are those of so(5) that move both points alike.
    let truth = Self.rotations(5)
    let span = solution.rawFields.reshaped([finding.count, 100])
    let angle = largestAngle(span, truth)
    #expect(angle < 5, "\(angle)")
  }

  @Test("Automatic: networks where polynomials fail, polynomials where they are right")
  func automatic() throws {
    let waves = try Self.table(3000, dimension: 3, seed: 1) {
      let r = Self.norm($0[...])
      return sin(2 * r) + r
    }
    let learned = try SpectralMethod().discover(waves, oracle: .automatic())
    #expect(learned.solution.networks != nil)
    #expect(learned.finding.summary == "so(3): 3 generators, certain")

    let square = try Self.table(1000, dimension: 3, seed: 2, noise: 0.2) { x in
      x[0] * x[0] - x[1] * x[1] - x[2] * x[2]
    }
    let fitted = try SpectralMethod().discover(square, oracle: .automatic())
    #expect(fitted.solution.networks == nil)
    #expect(fitted.finding.count == 3)
  }

  @Test("A Gaussian well is so(3), whatever explains it better", arguments: UInt64(0)..<2)
  func well(seed: UInt64) throws {
    let data = try Self.table(2000, dimension: 3, seed: 7, noise: 0.05) { x in
      exp(-x.reduce(0) { $0 + $1 * $1 })
    }
    var method = SpectralMethod()
    method.seed = seed
    let finding = try method.discover(data, oracle: .automatic()).finding
    #expect(finding.name?.name == "so(3)", "\(finding.summary)")
  }

  @Test("Noise that is repeated row by row explains nothing on held-out rows")
  func repeatedRows() throws {
    var rng = Philox(seed: 8)
    let points: Tensor<Double> = rng.normals([100, 4])
    let rows = (0..<2000).map { points.row($0 % 100).scalars }
    let table = try Table(columns: ["x", "y", "z", "f"], matrix: Tensor(rows: rows))
    let data = try LabelledData(table: table, targets: ["f"])
    var settings = NetworkFitSettings()
    settings.steps = 500
    settings.ensemble = 1
    let finding = try SpectralMethod().discover(data, oracle: .network(settings)).finding
    #expect(finding.outcome == .poorFit, "\(finding.summary)")
  }

  @Test("A function without linear symmetry has none, noise and all", arguments: [0, 0.3])
  func none(noise: Double) throws {
    let data = try Self.table(3000, dimension: 3, seed: 3, noise: noise) { x in
      x[0] * x[0] + 0.5 * x[1] * x[1] * x[1] + 1.5 * sin(1.5 * x[2]) + x[0] * x[1] * x[2]
    }
    let finding = try SpectralMethod().discover(data, oracle: .network()).finding
    #expect(finding.outcome == .noneFound, "\(finding.summary)")
  }

  @Test("Labels that are noise get no answer")
  func pureNoise() throws {
    let data = try Self.table(1000, dimension: 3, seed: 4, noise: 1e6) { $0[0] }
    let finding = try SpectralMethod().discover(data, oracle: .network()).finding
    #expect(finding.outcome == .poorFit)
    #expect(finding.generators.shape[0] == 0)
  }

  @Test("Classes: inside and outside of a cylinder is so(2)")
  func classes() throws {
    var rng = Philox(seed: 5)
    let x: Tensor<Double> = rng.normals([2000, 3])
    let labels = (0..<2000).map { x[$0, 0] * x[$0, 0] + x[$0, 1] * x[$0, 1] < 1 ? 1.0 : 0 }
    let rows = (0..<2000).map { x.row($0).scalars + [labels[$0]] }
    let table = try Table(columns: ["x", "y", "z", "inside"], matrix: Tensor(rows: rows))
    let data = try LabelledData(table: table, targets: ["inside"], categorical: true)
    let (finding, solution) = try SpectralMethod().discover(data, oracle: .network())
    #expect(finding.summary == "so(2): 1 generator, certain")
    #expect(solution.ignored == ["z"])
    #expect((solution.fits[0].accuracy ?? 0) > 0.95)
  }

  @Test("A closure as the oracle: the interval is so(1,3) and a sum of waves has none")
  func closures() throws {
    let interval = FunctionOracle(["t", "x", "y", "z"]) { p in
      let squares = p.squared()
      return squares.sliced(0..<1, along: 1)
        - squares.sliced(1..<4, along: 1).sum(along: 1, keepingAxis: true)
    }
    let finding = try SpectralMethod().discover(interval)
    #expect(finding.name?.name == "so(1,3)")
    #expect(finding.outcome == .clear)
    let waves = FunctionOracle(["x", "y", "z"]) { p in
      (p * p.constant(Tensor([1, 2, 3]))).sin().sum(along: 1, keepingAxis: true)
    }
    #expect(try SpectralMethod().discover(waves).outcome == .noneFound)
  }

  @Test("A diverged network leaves no certain answer, and a remark that says where")
  func divergence() throws {
    let data = try Self.table(300, dimension: 2, seed: 7) { $0[0] }
    var settings = NetworkFitSettings()
    (settings.steps, settings.learningRate, settings.ensemble) = (20, 1e30, 1)
    let (finding, solution) = try SpectralMethod().discover(data, oracle: .network(settings))
    #expect(finding.outcome == .poorFit)
    let divergences = try #require(solution.networks).outputs[0].divergences
    #expect(divergences.count == 2)
    for place in divergences {
      #expect(
        finding.remarks.contains {
          $0.contains("half \(place.half + 1)")
            && $0.contains("diverged in epoch \(place.epoch), step \(place.step)")
        }, "\(finding.remarks)")
    }
    let doubted: [Outcome: Outcome] = [.clear: .ambiguous, .noneFound: .undecided]
    for outcome in [Outcome.clear, .ambiguous, .undecided, .noneFound, .everything, .poorFit] {
      #expect(outcome.doubted == doubted[outcome, default: outcome])
    }
  }

  @Test("A feature far from zero: linear fields are doubted, as they are for polynomials")
  func farFeature() throws {
    var rng = Philox(seed: 8)
    let x: Tensor<Double> = rng.normals([600, 2])
    let y = (0..<600).map { sin(0.8 * (x[$0, 0] + x[$0, 1])) }
    var far = x
    for i in 0..<600 { far[i, 0] += 1000 }
    let data = try LabelledData(features: far, targets: Tensor(y, shape: [600, 1]))
    var settings = NetworkFitSettings()
    (settings.hidden, settings.steps, settings.ensemble) = ([32, 32], 1000, 1)
    for oracle in [TableOracle.network(settings), .polynomial()] {
      let finding = try SpectralMethod().discover(data, oracle: oracle).finding
      #expect(finding.certificate.count > 0)
      #expect([.ambiguous, .undecided].contains(finding.outcome), "\(finding.summary)")
      #expect(
        finding.remarks.contains { $0.hasPrefix("x1 varies little about a value far from zero") },
        "\(finding.remarks)")
    }
  }

  @Test("The same answer on one thread and on two")
  func threads() throws {
    let data = try Self.table(600, dimension: 3, seed: 6) { sin(Self.norm($0[...])) }
    var settings = NetworkFitSettings()
    settings.steps = 300
    let results = try [1, 2].map { threads in
      var method = SpectralMethod()
      method.threads = threads
      return try method.solve(data, oracle: .network(settings)).solution.space.values
    }
    #expect(results[0] == results[1])
  }

  /// An orthonormal basis of the rotations of two points of ℝⁿ, as fields on ℝ²ⁿ, `[n(n−1)/2, 4n²]`.
  static func rotations(_ n: Int) -> Tensor<Double> {
    var rows: [[Double]] = []
    for i in 0..<n {
      for j in 0..<i {
        var matrix = Tensor<Double>.zeros([2 * n, 2 * n])
        for k in [0, n] { (matrix[k + i, k + j], matrix[k + j, k + i]) = (0.5, -0.5) }
        rows.append(matrix.scalars)
      }
    }
    return Tensor(rows: rows)
  }
}
