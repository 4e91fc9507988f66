internal import Tensors

/// A value that the caller of the program provides.
struct Input<Scalar: KernelScalar>: Operation {
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {}
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { nil }
  var storage: StorageRule { .provided }
}

/// A value that is part of the program.
struct Constant<Scalar: KernelScalar>: Operation {
  let tensor: Tensor<Scalar>

  func hasSameNumbers(as other: Constant) -> Bool {
    // Compared as a whole first, which is fast, then with NaN.
    tensor == other.tensor
      || tensor.shape == other.tensor.shape
        && zip(tensor.scalars, other.tensor.scalars).allSatisfy { $0.isSame(as: $1) }
  }

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {}
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { nil }
  var storage: StorageRule { .provided }
}

/// The operand, with derivative zero.
struct Detached<Scalar: KernelScalar>: Operation {
  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {}
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [nil] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { nil }
  var storage: StorageRule { .sameAsFirstOperand }
}

/// A copy of the operand in memory of its own: what a program hands out.
struct Copy<Scalar: KernelScalar>: Operation {
  let count: Int

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    if x[0] != UnsafePointer(y) { y.update(from: x[0], count: count) }
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [v] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0] }
}
