/// Elementwise arithmetic. Both sides have one shape; a scalar stands for a tensor that repeats it.
extension Tensor {
  /// Each element mapped by `transform`; the shape is unchanged.
  @inlinable
  public func map(_ transform: (Scalar) -> Scalar) -> Tensor {
    Tensor(scalars.map(transform), shape: shape)
  }

  @inlinable
  func combined(with other: Tensor, _ combine: (Scalar, Scalar) -> Scalar) -> Tensor {
    precondition(shape == other.shape, "cannot combine \(shape) with \(other.shape)")
    var result = self
    result.scalars.withUnsafeMutableBufferPointer { target in
      other.scalars.withUnsafeBufferPointer { source in
        for i in target.indices { target[i] = combine(target[i], source[i]) }
      }
    }
    return result
  }

  /// The sum, element by element.
  @inlinable
  public static func + (a: Tensor, b: Tensor) -> Tensor { a.combined(with: b, +) }
  /// The difference, element by element.
  @inlinable
  public static func - (a: Tensor, b: Tensor) -> Tensor { a.combined(with: b, -) }
  /// The product, element by element (not the matrix product; see ``matmul(_:transposed:_:)``).
  @inlinable
  public static func * (a: Tensor, b: Tensor) -> Tensor { a.combined(with: b, *) }
  /// The quotient, element by element.
  @inlinable
  public static func / (a: Tensor, b: Tensor) -> Tensor { a.combined(with: b, /) }
  /// Every element multiplied by a number.
  @inlinable
  public static func * (a: Scalar, b: Tensor) -> Tensor { b.map { a * $0 } }
  /// Every element divided by a number.
  @inlinable
  public static func / (a: Tensor, b: Scalar) -> Tensor { a.map { $0 / b } }
  /// Every element with the other sign.
  @inlinable
  public static prefix func - (a: Tensor) -> Tensor { a.map { -$0 } }
  /// Adds another tensor in place.
  public static func += (a: inout Tensor, b: Tensor) { a.add(b) }
  /// Subtracts another tensor in place.
  public static func -= (a: inout Tensor, b: Tensor) { a.add(b, times: -1) }

  /// `self ← self + factor · other`.
  public mutating func add(_ other: Tensor, times factor: Scalar = 1) {
    precondition(shape == other.shape, "cannot add \(other.shape) to \(shape)")
    scalars.withUnsafeMutableBufferPointer { target in
      other.scalars.withUnsafeBufferPointer { source in
        guard let y = target.baseAddress, let x = source.baseAddress else { return }
        Scalar.axpy(factor, x, into: y, count: target.count)
      }
    }
  }

  /// The sum of all elements.
  @inlinable
  public var sum: Scalar { scalars.reduce(0, +) }

  /// Σ aᵢ bᵢ over all elements: the Euclidean (for matrices, Frobenius) inner product.
  public func dot(_ other: Tensor) -> Scalar {
    precondition(count == other.count, "cannot pair \(shape) with \(other.shape)")
    return scalars.withUnsafeBufferPointer { x in
      other.scalars.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
        return Scalar.dot(x, y, count: count)
      }
    }
  }

  /// The Euclidean (for matrices, Frobenius) norm.
  public var norm: Scalar { dot(self).squareRoot() }

  /// The largest magnitude of an element; 0 if there is none.
  @inlinable
  public var maximumMagnitude: Scalar { scalars.reduce(0) { max($0, $1.magnitude) } }

  /// The sum of the diagonal of a square matrix.
  @inlinable
  public var trace: Scalar {
    precondition(rank == 2 && shape[0] == shape[1], "\(shape) has no trace")
    return (0..<shape[0]).reduce(0) { $0 + self[$1, $1] }
  }
}
