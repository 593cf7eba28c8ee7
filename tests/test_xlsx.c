/* A sample report written as a workbook and as CSV. `test_xlsx OUT.xlsx` only writes the sample:
 * tests/recalc.sh. */
#include "base/utf8.h"
#include "doc/doc.h"
#include "out/cell_text.h"
#include "out/csv.h"
#include "out/formula.h"
#include "out/sheet_name.h"
#include "out/sheets.h"
#include "out/xlsx.h"

#include <check.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/jalon-test-XXXXXX";

/* --- a sample: axes with three years, their sums, rates, gaps, and what is not a number --- */

enum { AXES = 4 };

static const jln_doc_column AXIS_COLUMNS[] = {
    {.key = "label", .title = "Axe stratégique", .kind = JLN_KIND_TEXT, .weight = 1},
    {.key = "planned",
     .title = "Prévu",
     .group = "2013",
     .kind = JLN_KIND_AMOUNT,
     .scale = 1000,
     .unit = "XOF"},
    {.key = "paid",
     .title = "Payé",
     .group = "2013",
     .kind = JLN_KIND_AMOUNT,
     .scale = 1000,
     .unit = "XOF"},
    {.key = "rate",
     .title = "Taux d'exécution financière",
     .group = "2013",
     .kind = JLN_KIND_RATE,
     .decimals = 1,
     .unit = "ratio"},
    {.key = "cover", .title = "Couverture", .kind = JLN_KIND_COVER},
    {.key = "physical",
     .title = "Taux physique",
     .kind = JLN_KIND_RATE,
     .decimals = 1,
     .unit = "ratio"},
    {.key = "gap",
     .title = "Écart physico-financier",
     .kind = JLN_KIND_POINTS,
     .decimals = 1,
     .unit = "points"},
    {.key = "light", .title = "Feu", .kind = JLN_KIND_LIGHT},
};

static const char *const AXIS_NAMES[AXES] = {
    "Extension de l'assurance maladie obligatoire et du régime d'assistance médicale",
    "Promotion de la mutualité dans les régions",
    "Renforcement de l'aide sociale et des filets sociaux",
    "Cadre institutionnel, suivi & évaluation",
};
static const int64_t PLANNED[AXES] = {12345678000, 4200500000, 0, 987654321};
static const int64_t PAID[AXES] = {8234567000, 2100250000, -1, 777777777}; /* -1: missing */
static const int PHYSICAL[AXES] = {71, 38, 55, -1};

static jln_cell_ref *refs(jln_doc *doc, size_t count) {
    return jln_arena_array(doc->arena, count, sizeof(jln_cell_ref));
}

static void set_expr(jln_doc *doc, jln_cell *cell, jln_expr_op op, const jln_cell_ref *operands,
                     size_t n) {
    jln_expr *e = jln_arena_alloc(doc->arena, sizeof *e);
    jln_cell_ref *copy = refs(doc, n);
    memcpy(copy, operands, n * sizeof *copy);
    *e = (jln_expr){op, n, copy};
    cell->expr = e;
}

static void set_pair(jln_doc *doc, jln_cell *cell, jln_expr_op op, const char *table,
                     const char *row, const char *a, const char *b) {
    set_expr(doc, cell, op, (jln_cell_ref[]){{table, row, a}, {table, row, b}}, 2);
    jln_cell_place at[2];
    jln_doc_index *index = jln_doc_index_new(doc);
    jln_rat result;
    bool known = true;
    for (int i = 0; i < 2; i++) {
        ck_assert(jln_doc_find(index, cell->expr->operands[i], &at[i]));
        known = known && jln_value_known(&at[i].cell->value);
    }
    if (known && op == JLN_EXPR_DIFFERENCE)
        known = jln_rat_sub(at[0].cell->value.number, at[1].cell->value.number, &result);
    else if (known)
        known = jln_rat_div(at[0].cell->value.number, at[1].cell->value.number, &result);
    cell->value = known ? jln_value_number(result) : jln_value_none(JLN_NC, JLN_REASON_ZERO_BASE);
}

static void set_sum(jln_doc *doc, jln_cell *cell, const char *table, const char *const *rows,
                    size_t n, const char *column) {
    jln_cell_ref *list = refs(doc, n);
    jln_doc_index *index = jln_doc_index_new(doc);
    jln_rat sum = jln_rat_of(0);
    uint32_t known = 0;
    for (size_t i = 0; i < n; i++) {
        jln_cell_place at;
        list[i] = (jln_cell_ref){table, rows[i], column};
        ck_assert(jln_doc_find(index, list[i], &at));
        if (!jln_value_known(&at.cell->value)) continue;
        known++;
        ck_assert(jln_rat_add(sum, at.cell->value.number, &sum));
    }
    set_expr(doc, cell, JLN_EXPR_SUM, list, n);
    cell->value = jln_value_number(sum);
    if (known < n) cell->value.state = known ? JLN_PARTIAL : JLN_MISSING;
    cell->value.known = known;
    cell->value.expected = (uint32_t)n;
}

