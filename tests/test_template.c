/* Templates: those we ship, over the real plan and its fictional returns; wrong ones, refused with
 * file, line and what is allowed. */
#include "templated.h"

/* ---- what we ship ---- */

static const char *const NAMES[] = {"rapport-annuel", "bailleurs",       "coherence",
                                    "cadre-logique",  "recommandations", "tableau-de-bord",
                                    "avancement"};

START_TEST(test_shipped) {
    for (int year = 2011; year <= 2015; year++)
        for (int lang = 0; lang < 2; lang++) {
            jln_doc *doc = shipped(NAMES[_i], year, lang ? JLN_LANG_EN : JLN_LANG_FR);
            for (size_t i = 0; i < doc->block_count; i++)
                if (doc->blocks[i].kind == JLN_BLOCK_TABLE) {
                    const jln_doc_table *table = doc->blocks[i].table;
                    ck_assert_msg(table->row_count > 0, "%s %d: %s has no row", NAMES[_i], year,
                                  table->key);
                }
            jln_doc_free(doc);
        }
}
END_TEST

/* Execution shows the returns, which are fictional; the audit shows the plan alone. */
START_TEST(test_band) {
    static const bool banded[] = {true, true, false, true, true, true, true};
    jln_doc *doc = shipped(NAMES[_i], 2013, JLN_LANG_FR);
    ck_assert((doc->band != NULL) == banded[_i]);
    jln_doc_free(doc);
}
END_TEST

static const struct {
    const char *name, *report, *table, *row, *column;
    int64_t num, den;
    unsigned known, expected;
    int operands; /* of its formula; 0 for none */
} CELLS[] = {
    {"the rate of the plan", "rapport-annuel", "axes", "total", "rate", 7734202, 14084500, 78, 84,
     0},
    {"last year's", "rapport-annuel", "axes", "4", "last", 179800, 213000, 9, 9, 0},
    {"the base of an axis adds up activities", "rapport-annuel", "axes", "4", "base", 236000000, 1,
     0, 0, 19},
    {"activities of an axis", "rapport-annuel", "activites-axes", "2", "not_reported", 9, 1, 0, 0,
     0},
    {"activities of the plan", "rapport-annuel", "activites-axes", "total", "scheduled", 144, 1, 0,
     0, 4},
    {"received from a source adds up its lines", "bailleurs", "mobilisation", "etat", "received",
     5168656000, 1, 4, 4, 4},
    {"mobilised: only lines that are known", "bailleurs", "mobilisation", "bm", "known", 2871480000,
     1, 0, 0, 0},
    {"a balance of stages", "bailleurs", "depenses", "etat", "to_pay", 75481000, 1, 0, 0, 2},
    {"a total of balances adds up those that exist", "bailleurs", "depenses", "total", "to_pay",
     86893000, 1, 0, 0, 8},
    {"by funder and year", "bailleurs", "prevu-annees", "total", "total", 87765600000, 1, 0, 0, 8},
    {"what the document prints", "bailleurs", "prevu-annees", "etat", "printed", 37083425000, 1, 0,
     0, 0},
    {"the dashboard keeps every source for the workbook", "tableau-de-bord", "sources", "utm",
     "planned", 472450000, 1, 0, 0, 0},
    {"the furthest indicator went the wrong way", "tableau-de-bord", "indicateurs-retard", "2#8",
     "progress", -2, 73, 0, 0, 0},
    {"the rate of an axis in an earlier year", "tableau-de-bord", "axes-annees", "4", "2012",
     179800, 213000, 9, 9, 0},
    {"covered in a region", "rapport-annuel", "couverture", "mutuelles/Bamako/bénéficiaires",
     "rate", 308749, 1809106, 0, 0, 2},
    {"indicators of an axis", "rapport-annuel", "indicateurs-suivis", "2", "indicators", 73, 1, 0,
     0, 0},
    {"indicators of the plan", "cadre-logique", "bilan", "total", "both", 73, 1, 0, 0, 4},
    {"progress on the day of the last measurement", "rapport-annuel", "indicateurs", "1.3#1",
     "progress", 9, 50, 0, 0, 0},
    {"carried over by a funder, on its own sheet", "bailleurs", "etat-annees", "2013", "carried",
     3193836000, 1, 0, 0, 2},
    {"its lines add up on that sheet", "bailleurs", "etat-axes", "total", "received", 5168656000, 1,
     4, 4, 4},
    {"received in kind, beside the money and not in it", "bailleurs", "tresorerie", "total",
     "in_kind", 118250000, 1, 2, 2, 9},
    {"funds at hand: two columns added", "bailleurs", "tresorerie", "etat", "at_hand", 6859983000,
     1, 0, 0, 2},
    {"the two tables of the plan", "bailleurs", "rapprochement-axes", "1", "gap", -60000000, 1, 0,
     0, 2},
};

