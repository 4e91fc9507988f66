/// A figure as a value: panels side by side, each with axes and marks.
///
/// It is drawn twice: by gnuplot for papers (``GnuplotFigure``) and by Plotly in the page of a run
/// (``PlotlyPanel``). Texts are plain, with Unicode for mathematics; neither renderer interprets them.
///
/// Checked by: `GnuplotFigureTests`, `ReportPageTests`.
public struct Figure: Sendable, Equatable {
  /// What its files are called, such as `spectrum`: lower-case words with hyphens.
  public var name: String
  /// What it shows, in a few words.
  public var title: String
  /// What is to be seen, in a sentence or two, as below a figure of a paper.
  public var caption: String
  /// The panels, row by row.
  public var panels: [Panel]
  /// How many panels stand in a row.
  public var columns: Int

  /// A figure of panels, by default all in one row up to three.
  public init(
    _ name: String, title: String, caption: String, columns: Int? = nil, panels: [Panel]
  ) {
    (self.name, self.title, self.caption, self.panels) = (name, title, caption, panels)
    self.columns = columns ?? min(3, max(1, panels.count))
  }
}

/// Axes with marks.
public struct Panel: Sendable, Equatable {
  /// A title above the axes; empty if the figure's says enough.
  public var title: String
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis, or the second of three.
  public var y: Axis
  /// The third axis; the panel is three-dimensional if there is one.
  public var z: Axis?
  /// What is drawn, later ones above earlier ones.
  public var marks: [Mark]
  /// Whether a unit is as long on every axis.
  public var hasEqualScales: Bool
  /// The height, in widths.
  public var aspect: Double

  /// A panel.
  public init(
    title: String = "", x: Axis = Axis(), y: Axis = Axis(), z: Axis? = nil,
    hasEqualScales: Bool = false, aspect: Double = 0.75, marks: [Mark]
  ) {
    (self.title, self.x, self.y, self.z, self.marks) = (title, x, y, z, marks)
    self.hasEqualScales = hasEqualScales
    // Beyond, nothing could be seen.
    self.aspect = aspect.isFinite ? min(max(aspect, 0.05), 20) : 1
  }
}

/// An axis of a panel.
public struct Axis: Sendable, Equatable {
  /// What is measured, with its unit.
  public var label: String
  /// Whether equal distances are equal ratios.
  public var isLogarithmic = false
  /// What it spans; by default the marks.
  public var range: ClosedRange<Double>?
  /// Where it has ticks, and what they say; by default round numbers.
  public var ticks: [Tick]?
  /// Whether it runs down or to the left, as the rows of a matrix do.
  public var isReversed = false
  /// Whether nothing of it is drawn.
  public var isHidden = false

  /// A place with a text.
  public struct Tick: Sendable, Equatable {
    /// The place.
    public var value: Double
    /// The text.
    public var text: String

    /// A tick.
    public init(_ value: Double, _ text: String) { (self.value, self.text) = (value, text) }
  }

  /// An axis.
  public init(
    _ label: String = "", isLogarithmic: Bool = false, range: ClosedRange<Double>? = nil,
    ticks: [Tick]? = nil, isReversed: Bool = false
  ) {
    (self.label, self.isLogarithmic, self.range) = (label, isLogarithmic, range)
    (self.ticks, self.isReversed) = (ticks, isReversed)
  }

  /// An axis that is not drawn.
  public static let hidden: Axis = {
    var axis = Axis()
    axis.isHidden = true
    return axis
  }()

  /// An axis with a tick at every whole number of a range.
  public static func numbers(_ label: String, _ range: ClosedRange<Int>) -> Axis {
    Axis(
      label, range: Double(range.lowerBound) - 0.5...Double(range.upperBound) + 0.5,
      ticks: range.map { Tick(Double($0), "\($0)") })
  }

  /// An axis of which each place 0, 1, … has a name.
  public static func names(_ names: [String], label: String = "", isReversed: Bool = false) -> Axis
  {
    Axis(
      label, ticks: names.enumerated().map { Tick(Double($0.offset), $0.element) },
      isReversed: isReversed)
  }
}
