/* The chain from section to section: results that one of them leaves out, and words that change. */
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/words.h"

#include "base/str.h"

#include <string.h>

static int level_index(const jln_audit_book *book, const char *code) {
    for (int i = 0; i < book->plan->level_count; i++)
        if (strcmp(book->plan->levels[i].code, code) == 0) return i;
    return -1;
}

/* Another name of a node is named by the node's own level. */
static const char *level_words(const jln_audit_book *book, const jln_audit_wording *w) {
    int level =
        w->node == JLN_AUDIT_NONE ? level_index(book, w->level) : book->plan->nodes[w->node].level;
    return level < 0 ? w->level : jln_plan_level_words(book->plan, level, jln_audit_lang(), false);
}

/* ---- missing-result ---- */

static uint32_t section_end(const jln_audit_book *book, uint32_t from) {
    uint32_t i = from;
    while (i < book->wording_count &&
           strcmp(book->wordings[i].section, book->wordings[from].section) == 0)
        i++;
    return i;
}

static uint32_t find_node(const jln_audit_book *book, uint32_t from, uint32_t end, uint32_t node) {
    int level = book->plan->nodes[node].level;
    for (uint32_t i = from; i < end; i++)
        if (book->wordings[i].node == node && level_index(book, book->wordings[i].level) == level)
            return i;
    return JLN_AUDIT_NONE;
}

