/* What the annual report says of a year: what explains it, what is asked of the committee, what did
 * not take place, what structures say of it. */
#include "templated.h"

/* ---- what is asked of the committee ---- */

/* In brief on the dashboard: each kind in a row; in the annual report, its heavy cases below. */
static const struct {
    const char *report, *row, *ask, *who;
    int64_t amount;
} ASKS[] = {
    {"tableau-de-bord", "returns", "Relancer les 3 structures dont la fiche manque",
     "CSA, MEALN, MS", 5105000000},
    {"tableau-de-bord", "funds", "Obtenir le versement attendu de 2 sources de financement",
     "Autres sources, UTM", 2001840000},
    {"tableau-de-bord", "ahead", "Vérifier sur pièces la dépense de 5 activités",
     "MDSSPA, MEF, MEALN", 769598000},
    {"tableau-de-bord", "postponed", "Donner une nouvelle date à 10 activités reportées",
     "MDSSPA, DNPSES, CMSS, MEALN", 311000000},
    {"tableau-de-bord", "not-started", "Lancer ou reprogrammer 11 activités non commencées",
     "MDSSPA, DNPSES, MEALN, MEF", 105000000},
    {"rapport-annuel", "ahead", "Vérifier sur pièces la dépense de 5 activités", NULL, 769598000},
    {"rapport-annuel", "returns/MEALN",
     "Fiche de 2013, attendue le 31/01/2014\u00a0: 12 activités en dépendent, connues au "
     "30/06/2013 seulement",
     "MEALN", 1805000000},
    {"rapport-annuel", "ahead/2.1.1.5",
     "2.1.1.5 Opérationnaliser le programme pilote de transferts monétaires\u00a0: 73,9\u00a0% de "
     "sa dotation révisée, pour 40,0\u00a0% du travail",
     "MDSSPA", 443421000},
    {"rapport-annuel", "ahead/others", "2 autres, nommées parmi les dépenses à vérifier",
     "MEALN, MDSSPA", 62518000},
    {"rapport-annuel", "funds/utm", "Rien n’est reçu des 472,5\u00a0millions de FCFA prévus", "UTM",
     472450000},
    {"rapport-annuel", "postponed/others",
     "7 autres, nommées dans «\u00a0Ce qui n’a pas eu lieu\u00a0»",
     "MDSSPA, DNPSES, CMSS, MEALN", 36000000},
};

static const jln_doc_table *table_of(const jln_doc *doc, const char *key) {
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_TABLE && strcmp(doc->blocks[i].table->key, key) == 0)
            return doc->blocks[i].table;
    return NULL;
}

START_TEST(test_decisions) {
    jln_doc *doc = shipped(ASKS[_i].report, 2013, JLN_LANG_FR);
    const char *row = ASKS[_i].row, *who = cell_of(doc, "decisions", row, "who")->text;
    bool soon = strncmp(row, "returns", 7) == 0 || strncmp(row, "ahead", 5) == 0;
    ck_assert_str_eq(cell_of(doc, "decisions", row, "ask")->text, ASKS[_i].ask);
    ck_assert_str_eq(who ? who : "", ASKS[_i].who ? ASKS[_i].who : "");
    ck_assert_int_eq((int64_t)cell_of(doc, "decisions", row, "amount")->value.number.num,
                     ASKS[_i].amount);
    const char *day = cell_of(doc, "decisions", row, "day")->text;
    /* a case has the day of its kind */
    ck_assert_str_eq(day ? day : "", strchr(row, '/') ? "" : soon ? "30/04/2014" : "30/06/2014");
    jln_doc_free(doc);
}
END_TEST

/* An axis by its code beside a source, by its short name above its indicators. */
START_TEST(test_axes) {
    jln_doc *doc = shipped("rapport-annuel", 2013, JLN_LANG_FR);
    ck_assert_str_eq(cell_of(doc, "origine-mobilisation", "2/etat", "about")->text,
                     "Axe\u00a02 · État");
    ck_assert_str_eq(cell_of(doc, "indicateurs", "2/", "result")->text,
                     "Axe\u00a02 – Développement de l’aide et de l’action sociales");
    jln_doc_free(doc);
}
END_TEST

/* An activity of the programme, for the record, that was paid all the same: the title says so. */
START_TEST(test_unscheduled) {
    static const char *const titles[] = {
        "Activités menées hors programme, ou payées sans coût prévu",
        "Activités menées hors programme, ou payées sans dotation révisée"};
    static const char *const columns[] = {"Dépensé sans coût prévu", "Dépensé sans dotation"};
    jln_doc *doc = shipped("rapport-annuel", 2012 + _i, JLN_LANG_FR);
    const jln_doc_table *table = table_of(doc, "hors-programme");
    ck_assert_ptr_nonnull(table);
    ck_assert_str_eq(table->title, titles[_i]);
    ck_assert_str_eq(table->columns[3].title, columns[_i]);
    /* a year before the revision keeps its words, though the revision is known today */
    if (_i == 0)
        ck_assert_ptr_nonnull(strstr(cell_of(doc, "decisions", "over/2.1.1.6", "ask")->text,
                                     "118,0\u00a0% de son coût prévu"));
    ck_assert_ptr_nonnull(
        cell_of(doc, "hors-programme", _i ? "3.2.2.4" : "1.2.1.4", "spent")); /* PM both */
    jln_doc_free(doc);
}
END_TEST

