// Functions of one float without branches, so that loops over them run as vectors.
//
// Goals, in order: at most 2.5 units in the last place from the correctly rounded value, denormals
// included; NaN to NaN and the right limits at the infinities; few instructions. Rejected: libm, 10
// to 30 times slower in a loop; tables, whose gathers cost more than the polynomials.
#ifndef FLOAT_MATH_H
#define FLOAT_MATH_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "clones.h"

HELPER uint32_t bits_f32(float x) {
  uint32_t u;
  memcpy(&u, &x, sizeof u);
  return u;
}

HELPER float float_of_bits(uint32_t u) {
  float x;
  memcpy(&x, &u, sizeof x);
  return x;
}

HELPER float sqrt_f32(float x) { return __builtin_elementwise_sqrt(x); }
HELPER float abs_f32(float x) { return __builtin_elementwise_abs(x); }
HELPER float sin_f32(float x) { return sinf(x); }
HELPER float cos_f32(float x) { return cosf(x); }
HELPER float power_f32(float x, float y) { return powf(x, y); }

// e^x = 2^n p with n = round(x / ln 2). Source of the coefficients: Moshier, Cephes, expf.c.
HELPER float exp_parts(float x, int32_t *n) {
  const float round = 12582912.0f;  // 1.5 * 2^23: the sum with it has the integer in its low bits
  float t = x * 1.44269504088896341f + round;
  float whole = t - round;
  float r = x - whole * 0.693359375f;
  r = r + whole * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r;
  *n = (int32_t)(bits_f32(t) - bits_f32(round));
  return p + 1.0f;
}

// 2^n for n from -126 to 127.
HELPER float power_of_two(int32_t n) { return float_of_bits((uint32_t)(n + 127) << 23); }

// scale e^x, rounded to a denormal once, at the end.
HELPER float scaled_exp_f32(float scale, float x) {
  x = x > 89.0f ? 89.0f : x;
  x = x < -120.0f ? -120.0f : x;
  int32_t n;
  float p = exp_parts(x, &n);
  int32_t half = n >> 1;
  return scale * p * power_of_two(half) * power_of_two(n - half);
}

HELPER float exp_f32(float x) { return scaled_exp_f32(1.0f, x); }

// x + x^3 P(x^2) near zero, 1 - 2 / (e^2x + 1) beyond. Rejected: one rational function, twice as
// fast but off by 5 units near 1. Source of the coefficients: Moshier, Cephes, tanhf.c.
HELPER float tanh_f32(float x) {
  float a = abs_f32(x);
  float limited = a > 10.0f ? 10.0f : a;
  int32_t n;
  float e = exp_parts(2.0f * limited, &n);
  float far = 1.0f - 2.0f / (e * power_of_two(n) + 1.0f);
  float z = a * a;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  float near = p * z * a + a;
  return __builtin_copysignf(a < 0.625f ? near : far, x);
}

// ln(1 + f) + k ln 2 for 1 + f in [sqrt(1/2), sqrt 2].
// Source of the method and the coefficients: Sun Microsystems, fdlibm as in FreeBSD's e_logf.c.
HELPER float log_near_one(float f, float k) {
  float s = f / (2.0f + f);
  float z = s * s;
  float w = z * z;
  float r = z * (0.66666662693f + w * 0.28498786688f) + w * (0.40000972152f + w * 0.24279078841f);
  float h = 0.5f * f * f;
  return k * 6.9313812256e-1f - ((h - (s * (h + r) + k * 9.0580006145e-6f)) - f);
}

HELPER float log_f32(float x) {
  const uint32_t root = 0x3f3504f3;  // the bits of sqrt(1/2)
  float tiny = x < 1.17549435e-38f ? 1.0f : 0.0f;
  uint32_t u = bits_f32(tiny > 0 ? x * 8388608.0f : x) - root;
  int32_t k = (int32_t)u >> 23;
  float m = float_of_bits((u & 0x7fffff) + root);
  float y = log_near_one(m - 1.0f, (float)k - 23.0f * tiny);
  y = x < INFINITY ? y : x;
  y = x < 0.0f ? NAN : y;
  return x == 0.0f ? -INFINITY : y;
}

// ln(1 + e) for e from 0 to 1.
HELPER float log_of_one_plus_f32(float e) {
  int upper = e > 0.41421356f;
  return log_near_one(upper ? (e - 1.0f) * 0.5f : e, upper ? 1.0f : 0.0f);
}

#endif
