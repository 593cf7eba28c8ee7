/* Inside core/audit: a difference as the sum of differences it is made of, each with the figure it
 * comes from. A printed figure differs from its lines by its own slip and by those it carries; a
 * comparison of two figures differs by both of theirs. */
#ifndef JLN_AUDIT_CAUSES_H
#define JLN_AUDIT_CAUSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jln_audit_book;

typedef struct {
    uint32_t figure;
    int64_t amount; /* minor units, or last digits of a percentage; 0 when it cannot be told */
} jln_audit_cause;

typedef struct {
    jln_audit_cause *items;
    size_t count, capacity;
} jln_audit_causes;

/* One more. Out of memory is noted in the book. */
void jln_audit_causes_add(struct jln_audit_book *book, jln_audit_causes *causes, uint32_t figure,
                          int64_t amount);

/* All of `other`, or (sign -1) their opposites. */
void jln_audit_causes_join(struct jln_audit_book *book, jln_audit_causes *causes,
                           const jln_audit_causes *other, int sign);

/* One item a figure, by figure; those that cancel out are gone. */
void jln_audit_causes_merge(struct jln_audit_book *book, jln_audit_causes *causes);

int64_t jln_audit_causes_sum(struct jln_audit_book *book, const jln_audit_causes *causes);

/* The figure with the widest part; among equals `first`, then the one printed first. `first` when
 * there is none. */
uint32_t jln_audit_causes_principal(const struct jln_audit_book *book,
                                    const jln_audit_causes *causes, uint32_t first);

/* The widest part, without its sign. */
int64_t jln_audit_causes_width(const jln_audit_causes *causes);

#endif
