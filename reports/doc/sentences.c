/* sentences{}: what the year's figures say, in words. */
#include "doc/phrases.h"
#include "doc/programme.h"
#include "doc/teller.h"

#include "base/date.h"

#include <string.h>

static jln_value sum_at(const jln_teller *t, jln_measure measure, uint32_t node, int year) {
    return jln_engine_sum(t->b->engine, measure, (jln_place){node, -1, year});
}

static const char *base_words(const jln_teller *t) {
    return jln_base_words(jln_say_year_base(t->b));
}

/* « 29,3 % de la dotation révisée ». */
const char *jln_tell_of_base(const jln_teller *t) {
    return jln_say_of_base(t->b, t->b->year, t->b->year);
}

/* « activités qui ont un coût prévu », « dotées » */
static const char *with_base(const jln_teller *t, unsigned count) {
    if (jln_say_year_base(t->b) == JLN_BASE_PLANNED)
        return P_("activité qui a un coût prévu", "activités qui ont un coût prévu", count);
    return P_("activité dotée", "activités dotées", count);
}

/* ---- the year's money ---- */

/* « de dépenses payées ». */
static const char *spent_words(const jln_teller *t) {
    static const char *const words[] = {N_("de dépenses engagées"), N_("de dépenses liquidées"),
                                        N_("de dépenses ordonnancées"), N_("de dépenses payées")};
    return _(words[t->spent.which]);
}

/* « un coût prévu ». */
static const char *base_named(const jln_teller *t) {
    jln_base base = jln_say_year_base(t->b);
    if (base == JLN_BASE_PLANNED) return _("un coût prévu");
    return base == JLN_BASE_INITIAL ? _("une dotation initiale") : _("une dotation révisée");
}

static jln_status say_spending(jln_teller *t) {
    jln_builder *b = t->b;
    if (!jln_value_known(&t->paid))
        return jln_build_say(
            b, JLN_TEXT_LEAD,
            jln_build_fmt(
                b,
                jln_value_known(&t->whole)
                    ? _("Pour %d, le plan compte **%s** (%s). **Aucune dépense n'est encore "
                        "connue.**")
                    : _("Pour %d, le plan ne donne pas de montant. **Aucune dépense n'est "
                        "encore connue.**"),
                b->year, jln_build_amount(b, &t->whole), base_words(t)));
    return jln_build_say(
        b, JLN_TEXT_LEAD,
        jln_build_fmt(b, _("En %d, les fiches reçues déclarent **%s** %s, pour %s de **%s**."),
                      b->year, jln_build_amount(b, &t->paid), spent_words(t), base_named(t),
                      jln_build_amount(b, &t->whole)));
}

/* What was declared and is in no rate: « 2,0 millions de FCFA dépensés sans coût prévu et 22,5
 * millions pour une activité dont une source n'a pas répondu »; NULL when there is nothing. */
static const char *left_out(jln_teller *t) {
    jln_builder *b = t->b;
    jln_value outside =
                  jln_engine_sum(b->engine, (jln_measure){JLN_M_OUTSIDE, t->spent.which}, t->place),
              part = jln_engine_incomplete(b->engine, t->spent, t->place);
    const char *one = NULL, *other = NULL;
    if (jln_value_known(&outside) && outside.number.num)
        one = jln_build_fmt(b,
                            jln_say_year_base(b) == JLN_BASE_PLANNED
                                ? _("%s dépensés sans coût prévu")
                                                              : _("%s dépensés sans dotation"),
                            jln_build_amount(b, &outside));
    if (jln_value_known(&part))
        other = jln_build_fmt(b,
                              P_("%s payés pour %u activité dont une source n'a pas répondu",
                                 "%s payés pour %u activités dont une source n'a pas répondu",
                                 part.known),
                              jln_build_amount(b, &part), part.known);
    return one && other ? jln_build_fmt(b, _("%s et %s"), one, other) : one ? one : other;
}

/* Why the rate is not the ratio of the two amounts just said. */
static jln_status say_rate(jln_teller *t) {
    jln_builder *b = t->b;
    const jln_indicator *rate = NULL;
    jln_err none = {0};
    jln_result r;
    if (jln_engine_find(b->engine, "taux-execution-financiere", &rate, &none) != JLN_OK)
        return JLN_OK;
    jln_status status = jln_engine_value(b->engine, rate, t->place, &r, b->err);
    if (status != JLN_OK || r.value.state != JLN_PARTIAL) return status;
    const char *text = jln_build_fmt(
        b,
        _("Le taux d'exécution financière, **%s**, compare %s à %s : il ne porte que sur les "
          "activités dont toute la dépense est connue (%u sur %u %s)."),
        jln_build_rate(b, &r.value), jln_build_amount(b, &r.numerator),
        jln_build_amount(b, &r.denominator), r.value.known, r.value.expected,
        with_base(t, r.value.expected));
    const char *out = left_out(t);
    if (out) text = jln_build_fmt(b, _("%s En sont exclus %s."), text, out);
    return jln_build_say(b, JLN_TEXT_BODY, text);
}

