internal import Tensors

/// An operation on each element; both derivatives multiply by `f′(x)`.
protocol Elementwise<Scalar>: Operation {
  /// `v ⊙ f′(x)`, where `y = f(x)`; nil where f′ is zero everywhere.
  func scaled(_ v: Variable<Scalar>, _ x: Variable<Scalar>, _ y: Variable<Scalar>)
    -> Variable<Scalar>?
}

extension Elementwise {
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [scaled(v, x[0], y)] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0].flatMap { scaled($0, x[0], y) } }
  var storage: StorageRule { .mayOverwriteOperands }
}

/// `y = f(x)` for the functions that have a kernel.
struct UnaryOperation<Scalar: KernelScalar>: Elementwise {
  let f: UnaryFunction
  let count: Int

  func hasSameNumbers(as other: UnaryOperation) -> Bool { f == other.f }

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    Scalar.unary(f, x[0], y, count: count)
  }

  func scaled(_ v: Variable<Scalar>, _ x: Variable<Scalar>, _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    switch f {
    case .exp: return v * y
    case .log: return v / x
    case .sin: return v * x.cos()
    case .cos: return -(v * x.sin())
    case .sqrt: return v / (2 * y)
    case .reciprocal: return -(v * y.squared())
    case .square: return 2 * v * x
    case .abs: return v * x.sign()
    case .sign, .step: return nil
    case .relu: return v.activationGradient(.relu, value: y)
    case .tanh: return v.activationGradient(.tanh, value: y)
    case .sigmoid: return v.activationGradient(.sigmoid, value: y)
    case .silu:
      let s = x.sigmoid()
      return v * (s + y * (1 - s))
    case .softplus: return v * x.sigmoid()
    }
  }
}

/// `y = scale·x + shift`.
struct Affine<Scalar: KernelScalar>: Elementwise {
  let scale: Scalar
  let shift: Scalar
  let count: Int

  func hasSameNumbers(as other: Affine) -> Bool {
    scale.isSame(as: other.scale) && shift.isSame(as: other.shift)
  }

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    Scalar.affine(scale, shift, x[0], y, count: count)
  }
  func scaled(_ v: Variable<Scalar>, _ x: Variable<Scalar>, _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { scale * v }
}

/// `y = xᵖ`.
struct Power<Scalar: KernelScalar>: Elementwise {
  let exponent: Scalar
  let count: Int

  func hasSameNumbers(as other: Power) -> Bool { exponent.isSame(as: other.exponent) }

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    Scalar.power(exponent, x[0], y, count: count)
  }
  func scaled(_ v: Variable<Scalar>, _ x: Variable<Scalar>, _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    exponent == 0 ? nil : exponent * (v * x.power(exponent - 1))
  }
}

/// `z = v ⊙ f′`, the derivative of an activation written as a function of its value `y`.
struct ActivationGradient<Scalar: KernelScalar>: Operation {
  let f: FusedActivation
  let count: Int

  func evaluate(_ x: Operands<Scalar>, into z: UnsafeMutablePointer<Scalar>) {
    Scalar.activationGradient(f, x[0], value: x[1], z, count: count)
  }

  func pullback(_ w: Variable<Scalar>, _ x: [Variable<Scalar>], _ z: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let (v, y) = (x[0], x[1])
    return [w.activationGradient(f, value: y), curvature(y).map { w * v * $0 }]
  }

  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ z: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    let (v, y) = (x[0], x[1])
    let first = ẋ[0]?.activationGradient(f, value: y)
    guard let ẏ = ẋ[1], let curvature = curvature(y) else { return first }
    return first.map { $0 + v * ẏ * curvature } ?? v * ẏ * curvature
  }

  /// The derivative of f′ by the value y.
  private func curvature(_ y: Variable<Scalar>) -> Variable<Scalar>? {
    switch f {
    case .linear, .relu: nil
    case .tanh: -2 * y
    case .sigmoid: 1 - 2 * y
    }
  }

  var storage: StorageRule { .mayOverwriteOperands }
}

extension Variable {
  private func unary(_ f: UnaryFunction) -> Variable {
    record(UnaryOperation(f: f, count: count), shape: shape)
  }

  /// eˣ of each element.
  public func exp() -> Variable { unary(.exp) }
  /// The natural logarithm of each element.
  public func log() -> Variable { unary(.log) }
  /// The sine of each element, in radians.
  public func sin() -> Variable { unary(.sin) }
  /// The cosine of each element, in radians.
  public func cos() -> Variable { unary(.cos) }
  /// The square root of each element; its derivative at 0 is infinite.
  public func sqrt() -> Variable { unary(.sqrt) }
  /// 1/x of each element.
  public func reciprocal() -> Variable { unary(.reciprocal) }
  /// x² of each element.
  public func squared() -> Variable { unary(.square) }
  /// |x| of each element; its derivative at 0 is taken as 0.
  public func abs() -> Variable { unary(.abs) }
  /// −1, 0 or 1, with derivative zero.
  public func sign() -> Variable { unary(.sign) }
  /// 1 where an element is positive, else 0, with derivative zero.
  public func step() -> Variable { unary(.step) }
  /// max(x, 0) of each element; its derivative at 0 is taken as 0.
  public func relu() -> Variable { unary(.relu) }
  /// The hyperbolic tangent of each element.
  public func tanh() -> Variable { unary(.tanh) }
  /// The logistic function σ(x) = 1/(1 + e⁻ˣ) of each element.
  public func sigmoid() -> Variable { unary(.sigmoid) }
  /// x·σ(x) of each element.
  public func silu() -> Variable { unary(.silu) }
  /// ln(1 + eˣ) of each element.
  public func softplus() -> Variable { unary(.softplus) }

  /// xᵖ of each element; NaN for negative x unless `exponent` is whole.
  public func power(_ exponent: Scalar) -> Variable {
    record(Power(exponent: exponent, count: count), shape: shape)
  }

  /// `scale·x + shift` of each element.
  func affine(scale: Scalar, shift: Scalar) -> Variable {
    record(Affine(scale: scale, shift: shift, count: count), shape: shape)
  }

  /// `v ⊙ f′`, for `v` this variable and `y` the value of the activation `f`.
  func activationGradient(_ f: FusedActivation, value y: Variable) -> Variable {
    f == .linear ? self : record(ActivationGradient(f: f, count: count), with: y, shape: shape)
  }
}
