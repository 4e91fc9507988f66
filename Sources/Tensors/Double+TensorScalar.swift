internal import COpenBLAS
public import RealModule

// What each does stands with the requirement.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double: TensorScalar {
  public static func gemm(
    _ a: UnsafePointer<Double>, transposed ta: Bool, _ b: UnsafePointer<Double>,
    transposed tb: Bool,
    m: Int, n: Int, k: Int, alpha: Double, beta: Double, into c: UnsafeMutablePointer<Double>
  ) {
    BLAS.prepare
    cblas_dgemm(
      CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, Int32(m),
      Int32(n), Int32(k), alpha, a, Int32(max(1, ta ? m : k)), b, Int32(max(1, tb ? k : n)), beta,
      c, Int32(max(1, n)))
  }

  public static func syrk(
    _ a: UnsafePointer<Double>, n: Int, k: Int, beta: Double, into c: UnsafeMutablePointer<Double>
  ) {
    BLAS.prepare
    cblas_dsyrk(
      CblasRowMajor, CblasUpper, CblasTrans, Int32(n), Int32(k), 1, a, Int32(max(1, n)), beta, c,
      Int32(max(1, n)))
  }

  public static func dot(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
  ) -> Double {
    BLAS.prepare
    return cblas_ddot(Int32(count), x, 1, y, 1)
  }

  public static func axpy(
    _ alpha: Double, _ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int
  ) {
    BLAS.prepare
    cblas_daxpy(Int32(count), alpha, x, 1, y, 1)
  }

  public static func syevd(
    _ a: UnsafeMutablePointer<Double>, n: Int, values: UnsafeMutablePointer<Double>, vectors: Bool
  ) -> Int {
    BLAS.prepare
    return Int(
      LAPACKE_dsyevd(
        BLAS.columns, vectors ? BLAS.V : BLAS.N, BLAS.L, Int32(n), a, Int32(max(1, n)), values))
  }

  public static func gesdd(
    _ a: UnsafeMutablePointer<Double>, m: Int, n: Int, u: UnsafeMutablePointer<Double>?,
    s: UnsafeMutablePointer<Double>, v: UnsafeMutablePointer<Double>?
  ) -> Int {
    BLAS.prepare
    // Row-major [m, n] is column-major [n, m]: the transpose, whose left vectors are our right ones.
    let k = Int32(min(m, n))
    let job = u == nil && v == nil ? BLAS.N : BLAS.S
    return Int(
      LAPACKE_dgesdd(
        BLAS.columns, job, Int32(n), Int32(m), a, Int32(max(1, n)), s, v, Int32(max(1, n)), u,
        max(1, k)))
  }

  public static func geqrf(
    _ a: UnsafeMutablePointer<Double>, m: Int, n: Int, tau: UnsafeMutablePointer<Double>
  ) -> Int {
    BLAS.prepare
    return Int(LAPACKE_dgeqrf(BLAS.rows, Int32(m), Int32(n), a, Int32(max(1, n)), tau))
  }

  public static func orgqr(
    _ a: UnsafeMutablePointer<Double>, m: Int, n: Int, k: Int, tau: UnsafePointer<Double>
  ) -> Int {
    BLAS.prepare
    return Int(LAPACKE_dorgqr(BLAS.rows, Int32(m), Int32(n), Int32(k), a, Int32(max(1, n)), tau))
  }

  public static func gelsd(
    _ a: UnsafeMutablePointer<Double>, m: Int, n: Int, _ b: UnsafeMutablePointer<Double>,
    columns: Int,
    tolerance: Double, rank: inout Int
  ) -> Int {
    BLAS.prepare
    var singular = [Double](repeating: 0, count: max(1, min(m, n)))
    var found: Int32 = 0
    let info = LAPACKE_dgelsd(
      BLAS.rows, Int32(m), Int32(n), Int32(columns), a, Int32(max(1, n)), b, Int32(max(1, columns)),
      &singular, tolerance, &found)
    rank = Int(found)
    return Int(info)
  }

  public static func geev(
    _ a: UnsafeMutablePointer<Double>, n: Int, real: UnsafeMutablePointer<Double>,
    imaginary: UnsafeMutablePointer<Double>, right: UnsafeMutablePointer<Double>?,
    left: UnsafeMutablePointer<Double>?
  ) -> Int {
    BLAS.prepare
    return Int(
      LAPACKE_dgeev(
        BLAS.rows, left == nil ? BLAS.N : BLAS.V, right == nil ? BLAS.N : BLAS.V, Int32(n), a,
        Int32(max(1, n)), real, imaginary, left, Int32(max(1, n)), right, Int32(max(1, n))))
  }

  public static func gesv(
    _ a: UnsafeMutablePointer<Double>, n: Int, _ b: UnsafeMutablePointer<Double>, columns: Int
  ) -> Int {
    BLAS.prepare
    var pivots = [Int32](repeating: 0, count: max(1, n))
    return Int(
      LAPACKE_dgesv(
        BLAS.rows, Int32(n), Int32(columns), a, Int32(max(1, n)), &pivots, b,
        Int32(max(1, columns))))
  }

  public static func potrf(_ a: UnsafeMutablePointer<Double>, n: Int) -> Int {
    BLAS.prepare
    // The row-major lower triangle is the column-major upper one.
    return Int(LAPACKE_dpotrf(BLAS.columns, BLAS.U, Int32(n), a, Int32(max(1, n))))
  }

  public static func trsm(
    _ l: UnsafePointer<Double>, n: Int, transposed: Bool, _ b: UnsafeMutablePointer<Double>,
    columns: Int
  ) {
    BLAS.prepare
    cblas_dtrsm(
      CblasRowMajor, CblasLeft, CblasLower, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit,
      Int32(n), Int32(columns), 1, l, Int32(max(1, n)), b, Int32(max(1, columns)))
  }
}
