internal import LieAlgebras
internal import Tensors

/// Generators of a class as the algebra they form: named, refined to closure, and in a basis that a
/// person recognises.
struct FieldAlgebra {
  let generators: Tensor<Double>
  let descriptions: [Finding.GeneratorText]
  let structure: Tensor<Double>?
  let closure: Double
  let name: AlgebraName?
  let possibleNames: [String]
  /// Whether the coefficients were rounded to small fractions.
  let isRounded: Bool

  /// The relative noise of fields below which they are exact and need no refinement.
  static let exact = 1e-8
  /// The closure residual up to which brackets of polynomial fields count as closed, at least.
  static let closedResidual = 1e-6

  /// The algebra of the fields of a solution.
  static func of(
    _ solution: SpectralSolution, class fields: FieldClass, coordinates: [String],
    change: CoordinateChange
  ) -> FieldAlgebra {
    let n = coordinates.count
    let raw = solution.fields.reshaped([
      solution.certificate.count, n, fields.monomials(dimension: n),
    ])
    return fields == .quadratic
      ? ofPolynomials(raw, solution, coordinates, change)
      : ofMatrices(raw, fields, solution, coordinates, change)
  }

  /// Linear and affine fields: their matrices close or do not.
  private static func ofMatrices(
    _ fields: Tensor<Double>, _ fieldClass: FieldClass, _ solution: SpectralSolution,
    _ coordinates: [String], _ change: CoordinateChange
  ) -> FieldAlgebra {
    let (d, n, b) = (fields.shape[0], fields.shape[1], fields.shape[2])
    let matrices = fieldClass.matrices(fields)
    let closure = BracketTable(of: matrices).residual
    let isExact = solution.noise <= exact
    let gram = isExact || solution.gram.count == 0 ? nil : embedded(solution.gram, n: n, b: b)
    let identification = try? AlgebraIdentifier().identify(
      matrices, noise: isExact ? 0 : solution.noise, gram: gram,
      mask: b == n ? nil : affineMask(n))
    var refined = fields
    if !isExact, let identification, identification.moved > 0,
      identification.moved < largestMove, let polished = identification.algebra?.basis
    {
      let candidate = fieldClass.coefficients(polished)
      if solution.allows(candidate) { refined = candidate }
    }
    let original = fieldClass.matrices(change.original(refined))
    func basis(noise: Double) -> (fields: Tensor<Double>, isRounded: Bool) {
      let canonical = canonicalBasis(of: original, noise: noise)
      return (fieldClass.coefficients(canonical.basis), canonical.isRounded)
    }
    let (generators, isRounded) = rounded(basis, solution, change)
    let canonical = fieldClass.matrices(generators)
    let tolerance = max(1e-6, isRounded ? 0 : solution.noise)
    var name = identification?.outcome == .notClosed ? nil : identification?.name
    // Of isomorphic names, the one that the rounded matrices show without noise.
    if isRounded, !isExact, let found = name, let exact = try? LieAlgebra(basis: canonical),
      exact.name.matches(found.name)
    {
      name = exact.name
    }
    return FieldAlgebra(
      generators: generators,
      descriptions: (0..<d).map {
        let text = GeneratorDescription(
          of: canonical.row($0), coordinates: coordinates, tolerance: tolerance)
        return Finding.GeneratorText(words: text.words, field: text.field)
      },
      structure: name == nil ? nil : BracketTable(of: canonical).constants, closure: closure,
      name: name, possibleNames: identification?.openNames ?? [], isRounded: isRounded)
  }

  /// Polynomial fields: brackets are exact polynomial arithmetic; the name is that of the constants.
  private static func ofPolynomials(
    _ fields: Tensor<Double>, _ solution: SpectralSolution, _ coordinates: [String],
    _ change: CoordinateChange
  ) -> FieldAlgebra {
    let (d, n, b) = (fields.shape[0], fields.shape[1], fields.shape[2])
    let original = change.original(fields).reshaped([d, n * b])
    func basis(noise: Double) -> (fields: Tensor<Double>, isRounded: Bool) {
      let canonical = canonicalRows(of: original, noise: noise)
      return (canonical.rows.reshaped([d, n, b]), canonical.isRounded)
    }
    let (generators, isRounded) = rounded(basis, solution, change)
    let noise = solution.noise <= exact ? 0 : solution.noise
    let tolerance = max(closedResidual, 3 * noise)
    // A large space that does not close shows it in a few brackets.
    var brackets = PolynomialBrackets(of: fields, class: .quadratic, bracketed: bracketSample)
    if d > bracketSample, brackets.residual <= tolerance {
      brackets = PolynomialBrackets(of: fields, class: .quadratic)
    }
    let isClosed = brackets.residual <= tolerance
    let identification =
      isClosed
      ? try? AlgebraIdentifier().identify(
        structureConstants: brackets.constants,
        noise: noise == 0 ? 0 : max(noise, brackets.residual)) : nil
    return FieldAlgebra(
      generators: generators,
      descriptions: generators.unstacked.map {
        let text = FieldClass.quadratic.text(of: $0, coordinates: coordinates)
        return Finding.GeneratorText(words: text, field: text)
      },
      // As for matrices, whose brackets have the other sign than those of their fields.
      structure: isClosed
        ? -PolynomialBrackets(of: generators, class: .quadratic).constants : nil,
      closure: brackets.residual, name: identification?.name,
      possibleNames: identification?.openNames ?? [], isRounded: isRounded)
  }

  /// A canonical basis, rounded to small fractions if the data allow the rounded fields.
  private static func rounded(
    _ basis: (_ noise: Double) -> (fields: Tensor<Double>, isRounded: Bool),
    _ solution: SpectralSolution, _ change: CoordinateChange
  ) -> (fields: Tensor<Double>, isRounded: Bool) {
    guard solution.noise > exact else { return basis(0) }
    let rounded = basis(min(solution.noise, largestRounding))
    if solution.allows(change.scaled(rounded.fields)) { return rounded }
    return (basis(0).fields, false)
  }

  /// How many polynomial fields are bracketed before all are.
  private static let bracketSample = 16
  /// The noise up to which coefficients are rounded to small fractions; beyond it anything would fit.
  private static let largestRounding = 0.03
  /// The sine of the angle beyond which a refinement is no refinement.
  private static let largestMove = 0.5

  private static func affineMask(_ n: Int) -> [Bool] {
    (0..<(n + 1) * (n + 1)).map { $0 / (n + 1) < n }
  }

  /// The data term over all entries of the matrices.
  private static func embedded(_ gram: Tensor<Double>, n: Int, b: Int) -> Tensor<Double> {
    guard b > n else { return gram }
    let size = (n + 1) * (n + 1)
    var result = Tensor<Double>.zeros([size, size])
    for i in 0..<n * b { for j in 0..<n * b { result[i, j] = gram[i, j] } }
    return result
  }
}
