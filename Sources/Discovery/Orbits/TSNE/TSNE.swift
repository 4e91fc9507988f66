internal import Foundation
public import Tensors

/// A picture of points in many dimensions: near ones stay near each other in the plane (t-SNE).
///
/// Distances between clusters, and their sizes, mean nothing in it; nothing in this package is decided in
/// the picture.
///
/// Source: van der Maaten, Hinton, *Visualizing data using t-SNE* (2008); van der Maaten, *Accelerating t-SNE
/// using tree-based algorithms* (2014); the learning rate: Belkina et al., *Automated optimized parameters for
/// t-SNE* (2019). Checked by: `TSNETests`.
public struct TSNE: Sendable {
  /// The number of neighbours that count: 50 in the paper for the Mexican hat, 40 for the superpotential.
  ///
  /// Too large shows only the coarse shape; too small tears clusters apart.
  public var perplexity = 30.0
  /// The steps of descent.
  ///
  /// Too few leave clusters folded into each other.
  public var iterations = 1000
  /// The factor of attraction in the first quarter, at most 250 steps, in which clusters form.
  public var exaggeration = 12.0
  /// The step of descent; nil for the number of points over four times the exaggeration, at least 50.
  public var learningRate: Double?
  /// A cell of points acts as one if its width is less than this times its distance.
  ///
  /// Too large and forces are wrong; 0 is exact, and slow.
  public var angle = 0.5
  /// Threads to use; the result does not depend on it.
  public var threads = Parallel.processors

  /// The method with the usual settings.
  public init() {}

  /// A picture.
  public struct Result: Sendable {
    /// The places of the points, `[N, 2]`.
    public let positions: Tensor<Double>
    /// The Kullback–Leibler divergence between the likeness of points and of their places.
    public let divergence: Double
  }

  /// Places for points, `[N, d]`, from their first two principal components: the same points give the same
  /// picture.
  ///
  /// - Parameter report: Told the share of the steps that are done.
  /// - Precondition: There are more points than the perplexity.
  public func callAsFunction(
    _ points: Tensor<Float>, report: (_ share: Double) -> Void = { _ in }
  ) -> Result {
    let count = points.shape[0]
    precondition(
      Double(count) > perplexity + 1, "\(count) points for a perplexity of \(perplexity)")
    let affinities = NeighborAffinities(points, perplexity: perplexity, threads: threads)
    var state = TSNEDescent(start(points), threads: threads)
    let rate = learningRate ?? max(Double(count) / exaggeration / 4, 50)
    let early = min(250, iterations / 4)
    for step in 0..<iterations {
      let isEarly = step < early
      state.step(
        affinities, exaggeration: Float(isEarly ? exaggeration : 1), rate: Float(rate),
        momentum: isEarly ? 0.5 : 0.8, angle: Float(angle))
      if step % 10 == 9 { report(Double(step + 1) / Double(iterations)) }
    }
    let divergence = state.divergence(affinities, angle: Float(angle))
    return Result(positions: state.positions, divergence: divergence)
  }

  /// The first two principal components, with a deviation of 1e-4 along the first.
  private func start(_ points: Tensor<Float>) -> Tensor<Double> {
    let wide = Tensor<Double>(points.scalars.map(Double.init), shape: points.shape)
    let principal = PrincipalComponents(of: wide)
    let kept = min(2, points.shape[1])
    let projected = principal.project(wide, count: kept)
    let deviation = (principal.variances.first ?? 0).squareRoot()
    let factor = deviation > 0 ? 1e-4 / deviation : 0
    var places = Tensor<Double>.zeros([points.shape[0], 2])
    for i in 0..<points.shape[0] {
      for a in 0..<kept { places[i, a] = factor * projected[i, a] }
    }
    return places
  }
}
