// Softmax, its logarithm and cross-entropy of every row, for one REAL and SUFFIX.
//
// The maximum of the row is subtracted first, so that no exponential overflows and one is 1.
// A NaN or a positive infinity makes the whole row NaN.

#define PART 256

// The largest element. A NaN may be passed over here; it shows in the sum of the exponentials.
HELPER REAL NAMED(largest)(const REAL *x, size_t columns) {
  if (columns >= LANES) return NAMED(reduce_row)(1, x, columns);
  REAL largest = -(REAL)INFINITY;
  for (size_t j = 0; j < columns; j++) largest = x[j] > largest ? x[j] : largest;
  return largest;
}

// e = e^(x - the largest of the row) and its sum for each row; e may be x.
//
// Rows are taken together, so that short ones fill vectors, too.
HELPER void NAMED(exp_rows)(const REAL *x, REAL *e, REAL *largest, REAL *sum, size_t rows,
                            size_t columns) {
  for (size_t i = 0; i < rows; i++) largest[i] = NAMED(largest)(x + i * columns, columns);
  for (size_t i = 0; i < rows; i++) {
    const REAL *from = x + i * columns;
    REAL *to = e + i * columns, shift = largest[i];
    ELEMENTWISE for (size_t j = 0; j < columns; j++) to[j] = from[j] - shift;
  }
  TRANSCENDENTAL for (size_t j = 0; j < rows * columns; j++) e[j] = NAMED(exp)(e[j]);
  for (size_t i = 0; i < rows; i++) sum[i] = NAMED(reduce_row)(0, e + i * columns, columns);
}

// As above without the exponentials, which need no more than PART elements at a time.
HELPER void NAMED(exp_sums)(const REAL *x, REAL *largest, REAL *sum, size_t rows, size_t columns) {
  REAL e[PART];
  if (columns <= PART) {
    NAMED(exp_rows)(x, e, largest, sum, rows, columns);
    return;
  }
  *largest = NAMED(largest)(x, columns);
  *sum = 0;
  for (size_t j = 0; j < columns; j += PART) {
    size_t n = columns - j < PART ? columns - j : PART;
    TRANSCENDENTAL for (size_t l = 0; l < n; l++) e[l] = NAMED(exp)(x[j + l] - *largest);
    *sum += NAMED(reduce_block)(0, e, n);
  }
}

// Whether the label is a whole number in 0 ..< columns.
HELPER int NAMED(is_label)(REAL label, size_t columns) {
  return label >= 0 && label < (REAL)columns && label == (REAL)(size_t)label;
}

// Runs the body for row `first` and the `height - 1` after it, for all rows in turn.
#define FOR_GROUPS_OF_ROWS                                                             \
  REAL largest[PART], sum[PART];                                                       \
  size_t tall = columns > 0 && columns < PART ? PART / columns : 1, height;            \
  for (size_t first = 0; first < rows && (height = rows - first < tall ? rows - first : tall); \
       first += height)

KERNEL void NAMED(kernel_softmax)(const REAL *x, REAL *y, size_t rows, size_t columns) {
  FOR_GROUPS_OF_ROWS {
    REAL *part = y + first * columns;
    NAMED(exp_rows)(x + first * columns, part, largest, sum, height, columns);
    for (size_t i = 0; i < height; i++, part += columns) {
      REAL factor = 1 / sum[i];
      for (size_t j = 0; j < columns; j++) part[j] *= factor;
    }
  }
}

KERNEL void NAMED(kernel_log_softmax)(const REAL *x, REAL *y, size_t rows, size_t columns) {
  FOR_GROUPS_OF_ROWS {
    NAMED(exp_sums)(x + first * columns, largest, sum, height, columns);
    for (size_t i = 0; i < height; i++) {
      const REAL *from = x + (first + i) * columns;
      REAL *to = y + (first + i) * columns, shift = largest[i], log_sum = NAMED(log)(sum[i]);
      ELEMENTWISE for (size_t j = 0; j < columns; j++) to[j] = (from[j] - shift) - log_sum;
    }
  }
}

KERNEL void NAMED(kernel_cross_entropy)(const REAL *x, const REAL *label, REAL *loss, size_t rows,
                                        size_t columns) {
  FOR_GROUPS_OF_ROWS {
    NAMED(exp_sums)(x + first * columns, largest, sum, height, columns);
    for (size_t i = 0; i < height; i++) {
      REAL which = label[first + i];
      const REAL *row = x + (first + i) * columns;
      loss[first + i] = NAMED(is_label)(which, columns)
                            ? (largest[i] - row[(size_t)which]) + NAMED(log)(sum[i])
                            : (REAL)NAN;
    }
  }
}

KERNEL void NAMED(kernel_cross_entropy_gradient)(const REAL *v, const REAL *x, const REAL *label,
                                                 REAL *z, size_t rows, size_t columns) {
  FOR_GROUPS_OF_ROWS {
    REAL *part = z + first * columns;
    NAMED(exp_rows)(x + first * columns, part, largest, sum, height, columns);
    for (size_t i = 0; i < height; i++, part += columns) {
      REAL which = label[first + i], scale = v[first + i];
      int valid = NAMED(is_label)(which, columns);
      REAL factor = valid ? scale / sum[i] : (REAL)NAN;
      for (size_t j = 0; j < columns; j++) part[j] *= factor;
      if (valid) part[(size_t)which] -= scale;
    }
  }
}

#undef FOR_GROUPS_OF_ROWS

KERNEL void NAMED(kernel_is_largest)(const REAL *x, const REAL *label, REAL *hit, size_t rows,
                                     size_t columns) {
  for (size_t i = 0; i < rows; i++) {
    const REAL *row = x + i * columns;
    int largest = NAMED(is_label)(label[i], columns);
    size_t which = largest ? (size_t)label[i] : 0;
    for (size_t j = 0; j < columns; j++) {
      largest &= j < which ? row[j] < row[which] : row[j] <= row[which];
    }
    hit[i] = (REAL)largest;
  }
}

#undef PART
