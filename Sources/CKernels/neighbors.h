// Selection among many numbers: those below a bound, and the k-th smallest.
//
// Numbers with their places are 64-bit keys that sort as (number, place): the number in the upper half,
// its bits changed so that they sort as unsigned integers do.

#define GROUP 64

HELPER uint64_t sorting_key(float value, uint32_t place) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  bits ^= bits >> 31 ? 0xFFFFFFFFu : 0x80000000u;
  return (uint64_t)bits << 32 | place;
}

KERNEL size_t kernel_keys_below_f32(const float *x, const float *y, size_t count, float bound,
                                    uint32_t first, uint64_t *keys) {
  size_t found = 0, j = 0;
  // Nearly every group has none below: that is what must be seen fast.
  for (; j + GROUP <= count; j += GROUP) {
    const float *a = x + j, *b = y + j;
    int any = 0;
    for (size_t l = 0; l < GROUP; l++) any |= a[l] + b[l] <= bound;
    if (!any) continue;
    for (size_t l = 0; l < GROUP; l++) {
      float sum = a[l] + b[l];
      keys[found] = sorting_key(sum, first + (uint32_t)(j + l));
      found += sum <= bound;
    }
  }
  for (; j < count; j++) {
    float sum = x[j] + y[j];
    keys[found] = sorting_key(sum, first + (uint32_t)j);
    found += sum <= bound;
  }
  return found;
}

#undef GROUP

// Hoare's quickselect with the median of three; the keys differ, so no pile of equal ones slows it.
uint64_t kernel_select_u64(uint64_t *x, size_t count, size_t k) {
  size_t low = 0, high = count - 1;
  while (low < high) {
    uint64_t a = x[low], b = x[low + (high - low) / 2], c = x[high];
    uint64_t least = a < b ? a : b, most = a < b ? b : a;
    uint64_t pivot = c < least ? least : c > most ? most : c;
    size_t i = low, j = high;
    while (1) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i >= j) break;
      uint64_t swapped = x[i];
      x[i++] = x[j], x[j--] = swapped;
    }
    // x[low ... j] <= pivot <= x[j + 1 ... high], and both parts are shorter than the whole.
    if (k <= j) high = j;
    else low = j + 1;
  }
  return x[k];
}