static const char *const AXIS_KEYS[AXES] = {"1", "2", "3", "4"};

static void add_axis(jln_doc *doc, jln_doc_table *t, int i) {
    jln_rat physical;
    jln_cell *c = jln_doc_row_add(doc, t, AXIS_KEYS[i], JLN_ROW_BODY, i == 1 ? 1 : 0)->cells;
    c[0].text = AXIS_NAMES[i];
    c[1].value = jln_value_integer(PLANNED[i]);
    c[1].source = "001, l. 5873";
    c[2].value = PAID[i] < 0 ? jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN)
                             : jln_value_integer(PAID[i]);
    set_pair(doc, &c[3], JLN_EXPR_RATIO, "axes", AXIS_KEYS[i], "paid", "planned");
    c[4].value = (jln_value){.state = JLN_PARTIAL, .number = {1, 1}, .known = 41, .expected = 63};
    jln_rat_make(PHYSICAL[i], 100, &physical);
    c[5].value = PHYSICAL[i] < 0 ? jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN)
                                 : jln_value_number(physical);
    set_pair(doc, &c[6], JLN_EXPR_DIFFERENCE, "axes", AXIS_KEYS[i], "physical", "rate");
    c[7].light = (jln_light)(i + 1);
}

static jln_doc_table *add_axes(jln_doc *doc) {
    jln_doc_table *t =
        jln_doc_table_add(doc, JLN_FOR_ALL, "axes", "Exécution par axe en 2013", AXIS_COLUMNS, 8);
    t->caption = "en milliers de FCFA ; stade payé, base coût prévu";
    t->frozen_columns = 1;
    for (int i = 0; i < AXES; i++) add_axis(doc, t, i);
    t->rows[1].cells[1].note =
        (uint16_t)jln_doc_note(doc, t, "Le document imprime 4 200 000 (tableau 10, l. 2361).");
    jln_cell *c = jln_doc_row_add(doc, t, "total", JLN_ROW_TOTAL, 0)->cells;
    c[0].text = "Ensemble du plan";
    set_sum(doc, &c[1], "axes", AXIS_KEYS, AXES, "planned");
    set_sum(doc, &c[2], "axes", AXIS_KEYS, AXES, "paid");
    set_pair(doc, &c[3], JLN_EXPR_RATIO, "axes", "total", "paid", "planned");
    c[4].value = c[2].value;
    return t;
}

static const jln_doc_column ACTIVITY_COLUMNS[] = {
    {.key = "code", .title = "Code", .kind = JLN_KIND_CODE},
    {.key = "title", .title = "Activité", .kind = JLN_KIND_TEXT, .weight = 1},
    {.key = "lead", .title = "Structure pilote", .kind = JLN_KIND_TEXT},
    {.key = "y2011",
     .title = "2011",
     .group = "Coût prévu",
     .kind = JLN_KIND_AMOUNT,
     .scale = 1000,
     .unit = "XOF"},
    {.key = "y2012",
     .title = "2012",
     .group = "Coût prévu",
     .kind = JLN_KIND_AMOUNT,
     .scale = 1000,
     .unit = "XOF"},
    {.key = "total",
     .title = "Total",
     .group = "Coût prévu",
     .kind = JLN_KIND_AMOUNT,
     .scale = 1000,
     .unit = "XOF"},
};

enum { ACTIVITIES = 40 };

static void add_activity(jln_doc *doc, jln_doc_table *t, int i, const char **keys) {
    jln_cell *c;
    if (i % 10 == 0) {
        c = jln_doc_row_add(doc, t, jln_arena_fmt(doc->arena, "g%d", i), JLN_ROW_GROUP, 0)->cells;
        c[1].text =
            "Effet : les populations du secteur informel et du monde agricole accèdent à des soins";
    }
    keys[i] = jln_arena_fmt(doc->arena, "1.1.%d", i + 1);
    c = jln_doc_row_add(doc, t, keys[i], JLN_ROW_BODY, 1)->cells;
    c[0].text = keys[i];
    c[1].text = i == 3 ? "=1+1 n'est pas une formule"
                       : "Organiser un atelier de validation des textes d'application avec les "
                         "partenaires sociaux";
    c[2].text = i % 3 ? "MDSSPA/CANAM" : "ANAM";
    c[3].value = jln_value_integer(1000000 * (int64_t)(i * 37 % 19));
    c[3].source = "001, l. 6001";
    c[4].value = jln_value_none(i % 4 == 0   ? JLN_PM
                                : i % 4 == 1 ? JLN_DASH
                                             : JLN_BLANK,
                                JLN_REASON_NONE);
    if (i % 4 == 3) c[4].value = jln_value_integer(250500);
    c[5].expr = NULL;
    set_sum(doc, &c[5], "activities", (const char *const[]){keys[i]}, 1, "y2011");
    set_expr(doc, &c[5], JLN_EXPR_SUM,
             (jln_cell_ref[]){{"activities", keys[i], "y2011"}, {"activities", keys[i], "y2012"}},
             2);
    if (i % 4 == 3) jln_rat_add(c[3].value.number, c[4].value.number, &c[5].value.number);
}

