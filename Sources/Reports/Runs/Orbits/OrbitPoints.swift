internal import Foundation
internal import Tensors

/// The points of a run of `symmetron orbits` with what is known of each, and their colours: the same in all panels.
///
/// Checked by: `OrbitsReportTests`.
struct OrbitPoints {
  /// The rows that are drawn, evenly spread.
  let rows: [Int]
  /// The place of each drawn row in `picture` and `embedding`; nil if it is not there.
  let drawn: [Int]?
  /// The number of the class combination of each drawn row, in ``classes``.
  let classOf: [Int]
  /// The combinations of classes, in their order.
  let classes: [Combination]
  /// What is shown of each drawn row.
  let hover: [String]
  private let label: String

  /// A class for each label.
  struct Combination {
    /// The numbers of the classes.
    let numbers: [Int]
    /// Their names.
    let names: [String]
    /// How they are written.
    var text: String { names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))" }
    /// The number that the name of the only class is.
    var value: Double? { names.count == 1 ? Double(names[0].replacing("−", with: "-")) : nil }
  }

  /// More points are not drawn.
  private static let most = 6000

  /// The points of a run; nil without its labels.
  init?(_ document: OrbitsDocument, _ arrays: StoredArrays) {
    let labels = document.embedding.labels.indices.compactMap {
      arrays[integers: "labels\($0 + 1)"]
    }
    guard let count = labels.first?.count, labels.count == document.embedding.labels.count,
      labels.allSatisfy({ $0.count == count })
    else { return nil }
    func vector<Value>(_ values: [Value]?) -> [Value]? {
      values.flatMap { $0.count == count ? $0 : nil }
    }
    let orbits = vector(arrays[integers: "orbits"])
    let all = arrays[integers: "drawn_rows"].flatMap { drawn in
      drawn.allSatisfy { 0..<count ~= $0 } ? drawn : nil
    }
    let some = CloudFigure.evenly(all?.count ?? count, most: Self.most)
    rows = all.map { all in some.map { all[$0] } } ?? some
    drawn = all == nil ? nil : some
    // The document names the classes of orbits, the arrays number them.
    var names = labels.map { _ in [Int: String]() }
    for row in 0..<count {
      guard let orbit = orbits?[row], document.orbits.indices ~= orbit else { continue }
      for (place, name) in document.orbits[orbit].classes.enumerated() where place < labels.count {
        names[place][labels[place][row]] = name
      }
    }
    let combinations = Set((0..<count).map { row in labels.map { $0[row] } })
      .sorted { $0.lexicographicallyPrecedes($1) }
    classes = combinations.map { numbers in
      Combination(
        numbers: numbers, names: zip(numbers, names).map { $1[$0] ?? "class \($0)" })
    }
    let numberOf = Dictionary(
      uniqueKeysWithValues: combinations.enumerated().map { ($0.element, $0.offset) })
    classOf = rows.map { row in numberOf[labels.map { $0[row] }] ?? 0 }
    label = document.embedding.labels.joined(separator: ", ")
    let (truth, invariants) = (
      vector(arrays[integers: "true_orbits"]), vector(arrays[vector: "invariants"])
    )
    let (classes, label) = (classes, label)
    hover = zip(rows, classOf).map { row, group in
      var parts = ["\(label) \(classes[group].text)"]
      if let orbit = orbits?[row] {
        parts.append(orbit < 0 ? "class predicted wrongly" : "orbit \(orbit + 1)")
      }
      if let value = invariants?[row] {
        parts.append("\(document.invariant ?? "invariant") = \(String(format: "%.3f", value))")
      }
      if document.truth != nil, let orbit = truth?[row] { parts.append("truly \(orbit + 1)") }
      return parts.joined(separator: " · ")
    }
  }

  /// Classes that have a colour of their own at most, and those picked out of more.
  private static let coloured = (all: 10, picked: 6)

  /// The drawn points in the colours of their classes.
  ///
  /// Few classes have a colour each; of many, those of one label that are numbers are a scale of colours, of others
  /// some are picked and the rest is faint.
  ///
  /// - Parameters:
  ///   - places: `[rows, 2]` or `[rows, 3]`.
  ///   - isLabelled: Whether the panel has the legend, or the scale.
  func marks(_ places: Tensor<Double>, isLabelled: Bool) -> [Mark] {
    let values = classes.compactMap(\.value)
    if values.count == classes.count, classes.count > Self.coloured.all {
      let numbers = Points.Values(
        classOf.map { values[$0] }, label: isLabelled ? label : nil)
      return [.points(Points(places, values: numbers, size: Self.size, hover: hover))]
    }
    let picked = picked
    func points(_ isIn: (Int) -> Bool, _ name: String?, _ ink: Ink) -> Mark? {
      let chosen = classOf.indices.filter { isIn(classOf[$0]) }
      guard !chosen.isEmpty else { return nil }
      return .points(
        Points(
          Tensor(stacking: chosen.map(places.row)), name: isLabelled ? name : nil, ink: ink,
          size: Self.size, hover: chosen.map { hover[$0] }))
    }
    return
      ([points({ !picked.contains($0) }, "others", .faint)]
      + picked.enumerated().map { number, group in
        points({ $0 == group }, classes[group].text, .series(number))
      }).compactMap { $0 }
  }

  private static let size = 3.0

  /// The classes that have a colour of their own.
  private var picked: [Int] {
    classes.count <= Self.coloured.all
      ? Array(classes.indices)
      : (0..<Self.coloured.picked).map { (2 * $0 + 1) * classes.count / (2 * Self.coloured.picked) }
  }
}
