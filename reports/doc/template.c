/* Reading a template and building the document: title, cover, texts, and the order of blocks. */
#include "doc/template.h"

#include "base/date.h"
#include "doc/build.h"
#include "doc/format.h"
#include "store/read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

jln_status jln_build_wrong(jln_builder *b, const jln_tree *node, const char *fmt, ...) {
    char where[320], message[1024];
    snprintf(where, sizeof where, "%s:%d", b->shown, node->line);
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    return jln_err_set(b->err, JLN_ESCRIPT, where, "%s", message);
}

static bool listed(const char *allowed, const char *name) {
    size_t n = strlen(name);
    for (const char *p = strstr(allowed, name); p; p = strstr(p + 1, name))
        if ((p == allowed || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0')) return true;
    return false;
}

jln_status jln_build_fields(jln_builder *b, const jln_tree *node, const char *allowed) {
    for (size_t i = 0; i < node->field_count; i++)
        if (!listed(allowed, node->names[i]))
            return jln_build_wrong(b, node, _("%s{...} : champ « %s » inconnu ; champs possibles : %s"),
                                   node->constructor ? node->constructor : "", node->names[i], allowed);
    return JLN_OK;
}

const char *jln_build_text(const jln_tree *node, const char *name) {
    const jln_tree *field = jln_tree_field(node, name);
    return field && field->kind == JLN_TREE_TEXT ? field->text : NULL;
}

const char *jln_build_words(const jln_builder *b, const jln_tree *node, const char *name) {
    const jln_tree *field = name ? jln_tree_field(node, name) : node;
    if (field && field->kind == JLN_TREE_TABLE) {
        const jln_tree *en = jln_tree_field(field, "en"), *fr = jln_tree_field(field, "fr");
        field = b->lang == JLN_LANG_EN && en ? en : fr;
    }
    return field && field->kind == JLN_TREE_TEXT ? field->text : NULL;
}

bool jln_build_flag(const jln_tree *node, const char *name) {
    const jln_tree *field = jln_tree_field(node, name);
    return field && field->kind == JLN_TREE_BOOL && field->boolean;
}

int jln_build_int(const jln_tree *node, const char *name, int otherwise) {
    const jln_tree *field = jln_tree_field(node, name);
    bool small = field && field->kind == JLN_TREE_NUMBER && jln_rat_is_integer(field->number) &&
                 field->number.num > -1000 && field->number.num < 1000;
    return small ? (int)field->number.num : otherwise;
}

/* ---- words ---- */

const char *jln_build_fmt(jln_builder *b, const char *fmt, ...) {
    char text[4096];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    const char *copy = jln_arena_str(b->doc->arena, text);
    return copy ? copy : "";
}

static const char *currency_words(const jln_plan *plan) {
    return strcmp(plan->currency, "XOF") == 0 ? "FCFA" : plan->currency;
}

const char *jln_build_unit(jln_builder *b) {
    const char *currency = currency_words(b->plan);
    switch (b->plan->scale) {
    case 1: return jln_build_fmt(b, _("en %s"), currency);
    case 1000: return jln_build_fmt(b, _("en milliers de %s"), currency);
    case 1000000: return jln_build_fmt(b, _("en millions de %s"), currency);
    default: return jln_build_fmt(b, _("en %lld %s"), (long long)b->plan->scale, currency);
    }
}

static const char *formatted(jln_builder *b, const jln_value *value, jln_kind kind, int decimals,
                             const char *unit) {
    jln_str text = {0};
    jln_cell cell = {.value = *value};
    jln_format_cell(&text, &cell, kind, 1, decimals, b->lang);
    const char *copy = jln_build_fmt(b, jln_value_known(value) && *unit ? "%s\u00a0%s" : "%s", jln_str_c(&text), unit);
    jln_str_free(&text);
    return copy;
}

/* Millions read better than thousands inside a sentence; the tables keep the exact figure. */
const char *jln_build_amount(jln_builder *b, const jln_value *amount) {
    jln_value shown = *amount;
    int64_t million = 1000000;
    for (int i = 0; i < b->plan->decimals; i++) million *= 10;
    if (!jln_value_known(&shown) || !jln_rat_div(shown.number, jln_rat_of(million), &shown.number))
        return formatted(b, amount, JLN_KIND_NUMBER, 0, "");
    return formatted(b, &shown, JLN_KIND_NUMBER, 1,
                     jln_build_fmt(b, _("millions de %s"), currency_words(b->plan)));
}

const char *jln_build_rate(jln_builder *b, const jln_value *rate) {
    return formatted(b, rate, JLN_KIND_RATE, 1, "");
}

const char *jln_build_coverage(jln_builder *b, const jln_result *r) {
    if (!r->value.expected) return "";
    const char *counted = jln_build_fmt(b, "%u/%u %s", r->value.known, r->value.expected, r->noun);
    if (!jln_value_known(&r->covered)) return counted;
    jln_value share = r->covered;
    jln_rat_mul(share.number, jln_rat_of(100), &share.number);
    return jln_build_fmt(b, _("%s, %s\u00a0%% de la base"), counted,
                         formatted(b, &share, JLN_KIND_NUMBER, 0, ""));
}

const char *jln_build_place(jln_builder *b, const char *doc, int line) {
    if (!doc || !*doc || line <= 0) return NULL;
    return jln_build_fmt(b, _("%s, l. %d"), doc, line);
}

/* ---- simple blocks ---- */

static jln_block *add_block(jln_builder *b, jln_block_kind kind) {
    jln_block *block = jln_doc_add(b->doc, kind, b->formats);
    if (!block) jln_err_nomem(b->err);
    return block;
}

static const char *date_words(jln_builder *b, const char *iso) {
    int32_t days;
    jln_str text = {0};
    if (iso && jln_date_parse(iso, strlen(iso), &days)) jln_format_date(&text, days, b->lang);
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

/* Provisional while a return of the year's period is not validated. */
static bool provisional(const jln_builder *b) {
    int period = jln_facts_period(b->facts, b->year);
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (r->period == period && !(r->known && strcmp(r->status, "validated") == 0)) return true;
    }
    return period < 0;
}

static const char *period_words(jln_builder *b) {
    int period = jln_facts_period(b->facts, b->year);
    if (period < 0) return jln_build_fmt(b, _("Année %d"), b->year);
    return jln_build_fmt(b, _("Situation au %s"), date_words(b, b->facts->periods[period].last_day));
}

static const char *status_words(const jln_builder *b) {
    return provisional(b) ? _("version provisoire") : _("version définitive");
}

static jln_status build_cover(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "title formats");
    if (status != JLN_OK) return status;
    const char **lines = jln_arena_array(b->doc->arena, 3, sizeof *lines);
    if (!lines) return jln_err_nomem(b->err);
    lines[0] = period_words(b);
    lines[1] = jln_build_fmt(b, _("Données connues au %s"), date_words(b, b->facts->date));
    lines[2] = status_words(b);
    jln_block *block = add_block(b, JLN_BLOCK_COVER);
    if (!block) return JLN_ENOMEM;
    block->cover = (jln_doc_cover){.title = b->doc->title,
                                   .subtitle = b->doc->running,
                                   .owner = b->doc->author,
                                   .lines = lines,
                                   .line_count = 3};
    return JLN_OK;
}

static jln_status build_contents(jln_builder *b, const jln_tree *node) {
    (void)node;
    return add_block(b, JLN_BLOCK_CONTENTS) ? JLN_OK : JLN_ENOMEM;
}

static jln_status build_heading(jln_builder *b, const jln_tree *node) {
    const char *text = jln_build_words(b, node, "title");
    jln_status status = jln_build_fields(b, node, "title formats");
    if (status != JLN_OK) return status;
    if (!text) return jln_build_wrong(b, node, _("%s{...} : le champ « title » manque"), node->constructor);
    jln_block *block = add_block(b, JLN_BLOCK_HEADING);
    if (!block) return JLN_ENOMEM;
    block->heading.level = strcmp(node->constructor, "chapter") == 0 ? 1 : 2;
    block->heading.text = text;
    block->heading.id = jln_build_fmt(b, "h%zu", b->doc->block_count);
    return JLN_OK;
}

static jln_status build_text(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "text role formats");
    const char *text = jln_build_words(b, node, "text"), *role = jln_build_text(node, "role");
    if (status != JLN_OK) return status;
    if (!text) return jln_build_wrong(b, node, "%s", _("text{...} : le champ « text » manque"));
    static const char *const roles[] = {"body", "lead", "note", "warning", "item"};
    int found = role ? -1 : JLN_TEXT_BODY;
    for (int i = 0; role && i <= JLN_TEXT_ITEM; i++)
        if (strcmp(roles[i], role) == 0) found = i;
    if (found < 0)
        return jln_build_wrong(b, node, _("text{role = \"%s\"} : attendu body, lead, note, warning ou item"),
                               role);
    jln_block *block = add_block(b, JLN_BLOCK_TEXT);
    if (!block) return JLN_ENOMEM;
    block->text.role = (jln_text_role)found;
    block->text.text = text;
    return JLN_OK;
}

