/* Where differences come from. The lines (cells of the two tables) are the reference; a printed
 * total's gap is what it differs by from its lines. A gap that a part of the total carries whole
 * comes from that part; any other is the total's own. A line is itself suspect when the printed
 * totals of its row and of its column are both off by the same amount. */
#include "audit/book.h"

#include <string.h>

/* ---- parts ---- */

static void add_place(jln_audit_parts *parts, const char *doc, int line) {
    if (parts->count++) return;
    parts->doc = doc;
    parts->line = line;
}

static void add_total(jln_audit_book *book, jln_audit_parts *parts, const jln_audit_total *total) {
    if (!total->count) return;
    add_place(parts, total->doc, total->line);
    parts->sum = jln_audit_plus(book, parts->sum, total->sum);
    parts->numbers += total->sum != 0;
    parts->missing += total->missing;
}

static void add_claim(jln_audit_book *book, jln_audit_parts *parts, uint32_t index) {
    const jln_audit_claim *claim = &book->claims[index];
    add_place(parts, claim->doc, claim->line);
    parts->printed++;
    parts->sum = jln_audit_plus(book, parts->sum, claim->amount);
    parts->gap = jln_audit_plus(book, parts->gap, claim->gap);
    jln_audit_causes_join(book, &parts->causes, &claim->causes, 1);
    jln_audit_mends_claim(book, &parts->mends, claim, 1);
    parts->numbers += claim->amount != 0;
    parts->rounded = parts->rounded && (claim->gap == 0 || claim->rounded);
    if (claim->gap == 0) return;
    if (parts->widest == JLN_AUDIT_NONE ||
        jln_audit_width(claim->gap) > jln_audit_width(book->claims[parts->widest].gap))
        parts->widest = index;
}

static const jln_audit_parts none = {.widest = JLN_AUDIT_NONE, .rounded = true};

/* A child without a printed figure counts for its lines: that is what the document's author had. */
jln_audit_parts jln_audit_children(jln_audit_book *book, uint32_t node, int column) {
    jln_audit_parts parts = none;
    const jln_node *nodes = book->plan->nodes;
    for (uint32_t child = node + 1; child < nodes[node].end; child = nodes[child].end) {
        size_t at = jln_audit_at(book, child, column);
        if (book->printed[at] != JLN_AUDIT_NONE) add_claim(book, &parts, book->printed[at]);
        else add_total(book, &parts, &book->lines[at]);
        bool is_line = jln_plan_is_leaf(book->plan, child) && column < book->years;
        parts.printed += is_line && book->lines[at].count;
    }
    return parts;
}

jln_audit_parts jln_audit_year_parts(jln_audit_book *book, uint32_t node) {
    jln_audit_parts parts = none;
    for (int year = 0; year < book->years; year++) {
        uint32_t index = book->printed[jln_audit_at(book, node, year)];
        if (index != JLN_AUDIT_NONE) add_claim(book, &parts, index);
    }
    return parts;
}

/* Complete or nothing: `printed` is 0 when one part is not printed. */
jln_audit_parts jln_audit_margin_parts(jln_audit_book *book, uint32_t slot, int funder, int column,
                                       jln_audit_along along) {
    jln_audit_parts parts = none;
    uint32_t counts[] = {book->slot_count, (uint32_t)book->plan->funder_count,
                         (uint32_t)book->years};
    for (uint32_t i = 0; i < counts[along]; i++) {
        uint32_t margin = jln_audit_margin(book, along == JLN_ALONG_NODES ? i : slot,
                                           along == JLN_ALONG_FUNDERS ? (int)i : funder,
                                           along == JLN_ALONG_YEARS ? (int)i : column);
        if (book->cube_printed[margin] == JLN_AUDIT_NONE) return none;
        add_claim(book, &parts, book->cube_printed[margin]);
    }
    return parts;
}

/* ---- suspected lines ---- */

static void note_mend(jln_audit_book *book, jln_audit_mend **mends, size_t *count, size_t *capacity,
                      jln_audit_mend mend) {
    jln_audit_mend *grown =
        jln_arena_grow(book->arena, *mends, capacity, *count + 1, sizeof *grown);
    if (!grown) {
        book->failed = true;
        return;
    }
    *mends = grown;
    grown[(*count)++] = mend;
}

