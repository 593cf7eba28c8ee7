/* The headline figures of a report, one row each: value, last one, change, base, coverage. */
#include "out/workbook_parts.h"

static const char *previous_title(const jln_block *block) {
    const char *label = block->cards.cards[0].previous_label;
    for (size_t i = 1; i < block->cards.count; i++)
        if (!jln_str_eq(label, block->cards.cards[i].previous_label)) label = NULL;
    return label ? label : _("Période précédente");
}

static void put_card_text(jln_filling *w, const jln_block_place *p, uint32_t row, size_t column,
                          const char *text) {
    jln_book_style style = {.look = JLN_LOOK_BODY, .wrap = true, .indent = column > 0};
    jln_book_text(w->book, jln_filling_column(p, column, row), text, style,
                  w->plan.sheets[p->sheet].name);
}

static void put_card_value(jln_filling *w, const jln_block_place *p, uint32_t row, size_t column,
                           const jln_doc_card *card, const jln_cell *cell, jln_kind kind) {
    jln_shown_cell c = {.cell = cell,
                        .kind = kind,
                        .scale = card->scale,
                        .decimals = card->decimals,
                        .style = {.look = JLN_LOOK_BODY},
                        .area = jln_filling_column(p, column, row),
                        .where = card->label};
    jln_shown shown;
    if (jln_filling_failed(w)) return;
    jln_book_fail(w->book, jln_formulas_shown(&w->formulas, cell, kind, card->label, &shown,
                                              jln_book_err(w->book)));
    if (jln_filling_failed(w)) return;
    jln_put_value(w, &c, &shown);
    jln_put_comment(w, &c);
}

static jln_kind change_kind(jln_kind kind) {
    return kind == JLN_KIND_RATE ? JLN_KIND_POINTS : kind;
}

static void put_card(jln_filling *w, const jln_block_place *p, uint32_t row,
                     const jln_doc_card *card) {
    put_card_text(w, p, row, 0, card->label);
    put_card_value(w, p, row, 1, card, &card->cell, card->kind);
    put_card_value(w, p, row, 2, card, &card->previous, card->kind);
    put_card_value(w, p, row, 3, card, &card->change, change_kind(card->kind));
    put_card_text(w, p, row, 4, card->basis);
    put_card_text(w, p, row, 5, card->coverage);
    const char *texts[JLN_SHEET_CARD_COLUMNS] = {card->label, NULL,        NULL,
                                                 NULL,        card->basis, card->coverage};
    int lines = 1;
    for (size_t c = 0; c < JLN_SHEET_CARD_COLUMNS; c++) {
        int here = jln_filling_lines(w, jln_filling_column(p, c, row), texts[c], c > 0);
        if (here > lines) lines = here;
    }
    if (lines > 1) jln_book_row(w->book, p->sheet, row, 13.0 * lines + 2, 0);
}

void jln_put_cards(jln_filling *w, size_t block) {
    const jln_block *b = &w->doc->blocks[block];
    const jln_block_place *p = &w->plan.places[block];
    if (!b->cards.count) return;
    const char *titles[JLN_SHEET_CARD_COLUMNS] = {_("Indicateur"), _("Valeur"), previous_title(b),
                                                  _("Évolution"),  _("Base"),   _("Couverture")};
    for (size_t c = 0; c < JLN_SHEET_CARD_COLUMNS; c++)
        jln_put_header(w, jln_filling_column(p, c, p->header), titles[c], NULL);
    jln_book_row(w->book, p->sheet, p->header, 20, 0);
    for (size_t i = 0; i < b->cards.count && !jln_filling_failed(w); i++)
        put_card(w, p, p->body + (uint32_t)i, &b->cards.cards[i]);
}
