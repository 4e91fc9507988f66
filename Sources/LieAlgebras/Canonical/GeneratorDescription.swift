internal import RealModule
public import Tensors

/// What a generator does, in words where it is one of the well-known motions, and as a vector field.
///
/// The matrix `A` stands for the field `Σᵢ (A x)ᵢ ∂ᵢ`, and the affine `[[A, b], [0, 0]]` for
/// `Σᵢ (A x + b)ᵢ ∂ᵢ`. Works on generators as ``canonicalBasis(of:noise:)`` returns them.
public struct GeneratorDescription: Sendable, Equatable, CustomStringConvertible {
  /// The kind of a motion.
  public enum Kind: String, Sendable {
    /// Nothing moves.
    case zero
    /// Opposite signs across the diagonal: circles, or ellipses if the sizes differ.
    case rotation
    /// Equal signs across the diagonal: hyperbolas.
    case boost
    /// A diagonal matrix, or one coordinate stretched.
    case scaling
    /// Two coordinates stretched oppositely, keeping the area.
    case squeeze
    /// One coordinate moves in proportion to another.
    case shear
    /// All points move alike.
    case translation
    /// Several of these in separate planes, or one with a translation along its axis.
    case combination
    /// No well-known motion; the words are the field.
    case general
  }

  /// The kind of motion.
  public let kind: Kind
  /// The motion in words, such as "rotation in x–y (elliptic) about (1, 1)"; the field if there are none.
  public let words: String
  /// The vector field, such as `x ∂y − y ∂x`.
  public let field: String

  /// The words.
  public var description: String { words }

  /// The description of a matrix `[n, n]`, or affine matrix `[n + 1, n + 1]`, in named coordinates.
  ///
  /// - Parameters:
  ///   - generator: The matrix.
  ///   - coordinates: The `n` names.
  ///   - tolerance: Entries below this fraction of the largest count as zero, and differences below it
  ///     as equality.
  /// - Precondition: The matrix has one of the two shapes.
  public init(of generator: Tensor<Double>, coordinates: [String], tolerance: Double = 1e-6) {
    let n = coordinates.count
    precondition(
      generator.shape == [n, n] || generator.shape == [n + 1, n + 1],
      "a generator \(generator.shape) does not act on \(n) coordinates")
    let level = tolerance * generator.maximumMagnitude
    let (linear, shift) = Self.parts(generator, n, level)
    field = FieldText.field(linear, shift, coordinates)
    let motions = linear.isZero ? [] : Motion.motions(of: linear, tolerance: tolerance)
    let isMoving = shift.contains { $0 != 0 }
    let translation = "translation along \(FieldText.combination(shift, coordinates))"
    guard !linear.isZero else {
      (kind, words) = isMoving ? (.translation, translation) : (.zero, "zero")
      return
    }
    guard let motions else {
      (kind, words) = (.general, field)
      return
    }
    var text = motions.map { $0.words(coordinates) }.joined(separator: ", ")
    var kind = motions.count == 1 ? motions[0].kind : .combination
    if isMoving {
      // A x + b = A (x − c) with a fixed point c, if there is one; the rest of b moves every point.
      let (minus, _) = linear.leastSquares(Tensor(shift), tolerance: tolerance)
      let rest = Tensor(shift) - linear.matmul(minus)
      let along = rest.scalars.map { $0.magnitude > 1e-6 * shift.magnitude ? $0 : 0 }
      if minus.maximumMagnitude > tolerance {
        text += " about \(FieldText.point(minus.map { -$0 }))"
      }
      if along.contains(where: { $0 != 0 }) {
        text += ", with translation along \(FieldText.combination(along, coordinates))"
        kind = .combination
      }
    }
    (self.kind, words) = (kind, text)
  }

  /// The linear and the constant part, entries up to `level` set to zero.
  private static func parts(
    _ generator: Tensor<Double>, _ n: Int, _ level: Double
  ) -> (linear: Tensor<Double>, shift: [Double]) {
    let clean = generator.map { $0.magnitude > level ? $0 : 0 }
    guard clean.shape[0] > n else { return (clean, Array(repeating: 0, count: n)) }
    var linear = Tensor<Double>.zeros([n, n])
    for i in 0..<n { for j in 0..<n { linear[i, j] = clean[i, j] } }
    return (linear, (0..<n).map { clean[$0, n] })
  }
}

extension Tensor<Double> {
  fileprivate var isZero: Bool { scalars.allSatisfy { $0 == 0 } }
}

extension [Double] {
  fileprivate var magnitude: Double { reduce(0) { Swift.max($0, $1.magnitude) } }
}