/* The first mend of a leaf, or after it. */
static size_t first_mend(const jln_audit_book *book, uint32_t leaf) {
    size_t low = 0, high = book->line_mend_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (book->line_mends[middle].place < leaf) low = middle + 1;
        else high = middle;
    }
    return low;
}

static int64_t signed_by(jln_audit_book *book, const jln_audit_mend *mend, int sign) {
    return sign < 0 ? jln_audit_minus(book, 0, mend->by) : mend->by;
}

void jln_audit_mends_lines(jln_audit_book *book, jln_audit_causes *causes, uint32_t node,
                           int column, int sign) {
    const jln_node *n = &book->plan->nodes[node];
    for (size_t i = first_mend(book, n->leaf_first); i < book->line_mend_count; i++) {
        const jln_audit_mend *m = &book->line_mends[i];
        if (m->place >= n->leaf_end) break;
        if (column < book->years && column != m->year) continue;
        jln_audit_causes_add(book, causes, jln_audit_figure_cell(book, m->place, m->year),
                             signed_by(book, m, sign));
    }
}

void jln_audit_mends_table(jln_audit_book *book, jln_audit_causes *causes, uint32_t margin,
                           int sign) {
    uint32_t slot, at_slot;
    int funder, column, at_funder, at_column;
    if (book->cube[margin].suspect == JLN_AUDIT_NONE) return;
    jln_audit_margin_split(book, margin, &slot, &funder, &column);
    for (size_t i = 0; i < book->share_mend_count; i++) {
        const jln_audit_mend *m = &book->share_mends[i];
        jln_audit_margin_split(book, m->place, &at_slot, &at_funder, &at_column);
        bool inside = (slot == book->slot_count || slot == at_slot) &&
                      (funder == book->plan->funder_count || funder == at_funder) &&
                      (column == book->years || column == at_column);
        if (inside)
            jln_audit_causes_add(book, causes, jln_audit_figure_share(book, m->place),
                                 signed_by(book, m, sign));
    }
}

void jln_audit_mends_claim(jln_audit_book *book, jln_audit_causes *causes,
                           const jln_audit_claim *claim, int sign) {
    if (claim->kind == JLN_CLAIM_ROW_TOTAL || claim->kind == JLN_CLAIM_SUBTOTAL) {
        jln_audit_mends_lines(book, causes, claim->node, claim->column, sign);
        return;
    }
    uint32_t margin =
        jln_audit_is_financing(claim->kind) ? jln_audit_claim_margin(book, claim) : JLN_AUDIT_NONE;
    if (margin != JLN_AUDIT_NONE) jln_audit_mends_table(book, causes, margin, sign);
}

void jln_audit_claim_causes(jln_audit_book *book, jln_audit_causes *causes,
                            const jln_audit_claim *claim, int sign) {
    jln_audit_causes_join(book, causes, &claim->causes, sign);
    jln_audit_mends_claim(book, causes, claim, sign);
}

static void mend(jln_audit_book *book, jln_audit_total *total, int64_t by, uint32_t suspect) {
    total->mended = jln_audit_plus(book, total->mended, by);
    if (total->suspect == JLN_AUDIT_NONE) total->suspect = suspect;
}

/* Printed minus lines; false when there is nothing to compare. */
static bool off_by(jln_audit_book *book, uint32_t claim, const jln_audit_total *total,
                   int64_t *gap) {
    if (claim == JLN_AUDIT_NONE || total->missing) return false;
    *gap = jln_audit_minus(book, book->claims[claim].amount, total->sum);
    return *gap != 0;
}

static void suspect_line(jln_audit_book *book, uint32_t leaf) {
    uint32_t node = book->plan->leaves[leaf], parent = book->plan->nodes[node].parent;
    size_t row = jln_audit_at(book, node, book->years);
    int64_t row_gap, column_gap;
    if (!off_by(book, book->printed[row], &book->lines[row], &row_gap)) return;
    if (jln_audit_within(book, row_gap, book->lines[row].numbers))
        return; /* rounding mends nothing */
    for (int year = 0; year < book->years; year++) {
        size_t at = jln_audit_at(book, parent, year);
        if (!off_by(book, book->printed[at], &book->lines[at], &column_gap) ||
            row_gap != column_gap)
            continue;
        uint32_t figure = jln_audit_figure_cell(book, leaf, year);
        note_mend(book, &book->line_mends, &book->line_mend_count, &book->line_mend_capacity,
                  (jln_audit_mend){leaf, year, row_gap});
        for (uint32_t above = node;; above = book->plan->nodes[above].parent) {
            mend(book, &book->lines[jln_audit_at(book, above, year)], row_gap, figure);
            mend(book, &book->lines[jln_audit_at(book, above, book->years)], row_gap, figure);
            if (above == 0) return;
        }
    }
}

