/* What the facts of activities ask of the committee: spending to explain or to check, activities to
 * plan again. */
#include "doc/asks.h"
#include "doc/checks.h"
#include "doc/phrases.h"

static const char *const NAMED_AMONG_CHECKS =
                             N_("%s autres, nommées parmi les dépenses à vérifier"),
                         *const NAMED_AMONG_UNDONE =
                             N_("%s autres, nommées dans « Ce qui n'a pas eu lieu »");

/* ---- spending ---- */

static const char *check_text(jln_builder *b, const jln_check *k) {
    const jln_value money = jln_value_number(k->money);
    const char *what = jln_say_activity(b, b->plan->leaves[k->leaf]),
               *rate = jln_build_rate(b, &money), *base = jln_say_own_base(b);
    if (k->kind == JLN_CHECK_OVER)
        return jln_build_fmt(b, _("Expliquer le dépassement de %s : %s %s."), what, rate, base);
    if (k->kind == JLN_CHECK_AHEAD && !k->work.number.num)
        return jln_build_fmt(
            b, _("Vérifier sur pièces la dépense de %s : %s %s, alors que rien n'est fait."), what,
            rate, base);
    if (k->kind == JLN_CHECK_AHEAD)
        return jln_build_fmt(b,
                             _("Vérifier sur pièces la dépense de %s : %s %s, pour %s du travail."),
                             what, rate, base, jln_build_rate(b, &k->work));
    return jln_build_fmt(b, _("Vérifier le montant de %s, réalisée pour %s %s."), what, rate, base);
}

/* « 2.1.1.5 Opérationnaliser le programme… : 73,9 % de sa dotation révisée, pour 40,0 % du travail ». */
static const char *check_words(jln_builder *b, const jln_check *k) {
    const jln_value money = jln_value_number(k->money);
    const char *what = jln_say_numbered(b, b->plan->leaves[k->leaf]),
               *rate = jln_build_rate(b, &money), *base = jln_say_own_base(b);
    return k->kind == JLN_CHECK_AHEAD
               ? jln_build_fmt(b, _("%s : %s %s, pour %s du travail"), what, rate, base,
                               jln_build_rate(b, &k->work))
               : jln_build_fmt(b, _("%s : %s %s"), what, rate, base);
}

static jln_status ask_checks(jln_builder *b, jln_ask_kind *kind, jln_check_kind wanted) {
    size_t count = 0;
    const jln_check *list = jln_build_check_list(b, &count);
    if (!list) return jln_err_nomem(b->err);
    jln_status status = jln_ask_room(b, kind, count);
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        const jln_node *n = &b->plan->nodes[b->plan->leaves[list[i].leaf]];
        if (list[i].kind == wanted)
            jln_ask_add(kind, (jln_ask){.key = n->id,
                                        .text = check_text(b, &list[i]),
                                        .words = check_words(b, &list[i]),
                                        .who = n->lead,
                                        .amount = jln_value_number(wanted == JLN_CHECK_AHEAD
                                                                       ? list[i].spent
                                                                       : list[i].weight)});
    }
    return status;
}

jln_status jln_ask_over(jln_builder *b, jln_ask_kind *kind) {
    jln_status status = ask_checks(b, kind, JLN_CHECK_OVER);
    const char *count = jln_say_count(b, kind->count);
    kind->key = "over";
    kind->brief = jln_build_fmt(b,
                                P_("Expliquer le dépassement d'une activité",
                                   "Expliquer le dépassement de %s activités", kind->count),
                                count);
    kind->why = jln_build_fmt(b, _("plus de 100 %% %s"), jln_say_own_base(b));
    kind->rest = NAMED_AMONG_CHECKS;
    kind->soon = true;
    return status;
}

