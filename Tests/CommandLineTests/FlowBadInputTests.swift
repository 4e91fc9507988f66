import Foundation
import Testing

/// What `symmetron flows` cannot work with is said, with its exit code, before anything is trained.
@Suite struct FlowBadInputTests {
  /// A command that cannot work.
  struct BadInput: CustomTestStringConvertible {
    var command: String
    var status: Int32
    var message: String
    var testDescription: String { "\(command) → \(message)" }
    init(_ command: String, _ status: Int32, _ message: String) {
      (self.command, self.status, self.message) = (command, status, message)
    }
  }

  static let images = [
    BadInput(
      "digits-images --classes 1 --labels digits-labels", 65, "all samples are of class '1'"),
    BadInput("digits-images --labels ones-labels", 65, "all samples are of class '1'"),
    BadInput("digits-images --labels digits-labels --classes 0,7", 65, "no image is of class 7"),
    BadInput("digits-images --labels digits-labels --classes 0,0", 65, "0"),
    BadInput(
      "digits-images --labels digits-labels --classes 0,zero", 64, "--classes takes numbers"),
    BadInput("digits-images --labels digits-labels", 65, "16 latent coordinates for samples of 16"),
    BadInput(
      "digits-images --labels digits-labels --latent 2 --generators 3", 65,
      "3 fields in 2 dimensions: at most 2"),
    BadInput(
      "digits-images --labels digits-labels --latent 2 --finite 0.5 --constraint hard", 65,
      "finite steps do not go with --constraint hard"),
    BadInput(
      "digits-images --labels digits-labels --latent 2 --constraint hard --field linear", 65,
      "does not go with a loss of closure"),
    BadInput(
      "digits-images --labels few-labels", 65,
      "digits-images holds 100 images, few-labels holds 99 labels"),
    BadInput("cut-images --labels digits-labels", 65, "the file is cut off"),
    BadInput("wrong-images --labels digits-labels", 65, "not an IDX file"),
    BadInput("nowhere-images --labels digits-labels", 66, "there is no such file"),
    BadInput("digits-images --labels nowhere", 66, "there is no such file"),
  ]

  static let tables = [
    BadInput("t.csv", 64, "a table needs --target"),
    BadInput("t.csv --target nothing", 65, "there is no column 'nothing'"),
    BadInput("t.csv --target one", 65, "the target 'one' is 'k' in every row"),
    BadInput("t.csv --target kind --latent 2", 65, "2 latent coordinates for samples of 2 numbers"),
    BadInput(
      "t.csv --target kind --latent none --generators 3", 65, "3 fields in 2 dimensions: at most 2"),
    BadInput("few.csv --target kind --latent none", 65, "samples are too few: at least 20"),
    BadInput("nowhere.csv --target kind", 66, "nowhere.csv: there is no such file"),
  ]

  static let formulas = [
    BadInput("--oracle 5", 65, "the formula is constant"),
    BadInput("--oracle 'sign(x)*sign(y)'", 65, "the oracle gives the same at all points"),
    BadInput("--oracle 'x^2 +'", 65, "  x^2 +\n       ^\n"),
    BadInput("--oracle 'x^2 + y^2' --generators 3", 65, "3 fields in 2 dimensions"),
    BadInput("--oracle 'x^2 + y^2' --field linear --generators 5", 65, "at most 4"),
    BadInput("--oracle 'asin(x) + y' --finite 0.5", 65, "finite steps do not go with this oracle"),
    BadInput(
      "--oracle 'asin(x) + y' --finite 0.5 --constraint hard", 65,
      "finite steps do not go with --constraint hard"),
    BadInput(
      "--oracle 'x^2 + y^2' --constraint hard --field linear", 65, "Choose --constraint soft"),
    BadInput(
      "--oracle 'x^2 + y^2' --constraint hard --closure-weight 1", 65, "Choose --constraint soft"),
  ]

