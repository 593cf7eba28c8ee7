/* Indicators: their worked examples, the page of reference, what a beginner writes, and the library
 * over hard cases. */
#include "failing.h"

#include "compute/engine.h"
#include "compute/inside.h"
#include "planned.h"

#include <check.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define LATER        "2014-01-31"

static const char *const all[LOADED_MAX] = {"tests/data/tiny/plan", "tests/data/tiny/returns",
                                            "tests/data/frame"};

static void open_plan(void) {
    open_planned(all, "tiny");
}

/* ---- worked examples, page of reference ---- */

START_TEST(test_examples) {
    jln_err err = {0};
    jln_engine *library = NULL;
    jln_example *items = NULL;
    size_t count = 0;
    jln_arena *own = jln_arena_new();
    ck_assert_msg(jln_engine_library("lua-indicators", JLN_LANG_FR, &library, &err) == JLN_OK,
                  "%s %s", err.where, err.message);
    ck_assert_int_eq(jln_examples_run(library, own, &items, &count, &err), JLN_OK);
    ck_assert_uint_gt(count, 80);
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(items[i].passed, "%s, %s: %s", items[i].file, items[i].name,
                      items[i].message);
    for (int i = 0; i < jln_engine_indicator_count(library); i++)
        ck_assert_msg(jln_examples_of(jln_engine_indicator(library, i)) > 0, "%s",
                      jln_engine_indicator(library, i)->file);
    jln_engine_close(library);
    jln_arena_free(own);
}
END_TEST

/* Each method stands in the page with its arguments, and the page names no other. */
START_TEST(test_reference) {
    jln_str page = {0}, usage = {0};
    read_whole("lua-indicators/README.md", &page);
    for (int i = 0; jln_methods[i]; i++) {
        jln_str_clear(&usage);
        jln_str_add(&usage, "n:");
        jln_methods_usage(i, &usage);
        ck_assert_int_eq(strncmp(jln_str_c(&usage) + 2, jln_methods[i], strlen(jln_methods[i])), 0);
        ck_assert_msg(strstr(jln_str_c(&page), jln_str_c(&usage)) != NULL,
                      "README.md does not tell %s", jln_str_c(&usage));
    }
    for (const char *p = jln_str_c(&page); (p = strstr(p, "n:")); p += 2) {
        bool known = false;
        size_t length = strspn(p + 2, "abcdefghijklmnopqrstuvwxyz_");
        for (int i = 0; jln_methods[i]; i++)
            known |=
                strlen(jln_methods[i]) == length && strncmp(p + 2, jln_methods[i], length) == 0;
        ck_assert_msg(known || length == 0, "README.md tells of %.20s", p);
    }
    jln_str_free(&page);
    jln_str_free(&usage);
}
END_TEST

/* ---- what a beginner writes ---- */

#define HEAD                                                                                       \
    "return indicator { id = 'x', title = 'x', definition = 'x', formula = 'x', unit = 'ratio', "