static void suspect_share(jln_audit_book *book, uint32_t margin) {
    if (!book->shares[margin].line) return;
    uint32_t slot;
    int funder, column, all = book->plan->funder_count;
    jln_audit_margin_split(book, margin, &slot, &funder, &column);
    uint32_t row = jln_audit_margin(book, book->slot_count, funder, column);
    uint32_t head = jln_audit_margin(book, slot, all, column);
    int64_t row_gap, head_gap;
    if (!off_by(book, book->cube_printed[row], &book->cube[row], &row_gap)) return;
    if (!off_by(book, book->cube_printed[head], &book->cube[head], &head_gap)) return;
    if (row_gap != head_gap || book->cube[row].suspect != JLN_AUDIT_NONE) return;
    uint32_t figure = jln_audit_figure_share(book, margin);
    note_mend(book, &book->share_mends, &book->share_mend_count, &book->share_mend_capacity,
              (jln_audit_mend){margin, column, row_gap});
    for (int corner = 0; corner < 8; corner++)
        mend(book,
             &book->cube[jln_audit_margin(book, corner & 1 ? book->slot_count : slot,
                                          corner & 2 ? all : funder,
                                          corner & 4 ? book->years : column)],
             row_gap, figure);
}

/* ---- gaps and their roots ---- */

static uint32_t own_figure(const jln_audit_book *book, const jln_audit_claim *claim) {
    return (uint32_t)(claim - book->claims);
}

static void open_gap(jln_audit_book *book, uint32_t index, const jln_audit_total *total) {
    jln_audit_claim *claim = &book->claims[index];
    if (total->missing) return;
    claim->gap_raw = jln_audit_minus(book, claim->amount, total->sum);
    claim->gap = jln_audit_minus(book, claim->amount, total->mended);
    claim->rounded = jln_audit_within(book, claim->gap, total->numbers);
    claim->root = claim->gap ? index : JLN_AUDIT_NONE;
    if (claim->gap) jln_audit_causes_add(book, &claim->causes, index, claim->gap);
}

static bool can_explain(const jln_audit_parts *parts) {
    return !parts->missing && parts->printed && parts->widest != JLN_AUDIT_NONE;
}

/* The parts' gaps, and what is the claim's own beside them. */
static void follow(jln_audit_book *book, jln_audit_claim *claim, const jln_audit_parts *parts,
                   int64_t own) {
    uint32_t figure = own_figure(book, claim);
    claim->causes = (jln_audit_causes){0};
    jln_audit_causes_join(book, &claim->causes, &parts->causes, 1);
    if (own) jln_audit_causes_add(book, &claim->causes, figure, own);
    jln_audit_causes_merge(book, &claim->causes);
    claim->root = jln_audit_causes_principal(book, &claim->causes,
                                             own ? figure : book->claims[parts->widest].root);
}

/* A gap within rounding of its lines, or of parts that are themselves so, is explained by rounding.
 * One that parts carry whole comes from them; but for rounding, the most of it does. */
static void explain(jln_audit_book *book, jln_audit_claim *claim, const jln_audit_parts *sets,
                    int count) {
    int64_t own[3];
    for (int i = 0; i < count; i++) {
        own[i] = jln_audit_minus(book, claim->gap, sets[i].gap);
        bool near = jln_audit_within(book, own[i], sets[i].numbers);
        if (!sets[i].missing && sets[i].printed && sets[i].rounded && near) claim->rounded = true;
    }
    for (int i = 0; i < count; i++)
        if (can_explain(&sets[i]) && own[i] == 0) {
            follow(book, claim, &sets[i], 0);
            return;
        }
    for (int i = 0; i < count; i++) {
        bool near = jln_audit_within(book, own[i], sets[i].numbers);
        if (!can_explain(&sets[i]) || !near ||
            jln_audit_width(own[i]) >= jln_audit_width(claim->gap))
            continue;
        follow(book, claim, &sets[i], own[i]);
        return;
    }
}

