/// An element type with the vector loops that networks need beside BLAS: `Float` and `Double`.
///
/// As in ``TensorScalar``, a requirement is a whole operation on dense row-major arrays, the loops
/// themselves are declared in `CKernels.h`, which states each one's formula. A result may overwrite an
/// operand only where it says "in place".
public protocol KernelScalar: TensorScalar {
  /// `y[i] = f(x[i])`.
  static func unary(
    _ f: UnaryFunction, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>, count: Int)
  /// `y[i] = x[i]^exponent`.
  static func power(
    _ exponent: Self, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>, count: Int)
  /// `y[i] = scale·x[i] + shift`.
  static func affine(
    _ scale: Self, _ shift: Self, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>,
    count: Int)
  /// `z[i, j] = a[i·sa + j·ta] ∘ b[i·sb + j·tb]` for `z` `[rows, columns]`; `ta`, `tb` are 0 or 1.
  static func binary(
    _ op: BinaryFunction, _ a: UnsafePointer<Self>, _ sa: Int, _ ta: Int, _ b: UnsafePointer<Self>,
    _ sb: Int, _ tb: Int, _ z: UnsafeMutablePointer<Self>, rows: Int, columns: Int)
  /// `y[i, j] = f(x[i, j] + bias[j])`.
  static func biasActivation(
    _ f: FusedActivation, _ x: UnsafePointer<Self>, bias: UnsafePointer<Self>,
    _ y: UnsafeMutablePointer<Self>, rows: Int, columns: Int)
  /// `z[i] = v[i]·f′(y[i])`, the derivative written as a function of the value `y = f(x)`.
  static func activationGradient(
    _ f: FusedActivation, _ v: UnsafePointer<Self>, value y: UnsafePointer<Self>,
    _ z: UnsafeMutablePointer<Self>, count: Int)
  /// `y[i, k] = Σⱼ x[i, j, k]` for `x` `[outer, middle, inner]`.
  static func sum(
    _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>, outer: Int, middle: Int, inner: Int)
  /// `y[i, k] = maxⱼ x[i, j, k]`.
  static func maximum(
    _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>, outer: Int, middle: Int, inner: Int)
  /// The softmax of every row.
  static func softmax(
    _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>, rows: Int, columns: Int)
  /// The logarithm of the softmax of every row.
  static func logSoftmax(
    _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>, rows: Int, columns: Int)
  /// `loss[i] = −log softmax(x[i])[label[i]]`; NaN if a label is no whole number in `0..<columns`.
  static func crossEntropy(
    _ x: UnsafePointer<Self>, labels: UnsafePointer<Self>, _ loss: UnsafeMutablePointer<Self>,
    rows: Int, columns: Int)
  /// `z[i, j] = v[i]·(softmax(x[i])[j] − [j = label[i]])`.
  static func crossEntropyGradient(
    _ v: UnsafePointer<Self>, _ x: UnsafePointer<Self>, labels: UnsafePointer<Self>,
    _ z: UnsafeMutablePointer<Self>, rows: Int, columns: Int)
  /// `hit[i] = 1` if `x[i, label[i]]` is the largest of its row, the first of equal ones, else 0.
  static func isLargest(
    _ x: UnsafePointer<Self>, labels: UnsafePointer<Self>, _ hit: UnsafeMutablePointer<Self>,
    rows: Int, columns: Int)
  /// Σ (aᵢ − bᵢ)².
  static func squaredDistance(_ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, count: Int)
    -> Self
  /// `z[i] = scale·(a[i] − b[i])`.
  static func scaledDifference(
    _ scale: Self, _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
    _ z: UnsafeMutablePointer<Self>, count: Int)
  /// `c = op(a)·op(b)` for each of `batch` small matrices; `op(a)` is `[m, k]`, `op(b)` `[k, n]`.
  static func batchedProduct(
    _ a: UnsafePointer<Self>, transposed ta: Bool, _ b: UnsafePointer<Self>, transposed tb: Bool,
    _ c: UnsafeMutablePointer<Self>, batch: Int, m: Int, n: Int, k: Int)
  /// `y[i] = x[0][i] + x[1][i] + …`, in this order, for `i` in `range`.
  static func orderedSum(
    _ x: UnsafePointer<UnsafePointer<Self>?>, terms: Int, _ y: UnsafeMutablePointer<Self>,
    range: Range<Int>)
  /// One step of gradient descent with `s = gradientScale·g + decay·p`: `u ← momentum·u + s`, then
  /// `p ← p − rate·u`, or with `nesterov` `p ← p − rate·(s + momentum·u)`. Without `u`: `p ← p − rate·s`.
  static func sgdStep(
    _ p: UnsafeMutablePointer<Self>, velocity u: UnsafeMutablePointer<Self>?,
    gradient g: UnsafePointer<Self>, count: Int, gradientScale: Self, rate: Self, momentum: Self,
    decay: Self, nesterov: Bool)
  /// One step of Adam with `s = gradientScale·g`: `m ← β₁m + (1 − β₁)s`, `v ← β₂v + (1 − β₂)s²`, then
  /// `p ← p − rate·(m/c₁)/(√(v/c₂) + ε) − rate·decay·p`, where the caller gives `cᵢ = 1 − βᵢᵗ`.
  static func adamStep(
    _ p: UnsafeMutablePointer<Self>, mean m: UnsafeMutablePointer<Self>,
    square v: UnsafeMutablePointer<Self>, gradient g: UnsafePointer<Self>, count: Int,
    gradientScale: Self, rate: Self, beta1: Self, beta2: Self, correction1 c1: Self,
    correction2 c2: Self, epsilon: Self, decay: Self)
}
