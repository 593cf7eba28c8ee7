/* decisions{}: what the year's facts ask of the committee, each with its reason in figures and who
 * is concerned: returns to chase, recommendations past their day, activities to plan again, funds
 * not received, money ahead of work. The bounds are said in the rows that use them. */
#include "doc/build.h"

#include "base/date.h"

#include <string.h>

enum { NAMES_MOST = 5, RECEIVED_LEAST = 50, AHEAD_MOST = 20 }; /* %, points */

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
} asks;

static jln_status add_ask(asks *x, const char *key, const char *ask, const char *why,
                          const char *who) {
    jln_doc_row *row = jln_build_row(x->b, x->table, key, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    if (!ask || !why || !who) return jln_err_nomem(x->b->err);
    jln_text_cell(row, 0, ask);
    jln_text_cell(row, 1, why);
    jln_text_cell(row, 2, who);
    return JLN_OK;
}

/* Names one after another; beyond a few, how many more. */
typedef struct {
    jln_str text;
    unsigned count;
} names;

static void add_name(names *n, const char *name) {
    if (n->count++ < NAMES_MOST) jln_str_fmt(&n->text, "%s%s", n->text.length ? ", " : "", name);
}

static const char *end_names(asks *x, names *n) {
    if (n->count > NAMES_MOST) jln_str_fmt(&n->text, " + %u", n->count - NAMES_MOST);
    const char *text = jln_build_fmt(x->b, "%s", jln_str_c(&n->text));
    jln_str_free(&n->text);
    return text;
}

/* ---- what the planner asks in the texts of the year ---- */

static int section_of(const char *code) {
    int section = 0;
    while (strcmp(jln_section_codes[section], code) != 0) section++;
    return section;
}

/* A cell has no bold: the marks go. */
static const char *plain_text(asks *x, const char *text) {
    jln_str out = {0};
    for (; *text; text++)
        if (text[0] == '*' && text[1] == '*') text++;
        else jln_str_addc(&out, *text);
    const char *copy = out.failed ? NULL : jln_build_fmt(x->b, "%s", jln_str_c(&out));
    jln_str_free(&out);
    return copy;
}

static jln_status ask_own(asks *x) {
    jln_builder *b = x->b;
    int section = section_of("decisions"), count = 0;
    jln_lang lang;
    jln_status status = jln_build_texts(b);
    if (status != JLN_OK || !jln_build_text_language(b, section, &lang)) return status;
    for (size_t i = 0; status == JLN_OK && i < b->text_count; i++) {
        const jln_own_text *t = &b->texts[i];
        if (t->section != section || t->lang != lang || t->role == JLN_PROSE_HEADING) continue;
        status = add_ask(x, jln_build_fmt(b, "text-%d", ++count), plain_text(x, t->text),
                         _("proposée dans le texte du rapport"), "");
    }
    return status;
}

/* ---- returns that have not come ---- */

/* Scheduled activities led by a structure. */
static unsigned led_by(const jln_builder *b, const char *sender) {
    unsigned count = 0;
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        const char *lead = b->plan->nodes[b->plan->leaves[leaf]].lead;
        count += lead && strcmp(lead, sender) == 0 && jln_facts_scheduled(b->facts, leaf, b->year);
    }
    return count;
}

static jln_status ask_returns(asks *x) {
    jln_builder *b = x->b;
    int period = jln_facts_period(b->facts, b->year);
    names who = {0};
    unsigned activities = 0;
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (r->period != period || r->known) continue;
        add_name(&who, r->sender);
        activities += led_by(b, r->sender);
    }
    unsigned missing = who.count;
    const char *text = end_names(x, &who);
    if (!missing) return JLN_OK;
    return add_ask(x, "returns",
                   jln_build_fmt(b,
                                 P_("Relancer %u structure dont la fiche manque",
                                    "Relancer %u structures dont la fiche manque", missing),
                                 missing),
                   jln_build_fmt(b,
                                 P_("%u activité programmée sans réponse possible",
                                    "%u activités programmées sans réponse possible", activities),
                                 activities),
                   text);
}

/* A year that has begun, and for which nobody was asked anything. */
static jln_status ask_collection(asks *x) {
    jln_builder *b = x->b;
    int32_t today = b->doc->date, first = jln_date_join(b->year, 1, 1);
    for (int i = 0; i < b->facts->return_count; i++)
        if (b->facts->periods[b->facts->returns[i].period].year == b->year) return JLN_OK;
    if (today < first) return JLN_OK;
    return add_ask(x, "collection",
                   jln_build_fmt(b, _("Ouvrir la collecte des fiches de %d"), b->year),
                   _("aucune fiche n'est attendue : l'exécution reste inconnue"), "");
}