static const struct {
    const char *name, *body, *message;
} MISTAKES[] = {
    {"no return", HEAD "value = function(n) local a = n:spent() end }", "return"},
    {"a decimal comma in a result", HEAD "value = function(n) return n:spent() * 0,5 end }",
     "0.5 et non 0,5"},
    {"a decimal comma in a variable",
     HEAD "value = function(n) local x = n:spent() * 0,5 return x end }", "0.5 et non 0,5"},
    {"a decimal comma in an assignment",
     HEAD "value = function(n) local x = 1 x = n:spent() * 0,5 return x end }", "0.5 et non 0,5"},
    {"a decimal comma in a comparison",
     HEAD "value = function(n) local r = n:spent() if r > 0,8 then return 1 end return 2 end }",
     "0.5 et non 0,5"},
    {"two results", HEAD "value = function(n) return n:spent(), n:base() end }", "2 valeurs"},
    {"one equals sign",
     HEAD "value = function(n) local x = 1 if x = 0 then return 0 end return 1 end }", "« == »"},
    {"an end that is missing", HEAD "value = function(n) if n:spent():known() then return 1 end, }",
     "« end »"},
    {"a minus of a word processor", HEAD "value = function(n) return n:spent() − n:base() end }",
     "écrire « - »"},
    {"a space that does not break",
     HEAD "value = function(n) return n:spent()\xC2\xA0/ n:base() end }", "espace insécable"},
    {"different, as elsewhere",
     HEAD "value = function(n) if n:year() != 1 then return 1 end return 0 end }", "« ~= »"},
    {"a point in place of a colon", HEAD "value = function(n) return n.spent() end }",
     "n:spent(...)"},
    {"a global", HEAD "value = function(n) taux = n:spent() return taux end }", "local taux"},
    {"a typo in a method", HEAD "value = function(n) return n:spend() end }", "spent"},
    {"a typo in an argument", HEAD "value = function(n) return n:spent { stages = 'paid' } end }",
     "stage, year, cumulative, funder"},
    {"a typo in a stage", HEAD "value = function(n) return n:spent { stage = 'payed' } end }",
     "\"committed\", \"liquidated\", \"ordered\", \"paid\""},
    {"a text in a sum", HEAD "value = function(n) return n:spent() / 'cent' end }", "texte"},
    {"a comparison of what is not a number",
     HEAD "value = function(n) if n:opening { year = 2000 } > 0 then return 1 end return 2 end }",
     "known"},
    {"a year that is not one", HEAD "value = function(n) return n:spent { year = 1.5 } end }",
     "année"},
    {"a method of another kind of indicator", HEAD "value = function(n) return n:baseline() end }",
     "over = \"logframe\""},
    {"another indicator that is not there",
     HEAD "value = function(n) return n:indicator('y') end }", "y"},
    {"itself", HEAD "value = function(n) return n:indicator('x') end }", "x → x"},
    {"a percentage for unit",
     "return indicator { id = 'x', title = 'x', definition = 'x', formula = 'x', unit = '%', "
     "value = function(n) return n:spent() / n:base() end }",
     "unit = \"ratio\""},
    {"a setting that is not there", HEAD "value = function(n) return n:setting('seuil') end }",
     "seuil"},
    {"a reason that is not one", HEAD "value = function(n) return n:impossible('zero') end }",
     "zero-target"},
    {"an unknown field", HEAD "levl = { 'plan' }, value = function(n) return 1 end }", "levl"},
    {"lights of no kind", HEAD "lights = 'red', value = function(n) return 1 end }", "uemoa"},
    {"over of no kind", HEAD "over = 'regions', value = function(n) return 1 end }", "coverage"},
    {"a light that follows nothing",
     HEAD "lights = true, light_from = 'y', value = function(n) return 1 end }", "light_from"},
    {"keep of a sum",
     HEAD "value = function(n) return n:keep(n:financing(), { known = n:spent() }) end }",
     "n:keep"},
};

START_TEST(test_mistakes) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = LATER};
    jln_result r;
    ck_assert_int_eq(mkdir(in_scratch("lua"), 0700), 0);
    write_whole(in_scratch("lua/x.lua"), MISTAKES[_i].body, strlen(MISTAKES[_i].body));
    jln_status status = jln_engine_open(db, plan, in_scratch("lua"), &options, &engine, &err);
    if (status == JLN_OK)
        status = jln_engine_value(engine, jln_engine_indicator(engine, 0), (jln_place){0, -1, 2012},
                                  &r, &err);
    ck_assert_msg(status == JLN_ESCRIPT, "%s: %d", MISTAKES[_i].name, status);
    ck_assert_msg(strstr(err.message, MISTAKES[_i].message) != NULL, "%s: %s", MISTAKES[_i].name,
                  err.message);
    jln_engine_close(engine);
}
END_TEST

START_TEST(test_loop_of_two) {
    static const char a[] = "return indicator { id = 'a', title = 'a', definition = 'a', formula = "
                            "'a', unit = 'ratio', "
                            "value = function(n) return n:indicator('b') end }";
    static const char b[] = "return indicator { id = 'b', title = 'b', definition = 'b', formula = "
                            "'b', unit = 'ratio', "
                            "value = function(n) return 1 + n:indicator('a') end }";
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = LATER};
    jln_result r;
    ck_assert_int_eq(mkdir(in_scratch("lua"), 0700), 0);
    write_whole(in_scratch("lua/a.lua"), a, sizeof a - 1);
    write_whole(in_scratch("lua/b.lua"), b, sizeof b - 1);
    ck_assert_int_eq(jln_engine_open(db, plan, in_scratch("lua"), &options, &engine, &err), JLN_OK);
    ck_assert_int_eq(jln_engine_value(engine, jln_engine_indicator(engine, 0),
                                      (jln_place){0, -1, 2012}, &r, &err),
                     JLN_ESCRIPT);
    ck_assert_msg(strstr(err.message, "a → b → a") != NULL, "%s", err.message);
    ck_assert_msg(strstr(err.where, "a.lua:1") != NULL, "%s", err.where);
    jln_engine_close(engine);
}
END_TEST