/* ---- since the start ---- */

/* Share of the plan's days gone by at the end of the year's period. */
static bool elapsed(const jln_builder *b, jln_value *share) {
    int period = jln_facts_period(b->facts, b->year);
    int32_t first = jln_date_join(b->plan->first_year, 1, 1),
            end = jln_date_join(b->plan->last_year, 12, 31), now;
    const char *day = period >= 0 ? b->facts->periods[period].last_day : b->facts->date;
    if (!jln_date_parse(day, strlen(day), &now) || now < first) return false;
    if (now > end) now = end;
    *share = jln_value_integer(0);
    return jln_rat_make(now - first + 1, end - first + 1, &share->number);
}

static bool value_of(const jln_teller *t, const char *id, int year, jln_result *out) {
    const jln_indicator *indicator = NULL;
    jln_err none = {0};
    return jln_engine_find(t->b->engine, id, &indicator, &none) == JLN_OK &&
           jln_engine_value(t->b->engine, indicator, (jln_place){0, -1, year}, out, &none) ==
               JLN_OK;
}

/* The share of the whole plan, beside the time gone by: neither is over the elapsed years alone. */
static const char *share_words(jln_teller *t, const jln_result *plan) {
    jln_builder *b = t->b;
    jln_value time;
    const char *share =
        jln_build_fmt(b, _("**%s** %s de tout le plan (%s)"), jln_build_rate(b, &plan->value),
                      jln_say_of_base(b, b->plan->first_year, b->plan->last_year),
                      jln_build_amount(b, &plan->denominator));
    if (!elapsed(b, &time)) return share;
    return jln_build_fmt(b, _("%s, alors que %s de sa durée est écoulée"), share,
                         jln_build_rate(b, &time));
}

/* Over the years of which something is known, whatever the report's. */
static jln_status say_since_start(jln_teller *t) {
    jln_builder *b = t->b;
    int first = b->plan->first_year, last = jln_build_last_known(b);
    jln_result plan, since;
    if (!value_of(t, "part-du-plan", b->year, &plan) || !jln_value_known(&plan.value) ||
        !value_of(t, "execution-cumulee", last, &since))
        return JLN_OK;
    const char *share = share_words(t, &plan), *text;
    if (b->year == first)
        text =
            jln_build_fmt(b, _("Première année du plan : les dépenses déclarées font %s."), share);
    else if (last == first || !jln_value_known(&since.value))
        text = jln_build_fmt(b, _("Depuis %d, les dépenses déclarées font %s."), first, share);
    else if (since.value.state == JLN_NUMBER)
        text = jln_build_fmt(
            b, _("Depuis %d, %s de dépenses sont déclarés : **%s** %s de %d-%d, et %s."), first,
            jln_build_amount(b, &plan.numerator), jln_build_rate(b, &since.value),
            jln_say_of_base(b, first, last), first, last, share);
    else
        text = jln_build_fmt(b,
                             _("Depuis %d, %s de dépenses sont déclarés : **%s** %s de %d-%d, sur "
                               "ce qui est connu (%s), et %s."),
                             first, jln_build_amount(b, &plan.numerator),
                             jln_build_rate(b, &since.value), jln_say_of_base(b, first, last), first,
                             last, jln_build_coverage(b, &since), share);
    return jln_build_say(b, JLN_TEXT_BODY, text);
}

/* sentences{parts = {"money", "over", ...}}: those parts, in this order; all when nothing is said.
 */
jln_status jln_build_sentences(jln_builder *b, const jln_tree *node) {
    static const char *const names[] = {
        "money",      "over",  "rate",     "since-start", "change",  "drivers", "unpaid",
        "activities", "frame", "heaviest", "checks",      "returns", NULL};
    static jln_tell *const parts[] = {say_spending,      jln_tell_over,       say_rate,
                                      say_since_start,   jln_tell_change,     jln_tell_drivers,
                                      jln_tell_unpaid,   jln_tell_activities, jln_tell_frame,
                                      jln_tell_heaviest, jln_tell_checks,     jln_tell_returns};
    _Static_assert(sizeof names / sizeof *names == sizeof parts / sizeof *parts + 1, "parts");
    jln_teller t = {.b = b,
                    .place = {0, -1, b->year},
                    .base = {JLN_M_BASE, (int)jln_engine_base(b->engine)},
                    .spent = {JLN_M_SPENT, (int)jln_engine_stage(b->engine)}};
    uint64_t wanted = 0;
    jln_status status = jln_build_fields(b, node, "parts:any formats:list");
    if (status == JLN_OK) status = jln_build_choices(b, node, "parts", names, &wanted);
    if (status != JLN_OK) return status;
    if (!jln_build_executed(b)) return wanted & 1 ? jln_programme_sentences(b) : JLN_OK;
    t.whole = sum_at(&t, t.base, 0, b->year);
    t.paid = sum_at(&t, t.spent, 0, b->year);
    for (size_t i = 0; status == JLN_OK && i < sizeof parts / sizeof *parts; i++)
        if (wanted >> i & 1) status = parts[i](&t);
    return status;
}
