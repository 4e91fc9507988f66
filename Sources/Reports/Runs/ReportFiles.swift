internal import Foundation

/// The files of a report in a folder: the page, and the folder of figures.
struct ReportFiles {
  /// The folder.
  let folder: String

  /// Writes all; what an earlier report left among the figures is removed.
  ///
  /// - Returns: What to tell the user about figures that are not drawn.
  func write(
    _ report: Report, plotly: ReportPage.Plotly, threads: Int
  ) throws(RunFolderError) -> [String] {
    let html = try ReportPage(report, plotly: plotly).html()
    let figures = "\(folder)/figures"
    try? FileManager.default.removeItem(atPath: figures)
    var notes: [String] = []
    if !report.figures.isEmpty {
      try RunFolder.create(figures)
      for figure in report.figures {
        let drawn = GnuplotFigure(figure)
        try RunFolderFiles.replace("\(figures)/\(figure.name).gp", with: drawn.script.utf8)
        try RunFolderFiles.replace("\(figures)/\(figure.name).dat", with: drawn.data.utf8)
      }
      notes =
        Gnuplot()?.draw(report.figures.map(\.name), in: figures, threads: threads)
        ?? ["\(Gnuplot.advice) \(folder)"]
    }
    try RunFolderFiles.replace("\(folder)/report.html", with: html.utf8)
    return notes
  }
}
