internal import Tensors

extension Parameters {
  /// Reads the values of all slots from a safetensors file that holds a tensor for each, by its name, and
  /// no others.
  ///
  /// - Throws: A ``NetworkError`` if the file cannot be read; `.otherParameters` if a name, a shape or a
  ///   type differs.
  public init(_ slots: [ParameterSlot], contentsOf path: String) throws(NetworkError) {
    let file = try Safetensors(contentsOf: path)
    self.init(slots, seed: 0)
    do throws(Safetensors.Difference) {
      for (index, slot) in slots.enumerated() {
        self[index] = try file.float(slot.name, shape: slot.shape)
      }
    } catch {
      throw .otherParameters(path, difference: error.text)
    }
    let known = Set(slots.map(\.name))
    if let unknown = file.names.first(where: { !known.contains($0) }) {
      throw .otherParameters(path, difference: "it has \(unknown), which this model has not")
    }
  }

  /// Writes the values of all slots, learned and statistics, into a safetensors file, by their names.
  ///
  /// - Throws: `.unwritableFile` or `.diskFull`; an older file is then as it was.
  public func write(to path: String) throws(NetworkError) {
    var file = Safetensors()
    for (slot, tensor) in zip(layout.slots, tensors) { file[slot.name] = .float(tensor) }
    try file.write(to: path)
  }
}

extension Safetensors {
  /// How a tensor in a file is another than the one that is looked for.
  struct Difference: Error {
    let text: String
  }

  /// The tensor of 32-bit numbers with this name and shape.
  func float(_ name: String, shape: [Int]) throws(Difference) -> Tensor<Float> {
    guard let values = self[name] else { throw Difference(text: "it has no \(name)") }
    guard case .float(let tensor) = values else {
      throw Difference(text: "\(name) is no tensor of 32-bit numbers")
    }
    guard tensor.shape == shape else {
      throw Difference(text: "\(name) is \(tensor.shape) there and \(shape) here")
    }
    return tensor
  }
}
