import Symmetron

/// `ReadTable FILE THREADS`: reads a table and prints rows, sum, seconds to read and seconds to check
/// and stream it as labelled data whose target is the last column.
@main struct ReadTable {
  static func main() throws {
    let threads = Int(CommandLine.arguments[2]) ?? 1
    let clock = ContinuousClock()
    let start = clock.now
    let table = try Table(contentsOf: CommandLine.arguments[1], threads: threads)
    let read = clock.now
    let data = try LabelledData(
      table: table, targets: [String(table.columns.count)], threads: threads)
    var sum = 0.0
    data.forEachBlock { features, targets in
      sum += features.scalars.reduce(0, +) + targets.scalars.reduce(0, +)
    }
    let streamed = clock.now
    print(data.count, sum, (read - start) / .seconds(1), (streamed - read) / .seconds(1))
  }
}
