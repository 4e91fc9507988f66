// The loops of CKernels.h, compiled for both element types.

#include "CKernels.h"

#include "double_math.h"
#include "float_math.h"

#define REAL float
#define SUFFIX f32
#define TRANSCENDENTAL ELEMENTWISE
#include "loops.h"
#undef REAL
#undef SUFFIX
#undef TRANSCENDENTAL

#define REAL double
#define SUFFIX f64
#define TRANSCENDENTAL  // calls of the C library stay scalar
#include "loops.h"

#include "neighbors.h"

#include "embedding.h"
