/* sentences{}: what the year's figures say, in words. */
#include "doc/build.h"

#include "base/date.h"

#include <string.h>

typedef struct {
    jln_builder *b;
    jln_place place;
    jln_measure base, spent;
    jln_value whole, paid; /* of the plan, this year */
} teller;

static jln_value sum_at(const teller *t, jln_measure measure, uint32_t node, int year) {
    return jln_engine_sum(t->b->engine, measure, (jln_place){node, -1, year});
}

static const char *stage_words(const teller *t) {
    return jln_stage_words((jln_stage)t->spent.which);
}

static const char *base_words(const teller *t) {
    return jln_base_words((jln_base)t->base.which);
}

/* « 29,3 % de la dotation révisée ». */
static const char *of_base(const teller *t) {
    if (t->base.which == JLN_BASE_PLANNED) return _("du coût prévu");
    return t->base.which == JLN_BASE_INITIAL ? _("de la dotation initiale")
                                             : _("de la dotation révisée");
}

/* « activités qui ont un coût prévu », « dotées » */
static const char *with_base(const teller *t, unsigned count) {
    if (t->base.which == JLN_BASE_PLANNED)
        return P_("activité qui a un coût prévu", "activités qui ont un coût prévu", count);
    return P_("activité dotée", "activités dotées", count);
}

/* ---- the year's money ---- */

static jln_status say_spending(teller *t) {
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
        jln_build_fmt(
            b,
            _("En %d, les fiches reçues déclarent **%s** de dépenses (stade : %s), pour **%s** "
              "(base : %s)."),
            b->year, jln_build_amount(b, &t->paid), stage_words(t), jln_build_amount(b, &t->whole),
            base_words(t)));
}

/* What was declared and is in no rate: « 2,0 millions de FCFA dépensés sans coût prévu et 22,5
 * millions pour une activité dont une source n'a pas répondu »; NULL when there is nothing. */
