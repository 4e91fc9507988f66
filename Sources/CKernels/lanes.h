// Vectors of 64 bytes that the compiler maps to the registers there are, for one REAL and SUFFIX.
//
// Sums in lanes have one order on every machine: lane l takes the elements l, l + LANES, ….

#define LANES (64 / sizeof(REAL))

typedef REAL NAMED(lanes) __attribute__((vector_size(64), aligned(sizeof(REAL)), may_alias));

// The lanes that start at x[j].
#define LANES_AT(x, j) (*(const NAMED(lanes) *)((x) + (j)))
#define PUT_LANES(x, j, v) (*(NAMED(lanes) *)((x) + (j)) = (v))

// The larger one, or NaN if one is: `wins` is all ones in the lanes where b does.
#define LARGER(a, b) ((b) > (a) || (b) != (b) ? (b) : (a))
#define LARGER_LANES(a, b)                                                    \
  ({                                                                          \
    __typeof__((a) > (b)) wins = ((b) > (a)) | ((b) != (b));                  \
    (NAMED(lanes))((wins & (__typeof__(wins))(b)) | (~wins & (__typeof__(wins))(a))); \
  })
