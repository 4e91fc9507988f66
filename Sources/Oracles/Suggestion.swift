/// The candidate nearest to a mistyped word, if it is near enough to be what was meant.
///
/// Near means at most one edit per three letters, rounded up, and less than the word's length.
package func closest(to word: String, among candidates: some Sequence<String>) -> String? {
  let limit = min((word.count + 2) / 3, word.count - 1)
  return candidates.map { ($0, editDistance(word.lowercased(), $0.lowercased())) }
    .filter { $0.1 <= limit }
    .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}

/// The number of insertions, deletions, substitutions and exchanges of neighbours between words.
///
/// Source: Damerau, *A technique for computer detection and correction of spelling errors* (1964).
package func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, beforeLast[j - 1] + 1)
      }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
