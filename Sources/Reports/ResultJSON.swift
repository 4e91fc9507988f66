internal import Foundation

/// The text of `result.json`, which `--json` prints too.
public enum ResultJSON {
  /// A result as JSON: an object that begins with its schema, keys in alphabetical order otherwise, two
  /// spaces of indentation, short lists on one line, a line end at the end.
  ///
  /// Numbers that are not finite, which JSON does not have, become `"NaN"`, `"Infinity"` and
  /// `"-Infinity"`. Equal results make equal texts.
  ///
  /// - Parameters:
  ///   - result: A value that encodes to an object without a key `schema`.
  ///   - schema: The name and version of its schema, such as `symmetron.discover/1`.
  /// - Returns: The text.
  /// - Throws: `.notEncodable`.
  public static func text(
    of result: some Encodable, schema: String
  ) throws(RunFolderError) -> String {
    do {
      let encoded = try encoder.encode(result)
      let header = try encoder.encode(["schema": schema])
      guard encoded.first == UInt8(ascii: "{") else {
        throw RunFolderError.notEncodable("result.json", reason: "it is no object")
      }
      let separator: [UInt8] = encoded.count > 2 ? [UInt8(ascii: ",")] : []
      return JSONLayout.text(of: header.dropLast() + separator + encoded.dropFirst()) + "\n"
    } catch let error as RunFolderError {
      throw error
    } catch {
      throw .notEncodable("result.json", reason: "\(error)")
    }
  }

  /// Compact, deterministic JSON.
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return encoder
  }

  /// Reads what ``encoder`` writes.
  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return decoder
  }
}
