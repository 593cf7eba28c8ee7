/* findings_brief{}: what the audit found, in the few lines a reader with ten minutes wants: how
 * many findings of which kind, and those that touch money most. */
#include "doc/findings.h"
#include "doc/rules.h"

#include <stdlib.h>
#include <string.h>

/* One figure found wrong: the widest of its findings under one rule. */
typedef struct {
    size_t rank;
    jln_rat width;
    bool wanted; /* the difference is its own: it follows from no other figure */
} head;

static jln_rat width_of(const jln_finding *f) {
    jln_rat width = jln_rat_of(0);
    if (!f->difference || !jln_rat_parse(f->difference, strlen(f->difference), &width))
        return width;
    return width.num < 0 ? (jln_rat){-width.num, width.den} : width;
}

static int by_figure(const void *a, const void *b) {
    const jln_finding *x = *(const jln_finding *const *)a, *y = *(const jln_finding *const *)b;
    int order = strcmp(x->rule, y->rule);
    if (!order) order = strcmp(x->about, y->about);
    return order ? order : (x > y) - (x < y);
}

static int by_width(const void *a, const void *b) {
    const head *x = a, *y = b;
    int order = jln_rat_cmp(y->width, x->width);
    return order ? order : (x->rank > y->rank) - (x->rank < y->rank);
}

static const jln_finding *root_of(const jln_audit *audit, const jln_finding *f) {
    while (f->cause && f > audit->items) f--;
    return f;
}

static bool same_figure(const jln_finding *a, const jln_finding *b) {
    return strcmp(a->rule, b->rule) == 0 && strcmp(a->about, b->about) == 0;
}

/* The figures found wrong by errors over amounts, widest difference first. */
static size_t read_heads(jln_builder *b, head **out) {
    const jln_audit *audit = b->audit;
    const jln_finding **found = jln_arena_array(b->doc->arena, audit->count + 1, sizeof *found);
    head *heads = jln_arena_array(b->doc->arena, audit->count + 1, sizeof *heads);
    size_t count = 0, kept = 0;
    *out = heads;
    if (!found || !heads) return 0;
    for (size_t i = 0; i < audit->count; i++)
        if (audit->items[i].severity == JLN_SEVERITY_ERROR &&
            jln_finding_is_amount(&audit->items[i]))
            found[count++] = &audit->items[i];
    qsort(found, count, sizeof *found, by_figure);
    for (size_t i = 0; i < count; i++) {
        bool again = i && same_figure(found[i - 1], found[i]);
        head h = {(size_t)(found[i] - audit->items), width_of(found[i]),
                  same_figure(root_of(audit, found[i]), found[i])};
        if (!again) heads[kept++] = h;
        else if (jln_rat_cmp(h.width, heads[kept - 1].width) > 0) heads[kept - 1] = h;
    }
    count = 0;
    for (size_t i = 0; i < kept; i++)
        if (heads[i].wanted) heads[count++] = heads[i];
    qsort(heads, count, sizeof *heads, by_width);
    return count;
}

/* "63 erreurs, 6 arrondis, 170 alertes et 35 notes". */
static const char *counts_words(jln_builder *b) {
    unsigned n[JLN_SEVERITY_NOTE + 1] = {0};
    for (size_t i = 0; i < b->audit->count; i++) n[b->audit->items[i].severity]++;
    const char *words[] = {jln_build_fmt(b, P_("**%u** erreur", "**%u** erreurs", n[0]), n[0]),
                           jln_build_fmt(b, P_("**%u** arrondi", "**%u** arrondis", n[1]), n[1]),
                           jln_build_fmt(b, P_("**%u** alerte", "**%u** alertes", n[2]), n[2]),
                           jln_build_fmt(b, P_("**%u** note", "**%u** notes", n[3]), n[3])};
    const char *text = NULL;
    for (int i = 0, left = 0; i <= JLN_SEVERITY_NOTE; i++) {
        if (!n[i]) continue;
        left = 0;
        for (int k = i + 1; k <= JLN_SEVERITY_NOTE; k++) left += n[k] > 0;
        text =
            !text ? words[i] : jln_build_fmt(b, "%s%s%s", text, left ? ", " : _(" et "), words[i]);
    }
    return text;
}

static jln_status say_counts(jln_builder *b) {
    unsigned consequences = 0, count = (unsigned)b->audit->count;
    for (size_t i = 0; i < count; i++) consequences += b->audit->items[i].cause != NULL;
    if (!count)
        return jln_build_say(b, JLN_TEXT_LEAD,
                             _("Aucun constat : le document concorde avec lui-même."));
    const char *text = jln_build_fmt(b, P_("**%u constat** : %s.", "**%u constats** : %s.", count),
                                     count, counts_words(b));
    if (consequences == 1)
        text = jln_build_fmt(b, _("%s L'un d'eux n'est que la conséquence d'un autre."), text);
    else if (consequences)
        text = jln_build_fmt(b, _("%s %u d'entre eux ne sont que la conséquence d'un autre."), text,
                             consequences);
    return jln_build_say(b, JLN_TEXT_LEAD, text);
}

/* How many more figures the same rule finds wrong. */
static const char *others_words(jln_builder *b, const head *heads, size_t count, size_t shown,
                                size_t i) {
    const char *rule = b->audit->items[heads[i].rank].rule;
    unsigned others = 0;
    for (size_t k = shown; k < count; k++)
        others += strcmp(b->audit->items[heads[k].rank].rule, rule) == 0;
    for (size_t k = i + 1; k < shown; k++)
        if (strcmp(b->audit->items[heads[k].rank].rule, rule) == 0) return "";
    return others ? jln_build_fmt(b,
                                  P_(" %u autre écart de même nature, moins large.",
                                     " %u autres écarts de même nature, moins larges.", others),
                                  others)
                  : "";
}

static jln_status say_finding(jln_builder *b, size_t rank, const char *others) {
    const jln_finding *f = &b->audit->items[rank];
    const char *part = f->part ? jln_build_fmt(b, " (%s)", f->part) : "";
    return jln_build_say(
        b, JLN_TEXT_ITEM,
        jln_build_fmt(b, _("**N°\u00a0%zu%s.** %s%s"), rank + 1, part, f->message, others));
}

/* Where no amount is wrong, the errors themselves. */
static jln_status say_errors(jln_builder *b, size_t most) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < b->audit->count && most; i++) {
        const jln_finding *f = &b->audit->items[i];
        if (f->severity != JLN_SEVERITY_ERROR || f->cause) continue;
        status = say_finding(b, i, "");
        most--;
    }
    return status;
}

jln_status jln_build_findings_brief(jln_builder *b, const jln_tree *node) {
    head *heads;
    jln_status status = jln_build_fields(b, node, "rows:number formats:list");
    if (status == JLN_OK) status = jln_build_audit(b);
    if (status == JLN_OK) status = say_counts(b);
    if (status != JLN_OK) return status;
    size_t count = read_heads(b, &heads), shown = (size_t)jln_build_int(node, "rows", 5);
    if (!heads) return jln_err_nomem(b->err);
    if (shown > count) shown = count;
    if (shown)
        status =
            jln_build_say(b, JLN_TEXT_BODY,
                          _("Ce qui touche le plus aux montants, l'écart le plus large d'abord :"));
    if (status == JLN_OK && !shown) return say_errors(b, (size_t)jln_build_int(node, "rows", 5));
    for (size_t i = 0; status == JLN_OK && i < shown; i++)
        status = say_finding(b, heads[i].rank, others_words(b, heads, count, shown, i));
    return status;
}
