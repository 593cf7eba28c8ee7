/* The sections of a report under which a planner writes texts of her own. */
#ifndef JLN_MODEL_SECTION_H
#define JLN_MODEL_SECTION_H

#include "base/i18n.h"

/* Fixed codes, NULL-terminated: "preface", "difficulties"... */
extern const char *const jln_section_codes[];
enum { JLN_SECTION_COUNT = 13 };

/* What a planner writes for it, as the heading "## Difficultés" of a file of texts. */
const char *jln_section_title(int section, jln_lang lang);

/* What a text is made of: heading, paragraph, item (of a list), number (of a numbered list);
 * NULL-terminated. */
extern const char *const jln_text_roles[];
typedef enum {
    JLN_PROSE_HEADING,
    JLN_PROSE_PARAGRAPH,
    JLN_PROSE_ITEM,
    JLN_PROSE_NUMBER
} jln_prose_role;

#endif
