// Sums and maxima along an axis, for one REAL and SUFFIX.
//
// Every order is fixed by the shape alone. Long sums are sums of block sums, which keeps the
// rounding error small. `larger` is a constant wherever these helpers are used, so each is compiled
// for both.

#define COMBINE(a, b) (larger ? LARGER(a, b) : (a) + (b))
#define COMBINE_LANES(a, b) (larger ? LARGER_LANES(a, b) : (a) + (b))
#define START (larger ? -(REAL)INFINITY : (REAL)0)
#define BLOCK 1024

HELPER REAL NAMED(reduce_block)(int larger, const REAL *x, size_t n) {
  REAL total = START;
  size_t j = 0;
  if (n >= LANES) {
    NAMED(lanes) s = {0}, t, u, v;
    s += START, t = u = v = s;
    for (; j + 4 * LANES <= n; j += 4 * LANES) {
      s = COMBINE_LANES(s, LANES_AT(x, j));
      t = COMBINE_LANES(t, LANES_AT(x, j + LANES));
      u = COMBINE_LANES(u, LANES_AT(x, j + 2 * LANES));
      v = COMBINE_LANES(v, LANES_AT(x, j + 3 * LANES));
    }
    for (; j + LANES <= n; j += LANES) s = COMBINE_LANES(s, LANES_AT(x, j));
    s = COMBINE_LANES(s, t), u = COMBINE_LANES(u, v), s = COMBINE_LANES(s, u);
    REAL folded[LANES];
    memcpy(folded, &s, sizeof folded);
    for (size_t w = LANES / 2; w > 0; w /= 2)
      for (size_t l = 0; l < w; l++) folded[l] = COMBINE(folded[l], folded[l + w]);
    total = folded[0];
  }
  for (; j < n; j++) total = COMBINE(total, x[j]);
  return total;
}

HELPER REAL NAMED(reduce_row)(int larger, const REAL *x, size_t n) {
  REAL total = START;
  for (size_t j = 0; j < n; j += BLOCK) {
    REAL part = NAMED(reduce_block)(larger, x + j, n - j < BLOCK ? n - j : BLOCK);
    total = COMBINE(total, part);
  }
  return total;
}

// Columns k ..< k + 4 LANES (or LANES) of x, [middle, inner].
#define REDUCE_COLUMNS(count)                                                                 \
  NAMED(lanes) total[count] = {0};                                                            \
  for (size_t l = 0; l < count; l++) total[l] += START;                                       \
  for (size_t i = 0; i < middle; i += BLOCK) {                                                \
    NAMED(lanes) s[count] = {0};                                                              \
    for (size_t l = 0; l < count; l++) s[l] += START;                                         \
    size_t end = middle - i < BLOCK ? middle : i + BLOCK;                                     \
    for (size_t j = i; j < end; j++)                                                          \
      for (size_t l = 0; l < count; l++)                                                      \
        s[l] = COMBINE_LANES(s[l], LANES_AT(x, j * inner + k + l * LANES));                   \
    for (size_t l = 0; l < count; l++) total[l] = COMBINE_LANES(total[l], s[l]);              \
  }                                                                                           \
  for (size_t l = 0; l < count; l++) PUT_LANES(y, k + l * LANES, total[l])

HELPER void NAMED(reduce_four)(int larger, const REAL *x, REAL *y, size_t middle, size_t inner,
                               size_t k) {
  REDUCE_COLUMNS(4);
}

HELPER void NAMED(reduce_one)(int larger, const REAL *x, REAL *y, size_t middle, size_t inner,
                              size_t k) {
  REDUCE_COLUMNS(1);
}