START_TEST(test_cells) {
    jln_doc *doc = shipped(CELLS[_i].report, 2013, JLN_LANG_FR);
    const jln_cell *cell = cell_of(doc, CELLS[_i].table, CELLS[_i].row, CELLS[_i].column);
    jln_rat expected;
    ck_assert(jln_rat_make(CELLS[_i].num, CELLS[_i].den, &expected));
    ck_assert_msg(jln_value_known(&cell->value) && jln_rat_cmp(cell->value.number, expected) == 0,
                  "%s: found %.12g", CELLS[_i].name, jln_rat_double(cell->value.number));
    if (CELLS[_i].expected) {
        ck_assert_uint_eq(cell->value.known, CELLS[_i].known);
        ck_assert_uint_eq(cell->value.expected, CELLS[_i].expected);
    }
    ck_assert_msg((cell->expr ? (int)cell->expr->count : 0) == CELLS[_i].operands,
                  "%s: %d operands", CELLS[_i].name, cell->expr ? (int)cell->expr->count : 0);
    jln_doc_free(doc);
}
END_TEST

/* A funder that paid nothing has words on its sheet in place of a table without rows. */
START_TEST(test_nothing_paid) {
    jln_doc *doc = shipped("bailleurs", 2013, JLN_LANG_FR);
    jln_cell_place place;
    jln_doc_index *index = jln_doc_index_new(doc);
    ck_assert(!jln_doc_find(index, (jln_cell_ref){"utm-activites", "total", "paid"}, &place));
    ck_assert(jln_doc_find(index, (jln_cell_ref){"etat-activites", "total", "paid"}, &place));
    jln_doc_free(doc);
}
END_TEST

/* A source that did not answer, a payment without its source: the table by source says both. */
START_TEST(test_unsplit) {
    jln_doc *doc = shipped("bailleurs", 2012, JLN_LANG_FR);
    ck_assert_int_eq((int64_t)cell_of(doc, "depenses", "unsplit", "paid")->value.number.num,
                     40442000);
    ck_assert_int_eq((int64_t)cell_of(doc, "depenses", "incomplete", "paid")->value.number.num,
                     22513000);
    ck_assert_int_eq((int64_t)cell_of(doc, "depenses", "total", "paid")->value.number.num,
                     14107383000);
    jln_doc_free(doc);
}
END_TEST

/* Where the document prints a dash the report prints one; no mutuelle at all covers nobody, and the
 * rate says so. */
START_TEST(test_dash) {
    jln_doc *doc = shipped("rapport-annuel", 2013, JLN_LANG_FR);
    const char *row = "mutuelles/Kidal/bénéficiaires";
    const jln_cell *rate = cell_of(doc, "couverture", row, "rate");
    ck_assert_int_eq(cell_of(doc, "couverture", row, "beneficiaries")->value.state, JLN_DASH);
    ck_assert(jln_value_known(&cell_of(doc, "couverture", row, "population")->value));
    ck_assert(rate->value.state == JLN_NUMBER && rate->value.number.num == 0);
    ck_assert(rate->note > 0 && !rate->expr);
    jln_doc_free(doc);
}
END_TEST

/* What is printed for the country follows the regions, is no sum of them and is not drawn. */
START_TEST(test_national) {
    jln_doc *doc = shipped("rapport-annuel", 2013, JLN_LANG_FR);
    jln_cell_place kidal, mali;
    jln_doc_index *index = jln_doc_index_new(doc);
    ck_assert(jln_doc_find(
        index, (jln_cell_ref){"couverture", "mutuelles/Kidal/bénéficiaires", "rate"}, &kidal));
    ck_assert(jln_doc_find(
        index, (jln_cell_ref){"couverture", "mutuelles/Mali/bénéficiaires", "beneficiaries"},
        &mali));
    ck_assert_int_eq(mali.table->rows[mali.row].role, JLN_ROW_SUBTOTAL);
    ck_assert_int_eq(mali.table->rows[kidal.row].role, JLN_ROW_BODY);
    ck_assert_int_eq(mali.cell->value.number.num, 490790);
    ck_assert_ptr_null(mali.cell->expr);
    bool national = false, drawn = false;
    for (size_t r = 0; r < mali.table->row_count; r++) {
        if (mali.table->rows[r].role == JLN_ROW_SUBTOTAL) national = true;
        else if (national) ck_assert_int_eq(mali.table->rows[r].role, JLN_ROW_GROUP);
        if (mali.table->rows[r].role == JLN_ROW_GROUP) national = false;
    }
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *b = &doc->blocks[i];
        if (b->kind != JLN_BLOCK_CHART || strcmp(b->chart->key, "couverture-graphique") != 0)
            continue;
        drawn = true;
        ck_assert_str_eq(b->chart->caption, "chiffres de 2010");
        for (size_t c = 0; c < b->chart->category_count; c++)
            ck_assert_ptr_null(strstr(b->chart->categories[c], "Mali"));
    }
    ck_assert(drawn);
    jln_doc_free(doc);
}
END_TEST

