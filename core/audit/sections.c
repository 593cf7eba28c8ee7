/* Codes printed in the other sections: each names its node's place, once, in order. */
#include "audit/rules.h"
#include "audit/say.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* The numbers of a code: "Extrant 1 -3" is 1, 3. */
enum { DEPTH_MAX = 8 };

typedef struct {
    int numbers[DEPTH_MAX];
    int count; /* 0: no code that can be compared */
} code;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The words of the level may stand before it; letters within or right before a dot ("IV.1") make
 * another numbering. */
static code read_code(const char *text) {
    code c = {.count = 0};
    const char *at = text;
    while (*at && !is_digit(*at)) at++;
    if (at > text && at[-1] == '.') return c;
    while (*at) {
        if (is_letter(*at) || c.count == DEPTH_MAX) return (code){.count = 0};
        if (!is_digit(*at)) {
            at++;
            continue;
        }
        int number = 0;
        for (; is_digit(*at); at++) number = number > 99999 ? number : number * 10 + (*at - '0');
        c.numbers[c.count++] = number;
    }
    return c;
}

static bool same_tail(const code *brief, const code *full) {
    if (!brief->count || brief->count > full->count) return false;
    return memcmp(brief->numbers, full->numbers + (full->count - brief->count),
                  (size_t)brief->count * sizeof *brief->numbers) == 0;
}

/* A section may number from its own heading on: "Extrant 1-3" below the first axis is 1.1.3. */
static bool is_misplaced(const jln_audit_book *book, const jln_audit_wording *w, code *printed,
                         code *place) {
    *printed = read_code(w->code);
    if (w->node == JLN_AUDIT_NONE || !printed->count) return false;
    *place = read_code(book->plan->nodes[w->node].id);
    return place->count && !same_tail(printed, place);
}

static uint32_t wording_of(const jln_audit_book *book, const char *section, uint32_t node) {
    for (uint32_t i = 0; i < book->wording_count; i++)
        if (book->wordings[i].node == node && strcmp(book->wordings[i].section, section) == 0)
            return i;
    return JLN_AUDIT_NONE;
}

/* A code made of its parent's wrong one follows from it. */
static uint32_t root_of(const jln_audit_book *book, uint32_t wording) {
    for (;;) {
        const jln_audit_wording *w = &book->wordings[wording];
        uint32_t parent = wording_of(book, w->section, book->plan->nodes[w->node].parent);
        code own, place, above, above_place;
        if (parent == JLN_AUDIT_NONE || !is_misplaced(book, w, &own, &place)) break;
        if (!is_misplaced(book, &book->wordings[parent], &above, &above_place)) break;
        bool made =
            own.count == above.count + 1 &&
            own.numbers[own.count - 1] == place.numbers[place.count - 1] &&
            memcmp(own.numbers, above.numbers, (size_t)above.count * sizeof *above.numbers) == 0;
        if (!made) break;
        wording = parent;
    }
    return jln_audit_figure_section_code(book, wording);
}

static jln_audit_draft *add(jln_audit_book *book, const jln_audit_wording *w, const char *message) {
    const char *node = w->node == JLN_AUDIT_NONE ? w->code : book->plan->nodes[w->node].id;
    const char *id = jln_arena_fmt(book->arena, "%s/%s/%s", book->rule, w->section, node);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return NULL;
    jln_finding *f = &draft->finding;
    f->about = w->node == JLN_AUDIT_NONE ? "" : book->plan->nodes[w->node].id;
    f->printed = w->code;
    f->doc = w->doc;
    f->line = w->line;
    draft->own = draft->blame = jln_audit_figure_section_code(book, (uint32_t)(w - book->wordings));
    return draft;
}

