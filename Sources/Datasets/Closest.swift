/// The candidate that is most likely meant by `name`: the one at the smallest edit distance, if that
/// is at most a third of its length, in any case 1.
func closest(to name: String, among candidates: [String]) -> String? {
  let wanted = Array(name.lowercased())
  let distances = candidates.map { editDistance(wanted, Array($0.lowercased())) }
  guard let best = distances.indices.min(by: { distances[$0] < distances[$1] }) else { return nil }
  let limit = max(1, candidates[best].count / 3)
  return distances[best] <= limit && candidates[best].count > distances[best]
    ? candidates[best] : nil
}

/// The fewest insertions, deletions and replacements that turn `a` into `b`.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let replaced = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