/* What explains a difference stands below its figures, in words alone. */
START_TEST(test_explained) {
    jln_doc *doc = shipped("coherence", 2013, JLN_LANG_FR);
    size_t explained = 0;
    ck_assert_ptr_nonnull(strstr(doc->running, "PAN-EPS 2011-2015"));
    ck_assert_ptr_nonnull(strstr(doc->subject, "PAN-EPS 2011-2015"));
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *b = &doc->blocks[i];
        if (b->kind != JLN_BLOCK_TABLE || strcmp(b->table->key, "montants") != 0) continue;
        for (size_t r = 0; r < b->table->row_count; r++) {
            const jln_doc_row *row = &b->table->rows[r];
            if (row->role != JLN_ROW_MEMO) {
                ck_assert_ptr_null(strstr(row->cells[0].text, "n° "));
                continue;
            }
            explained++;
            ck_assert_int_eq(b->table->rows[r - 1].role, JLN_ROW_BODY);
            ck_assert_ptr_nonnull(strstr(row->cells[0].text, "n°"));
            for (size_t c = 1; c < b->table->column_count; c++)
                ck_assert(!row->cells[c].text && row->cells[c].value.state == JLN_NA);
        }
    }
    ck_assert_uint_gt(explained, 5);
    jln_doc_free(doc);
}
END_TEST

static const char *text_of(const jln_doc *doc, const char *table, const char *row,
                           const char *column) {
    const char *text = cell_of(doc, table, row, column)->text;
    return text ? text : "";
}

/* A sum found wrong in two ways is one row with both numbers, a misprint said eight times one row
 * with its places, an indicator that lacks three things one row; places are named in words. */
START_TEST(test_said_once) {
    jln_doc *doc = shipped("coherence", 2013, JLN_LANG_FR);
    jln_cell_place place;
    jln_doc_index *index = jln_doc_index_new(doc);
    const char *total = "subtotal-lines/plan/2013", *period = "plan-period/periode/1004";
    ck_assert(!jln_doc_find(
        index, (jln_cell_ref){"montants", "subtotal-children/plan/2013", "printed"}, &place));
    ck_assert_ptr_nonnull(strstr(text_of(doc, "montants", total, "finding"), ", "));
    ck_assert_ptr_nonnull(
        strstr(text_of(doc, "montants", total, "against"), "montants qu’il réunit"));
    ck_assert_ptr_nonnull(strstr(text_of(doc, "montants", total, "place"), "annexe 5"));
    ck_assert_str_eq(text_of(doc, "montants", "claim-amount/plan/2013/table", "against"),
                     "tableau 10");
    ck_assert_ptr_nonnull(strstr(text_of(doc, "alertes", period, "finding"), "De même"));
    ck_assert(!jln_doc_find(
        index, (jln_cell_ref){"alertes", "plan-period/periode/1299", "finding"}, &place));
    ck_assert(jln_doc_find(index, (jln_cell_ref){"alertes", "plan-period/periode/1105", "finding"},
                           &place)); /* another period */
    ck_assert_ptr_nonnull(strstr(text_of(doc, "indicateurs", "2.1.1/2", "baseline"), "ND"));
    ck_assert_ptr_nonnull(strstr(text_of(doc, "indicateurs", "2.1.1/2", "target"), "manque"));
    ck_assert_ptr_nonnull(strstr(text_of(doc, "indicateurs", "2.1.1/2", "verification"), "manque"));
    ck_assert(jln_doc_find(index, (jln_cell_ref){"constats", "subtotal-children/plan/2013",
                                                 "printed"},
                           &place)); /* each finding has its row in the workbook */
    jln_doc_free(doc);
}
END_TEST

/* The brief names the widest gap over an amount first. */
START_TEST(test_brief) {
    jln_doc *doc = shipped("coherence", 2013, JLN_LANG_FR);
    const char *first = NULL;
    size_t items = 0;
    for (size_t i = 0; i < doc->block_count && doc->blocks[i].kind != JLN_BLOCK_TABLE; i++) {
        const jln_block *b = &doc->blocks[i];
        if (b->kind != JLN_BLOCK_TEXT || b->text.role != JLN_TEXT_ITEM) continue;
        if (!items++) first = b->text.text;
    }
    ck_assert_uint_eq(items, 5);
    ck_assert_ptr_nonnull(strstr(first, "8\u202f877\u202f000"));
    ck_assert_ptr_nonnull(strstr(first, "annexe 5"));
    jln_doc_free(doc);
}
END_TEST

/* The plan's first year has nothing to be compared with. */
START_TEST(test_first_year) {
    jln_doc *doc = shipped("rapport-annuel", 2011, JLN_LANG_FR);
    jln_cell_place place;
    jln_doc_index *index = jln_doc_index_new(doc);
    ck_assert(jln_doc_find(index, (jln_cell_ref){"axes", "1", "rate"}, &place));
    ck_assert(!jln_doc_find(index, (jln_cell_ref){"axes", "1", "last"}, &place));
    ck_assert(!jln_doc_find(index, (jln_cell_ref){"axes", "1", "change"}, &place));
    jln_doc_free(doc);
}
END_TEST

/* A year for which no return was asked: s.o., never zero. */
START_TEST(test_no_return) {
    jln_doc *doc = shipped("rapport-annuel", 2014, JLN_LANG_FR);
    jln_cell_place place;
    jln_doc_index *index = jln_doc_index_new(doc);
    const jln_cell *spent = cell_of(doc, "annees", "2014", "spent");
    ck_assert_int_eq(spent->value.state, JLN_NA);
    ck_assert_int_eq(cell_of(doc, "annees", "2014", "rate")->value.state, JLN_NA);
    ck_assert_int_eq((int64_t)cell_of(doc, "programme", "total", "base")->value.number.num,
                     18006600000);
    ck_assert(!jln_doc_find(index, (jln_cell_ref){"axes", "total", "spent"}, &place));
    ck_assert(!jln_doc_find(index, (jln_cell_ref){"ecarts", "total", "gap"}, &place));
    jln_doc_free(doc);
}
END_TEST

