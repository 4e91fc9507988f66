internal import Tensors

/// The losses of the trainings over their epochs.
struct FlowHistories {
  private let arrays: StoredArrays

  init(_ arrays: StoredArrays) { self.arrays = arrays }

  private static let stages = [
    ("autoencoder", "autoencoder"), ("oracle", "oracle"), ("flows", "flows"),
  ]
  /// Names of losses in the order in which they are drawn; others come after them.
  private static let order = ["loss", "invariance", "normalization", "orthogonality", "closure"]

  /// The figure; nil if there are no histories.
  var figure: Figure? {
    let panels = Self.stages.compactMap { panel($0.0, title: $0.1) }
    guard !panels.isEmpty else { return nil }
    return Figure(
      "losses", title: "Trainings",
      caption:
        "The mean of each loss over every epoch. A training that still falls at its end had too few epochs.",
      panels: panels)
  }

  private func panel(_ stage: String, title: String) -> Panel? {
    let prefix = "history_\(stage)_"
    let names = arrays.names.filter { $0.hasPrefix(prefix) }.map {
      String($0.dropFirst(prefix.count))
    }
    .filter { $0 != "accuracy" }
    let rank = { (name: String) in Self.order.firstIndex(of: name) ?? Self.order.count }
    let sorted = names.sorted { (rank($0), $0) < (rank($1), $1) }
    let marks = sorted.enumerated().compactMap { number, name -> Mark? in
      guard let values = arrays[vector: prefix + name], values.contains(where: { $0 > 0 }) else {
        return nil
      }
      return .lines(
        Lines(
          x: values.indices.map { Double($0 + 1) }, y: values.map { $0 > 0 ? $0 : .nan },
          name: names.count > 1 ? name : nil, ink: .series(number), width: number == 0 ? 1.8 : 1.2))
    }
    guard !marks.isEmpty else { return nil }
    let epochs = names.compactMap { arrays[vector: prefix + $0]?.count }.max() ?? 1
    return Panel(
      title: title, x: epochs > 10 ? Axis("epoch") : .numbers("epoch", 1...max(1, epochs)),
      y: Axis("loss", isLogarithmic: true), aspect: 0.85,
      marks: marks)
  }
}
