public import Autodiff
public import Networks
internal import Tensors

/// Several vector fields on ℝⁿ as one layer: `[B, n]` to `[B, count·n]`, field after field.
public struct FieldFamily: Layer {
  /// What each field is.
  public let kind: Kind
  /// The number of fields N.
  public let count: Int
  /// The dimension n.
  public let dimension: Int
  /// The points are seen by networks as `(x − shift)/scale`, each `[n]`.
  public let shift, scale: [Double]

  /// What a field is.
  public enum Kind: Sendable, Equatable {
    /// A network with these hidden layers.
    case network(hidden: [Int])
    /// A linear combination of monomials.
    case polynomial(FieldClass)
  }

  /// A family.
  ///
  /// - Parameters:
  ///   - shift: The mean of the points; only networks use it.
  ///   - scale: Their spread.
  /// - Precondition: Shift and scale have the dimension.
  public init(_ kind: Kind, count: Int, shift: [Double], scale: [Double]) {
    precondition(shift.count == scale.count, "a shift of \(shift) and a scale of \(scale)")
    (self.kind, self.count, self.shift, self.scale) = (kind, count, shift, scale)
    dimension = shift.count
  }

  /// Of networks, those of each; of polynomials, all coefficients, `[B, count·n]`.
  public var slots: [ParameterSlot] {
    switch kind {
    case .network(let hidden):
      let slots = network(hidden).slots
      return (0..<count).flatMap { index in slots.map { $0.prefixed(by: "\(index)") } }
    case .polynomial(let fieldClass):
      let monomials = fieldClass.monomials(dimension: dimension)
      return [
        ParameterSlot(
          name: "coefficients", shape: [monomials, count * dimension],
          initialization: .glorot(inputs: monomials, outputs: dimension))
      ]
    }
  }

  /// The kind and the sizes.
  public var summary: String { "\(count) fields, \(kind), shift: \(shift), scale: \(scale)" }

  /// The fields at `x`, `[B, n]`: `[B, count·n]`.
  public func callAsFunction<Scalar>(_ x: Variable<Scalar>, in scope: inout Scope<Scalar>)
    -> Variable<Scalar>
  {
    switch kind {
    case .network(let hidden):
      let network = network(hidden)
      let factor = x.constant(Tensor(scale.map { Scalar(1 / $0) }))
      let offset = x.constant(Tensor(zip(shift, scale).map { Scalar(-$0 / $1) }))
      let standardised = x * factor + offset
      return .concatenating((0..<count).map { _ in network(standardised, in: &scope) }, along: 1)
    case .polynomial(let fieldClass):
      return fieldClass.monomials(of: x).matmul(scope.next())
    }
  }

  /// The coefficients of polynomial fields, `[count, n, B]`; nil of networks.
  func coefficients(_ parameters: Parameters) -> Tensor<Double>? {
    guard case .polynomial(let fieldClass) = kind else { return nil }
    let monomials = fieldClass.monomials(dimension: dimension)
    let values = Tensor<Double>(
      parameters[0].scalars.map(Double.init), shape: [monomials, count * dimension])
    return values.transposed.reshaped([count, dimension, monomials])
  }

  private func network(_ hidden: [Int]) -> Sequential {
    Sequential(mlp: [dimension] + hidden + [dimension], hidden: .silu)
  }
}

extension FieldClass {
  /// The monomials at `x`, `[N, n]`: `[N, B]`.
  func monomials<Scalar>(of x: Variable<Scalar>) -> Variable<Scalar> {
    if self == .linear { return x }
    let one = x.sliced(0..<1, along: 1) * 0 + 1
    if self == .affine { return .concatenating([x, one], along: 1) }
    let n = x.shape[1]
    let pairs = (0..<n).flatMap { i in (i..<n).map { (i, $0) } }
    let products = x.gathered(pairs.map(\.0), along: 1) * x.gathered(pairs.map(\.1), along: 1)
    return .concatenating([x, one, products], along: 1)
  }
}
