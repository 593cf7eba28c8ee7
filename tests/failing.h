/* For tests: allocations that fail when told to, those of libraries included. Not under
 * AddressSanitizer, which has its own. */
#ifndef JLN_TESTS_FAILING_H
#define JLN_TESTS_FAILING_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#if !defined(__SANITIZE_ADDRESS__) && defined(__GLIBC__)
#define CAN_FAIL_ALLOCATIONS 1

static long allocations_left = -1; /* -1: never fail */
static bool allocation_refused;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool refused(void) {
    if (allocations_left < 0) return false;
    if (allocations_left > 0) return allocations_left--, false;
    errno = ENOMEM;
    return allocation_refused = true;
}

void *malloc(size_t size) {
    return refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return refused() ? NULL : __libc_realloc(old, size);
}
#endif
#endif