/* ---- indicators that nobody measures ---- */

static bool is_measured(const jln_frame *f, int line, int year) {
    for (int i = 0; i < f->measure_count; i++) {
        const jln_frame_measure *m = &f->measures[i];
        if (m->line == line && m->year <= year && jln_value_known(&m->value)) return true;
    }
    return false;
}

static jln_status ask_measures(asks *x) {
    jln_builder *b = x->b;
    unsigned never = 0;
    jln_status status = jln_build_frame(b);
    if (status != JLN_OK) return status;
    for (int i = 0; i < b->frame->line_count; i++) never += !is_measured(b->frame, i, b->year);
    if (!never) return JLN_OK;
    return add_ask(x, "measures",
                   jln_build_fmt(b,
                                 P_("Faire mesurer %u indicateur du cadre logique",
                                    "Faire mesurer %u indicateurs du cadre logique", never),
                                 never),
                   jln_build_fmt(b, _("sur %d, sans aucune mesure chiffrée jusqu'en %d"),
                                 b->frame->line_count, b->year),
                   "");
}

/* ---- recommendations past their day ---- */

static jln_status ask_recommendation(asks *x, const jln_recommendation *r) {
    jln_builder *b = x->b;
    bool unknown = strcmp(r->state, "unknown") == 0;
    const char *why =
        unknown ? jln_build_fmt(b, _("échue le %s, suite non connue"), jln_build_date(b, r->due))
                : jln_build_fmt(b, _("échue le %s, non exécutée"), jln_build_date(b, r->due));
    return add_ask(
        x, jln_build_fmt(b, "recommendation-%lld", (long long)r->number),
        jln_build_fmt(b, _("Suivre la recommandation %lld : %s"), (long long)r->number, r->text),
        why, "");
}

static jln_status ask_recommendations(asks *x) {
    jln_status status = jln_build_frame(x->b);
    for (int i = 0; status == JLN_OK && i < x->b->frame->recommendation_count; i++) {
        const jln_recommendation *r = &x->b->frame->recommendations[i];
        bool open = strcmp(r->state, "executed") != 0 && strcmp(r->state, "not_applicable") != 0;
        if (open && r->due && jln_recommendation_due(r, x->b->facts->date))
            status = ask_recommendation(x, r);
    }
    return status;
}

/* ---- activities that did not begin ---- */

/* Leads of the activities in a state, and what these activities weigh. */
static unsigned in_state(asks *x, jln_progress_state state, names *who, jln_value *base) {
    jln_builder *b = x->b;
    jln_measure measure = {JLN_M_BASE, (int)jln_engine_base(b->engine)};
    unsigned count = 0;
    *base = jln_value_integer(0);
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        uint32_t node = b->plan->leaves[leaf];
        bool wanted = jln_facts_scheduled(b->facts, leaf, b->year) &&
                      jln_facts_progress(b->facts, leaf, b->year)->state == state;
        if (!wanted) continue;
        count++;
        jln_value v = jln_engine_sum(b->engine, measure, (jln_place){node, -1, b->year});
        if (jln_value_known(&v) && !jln_rat_add(base->number, v.number, &base->number))
            *base = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
        add_name(who, b->plan->nodes[node].id);
    }
    return count;
}

static jln_status ask_state(asks *x, jln_progress_state state, const char *key) {
    jln_builder *b = x->b;
    names which = {0};
    jln_value base;
    unsigned count = in_state(x, state, &which, &base);
    const char *list = end_names(x, &which);
    if (!count) return JLN_OK;
    const char *ask =
        state == JLN_POSTPONED
            ? jln_build_fmt(b,
                            P_("Donner une nouvelle date à %u activité reportée",
                               "Donner une nouvelle date à %u activités reportées", count),
                            count)
            : jln_build_fmt(b,
                            P_("Lancer ou reprogrammer %u activité non commencée",
                               "Lancer ou reprogrammer %u activités non commencées", count),
                            count);
    return add_ask(x, key, ask,
                   jln_build_fmt(b, _("%s de crédits (%s)"), jln_build_amount(b, &base),
                                 jln_base_words(jln_engine_base(b->engine))),
                   list);
}

