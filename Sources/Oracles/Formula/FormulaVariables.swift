/// The variables of a formula and the real coordinates they stand for.
///
/// Scalars are the coordinates of one point. Vectors, or complex vectors, are points of one space that
/// move together; the coordinates of a complex one are all real parts, then all imaginary parts.
struct FormulaVariables {
  enum Kind {
    /// Scalars; `open` if every new name is a new variable.
    case scalars(open: Bool)
    case vectors
    case complex
  }

  /// The most coordinates that a point may have: linear fields have a coefficient for every pair.
  static let mostCoordinates = 100

  let kind: Kind
  /// In the order of coordinates (scalars) or points.
  private(set) var names: [String]
  /// The components of every vector; 1 for scalars.
  let components: Int
  private var indices: [String: Int]

  /// Checks and gathers declarations.
  ///
  /// - Throws: The text of a complaint.
  init(
    variables: [String]?, vectors: [(name: String, dimension: Int)],
    complex: [(name: String, dimension: Int)]
  ) throws(DeclarationProblem) {
    let kinds = [variables?.isEmpty == false, !vectors.isEmpty, !complex.isEmpty].filter { $0 }
    guard kinds.count <= 1 else {
      throw DeclarationProblem(
        "declare variables, vectors or complex vectors, not several of these: a symmetry moves points "
          + "of one space; components of a vector x are written x[1]")
    }
    let points = vectors + complex
    names = points.isEmpty ? variables ?? [] : points.map(\.name)
    components = points.first?.dimension ?? 1
    kind =
      !vectors.isEmpty
      ? .vectors : !complex.isEmpty ? .complex : .scalars(open: variables == nil)
    indices = [:]
    for (index, name) in names.enumerated() {
      guard Self.isName(name) else {
        throw DeclarationProblem("'\(name)' is not a name; use letters, digits and _")
      }
      guard FormulaFunction.all[name] == nil else {
        throw DeclarationProblem("'\(name)' is a function; give the variable another name")
      }
      guard indices.updateValue(index, forKey: name) == nil else {
        throw DeclarationProblem("'\(name)' is declared twice")
      }
    }
    for point in points {
      guard point.dimension > 0 else {
        throw DeclarationProblem("'\(point.name)' needs a dimension of at least 1")
      }
      guard point.dimension <= Self.mostCoordinates else { throw DeclarationProblem(Self.tooMany) }
      guard point.dimension == components else {
        throw DeclarationProblem(
          "'\(points[0].name)' has dimension \(components), but '\(point.name)' has "
            + "\(point.dimension): vectors that move together have one dimension")
      }
    }
    guard dimension <= Self.mostCoordinates, names.count <= Self.mostCoordinates else {
      throw DeclarationProblem(Self.tooMany)
    }
  }

  static let tooMany =
    "more than \(mostCoordinates) coordinates or points: a linear field on n coordinates has n² "
    + "unknowns, too many from there on"

  /// The real coordinates of a point.
  var dimension: Int {
    switch kind {
    case .scalars: names.count
    case .vectors: components
    case .complex: 2 * components
    }
  }

  var layout: PointLayout {
    guard let first = names.first else { return PointLayout(coordinates: []) }
    // Points x1, x2, … are points of the space of x.
    let point = String(first.reversed().drop { ("0"..."9").contains($0) }.reversed())
    let numbers = 1...max(components, 1)
    switch kind {
    case .scalars:
      return PointLayout(coordinates: names)
    case .vectors:
      return PointLayout(points: names.count, coordinates: numbers.map { "\(point)\($0)" })
    case .complex:
      return PointLayout(
        points: names.count,
        coordinates: numbers.map { "re \(point)\($0)" } + numbers.map { "im \(point)\($0)" })
    }
  }

  /// The place of a known variable.
  func index(of name: String) -> Int? { indices[name] }

  /// Adds a new variable, if that is allowed.
  mutating func add(_ name: String) -> Int? {
    guard case .scalars(open: true) = kind else { return nil }
    names.append(name)
    indices[name] = names.count - 1
    return names.count - 1
  }

  /// The variables, or components, with no coordinate in `used`, as they would be typed.
  func ignored(used: Set<Int>) -> [String] {
    if case .scalars = kind { return names.indices.filter { !used.contains($0) }.map { names[$0] } }
    return names.indices.flatMap { p -> [String] in
      let missing = (0..<dimension).filter { !used.contains(p * dimension + $0) }
      if missing.count == dimension { return [names[p]] }
      guard case .complex = kind else { return missing.map { "\(names[p])[\($0 + 1)]" } }
      let n = components
      return (0..<n).compactMap { i in
        let component = "\(names[p])[\(i + 1)]"
        switch (missing.contains(i), missing.contains(n + i)) {
        case (true, true): return component
        case (true, false): return "re(\(component))"
        case (false, true): return "im(\(component))"
        case (false, false): return nil
        }
      }
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard let tokens = try? FormulaToken.tokens(of: text), tokens.count == 2 else { return false }
    return tokens[0].kind == .name(text)
  }
}

/// Why declarations contradict each other.
struct DeclarationProblem: Error {
  let text: String
  init(_ text: String) { self.text = text }
}
