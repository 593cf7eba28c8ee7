/* A sample report written as a workbook and as CSV. `test_xlsx OUT.xlsx` only writes the sample:
 * tests/recalc.sh. */
#include "base/utf8.h"
#include "doc/doc.h"
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
        chart->categories[i] = jln_arena_fmt(doc->arena, "Axe %s", keys[i]);
    for (size_t s = 0; s < series; s++) {
        jln_cell_ref *cells = refs(doc, n);
        for (size_t i = 0; i < n; i++) cells[i] = (jln_cell_ref){table, keys[i], columns[s]};
        chart->series[s] = (jln_chart_series){names[s], cells};
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

START_TEST(test_parts) {
    char path[PATH_MAX];
    path_of(path, "parts.xlsx");
    write_sample(path);
    expect_part(
        path, "xl/workbook.xml",
        (const char *const[]){"name=\"Présentation\"", "name=\"1. Exécution financière axes\"",
                              "name=\"3. Exécution physique\"", "name=\"Matrice des activités\"",
                              "name=\"Données des graphiques\"", "_xlnm._FilterDatabase",
                              "_xlnm.Print_Titles", NULL});
    expect_part(
        path, "xl/worksheets/sheet2.xml",
        (const char *const[]){
            "<f>SUM(C9:C12)</f><v>17533832321</v>", "<f>SUM(D9:D12)</f><v>11112594777</v>",
            "<f>IF(AND(ISNUMBER(D9),ISNUMBER(C9),C9&lt;&gt;0),D9/C9,\"n.c.\")</f>",
            "<f>IF(AND(ISNUMBER(D11),ISNUMBER(C11),C11&lt;&gt;0),D11/C11,\"n.c.\")</f><v>n.c.</v>",
            "<f>IF(AND(ISNUMBER(G9),ISNUMBER(E9)),(G9-E9)*100,\"n.c.\")</f>",
            "<f>IF(AND(ISNUMBER(C36),ISNUMBER(C37)", "fitToPage=\"1\"",
            "paperSize=\"9\" orientation=\"landscape\"", "EXEMPLE FICTIF", "&amp;&amp; suivi",
            "&amp;P / &amp;N", NULL} /* the funders' share is checked below */);
    unlink(path);
}
END_TEST

static void add_tests(TCase *c) {
    tcase_add_test(c, test_reproducible);
    tcase_add_test(c, test_parts);
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
