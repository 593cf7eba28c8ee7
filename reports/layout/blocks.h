/* The simple blocks of a document: cover, contents, headings, texts, headline figures. */
#ifndef JLN_LAYOUT_BLOCKS_H
#define JLN_LAYOUT_BLOCKS_H

#include "layout/flow.h"

void jln_blocks_cover(jln_flow *f, const jln_doc_cover *cover);
void jln_blocks_heading(jln_flow *f, size_t heading);
void jln_blocks_text(jln_flow *f, jln_text_role role, const char *text, int number);
void jln_blocks_cards(jln_flow *f, const jln_doc_card *cards, size_t count);

/* Signs with their meaning, one after another on as few lines as they take. */
void jln_blocks_signs(jln_flow *f, const jln_doc_sign *signs, size_t count);

/* Who signs, side by side by three, each over room for a signature. */
void jln_blocks_signatures(jln_flow *f, const char *made_at, const jln_signatory *signatories,
                           size_t count);

/* The lists, one under another: of headings of levels 1 and 2, of tables, of charts; one of a few
 * tables or charts is left out. Lines move closer where that brings all on one page. Their pages are not known yet: the runs of the numbers are found again, and written, by
 * jln_blocks_number once all is placed. */
void jln_blocks_contents(jln_flow *f, const jln_list_of *lists, size_t count);
void jln_blocks_number(jln_flow *f);

#endif
