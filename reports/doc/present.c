/* What a plan follows beside its activities, and the blocks that are there only when it does. */
#include "doc/findings.h"

#include <string.h>

jln_status jln_build_frame(jln_builder *b) {
    if (b->frame) return JLN_OK;
    return jln_frame_read(b->db, b->plan, b->facts->date, b->doc->arena, &b->frame, b->err);
}

/* What `with` may ask for: first what the data hold, then kinds of narratives, then the planner's
 * own texts by section. */
enum {
    COVERAGE,
    INDICATORS,
    RECOMMENDATIONS,
    REGISTRATIONS,
    MILESTONES,
    EXECUTION,
    NO_EXECUTION,
    FUNDING,
    NO_FUNDING,
    FINANCING,
    NO_FINANCING,
    HISTORY,
    NO_HISTORY,
    RETURNS,
    IN_KIND,
    FUNDER_CLAIMS,
    TRACKED,
    UNTRACKED,
    MEASUREMENTS,
    SCHEMES,
    FINDINGS,
    CONSEQUENCES = FINDINGS + 6,
    NARRATIVES,
    TEXTS = NARRATIVES + 7
};

static const char *const names[] = {
    "coverage", "indicators", "recommendations", "registrations", "milestones", "execution",
    "no-execution", "funding", "no-funding", "financing", "no-financing", "history", "no-history",
    "returns", "in-kind", "funder-claims", "tracked", "untracked", "measurements",
    "schemes",
    /* in the order of any_finding */
    "findings/amounts", "findings/errors", "findings/rounding", "findings/warnings",
    "findings/notes", "findings/indicators", "findings/consequences",
    /* in the order of jln_narrative_kinds */
    "told/context", "told/progress", "told/problem", "told/measure", "told/collaboration",
    "told/institution", "told/outlook",
    /* in the order of jln_section_codes */
    "text/preface", "text/summary", "text/activities", "text/spending", "text/funders", "text/gaps",
    "text/difficulties", "text/measures", "text/coverage", "text/indicators",
    "text/recommendations", "text/outlook", "text/decisions", NULL};

_Static_assert(sizeof names / sizeof *names == TEXTS + JLN_SECTION_COUNT + 1, "names of `with`");

static bool any_cover(const jln_builder *b) {
    for (int i = 0; i < b->frame->cover_count; i++)
        if (jln_frame_cover_shown(b->frame, i, b->year)) return true;
    return false;
}

static bool any_measurement(const jln_builder *b) {
    for (int i = 0; i < b->frame->measure_count; i++)
        if (b->frame->measures[i].year <= b->year && jln_value_known(&b->frame->measures[i].value))
            return true;
    return false;
}

/* The coverage of two schemes or more is shown: they overlap. */
static bool many_schemes(const jln_builder *b) {
    const char *first = NULL;
    for (int i = 0; i < b->frame->cover_count; i++) {
        if (!jln_frame_cover_shown(b->frame, i, b->year)) continue;
        if (first && strcmp(first, b->frame->covers[i].scheme) != 0) return true;
        first = b->frame->covers[i].scheme;
    }
    return false;
}

bool jln_build_executed(const jln_builder *b) {
    int period = jln_facts_period(b->facts, b->year);
    for (int i = 0; i < b->facts->return_count; i++)
        if (b->facts->returns[i].known && b->facts->returns[i].period == period) return true;
    return false;
}

bool jln_build_programmes(const jln_builder *b) {
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++)
        for (int year = b->plan->first_year; year <= b->plan->last_year; year++)
            if (jln_facts_scheduled(b->facts, leaf, year)) return true;
    return false;
}

int jln_build_last_known(const jln_builder *b) {
    int last = 0;
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        int year = b->facts->periods[r->period].year;
        if (r->known && year <= b->year && year > last) last = year;
    }
    return last;
}

/* Something of the execution is known, that year or before. */
static bool any_history(const jln_builder *b) {
    return jln_build_last_known(b) > 0;
}

bool jln_build_asked(const jln_builder *b) {
    for (int i = 0; i < b->facts->return_count; i++)
        if (b->facts->periods[b->facts->returns[i].period].year == b->year) return true;
    return false;
}

static bool any_funding(const jln_builder *b) {
    for (int status = 0; status < JLN_FUNDING_COUNT; status++) {
        jln_value sum = jln_engine_sum(b->engine, (jln_measure){JLN_M_FUNDING, status},
                                       (jln_place){0, -1, b->year});
        if (jln_value_known(&sum)) return true;
    }
    return false;
}

/* The plan says who pays for what, in some year. */
static bool any_financing(const jln_builder *b) {
    for (int year = b->plan->first_year; year <= b->plan->last_year; year++) {
        jln_value sum =
            jln_engine_sum(b->engine, (jln_measure){JLN_M_FINANCING, 0}, (jln_place){0, -1, year});
        if (jln_value_known(&sum)) return true;
    }
    return false;
}

/* A source gave something else than money, in some year. */
static bool any_in_kind(const jln_builder *b) {
    for (size_t i = 0; i < b->facts->mobilised_count; i++)
        if (b->facts->mobilised[i].in_kind) return true;
    return false;
}