void jln_audit_rule_section_codes(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->wording_count; i++) {
        const jln_audit_wording *w = &book->wordings[i];
        code printed, place;
        if (!is_misplaced(book, w, &printed, &place)) continue;
        const jln_node *node = &book->plan->nodes[w->node];
        const char *message = jln_arena_fmt(book->arena,
                                            _("%s : code imprimé « %s » (l. %d), alors que le même "
                                              "élément (%s) porte ailleurs le code %s (l. %d)."),
                                            jln_audit_section(book, w->section), w->code, w->line,
                                            jln_audit_level(book, w->node), node->id, node->line);
        jln_audit_draft *draft = add(book, w, message);
        if (!draft) return;
        draft->finding.computed = node->id;
        draft->finding.doc_2 = node->doc;
        draft->finding.line_2 = node->line;
        draft->blame = root_of(book, i);
    }
}

/* ---- duplicate-code ---- */

static bool same_code(const code *a, const code *b) {
    return a->count == b->count &&
           memcmp(a->numbers, b->numbers, (size_t)a->count * sizeof *a->numbers) == 0;
}

/* The code a wording really has: its place when it names it from its own heading on. */
static code full_code(const jln_audit_book *book, const jln_audit_wording *w) {
    code printed, place;
    if (w->node == JLN_AUDIT_NONE) return (code){.count = 0};
    bool misplaced = is_misplaced(book, w, &printed, &place);
    return misplaced || !printed.count ? printed : place;
}

/* A wording that can be compared by its code; `run` numbers the stretch of its section. */
typedef struct {
    code code;
    const char *level;
    uint32_t run, index;
} coded;

static int compare_codes(const void *a, const void *b) {
    const coded *x = a, *y = b;
    if (x->run != y->run) return x->run < y->run ? -1 : 1;
    int order = strcmp(x->level, y->level);
    if (!order) order = x->code.count - y->code.count;
    for (int i = 0; !order && i < x->code.count; i++)
        order =
            (x->code.numbers[i] > y->code.numbers[i]) - (x->code.numbers[i] < y->code.numbers[i]);
    return order ? order : x->index < y->index ? -1 : 1;
}

static bool same_group(const coded *a, const coded *b) {
    return a->run == b->run && same_code(&a->code, &b->code) && strcmp(a->level, b->level) == 0;
}

/* For each wording, the last earlier one of the section with the same code and level for another
 * node, or JLN_AUDIT_NONE. NULL when out of memory. */
static uint32_t *earlier_ones(jln_audit_book *book) {
    uint32_t count = 0, run = 0;
    uint32_t *earlier = jln_arena_array(book->arena, book->wording_count + 1, sizeof *earlier);
    coded *items = jln_arena_array(book->arena, book->wording_count + 1, sizeof *items);
    if (!earlier || !items) return NULL;
    for (uint32_t i = 0; i < book->wording_count; i++) {
        const jln_audit_wording *w = &book->wordings[i];
        earlier[i] = JLN_AUDIT_NONE;
        if (i && strcmp(w[-1].section, w->section) != 0) run++;
        coded item = {full_code(book, w), w->level, run, i};
        if (item.code.count) items[count++] = item;
    }
    qsort(items, count, sizeof *items, compare_codes);
    for (uint32_t i = 1; i < count; i++) {
        if (!same_group(&items[i], &items[i - 1])) continue;
        uint32_t own = items[i].index, before = items[i - 1].index;
        bool other = book->wordings[before].node != book->wordings[own].node;
        earlier[own] = other ? before : earlier[before];
    }
    return earlier;
}

