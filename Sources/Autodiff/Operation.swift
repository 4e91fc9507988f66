internal import Tensors

/// A differentiable operation: how it is computed, and its derivative both ways, side by side.
///
/// Both derivatives are recorded as operations, so they can be differentiated again. Laws: both are
/// linear in `v` and `ẋ`, and ⟨v, pushforward(ẋ)⟩ = ⟨pullback(v), ẋ⟩.
protocol Operation<Scalar>: Sendable {
  associatedtype Scalar: KernelScalar

  /// Computes the value from those of the operands.
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>)

  /// The cotangent of every operand, given that of the value; nil where it is zero.
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]

  /// The tangent of the value, given those of the operands; a nil is a zero.
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?

  /// What the program may do with the operation's memory.
  var storage: StorageRule { get }

  /// Whether another operation of this type computes the same function on another number of rows.
  func hasSameNumbers(as other: Self) -> Bool
}

extension Operation {
  var storage: StorageRule { .own }
  func hasSameNumbers(as other: Self) -> Bool { true }

  /// Whether another operation computes the same function on another number of rows.
  func isSame(as other: any Operation<Scalar>) -> Bool {
    (other as? Self).map(hasSameNumbers) ?? false
  }
}

extension KernelScalar {
  /// Whether this is the same number, NaN being the same as NaN.
  func isSame(as other: Self) -> Bool { self == other || (isNaN && other.isNaN) }
}

/// Where the value of an operation is stored.
enum StorageRule: Sendable {
  /// In memory of its own.
  case own
  /// It may take the place of an operand of the same size that is not needed afterwards.
  case mayOverwriteOperands
  /// It is the first operand, seen otherwise.
  case sameAsFirstOperand
  /// Somebody else provides it before the program runs.
  case provided
}

/// The values of an operation's operands on one shard.
struct Operands<Scalar: KernelScalar> {
  /// The buffers of all nodes.
  let buffers: UnsafePointer<UnsafeMutablePointer<Scalar>?>
  /// Which of them are operands.
  let indices: UnsafePointer<Int>
  /// What else the value depends on.
  let moment: Moment

  subscript(i: Int) -> UnsafePointer<Scalar> {
    // A buffer is set for every node before a program runs.
    UnsafePointer(buffers[indices[i]].unsafelyUnwrapped)
  }
}

/// Where in the course of training, and where in the batch, an operation is computed: the key of its
/// random numbers.
package struct Moment: Sendable {
  /// The seed of the run.
  package var seed: UInt64
  /// The number of the step.
  package var step: UInt64
  /// The place of the shard's first row in the batch.
  package var firstRow: Int

  package init(seed: UInt64 = 0, step: UInt64 = 0, firstRow: Int = 0) {
    (self.seed, self.step, self.firstRow) = (seed, step, firstRow)
  }
}
