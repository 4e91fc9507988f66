/// A number or vector in a formula, real or complex, taken apart into registers of a program.
struct FormulaValue {
  /// A real or complex number.
  struct Component {
    var re: Int
    /// Nil for a real number.
    var im: Int?
  }

  var components: [Component]
  var isVector: Bool

  init(_ components: [Component], isVector: Bool) {
    (self.components, self.isVector) = (components, isVector)
  }

  /// A number.
  init(re: Int, im: Int? = nil) {
    self.init([Component(re: re, im: im)], isVector: false)
  }

  var isComplex: Bool { components.contains { $0.im != nil } }

  /// How a message names it.
  var text: String {
    let field = isComplex ? "complex " : ""
    return isVector ? "a \(field)vector of dimension \(components.count)" : "a \(field)number"
  }
}

/// Arithmetic on complex numbers as operations on their real and imaginary parts.
struct ComplexEmitter {
  typealias Component = FormulaValue.Component

  var program = Program()
  /// The character that asks for what is emitted next.
  var offset = 0

  mutating func emit(_ operation: Program.Operation, _ operands: Int...) -> Int {
    program.emit(operation, operands, at: offset)
  }

  mutating func constant(_ value: Double) -> Int { program.constant(value, at: offset) }

  mutating func sum(_ a: Component, _ b: Component) -> Component {
    let re = emit(.add, a.re, b.re)
    guard let x = a.im, let y = b.im else { return Component(re: re, im: a.im ?? b.im) }
    return Component(re: re, im: emit(.add, x, y))
  }

  mutating func difference(_ a: Component, _ b: Component) -> Component {
    let re = emit(.subtract, a.re, b.re)
    switch (a.im, b.im) {
    case (let x?, let y?): return Component(re: re, im: emit(.subtract, x, y))
    case (nil, let y?): return Component(re: re, im: emit(.negate, y))
    case (let x, nil): return Component(re: re, im: x)
    }
  }

  mutating func negative(_ a: Component) -> Component {
    Component(re: emit(.negate, a.re), im: a.im.map { emit(.negate, $0) })
  }

  mutating func product(_ a: Component, _ b: Component) -> Component {
    let re = emit(.multiply, a.re, b.re)
    switch (a.im, b.im) {
    case (nil, nil): return Component(re: re)
    case (let x?, nil): return Component(re: re, im: emit(.multiply, x, b.re))
    case (nil, let y?): return Component(re: re, im: emit(.multiply, a.re, y))
    case (let x?, let y?):
      return Component(
        re: emit(.subtract, re, emit(.multiply, x, y)),
        im: emit(.add, emit(.multiply, a.re, y), emit(.multiply, x, b.re)))
    }
  }

  mutating func quotient(_ a: Component, _ b: Component) -> Component {
    guard b.im != nil else {
      return Component(re: emit(.divide, a.re, b.re), im: a.im.map { emit(.divide, $0, b.re) })
    }
    let (numerator, square) = (product(a, conjugate(b)), squaredModulus(b))
    return quotient(numerator, Component(re: square))
  }

  mutating func conjugate(_ a: Component) -> Component {
    Component(re: a.re, im: a.im.map { emit(.negate, $0) })
  }

  /// `|a|²`.
  mutating func squaredModulus(_ a: Component) -> Int {
    let re = emit(.integerPower(2), a.re)
    guard let im = a.im else { return re }
    return emit(.add, re, emit(.integerPower(2), im))
  }

  /// `aᵏ` by squaring, for a complex number.
  mutating func power(_ a: Component, _ k: Int) -> Component {
    var (result, square, rest) = (Component(re: constant(1)), a, k.magnitude)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      rest >>= 1
      if rest > 0 { square = product(square, square) }
    }
    return k < 0 ? quotient(Component(re: constant(1)), result) : result
  }

  /// `eᵃ = e^re (cos im + i sin im)`.
  mutating func exponential(_ a: Component) -> Component {
    let size = emit(.elementary(.exp), a.re)
    guard let im = a.im else { return Component(re: size) }
    return Component(
      re: emit(.multiply, size, emit(.elementary(.cos), im)),
      im: emit(.multiply, size, emit(.elementary(.sin), im)))
  }
}
