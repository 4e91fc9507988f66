/// A simple real Lie algebra by one of its usual names; isomorphic algebras of low rank have several.
public enum RealForm: Sendable, Equatable, Hashable {
  /// so(p,q), with p ≥ q.
  case so(Int, Int)
  /// su(p,q), with p ≥ q.
  case su(Int, Int)
  /// sp(p,q), quaternionic (p+q)×(p+q) matrices, with p ≥ q.
  case sp(Int, Int)
  /// sl(n,ℝ).
  case slReal(Int)
  /// sp(2n,ℝ) by its matrix size 2n.
  case spReal(Int)
  /// su*(2n) = sl(n,ℍ) by 2n.
  case suStar(Int)
  /// so*(2n) by 2n.
  case soStar(Int)
  /// sl(n,ℂ) seen as real.
  case slComplex(Int)
  /// so(n,ℂ) seen as real.
  case soComplex(Int)
  /// sp(2n,ℂ) seen as real, by its matrix size 2n.
  case spComplex(Int)
  /// A real form of an exceptional algebra by its character.
  case exceptional(CartanType, character: Int)
  /// A complex exceptional algebra seen as real.
  case exceptionalComplex(CartanType)

  /// The name, for example "so(1,3)", "sp(4,ℝ)", "e6(-26)"; so(p,q) starts with the 1 if there is one.
  public var name: String {
    switch self {
    case .so(let p, let q): q == 1 ? "so(1,\(p))" : Self.pair("so", p, q)
    case .su(let p, let q): Self.pair("su", p, q)
    case .sp(let p, let q): Self.pair("sp", p, q)
    case .slReal(let n): "sl(\(n),ℝ)"
    case .spReal(let n): "sp(\(n),ℝ)"
    case .suStar(let n): "su*(\(n))"
    case .soStar(let n): "so*(\(n))"
    case .slComplex(let n): "sl(\(n),ℂ)"
    case .soComplex(let n): "so(\(n),ℂ)"
    case .spComplex(let n): "sp(\(n),ℂ)"
    case .exceptional(let type, let character):
      character == -type.dimension
        ? type.description.lowercased() : "\(type.description.lowercased())(\(character))"
    case .exceptionalComplex(let type): "\(type.description.lowercased())(ℂ)"
    }
  }

  private static func pair(_ family: String, _ p: Int, _ q: Int) -> String {
    q == 0 ? "\(family)(\(p))" : "\(family)(\(p),\(q))"
  }

  /// The character of the real form: positive minus negative eigenvalues of the Killing form.
  ///
  /// Source: Helgason, *Differential Geometry, Lie Groups, and Symmetric Spaces* (1978), ch. X,
  /// table V (there `−δ`).
  public var character: Int {
    switch self {
    case .so(let p, let q): (p + q - (p - q) * (p - q)) / 2
    case .su(let p, let q): 1 - (p - q) * (p - q)
    case .sp(let p, let q): -2 * (p - q) * (p - q) - (p + q)
    case .slReal(let n): n - 1
    case .spReal(let n): n / 2
    case .suStar(let n): -n - 1
    case .soStar(let n): -n / 2
    case .slComplex, .soComplex, .spComplex, .exceptionalComplex: 0
    case .exceptional(_, let character): character
    }
  }

  /// The real dimension of the defining representation and of its commutant; nil for exceptional
  /// algebras.
  var defining: (degree: Int, commutant: Int)? {
    switch self {
    case .so(let p, let q): (p + q, 1)
    case .su(let p, let q): p + q == 2 ? (4, 4) : (2 * (p + q), 2)
    case .sp(let p, let q): (4 * (p + q), 4)
    case .slReal(let n), .spReal(let n): (n, 1)
    case .suStar(let n), .soStar(let n): (2 * n, 4)
    case .slComplex(let n), .soComplex(let n), .spComplex(let n): (2 * n, 2)
    case .exceptional, .exceptionalComplex: nil
    }
  }

