// OpenBLAS chooses its kernels by the processor's model number when it is loaded. One that is newer than
// the library gets those of 2004, with SSE3, and everything takes three times as long. Here the choice is
// made again by what the processor can do.
#ifndef KERNEL_SELECTION_H
#define KERNEL_SELECTION_H

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/// Has OpenBLAS use AVX-512 or AVX2 where the processor has it and OpenBLAS does not know the processor.
///
/// Call it before any other function of the library, on one thread. Does nothing if the environment names
/// kernels (OPENBLAS_CORETYPE), or if the library was built for one processor.
static inline void openblas_select_kernels(void) {
#if defined(__x86_64__)
  if (getenv("OPENBLAS_CORETYPE") || strcmp(openblas_get_corename(), "Prescott") != 0) return;
  __builtin_cpu_init();
  const char *name = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
    ? "SkylakeX" : __builtin_cpu_supports("avx2") ? "Haswell" : NULL;
  void (*quit)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "gotoblas_dynamic_quit");
  void (*init)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "gotoblas_dynamic_init");
  if (!name || !quit || !init) return;
  setenv("OPENBLAS_CORETYPE", name, 1);
  quit();
  init();
  unsetenv("OPENBLAS_CORETYPE");
#endif
}

#endif
