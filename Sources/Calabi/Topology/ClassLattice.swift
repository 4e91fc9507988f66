/// The lattice that the classes J_r span in H²(X), without relations among them: a basis in which the intersection
/// form has no kernel.
///
/// A combination of the J_r whose intersections with all others vanish is zero, by the Hodge index theorem.
enum ClassLattice {
  /// The intersection numbers in a basis of the lattice.
  static func reduced(_ numbers: IntersectionNumbers) -> IntersectionNumbers {
    let n = numbers.count
    var images = (0..<n).map { r in Array(numbers.triple[r * n * n..<(r + 1) * n * n]) }
    var basis = (0..<n).map { r in (0..<n).map { $0 == r ? 1 : 0 } }
    var done = 0
    for column in 0..<n * n {
      guard done < n else { break }
      // Euclid's algorithm among the rows that are left, until one has a number here.
      while true {
        let open = (done..<n).filter { images[$0][column] != 0 }
        guard
          let least = open.min(by: {
            images[$0][column].magnitude < images[$1][column].magnitude
          })
        else { break }
        images.swapAt(done, least)
        basis.swapAt(done, least)
        if open.count == 1 {
          done += 1
          break
        }
        for row in done + 1..<n where images[row][column] != 0 {
          let factor = images[row][column] / images[done][column]
          for k in images[row].indices { images[row][k] -= factor * images[done][k] }
          for k in basis[row].indices { basis[row][k] -= factor * basis[done][k] }
        }
      }
    }
    return done == n ? numbers : numbers.pulledBack(along: Array(basis.prefix(done)))
  }
}
