// Forces between points of the plane whose likeness falls as q = 1 / (1 + distance^2), as t-SNE has them.
//
// Sums in lanes have one order on every machine, as those of reductions.h.

#define FLOATS 16

typedef float floats __attribute__((vector_size(64), aligned(4), may_alias));

HELPER float sum_of(const floats *v) {
  float folded[FLOATS];
  memcpy(folded, v, sizeof folded);
  for (size_t w = FLOATS / 2; w > 0; w /= 2)
    for (size_t l = 0; l < w; l++) folded[l] += folded[l + w];
  return folded[0];
}

KERNEL void kernel_repulsion_f32(const float *x, const float *y, size_t count, const float *sx,
                                 const float *sy, const float *mass, size_t sources, float *fx,
                                 float *fy, float *likeness) {
  for (size_t i = 0; i < count; i++) {
    floats u = {0}, v = {0}, z = {0};
    size_t j = 0;
    for (; j + FLOATS <= sources; j += FLOATS) {
      floats dx = x[i] - *(const floats *)(sx + j), dy = y[i] - *(const floats *)(sy + j);
      floats q = 1.0f / (1.0f + dx * dx + dy * dy), m = *(const floats *)(mass + j) * q;
      z += m;
      m *= q;
      u += m * dx, v += m * dy;
    }
    float us = sum_of(&u), vs = sum_of(&v), zs = sum_of(&z);
    for (; j < sources; j++) {
      float dx = x[i] - sx[j], dy = y[i] - sy[j];
      float q = 1.0f / (1.0f + dx * dx + dy * dy), m = mass[j] * q;
      zs += m;
      us += m * q * dx, vs += m * q * dy;
    }
    fx[i] = us, fy[i] = vs, likeness[i] = zs;
  }
}

KERNEL void kernel_attraction_f32(const float *x, const float *y, size_t first, size_t last,
                                  const int64_t *start, const int32_t *other, const float *p,
                                  float *fx, float *fy, float *divergence) {
  for (size_t i = first; i < last; i++) {
    floats u = {0}, v = {0};
    float us = 0, vs = 0, kl = 0;
    int64_t j = start[i], end = start[i + 1];
    for (; j + FLOATS <= end; j += FLOATS) {
      floats dx, dy;
      for (size_t l = 0; l < FLOATS; l++) dx[l] = x[other[j + l]], dy[l] = y[other[j + l]];
      dx = x[i] - dx, dy = y[i] - dy;
      floats w = *(const floats *)(p + j) / (1.0f + dx * dx + dy * dy);
      u += w * dx, v += w * dy;
    }
    us = sum_of(&u), vs = sum_of(&v);
    for (; j < end; j++) {
      float dx = x[i] - x[other[j]], dy = y[i] - y[other[j]];
      float w = p[j] / (1.0f + dx * dx + dy * dy);
      us += w * dx, vs += w * dy;
    }
    if (divergence) {
      for (j = start[i]; j < end; j++) {
        float dx = x[i] - x[other[j]], dy = y[i] - y[other[j]];
        kl += p[j] * logf(p[j] * (1.0f + dx * dx + dy * dy));
      }
      divergence[i] = kl;
    }
    fx[i] = us, fy[i] = vs;
  }
}

#undef FLOATS
