internal import Foundation
internal import Tensors

/// A panel as Plotly draws it: traces and a layout, without its title, and the colours of text and grid, which are
/// the page's.
///
/// Numbers are base64 of little-endian floats, as Plotly.js has read since version 2.35.
///
/// Source: Plotly.js figure reference (plotly.com/javascript/reference).
/// Checked by: `ReportPageTests`, `BrowserTests`.
struct PlotlyPanel {
  let panel: Panel

  init(_ panel: Panel) { self.panel = panel }

  /// The panel as JSON: `data` and `layout`.
  var json: JSONValue { ["data": .array(panel.marks.flatMap(traces)), "layout": layout] }

  private var layout: JSONValue {
    var layout: [String: JSONValue] = [
      "showlegend": .bool(!panel.legend.isEmpty),
      "margin": ["l": 8, "r": 8, "t": 8, "b": 8],
      "hovermode": "closest", "barmode": "overlay",
    ]
    // Few names stand above the panel, many beside it.
    if panel.legend.count <= 6 {
      layout["legend"] = [
        "orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom", "itemsizing": "constant",
      ]
    } else {
      layout["legend"] = ["itemsizing": "constant"]
    }
    var settings: [String: JSONValue] = [:]
    for (place, axis) in [panel.x, panel.y, panel.z].enumerated() {
      guard let axis else { continue }
      settings[["xaxis", "yaxis", "zaxis"][place]] = .object(
        self.axis(axis.withDecades(panel.span(place))))
    }
    if panel.z != nil {
      settings["aspectmode"] = .string(panel.hasEqualScales ? "data" : "cube")
      // From a little further than usual, so that labels are not cut off.
      settings["camera"] = ["eye": ["x": 1.45, "y": 1.45, "z": 1.1]]
      layout["scene"] = .object(settings)
      return .object(layout)
    }
    if panel.hasEqualScales, case .object(var y)? = settings["yaxis"] {
      y["scaleanchor"] = "x"
      y["constrain"] = "domain"
      settings["yaxis"] = .object(y)
      if case .object(var x)? = settings["xaxis"] {
        x["constrain"] = "domain"
        settings["xaxis"] = .object(x)
      }
    }
    return .object(layout.merging(settings) { $1 })
  }

  private func axis(_ axis: Axis) -> [String: JSONValue] {
    guard !axis.isHidden else { return hidden(axis) }
    var result: [String: JSONValue] = ["automargin": true, "zeroline": false]
    if panel.marks.contains(where: { $0.isImage || $0.isHeatMap || $0.isContours }) {
      result["showgrid"] = false
    }
    if !axis.label.isEmpty {
      // In space Plotly.js shows entities as they are written, but takes tags for markup all the same.
      let plain = axis.label.replacing("<", with: "‹").replacing(">", with: "›")
      result["title"] = ["text": panel.z == nil ? .markup(axis.label) : .string(plain)]
    }
    if axis.isLogarithmic {
      result["type"] = "log"
    }
    if let ticks = axis.ticks {
      result["tickvals"] = .array(ticks.map { .number($0.value) })
      result["ticktext"] = .array(ticks.map { .markup($0.text) })
    }
    return result.merging(range(axis)) { $1 }
  }

  private func hidden(_ axis: Axis) -> [String: JSONValue] {
    (["visible": false] as [String: JSONValue]).merging(range(axis)) { $1 }
  }

  private func range(_ axis: Axis) -> [String: JSONValue] {
    guard let range = axis.range else {
      return axis.isReversed ? ["autorange": "reversed"] : [:]
    }
    var ends = [range.lowerBound, range.upperBound]
    if axis.isLogarithmic { ends = ends.map { log10($0) } }
    if axis.isReversed { ends.reverse() }
    return ["range": .array(ends.map(JSONValue.number))]
  }
}

extension Mark {
  /// Whether it is curves of equal height, among which the lines of a grid would look like more of them.
  fileprivate var isContours: Bool {
    if case .contours = self { true } else { false }
  }

  /// Whether it is a heat map.
  fileprivate var isHeatMap: Bool {
    if case .heatMap = self { true } else { false }
  }
}
