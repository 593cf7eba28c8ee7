/* The annexes of reports: indicators and their targets, lapsed ones included, the signs, rates and
 * acronyms that a report prints, coverage and its sources. */
#include "compute/engine.h"
#include "doc/template.h"
#include "loaded.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static const char *const packages[][LOADED_MAX] = {
    {"data/pan-eps-2011-2015", "data/demo-pan-eps-2011-2013", "data/reference-mali"},
    {"data/csu-2018-2022"},
    {"tests/data/tiny/plan", "tests/data/tiny/returns", "tests/data/frame"}};
static const char *const names[] = {"pan-eps-2011-2015", "csu-2018-2022", "tiny"};
enum { PAN, CSU, TINY };

static jln_arena *arena;
static jln_db *db;
static jln_engine *engine;
static jln_doc *doc;

static void build(int which, const char *report, int year) {
    jln_err err = {0};
    const jln_engine_options options = {.date = "2023-12-31"};
    const jln_plan *plan;
    char path[64];
    snprintf(path, sizeof path, "templates/%s.lua", report);
    make_scratch();
    arena = jln_arena_new();
    db = load_good(in_scratch("a.db"), packages[which], arena);
    ck_assert_msg(jln_plan_read(db, names[which], arena, &plan, &err) == JLN_OK, "%s", err.message);
    ck_assert_msg(jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err) == JLN_OK,
                  "%s", err.message);
    ck_assert_msg(jln_template_build(path, path, db, engine, plan, year, JLN_LANG_FR, &doc, &err) ==
                      JLN_OK,
                  "%s: %s", err.where, err.message);
}

static void drop(void) {
    jln_doc_free(doc);
    jln_engine_close(engine);
    jln_db_close(db);
    jln_arena_free(arena);
    remove_scratch();
}

static const jln_doc_table *table_of(const char *key) {
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_TABLE && strcmp(doc->blocks[i].table->key, key) == 0)
            return doc->blocks[i].table;
    return NULL;
}

static const jln_cell *find_cell(const char *table, const char *row, const char *column) {
    jln_cell_place place;
    jln_doc_index *index = jln_doc_index_new(doc);
    return jln_doc_find(index, (jln_cell_ref){table, row, column}, &place) ? place.cell : NULL;
}

static bool says(const char *words) {
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_TEXT && strstr(doc->blocks[i].text.text, words))
            return true;
    return false;
}

/* ---- targets ---- */

static const struct {
    int plan, year;
    const char *table, *row, *column, *text; /* NULL: no such cell */
} SHOWN[] = {
    {PAN, 2012, "mesures", "2.3#5", "target", "100\u202f000 (2012)"},
    {PAN, 2013, "mesures", "2.3#5", "target", "100\u202f000 – cible échue (2012), non atteinte"},
    {PAN, 2015, "indicateurs-retard", "2.3#5", "target", "100\u202f000 (2012, échue)"},
    {PAN, 2013, "suivi", "1.2.1#1", "target", "f en 2011 [cible échue (2011), non mesurée]"},
    {PAN, 2011, "suivi", "1.2.1#1", "target", "f en 2011"},
    {PAN, 2013, "mesures", "2.3#5", "indicator", "2.3 · Stock de sécurité alimentaire (tonnes)"},
    {PAN, 2013, "mesures", "2#1", "before", "45,1\u00a0% (2011)"},
    {PAN, 2013, "mesures", "2#1", "measured", "43,7\u00a0% (2012)"},
    {PAN, 2013, "suivi", "1.1.3#1", "place", "l.\u00a03172"},
    {PAN, 2013, "suivi", "1.1#1", "direction", ""},
    {CSU, 2018, "suivi", "1.1#1", "progress", NULL},
    {CSU, 2018, "suivi", "1.1#1", "baseline", NULL},
    {CSU, 2018, "bilan", "total", "both", NULL},
    {CSU, 2018, "mesures", "1.1#1", "target", NULL},
    {TINY, 2013, "mesures", "4#1", "target", "32\u00a0% – cible échue (2012), non atteinte"},
    {TINY, 2013, "mesures", "4#8", "target", "5 – cible échue (2012), atteinte"},
    {TINY, 2013, "mesures", "4#7", "target",
     "au plus 15\u00a0% – cible échue (2012), non atteinte"},
    {TINY, 2013, "mesures", "4#4", "baseline", "ND"},
    {TINY, 2013, "mesures", "4#7", "baseline", "non imprimée"},
    {TINY, 2013, "suivi", "4#5", "target", "Assez bonne [cible échue (2012), à apprécier]"},
    {TINY, 2013, "suivi", "4#11", "target", "100\u00a0% [cible échue (2012), non mesurée]"},
    {TINY, 2012, "mesures", "4#1", "target", "32\u00a0% (2012)"},
};

