/// The loops that BLAS lacks, for float (`_f32`) and double (`_f64`).
///
/// Goals, in order: one result whatever the number of threads (no state, a fixed order of every sum);
/// vector code that the processor chooses at load time (AVX-512, AVX2 with FMA, baseline); short source.
/// Arrays are dense and row-major; outputs may be the same array as an input where it says "in place".
/// A family is one function with a selector, so that Swift needs one call per family.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Tells the processor that this thread spins.
static inline void kernel_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Has this thread count denormal numbers, those next to zero with fewer digits, as zero; returns how it was.
///
/// The processor takes some hundred times as long for an operation on them as for another.
static inline uint64_t kernel_flush_denormals(void) {
#if defined(__x86_64__)
  unsigned int old = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr(old | 0x8040);  // Results (bit 15) and operands (bit 6).
  return old;
#elif defined(__aarch64__)
  uint64_t old;
  __asm__ volatile("mrs %0, fpcr" : "=r"(old));
  __asm__ volatile("msr fpcr, %0" : : "r"(old | (1u << 24)));
  return old;
#else
  return 0;
#endif
}

/// Takes back `kernel_flush_denormals`, with what it returned.
static inline void kernel_restore_denormals(uint64_t old) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr((unsigned int)old);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(old));
#else
  (void)old;
#endif
}

/// Functions of one number.
typedef enum {
  KERNEL_EXP, KERNEL_LOG, KERNEL_SIN, KERNEL_COS, KERNEL_SQRT, KERNEL_RECIPROCAL,
  KERNEL_SQUARE, KERNEL_ABS, KERNEL_SIGN, KERNEL_STEP,
  KERNEL_RELU, KERNEL_TANH, KERNEL_SIGMOID, KERNEL_SILU, KERNEL_SOFTPLUS
} kernel_unary;

/// Operations on two numbers.
typedef enum { KERNEL_ADD, KERNEL_SUBTRACT, KERNEL_MULTIPLY, KERNEL_DIVIDE } kernel_binary;

/// Activations whose derivative is a function of their value y: 1, [y > 0], 1 - y^2, y (1 - y).
typedef enum {
  KERNEL_LINEAR_ACTIVATION, KERNEL_RELU_ACTIVATION, KERNEL_TANH_ACTIVATION, KERNEL_SIGMOID_ACTIVATION
} kernel_activation;

