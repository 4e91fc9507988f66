/// Builds the program of a formula: walks its steps with a stack of values, checks that they go
/// together, and takes vectors and complex numbers apart.
struct FormulaBuilder {
  typealias Component = FormulaValue.Component

  /// The most dual-number entries a program may have; about 32 MiB for one sample.
  static let largestProgram = 1 << 22

  let source: String
  var variables: FormulaVariables
  var emitter = ComplexEmitter()
  private(set) var outputs: [Int] = []
  private var stack: [FormulaValue] = []

  init(source: String, variables: FormulaVariables) {
    (self.source, self.variables) = (source, variables)
  }

  /// Performs every step.
  mutating func build(_ steps: [FormulaStep]) throws(FormulaError) {
    for step in steps {
      emitter.offset = step.offset
      stack.append(contentsOf: try result(of: step))
      guard emitter.program.size <= Self.largestProgram else {
        throw error(.tooLarge("the formula needs too many operations; write a shorter one"))
      }
      for register in stack.last?.components.flatMap({ [$0.re] + ($0.im.map { [$0] } ?? []) }) ?? []
      {
        if let value = emitter.program.constant(in: register), !value.isFinite {
          throw error(.notFinite("this constant is \(value.isNaN ? "not a number" : "infinite")"))
        }
      }
    }
  }

  /// The value that a step puts on the stack, after taking its operands; none for an output.
  private mutating func result(of step: FormulaStep) throws(FormulaError) -> [FormulaValue] {
    switch step.action {
    case .number(let value): return [FormulaValue(re: emitter.constant(value))]
    case .name(let name): return [try variable(name)]
    case .negate: return [map(pop()) { $0.negative($1) }]
    case .component(let index): return [try component(index, of: pop())]
    case .binary(let symbol):
      let (b, a) = (pop(), pop())
      return [try binary(symbol, a, b)]
    case .call(let name, let count):
      let arguments = Array(stack.suffix(count))
      stack.removeLast(count)
      return [try call(name, arguments)]
    case .output:
      for component in pop().components {
        outputs += [component.re] + (component.im.map { [$0] } ?? [])
      }
      return []
    }
  }

  private mutating func pop() -> FormulaValue { stack.removeLast() }

  func error(_ reason: FormulaError.Reason) -> FormulaError {
    FormulaError(reason: reason, source: source, offset: emitter.offset)
  }

  func mismatch(_ text: String) -> FormulaError { error(.mismatch(text)) }

  /// A value with every component mapped.
  mutating func map(
    _ value: FormulaValue, _ transform: (inout ComplexEmitter, Component) -> Component
  ) -> FormulaValue {
    FormulaValue(value.components.map { transform(&emitter, $0) }, isVector: value.isVector)
  }
}

extension FormulaBuilder {
  private mutating func variable(_ name: String) throws(FormulaError) -> FormulaValue {
    if variables.index(of: name) == nil, let constant = try constant(name) { return constant }
    guard let index = variables.index(of: name) ?? variables.add(name) else {
      let names = variables.names
      throw error(.unknownName(name, closest: closest(to: name, among: names), declared: names))
    }
    guard variables.names.count <= FormulaVariables.mostCoordinates else {
      throw error(.tooLarge(FormulaVariables.tooMany))
    }
    let (n, offset) = (variables.components, emitter.offset)
    let first = index * variables.dimension
    switch variables.kind {
    case .scalars: return FormulaValue(re: emitter.program.coordinate(index, at: offset))
    case .vectors:
      return FormulaValue(
        (0..<n).map { Component(re: emitter.program.coordinate(first + $0, at: offset)) },
        isVector: true)
    case .complex:
      return FormulaValue(
        (0..<n).map {
          Component(
            re: emitter.program.coordinate(first + $0, at: offset),
            im: emitter.program.coordinate(first + n + $0, at: offset))
        }, isVector: true)
    }
  }

  private mutating func component(
    _ index: Int, of value: FormulaValue
  ) throws(FormulaError) -> FormulaValue {
    guard value.isVector else {
      throw mismatch("only a vector has components; declare it with its dimension")
    }
    guard index <= value.components.count else {
      throw mismatch("this vector has components 1 to \(value.components.count) only")
    }
    return FormulaValue([value.components[index - 1]], isVector: false)
  }

  private mutating func binary(
    _ symbol: Character, _ a: FormulaValue, _ b: FormulaValue
  ) throws(FormulaError) -> FormulaValue {
    switch symbol {
    case "+": return try elementwise("add", a, b) { $0.sum($1, $2) }
    case "-": return try elementwise("subtract", a, b) { $0.difference($1, $2) }
    case "*", "·", "×":
      if a.isVector, b.isVector {
        if symbol == "·" { return try dot(a, b) }
        if symbol == "×" { return try cross(a, b) }
        throw mismatch("two vectors have no product '*'; write x.y for the dot product")
      }
      let (factor, value) = a.isVector ? (b, a) : (a, b)
      let number = factor.components[0]
      return map(value) { $0.product(number, $1) }
    case "/":
      guard !b.isVector else { throw mismatch("cannot divide by \(b.text)") }
      let divisor = b.components[0]
      return map(a) { $0.quotient($1, divisor) }
    case "^": return try power(a, b)
    default:
      guard a.isVector, b.isVector else {
        throw mismatch("'.' is the dot product of two vectors; multiply numbers with '*'")
      }
      return try dot(a, b)
    }
  }

  private mutating func elementwise(
    _ verb: String, _ a: FormulaValue, _ b: FormulaValue,
    _ combine: (inout ComplexEmitter, Component, Component) -> Component
  ) throws(FormulaError) -> FormulaValue {
    guard a.isVector == b.isVector, a.components.count == b.components.count else {
      throw mismatch("cannot \(verb) \(a.text) and \(b.text)")
    }
    return FormulaValue(
      zip(a.components, b.components).map { combine(&emitter, $0, $1) }, isVector: a.isVector)
  }

  mutating func power(
    _ a: FormulaValue, _ b: FormulaValue
  ) throws(FormulaError) -> FormulaValue {
    guard !a.isVector else {
      throw mismatch("a vector has no powers; write x.x or norm(x)^2")
    }
    guard !b.isVector, !b.isComplex else { throw mismatch("\(b.text) cannot be an exponent") }
    let (base, exponent) = (a.components[0], b.components[0].re)
    let integer = emitter.program.constant(in: exponent)
      .flatMap { $0.magnitude <= 64 ? Int(exactly: $0) : nil }
    if base.im != nil {
      guard let integer else {
        throw mismatch("a complex number has only whole powers from -64 to 64")
      }
      return FormulaValue([emitter.power(base, integer)], isVector: false)
    }
    if let integer { return FormulaValue(re: emitter.emit(.integerPower(integer), base.re)) }
    return FormulaValue(re: emitter.emit(.power, base.re, exponent))
  }
}
