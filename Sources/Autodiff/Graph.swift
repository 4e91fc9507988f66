internal import Tensors

/// A recorded computation: what the operations on ``Variable``s write down, in the order in which they
/// were called.
///
/// Goals, in order: one semantics, that of the whole batch, however the batch is cut into shards;
/// derivatives of any order, because derivatives are recorded as operations again; no work at run time
/// that can be done once. Rejected: a tape made anew at every step (allocations), closures that compute
/// numbers (no second derivatives).
final class Graph<Scalar: KernelScalar> {
  /// Where a value lives while a batch is worked on in shards.
  enum Placement: Sendable {
    /// One value for the whole batch: parameters, constants, sums over the batch.
    case common
    /// The rows of one shard: the first axis runs over them.
    case rows
    /// The summand of one shard in a sum over the batch; only a ``BatchSum`` may take it.
    case partial
  }

  /// One recorded operation.
  struct Node: Sendable {
    let operation: any Operation<Scalar>
    let inputs: [Int]
    let shape: [Int]
    let placement: Placement

    var count: Int { shape.reduce(1, *) }
  }

  /// The rows of this shard, and of the batch that it is a part of.
  let rows: Int
  let batchRows: Int
  private(set) var nodes: [Node] = []

  init(rows: Int = 0, batchRows: Int = 0) {
    (self.rows, self.batchRows) = (rows, batchRows)
  }

  /// Writes an operation down.
  ///
  /// The result has rows if an operand has, unless `placement` says otherwise.
  func record(
    _ operation: some Operation<Scalar>, _ inputs: [Variable<Scalar>], shape: [Int],
    placement: Placement? = nil
  ) -> Variable<Scalar> {
    for input in inputs {
      precondition(input.graph === self, "a variable of another computation cannot be used here")
    }
    let hasRows = inputs.contains { $0.placement == .rows }
    nodes.append(
      Node(
        operation: operation, inputs: inputs.map(\.id), shape: shape,
        placement: placement ?? (hasRows ? .rows : .common)))
    return Variable(graph: self, id: nodes.count - 1)
  }

  /// Which nodes depend on one of `roots`.
  func dependents(of roots: [Variable<Scalar>]) -> [Bool] {
    var depends = [Bool](repeating: false, count: nodes.count)
    for root in roots { depends[root.id] = true }
    for (id, node) in nodes.enumerated() where !depends[id] {
      depends[id] = node.inputs.contains { depends[$0] }
    }
    return depends
  }
}
