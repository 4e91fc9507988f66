internal import Oracles

extension LatentFlows {
  /// The most fields that can satisfy the conditions in dimension n.
  func mostFields(dimension n: Int) -> Int {
    if orthogonality == .points { return n }
    if case .polynomial(let fieldClass) = field { return fieldClass.unknowns(dimension: n) }
    return Self.mostNetworks
  }

  /// The most fields that are sought where nothing limits them.
  private static let mostNetworks = 64

  /// Refuses conditions that cannot be met.
  func check(_ oracle: any Oracle) throws(FlowError) {
    guard oracle.layout.points == 1 else { throw .severalPoints(oracle.layout.points) }
    try check(dimension: oracle.layout.dimension, outputs: oracle.outputs)
    if epsilon != nil, !(oracle is any RecordableOracle) { throw .finiteSteps("this oracle") }
  }

  /// Refuses conditions that no oracle of so many outputs in dimension n can meet: known before it is trained.
  func check(dimension n: Int, outputs: Int) throws(FlowError) {
    let most = mostFields(dimension: n)
    if let generators, generators > most {
      throw .tooManyGenerators(generators, dimension: n, most: most)
    }
    if epsilon != nil {
      if constraint == .hard { throw .finiteSteps("--constraint hard") }
      if preserved == .prediction, outputs > 1 { throw .finiteSteps("--preserve prediction") }
    }
    if constraint == .hard {
      if weights.closure > 0 { throw .projection("a loss of closure") }
      if case .polynomial = field { throw .projection("polynomial fields, which it would bend") }
    }
  }

  /// What a person should know of the conditions that were chosen.
  ///
  /// Source: docs/LatentFlows.md, "Which conditions fit together".
  func remarks(_ rank: LocalRank) -> [String] {
    var remarks: [String] = []
    if weights.closure > 0, normalization == .points {
      remarks.append(
        "length 1 at every point and closure with constants contradict each other in general: the constants "
          + "would have to be the same on all level sets; --norm average lifts that")
    }
    if weights.closure > 0, orthogonality == .points, rank.freeDirections == 2 {
      remarks.append(
        "two orthonormal fields close with constants only on level sets whose curvature is constant and not "
          + "positive, never on spheres")
    }
    if orthogonality == .average, normalization == .average, case .network = field {
      remarks.append(
        "orthogonality on average does not limit the number of networks: every multiple f(x)·g is another "
          + "symmetry")
    }
    if case .polynomial = field, orthogonality == .points {
      remarks.append(
        "linear fields are rarely orthogonal at every point: three rotations of space are so only on average; "
          + "--orthogonality average")
    }
    return remarks
  }
}
