#include <cblas.h>
#include <lapacke.h>
#include "kernel_selection.h"
