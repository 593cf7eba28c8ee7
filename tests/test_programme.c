/* A year without returns: what its reports say of the plan, and nothing that nobody told. Figures
 * of the real plans, worked out again from their packages. */
#include "compute/engine.h"
#include "doc/template.h"
#include "loaded.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define CSU          "csu-2018-2022"
#define PAN          "pan-eps-2011-2015"

static const char *const packages[LOADED_MAX] = {"data/pan-eps-2011-2015",
                                                 "data/demo-pan-eps-2011-2013",
                                                 "data/csu-2018-2022", "data/reference-mali"};

static jln_arena *arena;
static jln_db *db;

static void open_plans(void) {
    make_scratch();
    arena = jln_arena_new();
    db = load_good(in_scratch("plans.db"), packages, arena);
}

/* Documents point into the engines they were built with. */
static jln_engine *engines[128];
static size_t engine_count;

static void close_plans(void) {
    while (engine_count) jln_engine_close(engines[--engine_count]);
    jln_db_close(db);
    jln_arena_free(arena);
    remove_scratch();
}

static jln_doc *build(const char *template, const char *name, int year) {
    jln_err err = {0};
    jln_doc *doc = NULL;
    const jln_plan *plan = NULL;
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = "2026-03-31", .lang = JLN_LANG_FR};
    char path[256];
    if (strchr(template, '/')) snprintf(path, sizeof path, "%s", template);
    else snprintf(path, sizeof path, "templates/%s.lua", template);
    ck_assert_int_eq(jln_plan_read(db, name, arena, &plan, &err), JLN_OK);
    ck_assert_int_eq(jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err), JLN_OK);
    jln_status status = jln_template_build(path, path, db, engine, plan, year, JLN_LANG_FR, &doc, &err);
    ck_assert_msg(status == JLN_OK, "%s %d: %s %s", template, year, err.where, err.message);
    ck_assert_uint_lt(engine_count, sizeof engines / sizeof *engines);
    engines[engine_count++] = engine;
    return doc;
}

static bool find(const jln_doc *doc, const char *table, const char *row, const char *column,
                 const jln_cell **cell, const jln_doc_table **in) {
    jln_cell_place place;
    bool found = jln_doc_find(jln_doc_index_new(doc), (jln_cell_ref){table, row, column}, &place);
    if (found && cell) *cell = place.cell;
    if (found && in) *in = place.table;
    return found;
}

static const jln_cell *cell_of(const jln_doc *doc, const char *table, const char *row,
                               const char *column) {
    const jln_cell *cell = NULL;
    ck_assert_msg(find(doc, table, row, column, &cell, NULL), "%s/%s/%s", table, row, column);
    return cell;
}

static void joined(const jln_doc *doc, jln_str *out) {
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_TEXT) jln_str_fmt(out, "%s\n", doc->blocks[i].text.text);
}

/* ---- the figures ---- */

static const struct {
    const char *plan;
    int year;
    const char *table, *row, *column;
    int64_t value;
} FIGURES[] = {
    {CSU, 2018, "programme", "total", "scheduled", 106},
    {CSU, 2018, "programme", "total", "pm", 53},
    {CSU, 2018, "programme", "total", "base", 1421180000},
    {CSU, 2022, "programme", "total", "scheduled", 83},
    {CSU, 2022, "programme", "total", "pm", 47},
    {CSU, 2018, "pilotes", "MSAH", "scheduled", 63},
    {CSU, 2018, "pilotes", "MSAH", "pm", 37},
    {CSU, 2018, "pilotes", "MSAH", "base", 826000000},
    {CSU, 2018, "pilotes", "MSHP", "scheduled", 43},
    {CSU, 2022, "pilotes", "MSHP", "base", 292445000},
    {CSU, 2018, "plus-grandes", "total", "base", 1421180000},
    {CSU, 2018, "plan-axes-annees", "3", "2020", 546313000},
    {CSU, 2018, "plan-axes-annees", "3", "whole", 3064612000},
    {CSU, 2018, "plan-axes-annees", "total", "whole", 5249203000},
    {CSU, 2018, "plan-annees", "2019", "base", 938550000},
    {CSU, 2018, "plan-annees", "total", "base", 5249203000},
    {CSU, 2018, "sources-annoncees", "etat", "amount", 3242720000},
    {CSU, 2022, "sources-annoncees", "total", "amount", 5249200000},
    {CSU, 2022, "sources-annoncees", "planned-gap", "amount", -3000},
    {CSU, 2018, "programme-activites", "1.1.1.1", "whole", 26970000},
    {PAN, 2015, "programme", "total", "scheduled", 128},
    {PAN, 2015, "programme", "total", "base", 16910000000},
    {PAN, 2015, "annees", "whole", "base", 86308100000},
    {PAN, 2014, "annees", "total", "base", 51391500000},
};

