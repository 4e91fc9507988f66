public import Autodiff
public import Tensors

/// A formula that can be a part of a larger computation, such as a loss with finite steps.
public struct RecordedFormula: RecordableOracle {
  private let formula: FormulaOracle

  /// The formula, unless it has an operation that computations do not: inverse functions of angles, tan,
  /// hyperbolic functions but tanh, real powers, extrema, determinants.
  public init?(_ formula: FormulaOracle) {
    guard formula.program.instructions.allSatisfy(\.operation.isRecordable) else { return nil }
    self.formula = formula
  }

  /// As the formula's.
  public var layout: PointLayout { formula.layout }
  /// As the formula's.
  public var outputs: Int { formula.outputs }
  /// As the formula's.
  public func evaluate(at samples: Tensor<Double>) -> OracleValues {
    formula.evaluate(at: samples)
  }

  /// The values at `x`, `[N, n]`: `[N, outputs]`.
  ///
  /// Checked by: `FormulaOracleTests.recordedAgrees`.
  public func record<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    var registers: [Variable<Scalar>] = []
    for instruction in formula.program.instructions {
      let operands = instruction.operands.map { registers[$0] }
      registers.append(instruction.operation.record(operands, x))
    }
    return .concatenating(formula.registers.map { registers[$0] }, along: 1)
  }
}

extension Program.Operation {
  fileprivate var isRecordable: Bool {
    switch self {
    case .constant, .coordinate, .add, .subtract, .multiply, .divide, .negate: true
    case .integerPower(let exponent): exponent.magnitude <= 64
    case .elementary(let function):
      [.sin, .cos, .tanh, .exp, .log, .sqrt, .abs, .sign].contains(function)
    case .power, .minimum, .maximum, .arctangent, .determinant, .complexDeterminant: false
    }
  }

  /// The operation on columns, `[N, 1]`, of a computation at points `x`.
  fileprivate func record<Scalar>(
    _ y: [Variable<Scalar>], _ x: Variable<Scalar>
  ) -> Variable<Scalar> {
    switch self {
    case .constant(let value): return x.sliced(0..<1, along: 1) * 0 + Scalar(value)
    case .coordinate(let index): return x.sliced(index..<index + 1, along: 1)
    case .add: return y[0] + y[1]
    case .subtract: return y[0] - y[1]
    case .multiply: return y[0] * y[1]
    case .divide: return y[0] / y[1]
    case .negate: return -1 * y[0]
    case .integerPower(let exponent):
      let factors = Array(repeating: y[0], count: Int(exponent.magnitude))
      let power = factors.dropFirst().reduce(factors.first ?? y[0] * 0 + 1, *)
      return exponent < 0 ? 1 / power : power
    case .elementary(let function):
      switch function {
      case .sin: return y[0].sin()
      case .cos: return y[0].cos()
      case .tanh: return y[0].tanh()
      case .exp: return y[0].exp()
      case .log: return y[0].log()
      case .sqrt: return y[0].sqrt()
      case .abs: return y[0].abs()
      case .sign: return y[0].sign()
      default: break
      }
    default: break
    }
    preconditionFailure("\(self) cannot be recorded")
  }
}
