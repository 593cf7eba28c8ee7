/* Answers about the logical framework, coverage, registrations, recommendations and milestones. */
#include "compute/ask.h"
#include "compute/said.h"

#include "base/i18n.h"

#include <string.h>

/* ---- logical framework ---- */

/* False, with the reason, when the indicator is not over what the method speaks of. */
static bool is_over(const jln_ask *a, jln_over over, jln_err *err) {
    const jln_engine *e = a->e;
    if (e->item >= 0 && e->stack[e->depth - 1]->over == over) return true;
    jln_err_set(err, JLN_ESCRIPT, NULL,
                _("n:%s ne s'emploie que dans un indicateur déclaré avec over = \"%s\""), a->method,
                over == JLN_OVER_LOGFRAME   ? "logframe"
                : over == JLN_OVER_COVERAGE ? "coverage"
                                            : "registrations");
    return false;
}

static const jln_frame_line *line_of(const jln_ask *a, jln_err *err) {
    return is_over(a, JLN_OVER_LOGFRAME, err) ? &a->e->frame->lines[a->e->item] : NULL;
}

jln_status jln_answer_baseline(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_frame_line *l = line_of(a, err);
    if (!l) return JLN_ESCRIPT;
    jln_value value = l->baseline;
    if (value.state == JLN_MISSING) value.reason = JLN_REASON_NO_BASELINE;
    jln_ask_written(a, "baseline", _("référence"), value, l->doc, l->line, l->baseline_text);
    return jln_host_plain(a->e, value, out, err);
}

jln_status jln_answer_target(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_frame_line *l = line_of(a, err);
    if (!l) return JLN_ESCRIPT;
    const jln_frame *f = a->e->frame;
    jln_frame_target target = {0}, later = {0};
    bool found = a->next ? jln_frame_next_target(f, a->e->item, a->year, &target)
                         : jln_frame_target_of(f, a->e->item, a->year, &target);
    jln_value value = found ? target.value : jln_value_none(JLN_NA, JLN_REASON_NO_TARGET);
    if (!found && a->e->keep_log && jln_frame_next_target(f, a->e->item, a->year, &later)) {
        jln_ask next = *a;
        next.span = (jln_span){later.year, later.year};
        jln_ask_written(&next, "next_target", _("prochaine cible, non employée"), later.value,
                        l->doc, l->line, l->target_text);
    }
    jln_ask of = *a;
    if (found) of.span = (jln_span){target.year, target.year};
    jln_ask_written(&of, "target", _("cible"), value, l->doc, l->line, l->target_text);
    return jln_host_plain(a->e, value, out, err);
}

static const char *sex_words(const char *sex) {
    return strcmp(sex, "F") == 0 ? _("femmes") : strcmp(sex, "M") == 0 ? _("hommes") : "";
}

/* "réalisé", "réalisé (femmes, Kayes)" */
static const char *split_words(const jln_ask *a, const char *words) {
    if ((!a->sex && !a->region) || !a->e->keep_log) return words;
    const char *sex = a->sex ? sex_words(a->sex) : "", *region = a->region ? a->region : "";
    const char *made = jln_arena_fmt(a->e->scratch, "%s (%s%s%s)", words, sex,
                                     *sex && *region ? ", " : "", region);
    return made ? made : words;
}

/* What was measured in a year, of all or of the sex and region asked for. */
static jln_value actual_of(const jln_ask *a, int year) {
    const jln_frame *f = a->e->frame;
    bool split = a->sex || a->region;
    const char *sex = a->sex ? a->sex : "", *region = a->region ? a->region : "";
    const jln_frame_measure *m = split ? jln_frame_measured_part(f, a->e->item, year, sex, region)
                                       : jln_frame_measured(f, a->e->item, year);
    jln_value value = m ? m->value : jln_value_none(JLN_MISSING, JLN_REASON_NOT_MEASURED);
    jln_ask one = *a;
    one.span = (jln_span){year, year};
    jln_ask_written(&one, "actual", split_words(a, _("réalisé")), value, NULL, 0,
                    m ? m->source : _("aucune mesure reçue pour cette année"));
    return value;
}

/* Over the years of the plan so far: a flow adds up, a stock is already what there is, a rate is
 * never summed. */
static jln_value cumulated(const jln_ask *a, const jln_frame_line *l) {
    if (strcmp(l->kind, "flow") != 0)
        return strcmp(l->kind, "stock") == 0 ? actual_of(a, a->year)
                                             : jln_value_none(JLN_NC, JLN_REASON_NOT_SUMMED);
    jln_value all = jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    for (int year = a->span.first; year <= a->span.last; year++) {
        jln_value one = actual_of(a, year);
        if (one.state == JLN_TEXT) return jln_value_none(JLN_NC, JLN_REASON_WORDS);
        one.known = jln_value_known(&one);
        one.expected = one.state != JLN_NA;
        all = jln_values_join(&all, &one);
    }
    all.known = all.expected = 0; /* years, not activities */
    return all;
}

