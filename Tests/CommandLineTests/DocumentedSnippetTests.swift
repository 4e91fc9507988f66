import Foundation
import Symmetron
import TestSupport
import Testing

/// The Swift of `docs/` is a part of this file, so it compiles, and gives what the pages say.
@Suite struct DocumentedSnippetTests {
  /// An oracle, its derivatives, and a bracket, against their formulas.
  @Test func derivatives() {
    let found = autodiffSnippet()
    var (masses, slopes, turned): ([Double], [Double], [Double]) = ([], [], [])
    for i in 0..<1000 {
      let momentum: [Double] = (0..<4).map { found.p[i, $0] }
      let squares: [Double] = momentum.map { $0 * $0 }
      masses.append(squares[0] - squares[1] - squares[2] - squares[3])
      slopes.append(2 * momentum[0])
      for k in 1..<4 { slopes.append(-2 * momentum[k]) }
      turned += [0, -momentum[2], momentum[1], 0]
    }
    expectClose(found.mass.values, Tensor(masses, shape: [1000, 1]))
    expectClose(found.mass.jacobian, Tensor(slopes, shape: [1000, 1, 4]))
    let mean: [Double] = slopes.map { $0 / 1000 }
    expectClose(found.slope, Tensor(mean, shape: [1000, 4]))
    expectClose(found.change, .zeros([1000, 1]), atol: 1e-12)  // rounding of numbers near 1
    expectClose(found.bracket, Tensor(turned, shape: [1000, 4]))
  }

  /// A regression that learns ‖x‖², and a field that leaves it unchanged, which turns around the origin.
  @Test func training() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("symmetron-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let found = try trainingSnippet(folder: folder.path)

    #expect(found.result.outcome == .finished)
    #expect(found.result.history.count == 100)
    #expect((found.result.record?.validation["loss"] ?? .nan) < 0.05)  // y has variance 4
    let saved = try Safetensors(contentsOf: folder.path + "/training.safetensors")
    for name in ["model.0.weight", "optimizer.1.1.bias", "best.1.weight"] {
      #expect(saved.names.contains(name))
    }

    #expect(found.again.parameters == found.result.parameters)

    #expect(found.flow.outcome == .finished)
    let v = found.field.predict(found.x)
    var total = 0.0
    for i in 0..<2000 {
      let (x, y, u, w) = (found.x[i, 0], found.x[i, 1], v[i, 0], v[i, 1])
      let (along, across): (Float, Float) = (x * u + y * w, x * w - y * u)
      total += Double(across / (along * along + across * across).squareRoot())
    }
    #expect(abs(total / 2000) > 0.9, "the field is not a rotation: \(total / 2000)")
  }

  /// Rotations from a noisy sphere, and one from a circle of the Mexican hat.
  @Test func clouds() throws {
    let (sphere, circle) = try cloudsSnippet()
    #expect(sphere.finding.summary == "so(3): 3 generators, certain")
    #expect(sphere.orbitDimension == 2)
    #expect(circle.finding.count == 1)
  }

  /// A closure as an oracle: rotations of x and y alone leave x² + y² + sin z unchanged.
  @Test func functionOracle() throws {
    let finding = try functionOracleSnippet()
    #expect(finding.summary == "so(2): 1 generator, certain")
  }

  /// A threefold, its Euler number, and its other matrices.
  @Test func calabiYau() throws {
    let found = try calabiYauSnippet()
    #expect(IntersectionNumbers(found.matrix).eulerNumber == -168)
    #expect(!found.matrix.moves.isEmpty && found.representatives > 10)
  }

  @Test(
    "Pages show what is tested",
    arguments: [
      "docs/Autodiff.md", "docs/Training.md", "docs/LearnedOracles.md", "docs/CalabiYau.md",
    ])
  func isInThePage(page: String) throws {
    let text = try String(
      contentsOf: SymmetronTool.package.appendingPathComponent(page), encoding: .utf8)
    let shown = text.components(separatedBy: "```swift\n").dropFirst().map { block in
      let code = block.components(separatedBy: "\n```")[0]
      let header = "import Symmetron\n\n"
      return code.hasPrefix(header) ? String(code.dropFirst(header.count)) : code
    }
    #expect(shown == (try Self.snippets(of: page)))
    #expect(!shown.isEmpty)
  }

  /// What stands in this file between `begins: page` and `ends`, without the indentation.
  private static func snippets(of page: String) throws -> [String] {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    return source.components(separatedBy: "  // begins: \(page)\n").dropFirst().map { rest in
      rest.components(separatedBy: "\n  // ends")[0].components(separatedBy: "\n")
        .map { String($0.dropFirst(2)) }.joined(separator: "\n")
    }
  }
}

