internal import Tensors

/// What can be done to samples because they say nothing there: pixels that never vary, directions without variance.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), fig. 1.
struct FlowTrivialFigures {
  private let document: FlowDocument
  private let arrays: StoredArrays

  init(_ document: FlowDocument, _ arrays: StoredArrays) {
    (self.document, self.arrays) = (document, arrays)
  }

  /// The figures, as far as there are arrays.
  var figures: [Figure] { [pixels, principal].compactMap { $0 } }

  private var pixels: Figure? {
    guard let size = document.images else { return nil }
    let maps = [
      ("pixel_maximum", "maximum"), ("pixel_mean", "mean"), ("pixel_variance", "variance"),
    ].compactMap { name, title -> Panel? in
      guard let values = arrays[vector: name], values.count == size.height * size.width else {
        return nil
      }
      return map(values, size, title: title)
    }
    guard !maps.isEmpty else { return nil }
    let ignorable = document.trivial.map { " \($0.ignorable) of \($0.features) never vary." } ?? ""
    return Figure(
      "pixels", title: "Pixels",
      caption:
        "The brightness of each pixel, from 0 to 1, over all images: where it is always dark, changing it changes no image of the set, a "
        + "trivial symmetry." + ignorable, panels: maps)
  }

  private func map(
    _ values: [Double], _ size: FlowDocument.ImageSize, title: String
  ) -> Panel {
    func hidden(_ count: Int, isReversed: Bool) -> Axis {
      var axis = Axis.hidden
      (axis.range, axis.isReversed) = (-0.5...Double(count) - 0.5, isReversed)
      return axis
    }
    return Panel(
      title: title, x: hidden(size.width, isReversed: false),
      y: hidden(size.height, isReversed: true), hasEqualScales: true,
      aspect: 0.8 * Double(size.height) / Double(max(1, size.width)),
      marks: [
        .heatMap(
          HeatMap(
            matrix: Tensor(values, shape: [size.height, size.width]), scale: .sequential,
            label: ""))
      ])
  }

  private var principal: Figure? {
    guard let values = arrays[vector: "principal_variances"], values.count > 1 else { return nil }
    let numbers = values.indices.map { Double($0 + 1) }
    // Below a share of the largest there is nothing but rounding.
    let largest = values.max() ?? 1
    let least = max(values.filter { $0 > 0 }.min() ?? 1, 1e-9 * largest)
    var marks: [Mark] = [
      .lines(Lines(x: numbers, y: values.map { $0 >= least ? $0 : .nan }, name: "variance"))
    ]
    if let trivial = document.trivial {
      for (series, (share, count)) in [(95, trivial.directions95), (99, trivial.directions99)]
        .enumerated()
      {
        marks.append(
          .lines(
            Lines(
              x: [Double(count), Double(count)], y: [least, largest],
              name: "\(share) % in the first \(count)", ink: .series(series + 1), width: 1,
              isDashed: true)))
      }
    }
    return Figure(
      "principal-variances", title: "Principal variances",
      caption: "The variance of the samples along their principal directions."
        + (document.trivial.map {
          " \($0.emptyDirections) have none but that of rounding: moving along them is a trivial symmetry."
        } ?? ""),
      panels: [
        Panel(
          x: values.count > 12
            ? Axis("number of the direction")
            : .numbers("number of the direction", 1...values.count),
          y: Axis("variance", isLogarithmic: true), marks: marks
        )
      ])
  }
}
