public import Tensors

/// Clouds of points on orbits of one group, checked and prepared: centred if they lie off the origin,
/// reduced to principal components if asked.
///
/// Row `i` of every cloud was moved by the same element, so that the clouds side by side are one cloud on
/// an orbit of the diagonal action.
public struct PointClouds: Sendable {
  /// What becomes the origin, which linear motions leave in place.
  public enum Centring: String, Sendable, CaseIterable, Codable {
    /// The mean if it is far from the origin, else the origin.
    case auto
    /// The origin.
    case none
    /// The mean of all points.
    case mean
  }

  /// The clouds, each `[N, n]`.
  public let clouds: [Tensor<Double>]
  /// The names of the `n` coordinates.
  public let coordinates: [String]
  /// What was subtracted from the points, in the coordinates as given.
  public let centre: [Double]
  /// The principal components that became coordinates, as rows, `[n, given]`; nil if there was no reduction.
  public let components: Tensor<Double>?
  /// The root mean square distance of points from the origin, over all clouds.
  public let radius: Double

  /// The mean is far from the origin beyond this multiple of the spread around it.
  static let farMean = 0.5
  /// A point is at the origin within this share of the radius.
  static let nearOrigin = 1e-3

  /// Checks and prepares clouds.
  ///
  /// - Parameters:
  ///   - clouds: Each `[N, n]`.
  ///   - coordinates: The names of the coordinates; by default `x1`, `x2`, ….
  ///   - centring: What becomes the origin.
  ///   - reduction: How many principal components to keep; nil for the coordinates as they are.
  /// - Throws: `.unequalClouds`, `.tooFewPoints`, `.nonFinitePoint`, `.duplicatePoints`, `.pointAtOrigin`,
  ///   `.reduction`.
  public init(
    _ clouds: [Tensor<Double>], coordinates: [String]? = nil, centring: Centring = .auto,
    reduction: Int? = nil
  ) throws(DiscoveryError) {
    precondition(
      !clouds.isEmpty && clouds.allSatisfy { $0.rank == 2 && $0.shape[1] == clouds[0].shape[1] },
      "clouds are matrices of one width, not \(clouds.map(\.shape))")
    let (rows, given) = (clouds[0].shape[0], clouds[0].shape[1])
    if let other = clouds.firstIndex(where: { $0.shape[0] != rows }) {
      throw .unequalClouds(rows: rows, otherRows: clouds[other].shape[0], cloud: other + 1)
    }
    for (number, cloud) in clouds.enumerated() {
      if let place = cloud.scalars.firstIndex(where: { !$0.isFinite }) {
        throw .nonFinitePoint(row: place / given + 1, cloud: number + 1)
      }
    }
    if let reduction, !(1...given).contains(reduction) {
      throw .reduction(components: reduction, dimension: given)
    }
    let needed = max(clouds.count * (reduction ?? given) + 2, Self.fewestPoints)
    guard rows >= needed else { throw .tooFewPoints(points: rows, needed: needed) }
    if let (first, second) = Self.duplicates(clouds) {
      throw .duplicatePoints(first: first + 1, second: second + 1)
    }

    let pooled = clouds.dropFirst().reduce(clouds[0]) { $0.appending(rowsOf: $1) }
    let principal = PrincipalComponents(of: pooled)
    let isFar = Self.isFar(principal.mean, spread: principal.totalVariance.squareRoot())
    let centre =
      centring == .mean || (centring == .auto && isFar)
      ? principal.mean : [Double](repeating: 0, count: given)
    var prepared = clouds.map { $0.subtracting(centre) }
    if let reduction {
      let components = principal.components.rows(0..<reduction)
      prepared = prepared.map { $0.matmul(components, transposed: .right) }
      self.components = components
      self.coordinates = (0..<reduction).map { "pc\($0 + 1)" }
    } else {
      components = nil
      self.coordinates = coordinates ?? (0..<given).map { "x\($0 + 1)" }
    }
    self.centre = centre
    radius = (prepared.reduce(0) { $0 + $1.dot($1) } / Double(rows * clouds.count)).squareRoot()
    let least = Self.nearOrigin * radius
    for (number, cloud) in prepared.enumerated() {
      if let row = cloud.unstacked.firstIndex(where: { $0.norm < least }) {
        throw .pointAtOrigin(row: row + 1, cloud: number + 1)
      }
    }
    self.clouds = prepared
  }

  /// The number of points `N` of a cloud.
  public var count: Int { clouds[0].shape[0] }
  /// The dimension `n`.
  public var dimension: Int { clouds[0].shape[1] }
  /// Whether something was subtracted.
  public var isCentred: Bool { centre.contains { $0 != 0 } }

  /// The clouds side by side, `[N, clouds · n]`.
  package var joint: Tensor<Double> {
    guard clouds.count > 1 else { return clouds[0] }
    var scalars: [Double] = []
    scalars.reserveCapacity(count * dimension * clouds.count)
    for i in 0..<count {
      for cloud in clouds { scalars += cloud.scalars[i * dimension..<(i + 1) * dimension] }
    }
    return Tensor(scalars, shape: [count, clouds.count * dimension])
  }

  /// Fewer points than this say nothing of directions.
  static let fewestPoints = 10

  private static func isFar(_ mean: [Double], spread: Double) -> Bool {
    mean.reduce(0) { $0 + $1 * $1 }.squareRoot() > farMean * spread
  }

  /// Two rows that are the same in every cloud.
  private static func duplicates(_ clouds: [Tensor<Double>]) -> (Int, Int)? {
    var seen: [[Double]: Int] = [:]
    let width = clouds[0].shape[1]
    for row in 0..<clouds[0].shape[0] {
      let point = clouds.flatMap { $0.scalars[row * width..<(row + 1) * width] }
      if let first = seen.updateValue(row, forKey: point) { return (first, row) }
    }
    return nil
  }
}

extension Tensor<Double> {
  /// A matrix with a vector subtracted from every row.
  package func subtracting(_ vector: [Double]) -> Tensor {
    var result = self
    let width = shape[1]
    result.scalars.withUnsafeMutableBufferPointer { x in
      for i in x.indices { x[i] -= vector[i % width] }
    }
    return result
  }
}