static jln_status build_page(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "landscape formats");
    if (status != JLN_OK) return status;
    jln_block *block = add_block(b, JLN_BLOCK_PAGE);
    if (!block) return JLN_ENOMEM;
    block->page.landscape = jln_build_flag(node, "landscape");
    return JLN_OK;
}

/* ---- the blocks a template may name ---- */

static const struct {
    const char *name;
    jln_block_builder *build;
} blocks[] = {
    {"activities", jln_build_activities},
    {"cards", jln_build_cards},
    {"chapter", build_heading},
    {"chart", jln_build_chart},
    {"contents", build_contents},
    {"cover", build_cover},
    {"definitions", jln_build_definitions},
    {"difficulties", jln_build_difficulties},
    {"extra_work", jln_build_extra_work},
    {"findings", jln_build_findings},
    {"funders", jln_build_funders},
    {"gaps", jln_build_gaps},
    {"lines", jln_build_lines},
    {"nodes", jln_build_nodes},
    {"page", build_page},
    {"printed_totals", jln_build_printed_totals},
    {"returns", jln_build_returns},
    {"section", build_heading},
    {"sentences", jln_build_sentences},
    {"sources", jln_build_sources},
    {"stages", jln_build_stages},
    {"text", build_text},
    {"unscheduled", jln_build_unscheduled},
    {"years", jln_build_years},
};

