/* Words of a report: texts of the template in its language, amounts and rates inside sentences,
 * labels of nodes. */
#include "doc/build.h"
#include "doc/format.h"
#include "doc/phrases.h"

#include "base/date.h"
#include "store/read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *jln_build_fmt(jln_builder *b, const char *fmt, ...) {
    char text[4096];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    const char *copy = jln_arena_str(b->doc->arena, text);
    return copy ? copy : "";
}

/* ASCII, and the accented letters of Latin-1: é becomes É. */
const char *jln_build_capital(jln_builder *b, const char *words) {
    char *copy = jln_arena_str(b->doc->arena, words);
    if (!copy) return "";
    unsigned char *c = (unsigned char *)copy;
    if (c[0] >= 'a' && c[0] <= 'z') c[0] = (unsigned char)(c[0] - 32);
    else if (c[0] == 0xC3 && c[1] >= 0xA0 && c[1] <= 0xBE && c[1] != 0xB7)
        c[1] = (unsigned char)(c[1] - 32);
    return copy;
}

/* ---- texts of the template ---- */

int jln_build_from(const jln_builder *b) {
    return b->all_years ? b->plan->first_year : b->year;
}

int jln_build_to(const jln_builder *b) {
    return b->all_years ? b->plan->last_year : b->year;
}

static const char *placeholder(jln_builder *b, const char *name, size_t n) {
    const char *stage = jln_stage_words(jln_engine_stage(b->engine)),
               *base = jln_say_base(b, jln_build_from(b), jln_build_to(b)),
               *bases = jln_say_base(b, b->plan->first_year, b->plan->last_year),
               *programme = jln_build_programme_base(b) == JLN_BASE_PLANNED
                                ? jln_base_words(JLN_BASE_PLANNED)
                                : base;
    struct {
        const char *name, *text;
        int year;
    } known[] = {
        {"year", NULL, b->year},
        {"last", NULL, b->year - 1},
        {"first", NULL, b->plan->first_year},
        {"end", NULL, b->plan->last_year},
        {"stage", stage, 0},
        {"base", base, 0},
        {"Stage", jln_build_capital(b, stage), 0},
        {"Base", jln_build_capital(b, base), 0},
        {"bases", bases, 0},
        {"Bases", jln_build_capital(b, bases), 0},
        {"programme", programme, 0},
        {"Programme", jln_build_capital(b, programme), 0},
        {"known", NULL, jln_build_last_known(b)},
        {"level1", jln_plan_level_words(b->plan, 0, b->lang, false), 0},
        {"level2", jln_plan_level_words(b->plan, b->plan->level_count > 1, b->lang, false), 0},
        {"unit", jln_build_unit(b), 0},
        {"funder", b->funder < 0 ? "" : jln_plan_funder_name(b->plan, b->funder, b->lang), 0}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == n && strncmp(known[i].name, name, n) == 0)
            return known[i].text ? known[i].text : jln_build_fmt(b, "%d", known[i].year);
    return NULL;
}

static const char *filled(jln_builder *b, const char *text) {
    if (!strchr(text, '{')) return text;
    jln_str out = {0};
    while (*text) {
        size_t n = *text == '{' ? strcspn(text, "}") : 0;
        const char *word = n && text[n] ? placeholder(b, text + 1, n - 1) : NULL;
        if (word) jln_str_add(&out, word);
        else jln_str_addc(&out, *text);
        text += word ? n + 1 : 1;
    }
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&out));
    jln_str_free(&out);
    return copy;
}

const char *jln_build_words(jln_builder *b, const jln_tree *node, const char *name) {
    const jln_tree *field = name ? jln_tree_field(node, name) : node;
    if (field && field->kind == JLN_TREE_TABLE) {
        const jln_tree *en = jln_tree_field(field, "en"), *fr = jln_tree_field(field, "fr");
        field = b->lang == JLN_LANG_EN && en ? en : fr;
    }
    return field && field->kind == JLN_TREE_TEXT ? filled(b, field->text) : NULL;
}

/* ---- figures inside sentences ---- */

const char *jln_build_currency(const jln_builder *b) {
    return strcmp(b->plan->currency, "XOF") == 0 ? "FCFA" : b->plan->currency;
}

const char *jln_build_unit(jln_builder *b) {
    const char *currency = jln_build_currency(b);
    switch (b->plan->shown) {
    case 1:
        return jln_build_fmt(b, _("en %s"), currency);
    case 1000:
        return jln_build_fmt(b, _("en milliers de %s"), currency);
    case 1000000:
        return jln_build_fmt(b, _("en millions de %s"), currency);
    case 1000000000:
        return jln_build_fmt(b, _("en milliards de %s"), currency);
    default:
        return jln_build_fmt(b, _("en %lld %s"), (long long)b->plan->shown, currency);
    }
}

static const char *formatted(jln_builder *b, const jln_value *value, jln_kind kind, int decimals,
                             const char *unit) {
    jln_str text = {0};
    jln_cell cell = {.value = *value};
    jln_format_cell(&text, &cell, kind, 1, decimals, b->lang);
    const char *copy = jln_build_fmt(b, jln_value_known(value) && *unit ? "%s\u00a0%s" : "%s",
                                     jln_str_c(&text), unit);
    jln_str_free(&text);
    return copy;
}

/* « 1,9 million », « 2,0 millions »: as the figure is printed, with one decimal. In English 1.0
 * alone is singular. */
