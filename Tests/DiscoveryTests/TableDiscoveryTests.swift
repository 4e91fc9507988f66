import Datasets
import Discovery
import Foundation
import LieAlgebras
import Oracles
import Tensors
import TestSupport
import Testing

@Suite struct TableDiscoveryTests {
  @Test func affineSymmetryAboutAnUnknownCentre() throws {
    // Shaw et al. (2024): X ~ N((1, 1), diag(4, 1)), y = (x − 1)² + 4 (y − 1)², 200 samples.
    var rng = Philox(seed: 3)
    let x: Tensor<Double> = rng.normals([200, 2])
    var moved = x
    for i in 0..<200 { (moved[i, 0], moved[i, 1]) = (1 + 2 * x[i, 0], 1 + x[i, 1]) }
    let y = moved.unstacked.map { ($0[0] - 1) * ($0[0] - 1) + 4 * ($0[1] - 1) * ($0[1] - 1) }
    let data = try LabelledData(features: moved, targets: Tensor(y, shape: [200, 1]))
    var method = SpectralMethod()
    method.fields = .affine
    let (finding, _) = try method.discover(data)
    #expect(finding.count == 1)
    #expect(finding.outcome == .clear)
    // 4(y − 1) ∂x − (x − 1) ∂y
    let truth = Tensor<Double>([0, 4, -4, -1, 0, 1])
    let found = finding.generators.row(0).reshaped([6])
    #expect((found.dot(truth) / found.norm / truth.norm).magnitude >= 0.9999999)
  }

  @Test func quadraticFieldOfACubic() throws {
    let data = try SyntheticTable.labelled(dimension: 2, rows: 2000, noise: 0, seed: 1) {
      $0[0] * $0[0] * $0[0] - $0[1] * $0[1]
    }
    var method = SpectralMethod()
    method.fields = .quadratic
    let (finding, _) = try method.discover(data)
    #expect(finding.count == 1)
    // φ = (x, y, 1, x², xy, y²): 2y ∂x + 3x² ∂y
    let truth = Tensor<Double>([0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0])
    let found = finding.generators.row(0).reshaped([12])
    #expect((found.dot(truth) / found.norm / truth.norm).magnitude >= 0.9999)
  }

  /// Labels that are no polynomial, or are known only by their order, have the same level sets.
  @Test(arguments: [
    "mass", "log", "inverse", "exponential", "cubed root",
  ])
  func relabelling(_ kind: String) throws {
    let data = try SyntheticTable.labelled(
      dimension: 4, rows: 2000, noise: 0, seed: 5, mean: [4, 0, 0, 0]
    ) { x in
      let q = 4 + x[0] * x[0] + (x[1] * x[1] + x[2] * x[2] + x[3] * x[3]) / 2
      switch kind {
      case "mass": return q.squareRoot()
      case "log": return log(q)
      case "inverse": return 1 / q
      case "exponential": return exp(q / 20)
      default: return cbrt(q)
      }
    }
    let (finding, solution) = try SpectralMethod().discover(data)
    #expect(finding.count == 6, "\(solution.fits.map(\.output))")
    #expect(finding.name?.matches("so(4)") == true)
  }

