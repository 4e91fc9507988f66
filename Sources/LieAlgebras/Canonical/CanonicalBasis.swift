internal import RealModule
public import Tensors

/// A sparse basis of a space of generators that a person recognizes, such as the rotations in the
/// coordinate planes.
///
/// Largest entry of each generator ±1; the first non-zero entry, read column by column, positive, so
/// that a rotation in the plane `i < j` is `E(j,i) − E(i,j)`, the turn from axis `i` towards axis `j`,
/// and a boost `E(j,i) + E(i,j)`. Generators are ordered by the places of their non-zero entries, column
/// by column: planes 12, 13, …, 23, …, translations of affine maps last.
public struct CanonicalBasis: Sendable {
  /// The generators, `[m, n, n]`.
  public let basis: Tensor<Double>
  /// Whether every generator was rounded to 0, ±1 and small fractions where they fit; otherwise some
  /// or all are left as they came out, because rounded they would leave the given space.
  public let isRounded: Bool
  /// The largest principal angle between the given span and that of ``basis``, in radians.
  public let angle: Double
}

/// The canonical basis of the span of generators in any order, mixture and normalization.
///
/// The space is not split into ideals first: where the torus of `u(3)` has several sparse bases, the
/// sparsest is taken, and the central `i·1` is no element of it. Call it on each ideal to have that.
///
/// - Parameters:
///   - generators: `m` matrices, `[m, n, n]`, possibly noisy; affine maps are `[[A, b], [0, 0]]`.
///   - noise: The error expected of the span, as an angle: the relative Frobenius error of orthonormal
///     generators. Too large rounds true structure away, too small leaves dust in the entries.
/// - Returns: The basis, and how far its span is from the given one.
/// - Precondition: The generators are finite and linearly independent, and `0 ≤ noise`.
/// - Complexity: O(m² n²), and for the elimination O(m² s²) with `s` non-zero entries a generator.
///
/// Checked by: `CanonicalBasisTests`.
public func canonicalBasis(of generators: Tensor<Double>, noise: Double) -> CanonicalBasis {
  precondition(
    generators.rank == 3 && generators.shape[1] == generators.shape[2],
    "\(generators.shape) is no list of matrices")
  let (m, n) = (generators.shape[0], generators.shape[1])
  let columnByColumn = Tensor(stacking: generators.unstacked.map(\.transposed))
  let rows = canonicalRows(of: columnByColumn.reshaped([m, n * n]), noise: noise)
  let matrices = rows.rows.reshaped([m, n, n]).unstacked.map(\.transposed)
  return CanonicalBasis(
    basis: Tensor(stacking: matrices), isRounded: rows.isRounded, angle: rows.angle)
}

/// A sparse basis of a row space; see ``CanonicalBasis``, whose columns are here simply the row.
public struct CanonicalRows: Sendable {
  /// The basis, `[m, q]`.
  public let rows: Tensor<Double>
  /// Whether every row was rounded.
  public let isRounded: Bool
  /// The largest principal angle between the given rows and ``rows``, in radians.
  public let angle: Double
}

/// A sparse basis of the span of rows, `[m, q]`: coefficients of polynomial fields, say.
///
/// Reduced echelon form on well-conditioned columns, elimination between pairs while it makes rows
/// sparser, scaling, and rounding that is kept only if it stays in the span.
///
/// - Precondition: The rows are finite and linearly independent, and `0 ≤ noise`.
public func canonicalRows(of rows: Tensor<Double>, noise: Double) -> CanonicalRows {
  precondition(rows.rank == 2 && rows.shape[0] > 0, "\(rows.shape) is no list of rows")
  precondition(rows.isFinite, "rows with non-finite entries have no span")
  precondition(noise >= 0, "noise \(noise) is negative")
  precondition(rows.shape[0] <= rows.shape[1], "\(rows.shape) rows are dependent")
  let noise = max(noise, 1e-10)
  let span = orthonormalRows(of: rows)
  var sparse = RowElimination(reducedEchelonForm(of: span, noise: noise), noise: noise)
  sparse.run()
  let scaled = RowScaling.normalized(sparse.rows, noise: noise)
  let rounding = RowRounding(of: scaled, span: span, noise: noise)
  let order = rounding.rows.indices.sorted {
    RowScaling.precedes(rounding.rows[$0], rounding.rows[$1], noise: noise)
  }
  let result = Tensor(rows: order.map { rounding.rows[$0] })
  return CanonicalRows(rows: result, isRounded: rounding.isComplete, angle: rounding.angle)
}

/// An orthonormal basis of the span of independent rows, `[m, q]`.
func orthonormalRows(of rows: Tensor<Double>) -> Tensor<Double> {
  rows.transposed.qr().q.transposed
}

/// The largest principal angle between the spans of orthonormal rows and of other independent rows.
///
/// Source: Golub, Van Loan, *Matrix Computations*, 4th ed. (2013), §6.4.3; by the sine, which is
/// accurate for small angles.
func largestAngle(between span: Tensor<Double>, and rows: Tensor<Double>) -> Double {
  let other = orthonormalRows(of: rows)
  let inside = other.matmul(span, transposed: .right).matmul(span)
  let outside = other - inside
  let squares = outside.matmul(outside, transposed: .right).symmetricEigen().values
  return .asin(min(1, max(0, squares.last ?? 0).squareRoot()))
}
