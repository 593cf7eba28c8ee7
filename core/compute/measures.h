/* Inside core/compute: measures as vectors over the leaves, and what sums and ratios of them are at
 * a node.
 *
 * A rate is a ratio of two sums over the same leaves: those where the denominator is above zero and
 * the numerator is known. That rule lives here, once. */
#ifndef JLN_COMPUTE_MEASURES_H
#define JLN_COMPUTE_MEASURES_H

#include "compute/engine.h"

typedef struct {
    jln_rat number; /* when state is NUMBER */
    jln_state state;
    jln_reason reason; /* of NA, when it is not that nothing is planned */
} jln_leaf;

/* Years first to last, all of the plan; none when first > last. */
typedef struct {
    int first, last;
} jln_span;

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

/* A line of what funders give: a status, in cash or in kind, over some years, at a place whose own
 * year is not looked at. */
typedef struct {
    jln_funding status;
    bool in_kind;
    bool revised; /* of planned financing: after the revisions about a source */
    jln_place place;
    jln_span span;
} jln_lines;

/* Planned financing, or funding at a status, of one funder (or all) at a node. In kind: what was
 * told, without a base. */
jln_value jln_lines_financing(const jln_facts *facts, jln_place place, jln_span span, bool revised);
jln_value jln_lines_funding(const jln_facts *facts, const jln_lines *lines);

/* Funding at a status over planned financing, line by line: a line is an axis of a funder in a
 * year, or the whole funder when what it gave is not split. n/N counts lines. */
jln_result jln_lines_ratio(const jln_facts *facts, const jln_lines *lines);

/* True when what was given is known for a line of the ratio. */
bool jln_lines_told(const jln_facts *facts, const jln_lines *lines, const jln_financing *line);

/* What a line plans, revised or not. */
const jln_amount *jln_line_amount(const jln_financing *line, bool revised);

/* True when the financing table has lines for this node itself (not for its descendants). The plan
 * always has. */
bool jln_lines_has(const jln_facts *facts, uint32_t node);

/* True for measures counted in money. */
bool jln_measure_is_amount(jln_measure_kind kind);

/* True when a source (-1: not told) has a stage: settings. */
bool jln_source_has(const jln_facts *facts, int funder, int stage);

/* Why a row of spending stays out of a measure restricted to some sources: see jln_measure. NULL
 * when it is in it. */
const char *jln_spent_left_out(const jln_facts *facts, jln_measure measure, uint32_t leaf,
                               const jln_spent *row, int year);

/* The sum of two parts of one whole: what is s.o. adds nothing, what is missing makes the sum
 * partial. */
jln_value jln_values_join(const jln_value *a, const jln_value *b);

/* A ratio of two plain values, with the states they carry. */
jln_result jln_plain_ratio(const jln_value *a, const jln_value *b);

#endif
