internal import Foundation
internal import Tensors

/// Where the state of a training is kept, so that it can go on to the same bits.
///
/// The file is a safetensors file: `model.…`, `optimizer.…` and `best.…` are tensors by the names of the
/// parameters; epoch, history and settings are text. It is replaced as a whole or not at all.
public struct Checkpoint: Sendable {
  /// The file.
  public var path: String
  /// The least number of seconds between two writes; what was done since is done again by a resumed
  /// training.
  public var interval: Double

  /// A file.
  public init(_ path: String, interval: Double = 30) {
    (self.path, self.interval) = (path, interval)
  }

  /// The saved state; nil without a file.
  ///
  /// - Throws: `.otherCheckpoint` if it is of another model or other settings.
  func read(
    like start: TrainingState, _ settings: [String: String], epochs: Int
  ) throws(NetworkError) -> TrainingState? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let file = try Safetensors(contentsOf: path)
    guard let text = file.metadata[Self.metadataKey] else {
      throw .otherCheckpoint(path, difference: "it has no \"\(Self.metadataKey)\" text")
    }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: Self.infinity, negativeInfinity: "-" + Self.infinity, nan: Self.nan)
    guard let about = try? decoder.decode(About.self, from: Data(text.utf8)) else {
      throw .otherCheckpoint(
        path, difference: "its \"\(Self.metadataKey)\" text is of another version")
    }
    // Names and shapes say more of another architecture than its summary.
    let ofModel: Set<String> = ["model", "penalty"]
    try checkSettings(about.settings, settings.filter { !ofModel.contains($0.key) })
    if let wrong = about.wrongField(epochs: epochs) {
      throw .otherCheckpoint(path, difference: wrong)
    }
    let expected = Self.tensors(of: start, withBest: about.bestEpoch != nil)
    try checkNames(Set(file.names), Set(expected.map(\.name)))
    var state = start
    state.parameters = try parameters("model", in: file, like: start.parameters)
    try checkSettings(about.settings, settings)
    state.optimizer = []
    for index in start.optimizer.indices {
      state.optimizer.append(
        try flat("optimizer.\(index)", in: file, start.parameters.layout))
    }
    (state.epoch, state.step, state.history) = (about.epoch, about.step, about.history)
    if let epoch = about.bestEpoch, let value = about.bestValue {
      state.best = TrainingState.Best(
        parameters: try parameters("best", in: file, like: start.parameters), epoch: epoch,
        value: value)
    }
    return state
  }

  /// Writes a state.
  func write(_ state: TrainingState, _ settings: [String: String]) throws(NetworkError) {
    let about = About(
      settings: settings, epoch: state.epoch, step: state.step, history: state.history,
      bestEpoch: state.best?.epoch, bestValue: state.best?.value)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: Self.infinity, negativeInfinity: "-" + Self.infinity, nan: Self.nan)
    guard let data = try? encoder.encode(about) else {
      throw .unwritableFile(path, reason: "the history cannot be written as JSON")
    }
    var file = Safetensors(metadata: [Self.metadataKey: String(decoding: data, as: UTF8.self)])
    for (name, tensor) in Self.tensors(of: state, withBest: state.best != nil) {
      file[name] = .float(tensor)
    }
    try file.write(to: path)
  }

  private static let metadataKey = "symmetron_training"
  /// JSON has no numbers that are not finite, and a record may have.
  private static let (infinity, nan) = ("infinity", "nan")

  /// What a checkpoint says beside its tensors.
  private struct About: Codable {
    let settings: [String: String]
    let epoch: Int
    let step: Int
    let history: [EpochRecord]
    let bestEpoch: Int?
    let bestValue: Double?

    /// The first field that no training of so many epochs writes, and how it is wrong.
    func wrongField(epochs: Int) -> String? {
      func wrong(_ field: String, _ found: some Any, _ expected: String) -> String {
        "its \"\(field)\" is \(found), where \(expected) should be"
      }
      guard (0...epochs).contains(epoch) else { return wrong("epoch", epoch, "0 to \(epochs)") }
      guard history.map(\.epoch) == Array(1..<epoch + 1) else {
        return wrong("history", "of epochs \(history.map(\.epoch))", "1 to \(epoch)")
      }
      let steps = history.last?.steps ?? 0
      guard step == steps else { return wrong("step", step, "\(steps)") }
      guard bestEpoch.map({ (1..<epoch + 1).contains($0) }) ?? (epoch == 0) else {
        return wrong("bestEpoch", bestEpoch.map { "\($0)" } ?? "missing", "1 to \(epoch)")
      }
      guard (bestEpoch == nil) == (bestValue == nil) else {
        return wrong(
          "bestValue", bestValue.map { "\($0)" } ?? "missing", "the value of the best epoch")
      }
      return nil
    }
  }

  private static func tensors(of state: TrainingState, withBest: Bool) -> [(
    name: String, tensor: Tensor<Float>
  )] {
    let layout = state.parameters.layout
    func named(_ prefix: String, _ parameters: Parameters) -> [(
      name: String, tensor: Tensor<Float>
    )] {
      zip(layout.slots, parameters.tensors).map { ("\(prefix).\($0.name)", $1) }
    }
    var all = named("model", state.parameters)
    for (index, buffer) in state.optimizer.enumerated() {
      for (slot, range) in zip(layout.slots, layout.ranges) where slot.role == .learned {
        all.append(
          (
            "optimizer.\(index).\(slot.name)",
            Tensor(Array(buffer.scalars[range]), shape: slot.shape)
          ))
      }
    }
    if withBest { all += named("best", state.best?.parameters ?? state.parameters) }
    return all
  }

  private func parameters(
    _ prefix: String, in file: Safetensors, like start: Parameters
  ) throws(NetworkError) -> Parameters {
    var parameters = start
    for (index, slot) in start.layout.slots.enumerated() {
      let name = "\(prefix).\(slot.name)"
      let tensor = try tensor(name, in: file, shape: slot.shape)
      guard tensor.isFinite else {
        throw .otherCheckpoint(path, difference: "\(name) has a number that is not finite")
      }
      parameters[index] = tensor
    }
    return parameters
  }

  private func flat(
    _ prefix: String, in file: Safetensors, _ layout: ParameterLayout
  ) throws(NetworkError) -> Tensor<Float> {
    var scalars: [Float] = []
    for slot in layout.slots where slot.role == .learned {
      let name = "\(prefix).\(slot.name)"
      let tensor = try tensor(name, in: file, shape: slot.shape)
      // A mean of squares may have become infinite in a training that goes on.
      guard !tensor.scalars.contains(where: \.isNaN) else {
        throw .otherCheckpoint(path, difference: "\(name) has something that is no number")
      }
      scalars += tensor.scalars
    }
    return Tensor(scalars)
  }

  private func tensor(
    _ name: String, in file: Safetensors, shape: [Int]
  ) throws(NetworkError) -> Tensor<Float> {
    do throws(Safetensors.Difference) {
      return try file.float(name, shape: shape)
    } catch {
      throw .otherCheckpoint(path, difference: error.text)
    }
  }

  private func checkNames(_ there: Set<String>, _ here: Set<String>) throws(NetworkError) {
    if let missing = here.subtracting(there).sorted().first {
      throw .otherCheckpoint(path, difference: "it has no \(missing)")
    }
    if let unknown = there.subtracting(here).sorted().first {
      throw .otherCheckpoint(path, difference: "it has \(unknown), which this model has not")
    }
  }

  private func checkSettings(_ there: [String: String], _ here: [String: String])
    throws(NetworkError)
  {
    for name in here.keys.sorted() where there[name] != here[name] {
      throw .otherCheckpoint(
        path,
        difference:
          "the \(name) is \(there[name] ?? "not given") there and \(here[name] ?? "") here")
    }
  }
}
