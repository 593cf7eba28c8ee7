/* Documents that no ministry would write: each must end, as pages without overlap and as a valid
 * file. */
#ifndef JLN_TESTS_REPORT_HOSTILE_H
#define JLN_TESTS_REPORT_HOSTILE_H

#include "report_sample.h"

static inline char *repeated(jln_doc *doc, const char *word, size_t bytes) {
    size_t length = strlen(word);
    char *text = jln_arena_alloc(doc->arena, bytes + length + 1);
    for (size_t at = 0; at < bytes; at += length) memcpy(text + at, word, length);
    return text;
}

static inline void hostile_titles(jln_doc *doc) {
    const char *words = repeated(doc, "titre à rallonge ", 2000), *solid = repeated(doc, "é", 2000);
    doc->title = doc->running = doc->footer = doc->band = words;
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_COVER, JLN_FOR_ALL);
    b->cover.title = b->cover.subtitle = b->cover.owner = words;
    b->cover.lines = jln_arena_array(doc->arena, 3, sizeof *b->cover.lines);
    for (size_t i = 0; i < 3; i++) b->cover.lines[i] = solid;
    b->cover.line_count = 3;
    jln_doc_add(doc, JLN_BLOCK_CONTENTS, JLN_FOR_PDF);
    for (int level = 0; level < 12; level++) sample_heading(doc, level, level % 2 ? words : solid);
    sample_text(doc, JLN_TEXT_WARNING, solid);
    sample_text(doc, JLN_TEXT_ITEM, repeated(doc, "**gras** ", 9000));
}

static inline void hostile_table(jln_doc *doc, size_t columns, size_t rows, const char *title,
                                 const char *text, const char *group) {
    jln_doc_column *c = jln_arena_array(doc->arena, columns + 1, sizeof *c);
    for (size_t i = 0; i < columns; i++) {
        c[i] = sample_column(jln_arena_fmt(doc->arena, "c%zu", i), title, (jln_kind)(i % 10),
                             i % 10 ? 0 : 1);
        c[i].group = group;
    }
    jln_doc_table *t = jln_doc_table_add(
        doc, JLN_FOR_ALL, jln_arena_fmt(doc->arena, "t%zu", doc->block_count), title, c, columns);
    t->numbered = true;
    for (size_t r = 0; r < rows; r++) {
        jln_doc_row *row = jln_doc_row_add(doc, t, jln_arena_fmt(doc->arena, "%zu", r),
                                           (jln_row_role)(r % 5), (int)r % 12);
        for (size_t i = 0; i < columns; i++) {
            if (c[i].kind == JLN_KIND_TEXT || c[i].kind == JLN_KIND_CODE) row->cells[i].text = text;
            row->cells[i].value = jln_value_integer(INT64_MAX / (int64_t)(i + r + 1));
            row->cells[i].light = (jln_light)((i + r) % JLN_LIGHT_COUNT);
            if ((i + r) % 11 == 0) row->cells[i].note = jln_doc_note(doc, t, text);
        }
    }
}

static inline void hostile_many_columns(jln_doc *doc) {
    hostile_table(doc, 60, 12, "Montant", "texte court", NULL);
    hostile_table(doc, 60, 3, "Montant", "texte court", "Groupe de colonnes");
}

static inline void hostile_long_cells(jln_doc *doc) {
    hostile_table(doc, 10, 6, "Colonne", repeated(doc, "mot ", 40000), NULL);
    hostile_table(doc, 10, 3, "Colonne", repeated(doc, "m", 20000), "Groupe");
}

static inline void hostile_long_headers(jln_doc *doc) {
    hostile_table(doc, 10, 12, repeated(doc, "titre ", 2000), "texte", NULL);
    hostile_table(doc, 10, 12, repeated(doc, "t", 2000), "texte", repeated(doc, "g", 500));
}

static inline void hostile_empty(jln_doc *doc) {
    hostile_table(doc, 3, 0, "Vide", "", NULL);
    hostile_table(doc, 0, 0, "", "", NULL);
    hostile_table(doc, 0, 3, NULL, "", NULL);
    hostile_table(doc, 1, 1, NULL, NULL, NULL);
    jln_doc_chart *chart = jln_arena_alloc(doc->arena, sizeof *chart);
    jln_doc_add(doc, JLN_BLOCK_CHART, JLN_FOR_PDF)->chart = chart;
    jln_doc_add(doc, JLN_BLOCK_CARDS, JLN_FOR_PDF);
    jln_doc_add(doc, JLN_BLOCK_COVER, JLN_FOR_PDF);
    jln_doc_add(doc, JLN_BLOCK_TEXT, JLN_FOR_PDF);
    jln_doc_add(doc, JLN_BLOCK_HEADING, JLN_FOR_PDF);
    jln_doc_add(doc, JLN_BLOCK_CONTENTS, JLN_FOR_PDF);
    for (int i = 0; i < 5; i++) sample_page(doc, i % 2);
}

