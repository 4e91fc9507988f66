internal import Tensors

/// A figure as a script for gnuplot and the file of numbers that it draws.
///
/// `gnuplot NAME.gp` in the folder of both draws `NAME.svg`; with `format = 'pdf'` or `'png'` the other two. People are
/// meant to edit the script.
///
/// Source: Williams, Kelley et al., *gnuplot 5.4* (2020).
/// Checked by: `GnuplotFigureTests`.
package struct GnuplotFigure {
  /// `NAME.gp`.
  package let script: String
  /// `NAME.dat`: blocks of numbers, two empty lines apart.
  package let data: String

  /// The kinds of files that a script draws.
  package static let formats = ["svg", "pdf", "png"]

  /// The widths of a column of a journal and of its page, in inches.
  private static let (column, page) = (3.375, 7.0)
  /// The height of a title, a label or a row of the legend, in inches.
  private static let lineHeight = 0.22

  /// The script and the numbers of a figure.
  package init(_ figure: Figure) {
    var data = GnuplotData()
    let rows = (figure.panels.count + figure.columns - 1) / max(1, figure.columns)
    let width = figure.columns == 1 ? Self.column : Self.page
    let panelWidth = width / Double(figure.columns)
    let height = Self.height(figure, panelWidth: panelWidth)
    var lines = [
      "# \(Self.comment(figure.title))",
      "# gnuplot \(figure.name).gp draws \(figure.name).svg; for other formats:",
      "# gnuplot -e \"format = 'pdf'\" \(figure.name).gp",
      "if (!exists('format')) format = 'svg'",
      "data = '\(figure.name).dat'",
      "if (format eq 'svg') set terminal svg size \(Self.pixels(width)), \(Self.pixels(height)) noenhanced "
        + "font 'Helvetica,10' background 'white'",
      "if (format eq 'pdf') set terminal pdfcairo size \(Self.text(width))in, \(Self.text(height))in noenhanced "
        + "font 'Helvetica,8'",
      "if (format eq 'png') set terminal pngcairo size \(2 * Self.pixels(width)), \(2 * Self.pixels(height)) "
        + "noenhanced font 'Helvetica,10' fontscale 1.6 linewidth 2 pointscale 2",
      "set output '\(figure.name).'.format",
    ]
    if figure.panels.count > 1 { lines.append("set multiplot layout \(rows), \(figure.columns)") }
    for panel in figure.panels {
      lines += ["", "reset"]
      let legend = Self.lineHeight * Double(panel.legendRows(width: panelWidth))
      lines += GnuplotPanel(
        panel, width: panelWidth, room: figure.panels.count == 1 ? 1 - legend / height : nil
      ).lines(&data)
    }
    if figure.panels.count > 1 { lines += ["", "unset multiplot"] }
    lines += ["unset output", ""]
    script = lines.joined(separator: "\n")
    self.data = data.text
  }

  /// The height of a figure in inches: the tallest panel of every row.
  private static func height(_ figure: Figure, panelWidth: Double) -> Double {
    stride(from: 0, to: figure.panels.count, by: figure.columns).reduce(0) { sum, start in
      let row = figure.panels[start..<min(start + figure.columns, figure.panels.count)]
      return sum
        + (row.map { panel in
          panelWidth * panel.aspect + lineHeight * Double(panel.legendRows(width: panelWidth))
            + (panel.title.isEmpty ? 0 : lineHeight)
        }.max() ?? 0)
    }
  }

  private static func pixels(_ inches: Double) -> Int { Int((96 * inches).rounded()) }

  /// A number as gnuplot reads it: seven digits, if a `Float` can hold it; `NaN` leaves a gap.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "NaN" }
    let short = Float(value)
    return short.isNormal || value == 0 ? "\(short)" : "\(value)"
  }

  /// A text in quotes, on one line.
  static func quoted(_ text: String) -> String {
    "'" + comment(text).replacing("'", with: "''") + "'"
  }

  /// A text on one line.
  private static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}

/// The file of numbers, as it grows.
struct GnuplotData {
  private(set) var text = ""
  private var count = 0

  /// Adds a block of rows, and returns what a plot reads it by.
  mutating func add(_ rows: some Sequence<String>) -> String {
    if count > 0 { text += "\n\n" }
    for row in rows {
      text += row
      text += "\n"
    }
    count += 1
    return "data index \(count - 1)"
  }
}

extension Panel {
  /// How many columns of names a legend has in a panel so many inches wide.
  func legendColumns(width: Double) -> Int {
    let characters = (legend.map(\.count).max() ?? 0) + 6
    // Beside the panel in the plane stand the numbers of its axis; a letter is a thirteenth of an inch.
    return max(1, Int(13 * (z == nil ? width - 0.6 : width)) / characters)
  }

  /// How many rows the legend takes.
  func legendRows(width: Double) -> Int {
    let columns = legendColumns(width: width)
    return (legend.count + columns - 1) / columns
  }

  /// The names in the legend.
  var legend: [String] {
    marks.compactMap {
      switch $0 {
      case .points(let m): m.name
      case .lines(let m): m.name
      case .arrows(let m): m.name
      case .bars(let m): m.name
      case .contours(let m): m.name
      case .surface(let m): m.name
      case .heatMap, .images: nil
      }
    }
  }
}
