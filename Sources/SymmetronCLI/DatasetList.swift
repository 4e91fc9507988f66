import Foundation
import Symmetron

/// The data sets, and where they are on this machine.
struct DatasetList: Encodable {
  var datasets: [Entry]

  /// A data set.
  struct Entry: Encodable {
    var name: String
    /// The folder that has it, if any has.
    var folder: String?
    /// Its size, decompressed.
    var bytes: Int
    var summary: String
    var license: String
    var source: String
  }

  init(catalog: DatasetCatalog) {
    datasets = NamedDataset.allCases.map { set in
      Entry(
        name: set.rawValue, folder: (try? catalog.locate(set))?.folder,
        bytes: set.files.reduce(0) { $0 + $1.bytes }, summary: set.summary, license: set.license,
        source: set.source)
    }
  }

  /// For people.
  var text: String {
    datasets.map { entry in
      let megabytes = String(format: "%.0f MB", Double(entry.bytes) / 1e6)
      let place = entry.folder.map { "in \($0)" } ?? "not here: symmetron data get \(entry.name)"
      return """
        \(entry.name), \(megabytes), \(place)
          \(entry.summary)
          terms: \(entry.license)
          source: \(entry.source)

        """
    }.joined(separator: "\n")
  }

  /// For programs.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