static void add_activities(jln_doc *doc) {
    const char *keys[ACTIVITIES];
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_XLSX | JLN_FOR_CSV, "activities",
                                         "Matrice des activités", ACTIVITY_COLUMNS, 6);
    t->filters = true;
    t->frozen_columns = 2;
    t->caption = "en milliers de FCFA";
    for (int i = 0; i < ACTIVITIES; i++) add_activity(doc, t, i, keys);
    jln_cell *c = jln_doc_row_add(doc, t, "total", JLN_ROW_TOTAL, 0)->cells;
    c[1].text = "Total";
    set_sum(doc, &c[3], "activities", keys, ACTIVITIES, "y2011");
    set_sum(doc, &c[4], "activities", keys, ACTIVITIES, "y2012");
    set_sum(doc, &c[5], "activities", keys, ACTIVITIES, "total");
    c[4].value.state = JLN_NUMBER;
    c = jln_doc_row_add(doc, t, "memo", JLN_ROW_MEMO, 0)->cells;
    c[1].text = "Rapprochement : payé sur l'ensemble du plan";
    set_expr(doc, &c[5], JLN_EXPR_REFERENCE, (jln_cell_ref[]){{"axes", "total", "paid"}}, 1);
    c[5].value =
        doc->blocks[0].kind == JLN_BLOCK_TABLE ? jln_value_integer(0) : jln_value_integer(0);
    jln_cell_place at;
    ck_assert(jln_doc_find(jln_doc_index_new(doc), c[5].expr->operands[0], &at));
    c[5].value = at.cell->value;
}

static const jln_doc_column FUNDER_COLUMNS[] = {
    {.key = "code", .title = "Code", .kind = JLN_KIND_CODE},
    {.key = "name", .title = "Source de financement", .kind = JLN_KIND_TEXT, .weight = 1},
    {.key = "received",
     .title = "Reçu",
     .kind = JLN_KIND_AMOUNT,
     .scale = 1000000,
     .decimals = 1,
     .unit = "XOF"},
    {.key = "share", .title = "Part", .kind = JLN_KIND_RATE, .decimals = 1, .unit = "ratio"},
    {.key = "year", .title = "Année", .kind = JLN_KIND_YEAR},
    {.key = "count", .title = "Conventions", .kind = JLN_KIND_COUNT, .unit = "conventions"},
    {.key = "number", .title = "Indice", .kind = JLN_KIND_NUMBER, .decimals = 2},
};

static void add_funders(jln_doc *doc) {
    static const char *const keys[] = {"ETAT", "BM", "OIT"};
    static const char *const names[] = {"État", "Banque mondiale",
                                        "Organisation internationale du Travail"};
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_ALL, "funders",
                                         "Financement mobilisé par source", FUNDER_COLUMNS, 7);
    for (int i = 0; i < 3; i++) {
        jln_cell *c = jln_doc_row_add(doc, t, keys[i], JLN_ROW_BODY, 0)->cells;
        c[0].text = keys[i];
        c[1].text = names[i];
        c[2].value = jln_value_integer(1234567890 + i * 7654321);
        if (i == 2) c[2].value = jln_value_none(JLN_NA, JLN_REASON_NO_STAGE);
        c[4].value = jln_value_integer(2011 + i);
        c[5].value = jln_value_integer(1200 * i);
        jln_rat_make(1000 + i, 7, &c[6].value.number);
        c[6].value.state = JLN_NUMBER;
    }
    jln_cell *c = jln_doc_row_add(doc, t, "total", JLN_ROW_TOTAL, 0)->cells;
    c[1].text = "Total";
    set_sum(doc, &c[2], "funders", keys, 3, "received");
    for (int i = 0; i < 3; i++) {
        jln_cell *share = &t->rows[i].cells[3];
        set_expr(
            doc, share, JLN_EXPR_SHARE,
            (jln_cell_ref[]){{"funders", keys[i], "received"}, {"funders", "total", "received"}},
            2);
        share->value = jln_value_none(JLN_NA, JLN_REASON_NO_STAGE);
        if (i < 2) {
            jln_rat r;
            ck_assert(jln_rat_div(t->rows[i].cells[2].value.number, c[2].value.number, &r));
            share->value = jln_value_number(r);
        }
    }
}

static void add_text(jln_doc *doc, jln_text_role role, const char *text) {
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_TEXT, JLN_FOR_ALL);
    b->text.role = role;
    b->text.text = text;
}

static void add_heading(jln_doc *doc, int level, const char *text) {
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_HEADING, JLN_FOR_ALL);
    b->heading.level = level;
    b->heading.text = text;
    b->heading.id = text;
}

