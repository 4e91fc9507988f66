internal import Foundation

/// The files of a report in a folder: the page, and the folder of figures.
struct ReportFiles {
  /// The folder.
  let folder: String

  /// Files in the folder of a run.
  init(folder: String) { self.folder = folder }

  /// Files in a folder of their own, which is created if it is missing.
  ///
  /// - Parameter folder: By default a new one, `runs/<UTC time>-comparison`.
  /// - Throws: `.occupied` if it holds anything but an earlier report of ours; `.notAFolder`, `.notWritable`.
  init(preparing folder: String?) throws(RunFolderError) {
    guard let folder else {
      self.folder = try RunFolder.createFresh(in: "runs", for: "comparison", date: Date())
      return
    }
    self.folder = folder
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      try RunFolder.create(folder)
      return
    }
    guard isFolder.boolValue else { throw .notAFolder(folder) }
    let contents = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard Set(contents).isSubset(of: ["report.html", "figures"]),
      !contents.contains("report.html") || ReportPage.isOurs("\(folder)/report.html")
    else { throw .occupied(folder) }
  }

  /// Writes all, over the files of the same names; others in the folder of figures stay.
  ///
  /// - Returns: What to tell the user about figures that are not drawn.
  func write(
    _ report: Report, plotly: ReportPage.Plotly, threads: Int
  ) throws(RunFolderError) -> [String] {
    let html = try ReportPage(report, plotly: plotly).html()
    let figures = "\(folder)/figures"
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
