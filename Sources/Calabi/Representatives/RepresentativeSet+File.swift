internal import Foundation
internal import Networks
internal import Tensors

extension RepresentativeSet {
  /// Writes the set into a safetensors file.
  ///
  /// - Parameter key: What the set depends on; a set with another one is not read.
  /// - Throws: `.unwritableFile` or `.diskFull`.
  public func write(to path: String, key: String) throws {
    var file = Safetensors(metadata: [
      Self.keyName: key, "spectrum_length": "\(spectrumLength)",
      "dictionary": dictionary.map(\.description).joined(separator: " "),
    ])
    file["starts"] = .integers(starts.map(Int64.init), shape: [starts.count])
    let counts = zip(vertexStarts.dropFirst(), vertexStarts).map { UInt8($0 - $1) }
    file["vertex_counts"] = .bytes(counts, shape: [counts.count])
    file["vertices"] = .bytes(Self.bytes(vertices), shape: [vertices.count, 2])
    file["types"] = .bytes(Self.bytes(types), shape: [types.count, 2])
    file["spectra"] = .float(Tensor(spectra))
    if !formOfEach.isEmpty {
      file["forms"] = .float(forms)
      file["form_of_each"] = .integers(formOfEach.map(Int64.init), shape: [formOfEach.count])
    }
    let packed = dictionary.flatMap { type in
      [type.degree, type.row.count, type.column.count] + type.row + type.column
    }
    file["dictionary"] = .bytes(packed.map(UInt8.init), shape: [packed.count])
    try file.write(to: path)
  }

  /// Reads a set that was written with the same key; nil if there is no file, or one of another key.
  ///
  /// - Throws: A `NetworkError` if the file is damaged, or `.unreadableStage`.
  public init?(contentsOf path: String, key: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let file = try Safetensors(contentsOf: path)
    guard file.metadata[Self.keyName] == key else { return nil }
    guard case .integers(let starts, _)? = file["starts"],
      case .bytes(let counts, _)? = file["vertex_counts"],
      case .bytes(let vertices, _)? = file["vertices"], case .bytes(let types, _)? = file["types"],
      case .float(let spectra)? = file["spectra"], case .bytes(let packed, _)? = file["dictionary"],
      let length = file.metadata["spectrum_length"].flatMap({ Int($0) }),
      let dictionary = Self.dictionary(packed)
    else { throw CalabiError.unreadableStage(path, reason: "a tensor is missing") }
    var vertexStarts = [0]
    for count in counts { vertexStarts.append(vertexStarts[vertexStarts.count - 1] + Int(count)) }
    let total = vertexStarts[vertexStarts.count - 1]
    let typeOfVertex = Self.words(types)
    guard vertices.count == 2 * total, types.count == 2 * total, spectra.count == total,
      starts.first == 0, starts.last.map({ Int($0) == counts.count }) == true,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }),
      typeOfVertex.allSatisfy({ Int($0) < dictionary.count }),
      counts.allSatisfy({ 1...max(1, length) ~= Int($0) })
    else { throw CalabiError.unreadableStage(path, reason: "its lengths contradict each other") }
    let (forms, formOfEach) = try Self.forms(of: file, count: counts.count, path)
    self.init(
      starts: starts.map(Int.init), dictionary: dictionary, spectrumLength: length,
      vertexStarts: vertexStarts, vertices: Self.words(vertices), types: typeOfVertex,
      spectra: spectra.scalars, forms: forms, formOfEach: formOfEach)
  }

  private static let keyName = "symmetron_representatives"

  /// The features of forms of a file; none if it has none.
  private static func forms(
    of file: Safetensors, count: Int, _ path: String
  ) throws -> (Tensor<Float>, ofEach: [Int32]) {
    guard file["forms"] != nil else { return (.zeros([0, 0]), []) }
    guard case .float(let forms)? = file["forms"], forms.rank == 2,
      case .integers(let ofEach, _)? = file["form_of_each"], ofEach.count == count,
      ofEach.allSatisfy({ 0..<Int64(forms.shape[0]) ~= $0 })
    else {
      throw CalabiError.unreadableStage(path, reason: "its forms are not those of its matrices")
    }
    return (forms, ofEach.map { Int32($0) })
  }

  private static func dictionary(_ packed: [UInt8]) -> [VertexType]? {
    var types: [VertexType] = []
    var rest = packed[...]
    while rest.count >= 3 {
      let (degree, row, column) = (
        Int(rest[rest.startIndex]), Int(rest[rest.startIndex + 1]), Int(rest[rest.startIndex + 2])
      )
      rest = rest.dropFirst(3)
      guard rest.count >= row + column, rest.prefix(row + column).allSatisfy({ 1...8 ~= $0 }),
        1...8 ~= degree
      else { return nil }
      types.append(
        VertexType(
          degree: degree, row: rest.prefix(row).map(Int.init),
          column: rest.dropFirst(row).prefix(column).map(Int.init)))
      rest = rest.dropFirst(row + column)
    }
    return rest.isEmpty ? types : nil
  }

  private static func bytes(_ words: [UInt16]) -> [UInt8] {
    words.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private static func words(_ bytes: [UInt8]) -> [UInt16] {
    stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
  }
}
