/* The simple blocks: cover, contents, headings, paragraphs, pages. */
#include "doc/programme.h"

#include <string.h>

static jln_block *add_block(jln_builder *b, jln_block_kind kind) {
    jln_block *block = jln_doc_add(b->doc, kind, b->formats);
    if (!block) jln_err_nomem(b->err);
    return block;
}

/* Provisional while a return of the year's period is not validated. */
static bool provisional(const jln_builder *b) {
    int period = jln_facts_period(b->facts, b->year);
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (r->period == period && !(r->known && strcmp(r->status, "validated") == 0)) return true;
    }
    return !jln_build_executed(b);
}

const char *jln_build_period(jln_builder *b) {
    int period = jln_facts_period(b->facts, b->year);
    if (period < 0) return jln_build_fmt(b, _("Année %d"), b->year);
    return jln_build_fmt(b, _("Situation au %s"),
                         jln_build_date(b, b->facts->periods[period].last_day));
}

const char *jln_build_told_period(jln_builder *b) {
    return jln_build_fmt(b, _("ce que disent les documents, %d à %d"), b->plan->first_year,
                         b->plan->last_year);
}

const char *jln_build_version(jln_builder *b) {
    return provisional(b) ? _("version provisoire") : _("version définitive");
}

const char *jln_build_plan_title(const jln_builder *b) {
    return b->lang == JLN_LANG_EN && b->plan->title_en ? b->plan->title_en : b->plan->title;
}

static const char *returns_words(jln_builder *b) {
    int period = jln_facts_period(b->facts, b->year);
    unsigned expected = 0, received = 0;
    for (int i = 0; i < b->facts->return_count; i++) {
        expected += b->facts->returns[i].period == period;
        received += b->facts->returns[i].period == period && b->facts->returns[i].known;
    }
    if (!received) return jln_programme_silence(b);
    const char *asked = jln_build_fmt(b, P_("%u attendue", "%u attendues", expected), expected);
    return jln_build_fmt(
        b, P_("%u fiche de collecte reçue sur %s", "%u fiches de collecte reçues sur %s", received),
        received, asked);
}

enum { COVER_LINES = 4 };

static size_t cover_lines(jln_builder *b, bool returns, const char **lines) {
    size_t count = 0;
    const char *date = jln_build_date(b, b->facts->date);
    if (b->plan_only) {
        lines[count++] = jln_build_programmes(b) ? _("Plan tel qu'il est imprimé")
                                                 : _("Document tel qu'il est imprimé");
        lines[count++] = jln_build_fmt(b, _("Contrôle du %s"), date);
        return count;
    }
    if (b->told) {
        lines[count++] = jln_build_capital(b, jln_build_told_period(b));
        return count;
    }
    lines[count++] = jln_build_period(b);
    lines[count++] = jln_build_fmt(b, _("Données connues au %s"), date);
    if (returns) lines[count++] = returns_words(b);
    lines[count++] = jln_build_capital(b, jln_build_version(b));
    return count;
}

jln_status jln_build_cover(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "returns:flag formats:list");
    if (status != JLN_OK) return status;
    const char **lines = jln_arena_array(b->doc->arena, COVER_LINES, sizeof *lines);
    if (!lines) return jln_err_nomem(b->err);
    size_t count = cover_lines(b, jln_build_flag(node, "returns"), lines);
    jln_block *block = add_block(b, JLN_BLOCK_COVER);
    if (!block) return JLN_ENOMEM;
    block->cover = (jln_doc_cover){.title = b->doc->title,
                                   .subtitle = jln_build_plan_title(b),
                                   .owner = b->doc->author,
                                   .lines = lines,
                                   .line_count = count};
    return JLN_OK;
}

jln_status jln_build_contents(jln_builder *b, const jln_tree *node) {
    static const char *const lists[] = {"headings", "tables", "charts", NULL};
    int list = JLN_LIST_HEADINGS;
    jln_status status = jln_build_fields(b, node, "of:text formats:list");
    if (status == JLN_OK) status = jln_build_choice(b, node, "of", lists, JLN_LIST_HEADINGS, &list);
    if (status != JLN_OK) return status;
    jln_block *block = add_block(b, JLN_BLOCK_CONTENTS);
    if (!block) return JLN_ENOMEM;
    block->contents = (jln_list_of)list;
    return JLN_OK;
}

jln_status jln_build_add_heading(jln_builder *b, int level, const char *text) {
    if (!text) return JLN_OK;
    jln_block *block = add_block(b, JLN_BLOCK_HEADING);
    if (!block) return JLN_ENOMEM;
    block->heading.level = level;
    block->heading.text = text;
    block->heading.id = jln_build_fmt(b, "h%zu", b->doc->block_count);
    return JLN_OK;
}

jln_status jln_build_heading(jln_builder *b, const jln_tree *node) {
    const char *text = jln_build_words(b, node, "title");
    bool chapter = strcmp(node->constructor, "chapter") == 0;
    jln_status status = jln_build_fields(
        b, node, chapter ? "title:words annex:flag formats:list" : "title:words formats:list");
    if (status != JLN_OK) return status;
    if (!text)
        return jln_build_wrong(b, node, _("%s{...} : le champ « title » manque"),
                               node->constructor);
    const char *name = text;
    if (jln_build_flag(node, "annex"))
        text = jln_build_fmt(b, _("Annexe %d. %s"), ++b->annexes, text);
    status = jln_build_add_heading(b, chapter ? 1 : 2, text);
    if (status == JLN_OK && text != name)
        b->doc->blocks[b->doc->block_count - 1].heading.name = name;
    return status;
}

jln_status jln_build_say(jln_builder *b, jln_text_role role, const char *text) {
    jln_block *block = add_block(b, JLN_BLOCK_TEXT);
    if (!block) return JLN_ENOMEM;
    block->text.role = role;
    block->text.text = text;
    return JLN_OK;
}

jln_status jln_build_paragraph(jln_builder *b, const jln_tree *node) {
    static const char *const roles[] = {"body", "lead", "note", "warning", "item", NULL};
    int role = JLN_TEXT_BODY;
    jln_status status = jln_build_fields(b, node, "text:words role:text formats:list");
    if (status == JLN_OK) status = jln_build_choice(b, node, "role", roles, JLN_TEXT_BODY, &role);
    if (status != JLN_OK) return status;
    const char *text = jln_build_words(b, node, "text");
    if (!text) return jln_build_wrong(b, node, "%s", _("text{...} : le champ « text » manque"));
    return jln_build_say(b, (jln_text_role)role, text);
}

jln_status jln_build_page(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "landscape:flag formats:list");
    if (status != JLN_OK) return status;
    jln_block *block = add_block(b, JLN_BLOCK_PAGE);
    if (!block) return JLN_ENOMEM;
    block->page.landscape = jln_build_flag(node, "landscape");
    return JLN_OK;
}
