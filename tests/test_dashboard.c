/* What the two sheets of the dashboard promise: a headline that can be redone, rates that are those
 * of the two amounts beside them, gaps that add up, nothing missing that came, signs explained. */
#include "templated.h"

#include <math.h>

static const jln_doc_table *table_of(const jln_doc *doc, const char *key) {
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_TABLE && strcmp(doc->blocks[i].table->key, key) == 0)
            return doc->blocks[i].table;
    ck_abort_msg("no table %s", key);
}

static const char *headline_of(const jln_doc *doc) {
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_TEXT) return doc->blocks[i].text.text;
    return "";
}

/* With what is known on 31/03/2014, the revision of 2013 included. */
static const struct {
    int year;
    const char *said;
} HEADLINES[] = {
    {2011, "**20,0\u00a0% de la durée du plan est écoulée, 7,0\u00a0% de son coût"},
    {2012, "**40,0\u00a0% de la durée du plan est écoulée, 23,3\u00a0% de son coût"},
    {2013, "**60,0\u00a0% de la durée du plan est écoulée, 32,3\u00a0% de son coût"},
    {2013, "(27,9 sur 86,3 milliards de FCFA)"},
    {2013, "soit 44,4\u00a0% au moins"},
    {2013, "**54,9\u00a0% là où la dépense est connue** (78 activités sur 84)"},
    {2013, "13 activités ne sont connues qu’au 30/06/2013."},
};

START_TEST(test_headline) {
    jln_doc *doc = shipped("tableau-de-bord", HEADLINES[_i].year, JLN_LANG_FR);
    ck_assert_msg(strstr(headline_of(doc), HEADLINES[_i].said), "%s", headline_of(doc));
    jln_doc_free(doc);
}
END_TEST

/* Whoever divides the two amounts printed beside a rate finds it. */
START_TEST(test_divided) {
    jln_doc *doc = shipped("tableau-de-bord", _i, JLN_LANG_FR);
    static const char *const rows[] = {"1", "2", "3", "4", "total"};
    for (int r = 0; r < COUNT(rows); r++) {
        const jln_value *base = &cell_of(doc, "axes", rows[r], "told")->value,
                        *paid = &cell_of(doc, "axes", rows[r], "spent")->value,
                        *rate = &cell_of(doc, "axes", rows[r], "rate")->value;
        jln_rat quotient;
        ck_assert(jln_rat_div(paid->number, base->number, &quotient));
        ck_assert_int_eq(jln_rat_cmp(quotient, rate->number), 0);
    }
    jln_doc_free(doc);
}
END_TEST

/* What is paid and in no rate is told, with its reason. */
START_TEST(test_outside) {
    static const char *const said[] = {
        NULL,
        "14\u202f107\u202f383 payés en tout, dont 49\u202f013 hors du taux (sans coût prévu, ou",
        "7\u202f739\u202f858 payés en tout, dont 5\u202f656 hors du taux (sans dotation)."};
    jln_doc *doc = shipped("tableau-de-bord", 2011 + _i, JLN_LANG_FR);
    const jln_doc_table *t = table_of(doc, "axes");
    ck_assert_uint_eq(t->note_count, said[_i] != NULL);
    if (said[_i]) ck_assert_msg(strstr(t->notes[0], said[_i]), "%s", t->notes[0]);
    t = table_of(doc, "sources");
    const char *cost = _i == 2
                           ? "(matrice)\u00a0: 18\u202f877\u202f000\u00a0; dotation révisée\u00a0: "
                             "17\u202f419\u202f500."
                           : "Coût prévu des activités (matrice)";
    ck_assert_msg(t->note_count && strstr(t->notes[0], cost), "%s", t->notes[0]);
    jln_doc_free(doc);
}
END_TEST

static const char *title_of(const jln_doc *doc, const char *table, const char *column) {
    const jln_doc_table *t = table_of(doc, table);
    for (size_t c = 0; c < t->column_count; c++)
        if (strcmp(t->columns[c].key, column) == 0) return t->columns[c].title;
    return "";
}

/* Known on 31/03/2014, the revision changes 2013 only: the base of the other years keeps its name,
 * and that of all years says which is revised. */
START_TEST(test_base_named) {
    static const char *const year[] = {"Coût prévu", "Coût prévu", "Dotation révisée"};
    jln_doc *doc = shipped("tableau-de-bord", 2011 + _i, JLN_LANG_FR);
    ck_assert_str_eq(title_of(doc, "axes", "base"), year[_i]);
    ck_assert_str_eq(title_of(doc, "annees", "base"), "Coût prévu (révisé pour 2013)");
    ck_assert(strstr(table_of(doc, "annees")->caption, "base\u00a0: coût prévu (révisé pour 2013)"));
    jln_doc_free(doc);
}
END_TEST

/* What the planner proposes is whole: its words run over the empty cells of the row. */
START_TEST(test_proposals) {
    jln_doc *doc = shipped("tableau-de-bord", 2013, JLN_LANG_FR);
    const jln_doc_table *t = table_of(doc, "decisions");
    unsigned open = 0;
    for (size_t r = 0; r < t->row_count; r++) {
        const jln_doc_row *row = &t->rows[r];
        bool own = strncmp(row->key, "text-", 5) == 0;
        ck_assert_int_eq(row->open, own);
        open += own;
        for (size_t c = 2; own && c < t->column_count; c++) ck_assert_ptr_null(row->cells[c].text);
        if (own) ck_assert(strstr(row->cells[1].text, "proposition de la cellule"));
    }
    ck_assert_uint_eq(open, 3);
    jln_doc_free(doc);
}
END_TEST

