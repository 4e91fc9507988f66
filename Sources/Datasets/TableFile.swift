internal import Foundation
public import Tensors

/// Writes a matrix with named columns as a table that ``Table`` reads.
public enum TableFile {
  /// Writes CSV, or NPZ with the array `X` if the path ends so.
  ///
  /// The file appears when it is complete. Numbers are read back to the same bits.
  ///
  /// - Throws: `.unwritableFile`.
  /// - Precondition: There is a name for each column.
  public static func write(
    _ matrix: Tensor<Double>, columns: [String], to path: String
  ) throws(DatasetError) {
    precondition(
      matrix.rank == 2 && matrix.shape[1] == columns.count,
      "\(columns.count) names for a table \(matrix.shape)")
    if path.hasSuffix(".npz") { return try NPZArchive.write(["X": matrix], to: path) }
    var text = columns.map(quoted).joined(separator: ",") + "\n"
    for i in 0..<matrix.shape[0] {
      for j in 0..<matrix.shape[1] {
        if j > 0 { text += "," }
        text += shortText(matrix[i, j])
      }
      text += "\n"
    }
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw .unwritableFile(path, reason: error.localizedDescription)
    }
  }

  private static func quoted(_ name: String) -> String {
    guard name.contains(where: { ",\"\n\r".contains($0) }) else { return name }
    return "\"\(name.replacingOccurrences(of: "\"", with: "\"\""))\""
  }
}