/* ---- the library over hard cases ---- */

/* 2012 unless said; `item` from 1 in the order of the node, 0 for none; the value is num/den. */
static const struct {
    const char *indicator, *node, *funder;
    int item, year;
    jln_state state;
    jln_reason reason;
    int64_t num, den;
    jln_light light;
} VALUES[] = {
    {"avancement-vers-cible", "4", NULL, 1, 2012, JLN_NUMBER, 0, 37, 154, JLN_LIGHT_RED},
    {"taux-atteinte-cible", "4", NULL, 1, 2012, JLN_NUMBER, 0, 320, 437, JLN_LIGHT_RED},
    {"avancement-vers-cible", "4", NULL, 1, 2011, JLN_NA, JLN_REASON_NO_TARGET, 0, 1,
     JLN_LIGHT_NONE},
    {"avancement-vers-cible", "4", NULL, 2, 2012, JLN_NC, JLN_REASON_TARGET_IS_BASELINE, 0, 1,
     JLN_LIGHT_NONE},
    {"taux-atteinte-cible", "4", NULL, 2, 2012, JLN_NUMBER, 0, 1, 1, JLN_LIGHT_GREEN},
    {"avancement-vers-cible", "4", NULL, 3, 2012, JLN_NUMBER, 0, 3, 4, JLN_LIGHT_YELLOW},
    {"taux-atteinte-cible", "4", NULL, 3, 2012, JLN_NC, JLN_REASON_ZERO_TARGET, 0, 1,
     JLN_LIGHT_YELLOW},
    {"avancement-vers-cible", "4", NULL, 4, 2012, JLN_NC, JLN_REASON_NO_BASELINE, 0, 1,
     JLN_LIGHT_NONE},
    {"taux-atteinte-cible", "4", NULL, 4, 2012, JLN_NUMBER, 0, 3, 4, JLN_LIGHT_YELLOW},
    {"taux-atteinte-cible", "4", NULL, 5, 2012, JLN_NC, JLN_REASON_WORDS, 0, 1, JLN_LIGHT_NONE},
    {"avancement-vers-cible", "4", NULL, 6, 2012, JLN_NUMBER, 0, 4, 5, JLN_LIGHT_GREEN},
    {"avancement-prochaine-cible", "4", NULL, 6, 2013, JLN_MISSING, JLN_REASON_NOT_MEASURED, 0, 1,
     JLN_LIGHT_NONE},
    {"ecart-norme", "4", NULL, 7, 2012, JLN_NUMBER, 0, -3, 1, JLN_LIGHT_RED},
    {"ecart-norme", "4", NULL, 1, 2012, JLN_NA, JLN_REASON_NO_BOUND, 0, 1, JLN_LIGHT_NONE},
    {"taux-atteinte-cible", "4", NULL, 8, 2012, JLN_NUMBER, 0, 1, 1, JLN_LIGHT_GREEN},
    {"avancement-vers-cible", "4", NULL, 9, 2012, JLN_NUMBER, 0, -1, 5, JLN_LIGHT_RED},
    {"avancement-vers-cible", "4", NULL, 10, 2012, JLN_NUMBER, 0, 3, 5, JLN_LIGHT_ORANGE},
    {"avancement-vers-cible", "4", NULL, 11, 2012, JLN_MISSING, JLN_REASON_NOT_MEASURED, 0, 1,
     JLN_LIGHT_GREY},
    {"avancement-vers-cible", "", NULL, 1, 2012, JLN_NUMBER, 0, 6, 5, JLN_LIGHT_GREEN},
    {"taux-couverture", "", NULL, 1, 2012, JLN_NC, JLN_REASON_NO_POPULATION, 0, 1, JLN_LIGHT_NONE},
    {"taux-couverture", "", NULL, 2, 2012, JLN_NUMBER, 0, 3, 100, JLN_LIGHT_NONE},
    {"taux-couverture", "", NULL, 3, 2012, JLN_NC, JLN_REASON_NO_POPULATION, 0, 1, JLN_LIGHT_NONE},
    {"taux-couverture", "", NULL, 4, 2012, JLN_MISSING, JLN_REASON_NO_FIGURE, 0, 1, JLN_LIGHT_NONE},
    {"taux-couverture", "", NULL, 5, 2012, JLN_MISSING, JLN_REASON_NO_FIGURE, 0, 1, JLN_LIGHT_NONE},
    {"taux-couverture", "", NULL, 6, 2012, JLN_MISSING, JLN_REASON_NO_FIGURE, 0, 1, JLN_LIGHT_NONE},
    {"recommandations-executees", "", NULL, 0, 2012, JLN_NUMBER, 0, 2, 3, JLN_LIGHT_ORANGE},
    {"completude", "", NULL, 0, 2012, JLN_NUMBER, 0, 1, 2, JLN_LIGHT_RED},
    {"ponctualite", "", NULL, 0, 2012, JLN_NUMBER, 0, 1, 2, JLN_LIGHT_RED},
    {"completude", "4", NULL, 0, 2012, JLN_NA, JLN_REASON_NOT_SPLIT, 0, 1, JLN_LIGHT_NONE},
    {"temps-ecoule", "", NULL, 0, 2012, JLN_NUMBER, 0, 731, 1096, JLN_LIGHT_NONE},
    {"ecart-physico-financier", "10", NULL, 0, 2012, JLN_NUMBER, 0, -133, 8, JLN_LIGHT_NONE},
    {"ecart-physico-financier", "2", NULL, 0, 2012, JLN_NA, JLN_REASON_NOT_PLANNED, 0, 1,
     JLN_LIGHT_NONE},
    {"evolution-execution-financiere", "4", NULL, 0, 2011, JLN_NA, JLN_REASON_NO_PREVIOUS, 0, 1,
     JLN_LIGHT_NONE},
    {"evolution-execution-financiere", "4", NULL, 0, 2012, JLN_NA, JLN_REASON_NOT_ASKED, 0, 1,
     JLN_LIGHT_NONE},
    /* nobody was asked about 2011: its base is not covered */
    {"execution-cumulee", "4", NULL, 0, 2012, JLN_PARTIAL, JLN_REASON_NOT_ASKED, 6, 5,
     JLN_LIGHT_RED},
    {"depenses-hors-dotation", "3", NULL, 0, 2012, JLN_NUMBER, 0, 30, 1, JLN_LIGHT_NONE},
    {"solde-disponible", "4", NULL, 0, 2012, JLN_NUMBER, 0, -50, 1, JLN_LIGHT_NONE},
    {"solde-a-payer", "12", "engage", 0, 2012, JLN_NA, JLN_REASON_NO_STAGE, 0, 1, JLN_LIGHT_NONE},
    {"part-source-financement", "4", "etat", 0, 2012, JLN_NUMBER, 0, 4, 7, JLN_LIGHT_NONE},
    {"part-source-financement", "4", NULL, 0, 2012, JLN_NA, JLN_REASON_NOT_SPLIT, 0, 1,
     JLN_LIGHT_NONE},
    {"part-source-depense", "4", "don", 0, 2012, JLN_NUMBER, 0, 1, 3, JLN_LIGHT_NONE},
    {"paye-sur-recu", "4", "etat", 0, 2012, JLN_NUMBER, 0, 4, 3, JLN_LIGHT_NONE},
    {"paye-sur-recu", "4", "etat", 0, 2011, JLN_NA, JLN_REASON_NOT_ASKED, 0, 1, JLN_LIGHT_NONE},
    {"activites-hors-programme", "11", NULL, 0, 2012, JLN_NUMBER, 0, 1, 1, JLN_LIGHT_NONE},
};

