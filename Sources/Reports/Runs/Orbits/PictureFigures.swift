internal import Discovery
internal import Tensors

/// Pictures along orbits and along the flow, for points whose coordinates are principal components of pictures.
///
/// Coordinates that are as many as the pixels of a square are taken for a picture, row by row.
///
/// Source: Krippendorf, Syvaeri (2021), section 3.3.
/// Checked by: `PictureReportTests`.
struct PictureFigures {
  private let arrays: StoredArrays
  private let mean: [Double]?
  private let words: [String]
  private let start: String

  /// - Parameters:
  ///   - mean: What was subtracted from pictures before they were projected.
  ///   - words: What each generator does.
  ///   - start: What a line of the flow begins at: `point`.
  init(_ arrays: StoredArrays, mean: [Double]?, words: [String], start: String) {
    (self.arrays, self.mean, self.words, self.start) = (arrays, mean, words, start)
  }

  /// Lines and generators that are shown, pictures in a row, and the least pixels of a picture.
  private static let most = (lines: 3, generators: 2, pictures: 12)
  private static let leastPixels = 64

  /// The figures, and walks along the lines; none if the points are no pictures.
  var blocks: [Report.Block] {
    var blocks = [originals, components, alongFlow].compactMap { $0.map(Report.Block.figure) }
    if let walks { blocks.append(.walks(walks)) }
    return blocks
  }

  /// Pictures of some orbits, as they were given.
  var originals: Figure? {
    guard let pixels = arrays["orbit_pictures", axes: 4] else { return nil }
    return Figure(
      "orbit-pictures", title: "Orbits of pictures",
      caption:
        "Some of the pictures along \(pixels.shape[0] == 1 ? "one orbit" : "\(pixels.shape[0]) orbits"), "
        + "a row each, in the order of their places on it.",
      panels: [
        .images(Self.grid(pixels), rowNames: (0..<pixels.shape[0]).map { "\($0 + 1)" })
      ])
  }

  /// The principal components as pictures.
  var components: Figure? {
    guard let side, let components = arrays["components", axes: 2] else { return nil }
    let shown = min(components.shape[0], 6)
    let largest = components.scalars.reduce(0) { max($0, $1.magnitude) }
    let pixels = components.rows(0..<shown).reshaped([1, shown, side, side])
    return Figure(
      "components", title: "Principal components",
      caption: "The \(shown) principal components that are coordinates, as pictures; grey is zero.",
      panels: [
        .images(
          ImageGrid(pixels, range: -largest...max(largest, 1e-12)),
          columnNames: (1...shown).map { "pc\($0)" })
      ])
  }

  /// What points along the flow look like.
  var alongFlow: Figure? {
    guard let decoded else { return nil }
    let s = decoded.shape
    let steps = min(Self.most.pictures, s[2])
    let (lines, shown) = (min(s[1], Self.most.lines), min(s[0], Self.most.generators))
    let places = (0..<steps).map { $0 * (s[2] - 1) / max(1, steps - 1) }
    let panels = (0..<shown).map { k in
      let pixels = (0..<lines).flatMap { line in
        places.flatMap { decoded.row(k).row(line).row($0).scalars }
      }
      return Panel.images(
        Self.grid(Tensor(pixels, shape: [lines, steps, s[3], s[4]])),
        title: k < words.count && s[0] > 1 ? "\(k + 1): \(words[k])" : "",
        rowNames: (0..<lines).map { "\($0 + 1)" })
    }
    return Figure(
      "flow-pictures", title: "Pictures along the flow",
      caption:
        "Points along the flow of \(s[0] == 1 ? "the generator" : "a generator"), over one turn, put "
        + "together from the \(arrays["components", axes: 2]?.shape[0] ?? 0) principal components; each row "
        + "begins at another \(start).",
      columns: 1, panels: panels)
  }

  /// The same to walk along, and along the orbits as they were given.
  var walks: Walks? {
    var paths: [Walks.Path] = []
    let given = arrays["orbit_pictures", axes: 4]
    let pictures = decoded.map { Array($0.shape[3...]) } ?? given.map { Array($0.shape[2...]) }
    guard let pictures else { return nil }
    if let decoded {
      for k in 0..<min(decoded.shape[0], Self.most.generators) {
        for line in 0..<min(decoded.shape[1], Self.most.lines) {
          let pixels = decoded.row(k).row(line)
          let name = k < words.count ? words[k] : "generator \(k + 1)"
          let step = 360 / Double(max(1, pixels.shape[0] - 1))
          paths.append(
            Self.path(
              "\(name), from \(start) \(line + 1)", pixels,
              at: (0..<pixels.shape[0]).map { step * Double($0) }))
        }
      }
    }
    if let given, let places = arrays["orbit_places", axes: 2],
      Array(given.shape[2...]) == pictures, places.shape == Array(given.shape.prefix(2))
    {
      for orbit in 0..<given.shape[0] {
        paths.append(
          Self.path(
            "orbit \(orbit + 1) as given", given.row(orbit),
            at: places.row(orbit).scalars.map { $0 * 180 / .pi }))
      }
    }
    guard !paths.isEmpty else { return nil }
    return Walks(
      paths, classes: [], height: pictures[0], width: pictures[1], label: "turn (degrees)")
  }

  /// A path through pictures, `[places, height, width]`, at the given turns in degrees.
  private static func path(
    _ name: String, _ pixels: Tensor<Double>, at places: [Double]
  ) -> Walks.Path {
    let bright = ImageGrid.brightest(pixels)
    return Walks.Path(
      name: name, places: places, probabilities: [], pictured: Array(places.indices),
      pixels: pixels.scalars.map { ImageGrid.byte($0 / bright) })
  }

  /// The height and width of pictures; nil if points are none.
  private var side: Int? {
    guard let components = arrays["components", axes: 2], components.shape[1] >= Self.leastPixels
    else { return nil }
    let side = Int(Double(components.shape[1]).squareRoot().rounded())
    return side * side == components.shape[1] ? side : nil
  }

  /// The lines of the flow as pictures, `[d, lines, steps, height, width]`.
  private var decoded: Tensor<Double>? {
    guard let side, let components = arrays["components", axes: 2],
      let flow = arrays["flow", axes: 4], flow.shape[3] == components.shape[0], let mean,
      mean.count == components.shape[1]
    else { return nil }
    let shown = min(flow.shape[0], Self.most.generators)
    let some = flow.rows(0..<shown)
    let pixels = some.reshaped([some.scalars.count / flow.shape[3], flow.shape[3]])
      .matmul(components).subtracting(mean.map { -$0 })
    return pixels.reshaped([shown] + Array(flow.shape[1...2]) + [side, side])
  }

  private static func grid(_ pixels: Tensor<Double>) -> ImageGrid {
    ImageGrid(pixels, range: 0...ImageGrid.brightest(pixels))
  }
}
