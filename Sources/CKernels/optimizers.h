// Steps of the optimizers in one pass over the parameters, for one REAL and SUFFIX.

KERNEL void NAMED(kernel_sgd)(REAL *p, REAL *u, const REAL *g, size_t count, REAL gradient_scale,
                              REAL rate, REAL momentum, REAL decay, int nesterov) {
  if (!u) {
    ELEMENTWISE for (size_t i = 0; i < count; i++)
      p[i] -= rate * (gradient_scale * g[i] + decay * p[i]);
  } else if (nesterov) {
    ELEMENTWISE for (size_t i = 0; i < count; i++) {
      REAL slope = gradient_scale * g[i] + decay * p[i];
      u[i] = momentum * u[i] + slope;
      p[i] -= rate * (slope + momentum * u[i]);
    }
  } else {
    ELEMENTWISE for (size_t i = 0; i < count; i++) {
      u[i] = momentum * u[i] + (gradient_scale * g[i] + decay * p[i]);
      p[i] -= rate * u[i];
    }
  }
}

KERNEL void NAMED(kernel_adam)(REAL *p, REAL *m, REAL *v, const REAL *g, size_t count,
                               REAL gradient_scale, REAL rate, REAL b1, REAL b2, REAL c1, REAL c2,
                               REAL epsilon, REAL decay) {
  REAL step = rate / c1, shrink = rate * decay, unbias = 1 / NAMED(sqrt)(c2);
  ELEMENTWISE for (size_t i = 0; i < count; i++) {
    REAL slope = gradient_scale * g[i];
    m[i] = b1 * m[i] + (1 - b1) * slope;
    v[i] = b2 * v[i] + (1 - b2) * (slope * slope);
    p[i] -= step * m[i] / (NAMED(sqrt)(v[i]) * unbias + epsilon) + shrink * p[i];
  }
}