START_TEST(test_figures) {
    jln_doc *doc = build("rapport-annuel", FIGURES[_i].plan, FIGURES[_i].year);
    const jln_cell *cell =
        cell_of(doc, FIGURES[_i].table, FIGURES[_i].row, FIGURES[_i].column);
    ck_assert(jln_value_known(&cell->value));
    ck_assert_int_eq((int64_t)cell->value.number.num, FIGURES[_i].value);
    jln_doc_free(doc);
}
END_TEST

/* The ten costliest and the others make the whole; the largest comes first. */
START_TEST(test_largest) {
    jln_doc *doc = build("rapport-annuel", CSU, 2018);
    const jln_doc_table *table = NULL;
    int64_t sum = 0, before = INT64_MAX;
    ck_assert(find(doc, "plus-grandes", "total", "base", NULL, &table));
    ck_assert_uint_eq(table->row_count, 12); /* ten, the others, the total */
    for (size_t r = 0; r + 1 < table->row_count; r++) {
        int64_t v = (int64_t)table->rows[r].cells[2].value.number.num;
        if (r < 10) ck_assert_int_le(v, before);
        before = v;
        sum += v;
    }
    ck_assert_int_eq(sum, 1421180000);
    jln_doc_free(doc);
}
END_TEST

/* What the document prints otherwise is marked on the very figure. */
START_TEST(test_printed) {
    jln_doc *doc = build("rapport-annuel", CSU, 2022);
    const jln_doc_table *table = NULL;
    const jln_cell *cell = NULL;
    ck_assert(find(doc, "programme", "3.1", "base", &cell, &table));
    ck_assert_uint_ne(cell->note, 0);
    ck_assert_msg(strstr(table->notes[cell->note - 1], "559"), "%s", table->notes[cell->note - 1]);
    ck_assert_uint_ne(cell_of(doc, "programme", "3.2", "base")->note, 0);
    ck_assert_uint_eq(cell_of(doc, "programme", "3.3", "base")->note, 0);
    jln_doc_free(doc);
}
END_TEST

/* ---- the words ---- */

static const struct {
    const char *plan;
    int year;
    const char *said;
} SAID[] = {
    {CSU, 2018, "Aucune fiche de collecte n’a été demandée pour 2018"},
    {CSU, 2018, "soit 27,1\u00a0% des"},
    {CSU, 2018, "dont 53 pour mémoire (PM)"},
    {CSU, 2018, "réunissent 44,3\u00a0% du coût prévu"},
    {CSU, 2022, "réunissent 69,0\u00a0% du coût prévu"},
    {CSU, 2022, "8,9\u00a0% de plus qu’en 2021"},
    {CSU, 2022, "Le plan a pris fin le 31/12/2022"},
    {CSU, 2018, "État\u00a061,8\u00a0%, Partenaires techniques et financiers"},
    {CSU, 2018, "Aucun des **82** indicateurs"},
    {PAN, 2015, "Dernière exécution connue\u00a0: **2011-2013**"},
    {PAN, 2015, "62,5\u00a0%"},
};

START_TEST(test_said) {
    jln_doc *doc = build("rapport-annuel", SAID[_i].plan, SAID[_i].year);
    jln_str all = {0};
    joined(doc, &all);
    ck_assert_msg(strstr(jln_str_c(&all), SAID[_i].said), "no « %s » in %s", SAID[_i].said,
                  jln_str_c(&all));
    jln_str_free(&all);
    jln_doc_free(doc);
}
END_TEST

/* ---- what must not be there ---- */

static const char *const TEMPLATES[] = {"rapport-annuel", "tableau-de-bord", "bailleurs"};
static const struct {
    const char *plan;
    int year;
} YEARS[] = {{CSU, 2018}, {CSU, 2020}, {CSU, 2022}, {PAN, 2014}, {PAN, 2015}};

/* Columns to be filled in by hand, and those of the document's own words. */
static bool is_blank_on_purpose(const jln_doc_column *column) {
    return strcmp(column->key, "baseline") == 0 || strcmp(column->key, "target") == 0;
}

static bool says_something(const jln_doc_table *table, size_t column) {
    size_t body = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        const jln_cell *cell = &table->rows[r].cells[column];
        if (table->rows[r].role == JLN_ROW_GROUP) continue;
        body++;
        if (cell->value.state != JLN_NA || (cell->text && *cell->text)) return true;
    }
    return body == 0;
}

/* No column of nothing, no word for a silence of those who were not asked, no title of an execution
 * that is not told. */
