internal import Foundation
internal import Tensors

/// Numbers made from the intersection numbers and c₂ of a description that do not depend on the order of its
/// classes J_r.
///
/// Of the classes, those with equal numbers taken once: the values ∫ c₂ J_r and ∫ J_r³, and the eigenvalues of
///
///     Σ_t d_rst,    Σ_t d_rst ∫ c₂ J_t,    Σ_tu d_rtu d_stu,
///
/// decreasing. Identity (ii) doubles a class or joins two equal ones, so it leaves all of them as they are. They are no
/// invariants of the manifold: other classes of it have others.
///
/// Source: our choice, among what Wall's theorem makes of the forms; Wall (1966).
/// Checked by: `FormFeaturesTests`.
package struct FormFeatures: Sendable, Hashable {
  /// The five lists, as asinh, of equal length: the number of different classes.
  package let lists: [[Float]]

  /// Those of a description with the given numbers.
  ///
  /// - Complexity: O(m⁴) for m different classes.
  package init(_ numbers: IntersectionNumbers) {
    let classes = Self.differentClasses(of: numbers)
    func list(_ values: [Double]) -> [Float] {
      values.sorted(by: >).map { Float(asinh($0)) }
    }
    func spectrum(_ entry: (_ r: Int, _ s: Int) -> Int) -> [Float] {
      var matrix = Tensor<Double>.zeros([classes.count, classes.count])
      for (i, r) in classes.enumerated() {
        for (j, s) in classes.enumerated() { matrix[i, j] = Double(entry(r, s)) }
      }
      return list(matrix.symmetricEigenvalues)
    }
    lists = [
      list(classes.map { Double(numbers.secondChern[$0]) }),
      list(classes.map { Double(numbers[$0, $0, $0]) }),
      spectrum { r, s in classes.reduce(0) { $0 + numbers[r, s, $1] } },
      spectrum { r, s in classes.reduce(0) { $0 + numbers[r, s, $1] * numbers.secondChern[$1] } },
      spectrum { r, s in
        classes.reduce(0) { sum, t in
          classes.reduce(sum) { $0 + numbers[r, t, $1] * numbers[s, t, $1] }
        }
      },
    ]
  }

  /// The number of different classes.
  package var classCount: Int { lists[0].count }

  /// The lists one after another, each filled up to a number of classes with zeros before its negative numbers.
  package func features(classes: Int) -> [Float] {
    precondition(classCount <= classes, "\(classCount) classes, and room for \(classes)")
    return lists.flatMap { list in
      let negative = list.firstIndex { $0 < 0 } ?? list.count
      return list[..<negative] + [Float](repeating: 0, count: classes - list.count)
        + list[negative...]
    }
  }

  /// The first of all classes with the same numbers.
  private static func differentClasses(of numbers: IntersectionNumbers) -> [Int] {
    let n = numbers.count
    var seen = Set<[Int]>()
    return (0..<n).filter { r in
      seen.insert(numbers.triple[r * n * n..<(r + 1) * n * n] + [numbers.secondChern[r]]).inserted
    }
  }
}
