internal import Foundation
internal import Tensors

/// Draws figures with gnuplot, an external program.
///
/// Foundation's `Process` runs it: one call that waits, where swift-subprocess would need every command to be
/// asynchronous.
package struct Gnuplot {
  /// The program.
  private let program: String

  /// The program that `PATH` leads to; nil if there is none.
  package init?() {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard
      let folder = folders.first(where: {
        FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot")
      })
    else { return nil }
    program = "\(folder)/gnuplot"
  }

  /// How to get the program.
  static let advice =
    "gnuplot is not installed, so there are only the scripts in figures/. Install it (apt install "
    + "gnuplot-nox, brew install gnuplot), then: symmetron report"

  /// Draws the scripts of figures that lie in a folder, as SVG, PDF and PNG.
  ///
  /// - Returns: What went wrong, a sentence for each figure.
  package func draw(_ names: [String], in folder: String, threads: Int) -> [String] {
    Parallel.map(names.count, threads: threads) { draw(names[$0], in: folder) }.compactMap { $0 }
  }

  private func draw(_ name: String, in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.arguments = GnuplotFigure.formats.flatMap {
      ["-e", "format = '\($0)'", "\(name).gp"]
    }
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return "figures/\(name): \(error.localizedDescription)" }
    let text = (try? errors.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus != 0 else {
      sharpen("\(folder)/\(name).svg")
      return nil
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    return "figures/\(name).gp: gnuplot says: " + (lines.last.map(String.init) ?? "it failed")
  }

  /// Lets browsers show the cells of images as they are, where they would blur them.
  private func sharpen(_ path: String) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), text.contains("<image ")
    else { return }
    let sharp = text.replacing("<image ", with: "<image style='image-rendering: pixelated' ")
    try? sharp.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