START_TEST(test_shown) {
    build(SHOWN[_i].plan, "cadre-logique", SHOWN[_i].year);
    const jln_cell *cell = find_cell(SHOWN[_i].table, SHOWN[_i].row, SHOWN[_i].column);
    if (!SHOWN[_i].text) {
        ck_assert_ptr_null(cell);
    } else {
        ck_assert_ptr_nonnull(cell);
        ck_assert_str_eq(cell->text ? cell->text : "", SHOWN[_i].text);
    }
    drop();
}
END_TEST

/* The annual report keeps the bound of a target, and its last measure's light. */
START_TEST(test_annex) {
    build(PAN, "rapport-annuel", 2013);
    ck_assert_str_eq(find_cell("indicateurs", "3.3.1#1", "target")->text,
                     "au moins 95\u00a0% (2015)");
    ck_assert_str_eq(find_cell("indicateurs", "2.1.1#3", "baseline")->text,
                     "0,6\u00a0% du PIB (2006)");
    ck_assert_int_eq(find_cell("indicateurs", "2.3#5", "light")->light, JLN_LIGHT_RED);
    ck_assert_ptr_null(find_cell("indicateurs", "1.1#1", "target")); /* words alone */
    ck_assert_ptr_nonnull(find_cell("indicateurs", "untracked", "result"));
    drop();
}
END_TEST

/* ---- sentences ---- */

static const struct {
    int plan, year;
    const char *words;
} TOLD[] = {
    {PAN, 2012, "13 indicateurs sont mesurés en 2012."},
    {PAN, 2015, "aucune mesure n’est de 2015\u00a0: les dernières datent de 2012."},
    {PAN, 2013, "un recule depuis sa référence"},
    {PAN, 2013, "non atteinte 1, non mesurée 1"},
    {CSU, 2018, "Aucun des 82 indicateurs du cadre logique n’a de référence ni de cible"},
    {CSU, 2022, "Aucune mesure n’a été reçue jusqu’en 2022."},
};

START_TEST(test_told) {
    build(TOLD[_i].plan, "cadre-logique", TOLD[_i].year);
    ck_assert_msg(says(TOLD[_i].words), "%s", TOLD[_i].words);
    drop();
}
END_TEST

/* ---- signs, rates, acronyms ---- */

static const struct {
    int plan;
    const char *report;
    int year;
    const char *table, *row; /* `there`: the row is printed */
    bool there;
} SIGNS[] = {
    {PAN, "cadre-logique", 2013, "signes", "nc", true},
    {PAN, "cadre-logique", 2013, "signes", "pm", false},
    {PAN, "cadre-logique", 2013, "signes", "cover", false},
    {PAN, "cadre-logique", 2013, "signes", "red", true},
    {PAN, "cadre-logique", 2011, "signes", "red", false},
    {PAN, "rapport-annuel", 2013, "signes", "pm", true},
    {PAN, "rapport-annuel", 2013, "signes", "cover", true},
    {PAN, "rapport-annuel", 2013, "definitions", "taux-execution-physique", true},
    {PAN, "rapport-annuel", 2015, "definitions", "taux-execution-physique", false},
    {PAN, "cadre-logique", 2013, "definitions", "avancement-prochaine-cible", true},
    {CSU, "rapport-annuel", 2018, "definitions", "taux-mobilisation", false},
    {CSU, "cadre-logique", 2018, "definitions", "avancement-prochaine-cible", false},
    {CSU, "cadre-logique", 2018, "signes", "na", false},
};

START_TEST(test_signs) {
    build(SIGNS[_i].plan, SIGNS[_i].report, SIGNS[_i].year);
    const jln_doc_table *table = table_of(SIGNS[_i].table);
    bool there = false;
    for (size_t r = 0; table && r < table->row_count; r++)
        there |= strcmp(table->rows[r].key, SIGNS[_i].row) == 0;
    ck_assert_msg(there == SIGNS[_i].there, "%s %d: %s", SIGNS[_i].report, SIGNS[_i].year,
                  SIGNS[_i].row);
    drop();
}
END_TEST

/* n.c. has in this report the meaning it has in its tables. */
START_TEST(test_meaning) {
    build(PAN, "cadre-logique", 2013);
    const char *meaning = find_cell("signes", "nc", "meaning")->text;
    ck_assert_ptr_nonnull(strstr(meaning, "la référence n’est pas disponible"));
    ck_assert_ptr_null(strstr(meaning, "dotation"));
    ck_assert_str_eq(find_cell("signes", "na", "meaning")->text, "sans objet\u00a0: pas de cible");
    drop();
}
END_TEST

