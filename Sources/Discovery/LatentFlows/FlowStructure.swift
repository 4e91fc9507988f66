internal import Autodiff
public import LieAlgebras
internal import Networks
package import Oracles
public import Tensors

/// What the Lie brackets of fields say: whether they close with constants, and if so, into what.
public struct FlowStructure: Sendable {
  /// `E‖[g_a, g_b] − Σ_c γ_abc g_c‖²` over `E‖Dg_b·g_a‖² + E‖Dg_a·g_b‖²`, summed over pairs, the root of it: 0 for
  /// an algebra; 0 for one field.
  public let closure: Double
  /// The best constants, `[N, N, N]`, with the sign of matrices: `[g_a, g_b] = −Σ_c structure[a, b, c] g_c` as
  /// vector fields.
  public let structure: Tensor<Double>
  /// The algebra's name; nil if the fields do not close, or if a single field leaves it open.
  public let name: AlgebraName?
  /// Names that the residual leaves possible, if more than one.
  public let possibleNames: [String]
  /// Of polynomial fields, a basis that a person recognises, with words; of others none.
  public let generators: [Finding.GeneratorText]
  /// The coefficients of that basis, `[N, n, B]`; nil of networks.
  public let coefficients: Tensor<Double>?

  /// Up to this closure residual fields are called an algebra.
  ///
  /// Too large and families that merely are tangent to level sets get a name; too small and trained
  /// fields, which are never exact, get none.
  public static let closedResidual = 0.05
}

extension Flow {
  /// The structure of the fields at `points`, `[M, n]`.
  ///
  /// Derivatives are central differences of the fields as they are, projection included.
  ///
  /// - Parameters:
  ///   - isFound: Whether the fields are symmetries at all; if not, none is named.
  ///   - scaling: How the points were scaled; generators of polynomial fields are those before.
  package func structure(
    isFound: Bool, at points: Tensor<Double>, coordinates: [String], scaling: SampleScaling?,
    noise: Double, threads: Int
  ) -> FlowStructure {
    let brackets = FieldBrackets(of: { fields(at: $0, threads: threads) }, at: points)
    let (closure, constants) = brackets.closure()
    guard isFound else {
      return FlowStructure(
        closure: closure, structure: constants, name: nil, possibleNames: [], generators: [],
        coefficients: nil)
    }
    let isClosed = closure <= FlowStructure.closedResidual
    if let coefficients = family.layer.coefficients(family.parameters),
      case .polynomial(let fieldClass) = family.layer.kind, constraint == .soft
    {
      let original =
        scaling.map {
          fieldClass.undoingScaling(coefficients, shift: $0.shift, scale: $0.scale)
        } ?? coefficients
      return Self.polynomialStructure(
        original, fieldClass, coordinates: coordinates, closure: closure, constants: constants,
        noise: max(noise, count > 1 ? closure : 0))
    }
    let identification =
      isClosed && count > 1
      ? try? AlgebraIdentifier().identify(structureConstants: constants, noise: max(closure, 1e-3))
      : nil
    return FlowStructure(
      closure: closure, structure: constants, name: identification?.name,
      possibleNames: identification?.openNames ?? [], generators: [], coefficients: nil)
  }

  private static func polynomialStructure(
    _ coefficients: Tensor<Double>, _ fieldClass: FieldClass, coordinates: [String],
    closure: Double, constants: Tensor<Double>, noise: Double
  ) -> FlowStructure {
    let (count, n) = (coefficients.shape[0], coefficients.shape[1])
    let isClosed = closure <= FlowStructure.closedResidual
    if fieldClass == .quadratic {
      let identification =
        isClosed
        ? try? AlgebraIdentifier().identify(structureConstants: constants, noise: max(noise, 1e-6))
        : nil
      let rows = canonicalRows(
        of: coefficients.reshaped([count, coefficients.count / count]), noise: noise)
      let basis = rows.rows.reshaped(coefficients.shape)
      return FlowStructure(
        closure: closure, structure: constants, name: identification?.name,
        possibleNames: identification?.openNames ?? [],
        generators: basis.unstacked.map {
          let text = fieldClass.text(of: $0, coordinates: coordinates)
          return Finding.GeneratorText(words: text, field: text)
        }, coefficients: basis)
    }
    let matrices = fieldClass.matrices(coefficients)
    let size = matrices.shape[1]
    let mask = fieldClass == .affine ? (0..<size * size).map { $0 / size < n } : nil
    let identification =
      isClosed ? try? AlgebraIdentifier().identify(matrices, noise: noise, mask: mask) : nil
    let polished = identification?.algebra.flatMap { ($0.basis, identification?.moved ?? 1) }
    let space = polished.flatMap { $0.1 < 0.2 ? $0.0 : nil } ?? matrices
    let basis = canonicalBasis(of: space, noise: min(noise, 0.05)).basis
    return FlowStructure(
      closure: closure, structure: isClosed ? BracketTable(of: basis).constants : constants,
      name: identification?.outcome == .notClosed ? nil : identification?.name,
      possibleNames: identification?.openNames ?? [],
      generators: basis.unstacked.map {
        let text = GeneratorDescription(
          of: $0, coordinates: coordinates, tolerance: max(1e-6, noise))
        return Finding.GeneratorText(words: text.words, field: text.field)
      }, coefficients: fieldClass.coefficients(basis))
  }
}
