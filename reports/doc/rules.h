/* Inside reports/doc: the audit's rules in the words of a report. */
#ifndef JLN_REPORTS_RULES_H
#define JLN_REPORTS_RULES_H

#include "doc/build.h"

typedef struct {
    const char *rule;
    const char *finding; /* what is wrong; msgid, never "" */
    const char *against; /* what the printed figure is compared with; msgid, or "" when the message
                            says all */
    const char *minor;   /* what is wrong, when it is but a note; msgid, NULL: the same */
    bool names_table;    /* the table compared with is named where its name is known */
    bool says_words;     /* figures alone do not tell: the message stands below them */
} jln_rule_words;

enum { JLN_RULES_MAX = 64 };

/* The words of a rule; a rule without words is named by its code. */
const jln_rule_words *jln_rule_words_of(const char *rule);

/* What is wrong, in the language of the report. */
const char *jln_rule_title(const char *rule, jln_severity severity);

const char *jln_severity_plural(jln_severity severity); /* Erreurs, Arrondis, Alertes, Notes */

/* Its place in the list below; -1 for a rule without words. */
int jln_rule_rank(const char *rule);

/* The codes of the rules, NULL-terminated. */
void jln_rule_names(const char *names[JLN_RULES_MAX + 1]);

#endif
