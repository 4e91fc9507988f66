internal import Tensors

/// The operands one after another along an axis.
struct Concatenation<Scalar: KernelScalar>: Operation {
  let axis: Int
  /// The number of elements that each operand contributes to a block of the result.
  let blocks: [Int]
  let lengths: [Int]
  let outer: Int

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    var target = y
    for o in 0..<outer {
      for i in blocks.indices {
        let block = blocks[i]
        target.update(from: x[i] + o * block, count: block)
        target += block
      }
    }
  }

  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return v.sliced(start..<start + length, along: axis)
    }
  }

  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    .concatenating(zip(ẋ, x).map { ẋ, x in ẋ ?? x.zeros }, along: axis)
  }
}

extension Variable {
  /// Variables one after another along an axis, counted from the end if negative.
  ///
  /// - Precondition: There is at least one; the other axes agree; the axis is not that of the rows of a
  ///   batch, and all or none have rows.
  public static func concatenating(_ variables: [Variable], along axis: Int) -> Variable {
    precondition(!variables.isEmpty, "cannot concatenate nothing")
    let first = variables[0]
    let k = first.axis(axis)
    first.refuseRows(along: k, "a concatenation")
    var result = first.shape
    result[k] = variables.reduce(0) { $0 + $1.shape[k] }
    for variable in variables {
      var shape = variable.shape
      precondition(shape.count == first.rank, "cannot concatenate \(first.shape) and \(shape)")
      shape[k] = first.shape[k]
      precondition(
        shape == first.shape && variable.hasRows == first.hasRows,
        "cannot concatenate \(first.shape) and \(variable.shape) along axis \(axis)")
    }
    let inner = first.shape[(k + 1)...].reduce(1, *)
    let operation = Concatenation<Scalar>(
      axis: k, blocks: variables.map { $0.shape[k] * inner },
      lengths: variables.map { $0.shape[k] },
      outer: first.shape[..<k].reduce(1, *))
    return first.graph.record(operation, variables, shape: result)
  }
}
