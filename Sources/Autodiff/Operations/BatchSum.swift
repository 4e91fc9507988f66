internal import Tensors

/// The sum of a value over the shards of a batch, in the order of the shards.
///
/// The program computes it, in parallel over the elements, once every shard has made its summand. As a
/// function of the whole batch it is the identity on the sum, and so are its derivatives: those of the
/// summand are recorded as sums over the batch already.
struct BatchSum<Scalar: KernelScalar>: Operation {
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {}
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [v] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0] }
}

extension Variable {
  /// The sum over the shards of a value that every shard has of its own.
  func summedOverBatch() -> Variable {
    precondition(placement == .partial, "only summands of shards are summed over the batch")
    return graph.record(BatchSum(), [self], shape: shape, placement: .common)
  }

  /// Records an operation that contracts the rows of a batch, if its operands have rows: the summand of
  /// a shard, then the sum over the shards.
  func recordContraction(_ operation: some Operation<Scalar>, with others: [Variable], shape: [Int])
    -> Variable
  {
    let operands = [self] + others
    guard operands.contains(where: \.hasRows) else {
      return graph.record(operation, operands, shape: shape)
    }
    return graph.record(operation, operands, shape: shape, placement: .partial).summedOverBatch()
  }
}
