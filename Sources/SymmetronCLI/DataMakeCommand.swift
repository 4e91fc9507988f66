import ArgumentParser
import Foundation
import Symmetron

struct DataMakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Make data with known orbits, for trials.",
    discussion: """
      Examples:
        symmetron data make mexican-hat --output hat.csv
        symmetron data make superpotential --count 100 --output w.npz
        symmetron data make so3 --count 1000 --noise 0.1 --output so3.csv
        symmetron data make su2 --clouds 2 --output p.csv    p-1.csv and p-2.csv

      mexican-hat and superpotential have labels; --count is the points in each class. so2, \
      so3, so4, …, su2, torus and circles are clouds on orbits; --noise is that of the \
      radius. rotated-mnist turns the first --count images of MNIST.
      """)

  @Argument(
    help: "mexican-hat, superpotential, rotated-mnist, so2, so3, …, su2, torus or circles.")
  var what: String

  @Option(
    help: ArgumentHelp("The file, CSV or NPZ; several clouds are numbered.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("The number of points, or points in each class.", valueName: "n"))
  var count: Int?

  @Option(help: ArgumentHelp("The deviation of the radius of a cloud.", valueName: "s"))
  var noise = 0.0

  @Option(help: ArgumentHelp("Of su2: vectors moved by the same elements.", valueName: "n"))
  var clouds = 1

  @Option(help: ArgumentHelp("The depth of the Mexican hat.", valueName: "a"))
  var a = MexicanHat().a

  @Option(help: ArgumentHelp("Classes run from −n to n.", valueName: "n"))
  var classes = 5

  @Option(help: ArgumentHelp("Half the width of a level.", valueName: "h"))
  var halfWidth: Double?

  @Option(help: ArgumentHelp("The largest coordinate.", valueName: "b"))
  var box: Double?

  @Option(help: ArgumentHelp("Of rotated-mnist: the rotations of each image.", valueName: "n"))
  var rotations = RotatedDigits().rotations

  @Option(help: ArgumentHelp("The seed of every random number.", valueName: "n"))
  var seed: UInt64 = 0

  func validate() throws {
    guard output.hasSuffix(".csv") || output.hasSuffix(".npz") else {
      throw ValidationError("--output is a file that ends in .csv or .npz.")
    }
    guard (1...10_000_000).contains(count ?? 1), (1...3).contains(clouds),
      (1...50).contains(classes), (1...100_000).contains(rotations)
    else {
      throw ValidationError("--count, --classes and --rotations are positive, --clouds 1 to 3.")
    }
    guard noise >= 0, noise < 1, halfWidth.map({ $0 > 0 && $0 < 0.1 }) ?? true, a > 0,
      box.map({ $0 > 0 && $0.isFinite }) ?? true
    else {
      throw ValidationError(
        "--noise lies in 0 ..< 1, --half-width in 0 ..< 0.1; a and box above 0.")
    }
    guard isLabelled || group != nil else {
      throw ValidationError(
        "There is no '\(what)': mexican-hat, superpotential, rotated-mnist, so2, so3, …, su2, torus "
          + "and circles can be made.")
    }
  }

  func run() throws {
    if let group {
      let clouds = GroupOrbit(group, count: count ?? 1000, noise: noise).sample(seed: seed)
      let names = (0..<clouds[0].shape[1]).map { "x\($0 + 1)" }
      var files: [String] = []
      for (number, cloud) in clouds.enumerated() {
        let path =
          clouds.count == 1
          ? output : "\(output.dropLast(4))-\(number + 1)\(output.suffix(4))"
        try TableFile.write(cloud, columns: names, to: path)
        files.append(path)
      }
      return try Output.print("\(clouds[0].shape[0]) points in \(files.joined(separator: ", "))\n")
    }
    let table = try labelled()
    if output.hasSuffix(".npz") {
      let labels = table.labels.enumerated().map { ("y\($0 + 1)", $1) }
      try NPZArchive.write(
        ["X": table.features, "invariant": Tensor(table.invariants)],
        integers: Dictionary(uniqueKeysWithValues: labels + [("orbit", table.orbits)]), to: output)
    } else {
      try TableFile.write(table.matrix, columns: table.columns, to: output)
    }
    try Output.print("\(table.count) points in \(output)\n")
  }

  private var isLabelled: Bool {
    ["mexican-hat", "superpotential", "rotated-mnist"].contains(what)
  }

  private var group: GroupOrbit.Group? {
    switch what {
    case "su2": return .su2(clouds: clouds)
    case "torus": return .torus
    case "circles": return .circles
    default:
      guard what.hasPrefix("so"), let n = Int(what.dropFirst(2)), (2...64).contains(n) else {
        return nil
      }
      return .so(n)
    }
  }

  private func labelled() throws -> GeneratedTable {
    switch what {
    case "mexican-hat":
      var hat = MexicanHat()
      (hat.a, hat.classes) = (a, classes)
      if let count { hat.pointsPerClass = count }
      if let halfWidth { hat.halfWidth = halfWidth }
      if let box { hat.box = box }
      guard hat.hasPointsInEveryClass else {
        throw ValidationError("Some classes have no points in the box: raise --box or --a.")
      }
      return hat.sample(seed: seed)
    case "superpotential":
      var potential = Superpotential()
      potential.classes = classes
      if let count { potential.pointsPerClass = count }
      if let halfWidth { potential.halfWidth = halfWidth }
      if let box { potential.box = box }
      guard potential.isReachable else {
        throw ValidationError("Some classes cannot be reached in the box: raise --box.")
      }
      return potential.sample(seed: seed)
    default:
      var digits = RotatedDigits()
      digits.rotations = rotations
      if let count { digits.images = count }
      return try digits.sample(seed: seed)
    }
  }
}
