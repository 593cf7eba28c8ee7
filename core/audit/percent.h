/* Inside core/audit: a printed percentage against the figures it is a part of. */
#ifndef JLN_AUDIT_PERCENT_H
#define JLN_AUDIT_PERCENT_H

#include "audit/rules.h"

typedef struct {
    jln_rat exact;            /* of the figures beside it, in percent */
    bool known;               /* there are such figures */
    bool mended;              /* it follows from other figures: corrected, or of another table */
    uint32_t blame;           /* figure that these differ from; JLN_AUDIT_NONE */
    jln_audit_causes causes;  /* all such figures */
    jln_rat followed;         /* when mended: the share that those other figures make */
    const char *part, *whole; /* both figures, for the sentence; set by jln_audit_percent_words */
    jln_rat part_number, whole_number; /* currency units, or counts */
    const char *doc;                   /* place of the part */
    int line;
} jln_audit_percent;

bool jln_audit_is_percent(const jln_audit_claim *claim); /* any kind of printed share */

/* True for the printed total of the shares of a table. */
bool jln_audit_is_whole_share(const jln_audit_book *book, const jln_audit_claim *claim);

/* What the share should be. */
jln_audit_percent jln_audit_percent_of(jln_audit_book *book, const jln_audit_claim *claim);

/* The share is its exact value rounded, half away from zero. */
bool jln_audit_percent_fits(jln_rat share, jln_rat exact, int decimals);

/* The share minus its exact value rounded, in last digits. */
int64_t jln_audit_percent_digits(jln_rat share, jln_rat exact, int decimals);

/* The share is its exact value within one unit of the last decimal: rounded or cut off, it is no
 * fault. */
bool jln_audit_percent_near(jln_audit_book *book, jln_rat share, jln_rat exact, int decimals);

/* One unit of the last decimal. */
jln_rat jln_audit_last_digit(int decimals);

jln_rat jln_audit_apart(jln_audit_book *book, jln_rat a, jln_rat b); /* a - b */
jln_rat jln_audit_magnitude(jln_rat a);

/* Sets the columns of a finding over percentages. */
jln_audit_draft *jln_audit_percent_add(jln_audit_book *book, const jln_audit_claim *claim,
                                       const char *id, const char *message, jln_rat computed,
                                       int decimals);

#endif
