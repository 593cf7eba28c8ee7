/* bad-grouping: digits whose groups are not of three have no sure value, and nothing can be added
 * up or compared with them. Figures with their words beside are a matter of words-figures. */
#include "audit/places.h"
#include "audit/reference.h"
#include "audit/rules.h"
#include "audit/say.h"

static bool is_amount_of_a_table(jln_claim_kind kind) {
    return kind == JLN_CLAIM_ROW_TOTAL || kind == JLN_CLAIM_SUBTOTAL ||
           jln_audit_is_financing(kind) || kind == JLN_CLAIM_TEXT_AMOUNT;
}

/* What the lines below, or the table it speaks of, make of the figure. */
static jln_audit_reference expected(const jln_audit_book *book, const jln_audit_claim *claim) {
    if (!is_amount_of_a_table(claim->kind)) return (jln_audit_reference){.printed = JLN_AUDIT_NONE};
    bool of_matrix = claim->kind == JLN_CLAIM_ROW_TOTAL || claim->kind == JLN_CLAIM_SUBTOTAL;
    jln_audit_reference table = jln_audit_in_table(book, claim),
                        matrix = jln_audit_in_matrix(book, claim);
    return of_matrix || !table.known ? matrix : table;
}

static void misgrouped(jln_audit_book *book, const jln_audit_claim *claim) {
    jln_audit_reference r = expected(book, claim);
    const char *place = jln_audit_capital(book, jln_audit_claim_place(book, claim));
    const char *message =
        r.known ? jln_arena_fmt(book->arena,
                                _("%s : « %s » (l. %d) est mal groupé et n’a pas de valeur sûre ; "
                                  "les tableaux donnent %s (l. %d)."),
                                place, claim->text, claim->line, jln_audit_money(book, r.amount),
                                r.line)
                : jln_arena_fmt(book->arena,
                                _("%s : « %s » (l. %d) est mal groupé et n’a pas de valeur sûre."),
                                place, claim->text, claim->line);
    const char *id = jln_arena_fmt(book->arena, "bad-grouping/%s", claim->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_ERROR;
    f->about = jln_audit_about(book, claim);
    f->year = claim->column < book->years ? book->plan->first_year + claim->column : 0;
    f->printed = claim->text;
    f->doc = claim->doc;
    f->line = claim->line;
    draft->own = draft->blame = jln_audit_figure_claim(book, claim);
    if (!r.known) return;
    f->quantity = JLN_QUANTITY_AMOUNT;
    f->computed = jln_audit_exact(book, r.amount);
    f->doc_2 = r.doc;
    f->line_2 = r.line;
}

void jln_audit_rule_bad_grouping(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->misgrouped && claim->root == JLN_AUDIT_NONE) misgrouped(book, claim);
    }
}
