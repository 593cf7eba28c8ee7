/* For benchmarks: the time of a call, and how many times longer ours takes than the bare library's.
 * Ratios travel from one machine to another; times do not. */
#ifndef JLN_TESTS_BENCH_H
#define JLN_TESTS_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BENCH_ROUNDS = 5 };

typedef void bench_call(void *ctx);

static inline double bench_time(bench_call *call, void *ctx) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    call(ctx);
    clock_gettime(CLOCK_MONOTONIC, &b);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static inline int bench_order(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Runs both in turn and prints the median of the ratios: on a busy machine both are slow together.
 */
static inline void bench_ratio(const char *name, bench_call *ours, bench_call *bare, void *ctx) {
    double ratios[BENCH_ROUNDS];
    for (int i = 0; i < BENCH_ROUNDS; i++) {
        double bare_time = bench_time(bare, ctx), our_time = bench_time(ours, ctx);
        ratios[i] = our_time / bare_time;
    }
    qsort(ratios, BENCH_ROUNDS, sizeof *ratios, bench_order);
    printf("%-66s x %.2f\n", name, ratios[BENCH_ROUNDS / 2]);
}

/* A benchmark that cannot run says so and stops. */
static inline void bench_need(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

#endif
