/* Printed codes of the chain: each is its node's true place, and is printed once. */
#include "audit/rules.h"
#include "audit/say.h"

#include <stdlib.h>
#include <string.h>

/* A code without outer dots and spaces: a dot too many is typography, not another place. */
typedef struct {
    const char *text;
    size_t length;
} core_code;

static core_code core_of(const char *code) {
    static const char outer[] = ". ";
    code += strspn(code, outer);
    size_t length = strlen(code);
    while (length && strchr(outer, code[length - 1])) length--;
    return (core_code){code, length};
}

static bool same_core(core_code a, core_code b) {
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* Only dotted numbers name a place. */
static bool is_dotted(const char *code) {
    return code && *code && strspn(code, "0123456789. ") == strlen(code) && core_of(code).length;
}

static bool is_misplaced(const jln_node *node) {
    if (!is_dotted(node->code_printed) || !is_dotted(node->id)) return false;
    return !same_core(core_of(node->code_printed), core_of(node->id));
}

/* A code made of its parent's printed code follows from it: "2.4.1" below an outcome 2.3 printed
 * as 2.4. */
static bool follows_parent(const jln_plan *plan, const jln_node *node) {
    const jln_node *parent = &plan->nodes[node->parent];
    const char *last = strrchr(node->id, '.');
    if (!last || !is_misplaced(parent)) return false;
    core_code code = core_of(node->code_printed), above = core_of(parent->code_printed);
    size_t tail = strlen(last);
    return code.length == above.length + tail && memcmp(code.text, above.text, above.length) == 0 &&
           memcmp(code.text + above.length, last, tail) == 0;
}

/* Figure of the code that is really wrong. */
static uint32_t code_root(const jln_audit_book *book, uint32_t node) {
    while (book->plan->nodes[node].parent != node &&
           follows_parent(book->plan, &book->plan->nodes[node]))
        node = book->plan->nodes[node].parent;
    return jln_audit_figure_code(book, node);
}

void jln_audit_rule_misplaced_code(jln_audit_book *book) {
    for (uint32_t i = 1; i < book->plan->node_count; i++) {
        const jln_node *node = &book->plan->nodes[i];
        if (!is_misplaced(node)) continue;
        const char *message = jln_arena_fmt(
            book->arena, _("Code imprimé « %s » (l. %d) : sa place dans la chaîne est %s (%s)."),
            node->code_printed, node->line, node->id, jln_audit_level(book, i));
        const char *id = jln_arena_fmt(book->arena, "misplaced-code/%s", node->id);
        jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
        if (!draft) return;
        jln_finding *f = &draft->finding;
        f->about = node->id;
        f->printed = node->code_printed;
        f->computed = node->id;
        f->doc = node->doc;
        f->line = node->line;
        draft->own = jln_audit_figure_code(book, i);
        draft->blame = code_root(book, i);
    }
}

/* ---- duplicate-code ---- */

typedef struct {
    core_code code;
    int level;
    uint32_t node;
} coded_node;

static int by_code(const void *a, const void *b) {
    const coded_node *x = a, *y = b;
    if (x->level != y->level) return x->level < y->level ? -1 : 1;
    size_t common = x->code.length < y->code.length ? x->code.length : y->code.length;
    int order = memcmp(x->code.text, y->code.text, common);
    if (order) return order;
    if (x->code.length != y->code.length) return x->code.length < y->code.length ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* The second of two nodes with one code; the one that is out of its place is to blame. */
static void duplicate(jln_audit_book *book, uint32_t first, uint32_t second) {
    const jln_node *one = &book->plan->nodes[first], *two = &book->plan->nodes[second];
    const char *message = jln_arena_fmt(
        book->arena,
        _("Code « %s » imprimé pour deux %s, aux places %s (l. %d) et %s (l. %d) de la chaîne."),
        two->code_printed, jln_plan_level_words(book->plan, two->level, jln_audit_lang(), true),
        one->id, one->line, two->id, two->line);
    const char *id = jln_arena_fmt(book->arena, "duplicate-code/%s", two->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->about = two->id;
    f->printed = two->code_printed;
    f->doc = two->doc;
    f->line = two->line;
    f->doc_2 = one->doc;
    f->line_2 = one->line;
    if (is_misplaced(two)) draft->blame = code_root(book, second);
    else if (is_misplaced(one)) draft->blame = code_root(book, first);
}

void jln_audit_rule_duplicate_code(jln_audit_book *book) {
    const jln_plan *plan = book->plan;
    coded_node *coded = jln_arena_array(book->arena, plan->node_count, sizeof *coded);
    size_t count = 0;
    if (!coded) {
        book->failed = true;
        return;
    }
    for (uint32_t i = 1; i < plan->node_count; i++) {
        const jln_node *node = &plan->nodes[i];
        if (!node->code_printed || !core_of(node->code_printed).length) continue;
        coded[count++] = (coded_node){core_of(node->code_printed), node->level, i};
    }
    qsort(coded, count, sizeof *coded, by_code);
    for (size_t i = 1; i < count; i++) {
        const coded_node *a = &coded[i - 1], *b = &coded[i];
        if (a->level == b->level && same_core(a->code, b->code)) duplicate(book, a->node, b->node);
    }
}