START_TEST(test_values) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = LATER};
    const jln_indicator *indicator = NULL;
    int items[32];
    jln_result r;
    const char *name = VALUES[_i].indicator;
    jln_place place = {jln_plan_node(plan, VALUES[_i].node), -1, VALUES[_i].year};
    if (VALUES[_i].funder) place.funder = jln_plan_funder(plan, VALUES[_i].funder);
    ck_assert_msg(jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err) == JLN_OK,
                  "%s %s", err.where, err.message);
    ck_assert_int_eq(jln_engine_find(engine, name, &indicator, &err), JLN_OK);
    int count = jln_engine_items(engine, indicator, place.node, place.year, items, COUNT(items));
    ck_assert_int_ge(count, VALUES[_i].item ? VALUES[_i].item : 1);
    int item = VALUES[_i].item ? items[VALUES[_i].item - 1] : -1;
    ck_assert_msg(jln_engine_item(engine, indicator, place, item, &r, &err) == JLN_OK, "%s %s",
                  err.where, err.message);
    ck_assert_msg(r.value.state == VALUES[_i].state, "%s %s %d: state %s (%s)", name,
                  VALUES[_i].node, VALUES[_i].item, jln_state_code(r.value.state),
                  jln_reason_code(r.value.reason));
    if (VALUES[_i].state != JLN_MISSING)
        ck_assert_msg(r.value.reason == VALUES[_i].reason, "%s %s: reason %s", name,
                      VALUES[_i].node, jln_reason_code(r.value.reason));
    if (jln_value_known(&r.value)) {
        char text[JLN_NUM_MAX];
        jln_rat expected;
        jln_rat_make(VALUES[_i].num, VALUES[_i].den, &expected);
        jln_rat_text(r.value.number, 6, true, text);
        ck_assert_msg(jln_rat_cmp(r.value.number, expected) == 0, "%s %s %d: %s", name,
                      VALUES[_i].node, VALUES[_i].item, text);
    }
    ck_assert_msg(r.light == VALUES[_i].light, "%s %s %d: light %s", name, VALUES[_i].node,
                  VALUES[_i].item, jln_light_code(r.light));
    jln_engine_close(engine);
}
END_TEST

