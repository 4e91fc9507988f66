public import Tensors

/// A tensor in a computation that is being recorded: functions of variables can be differentiated, and
/// run on many batches without being recorded again.
///
/// A function is an ordinary closure, `{ x in (x * x).sum(along: -1).sqrt() }`. It is called to record
/// it, once for each length of a shard; its control flow may depend on shapes but not on numbers.
///
/// A computation on a batch is written as if it saw the whole batch. It may run in shards, and then the
/// first axis of what depends on the batch has the length of the shard while it is recorded; sums and
/// means over that axis, and products that contract it, are those of the whole batch. Operations that
/// would mix rows in another way are refused.
///
/// Checked by: `OperationGradientTests`, `BatchTests`.
public struct Variable<Scalar: KernelScalar> {
  let graph: Graph<Scalar>
  let id: Int

  var node: Graph<Scalar>.Node { graph.nodes[id] }
  var placement: Graph<Scalar>.Placement { node.placement }

  /// Whether the first axis runs over the rows of a batch.
  public var hasRows: Bool { placement == .rows }
  /// The length of every axis; `[]` for a number.
  public var shape: [Int] { node.shape }
  /// The number of axes.
  public var rank: Int { shape.count }
  /// The number of elements.
  public var count: Int { node.count }

  /// A tensor as a constant of the same computation.
  public func constant(_ tensor: Tensor<Scalar>) -> Variable {
    graph.record(Constant(tensor: tensor), [], shape: tensor.shape)
  }

  /// A number as a constant of the same computation, `[]`.
  public func constant(_ number: Scalar) -> Variable { constant(Tensor([number], shape: [])) }

  /// Zeros in this shape, with rows if this has them: a derivative that is zero whatever the value.
  var zeros: Variable { constant(0).broadcast(like: self) }

  /// The shape in words.
  var described: String { "\(shape)" + (hasRows ? " with the rows of a batch" : " without rows") }

  /// The same value, as a constant for every derivative.
  public func detached() -> Variable {
    graph.record(Detached(), [self], shape: shape, placement: placement)
  }

  func record(_ operation: some Operation<Scalar>, with others: Variable..., shape: [Int])
    -> Variable
  {
    graph.record(operation, [self] + others, shape: shape)
  }

  /// The axis with the given number, counted from the end if negative.
  ///
  /// - Precondition: There is such an axis.
  func axis(_ number: Int) -> Int {
    precondition((-rank..<rank).contains(number), "\(shape) has no axis \(number)")
    return number < 0 ? number + rank : number
  }

  /// Checks that an operation leaves the rows of a batch alone.
  func refuseRows(along axis: Int, _ what: String) {
    precondition(!(hasRows && axis == 0), "\(what) would mix the rows of a batch")
  }
}
