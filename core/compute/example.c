/* Worked examples of indicators: what the place answers is written beside the formula, and so is
 * the value expected. */
#include "compute/inside.h"

#include "base/i18n.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

enum { LEAVES_MAX = 64 };

/* ---- what an example gives ---- */

static bool state_of(const char *text, jln_state *out) {
    static const struct {
        const char *words;
        jln_state state;
    } states[] = {{"PM", JLN_PM},   {"-", JLN_DASH},  {"", JLN_BLANK},    {"ND", JLN_MISSING},
                  {"s.o.", JLN_NA}, {"n.c.", JLN_NC}, {"texte", JLN_TEXT}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].words, text) == 0) {
            *out = states[i].state;
            return true;
        }
    return false;
}

static bool leaf_of(const jln_tree *t, jln_leaf *out) {
    *out = (jln_leaf){.number = {0, 1}, .state = JLN_NUMBER};
    if (t->kind == JLN_TREE_NUMBER) out->number = t->number;
    return t->kind == JLN_TREE_NUMBER ||
           (t->kind == JLN_TREE_TEXT && state_of(t->text, &out->state));
}

static jln_status wrong_value(const char *key, jln_err *err) {
    return jln_err_set(
        err, JLN_ESCRIPT, NULL,
        _("l'exemple donne à « %s » autre chose que des nombres, \"PM\", \"-\", \"\", \"ND\", "
          "\"s.o.\", \"n.c.\" ou \"texte\""),
        key);
}

/* A list is one figure for each activity or line. */
static jln_status give_leaves(jln_engine *e, const char *key, const jln_tree *list, int year,
                              jln_handle *out, jln_err *err) {
    jln_leaf leaves[LEAVES_MAX];
    for (size_t i = 0; i < list->item_count && i < LEAVES_MAX; i++)
        if (!leaf_of(&list->items[i], &leaves[i])) return wrong_value(key, err);
    const jln_span span = {year, year};
    int vector = jln_vectors_given(&e->vectors, span, leaves, list->item_count);
    if (vector < 0) return jln_err_nomem(err);
    return jln_host_value(e, (jln_hvalue){.kind = JLN_H_VECTOR, .vector = vector}, out, err);
}

static const jln_tree *find_given(const jln_engine *e, const char *scope, const char *key) {
    const jln_tree *given = scope ? jln_tree_field(e->given, scope) : e->given;
    return given ? jln_tree_field(given, key) : NULL;
}

jln_status jln_example_given(jln_engine *e, const char *scope, const char *key, int year,
                             jln_handle *out, jln_err *err) {
    const jln_tree *t = find_given(e, scope, key);
    jln_leaf leaf;
    if (!t)
        return jln_err_set(err, JLN_ESCRIPT, NULL, _("l'exemple ne donne pas « %s%s%s »"),
                           scope ? scope : "", scope ? "." : "", key);
    if (t->kind == JLN_TREE_TABLE) return give_leaves(e, key, t, year, out, err);
    if (!leaf_of(t, &leaf)) return wrong_value(key, err);
    jln_value value = leaf.state == JLN_NUMBER ? jln_value_number(leaf.number)
                                               : jln_value_none(leaf.state, JLN_REASON_NONE);
    return jln_host_plain(e, value, out, err);
}

/* ---- running ---- */

typedef struct {
    jln_engine *e;
    jln_arena *arena;
    jln_example *items;
    size_t count, capacity;
} run;

static size_t longest(const jln_tree *given) {
    size_t most = given->item_count;
    for (size_t i = 0; i < given->field_count; i++) {
        size_t inner = given->fields[i].kind == JLN_TREE_TABLE ? longest(&given->fields[i]) : 0;
        if (inner > most) most = inner;
    }
    return most < LEAVES_MAX ? most : LEAVES_MAX;
}

static void add_value(jln_str *text, const jln_value *v) {
    char number[JLN_NUM_MAX];
    if (!jln_value_known(v)) jln_str_add(text, jln_state_words(v->state));
    else if (jln_rat_text(v->number, 12, true, number)) jln_str_add(text, number);
    if (v->reason) jln_str_fmt(text, " (%s)", jln_reason_code(v->reason));
    if (v->expected) jln_str_fmt(text, " %u/%u", v->known, v->expected);
}

/* A number is expected exactly; "24.0 %" and "-12.50" as printed with those decimals; any other
 * text is a state. */
