/* The financing table against itself, and against the activity matrix. */
#include "audit/places.h"
#include "audit/rules.h"
#include "audit/say.h"

/* ---- table-total ---- */

static jln_audit_mismatch table_mismatch(jln_audit_book *book, const jln_audit_claim *claim,
                                         const jln_audit_total *cells) {
    jln_audit_mismatch m = {
        .claim = claim,
        .printed = claim->amount,
        .computed = cells->sum,
        .doc = claim->doc,
        .line = claim->line,
        .doc_2 = cells->doc,
        .line_2 = cells->line,
        .from_2 = cells->line != claim->line,
        .own = (uint32_t)(claim - book->claims),
        .blame = claim->gap ? claim->root : cells->suspect,
    };
    jln_audit_claim_causes(book, &m.causes, claim, 1);
    return m;
}

static void against_cells(jln_audit_book *book, const jln_audit_claim *claim,
                          const jln_audit_total *cells) {
    if (!claim->gap_raw) return;
    jln_audit_mismatch m = table_mismatch(book, claim, cells);
    m.severity = jln_audit_lines_severity(book, claim, cells);
    m.message =
        jln_arena_fmt(book->arena,
                      _("Tableau de financement, %s : total imprimé %s (l. %d), alors que ses "
                        "cellules font %s ; écart de %s."),
                      jln_audit_claim_place(book, claim), jln_audit_claim_amount(book, claim),
                      m.line, jln_audit_amount(book, m.computed), jln_audit_difference(book, &m));
    jln_audit_mismatch_add(book, &m);
}

static void against_parts(jln_audit_book *book, const jln_audit_claim *claim,
                          const jln_audit_total *cells, const jln_audit_parts *parts,
                          const char *tail) {
    if (!parts->printed || parts->sum == claim->amount) return;
    jln_audit_mismatch m = table_mismatch(book, claim, cells);
    m.computed = parts->sum;
    m.tail = tail;
    m.doc_2 = parts->doc;
    m.line_2 = parts->line;
    m.from_2 = parts->line != claim->line;
    m.severity = jln_audit_parts_severity(book, claim, parts);
    jln_audit_causes_join(book, &m.causes, &parts->causes, -1);
    jln_audit_causes_join(book, &m.causes, &parts->mends, -1);
    m.message =
        jln_arena_fmt(book->arena,
                      _("Tableau de financement, %s : total imprimé %s (l. %d), alors que les "
                        "totaux imprimés qu’il réunit font %s ; écart de %s."),
                      jln_audit_claim_place(book, claim), jln_audit_claim_amount(book, claim),
                      m.line, jln_audit_amount(book, m.computed), jln_audit_difference(book, &m));
    jln_audit_mismatch_add(book, &m);
}

void jln_audit_rule_table_total(jln_audit_book *book) {
    static const char *const tails[] = {"nodes", "funders", "years"};
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (!jln_audit_is_financing(claim->kind) || claim->state == JLN_MISSING) continue;
        uint32_t margin = jln_audit_claim_margin(book, claim), slot;
        if (margin == JLN_AUDIT_NONE || book->cube[margin].missing) continue;
        const jln_audit_total *cells = &book->cube[margin];
        int funder, column;
        if (cells->count) against_cells(book, claim, cells);
        jln_audit_margin_split(book, margin, &slot, &funder, &column);
        bool open[] = {slot == book->slot_count, funder == book->plan->funder_count,
                       column == book->years};
        for (int along = 0; along < 3; along++) {
            if (!open[along]) continue;
            jln_audit_parts parts =
                jln_audit_margin_parts(book, slot, funder, column, (jln_audit_along)along);
            against_parts(book, claim, cells, &parts, tails[along]);
        }
    }
}

/* ---- two-tables ---- */

static uint32_t node_of(const jln_audit_book *book, uint32_t slot) {
    return slot == book->slot_count ? 0 : book->slots[slot];
}

