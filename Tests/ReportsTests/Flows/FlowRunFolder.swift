import Datasets
import Discovery
import Foundation
import Oracles
import Reports
import Tensors
import TestSupport
import Testing

/// Small runs of `symmetron flows`, made once, and folders with changed copies of them.
struct FlowRunFolder: Sendable {
  private var json: Data
  /// The arrays.
  var numbers: [String: Tensor<Double>]
  var integers: [String: [Int]] = [:]

  /// The result, as JSON.
  var document: [String: Any] {
    get { (try? JSONSerialization.jsonObject(with: json)) as? [String: Any] ?? [:] }
    set { json = (try? JSONSerialization.data(withJSONObject: newValue)) ?? Data() }
  }

  private struct Config: Encodable {
    var command = "flows"
    var oracle = "x^2 + y^2"
  }

  private init(_ document: FlowDocument, _ numbers: [String: Tensor<Double>]) throws {
    json = try JSONEncoder().encode(document)
    self.numbers = numbers
  }

  /// Two classes of blobs in images of 8 × 8 pixels.
  ///
  /// - Parameters:
  ///   - latent: The number of coordinates.
  ///   - flows: The number of fields.
  static func blobs(latent: Int, flows: Int) throws -> FlowRunFolder {
    let images = FlowExperimentTests.blobs(240, classes: 2, seed: 5)
    let experiment = FlowExperimentTests.experiment {
      $0.autoencoder?.latent = latent
      $0.flows.generators = flows
      $0.followed = []
    }
    let result = try experiment.run(
      LabelledSamples(images, validationShare: 0.25, seed: 0),
      features: (0..<64).map { "pixel \($0)" })
    let document = FlowDocument(
      result, rotation: result.rotationAngles(images), images: .init(height: 8, width: 8))
    var folder = try FlowRunFolder(document, result.arrays.numbers)
    folder.integers = result.arrays.integers
    return folder
  }

  /// Linear flows that preserve a formula.
  static func formula(_ text: String, flows: Int) throws -> FlowRunFolder {
    var method = LatentFlows()
    (method.field, method.generators, method.steps) = (.polynomial(.linear), flows, 2000)
    (method.normalization, method.orthogonality) = (.average, .average)
    (method.weights.closure, method.learningRate) = (1, 0.02)
    let finding = try method.discover(FormulaOracle(text), samples: 1000)
    return try FlowRunFolder(FlowDocument(finding), finding.arrays)
  }

  /// Runs that several tests look at.
  static let plane = Result { try blobs(latent: 2, flows: 1) }
  static let space = Result { try blobs(latent: 3, flows: 2) }
  static let circle = Result { try formula("x^2 + y^2", flows: 1) }
  static let sphere = Result { try formula("x^2 + y^2 + z^2", flows: 3) }

  /// The report of the folder.
  func report() throws -> Report {
    let path = FileManager.default.temporaryDirectory.path + "/symmetron-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try RunFolder(command: "flows", output: path)
    try run.write(config: Config())
    try run.write(arrays: numbers, integers: integers)
    var result = document
    result["schema"] = FlowDocument.schema
    try JSONSerialization.data(withJSONObject: result)
      .write(to: URL(fileURLWithPath: path + "/result.json"))
    return try RunReport(contentsOf: path).report
  }
}

extension Report {
  /// The figure with a name.
  func flowFigure(_ name: String) throws -> Figure {
    try #require(figures.first { $0.name == name }, "no figure \(name)")
  }

  /// The walks of the page.
  var walks: Walks? {
    sections.flatMap(\.blocks).lazy.compactMap {
      if case .walks(let walks) = $0 { walks } else { nil }
    }.first
  }
}

extension [Mark] {
  var points: [Points] { compactMap { if case .points(let mark) = $0 { mark } else { nil } } }
  var lines: [Lines] { compactMap { if case .lines(let mark) = $0 { mark } else { nil } } }
  var arrows: [Arrows] { compactMap { if case .arrows(let mark) = $0 { mark } else { nil } } }
  var contours: [Contours] { compactMap { if case .contours(let mark) = $0 { mark } else { nil } } }
  var surfaces: [LevelSurface] {
    compactMap { if case .surface(let mark) = $0 { mark } else { nil } }
  }
  var images: [ImageGrid] { compactMap { if case .images(let mark) = $0 { mark } else { nil } } }
  var bars: [Bars] { compactMap { if case .bars(let mark) = $0 { mark } else { nil } } }
  var heatMaps: [HeatMap] { compactMap { if case .heatMap(let mark) = $0 { mark } else { nil } } }
}
