public import Tensors

/// The first operation of a formula that was not finite at a sample.
public struct NonFiniteExplanation: Sendable, Equatable, CustomStringConvertible {
  /// What happened, as "log(-0.5) is not a number".
  public let message: String
  /// The formula.
  public let source: String
  /// The place of the operation: the number of characters before it.
  public let offset: Int

  /// The message, then the formula with a caret.
  public var description: String { message + "\n" + caret(under: offset, in: source) }
}

extension FormulaOracle {
  /// Which operation made the value, or the gradient, at a sample infinite or not a number.
  ///
  /// - Parameter sample: `[layout.count]`.
  /// - Returns: The first such operation in order of evaluation; nil if everything is finite.
  public func explainNonFinite(at sample: Tensor<Double>) -> NonFiniteExplanation? {
    precondition(
      sample.count == layout.count, "\(sample.count) numbers are not \(layout.count) coordinates")
    var machine = Machine(program, block: 1)
    machine.run(on: sample.scalars, from: 0, count: 1, dimension: layout.count)
    func explanation(_ message: String, _ instruction: Program.Instruction) -> NonFiniteExplanation
    {
      NonFiniteExplanation(message: message, source: source, offset: instruction.offset)
    }
    for (register, instruction) in program.instructions.enumerated() {
      let value = machine.value(of: register)
      let operands = instruction.operands.map { machine.value(of: $0) }
      let call = instruction.operation.description(operands)
      if !value.isFinite {
        return explanation("\(call) is \(value.isNaN ? "not a number" : "infinite")", instruction)
      }
      let slopes = instruction.support.indices.map { machine.derivative(of: register, $0) }
      if slopes.contains(where: { !$0.isFinite }) {
        return explanation("\(call) is \(value), but has no finite derivative there", instruction)
      }
    }
    return nil
  }
}

extension Program.Operation {
  /// The operation applied to numbers, for a message.
  fileprivate func description(_ x: [Double]) -> String {
    switch self {
    case .constant(let value): "\(value)"
    case .coordinate: "this coordinate"
    case .add: "\(x[0]) + \(x[1])"
    case .subtract: "\(x[0]) - \(x[1])"
    case .multiply: "\(x[0]) * \(x[1])"
    case .divide: "\(x[0]) / \(x[1])"
    case .negate: "-(\(x[0]))"
    case .integerPower(let k): "(\(x[0]))^\(k)"
    case .power: "(\(x[0]))^(\(x[1]))"
    case .minimum: "min(\(x[0]), \(x[1]))"
    case .maximum: "max(\(x[0]), \(x[1]))"
    case .arctangent: "atan2(\(x[0]), \(x[1]))"
    case .elementary(let function): "\(function.rawValue)(\(x[0]))"
    case .determinant, .complexDeterminant: "the determinant"
    }
  }
}
