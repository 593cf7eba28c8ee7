/* From a template to a document: its head, then each block in order, then what needs them all. */
#include "doc/template.h"

#include "base/date.h"
#include "doc/build.h"
#include "store/read.h"

#include <string.h>

static jln_block_builder build_each_funder;

/* In alphabetic order, as the messages list them. `plan`: shows the plan as adopted, and nothing of
 * its execution. */
static const struct {
    const char *name;
    jln_block_builder *build;
    bool plan;
} blocks[] = {
    {"acronyms", jln_build_acronyms, true},
    {"activities", jln_build_activities, false},
    {"band", jln_build_band, true},
    {"cards", jln_build_cards, false},
    {"chapter", jln_build_heading, true},
    {"chart", jln_build_chart, false},
    {"contents", jln_build_contents, true},
    {"cover", jln_build_cover, true},
    {"coverage", jln_build_coverage_table, false},
    {"cross", jln_build_cross, false},
    {"decisions", jln_build_decisions, false},
    {"definitions", jln_build_definitions, false},
    {"difficulties", jln_build_difficulties, false},
    {"drivers", jln_build_drivers, false},
    {"each_funder", build_each_funder, false},
    {"extra_work", jln_build_extra_work, false},
    {"findings", jln_build_findings, true},
    {"findings_count", jln_build_findings_count, true},
    {"findings_brief", jln_build_findings_brief, true},
    {"findings_indicators", jln_build_findings_indicators, true},
    {"funder_claims", jln_build_claimed, false},
    {"funders", jln_build_funders, false},
    {"gaps", jln_build_gaps, false},
    {"headline", jln_build_headline, false},
    {"history", jln_build_history, false},
    {"indicators", jln_build_indicators, false},
    {"legend", jln_build_legend, false},
    {"largest", jln_build_largest, false},
    {"leads", jln_build_leads, false},
    {"lines", jln_build_lines, false},
    {"milestones", jln_build_milestones, false},
    {"narratives", jln_build_narratives, false},
    {"nodes", jln_build_nodes, false},
    {"page", jln_build_page, true},
    {"plan_cards", jln_build_plan_cards, false},
    {"plan_years", jln_build_plan_years, false},
    {"prose", jln_build_prose, false},
    {"provenance", jln_build_provenance, false},
    {"recommendations", jln_build_recommendations, false},
    {"records_brief", jln_build_records_brief, false},
    {"recommendations_brief", jln_build_recommendations_brief, false},
    {"registrations", jln_build_registrations, false},
    {"returns", jln_build_returns, false},
    {"section", jln_build_heading, true},
    {"sentences", jln_build_sentences, false},
    {"sheet", jln_build_sheet, true},
    {"signatures", jln_build_signatures, true},
    {"signs", jln_build_signs, true},
    {"silence", jln_build_silence, false},
    {"slot", jln_build_band, true},
    {"sources", jln_build_sources, true},
    {"stages", jln_build_stages, false},
    {"text", jln_build_paragraph, true},
    {"to_check", jln_build_to_check, false},
    {"unpaid", jln_build_unpaid, false},
    {"unscheduled", jln_build_unscheduled, false},
    {"unset_indicators", jln_build_unset, false},
    {"years", jln_build_years, false},
};

enum { BLOCK_COUNT = sizeof blocks / sizeof *blocks };

jln_status jln_build_block(jln_builder *b, const jln_tree *node) {
    static const char *const formats[] = {"pdf", "xlsx", "csv", NULL};
    for (int i = 0; i < BLOCK_COUNT; i++) {
        if (!node->constructor || strcmp(blocks[i].name, node->constructor) != 0) continue;
        if (b->plan_only && !blocks[i].plan)
            return jln_build_wrong(
                b, node,
                _("%s{...} : ce bloc montre l'exécution ; il n'a pas sa place dans un rapport où "
                  "« plan_only » est vrai"),
                node->constructor);
        uint64_t chosen;
        jln_status status = jln_build_choices(b, node, "formats", formats, &chosen);
        b->formats = (unsigned)chosen & b->within;
        bool present = true;
        if (status == JLN_OK) status = jln_build_present(b, node, &present);
        return status == JLN_OK && present ? blocks[i].build(b, node) : status;
    }
    jln_str names = {0};
    for (int i = 0; i < BLOCK_COUNT; i++)
        jln_str_fmt(&names, "%s%s", i ? ", " : "", blocks[i].name);
    jln_status status = jln_build_wrong(
        b, node, _("report{...} : chaque élément est un bloc parmi : %s"), jln_str_c(&names));
    jln_str_free(&names);
    return status;
}

/* Blocks that can be about one funder alone. */
static bool is_by_funder(const jln_tree *node) {
    static const char *const names[] = {"chapter", "nodes", "page", "section", "text", "years"};
    for (size_t i = 0; node->constructor && i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], node->constructor) == 0) return true;
    return false;
}

