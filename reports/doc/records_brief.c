/* records_brief{}: what documents tell, in the few lines a reader with ten minutes wants: how many
 * milestones, which are still to come, difficulties and measures, registrations, recommendations.
 */
#include "doc/format.h"
#include "doc/records.h"

#include "base/str.h"
#include "compute/said.h"

#include <string.h>

static const char *listed(jln_builder *b, const char *list, const char *item, bool last) {
    if (!list) return item;
    return jln_build_fmt(b, "%s%s%s", list, last ? _(" et ") : ", ", item);
}

/* "**78** jalons cités : 70 atteints, 6 en cours et 4 prévus." */
static jln_status say_steps(jln_builder *b, const jln_step *steps, size_t count) {
    unsigned n[JLN_STEP_STATES] = {0}, all = (unsigned)count;
    for (size_t i = 0; i < count; i++) n[steps[i].state]++;
    if (!count) return JLN_OK;
    const char *said[] = {
        jln_build_fmt(b, P_("%u atteint", "%u atteints", n[JLN_STEP_REACHED]), n[JLN_STEP_REACHED]),
        jln_build_fmt(b, P_("%u en cours", "%u en cours", n[JLN_STEP_UNDER_WAY]),
                      n[JLN_STEP_UNDER_WAY]),
        jln_build_fmt(b, P_("%u prévu", "%u prévus", n[JLN_STEP_PLANNED]), n[JLN_STEP_PLANNED])};
    const bool there[] = {n[JLN_STEP_REACHED] > 0, n[JLN_STEP_UNDER_WAY] > 0,
                          n[JLN_STEP_PLANNED] > 0};
    const char *list = NULL;
    for (int i = 0, left = there[0] + there[1] + there[2]; i < 3; i++)
        if (there[i]) list = listed(b, list, said[i], --left == 0);
    return jln_build_say(
        b, JLN_TEXT_LEAD,
        jln_build_fmt(b, P_("**%u jalon** est cité : %s.", "**%u jalons** sont cités : %s.", all),
                      all, list));
}

/* What is not reached, whole: it is what a committee can still act upon. */
static jln_status list_steps(jln_builder *b, const jln_step *steps, size_t count,
                             jln_step_state state, const char *head) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        if (steps[i].state != state) continue;
        const char *date = steps[i].dates ? jln_build_fmt(b, " (%s)", steps[i].dates) : "";
        status = jln_build_say(
            b, JLN_TEXT_ITEM,
            jln_build_fmt(b, _("**%s** – %s%s."), head, jln_build_capital(b, steps[i].text), date));
    }
    return status;
}

/* ---- difficulties and measures ---- */

typedef struct {
    unsigned problems, measures;
} tally;

static jln_status count_kind(const jln_cursor *row, void *ctx, jln_err *err) {
    tally *t = ctx;
    (void)err;
    const char *kind = jln_cursor_text(row, 0);
    t->problems += strcmp(kind, "problem") == 0;
    t->measures += strcmp(kind, "measure") == 0;
    return JLN_OK;
}

static jln_status say_difficulties(jln_builder *b) {
    tally t = {0};
    const jln_params params = {.plan = b->plan->name};
    jln_status status = jln_query_each(b->db, JLN_Q_NARRATIVES, &params, count_kind, &t, b->err);
    if (status != JLN_OK || !(t.problems + t.measures)) return status;
    const char *problems = jln_build_fmt(
        b, P_("**%u** difficulté citée", "**%u** difficultés citées", t.problems), t.problems);
    const char *measures =
        t.measures
            ? jln_build_fmt(b, P_("%u mesure corrective", "%u mesures correctives", t.measures),
                            t.measures)
            : _("aucune mesure corrective");
    return jln_build_say(b, JLN_TEXT_BODY, jln_build_fmt(b, _("%s, %s."), problems, measures));
}

/* ---- registrations ---- */

static const char *count_text(jln_builder *b, jln_rat number) {
    jln_str text = {0};
    jln_format_number(&text, number, 0, b->lang);
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

/* "7 en ménages (de 1 868 à 120 000)": units are never added up. */
static const char *unit_words(jln_builder *b, int first) {
    const jln_registration *all = b->frame->registrations;
    jln_rat least = all[first].count.number, most = least;
    unsigned n = 0;
    for (int i = first; i < b->frame->registration_count; i++) {
        if (!jln_str_eq(all[i].unit, all[first].unit) || !jln_value_known(&all[i].count)) continue;
        n++;
        if (jln_rat_cmp(all[i].count.number, least) < 0) least = all[i].count.number;
        if (jln_rat_cmp(all[i].count.number, most) > 0) most = all[i].count.number;
    }
    const char *unit = jln_said(all[first].unit);
    if (n < 2) return jln_build_fmt(b, _("%u en %s (%s)"), n, unit, count_text(b, most));
    return jln_build_fmt(b, _("%u en %s (de %s à %s)"), n, unit, count_text(b, least),
                         count_text(b, most));
}

static jln_status say_registrations(jln_builder *b) {
    const jln_registration *all = b->frame->registrations;
    int count = b->frame->registration_count;
    const char *list = NULL;
    for (int i = 0; i < count; i++) {
        int before = 0;
        while (before < i && !jln_str_eq(all[before].unit, all[i].unit)) before++;
        if (before < i || !jln_value_known(&all[i].count)) continue;
        bool last = true;
        for (int k = i + 1; k < count && last; k++) {
            int first = 0;
            while (!jln_str_eq(all[first].unit, all[k].unit)) first++;
            last = first <= i;
        }
        list = listed(b, list, unit_words(b, i), last);
    }
    if (!list) return JLN_OK;
    unsigned n = (unsigned)count;
    return jln_build_say(
        b, JLN_TEXT_BODY,
        jln_build_fmt(b, P_("**%u** enregistrement : %s.", "**%u** enregistrements : %s.", n), n,
                      list));
}

jln_status jln_build_records_brief(jln_builder *b, const jln_tree *node) {
    jln_step *steps = NULL;
    size_t count = 0;
    jln_status status = jln_build_fields(b, node, "formats:list");
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status == JLN_OK) status = jln_build_steps(b, &steps, &count);
    if (status == JLN_OK) status = say_steps(b, steps, count);
    if (status == JLN_OK) status = list_steps(b, steps, count, JLN_STEP_PLANNED, _("Prévu"));
    if (status == JLN_OK) status = list_steps(b, steps, count, JLN_STEP_UNDER_WAY, _("En cours"));
    if (status == JLN_OK) status = say_registrations(b);
    if (status == JLN_OK) status = say_difficulties(b);
    return status == JLN_OK && b->frame->recommendation_count ? jln_build_due(b) : status;
}
