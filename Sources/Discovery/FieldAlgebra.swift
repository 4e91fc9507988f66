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
  let isAmbiguous: Bool

  /// The relative noise of fields below which they are exact and need no refinement.
  static let exact = 1e-8
  /// The closure residual up to which brackets of polynomial fields count as closed, at least.
  static let closedResidual = 1e-6

  /// The algebra of fields, `[d, n, B]` with orthonormal rows, in solution coordinates.
  ///
  /// - Parameters:
  ///   - gram: The data term `[q, q]` of the invariance equations; empty if there is none.
  ///   - noise: The relative error of the fields.
  ///   - toOriginal: From solution coordinates to those of the oracle or table.
  static func of(
    _ fields: Tensor<Double>, gram: Tensor<Double>, noise: Double, coordinates: [String],
    toOriginal: (Tensor<Double>) -> Tensor<Double>
  ) -> FieldAlgebra {
    let (n, b) = (fields.shape[1], fields.shape[2])
    guard b > n + 1 else {
      return ofMatrices(
        fields, gram: gram, noise: noise, coordinates: coordinates, toOriginal: toOriginal)
    }
    return ofPolynomials(fields, noise: noise, coordinates: coordinates, toOriginal: toOriginal)
  }

  /// Linear and affine fields: their matrices close or do not.
  private static func ofMatrices(
    _ fields: Tensor<Double>, gram: Tensor<Double>, noise: Double, coordinates: [String],
    toOriginal: (Tensor<Double>) -> Tensor<Double>
  ) -> FieldAlgebra {
    let (d, n, b) = (fields.shape[0], fields.shape[1], fields.shape[2])
    var matrices = Self.matrices(fields)
    let closure = BracketTable(of: matrices).residual
    let isExact = noise <= Self.exact
    let useGram = !isExact && gram.count > 0
    let identification = try? AlgebraIdentifier().identify(
      matrices, noise: isExact ? 0 : noise, gram: useGram ? Self.embedded(gram, n: n, b: b) : nil,
      mask: b == n ? nil : Self.affineMask(n))
    if !isExact, let identification, identification.moved > 0,
      let polished = identification.algebra?.basis,
      identification.moved < Self.largestMove
    {
      matrices = polished
    }
    let back = Self.matrices(toOriginal(Self.coefficients(matrices, n: n, b: b)))
    let canonical = canonicalBasis(of: back, noise: isExact ? 0 : min(noise, largestRounding))
    let table = BracketTable(of: canonical.basis)
    let descriptions = (0..<d).map {
      let text = GeneratorDescription(
        of: canonical.basis.row($0), coordinates: coordinates, tolerance: max(1e-6, noise))
      return Finding.GeneratorText(words: text.words, field: text.field)
    }
    let name = identification?.outcome == .notClosed ? nil : identification?.name
    return FieldAlgebra(
      generators: Self.coefficients(canonical.basis, n: n, b: b), descriptions: descriptions,
      structure: name == nil ? nil : table.constants, closure: closure, name: name,
      possibleNames: identification?.candidates ?? [],
      isAmbiguous: identification?.candidates.isEmpty == false)
  }

  /// Polynomial fields: brackets are exact polynomial arithmetic; the name is that of the constants.
  private static func ofPolynomials(
    _ fields: Tensor<Double>, noise: Double, coordinates: [String],
    toOriginal: (Tensor<Double>) -> Tensor<Double>
  ) -> FieldAlgebra {
    let (d, n, b) = (fields.shape[0], fields.shape[1], fields.shape[2])
    let original = toOriginal(fields)
    let rows = canonicalRows(
      of: original.reshaped([d, n * b]),
      noise: noise <= Self.exact ? 0 : min(noise, largestRounding))
    let generators = rows.rows.reshaped([d, n, b])
    let inSolution = PolynomialBrackets(of: fields, class: .quadratic)
    let closure = inSolution.residual
    let table = PolynomialBrackets(of: generators, class: .quadratic)
    let descriptions = generators.unstacked.map {
      let text = FieldClass.quadratic.text(of: $0, coordinates: coordinates)
      return Finding.GeneratorText(words: text, field: text)
    }
    let isClosed = closure <= max(Self.closedResidual, 3 * noise)
    let identification =
      isClosed
      ? try? AlgebraIdentifier().identify(
        structureConstants: inSolution.constants,
        noise: noise <= Self.exact ? 0 : max(noise, closure)) : nil
    return FieldAlgebra(
      generators: generators, descriptions: descriptions,
      structure: isClosed ? table.constants : nil, closure: closure,
      name: identification?.name, possibleNames: identification?.candidates ?? [],
      isAmbiguous: identification?.candidates.isEmpty == false)
  }

  /// The noise up to which coefficients are rounded to small fractions; beyond it anything would fit.
  private static let largestRounding = 0.03
  /// The sine of the angle beyond which a refinement is no refinement.
  private static let largestMove = 0.5

  /// Linear fields as their matrices, affine ones as `[[A, b], [0, 0]]`.
  private static func matrices(_ fields: Tensor<Double>) -> Tensor<Double> {
    let (d, n, b) = (fields.shape[0], fields.shape[1], fields.shape[2])
    guard b > n else { return fields }
    var result = Tensor<Double>.zeros([d, n + 1, n + 1])
    for f in 0..<d { for i in 0..<n { for k in 0...n { result[f, i, k] = fields[f, i, k] } } }
    return result
  }

  private static func coefficients(_ matrices: Tensor<Double>, n: Int, b: Int) -> Tensor<Double> {
    guard b > n else { return matrices }
    return Tensor(stacking: matrices.unstacked.map { $0.rows(0..<n) })
  }

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

extension Identification {
  /// The names that the noise leaves possible, if it leaves more than one.
  fileprivate var candidates: [String] {
    if case .ambiguous(let names) = outcome { names } else { [] }
  }
}
