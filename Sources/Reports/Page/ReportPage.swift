internal import Foundation
internal import Mustache

/// A report as one HTML file.
///
/// The page needs nothing but itself and Plotly.js, which it takes from the network, checked by its hash, or
/// holds itself. Without it the figures are those of the folder `figures`, if that is beside the page.
///
/// Checked by: `ReportPageTests`, and in a browser by `BrowserTests`.
public struct ReportPage {
  /// Where Plotly.js comes from.
  public enum Plotly: Sendable {
    /// From its publisher, over the network.
    case network
    /// From this text of `plotly.min.js`.
    case inlined(String)
  }

  private let report: Report
  private let plotly: Plotly

  /// The page of a report.
  public init(_ report: Report, plotly: Plotly = .network) {
    (self.report, self.plotly) = (report, plotly)
  }

  /// The release of Plotly.js that pages are made for, and the hash of its file.
  ///
  /// Source: `plotly.min.js` of the Python package plotly 7.1.0, which is the published file.
  static let release = (
    version: "4.1.1", integrity: "sha256-O24V1F27f8pb0glCkelh3cVHLNiHAJ5gCaVtq2aNch8="
  )

  /// The text of the file.
  ///
  /// - Throws: `.notEncodable` if the template is broken.
  public func html() throws(RunFolderError) -> String {
    do {
      let template = try MustacheTemplate(
        string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
      return template.render(try context)
    } catch {
      throw .notEncodable("report.html", reason: "\(error)")
    }
  }

  /// Whether a file is such a page.
  static func isOurs(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    let start = ((try? handle.read(upToCount: 1024)) ?? nil) ?? Data()
    return String(decoding: start, as: UTF8.self).contains(
      "name=\"generator\" content=\"symmetron\"")
  }

  /// What the template names.
  private var context: [String: Any] {
    get throws {
      let walks = report.walks
      return [
        "title": report.title, "answer": report.answer,
        "certainty": report.certainty.rawValue, "certaintyWords": report.certainty.words,
        "facts": rows(report.facts), "problems": report.problems,
        "hasProblems": !report.problems.isEmpty,
        "sections": sections, "settings": rows(report.settings),
        "circumstances": rows(report.circumstances), "command": report.command ?? "",
        "hasCommand": report.command != nil, "hasSettings": !report.settings.isEmpty,
        "style": String(decoding: PackageResources.page_css, as: UTF8.self),
        "script": String(decoding: PackageResources.page_js, as: UTF8.self),
        "figures": try Self.json(
          .object(
            Dictionary(
              uniqueKeysWithValues: report.figures.map { figure in
                (figure.name, .array(figure.panels.map { PlotlyPanel($0).json }))
              }))),
        "walks": try Self.json(.array(walks.map(\.json))),
        "plotly": plotlyElement,
      ]
    }
  }

  private var plotlyElement: String {
    switch plotly {
    case .network:
      "<script defer src=\"https://cdn.plot.ly/plotly-\(Self.release.version).min.js\" "
        + "integrity=\"\(Self.release.integrity)\" crossorigin=\"anonymous\"></script>"
    case .inlined(let text):
      "<script>" + text.replacing("</script", with: "<\\/script") + "</script>"
    }
  }

  private func rows(_ rows: [Report.Row]) -> [[String: Any]] {
    rows.map { ["label": $0.label, "text": $0.text] }
  }

  private var sections: [[String: Any]] {
    var walks = 0
    return report.sections.filter { !$0.blocks.isEmpty }.enumerated().map { number, section in
      [
        "id": "part-\(number + 1)", "title": section.title,
        "blocks": section.blocks.map { block(($0), &walks) },
      ]
    }
  }

  private func block(_ block: Report.Block, _ walks: inout Int) -> [String: Any] {
    switch block {
    case .text(let text): return ["text": ["value": text]]
    case .rows(let list): return ["rows": ["list": rows(list)]]
    case .table(let table):
      return [
        "table": [
          "caption": table.caption, "header": table.header,
          "body": table.rows.map { ["cells": $0] },
        ] as [String: Any]
      ]
    case .figure(let figure):
      return [
        "figure": [
          "name": figure.name, "title": figure.title, "caption": figure.caption,
          "columns": "\(figure.columns)",
          "panels": figure.panels.enumerated().map { number, panel in
            [
              "number": "\(number)", "title": panel.title,
              "aspect": "\(panel.aspect)",
            ]
          },
        ] as [String: Any]
      ]
    case .walks:
      walks += 1
      return ["walk": ["number": "\(walks - 1)"]]
    }
  }

  private static func json(_ value: JSONValue) throws -> String {
    HTML.scriptJSON(String(decoding: try ResultJSON.encoder.encode(value), as: UTF8.self))
  }
}

extension Report {
  /// All walks, in their order.
  fileprivate var walks: [Walks] {
    sections.flatMap(\.blocks).compactMap { if case .walks(let walks) = $0 { walks } else { nil } }
  }
}

extension Report.Certainty {
  /// The word beside the answer.
  var words: String {
    switch self {
    case .certain: "certain"
    case .doubtful: "not certain"
    case .open: "open"
    }
  }
}
