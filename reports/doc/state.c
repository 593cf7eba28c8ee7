/* sentences{}: where the plan stands: the result that weighs most, activities, indicators, returns.
 */
#include "doc/phrases.h"
#include "doc/teller.h"

#include <string.h>

static jln_value sum_at(const jln_teller *t, jln_measure measure, uint32_t node, int year) {
    return jln_engine_sum(t->b->engine, measure, (jln_place){node, -1, year});
}

/* ---- the axis that weighs most: its share of the base beside its share of the spending ---- */

static uint32_t heaviest(const jln_teller *t, jln_value *most) {
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

jln_status jln_tell_heaviest(jln_teller *t) {
    jln_builder *b = t->b;
    jln_value most;
    uint32_t node = heaviest(t, &most);
    if (!node || !jln_value_known(&t->whole)) return JLN_OK;
    jln_value paid = sum_at(t, t->spent, node, b->year);
    jln_value share = jln_build_divide(&most, &t->whole),
              share_paid = jln_build_divide(&paid, &t->paid);
    const char *label = jln_say_result(b, node);
    const char *text =
        jln_value_known(&share_paid)
            ? jln_build_fmt(b, _("%s pèse le plus : %s %s et %s des dépenses connues."), label,
                            jln_build_rate(b, &share), jln_tell_of_base(t),
                            jln_build_rate(b, &share_paid))
            : jln_build_fmt(b, _("%s pèse le plus : %s %s."), label, jln_build_rate(b, &share),
                            jln_tell_of_base(t));
    return jln_build_say(b, JLN_TEXT_BODY, text);
}

/* ---- activities ---- */

/* The number stays with its noun. */
static void add_count(jln_builder *b, jln_str *text, uint32_t count, const char *words) {
    if (!count) return;
    jln_str_add(text, text->length ? ", " : "");
    jln_str_fmt(text, words, jln_say_count(b, count));
}

/* « 46 réalisées, 90 en cours ». */
static const char *states_of(jln_builder *b, const jln_counts *c) {
    jln_str text = {0};
    const uint32_t *n = c->by_state;
    add_count(b, &text, n[JLN_DONE], P_("%s\u00a0réalisée", "%s\u00a0réalisées", n[JLN_DONE]));
    add_count(b, &text, n[JLN_UNDER_WAY],
              P_("%s\u00a0en cours", "%s\u00a0en cours", n[JLN_UNDER_WAY]));
    add_count(b, &text, n[JLN_NOT_STARTED],
              P_("%s\u00a0non commencée", "%s\u00a0non commencées", n[JLN_NOT_STARTED]));
    add_count(b, &text, n[JLN_POSTPONED],
              P_("%s\u00a0reportée", "%s\u00a0reportées", n[JLN_POSTPONED]));
    add_count(b, &text, n[JLN_CANCELLED],
              P_("%s\u00a0annulée", "%s\u00a0annulées", n[JLN_CANCELLED]));
    add_count(b, &text, n[JLN_NOT_REPORTED],
              P_("%s\u00a0non renseignée", "%s\u00a0non renseignées", n[JLN_NOT_REPORTED]));
    const char *made = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return made;
}

static jln_value done_share(const jln_counts *c) {
    const jln_value done = jln_value_integer(c->by_state[JLN_DONE]),
                    all = jln_value_integer(c->scheduled);
    return jln_build_divide(&done, &all);
}

/* « Les activités réalisées font 28,9 % du programme (22,3 % en 2011). » */
static const char *done_words(jln_builder *b, const jln_counts *now) {
    const jln_value share = done_share(now);
    jln_counts last = {0};
    if (jln_build_in_plan(b, b->year - 1)) last = jln_engine_counts(b->engine, 0, b->year - 1);
    if (!jln_value_known(&share)) return "";
    if (!last.scheduled || last.by_state[JLN_NOT_REPORTED] == last.scheduled)
        return jln_build_fmt(b, _(" Les activités réalisées font %s du programme de l'année."),
                             jln_build_rate(b, &share));
    const jln_value before = done_share(&last);
    return jln_build_fmt(b,
                         _(" Les activités réalisées font %s du programme de l'année (%s en %d, "
                           "%s sur %s)."),
                         jln_build_rate(b, &share), jln_build_rate(b, &before), b->year - 1,
                         jln_say_count(b, last.by_state[JLN_DONE]),
                         jln_say_count(b, last.scheduled));
}

jln_status jln_tell_activities(jln_teller *t) {
    jln_builder *b = t->b;
    jln_counts c = jln_engine_counts(b->engine, 0, b->year);
    const char *all = jln_say_count(b, c.scheduled);
    if (c.scheduled == 0)
        return jln_build_say(
            b, JLN_TEXT_BODY,
            jln_build_fmt(b, _("Aucune activité n'est programmée en %d."), b->year));
    if (c.by_state[JLN_NOT_REPORTED] == c.scheduled)
        return jln_build_say(b, JLN_TEXT_BODY,
                             jln_build_fmt(b,
                                           P_("**%s** activité est programmée en %d ; rien n'est "
                                              "encore dit de son avancement.",
                                              "**%s** activités sont programmées en %d ; rien "
                                              "n'est encore dit de leur avancement.",
                                              c.scheduled),
                                           all, b->year));
    const char *said =
        jln_build_fmt(b,
                      P_("Sur **%s** activité programmée en %d : %s.",
                         "Sur **%s** activités programmées en %d : %s.", c.scheduled),
                      all, b->year, states_of(b, &c));
    if (c.unscheduled)
        said =
            jln_build_fmt(b,
                          P_("%s %s autre a été menée sans être programmée.",
                             "%s %s autres ont été menées sans être programmées.", c.unscheduled),
                          said, jln_say_count(b, c.unscheduled));
    return jln_build_say(b, JLN_TEXT_BODY, jln_build_fmt(b, "%s%s", said, done_words(b, &c)));
}

/* ---- indicators of the logical framework ---- */

static const jln_frame_measure *measured_in(const jln_frame *f, int line, int year) {
    const jln_frame_measure *m = jln_frame_measured(f, line, year);
    return m && jln_value_known(&m->value) ? m : NULL;
}

typedef struct {
    unsigned judged; /* measured, and with a target to be compared with */
    unsigned lines, measured, reached, receding, now; /* now: measured in the report's year */
    int missed, year; /* line of a target that was missed, and its year; -1 */
    unsigned missed_count;
} frame_tally;

/* A target stated for that very year, that the year's own measure does not reach. */
static bool misses(const jln_frame *f, int line, int year, const jln_frame_measure *m) {
    jln_frame_target target;
    if (!m || !jln_frame_target_of(f, line, year, &target) || !jln_value_known(&target.value))
        return false;
    int order = jln_rat_cmp(m->value.number, target.value.number);
    return f->lines[line].direction < 0 ? order > 0 : f->lines[line].direction > 0 && order < 0;
}

static jln_status count_frame(jln_teller *t, frame_tally *n) {
    jln_builder *b = t->b;
    const jln_indicator *progress = NULL;
    jln_err none = {0};
    *n = (frame_tally){.missed = -1};
    jln_status status = jln_build_frame(b);
    if (status != JLN_OK) return status;
    bool rated =
        jln_engine_find(b->engine, "avancement-prochaine-cible", &progress, &none) == JLN_OK;
    const jln_frame *f = b->frame;
    for (int i = 0; i < f->line_count; i++) {
        const jln_frame_measure *m = NULL;
        int year = b->year;
        for (; !m && year >= b->plan->first_year; year--) m = measured_in(f, i, year);
        n->lines++;
        if (!m) continue;
        n->measured++;
        n->now += m->year == b->year;
        jln_result r;
        if (rated &&
            jln_engine_item(b->engine, progress, (jln_place){f->lines[i].node, -1, m->year}, i, &r,
                            &none) == JLN_OK &&
            jln_value_known(&r.value)) {
            n->judged++;
            n->reached += jln_rat_cmp(r.value.number, jln_rat_of(1)) >= 0;
            n->receding += r.value.number.num < 0;
        }
        if (!misses(f, i, m->year, m)) continue;
        if (n->missed_count++) continue;
        n->missed = i;
        n->year = m->year;
    }
    return JLN_OK;
}

/* « La cible de 2012 n'est pas atteinte pour « Stock de sécurité alimentaire ». » */
static const char *missed_words(jln_builder *b, const frame_tally *n) {
    const char *title = jln_say_quoted(b, b->frame->lines[n->missed].title, 110);
    if (n->missed_count == 1)
        return jln_build_fmt(b, _(" La cible de %d n'a pas été atteinte pour %s."), n->year, title);
    return jln_build_fmt(
        b, _(" %s indicateurs n'ont pas atteint la cible de l'année de leur mesure, dont %s."),
        jln_say_count(b, n->missed_count), title);
}

jln_status jln_tell_frame(jln_teller *t) {
    jln_builder *b = t->b;
    frame_tally n;
    jln_status status = count_frame(t, &n);
    if (status != JLN_OK || !n.lines || !n.measured) return status;
    const char *text = jln_build_fmt(
        b,
        P_("**%s indicateur** du cadre logique sur %s est mesuré en chiffres",
           "**%s indicateurs** du cadre logique sur %s sont mesurés en chiffres", n.measured),
        jln_say_count(b, n.measured), jln_say_count(b, n.lines));
    if (n.now == 0) text = jln_build_fmt(b, _("%s, aucun en %d"), text, b->year);
    else if (n.now < n.measured)
        text = jln_build_fmt(b, _("%s, dont %s en %d"), text, jln_say_count(b, n.now), b->year);
    if (n.judged)
        text = n.reached ? jln_build_fmt(b,
                                         P_("%s ; %s a atteint sa cible",
                                            "%s ; %s ont atteint leur "
                                            "cible",
                                            n.reached),
                                         text, jln_say_count(b, n.reached))
                         : jln_build_fmt(b, _("%s ; aucun n'a atteint sa cible"), text);
    if (n.receding)
        text = jln_build_fmt(b, P_("%s, et %s recule", "%s, et %s reculent", n.receding), text,
                             jln_say_count(b, n.receding));
    return jln_build_say(
        b, JLN_TEXT_BODY,
        jln_build_fmt(b, "%s.%s", text, n.missed_count ? missed_words(b, &n) : ""));
}

/* ---- returns, and what those that are missing hide ---- */

static bool is_silent(const jln_builder *b, const char *lead, int period) {
    for (int i = 0; lead && i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (r->period == period && !r->known && strcmp(r->sender, lead) == 0) return true;
    }
    return false;
}

typedef struct {
    uint32_t count, early; /* early: known from an earlier period of the year */
    const char *day;       /* the last day of that period */
    jln_value base;
} hidden_part;

/* Activities led by structures whose return is missing. */
static hidden_part hidden(const jln_teller *t, int period) {
    jln_builder *b = t->b;
    hidden_part h = {.base = jln_value_integer(0)};
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        uint32_t node = b->plan->leaves[leaf];
        if (!jln_facts_scheduled(b->facts, leaf, b->year) ||
            !is_silent(b, b->plan->nodes[node].lead, period))
            continue;
        jln_value v = sum_at(t, t->base, node, b->year);
        const char *day = jln_leaf_early(b, leaf, b->year);
        h.count++;
        h.early += day != NULL;
        if (day) h.day = day;
        if (jln_value_known(&v)) jln_rat_add(h.base.number, v.number, &h.base.number);
    }
    return h;
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

/* « Les 3 fiches manquantes touchent 21 activités et 5,1 millions de FCFA (29,3 % de…) ; 12 de ces
 * activités ne sont connues que par leur situation au 30/06/2013 ». */
static const char *missing_words(jln_teller *t, unsigned missing, const hidden_part *h,
                                 const jln_value *share) {
    jln_builder *b = t->b;
    if (!h->count)
        return jln_build_fmt(b,
                             P_("La fiche manquante ne touche aucune activité programmée",
                                "Les %u fiches manquantes ne touchent aucune activité programmée",
                                missing),
                             missing);
    const char *who = jln_build_fmt(
        b, P_("La fiche manquante touche", "Les %u fiches manquantes touchent", missing), missing);
    const char *text = jln_build_fmt(
        b, "%s %s", who,
        jln_build_fmt(b, P_("%s activité", "%s activités", h->count), jln_say_count(b, h->count)));
    if (jln_value_known(share))
        text = jln_build_fmt(b, _("%s et %s (%s %s)"), text, jln_build_amount(b, &h->base),
                             jln_build_rate(b, share), jln_tell_of_base(t));
    if (!h->early) return text;
    return jln_build_fmt(
        b,
        P_("%s ; %s d'entre elles n'est connue que par sa situation au %s, comparée à toute "
           "l'année",
           "%s ; %s d'entre elles ne sont connues que par leur situation au %s, comparée à toute "
           "l'année",
           h->early),
        text, jln_say_count(b, h->early), jln_build_date(b, h->day));
}

static const char *returns_words(jln_builder *b, const tally *n) {
    const char *asked =
        jln_build_fmt(b, P_("%u attendue", "%u attendues", n->expected), n->expected);
    const char *text = jln_build_fmt(
        b, P_("**%u fiche reçue sur %s**", "**%u fiches reçues sur %s**", n->received), n->received,
        asked);
    if (n->late) text = jln_build_fmt(b, _("%s, dont %u en retard"), text, n->late);
    return jln_build_fmt(b, P_("%s ; %u est validée.", "%s ; %u sont validées.", n->validated),
                         text, n->validated);
}

jln_status jln_tell_returns(jln_teller *t) {
    jln_builder *b = t->b;
    int period = jln_facts_period(b->facts, b->year);
    tally n = count_returns(b, period);
    if (!n.expected) return JLN_OK;
    const char *text = returns_words(b, &n);
    if (n.received == n.expected) return jln_build_say(b, JLN_TEXT_BODY, text);
    const hidden_part h = hidden(t, period);
    const jln_value share = jln_build_divide(&h.base, &t->whole);
    return jln_build_say(
        b, JLN_TEXT_WARNING,
        jln_build_fmt(b, _("%s %s : ce qui manque n'est jamais compté comme zéro."), text,
                      missing_words(t, n.expected - n.received, &h, &share)));
}
