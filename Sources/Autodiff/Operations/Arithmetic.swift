internal import Tensors

/// `z = a ∘ b` with broadcasting.
struct BinaryOperation<Scalar: KernelScalar>: Operation {
  let f: BinaryFunction
  let layout: BroadcastLayout
  let overwrites: Bool

  func hasSameNumbers(as other: BinaryOperation) -> Bool { f == other.f }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func evaluate(_ x: Operands<Scalar>, into z: UnsafeMutablePointer<Scalar>) {
    let (rows, columns) = (layout.rows, layout.columns)
    layout.forEachBlock { a, b, place in
      Scalar.binary(
        f, x[0] + a, rows.strideA, columns.strideA, x[1] + b, rows.strideB, columns.strideB,
        z + place, rows: rows.length, columns: columns.length)
    }
  }

  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ z: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let (a, b) = (x[0], x[1])
    switch f {
    case .add: return [v.summed(like: a), v.summed(like: b)]
    case .subtract: return [v.summed(like: a), (-v).summed(like: b)]
    case .multiply: return [(v * b).summed(like: a), (v * a).summed(like: b)]
    case .divide: return [(v / b).summed(like: a), (-(v * z) / b).summed(like: b)]
    }
  }

  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ z: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    let (a, b) = (x[0], x[1])
    let first: Variable<Scalar>?
    let second: Variable<Scalar>?
    switch f {
    case .add: (first, second) = (ẋ[0], ẋ[1])
    case .subtract: (first, second) = (ẋ[0], ẋ[1].map { -$0 })
    case .multiply: (first, second) = (ẋ[0].map { $0 * b }, ẋ[1].map { a * $0 })
    case .divide: (first, second) = (ẋ[0].map { $0 / b }, ẋ[1].map { -(z * $0) / b })
    }
    guard let first else { return second?.broadcast(like: z) }
    guard let second else { return first.broadcast(like: z) }
    return first + second
  }

  var storage: StorageRule { overwrites ? .mayOverwriteOperands : .own }
}

extension Variable {
  private static func binary(_ f: BinaryFunction, _ a: Variable, _ b: Variable) -> Variable {
    let layout = BroadcastLayout(a.shape, b.shape)
    for (one, other) in [(a, b), (b, a)] where one.hasRows {
      let isRepeated = other.rank < one.rank || other.shape[0] == 1
      precondition(
        one.rank == layout.shape.count
          && (other.hasRows ? !isRepeated || one.shape[0] == 1 : isRepeated),
        "the rows of a batch, \(one.shape), cannot meet shape \(other.shape)")
    }
    // Only operands that are walked through like the result may be overwritten.
    let overwrites = a.shape == layout.shape && b.shape == layout.shape
    return a.record(
      BinaryOperation(f: f, layout: layout, overwrites: overwrites), with: b, shape: layout.shape)
  }

  /// The sum of each two elements; axes of length 1 repeat.
  public static func + (a: Variable, b: Variable) -> Variable { binary(.add, a, b) }
  /// The difference of each two elements; axes of length 1 repeat.
  public static func - (a: Variable, b: Variable) -> Variable { binary(.subtract, a, b) }
  /// The product of each two elements; axes of length 1 repeat.
  public static func * (a: Variable, b: Variable) -> Variable { binary(.multiply, a, b) }
  /// The quotient of each two elements; axes of length 1 repeat.
  public static func / (a: Variable, b: Variable) -> Variable { binary(.divide, a, b) }

  /// The negative of each element.
  public static prefix func - (a: Variable) -> Variable { a.affine(scale: -1, shift: 0) }
  /// A number added to each element.
  public static func + (a: Variable, b: Scalar) -> Variable { a.affine(scale: 1, shift: b) }
  /// A number added to each element.
  public static func + (a: Scalar, b: Variable) -> Variable { b.affine(scale: 1, shift: a) }
  /// A number subtracted from each element.
  public static func - (a: Variable, b: Scalar) -> Variable { a.affine(scale: 1, shift: -b) }
  /// A number minus each element.
  public static func - (a: Scalar, b: Variable) -> Variable { b.affine(scale: -1, shift: a) }
  /// A multiple of each element.
  public static func * (a: Variable, b: Scalar) -> Variable { a.affine(scale: b, shift: 0) }
  /// A multiple of each element.
  public static func * (a: Scalar, b: Variable) -> Variable { b.affine(scale: a, shift: 0) }
  /// Each element divided by a number.
  public static func / (a: Variable, b: Scalar) -> Variable { a.affine(scale: 1 / b, shift: 0) }
  /// A number divided by each element.
  public static func / (a: Scalar, b: Variable) -> Variable { a * b.reciprocal() }
}
