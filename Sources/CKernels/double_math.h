// Functions of one double: those of the C library.
#ifndef DOUBLE_MATH_H
#define DOUBLE_MATH_H

#include <math.h>

#include "clones.h"

HELPER double sqrt_f64(double x) { return __builtin_elementwise_sqrt(x); }
HELPER double abs_f64(double x) { return __builtin_elementwise_abs(x); }
HELPER double sin_f64(double x) { return sin(x); }
HELPER double cos_f64(double x) { return cos(x); }
HELPER double power_f64(double x, double y) { return pow(x, y); }
HELPER double exp_f64(double x) { return exp(x); }
HELPER double scaled_exp_f64(double scale, double x) { return scale * exp(x / 2) * exp(x / 2); }
HELPER double tanh_f64(double x) { return tanh(x); }
HELPER double log_f64(double x) { return log(x); }
HELPER double log_of_one_plus_f64(double e) { return log1p(e); }

#endif
