internal import Discovery
internal import Tensors

/// The streamlines of a run, and the straight line between two centres, with what is seen along them.
///
/// Parts of the arrays that do not fit to the streamlines are left out.
struct FlowCurves {
  /// One curve.
  struct Curve {
    /// What sets it apart: `from the centre of 3 along flow 1`.
    let name: String
    /// The class that the oracle gives at its start, by number.
    let predicted: Int?
    /// The path length at each place.
    let lengths: [Double]
    /// The points, `[places, n]`.
    let points: Tensor<Double>
    /// The oracle's outputs, `[places, k]`.
    let outputs: Tensor<Double>?
    /// The probabilities of the classes, `[places, classes]`.
    let probabilities: Tensor<Double>?
    /// The places of which there are pictures, evenly spread, both ends among them.
    let pictured: [Int]
    /// The pictures, `[pictured, height · width]`.
    let pictures: Tensor<Double>?
  }

  /// The names of the starts: `centre of 3`.
  let starts: [String]
  /// A shorter name of each: `3`.
  let shortNames: [String]
  /// The number of fields.
  let fields: Int
  /// The curves, start by start, field by field.
  let curves: [Curve]
  /// The line from the first centre to the second.
  let straight: Curve?
  /// The names of the classes; none for numbers.
  let classes: [String]
  /// The unit of lengths, in brackets; empty in the space of the samples.
  let unit: String
  /// The size of the pictures.
  let size: FlowDocument.ImageSize?

  /// The curves of a run; nil if it has none.
  init?(_ document: FlowDocument, _ arrays: StoredArrays) {
    guard let lengths = arrays[vector: "streamline_lengths"],
      let points = arrays["streamlines", axes: 4], points.shape[2] == lengths.count,
      lengths.count > 2, zip(lengths, lengths.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    let classes = document.networks?.classes ?? []
    let size = document.images
    let shape = Array(points.shape.dropLast())
    /// What is known of every place, or of every picture, of every curve.
    func along(_ name: String, _ isWanted: (Int) -> Bool) -> Tensor<Double>? {
      arrays["streamline_\(name)", axes: 4].flatMap { array in
        Array(array.shape.prefix(2)) == Array(shape.prefix(2)) && isWanted(array.shape[3])
          ? array : nil
      }
    }
    func places(_ array: Tensor<Double>?) -> Tensor<Double>? {
      array.flatMap { $0.shape[2] == lengths.count ? $0 : nil }
    }
    let outputs = places(along("outputs") { $0 > 0 })
    let probabilities = places(along("probabilities") { $0 == classes.count })
    // In the space of the samples, the points themselves are pictures.
    let isPicture = { (count: Int) in size.map { $0.height * $0.width == count } ?? false }
    let pictures =
      along("decoded", isPicture)
      ?? (document.networks?.latent == nil && isPicture(points.shape[3]) ? points : nil)
    let pictured = pictures.map { Self.pictured($0.shape[2], of: lengths.count) } ?? []

    let names = document.walks?.starts.map(\.name) ?? []
    let hasNames = names.count == shape[0]
    let starts = hasNames ? names : (1...shape[0]).map { "start \($0)" }
    // The first starts are the centres of the classes.
    let named = hasNames ? min(classes.count, starts.count) : 0
    let shortNames = Array(classes[..<named]) + starts[named...]
    let from = starts.map { ($0.hasPrefix("centre") ? "from the " : "from ") + $0 }
    let predicted = (hasNames ? document.walks?.starts ?? [] : []).map { start in
      start.predicted.flatMap { classes.indices.contains($0) ? $0 : nil }
    }
    curves = (0..<shape[0]).flatMap { start in
      (0..<shape[1]).map { field in
        func part(_ array: Tensor<Double>?) -> Tensor<Double>? { array?.row(start).row(field) }
        return Curve(
          name: from[start] + (shape[1] > 1 ? " along flow \(field + 1)" : ""),
          predicted: start < predicted.count ? predicted[start] : nil, lengths: lengths,
          points: points.row(start).row(field), outputs: part(outputs),
          probabilities: part(probabilities), pictured: pictured,
          pictures: pictured.isEmpty ? nil : part(pictures))
      }
    }
    let line = Self.straight(arrays, classes: classes, size: size).map { line in
      Curve(
        name:
          "straight from \(shortNames[0]) to \(shortNames.count > 1 ? shortNames[1] : "another")",
        predicted: nil, lengths: line.lengths, points: line.points, outputs: nil,
        probabilities: line.probabilities, pictured: line.pictured, pictures: line.pictures)
    }
    (self.starts, self.shortNames, straight) = (starts, shortNames, line)
    (self.classes, self.size) = (classes, size)
    fields = shape[1]
    unit = document.networks?.latent == nil ? "" : " (latent units)"
  }

  /// The curve from a start along a field.
  func curve(_ start: Int, _ field: Int) -> Curve { curves[start * fields + field] }

  /// The colour of what starts somewhere: that of the class whose centre it is, else of the class that is predicted.
  func ink(_ start: Int) -> Ink {
    .series(start < classes.count ? start : curve(start, 0).predicted ?? start)
  }

  /// The places of so many pictures, evenly spread; none if they do not fit.
  private static func pictured(_ pictures: Int, of places: Int) -> [Int] {
    guard pictures > 1, (places - 1).isMultiple(of: pictures - 1) else { return [] }
    return Array(stride(from: 0, to: places, by: (places - 1) / (pictures - 1)))
  }

  private typealias Line = (
    lengths: [Double], points: Tensor<Double>, probabilities: Tensor<Double>?, pictured: [Int],
    pictures: Tensor<Double>?
  )

  private static func straight(
    _ arrays: StoredArrays, classes: [String], size: FlowDocument.ImageSize?
  ) -> Line? {
    guard let points = arrays["straight_points", axes: 2], points.shape[0] > 1 else { return nil }
    let count = points.shape[0]
    let length = (points.row(count - 1) - points.row(0)).norm
    guard length.isFinite, length > 0 else { return nil }
    let probabilities = arrays["straight_probabilities", axes: 2].flatMap {
      $0.shape == [count, classes.count] ? $0 : nil
    }
    let pictures = arrays["straight_decoded", axes: 2].flatMap { array in
      size.map { $0.height * $0.width } == array.shape[1] ? array : nil
    }
    let pictured = pictures.map { Self.pictured($0.shape[0], of: count) } ?? []
    return (
      (0..<count).map { length * Double($0) / Double(count - 1) }, points, probabilities, pictured,
      pictured.isEmpty ? nil : pictures
    )
  }
}