static void add_chart(jln_doc *doc, jln_chart_kind kind, const char *key, const char *title,
                      const char *table, const char *const *keys, size_t n,
                      const char *const *columns, const char *const *names, size_t series,
                      jln_kind value) {
    jln_doc_chart *chart = jln_arena_alloc(doc->arena, sizeof *chart);
    *chart =
        (jln_doc_chart){.key = key, .title = title, .chart = kind, .kind = value, .decimals = 0};
    chart->caption = value == JLN_KIND_AMOUNT ? "milliers de FCFA" : NULL;
    chart->scale = value == JLN_KIND_AMOUNT ? 1000 : 1;
    chart->categories = jln_arena_array(doc->arena, n, sizeof(char *));
    chart->category_count = n;
    chart->series = jln_arena_array(doc->arena, series, sizeof *chart->series);
    chart->series_count = series;
    for (size_t i = 0; i < n; i++)
        chart->categories[i] = kind == JLN_CHART_STACKED
                                   ? AXIS_NAMES[i]
                                   : jln_arena_fmt(doc->arena, "Axe %s", keys[i]);
    for (size_t s = 0; s < series; s++) {
        jln_cell_ref *cells = refs(doc, n);
        for (size_t i = 0; i < n; i++) cells[i] = (jln_cell_ref){table, keys[i], columns[s]};
        chart->series[s] = (jln_chart_series){.name = names[s], .cells = cells};
    }
    jln_doc_add(doc, JLN_BLOCK_CHART, JLN_FOR_ALL)->chart = chart;
}

static void add_cover(jln_doc *doc) {
    static const char *lines[] = {"Exercice 2013", "Données arrêtées au 15 février 2014",
                                  "Version provisoire"};
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_COVER, JLN_FOR_ALL);
    b->cover.owner = "Ministère de la Solidarité et de l'Action humanitaire";
    b->cover.title = "Rapport annuel d'exécution du plan d'actions national d'extension de la "
                     "protection sociale";
    b->cover.subtitle = "Mali, 2011-2015";
    b->cover.lines = lines;
    b->cover.line_count = 3;
}

static void add_cards(jln_doc *doc) {
    jln_doc_card *cards = jln_arena_array(doc->arena, 2, sizeof *cards);
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_CARDS, JLN_FOR_ALL);
    b->cards.cards = cards;
    b->cards.count = 2;
    jln_rat rate, change;
    jln_rat_make(73, 100, &rate);
    jln_rat_make(5, 100, &change);
    cards[0] = (jln_doc_card){.label = "Taux d'exécution physique",
                              .kind = JLN_KIND_RATE,
                              .decimals = 1,
                              .basis = "% du programme de l'année",
                              .coverage = "41/63 activités, 72 % de la base",
                              .previous_label = "2012"};
    cards[0].cell.value = jln_value_number(rate);
    cards[0].previous.value = jln_value_none(JLN_MISSING, JLN_REASON_NO_PREVIOUS);
    cards[0].change.value = jln_value_none(JLN_NC, JLN_REASON_NO_PREVIOUS);
    cards[1] = (jln_doc_card){.label = "Montant payé",
                              .kind = JLN_KIND_AMOUNT,
                              .scale = 1000,
                              .basis = "stade payé, en milliers de FCFA",
                              .previous_label = "2012"};
    set_expr(doc, &cards[1].cell, JLN_EXPR_REFERENCE, (jln_cell_ref[]){{"axes", "total", "paid"}},
             1);
    cards[1].previous.value = jln_value_integer(9000000000);
    cards[1].change.value = jln_value_integer(2112594777);
    (void)change;
}

static jln_doc *sample(void) {
    static const char *const columns[] = {"planned", "paid"}, *const names[] = {"Prévu", "Payé"};
    static const char *const rates[] = {"physical", "rate"}, *const rate_names[] = {"Physique",
                                                                                    "Financier"};
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    doc->title = "Rapport annuel 2013";
    doc->author = "Ministère de la Solidarité";
    doc->running = "PAN-EPS 2011-2015 & suivi";
    doc->footer = "Situation au 31/12/2013 · données arrêtées au 15/02/2014 · provisoire";
    doc->band = "EXEMPLE FICTIF : aucune fiche de ce plan n'est publiée";
    doc->fingerprint = "5d41402abc4b2a76b9719d911017c592";
    doc->date = 16116;
    add_cover(doc);
    jln_doc_add(doc, JLN_BLOCK_CONTENTS, JLN_FOR_PDF);
    size_t cards = doc->block_count;
    add_cards(doc);
    add_text(doc, JLN_TEXT_LEAD,
             "En 2013, le plan a payé **11,1 milliards de FCFA** sur 17,5 milliards prévus ; une "
             "structure sur quatre n'a pas renvoyé sa fiche, et ce qui manque n'est jamais compté "
             "comme zéro.");
    add_heading(doc, 1, "1. Exécution financière : axes [2013] / sources");
    add_text(doc, JLN_TEXT_BODY,
             "Les montants sont écrits en unités entières et montrés en milliers.");
    jln_doc_table *axes = add_axes(doc);
    doc->blocks[cards].cards.cards[1].cell.value = axes->rows[AXES].cells[2].value;
    add_chart(doc, JLN_CHART_BARS, "c1", "Prévu et payé par axe", "axes", AXIS_KEYS, AXES, columns,
              names, 2, JLN_KIND_AMOUNT);
    add_heading(doc, 2, "Par source de financement");
    add_funders(doc);
    add_text(doc, JLN_TEXT_WARNING, "Les montants de l'OIT n'ont pas de stade « reçu ».");
    add_heading(doc, 1, "2. Difficultés");
    add_text(doc, JLN_TEXT_ITEM, "Retard dans l'adoption des textes d'application.");
    add_heading(doc, 1, "3. Exécution physique");
    add_chart(doc, JLN_CHART_LINES, "c2", "Taux physique et financier", "axes", AXIS_KEYS, AXES,
              rates, rate_names, 2, JLN_KIND_RATE);
    add_chart(doc, JLN_CHART_STACKED, "c3", "Empilement", "axes", AXIS_KEYS, AXES, columns, names,
              2, JLN_KIND_AMOUNT);
    add_heading(doc, 2, "Section sans rien pour le classeur");
    add_heading(doc, 1, "Annexe : matrice");
    add_activities(doc);
    return doc;
}