static bool value_matches(const jln_tree *expect, const jln_value *v) {
    if (expect->kind == JLN_TREE_NUMBER)
        return jln_value_known(v) && jln_rat_cmp(expect->number, v->number) == 0;
    if (expect->kind != JLN_TREE_TEXT) return false;
    char text[JLN_NUM_MAX];
    const char *point = strchr(expect->text, '.'), *percent = strstr(expect->text, " %");
    size_t length = percent ? (size_t)(percent - expect->text) : strlen(expect->text);
    jln_rat wanted, found = v->number;
    if (!jln_rat_parse(expect->text, length, &wanted)) {
        jln_state state;
        return state_of(expect->text, &state) && v->state == state;
    }
    int decimals = point ? (int)(length - (size_t)(point - expect->text) - 1) : 0;
    if (percent && !jln_rat_mul(found, jln_rat_of(100), &found)) return false;
    return jln_value_known(v) && jln_rat_text(found, decimals, false, text) &&
           strlen(text) == length && memcmp(text, expect->text, length) == 0;
}

static bool text_matches(const jln_tree *example, const char *field, const char *found) {
    const jln_tree *t = jln_tree_field(example, field);
    return !t || (t->kind == JLN_TREE_TEXT && strcmp(t->text, found) == 0);
}

static const char *judge(run *r, const jln_tree *example, const jln_result *result) {
    char known[32];
    const jln_tree *expect = jln_tree_field(example, "expect");
    snprintf(known, sizeof known, "%u/%u", result->value.known, result->value.expected);
    if (expect && value_matches(expect, &result->value) &&
        text_matches(example, "light", jln_light_code(result->light)) &&
        text_matches(example, "reason", jln_reason_code(result->value.reason)) &&
        text_matches(example, "reported", known))
        return NULL;
    jln_str text = {0};
    jln_str_add(&text, _("trouvé "));
    add_value(&text, &result->value);
    if (result->light) jln_str_fmt(&text, " [%s]", jln_light_code(result->light));
    const char *message = jln_arena_str(r->arena, jln_str_c(&text));
    jln_str_free(&text);
    return message ? message : "";
}

/* The plan of the library gets as many leaves as the example gives. */
static void set_leaves(jln_engine *e, size_t count) {
    jln_plan *plan = (jln_plan *)e->plan;
    plan->leaf_count = plan->nodes[0].leaf_end = (uint32_t)count;
}

static jln_status run_one(run *r, const jln_indicator *indicator, const jln_tree *tree,
                          jln_err *err) {
    jln_example *grown =
        jln_arena_grow(r->arena, r->items, &r->capacity, r->count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    r->items = grown;
    jln_example *x = &r->items[r->count++];
    const jln_tree *name = jln_tree_field(tree, "name"), *given = jln_tree_field(tree, "given");
    *x = (jln_example){indicator->id, indicator->file, NULL, tree->line, false, NULL};
    x->name = name && name->kind == JLN_TREE_TEXT ? name->text : "";
    if (!given || given->kind != JLN_TREE_TABLE || !jln_tree_field(tree, "expect")) {
        x->message = _("un exemple a « given = {...} » et « expect = ... »");
        return JLN_OK;
    }
    jln_result result;
    jln_err problem = {0};
    r->e->given = given;
    set_leaves(r->e, longest(given));
    jln_status status = jln_engine_item(r->e, indicator, (jln_place){0, -1, r->e->plan->first_year},
                                        -1, &result, &problem);
    x->message = status == JLN_OK
                     ? judge(r, tree, &result)
                     : jln_arena_fmt(r->arena, "%s %s", problem.where, problem.message);
    x->passed = x->message == NULL;
    return JLN_OK;
}

size_t jln_examples_of(const jln_indicator *indicator) {
    return indicator->examples ? indicator->examples->item_count : 0;
}

jln_status jln_examples_run(jln_engine *library, jln_arena *arena, jln_example **out, size_t *count,
                            jln_err *err) {
    run r = {library, arena, NULL, 0, 0};
    jln_status status = JLN_OK;
    for (int i = 0; i < jln_engine_indicator_count(library); i++) {
        const jln_indicator *indicator = jln_engine_indicator(library, i);
        for (size_t k = 0;
             indicator->examples && status == JLN_OK && k < indicator->examples->item_count; k++)
            status = run_one(&r, indicator, &indicator->examples->items[k], err);
    }
    library->given = NULL;
    *out = r.items;
    *count = r.count;
    return status;
}
