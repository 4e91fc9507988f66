public import RealModule

/// An element type of ``Tensor``: `Double` or `Float`.
///
/// The requirements are whole operations on row-major arrays, so that generic code pays one dynamic
/// call per operation and none per element. They are called through `Tensor`, which checks shapes.
/// Every use of BLAS and LAPACK in the project is in the two conformances.
public protocol TensorScalar: Real, BinaryFloatingPoint, Sendable
where RawSignificand: FixedWidthInteger {
  /// `c ← α·op(a)·op(b) + β·c`, with `op(a)` of shape `[m, k]` and `op(b)` of shape `[k, n]`.
  static func gemm(
    _ a: UnsafePointer<Self>, transposed ta: Bool, _ b: UnsafePointer<Self>, transposed tb: Bool,
    m: Int, n: Int, k: Int, alpha: Self, beta: Self, into c: UnsafeMutablePointer<Self>)
  /// The upper triangle of `c ← aᵀa + β·c` for `a` of shape `[k, n]`.
  static func syrk(
    _ a: UnsafePointer<Self>, n: Int, k: Int, beta: Self, into c: UnsafeMutablePointer<Self>)
  /// Σ xᵢ yᵢ.
  static func dot(_ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, count: Int) -> Self
  /// `y ← α x + y`.
  static func axpy(
    _ alpha: Self, _ x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int)

  /// Eigenvalues, increasing, of a symmetric matrix, which is overwritten: by the eigenvectors as rows
  /// if they are wanted.
  static func syevd(
    _ a: UnsafeMutablePointer<Self>, n: Int, values: UnsafeMutablePointer<Self>, vectors: Bool
  ) -> Int
  /// Thin singular value decomposition `a = u·diag(s)·v` of an `[m, n]` matrix; destroys `a`.
  static func gesdd(
    _ a: UnsafeMutablePointer<Self>, m: Int, n: Int, u: UnsafeMutablePointer<Self>?,
    s: UnsafeMutablePointer<Self>, v: UnsafeMutablePointer<Self>?
  ) -> Int
  /// The triangular factor of `[m, n]` in place, its `min(m, n)` reflectors' scales in `tau`.
  static func geqrf(
    _ a: UnsafeMutablePointer<Self>, m: Int, n: Int, tau: UnsafeMutablePointer<Self>
  ) -> Int
  /// The first `k` orthonormal columns from the output of ``geqrf(_:m:n:tau:)``, in place.
  static func orgqr(
    _ a: UnsafeMutablePointer<Self>, m: Int, n: Int, k: Int, tau: UnsafePointer<Self>
  ) -> Int
  /// Least squares of smallest norm by SVD for `a` `[m, n]` and `b` `[max(m, n), columns]`.
  static func gelsd(
    _ a: UnsafeMutablePointer<Self>, m: Int, n: Int, _ b: UnsafeMutablePointer<Self>, columns: Int,
    tolerance: Self, rank: inout Int
  ) -> Int
  /// Eigenvalues and, packed as LAPACK does, right and left eigenvectors (as columns).
  static func geev(
    _ a: UnsafeMutablePointer<Self>, n: Int, real: UnsafeMutablePointer<Self>,
    imaginary: UnsafeMutablePointer<Self>, right: UnsafeMutablePointer<Self>?,
    left: UnsafeMutablePointer<Self>?
  ) -> Int
  /// Solves `a x = b` in place for `b` of shape `[n, columns]`.
  static func gesv(
    _ a: UnsafeMutablePointer<Self>, n: Int, _ b: UnsafeMutablePointer<Self>, columns: Int
  )
    -> Int
  /// The lower Cholesky factor in place; the strict upper triangle is left as it was.
  static func potrf(_ a: UnsafeMutablePointer<Self>, n: Int) -> Int
  /// Solves `l x = b`, or `lᵀ x = b`, in place for lower triangular `l` and `b` of shape `[n, columns]`.
  static func trsm(
    _ l: UnsafePointer<Self>, n: Int, transposed: Bool, _ b: UnsafeMutablePointer<Self>,
    columns: Int)
}
