internal import LieAlgebras
internal import Tensors

/// What there is to see of a Lie algebra: brackets, Killing form, roots.
struct AlgebraFigures {
  private let structure: Tensor<Double>?
  private let noise: Double

  /// The algebra whose `structure_constants` are among the arrays.
  ///
  /// - Parameter noise: The relative error of the constants.
  init(_ arrays: StoredArrays, noise: Double) {
    (structure, self.noise) = (arrays["structure_constants", axes: 3], noise)
  }

  /// Beyond these dimensions brackets are not listed, forms not drawn, and roots not sought.
  private static let most = (listed: 10, drawn: 60, rooted: 30)

  /// The blocks; none if there are no constants, or no more than one generator.
  var blocks: [Report.Block] {
    guard let structure, structure.shape[0] > 1, structure.shape[0] <= Self.most.drawn,
      Set(structure.shape).count == 1, structure.isFinite
    else {
      return []
    }
    var blocks: [Report.Block] = []
    if structure.shape[0] <= Self.most.listed { blocks.append(.table(brackets(structure))) }
    guard let algebra = try? LieAlgebra(structureConstants: structure, noise: noise) else {
      return blocks
    }
    let signature = algebra.killingSignature
    blocks.append(.figure(forms(structure, algebra.killingForm, signature)))
    if structure.shape[0] <= Self.most.rooted, let roots = algebra.roots,
      let figure = diagram(roots)
    {
      blocks.append(.figure(figure))
    }
    return blocks
  }

  private func brackets(_ c: Tensor<Double>) -> Report.Table {
    let m = c.shape[0]
    return Report.Table(
      "Brackets [eᵢ, eⱼ]; row i, column j", header: [""] + (1...m).map { "e\(Self.subscript($0))" },
      rows: (0..<m).map { i in
        ["e\(Self.subscript(i + 1))"]
          + (0..<m).map { j in Self.combination((0..<m).map { c[i, j, $0] }) }
      })
  }

  private func forms(
    _ c: Tensor<Double>, _ killing: Tensor<Double>, _ signature: Signature
  ) -> Figure {
    let m = c.shape[0]
    let names = (1...m).map { "\($0)" }
    // Page k of the constants is the part of all brackets along eₖ; side by side they fill m × m².
    var pages = Tensor<Double>.zeros([m, m * m])
    for i in 0..<m {
      for j in 0..<m {
        for k in 0..<m { pages.scalars[i * m * m + k * m + j] = c[i, j, k] }
      }
    }
    return Figure(
      "algebra", title: "Structure constants and Killing form",
      caption: "Left: c[i, j, k] of [eᵢ, eⱼ] = Σₖ cᵢⱼₖ eₖ, the blocks are k = 1 … \(m). Right: the "
        + "Killing form, signature (\(signature.positive), \(signature.negative), "
        + "\(signature.zero)) of positive, negative and zero directions.",
      columns: 2,
      panels: [
        structurePanel(pages, m),
        .matrix(
          killing, title: "Killing form", rowNames: m <= 12 ? names : [],
          columnNames: m <= 12 ? names : []),
      ])
  }

  private func structurePanel(_ pages: Tensor<Double>, _ m: Int) -> Panel {
    let blocks = (0..<m).map { Axis.Tick(Double($0 * m) + Double(m - 1) / 2, "\($0 + 1)") }
    let rows = (0..<m).map { Axis.Tick(Double($0), "\($0 + 1)") }
    let edges =
      m > 20
      ? []
      : (1..<m).map { k in
        Tensor([Double(k * m) - 0.5, -0.5, Double(k * m) - 0.5, Double(m) - 0.5], shape: [2, 2])
      }
    return Panel(
      title: "structure constants",
      x: Axis("k, and j inside", range: -0.5...(Double(m * m) - 0.5), ticks: m <= 20 ? blocks : []),
      y: Axis(
        "row i", range: -0.5...(Double(m) - 0.5), ticks: m <= 20 ? rows : [], isReversed: true),
      aspect: 0.75,
      marks: [
        .heatMap(HeatMap(matrix: pages)), .lines(Lines(edges, ink: .faint, width: 0.7)),
      ])
  }

  /// The roots in the plane or in space, whose scalar products are those of the Killing form.
  private func diagram(_ roots: RootSystem) -> Figure? {
    let rank = roots.cartan.shape[0]
    guard 2...3 ~= rank else { return nil }
    let eigen = roots.gram.symmetricEigen()
    let (values, vectors) = (eigen.values, eigen.vectors)
    let largest = values.indices.sorted { values[$0].magnitude > values[$1].magnitude }.prefix(rank)
    let count = roots.roots.count
    let places = (0..<count).map { i in
      largest.map { vectors[$0, i] * values[$0].magnitude.squareRoot() }
    }
    let types = roots.types.map { "\($0)" }.joined(separator: " + ")
    let heads = Tensor(rows: places)
    let hidden = Axis.hidden
    return Figure(
      "roots", title: "Roots",
      caption:
        "The \(count) roots of the complexification, type \(types), in the plane or space of the Cartan "
        + "subalgebra; lengths and angles are those of the Killing form.",
      panels: [
        Panel(
          x: hidden, y: hidden, z: rank == 3 ? hidden : nil, hasEqualScales: true, aspect: 1,
          marks: [
            .arrows(Arrows(from: .zeros(heads.shape), to: heads)),
            .points(Points(heads, ink: .series(1), size: 5)),
          ])
      ])
  }

  /// A sum such as `e₁ − 2 e₃`.
  private static func combination(_ coefficients: [Double]) -> String {
    var text = ""
    for (k, value) in coefficients.enumerated() where value.magnitude > 1e-3 {
      let size = FindingNumber.entry(value.magnitude)
      let term = (size == "1" ? "" : size + " ") + "e\(Self.subscript(k + 1))"
      text += text.isEmpty ? (value < 0 ? "−" : "") + term : (value < 0 ? " − " : " + ") + term
    }
    return text.isEmpty ? "0" : text
  }

  private static func `subscript`(_ number: Int) -> String {
    String(String(number).compactMap { "₀₁₂₃₄₅₆₇₈₉".dropFirst($0.wholeNumberValue ?? 0).first })
  }
}