/* Decisions are numbered, few, and weigh together what their cases do. */
START_TEST(test_decisions_add_up) {
    jln_doc *doc = shipped("rapport-annuel", 2011 + _i, JLN_LANG_FR);
    const jln_doc_table *table = table_of(doc, "decisions");
    jln_rat heads = jln_rat_of(0), cases = jln_rat_of(0);
    int count = 0;
    ck_assert_ptr_nonnull(table);
    for (size_t r = 0; r < table->row_count; r++) {
        const jln_doc_row *row = &table->rows[r];
        bool head = row->role == JLN_ROW_GROUP;
        const char *number = cell_of(doc, "decisions", row->key, "number")->text;
        const jln_value *v = &cell_of(doc, "decisions", row->key, "amount")->value;
        ck_assert(head ? atoi(number) == ++count : !number);
        if (jln_value_known(v))
            ck_assert(head ? jln_rat_add(heads, v->number, &heads)
                           : jln_rat_add(cases, v->number, &cases));
    }
    ck_assert_int_ge(count, 4);
    ck_assert_int_le(count, 9);
    ck_assert_int_eq(jln_rat_cmp(heads, cases), 0);
    jln_doc_free(doc);
}
END_TEST

/* An activity without money is counted among the others, not named before them. */
START_TEST(test_decisions_name_money) {
    jln_doc *doc = shipped("rapport-annuel", 2011, JLN_LANG_FR);
    ck_assert_int_eq(
        (int64_t)cell_of(doc, "decisions", "not-started/3.2.1.6", "amount")->value.number.num,
        15000000);
    ck_assert(strstr(cell_of(doc, "decisions", "not-started/others", "ask")->text, "21 autres"));
    jln_doc_free(doc);
}
END_TEST

/* ---- what explains the year ---- */

static jln_rat body_sum(const jln_doc *doc, const char *key, const char *column) {
    const jln_doc_table *table = table_of(doc, key);
    jln_rat sum = jln_rat_of(0);
    ck_assert_ptr_nonnull(table);
    for (size_t r = 0; r < table->row_count; r++) {
        if (table->rows[r].role != JLN_ROW_BODY) continue;
        const jln_cell *cell = cell_of(doc, key, table->rows[r].key, column);
        if (jln_value_known(&cell->value)) ck_assert(jln_rat_add(sum, cell->value.number, &sum));
    }
    return sum;
}

/* The effects add up to the change of the rate, to the last digit; what is left adds up too. */
START_TEST(test_drivers) {
    int year = 2012 + _i;
    jln_doc *doc = shipped("rapport-annuel", year, JLN_LANG_FR);
    jln_rat change;
    ck_assert(jln_rat_sub(cell_of(doc, "axes", "total", "rate")->value.number,
                          cell_of(doc, "axes", "total", "last")->value.number, &change));
    ck_assert_int_eq(jln_rat_cmp(body_sum(doc, "evolution-taux", "part"), change), 0);
    ck_assert_int_eq(
        jln_rat_cmp(cell_of(doc, "evolution-taux", "total", "part")->value.number, change), 0);
    const jln_doc_table *drivers = table_of(doc, "evolution-taux");
    ck_assert_uint_eq(drivers->row_count, 7);
    ck_assert_str_eq(drivers->rows[0].key, _i ? "2.4.6.2" : "3.2.1.2");
    ck_assert_int_eq(jln_rat_cmp(body_sum(doc, "reste-a-depenser", "left"),
                                 cell_of(doc, "reste-a-depenser", "total", "left")->value.number),
                     0);
    ck_assert_int_eq(jln_rat_cmp(cell_of(doc, "reste-a-depenser", "total", "rate")->value.number,
                                 cell_of(doc, "axes", "total", "rate")->value.number),
                     0);
    jln_doc_free(doc);
}
END_TEST

/* An activity known only at mid-year says so, one whose spending is not known is not in the rate.
 */
START_TEST(test_driver_notes) {
    jln_doc *doc = shipped("rapport-annuel", 2013, JLN_LANG_FR);
    const jln_doc_table *table = table_of(doc, "evolution-taux");
    const jln_cell *early = cell_of(doc, "evolution-taux", "2.4.4.2", "spent"),
                   *unknown = cell_of(doc, "evolution-taux", "2.3.3.3", "spent");
    ck_assert(early->note && strstr(table->notes[early->note - 1], "30/06/2013"));
    ck_assert_int_eq(unknown->value.state, JLN_MISSING);
    ck_assert(unknown->note && strstr(table->notes[unknown->note - 1], "non connue"));
    jln_doc_free(doc);
    doc = shipped("rapport-annuel", 2011, JLN_LANG_FR); /* no year before: nothing to explain */
    ck_assert_ptr_null(table_of(doc, "evolution-taux"));
    ck_assert_ptr_nonnull(table_of(doc, "reste-a-depenser"));
    ck_assert_ptr_nonnull(block_with(doc, "Aucune année du plan ne précède 2011"));
    jln_doc_free(doc);
}
END_TEST