/* --- helpers --- */

static void path_of(char out[PATH_MAX], const char *name) {
    snprintf(out, PATH_MAX, "%s/%s", folder, name);
}

static char *slurp(const char *path, size_t *length) {
    FILE *f = fopen(path, "rb");
    ck_assert_ptr_nonnull(f);
    fseek(f, 0, SEEK_END);
    *length = (size_t)ftell(f);
    rewind(f);
    char *bytes = calloc(1, *length + 1);
    ck_assert_uint_eq(fread(bytes, 1, *length, f), *length);
    fclose(f);
    return bytes;
}

/* A part of the workbook as text. */
static char *part(const char *path, const char *name) {
    char command[2 * PATH_MAX], *text = NULL;
    snprintf(command, sizeof command, "unzip -p '%s' '%s'", path, name);
    FILE *f = popen(command, "r");
    ck_assert_ptr_nonnull(f);
    size_t size = 0;
    ck_assert_int_gt(getdelim(&text, &size, '\0', f), 0);
    ck_assert_int_eq(pclose(f), 0);
    return text;
}

static void write_sample(const char *path) {
    jln_doc *doc = sample();
    jln_err err = {0};
    jln_status status = jln_xlsx_write(doc, path, &err);
    ck_assert_msg(status == JLN_OK, "%s: %s", err.where, err.message);
    jln_doc_free(doc);
}

static void expect_part(const char *path, const char *name, const char *const *wanted) {
    char *xml = part(path, name);
    for (; *wanted; wanted++)
        ck_assert_msg(strstr(xml, *wanted) != NULL, "%s has no %s", name, *wanted);
    free(xml);
}

/* --- tests --- */

static const char *sample_path; /* of `test_xlsx OUT.xlsx` */

START_TEST(test_write_sample) {
    write_sample(sample_path);
}
END_TEST

START_TEST(test_reproducible) {
    char a[PATH_MAX], b[PATH_MAX];
    size_t m, n;
    path_of(a, "a.xlsx");
    path_of(b, "b.xlsx");
    write_sample(a);
    write_sample(b);
    char *first = slurp(a, &m), *second = slurp(b, &n);
    ck_assert_uint_eq(m, n);
    ck_assert(memcmp(first, second, m) == 0);
    free(first);
    free(second);
    unlink(a);
    unlink(b);
}
END_TEST

