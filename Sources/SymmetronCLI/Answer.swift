import Symmetron

/// What a command found, ready to be written into the run's folder and shown.
struct Answer {
  /// The answer in one line, for the log.
  var summary: String
  /// What `result.json` holds.
  var document: any Encodable
  /// The name and version of its schema, such as `symmetron.finding/1`.
  var schema: String
  /// What `arrays.npz` holds: numbers, and integers.
  var arrays: [String: Tensor<Double>]
  var integers: [String: [Int]] = [:]
  /// What the terminal shows, ending with the line that a person wants to read.
  var text: String
  /// Further files of the folder, such as `model.safetensors`; each is written to the path it is given.
  var files: [(name: String, write: (_ path: String) throws -> Void)] = []
  /// What else the log should hold.
  var events: [(message: String, fields: [String: RunFolder.LogValue])] = []
}

extension Answer {
  /// The answer that a finding is.
  ///
  /// - Parameters:
  ///   - fits: What was fitted on the way.
  ///   - networks: The networks among that.
  ///   - notes: What to say beside the finding's own remarks.
  init(
    _ finding: Finding, fits: [FitSummary] = [], networks: NetworkFit? = nil, notes: [String] = []
  ) {
    var notes = notes
    if finding.outcome == .noneFound, finding.fields != .quadratic {
      notes.append(
        finding.fields == .linear
          ? "linear fields fix the origin; --fields affine or quadratic searches larger classes"
          : "--fields quadratic searches a larger class")
    }
    self.init(
      summary: finding.summary, document: FindingDocument(finding, fits: fits),
      schema: FindingDocument.schema, arrays: finding.arrays,
      text: "\(FindingText(finding, fits: fits, notes: notes))",
      events: fits.map { ("fitted \($0.output)", ["explained": .number($0.explained)]) })
    if let networks {
      files = [("model.safetensors", { try networks.write(to: $0) })]
    }
  }
}