  @Test func classesAsLabels() throws {
    let data = try SyntheticTable.labelled(dimension: 3, rows: 4000, noise: 0, seed: 2) { x in
      let r = (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]).squareRoot()
      return (2 * r).rounded(.down)
    }
    let table = try Table(
      columns: ["x", "y", "z", "kind"],
      matrix: data.features(0..<4000).transposed.appending(
        rowsOf: data.targets(0..<4000).transposed
      ).transposed)
    let classes = try LabelledData(table: table, targets: ["kind"], categorical: true)
    let (finding, _) = try SpectralMethod().discover(classes)
    #expect(finding.count == 3)
    #expect(finding.name?.matches("so(3)") == true)
  }

  @Test func severalTargetsAreAllPreserved() throws {
    var rng = Philox(seed: 8)
    let x: Tensor<Double> = rng.normals([500, 3])
    let y = Tensor<Double>(
      rows: x.unstacked.map { [$0.dot($0), 2 * $0[2] + $0[2] * $0[2]] })
    let data = try LabelledData(features: x, targets: y)
    let (finding, _) = try SpectralMethod().discover(data)
    #expect(finding.count == 1)
    #expect(finding.descriptions.map(\.words) == ["rotation in x1–x2"])
  }

  @Test func redundantFeaturesAreReportedAndNotCounted() throws {
    var rng = Philox(seed: 9)
    let x: Tensor<Double> = rng.normals([500, 2])
    let features = Tensor<Double>(rows: x.unstacked.map { [$0[0], $0[1], $0[0] + 2 * $0[1], 7] })
    let y = Tensor(x.unstacked.map { $0.dot($0) }, shape: [500, 1])
    let data = try LabelledData(features: features, targets: y)
    let (finding, solution) = try SpectralMethod().discover(data)
    #expect(finding.count == 1)
    #expect(
      solution.scaling.redundant.map(\.relation) == ["x3 = x1 + 2·x2", "x4 = 7"])
    #expect(finding.remarks.count == 2)
  }

  @Test func featuresTheTargetIgnoresAreReported() throws {
    let data = try SyntheticTable.labelled(dimension: 3, rows: 1000, noise: 0.05, seed: 4) {
      $0[0] * $0[0] + $0[1] * $0[1]
    }
    let (finding, solution) = try SpectralMethod().discover(data)
    #expect(solution.ignored == ["x3"])
    #expect(finding.count == 1)
    #expect(finding.name?.name == "so(2)")
  }

  @Test func noiseAloneIsNoAnswer() throws {
    var rng = Philox(seed: 10)
    let data = try LabelledData(
      features: rng.normals([1000, 3]), targets: rng.normals([1000, 1]))
    let (finding, _) = try SpectralMethod().discover(data)
    #expect(finding.outcome == .poorFit)
    #expect(finding.generators.shape[0] == 0)
  }

  /// Scores of classes and ranges must not be judged on rows that made them.
  @Test(arguments: UInt64(0)..<6)
  func noiseOnFewRowsIsNoAnswer(seed: UInt64) throws {
    var rng = Philox(seed: seed)
    let data = try LabelledData(features: rng.normals([45, 5]), targets: rng.normals([45, 1]))
    let (finding, solution) = try SpectralMethod().discover(data)
    #expect(finding.generators.shape[0] == 0)
    #expect(solution.fits.allSatisfy { $0.explained < 0.5 })
  }

  @Test func randomClassesAreNoAnswer() throws {
    var rng = Philox(seed: 12)
    let x: Tensor<Double> = rng.normals([800, 3])
    let kinds = Tensor((0..<800).map { _ in (40 * rng.uniform()).rounded(.down) }, shape: [800, 1])
    let table = try Table(
      columns: ["x", "y", "z", "kind"],
      matrix: x.transposed.appending(rowsOf: kinds.transposed).transposed)
    let data = try LabelledData(table: table, targets: ["kind"], categorical: true)
    #expect(try SpectralMethod().discover(data).finding.outcome == .poorFit)
  }

  @Test func identifiersAreNoClasses() throws {
    let x: Tensor<Double> = .identity(120)
    let ids = Tensor((0..<120).map(Double.init), shape: [120, 1])
    let table = try Table(
      columns: ["x", "id"],
      matrix: Tensor((0..<120).map { x[$0, $0] + Double($0) }, shape: [120, 1]).transposed
        .appending(rowsOf: ids.transposed).transposed)
    let data = try LabelledData(table: table, targets: ["id"], categorical: true)
    #expect(throws: DiscoveryError.tooManyClasses(120, target: "id")) {
      try SpectralMethod().discover(data)
    }
  }

  @Test func linearFieldsFarFromTheOriginAreNotCertain() throws {
    let data = try SyntheticTable.labelled(
      dimension: 3, rows: 1000, noise: 0.02, seed: 6, mean: [1000, 1000, 1000]
    ) { x in x.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) } }
    let (finding, _) = try SpectralMethod().discover(data)
    #expect(finding.outcome != .clear)
    var affine = SpectralMethod()
    affine.fields = .affine
    #expect(try affine.discover(data).finding.name?.matches("so(3)") == true)
  }

  @Test(arguments: [1e-305, 1e200, 1e-200])
  func extremeFeatures(_ size: Double) throws {
    let data = try SyntheticTable.quadratic(metric: [1, 1, 1], rows: 300, noise: 0, seed: 6)
    let scaled = try LabelledData(
      features: size * data.features(0..<300), targets: data.targets(0..<300))
    if size < 1e-300 {
      #expect(throws: DiscoveryError.noFeatures) { try SpectralMethod().discover(scaled) }
    } else {
      #expect(try SpectralMethod().discover(scaled).finding.name?.matches("so(3)") == true)
    }
  }

  @Test func unitsDoNotMatter() throws {
    // The same law in metres and millimetres: so(3) after rescaling, named the same.
    let data = try SyntheticTable.labelled(dimension: 3, rows: 600, noise: 0.05, seed: 6) {
      $0[0] * $0[0] + $0[1] * $0[1] + $0[2] * $0[2]
    }
    var x = data.features(0..<600)
    for i in 0..<600 { (x[i, 0], x[i, 2]) = (1000 * x[i, 0], 1e-6 * x[i, 2]) }
    let scaled = try LabelledData(features: x, targets: 1e12 * data.targets(0..<600))
    let (finding, _) = try SpectralMethod().discover(scaled)
    #expect(finding.count == 3)
    #expect(finding.name?.matches("so(3)") == true)
  }

  @Test(arguments: [1e300, 1e-300])
  func extremeLabels(_ size: Double) throws {
    let data = try SyntheticTable.labelled(dimension: 2, rows: 300, noise: 0, seed: 6) {
      size * (1 + $0[0] * $0[0] + $0[1] * $0[1])
    }
    let (finding, _) = try SpectralMethod().discover(data)
    #expect(finding.count == 1)
    #expect(finding.name?.name == "so(2)")
  }

  @Test func featuresOfFewValuesAreNotCertain() throws {
    var rng = Philox(seed: 11)
    let x = Tensor<Double>((0..<900).map { _ in rng.uniform() < 0.5 ? -1 : 1 }, shape: [300, 3])
    let y = Tensor(x.unstacked.map { $0[0] * $0[1] + $0[2] }, shape: [300, 1])
    let (finding, _) = try SpectralMethod().discover(LabelledData(features: x, targets: y))
    #expect(finding.outcome != .clear)
    #expect(finding.remarks.contains { $0.contains("x1, x2, x3 takes at most three values") })
  }

  /// More unknowns than are solved for densely, and more generators than are named.
  @Test func manyFeatures() throws {
    let data = try SyntheticTable.quadratic(
      metric: [Double](repeating: 1, count: 34), rows: 1500, noise: 0, seed: 1)
    let (finding, _) = try SpectralMethod().discover(data)
    #expect(finding.count == 561)
    #expect(finding.generators.shape == [561, 34, 34])
  }

  @Test func tooFewRows() throws {
    let data = try SyntheticTable.labelled(dimension: 5, rows: 20, noise: 0, seed: 6) { $0[0] }
    #expect(throws: DiscoveryError.tooFewRows(rows: 20, needed: 41, degree: 2)) {
      try SpectralMethod().discover(data)
    }
  }

  @Test func sameResultOnAnyNumberOfThreads() throws {
    let data = try SyntheticTable.quadratic(metric: [1, 1, -1], rows: 500, noise: 0.1, seed: 1)
    var (one, two) = (SpectralMethod(), SpectralMethod())
    (one.threads, two.threads) = (1, 2)
    let (a, b) = (try one.discover(data).finding, try two.discover(data).finding)
    #expect(a.generators == b.generators)
    #expect(a.spectrum == b.spectrum)
    #expect(a.certificate.support == b.certificate.support)
  }
}