/* n/N says of what: financing lines, activities, or each. */
START_TEST(test_counted) {
    static const struct {
        const char *chart, *counted;
    } said[] = {{"prevu-recu", "lignes connues sur attendues"},
                {"paye-graphique", "activités connues sur attendues"},
                {"recu-paye", "lignes (financement) ou activités (dépense) connues sur attendues"}};
    jln_doc *doc = shipped("bailleurs", 2013, JLN_LANG_FR);
    const jln_doc_chart *chart = NULL;
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_CHART &&
            strcmp(doc->blocks[i].chart->key, said[_i].chart) == 0)
            chart = doc->blocks[i].chart;
    ck_assert_ptr_nonnull(chart);
    ck_assert_str_eq(chart->counted, said[_i].counted);
    jln_doc_free(doc);
}
END_TEST

/* Two groups, each from the widest gap down; every output that can be compared is in one. */
START_TEST(test_gap_groups) {
    static const size_t outputs[] = {32, 46, 38}, activities[] = {67, 92, 77};
    jln_doc *doc = shipped("tableau-de-bord", 2011 + _i, JLN_LANG_FR);
    const jln_doc_table *t = table_of(doc, "ecarts");
    size_t rows = 0, groups = 0, counted = 0;
    double last = 0;
    for (size_t r = 0; r < t->row_count; r++) {
        const jln_doc_row *row = &t->rows[r];
        if (row->role == JLN_ROW_GROUP) groups++, last = 2;
        if (row->role != JLN_ROW_BODY) continue;
        double gap = jln_rat_double(row->cells[5].value.number);
        ck_assert(groups == 1 ? gap < 0 : gap >= 0);
        ck_assert(fabs(gap) <= last);
        last = fabs(gap);
        rows++;
        counted += (size_t)row->cells[2].value.number.num;
    }
    ck_assert_uint_eq(groups, 2);
    ck_assert_uint_eq(rows, outputs[_i]);
    ck_assert_uint_eq(counted, activities[_i]);
    jln_doc_free(doc);
}
END_TEST

/* The half-year return that never came is in the year's, which did. */
START_TEST(test_missing_returns) {
    jln_doc *doc = shipped("tableau-de-bord", 2013, JLN_LANG_FR);
    const jln_doc_table *t = table_of(doc, "fiches-manquantes");
    ck_assert_uint_eq(t->row_count, 3);
    for (size_t r = 0; r < t->row_count; r++) ck_assert_str_eq(t->rows[r].cells[1].text, "2013");
    jln_doc_free(doc);
}
END_TEST

static bool explains(const jln_block *b, jln_light light, const char *words) {
    for (size_t i = 0; i < b->signs.count; i++)
        if (b->signs.signs[i].light == light && (!words || strstr(b->signs.signs[i].text, words)))
            return true;
    return false;
}

/* Both sheets end on the signs they print, and no others. */
START_TEST(test_signs) {
    jln_doc *doc = shipped("tableau-de-bord", 2013, JLN_LANG_FR);
    size_t lines = 0;
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *b = &doc->blocks[i];
        if (b->kind != JLN_BLOCK_SIGNS) continue;
        lines++;
        for (int light = JLN_LIGHT_NONE + 1; light < JLN_LIGHT_COUNT; light++)
            ck_assert(explains(b, (jln_light)light, NULL));
        ck_assert(explains(b, JLN_LIGHT_NONE, "**n/N**"));
        ck_assert(!explains(b, JLN_LIGHT_NONE, "**PM**"));
    }
    ck_assert_uint_eq(lines, 2);
    jln_doc_free(doc);
}
END_TEST

/* In the first year the rate since the start would repeat the year's own. */
START_TEST(test_cards) {
    jln_doc *doc = shipped("tableau-de-bord", _i, JLN_LANG_FR);
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_CARDS)
            ck_assert_uint_eq(doc->blocks[i].cards.count, _i == 2011 ? 3 : 4);
    jln_doc_free(doc);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("dashboard");
    TCase *sheets = tcase_create("sheets");
    tcase_add_unchecked_fixture(sheets, open_plan, close_plan);
    tcase_set_timeout(sheets, 60);
    tcase_add_loop_test(sheets, test_headline, 0, COUNT(HEADLINES));
    tcase_add_loop_test(sheets, test_divided, 2011, 2014);
    tcase_add_loop_test(sheets, test_outside, 0, 3);
    tcase_add_loop_test(sheets, test_base_named, 0, 3);
    tcase_add_test(sheets, test_proposals);
    tcase_add_loop_test(sheets, test_counted, 0, 3);
    tcase_add_loop_test(sheets, test_gap_groups, 0, 3);
    tcase_add_test(sheets, test_missing_returns);
    tcase_add_test(sheets, test_signs);
    tcase_add_loop_test(sheets, test_cards, 2011, 2014);
    suite_add_tcase(suite, sheets);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
