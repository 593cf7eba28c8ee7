#include "out/workbook.h"

#include "out/pages.h"
#include "out/workbook_parts.h"

/* --- blocks --- */

static void put_cover(jln_filling *w, const jln_block_place *p, const jln_doc_cover *cover) {
    uint32_t row = p->row;
    jln_put_line(w, p->sheet, row++, JLN_LOOK_OWNER, cover->owner);
    jln_put_paragraph(w, p->sheet, row++, JLN_LOOK_TITLE, cover->title);
    jln_put_line(w, p->sheet, row++, JLN_LOOK_SUBTITLE, cover->subtitle);
    for (size_t i = 0; i < cover->line_count; i++)
        jln_put_line(w, p->sheet, row++, JLN_LOOK_COVER_LINE, cover->lines[i]);
}

static void put_prose(jln_filling *w, const jln_block_place *p, jln_text_role role,
                      const char *text, int number) {
    static const jln_look looks[] = {[JLN_TEXT_BODY] = JLN_LOOK_TEXT,
                                     [JLN_TEXT_LEAD] = JLN_LOOK_LEAD,
                                     [JLN_TEXT_NOTE] = JLN_LOOK_NOTE,
                                     [JLN_TEXT_WARNING] = JLN_LOOK_WARNING,
                                     [JLN_TEXT_ITEM] = JLN_LOOK_TEXT};
    if (role == JLN_TEXT_ITEM && text) {
        text = number ? jln_arena_fmt(w->arena, "%d. %s", number, text)
                      : jln_arena_fmt(w->arena, "• %s", text);
        if (!jln_book_have(w->book, text)) return;
    }
    jln_put_paragraph(w, p->sheet, p->row, looks[role], text);
}

static void put_signatures(jln_filling *w, const jln_block_place *p, const jln_block *block) {
    uint32_t row = p->row;
    jln_put_line(w, p->sheet, row++, JLN_LOOK_TEXT, block->signatures.made_at);
    for (size_t i = 0; i < block->signatures.count; i++) {
        jln_put_line(w, p->sheet, row++, JLN_LOOK_SUBSECTION,
                     block->signatures.signatories[i].title);
        jln_put_line(w, p->sheet, row++, JLN_LOOK_TEXT, block->signatures.signatories[i].name);
    }
}

static void put_block(jln_filling *w, size_t b) {
    const jln_block *block = &w->doc->blocks[b];
    const jln_block_place *p = &w->plan.places[b];
    int level = block->kind == JLN_BLOCK_HEADING ? block->heading.level : 0;
    switch (block->kind) {
    case JLN_BLOCK_COVER:
        put_cover(w, p, &block->cover);
        break;
    case JLN_BLOCK_HEADING:
        jln_put_line(w, p->sheet, p->row,
                     level <= 1   ? JLN_LOOK_CHAPTER
                     : level == 2 ? JLN_LOOK_SECTION
                                  : JLN_LOOK_SUBSECTION,
                     block->heading.text);
        break;
    case JLN_BLOCK_TEXT:
        put_prose(w, p, block->text.role, block->text.text, block->text.number);
        break;
    case JLN_BLOCK_CARDS:
        jln_put_cards(w, b);
        break;
    case JLN_BLOCK_TABLE:
        jln_put_table(w, b);
        break;
    case JLN_BLOCK_CHART:
        jln_put_chart(w, b);
        break;
    case JLN_BLOCK_SIGNATURES:
        put_signatures(w, p, block);
        break;
    case JLN_BLOCK_CONTENTS:
    case JLN_BLOCK_PAGE:
    case JLN_BLOCK_SIGNS:
    case JLN_BLOCK_SLOT:
        break;
    }
}

/* --- the first sheet --- */

/* What the first sheet has on top when there is no cover. */
static void put_front_title(jln_filling *w) {
    for (size_t b = 0; b < w->doc->block_count; b++)
        if (w->plan.places[b].used && w->doc->blocks[b].kind == JLN_BLOCK_COVER) return;
    jln_put_paragraph(w, 0, w->plan.top, JLN_LOOK_TITLE, w->doc->title);
    jln_put_line(w, 0, w->plan.top + 1, JLN_LOOK_SUBTITLE, w->doc->author);
}

/* Below its blocks: the list of the sheets, the situation, the fingerprint. */
static void put_front_end(jln_filling *w) {
    uint32_t row = w->plan.sheets[0].rows + 1;
    if (w->plan.count > 1)
        jln_put_line(w, 0, row++, JLN_LOOK_SECTION, _("Feuilles de ce classeur"));
    for (size_t i = 1; i < w->plan.count; i++) {
        const jln_sheet *s = &w->plan.sheets[i];
        jln_book_link(w->book, jln_area_cell(0, row++, 0), s->name, s->title ? s->title : s->name);
    }
    jln_put_paragraph(w, 0, ++row, JLN_LOOK_NOTE, w->doc->footer);
    if (w->doc->fingerprint) {
        const char *text =
            jln_arena_fmt(w->arena, _("Empreinte des données : %s"), w->doc->fingerprint);
        if (jln_book_have(w->book, text)) jln_put_paragraph(w, 0, ++row, JLN_LOOK_NOTE, text);
    }
    jln_filling_print(w, 0, row + 1, NULL);
}

/* --- all of it --- */

static void fill(jln_filling *w) {
    const jln_doc *d = w->doc;
    jln_book_properties(w->book, d->running ? d->running : d->title, d->author, d->subject,
                        d->fingerprint, d->date);
    for (size_t i = 0; i < w->plan.count; i++) jln_book_add_sheet(w->book, w->plan.sheets[i].name);
    for (size_t i = 0; i < w->plan.count; i++) jln_filling_sheet(w, i);
    const jln_sheet *last = &w->plan.sheets[w->plan.count - 1];
    if (last->kind == JLN_SHEET_CHARTS)
        jln_put_line(w, w->plan.count - 1, w->plan.top, JLN_LOOK_CHAPTER, last->title);
    put_front_title(w);
    for (size_t b = 0; b < d->block_count && !jln_filling_failed(w); b++)
        if (w->plan.places[b].used) put_block(w, b);
    for (size_t i = 1; i < w->plan.count && !jln_filling_failed(w); i++)
        if (w->plan.sheets[i].kind == JLN_SHEET_CHAPTER)
            jln_pages_break(w->book, d, &w->plan, i, jln_filling_landscape(&w->plan.sheets[i]),
                            jln_filling_margin(w), w->arena);
    put_front_end(w);
}

jln_status jln_workbook_fill(jln_book *book, const jln_doc *doc, jln_arena *arena, jln_err *err) {
    jln_filling w = {.doc = doc, .arena = arena, .book = book};
    jln_status status = jln_sheets_plan(&w.plan, doc, arena, err);
    if (!status) status = jln_formulas_init(&w.formulas, doc, &w.plan, arena, err);
    if (status) return status;
    fill(&w);
    return JLN_OK; /* the book knows of its failures */
}
