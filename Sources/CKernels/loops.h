// All loops for one REAL and SUFFIX. TRANSCENDENTAL stands before loops over exp and its kin.
#include "lanes.h"

#include "elementwise.h"
#include "broadcasting.h"
#include "optimizers.h"
#include "products.h"
#include "reductions.h"
#include "softmax.h"

#undef LANES
#undef LANES_AT
#undef PUT_LANES
#undef LARGER
#undef LARGER_LANES
