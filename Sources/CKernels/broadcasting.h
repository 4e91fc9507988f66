// Operations on rows that broadcast, for one REAL and SUFFIX.

// Rows shorter than this are gathered into tiles of about TILE elements, so that vectors are full.
#define SHORT_ROW 64
#define TILE 512

#define ROW(expression)                                     \
  ELEMENTWISE for (size_t j = 0; j < n; j++) z[j] = expression; \
  break
#define ROW_CASES(symbol)                          \
  switch (2 * (ta != 0) + (tb != 0)) {             \
  case 3: ROW(a[j] symbol b[j]);                   \
  case 2: ROW(a[j] symbol b0);                     \
  case 1: ROW(a0 symbol b[j]);                     \
  default: ROW(a0 symbol b0);                      \
  }                                                \
  break

HELPER void NAMED(binary_row)(kernel_binary op, const REAL *a, size_t ta, const REAL *b, size_t tb,
                              REAL *z, size_t n) {
  REAL a0 = a[0], b0 = b[0];
  switch (op) {
  case KERNEL_ADD: ROW_CASES(+);
  case KERNEL_SUBTRACT: ROW_CASES(-);
  case KERNEL_MULTIPLY: ROW_CASES(*);
  case KERNEL_DIVIDE: ROW_CASES(/);
  }
}

#undef ROW_CASES
#undef ROW

// Rows first ..< first + rows of a broadcast operand, written out.
HELPER void NAMED(fill_tile)(REAL *tile, const REAL *x, size_t s, size_t t, size_t first,
                             size_t rows, size_t columns) {
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++) tile[i * columns + j] = x[(first + i) * s + j * t];
}

KERNEL void NAMED(kernel_binary)(kernel_binary op, const REAL *a, size_t sa, size_t ta,
                                 const REAL *b, size_t sb, size_t tb, REAL *z, size_t rows,
                                 size_t columns) {
  if (rows == 0 || columns == 0) return;
  if (columns == 1 && sa <= 1 && sb <= 1) {
    columns = rows, rows = 1, ta = sa, tb = sb;
  } else if (sa == ta * columns && sb == tb * columns) {
    columns *= rows, rows = 1;
  }
  if (rows < 4 || columns >= SHORT_ROW) {
    for (size_t i = 0; i < rows; i++)
      NAMED(binary_row)(op, a + i * sa, ta, b + i * sb, tb, z + i * columns, columns);
    return;
  }
  REAL tile_a[TILE], tile_b[TILE];
  int whole_a = ta == 1 && sa == columns, whole_b = tb == 1 && sb == columns;
  size_t tall = TILE / columns;
  for (size_t i = 0; i < rows; i += tall) {
    size_t height = rows - i < tall ? rows - i : tall;
    if (!whole_a && (sa != 0 || i == 0)) NAMED(fill_tile)(tile_a, a, sa, ta, i, height, columns);
    if (!whole_b && (sb != 0 || i == 0)) NAMED(fill_tile)(tile_b, b, sb, tb, i, height, columns);
    NAMED(binary_row)(op, whole_a ? a + i * columns : tile_a, 1, whole_b ? b + i * columns : tile_b,
                      1, z + i * columns, height * columns);
  }
}

HELPER void NAMED(bias_activation_row)(kernel_activation f, const REAL *x, const REAL *bias,
                                       REAL *y, size_t n) {
  switch (f) {
  case KERNEL_LINEAR_ACTIVATION:
    ELEMENTWISE for (size_t j = 0; j < n; j++) y[j] = x[j] + bias[j];
    break;
  case KERNEL_RELU_ACTIVATION:
    ELEMENTWISE for (size_t j = 0; j < n; j++) y[j] = NAMED(relu)(x[j] + bias[j]);
    break;
  case KERNEL_TANH_ACTIVATION:
    TRANSCENDENTAL for (size_t j = 0; j < n; j++) y[j] = NAMED(tanh)(x[j] + bias[j]);
    break;
  case KERNEL_SIGMOID_ACTIVATION:
    TRANSCENDENTAL for (size_t j = 0; j < n; j++) y[j] = NAMED(sigmoid)(x[j] + bias[j]);
    break;
  }
}

KERNEL void NAMED(kernel_bias_activation)(kernel_activation f, const REAL *x, const REAL *bias,
                                          REAL *y, size_t rows, size_t columns) {
  REAL tile[TILE];
  size_t tall = 1;
  if (columns > 0 && columns < SHORT_ROW && rows >= 4) {
    tall = TILE / columns < rows ? TILE / columns : rows;
    NAMED(fill_tile)(tile, bias, 0, 1, 0, tall, columns);
    bias = tile;
  }
  for (size_t i = 0; i < rows; i += tall) {
    size_t height = rows - i < tall ? rows - i : tall;
    NAMED(bias_activation_row)(f, x + i * columns, bias, y + i * columns, height * columns);
  }
}

#undef SHORT_ROW
#undef TILE