START_TEST(test_acronyms) {
    build(PAN, "cadre-logique", 2013);
    ck_assert(says("**INPS**\u00a0: Institut National de Prévoyance Sociale"));
    ck_assert(!says("**SOTELMA**"));            /* the report does not print it */
    ck_assert(says("ne développe pas\u00a0:")); /* CANAM */
    drop();
}
END_TEST

/* ---- coverage ---- */

START_TEST(test_coverage) {
    build(PAN, "rapport-annuel", 2013);
    const jln_doc_table *table = table_of("couverture");
    ck_assert_ptr_nonnull(strstr(table->title, "(données de 2010, les dernières connues)"));
    ck_assert_ptr_nonnull(strstr(table->caption, "INSTAT RGPH 2009"));
    ck_assert_ptr_null(strstr(table->caption, "http"));
    for (size_t i = 0; i < table->note_count; i++) ck_assert_ptr_null(strstr(table->notes[i], "/"));
    ck_assert_uint_eq(find_cell("couverture", "mutuelles/Kayes/bénéficiaires", "population")->note,
                      0); /* as the caption says */
    ck_assert_uint_gt(find_cell("couverture", "mutuelles/Mali/bénéficiaires", "population")->note,
                      0);
    /* what the audit finds of a figure stands beside it, and not beside another of its line */
    const jln_cell *mali = find_cell("couverture", "mutuelles/Mali/bénéficiaires", "rate"),
                   *pension = find_cell("couverture",
                                        "mutuelles/Mali/bénéficiaires (retraite et décès)", "rate");
    ck_assert_uint_eq(mali->note, 0);
    ck_assert_uint_gt(pension->note, 0);
    ck_assert_ptr_nonnull(
        strstr(table->notes[pension->note - 1], "qui ne peuvent être moins nombreux"));
    const jln_doc_table *sources = table_of("documents");
    bool address = false;
    for (size_t r = 0; r < sources->row_count; r++) {
        const char *detail = sources->rows[r].cells[2].text;
        address |= detail && strstr(detail, "Regions_of_Mali");
    }
    ck_assert(address);
    drop();
}
END_TEST

/* ---- budget figures that the document prints otherwise ---- */

static const struct {
    const char *report;
    int year;
    const char *table, *row, *column, *note; /* NULL: not marked */
} MARKED[] = {
    {"rapport-annuel", 2012, "axes", "1", "base", "imprime 3\u202f210\u202f500"},
    {"rapport-annuel", 2012, "effets", "total", "base", "imprime 22\u202f102\u202f500"},
    {"rapport-annuel", 2012, "axes", "2", "base", NULL},
    {"rapport-annuel", 2013, "axes", "total", "base", NULL}, /* revised: not what is printed */
    {"bailleurs", 2013, "bases-axes", "total", "planned", "imprime 8\u202f877\u202f000"},
};

START_TEST(test_marked) {
    build(PAN, MARKED[_i].report, MARKED[_i].year);
    const jln_cell *cell = find_cell(MARKED[_i].table, MARKED[_i].row, MARKED[_i].column);
    const jln_doc_table *table = table_of(MARKED[_i].table);
    ck_assert_ptr_nonnull(cell);
    if (!MARKED[_i].note) {
        ck_assert(!cell->note || !strstr(table->notes[cell->note - 1], "imprime"));
    } else {
        ck_assert_uint_gt(cell->note, 0);
        ck_assert_ptr_nonnull(strstr(table->notes[cell->note - 1], MARKED[_i].note));
    }
    drop();
}
END_TEST

/* ---- where the rates come from ---- */

START_TEST(test_calculation) {
    build(PAN, "rapport-annuel", 2013);
    ck_assert(says("Calcul\u00a0: payé, 7\u202f734,2\u00a0millions de FCFA ÷ dotation révisée, "
                   "14\u202f084,5\u00a0millions de FCFA = 54,9\u00a0%, sur 78/84\u00a0activités"));
    ck_assert(says("somme des avancements pondérés, 70,8 ÷ somme des poids, 132 = 53,7\u00a0%"));
    ck_assert(says("**BM**\u00a0: Banque mondiale"));
    ck_assert(!says("jalon") && !says("Jalon"));
    drop();
}
END_TEST

int main(void) {
    Suite *s = suite_create("annexes");
    TCase *c = tcase_create("annexes");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, test_shown, 0, COUNT(SHOWN));
    tcase_add_test(c, test_annex);
    tcase_add_loop_test(c, test_told, 0, COUNT(TOLD));
    tcase_add_loop_test(c, test_signs, 0, COUNT(SIGNS));
    tcase_add_test(c, test_meaning);
    tcase_add_test(c, test_acronyms);
    tcase_add_test(c, test_coverage);
    tcase_add_loop_test(c, test_marked, 0, COUNT(MARKED));
    tcase_add_test(c, test_calculation);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
