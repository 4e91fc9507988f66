/// Functions of one number that run as vector loops.
///
/// The raw values are those of `kernel_unary` in `CKernels.h`.
public enum UnaryFunction: UInt32, Sendable, CaseIterable {
  /// eˣ, ln x, sin x, cos x, √x and 1/x.
  case exp, log, sin, cos, sqrt, reciprocal
  /// x², |x|, the sign of x (0 at 0) and 1 where x > 0, else 0.
  case square, abs, sign, step
  /// max(x, 0), tanh x, σ(x) = 1/(1 + e⁻ˣ), x·σ(x) and ln(1 + eˣ).
  case relu, tanh, sigmoid, silu, softplus
}

/// Operations on two numbers that run as vector loops.
///
/// The raw values are those of `kernel_binary` in `CKernels.h`.
public enum BinaryFunction: UInt32, Sendable, CaseIterable {
  /// a + b, a − b, a·b and a/b.
  case add, subtract, multiply, divide
}

/// Activations whose derivative is a function of their value y, so that only the value is kept.
///
/// The raw values are those of `kernel_activation` in `CKernels.h`.
public enum FusedActivation: UInt32, Sendable, CaseIterable {
  /// x (derivative 1), max(x, 0) ([y > 0]), tanh x (1 − y²) and σ(x) (y·(1 − y)).
  case linear, relu, tanh, sigmoid
}