/* A finding of the audit that stands alone is of that kind, or one follows from another. */
static bool any_finding(const jln_builder *b, int kind) {
    for (size_t i = 0; i < b->audit->count; i++) {
        const jln_finding *f = &b->audit->items[i];
        if (kind == CONSEQUENCES - FINDINGS && f->cause) return true;
        bool lack = strncmp(f->rule, "no-", strlen("no-")) == 0;
        int of = lack                                  ? 5
                 : f->severity != JLN_SEVERITY_ERROR   ? (int)f->severity + 1
                 : jln_finding_is_amount(f)            ? 0
                                                       : 1;
        if (!f->cause && of == kind) return true;
    }
    return false;
}

static jln_status is_there(jln_builder *b, int what, bool *out) {
    if (what == FUNDER_CLAIMS) return jln_build_funder_claims(b, out);
    if (what == TRACKED || what == UNTRACKED) {
        jln_status status = jln_build_frame(b);
        *out = status == JLN_OK && jln_build_tracked(b) == (what == TRACKED) &&
               b->frame->line_count > 0;
        return status;
    }
    if (what >= TEXTS) {
        jln_status status = jln_build_texts(b);
        *out = jln_build_has_text(b, what - TEXTS);
        return status;
    }
    if (what >= FINDINGS && what < NARRATIVES) {
        jln_status status = jln_build_audit(b);
        *out = status == JLN_OK && any_finding(b, what - FINDINGS);
        return status;
    }
    if (what >= NARRATIVES)
        return jln_build_tells(b, (uint64_t)1 << (what - NARRATIVES), false, out);
    if (what == MILESTONES) return jln_build_tells(b, 0, true, out);
    if (what == EXECUTION || what == NO_EXECUTION) {
        *out = jln_build_executed(b) == (what == EXECUTION);
        return JLN_OK;
    }
    if (what == FUNDING || what == NO_FUNDING) {
        *out = any_funding(b) == (what == FUNDING);
        return JLN_OK;
    }
    if (what == RETURNS) {
        *out = jln_build_asked(b);
        return JLN_OK;
    }
    if (what == IN_KIND) {
        *out = any_in_kind(b);
        return JLN_OK;
    }
    if (what == FINANCING || what == NO_FINANCING) {
        *out = any_financing(b) == (what == FINANCING);
        return JLN_OK;
    }
    if (what == HISTORY || what == NO_HISTORY) {
        *out = any_history(b) == (what == HISTORY);
        return JLN_OK;
    }
    jln_status status = jln_build_frame(b);
    if (status != JLN_OK) return status;
    *out = what == COVERAGE          ? any_cover(b)
           : what == MEASUREMENTS    ? any_measurement(b)
           : what == SCHEMES         ? many_schemes(b)
           : what == INDICATORS      ? b->frame->line_count > 0
           : what == RECOMMENDATIONS ? b->frame->recommendation_count > 0
                                     : b->frame->registration_count > 0;
    return JLN_OK;
}

/* "history" or "no-execution+history": all of what stands between the signs is there. */
static jln_status are_there(jln_builder *b, const jln_tree *node, const char *text, bool *out) {
    jln_status status = JLN_OK;
    *out = true;
    for (const char *part = text; status == JLN_OK && part;) {
        const char *sign = strchr(part, '+');
        size_t n = sign ? (size_t)(sign - part) : strlen(part);
        int what = 0;
        bool there = false;
        while (names[what] && !(strlen(names[what]) == n && strncmp(names[what], part, n) == 0))
            what++;
        if (!names[what])
            return jln_build_not_among(b, node, "with", names,
                                       jln_build_fmt(b, "%.*s", (int)n, part));
        status = is_there(b, what, &there);
        *out &= there;
        part = sign ? sign + 1 : NULL;
    }
    return status;
}

jln_status jln_build_present(jln_builder *b, const jln_tree *node, bool *out) {
    const jln_tree *list = jln_tree_field(node, "with");
    bool alone = list && list->kind == JLN_TREE_TEXT;
    jln_status status = JLN_OK;
    *out = !list;
    for (size_t i = 0; list && status == JLN_OK && i < (alone ? 1 : list->item_count); i++) {
        const jln_tree *item = alone ? list : &list->items[i];
        bool there = false;
        if (item->kind != JLN_TREE_TEXT) return jln_build_not_among(b, node, "with", names, NULL);
        status = are_there(b, node, item->text, &there);
        *out |= there;
    }
    return status;
}

jln_status jln_build_indicator(jln_builder *b, const jln_tree *node, const char *otherwise,
                               jln_over over, const jln_indicator **out) {
    const char *id = jln_build_text(node, "indicator");
    jln_err local = {0};
    if (jln_engine_find(b->engine, id ? id : otherwise, out, &local) != JLN_OK)
        return jln_build_wrong(b, node, "%s", local.message);
    if ((*out)->over == over) return JLN_OK;
    return jln_build_wrong(b, node,
                           _("%s{indicator = \"%s\"} : cet indicateur porte sur autre chose"),
                           node->constructor, (*out)->id);
}
