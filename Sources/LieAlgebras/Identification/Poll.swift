/// Names of one algebra under several assumptions about the noise, and what they agree on.
struct Poll: Sendable {
  /// The most likely name.
  let best: NamedAlgebra
  /// Named if all who answer agree and fit, else ambiguous with the names by frequency.
  let outcome: Identification.Outcome

  /// The result of `votes`, the most trusted first, of which there is at least one.
  ///
  /// An inconsistent structure is no answer. Neither is an abelian algebra whose brackets are plainly
  /// there: the assumed noise drowned them.
  init(_ votes: [NamedAlgebra], abelianCounts: Bool = true, isTrusted: Bool = true) {
    let answers = votes.filter {
      $0.isConsistent && (abelianCounts || $0.name.kind != .abelian || $0.name.dimension == 1)
    }
    let isOpen = answers.isEmpty
    var counts: [(name: String, count: Int)] = []
    for name in (isOpen ? votes : answers).map(\.name) {
      // Names of isomorphic algebras do not disagree.
      let known = counts.firstIndex { name.matches($0.name) }
      if let known {
        counts[known].count += 1
      } else {
        counts.append((name.name, 1))
      }
    }
    let order = counts.indices.sorted {
      counts[$0].count != counts[$1].count ? counts[$0].count > counts[$1].count : $0 < $1
    }
    let names = order.map { counts[$0].name }
    best = answers.first { $0.name.name == names.first } ?? votes[0]
    let fits = answers.allSatisfy { $0.integrality < 0.2 } && 2 * answers.count >= votes.count
    outcome = names.count == 1 && fits && isTrusted && !isOpen ? .named : .ambiguous(names)
  }
}