/* What is paid is one sum, by node, by source, by year; below it, what the rate does not compare.
 */
START_TEST(test_two_totals) {
    jln_doc *doc = shipped("rapport-annuel", 2012, JLN_LANG_FR);
    const jln_cell *more = cell_of(doc, "axes", "incomplete", "spent"),
                   *whole = cell_of(doc, "axes", "total", "spent"),
                   *out = cell_of(doc, "axes", "outside", "spent"),
                   *kept = cell_of(doc, "axes", "kept", "spent");
    ck_assert_int_eq((int64_t)more->value.number.num, 22513000);
    ck_assert_int_eq((int64_t)whole->value.number.num, 14107383000);
    ck_assert_int_eq((int64_t)cell_of(doc, "sources", "total", "spent")->value.number.num,
                     14107383000);
    ck_assert_int_eq((int64_t)cell_of(doc, "stades", "paid", "total")->value.number.num,
                     14107383000);
    ck_assert_int_eq((int64_t)cell_of(doc, "annees", "2012", "spent")->value.number.num,
                     14107383000);
    ck_assert_int_eq((int64_t)kept->value.number.num,
                     14107383000 - 22513000 - (int64_t)out->value.number.num);
    ck_assert_ptr_nonnull(whole->expr);
    jln_doc_free(doc);
    doc = shipped("rapport-annuel", 2011, JLN_LANG_FR); /* all funders answered */
    jln_cell_place place;
    ck_assert(!jln_doc_find(jln_doc_index_new(doc), (jln_cell_ref){"axes", "incomplete", "spent"},
                            &place));
    jln_doc_free(doc);
}
END_TEST

/* The opening balance is the closing one of the year before, of the plan and of each source, and
 * the rows add up to the total: what says no source has its row. */
