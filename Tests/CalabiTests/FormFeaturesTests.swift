import Calabi
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct FormFeaturesTests {
  @Test("Worked out by hand")
  func byHand() throws {
    for (text, expected) in [
      // H³ = 5 and ∫ c₂ H = 50.
      ("[4|5]", [[50], [5], [5], [250], [25]]),
      // ∫ J₁² J₂ = ∫ J₁ J₂² = 3: [[3, 6], [6, 3]], and [[27, 18], [18, 27]].
      ("[2|3; 2|3]", [[36, 36], [0, 0], [9, -3], [324, -108], [45, 9]]),
      // 2 for three different classes: 0 on the diagonal and 4 off it; 24 on it and 8 off it.
      (
        "[1|2; 1|2; 1|2; 1|2]",
        [
          [24, 24, 24, 24], [0, 0, 0, 0], [12, -4, -4, -4], [288, -96, -96, -96], [48, 16, 16, 16],
        ]
      ),
    ] {
      let lists = FormFeatures(IntersectionNumbers(try ConfigurationMatrix(text))).lists
      #expect(lists.count == expected.count)
      for (list, values) in zip(lists, expected) {
        expectClose(
          Tensor(list.map(Double.init)), Tensor(values.map { asinh(Double($0)) }), rtol: 1e-6,
          atol: 1e-6)
      }
    }
  }

  @Test("Neither the order of rows and columns nor identity (ii) changes them")
  func unchanged() {
    var rng = Philox(seed: 11)
    var moves = 0
    for matrix in Examples.walked.prefix(120) {
      let features = FormFeatures(IntersectionNumbers(matrix))
      var others = [matrix.shuffled(using: &rng)]
      others += matrix.moves.filter { $0.identity == .diagonal }.map { matrix.applying($0) }
      moves += others.count - 1
      for other in others {
        let changed = FormFeatures(IntersectionNumbers(other))
        #expect(changed.classCount == features.classCount)
        for (a, b) in zip(features.lists, changed.lists) {
          // Single precision, of eigenvalues that differ by rounding.
          expectClose(
            Tensor(a.map(Double.init)), Tensor(b.map(Double.init)), rtol: 1e-5, atol: 1e-5)
        }
      }
    }
    #expect(moves > 200)
  }

  @Test("They are no invariants: a conic's class is twice a line's")
  func conic() throws {
    let (line, conic) = (
      try ConfigurationMatrix("[1|2; 3|4]"), try ConfigurationMatrix("[2|2 1; 3|0 4]")
    )
    #expect(line.moves.contains { line.applying($0).canonical == conic.canonical })
    #expect(
      FormFeatures(IntersectionNumbers(line)) != FormFeatures(IntersectionNumbers(conic)))
  }

  @Test("Lists are filled up with zeros before their negative numbers")
  func filled() throws {
    let features = FormFeatures(IntersectionNumbers(try ConfigurationMatrix("[2|3; 2|3]")))
    #expect(features.classCount == 2)
    let lists = features.lists
    #expect(
      features.features(classes: 3)
        == lists[0] + [0] + lists[1] + [0] + [lists[2][0], 0, lists[2][1]]
        + [lists[3][0], 0, lists[3][1]] + lists[4] + [0])
  }
}
