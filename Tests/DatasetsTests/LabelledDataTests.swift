import Datasets
import Tensors
import TestSupport
import Testing

@Suite struct LabelledDataTests {
  private let text = "t,x,class,mass,y\n1,2,b,3,0\n4,5,a,6,7\n8,9,b,10,-7\n"

  @Test func featuresAreTheOtherNumericColumns() throws {
    let data = try LabelledData(table: Table(csv: text), targets: ["mass"])
    #expect(data.featureNames == ["t", "x", "y"])
    #expect(data.targetNames == ["mass"])
    #expect(data.targetKinds == [.numeric])
    #expect(data.count == 3)
    #expect(data.features(0..<3) == Tensor(rows: [[1, 2, 0], [4, 5, 7], [8, 9, -7]]))
    #expect(data.targets(1..<3) == Tensor(rows: [[6], [10]]))
  }

  @Test func columnsByNameAndNumberInTheGivenOrder() throws {
    let data = try LabelledData(
      table: Table(csv: text), features: ["y", "1"], targets: ["4", "x"])
    #expect(data.featureNames == ["y", "t"])
    #expect(data.targetNames == ["mass", "x"])
    let (features, targets) = data.samples(0..<2)
    #expect(features == Tensor(rows: [[0, 1], [7, 4]]))
    #expect(targets == Tensor(rows: [[3, 2], [6, 5]]))
  }

  @Test func aNameComesBeforeANumber() throws {
    let table = try Table(
      columns: ["2", "a", "b"], matrix: Tensor(rows: [[1, 2, 3], [4, 5, 6]]))
    #expect(try LabelledData(table: table, targets: ["2"]).targets(0..<1).scalars == [1])
    #expect(try LabelledData(table: table, targets: ["3"]).targets(0..<1).scalars == [3])
  }

  @Test func categoricalTargets() throws {
    let data = try LabelledData(table: Table(csv: text), targets: ["class"])
    #expect(data.targetKinds == [.categorical(categories: ["a", "b"])])
    #expect(data.targets(0..<3).scalars == [1, 0, 1])
    #expect(data.oneHotTarget(0, 0..<3) == Tensor(rows: [[0, 1], [1, 0], [0, 1]]))

    let integers = try LabelledData(table: Table(csv: text), targets: ["y"], categorical: true)
    #expect(integers.targetKinds == [.categorical(categories: ["-7", "0", "7"])])
    #expect(integers.targets(0..<3).scalars == [1, 2, 0])
    #expect(
      integers.oneHotTarget(0, 0..<3) == Tensor(rows: [[0, 1, 0], [0, 0, 1], [1, 0, 0]]))

    let halves = try Table(csv: "a,b\n1,2\n2,2.5\n")
    #expect(throws: DatasetError.notACategory("b", text: "2.5")) {
      try LabelledData(table: halves, targets: ["b"], categorical: true)
    }
  }

  @Test func mistakes() throws {
    let table = try Table(csv: text)
    let columns = table.columns
    func expectError(_ error: DatasetError, features: [String]? = nil, targets: [String]) {
      #expect(throws: error) {
        try LabelledData(table: table, features: features, targets: targets)
      }
    }
    expectError(.unknownColumn("mas", columns: columns), targets: ["mas"])
    expectError(.unknownColumn("6", columns: columns), targets: ["6"])
    expectError(.unknownColumn("0", columns: columns), targets: ["0"])
    expectError(.targetIsFeature("x"), features: ["t", "x"], targets: ["x"])
    expectError(.duplicateColumn("x", numbers: [2, 2]), features: ["x", "2"], targets: ["mass"])
    expectError(.textFeature("class", example: "a"), features: ["class"], targets: ["mass"])
    expectError(.noTargets, targets: [])
    expectError(.noFeatures, features: [], targets: ["mass"])
    #expect(throws: DatasetError.constantTarget("b", value: "7")) {
      try LabelledData(table: Table(csv: "a,b\n1,7\n2,7\n"), targets: ["b"])
    }
    #expect(throws: DatasetError.constantTarget("b", value: "'red'")) {
      try LabelledData(table: Table(csv: "a,b\n1,red\n2,red\n"), targets: ["b"])
    }
    #expect(throws: DatasetError.noFeatures) {
      try LabelledData(table: Table(csv: "b\n1\n2\n"), targets: ["b"])
    }
  }

  @Test func nonFiniteValuesAreFoundOnlyWhereTheyMatter() throws {
    let scalars = (0..<200_000).flatMap { i -> [Double] in
      [Double(i), i == 150_000 ? .nan : i == 160_000 ? .infinity : 1, 1]
    }
    let table = try Table(matrix: Tensor(scalars, shape: [200_000, 3]))
    for threads in [1, 3] {
      let place = DatasetError.Place(file: "table", row: 150_001, column: 2, name: "x2")
      #expect(throws: DatasetError.notFinite(place, text: "nan")) {
        try LabelledData(table: table, targets: ["x1"], threads: threads)
      }
    }
    let data = try LabelledData(table: table, features: ["x3"], targets: ["x1"])
    #expect(data.count == 200_000)
  }

  @Test func blocksCoverAllSamplesInOrder() throws {
    var rng = Philox(seed: 3)
    let (x, y): (Tensor<Double>, Tensor<Double>) = (
      rng.normals([1000, 4]), rng.normals([1000, 2])
    )
    let data = try LabelledData(features: x, targets: y)
    #expect(data.featureNames == ["x1", "x2", "x3", "x4"])
    #expect(data.targetNames == ["y1", "y2"])
    for size in [1, 7, 1000, 5000] {
      var (features, targets): ([Double], [Double]) = ([], [])
      data.forEachBlock(of: size) {
        features += $0.scalars
        targets += $1.scalars
      }
      #expect(features == x.scalars)
      #expect(targets == y.scalars)
    }
  }
}
