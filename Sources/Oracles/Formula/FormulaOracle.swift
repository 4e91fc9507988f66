public import Tensors

/// A formula as an oracle, with exact gradients.
///
/// `t^2 - x^2 - y^2 - z^2` is a function of one point of ℝ⁴. With vectors declared, each is a point and
/// all move together: `x.y` with `x` and `y` in ℝ⁴. Complex vectors are points of ℂⁿ = ℝ²ⁿ whose
/// coordinates are all real parts, then all imaginary parts.
///
/// - Operators, from the tightest: `x[1]` (components from 1), `x.y` (the dot product Σ xᵢyᵢ, without
///   conjugation), `^` (to the right; `-x^2` is −(x²)), the sign, `* /`, `+ -`. Multiplication is
///   always written. `;` separates outputs, all of which are preserved; a complex output counts as two,
///   a vector as its components. `·`, `×` (vector product), `−`, `÷`, `²` and `**` are understood.
/// - Functions: `sin cos tan asin acos atan atan2 sinh cosh tanh exp log ln sqrt abs sign min max pow`;
///   of vectors `dot norm cross det` (`det(x, y, z)` of n vectors of dimension n); of complex numbers
///   and vectors `conj re im`, `inner(z, w)` = Σ conj(zᵢ)wᵢ, and `abs exp norm dot det`.
/// - Constants: `pi` (π), `e`, and `i` if there are complex vectors; variables of these names hide them.
///
/// Checked by: `FormulaOracleTests`, `FormulaErrorTests`, `FormulaFuzzTests`.
public struct FormulaOracle: Oracle {
  /// The most characters a formula may have.
  public static let longestSource = 100_000

  /// The formula.
  public let source: String
  /// One point of scalars, or a point for every vector.
  public let layout: PointLayout
  /// The number of real outputs.
  public let outputs: Int
  /// Declared variables, or components of vectors, that no output depends on.
  ///
  /// Everything may be done to them, so they add trivial symmetries: worth a warning.
  public let ignoredVariables: [String]

  let program: Program
  let registers: [Int]

  /// Compiles a formula.
  ///
  /// - Parameters:
  ///   - source: The formula.
  ///   - variables: The coordinates of the one point, in order; nil takes them in the order in which
  ///     they appear.
  ///   - vectors: Names and dimension of real vectors, each a point.
  ///   - complex: Names and complex dimension of complex vectors, each a point.
  /// - Throws: A ``FormulaError`` that points at the character.
  public init(
    _ source: String, variables: [String]? = nil, vectors: [(name: String, dimension: Int)] = [],
    complex: [(name: String, dimension: Int)] = []
  ) throws(FormulaError) {
    func failure(_ reason: FormulaError.Reason) -> FormulaError {
      FormulaError(reason: reason, source: source, offset: 0)
    }
    guard source.count <= Self.longestSource else {
      throw failure(.tooLarge("the formula has more than \(Self.longestSource) characters"))
    }
    let declared: FormulaVariables
    do {
      declared = try FormulaVariables(variables: variables, vectors: vectors, complex: complex)
    } catch {
      throw failure(.declaration(error.text))
    }
    var builder = FormulaBuilder(source: source, variables: declared)
    try builder.build(try FormulaParser.steps(of: source))
    self.source = source
    program = builder.emitter.program
    registers = builder.outputs
    layout = builder.variables.layout
    outputs = registers.count
    let instructions = program.instructions
    let used = Set(registers.flatMap { instructions[$0].support })
    guard !used.isEmpty else { throw failure(.constant) }
    ignoredVariables = builder.variables.ignored(used: used)
  }

  /// Names with dimensions as they are typed, `x:4,y:4`, for `vectors:` or `complex:`.
  ///
  /// - Throws: A ``FormulaError`` that shows the part that is not a name, a colon and a number.
  public static func points(
    in declarations: String
  ) throws(FormulaError) -> [(name: String, dimension: Int)] {
    var points: [(name: String, dimension: Int)] = []
    for part in declarations.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: ":", omittingEmptySubsequences: false)
        .map { $0.filter { !$0.isWhitespace } }
      guard words.count == 2, let dimension = Int(words[1]) else {
        throw FormulaError(
          reason: .declaration(
            "'\(part)' does not declare a vector; write a name and its dimension, as in x:4,y:4"),
          source: declarations, offset: 0)
      }
      points.append((name: words[0], dimension: dimension))
    }
    return points
  }

  /// Values and exact Jacobians at `samples`, `[N, layout.count]`.
  ///
  /// - Complexity: O(N · operations · coordinates they depend on).
  public func evaluate(at samples: Tensor<Double>) -> OracleValues {
    precondition(
      samples.rank == 2 && samples.shape[1] == layout.count,
      "samples \(samples.shape) do not have \(layout.count) coordinates")
    let count = samples.shape[0]
    let (values, jacobians) = program.evaluate(
      at: samples.scalars, dimension: layout.count, outputs: registers)
    return OracleValues(
      values: Tensor(values, shape: [count, outputs]),
      jacobians: Tensor(jacobians, shape: [count, outputs, layout.count]))
  }
}
