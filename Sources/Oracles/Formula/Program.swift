/// A straight line of real operations, each with the places of its operands: what a formula becomes.
///
/// Vectors and complex numbers are gone here; they were taken apart when the program was built. Each
/// register knows which coordinates it can depend on (`support`), so the gradient that a dual number
/// carries has only those entries.
struct Program: Sendable {
  /// What an instruction computes from its operands.
  enum Operation: Equatable, Sendable {
    case constant(Double)
    case coordinate(Int)
    case add
    case subtract
    case multiply
    case divide
    case negate
    case integerPower(Int)
    case power
    case minimum
    case maximum
    case arctangent
    case elementary(Elementary)
    /// Of a real matrix, row-major.
    case determinant(n: Int)
    /// Part of the determinant of a complex matrix: its real parts, then its imaginary parts.
    case complexDeterminant(n: Int, imaginary: Bool)
  }

  /// One operation; its register is its place in the program.
  struct Instruction: Sendable {
    let operation: Operation
    /// Registers of earlier instructions.
    let operands: [Int]
    /// The coordinates on which the value can depend, increasing.
    let support: [Int]
    /// For each operand, where its derivatives go among the derivatives of this one.
    let slots: [[Int]]
    /// The character of the formula that asked for it.
    let offset: Int
  }

  private(set) var instructions: [Instruction] = []
  /// The numbers that a dual number in every register has: values and derivatives.
  private(set) var size = 0
  private var coordinates: [Int: Int] = [:]

  /// The register of a coordinate.
  mutating func coordinate(_ index: Int, at offset: Int) -> Int {
    if let register = coordinates[index] { return register }
    let register = append(.coordinate(index), [], support: [index], at: offset)
    coordinates[index] = register
    return register
  }

  /// The register of a number.
  mutating func constant(_ value: Double, at offset: Int) -> Int {
    append(.constant(value), [], support: [], at: offset)
  }

  /// The register of an operation; what is made of constants becomes one.
  mutating func emit(_ operation: Operation, _ operands: [Int], at offset: Int) -> Int {
    let inputs = operands.map { constant(in: $0) }
    if inputs.allSatisfy({ $0 != nil }) {
      return constant(operation.value(of: inputs.compactMap { $0 }), at: offset)
    }
    var support: [Int] = []
    for operand in operands { support = union(support, instructions[operand].support) }
    return append(operation, operands, support: support, at: offset)
  }

  /// The number in a register if it is a constant.
  func constant(in register: Int) -> Double? {
    guard case .constant(let value) = instructions[register].operation else { return nil }
    return value
  }

  private mutating func append(
    _ operation: Operation, _ operands: [Int], support: [Int], at offset: Int
  ) -> Int {
    let slots = operands.map { places(of: instructions[$0].support, in: support) }
    instructions.append(
      Instruction(
        operation: operation, operands: operands, support: support, slots: slots, offset: offset))
    size += 1 + support.count
    return instructions.count - 1
  }

  /// The sorted union of sorted lists; one of them itself, sharing its storage, if it is the union.
  private func union(_ a: [Int], _ b: [Int]) -> [Int] {
    if a == b || b.isEmpty { return a }
    if a.isEmpty { return b }
    let merged = Set(a).union(b)
    return merged.count == a.count ? a : merged.count == b.count ? b : merged.sorted()
  }

  /// Where the entries of a sorted list stand in a sorted list that has them all.
  private func places(of part: [Int], in whole: [Int]) -> [Int] {
    var place = 0
    return part.map { entry in
      while whole[place] != entry { place += 1 }
      return place
    }
  }
}
