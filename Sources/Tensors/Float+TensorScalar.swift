internal import COpenBLAS
public import RealModule

// What each does stands with the requirement.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Float: TensorScalar {
  public static func gemm(
    _ a: UnsafePointer<Float>, transposed ta: Bool, _ b: UnsafePointer<Float>, transposed tb: Bool,
    m: Int, n: Int, k: Int, alpha: Float, beta: Float, into c: UnsafeMutablePointer<Float>
  ) {
    BLAS.prepare
    cblas_sgemm(
      CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, Int32(m),
      Int32(n), Int32(k), alpha, a, Int32(max(1, ta ? m : k)), b, Int32(max(1, tb ? k : n)), beta,
      c, Int32(max(1, n)))
  }

  public static func syrk(
    _ a: UnsafePointer<Float>, n: Int, k: Int, beta: Float, into c: UnsafeMutablePointer<Float>
  ) {
    BLAS.prepare
    cblas_ssyrk(
      CblasRowMajor, CblasUpper, CblasTrans, Int32(n), Int32(k), 1, a, Int32(max(1, n)), beta, c,
      Int32(max(1, n)))
  }

  public static func dot(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int
  ) -> Float {
    BLAS.prepare
    return cblas_sdot(Int32(count), x, 1, y, 1)
  }

  public static func axpy(
    _ alpha: Float, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int
  ) {
    BLAS.prepare
    cblas_saxpy(Int32(count), alpha, x, 1, y, 1)
  }

  public static func syevd(
    _ a: UnsafeMutablePointer<Float>, n: Int, values: UnsafeMutablePointer<Float>, vectors: Bool
  ) -> Int {
    BLAS.prepare
    return Int(
      LAPACKE_ssyevd(
        BLAS.columns, vectors ? BLAS.V : BLAS.N, BLAS.L, Int32(n), a, Int32(max(1, n)), values))
  }

  public static func gesdd(
    _ a: UnsafeMutablePointer<Float>, m: Int, n: Int, u: UnsafeMutablePointer<Float>?,
    s: UnsafeMutablePointer<Float>, v: UnsafeMutablePointer<Float>?
  ) -> Int {
    BLAS.prepare
    // Row-major [m, n] is column-major [n, m]: the transpose, whose left vectors are our right ones.
    let k = Int32(min(m, n))
    let job = u == nil && v == nil ? BLAS.N : BLAS.S
    return Int(
      LAPACKE_sgesdd(
        BLAS.columns, job, Int32(n), Int32(m), a, Int32(max(1, n)), s, v, Int32(max(1, n)), u,
        max(1, k)))
  }

  public static func geqrf(
    _ a: UnsafeMutablePointer<Float>, m: Int, n: Int, tau: UnsafeMutablePointer<Float>
  ) -> Int {
    BLAS.prepare
    return Int(LAPACKE_sgeqrf(BLAS.rows, Int32(m), Int32(n), a, Int32(max(1, n)), tau))
  }

  public static func orgqr(
    _ a: UnsafeMutablePointer<Float>, m: Int, n: Int, k: Int, tau: UnsafePointer<Float>
  ) -> Int {
    BLAS.prepare
    return Int(LAPACKE_sorgqr(BLAS.rows, Int32(m), Int32(n), Int32(k), a, Int32(max(1, n)), tau))
  }

  public static func gelsd(
    _ a: UnsafeMutablePointer<Float>, m: Int, n: Int, _ b: UnsafeMutablePointer<Float>,
    columns: Int,
    tolerance: Float, rank: inout Int
  ) -> Int {
    BLAS.prepare
    var singular = [Float](repeating: 0, count: max(1, min(m, n)))
    var found: Int32 = 0
    let info = LAPACKE_sgelsd(
      BLAS.rows, Int32(m), Int32(n), Int32(columns), a, Int32(max(1, n)), b, Int32(max(1, columns)),
      &singular, tolerance, &found)
    rank = Int(found)
    return Int(info)
  }

  public static func geev(
    _ a: UnsafeMutablePointer<Float>, n: Int, real: UnsafeMutablePointer<Float>,
    imaginary: UnsafeMutablePointer<Float>, right: UnsafeMutablePointer<Float>?,
    left: UnsafeMutablePointer<Float>?
  ) -> Int {
    BLAS.prepare
    return Int(
      LAPACKE_sgeev(
        BLAS.rows, left == nil ? BLAS.N : BLAS.V, right == nil ? BLAS.N : BLAS.V, Int32(n), a,
        Int32(max(1, n)), real, imaginary, left, Int32(max(1, n)), right, Int32(max(1, n))))
  }

  public static func gesv(
    _ a: UnsafeMutablePointer<Float>, n: Int, _ b: UnsafeMutablePointer<Float>, columns: Int
  ) -> Int {
    BLAS.prepare
    var pivots = [Int32](repeating: 0, count: max(1, n))
    return Int(
      LAPACKE_sgesv(
        BLAS.rows, Int32(n), Int32(columns), a, Int32(max(1, n)), &pivots, b,
        Int32(max(1, columns))))
  }

  public static func potrf(_ a: UnsafeMutablePointer<Float>, n: Int) -> Int {
    BLAS.prepare
    // The row-major lower triangle is the column-major upper one.
    return Int(LAPACKE_spotrf(BLAS.columns, BLAS.U, Int32(n), a, Int32(max(1, n))))
  }

  public static func trsm(
    _ l: UnsafePointer<Float>, n: Int, transposed: Bool, _ b: UnsafeMutablePointer<Float>,
    columns: Int
  ) {
    BLAS.prepare
    cblas_strsm(
      CblasRowMajor, CblasLeft, CblasLower, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit,
      Int32(n), Int32(columns), 1, l, Int32(max(1, n)), b, Int32(max(1, columns)))
  }
}