/* Spending to be checked, by activity; each rule has a case. */
static const struct {
    int year;
    const char *key, *heading;
} CHECKED[] = {{2011, "1.3.2.4", "over/"},
               {2011, "3.2.1.2", "cheap/"},
               {2012, "2.1.1.6", "over/"},
               {2012, "3.3.2.3", "ahead/"},
               {2013, "3.1.4.1", "ahead/"}};

START_TEST(test_to_check) {
    jln_doc *doc = shipped("rapport-annuel", CHECKED[_i].year, JLN_LANG_FR);
    const jln_doc_table *table = table_of(doc, "a-verifier");
    const char *heading = NULL, *under = NULL;
    for (size_t r = 0; r < table->row_count; r++) {
        if (table->rows[r].role == JLN_ROW_GROUP) heading = table->rows[r].key;
        else if (strcmp(table->rows[r].key, CHECKED[_i].key) == 0) under = heading;
    }
    ck_assert_ptr_nonnull(under);
    ck_assert_str_eq(under, CHECKED[_i].heading);
    jln_doc_free(doc);
}
END_TEST

/* Every activity that did not take place, whether its return explains it or not. */
START_TEST(test_missed) {
    static const char *const states[] = {"not_started", "postponed", "cancelled"},
                             *const groups[] = {"not-started/", "postponed/", "cancelled/"};
    jln_doc *doc = shipped("rapport-annuel", 2011 + _i, JLN_LANG_FR);
    const jln_doc_table *table = table_of(doc, "retards");
    size_t rows = 0, counted = 0;
    jln_rat sum = jln_rat_of(0);
    for (size_t r = 0; r < table->row_count; r++) {
        rows += table->rows[r].role == JLN_ROW_BODY;
        ck_assert_ptr_nonnull(table->rows[r].role == JLN_ROW_BODY ? table->rows[r].cells[3].text
                                                                  : table->rows[r].cells[0].text);
    }
    for (int s = 0; s < 3; s++) {
        int64_t n = (int64_t)cell_of(doc, "activites-axes", "total", states[s])->value.number.num;
        counted += (size_t)n;
        if (n)
            ck_assert(
                jln_rat_add(sum, cell_of(doc, "retards", groups[s], "base")->value.number, &sum));
    }
    ck_assert_uint_eq(rows, counted);
    ck_assert_int_eq(jln_rat_cmp(sum, cell_of(doc, "retards", "total", "base")->value.number), 0);
    ck_assert_int_eq(jln_rat_cmp(sum, body_sum(doc, "retards", "base")), 0);
    jln_doc_free(doc);
}
END_TEST

START_TEST(test_told_measures) {
    jln_doc *doc = shipped("rapport-annuel", 2012, JLN_LANG_FR);
    ck_assert_str_eq(cell_of(doc, "mesures", "2.4.4.1", "difficulty")->text,
                     "Livraison partielle\u00a0: 16 250 kits sur 25 000.");
    ck_assert_str_eq(cell_of(doc, "mesures", "2.4.4.1", "measure")->text,
                     "Mise en demeure du fournisseur.");
    const jln_doc_table *rest = table_of(doc, "difficultes"), *told = table_of(doc, "mesures");
    for (size_t r = 0; r < rest->row_count; r++)
        if (rest->rows[r].role == JLN_ROW_BODY)
            ck_assert_ptr_null(strstr(rest->rows[r].cells[2].text, "Mesure"));
    ck_assert_uint_gt(told->row_count, 30);
    ck_assert_uint_eq(table_of(doc, "indicateurs-mesures")->row_count, 13);
    ck_assert_str_eq(table_of(doc, "indicateurs-mesures")->rows[0].key, "2#8");
    ck_assert_int_eq(cell_of(doc, "indicateurs-mesures", "2.3#5", "light")->light, JLN_LIGHT_RED);
    jln_doc_free(doc);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("year");
    TCase *c = tcase_create("pan-eps");
    tcase_set_timeout(c, 60);
    tcase_add_unchecked_fixture(c, open_plan, close_plan);
    tcase_add_loop_test(c, test_decisions, 0, COUNT(ASKS));
    tcase_add_loop_test(c, test_decisions_add_up, 0, 3);
    tcase_add_test(c, test_decisions_name_money);
    tcase_add_test(c, test_axes);
    tcase_add_loop_test(c, test_unscheduled, 0, 2);
    tcase_add_loop_test(c, test_drivers, 0, 2);
    tcase_add_test(c, test_driver_notes);
    tcase_add_loop_test(c, test_to_check, 0, COUNT(CHECKED));
    tcase_add_loop_test(c, test_missed, 0, 3);
    tcase_add_test(c, test_told_measures);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
