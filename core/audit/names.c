/* two-names: one thing under two names. Who enters them says that they name one thing, by one
 * label; case, punctuation and spacing make no other name. */
#include "audit/places.h"
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/words.h"

#include <stdlib.h>
#include <string.h>

static bool same_words(jln_audit_book *book, const jln_audit_claim *a, const jln_audit_claim *b) {
    jln_audit_contrast contrast;
    if (!jln_audit_words_compare(book->vocabulary, a->text, b->text, &contrast)) book->failed = true;
    return !book->failed && contrast.likeness == JLN_AUDIT_ALIKE;
}

/* By label, then in printed order: that of the claims. */
static int by_label(const void *a, const void *b) {
    const jln_audit_claim *x = *(const jln_audit_claim *const *)a,
                          *y = *(const jln_audit_claim *const *)b;
    int order = strcmp(x->label, y->label);
    return order ? order : (x > y) - (x < y);
}

/* `alike`: the first name in the same words, which may be this one. */
static void another_name(jln_audit_book *book, const jln_audit_claim *first,
                         const jln_audit_claim *name, const jln_audit_claim *alike) {
    const char *message = jln_arena_fmt(
        book->arena, _("Une même chose porte deux noms : « %s » (l. %d) et « %s » (l. %d)."),
        first->text, first->line, name->text, name->line);
    jln_audit_draft *draft =
        jln_audit_draft_add(book, jln_arena_fmt(book->arena, "two-names/%s", name->id), message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_NOTE;
    f->about = jln_audit_about(book, name);
    f->printed = name->text;
    f->computed = first->text;
    f->doc = name->doc;
    f->line = name->line;
    f->doc_2 = first->doc;
    f->line_2 = first->line;
    draft->own = jln_audit_figure_claim(book, name);
    draft->blame = jln_audit_figure_claim(book, alike);
}

/* The names of one thing: `heads` holds the first of each in the same words. */
static void check_thing(jln_audit_book *book, const jln_audit_claim **names, size_t count,
                        const jln_audit_claim **heads) {
    size_t head_count = 0;
    for (size_t i = 0; i < count && !book->failed; i++) {
        size_t at = 0;
        while (at < head_count && !same_words(book, heads[at], names[i])) at++;
        if (at == head_count) heads[head_count++] = names[i];
        if (at) another_name(book, heads[0], names[i], heads[at]);
    }
}

void jln_audit_rule_two_names(jln_audit_book *book) {
    const jln_audit_claim **names =
        jln_arena_array(book->arena, (size_t)book->claim_count + 1, sizeof *names);
    const jln_audit_claim **heads =
        jln_arena_array(book->arena, (size_t)book->claim_count + 1, sizeof *heads);
    size_t count = 0;
    if (!names || !heads) {
        book->failed = true;
        return;
    }
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind == JLN_CLAIM_NAME && claim->label && *claim->label) names[count++] = claim;
    }
    qsort(names, count, sizeof *names, by_label);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && strcmp(names[to]->label, names[from]->label) == 0;) to++;
        check_thing(book, names + from, to - from, heads);
    }
}