jln_status jln_ask_ahead(jln_builder *b, jln_ask_kind *kind) {
    jln_status status = ask_checks(b, kind, JLN_CHECK_AHEAD);
    const char *count = jln_say_count(b, kind->count);
    kind->key = "ahead";
    kind->brief = jln_build_fmt(b,
                                P_("Vérifier sur pièces la dépense d'une activité",
                                   "Vérifier sur pièces la dépense de %s activités", kind->count),
                                count);
    kind->why = jln_build_fmt(b, _("au moins %d points d'avance sur le travail"), JLN_AHEAD_LEAST);
    kind->rest = NAMED_AMONG_CHECKS;
    kind->soon = true;
    return status;
}

jln_status jln_ask_cheap(jln_builder *b, jln_ask_kind *kind) {
    jln_status status = ask_checks(b, kind, JLN_CHECK_CHEAP);
    const char *count = jln_say_count(b, kind->count);
    kind->key = "cheap";
    kind->brief = jln_build_fmt(b,
                                P_("Vérifier le montant d'une activité réalisée",
                                   "Vérifier le montant de %s activités réalisées", kind->count),
                                count);
    kind->why =
        jln_build_fmt(b, _("moins de %d %% %s dépensés"), JLN_CHEAP_MOST, jln_say_own_base(b));
    kind->rest = NAMED_AMONG_CHECKS;
    kind->soon = true;
    return status;
}

/* ---- activities that did not take place ---- */

/* « d'abord « Équiper le siège… » ». */
static const char *heaviest(jln_builder *b, const jln_ask_kind *kind) {
    const jln_ask *most = NULL;
    for (size_t i = 0; i < kind->count; i++) {
        const jln_ask *a = &kind->items[i];
        if (!jln_value_known(&a->amount)) continue;
        if (!most || jln_rat_cmp(a->amount.number, most->amount.number) > 0) most = a;
    }
    if (!most) return NULL;
    uint32_t node = jln_plan_node(b->plan, most->key);
    return jln_build_fmt(b, _("d'abord %s"), jln_say_quoted(b, b->plan->nodes[node].title, 60));
}

static jln_status ask_state(jln_builder *b, jln_ask_kind *kind, jln_progress_state state,
                            const char *words) {
    jln_measure measure = {JLN_M_BASE, (int)jln_engine_base(b->engine)};
    jln_status status = jln_ask_room(b, kind, b->plan->leaf_count);
    for (uint32_t leaf = 0; status == JLN_OK && leaf < b->plan->leaf_count; leaf++) {
        uint32_t node = b->plan->leaves[leaf];
        if (!jln_facts_scheduled(b->facts, leaf, b->year) ||
            jln_facts_progress(b->facts, leaf, b->year)->state != state)
            continue;
        jln_ask_add(kind, (jln_ask){.key = b->plan->nodes[node].id,
                                    .text = jln_build_fmt(b, words, jln_say_activity(b, node)),
                                    .words = jln_say_numbered(b, node),
                                    .who = b->plan->nodes[node].lead,
                                    .amount = jln_engine_sum(b->engine, measure,
                                                             (jln_place){node, -1, b->year})});
    }
    if (kind->count) kind->why = heaviest(b, kind);
    return status;
}

jln_status jln_ask_postponed(jln_builder *b, jln_ask_kind *kind) {
    jln_status status =
        ask_state(b, kind, JLN_POSTPONED, _("Donner une nouvelle date à %s, reportée."));
    const char *count = jln_say_count(b, kind->count);
    kind->key = "postponed";
    kind->brief =
        jln_build_fmt(b,
                      P_("Donner une nouvelle date à une activité reportée",
                         "Donner une nouvelle date à %s activités reportées", kind->count),
                      count);
    kind->rest = NAMED_AMONG_UNDONE;
    return status;
}

jln_status jln_ask_not_started(jln_builder *b, jln_ask_kind *kind) {
    jln_status status =
        ask_state(b, kind, JLN_NOT_STARTED, _("Lancer ou reprogrammer %s, non commencée."));
    const char *count = jln_say_count(b, kind->count);
    kind->key = "not-started";
    kind->brief =
        jln_build_fmt(b,
                      P_("Lancer ou reprogrammer une activité non commencée",
                         "Lancer ou reprogrammer %s activités non commencées", kind->count),
                      count);
    kind->rest = NAMED_AMONG_UNDONE;
    return status;
}
