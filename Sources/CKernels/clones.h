// How the loops are compiled: one version for each class of processors, chosen at load time.
#ifndef CLONES_H
#define CLONES_H

// Only where the loader resolves such choices; NEON is in every arm64 processor, so it needs none.
#if defined(__x86_64__) && defined(__linux__)
#define KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define KERNEL
#endif

// A helper is compiled anew inside each version of the kernel that uses it.
#define HELPER static inline __attribute__((always_inline))

// The loop below touches element i of each array in iteration i only, so it may run as vectors even
// where an output is an input.
#define ELEMENTWISE _Pragma("clang loop vectorize(assume_safety)")

#define JOINED(name, suffix) name##_##suffix
#define EXPANDED(name, suffix) JOINED(name, suffix)
// The name of a function for the current REAL and SUFFIX.
#define NAMED(name) EXPANDED(name, SUFFIX)

#endif
