public import ArgumentParser
internal import Foundation
public import Symmetron

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "List public data sets, get them, and make data with known orbits.",
    discussion: """
      Examples:
        symmetron data list                     what there is, and what is here
        symmetron data get mnist                download it, if it is not here
        symmetron data get mnist --from DIR     from files that you have
        symmetron data get cicy --to data       into data/cicy
        symmetron data make so3 --output so3.csv

      Looked into, in this order: $SYMMETRON_DATA/<name>, Debian's \
      /usr/share/datasets/<name>, the cache (~/.cache/symmetron/<name>).
      """,
    subcommands: [List.self, Get.self, DataMakeCommand.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show every data set: where it is, what it is, its terms and its source.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let list = DatasetList(catalog: DatasetCatalog())
      try Output.print(json ? list.json() : list.text)
    }
  }

  struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find a data set or download it, and check its content.",
      discussion: """
        Examples:
          symmetron data get fashion-mnist
          symmetron data get mnist --from http://127.0.0.1:8000/mnist --to data

        Every file's SHA-256 is checked before it gets its name; what fails or is \
        interrupted leaves nothing behind.
        """)

    @Argument(
      help: ArgumentHelp(
        "The data set: " + NamedDataset.allCases.map(\.rawValue).joined(separator: ", ") + ".",
        valueName: "name"))
    var set: NamedDataset

    @Option(
      help: ArgumentHelp("A folder or an address that has the files.", valueName: "folder|url"))
    var from: String?

    @Option(
      help: ArgumentHelp(
        "A folder of data to put it into (default: the cache).", valueName: "folder"))
    var to: String?

    func run() throws {
      let catalog = DatasetCatalog()
      let interruption = Interruption()
      interruption.removing(DatasetCatalog.staging(of: set, in: to ?? catalog.cache))
      let progress = Progress()
      defer { progress.end() }
      let location = try catalog.fetch(set, from: from, to: to) { file, share in
        progress("getting \(file)", share: share)
      }
      progress.end()
      try Output.print("\(set.rawValue) is in \(location.folder); every SHA-256 is right.\n")
    }
  }
}

extension NamedDataset: ExpressibleByArgument {}
