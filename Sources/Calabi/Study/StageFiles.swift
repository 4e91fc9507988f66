/// The files of the stages: a number in each name stands for all that its content depends on.
struct StageFiles {
  private let folder: String
  /// What representatives depend on.
  let walkKey: String
  /// What the network depends on.
  let trainingKey: String
  /// What clusters depend on.
  let neighborKey: String

  init(folder: String, study: CICYStudy, list: CICYList) {
    self.folder = folder
    let content = list.checksum ?? "\(list.entries.hashOfMatrices)"
    walkKey = "list \(content), every \(study.every), \(study.walk), seed \(study.seed)"
    trainingKey = "\(walkKey), \(study.training)"
    neighborKey = "\(trainingKey), neighbours \(study.neighbors)"
  }

  var representatives: String { path("representatives", walkKey) }
  var training: String { path("training", trainingKey) }
  var neighbors: String { path("neighbors", neighborKey) }

  private func path(_ name: String, _ key: String) -> String {
    "\(folder)/\(name)-\(Self.number(key)).safetensors"
  }

  /// FNV-1a, in hexadecimal digits.
  private static func number(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension [CICYList.Entry] {
  /// A number for the matrices and Hodge numbers of a list that was not read from a file.
  fileprivate var hashOfMatrices: UInt64 {
    reduce(0) { hash, entry in
      (hash ^ entry.matrix.graphHash ^ UInt64(entry.hodge.h11 << 16 | entry.hodge.h21))
        &* 0x100_0000_01B3
    }
  }
}