jln_status jln_answer_actual(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_frame_line *l = line_of(a, err);
    if (!l) return JLN_ESCRIPT;
    return jln_host_plain(a->e, a->cumulative ? cumulated(a, l) : actual_of(a, a->year), out, err);
}

/* 1 when the indicator is of that kind, else 0. */
jln_status jln_answer_kind(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_frame_line *l = line_of(a, err);
    return l ? jln_host_plain(a->e, jln_value_integer(strcmp(l->kind, a->code) == 0), out, err)
             : JLN_ESCRIPT;
}

jln_status jln_answer_direction(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_frame_line *l = line_of(a, err);
    return l ? jln_host_plain(a->e, jln_value_integer(l->direction), out, err) : JLN_ESCRIPT;
}

/* 1: at least the target; -1: at most; 0: the target is not a bound. */
jln_status jln_answer_bound(const jln_ask *a, jln_handle *out, jln_err *err) {
    if (!line_of(a, err)) return JLN_ESCRIPT;
    jln_frame_target target = {0};
    bool found = jln_frame_target_of(a->e->frame, a->e->item, a->year, &target);
    int bound = !found                               ? 0
                : target.bound == JLN_BOUND_AT_LEAST ? 1
                : target.bound == JLN_BOUND_AT_MOST  ? -1
                                                     : 0;
    return jln_host_plain(a->e, jln_value_integer(bound), out, err);
}

/* ---- coverage ---- */

static const jln_cover *cover_of(const jln_ask *a) {
    const jln_engine *e = a->e;
    bool item = e->item >= 0 && e->stack[e->depth - 1]->over == JLN_OVER_COVERAGE;
    return item ? &e->frame->covers[e->item] : NULL;
}

static bool needs(const jln_ask *a, const char *argument, const char *given, jln_err *err) {
    if (given) return true;
    jln_err_set(
        err, JLN_ESCRIPT, NULL,
        _("n:%s attend %s = \"...\", sauf dans un indicateur déclaré avec over = \"coverage\""),
        a->method, argument);
    return false;
}

/* Of the item; or of the scheme, region, sex and year asked for. */
jln_status jln_answer_beneficiaries(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_cover *item = cover_of(a);
    const char *scheme = a->scheme ? a->scheme : item ? item->scheme : NULL;
    const char *region = a->region ? a->region : item ? item->region : NULL;
    if (!needs(a, "scheme", scheme, err) || !needs(a, "region", region, err)) return JLN_ESCRIPT;
    bool other = a->scheme || a->region || a->sex || a->year != a->e->place.year || !item;
    const jln_cover *c =
        other ? jln_frame_cover(a->e->frame, scheme, region, a->sex ? a->sex : "", a->year) : item;
    jln_value value = jln_value_none(JLN_MISSING, JLN_REASON_NOT_MEASURED);
    jln_ask of = *a;
    if (!c) {
        jln_ask_written(&of, "beneficiaries", split_words(a, _("bénéficiaires")), value, NULL, 0,
                        _("aucun nombre n'est connu cette année ou avant"));
        return jln_host_plain(a->e, value, out, err);
    }
    const jln_cover *none;
    value = jln_frame_covered(a->e->frame, (int)(c - a->e->frame->covers), &none);
    of.span = (jln_span){c->year, c->year};
    jln_ask_written(&of, "beneficiaries", split_words(a, jln_said(c->measure)), c->value, c->doc,
                    c->line, c->source);
    if (none)
        jln_ask_written(&of, "organisations", jln_said(none->measure), none->value, none->doc,
                        none->line, none->source);
    return jln_host_plain(a->e, value, out, err);
}

/* The population nearest to the year of the beneficiaries, unless a year is asked for. */
jln_status jln_answer_population(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_cover *item = cover_of(a);
    const char *region = a->region ? a->region : item ? item->region : NULL;
    if (!needs(a, "region", region, err)) return JLN_ESCRIPT;
    int near = item && a->year == a->e->place.year ? item->year : a->year;
    const jln_population *p =
        jln_frame_population_of(a->e->frame, region, a->sex ? a->sex : "", near);
    jln_value value =
        p ? jln_value_integer(p->value) : jln_value_none(JLN_NC, JLN_REASON_NO_POPULATION);
    if (item && strcmp(item->unit, "personnes") != 0)
        value = jln_value_none(JLN_NC, JLN_REASON_MIXED_UNITS); /* households over inhabitants */
    jln_ask of = *a;
    int year = p ? p->year : near;
    of.span = (jln_span){year, year};
    jln_ask_written(&of, "population", split_words(a, _("population de référence")), value, NULL, 0,
                    p ? p->source : NULL);
    return jln_host_plain(a->e, value, out, err);
}

