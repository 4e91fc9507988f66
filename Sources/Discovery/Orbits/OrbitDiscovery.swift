internal import Foundation
public import Networks
public import Tensors

/// From labelled points to the orbits on which they lie, and to the generators that move along them.
///
/// A classifier is trained; in its last hidden layer the rightly classified points of each class are divided
/// into clusters, as many as there are; each cluster is an orbit, and its points in the space of the inputs are
/// a cloud whose generators are sought, for each orbit alone and for all together.
///
/// Problem, idea, assumptions, cost and signs of failure: docs/Orbits.md.
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), sections 2.1 and 3.
/// Checked by: `OrbitDiscoveryTests`.
public struct OrbitDiscovery: Sendable {
  /// The network.
  public var embedding = OrbitEmbedding()
  /// How classes are divided into orbits.
  public var clustering = DensityClusters()
  /// How generators are found.
  public var generators = TangentMethod()
  /// The principal components of all points in which generators are sought; nil for the inputs.
  public var reduction: Int?
  /// Whether clouds are the orbits that were found, or whole classes.
  public var usesWholeClasses = false
  /// The picture of the embedding; nil for none.
  public var picture: TSNE?
  /// The most points in the picture, evenly spread over the rows.
  public var pictureLimit = 20_000

  /// More orbits than this are not looked at one by one.
  public static let namedAlone = 40
  /// Neighbours whose distances are kept for figures.
  static let curveLength = 250

  /// The method with its defaults.
  public init() {}

  /// What is going on.
  public enum Event: Sendable {
    /// The network is being trained: an event of its training.
    case training(TrainingEvent)
    /// Classes are being divided: the share that is done.
    case clustering(Double)
    /// Generators are being sought.
    case generators
    /// The picture is being made: the share that is done.
    case picture(Double)
    /// A stage took so many seconds.
    case done(String, seconds: Double)
  }

  /// The orbits, their generators, and what a picture needs.
  ///
  /// - Parameters:
  ///   - points: `[N, n]`.
  ///   - labels: The number of the class of each point for each label, `[labels][N]`.
  ///   - coordinates: The names of the `n` coordinates.
  ///   - checkpoint: Where the training is kept, so that it can go on.
  ///   - report: Told what is going on.
  /// - Throws: `.nonFiniteData`; errors of the checkpoint.
  public func discover(
    _ points: Tensor<Double>, labels: [[Int]], coordinates: [String],
    checkpoint: Checkpoint? = nil, report: (Event) -> Void = { _ in }
  ) throws(NetworkError) -> Result {
    var begin = Date.now
    func done(_ stage: String) {
      report(.done(stage, seconds: Date.now.timeIntervalSince(begin)))
      begin = .now
    }
    let embedded = try embedding.embed(points, labels: labels, checkpoint: checkpoint) {
      report(.training($0))
    }
    done("embedded the points")
    let classes = Self.classes(labels)
    var orbits: [Orbit] = []
    var orbitOf = [Int](repeating: -1, count: points.shape[0])
    var curves: [[Double]] = []
    for (place, group) in classes.enumerated() {
      let right = group.rows.filter { embedded.isRight[$0] }
      report(.clustering(Double(place) / Double(classes.count)))
      guard !right.isEmpty else { continue }
      let inside = Tensor(stacking: right.map(embedded.points.row))
      let found = clustering(inside)
      if let curve = curve(inside) { curves.append(curve) }
      for cluster in 0..<found.count {
        let rows = zip(right, found.labels).filter { $0.1 == cluster }.map(\.0)
        for row in rows { orbitOf[row] = orbits.count }
        orbits.append(
          Orbit(
            classes: group.classes, rows: rows, ofClass: found.count,
            contrast: found.leastContrast, generators: nil, problem: nil))
      }
    }
    done("divided classes into orbits")
    report(.generators)
    let (space, names, principal) = space(points, coordinates)
    let common = common(&orbits, classes, embedded.isRight, in: space, names)
    done("searched for generators")
    var picture: (positions: Tensor<Double>, rows: [Int], divergence: Double)?
    let drawn = evenly(points.shape[0])
    if let tsne = self.picture, Double(drawn.count) > tsne.perplexity + 1 {
      let result = tsne(Tensor(stacking: drawn.map(embedded.points.row))) { report(.picture($0)) }
      picture = (result.positions, drawn, result.divergence)
      done("drew the embedding")
    }
    return Result(
      embedding: embedded, classes: classes.map(\.classes), orbits: orbits, orbitOf: orbitOf,
      common: common, space: space, coordinates: names,
      components: principal?.components.rows(0..<names.count), mean: principal?.mean,
      neighbourDistances: curves, picture: picture, drawn: drawn)
  }

  private struct Class {
    var classes: [Int]
    var rows: [Int]
  }

  /// Rows by their combination of classes, in the order of the classes.
  private static func classes(_ labels: [[Int]]) -> [Class] {
    let groups = Dictionary(grouping: labels[0].indices) { row in labels.map { $0[row] } }
    return groups.map { Class(classes: $0.key, rows: $0.value) }
      .sorted { $0.classes.lexicographicallyPrecedes($1.classes) }
  }

  /// The space in which generators are sought.
  private func space(
    _ points: Tensor<Double>, _ names: [String]
  ) -> (points: Tensor<Double>, names: [String], principal: PrincipalComponents?) {
    guard let reduction, reduction < points.shape[1] else { return (points, names, nil) }
    let principal = PrincipalComponents(of: points)
    return (
      principal.project(points, count: reduction), (1...reduction).map { "pc\($0)" },
      principal
    )
  }

  /// Seeks the generators of each orbit, if there are few, and of all together.
  private func common(
    _ orbits: inout [Orbit], _ classes: [Class], _ isRight: [Bool], in space: Tensor<Double>,
    _ names: [String]
  ) -> TangentMethod.Solution? {
    let groups =
      usesWholeClasses
      ? classes.map { $0.rows.filter { isRight[$0] } } : orbits.map(\.rows)
    var clouds: [PointClouds] = []
    for (place, rows) in groups.enumerated() {
      do {
        guard !rows.isEmpty else { continue }
        let cloud = try PointClouds(
          [Tensor(stacking: rows.map(space.row))], coordinates: names, centring: .none)
        clouds.append(cloud)
        if !usesWholeClasses, orbits.count <= Self.namedAlone {
          orbits[place].generators = generators.discover(cloud)
        }
      } catch {
        if !usesWholeClasses { orbits[place].problem = error }
      }
    }
    return clouds.isEmpty ? nil : generators.discover(orbits: clouds)
  }

  /// The distances of a point of a class from its neighbours in the class.
  private func curve(_ points: Tensor<Float>) -> [Double]? {
    let count = min(Self.curveLength, points.shape[0] - 1)
    guard count > 1 else { return nil }
    let distances = NearestNeighbors(points).neighbors(
      of: points.rows(0..<1), count: count + 1, threads: 1
    ).distances
    let list = distances.scalars.dropFirst().map(Double.init)
    return list + [Double](repeating: .nan, count: Self.curveLength - list.count)
  }

  private func evenly(_ count: Int) -> [Int] {
    let some = min(count, pictureLimit)
    return (0..<some).map { $0 * count / some }
  }
}