START_TEST(test_nothing_empty) {
    for (int t = 0; t < COUNT(TEMPLATES); t++)
        for (int y = 0; y < COUNT(YEARS); y++) {
            jln_doc *doc = build(TEMPLATES[t], YEARS[y].plan, YEARS[y].year);
            ck_assert_ptr_null(strstr(doc->title, "exécution"));
            for (size_t i = 0; i < doc->block_count; i++) {
                const jln_block *b = &doc->blocks[i];
                if (b->kind == JLN_BLOCK_CARDS)
                    for (size_t k = 0; k < b->cards.count; k++)
                        ck_assert(jln_value_known(&b->cards.cards[k].cell.value));
                if (b->kind != JLN_BLOCK_TABLE || !(b->formats & JLN_FOR_PDF)) continue;
                for (size_t c = 1; c < b->table->column_count; c++)
                    ck_assert_msg(is_blank_on_purpose(&b->table->columns[c]) ||
                                      says_something(b->table, c),
                                  "%s %s %d: %s/%s says nothing", TEMPLATES[t], YEARS[y].plan,
                                  YEARS[y].year, b->table->key, b->table->columns[c].key);
                for (size_t r = 0; r < b->table->row_count; r++)
                    for (size_t c = 0; c < b->table->column_count; c++) {
                        const char *text = b->table->rows[r].cells[c].text;
                        ck_assert(!text || strcmp(text, "non renseignée") != 0);
                    }
            }
            jln_doc_free(doc);
        }
}
END_TEST

START_TEST(test_decisions) {
    jln_doc *doc = build("tableau-de-bord", CSU, 2018);
    ck_assert_str_eq(cell_of(doc, "decisions", "collection/year", "who")->text, "MSAH, MSHP");
    ck_assert_int_eq(
        (int64_t)cell_of(doc, "decisions", "collection/year", "amount")->value.number.num,
        1421180000); /* whose use nobody knows */
    ck_assert(strstr(cell_of(doc, "decisions", "unset/all", "ask")->text, "82") != NULL);
    ck_assert(!find(doc, "decisions", "measures/all", "ask", NULL, NULL));
    jln_doc_free(doc);
    doc = build("rapport-annuel", PAN, 2015);
    ck_assert(find(doc, "decisions-programme", "collection/year", "who", NULL, NULL));
    ck_assert(find(doc, "decisions-programme", "unset/all", "who", NULL, NULL));
    jln_doc_free(doc);
}
END_TEST

/* The year of the report stands out of the bars. */
START_TEST(test_marked) {
    jln_doc *doc = build("rapport-annuel", CSU, 2020);
    size_t found = 0;
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_CHART && doc->blocks[i].chart->marked) {
            ck_assert_uint_eq(doc->blocks[i].chart->marked, 3);
            found++;
        }
    ck_assert_uint_eq(found, 1);
    jln_doc_free(doc);
}
END_TEST

/* ---- with = "a+b" ---- */

static const struct {
    const char *with;
    int pan, csu; /* blocks left, in 2015 and 2018 */
} WITH[] = {
    {"'no-execution+history'", 1, 0},
    {"'no-execution+no-history'", 0, 1},
    {"{'execution+history', 'untracked'}", 0, 1},
    {"'no-financing+funder-claims'", 0, 1},
    {"'financing+tracked+no-execution'", 1, 0},
};

START_TEST(test_with) {
    const char *path = in_scratch("with.lua");
    char text[256];
    snprintf(text, sizeof text,
             "return report { id = 'x', title = 'X', text { text = 'T', with = %s } }",
             WITH[_i].with);
    write_whole(path, text, strlen(text));
    jln_doc *pan = build(path, PAN, 2015), *csu = build(path, CSU, 2018);
    ck_assert_uint_eq(pan->block_count, (size_t)WITH[_i].pan);
    ck_assert_uint_eq(csu->block_count, (size_t)WITH[_i].csu);
    jln_doc_free(pan);
    jln_doc_free(csu);
}
END_TEST

int main(void) {
    Suite *s = suite_create("programme");
    TCase *c = tcase_create("plans");
    tcase_add_unchecked_fixture(c, open_plans, close_plans);
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, test_figures, 0, COUNT(FIGURES));
    tcase_add_test(c, test_largest);
    tcase_add_test(c, test_printed);
    tcase_add_loop_test(c, test_said, 0, COUNT(SAID));
    tcase_add_test(c, test_nothing_empty);
    tcase_add_test(c, test_decisions);
    tcase_add_test(c, test_marked);
    tcase_add_loop_test(c, test_with, 0, COUNT(WITH));
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
