import Calabi
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct RepresentativeWalkTests {
  @Test("Representatives are different, within the cap, and of one topology")
  func walk() {
    let walk = RepresentativeWalk(moves: 150, limit: 60, entryLimit: 24)
    for (index, matrix) in Examples.several.enumerated() {
      var rng = Philox(seed: 3, stream: UInt64(index))
      let found = walk(matrix, using: &rng)
      #expect(found.count <= 60)
      #expect(found[0].matrix == matrix)
      #expect(found.allSatisfy { $0.matrix.entryCount <= 24 && $0.matrix.dimension == 3 })
      #expect(Set(found.map { $0.matrix.canonical }).count == found.count)
      let euler = IntersectionNumbers(matrix).eulerNumber
      #expect(found.allSatisfy { IntersectionNumbers($0.matrix).eulerNumber == euler })
      // No two with the same features.
      for (i, a) in found.enumerated() {
        for b in found[..<i] where a.types == b.types {
          #expect(zip(a.spectrum, b.spectrum).contains { ($0 - $1).magnitude > 1e-9 })
        }
      }
    }
  }

  @Test("The quintic has one representative")
  func quintic() throws {
    var rng = Philox(seed: 0)
    #expect(RepresentativeWalk()(try ConfigurationMatrix("[4|5]"), using: &rng).count == 1)
  }

  @Test("A walk is repeated by its seed")
  func seeds() {
    let walk = RepresentativeWalk(moves: 100)
    func matrices(_ seed: UInt64) -> [ConfigurationMatrix] {
      var rng = Philox(seed: seed)
      return walk(Examples.several[5], using: &rng).map(\.matrix)
    }
    #expect(matrices(1) == matrices(1))
    #expect(matrices(1) != matrices(2))
  }
}

@Suite struct RepresentativeSetTests {
  private static let walk = RepresentativeWalk(moves: 80)
  private static let set = RepresentativeSet(
    of: Examples.several, walk: walk, seed: 5, threads: 2)

  @Test("The number of threads does not matter")
  func threads() {
    for threads in [1, 5] {
      #expect(
        RepresentativeSet(of: Examples.several, walk: Self.walk, seed: 5, threads: threads)
          == Self.set)
    }
    #expect(RepresentativeSet(of: Examples.several, walk: Self.walk, seed: 6) != Self.set)
  }

  @Test("Packed features are those of the matrices")
  func features() {
    let set = Self.set
    #expect(set.manifolds == Examples.several.count)
    let forms = (0..<set.count).map { FormFeatures(IntersectionNumbers(set.matrix($0))) }
    let classes = forms.map(\.classCount).max() ?? 0
    #expect(set.formFeatureCount == 5 * classes)
    #expect(set.featureCount == set.dictionary.count + 30 + 5 * classes)
    let features = set.features(0..<set.count)
    for m in 0..<set.manifolds {
      #expect(set.matrix(set.starts[m]) == Examples.several[m])
      for index in set.representatives(of: m) {
        #expect(set.manifoldOfEach[index] == m)
        let matrix = set.matrix(index)
        var expected = [Float](repeating: 0, count: set.dictionary.count + set.spectrumLength)
        for type in matrix.vertexTypes {
          if let place = set.dictionary.firstIndex(of: type) { expected[place] += 1 }
        }
        let spectrum = matrix.graphSpectrum()
        let zeros = [Double](repeating: 0, count: set.spectrumLength - spectrum.count)
        for (place, value) in (spectrum + zeros).sorted(by: >).enumerated() {
          expected[set.dictionary.count + place] = Float(value)
        }
        let actual = features.row(index).scalars
        #expect(Array(actual.prefix(expected.count)) == expected)
        // Those of a matrix that identity (ii) led from: other rounding of eigenvalues, in single precision.
        expectClose(
          Tensor(actual.dropFirst(expected.count).map(Double.init)),
          Tensor(forms[index].features(classes: classes).map(Double.init)), rtol: 1e-5, atol: 1e-5)
      }
    }
    #expect(set.features(7..<9) == features.rows(7..<9))
  }

  @Test("Features of the graph are the first of all, with the same representatives")
  func graph() {
    var walk = Self.walk
    walk.features = .graph
    let set = RepresentativeSet(of: Examples.several, walk: walk, seed: 5)
    #expect(set.formFeatureCount == 0 && set.starts == Self.set.starts)
    let (some, all) = (set.features(0..<set.count), Self.set.features(0..<set.count))
    for index in 0..<set.count {
      #expect(some.row(index).scalars == Array(all.row(index).scalars.prefix(set.featureCount)))
    }
  }

  @Test("A set is read as it was written, and only with its key", arguments: FeatureKind.allCases)
  func files(features: FeatureKind) throws {
    var walk = Self.walk
    walk.features = features
    let set = RepresentativeSet(of: Examples.several, walk: walk, seed: 5)
    let path = FileManager.default.temporaryDirectory.path + "/set-\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try RepresentativeSet(contentsOf: path, key: "a") == nil)
    try set.write(to: path, key: "a")
    #expect(try RepresentativeSet(contentsOf: path, key: "a") == set)
    #expect(try RepresentativeSet(contentsOf: path, key: "b") == nil)
    try Data("garbage".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: (any Error).self) { try RepresentativeSet(contentsOf: path, key: "a") }
  }
}
