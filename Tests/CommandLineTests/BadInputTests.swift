import Foundation
import Testing

/// Every kind of bad input has its exit code and a message that says what is wrong.
@Suite struct BadInputTests {
  /// A command that cannot work.
  struct BadInput: CustomTestStringConvertible {
    var command: String
    /// The content of `t.csv`.
    var table = ""
    /// The content of `c.yaml`.
    var configuration = ""
    var status: Int32
    var message: String
    var testDescription: String { "\(command) → \(message)" }
  }

  static let rows = (1...40).map { "\($0),\($0 * $0 % 7),\($0 * $0)" }.joined(separator: "\n")

  static func discover(_ table: String, _ status: Int32, _ message: String) -> BadInput {
    BadInput(
      command: "symmetron discover t.csv --target y", table: table, status: status, message: message
    )
  }

  static let tables = [
    discover("", 65, "t.csv: the file holds no data"),
    discover("a,b,y\n", 65, "column names but no data"),
    discover("a,b,y\n1,2,3\n1,2\n", 65, "line 3: expected 3 fields, found 2"),
    discover("a,b,y\n1,2,3\n1,abc,3\n", 65, "line 3, column 2 ('b'): 'abc' is not a number"),
    discover("a,b,y\n1,2,3\n1,,3\n", 65, "line 3, column 2 ('b'): the field is empty"),
    discover("a,b,y\n1,2,3\n1,nan,3\n", 65, "line 3, column 2 ('b'): 'nan' is not a finite"),
    discover("a,b,y\n1,2,3\n1,2,1e999\n", 65, "line 3, column 3 ('y'): '1e999' is not a finite"),
    discover("a,b,y\n1,\"2,3\n", 65, "a quote is opened and never closed"),
    discover("a,b,z\n\(rows)\n", 65, "there is no column 'y'"),
    discover("a,y,a\n\(rows)\n", 65, "the column 'a' is there more than once (1, 3)"),
    discover("a,b,y\n1,2,3\n2,3,3\n", 65, "the target 'y' is 3 in every row"),
    discover("a,b,y\n1,5,3\n2,3,4\n3,3,7\n", 65, "3 rows are too few"),
    discover("a,b,y\n1,5,3\n2,3,4\n3,3,7\n", 65, "needs at least 19"),
    discover("a,y\n" + (1...40).map { "3,\($0)\n" }.joined(), 65, "no usable feature is left"),
    discover("a,y\n" + (1...40).map { "k\($0),\($0)\n" }.joined(), 65, "no numeric column is left"),
    BadInput(
      command: "symmetron discover t.csv --target b,y --features a,b", table: "a,b,y\n\(rows)\n",
      status: 65, message: "the column 'b' is both target and feature"),
    BadInput(
      command: "symmetron discover nowhere.csv --target y", status: 66,
      message: "nowhere.csv: there is no such file"),
    BadInput(
      command: "symmetron discover Examples --target y", status: 74, message: "it is a folder"),
    BadInput(
      command: "head -c 5000 $(command -v symmetron) > p; symmetron discover p --target y",
      status: 65, message: "not a table"),
  ]

  static let formulas = [
    BadInput(
      command: "symmetron algebra 't^2 -'", status: 65, message: "  t^2 -\n       ^\n"),
    BadInput(
      command: "symmetron algebra 'sine(x) + y'", status: 65, message: "unknown function 'sine'"),
    BadInput(
      command: "symmetron algebra --variables x 'x + y'", status: 65,
      message: "unknown variable 'y'"),
    BadInput(command: "symmetron algebra 5", status: 65, message: "the formula is constant"),
    BadInput(command: "symmetron algebra ''", status: 65, message: "the formula is empty"),
    BadInput(
      command: "symmetron algebra --variables x,y,z 'x^2 + y^2'", status: 65,
      message: "does not depend on z"),
    BadInput(
      command: "symmetron algebra --vectors x:3,y:3 'x.x'", status: 65,
      message: "does not depend on y"),
    BadInput(
      command: "symmetron algebra 'x - x + y^2 + z'", status: 65, message: "does not depend on x:"),
    BadInput(
      command: "symmetron algebra '1/(x-x) + y'", status: 65, message: "1.0 / 0.0 is infinite"),
    BadInput(
      command: "symmetron algebra 'log(-x^2) + y'", status: 65,
      message: "undefined at 100 % of standard normal samples"),
    BadInput(command: "symmetron algebra --vectors x 'x.x'", status: 65, message: "x:4,y:4"),
    BadInput(
      command: "symmetron algebra --invariant g3", status: 64, message: "did you mean 'g2'?"),
    BadInput(
      command: "symmetron algebra --invariant zzz", status: 64, message: "symmetron algebra --list"),
    BadInput(
      command: "symmetron algebra --invariant so:1000", status: 64,
      message: "n or p + q must be from 2 to 64"),
  ]