private func autodiffSnippet() -> (
  p: Tensor<Double>, mass: (values: Tensor<Double>, jacobian: Tensor<Double>),
  slope: Tensor<Double>, change: Tensor<Double>, bracket: Tensor<Double>
) {
  // begins: docs/Autodiff.md
  /// The squared mass of energies and momenta (E, px, py, pz), `[N, 4]`: `[N, 1]`.
  func squaredMass(_ p: Variable<Double>) -> Variable<Double> {
    (p.squared() * p.constant(Tensor([1, -1, -1, -1]))).sum(along: 1, keepingAxis: true)
  }
  var rng = Philox(seed: 1)
  let p: Tensor<Double> = rng.normals([1000, 4])

  let mass = jacobian(of: squaredMass, at: p)
  print(mass.values.shape, mass.jacobian.shape)  // [1000, 1] [1000, 1, 4]
  let slope = gradient(of: { squaredMass($0).mean() }, at: p)
  print(slope.shape)  // [1000, 4]

  /// The boost E ∂p + p ∂E along a momentum, a linear vector field.
  func boost(_ axis: Int) -> (Variable<Double>) -> Variable<Double> {
    var matrix = Tensor<Double>.zeros([4, 4])
    (matrix[0, axis], matrix[axis, 0]) = (1, 1)
    return { x in x.matmul(x.constant(matrix)) }
  }
  let change = evaluate(
    { pushforward(of: squaredMass, at: $0, along: boost(1)($0)).derivative }, at: p)
  let bracket = evaluate({ lieBracket(boost(1), boost(2), at: $0) }, at: p)
  print(change.scalars.allSatisfy { abs($0) < 1e-12 })  // true: the mass does not change
  print(bracket.shape)  // [1000, 4]: two boosts make a rotation, px ∂py − py ∂px
  // ends
  return (p, mass, slope, change, bracket)
}

private func trainingSnippet(folder: String) throws -> (
  x: Tensor<Float>, result: TrainingResult, flow: TrainingResult, field: Model<Sequential>,
  again: Model<Sequential>
) {
  // begins: docs/Training.md
  var rng = Philox(seed: 1)
  let x: Tensor<Float> = rng.normals([2000, 2])
  let y = evaluate({ $0.squared().sum(along: 1, keepingAxis: true) }, at: x)

  let network = Sequential(mlp: [2, 32, 32, 1], hidden: .silu)
  let settings = TrainingSettings(learningRate: 0.01, schedule: .cosine(), epochs: 100, seed: 1)
  let result = try Trainer(.regression(network), settings).train(
    on: TrainingData([x, y], validationShare: 0.2, seed: 1),
    checkpoint: Checkpoint("\(folder)/training.safetensors"))
  print(result.outcome, result.epoch, result.record?.validation["loss"] ?? .nan)

  let model = Model(network, result.parameters)
  print(model.predict(x).shape)  // [2000, 1]
  print(model.valuesAndJacobians(at: x).jacobian.shape)  // [2000, 1, 2]
  // ends
  // begins: docs/Training.md
  let field = Sequential(mlp: [2, 32, 2], hidden: .tanh)
  let flow = try Trainer(
    Objective(field.slots) { columns, scope in
      let v = field(columns[0], in: &scope)
      let change = pushforward(of: { model($0) }, at: columns[0], along: v).derivative
      let invariance = change.squared().mean()
      let length = (v.norm(along: 1) - 1).squared().mean()
      return .init(invariance + length, metrics: [("invariance", invariance)])
    }, settings
  ).train(on: TrainingData([x]))
  print(flow.outcome, flow.record?.training["invariance"] ?? .nan)
  // ends
  // begins: docs/Training.md
  let path = "\(folder)/model.safetensors"
  try result.parameters.write(to: path)
  let again = Model(network, try Parameters(network.slots, contentsOf: path))
  print(again.predict(x) == model.predict(x))  // true
  // ends
  return (x, result, flow, Model(field, flow.parameters), again)
}

private func functionOracleSnippet() throws -> Finding {
  // begins: docs/LearnedOracles.md
  /// x² + y² + sin z, at points `[N, 3]`: `[N, 1]`.
  let oracle = FunctionOracle(["x", "y", "z"]) { p in
    let (x, y) = (p.sliced(0..<1, along: 1), p.sliced(1..<2, along: 1))
    return x.squared() + y.squared() + p.sliced(2..<3, along: 1).sin()
  }
  let found = try SpectralMethod().discover(oracle)
  print(found.summary)  // so(2): 1 generator, certain
  // ends
  return found
}

private func calabiYauSnippet() throws -> (matrix: ConfigurationMatrix, representatives: Int) {
  // begins: docs/CalabiYau.md
  let matrix = try ConfigurationMatrix("[1|1 1; 4|4 1]")
  print(IntersectionNumbers(matrix).eulerNumber)  // -168
  for move in matrix.moves { print(move.identity.numeral, matrix.applying(move)) }
  print(matrix.vertexTypes.map(\.description))
  var rng = Philox(seed: 1)
  let representatives = RepresentativeWalk(moves: 100)(matrix, using: &rng)
  print(representatives.count)
  // ends
  return (matrix, representatives.count)
}

private func cloudsSnippet() throws -> (
  sphere: TangentMethod.Solution, circle: TangentMethod.Solution
) {
  // begins: docs/Orbits.md
  let cloud = GroupOrbit(.so(3), count: 400, noise: 0.05).sample(seed: 1)
  let solution = TangentMethod().discover(try PointClouds(cloud))
  print(solution.finding.summary)  // so(3): 3 generators, certain
  print(solution.orbitDimension)  // 2

  let table = MexicanHat().sample(seed: 1)
  let rows = (0..<table.count).filter { table.orbits[$0] == 0 }
  let circle = try PointClouds([Tensor(stacking: rows.map(table.features.row))])
  print(TangentMethod().discover(circle).finding.count)  // 1
  // ends
  return (solution, TangentMethod().discover(circle))
}
