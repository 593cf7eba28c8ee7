/* What the facts beside activities ask of the committee: returns to chase, recommendations past
 * their day, money not received, indicators nobody measures. */
#include "doc/asks.h"

#include "base/date.h"
#include "doc/phrases.h"
#include "doc/programme.h"

#include <string.h>

enum { RECEIVED_LEAST = 50 }; /* % of what a source was to give */

jln_status jln_ask_room(jln_builder *b, jln_ask_kind *kind, size_t most) {
    kind->items = jln_arena_array(b->doc->arena, most + 1, sizeof *kind->items);
    return kind->items ? JLN_OK : jln_err_nomem(b->err);
}

void jln_ask_add(jln_ask_kind *kind, jln_ask ask) {
    kind->items[kind->count++] = ask;
}

static jln_value nothing(void) {
    return jln_value_none(JLN_NA, JLN_REASON_NONE);
}

/* ---- recommendations past their day ---- */

static const char *recommendation_text(jln_builder *b, const jln_recommendation *r) {
    const char *text = jln_say_quoted(b, r->text, 300), *day = jln_build_date(b, r->due);
    return strcmp(r->state, "unknown") == 0
               ? jln_build_fmt(b,
                               _("Dire où en est la recommandation %lld, échue le %s, dont la "
                                 "suite n'est pas connue : %s."),
                               (long long)r->number, day, text)
               : jln_build_fmt(b,
                               _("Exécuter la recommandation %lld, échue le %s et non exécutée : "
                                 "%s."),
                               (long long)r->number, day, text);
}

jln_status jln_ask_recommendations(jln_builder *b, jln_ask_kind *kind) {
    jln_status status = jln_build_frame(b);
    if (status == JLN_OK) status = jln_ask_room(b, kind, (size_t)b->frame->recommendation_count);
    for (int i = 0; status == JLN_OK && i < b->frame->recommendation_count; i++) {
        const jln_recommendation *r = &b->frame->recommendations[i];
        bool open = strcmp(r->state, "executed") != 0 && strcmp(r->state, "not_applicable") != 0;
        if (open && r->due && jln_recommendation_due(r, b->facts->date))
            jln_ask_add(kind, (jln_ask){.key = jln_build_fmt(b, "%lld", (long long)r->number),
                                        .text = recommendation_text(b, r),
                                        .words = recommendation_text(b, r),
                                        .who = r->responsible,
                                        .amount = nothing()});
    }
    const char *count = jln_say_count(b, kind->count);
    kind->key = "recommendations";
    kind->brief = jln_build_fmt(b,
                                P_("Faire exécuter une recommandation échue",
                                   "Faire exécuter %s recommandations échues", kind->count),
                                count);
    kind->rest = N_("%s autres, nommées dans le suivi des recommandations");
    kind->soon = true;
    return status;
}

/* ---- returns that have not come ---- */

typedef struct {
    unsigned count, early; /* early: known from an earlier period of the year */
    const char *day;
    jln_value base;
} led;

/* Scheduled activities led by a structure. */
static led led_by(jln_builder *b, const char *sender) {
    led l = {.base = jln_value_integer(0)};
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        const char *lead = b->plan->nodes[b->plan->leaves[leaf]].lead;
        if (!lead || strcmp(lead, sender) != 0 || !jln_facts_scheduled(b->facts, leaf, b->year))
            continue;
        jln_leaf_year at = jln_leaf_at(b, leaf, b->year);
        const char *day = jln_leaf_early(b, leaf, b->year);
        l.count++;
        l.early += day != NULL;
        if (day) l.day = day;
        if (jln_value_known(&at.base) &&
            !jln_rat_add(l.base.number, at.base.number, &l.base.number))
            l.base = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    return l;
}

/* « fiche de 2013, attendue le 31/01/2014 : 12 activités en dépendent, connues au 30/06/2013
 * seulement » */
