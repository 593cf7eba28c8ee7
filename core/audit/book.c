#include "audit/book.h"

/* ---- arithmetic ---- */

int64_t jln_audit_plus(jln_audit_book *book, int64_t a, int64_t b) {
    int64_t sum = 0;
    if (!jln_add_i64(a, b, &sum)) book->overflow = true;
    return sum;
}

int64_t jln_audit_minus(jln_audit_book *book, int64_t a, int64_t b) {
    if (b != INT64_MIN) return jln_audit_plus(book, a, -b);
    book->overflow = true;
    return 0;
}

int64_t jln_audit_width(int64_t gap) {
    if (gap == INT64_MIN) return INT64_MAX;
    return gap < 0 ? -gap : gap;
}

bool jln_audit_within(const jln_audit_book *book, int64_t gap, uint32_t numbers) {
    int64_t units = numbers < 2 ? 0 : numbers == 2 ? 1 : 2, most;
    if (!jln_mul_i64(units, book->unit, &most)) most = INT64_MAX;
    return jln_audit_width(gap) <= most;
}

/* ---- places ---- */

size_t jln_audit_at(const jln_audit_book *book, uint32_t node, int column) {
    return (size_t)node * (size_t)book->columns + (size_t)column;
}

uint32_t jln_audit_margin(const jln_audit_book *book, uint32_t slot, int funder, int column) {
    uint32_t funders = (uint32_t)book->plan->funder_count + 1;
    return (slot * funders + (uint32_t)funder) * (uint32_t)book->columns + (uint32_t)column;
}

void jln_audit_margin_split(const jln_audit_book *book, uint32_t margin, uint32_t *slot,
                            int *funder, int *column) {
    uint32_t funders = (uint32_t)book->plan->funder_count + 1, columns = (uint32_t)book->columns;
    *column = (int)(margin % columns);
    *funder = (int)(margin / columns % funders);
    *slot = margin / columns / funders;
}

uint32_t jln_audit_claim_margin(const jln_audit_book *book, const jln_audit_claim *claim) {
    uint32_t slot = claim->node ? book->slot_of[claim->node] : book->slot_count;
    if (slot == JLN_AUDIT_NONE) return JLN_AUDIT_NONE;
    return jln_audit_margin(book, slot, claim->funder, claim->column);
}

bool jln_audit_is_financing(jln_claim_kind kind) {
    return kind >= JLN_CLAIM_FIN_ROW_TOTAL && kind <= JLN_CLAIM_FIN_FUNDER_TOTAL;
}

bool jln_audit_is_share(jln_claim_kind kind) {
    return kind >= JLN_CLAIM_FIN_YEAR_SHARE && kind <= JLN_CLAIM_FIN_FUNDER_SHARE;
}

/* Figures: claims, matrix cells, financing cells, pairs of both tables, codes, wordings, parts of
 * indicators, figures of the text, coverage. */
uint32_t jln_audit_figure_cell(const jln_audit_book *book, uint32_t leaf, int year) {
    return book->claim_count + leaf * (uint32_t)book->years + (uint32_t)year;
}

uint32_t jln_audit_figure_share(const jln_audit_book *book, uint32_t margin) {
    return jln_audit_figure_cell(book, book->plan->leaf_count, 0) + margin;
}

uint32_t jln_audit_figure_pair(const jln_audit_book *book, uint32_t slot, int column) {
    return jln_audit_figure_share(book, book->margin_count) + slot * (uint32_t)book->columns +
           (uint32_t)column;
}

uint32_t jln_audit_figure_code(const jln_audit_book *book, uint32_t node) {
    return jln_audit_figure_pair(book, book->slot_count + 1, 0) + node;
}

uint32_t jln_audit_figure_wording(const jln_audit_book *book, uint32_t wording) {
    return jln_audit_figure_code(book, book->plan->node_count) + wording;
}

uint32_t jln_audit_figure_section_code(const jln_audit_book *book, uint32_t wording) {
    return jln_audit_figure_wording(book, book->wording_count) + wording;
}

uint32_t jln_audit_figure_indicator(const jln_audit_book *book, uint32_t indicator,
                                    jln_audit_part part) {
    return jln_audit_figure_section_code(book, book->wording_count) + indicator * JLN_PARTS +
           (uint32_t)part;
}

uint32_t jln_audit_figure_fact(const jln_audit_book *book, uint32_t fact) {
    return jln_audit_figure_indicator(book, book->indicator_count, JLN_PART_BASELINE) + fact;
}

uint32_t jln_audit_figure_coverage(const jln_audit_book *book, uint32_t row) {
    return jln_audit_figure_fact(book, book->fact_count) + row;
}

uint32_t jln_audit_figure_claim(const jln_audit_book *book, const jln_audit_claim *claim) {
    return (uint32_t)(claim - book->claims);
}

uint32_t jln_audit_figure_count(const jln_audit_book *book) {
    return jln_audit_figure_coverage(book, book->coverage_count);
}