START_TEST(test_carried) {
    jln_doc *before = shipped("bailleurs", 2012, JLN_LANG_FR),
            *doc = shipped("bailleurs", 2013, JLN_LANG_FR);
    static const char *const rows[] = {"etat", "utm", "unsplit", "total"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_int_eq(
            (int64_t)cell_of(doc, "tresorerie", rows[i], "opening")->value.number.num,
            (int64_t)cell_of(before, "tresorerie", rows[i], "carried")->value.number.num);
    ck_assert_int_eq((int64_t)cell_of(doc, "tresorerie", "unsplit", "carried")->value.number.num,
                     -40442000);
    ck_assert_int_eq((int64_t)cell_of(doc, "tresorerie", "total", "carried")->value.number.num,
                     8000327000);
    /* what was paid without a source had no stage before */
    ck_assert_int_eq(cell_of(before, "depenses", "unsplit", "to_pay")->value.state, JLN_NA);
    ck_assert_int_eq((int64_t)cell_of(before, "depenses", "total", "to_pay")->value.number.num,
                     127505000);
    const jln_cell *opening = cell_of(doc, "tresorerie", "total", "opening");
    ck_assert_ptr_nonnull(opening->expr); /* a sum of the rows */
    ck_assert_int_eq((int64_t)cell_of(doc, "mobilisation", "bm", "short")->value.number.num,
                     1252553000);
    ck_assert_int_eq((int64_t)cell_of(doc, "mobilisation", "total", "short")->value.number.num,
                     7429513000);
    ck_assert_int_eq(cell_of(doc, "paye-axes", "utm", "1")->value.state, JLN_NA);
    jln_doc_free(doc);
    jln_doc_free(before);
}
END_TEST

/* What is missing is told with its own reason: no return, a return that is silent, one source of
 * several. What a source planned stands beside what it gave without saying for which axis. */
START_TEST(test_reasons) {
    static const char *const said[] = {"2.4.9.1 (fiche attendue, non reçue)", "2.1.1.7 (une de ses",
                                       "1.3.4.2, 3.1.3.6, 3.1.4.1 (la fiche reçue ne dit rien"};
    jln_doc *doc = shipped("rapport-annuel", 2012, JLN_LANG_FR);
    const char *text = cell_of(doc, "origine-financier", "missing", "place")->text;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        ck_assert_msg(strstr(text, said[i]) != NULL, "no « %s » in: %s", said[i], text);
    ck_assert_int_eq(
        (int64_t)cell_of(doc, "origine-financier", "missing", "figure-1")->value.number.num,
        22513000);
    text = cell_of(doc, "origine-physique", "missing", "place")->text;
    ck_assert_ptr_nonnull(strstr(text, "2.2.3.2, 3.1.3.5, 3.2.2.2 (la fiche reçue ne donne pas"));
    const jln_cell *planned = cell_of(doc, "origine-mobilisation-complet", "/unicef", "figure-2");
    ck_assert_int_eq((int64_t)planned->value.number.num, 1904960000);
    jln_doc_free(doc);
}
END_TEST

/* The years known together, and the whole plan; the same in a year nobody is asked about. */
START_TEST(test_years_known) {
    jln_doc *doc = shipped("rapport-annuel", 2015, JLN_LANG_FR);
    ck_assert_str_eq(cell_of(doc, "annees", "total", "year")->text, "Cumul 2011-2013");
    ck_assert_int_eq((int64_t)cell_of(doc, "annees", "total", "base")->value.number.num,
                     51391500000);
    ck_assert_int_eq((int64_t)cell_of(doc, "annees", "total", "spent")->value.number.num,
                     27857260000);
    ck_assert_uint_eq(cell_of(doc, "annees", "total", "rate")->value.expected, 266);
    ck_assert_int_eq((int64_t)cell_of(doc, "annees", "whole", "base")->value.number.num,
                     86308100000);
    jln_doc_free(doc);
}
END_TEST

/* A change of a rate that covers too little is marked as such. */
START_TEST(test_fragile) {
    jln_doc *doc = shipped("rapport-annuel", 2013, JLN_LANG_FR);
    ck_assert_uint_ne(cell_of(doc, "axes", "2", "change")->note, 0); /* 74.5 % of the base */
    ck_assert_uint_eq(cell_of(doc, "axes", "1", "change")->note, 0);
    jln_doc_free(doc);
}
END_TEST

/* ---- what the planner writes ---- */

START_TEST(test_own_texts) {
    static const char *const words[][4] = {
        {"Grouper les marchés", "pièces justificatives incomplètes", "Ce qui est engagé",
         "Préface"},
        {"Group equipment contracts", "incomplete supporting documents", "What is under way",
         "Preface"}};
    jln_doc *doc = shipped("rapport-annuel", 2013, _i ? JLN_LANG_EN : JLN_LANG_FR);
    const jln_block *item = block_with(doc, words[_i][0]), *bullet = block_with(doc, words[_i][1]),
                    *heading = block_with(doc, words[_i][2]);
    ck_assert(item && item->text.role == JLN_TEXT_ITEM && item->text.number == 2);
    ck_assert(bullet && bullet->text.role == JLN_TEXT_ITEM && bullet->text.number == 0);
    ck_assert(heading && heading->kind == JLN_BLOCK_HEADING && heading->heading.level == 3);
    ck_assert_ptr_nonnull(block_with(doc, words[_i][3]));
    ck_assert_ptr_null(block_with(doc, words[!_i][0]));
    jln_doc_free(doc);
    doc = shipped("rapport-annuel", 2012, JLN_LANG_EN); /* what has one language is in that one */
    ck_assert(block_with(doc, "Le démarrage de plusieurs activités") && block_with(doc, "Outlook"));
    jln_doc_free(doc);
    doc = shipped("rapport-annuel", 2011, JLN_LANG_FR); /* nothing was written: no empty title */
    ck_assert(!block_with(doc, "Préface") && !block_with(doc, "Perspectives"));
    ck_assert(!block_with(doc, "Ce que dit le document"));
    jln_doc_free(doc);
}
END_TEST

/* ---- where the rates come from ---- */

/* What the annex adds up is the rate of the summary, folded or not, and says what it left out. */
START_TEST(test_provenance) {
    static const char *const tables[] = {"origine-financier", "origine-financier-complet"};
    jln_doc *doc = shipped("rapport-annuel", 2011 + _i, JLN_LANG_FR);
    const jln_cell *rate = cell_of(doc, "axes", "total", "rate");
    for (int i = 0; i < COUNT(tables); i++) {
        const jln_cell *up = cell_of(doc, tables[i], "total", "figure-1"),
                       *down = cell_of(doc, tables[i], "total", "figure-2");
        jln_rat quotient;
        ck_assert(up->expr && down->expr &&
                  jln_rat_div(up->value.number, down->value.number, &quotient));
        ck_assert_msg(jln_rat_cmp(quotient, rate->value.number) == 0, "%s", tables[i]);
    }
    if (2011 + _i == 2013) {
        ck_assert_str_eq(cell_of(doc, "origine-financier", "missing", "about")->text,
                         "Ce qui manque (6)");
        ck_assert_int_eq(
            (int64_t)cell_of(doc, "origine-financier", "missing", "figure-2")->value.number.num,
            3335000000);
        ck_assert_ptr_nonnull(strstr(
            cell_of(doc, "origine-financier-complet", "1.2.1.2/", "place")->text, "R2013-CANAM"));
        ck_assert_ptr_nonnull(
            strstr(cell_of(doc, "origine-financier-complet", "1.2.1.2/", "place")->text, "001"));
        ck_assert_ptr_nonnull(strstr(cell_of(doc, "origine-mobilisation", "missing", "place")->text,
                                     "Banque mondiale"));
    }
    jln_doc_free(doc);
}
END_TEST

/* ---- wrong templates ---- */

#define HEAD "return report { id = 'x', title = 'X',\n"

static const struct {
    const char *name, *text, *where, *message;
} WRONG[] = {
    {"not Lua", "return report {", "x.lua:1", NULL},
    {"nothing returned", "local x = 1", "x.lua", NULL},
    {"no report", "return section { title = 'x' }", "x.lua:1", "return report{...}"},
    {"no title", "return report { id = 'x' }", "x.lua:1", "« id » et « title »"},
    {"an unknown block", HEAD "tabel {} }", "x.lua:2", NULL},
    {"an element that is no block", HEAD "{} }", "x.lua:1", "parmi : acronyms, activities, band, cards"},
    {"a block that is not about one funder", HEAD "\neach_funder { lines { key = 'l' } } }",
     "x.lua:3", "un bloc par source"},
    {"an unknown field", HEAD "\ncards { indicator = {} } }", "x.lua:3",
     "champ « indicator » inconnu ; champs possibles : indicators formats with"},
    {"a field of another type", HEAD "gaps { key = 'k', title = 'K', rows = 'ten' } }", "x.lua:2",
     "gaps{rows = ...} : attendu un nombre"},
    {"words in no language", HEAD "section { title = { de = 'Titel' } } }", "x.lua:2",
     "attendu un texte ou"},
    {"an unknown format", HEAD "section { title = 'x', formats = { 'doc' } } }", "x.lua:2",
     "trouvé « doc », attendu parmi : pdf, xlsx, csv"},
    {"an unknown indicator", HEAD "cards { indicators = { 'x' } } }", "x.lua:2",
     "taux-execution-financiere"},
    {"a text of no section", HEAD "prose {} }", "x.lua:2", "le champ « section » manque"},
    {"an unknown section", HEAD "prose { section = 'end' } }", "x.lua:2",
     "attendu parmi : preface, summary"},
    {"an unknown presence", HEAD "cards { with = 'money', indicators = {} } }", "x.lua:2",
     "trouvé « money », attendu parmi : coverage, indicators"},
    {"an unknown presence in a list", HEAD "page { with = { 'coverage', 3 } } }", "x.lua:2",
     "trouvé « ? », attendu parmi : coverage"},
    {"contents of nothing", HEAD "contents { of = 'notes' } }", "x.lua:2",
     "attendu parmi : headings, tables, charts"},
    {"an unknown kind of narrative", HEAD "narratives { key = 'k', title = 'K', kinds = 'x' } }",
     "x.lua:2", "attendu parmi : context, progress"},
    {"a table without columns", HEAD "funders { key = 'k', title = 'K' } }", "x.lua:2",
     "« columns »"},
    {"a column that shows nothing",
     HEAD "funders { key = 'k', title = 'K', columns = {\ncolumn { key = 'a', title = 'A' } } } }",
     "x.lua:3", "measure, indicator, count"},
    {"an unknown measure",
     HEAD "years { key = 'k', title = 'K', columns = { column { key = 'a', title = 'A', measure = "
          "'cost' } } } }",
     "x.lua:2", "attendu base, spent"},
    {"an unknown stage",
     HEAD "years { key = 'k', title = 'K', columns = { column { key = 'a', title = 'A', measure = "
          "'spent', which = 'x' } } } }",
     "x.lua:2", "« spent »"},
    {"a column made of one that is not there",
     HEAD "years { key = 'k', title = 'K', columns = { column { key = 'a', title = 'A', share = "
          "'b' } } } }",
     "x.lua:2", "column{share"},
    {"a light of an amount",
     HEAD "years { key = 'k', title = 'K', columns = {\n column { key = 'a', title = 'A', measure "
          "= 'base' },\n"
          "column { key = 'l', title = 'L', light = 'a' } } } }",
     "x.lua:4", "un indicateur"},
    {"two columns of one key",
     HEAD "years { key = 'k', title = 'K', columns = {\n column { key = 'a', title = 'A', measure "
          "= 'base' },\n"
          "column { key = 'a', title = 'A', measure = 'base' } } } }",
     "x.lua:4", "déjà prise"},
    {"two tables of one key",
     HEAD "stages { key = 'k', title = 'K' },\nstages { key = 'k', title = 'K' } }", "x.lua:3",
     "a déjà cette clé"},
    {"an unknown level", HEAD "nodes { key = 'k', title = 'K', level = 'pillar', columns = {} } }",
     "x.lua:2", "de 1 à 4"},
    {"a chart of no table",
     HEAD "chart { key = 'c', title = 'C', table = 't', series = { 'a' } } }", "x.lua:2",
     "cette clé"},
    {"a chart of no column",
     HEAD "chart { key = 'c', title = 'C', table = 't', series = { 'a' } },\nstages { key = 't', "
          "title = 'T' } }",
     "x.lua:2", "pas de colonne « a »"},
    {"an unknown kind of chart",
     HEAD "chart { key = 'c', title = 'C', table = 't', series = { 'a' }, kind = 'pie' } }",
     "x.lua:2", "bars, stacked, lines"},
    {"an unknown rule", HEAD "findings { key = 'f', title = 'F', rules = { 'x' } } }", "x.lua:2",
     "row-total, subtotal-lines"},
    {"execution in a report of the plan alone",
     "return report { id = 'x', title = 'X', plan_only = true,\nsentences {} }", "x.lua:2",
     "plan_only"},
    {"a condition that does not exist", HEAD "chapter { title = 'x', with = 'budget' } }",
     "x.lua:2", "coverage, indicators, recommendations"},
    {"an indicator about something else",
     HEAD "coverage { key = 'k', title = 'K', indicator = 'taux-execution-physique' } }", "x.lua:2",
     "porte sur autre chose"},
    {"too few rows", HEAD "returns { key = 'k', title = 'K', rows = 1 } }", "x.lua:2",
     "au moins 2"},
    {"a slot on its own", HEAD "slot { gaps { key = 'k', title = 'K' } } }", "x.lua:2",
     "sheet{ band{ slot{...} } }"},
    {"a block in a sheet without its band", HEAD "sheet { gaps { key = 'k', title = 'K' } } }",
     "x.lua:2", "attendu des band{...}"},
    {"a chapter on a fixed page", HEAD "sheet { band {\nchapter { title = 'x' } } } }", "x.lua:3",
     "pas sa place dans une page fixe"},
    {"slots and blocks in one band",
     HEAD "sheet { band { slot {},\ngaps { key = 'k', title = 'K' } } } }", "x.lua:2",
     "des slot{...} seulement"},
    {"a slot of no width", HEAD "sheet { band { slot { share = 0 } } } }", "x.lua:2", "de 1 à 100"},
    {"the history of an amount",
     HEAD "history { key = 'k', title = 'K', indicator = 'evolution-depense' } }", "x.lua:2",
     "attendu un taux"},
    {"no end", "while true do end", "x.lua", NULL},
};

START_TEST(test_wrong) {
    jln_err err = {0};
    jln_doc *doc = NULL;
    const char *path = in_scratch("x.lua");
    write_whole(path, WRONG[_i].text, strlen(WRONG[_i].text));
    jln_status status =
        jln_template_build(path, "x.lua", db, engine, plan, 2013, JLN_LANG_FR, &doc, &err);
    ck_assert_ptr_null(doc);
    ck_assert_msg(status == JLN_ESCRIPT || status == JLN_ELIMIT, "%s: %d %s", WRONG[_i].name,
                  status, err.message);
    ck_assert_msg(strncmp(err.where, WRONG[_i].where, strlen(WRONG[_i].where)) == 0, "%s: at %s",
                  WRONG[_i].name, err.where);
    ck_assert_msg(!WRONG[_i].message || strstr(err.message, WRONG[_i].message), "%s: %s",
                  WRONG[_i].name, err.message);
}
END_TEST

/* ---- a few rows, and what the committee is asked ---- */

static jln_doc *inline_template(const char *text) {
    jln_err err = {0};
    jln_doc *doc = NULL;
    const char *path = in_scratch("x.lua");
    write_whole(path, text, strlen(text));
    ck_assert_msg(jln_template_build(path, "x.lua", db, engine, plan, 2013, JLN_LANG_FR, &doc,
                                     &err) == JLN_OK,
                  "%s", err.message);
    return doc;
}

START_TEST(test_rows) {
    jln_doc *doc =
        inline_template(HEAD "funders { key = 'k', title = 'K', rows = 7, columns = {\n"
                             "column { key = 'a', title = 'A', measure = 'financing' } } } }");
    const jln_cell *others = cell_of(doc, "k", "others", "a"),
                   *total = cell_of(doc, "k", "total", "a");
    ck_assert_int_eq(others->value.number.num, 1085050000);
    ck_assert_int_eq(total->value.number.num, 18860000000);
    ck_assert_uint_eq(total->expr->count, 7);
    jln_doc_free(doc);
}
END_TEST

/* The years add up as they go by; the years to come have a plan and no spending. */
START_TEST(test_since_start) {
    jln_doc *doc = inline_template(
        HEAD "years { key = 'k', title = 'K', columns = {\n"
             "column { key = 'a', title = 'A', measure = 'spent' },\n"
             "column { key = 'b', title = 'B', measure = 'spent', since_start = true } } } }");
    jln_rat sum = jln_rat_of(0);
    static const char *const years[] = {"2011", "2012", "2013"};
    for (int i = 0; i < 3; i++) {
        ck_assert(jln_rat_add(sum, cell_of(doc, "k", years[i], "a")->value.number, &sum));
        ck_assert_int_eq(jln_rat_cmp(cell_of(doc, "k", years[i], "b")->value.number, sum), 0);
    }
    ck_assert_int_eq(cell_of(doc, "k", "2014", "b")->value.state, JLN_NA);
    ck_assert_int_eq(cell_of(doc, "k", "total", "b")->value.state, JLN_NA);
    jln_doc_free(doc);
}
END_TEST

/* ---- sentences: their number, what they may say; the tiny plan has a case of each ---- */

static const struct {
    int year;
    const char *said;
} SAID[] = {
    {2011, "Pour 2011, le plan prévoit **1\u202f700\u00a0FCFA** (coût prévu), soit 33,3\u00a0%"},
    {2011, "**18** activités sont programmées, dont 3 pour mémoire (PM)"},
    {2012, "En sont exclus 40\u00a0FCFA dépensés sans coût prévu."},
    {2012, "1 reportée, 2 annulées"},
    {2012, "**1 fiche reçue sur 2 attendues**"},
    {2012, "La fiche manquante ne touche aucune activité programmée"},
    {2013, "il ne porte que sur les activités dont toute la dépense est connue (1 sur 15 activités "
           "dotées)"},
    {2013, "**49,9\u00a0%** du coût prévu (révisé pour 2013) de 2011-2013, sur ce qui est connu"},
    {2013, "**14,6\u00a0%** du coût prévu (révisé pour 2013) de tout le plan"},
    {2013, "**1 fiche reçue sur 1 attendue**"},
    {2013, "La comparaison est peu sûre"},
};

/* Without the spaces that do not break, which typography adds. */
static void plain_spaces(const char *text, char *out, size_t size) {
    size_t n = 0;
    for (; *text && n + 4 < size; text++) {
        if (strncmp(text, "\u00a0", 2) == 0 || strncmp(text, "\u202f", 3) == 0) {
            text += (unsigned char)*text == 0xC2 ? 1 : 2;
            out[n++] = ' ';
        } else out[n++] = *text;
    }
    out[n] = '\0';
}

START_TEST(test_said) {
    static const char *const tiny[LOADED_MAX] = {"tests/data/tiny/plan", "tests/data/tiny/returns"};
    const jln_engine_options options = {.date = "2014-12-31"};
    char path[256], all[8192] = "", one[2048], wanted[256];
    const jln_plan *small = NULL;
    jln_engine *counted = NULL;
    jln_doc *doc = NULL;
    jln_err err = {0};
    jln_arena *own = jln_arena_new();
    jln_db *store = load_good(in_scratch("tiny.db"), tiny, own);
    snprintf(path, sizeof path, "%s", in_scratch("said.lua"));
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs("return report { id = 'x', title = 'X', sentences {} }", file);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(jln_plan_read(store, "tiny", own, &small, &err), JLN_OK);
    ck_assert_int_eq(jln_engine_open(store, small, "lua-indicators", &options, &counted, &err),
                     JLN_OK);
    ck_assert_msg(jln_template_build(path, path, store, counted, small, SAID[_i].year, JLN_LANG_FR,
                                     &doc, &err) == JLN_OK,
                  "%s", err.message);
    for (size_t i = 0; i < doc->block_count; i++)
        strncat(all, doc->blocks[i].text.text, sizeof all - strlen(all) - 1);
    plain_spaces(all, one, sizeof one);
    plain_spaces(SAID[_i].said, wanted, sizeof wanted);
    ck_assert_msg(strstr(one, wanted) != NULL, "%d: no « %s » in: %s", SAID[_i].year, wanted, one);
    jln_doc_free(doc);
    jln_engine_close(counted);
    jln_db_close(store);
    jln_arena_free(own);
    remove(in_scratch("tiny.db"));
}
END_TEST

/* ---- words ---- */

static const struct {
    const char *name, *text, *shown;
} WORDS[] = {
    {"a year", "En {year}, apres {last}", "En 2013, apres 2012"},
    {"base and stage", "{Base} ({stage})", "Dotation révisée (payé)"},
    {"the base of all years", "{Bases}, {bases}",
     "Coût prévu (révisé pour 2013), coût prévu (révisé pour 2013)"},
    {"anything else stays", "{x} {", "{x} {"},
    {"an apostrophe", "l'axe, d'accord, '2013'", "l’axe, d’accord, '2013'"},
    {"spaces that do not break", "Oui ; non : 5 % ! « ici »",
     "Oui\u00a0; non\u00a0: 5\u00a0%\u00a0! «\u00a0ici\u00a0»"},
};

START_TEST(test_words) {
    char text[256];
    snprintf(text, sizeof text, HEAD "text { text = [[%s]] } }", WORDS[_i].text);
    jln_doc *doc = inline_template(text);
    ck_assert_str_eq(doc->blocks[0].text.text, WORDS[_i].shown);
    jln_doc_free(doc);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("template");
    TCase *c = tcase_create("pan-eps");
    tcase_set_timeout(c, 60);
    tcase_add_unchecked_fixture(c, open_plan, close_plan);
    tcase_add_loop_test(c, test_shipped, 0, COUNT(NAMES));
    tcase_add_loop_test(c, test_band, 0, COUNT(NAMES));
    tcase_add_loop_test(c, test_cells, 0, COUNT(CELLS));
    tcase_add_test(c, test_unsplit);
    tcase_add_test(c, test_nothing_paid);
    tcase_add_test(c, test_dash);
    tcase_add_test(c, test_national);
    tcase_add_test(c, test_explained);
    tcase_add_test(c, test_said_once);
    tcase_add_test(c, test_brief);
    tcase_add_test(c, test_first_year);
    tcase_add_test(c, test_no_return);
    tcase_add_test(c, test_two_totals);
    tcase_add_test(c, test_carried);
    tcase_add_test(c, test_years_known);
    tcase_add_test(c, test_reasons);
    tcase_add_loop_test(c, test_said, 0, COUNT(SAID));
    tcase_add_test(c, test_fragile);
    tcase_add_loop_test(c, test_provenance, 0, 3);
    tcase_add_loop_test(c, test_own_texts, 0, 2);
    tcase_add_loop_test(c, test_wrong, 0, COUNT(WRONG));
    tcase_add_test(c, test_rows);
    tcase_add_test(c, test_since_start);
    tcase_add_loop_test(c, test_words, 0, COUNT(WORDS));
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
