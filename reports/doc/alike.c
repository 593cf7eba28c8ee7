/* Findings that say the same, and the places of findings in words. */
#include "doc/findings.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the same said twice ---- */

typedef struct {
    const jln_finding *f;
    const char *subject, *about;
    size_t rank, group; /* of its root; SIZE_MAX when it stands alone, without consequences */
} said;

static int text_cmp(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "");
}

/* 0 when both say the same. */
static int said_cmp(const said *x, const said *y) {
    const jln_finding *a = x->f, *b = y->f;
    int order = (x->group > y->group) - (x->group < y->group);
    if (!order) order = (int)a->severity - (int)b->severity;
    if (!order) order = (int)a->quantity - (int)b->quantity;
    if (!order) order = a->year - b->year;
    if (!order) order = text_cmp(a->printed, b->printed);
    if (!order) order = text_cmp(a->computed, b->computed);
    if (!order) order = text_cmp(x->about, y->about);
    return order ? order : text_cmp(x->subject, y->subject);
}

static int by_saying(const void *a, const void *b) {
    const said *x = a, *y = b;
    int order = said_cmp(x, y);
    return order ? order : (x->rank > y->rank) - (x->rank < y->rank);
}

/* "(l. 1004)" names another place of the same sentence. */
static const char *without_lines(jln_builder *b, const char *message) {
    const char *place = _("l. %d");
    size_t prefix = strcspn(place, "%");
    char *text = jln_arena_str(b->doc->arena, message), *to = text;
    if (!text) return NULL;
    for (const char *from = text; *from;) {
        bool named = strncmp(from, place, prefix) == 0;
        if (named) from += prefix + strspn(from + prefix, "0123456789");
        else *to++ = *from++;
    }
    *to = '\0';
    return text;
}

/* What two findings must share besides their figures. */
static const char *subject_of(jln_builder *b, const jln_finding *f) {
    if (f->quantity != JLN_QUANTITY_WORDS) return jln_finding_subject(b, f->message);
    return strcmp(f->rule, "wording") == 0 ? f->rule : without_lines(b, f->message);
}

/* Sentences with quotations say each their own. */
static bool may_repeat(const jln_finding *f) {
    bool words = f->quantity == JLN_QUANTITY_WORDS;
    return f->printed && f->computed && !(words && strcmp(f->rule, "statement") == 0);
}

const size_t *jln_findings_alike(jln_builder *b, bool consequences) {
    const jln_audit *audit = b->audit;
    size_t *next = jln_arena_array(b->doc->arena, audit->count + 1, sizeof *next), count = 0;
    said *all = jln_arena_array(b->doc->arena, audit->count + 1, sizeof *all);
    if (!next || !all) return NULL;
    for (size_t i = 0, root = 0; i < audit->count; i++) {
        const jln_finding *f = &audit->items[i];
        if (!f->cause) root = i;
        bool alone = !f->cause && !(i + 1 < audit->count && audit->items[i + 1].cause);
        if (!may_repeat(f) || (f->cause && !consequences)) continue;
        bool sentence = f->quantity == JLN_QUANTITY_WORDS && strcmp(f->rule, "wording") != 0;
        all[count++] =
            (said){f, subject_of(b, f), sentence ? NULL : f->about, i, alone ? SIZE_MAX : root};
    }
    qsort(all, count, sizeof *all, by_saying);
    for (size_t i = 1; i < count; i++)
        if (said_cmp(&all[i - 1], &all[i]) == 0) next[all[i - 1].rank] = all[i].rank;
    return next;
}

/* ---- places ---- */

/* Where the message names a line; SIZE_MAX when it does not. */
static size_t named_at(const char *message, int line) {
    char words[32];
    size_t length = (size_t)snprintf(words, sizeof words, _("l. %d"), line);
    for (const char *at = message; line && (at = strstr(at, words)) != NULL; at++)
        if (at[length] < '0' || at[length] > '9') return (size_t)(at - message);
    return SIZE_MAX;
}

static void add_place(jln_places *places, const char *doc, const char *part, int line, bool from) {
    if (!doc || !*doc) return;
    if (places->but_told && part && named_at(places->but_told, line) != SIZE_MAX) line = 0;
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].line == line && jln_str_eq(places->items[i].part, part) &&
            strcmp(places->items[i].doc, doc) == 0)
            return;
    if (places->count == JLN_PLACES_MAX) {
        places->more++;
        return;
    }
    size_t at = places->count++;
    places->items[at].doc = doc;
    places->items[at].part = part;
    places->items[at].line = line;
    places->items[at].from = from;
}

void jln_places_add(jln_places *places, const jln_finding *f) {
    bool turned = f->doc_2 && named_at(f->message, f->line_2) < named_at(f->message, f->line);
    if (turned) add_place(places, f->doc_2, f->part_2, f->line_2, f->from_2);
    add_place(places, f->doc, f->part, f->line, false);
    if (!turned) add_place(places, f->doc_2, f->part_2, f->line_2, f->from_2);
}

/* Findings stand in several documents: each place names its own. */
static bool several_documents(const jln_audit *audit) {
    const char *first = NULL;
    for (size_t i = 0; i < audit->count; i++) {
        const char *docs[] = {audit->items[i].doc, audit->items[i].doc_2};
        for (size_t k = 0; k < 2; k++) {
            if (!docs[k] || !*docs[k]) continue;
            if (first && strcmp(first, docs[k]) != 0) return true;
            first = docs[k];
        }
    }
    return false;
}

static bool same_part(const jln_places *places, size_t i, size_t k) {
    return jln_str_eq(places->items[i].part, places->items[k].part) &&
           jln_str_eq(places->items[i].doc, places->items[k].doc);
}

static void add_line(jln_str *out, const jln_places *places, size_t i, size_t first) {
    int line = places->items[i].line;
    bool last = i + 1 == places->count || !same_part(places, i + 1, first);
    if (places->items[i].from) {
        jln_str_fmt(out, i > first ? _(" et dès l.\u00a0%d") : _("dès l.\u00a0%d"), line);
        return;
    }
    if (i == first) jln_str_fmt(out, _("l.\u00a0%d"), line);
    else if (!places->items[i - 1].line) jln_str_fmt(out, _(", l.\u00a0%d"), line);
    else jln_str_fmt(out, last ? _(" et\u00a0%d") : ", %d", line);
}

const char *jln_places_text(jln_builder *b, const jln_places *places) {
    jln_str out = {0};
    bool several = several_documents(b->audit);
    size_t first = 0;
    for (size_t i = 0; i < places->count; i++) {
        if (i == 0 || !same_part(places, i, first)) {
            first = i;
            if (i) jln_str_add(&out, _(" ; "));
            if (several) jln_str_fmt(&out, "%s, ", places->items[i].doc);
            if (places->items[i].part)
                jln_str_fmt(&out, places->items[i].line ? "%s, " : "%s", places->items[i].part);
        }
        if (places->items[i].line) add_line(&out, places, i, first);
    }
    if (places->more)
        jln_str_fmt(&out, P_(" et %zu autre", " et %zu autres", places->more), places->more);
    const char *text = out.length ? jln_build_fmt(b, "%s", jln_str_c(&out)) : NULL;
    jln_str_free(&out);
    return text;
}