  static let usage = [
    BadInput(command: "symmetron nonsense", status: 64, message: "Unexpected argument 'nonsense'"),
    BadInput(command: "symmetron algebra", status: 64, message: "Give a formula"),
    BadInput(
      command: "symmetron algebra x --invariant g2", status: 64, message: "not both"),
    BadInput(command: "symmetron algebra x y", status: 64, message: "Unexpected argument 'y'"),
    BadInput(command: "symmetron algebra x --frobnicate", status: 64, message: "--frobnicate"),
    BadInput(command: "symmetron algebra x --fields cubic", status: 64, message: "'cubic'"),
    BadInput(command: "symmetron algebra x --threads 0", status: 64, message: "must be positive"),
    BadInput(command: "symmetron algebra x --certainty 2", status: 64, message: "below 1"),
    BadInput(command: "symmetron algebra x --tolerance nan", status: 64, message: "--tolerance"),
    BadInput(command: "symmetron discover --target y", status: 64, message: "Give a table"),
    BadInput(command: "symmetron discover t.csv", status: 64, message: "--target"),
    BadInput(
      command: "symmetron discover t.csv --target y --degree 0", status: 64, message: "--degree"),
    BadInput(
      command: "symmetron discover t.csv --target y --oracle nonsense", status: 64,
      message: "'nonsense'"),
    BadInput(
      command: "symmetron discover t.csv --target y --oracle mlp --degree 2", status: 64,
      message: "not for --oracle mlp"),
    BadInput(
      command: "symmetron discover t.csv --target y --hidden 64,,64", status: 64,
      message: "--hidden"),
    BadInput(
      command: "symmetron discover t.csv --target y --hidden 64,0", status: 64,
      message: "widths from 1 to 4096"),
    BadInput(
      command: "symmetron discover t.csv --target y --ensemble 0", status: 64,
      message: "between 1 and 100"),
    BadInput(
      command: "symmetron discover t.csv --target y --steps 0", status: 64,
      message: "--steps must lie between"),
    BadInput(command: "symmetron algebra x --config", status: 64, message: "--config needs a file"),
  ]

  static let configurations = [
    BadInput(
      command: "symmetron --config nowhere.yaml", status: 66,
      message: "nowhere.yaml: there is no such file"),
    BadInput(
      command: "symmetron --config c.yaml", configuration: "command: algebra\nfeild: linear\n",
      status: 65, message: "c.yaml: there is no option 'feild'"),
    BadInput(
      command: "symmetron algebra x --config c.yaml", configuration: "command: discover\n",
      status: 65, message: "options of `symmetron discover`, not of `symmetron algebra`"),
    BadInput(
      command: "symmetron --config c.yaml", configuration: "command: tides\n", status: 65,
      message: "there is no command 'tides'"),
    BadInput(
      command: "symmetron algebra x --config=c.yaml", configuration: "- 1\n- 2\n", status: 65,
      message: "expected lines of the form"),
    BadInput(
      command: "symmetron algebra x --config=c.yaml", configuration: "a: [1\n", status: 65,
      message: "c.yaml: "),
    BadInput(
      command: "symmetron algebra x --config=c.yaml", configuration: "json: maybe\n", status: 65,
      message: "'json' must be true or false"),
    BadInput(
      command: "symmetron algebra x --config=c.yaml", configuration: "seed: many\n", status: 64,
      message: "options of c.yaml"),
  ]

  static let outputs = [
    BadInput(
      command: "symmetron algebra x --output Examples", status: 64,
      message: "Examples: the folder holds files that no run wrote"),
    BadInput(
      command: "symmetron algebra x --output t.csv", status: 64, message: "t.csv: this is a file"),
    BadInput(
      command: "symmetron algebra x --output t.csv/below", status: 74, message: "Not a directory"),
    BadInput(
      command: "touch runs; symmetron algebra x", status: 74, message: "runs: cannot be written"),
    BadInput(  // before the input is read, for which this would wait forever
      command: "mkfifo p; timeout 20 symmetron discover p --target y --output Examples", status: 64,
      message: "Examples: the folder holds files that no run wrote"),
  ]

  @Test(arguments: tables + formulas + usage + configurations + outputs)
  func isExplained(_ input: BadInput) throws {
    try SymmetronTool.inPlayground { folder in
      try Data(input.table.utf8).write(to: folder.appendingPathComponent("t.csv"))
      try Data(input.configuration.utf8).write(to: folder.appendingPathComponent("c.yaml"))
      let run = try SymmetronTool.run(shell: input.command, in: folder)
      #expect(run.status == input.status)
      #expect(run.complaint.contains(input.message), "\(run.complaint)")
      #expect(run.complaint.contains("Error: "))
      #expect(run.output.isEmpty)
    }
  }

  /// A mistake in the input costs nothing: neither a new folder nor an earlier result.
  @Test func leavesEarlierResults() throws {
    try SymmetronTool.inPlayground { folder in
      let command = "symmetron discover Examples/ellipse.csv --output run --target"
      let first = try SymmetronTool.run(shell: "\(command) level", in: folder)
      #expect(first.status == 0)
      let before = try Data(contentsOf: folder.appendingPathComponent("run/result.json"))
      #expect(try SymmetronTool.run(shell: "\(command) nothing", in: folder).status == 65)
      #expect(try Data(contentsOf: folder.appendingPathComponent("run/result.json")) == before)
      #expect(try SymmetronTool.run(shell: "symmetron algebra 'x +'", in: folder).status == 65)
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/runs"))
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullStandardOutput() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: "symmetron algebra 'x^2+y^2' > /dev/full", in: folder)
      #expect(run.status == 74)
      #expect(run.complaint.contains("standard output cannot be written"))
    }
  }
}