static inline void hostile_nothing(jln_doc *doc) {
    (void)doc;
}

static inline void hostile_levels(jln_doc *doc) {
    hostile_table(doc, 4, 500, "Niveaux",
                  "un texte qui se répartit sur quelques lignes quand la place manque", "G");
}

static inline void hostile_cards(jln_doc *doc) {
    jln_doc_card *cards = jln_arena_array(doc->arena, 7, sizeof *cards);
    for (int i = 0; i < 7; i++) {
        cards[i].label = i % 2 ? "Court" : repeated(doc, "libellé ", 3000);
        cards[i].basis = cards[i].coverage = cards[i].label;
        cards[i].kind = JLN_KIND_AMOUNT;
        cards[i].cell.value = jln_value_integer(INT64_MAX);
        cards[i].cell.light = JLN_LIGHT_RED;
        cards[i].previous_label = "2012";
    }
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_CARDS, JLN_FOR_PDF);
    b->cards.cards = cards;
    b->cards.count = 7;
    sample_page(doc, true);
    jln_block *again = jln_doc_add(doc, JLN_BLOCK_CARDS, JLN_FOR_PDF);
    again->cards.cards = cards + 1;
    again->cards.count = 1;
}

static inline void hostile_chart(jln_doc *doc, jln_chart_kind kind, size_t categories,
                                 size_t series, bool negative) {
    jln_doc_column c[] = {sample_column("v", "v", JLN_KIND_AMOUNT, 0)};
    const char *key = jln_arena_fmt(doc->arena, "k%zu", doc->block_count);
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_XLSX, key, "t", c, 1);
    jln_doc_chart *chart = jln_arena_alloc(doc->arena, sizeof *chart);
    *chart = (jln_doc_chart){.key = key,
                             .title = "Figure",
                             .chart = kind,
                             .scale = 1000,
                             .category_count = categories,
                             .series_count = series};
    chart->kind = negative ? JLN_KIND_RATE : JLN_KIND_AMOUNT;
    chart->categories = jln_arena_array(doc->arena, categories, sizeof *chart->categories);
    chart->series = jln_arena_array(doc->arena, series, sizeof *chart->series);
    for (size_t i = 0; i < categories; i++)
        chart->categories[i] = i % 3 ? "catégorie" : repeated(doc, "catégorie longue ", 900);
    for (size_t s = 0; s < series; s++) {
        jln_cell_ref *refs = jln_arena_array(doc->arena, categories, sizeof *refs);
        for (size_t i = 0; i < categories; i++) {
            const char *row = jln_arena_fmt(doc->arena, "%zu-%zu", s, i);
            jln_doc_row *r = jln_doc_row_add(doc, t, row, JLN_ROW_BODY, 0);
            r->cells[0].value =
                jln_value_integer((int64_t)(i * 7 + s) * (negative && i % 2 ? -1000 : 1000000));
            if (i % 5 == 4) r->cells[0].value = jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
            refs[i] = (jln_cell_ref){key, row, "v"};
        }
        chart->series[s] = (jln_chart_series){
            .name = s % 2 ? "série" : repeated(doc, "série ", 400), .cells = refs};
    }
    jln_doc_add(doc, JLN_BLOCK_CHART, JLN_FOR_PDF)->chart = chart;
}

static inline void hostile_charts(jln_doc *doc) {
    for (int kind = JLN_CHART_BARS; kind <= JLN_CHART_PANELS; kind++) {
        hostile_chart(doc, (jln_chart_kind)kind, 100, 3, false);
        hostile_chart(doc, (jln_chart_kind)kind, 7, 90, false);
        hostile_chart(doc, (jln_chart_kind)kind, 6, 2, true);
        hostile_chart(doc, (jln_chart_kind)kind, 1, 1, true);
        hostile_chart(doc, (jln_chart_kind)kind, 3, 0, false);
    }
}

static inline void hostile_bytes(jln_doc *doc) {
    sample_text(doc, JLN_TEXT_BODY, "\x01\x7f\t\r\n\n\n\xff\xfe\xc3 fin");
    sample_text(doc, JLN_TEXT_BODY, "** ** ** **");
    sample_heading(doc, 1, "\n\n");
    sample_text(doc, JLN_TEXT_WARNING, "");
}

static const struct {
    const char *name;
    void (*build)(jln_doc *doc);
} hostile[] = {
    {"titles of 2000 characters", hostile_titles},
    {"60 columns", hostile_many_columns},
    {"cells longer than a page", hostile_long_cells},
    {"headers longer than a page", hostile_long_headers},
    {"empty blocks", hostile_empty},
    {"no block", hostile_nothing},
    {"12 levels", hostile_levels},
    {"cards", hostile_cards},
    {"charts", hostile_charts},
    {"odd bytes", hostile_bytes},
};

#endif
