public import LieAlgebras
public import Tensors

/// Symmetries that were found: the generators in a basis that a person recognises, the algebra they
/// form, and the numbers behind the answer.
///
/// All methods of discovery end here.
public struct Finding: Sendable {
  /// What symmetries leave in place.
  public enum Subject: String, Sendable, Codable {
    /// The values of a function.
    case values
    /// The orbits on which points of clouds lie.
    case clouds
  }

  /// What symmetries leave in place.
  public internal(set) var subject = Subject.values
  /// The class of fields in which they were sought.
  public let fields: FieldClass
  /// The names of the coordinates.
  public let coordinates: [String]
  /// How far to trust the answer.
  public let outcome: Outcome
  /// The numbers behind the count.
  public let certificate: Certificate
  /// Root mean square invariance violations of orthonormal fields, increasing.
  public let spectrum: [Double]
  /// The coefficients of the generators in the monomials of the class, `[d, n, B]`; of linear ones,
  /// their matrices.
  public let generators: Tensor<Double>
  /// What each generator does, in words, and as a vector field.
  public let descriptions: [GeneratorText]
  /// The structure constants, `[d, d, d]`, with the sign of matrices: the Lie bracket of the vector fields
  /// has the other one; nil if they do not close.
  public let structure: Tensor<Double>?
  /// How much of the brackets leaves the span, before any refinement: 0 for an algebra.
  public let closure: Double
  /// The algebra's name; nil if there is none, or none that closes.
  public let name: AlgebraName?
  /// Names that the noise leaves possible, if more than one.
  public let possibleNames: [String]
  /// Sentences for a person: what is trivial, what was refined, what remains open.
  public internal(set) var remarks: [String]

  /// The words for a generator.
  public struct GeneratorText: Sendable, Codable, Equatable {
    /// What it does: "rotation in x–y".
    public var words: String
    /// The vector field: "x ∂y − y ∂x".
    public var field: String
  }

  /// Up to this number of generators they are named and written in a basis that a person recognises.
  ///
  /// Beyond, the structure constants alone would take gigabytes.
  public static let namingLimit = 256

  /// The number of generators.
  public var count: Int { certificate.count }

  /// The answer in one line.
  public var summary: String {
    switch outcome {
    case .noneFound where subject == .clouds:
      return "none found: no \(fields.rawValue) motion keeps the points on their orbits"
    case .noneFound:
      let least =
        certificate.firstBroken.map { ", the best of them by \(RoughNumber.text($0))" } ?? ""
      return "no symmetry: every \(fields.rawValue) field changes the values\(least) "
        + "(noise floor \(RoughNumber.text(certificate.noiseFloor)))"
    case .everything:
      return
        "nothing to find: no \(fields.rawValue) field changes the values by more than the noise "
        + "(floor \(RoughNumber.text(certificate.noiseFloor)))"
    case .poorFit:
      return "no answer: the fit is too poor for its symmetries to be those of the data"
    case .undecided:
      return
        "undecided: the noise (floor \(RoughNumber.text(certificate.noiseFloor))) hides whether "
        + "there are symmetries"
    case .clear, .ambiguous:
      let number = count == 1 ? "1 generator" : "\(count) generators"
      let answer =
        name.map { "\($0.name): \(number)" }
        ?? (count > Self.namingLimit ? "\(number), not named" : "\(number), no finite algebra")
      return outcome == .clear ? "\(answer), certain" : "perhaps \(answer); not certain"
    }
  }
}

extension Identification {
  /// The names that the noise leaves possible, if it leaves more than one.
  var openNames: [String] {
    if case .ambiguous(let names) = outcome { names } else { [] }
  }
}