enum { BLOCK_COUNT = sizeof blocks / sizeof *blocks };

static const char *const constructors[] = {
    "activities", "cards",  "chapter", "chart",   "column",         "contents", "cover",   "definitions",
    "difficulties", "extra_work", "findings", "funders", "gaps",     "lines",    "nodes",   "page",
    "printed_totals", "report", "returns", "section", "sentences", "sources", "stages", "text",
    "unscheduled", "years", NULL};

/* formats = {"pdf", "xlsx"}; all when absent. */
static jln_status read_formats(jln_builder *b, const jln_tree *node) {
    const jln_tree *list = jln_tree_field(node, "formats");
    b->formats = list ? 0 : JLN_FOR_ALL;
    for (size_t i = 0; list && i < list->item_count; i++) {
        const char *name = list->items[i].kind == JLN_TREE_TEXT ? list->items[i].text : "";
        unsigned bit = strcmp(name, "pdf") == 0    ? JLN_FOR_PDF
                       : strcmp(name, "xlsx") == 0 ? JLN_FOR_XLSX
                       : strcmp(name, "csv") == 0  ? JLN_FOR_CSV
                                                   : 0;
        if (!bit) return jln_build_wrong(b, node, _("formats : trouvé « %s », attendu pdf, xlsx ou csv"), name);
        b->formats |= bit;
    }
    return JLN_OK;
}