/* Absolute expectations: what a reader of the XML finds in the sample. */
START_TEST(test_parts) {
    char path[PATH_MAX];
    path_of(path, "parts.xlsx");
    write_sample(path);
    expect_part(path, "xl/workbook.xml",
                (const char *const[]){
                    "name=\"Présentation\"", "name=\"1. Exécution financière axes\"",
                    "name=\"3. Exécution physique\"", "name=\"Matrice des activités\"",
                    "name=\"Données des graphiques\"",
                    "'Matrice des activités'!$A$3:$F$47</definedName>", /* the filter stops before
                                                                           the totals */
                    "'Matrice des activités'!$3:$3</definedName>", NULL});
    expect_part(
        path, "xl/worksheets/sheet2.xml",
        (const char *const[]){
            "<f>SUM(C8:C11)</f><v>17533832321</v>", "<f>SUM(D8:D11)</f><v>11112594777</v>",
            "<f>IF(AND(ISNUMBER(D9),ISNUMBER(C9),C9&gt;0),D9/C9,\"n.c.\")</f><v>0.5</v>",
            "<f>IF(AND(ISNUMBER(D10),ISNUMBER(C10),C10&gt;0),D10/C10,\"n.c.\")</f><v>n.c.</v>",
            "<f>IF(AND(ISNUMBER(G9),ISNUMBER(E9)),(G9-E9)*100,\"n.c.\")</f><v>-12</v>",
            "<f>IF(AND(ISNUMBER(C37),ISNUMBER(C38),C38&gt;0),C37/C38,\"s.o.\")</f><v>s.o.</v>",
            "outlineLevel=\"1\"", "fitToPage=\"1\"", "paperSize=\"9\"", "&amp;9EXEMPLE FICTIF",
            "&amp;&amp; suivi", "&amp;P / &amp;N", NULL});
    expect_part(path, "xl/worksheets/sheet4.xml",
                (const char *const[]){"<autoFilter ref=\"A3:F47\"/>", "xSplit=\"2\" ySplit=\"3\"",
                                      "<f>'1. Exécution financière axes'!D12</f><v>11112594777</v>",
                                      "<f>SUM(D5:E5)</f><v>0</v>", NULL});
    expect_part(path, "xl/worksheets/sheet1.xml",
                (const char *const[]){"orientation=\"landscape\"", NULL});
    expect_part(path, "docProps/core.xml",
                (const char *const[]){"2014-02-15T00:00:00Z",
                                      "<dc:title>PAN-EPS 2011-2015 &amp; suivi</dc:title>", NULL});
    char *strings = part(path, "xl/sharedStrings.xml");
    ck_assert_ptr_null(strstr(strings, "Section sans rien"));
    free(strings);
    expect_part(path, "xl/comments2.xml",
                (const char *const[]){"001, l. 5873", "aucun chiffre reçu", NULL});
    unlink(path);
}
END_TEST

START_TEST(test_band_everywhere) {
    char path[PATH_MAX], name[64];
    path_of(path, "band.xlsx");
    write_sample(path);
    for (int i = 1; i <= 5; i++) {
        snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", i);
        expect_part(
            path, name,
            (const char *const[]){"<c r=\"A1\" s=\"1\" t=\"s\"><v>0</v>", "EXEMPLE FICTIF", NULL});
    }
    unlink(path);
}
END_TEST

START_TEST(test_chart_points) {
    char path[PATH_MAX];
    path_of(path, "chart.xlsx");
    write_sample(path);
    expect_part(path, "xl/charts/chart1.xml",
                (const char *const[]){
                    "<c:v>Payé</c:v>", "Prévu et payé par axe", "formatCode=\"#,##0,\"",
                    "<c:majorUnit val=", /* five round figures along the axis */
                    /* axis 3 has no return: no point, rather than zero */
                    "<c:pt idx=\"1\"><c:v>2100250000</c:v></c:pt><c:pt idx=\"3\">", NULL});
    unlink(path);
}
END_TEST

static void expect_status(jln_doc *doc, const char *name, jln_status wanted, const char *where) {
    char path[PATH_MAX];
    size_t length;
    path_of(path, "old.xlsx");
    FILE *f = fopen(path, "w");
    fputs("old", f);
    fclose(f);
    jln_err err = {0};
    jln_status status = jln_xlsx_write(doc, path, &err);
    ck_assert_msg(status == wanted, "%s: %d %s", name, status, err.message);
    ck_assert_msg(!where || strcmp(err.where, where) == 0, "%s: at %s", name, err.where);
    char *old = slurp(path, &length);
    if (wanted) ck_assert_str_eq(old, "old");
    free(old);
    unlink(path);
    jln_doc_free(doc);
}

static jln_doc_table *table_of(const jln_doc *doc, const char *key) {
    for (size_t b = 0; b < doc->block_count; b++)
        if (doc->blocks[b].kind == JLN_BLOCK_TABLE && strcmp(doc->blocks[b].table->key, key) == 0)
            return doc->blocks[b].table;
    return NULL;
}

typedef void spoiler(jln_doc *doc, jln_cell *cells, jln_cell *total);

static void spoil_nothing(jln_doc *d, jln_cell *c, jln_cell *t) {
    (void)d, (void)c, (void)t;
}
static void spoil_sum(jln_doc *d, jln_cell *c, jln_cell *t) {
    (void)d, (void)c;
    t[1].value.number.num++;
}
static void spoil_ratio(jln_doc *d, jln_cell *c, jln_cell *t) {
    (void)d, (void)t;
    c[3].value = jln_value_number((jln_rat){2, 3});
}
static void spoil_state(jln_doc *d, jln_cell *c, jln_cell *t) {
    (void)d, (void)t;
    c[3].value = jln_value_none(JLN_MISSING, JLN_REASON_NONE);
}
static void spoil_circle(jln_doc *d, jln_cell *c, jln_cell *t) {
    (void)t;
    c[1].value = jln_value_integer(0);
    c[3].expr = NULL;
    set_expr(d, &c[1], JLN_EXPR_REFERENCE, (jln_cell_ref[]){{"axes", "1", "planned"}}, 1);
}
static void spoil_digits(jln_doc *d, jln_cell *c, jln_cell *t) {
    (void)d, (void)t;
    c[3].expr = NULL;
    c[1].value = jln_value_integer(INT64_MAX);
}
static void spoil_utf8(jln_doc *d, jln_cell *c, jln_cell *t) {
    (void)d, (void)t;
    c[0].text = "d\xe9j\xe0";
}
static void spoil_length(jln_doc *d, jln_cell *c, jln_cell *t) {
    (void)t;
    char *text = jln_arena_alloc(d->arena, 40001);
    memset(text, 'x', 40000);
    c[0].text = text;
}