/* Children before parents, years before their total. What the matrix gives no line of has nothing
 * to differ from: nothing is no zero. */
static void matrix_roots(jln_audit_book *book) {
    for (uint32_t i = book->plan->node_count; i-- > 0;)
        for (int column = 0; column < book->columns; column++) {
            uint32_t index = book->printed[jln_audit_at(book, i, column)];
            if (index == JLN_AUDIT_NONE) continue;
            jln_audit_claim *claim = &book->claims[index];
            if (!book->lines[jln_audit_at(book, i, book->years)].count) continue; /* not typed */
            open_gap(book, index, &book->lines[jln_audit_at(book, i, column)]);
            if (!claim->gap || claim->kind == JLN_CLAIM_ROW_TOTAL) continue;
            jln_audit_parts sets[2] = {jln_audit_children(book, i, column), none};
            if (column == book->years) sets[1] = jln_audit_year_parts(book, i);
            explain(book, claim, sets, sets[1].printed == (uint32_t)book->years ? 2 : 1);
        }
}

static void margin_roots(jln_audit_book *book, uint32_t margin) {
    uint32_t index = book->cube_printed[margin], slot;
    int funder, column;
    if (index == JLN_AUDIT_NONE) return;
    jln_audit_claim *claim = &book->claims[index];
    if (book->cube[margin].count) open_gap(book, index, &book->cube[margin]);
    if (!claim->gap) return;
    jln_audit_margin_split(book, margin, &slot, &funder, &column);
    bool open[] = {slot == book->slot_count, funder == book->plan->funder_count,
                   column == book->years};
    jln_audit_parts sets[3];
    int count = 0;
    for (int along = 0; along < 3; along++)
        if (open[along])
            sets[count++] =
                jln_audit_margin_parts(book, slot, funder, column, (jln_audit_along)along);
    explain(book, claim, sets, count);
}

/* Margins over one dimension come before those over two, those before the grand total. */
static void table_roots(jln_audit_book *book) {
    for (int open = 0; open <= 3; open++)
        for (uint32_t margin = 0; margin < book->margin_count; margin++) {
            uint32_t slot;
            int funder, column;
            jln_audit_margin_split(book, margin, &slot, &funder, &column);
            int all = (slot == book->slot_count) + (funder == book->plan->funder_count) +
                      (column == book->years);
            if (all == open) margin_roots(book, margin);
        }
}

/* A figure printed again with the same gap shares the root of the first. */
static void repeated_roots(jln_audit_book *book, uint32_t index) {
    jln_audit_claim *claim = &book->claims[index];
    uint32_t first = JLN_AUDIT_NONE;
    const jln_audit_total *total = NULL;
    if (claim->state == JLN_MISSING || claim->state == JLN_TEXT) return;
    if (claim->kind == JLN_CLAIM_ROW_TOTAL || claim->kind == JLN_CLAIM_SUBTOTAL) {
        size_t at = jln_audit_at(book, claim->node, claim->column);
        first = book->printed[at];
        total = &book->lines[at];
    } else if (jln_audit_is_financing(claim->kind)) {
        uint32_t margin = jln_audit_claim_margin(book, claim);
        if (margin == JLN_AUDIT_NONE) return;
        first = book->cube_printed[margin];
        total = &book->cube[margin];
    }
    if (!total || first == index || first == JLN_AUDIT_NONE) return;
    open_gap(book, index, total);
    if (claim->gap != book->claims[first].gap) return;
    claim->root = book->claims[first].root;
    claim->causes = book->claims[first].causes;
    claim->rounded = book->claims[first].rounded;
}

void jln_audit_gaps(jln_audit_book *book) {
    for (uint32_t leaf = 0; leaf < book->plan->leaf_count; leaf++) suspect_line(book, leaf);
    for (uint32_t margin = 0; margin < book->margin_count; margin++) suspect_share(book, margin);
    matrix_roots(book);
    table_roots(book);
    for (uint32_t i = 0; i < book->claim_count; i++) repeated_roots(book, i);
}