static jln_status build_block(jln_builder *b, const jln_tree *node) {
    for (int i = 0; i < BLOCK_COUNT; i++) {
        if (!node->constructor || strcmp(blocks[i].name, node->constructor) != 0) continue;
        jln_status status = read_formats(b, node);
        return status == JLN_OK ? blocks[i].build(b, node) : status;
    }
    return jln_build_wrong(b, node, "%s",
                           _("report{...} : chaque élément est un bloc, par exemple chapter{...}, "
                             "nodes{...} ou chart{...}"));
}

static const char *plan_title(const jln_builder *b) {
    return b->lang == JLN_LANG_EN && b->plan->title_en ? b->plan->title_en : b->plan->title;
}

static jln_status fill_head(jln_builder *b, const jln_tree *report) {
    const char *title = jln_build_words(b, report, "title"), *id = jln_build_text(report, "id");
    if (!title || !id)
        return jln_build_wrong(b, report, "%s", _("report{...} : les champs « id » et « title » sont requis"));
    jln_doc *doc = b->doc;
    char fingerprint[JLN_FINGERPRINT_MAX];
    jln_status status = jln_fingerprint(b->db, b->plan->name, fingerprint, b->err);
    if (status != JLN_OK) return status;
    doc->template_id = jln_arena_str(doc->arena, id);
    doc->plan_id = b->plan->name;
    doc->title = jln_build_fmt(b, "%s %d", title, b->year);
    doc->author = jln_plan_setting(b->plan, "owner", "");
    doc->running = plan_title(b);
    doc->footer = jln_build_fmt(b, _("%s · données connues au %s · %s"), period_words(b),
                                date_words(b, b->facts->date), status_words(b));
    doc->band = b->lang == JLN_LANG_EN ? b->plan->label_en : b->plan->label;
    doc->fingerprint = jln_arena_str(doc->arena, fingerprint);
    doc->landscape = jln_build_flag(report, "landscape");
    jln_date_parse(b->facts->date, strlen(b->facts->date), &doc->date);
    return JLN_OK;
}

static jln_status build_report(jln_builder *b, const jln_tree *report) {
    if (!report->constructor || strcmp(report->constructor, "report") != 0)
        return jln_build_wrong(b, report, "%s", _("un modèle finit par « return report{...} »"));
    jln_status status = jln_build_fields(b, report, "id title landscape");
    if (status == JLN_OK) status = fill_head(b, report);
    for (size_t i = 0; status == JLN_OK && i < report->item_count; i++)
        status = build_block(b, &report->items[i]);
    if (status == JLN_OK) status = jln_build_charts(b);
    return status == JLN_OK ? jln_doc_check(b->doc, b->err) : status;
}

jln_status jln_template_build(const char *path, const char *shown, jln_db *db, jln_engine *engine,
                              const jln_plan *plan, int year, jln_lang lang, jln_doc **out,
                              jln_err *err) {
    *out = NULL;
    jln_doc *doc = jln_doc_new(lang);
    if (!doc) return jln_err_nomem(err);
    const jln_tree *report = NULL;
    jln_builder b = {.doc = doc, .db = db, .engine = engine, .facts = jln_engine_facts(engine), .plan = plan,
                     .year = year, .lang = lang, .shown = shown, .formats = JLN_FOR_ALL, .err = err};
    jln_status status = jln_script_tree(path, shown, constructors, NULL, doc->arena, &report, err);
    if (status == JLN_OK) status = build_report(&b, report);
    if (status == JLN_OK) *out = doc;
    else jln_doc_free(doc);
    return status;
}
