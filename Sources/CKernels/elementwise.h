// Functions of each element, for one REAL and SUFFIX.

HELPER REAL NAMED(reciprocal)(REAL x) { return 1 / x; }
HELPER REAL NAMED(square)(REAL x) { return x * x; }
HELPER REAL NAMED(sign)(REAL x) { return x > 0 ? 1 : x < 0 ? -1 : x; }
HELPER REAL NAMED(step)(REAL x) { return x > 0 ? 1 : x <= 0 ? 0 : x; }
HELPER REAL NAMED(relu)(REAL x) { return x <= 0 ? 0 : x; }

// e = exp(-|x|) keeps the digits of both tails: 1 / (1 + e) or e / (1 + e).
HELPER REAL NAMED(sigmoid)(REAL x) {
  REAL e = NAMED(exp)(-NAMED(abs)(x));
  return (x < 0 ? e : 1) / (1 + e);
}

// Below the limit x e^x is zero, which must meet no infinity.
HELPER REAL NAMED(silu)(REAL x) {
  REAL limited = x < -800 ? -800 : x, magnitude = NAMED(abs)(limited);
  REAL numerator = x < 0 ? NAMED(scaled_exp)(limited, -magnitude) : x;
  return numerator / (1 + NAMED(exp)(-magnitude));
}

HELPER REAL NAMED(softplus)(REAL x) {
  return NAMED(relu)(x) + NAMED(log_of_one_plus)(NAMED(exp)(-NAMED(abs)(x)));
}

#define APPLY(function)                                        \
  VECTORS for (size_t i = 0; i < count; i++) y[i] = NAMED(function)(x[i]); \
  break

KERNEL void NAMED(kernel_unary)(kernel_unary f, const REAL *x, REAL *y, size_t count) {
#define VECTORS ELEMENTWISE
  switch (f) {
  case KERNEL_SQRT: APPLY(sqrt);
  case KERNEL_RECIPROCAL: APPLY(reciprocal);
  case KERNEL_SQUARE: APPLY(square);
  case KERNEL_ABS: APPLY(abs);
  case KERNEL_SIGN: APPLY(sign);
  case KERNEL_STEP: APPLY(step);
  case KERNEL_RELU: APPLY(relu);
#undef VECTORS
#define VECTORS TRANSCENDENTAL
  case KERNEL_EXP: APPLY(exp);
  case KERNEL_LOG: APPLY(log);
  case KERNEL_TANH: APPLY(tanh);
  case KERNEL_SIGMOID: APPLY(sigmoid);
  case KERNEL_SILU: APPLY(silu);
  case KERNEL_SOFTPLUS: APPLY(softplus);
#undef VECTORS
#define VECTORS
  case KERNEL_SIN: APPLY(sin);
  case KERNEL_COS: APPLY(cos);
#undef VECTORS
  }
}

#undef APPLY

KERNEL void NAMED(kernel_power)(REAL exponent, const REAL *x, REAL *y, size_t count) {
  if (exponent == 2) {
    ELEMENTWISE for (size_t i = 0; i < count; i++) y[i] = x[i] * x[i];
  } else {
    for (size_t i = 0; i < count; i++) y[i] = NAMED(power)(x[i], exponent);
  }
}

KERNEL void NAMED(kernel_affine)(REAL scale, REAL shift, const REAL *x, REAL *y, size_t count) {
  ELEMENTWISE for (size_t i = 0; i < count; i++) y[i] = scale * x[i] + shift;
}

KERNEL void NAMED(kernel_scaled_difference)(REAL scale, const REAL *a, const REAL *b, REAL *z,
                                            size_t count) {
  ELEMENTWISE for (size_t i = 0; i < count; i++) z[i] = scale * (a[i] - b[i]);
}

// A NaN in y stays one, so that it is seen.
KERNEL void NAMED(kernel_activation_gradient)(kernel_activation f, const REAL *v, const REAL *y,
                                              REAL *z, size_t count) {
  switch (f) {
  case KERNEL_LINEAR_ACTIVATION:
    ELEMENTWISE for (size_t i = 0; i < count; i++) z[i] = v[i];
    break;
  case KERNEL_RELU_ACTIVATION:
    ELEMENTWISE for (size_t i = 0; i < count; i++) z[i] = y[i] > 0 ? v[i] : y[i] <= 0 ? 0 : y[i];
    break;
  case KERNEL_TANH_ACTIVATION:
    ELEMENTWISE for (size_t i = 0; i < count; i++) z[i] = v[i] * ((1 - y[i]) * (1 + y[i]));
    break;
  case KERNEL_SIGMOID_ACTIVATION:
    ELEMENTWISE for (size_t i = 0; i < count; i++) z[i] = v[i] * (y[i] * (1 - y[i]));
    break;
  }
}