static const struct {
    const char *name;
    spoiler *apply;
    jln_status status;
    const char *where;
} SPOILED[] = {
    {"nothing", spoil_nothing, JLN_OK, NULL},
    {"sum off by one", spoil_sum, JLN_EDATA, "axes/total/planned"},
    {"ratio", spoil_ratio, JLN_EDATA, "axes/1/rate"},
    {"words for a number", spoil_state, JLN_EDATA, "axes/1/rate"},
    {"circle", spoil_circle, JLN_EDATA, "axes/1/planned"},
    {"too many digits", spoil_digits, JLN_ELIMIT, "axes/1/planned"},
    {"Latin 1", spoil_utf8, JLN_EDATA, "axes/1/label"},
    {"40,000 characters", spoil_length, JLN_ELIMIT, "axes/1/label"},
};

START_TEST(test_refuses) {
    jln_doc *doc = sample();
    jln_doc_table *t = table_of(doc, "axes");
    SPOILED[_i].apply(doc, t->rows[0].cells, t->rows[AXES].cells);
    expect_status(doc, SPOILED[_i].name, SPOILED[_i].status, SPOILED[_i].where);
}
END_TEST

START_TEST(test_unwritable) {
    jln_doc *doc = sample();
    jln_err err = {0};
    ck_assert_int_eq(jln_xlsx_write(doc, "/nonexistent/folder/x.xlsx", &err), JLN_EIO);
    ck_assert_str_eq(err.where, "/nonexistent/folder/x.xlsx");
    jln_err_clear(&err);
    ck_assert_int_eq(jln_csv_write(doc, "/nonexistent/folder/x.csv", &err), JLN_EIO);
    ck_assert_str_eq(err.where, "/nonexistent/folder/x.csv");
    jln_doc_free(doc);
}
END_TEST

START_TEST(test_empty_document) {
    expect_status(jln_doc_new(JLN_LANG_FR), "empty", JLN_OK, NULL);
}
END_TEST

START_TEST(test_numeric_locale) {
    ck_assert_str_eq(localeconv()->decimal_point, ".");
}
END_TEST

/* --- names --- */

