internal import COpenBLAS

// The names are the letters that LAPACK calls its options by.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// What the two conformances to ``TensorScalar`` share when they call BLAS and LAPACK.
enum BLAS {
  static let rows = Int32(LAPACK_ROW_MAJOR)
  static let columns = Int32(LAPACK_COL_MAJOR)
  static let N = CChar(UInt8(ascii: "N"))
  static let V = CChar(UInt8(ascii: "V"))
  static let S = CChar(UInt8(ascii: "S"))
  static let L = CChar(UInt8(ascii: "L"))
  static let U = CChar(UInt8(ascii: "U"))

  /// Makes every call run on the calling thread: parallelism is ours, over data, so that results do
  /// not depend on the number of threads (and no thread pool sits between a call and its answer).
  ///
  /// Before, has OpenBLAS use the vector instructions of a processor that is newer than it.
  static let prepare: Void = {
    openblas_select_kernels()
    openblas_set_num_threads(1)
  }()
}
