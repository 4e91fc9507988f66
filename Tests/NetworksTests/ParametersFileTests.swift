import Networks
import Tensors
import Testing

/// Parameters in a file of their own.
@Suite struct ParametersFileTests {
  private let layer = Sequential([Dense(3, 5, activation: .tanh), BatchNorm(5), Dense(5, 2)])

  @Test func areReadAsTheyWereWritten() throws {
    var parameters = Parameters(layer.slots, seed: 4)
    var rng = Philox(seed: 5)
    parameters.statistics = rng.normals([10])
    try SafetensorsFiles.withPath { path in
      try parameters.write(to: path)
      #expect(try Parameters(layer.slots, contentsOf: path) == parameters)
      let file = try Safetensors(contentsOf: path)
      #expect(file.names == layer.slots.map(\.name))
      #expect(file.floats("0.weight") == parameters[0])
      #expect(file.floats("1.running_var")?.scalars == Array(parameters.statistics.scalars[5...]))
    }
  }

  private func expectRefusal(
    _ path: String, _ words: [String], at location: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try Parameters(layer.slots, contentsOf: path)
      Issue.record("nothing was thrown", sourceLocation: location)
    } catch {
      for word in words + [path] {
        #expect("\(error)".contains(word), "\(error)", sourceLocation: location)
      }
    }
  }

  @Test func filesOfOtherModelsAreRefused() throws {
    try SafetensorsFiles.withPath { path in
      expectRefusal(path, ["no such file"])
      try Parameters(Sequential(mlp: [3, 4]).slots, seed: 0).write(to: path)
      expectRefusal(path, ["0.weight", "[3, 4]", "[3, 5]"])
      try Parameters(Sequential([Dense(3, 5)]).slots, seed: 0).write(to: path)
      expectRefusal(path, ["no 1.weight"])
      var file = Safetensors()
      for (slot, tensor) in zip(layer.slots, Parameters(layer.slots, seed: 0).tensors) {
        file[slot.name] = .float(tensor)
      }
      file["3.weight"] = .float(Tensor([1]))
      try file.write(to: path)
      expectRefusal(path, ["3.weight"])
      file["3.weight"] = nil
      file["2.bias"] = .double(Tensor([1, 2]))
      try file.write(to: path)
      expectRefusal(path, ["2.bias", "32-bit"])
    }
  }
}
