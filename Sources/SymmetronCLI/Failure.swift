import ArgumentParser
import Foundation
import Symmetron

/// What a user's mistake or the machine's trouble becomes: a message and an exit code of sysexits.
struct Failure: Error {
  let message: String
  let code: Int32

  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let missingInput: Int32 = 66
  static let software: Int32 = 70
  static let inputOutput: Int32 = 74
  static let interrupted: Int32 = 130

  init(message: String, code: Int32) { (self.message, self.code) = (message, code) }

  /// The failure that an error of the library is.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as DatasetError: self.init(message: "\(error)", code: Self.code(error.category))
    case let error as FormulaError: self.init(message: "\(error)", code: Self.badData)
    case let error as InvariantError: self.init(message: Self.words(error), code: Self.usage)
    case let error as CalabiError: self.init(message: "\(error)", code: Self.badData)
    case let error as NetworkError: self.init(message: "\(error)", code: Self.code(error))
    case let error as RunFolderError: self.init(message: "\(error)", code: Self.code(error))
    case let error as FlowError: self.init(message: "\(error)", code: Self.badData)
    case let error as DiscoveryError: self.init(message: Self.words(error), code: Self.badData)
    default: return nil
    }
  }

  /// Prints the error and ends the process with its exit code.
  ///
  /// - Parameter configuration: The file whose options were in effect.
  static func exit(_ error: any Error, parser: any ParsableCommand.Type, configuration: String?)
    -> Never
  {
    if let failure = Failure(error) {
      say("Error: \(failure.message)")
      Foundation.exit(failure.code)
    }
    switch parser.exitCode(for: error) {
    case .success: break
    case .validationFailure:
      if let configuration { say("The options of \(configuration) come before those typed.") }
    default:
      say("Error: \(error)\nThis is a defect of symmetron; please report it.")
      Foundation.exit(software)
    }
    parser.exit(withError: error)
  }

  /// What to say of a formula that is not finite at a share of the samples.
  static func undefined(share: Double) -> String {
    "The formula is undefined at \(Int((100 * share).rounded())) % of standard normal samples. "
      + "Rewrite it so that it is defined there, for example by its square or through abs(…)."
  }

  private static func say(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
  }

  private static func code(_ category: DatasetError.Category) -> Int32 {
    switch category {
    case .missingInput: missingInput
    case .badData: badData
    case .inputOutput: inputOutput
    }
  }

  private static func code(_ error: NetworkError) -> Int32 {
    switch error {
    case .missingFile: missingInput
    case .unreadableFile, .unwritableFile, .diskFull: inputOutput
    case .unreadableSafetensors, .otherParameters, .otherCheckpoint, .nonFiniteData: badData
    }
  }

  private static func code(_ error: RunFolderError) -> Int32 {
    switch error {
    case .occupied, .notAFolder, .notResumable: usage
    case .notARun: missingInput
    case .notWritable, .diskFull: inputOutput
    case .notEncodable: software
    }
  }

  private static func words(_ error: InvariantError) -> String {
    if case .unknown(_, closest: nil) = error {
      return "\(error): symmetron algebra --list"
    }
    return "\(error)"
  }

  private static func words(_ error: DiscoveryError) -> String {
    switch error {
    case .undefined(let share, let sample):
      let point = sample.prefix(6).map { String(format: "%.3g", $0) }.joined(separator: ", ")
      return undefined(share: share) + " One of them is (\(point))."
    case .tooFewRows(let rows, let needed, let degree):
      return
        "\(rows) rows are too few: a polynomial of degree \(degree) in these features needs at "
        + "least \(needed). Give more rows, or fewer --features."
    case .tooFewRowsForNetwork(let rows, let needed):
      return "\(rows) rows are too few: networks need at least \(needed). Give more rows, or use "
        + "--oracle polynomial."
    case .tooManyUnknowns(let unknowns, let features):
      return "a polynomial in \(features) features has \(unknowns) coefficients, and at most "
        + "\(PolynomialFit.mostUnknowns) are fitted. Choose fewer --features, or a lower --degree."
    case .tooManyClasses(let classes, let target):
      return
        "the target '\(target)' has \(classes) classes, and at most \(PolynomialFit.mostClasses) are "
        + "told apart: is it an identifier? Choose another --target, or group its values."
    case .noFeatures:
      return "no usable feature is left: every one is constant, or a function of the others."
    case .unequalClouds(let rows, let otherRows, let cloud):
      return
        "cloud \(cloud) has \(otherRows) points and the first \(rows): rows of paired clouds belong "
        + "together. Give equally many, or one cloud at a time."
    case .tooFewPoints(let points, let needed):
      return
        "\(points) points are too few for so many dimensions: at least \(needed) are needed. Give more "
        + "points, or --reduce pca:N."
    case .nonFinitePoint(let row, let cloud):
      return "point \(row) of cloud \(cloud) has a coordinate that is not a finite number."
    case .duplicatePoints(let first, let second):
      return
        "points \(first) and \(second) are the same: copies look like neighbours and say nothing. Leave "
        + "them out."
    case .pointAtOrigin(let row, let cloud):
      return
        "point \(row) of cloud \(cloud) lies at the origin, which linear motions leave in place: the "
        + "cloud is not on one orbit around it. Move the origin with --centre mean."
    case .reduction(let components, let dimension):
      return
        "--reduce pca:\(components) asks for more components than the \(dimension) coordinates have."
    case .tooFewPairs(let epsilon, let pairs, let wouldDo):
      return
        "only \(pairs) pairs of points are within ε = \(epsilon) of each other (in units of the "
        + "radius), too few for the regression. --epsilon \(String(format: "%.2g", wouldDo)) would do, or "
        + "--method tangent."
    }
  }
}