/* What both tables differ by at a place, once suspected lines and misprinted totals are put aside.
 */
static int64_t table_gap(jln_audit_book *book, uint32_t slot, int column) {
    const jln_audit_total *cells =
        &book->cube[jln_audit_margin(book, slot, book->plan->funder_count, column)];
    const jln_audit_total *lines = &book->lines[jln_audit_at(book, node_of(book, slot), column)];
    if (!cells->count || cells->missing || lines->missing) return 0;
    return jln_audit_minus(book, cells->mended, lines->mended);
}

/* What the table prints at a place, else what its cells add up to; false when there is neither. A
 * table that does not split its lines has only its total. */
static bool is_compared(const jln_audit_book *book, uint32_t slot, int column) {
    uint32_t margin = jln_audit_margin(book, slot, book->plan->funder_count, column);
    if (book->cube_printed[margin] != JLN_AUDIT_NONE) return true;
    return book->cube[margin].count && (slot == book->slot_count || book->slots[slot] != 0);
}

/* A total's difference is the sum of those of its cells: it comes from the widest one that is
 * itself compared. */
static uint32_t widest_pair(jln_audit_book *book, uint32_t slot, int column) {
    uint32_t found = jln_audit_figure_pair(book, slot, column);
    int64_t widest = 0;
    uint32_t slot_first = slot == book->slot_count ? 0 : slot, slot_last = slot_first;
    int column_first = column == book->years ? 0 : column, column_last = column_first;
    if (slot == book->slot_count && slot > 0) slot_last = slot - 1;
    if (column == book->years) column_last = book->years - 1;
    for (uint32_t s = slot_first; s <= slot_last; s++)
        for (int c = column_first; c <= column_last; c++) {
            int64_t gap = jln_audit_width(table_gap(book, s, c));
            if (gap <= widest || !is_compared(book, s, c)) continue;
            widest = gap;
            found = jln_audit_figure_pair(book, s, c);
        }
    return found;
}

void jln_audit_tables_apart(jln_audit_book *book, jln_audit_causes *causes, uint32_t slot,
                            int column, int sign) {
    bool all_slots = slot == book->slot_count && slot > 0, all_years = column == book->years;
    uint32_t slot_first = all_slots ? 0 : slot, slot_end = all_slots ? slot : slot + 1;
    int column_first = all_years ? 0 : column, column_end = all_years ? book->years : column + 1;
    int64_t left = table_gap(book, slot, column);
    jln_audit_causes apart = {0};
    for (uint32_t s = slot_first; s < slot_end; s++)
        for (int c = column_first; c < column_end; c++) {
            int64_t gap = is_compared(book, s, c) ? table_gap(book, s, c) : 0;
            if (!gap) continue;
            jln_audit_causes_add(book, &apart, jln_audit_figure_pair(book, s, c), gap);
            left = jln_audit_minus(book, left, gap);
        }
    if (left) jln_audit_causes_add(book, &apart, jln_audit_figure_pair(book, slot, column), left);
    jln_audit_mends_table(book, &apart,
                          jln_audit_margin(book, slot, book->plan->funder_count, column), -1);
    jln_audit_mends_lines(book, &apart, node_of(book, slot), column, 1);
    jln_audit_causes_join(book, causes, &apart, sign);
}

uint32_t jln_audit_pair_root(jln_audit_book *book, uint32_t slot, int column) {
    return table_gap(book, slot, column) ? widest_pair(book, slot, column) : JLN_AUDIT_NONE;
}

static uint32_t pair_blame(jln_audit_book *book, const jln_audit_claim *claim, uint32_t slot,
                           const jln_audit_total *cells, const jln_audit_total *lines) {
    uint32_t root = jln_audit_pair_root(book, slot, claim->column);
    if (root != JLN_AUDIT_NONE) return root;
    if (claim->gap) return claim->root;
    return cells->suspect != JLN_AUDIT_NONE ? cells->suspect : lines->suspect;
}

