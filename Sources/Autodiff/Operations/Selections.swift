internal import Tensors

/// Successive indices of a selection, which are one block of memory.
struct IndexRun: Sendable {
  let place: Int
  let index: Int
  var count: Int

  /// The runs of a list of indices.
  static func runs(of indices: [Int]) -> [IndexRun] {
    var runs: [IndexRun] = []
    for (place, index) in indices.enumerated() {
      if let last = runs.last, last.index + last.count == index {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(IndexRun(place: place, index: index, count: 1))
      }
    }
    return runs
  }
}

/// The parts of the operand at some indices along an axis, which may repeat.
struct Gather<Scalar: KernelScalar>: Operation {
  let axis: Int
  let indices: [Int]
  let runs: [IndexRun]
  let layout: AxisLayout

  init(axis: Int, indices: [Int], layout: AxisLayout) {
    (self.axis, self.indices, self.layout) = (axis, indices, layout)
    runs = IndexRun.runs(of: indices)
  }

  func hasSameNumbers(as other: Gather) -> Bool { axis == other.axis && indices == other.indices }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    let source = x[0]
    for o in 0..<layout.outer {
      for run in runs {
        (y + (o * indices.count + run.place) * layout.inner).update(
          from: source + (o * layout.length + run.index) * layout.inner,
          count: run.count * layout.inner)
      }
    }
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [v.scattered(to: indices, of: layout.length, along: axis)] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0]?.gathered(indices, along: axis) }
}

/// The parts of the operand added to zeros at some indices along an axis: the transpose of ``Gather``.
struct Scatter<Scalar: KernelScalar>: Operation {
  let axis: Int
  let indices: [Int]
  let runs: [IndexRun]
  /// The layout of the result.
  let layout: AxisLayout

  init(axis: Int, indices: [Int], layout: AxisLayout) {
    (self.axis, self.indices, self.layout) = (axis, indices, layout)
    runs = IndexRun.runs(of: indices)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    y.update(repeating: 0, count: layout.outer * layout.length * layout.inner)
    for o in 0..<layout.outer {
      for run in runs {
        let target = y + (o * layout.length + run.index) * layout.inner
        let source = x[0] + (o * indices.count + run.place) * layout.inner
        Scalar.binary(
          .add, target, 0, 1, source, 0, 1, target, rows: 1, columns: run.count * layout.inner)
      }
    }
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [v.gathered(indices, along: axis)] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0]?.scattered(to: indices, of: layout.length, along: axis) }
}

extension Variable {
  /// The parts at the given indices along an axis; an index may repeat.
  ///
  /// - Precondition: The indices exist, and the axis is not that of the rows of a batch.
  public func gathered(_ indices: [Int], along axis: Int) -> Variable {
    let k = self.axis(axis)
    refuseRows(along: k, "picking rows")
    precondition(
      indices.allSatisfy { (0..<shape[k]).contains($0) },
      "\(shape) has no index \(indices.first { !(0..<shape[k]).contains($0) } ?? 0) along axis \(axis)"
    )
    var result = shape
    result[k] = indices.count
    return record(
      Gather<Scalar>(axis: k, indices: indices, layout: AxisLayout(shape, axis: k)), shape: result)
  }

  /// A range along an axis.
  ///
  /// - Precondition: The range exists, and the axis is not that of the rows of a batch.
  public func sliced(_ range: Range<Int>, along axis: Int) -> Variable {
    gathered(Array(range), along: axis)
  }

  /// The parts of this added to zeros of the given length along an axis, at the given indices.
  func scattered(to indices: [Int], of length: Int, along axis: Int) -> Variable {
    var result = shape
    result[axis] = length
    return record(
      Scatter<Scalar>(axis: axis, indices: indices, layout: AxisLayout(result, axis: axis)),
      shape: result)
  }
}