static const struct {
    const char *name, *text, *wanted;
} NAMES[] = {
    {"plain", "Synthèse du plan", "Synthèse du plan"},
    {"case and accents", "SYNTHESE", "SYNTHESE (2)"},
    {"forbidden signs", "Axe [1] : a/b*c?\\d", "Axe 1 a b c d"},
    {"apostrophes at the ends", "'l'axe'", "l'axe"},
    {"between words", "3. Exécution financière par source de financement",
     "3. Exécution financière"},
    {"no dangling words", "Difficultés des activités de la région", "Difficultés des activités"},
    {"one long word", "Anticonstitutionnellementanticonstitutionnellement",
     "Anticonstitutionnellementantico"},
    {"astral", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"},
    {"long and taken", "Annexe un peu longue, coupée ici", "Annexe un peu longue (2)"},
    {"nothing left", "[*]", "Feuille"},
    {"reserved", "History", "History (2)"},
};

START_TEST(test_sheet_name) {
    static const char *const taken[] = {"synthese", "ANNEXE UN PEU LONGUE, COUPÉE"};
    jln_arena *arena = jln_arena_new();
    const char *name = jln_sheet_name(arena, NAMES[_i].text, taken, 2);
    ck_assert_msg(strcmp(name, NAMES[_i].wanted) == 0, "%s: \"%s\"", NAMES[_i].name, name);
    jln_arena_free(arena);
}
END_TEST

static const struct {
    jln_kind kind;
    int64_t scale;
    int decimals;
    unsigned note;
    const char *wanted; /* NULL: refused */
    jln_light light;
} FORMATS[] = {
    {JLN_KIND_AMOUNT, 1, 0, 0, "#,##0", JLN_LIGHT_NONE},
    {JLN_KIND_AMOUNT, 1000, 0, 0, "#,##0,", JLN_LIGHT_NONE},
    {JLN_KIND_AMOUNT, 1000000, 1, 0, "#,##0.0,,", JLN_LIGHT_NONE},
    {JLN_KIND_AMOUNT, 100, 0, 0, NULL, JLN_LIGHT_NONE},
    {JLN_KIND_RATE, 0, 1, 0, "0.0%", JLN_LIGHT_NONE},
    {JLN_KIND_POINTS, 0, 1, 0, "+0.0\" pts\";-0.0\" pts\";0.0\" pts\"", JLN_LIGHT_NONE},
    {JLN_KIND_COUNT, 0, 2, 0, "#,##0", JLN_LIGHT_NONE},
    {JLN_KIND_YEAR, 0, 0, 0, "0", JLN_LIGHT_NONE},
    {JLN_KIND_NUMBER, 0, 2, 0, "#,##0.00", JLN_LIGHT_NONE},
    {JLN_KIND_TEXT, 0, 0, 0, "", JLN_LIGHT_NONE},
    {JLN_KIND_TEXT, 0, 0, 12, "@\"¹²\"", JLN_LIGHT_NONE},
    {JLN_KIND_RATE, 0, 0, 0, "0%\" R\";-0%\" R\";0%\" R\";@\" R\"", JLN_LIGHT_RED},
    {JLN_KIND_LIGHT, 0, 0, 0, "", JLN_LIGHT_RED},
    {JLN_KIND_RATE, 0, 0, 3, "0%\"³\";-0%\"³\";0%\"³\";@\"³\"", JLN_LIGHT_NONE},
};

START_TEST(test_number_format) {
    jln_str s = {0};
    bool shown = jln_number_format(&s, FORMATS[_i].kind, FORMATS[_i].scale, FORMATS[_i].decimals,
                                   FORMATS[_i].note, FORMATS[_i].light);
    ck_assert_int_eq(shown, FORMATS[_i].wanted != NULL);
    if (shown) ck_assert_str_eq(jln_str_c(&s), FORMATS[_i].wanted);
    jln_str_free(&s);
}
END_TEST

START_TEST(test_lines) {
    ck_assert_int_eq(jln_text_lines("", 10), 1);
    ck_assert_int_eq(jln_text_lines("111 222 333", 7), 2);
    ck_assert_int_eq(jln_text_lines("12345678901234567890", 10), 2);
    ck_assert_int_eq(jln_text_lines("été été", 6), 1);
    ck_assert_int_eq(jln_text_lines("a\nb", 7), 2);
}
END_TEST

/* --- CSV --- */

START_TEST(test_csv) {
    char path[PATH_MAX];
    size_t length;
    jln_err err = {0};
    path_of(path, "sample.csv");
    jln_doc *doc = sample();
    ck_assert_int_eq(jln_csv_write(doc, path, &err), JLN_OK);
    char *text = slurp(path, &length);
    static const char *const wanted[] = {
        "table,row,column,state,value,unit,numerator,denominator,source\n",
        "axes,1,label,text,Extension de l'assurance maladie obligatoire et du régime d'assistance "
        "médicale,,,,\n",
        "axes,1,planned,number,12345678000,XOF,,,\"001, l. 5873\"\n",
        "axes,1,rate,number,0.666999981694,ratio,8234567000,12345678000,\n",
        "axes,2,rate,number,0.500000000000,ratio,2100250000,4200500000,\n",
        "axes,2,gap,number,-0.120000000000,points,,,\n",
        "axes,3,paid,missing,,XOF,,,\n",
        "axes,3,rate,nc,,ratio,,0,\n",
        "axes,total,paid,partial,11112594777,XOF,,,\n",
        "axes,1,cover,text,41/63,,,,\n",
        "axes,3,light,text,orange,,,,\n",
        "activities,1.1.1,y2012,pm,,XOF,,,\n",
        "activities,1.1.4,title,text,'=1+1 n'est pas une formule,,,,\n",
        "funders,OIT,received,na,,XOF,,,\n",
    };
    ck_assert(strncmp(text, wanted[0], strlen(wanted[0])) == 0);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        ck_assert_msg(strstr(text, wanted[i]) != NULL, "no line %s", wanted[i]);
    ck_assert_ptr_null(strstr(text, "axes,total,light"));
    ck_assert_ptr_null(strchr(text, '\r'));
    free(text);
    unlink(path);
    jln_doc_free(doc);
}
END_TEST

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static void add_tests(TCase *c) {
    tcase_add_test(c, test_reproducible);
    tcase_add_test(c, test_parts);
    tcase_add_test(c, test_band_everywhere);
    tcase_add_test(c, test_chart_points);
    tcase_add_loop_test(c, test_refuses, 0, COUNT(SPOILED));
    tcase_add_test(c, test_unwritable);
    tcase_add_test(c, test_empty_document);
    tcase_add_test(c, test_numeric_locale);
    tcase_add_loop_test(c, test_sheet_name, 0, COUNT(NAMES));
    tcase_add_loop_test(c, test_number_format, 0, COUNT(FORMATS));
    tcase_add_test(c, test_lines);
    tcase_add_test(c, test_csv);
}

int main(int argc, char **argv) {
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    sample_path = argc > 1 ? argv[1] : NULL;
    if (!mkdtemp(folder)) return 1;
    Suite *suite = suite_create("xlsx");
    TCase *c = tcase_create("xlsx");
    if (sample_path) tcase_add_test(c, test_write_sample);
    else add_tests(c);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    rmdir(folder);
    return failed != 0;
}
