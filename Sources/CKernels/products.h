// Products of many small matrices, for one REAL and SUFFIX.

// Right factors up to this size are transposed first, so that the inner loop is contiguous.
#define SCRATCH 1024

// c[i] = sum_j a[i, j] b[j], a [m, k].
HELPER void NAMED(rows_times_vector)(const REAL *a, const REAL *b, REAL *c, size_t m, size_t k) {
  for (size_t i = 0; i < m; i++, a += k) {
    REAL total = 0;
    size_t j = 0;
    if (k >= LANES) {
      NAMED(lanes) s = {0};
      for (; j + LANES <= k; j += LANES) s += LANES_AT(a, j) * LANES_AT(b, j);
      REAL folded[LANES];
      memcpy(folded, &s, sizeof folded);
      for (size_t w = LANES / 2; w > 0; w /= 2)
        for (size_t l = 0; l < w; l++) folded[l] += folded[l + w];
      total = folded[0];
    }
    for (; j < k; j++) total += a[j] * b[j];
    c[i] = total;
  }
}

// c = a b with a[i, j] at i sa + j ta and b [k, n] dense: rows of b are added up.
HELPER void NAMED(sum_of_rows)(const REAL *a, size_t sa, size_t ta, const REAL *b, REAL *c,
                               size_t m, size_t n, size_t k) {
  for (size_t i = 0; i < m; i++, c += n) {
    size_t l = 0;
    for (; l + LANES <= n; l += LANES) {
      NAMED(lanes) s = {0};
      for (size_t j = 0; j < k; j++) s += a[i * sa + j * ta] * LANES_AT(b, j * n + l);
      PUT_LANES(c, l, s);
    }
    for (; l < n; l++) {
      REAL s = 0;
      for (size_t j = 0; j < k; j++) s += a[i * sa + j * ta] * b[j * n + l];
      c[l] = s;
    }
  }
}

// c = a b with a[i, j] at i sa + j ta and b[j, l] at j sb + l tb.
HELPER void NAMED(strided_product)(const REAL *a, size_t sa, size_t ta, const REAL *b, size_t sb,
                                   size_t tb, REAL *c, size_t m, size_t n, size_t k) {
  for (size_t i = 0; i < m; i++)
    for (size_t l = 0; l < n; l++) {
      REAL s = 0;
      for (size_t j = 0; j < k; j++) s += a[i * sa + j * ta] * b[j * sb + l * tb];
      c[i * n + l] = s;
    }
}

HELPER void NAMED(product)(const REAL *a, int transposed_a, const REAL *b, int transposed_b,
                           REAL *c, size_t m, size_t n, size_t k) {
  size_t sa = transposed_a ? 1 : k, ta = transposed_a ? m : 1;
  if (!transposed_b) {
    NAMED(sum_of_rows)(a, sa, ta, b, c, m, n, k);
  } else if (n * k <= SCRATCH) {
    REAL scratch[SCRATCH];
    for (size_t j = 0; j < k; j++)
      for (size_t l = 0; l < n; l++) scratch[j * n + l] = b[l * k + j];
    NAMED(sum_of_rows)(a, sa, ta, scratch, c, m, n, k);
  } else {
    NAMED(strided_product)(a, sa, ta, b, 1, k, c, m, n, k);
  }
}

KERNEL void NAMED(kernel_batched_product)(const REAL *a, int transposed_a, const REAL *b,
                                          int transposed_b, REAL *c, size_t batch, size_t m,
                                          size_t n, size_t k) {
  for (size_t p = 0; p < batch; p++, a += m * k, b += k * n, c += m * n) {
    if (n == 1 && !transposed_a) {
      NAMED(rows_times_vector)(a, b, c, m, k);
    } else if (n == 1) {  // (aᵀ b)ᵀ = bᵀ a
      NAMED(sum_of_rows)(b, k, 1, a, c, 1, m, k);
    } else if (m == 1 && transposed_b) {
      NAMED(rows_times_vector)(b, a, c, n, k);
    } else if (m == 3 && n == 3 && k == 3) {  // constants, so that the loops are unrolled
      NAMED(strided_product)(a, transposed_a ? 1 : 3, transposed_a ? 3 : 1, b, transposed_b ? 1 : 3,
                             transposed_b ? 3 : 1, c, 3, 3, 3);
    } else {
      NAMED(product)(a, transposed_a, b, transposed_b, c, m, n, k);
    }
  }
}

#undef SCRATCH
