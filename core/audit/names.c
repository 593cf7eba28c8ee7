/* two-names: one thing under two names. Who enters them says that they name one thing, by one label; case, punctuation and
 * spacing make no other name. */
#include "audit/places.h"
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/words.h"

#include "base/str.h"

static bool is_name(const jln_audit_claim *claim) {
    return claim->kind == JLN_CLAIM_NAME && claim->label && *claim->label;
}

static bool same_words(jln_audit_book *book, const jln_audit_claim *a, const jln_audit_claim *b) {
    jln_audit_contrast contrast;
    if (!jln_audit_words_compare(book->arena, a->text, b->text, &contrast)) book->failed = true;
    return !book->failed && contrast.likeness == JLN_AUDIT_ALIKE;
}

/* The first name printed for the thing, and the first in the same words as this one. */
typedef struct {
    const jln_audit_claim *first, *alike;
} printings;

static printings earlier(jln_audit_book *book, const jln_audit_claim *name) {
    printings p = {NULL, NULL};
    for (const jln_audit_claim *other = book->claims; other <= name && !p.alike; other++) {
        if (!is_name(other) || !jln_str_eq(other->label, name->label)) continue;
        if (!p.first) p.first = other;
        if (other == name || same_words(book, other, name)) p.alike = other;
    }
    return p;
}

static void another_name(jln_audit_book *book, const jln_audit_claim *name, const printings *p) {
    const char *message =
        jln_arena_fmt(book->arena, _("Une même chose porte deux noms : « %s » (l. %d) et « %s » (l. %d)."), p->first->text,
                      p->first->line, name->text, name->line);
    jln_audit_draft *draft =
        jln_audit_draft_add(book, jln_arena_fmt(book->arena, "two-names/%s", name->id), message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_NOTE;
    f->about = jln_audit_about(book, name);
    f->printed = name->text;
    f->computed = p->first->text;
    f->doc = name->doc;
    f->line = name->line;
    f->doc_2 = p->first->doc;
    f->line_2 = p->first->line;
    draft->own = jln_audit_figure_claim(book, name);
    draft->blame = jln_audit_figure_claim(book, p->alike);
}

void jln_audit_rule_two_names(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count && !book->failed; i++) {
        const jln_audit_claim *name = &book->claims[i];
        if (!is_name(name)) continue;
        printings p = earlier(book, name);
        if (p.alike && p.alike != p.first) another_name(book, name, &p);
    }
}
