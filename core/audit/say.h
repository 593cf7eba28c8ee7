/* Inside core/audit: figures and places as the sentences of findings print them. All texts live in
 * the book's arena; NULL when out of memory (noted in the book). */
#ifndef JLN_AUDIT_SAY_H
#define JLN_AUDIT_SAY_H

#include "audit/book.h"

/* Notes a failed allocation; gives the text back. */
const char *jln_audit_text(jln_audit_book *book, const char *text);

/* "8877000000": whole currency units, for the columns of a finding. */
const char *jln_audit_exact(jln_audit_book *book, int64_t amount);

/* "8 877 000": printed units, groups of three, for sentences. */
const char *jln_audit_amount(jln_audit_book *book, int64_t amount);

/* The same with its unit: "−1 millier de FCFA", "8 877 000 milliers de FCFA". */
const char *jln_audit_money(jln_audit_book *book, int64_t amount);

/* "−0,22 point". */
const char *jln_audit_points(jln_audit_book *book, jln_rat number, int decimals);

/* The printed figure of a claim in a sentence: its amount, or its words ("PM"). */
const char *jln_audit_claim_amount(jln_audit_book *book, const jln_audit_claim *claim);

/* "FCFA". */
const char *jln_audit_currency(const jln_audit_book *book);

/* "7,36", with at most `decimals` digits; sign kept. */
const char *jln_audit_number(jln_audit_book *book, jln_rat number, int decimals);

/* "extrant 2.1.1, 2014", "plan, toutes années". */
const char *jln_audit_place(jln_audit_book *book, uint32_t node, int column);

/* "Sous-total extrant 2.1.1, 2014", "Total général, 2013". */
const char *jln_audit_heading(jln_audit_book *book, uint32_t node, int column);

/* "Extrant 2.1.1", "Ensemble du plan". */
const char *jln_audit_node_heading(jln_audit_book *book, uint32_t node);

/* A section of the document by its code: "Corps du texte", "Annexe 1", "Section II". */
const char *jln_audit_section(jln_audit_book *book, const char *code);

/* The same words with a capital first letter. */
const char *jln_audit_capital(jln_audit_book *book, const char *words);

/* What a figure or a pair of sentences is about, with a capital: the package says it in French
 * then, behind a bar, in English. */
const char *jln_audit_subject(jln_audit_book *book, const char *words);

/* "Institutions de sécurité sociale (ISS), 2011". */
const char *jln_audit_funder_place(jln_audit_book *book, int funder, int column);

/* What a figure in a unit of the document measures. */
jln_quantity jln_audit_quantity(const char *unit);

/* Words of a node's level, of the leaves' level. */
const char *jln_audit_level(const jln_audit_book *book, uint32_t node);
const char *jln_audit_leaves(const jln_audit_book *book);

/* Language of the sentences. */
jln_lang jln_audit_lang(void);

#endif