  static let usage = [
    BadInput("", 64, "Give data, or a formula with --oracle"),
    BadInput("t.csv --oracle x", 64, "Give data, or a formula with --oracle"),
    BadInput("--oracle x --epsilon 1 --finite 1", 64, "give one of them"),
    BadInput("--oracle x --epsilon 0", 64, "--epsilon must be positive"),
    BadInput("--oracle x --generators 0", 64, "'0'"),
    BadInput("--oracle x --generators some", 64, "'some'"),
    BadInput("--oracle x --constraint firm", 64, "'firm'"),
    BadInput("--oracle x --field cubic", 64, "'cubic'"),
    BadInput("--oracle x --preserve nothing", 64, "'nothing'"),
    BadInput("--oracle x --steps 0", 64, "--steps must lie between"),
    BadInput("--oracle x --batch 1", 64, "--batch must lie between"),
    BadInput("--oracle x --samples 3", 64, "--samples must lie between"),
    BadInput("--oracle x --learning-rate nan", 64, "--learning-rate must be positive"),
    BadInput("--oracle x --restarts 0", 64, "--restarts must lie between"),
    BadInput("t.csv --target kind --latent 0", 64, "'0'"),
    BadInput("t.csv --target kind --validation 1", 64, "--validation must lie between"),
    BadInput("t.csv --target kind --length 0", 64, "--length must be positive"),
    BadInput("t.csv --target kind --from x", 64, "--from takes numbers"),
    BadInput("--oracle x --resume nowhere", 66, "nowhere/config.yaml: there is no such file"),
    BadInput("--oracle x --threads 0", 64, "--threads must be positive"),
  ]

  @Test(arguments: images + tables + formulas + usage)
  func isExplained(_ input: BadInput) throws {
    try SymmetronTool.inPlayground { folder in
      try FlowInputs.write(to: folder)
      // A training would take longer.
      let run = try SymmetronTool.run(
        shell: "timeout 120 symmetron flows \(input.command) --json", in: folder)
      #expect(run.status == input.status, "\(run.complaint)")
      #expect(run.complaint.contains(input.message), "\(run.complaint)")
      #expect(run.complaint.contains("Error: "))
      #expect(run.output.isEmpty)
      // No epoch was logged.
      let logs = try SymmetronTool.run(shell: "cat runs/*/log.jsonl 2>&1", in: folder)
      #expect(!logs.output.contains("\"epoch\""))
    }
  }
}

/// Images and tables that are made here.
enum FlowInputs {
  /// Writes `digits-images` of 4 × 4 pixels with labels, damaged versions of them, and tables.
  static func write(to folder: URL) throws {
    func write(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: folder.appendingPathComponent(name))
    }
    func header(_ sizes: [UInt8]) -> [UInt8] {
      [0, 0, 8, UInt8(sizes.count)] + sizes.flatMap { [0, 0, 0, $0] }
    }
    let count: UInt8 = 100
    let labels = (0..<count).map { $0 % 2 }
    // Light on the left or on the right, the rest noise.
    let pixels: [UInt8] = labels.indices.flatMap { i in
      (0..<16).map { p -> UInt8 in
        let isLit = (p % 4 < 2) == (labels[i] == 0)
        return (isLit ? 200 : 20) + UInt8((i * 7 + p * 13) % 50)
      }
    }
    let images = header([count, 4, 4]) + pixels
    try write(images, "digits-images")
    try write(header([count]) + labels, "digits-labels")
    try write(header([count - 1]) + labels.dropLast(), "few-labels")
    try write(header([count]) + labels.map { _ in 1 }, "ones-labels")
    try write(Array(images.dropLast(7)), "cut-images")
    try write([0x89, 0x50, 0x4e, 0x47] + pixels, "wrong-images")
    func table(_ rows: Int) -> String {
      "a,b,kind,one\n"
        + (0..<rows).map { i in
          let (a, b) = (sin(1.3 * Double(i)), cos(2.1 * Double(i)))
          return "\(a),\(b),\(a * a + b * b < 1 ? "in" : "out"),k\n"
        }.joined()
    }
    try Data(table(200).utf8).write(to: folder.appendingPathComponent("t.csv"))
    try Data(table(12).utf8).write(to: folder.appendingPathComponent("few.csv"))
  }
}
