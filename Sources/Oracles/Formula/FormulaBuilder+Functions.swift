extension FormulaBuilder {
  /// π, e and, among complex vectors, i; a variable of the same name hides them.
  mutating func constant(_ name: String) throws(FormulaError) -> FormulaValue? {
    if case .complex = variables.kind, name == "i" {
      return FormulaValue(re: emitter.constant(0), im: emitter.constant(1))
    }
    if FormulaFunction.all[name] != nil {
      throw error(.syntax("'\(name)' is a function; its argument needs parentheses: \(name)(…)"))
    }
    return Self.constants[name].map { FormulaValue(re: emitter.constant($0)) }
  }

  static let constants: [String: Double] = ["pi": .pi, "π": .pi, "e": 2.718281828459045]

  mutating func call(
    _ name: String, _ arguments: [FormulaValue]
  ) throws(FormulaError) -> FormulaValue {
    guard let function = FormulaFunction.all[name] else {
      throw error(
        .unknownFunction(name, closest: closest(to: name, among: FormulaFunction.all.keys)))
    }
    guard function.arguments.contains(arguments.count) else {
      throw error(
        .argumentCount(
          function: name, expected: function.argumentsInWords, found: arguments.count))
    }
    let a = arguments[0]
    switch function {
    case .conjugate: return map(a) { $0.conjugate($1) }
    case .real: return map(a) { Component(re: $1.re) }
    case .imaginary: return map(a) { Component(re: $1.im ?? $0.constant(0)) }
    case .norm: return norm(a)
    case .dot: return try dot(a, arguments[1])
    case .inner: return try dot(map(a) { $0.conjugate($1) }, arguments[1])
    case .cross: return try cross(a, arguments[1])
    case .determinant: return try determinant(arguments)
    case .power: return try power(a, arguments[1])
    case .elementary(.exp) where a.isComplex && !a.isVector: return map(a) { $0.exponential($1) }
    case .elementary(.abs) where a.isComplex && !a.isVector: return norm(a)
    case .elementary(let elementary):
      let x = try reals(name, arguments)[0]
      return FormulaValue(re: emitter.emit(.elementary(elementary), x))
    case .atan2:
      let x = try reals(name, arguments)
      return FormulaValue(re: emitter.emit(.arctangent, x[0], x[1]))
    case .minimum, .maximum:
      let x = try reals(name, arguments)
      let operation: Program.Operation = function == .minimum ? .minimum : .maximum
      return FormulaValue(
        re: x.dropFirst().reduce(x[0]) { emitter.emit(operation, $0, $1) })
    }
  }

  private func reals(_ name: String, _ values: [FormulaValue]) throws(FormulaError) -> [Int] {
    if let value = values.first(where: { $0.isVector || $0.isComplex }) {
      let advice =
        value.isVector && name == "abs"
        ? "norm(x)" : value.isVector ? "a component, as in x[1]" : "re(z), im(z) or abs(z)"
      throw mismatch("'\(name)' takes a real number, not \(value.text); try \(advice)")
    }
    return values.map { $0.components[0].re }
  }

  /// √Σ|xᵢ|².
  private mutating func norm(_ a: FormulaValue) -> FormulaValue {
    let squares = a.components.map { emitter.squaredModulus($0) }
    let sum = squares.dropFirst().reduce(squares[0]) { emitter.emit(.add, $0, $1) }
    return FormulaValue(re: emitter.emit(.elementary(.sqrt), sum))
  }

  /// Σ xᵢ yᵢ.
  mutating func dot(_ a: FormulaValue, _ b: FormulaValue) throws(FormulaError) -> FormulaValue {
    guard a.isVector, b.isVector, a.components.count == b.components.count else {
      throw mismatch(
        "no dot product of \(a.text) and \(b.text); it takes two vectors of one dimension")
    }
    let products = zip(a.components, b.components).map { emitter.product($0, $1) }
    return FormulaValue(
      [products.dropFirst().reduce(products[0]) { emitter.sum($0, $1) }], isVector: false)
  }

  /// The vector product in ℝ³ (or ℂ³, without conjugation).
  mutating func cross(_ a: FormulaValue, _ b: FormulaValue) throws(FormulaError) -> FormulaValue {
    guard a.isVector, b.isVector, a.components.count == 3, b.components.count == 3 else {
      throw mismatch(
        "the cross product takes two vectors of dimension 3, not \(a.text) and \(b.text)")
    }
    let (x, y) = (a.components, b.components)
    return FormulaValue(
      [(1, 2), (2, 0), (0, 1)].map { i, j in
        emitter.difference(emitter.product(x[i], y[j]), emitter.product(x[j], y[i]))
      }, isVector: true)
  }

  /// The determinant of the matrix whose rows are the arguments.
  private mutating func determinant(_ rows: [FormulaValue]) throws(FormulaError) -> FormulaValue {
    let n = rows.count
    if let row = rows.first(where: { !$0.isVector || $0.components.count != n }) {
      throw mismatch(
        "det of \(n) argument\(n == 1 ? "" : "s") needs vectors of dimension \(n), not \(row.text)")
    }
    guard n <= Determinant.largest else {
      throw error(.tooLarge("det takes at most \(Determinant.largest) vectors"))
    }
    let entries = rows.flatMap(\.components)
    let re = entries.map(\.re)
    guard rows.contains(where: \.isComplex) else {
      return FormulaValue(
        re: emitter.program.emit(.determinant(n: n), re, at: emitter.offset))
    }
    let im = entries.map { $0.im ?? emitter.constant(0) }
    let parts = [false, true].map { imaginary in
      emitter.program.emit(
        .complexDeterminant(n: n, imaginary: imaginary), re + im, at: emitter.offset)
    }
    return FormulaValue(re: parts[0], im: parts[1])
  }
}