static const char *return_words(jln_builder *b, const jln_return *r, const led *l) {
    const char *code = b->facts->periods[r->period].code, *day = jln_build_date(b, r->due_on);
    const char *text = *day ? jln_build_fmt(b, _("fiche de %s, attendue le %s"), code, day)
                            : jln_build_fmt(b, _("fiche de %s"), code);
    if (!l->count) return jln_build_fmt(b, _("%s ; aucune activité programmée n'en dépend"), text);
    text = jln_build_fmt(
        b, P_("%s : %s activité en dépend", "%s : %s activités en dépendent", l->count), text,
        jln_say_count(b, l->count));
    if (!l->early) return text;
    return l->early == l->count
               ? jln_build_fmt(b, _("%s, connues au %s seulement"), text,
                               jln_build_date(b, l->day))
               : jln_build_fmt(b, _("%s, dont %s connues au %s seulement"), text,
                               jln_say_count(b, l->early), jln_build_date(b, l->day));
}

jln_status jln_ask_returns(jln_builder *b, jln_ask_kind *kind) {
    int period = jln_facts_period(b->facts, b->year);
    unsigned activities = 0, early = 0;
    const char *day = NULL;
    jln_status status = jln_ask_room(b, kind, (size_t)b->facts->return_count);
    for (int i = 0; status == JLN_OK && i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (r->period != period || r->known) continue;
        led l = led_by(b, r->sender);
        activities += l.count;
        early += l.early;
        if (l.day) day = l.day;
        const char *words = return_words(b, r, &l);
        jln_ask_add(kind, (jln_ask){.key = r->sender,
                                    .text = jln_build_fmt(b, _("Envoyer la %s."), words),
                                    .words = jln_build_capital(b, words),
                                    .who = r->sender,
                                    .amount = l.base});
    }
    const char *count = jln_say_count(b, kind->count);
    kind->key = "returns";
    kind->brief = jln_build_fmt(b,
                                P_("Relancer la structure dont la fiche manque",
                                   "Relancer les %s structures dont la fiche manque", kind->count),
                                count);
    kind->why =
        jln_build_fmt(b, P_("%s activité programmée", "%s activités programmées", activities),
                      jln_say_count(b, activities));
    if (early)
        kind->why = jln_build_fmt(b, _("%s, dont %s connues au %s seulement"), kind->why,
                                  jln_say_count(b, early), jln_build_date(b, day));
    kind->rest = N_("%s autres, nommées parmi les fiches non reçues");
    kind->soon = true;
    return status;
}

/* A year that has begun, and for which nobody was asked anything. */
static bool is_unasked(const jln_builder *b) {
    for (int i = 0; i < b->facts->return_count; i++)
        if (b->facts->periods[b->facts->returns[i].period].year == b->year) return false;
    return b->doc->date >= jln_date_join(b->year, 1, 1) &&
           jln_engine_counts(b->engine, 0, b->year).scheduled > 0;
}

jln_status jln_ask_collection(jln_builder *b, jln_ask_kind *kind) {
    size_t count = 0;
    jln_leads leads = {0};
    jln_status status = jln_ask_room(b, kind, 1);
    if (status != JLN_OK || !is_unasked(b)) return status;
    const jln_lead *list = jln_programme_leads(b, &count);
    for (size_t i = 0; list && i < count; i++)
        if (*list[i].id) jln_leads_add(&leads, list[i].id);
    kind->key = "collection";
    kind->soon = true;
    kind->brief = jln_build_fmt(b, _("Ouvrir la collecte des fiches de %d"), b->year);
    kind->why = _("aucune n'a été demandée, l'exécution reste inconnue");
    jln_value base =
        jln_engine_sum(b->engine, jln_programme_measure(b), (jln_place){0, -1, b->year});
    jln_ask_add(kind,
                (jln_ask){.key = "year",
                          .text = jln_build_fmt(b, "%s%s%s.", kind->brief, _(" ; "), kind->why),
                          .words = jln_build_capital(b, kind->why),
                          .who = jln_leads_end(b, &leads),
                          .amount = jln_value_known(&base) ? base : nothing()});
    return JLN_OK;
}

/* ---- funds that have not come ---- */

static bool is_late(jln_builder *b, int funder, jln_value *planned, jln_value *received) {
    jln_place place = {0, funder, b->year};
    jln_rat rate;
    *planned = jln_engine_sum(b->engine, (jln_measure){JLN_M_FINANCING, 0}, place);
    *received =
        jln_engine_sum(b->engine, (jln_measure){JLN_M_FUNDING, JLN_FUNDING_RECEIVED}, place);
    return planned->state == JLN_NUMBER && received->state == JLN_NUMBER &&
           planned->number.num > 0 && jln_rat_div(received->number, planned->number, &rate) &&
           !jln_rat_at_least(rate, RECEIVED_LEAST);
}

