internal import Datasets
internal import Tensors

/// A target as columns that a fit may explain: each analytic transform that its labels allow, and
/// indicators of its classes (or of equally populated ranges).
struct LabelColumns {
  /// The analytic transforms, one column each, before the indicators.
  let transforms: [LabelTransform]
  /// The number of indicator columns.
  let classes: Int
  private let upperBounds: [Double]?  // nil: the label is the class
  private let centres: [Double]
  private let spreads: [Double]
  private let sign: Double
  private let size: Double
  private let spread: Double

  /// The number of equally populated ranges of a numeric label.
  static let ranges = 20

  /// The columns that suit the labels of a sample.
  init(labels: [Double], kind: Table.Kind) {
    let size = max(labels.reduce(0) { max($0, $1.magnitude) }, .leastNormalMagnitude)
    self.size = size
    if case .categorical(let categories) = kind {
      (transforms, classes, upperBounds) = ([], categories.count, nil)
      (centres, spreads, sign, spread) = ([], [], 0, 1)
      return
    }
    let scaled = labels.map { $0 / size }
    let positive = labels.contains { $0 > 0 }
    let negative = labels.contains { $0 < 0 }
    let sign: Double = positive && negative ? 0 : positive ? 1 : -1
    let spread = Self.moments(scaled).spread
    var transforms: [LabelTransform] = []
    var (centres, spreads): ([Double], [Double]) = ([], [])
    for transform in LabelTransform.analytic {
      let values = labels.map { label in
        transform.apply(
          transform == .logarithm ? label : label / size, sign: sign, spread: spread)
      }
      let moments = Self.moments(values)
      guard moments.spread > 1e-12 * moments.centre.magnitude, moments.spread.isFinite,
        moments.spread > 0
      else { continue }
      transforms.append(transform)
      centres.append(moments.centre)
      spreads.append(moments.spread)
    }
    let sorted = labels.sorted()
    var bounds: [Double] = []
    for k in 1..<Self.ranges {
      let bound = sorted[k * sorted.count / Self.ranges]
      if bound > (bounds.last ?? sorted[0]) { bounds.append(bound) }
    }
    (self.transforms, self.centres, self.spreads) = (transforms, centres, spreads)
    (self.sign, self.spread) = (sign, spread)
    (upperBounds, classes) = (bounds, bounds.count + 1)
  }

  /// The number of columns.
  var count: Int { transforms.count + classes }

  /// Writes the columns of one label; a label outside a transform's domain writes NaN.
  func write(_ label: Double, into columns: UnsafeMutablePointer<Double>) {
    for k in 0..<classes { columns[transforms.count + k] = 0 }
    guard let upperBounds else {
      columns[Int(label)] = 1
      return
    }
    for (k, transform) in transforms.enumerated() {
      // Labels that span hundreds of decades keep their logarithms only as they are.
      let y = transform == .logarithm ? label : label / size
      let value = transform.apply(y, sign: sign, spread: spread)
      columns[k] = (value - centres[k]) / spreads[k]
    }
    var (low, high) = (0, upperBounds.count)
    while low < high {
      let middle = (low + high) / 2
      if label < upperBounds[middle] { high = middle } else { low = middle + 1 }
    }
    columns[transforms.count + low] = 1
  }

  private static func moments(_ values: [Double]) -> (centre: Double, spread: Double) {
    let centre = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count)
    return (centre, variance.squareRoot())
  }
}
