import Datasets
import Foundation
import Networks
import Oracles
import Synchronization
import Tensors
import TestSupport
import Testing

/// Networks on the halves of a table.
@Suite("Network fit")
struct NetworkFitTests {
  static var quick: NetworkFitSettings {
    var settings = NetworkFitSettings()
    (settings.hidden, settings.ensemble, settings.steps) = ([8], 2, 200)
    return settings
  }

  static func linear(_ rows: Int) throws -> LabelledData {
    var rng = Philox(seed: 3)
    let x: Tensor<Double> = rng.normals([rows, 2])
    let y = (0..<rows).map { 2 * x[$0, 0] + x[$0, 1] }
    return try LabelledData(
      features: x, targets: Tensor(y, shape: [rows, 1]), featureNames: ["a, b", "c"],
      targetNames: ["sum"])
  }

  /// Rows and classes: the sign of the first feature.
  static func sides(_ rows: Int) throws -> LabelledData {
    var rng = Philox(seed: 4)
    let x: Tensor<Double> = rng.normals([rows, 2])
    let table = (0..<rows).map { [x[$0, 0], x[$0, 1], x[$0, 0] > 0 ? 1 : 0] }
    return try LabelledData(
      table: Table(columns: ["a, b", "c", "side"], matrix: Tensor(rows: table)),
      targets: ["side"], categorical: true)
  }

  @Test("A plane is learned, its gradient is the plane's, and the events say how")
  func plane() throws {
    let events = Mutex<[NetworkFit.Event]>([])
    var settings = Self.quick
    (settings.hidden, settings.decays, settings.steps) = ([], [0], 1000)
    let fit = try NetworkFit(
      Self.linear(400), settings: settings, threads: 2,
      report: { event in events.withLock { $0.append(event) } })
    let output = try #require(fit.outputs.first)
    #expect(output.halves.map(\.count) == [2, 2])
    #expect(output.explained.count == 2 && output.explained.allSatisfy { $0 > 0.98 && $0 <= 1 })
    #expect(output.divergences.isEmpty && output.classes == nil && output.accuracy == nil)
    #expect(fit.summaries[0].model == .network(layers: [2, 1], count: 4))
    let jacobians = fit.jacobians(at: .zeros([1, 2]))
    let slope = jacobians.mean[0, 0, 0] / jacobians.mean[0, 0, 1]
    expectClose(
      Tensor([slope]), Tensor([2 * fit.scaling.scale[0] / fit.scaling.scale[1]]), rtol: 0.05)

    // Four trainings, each told of ten times; the share of the work rises to that of all of them.
    let told = events.withLock { $0 }
    var epochs: [String: [Int]] = [:]
    for case .epoch(let member, let epoch, let total, let loss) in told {
      #expect(member.target == "sum" && member.decay == 0 && loss.isFinite)
      #expect(total == 1000)  // a step sees all of a half's 200 rows
      epochs["\(member.half) \(member.network)", default: []].append(epoch)
    }
    #expect(Set(epochs.keys) == ["0 0", "0 1", "1 0", "1 1"])
    #expect(epochs.values.allSatisfy { $0 == Array(stride(from: 100, through: 1000, by: 100)) })
    let shares = told.compactMap { if case .progress(let share) = $0 { share } else { nil } }
    expectClose(Tensor([shares.max() ?? 0]), Tensor([1]))
  }

  @Test("Classes are told apart, and the file says what is what")
  func classes() throws {
    let fit = try NetworkFit(Self.sides(400), settings: Self.quick)
    #expect((fit.outputs[0].accuracy ?? 0) > 0.9)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("symmetron-\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try fit.write(to: path)
    let file = try Safetensors(contentsOf: path)
    #expect(file.metadata["features"] == #"["a, b","c"]"#)
    #expect(file.metadata["outputs"] == #"[{"classes":["0","1"],"target":"side"}]"#)
    #expect(file.metadata["activation"] == "silu")
    #expect(file["features.shift"]?.shape == [2])
    for half in 0..<2 {
      for network in 0..<2 {
        #expect(file["side.\(half).\(network).0.weight"]?.shape == [2, 8])
        #expect(file["side.\(half).\(network).1.bias"]?.shape == [2])
      }
    }
  }

  @Test("The same networks on one thread and on two, others with another seed")
  func reproducible() throws {
    let data = try Self.linear(200)
    let fits = try [(0, 1), (0, 2), (1, 1)].map { seed, threads in
      try NetworkFit(data, settings: Self.quick, seed: seed, threads: threads)
        .outputs[0].halves[1][1].parameters.learned
    }
    #expect(fits[0] == fits[1])
    #expect(fits[0] != fits[2])
  }

  @Test("A training that diverges is not passed off as one that ended")
  func divergence() throws {
    var settings = Self.quick
    settings.learningRate = 1e30
    let told = Mutex(0)
    let fit = try NetworkFit(
      Self.linear(200), settings: settings,
      report: { event in
        if case .diverged = event { told.withLock { $0 += 1 } }
      })
    let divergences = fit.outputs[0].divergences
    #expect(divergences.count == 4)
    #expect(divergences.allSatisfy { $0.epoch >= 1 && $0.step >= 0 && $0.step < 200 })
    #expect(Set(divergences.map { "\($0.half) \($0.network)" }).count == 4)
    #expect(told.withLock { $0 } >= 4)
    #expect(fit.outputs[0].explained.allSatisfy { !($0 > 0.5) })
  }

  @Test("Too few rows are refused")
  func fewRows() throws {
    let data = try Self.linear(99)
    #expect(throws: RegressionError.tooFewRowsForNetwork(rows: 99, needed: 100)) {
      try NetworkFit(data)
    }
  }

  #if compiler(>=6.2)
  @Test func refusedSettings() async {
    await #expect(processExitsWith: .success) { try Self.fit { $0.hidden = [] } }
    await #expect(processExitsWith: .failure) { try Self.fit { $0.hidden = [0] } }
    await #expect(processExitsWith: .failure) { try Self.fit { $0.ensemble = 0 } }
    await #expect(processExitsWith: .failure) { try Self.fit { $0.steps = 0 } }
    await #expect(processExitsWith: .failure) { try Self.fit { $0.batchSize = 0 } }
    await #expect(processExitsWith: .failure) { try Self.fit { $0.learningRate = -1 } }
    await #expect(processExitsWith: .failure) { try Self.fit { $0.decays = [] } }
    await #expect(processExitsWith: .failure) { try Self.fit { $0.decays = [.nan] } }
    await #expect(processExitsWith: .failure) { try Self.fit { $0.mostRows = 99 } }
  }

  static func fit(_ change: (inout NetworkFitSettings) -> Void) throws {
    var settings = quick
    settings.steps = 5
    change(&settings)
    _ = try NetworkFit(linear(100), settings: settings, threads: 1)
  }
  #endif
}
