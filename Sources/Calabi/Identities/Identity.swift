/// The identities between configuration matrices of one manifold, besides permutations.
///
/// Written with the special columns, which are zero in all other rows, before the others; a and b are unit
/// vectors, c has the sum 2.
///
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), eq 8.
/// Checked by: `IdentityTests`.
public enum Identity: Int, Sendable, CaseIterable, Codable {
  /// [2 | 2 a] = [1 | 2a]: a conic is a line.
  case conic = 1
  /// [1 | 1 a; 1 | 1 b] = [1 | a+b]: a curve of bidegree (1, 1) is a line.
  case diagonal
  /// [3 | 2 c] = [1 | c; 1 | c]: a quadric surface is a product of lines.
  case quadric
  /// [1 | 2 0; 2 | 1 c] = [1 | c; 1 | c]: so is a surface of bidegree (2, 1).
  case ruled
  /// [2 | 2 1 0; 2 | 1 1 a] = [1 | 2 0; 2 | 2 a]: double covers of a plane.
  case doubleCover

  /// The number by which the paper counts it, (i) to (v).
  public var numeral: String { ["i", "ii", "iii", "iv", "v"][rawValue - 1] }

  /// The way in which an identity is read.
  public enum Direction: String, Sendable, CaseIterable, Codable {
    /// From the left of eq 8 to the right.
    case forward
    /// From the right to the left.
    case backward
  }
}

/// A place in a matrix where an identity applies, in one direction.
public struct Move: Sendable, Hashable {
  /// The identity.
  public let identity: Identity
  /// Its direction.
  public let direction: Identity.Direction
  /// The rows that are replaced, in the order of eq 8.
  public let rows: [Int]
  /// The special columns that are removed, in the order of eq 8.
  public let columns: [Int]
}
