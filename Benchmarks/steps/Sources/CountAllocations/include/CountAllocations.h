/// Counts what the whole process takes from the heap, by standing in for malloc.
#ifndef COUNT_ALLOCATIONS_H
#define COUNT_ALLOCATIONS_H

/// The number of allocations so far; 0 where they cannot be counted.
long allocations(void);
/// The bytes that are allocated now; 0 where they cannot be counted.
long allocated_bytes(void);

#endif