jln_status jln_ask_funds(jln_builder *b, jln_ask_kind *kind) {
    jln_status status = jln_ask_room(b, kind, (size_t)b->plan->funder_count);
    for (int f = 0; status == JLN_OK && f < b->plan->funder_count; f++) {
        jln_value planned, received;
        if (!is_late(b, f, &planned, &received)) continue;
        jln_value rate = jln_build_divide(&received, &planned),
                  left = jln_build_subtract(&planned, &received);
        const char *name = jln_plan_funder_name(b->plan, f, b->lang);
        const char *due = jln_build_amount(b, &planned);
        const char *words = received.number.num
                                ? jln_build_fmt(b, _("%s reçu des %s prévus"),
                                                jln_build_rate(b, &rate), due)
                                : jln_build_fmt(b, _("rien n'est reçu des %s prévus"), due);
        jln_ask_add(
            kind,
            (jln_ask){.key = b->plan->funders[f].id,
                      .text = jln_build_fmt(
                          b, _("Obtenir le versement attendu de la source « %s » : %s."), name,
                          words),
                      .words = jln_build_capital(b, words),
                      .who = name,
                      .amount = left});
    }
    const char *count = jln_say_count(b, kind->count);
    kind->key = "funds";
    kind->brief =
        jln_build_fmt(b,
                      P_("Obtenir le versement attendu d'une source de financement",
                         "Obtenir le versement attendu de %s sources de financement", kind->count),
                      count);
    kind->why = jln_build_fmt(b, _("moins de %d %% du prévu reçu"), RECEIVED_LEAST);
    kind->rest = N_("%s autres, nommées dans le financement par source");
    return status;
}

/* ---- indicators that cannot be followed, or that nobody measures ---- */

static void ask_of_frame(jln_builder *b, jln_ask_kind *kind) {
    jln_ask_add(kind, (jln_ask){.key = "all",
                                .text = jln_build_fmt(b, _("%s, %s."), kind->brief, kind->why),
                                .words = jln_build_capital(b, kind->why),
                                .who = _("cadre logique"),
                                .amount = nothing()});
}

jln_status jln_ask_unset(jln_builder *b, jln_ask_kind *kind) {
    jln_status status = jln_build_frame(b);
    if (status == JLN_OK) status = jln_ask_room(b, kind, 1);
    if (status != JLN_OK) return status;
    const jln_tracking n = jln_build_tracking(b);
    const unsigned unset = n.lines - n.both;
    if (!unset) return JLN_OK;
    kind->key = "unset";
    kind->brief =
        jln_build_fmt(b,
                      P_("Fixer la référence et la cible chiffrées de %s indicateur",
                         "Fixer la référence et la cible chiffrées de %s indicateurs", unset),
                      jln_say_count(b, unset));
    kind->why =
        jln_build_fmt(b, _("sur %s : l'une ou l'autre manque, aucun avancement ne se mesure"),
                      jln_say_count(b, n.lines));
    ask_of_frame(b, kind);
    return JLN_OK;
}

/* Of those that have what it takes. */
jln_status jln_ask_measures(jln_builder *b, jln_ask_kind *kind) {
    jln_status status = jln_build_frame(b);
    if (status == JLN_OK) status = jln_ask_room(b, kind, 1);
    if (status != JLN_OK) return status;
    const jln_tracking n = jln_build_tracking(b);
    if (!n.unmeasured) return JLN_OK;
    kind->key = "measures";
    kind->brief = jln_build_fmt(b,
                                P_("Faire mesurer %s indicateur du cadre logique",
                                   "Faire mesurer %s indicateurs du cadre logique", n.unmeasured),
                                jln_say_count(b, n.unmeasured));
    kind->why = jln_build_fmt(
        b,
        P_("sur le seul qui a une référence et une cible (%s), sans mesure jusqu'en %d",
           "sur %s qui ont une référence et une cible, sans mesure jusqu'en %d", n.both),
        jln_say_count(b, n.both), b->year);
    ask_of_frame(b, kind);
    return JLN_OK;
}