/* Every indicator can be explained wherever it has a value. */
START_TEST(test_explained) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = LATER};
    ck_assert_int_eq(jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err), JLN_OK);
    for (int i = 0; i < jln_engine_indicator_count(engine); i++) {
        const jln_indicator *indicator = jln_engine_indicator(engine, i);
        for (uint32_t node = 0; node < plan->node_count; node++)
            for (int year = 2011; year <= 2013; year++) {
                int items[32];
                int count = jln_engine_items(engine, indicator, node, year, items, COUNT(items));
                for (int k = 0; k < count; k++) {
                    jln_explanation x;
                    jln_place place = {node, indicator->by_node ? -1 : 0, year};
                    jln_status status = jln_engine_explain_item(engine, indicator, place, items[k],
                                                                arena, &x, &err);
                    ck_assert_msg(status == JLN_OK, "%s: %s %s", indicator->id, err.where,
                                  err.message);
                    ck_assert_uint_ge(x.step_count, 1);
                    for (size_t n = 0; n < x.count; n++) ck_assert_ptr_nonnull(x.items[n].measure);
                }
            }
    }
    jln_engine_close(engine);
}
END_TEST

/* A dash is told as printed, with the zero organisations that make it nobody. */
START_TEST(test_dash) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = LATER};
    const jln_indicator *indicator = NULL;
    jln_explanation x;
    int items[32];
    ck_assert_int_eq(jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err), JLN_OK);
    ck_assert_int_eq(jln_engine_find(engine, "taux-couverture", &indicator, &err), JLN_OK);
    ck_assert_int_eq(jln_engine_items(engine, indicator, 0, 2012, items, COUNT(items)), 6);
    ck_assert_int_eq(jln_engine_explain_item(engine, indicator, (jln_place){0, -1, 2012}, items[2],
                                             arena, &x, &err),
                     JLN_OK);
    ck_assert_uint_eq(x.step_count, 4);
    ck_assert_str_eq(x.steps[0], "bénéficiaires = – (aucun nombre n'est donné)");
    ck_assert_str_eq(x.steps[1], "mutuelles = 0");
    ck_assert_int_eq(x.result.value.reason, JLN_REASON_NO_POPULATION);
    jln_engine_close(engine);
}
END_TEST

/* A target of another year is told, not used. */
START_TEST(test_next_target) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = LATER};
    const jln_indicator *indicator = NULL;
    jln_explanation x;
    int items[32];
    bool told = false;
    jln_place place = {jln_plan_node(plan, "4"), -1, 2011};
    ck_assert_int_eq(jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err), JLN_OK);
    ck_assert_int_eq(jln_engine_find(engine, "taux-atteinte-cible", &indicator, &err), JLN_OK);
    jln_engine_items(engine, indicator, place.node, 2011, items, COUNT(items));
    ck_assert_int_eq(jln_engine_explain_item(engine, indicator, place, items[0], arena, &x, &err),
                     JLN_OK);
    for (size_t i = 0; i < x.count; i++)
        told |= x.items[i].code && strcmp(x.items[i].code, "next_target") == 0 &&
                x.items[i].year == 2012 && x.items[i].role == JLN_EXPLAIN_LEFT_OUT;
    ck_assert(told);
    jln_engine_close(engine);
}
END_TEST