static void add_absent(jln_audit_book *book, uint32_t node_index, uint32_t from, uint32_t end,
                       int have, int all) {
    const jln_node *node = &book->plan->nodes[node_index];
    const char *section = book->wordings[from].section;
    const char *message = jln_arena_fmt(
        book->arena, _("%s, %s %s : son intitulé (l. %d) n’y figure pas ; %d des %d %s y sont."),
        jln_audit_section(book, section), jln_audit_level(book, node_index), node->id, node->line,
        have, all, jln_plan_level_words(book->plan, node->level, jln_audit_lang(), true));
    const char *id = jln_arena_fmt(book->arena, "missing-result/%s/%s", section, node->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->about = node->id;
    f->computed = node->title;
    f->doc = node->doc;
    f->line = node->line;
    uint32_t parent = node->parent ? find_node(book, from, end, node->parent) : from;
    if (parent == JLN_AUDIT_NONE) return;
    f->doc_2 = book->wordings[parent].doc;
    f->line_2 = book->wordings[parent].line;
}

/* A section that gives most nodes of a level is meant to give them all. */
static void check_level(jln_audit_book *book, uint32_t from, uint32_t end, int level) {
    int have = 0, all = 0;
    for (uint32_t i = 1; i < book->plan->node_count; i++) {
        if (book->plan->nodes[i].level != level) continue;
        all++;
        have += find_node(book, from, end, i) != JLN_AUDIT_NONE;
    }
    if (have == all || have * 2 <= all) return;
    for (uint32_t i = 1; i < book->plan->node_count; i++)
        if (book->plan->nodes[i].level == level && find_node(book, from, end, i) == JLN_AUDIT_NONE)
            add_absent(book, i, from, end, have, all);
}

static void printed_there_only(jln_audit_book *book, uint32_t index) {
    const jln_audit_wording *w = &book->wordings[index];
    const char *message = jln_arena_fmt(book->arena,
                                        *w->code ? _("%s : l’intitulé « %s » (%s, code « %s », l. "
                                                     "%d) ne se trouve dans aucune autre section.")
                                                 : _("%s : l’intitulé « %s » (%s, sans code%s, l. "
                                                     "%d) ne se trouve dans aucune autre section."),
                                        jln_audit_section(book, w->section), w->title,
                                        level_words(book, w), w->code, w->line);
    const char *id = jln_arena_fmt(book->arena, "missing-result/%s/l%d", w->section, w->line);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    draft->finding.printed = w->title;
    draft->finding.doc = w->doc;
    draft->finding.line = w->line;
    draft->own = draft->blame = jln_audit_figure_wording(book, index);
}

void jln_audit_rule_missing_result(jln_audit_book *book) {
    for (uint32_t from = 0; from < book->wording_count;) {
        uint32_t end = section_end(book, from);
        for (int level = 0; level < book->plan->level_count; level++)
            check_level(book, from, end, level);
        for (uint32_t i = from; i < end; i++)
            if (book->wordings[i].node == JLN_AUDIT_NONE) printed_there_only(book, i);
        from = end;
    }
}

/* ---- wording ---- */

typedef struct {
    const char *title, *doc;
    int line;
} original;

/* The chain's own title; another name of the node ("axis-name") is compared with the first one
 * printed. */
static bool find_original(const jln_audit_book *book, uint32_t index, original *out) {
    const jln_audit_wording *w = &book->wordings[index];
    const jln_node *node = &book->plan->nodes[w->node];
    if (level_index(book, w->level) == node->level) {
        *out = (original){node->title, node->doc, node->line};
        return true;
    }
    const jln_audit_wording *first = NULL;
    for (uint32_t i = 0; i < book->wording_count; i++) {
        const jln_audit_wording *other = &book->wordings[i];
        if (other->node != w->node || strcmp(other->level, w->level) != 0) continue;
        if (!first || other->line < first->line) first = other;
    }
    if (!first || first == w) return false;
    *out = (original){first->title, first->doc, first->line};
    return true;
}

/* The first wording of the node in the same words: a change printed again follows from it. */
static uint32_t first_alike(jln_audit_book *book, uint32_t index) {
    const jln_audit_wording *w = &book->wordings[index];
    uint32_t found = index;
    for (uint32_t i = 0; i < book->wording_count; i++) {
        const jln_audit_wording *other = &book->wordings[i];
        jln_audit_contrast contrast;
        if (i == index || other->node != w->node || strcmp(other->level, w->level) != 0) continue;
        if (other->line >= book->wordings[found].line) continue;
        if (!jln_audit_words_compare(book->vocabulary, other->title, w->title, &contrast))
            book->failed = true;
        else if (contrast.likeness != JLN_AUDIT_WORDING) found = i;
    }
    return jln_audit_figure_wording(book, found);
}

static const char *changed_sentence(jln_audit_book *book, const jln_audit_wording *w,
                                    const original *o, const jln_audit_contrast *c) {
    const char *section = jln_audit_section(book, w->section), *level = level_words(book, w);
    const char *id = book->plan->nodes[w->node].id;
    jln_arena *arena = book->arena;
    if (c->likeness == JLN_AUDIT_SPELLING && *c->gone && *c->come)
        return jln_arena_fmt(arena, _("%s, %s %s : la l. %d écrit « %s », la l. %d « %s »."),
                             section, level, id, w->line, c->come, o->line, c->gone);
    if (!*c->come)
        return jln_arena_fmt(arena,
                             _("%s, %s %s : il manque à la l. %d « %s », que porte la l. %d."),
                             section, level, id, w->line, c->gone, o->line);
    if (!*c->gone)
        return jln_arena_fmt(arena,
                             _("%s, %s %s : la l. %d ajoute « %s » à l’intitulé de la l. %d."),
                             section, level, id, w->line, c->come, o->line);
    return jln_arena_fmt(arena, _("%s, %s %s : la l. %d dit « %s », la l. %d « %s »."), section,
                         level, id, w->line, c->come, o->line, c->gone);
}

static void changed(jln_audit_book *book, uint32_t index, const original *o,
                    const jln_audit_contrast *c) {
    const jln_audit_wording *w = &book->wordings[index];
    const char *node = book->plan->nodes[w->node].id;
    const char *id = jln_arena_fmt(book->arena, "wording/%s/%s", w->section, node);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, changed_sentence(book, w, o, c));
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = c->likeness == JLN_AUDIT_WORDING ? JLN_SEVERITY_WARNING : JLN_SEVERITY_NOTE;
    f->about = node;
    f->printed = w->title;
    f->computed = o->title;
    f->doc = w->doc;
    f->line = w->line;
    f->doc_2 = o->doc;
    f->line_2 = o->line;
    draft->own = jln_audit_figure_wording(book, index);
    draft->blame = first_alike(book, index);
}

void jln_audit_rule_wording(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->wording_count && !book->failed; i++) {
        original o;
        jln_audit_contrast contrast;
        if (book->wordings[i].node == JLN_AUDIT_NONE || !find_original(book, i, &o)) continue;
        if (!jln_audit_words_compare(book->vocabulary, o.title, book->wordings[i].title, &contrast))
            book->failed = true;
        else if (contrast.likeness != JLN_AUDIT_ALIKE) changed(book, i, &o, &contrast);
    }
}