static const char *left_out(teller *t) {
    jln_builder *b = t->b;
    jln_value outside =
                  jln_engine_sum(b->engine, (jln_measure){JLN_M_OUTSIDE, t->spent.which}, t->place),
              part = jln_engine_incomplete(b->engine, t->spent, t->place);
    const char *one = NULL, *other = NULL;
    if (jln_value_known(&outside) && outside.number.num)
        one = jln_build_fmt(b,
                            t->base.which == JLN_BASE_PLANNED ? _("%s dépensés sans coût prévu")
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
static jln_status say_rate(teller *t) {
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

/* ---- beside last year ---- */

/* « le taux d'exécution physique recule de 8,6 points (62,2 %) »; NULL when a year is not known. */
static const char *change_of(teller *t, const char *id, const char *words[3], bool *fragile) {
    jln_builder *b = t->b;
    const jln_indicator *rate = NULL;
    jln_err none = {0};
    jln_result now, before;
    jln_place last = {0, -1, b->year - 1};
    if (jln_engine_find(b->engine, id, &rate, &none) != JLN_OK) return NULL;
    if (jln_engine_value(b->engine, rate, t->place, &now, &none) != JLN_OK) return NULL;
    if (jln_engine_value(b->engine, rate, last, &before, &none) != JLN_OK) return NULL;
    jln_value change = jln_build_subtract(&now.value, &before.value);
    if (!jln_value_known(&change)) return NULL;
    *fragile |= now.light == JLN_LIGHT_GREY || before.light == JLN_LIGHT_GREY;
    int sign = change.number.num > 0 ? 0 : change.number.num < 0 ? 1 : 2;
    if (sign == 1 && !jln_rat_sub(jln_rat_of(0), change.number, &change.number)) return NULL;
    const char *was = jln_build_rate(b, &before.value);
    return sign == 2 ? jln_build_fmt(b, words[2], was)
                     : jln_build_fmt(b, words[sign], jln_build_points(b, &change), was);
}

static jln_status say_change(teller *t) {
    jln_builder *b = t->b;
    const char *money[3] = {_("le taux d'exécution financière gagne %s (il était de %s)"),
                            _("le taux d'exécution financière perd %s (il était de %s)"),
                            _("le taux d'exécution financière reste à %s")};
    const char *work[3] = {_("le taux d'exécution physique gagne %s (%s)"),
                           _("le taux d'exécution physique perd %s (%s)"),
                           _("le taux d'exécution physique reste à %s")};
    bool fragile = false;
    if (!jln_build_in_plan(b, b->year - 1)) return JLN_OK;
    const char *one = change_of(t, "taux-execution-financiere", money, &fragile),
               *other = change_of(t, "taux-execution-physique", work, &fragile);
    if (!one && !other) return JLN_OK;
    const char *both = one && other ? jln_build_fmt(b, _("%s, et %s"), one, other)
                       : one        ? one
                                    : other;
    const char *text = jln_build_fmt(b, _("Par rapport à %d, %s."), b->year - 1, both);
    if (fragile)
        text = jln_build_fmt(b,
                             _("%s La comparaison est peu sûre : l'un des taux comparés porte sur "
                               "une part de la base inférieure à 80 %%."),
                             text);
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

static bool value_of(const teller *t, const char *id, int year, jln_result *out) {
    const jln_indicator *indicator = NULL;
    jln_err none = {0};
    return jln_engine_find(t->b->engine, id, &indicator, &none) == JLN_OK &&
           jln_engine_value(t->b->engine, indicator, (jln_place){0, -1, year}, out, &none) ==
               JLN_OK;
}

/* The share of the whole plan, beside the time gone by: neither is over the elapsed years alone. */
static const char *share_words(teller *t, const jln_result *plan) {
    jln_builder *b = t->b;
    jln_value time;
    const char *share =
        jln_build_fmt(b, _("**%s** %s de tout le plan (%s)"), jln_build_rate(b, &plan->value),
                      of_base(t), jln_build_amount(b, &plan->denominator));
    if (!elapsed(b, &time)) return share;
    return jln_build_fmt(b, _("%s, alors que %s de sa durée est écoulée"), share,
                         jln_build_rate(b, &time));
}

/* Over the years of which something is known, whatever the report's. */
static jln_status say_since_start(teller *t) {
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
    else
        text = jln_build_fmt(b,
                             _("Depuis %d, %s de dépenses sont déclarés : **%s** %s de %d-%d, sur "
                               "ce qui est connu (%s), et %s."),
                             first, jln_build_amount(b, &plan.numerator),
                             jln_build_rate(b, &since.value), of_base(t), first, last,
                             jln_build_coverage(b, &since), share);
    return jln_build_say(b, JLN_TEXT_BODY, text);
}

/* ---- the axis that weighs most: its share of the base beside its share of the spending ---- */

static uint32_t heaviest(const teller *t, jln_value *most) {
    const jln_plan *plan = t->b->plan;
    uint32_t found = 0;
    *most = jln_value_integer(0);
    for (uint32_t i = 1; i < plan->node_count; i = plan->nodes[i].end) {
        jln_value v = sum_at(t, t->base, i, t->b->year);
        if (!jln_value_known(&v) || jln_rat_cmp(v.number, most->number) <= 0) continue;
        *most = v;
        found = i;
    }
    return found;
}

static jln_status say_heaviest(teller *t) {
    jln_builder *b = t->b;
    jln_value most;
    uint32_t node = heaviest(t, &most);
    if (!node || !jln_value_known(&t->whole)) return JLN_OK;
    jln_value paid = sum_at(t, t->spent, node, b->year);
    jln_value share = jln_build_divide(&most, &t->whole),
              share_paid = jln_build_divide(&paid, &t->paid);
    bool named = b->plan->nodes[node].short_title != NULL;
    const char *label = jln_build_label(b, node, named ? JLN_LABEL_SHORT : JLN_LABEL_CODE);
    const char *text =
        jln_value_known(&share_paid)
            ? jln_build_fmt(b, _("%s pèse le plus : %s %s et %s des dépenses connues."), label,
                            jln_build_rate(b, &share), of_base(t), jln_build_rate(b, &share_paid))
            : jln_build_fmt(b, _("%s pèse le plus : %s %s."), label, jln_build_rate(b, &share),
                            of_base(t));
    return jln_build_say(b, JLN_TEXT_BODY, text);
}

/* ---- activities ---- */

/* The number stays with its noun. */
static void add_count(jln_builder *b, jln_str *text, uint32_t count, const char *words) {
    if (!count) return;
    const char *said = jln_build_fmt(b, words, count), *space = strchr(said, ' ');
    jln_str_add(text, text->length ? ", " : "");
    if (space) jln_str_addn(text, said, (size_t)(space - said));
    jln_str_fmt(text, "%s%s", space ? "\u00a0" : "", space ? space + 1 : said);
}

static jln_status say_activities(teller *t) {
    jln_builder *b = t->b;
    jln_counts c = jln_engine_counts(b->engine, 0, b->year);
    jln_str text = {0};
    const uint32_t *n = c.by_state;
    if (c.scheduled == 0)
        return jln_build_say(
            b, JLN_TEXT_BODY,
            jln_build_fmt(b, _("Aucune activité n'est programmée en %d."), b->year));
    if (n[JLN_NOT_REPORTED] == c.scheduled)
        return jln_build_say(b, JLN_TEXT_BODY,
                             jln_build_fmt(b,
                                           P_("**%u** activité est programmée en %d ; rien n'est "
                                              "encore dit de son avancement.",
                                              "**%u** activités sont programmées en %d ; rien "
                                              "n'est encore dit de leur avancement.",
                                              c.scheduled),
                                           c.scheduled, b->year));
    add_count(b, &text, n[JLN_DONE], P_("%u réalisée", "%u réalisées", n[JLN_DONE]));
    add_count(b, &text, n[JLN_UNDER_WAY], P_("%u en cours", "%u en cours", n[JLN_UNDER_WAY]));
    add_count(b, &text, n[JLN_NOT_STARTED],
              P_("%u non commencée", "%u non commencées", n[JLN_NOT_STARTED]));
    add_count(b, &text, n[JLN_POSTPONED], P_("%u reportée", "%u reportées", n[JLN_POSTPONED]));
    add_count(b, &text, n[JLN_CANCELLED], P_("%u annulée", "%u annulées", n[JLN_CANCELLED]));
    add_count(b, &text, n[JLN_NOT_REPORTED],
              P_("%u non renseignée", "%u non renseignées", n[JLN_NOT_REPORTED]));
    const char *said =
        jln_build_fmt(b,
                      P_("Sur **%u** activité programmée en %d : %s.",
                         "Sur **%u** activités programmées en %d : %s.", c.scheduled),
                      c.scheduled, b->year, jln_str_c(&text));
    jln_str_free(&text);
    if (c.unscheduled)
        said =
            jln_build_fmt(b,
                          P_("%s %u autre a été menée sans être programmée.",
                             "%s %u autres ont été menées sans être programmées.", c.unscheduled),
                          said, c.unscheduled);
    return jln_build_say(b, JLN_TEXT_BODY, said);
}

/* ---- returns, and what those that are missing hide ---- */

static bool is_silent(const jln_builder *b, const char *lead, int period) {
    for (int i = 0; lead && i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (r->period == period && !r->known && strcmp(r->sender, lead) == 0) return true;
    }
    return false;
}

/* Activities led by structures whose return is missing, and their base. */
static uint32_t hidden(const teller *t, int period, jln_value *base) {
    const jln_builder *b = t->b;
    uint32_t count = 0;
    *base = jln_value_integer(0);
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        uint32_t node = b->plan->leaves[leaf];
        if (!jln_facts_scheduled(b->facts, leaf, b->year) ||
            !is_silent(b, b->plan->nodes[node].lead, period))
            continue;
        jln_value v = sum_at(t, t->base, node, b->year);
        count++;
        if (jln_value_known(&v)) jln_rat_add(base->number, v.number, &base->number);
    }
    return count;
}

typedef struct {
    unsigned expected, received, late, validated;
} tally;

static tally count_returns(const jln_builder *b, int period) {
    tally n = {0};
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (r->period != period) continue;
        n.expected++;
        n.received += r->known;
        n.late += r->known && r->late;
        n.validated += r->known && strcmp(r->status, "validated") == 0;
    }
    return n;
}

/* « Les 3 fiches manquantes touchent 21 activités, soit 5,1 millions de FCFA (29,3 % de…) ». */
static const char *missing_words(teller *t, unsigned missing, uint32_t count, const jln_value *base,
                                 const jln_value *share) {
    jln_builder *b = t->b;
    if (!count)
        return jln_build_fmt(b,
                             P_("La fiche manquante ne touche aucune activité programmée",
                                "Les %u fiches manquantes ne touchent aucune activité programmée",
                                missing),
                             missing);
    const char *who = jln_build_fmt(
        b, P_("La fiche manquante touche", "Les %u fiches manquantes touchent", missing), missing);
    const char *what = jln_build_fmt(b, P_("%u activité", "%u activités", count), count);
    if (!jln_value_known(share)) return jln_build_fmt(b, "%s %s", who, what);
    return jln_build_fmt(b, _("%s %s et %s (%s %s)"), who, what, jln_build_amount(b, base),
                         jln_build_rate(b, share), of_base(t));
}

static jln_status say_returns(teller *t) {
    jln_builder *b = t->b;
    int period = jln_facts_period(b->facts, b->year);
    tally n = count_returns(b, period);
    if (period < 0 || !n.expected)
        return jln_build_say(
            b, JLN_TEXT_WARNING,
            jln_build_fmt(
                b,
                _("Aucune fiche de collecte n'est attendue pour %d à ce jour : ce rapport montre "
                  "ce qui est prévu, et rien n'y est compté comme zéro."),
                b->year));
    const char *asked = jln_build_fmt(b, P_("%u attendue", "%u attendues", n.expected), n.expected);
    const char *text =
        jln_build_fmt(b, P_("**%u fiche reçue sur %s**", "**%u fiches reçues sur %s**", n.received),
                      n.received, asked);
    text = jln_build_fmt(b, _("%s (en retard : %u ; validées : %u)."), text, n.late, n.validated);
    if (n.received == n.expected) return jln_build_say(b, JLN_TEXT_BODY, text);
    jln_value base;
    uint32_t count = hidden(t, period, &base);
    jln_value share = jln_build_divide(&base, &t->whole);
    return jln_build_say(
        b, JLN_TEXT_WARNING,
        jln_build_fmt(b, _("%s %s : ce qui manque n'est jamais compté comme zéro."), text,
                      missing_words(t, n.expected - n.received, count, &base, &share)));
}

jln_status jln_build_sentences(jln_builder *b, const jln_tree *node) {
    teller t = {.b = b,
                .place = {0, -1, b->year},
                .base = {JLN_M_BASE, (int)jln_engine_base(b->engine)},
                .spent = {JLN_M_SPENT, (int)jln_engine_stage(b->engine)}};
    t.whole = sum_at(&t, t.base, 0, b->year);
    t.paid = sum_at(&t, t.spent, 0, b->year);
    jln_status status = jln_build_fields(b, node, "formats:list");
    if (status == JLN_OK) status = say_spending(&t);
    if (status == JLN_OK) status = say_rate(&t);
    if (status == JLN_OK) status = say_change(&t);
    if (status == JLN_OK) status = say_since_start(&t);
    if (status == JLN_OK) status = say_heaviest(&t);
    if (status == JLN_OK) status = say_activities(&t);
    return status == JLN_OK ? say_returns(&t) : status;
}