/* ---- registrations ---- */

jln_status jln_answer_registered(const jln_ask *a, jln_handle *out, jln_err *err) {
    if (!is_over(a, JLN_OVER_REGISTRATIONS, err)) return JLN_ESCRIPT;
    const jln_registration *x = &a->e->frame->registrations[a->e->item];
    jln_ask_written(a, "registered", jln_said(x->unit), x->count, x->doc, x->line, x->programme);
    return jln_host_plain(a->e, x->count, out, err);
}

/* A setting of the plan, in the unit of the registration it is about. */
jln_status jln_answer_programme_target(const jln_ask *a, jln_handle *out, jln_err *err) {
    if (!is_over(a, JLN_OVER_REGISTRATIONS, err)) return JLN_ESCRIPT;
    const char *text =
        jln_plan_setting(a->e->plan, "target", a->e->frame->registrations[a->e->item].id);
    jln_value value = jln_value_none(JLN_NC, JLN_REASON_NO_TARGET);
    jln_rat number;
    if (text && jln_rat_parse(text, strlen(text), &number))
        value = jln_rat_cmp(number, jln_rat_of(0)) == 0
                    ? jln_value_none(JLN_NC, JLN_REASON_ZERO_TARGET)
                    : jln_value_number(number);
    jln_ask_written(a, "target", _("cible"), value, NULL, 0, text ? "settings.csv" : NULL);
    return jln_host_plain(a->e, value, out, err);
}

/* ---- recommendations ---- */

jln_status jln_answer_recommendations(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_frame *f = a->e->frame;
    char day[16], end[16];
    jln_follow_up x = jln_frame_follow_up(f, jln_engine_day(a->e, a->year, day),
                                          jln_engine_end(a->e, a->year, end));
    const char *state = a->code ? a->code : "due";
    bool executed = strcmp(state, "executed") == 0,
         not_applicable = strcmp(state, "not_applicable") == 0;
    jln_value value = jln_value_integer(executed         ? x.executed
                                        : not_applicable ? x.not_applicable
                                                         : x.due - x.unknown);
    value.expected = x.due - x.not_applicable;
    value.known = value.expected - x.unknown;
    if (x.unknown) value.state = value.known ? JLN_PARTIAL : JLN_MISSING;
    if (x.unknown) value.reason = value.known ? JLN_REASON_SOME_MISSING : JLN_REASON_NO_RETURN;
    if (!f->recommendation_count) value = jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    jln_ask_figure(a, JLN_FIGURE_FOLLOW_UP, state,
                   executed         ? _("recommandations exécutées")
                   : not_applicable ? _("recommandations sans objet")
                                    : _("recommandations échues dont la suite est connue"),
                   value);
    jln_result r = {.value = value, .covered = jln_value_integer(0)};
    r.numerator = r.denominator = jln_value_none(JLN_NA, JLN_REASON_NONE);
    if (!value.expected || !jln_rat_make(value.known, value.expected, &r.covered.number))
        r.covered = r.numerator;
    return jln_host_result(a->e, r, out, err);
}

/* ---- milestones ---- */

/* Of the node and of those below it, as they were on the last day known of the year. */
jln_status jln_answer_milestones(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_frame *f = a->e->frame;
    const jln_node *n = &a->e->plan->nodes[a->place.node];
    const char *state = a->code ? a->code : "all";
    char day[16];
    jln_engine_day(a->e, a->year, day);
    int64_t all = 0, found = 0;
    for (int i = 0; i < f->milestone_count; i++) {
        const jln_milestone *m = &f->milestones[i];
        if (a->place.node && (m->node < a->place.node || m->node >= n->end)) continue;
        all++;
        found += strcmp(state, "all") == 0 || jln_milestone_is(m, state, day);
    }
    jln_value value =
        all ? jln_value_integer(found) : jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    jln_ask_figure(a, JLN_FIGURE_MILESTONES, state,
                   strcmp(state, "reached") == 0     ? _("jalons atteints")
                   : strcmp(state, "under_way") == 0 ? _("jalons en cours")
                   : strcmp(state, "planned") == 0   ? _("jalons prévus")
                                                     : _("jalons"),
                   value);
    return jln_host_plain(a->e, value, out, err);
}
