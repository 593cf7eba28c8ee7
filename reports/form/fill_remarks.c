/* "À corriger": what a copy to send back says of the form it copies. */
#include "form/inside.h"
#include "form/writer.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER, NATURE, SHEET, CELL, SENT, WHAT, COLUMNS };

static const struct {
    const char *title;
    double width;
} columns[COLUMNS] = {{N_("N°"), 6},
                      {N_("Nature"), 16},
                      {N_("Feuille"), 20},
                      {N_("Cellule, ici"), 12},
                      {N_("Cellule, dans le fichier reçu"), 16},
                      {N_("Ce qui ne va pas, et que faire"), 92}};

static const char *nature_of(const jln_form_remark *r) {
    if (r->gravity == JLN_FORM_PROBLEM) return _("À corriger");
    if (r->gravity == JLN_FORM_NOTICE) return _("À savoir");
    return r->by ? _("Confirmé") : _("À confirmer");
}

static jln_light light_of(const jln_form_remark *r) {
    if (r->gravity == JLN_FORM_PROBLEM) return JLN_LIGHT_RED;
    return r->gravity == JLN_FORM_DOUBT && !r->by ? JLN_LIGHT_ORANGE : JLN_LIGHT_NONE;
}

static void head_line(jln_form_writer *w, const char *text, jln_look look, double height) {
    jln_area area = {w->remarks_at, w->row, 0, w->row, COLUMNS - 1};
    jln_book_rich(w->book, area, text, (jln_book_style){.look = look, .wrap = true}, "À corriger");
    jln_book_row(w->book, w->remarks_at, w->row++, height, 0);
}

static void write_head(jln_form_writer *w) {
    const jln_form *form = w->source->answers;
    const char *slash = strrchr(form->path, '/');
    jln_str text = {0};
    head_line(w, _("À corriger ou à confirmer"), JLN_LOOK_TITLE, 30);
    jln_str_fmt(&text, _("Fichier reçu : %s — %s, %s"), slash ? slash + 1 : form->path,
                jln_plan_structure(w->plan, w->key->lead), w->key->period.code);
    head_line(w, jln_form_take(w, &text), JLN_LOOK_LEAD, 18);
    head_line(w,
              _("Ce classeur reprend les réponses reçues. **Cellules rouges** : corriger. "
                "**Cellules orange** : "
                "corriger, ou dire pourquoi le chiffre est juste dans la dernière colonne de la "
                "ligne. Puis "
                "renvoyer ce classeur ; rien n'a été pris du premier envoi."),
              JLN_LOOK_TEXT, 34);
    w->row++;
}

static void write_remark(jln_form_writer *w, size_t i) {
    const jln_form *form = w->source->answers;
    const jln_form_note *n = &form->notes[i];
    const jln_form_remark *r = &n->said;
    char number[24], ref[JLN_XLSX_REF_MAX] = "";
    const char *mark = strrchr(r->where, '!');
    bool placed = w->note_rows[i] != UINT32_MAX && n->column >= 0;
    if (placed) jln_xlsx_ref_text(w->note_rows[i], (uint16_t)n->column, ref);
    snprintf(number, sizeof number, "%zu", i + 1);
    const char *sent = mark ? mark + 1 : n->sheet < 0 || !form->csv ? "" : r->where;
    const char *what =
        r->by ? jln_arena_fmt(w->arena, _("%s — confirmé par %s : %s"), r->message, r->by, r->why)
              : r->message;
    if (!jln_book_have(w->book, what)) return;
    const char *texts[COLUMNS] = {
        number, nature_of(r), n->sheet < 0 ? "" : _(jln_form_layouts[n->sheet].name),
        ref,    sent,         what};
    for (uint16_t c = 0; c < COLUMNS; c++) {
        jln_book_style s = {.look = JLN_LOOK_BODY,
                            .wrap = true,
                            .light = c == NATURE ? light_of(r) : JLN_LIGHT_NONE};
        jln_book_text(w->book, jln_area_cell(w->remarks_at, w->row, c), texts[c], s, "À corriger");
    }
    jln_book_row(w->book, w->remarks_at, w->row++, jln_form_lines_of(what, 105) * 13.5 + 4, 0);
}

/* Answers of lines that the form no longer has would be lost without a word. */
static void write_lost(jln_form_writer *w) {
    const jln_form *form = w->source->answers;
    for (int s = 0; s < JLN_FORM_SHEETS; s++)
        for (size_t i = 0; i < form->expected[s].count; i++) {
            const jln_form_word *line = &form->expected[s].items[i];
            if (!line->answers || line->written) continue;
            jln_str text = {0};
            jln_str_fmt(&text,
                        _("%s, ligne « %s » : elle n'est plus de la fiche ; réponses reçues :"),
                        _(jln_form_layouts[s].name), line->word);
            for (uint16_t c = 1; c < jln_form_layouts[s].count; c++)
                if (line->answers[c].text)
                    jln_str_fmt(&text, " %s = %s ;", _(jln_form_layouts[s].columns[c].title),
                                line->answers[c].text);
            head_line(w, jln_form_take(w, &text), JLN_LOOK_WARNING, 30);
        }
}

void jln_form_fill_remarks(jln_form_writer *w) {
    const jln_form *form = w->source->answers;
    const jln_book_style header = {.look = JLN_LOOK_HEADER, .side = JLN_SIDE_CENTRE, .wrap = true};
    size_t at = w->remarks_at;
    w->row = 0;
    write_head(w);
    for (uint16_t c = 0; c < COLUMNS; c++) {
        jln_book_width(w->book, at, c, columns[c].width);
        jln_book_text(w->book, jln_area_cell(at, w->row, c), _(columns[c].title), header,
                      "À corriger");
    }
    uint32_t titles = w->row++;
    jln_book_row(w->book, at, titles, 32, 0);
    for (size_t i = 0; i < form->note_count; i++) write_remark(w, i);
    size_t kept = form->note_count, all = kept;
    size_t said = form->counts.problems + form->counts.doubts;
    if (said > all) all = said;
    if (all > kept) {
        jln_str text = {0};
        jln_str_fmt(&text,
                    P_("et %zu autre problème, à voir après ces premières corrections",
                       "et %zu autres problèmes, à voir après ces premières corrections",
                       all - kept),
                    all - kept);
        head_line(w, jln_form_take(w, &text), JLN_LOOK_WARNING, 18);
    }
    write_lost(w);
    jln_book_freeze(w->book, at, titles + 1, 0);
    const jln_book_page page = {.area = {at, 0, 0, w->row - 1, COLUMNS - 1},
                                .landscape = true,
                                .top = 0.6,
                                .header = "",
                                .footer = "&CPage &P / &N",
                                .repeat = titles,
                                .repeat_count = 1};
    jln_book_print(w->book, at, &page);
}
