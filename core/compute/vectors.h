/* Inside core/compute: measures as vectors over the leaves, and what sums and ratios of them are at
 * a node.
 *
 * A rate is a ratio of two sums over the same leaves: those where the denominator is above zero and
 * the numerator is known. That rule lives here, once. */
#ifndef JLN_COMPUTE_VECTORS_H
#define JLN_COMPUTE_VECTORS_H

#include "compute/measures.h"

/* Operations on leaves beside those of jln_op. */
enum {
    JLN_KEEP_KNOWN = 100, /* a where b is a number; missing where b is missing; s.o. elsewhere */
    JLN_KEEP_POSITIVE     /* a where b is above zero; s.o. elsewhere */
};

/* A measure, or an operation on two, over some years. */
typedef struct {
    enum { JLN_VEC_MEASURE, JLN_VEC_OP, JLN_VEC_SCALAR, JLN_VEC_GIVEN } kind;
    jln_measure measure;
    jln_span span;
    int op, a, b;     /* of JLN_VEC_OP: an operation over two vectors (b unused for JLN_OP_NEG) */
    jln_rat scalar;   /* of JLN_VEC_SCALAR: a op scalar */
    bool quantity;    /* made of quantities: a sum needs one unit */
    jln_leaf *leaves; /* [leaf * years of the span + year] */
} jln_vector;

typedef struct {
    jln_arena *arena;
    const jln_facts *facts;
    jln_base base;
    jln_vector *vectors;
    size_t count, capacity;
    size_t made; /* in this evaluation: a script that makes more than JLN_VECTORS_MAX is stopped */
    bool too_many;
} jln_vectors;

enum { JLN_VECTORS_MAX = 64 };

/* The vector of a measure, made once; -1 when out of memory. FINANCING and FUNDING are not over
 * leaves. */
int jln_vectors_measure(jln_vectors *v, jln_measure measure, jln_span span);

/* The vector of an operation leaf by leaf, made once; -1 when out of memory. Both are over the same
 * years. */
int jln_vectors_op(jln_vectors *v, int op, int a, int b);
int jln_vectors_scalar(jln_vectors *v, int op, int a, jln_rat scalar);

/* A vector of leaves given one by one (worked examples); `leaves` is copied. */
int jln_vectors_given(jln_vectors *v, jln_span span, const jln_leaf *leaves, size_t count);

/* Sum over the leaves of a node. n/N counts the leaves (each year of each) where a number is
 * expected. */
jln_value jln_vectors_sum(const jln_vectors *v, int vector, uint32_t node);

/* How many leaves have a denominator above zero and are asked for the numerator, and of how many it
 * is known: the n/N of the ratio, without its sums. */
void jln_vectors_coverage(const jln_vectors *v, int numerator, int denominator, uint32_t node,
                          uint32_t *known, uint32_t *expected);

/* Ratio of the two sums over the same leaves, year by year. */
jln_result jln_vectors_ratio(const jln_vectors *v, int numerator, int denominator, uint32_t node);

/* Spending of one funder at a stage below a node; n/N counts activities, `covered` the share of the
 * base they carry. */
jln_result jln_vectors_funder_spent(jln_vectors *v, jln_stage stage, jln_place place,
                                    jln_span span);

#endif
