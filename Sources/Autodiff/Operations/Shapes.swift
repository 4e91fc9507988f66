internal import Tensors

/// The same elements in another shape.
struct Reshape<Scalar: KernelScalar>: Operation {
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {}
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [v.reshaped(x[0].shape)] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0]?.reshaped(y.shape) }
  var storage: StorageRule { .sameAsFirstOperand }
}

/// The operand repeated along axes of length 1.
struct Broadcast<Scalar: KernelScalar>: Operation {
  let layout: BroadcastLayout

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    let (rows, columns) = (layout.rows, layout.columns)
    withUnsafePointer(to: Scalar.zero) { zero in
      layout.forEachBlock { a, _, place in
        Scalar.binary(
          .add, x[0] + a, rows.strideA, columns.strideA, zero, 0, 0, y + place, rows: rows.length,
          columns: columns.length)
      }
    }
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [v.summed(like: x[0])] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0]?.broadcast(like: y) }
}

/// The axes in another order.
struct Permutation<Scalar: KernelScalar>: Operation {
  /// Axis `k` of the result is axis `order[k]` of the operand.
  let order: [Int]
  /// The shape of the result, and the step of its axes in the operand.
  let shape: [Int]
  let strides: [Int]

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    copy(x[0], into: y, axis: 0)
  }

  /// Copies what lies below `axis`.
  private func copy(_ x: UnsafePointer<Scalar>, into y: UnsafeMutablePointer<Scalar>, axis: Int) {
    guard axis < shape.count else {
      y.pointee = x.pointee
      return
    }
    let block = shape[(axis + 1)...].reduce(1, *)
    for i in 0..<shape[axis] {
      copy(x + i * strides[axis], into: y + i * block, axis: axis + 1)
    }
  }

  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    [v.permuted(order.indices.sorted { order[$0] < order[$1] })]
  }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0]?.permuted(order) }
}

extension Variable {
  /// The same elements in another shape of the same size.
  ///
  /// The first axis of a batch may be split off from, or merged with, the next: its length stays a
  /// multiple of the number of rows.
  public func reshaped(_ shape: [Int]) -> Variable {
    guard shape != self.shape else { return self }
    precondition(
      shape.reduce(1, *) == count, "\(self.shape) cannot be seen as \(shape): the sizes differ")
    if hasRows, graph.rows > 0 {
      precondition(
        (shape.first ?? 0).isMultiple(of: graph.rows) && shape.first != 0,
        "seeing \(self.shape) as \(shape) would mix the rows of a batch")
    }
    return record(Reshape(), shape: shape)
  }

  /// This variable repeated to the shape, and along the rows, of another.
  func broadcast(like other: Variable) -> Variable {
    guard shape != other.shape || hasRows != other.hasRows else { return self }
    precondition(
      !hasRows || other.hasRows, "\(described) cannot be repeated to \(other.described)")
    let layout = BroadcastLayout(shape, other.shape)
    precondition(layout.shape == other.shape, "\(shape) cannot be repeated to \(other.shape)")
    return graph.record(
      Broadcast(layout: layout), [self], shape: other.shape,
      placement: other.hasRows ? .rows : .common)
  }

  /// The axes in another order: axis `k` of the result is axis `order[k]` of this.
  ///
  /// - Precondition: `order` names every axis once; the rows of a batch stay first.
  public func permuted(_ order: [Int]) -> Variable {
    precondition(order.sorted() == Array(0..<rank), "\(order) is no order of the axes of \(shape)")
    precondition(!hasRows || order[0] == 0, "the order \(order) would mix the rows of a batch")
    var strides = [Int](repeating: 1, count: rank)
    for k in (0..<max(rank - 1, 0)).reversed() { strides[k] = strides[k + 1] * shape[k + 1] }
    let permuted = order.map { shape[$0] }
    return record(
      Permutation(order: order, shape: permuted, strides: order.map { strides[$0] }),
      shape: permuted)
  }

  /// The matrix, or each matrix of a list, with rows and columns exchanged.
  public var transposed: Variable {
    precondition(rank >= 2, "cannot transpose \(shape)")
    return permuted(Array(0..<rank - 2) + [rank - 1, rank - 2])
  }
}