/* The matrix's own printed figure when it says the same, else the first line added. */
static void other_place(const jln_audit_book *book, uint32_t node, int column,
                        jln_audit_mismatch *m) {
    size_t at = jln_audit_at(book, node, column);
    m->doc_2 = book->lines[at].doc;
    m->line_2 = book->lines[at].line;
    m->from_2 = true;
    uint32_t index = book->printed[at];
    if (index == JLN_AUDIT_NONE || book->claims[index].gap_raw) return;
    m->doc_2 = book->claims[index].doc;
    m->line_2 = book->claims[index].line;
    m->from_2 = false;
}

/* A total that the table leaves to its reader. */
static jln_audit_claim added_up(const jln_audit_book *book, uint32_t slot, int column,
                                const jln_audit_total *cells) {
    return (jln_audit_claim){.kind = JLN_CLAIM_FIN_AXIS_TOTAL,
                             .node = node_of(book, slot),
                             .funder = book->plan->funder_count,
                             .column = column,
                             .state = JLN_NUMBER,
                             .amount = cells->sum,
                             .doc = cells->doc,
                             .line = cells->line,
                             .root = JLN_AUDIT_NONE};
}

static const char *tables_message(jln_audit_book *book, const jln_audit_claim *claim,
                                  const jln_audit_mismatch *m, bool is_printed) {
    const char *format =
        is_printed ? _("%s : le tableau de financement imprime %s (l. %d), alors que la somme des "
                       "%s de la matrice est %s (l. %d) ; écart de %s.")
                   : _("%s : les cellules du tableau de financement font %s (à partir de la l. "
                       "%d), alors que la somme des %s de la matrice est %s (l. %d) ; écart de "
                       "%s.");
    return jln_arena_fmt(
        book->arena, format,
        jln_audit_capital(book, jln_audit_place(book, claim->node, claim->column)),
        jln_audit_claim_amount(book, claim), m->line, jln_audit_leaves(book),
        jln_audit_amount(book, m->computed), m->line_2, jln_audit_difference(book, m));
}

static void compare_tables(jln_audit_book *book, uint32_t slot, int column) {
    uint32_t margin = jln_audit_margin(book, slot, book->plan->funder_count, column);
    uint32_t index = book->cube_printed[margin];
    const jln_audit_total *cells = &book->cube[margin];
    const jln_audit_total *lines = &book->lines[jln_audit_at(book, node_of(book, slot), column)];
    jln_audit_claim sum = added_up(book, slot, column, cells);
    const jln_audit_claim *claim = index == JLN_AUDIT_NONE ? &sum : &book->claims[index];
    if (!lines->count || lines->missing || cells->missing || claim->amount == lines->sum) return;
    jln_audit_mismatch m = {.claim = claim,
                            .printed = claim->amount,
                            .computed = lines->sum,
                            .doc = claim->doc,
                            .line = claim->line};
    if (claim != &sum) jln_audit_claim_causes(book, &m.causes, claim, 1);
    else jln_audit_mends_table(book, &m.causes, margin, 1);
    uint32_t numbers = cells->numbers > lines->numbers ? cells->numbers : lines->numbers;
    bool rounded = jln_audit_within(book, jln_audit_minus(book, m.printed, m.computed), numbers);
    m.severity = rounded ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR;
    other_place(book, claim->node, claim->column, &m);
    m.own = jln_audit_figure_pair(book, slot, claim->column);
    m.blame = pair_blame(book, claim, slot, cells, lines);
    jln_audit_tables_apart(book, &m.causes, slot, claim->column, 1);
    m.message = tables_message(book, claim, &m, claim != &sum);
    jln_audit_mismatch_add(book, &m);
}

void jln_audit_rule_two_tables(jln_audit_book *book) {
    for (uint32_t slot = 0; slot <= book->slot_count; slot++)
        for (int column = 0; column <= book->years; column++)
            if (is_compared(book, slot, column)) compare_tables(book, slot, column);
}