static unsigned long number_said(const jln_builder *b, jln_rat number) {
    double tenths = jln_rat_double(number) * 10;
    long long rounded = (long long)((tenths < 0 ? -tenths : tenths) + 0.5);
    if (b->lang == JLN_LANG_EN) return rounded == 10 ? 1 : 2;
    return rounded < 20 ? 1 : 2;
}

/* Millions read better than thousands inside a sentence; the tables keep the exact figure. Less
 * than a million is said in full: « 0,0 million » would be a zero. */
const char *jln_build_amount(jln_builder *b, const jln_value *amount) {
    jln_value shown = *amount, full = *amount;
    int64_t unit = 1;
    for (int i = 0; i < b->plan->decimals; i++) unit *= 10;
    bool fits = jln_value_known(&shown) &&
                jln_rat_div(shown.number, jln_rat_of(unit), &full.number) &&
                jln_rat_div(full.number, jln_rat_of(1000000), &shown.number);
    if (!fits) return formatted(b, amount, JLN_KIND_NUMBER, 0, "");
    double millions = jln_rat_double(shown.number);
    if (millions < 1 && millions > -1)
        return formatted(b, &full, JLN_KIND_NUMBER, 0, jln_build_currency(b));
    return formatted(
        b, &shown, JLN_KIND_NUMBER, 1,
        jln_build_fmt(b, P_("million de %s", "millions de %s", number_said(b, shown.number)),
                      jln_build_currency(b)));
}

const char *jln_build_number(jln_builder *b, const jln_value *number) {
    return formatted(b, number, JLN_KIND_NUMBER, 0, "");
}

const char *jln_build_rate(jln_builder *b, const jln_value *rate) {
    return formatted(b, rate, JLN_KIND_RATE, 1, "");
}

const char *jln_build_points(jln_builder *b, const jln_value *points) {
    jln_value shown = *points;
    if (jln_value_known(&shown) && !jln_rat_mul(shown.number, jln_rat_of(100), &shown.number))
        shown = *points;
    return formatted(
        b, &shown, JLN_KIND_NUMBER, 1,
        P_("point", "points", jln_value_known(&shown) ? number_said(b, shown.number) : 2));
}

const char *jln_build_coverage(jln_builder *b, const jln_result *r) {
    if (!r->value.expected) return "";
    jln_str text = {0};
    jln_format_cell(&text, &(jln_cell){.value = r->value}, JLN_KIND_COVER, 1, 0, b->lang);
    const char *counted = jln_build_fmt(b, "%s\u00a0%s", jln_str_c(&text), r->noun);
    jln_str_free(&text);
    if (!jln_value_known(&r->covered)) return counted;
    double covered = jln_rat_double(r->covered.number);
    bool tenths = (covered >= 0.995 && covered < 1) || /* never says 100 % of what is not whole, */
                  (covered >= 0.795 && covered < 0.8); /* nor 80 % of what lacks its light */
    return jln_build_fmt(b, _("%s, %s de la base"), counted,
                         formatted(b, &r->covered, JLN_KIND_RATE, tenths, ""));
}

const char *jln_build_place(jln_builder *b, const char *doc, int line) {
    if (!doc || !*doc || line <= 0) return NULL;
    return jln_build_fmt(b, _("%s, l.\u00a0%d"), doc, line);
}

static jln_status count_document(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)row, (void)err;
    ++*(int *)ctx;
    return JLN_OK;
}

const char *jln_build_line(jln_builder *b, const char *doc, int line) {
    if (!doc || !*doc || line <= 0) return NULL;
    const jln_params params = {.plan = b->plan->name};
    jln_err local = {0};
    if (!b->documents)
        (void)jln_query_each(b->db, JLN_Q_DOCUMENTS, &params, count_document, &b->documents,
                             &local);
    if (b->documents != 1) return jln_build_place(b, doc, line);
    return jln_build_fmt(b, _("l.\u00a0%d"), line);
}

const char *jln_build_date(jln_builder *b, const char *iso) {
    int32_t days;
    jln_str text = {0};
    if (iso && jln_date_parse(iso, strlen(iso), &days)) jln_format_date(&text, days, b->lang);
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

/* ---- labels of nodes ---- */

static const char *code_label(jln_builder *b, uint32_t node) {
    const jln_node *n = &b->plan->nodes[node];
    const char *level = jln_plan_level_words(b->plan, n->level, b->lang, false);
    return jln_build_fmt(b, "%s\u00a0%s", jln_build_capital(b, level), n->id);
}

const char *jln_build_label(jln_builder *b, uint32_t node, jln_label label) {
    const jln_node *n = &b->plan->nodes[node];
    const char *name = label == JLN_LABEL_SHORT ? n->short_title : NULL;
    if (label == JLN_LABEL_SHORT && !name) name = n->title; /* layout cuts it: it knows the room */
    if (label == JLN_LABEL_TITLE) return jln_build_fmt(b, "%s %s", n->id, n->title);
    return name ? jln_build_fmt(b, "%s – %s", code_label(b, node), name) : code_label(b, node);
}

jln_status jln_build_labels(jln_builder *b, const jln_tree *node, jln_label otherwise,
                            jln_label *out) {
    static const char *const names[] = {"title", "short", "code", NULL};
    int at;
    jln_status status = jln_build_choice(b, node, "labels", names, (int)otherwise, &at);
    *out = (jln_label)at;
    return status;
}

bool jln_build_in_plan(const jln_builder *b, int year) {
    return year >= b->plan->first_year && year <= b->plan->last_year;
}
