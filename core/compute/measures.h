/* Inside core/compute: measures as vectors over the leaves, and what sums and ratios of them are at a node.
 *
 * A rate is a ratio of two sums over the same leaves: those where the denominator is above zero and the numerator is
 * known. That rule lives here, once. */
#ifndef JLN_COMPUTE_MEASURES_H
#define JLN_COMPUTE_MEASURES_H

#include "compute/engine.h"

typedef struct {
    jln_rat number; /* when state is NUMBER */
    jln_state state;
} jln_leaf;

/* A measure, or an operation on two, in one year. */
typedef struct {
    enum { JLN_VEC_MEASURE, JLN_VEC_OP, JLN_VEC_SCALAR } kind;
    jln_measure measure;
    int year;
    int op, a, b;   /* of JLN_VEC_OP: a jln_op over two vectors (b unused for JLN_OP_NEG) */
    jln_rat scalar; /* of JLN_VEC_SCALAR: a op scalar */
    jln_leaf *leaves;
} jln_vector;

typedef struct {
    jln_arena *arena;
    const jln_facts *facts;
    jln_base base;
    jln_vector *vectors;
    size_t count, capacity;
} jln_vectors;

/* The vector of a measure, made once; -1 when out of memory. FINANCING and FUNDING are not over leaves. */
int jln_vectors_measure(jln_vectors *v, jln_measure measure, int year);

/* The vector of an operation leaf by leaf, made once; -1 when out of memory. */
int jln_vectors_op(jln_vectors *v, int op, int a, int b);
int jln_vectors_scalar(jln_vectors *v, int op, int a, jln_rat scalar);

/* Sum over the leaves of a node. n/N counts the leaves where a number is expected. */
jln_value jln_vectors_sum(const jln_vectors *v, int vector, uint32_t node);

/* Ratio of the two sums over the same leaves. */
jln_result jln_vectors_ratio(const jln_vectors *v, int numerator, int denominator, uint32_t node);

/* Spending of one funder at a stage below a node; n/N counts activities, `covered` the share of the base they carry. */
jln_result jln_vectors_funder_spent(jln_vectors *v, jln_stage stage, jln_place place);

/* Planned financing, or funding at a status, of one funder (or all) at a node. */
jln_value jln_lines_financing(const jln_facts *facts, jln_place place);
jln_value jln_lines_funding(const jln_facts *facts, jln_funding status, jln_place place);

/* Funding at a status over planned financing, line by line: a line is an axis of a funder, or the whole funder when what it
 * gave is not split. n/N counts lines. */
jln_result jln_lines_ratio(const jln_facts *facts, jln_funding status, jln_place place);

/* True when the financing table has lines for this node itself (not for its descendants). The plan always has. */
bool jln_lines_has(const jln_facts *facts, uint32_t node);

/* A ratio of two plain values, with the states they carry. */
jln_result jln_plain_ratio(const jln_value *a, const jln_value *b);

#endif
