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

  /// The failure that an error of the library is.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as DatasetError:
      message = "\(error)"
      code =
        switch error.category {
        case .missingInput: Self.missingInput
        case .badData: Self.badData
        case .inputOutput: Self.inputOutput
        }
    case let error as FormulaError: (message, code) = ("\(error)", Self.badData)
    case let error as InvariantError: (message, code) = ("\(error)", Self.usage)
    case let error as RunFolderError:
      message = "\(error)"
      switch error {
      case .occupied, .notAFolder: code = Self.usage
      default: code = Self.inputOutput
      }
    case let error as DiscoveryError: (message, code) = (Self.words(error), Self.badData)
    default: return nil
    }
  }

  init(message: String, code: Int32) { (self.message, self.code) = (message, code) }

  /// Prints the error and ends the process with its exit code.
  static func exit(_ error: any Error, parser: any ParsableCommand.Type) -> Never {
    guard let failure = Failure(error) else { parser.exit(withError: error) }
    FileHandle.standardError.write(Data("error: \(failure.message)\n".utf8))
    Foundation.exit(failure.code)
  }

  private static func words(_ error: DiscoveryError) -> String {
    switch error {
    case .undefined(let share, let sample):
      let point = sample.prefix(6).map { String(format: "%.3g", $0) }.joined(separator: ", ")
      return
        "the formula is undefined at \(Int((100 * share).rounded())) % of standard normal samples, "
        + "for example at (\(point)). Rewrite it so that it is defined there, for example by its "
        + "square or through abs(…)."
    case .tooFewRows(let rows, let needed, let degree):
      return
        "\(rows) rows are too few: a polynomial of degree \(degree) in these features needs at "
        + "least \(needed). Give more rows, or fewer --features."
    case .noFeatures:
      return "no usable feature is left: every one is constant, or a function of the others."
    }
  }
}