#define KERNEL_DECLARATIONS(REAL, SUFFIX)                                                             \
  /** y[i] = f(x[i]); in place. */                                                                    \
  void kernel_unary_##SUFFIX(kernel_unary f, const REAL *x, REAL *y, size_t count);                   \
  /** y[i] = x[i]^exponent; in place. */                                                              \
  void kernel_power_##SUFFIX(REAL exponent, const REAL *x, REAL *y, size_t count);                    \
  /** y[i] = scale x[i] + shift; in place. */                                                         \
  void kernel_affine_##SUFFIX(REAL scale, REAL shift, const REAL *x, REAL *y, size_t count);          \
  /** z[i, j] = a[i sa + j ta] op b[i sb + j tb], z dense [rows, columns]; ta, tb are 0 or 1. In place. */ \
  void kernel_binary_##SUFFIX(kernel_binary op, const REAL *a, size_t sa, size_t ta, const REAL *b,   \
                              size_t sb, size_t tb, REAL *z, size_t rows, size_t columns);            \
  /** y[i, j] = f(x[i, j] + bias[j]); in place. */                                                    \
  void kernel_bias_activation_##SUFFIX(kernel_activation f, const REAL *x, const REAL *bias, REAL *y, \
                                       size_t rows, size_t columns);                                  \
  /** z[i] = v[i] f'(y[i]) with y = f(x); in place with either. */                                    \
  void kernel_activation_gradient_##SUFFIX(kernel_activation f, const REAL *v, const REAL *y, REAL *z,\
                                           size_t count);                                             \
  /** y[i, k] = sum_j x[i, j, k], x [outer, middle, inner]. */                                        \
  void kernel_sum_##SUFFIX(const REAL *x, REAL *y, size_t outer, size_t middle, size_t inner);        \
  /** y[i, k] = max_j x[i, j, k]; NaN if one of them is; middle >= 1. */                              \
  void kernel_max_##SUFFIX(const REAL *x, REAL *y, size_t outer, size_t middle, size_t inner);        \
  /** Softmax of every row; in place. */                                                              \
  void kernel_softmax_##SUFFIX(const REAL *x, REAL *y, size_t rows, size_t columns);                  \
  /** Logarithm of the softmax of every row; in place. */                                             \
  void kernel_log_softmax_##SUFFIX(const REAL *x, REAL *y, size_t rows, size_t columns);              \
  /** loss[i] = -log softmax(x[i, :])[label[i]]; labels are whole numbers in 0 ..< columns; else NaN. */ \
  void kernel_cross_entropy_##SUFFIX(const REAL *x, const REAL *label, REAL *loss, size_t rows,       \
                                     size_t columns);                                                 \
  /** z[i, j] = v[i] (softmax(x[i, :])[j] - [j = label[i]]). */                                       \
  void kernel_cross_entropy_gradient_##SUFFIX(const REAL *v, const REAL *x, const REAL *label, REAL *z, \
                                              size_t rows, size_t columns);                           \
  /** hit[i] = 1 if x[i, label[i]] is the largest of its row (the first of equal ones), else 0. */     \
  void kernel_is_largest_##SUFFIX(const REAL *x, const REAL *label, REAL *hit, size_t rows,           \
                                  size_t columns);                                                    \
  /** Sum of (a[i] - b[i])^2. */                                                                      \
  REAL kernel_squared_distance_##SUFFIX(const REAL *a, const REAL *b, size_t count);                  \
  /** z[i] = scale (a[i] - b[i]); in place. */                                                        \
  void kernel_scaled_difference_##SUFFIX(REAL scale, const REAL *a, const REAL *b, REAL *z, size_t count); \
  /** c = op(a) op(b) for each of `batch` small matrices, op(a) [m, k], op(b) [k, n], c [m, n]. */    \
  void kernel_batched_product_##SUFFIX(const REAL *a, int transposed_a, const REAL *b, int transposed_b, \
                                       REAL *c, size_t batch, size_t m, size_t n, size_t k);          \
  /** y[i] = x[0][i] + x[1][i] + ... in this order, i in start ..< end. */                            \
  void kernel_ordered_sum_##SUFFIX(const REAL *const *x, size_t terms, REAL *y, size_t start, size_t end); \
  /** One step of stochastic gradient descent with s = gradient_scale g + decay p:                    \
      u = momentum u + s, then p -= rate u (with nesterov: p -= rate (s + momentum u)).               \
      Without momentum u may be null. */                                                              \
  void kernel_sgd_##SUFFIX(REAL *p, REAL *u, const REAL *g, size_t count, REAL gradient_scale,        \
                           REAL rate, REAL momentum, REAL decay, int nesterov);                       \
  /** One step of Adam: m = b1 m + (1-b1) g, v = b2 v + (1-b2) g^2,                                   \
      p -= rate (m / c1) / (sqrt(v / c2) + epsilon) + rate decay p, with c = 1 - b^t;                 \
      g is multiplied by gradient_scale first. */                                                     \
  void kernel_adam_##SUFFIX(REAL *p, REAL *m, REAL *v, const REAL *g, size_t count,                   \
                            REAL gradient_scale, REAL rate, REAL b1, REAL b2, REAL c1, REAL c2,       \
                            REAL epsilon, REAL decay);

KERNEL_DECLARATIONS(float, f32)
KERNEL_DECLARATIONS(double, f64)

#undef KERNEL_DECLARATIONS

/// The j with x[j] + y[j] <= bound, as 64-bit keys that sort as (x[j] + y[j], first + j): the sum, as
/// an unsigned integer of the same order, is the upper half. Returns their number; `keys` has room for
/// `count` and one more.
size_t kernel_keys_below_f32(const float *x, const float *y, size_t count, float bound, uint32_t first,
                             uint64_t *keys);
/// The k-th smallest of different keys, counted from 0, k < count; it stands in its place afterwards,
/// the smaller ones before it.
uint64_t kernel_select_u64(uint64_t *x, size_t count, size_t k);

/// Sums over sources j for points i of the plane, with q = 1 / (1 + (x[i] - sx[j])^2 + (y[i] - sy[j])^2):
/// fx, fy = sum of mass[j] q^2 times the difference, likeness = sum of mass[j] q.
void kernel_repulsion_f32(const float *x, const float *y, size_t count, const float *sx, const float *sy,
                          const float *mass, size_t sources, float *fx, float *fy, float *likeness);
/// Sums over the neighbours other[j], start[i] <= j < start[i + 1], of the points first ..< last:
/// fx, fy = sum of p[j] q times the difference; divergence = sum of p[j] ln(p[j] / q), unless it is null.
void kernel_attraction_f32(const float *x, const float *y, size_t first, size_t last, const int64_t *start,
                           const int32_t *other, const float *p, float *fx, float *fy, float *divergence);

#endif
