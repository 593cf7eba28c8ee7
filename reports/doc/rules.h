/* Inside reports/doc: the audit's rules in the words of a report. */
#ifndef JLN_REPORTS_RULES_H
#define JLN_REPORTS_RULES_H

#include "doc/build.h"

typedef struct {
    const char *rule;
    const char *finding; /* what is wrong; msgid, never "" */
    const char *against; /* what the printed figure is compared with; msgid, or "" when the message
                            says all */
} jln_rule_words;

enum { JLN_RULES_MAX = 64 };

/* The words of a rule; a rule without words is named by its code. */
const jln_rule_words *jln_rule_words_of(const char *rule);

/* Its place in the list below; -1 for a rule without words. */
int jln_rule_rank(const char *rule);

/* The codes of the rules, NULL-terminated. */
void jln_rule_names(const char *names[JLN_RULES_MAX + 1]);

#endif