void jln_audit_rule_section_duplicates(jln_audit_book *book) {
    const uint32_t *earlier = earlier_ones(book);
    if (!earlier) {
        book->failed = true;
        return;
    }
    for (uint32_t i = 0; i < book->wording_count; i++) {
        const jln_audit_wording *w = &book->wordings[i];
        code printed, place;
        uint32_t first = earlier[i];
        if (first == JLN_AUDIT_NONE) continue;
        const jln_audit_wording *one = &book->wordings[first];
        const char *message = jln_arena_fmt(
            book->arena,
            _("%s : code « %s » imprimé pour deux %s, aux places %s (l. %d) et %s (l. %d) de la "
              "chaîne."),
            jln_audit_section(book, w->section), w->code,
            jln_plan_level_words(book->plan, book->plan->nodes[w->node].level, jln_audit_lang(),
                                 true),
            book->plan->nodes[one->node].id, one->line, book->plan->nodes[w->node].id, w->line);
        jln_audit_draft *draft = add(book, w, message);
        if (!draft) return;
        draft->finding.doc_2 = one->doc;
        draft->finding.line_2 = one->line;
        if (is_misplaced(book, w, &printed, &place)) draft->blame = root_of(book, i);
        else if (is_misplaced(book, one, &printed, &place)) draft->blame = root_of(book, first);
    }
}

/* ---- code-order ---- */

static bool are_siblings(const jln_plan *plan, uint32_t a, uint32_t b) {
    return a != b && plan->nodes[a].parent == plan->nodes[b].parent &&
           plan->nodes[a].level == plan->nodes[b].level;
}

/* A code below one already printed among its siblings, both in their place. */
static void check_order(jln_audit_book *book, const jln_audit_wording *before,
                        const jln_audit_wording *w) {
    code a, b, place;
    if (is_misplaced(book, before, &a, &place) || is_misplaced(book, w, &b, &place)) return;
    if (!a.count || !b.count || a.numbers[a.count - 1] <= b.numbers[b.count - 1]) return;
    const char *message = jln_arena_fmt(
        book->arena, _("%s : « %s » (l. %d) est imprimé après « %s » (l. %d)."),
        jln_audit_section(book, w->section), w->code, w->line, before->code, before->line);
    jln_audit_draft *draft = add(book, w, message);
    if (!draft) return;
    draft->finding.severity = JLN_SEVERITY_NOTE;
    draft->finding.doc_2 = before->doc;
    draft->finding.line_2 = before->line;
}

static void sections_order(jln_audit_book *book) {
    for (uint32_t i = 1; i < book->wording_count; i++) {
        const jln_audit_wording *w = &book->wordings[i];
        for (uint32_t j = i; w->node != JLN_AUDIT_NONE && j-- > 0;) {
            const jln_audit_wording *before = &book->wordings[j];
            if (strcmp(before->section, w->section) != 0 || before->node == JLN_AUDIT_NONE) break;
            if (strcmp(before->level, w->level) != 0 ||
                !are_siblings(book->plan, before->node, w->node))
                continue;
            check_order(book, before, w);
            break;
        }
    }
}

static void out_of_order(jln_audit_book *book, const jln_node *last, const jln_node *node) {
    const char *message =
        jln_arena_fmt(book->arena, _("Code « %s » (l. %d) imprimé après le code « %s » (l. %d)."),
                      node->code_printed, node->line, last->code_printed, last->line);
    const char *id = jln_arena_fmt(book->arena, "code-order/%s", node->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_NOTE;
    f->about = node->id;
    f->printed = node->code_printed;
    f->doc = node->doc;
    f->line = node->line;
    f->doc_2 = last->doc;
    f->line_2 = last->line;
}

/* The chain itself, in printed order within a parent; codes out of their place are another rule's.
 */
static void children_order(jln_audit_book *book, uint32_t parent) {
    const jln_node *nodes = book->plan->nodes, *before = NULL;
    int highest = 0;
    for (uint32_t i = parent + 1; i < nodes[parent].end; i = nodes[i].end) {
        code own = read_code(nodes[i].code_printed ? nodes[i].code_printed : ""),
             place = read_code(nodes[i].id);
        if (!own.count || !same_code(&own, &place)) continue;
        int number = own.numbers[own.count - 1];
        if (before && highest > number) out_of_order(book, before, &nodes[i]);
        highest = number;
        before = &nodes[i];
    }
}

void jln_audit_rule_code_order(jln_audit_book *book) {
    for (uint32_t parent = 0; parent < book->plan->node_count; parent++)
        children_order(book, parent);
    sections_order(book);
}