/* What a planner changes without writing code: lights of an indicator, weight of an activity. */
START_TEST(test_settings) {
    static const struct {
        const char *row, *indicator, *node;
        int64_t num, den;
        jln_light light;
    } cases[] = {
        {"", "taux-execution-physique", "8", 1, 2, JLN_LIGHT_RED},
        {"weight,8.2,3\n", "taux-execution-physique", "8", 3, 4, JLN_LIGHT_YELLOW},
        {"lights,taux-execution-physique,20;40\n", "taux-execution-physique", "8", 1, 2,
         JLN_LIGHT_GREEN},
        {"lights,taux-execution-physique,10;50;60\n", "taux-execution-physique", "8", 1, 2,
         JLN_LIGHT_ORANGE},
        {"lights,taux-execution-physique,none\n", "taux-execution-physique", "8", 1, 2,
         JLN_LIGHT_NONE},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        jln_err err = {0};
        jln_engine *engine = NULL;
        const jln_engine_options options = {.date = LATER};
        const jln_indicator *indicator = NULL;
        const jln_plan *changed = NULL;
        jln_result r;
        jln_rat expected;
        const char *dirs[LOADED_MAX] = {in_scratch("plan"), all[1]};
        copy_package(all[0], dirs[0]);
        edit_file(in_scratch("plan/settings.csv"), "", cases[i].row);
        jln_db *other = load_good(in_scratch("other.db"), dirs, arena);
        ck_assert_int_eq(jln_plan_read(other, "tiny", arena, &changed, &err), JLN_OK);
        ck_assert_msg(jln_engine_open(other, changed, "lua-indicators", &options, &engine, &err) ==
                          JLN_OK,
                      "%s", err.message);
        ck_assert_int_eq(jln_engine_find(engine, cases[i].indicator, &indicator, &err), JLN_OK);
        jln_place place = {jln_plan_node(changed, cases[i].node), -1, 2012};
        ck_assert_int_eq(jln_engine_value(engine, indicator, place, &r, &err), JLN_OK);
        jln_rat_make(cases[i].num, cases[i].den, &expected);
        ck_assert_msg(jln_rat_cmp(r.value.number, expected) == 0, "%s", cases[i].row);
        ck_assert_msg(r.light == cases[i].light, "%s: %s", cases[i].row, jln_light_code(r.light));
        jln_engine_close(engine);
        jln_db_close(other);
        remove_tree(in_scratch("plan"));
        remove(in_scratch("other.db"));
    }
}
END_TEST

#ifdef CAN_FAIL_ALLOCATIONS
/* Each allocation of reading the facts and computing fails in turn: a clean error each time. */
START_TEST(test_no_memory) {
    const jln_engine_options options = {.date = LATER};
    bool done = false;
    for (long n = 0; !done;
         n +=
         n < 300 ? 1 : 17) { /* the later ones are mostly those of Lua, alike for each script */
        jln_err err = {0};
        jln_engine *engine = NULL;
        jln_result r;
        allocation_refused = false;
        allocations_left = n;
        jln_status status = jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err);
        for (int i = 0; status == JLN_OK && i < jln_engine_indicator_count(engine); i++)
            status = jln_engine_value(engine, jln_engine_indicator(engine, i),
                                      (jln_place){0, -1, 2012}, &r, &err);
        jln_engine_close(engine);
        allocations_left = -1;
        done = !allocation_refused;
        ck_assert_msg(!done || status == JLN_OK, "%s", err.message);
        ck_assert_msg(status == JLN_OK || status == JLN_ENOMEM || status == JLN_EIO ||
                          status == JLN_EDB || status == JLN_ELIMIT,
                      "allocation %ld: %d %s %s", n, status, err.where, err.message);
    }
}
END_TEST
#endif

int main(void) {
    Suite *suite = suite_create("indicators");
    TCase *alone = tcase_create("library");
    tcase_add_test(alone, test_examples);
    tcase_add_test(alone, test_reference);
    suite_add_tcase(suite, alone);
    TCase *c = tcase_create("tiny");
    tcase_add_checked_fixture(c, open_plan, close_planned);
    tcase_add_loop_test(c, test_mistakes, 0, COUNT(MISTAKES));
    tcase_add_test(c, test_loop_of_two);
    tcase_add_loop_test(c, test_values, 0, COUNT(VALUES));
    tcase_add_test(c, test_explained);
    tcase_add_test(c, test_dash);
    tcase_add_test(c, test_next_target);
    tcase_add_test(c, test_settings);
#ifdef CAN_FAIL_ALLOCATIONS
    tcase_add_test(c, test_no_memory);
    tcase_set_timeout(c, 120);
#endif
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
