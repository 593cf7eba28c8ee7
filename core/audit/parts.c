/* Where the lines of findings stand in the document, in words its readers know: "tableau 10",
 * "annexe 5", "section V.1". From the claims that say where a part begins (part, whose label is
 * "table/10/2431") and from numbered headings. */
#include "audit/rules.h"
#include "audit/say.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const jln_audit_claim *claim;
    const char *words;
    int last; /* its last line; 0: up to the next part */
} part;

typedef struct {
    part *items;
    size_t count;
} parts;

static int by_line(const void *a, const void *b) {
    const jln_audit_claim *x = ((const part *)a)->claim, *y = ((const part *)b)->claim;
    int order = strcmp(x->doc, y->doc);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* "table/10/2431": the kind, the number and the last line. */
static const char *part_words(jln_audit_book *book, const jln_audit_claim *claim, int *last) {
    const char *label = claim->label ? claim->label : "", *name = strchr(label, '/');
    if (!name) return NULL;
    size_t kind = (size_t)(name++ - label), length = strcspn(name, "/");
    if (name[length]) *last = atoi(name + length + 1);
    const char *format = strncmp(label, "table", kind) == 0   ? _("tableau %.*s")
                         : strncmp(label, "annex", kind) == 0 ? _("annexe %.*s")
                         : strncmp(label, "chart", kind) == 0 ? _("graphique %.*s")
                                                              : _("section %.*s");
    return jln_audit_text(book, jln_arena_fmt(book->arena, format, (int)length, name));
}

/* "IV.3.2. RESULTATS" is section IV.3.2. */
static const char *heading_words(jln_audit_book *book, const jln_audit_claim *claim) {
    size_t length = strspn(claim->text, "IVXLC0123456789.");
    while (length && claim->text[length - 1] == '.') length--;
    return length ? jln_audit_text(book, jln_arena_fmt(book->arena, _("section %.*s"), (int)length,
                                                       claim->text))
                  : NULL;
}

static parts read_parts(jln_audit_book *book) {
    parts all = {jln_arena_array(book->arena, (size_t)book->claim_count + 1, sizeof(part)), 0};
    if (!all.items) book->failed = true;
    for (uint32_t i = 0; !book->failed && i < book->claim_count; i++) {
        part p = {.claim = &book->claims[i]};
        if (p.claim->kind == JLN_CLAIM_PART) p.words = part_words(book, p.claim, &p.last);
        else if (p.claim->kind == JLN_CLAIM_HEADING) p.words = heading_words(book, p.claim);
        if (p.words) all.items[all.count++] = p;
    }
    if (all.count) qsort(all.items, all.count, sizeof *all.items, by_line);
    return all;
}

/* The last part that begins at the line or before, and is not over. */
static const char *part_at(const parts *all, const char *doc, int line) {
    size_t low = 0, high = all->count;
    const jln_audit_claim place = {.doc = doc, .line = line};
    const part wanted = {.claim = &place};
    if (!doc || !line) return NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_line(&all->items[middle], &wanted) <= 0) low = middle + 1;
        else high = middle;
    }
    while (low-- > 0 && strcmp(all->items[low].claim->doc, doc) == 0)
        if (!all->items[low].last || line <= all->items[low].last) return all->items[low].words;
    return NULL;
}

void jln_audit_set_parts(jln_audit_book *book, jln_finding *findings, size_t count) {
    parts all = read_parts(book);
    for (size_t i = 0; !book->failed && i < count; i++) {
        findings[i].part = part_at(&all, findings[i].doc, findings[i].line);
        findings[i].part_2 = part_at(&all, findings[i].doc_2, findings[i].line_2);
    }
}
