internal import Foundation
internal import Tensors

/// The descent of t-SNE: places, their velocities, and a step size for each coordinate.
struct TSNEDescent {
  private var x: [Float]
  private var y: [Float]
  private var velocity: [[Float]]
  private var gains: [[Float]]
  private let pool: ThreadPool
  private let count: Int

  /// Points that a thread takes at a time.
  private static let piece = 512
  /// The least step size.
  private static let leastGain: Float = 0.01

  init(_ start: Tensor<Double>, threads: Int) {
    count = start.shape[0]
    x = (0..<count).map { Float(start[$0, 0]) }
    y = (0..<count).map { Float(start[$0, 1]) }
    velocity = [[Float]](repeating: [Float](repeating: 0, count: count), count: 2)
    gains = [[Float]](repeating: [Float](repeating: 1, count: count), count: 2)
    pool = ThreadPool(threads: threads)
  }

  /// The places, `[N, 2]`.
  var positions: Tensor<Double> {
    Tensor((0..<count).flatMap { [Double(x[$0]), Double(y[$0])] }, shape: [count, 2])
  }

  /// One step along the gradient of the divergence.
  mutating func step(
    _ affinities: NeighborAffinities, exaggeration: Float, rate: Float, momentum: Float,
    angle: Float
  ) {
    let repulsion = repulsion(angle: angle)
    let attraction = attraction(affinities, wantsDivergence: false)
    let scale = Float(1 / repulsion.normalization)
    for axis in 0..<2 {
      let (pull, push) = (attraction.forces[axis], repulsion.forces[axis])
      velocity[axis].withUnsafeMutableBufferPointer { velocity in
        gains[axis].withUnsafeMutableBufferPointer { gains in
          for i in 0..<count {
            let gradient = 4 * (exaggeration * pull[i] - scale * push[i])
            // Where the sign stays the same the step grows, else it shrinks.
            let gain = gradient * velocity[i] < 0 ? gains[i] + 0.2 : gains[i] * 0.8
            gains[i] = max(gain, Self.leastGain)
            velocity[i] = momentum * velocity[i] - rate * gains[i] * gradient
          }
        }
      }
    }
    for i in 0..<count {
      x[i] += velocity[0][i]
      y[i] += velocity[1][i]
    }
  }

  /// The Kullback–Leibler divergence.
  func divergence(_ affinities: NeighborAffinities, angle: Float) -> Double {
    let parts = attraction(affinities, wantsDivergence: true).divergence
    let mass = affinities.values.reduce(0.0) { $0 + Double($1) }
    // Σ p ln(p / (q/Z)) = Σ p ln(p/q) + ln Z · Σ p
    return parts.reduce(0.0) { $0 + Double($1) } + mass * log(repulsion(angle: angle).normalization)
  }

  /// `Σ q² (yᵢ − yⱼ)` for each point, and `Σ q` over all pairs.
  private func repulsion(angle: Float) -> (forces: [[Float]], normalization: Double) {
    let tree = PlaneTree(x: x, y: y)
    var (fx, fy, z) = (zeros, zeros, zeros)
    let leaves = tree.leaves
    let pieces = (leaves.count + Self.leavesPerPiece - 1) / Self.leavesPerPiece
    fx.withUnsafeMutableBufferPointer { fx in
      fy.withUnsafeMutableBufferPointer { fy in
        z.withUnsafeMutableBufferPointer { z in
          tree.x.withUnsafeBufferPointer { x in
            tree.y.withUnsafeBufferPointer { y in
              guard let x = x.baseAddress, let y = y.baseAddress, let fx = fx.baseAddress,
                let fy = fy.baseAddress, let z = z.baseAddress
              else { return }
              pool.run(pieces) { piece in
                var sources = PlaneTree.Sources()
                let end = min(leaves.count, (piece + 1) * Self.leavesPerPiece)
                for leaf in leaves[piece * Self.leavesPerPiece..<end] {
                  tree.sources(ofLeaf: leaf, angle: angle, into: &sources)
                  let points = tree.points(ofLeaf: leaf)
                  let start = points.lowerBound
                  PlaneForces.repulsion(
                    x: x + start, y: y + start, count: points.count, sourceX: sources.x,
                    sourceY: sources.y, mass: sources.mass, forceX: fx + start, forceY: fy + start,
                    likeness: z + start)
                }
              }
            }
          }
        }
      }
    }
    var forces = [zeros, zeros]
    for (place, number) in tree.order.enumerated() {
      forces[0][Int(number)] = fx[place]
      forces[1][Int(number)] = fy[place]
    }
    // Every point is its own source, of likeness 1 and no force.
    return (forces, max(z.reduce(0.0) { $0 + Double($1) } - Double(count), .leastNormalMagnitude))
  }

  /// Leaves that a thread takes at a time.
  private static let leavesPerPiece = 16

  /// `Σ p q (yᵢ − yⱼ)` for each point, and its part of the divergence if wanted.
  private func attraction(
    _ affinities: NeighborAffinities, wantsDivergence: Bool
  ) -> (forces: [[Float]], divergence: [Float]) {
    var (fx, fy, kl) = (zeros, zeros, wantsDivergence ? zeros : [])
    let pieces = (count + Self.piece - 1) / Self.piece
    fx.withUnsafeMutableBufferPointer { fx in
      fy.withUnsafeMutableBufferPointer { fy in
        kl.withUnsafeMutableBufferPointer { kl in
          x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
              affinities.starts.withUnsafeBufferPointer { start in
                affinities.others.withUnsafeBufferPointer { other in
                  affinities.values.withUnsafeBufferPointer { p in
                    guard let x = x.baseAddress, let y = y.baseAddress, let fx = fx.baseAddress,
                      let fy = fy.baseAddress, let start = start.baseAddress,
                      let other = other.baseAddress, let p = p.baseAddress
                    else { return }
                    let kl = wantsDivergence ? kl.baseAddress : nil
                    pool.run(pieces) { piece in
                      PlaneForces.attraction(
                        x: x, y: y,
                        range: piece * Self.piece..<min(count, (piece + 1) * Self.piece),
                        start: start, other: other, p: p, forceX: fx, forceY: fy, divergence: kl)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    return ([fx, fy], kl)
  }

  private var zeros: [Float] { [Float](repeating: 0, count: count) }
}