/* ---- funds that have not come ---- */

static jln_status ask_funds(asks *x) {
    jln_builder *b = x->b;
    names who = {0};
    jln_value planned = jln_value_integer(0), received = planned;
    jln_rat bound;
    if (!jln_rat_make(RECEIVED_LEAST, 100, &bound)) return JLN_OK;
    for (int f = 0; f < b->plan->funder_count; f++) {
        jln_place place = {0, f, b->year};
        jln_value p = jln_engine_sum(b->engine, (jln_measure){JLN_M_FINANCING, 0}, place);
        jln_value r =
            jln_engine_sum(b->engine, (jln_measure){JLN_M_FUNDING, JLN_FUNDING_RECEIVED}, place);
        jln_rat rate;
        bool late = p.state == JLN_NUMBER && r.state == JLN_NUMBER && p.number.num > 0 &&
                    jln_rat_div(r.number, p.number, &rate) && jln_rat_cmp(rate, bound) < 0;
        if (!late) continue;
        add_name(&who, jln_plan_funder_name(b->plan, f, b->lang));
        if (!jln_rat_add(planned.number, p.number, &planned.number) ||
            !jln_rat_add(received.number, r.number, &received.number))
            planned = received = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    unsigned count = who.count;
    const char *list = end_names(x, &who);
    if (!count) return JLN_OK;
    jln_value rate = jln_build_divide(&received, &planned),
              left = jln_build_subtract(&planned, &received);
    return add_ask(
        x, "funds",
        jln_build_fmt(b,
                      P_("Obtenir le versement attendu de %u source de financement",
                         "Obtenir le versement attendu de %u sources de financement", count),
                      count),
        jln_build_fmt(b, _("reçu %s du prévu (moins de %d %%) ; manquent %s"),
                      jln_build_rate(b, &rate), RECEIVED_LEAST, jln_build_amount(b, &left)),
        list);
}

/* ---- money ahead of work ---- */

static jln_status ask_gaps(asks *x) {
    jln_builder *b = x->b;
    size_t count = 0;
    const jln_gap *gaps = jln_build_gap_list(b, &count);
    jln_rat bound;
    names which = {0};
    jln_value base = jln_value_integer(0);
    if (!gaps) return jln_err_nomem(b->err);
    if (!jln_rat_make(-AHEAD_MOST, 100, &bound)) return JLN_OK;
    for (size_t i = 0; i < count; i++) {
        if (jln_rat_cmp(gaps[i].gap, bound) > 0) continue;
        add_name(&which, b->plan->nodes[gaps[i].node].id);
        if (!jln_rat_add(base.number, gaps[i].base, &base.number))
            base = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    unsigned found = which.count;
    const char *list = end_names(x, &which);
    if (!found) return JLN_OK;
    return add_ask(
        x, "gaps",
        jln_build_fmt(b, _("Faire vérifier les dépenses en avance sur le travail (%u)"), found),
        jln_build_fmt(b, _("%d points d'avance au moins ; %s de crédits"), AHEAD_MOST,
                      jln_build_amount(b, &base)),
        list);
}

jln_status jln_build_decisions(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    asks x = {.b = b};
    jln_status status =
        jln_build_fields(b, node, "key:text title:words rows:number facts:flag whole:flag formats:list");
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "ask", _("Décision demandée"), JLN_KIND_TEXT, 1.5f);
    jln_columns_add(&c, "why", _("Pourquoi"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "who", _("Qui, quoi"), JLN_KIND_TEXT, 0.6f);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    x.table->whole = jln_build_flag(node, "whole");
    status =
        jln_build_flag(node, "facts") ? JLN_OK : ask_own(&x); /* facts: the texts are elsewhere */
    if (status == JLN_OK) status = ask_recommendations(&x);
    if (status == JLN_OK) status = ask_returns(&x);
    if (status == JLN_OK) status = ask_collection(&x);
    if (status == JLN_OK) status = ask_funds(&x);
    if (status == JLN_OK) status = ask_gaps(&x);
    if (status == JLN_OK) status = ask_state(&x, JLN_POSTPONED, "postponed");
    if (status == JLN_OK) status = ask_state(&x, JLN_NOT_STARTED, "not-started");
    if (status == JLN_OK) status = ask_measures(&x);
    if (status == JLN_OK) status = jln_build_fold(b, node, x.table, false);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(b, x.table,
                                  _("les faits connus n'appellent aucune décision du comité."));
}