// y[k] = sum or maximum of x[:, k]; the last vector of columns overlaps the one before.
HELPER void NAMED(reduce_wide)(int larger, const REAL *x, REAL *y, size_t middle, size_t inner) {
  if (inner < LANES) {
    for (size_t k = 0; k < inner; k++) y[k] = START;
    for (size_t j = 0; j < middle; j++)
      for (size_t k = 0; k < inner; k++) y[k] = COMBINE(y[k], x[j * inner + k]);
    return;
  }
  size_t k = 0;
  for (; k + 4 * LANES <= inner; k += 4 * LANES) NAMED(reduce_four)(larger, x, y, middle, inner, k);
  for (; k + LANES <= inner; k += LANES) NAMED(reduce_one)(larger, x, y, middle, inner, k);
  if (k < inner) NAMED(reduce_one)(larger, x, y, middle, inner, inner - LANES);
}

// Few columns: several rows are taken as one wide row, whose parts are combined at the end.
HELPER void NAMED(reduce_narrow)(int larger, const REAL *x, REAL *y, size_t middle, size_t inner,
                                 size_t joined) {
  REAL wide[8 * LANES];
  size_t groups = middle / joined;
  NAMED(reduce_wide)(larger, x, wide, groups, joined * inner);
  for (size_t k = 0; k < inner; k++) y[k] = START;
  for (size_t j = 0; j < joined; j++)
    for (size_t k = 0; k < inner; k++) y[k] = COMBINE(y[k], wide[j * inner + k]);
  for (size_t j = groups * joined; j < middle; j++)
    for (size_t k = 0; k < inner; k++) y[k] = COMBINE(y[k], x[j * inner + k]);
}

HELPER void NAMED(reduce)(int larger, const REAL *x, REAL *y, size_t outer, size_t middle,
                          size_t inner) {
  if (inner == 1) {
    for (size_t i = 0; i < outer; i++) y[i] = NAMED(reduce_row)(larger, x + i * middle, middle);
    return;
  }
  size_t joined = inner == 0 ? 0 : 8 * LANES / inner;
  for (size_t i = 0; i < outer; i++, x += middle * inner, y += inner) {
    if (joined >= 2 && middle >= 2 * joined)
      NAMED(reduce_narrow)(larger, x, y, middle, inner, joined);
    else
      NAMED(reduce_wide)(larger, x, y, middle, inner);
  }
}

KERNEL void NAMED(kernel_sum)(const REAL *x, REAL *y, size_t outer, size_t middle, size_t inner) {
  NAMED(reduce)(0, x, y, outer, middle, inner);
}

KERNEL void NAMED(kernel_max)(const REAL *x, REAL *y, size_t outer, size_t middle, size_t inner) {
  NAMED(reduce)(1, x, y, outer, middle, inner);
}

KERNEL void NAMED(kernel_ordered_sum)(const REAL *const *x, size_t terms, REAL *y, size_t start,
                                      size_t end) {
  // In blocks that stay in the nearest cache while further terms are added.
  for (size_t i = start; i < end; i += BLOCK) {
    size_t n = end - i < BLOCK ? end - i : BLOCK;
    REAL *sum = y + i;
    if (terms < 2) {
      for (size_t j = 0; j < n; j++) sum[j] = terms > 0 ? x[0][i + j] : 0;
      continue;
    }
    const REAL *first = x[0] + i, *second = x[1] + i;
    ELEMENTWISE for (size_t j = 0; j < n; j++) sum[j] = first[j] + second[j];
    for (size_t t = 2; t < terms; t++) {
      const REAL *term = x[t] + i;
      ELEMENTWISE for (size_t j = 0; j < n; j++) sum[j] += term[j];
    }
  }
}

KERNEL REAL NAMED(kernel_squared_distance)(const REAL *a, const REAL *b, size_t count) {
  REAL total = 0;
  for (size_t i = 0; i < count; i += BLOCK) {
    size_t n = count - i < BLOCK ? count - i : BLOCK;
    REAL squares[BLOCK];
    for (size_t j = 0; j < n; j++) squares[j] = (a[i + j] - b[i + j]) * (a[i + j] - b[i + j]);
    total += NAMED(reduce_block)(0, squares, n);
  }
  return total;
}

#undef COMBINE
#undef COMBINE_LANES
#undef START
#undef BLOCK
#undef REDUCE_COLUMNS
