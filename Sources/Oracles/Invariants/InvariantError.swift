/// Why a text names no invariant.
public enum InvariantError: Error, Equatable, CustomStringConvertible {
  /// No family has this name; the nearest name that one has.
  case unknown(String, closest: String?)
  /// The numbers after the name are not what the family takes.
  case parameters(String, expected: String)
  /// The family takes such numbers, but these are out of its range, for the reason given.
  case outOfRange(String, reason: String)

  /// What happened, then what to try.
  public var description: String {
    switch self {
    case .unknown(let name, let closest):
      "unknown invariant '\(name)'; "
        + (closest.map { "did you mean '\($0)'?" } ?? "the list of names shows what there is")
    case .parameters(let name, let expected):
      "'\(name)' does not say which; write \(expected)"
    case .outOfRange(let name, let reason):
      "'\(name)' is out of range: \(reason)"
    }
  }
}
