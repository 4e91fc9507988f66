import Symmetron

/// The points that `symmetron orbits` is given, and the settings that suit them.
struct OrbitSource {
  /// Data that are made.
  enum Made: String {
    case hat = "mexican-hat"
    case superpotential
    case digits = "rotated-mnist"
  }

  let made: Made?
  let table: GeneratedTable
  /// The names of the classes of each label.
  let classNames: [[String]]
  /// The points in each class, and half the width of a level, if they were made.
  var points: Int?
  var halfWidth: Double?
  private let digit: Int

  init(_ command: OrbitsCommand) throws {
    let name = command.data ?? command.input ?? ""
    let (seed, threads) = (command.options.seed, command.options.threads)
    made = Made(rawValue: name)
    digit = command.digit
    switch made {
    case .hat:
      var hat = MexicanHat()
      if let points = command.points { hat.pointsPerClass = points }
      if let halfWidth = command.halfWidth { hat.halfWidth = halfWidth }
      table = hat.sample(seed: seed)
      (points, halfWidth) = (hat.pointsPerClass, hat.halfWidth)
      classNames = [(-hat.classes...hat.classes).map { "\($0)" }]
    case .superpotential:
      var potential = Superpotential()
      if let points = command.points { potential.pointsPerClass = points }
      if let halfWidth = command.halfWidth { potential.halfWidth = halfWidth }
      table = potential.sample(seed: seed, threads: threads)
      (points, halfWidth) = (potential.pointsPerClass, potential.halfWidth)
      let levels = (-potential.classes...potential.classes).map { "\($0)" }
      classNames = [levels, levels]
    case .digits:
      var digits = RotatedDigits()
      (digits.images, digits.rotations) = (command.images, command.rotations)
      table = try digits.sample(seed: seed, threads: threads)
      classNames = [(0...9).map { "\($0)" }]
    case nil:
      let data = try LabelledData(
        table: Table(contentsOf: name, threads: threads),
        features: command.features.map(ColumnList.names),
        targets: ColumnList.names(in: command.target ?? ""), categorical: true, threads: threads)
      let (features, targets) = data.samples(0..<data.count)
      var labels: [[Int]] = []
      var names: [[String]] = []
      for (column, kind) in data.targetKinds.enumerated() {
        guard case .categorical(let categories) = kind else { continue }
        guard categories.count <= Self.mostClasses else {
          throw DiscoveryError.tooManyClasses(categories.count, target: data.targetNames[column])
        }
        labels.append((0..<data.count).map { Int(targets[$0, column]) })
        names.append(categories)
      }
      table = GeneratedTable(
        featureNames: data.featureNames, features: features, labelNames: data.targetNames,
        labels: labels, orbits: [Int](repeating: 0, count: data.count),
        invariants: [Double](repeating: 0, count: data.count))
      classNames = names
    }
  }

  /// Targets with more classes are no classes.
  private static let mostClasses = 1000
  /// From this number of coordinates on, generators are sought in principal components.
  private static let mostCoordinates = 16

  /// What is known of the points beside their classes.
  var truth: OrbitsReport.Truth? {
    let (orbits, invariants) = (table.orbits, table.invariants)
    switch made {
    case .hat:
      return OrbitsReport.Truth(orbits: orbits, invariants: invariants, invariant: "r")
    case .superpotential:
      return OrbitsReport.Truth(orbits: orbits, invariants: invariants, invariant: "Re u")
    case .digits:
      return OrbitsReport.Truth(
        orbits: orbits, invariants: invariants, invariant: "angle of the turn (radians)",
        isSought: false, pictures: pictures)
    case nil: return nil
    }
  }

  /// How many images of the digit are kept, in how many positions.
  private static let kept = (images: 3, places: 12)

  /// Some images of the digit, in some of their rotations.
  private var pictures: OrbitsReport.Pictures? {
    let rows = table.labels[0].indices.filter { table.labels[0][$0] == digit }
    let images = Dictionary(grouping: rows) { table.orbits[$0] }.sorted { $0.key < $1.key }
      .prefix(Self.kept.images).map { image in
        let turns = image.value.sorted { table.invariants[$0] < table.invariants[$1] }
        return (0..<Self.kept.places).map { turns[$0 * turns.count / Self.kept.places] }
      }
    guard !images.isEmpty else { return nil }
    return OrbitsReport.Pictures(
      pixels: Tensor(
        images.joined().flatMap { table.features.row($0).scalars },
        shape: [images.count, Self.kept.places, RotatedDigits.side, RotatedDigits.side]),
      places: Tensor(rows: images.map { $0.map { table.invariants[$0] } }))
  }

  /// The network that suits them.
  var embedding: OrbitEmbedding {
    var embedding = OrbitEmbedding()
    switch made {
    case .superpotential:
      (embedding.width, embedding.epochs) = (60, 150)
      (embedding.batchSize, embedding.learningRate) = (256, 4e-3)
    case .digits:
      (embedding.epochs, embedding.batchSize) = (10, 256)
    case .hat, nil: break
    }
    return embedding
  }

  /// The principal components in which generators are sought.
  var reduction: Int? {
    made == .digits || table.featureNames.count > Self.mostCoordinates ? 3 : nil
  }

  /// Whether clouds are whole classes: the rotations of all images of a digit.
  var usesWholeClasses: Bool { made == .digits }

  /// The perplexity of the paper.
  var perplexity: Double { made == .superpotential ? 40 : 50 }

  /// The regression that suits them; for digits chosen between the published δ and ε, which are in units of pixels,
  /// and those for thinner clouds.
  var pairRegression: PairRegression {
    var regression = PairRegression()
    if made == .digits {
      (regression.delta, regression.epsilon, regression.repeats) = (0.15, 0.15, 160)
    }
    return regression
  }

  /// Digits fill the space of three components: there is a dominant turn, but no orbit.
  func generatorMethod(_ options: GeneratorOptions) -> GeneratorOptions.Method {
    made == .digits ? .regression : options.method
  }

  /// The regression on the cloud of a class, or of the largest orbit.
  func regression(
    of result: OrbitDiscovery.Result, with regression: PairRegression, isWanted: Bool,
    centring: PointClouds.Centring
  ) throws -> OrbitsReport.CloudRegression? {
    guard isWanted else { return nil }
    let rows =
      made == .digits
      ? table.labels[0].indices.filter {
        table.labels[0][$0] == digit && result.embedding.isRight[$0]
      }
      : result.orbits.max { $0.rows.count < $1.rows.count }?.rows ?? []
    guard !rows.isEmpty else { return nil }
    let cloud = try PointClouds(
      [Tensor(stacking: rows.map(result.space.row))], coordinates: result.coordinates,
      centring: centring)
    let solution = try regression.solve(cloud)
    return OrbitsReport.CloudRegression(
      solution, algebra: regression.algebra(of: solution, in: cloud), rows: rows,
      centre: cloud.centre)
  }
}