/* each_funder{block, block...}: the blocks once for each funder, about it alone. */
static jln_status build_each_funder(jln_builder *b, const jln_tree *node) {
    unsigned within = b->within;
    jln_status status = jln_build_fields(b, node, "formats:list");
    for (size_t i = 0; status == JLN_OK && i < node->item_count; i++)
        if (!is_by_funder(&node->items[i]))
            status = jln_build_wrong(
                b, &node->items[i], "%s",
                _("each_funder{...} : un bloc par source est chapter, nodes, page, section, "
                  "text ou years"));
    b->within = b->formats;
    for (b->funder = 0; status == JLN_OK && b->funder < b->plan->funder_count; b->funder++)
        for (size_t i = 0; status == JLN_OK && i < node->item_count; i++)
            status = jln_build_block(b, &node->items[i]);
    b->funder = -1;
    b->within = within;
    return status;
}

/* The plan's title up to its colon: "PAN-EPS 2011-2015". */
static const char *short_title(jln_builder *b) {
    const char *title = jln_build_plan_title(b);
    const char *colon = strchr(title, ':');
    size_t n = colon && colon - title < 60 ? (size_t)(colon - title) : strlen(title);
    while (n && title[n - 1] == ' ') n--;
    return jln_build_fmt(b, "%.*s", (int)n, title);
}

static jln_status fill_head(jln_builder *b, const jln_tree *report) {
    const char *title = jln_build_words(b, report, "title"), *id = jln_build_text(report, "id");
    const char *programme = jln_build_words(b, report, "title_programme");
    if (!title || !id)
        return jln_build_wrong(b, report, "%s",
                               _("report{...} : les champs « id » et « title » sont requis"));
    if (programme && !jln_build_executed(b)) title = programme;
    jln_doc *doc = b->doc;
    char fingerprint[JLN_FINGERPRINT_MAX];
    jln_status status = jln_fingerprint(b->db, b->plan->name, fingerprint, b->err);
    if (status != JLN_OK) return status;
    doc->template_id = jln_arena_str(doc->arena, id);
    doc->plan_id = b->plan->name;
    doc->title = jln_arena_str(doc->arena, title);
    doc->subject = jln_build_plan_title(b);
    doc->author = jln_plan_setting(b->plan, "owner", "");
    doc->running = jln_build_fmt(b, "%s · %s", short_title(b), title);
    const char *date = jln_build_date(b, b->facts->date);
    doc->footer = b->told ? jln_build_told_period(b)
                  : b->plan_only && !jln_build_programmes(b)
                      ? jln_build_fmt(b, _("document tel qu'il est imprimé · contrôle du %s"), date)
                  : b->plan_only
                      ? jln_build_fmt(b, _("plan tel qu'il est imprimé · contrôle du %s"), date)
                      : jln_build_fmt(b, _("%s · données connues au %s · %s"), jln_build_period(b),
                                      date, jln_build_version(b));
    if (!b->plan_only || b->plan->is_example)
        doc->band =
            b->lang == JLN_LANG_EN && b->plan->label_en ? b->plan->label_en : b->plan->label;
    doc->fingerprint = jln_arena_str(doc->arena, fingerprint);
    doc->landscape = jln_build_flag(report, "landscape");
    jln_date_parse(b->facts->date, strlen(b->facts->date), &doc->date);
    return jln_build_look(b);
}

static jln_status build_report(jln_builder *b, const jln_tree *report) {
    if (!report->constructor || strcmp(report->constructor, "report") != 0)
        return jln_build_wrong(b, report, "%s", _("un modèle finit par « return report{...} »"));
    jln_status status = jln_build_fields(b, report,
                                         "id:text title:words title_programme:words landscape:flag "
                                         "plan_only:flag told:flag");
    b->told = jln_build_flag(report, "told");
    b->plan_only = jln_build_flag(report, "plan_only");
    if (status == JLN_OK) status = fill_head(b, report);
    for (size_t i = 0; status == JLN_OK && i < report->item_count; i++)
        status = jln_build_block(b, &report->items[i]);
    if (status == JLN_OK) status = jln_build_charts(b);
    if (status == JLN_OK) status = jln_build_signs_finish(b);
    if (status == JLN_OK) status = jln_build_legend_finish(b);
    if (status == JLN_OK) status = jln_build_acronyms_finish(b);
    if (status == JLN_OK) status = jln_links_finish(b);
    if (status == JLN_OK) status = jln_build_typeset(b->doc, b->err);
    return status == JLN_OK ? jln_doc_check(b->doc, b->err) : status;
}

jln_status jln_template_build(const char *path, const char *shown, jln_db *db, jln_engine *engine,
                              const jln_plan *plan, int year, jln_lang lang, jln_doc **out,
                              jln_err *err) {
    const char *constructors[BLOCK_COUNT + 3] = {"report", "column"};
    for (int i = 0; i < BLOCK_COUNT; i++) constructors[i + 2] = blocks[i].name;
    *out = NULL;
    jln_doc *doc = jln_doc_new(lang);
    if (!doc) return jln_err_nomem(err);
    const jln_tree *report = NULL;
    jln_builder b = {.doc = doc,
                     .db = db,
                     .engine = engine,
                     .facts = jln_engine_facts(engine),
                     .plan = plan,
                     .year = year,
                     .lang = lang,
                     .shown = shown,
                     .formats = JLN_FOR_ALL,
                     .within = JLN_FOR_ALL,
                     .funder = -1,
                     .err = err};
    jln_status status = jln_script_tree(path, shown, constructors, NULL, doc->arena, &report, err);
    if (status == JLN_OK) status = build_report(&b, report);
    if (status == JLN_OK) *out = doc;
    else jln_doc_free(doc);
    return status;
}
