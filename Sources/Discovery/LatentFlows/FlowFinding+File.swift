internal import Foundation
public import Networks
internal import Oracles
internal import Tensors

extension FlowFinding {
  /// Writes the fields to a safetensors file: `flows.<field>.<layer>.<parameter>` of networks, which take
  /// `(x − flows.shift)/flows.scale`, or `flows.coefficients` of polynomials.
  ///
  /// - Throws: An error of the file.
  public func write(to path: String) throws(NetworkError) {
    var file = Safetensors(metadata: metadata)
    add(to: &file)
    try file.write(to: path)
  }

  /// What the tensors do not say.
  fileprivate var metadata: [String: String] {
    [
      "coordinates": json(coordinates), "constraint": flow.constraint.rawValue,
      "preserved": flow.preserved.rawValue, "fields.activation": Activation.silu.rawValue,
    ]
  }

  fileprivate func add(to file: inout Safetensors) {
    file["flows.shift"] = .double(Tensor(flow.family.layer.shift))
    file["flows.scale"] = .double(Tensor(flow.family.layer.scale))
    file.add(flow.family.parameters, "flows")
  }
}

extension FlowExperiment.Result {
  /// Writes all networks to a safetensors file: `encoder.…`, `decoder.…`, `oracle.…` and `flows.…`.
  ///
  /// - Throws: An error of the file.
  public func write(to path: String) throws(NetworkError) {
    var metadata = finding.metadata
    metadata["oracle.activation"] = Activation.silu.rawValue
    metadata["encoder.activation"] = Activation.relu.rawValue
    if let classes = oracle.classes { metadata["classes"] = json(classes) }
    var file = Safetensors(metadata: metadata)
    if let autoencoder {
      file.add(autoencoder.encoder.parameters, "encoder")
      file.add(autoencoder.decoder.parameters, "decoder")
    }
    file.add(oracle.model.parameters, "oracle")
    finding.add(to: &file)
    try file.write(to: path)
  }
}

extension Safetensors {
  fileprivate mutating func add(_ parameters: Parameters, _ prefix: String) {
    for (slot, value) in zip(parameters.layout.slots, parameters.tensors) {
      self["\(prefix).\(slot.name)"] = .float(value)
    }
  }
}

private func json(_ list: [String]) -> String {
  // Lists of texts are always encodable.
  (try? JSONEncoder().encode(list)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
}
