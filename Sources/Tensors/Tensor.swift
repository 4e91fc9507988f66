/// A dense array of numbers in row-major order: a value, copied when written to.
///
/// Shapes are written `[rows, columns]`; `[]` is a single number. Vectors are one-dimensional, and a
/// list of vectors is a matrix whose *rows* are the vectors. Element types are `Double` (algebra and
/// formulas) and `Float` (networks).
public struct Tensor<Scalar: TensorScalar>: Sendable, Equatable {
  /// The length of every axis; `[]` for a single number.
  public let shape: [Int]
  /// The elements in row-major order; their number cannot change.
  @inlinable public var scalars: [Scalar] {
    get { storage }
    set {
      precondition(newValue.count == storage.count, "a tensor cannot change its size")
      storage = newValue
    }
    _modify {
      let count = storage.count
      yield &storage
      precondition(storage.count == count, "a tensor cannot change its size")
    }
  }
  // Without an observer, so that element writes compile to plain stores in other modules.
  @usableFromInline var storage: [Scalar]

  /// A tensor with the given elements.
  ///
  /// - Precondition: There are as many scalars as the shape has places.
  @inlinable
  public init(_ scalars: [Scalar], shape: [Int]) {
    precondition(
      scalars.count == shape.reduce(1, *), "\(scalars.count) scalars cannot have shape \(shape)")
    self.shape = shape
    storage = scalars
  }

  /// A vector, `[count]`.
  @inlinable
  public init(_ scalars: [Scalar]) {
    self.init(scalars, shape: [scalars.count])
  }

  /// A matrix with the given rows, `[rows, columns]`.
  ///
  /// - Precondition: The rows are equally long.
  @inlinable
  public init(rows: [[Scalar]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "the rows differ in length")
    var scalars: [Scalar] = []
    scalars.reserveCapacity(rows.count * columns)
    for row in rows { scalars += row }
    self.init(scalars, shape: [rows.count, columns])
  }

  /// Tensors of one shape stacked along a new first axis, `[count, …]`.
  ///
  /// - Precondition: The shapes agree and there is at least one tensor.
  @inlinable
  public init(stacking tensors: [Tensor]) {
    precondition(!tensors.isEmpty, "cannot stack no tensors")
    let shape = tensors[0].shape
    precondition(tensors.allSatisfy { $0.shape == shape }, "cannot stack tensors of other shapes")
    var scalars: [Scalar] = []
    scalars.reserveCapacity(tensors.count * tensors[0].count)
    for tensor in tensors { scalars += tensor.scalars }
    self.init(scalars, shape: [tensors.count] + shape)
  }

  /// A tensor that repeats one number.
  @inlinable
  public init(repeating value: Scalar, shape: [Int]) {
    self.init([Scalar](repeating: value, count: shape.reduce(1, *)), shape: shape)
  }

  /// A tensor of zeros.
  @inlinable
  public static func zeros(_ shape: [Int]) -> Tensor {
    let count = shape.reduce(1, *)
    // All bits zero is the number zero; filling bytes is fast in generic code, filling numbers is not.
    let scalars = [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).initializeMemory(as: UInt8.self, repeating: 0)
      initialized = count
    }
    return Tensor(scalars, shape: shape)
  }

  /// The identity matrix, `[size, size]`.
  @inlinable
  public static func identity(_ size: Int) -> Tensor {
    .diagonal([Scalar](repeating: 1, count: size))
  }

  /// The square matrix with the given diagonal, `[n, n]`.
  @inlinable
  public static func diagonal(_ entries: [Scalar]) -> Tensor {
    var matrix = Tensor.zeros([entries.count, entries.count])
    for (i, entry) in entries.enumerated() { matrix[i, i] = entry }
    return matrix
  }

  /// The number of axes.
  @inlinable public var rank: Int { shape.count }
  /// The number of elements.
  @inlinable public var count: Int { scalars.count }

  /// The element of a vector.
  @inlinable
  public subscript(i: Int) -> Scalar {
    get { storage[i] }
    set { storage[i] = newValue }
    _modify { yield &storage[i] }
  }

  /// The element of a matrix in row `i` and column `j`.
  @inlinable
  public subscript(i: Int, j: Int) -> Scalar {
    get { storage[i * shape[1] + j] }
    set { storage[i * shape[1] + j] = newValue }
    _modify { yield &storage[i * shape[1] + j] }
  }

  /// The element of a tensor with three axes.
  @inlinable
  public subscript(i: Int, j: Int, k: Int) -> Scalar {
    get { storage[(i * shape[1] + j) * shape[2] + k] }
    set { storage[(i * shape[1] + j) * shape[2] + k] = newValue }
    _modify { yield &storage[(i * shape[1] + j) * shape[2] + k] }
  }
}

extension Tensor {
  /// The same elements in another shape of the same size.
  ///
  /// - Precondition: The sizes agree.
  @inlinable
  public func reshaped(_ shape: [Int]) -> Tensor { Tensor(scalars, shape: shape) }

  /// The part at index `i` of the first axis, of shape `shape[1...]`.
  @inlinable
  public func row(_ i: Int) -> Tensor {
    let stride = shape.dropFirst().reduce(1, *)
    return Tensor(Array(scalars[i * stride..<(i + 1) * stride]), shape: Array(shape.dropFirst()))
  }

  /// The parts in a range of the first axis, `[range.count, …]`.
  @inlinable
  public func rows(_ range: Range<Int>) -> Tensor {
    let stride = shape.dropFirst().reduce(1, *)
    return Tensor(
      Array(scalars[range.lowerBound * stride..<range.upperBound * stride]),
      shape: [range.count] + shape.dropFirst())
  }

  /// Every part along the first axis.
  @inlinable
  public var unstacked: [Tensor] { (0..<shape[0]).map(row) }

  /// This tensor followed by another along the first axis.
  ///
  /// - Precondition: The other axes agree.
  @inlinable
  public func appending(rowsOf other: Tensor) -> Tensor {
    precondition(
      shape.dropFirst() == other.shape.dropFirst(), "cannot append \(other.shape) to \(shape)")
    return Tensor(
      scalars + other.scalars, shape: [shape[0] + other.shape[0]] + shape.dropFirst())
  }

  /// The matrix with rows and columns exchanged.
  @inlinable
  public var transposed: Tensor {
    precondition(rank == 2, "cannot transpose \(shape)")
    let (m, n) = (shape[0], shape[1])
    var result = Tensor.zeros([n, m])
    scalars.withUnsafeBufferPointer { source in
      result.scalars.withUnsafeMutableBufferPointer { target in
        for i in 0..<m { for j in 0..<n { target[j * m + i] = source[i * n + j] } }
      }
    }
    return result
  }

  /// Whether every element is a finite number.
  @inlinable
  public var isFinite: Bool { scalars.allSatisfy { $0.isFinite } }
}