  /// All names of the simple real algebra with this complexification and character, the one a
  /// physicist would use first.
  ///
  /// A simple algebra that is complex already has the type of one of its two complex halves. The
  /// character decides up to isomorphism except from so(12,6) and so*(18), su(9,5) and su*(14) on;
  /// then both are listed.
  public static func names(
    of type: CartanType, isComplex: Bool, character: Int
  ) -> [RealForm] {
    if isComplex { return complex(type) }
    let forms = real(type).filter { $0.character == character }
    // Conformal groups of low dimension are better known as orthogonal ones.
    guard let orthogonal = forms.first(where: { $0 == .so(4, 2) || $0 == .so(5, 1) }) else {
      return forms
    }
    return [orthogonal] + forms.filter { $0 != orthogonal }
  }

  private static func pairs(_ n: Int) -> [(Int, Int)] { (0...n / 2).map { (n - $0, $0) } }

  private static func real(_ type: CartanType) -> [RealForm] {
    let l = type.rank
    switch type.family {
    case .A:
      var forms: [RealForm] = l == 1 ? [.slReal(2)] : []
      forms += pairs(l + 1).map { .su($0.0, $0.1) }
      if l > 1 { forms.append(.slReal(l + 1)) }
      if l > 1, l % 2 == 1 { forms.append(.suStar(l + 1)) }
      if l == 1 { forms += [.so(3, 0), .so(2, 1), .sp(1, 0), .spReal(2)] }
      if l == 3 { forms += pairs(6).map { .so($0.0, $0.1) } + [.soStar(6)] }
      return forms
    case .B:
      var forms: [RealForm] = pairs(2 * l + 1).map { .so($0.0, $0.1) }
      if l == 2 { forms += pairs(2).map { .sp($0.0, $0.1) } + [.spReal(4)] }
      return forms
    case .C: return pairs(l).map { .sp($0.0, $0.1) } + [.spReal(2 * l)]
    case .D: return pairs(2 * l).map { .so($0.0, $0.1) } + [.soStar(2 * l)]
    case .E, .F, .G:
      let characters =
        switch (type.family, l) {
        case (.E, 6): [-78, 6, 2, -14, -26]
        case (.E, 7): [-133, 7, -5, -25]
        case (.E, _): [-248, 8, -24]
        case (.F, _): [-52, 4, -20]
        default: [-14, 2]
        }
      return characters.map { .exceptional(type, character: $0) }
    }
  }

  private static func complex(_ type: CartanType) -> [RealForm] {
    let l = type.rank
    switch type.family {
    case .A:
      let low: [RealForm] = l == 1 ? [.so(3, 1)] : []
      let more: [RealForm] =
        l == 1 ? [.soComplex(3), .spComplex(2)] : l == 3 ? [.soComplex(6)] : []
      return low + [.slComplex(l + 1)] + more
    case .B: return [.soComplex(2 * l + 1)] + (l == 2 ? [.spComplex(4)] : [])
    case .C: return [.spComplex(2 * l)]
    case .D: return [.soComplex(2 * l)]
    case .E, .F, .G: return [.exceptionalComplex(type)]
    }
  }
}

extension RealForm {
  /// The real dimension.
  public var dimension: Int {
    switch self {
    case .so(let p, let q): (p + q) * (p + q - 1) / 2
    case .su(let p, let q): (p + q) * (p + q) - 1
    case .sp(let p, let q): (p + q) * (2 * (p + q) + 1)
    case .slReal(let n), .suStar(let n): n * n - 1
    case .spReal(let n): n * (n + 1) / 2
    case .soStar(let n): n * (n - 1) / 2
    case .slComplex(let n): 2 * (n * n - 1)
    case .soComplex(let n): n * (n - 1)
    case .spComplex(let n): n * (n + 1)
    case .exceptional(let type, _): type.dimension
    case .exceptionalComplex(let type): 2 * type.dimension
    }
  }
}
