/* statement: quotations about one thing that cannot all hold. Who enters them says that they oppose
 * each other, by one label; equal words oppose nothing. */
#include "audit/places.h"
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/words.h"

#include "base/str.h"

#include <string.h>

static bool is_about_same(const jln_audit_claim *a, const jln_audit_claim *b) {
    return b->kind == JLN_CLAIM_STATEMENT && a->node == b->node && a->column == b->column &&
           jln_str_eq(a->label, b->label);
}

static bool is_labelled(const jln_audit_claim *claim) {
    return claim->kind == JLN_CLAIM_STATEMENT && claim->label && *claim->label;
}

static const jln_audit_claim *first_about(const jln_audit_book *book,
                                          const jln_audit_claim *claim) {
    for (uint32_t i = 0; i < book->claim_count; i++)
        if (is_about_same(claim, &book->claims[i])) return &book->claims[i];
    return claim;
}

/* A count of the chain stated on the line of one of the two explains them. */
static uint32_t blame_of(const jln_audit_book *book, const jln_audit_claim *one,
                         const jln_audit_claim *two) {
    const jln_audit_claim *count = jln_audit_on_line(book, JLN_CLAIM_COUNT, one->doc, one->line);
    if (!count || count->root == JLN_AUDIT_NONE)
        count = jln_audit_on_line(book, JLN_CLAIM_COUNT, two->doc, two->line);
    bool wrong = count && count->root != JLN_AUDIT_NONE;
    return wrong ? count->root : jln_audit_figure_claim(book, one);
}

void jln_audit_rule_statement(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *two = &book->claims[i];
        jln_audit_contrast contrast;
        if (!is_labelled(two)) continue;
        const jln_audit_claim *one = first_about(book, two);
        if (one == two) continue;
        if (!jln_audit_words_compare(book->vocabulary, one->text, two->text, &contrast))
            book->failed = true;
        if (book->failed || contrast.likeness == JLN_AUDIT_ALIKE) continue;
        const char *message = jln_arena_fmt(
            book->arena, _("%s : « %s » (l. %d) et « %s » (l. %d) ne s’accordent pas."),
            jln_audit_subject(book, two->label), one->text, one->line, two->text, two->line);
        const char *id = jln_arena_fmt(book->arena, "statement/%s", two->id);
        jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
        if (!draft) return;
        jln_finding *f = &draft->finding;
        f->about = jln_audit_about(book, two);
        f->printed = one->text;
        f->computed = two->text;
        f->doc = one->doc;
        f->line = one->line;
        f->doc_2 = two->doc;
        f->line_2 = two->line;
        draft->own = jln_audit_figure_claim(book, one);
        draft->blame = blame_of(book, one, two);
    }
}
