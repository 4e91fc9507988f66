internal import Foundation
internal import Oracles
package import Tensors

/// How far the true rotation of images is from learned flows: angles in the latent space between the tangent of
/// the rotated image and the span of the fields.
///
/// The tangent at an image x is `(E(R_δ x) − E(R_−δ x))/(2δ)` for the encoder E and the rotation R about the
/// centre.
public struct RotationAngles: Sendable, Codable {
  /// The median angle to the span of the flows, in degrees: 0 if rotation is one of the flows, 90 if it has nothing
  /// to do with them.
  public let median: Double
  /// The median angle to all directions that the oracle leaves: no invariant flow is nearer.
  public let toFreeDirections: Double
  /// The median angle between a random direction and a random span of as many dimensions.
  public let byChance: Double
  /// For each class, the median angle to the flows.
  public let byClass: [String: Double]
  /// The angle δ, in degrees.
  public let delta: Double
  /// The number of images.
  public let images: Int
}

extension RotationAngles {
  /// The angles between `tangents`, `[M, n]`, and a flow at `points`, `[M, n]`.
  ///
  /// - Parameters:
  ///   - classes: The class of each point, by name.
  ///   - degrees: The angle δ by which images were turned.
  package init(
    tangents: Tensor<Double>, flow: Flow, at points: Tensor<Double>, classes: [String],
    degrees: Double, threads: Int
  ) {
    let fields = flow.fields(at: points, threads: threads)
    let jacobians = flow.preserved.part(of: flow.oracle.evaluate(at: points)).jacobians
    let free = RowSpace(of: jacobians, threads: threads)
    let (m, n) = (points.shape[0], points.shape[1])
    let spans = RowSpace(of: fields, threads: threads)
    /// The angle between each tangent and what is left of it, or what was taken from it.
    func angles(_ tangents: Tensor<Double>, removing space: RowSpace, isSpan: Bool) -> [Double] {
      let rest = space.removed(from: tangents.reshaped([m, 1, n]))
      return (0..<m).map { i in
        let all = tangents.row(i).norm
        let outside = rest.row(i).norm
        let sine = isSpan ? outside : max(0, all * all - outside * outside).squareRoot()
        return all > 0 ? asin(min(1, sine / all)) * 180 / .pi : 90
      }
    }
    let own = angles(tangents, removing: spans, isSpan: true)
    var rng = Philox(seed: 0, stream: 0x6368_616e_6365_0000)
    let random: Tensor<Double> = rng.normals([m, n])
    median = own.median
    toFreeDirections = angles(tangents, removing: free, isSpan: false).median
    byChance = angles(random, removing: spans, isSpan: true).median
    byClass = Dictionary(grouping: own.indices) { classes[$0] }
      .mapValues { $0.map { own[$0] }.median }
    (delta, images) = (degrees, m)
  }
}

extension [Double] {
  fileprivate var median: Double {
    isEmpty ? .nan : sorted()[count / 2]
  }
}
