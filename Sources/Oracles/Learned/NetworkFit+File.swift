internal import Foundation
public import Networks
internal import Tensors

extension NetworkFit {
  /// Writes the networks to a safetensors file: `<target>.<half>.<network>.<parameter>`, which take
  /// features standardised by `features.shift` and `features.scale`.
  ///
  /// Its metadata are `activation`, and in JSON `features`, the names in the order of the inputs,
  /// and `outputs`, for each target its name and, of classes, their names in the order of the
  /// logits.
  ///
  /// - Throws: An error of the file.
  public func write(to path: String) throws(NetworkError) {
    let learned = outputs.map { LearnedOutput(target: $0.target, classes: $0.classes) }
    var file = Safetensors(metadata: [
      "activation": Activation.silu.rawValue, "features": Self.json(featureNames),
      "outputs": Self.json(learned),
    ])
    file["features.shift"] = .double(Tensor(scaling.shift))
    file["features.scale"] = .double(Tensor(scaling.scale))
    for output in outputs {
      for (half, models) in output.halves.enumerated() {
        for (index, model) in models.enumerated() {
          for (slot, value) in zip(model.parameters.layout.slots, model.parameters.tensors) {
            file["\(output.target).\(half).\(index).\(slot.name)"] = .float(value)
          }
        }
      }
    }
    try file.write(to: path)
  }

  private struct LearnedOutput: Encodable {
    let target: String
    let classes: [String]?
  }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and lists of texts are always encodable.
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
  }
}
