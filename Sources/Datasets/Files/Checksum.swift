#if canImport(CryptoKit)
internal import CryptoKit
#else
internal import CCrypto
#endif

/// Checksums by which a data set is known.
///
/// OpenSSL's libcrypto computes them, or CryptoKit where the system has it: swift-crypto would bring
/// BoringSSL along as source and add minutes to every first build.
public enum Checksum {
  /// The SHA-256 of what a file holds, decompressed if it is one of gzip, in hexadecimal digits.
  ///
  /// - Throws: A ``DatasetError`` if the file cannot be read.
  ///
  /// Source: FIPS 180-4 (2015), section 6.2. Checked by: `ChecksumTests`.
  public static func sha256(ofFile path: String) throws(DatasetError) -> String {
    let file = try FileBytes(path: path)
    return withExtendedLifetime(file) { sha256(file.bytes) }
  }

  static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    let digest: [UInt8]
    #if canImport(CryptoKit)
    digest = Array(SHA256.hash(data: bytes))
    #else
    digest = [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { digest, count in
      var size: UInt32 = 0
      let done = EVP_Digest(
        bytes.baseAddress, bytes.count, digest.baseAddress, &size, EVP_sha256(), nil)
      precondition(done == 1, "libcrypto has no SHA-256")
      count = Int(size)
    }
    #endif
    return digest.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }
}
