/* The first page: headline cards, sentences made from values, charts over the tables. */
#include "doc/build.h"

#include <string.h>

/* ---- cards{indicators = {...}} ---- */

static jln_place plan_place(int year) {
    return (jln_place){0, -1, year};
}

static bool in_plan(const jln_builder *b, int year) {
    return year >= b->plan->first_year && year <= b->plan->last_year;
}

static const char *basis_words(jln_builder *b, const jln_indicator *indicator) {
    if (indicator->stage >= 0 && indicator->uses_base)
        return jln_build_fmt(b, _("stade : %s ; base : %s"), jln_stage_words((jln_stage)indicator->stage),
                             jln_base_words(jln_engine_base(b->engine)));
    if (indicator->financing) return _("reçu sur financement prévu");
    return _("moyenne des activités programmées");
}

static jln_status fill_card(jln_builder *b, const jln_indicator *indicator, jln_doc_card *card) {
    jln_result now, before;
    memset(&before, 0, sizeof before);
    before.value = jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS);
    jln_status status = jln_engine_value(b->engine, indicator, plan_place(b->year), &now, b->err);
    if (status == JLN_OK && in_plan(b, b->year - 1))
        status = jln_engine_value(b->engine, indicator, plan_place(b->year - 1), &before, b->err);
    if (status != JLN_OK) return status;
    bool ratio = strcmp(indicator->unit, "ratio") == 0;
    card->label = indicator->title;
    card->kind = ratio ? JLN_KIND_RATE : JLN_KIND_AMOUNT;
    card->scale = ratio ? 1 : b->plan->scale;
    card->decimals = ratio ? 1 : 0;
    card->cell.value = now.value;
    card->cell.light = now.light;
    card->basis = basis_words(b, indicator);
    card->coverage = jln_build_coverage(b, &now);
    card->previous_label = jln_build_fmt(b, "%d", b->year - 1);
    card->previous.value = before.value;
    card->change.value = jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS);
    if (jln_value_known(&now.value) && jln_value_known(&before.value)) {
        card->change.value = jln_value_number(now.value.number);
        if (!jln_rat_sub(now.value.number, before.value.number, &card->change.value.number))
            card->change.value = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    return JLN_OK;
}

jln_status jln_build_cards(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "indicators formats");
    const jln_tree *list = jln_tree_field(node, "indicators");
    if (status != JLN_OK) return status;
    if (!list || list->item_count == 0)
        return jln_build_wrong(b, node, "%s", _("cards{...} : le champ « indicators » manque"));
    jln_doc_card *cards = jln_arena_array(b->doc->arena, list->item_count, sizeof *cards);
    if (!cards) return jln_err_nomem(b->err);
    for (size_t i = 0; status == JLN_OK && i < list->item_count; i++) {
        const jln_indicator *indicator;
        jln_err local = {0};
        const char *id = list->items[i].kind == JLN_TREE_TEXT ? list->items[i].text : "";
        if (jln_engine_find(b->engine, id, &indicator, &local) != JLN_OK)
            return jln_build_wrong(b, node, "%s", local.message);
        status = fill_card(b, indicator, &cards[i]);
    }
    if (status != JLN_OK) return status;
    jln_block *block = jln_doc_add(b->doc, JLN_BLOCK_CARDS, b->formats);
    if (!block) return jln_err_nomem(b->err);
    block->cards.cards = cards;
    block->cards.count = list->item_count;
    return JLN_OK;
}

/* ---- sentences{}: what the year's figures say ---- */

static jln_status say(jln_builder *b, jln_text_role role, const char *text) {
    jln_block *block = jln_doc_add(b->doc, JLN_BLOCK_TEXT, b->formats);
    if (!block) return jln_err_nomem(b->err);
    block->text.role = role;
    block->text.text = text;
    return JLN_OK;
}

static jln_status say_spending(jln_builder *b) {
    jln_stage stage = jln_engine_stage(b->engine);
    jln_base base = jln_engine_base(b->engine);
    jln_place place = plan_place(b->year);
    jln_value spent = jln_engine_sum(b->engine, (jln_measure){JLN_M_SPENT, (int)stage}, place);
    jln_value whole = jln_engine_sum(b->engine, (jln_measure){JLN_M_BASE, (int)base}, place);
    jln_value outside = jln_engine_sum(b->engine, (jln_measure){JLN_M_OUTSIDE, (int)stage}, place);
    if (!jln_value_known(&spent))
        return say(b, JLN_TEXT_LEAD,
                   jln_build_fmt(b, _("La base de %d (%s) est de **%s** ; aucune dépense n'est connue."), b->year,
                                 jln_base_words(base), jln_build_amount(b, &whole)));
    jln_status status =
        say(b, JLN_TEXT_LEAD,
            jln_build_fmt(b,
                          _("En %d, **%s** ont été dépensés (stade : %s) pour une base de **%s** (%s), d'après les "
                            "fiches reçues."),
                          b->year, jln_build_amount(b, &spent), jln_stage_words(stage),
                          jln_build_amount(b, &whole), jln_base_words(base)));
    if (status != JLN_OK || !jln_value_known(&outside) || outside.number.num == 0) return status;
    return say(b, JLN_TEXT_BODY,
               jln_build_fmt(b,
                             _("Dans ce total, %s portent sur des activités sans dotation cette année (dépenses "
                               "hors dotation) : elles n'entrent pas dans le taux."),
                             jln_build_amount(b, &outside)));
}

static jln_status say_activities(jln_builder *b) {
    jln_counts c = jln_engine_counts(b->engine, 0, b->year);
    uint32_t silent = c.by_state[JLN_NOT_REPORTED];
    jln_status status = say(
        b, JLN_TEXT_BODY,
        jln_build_fmt(b,
                      _("Sur **%u** activités programmées en %d : %u réalisées, %u en cours, %u non commencées, %u "
                        "reportées, %u annulées ; %u ne sont pas renseignées."),
                      c.scheduled, b->year, c.by_state[JLN_DONE], c.by_state[JLN_UNDER_WAY],
                      c.by_state[JLN_NOT_STARTED], c.by_state[JLN_POSTPONED], c.by_state[JLN_CANCELLED], silent));
    if (status != JLN_OK || !c.unscheduled) return status;
    return say(b, JLN_TEXT_BODY,
               jln_build_fmt(b,
                             P_("%u activité a été menée sans être programmée cette année.",
                                "%u activités ont été menées sans être programmées cette année.", c.unscheduled),
                             c.unscheduled));
}

/* The axis that weighs most: its share of the base beside its share of the spending. */
static jln_status say_heaviest(jln_builder *b) {
    jln_measure base = {JLN_M_BASE, (int)jln_engine_base(b->engine)};
    jln_measure spent = {JLN_M_SPENT, (int)jln_engine_stage(b->engine)};
    jln_value whole = jln_engine_sum(b->engine, base, plan_place(b->year));
    jln_value all = jln_engine_sum(b->engine, spent, plan_place(b->year));
    jln_value most = jln_value_integer(-1);
    uint32_t heaviest = 0;
    for (uint32_t i = 1; i < b->plan->node_count; i = b->plan->nodes[i].end) {
        jln_value v = jln_engine_sum(b->engine, base, (jln_place){i, -1, b->year});
        if (!jln_value_known(&v) || jln_rat_cmp(v.number, most.number) <= 0) continue;
        most = v;
        heaviest = i;
    }
    if (!heaviest || !jln_value_known(&all) || !jln_value_known(&whole)) return JLN_OK;
    jln_value paid = jln_engine_sum(b->engine, spent, (jln_place){heaviest, -1, b->year});
    jln_value share = most, share_paid = paid;
    if (!jln_value_known(&paid) || !jln_rat_div(most.number, whole.number, &share.number) ||
        !jln_rat_div(paid.number, all.number, &share_paid.number))
        return JLN_OK;
    return say(b, JLN_TEXT_BODY,
               jln_build_fmt(b, _("Le poids le plus lourd est %s %s : %s de la base et %s des dépenses connues."),
                             jln_plan_level_words(b->plan, 0, b->lang, false), b->plan->nodes[heaviest].id,
                             jln_build_rate(b, &share), jln_build_rate(b, &share_paid)));
}

static jln_status say_returns(jln_builder *b) {
    int period = jln_facts_period(b->facts, b->year);
    unsigned expected = 0, received = 0, late = 0, validated = 0;
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (r->period != period) continue;
        expected++;
        received += r->known;
        late += r->late;
        validated += r->known && strcmp(r->status, "validated") == 0;
    }
    if (!expected)
        return say(b, JLN_TEXT_WARNING, jln_build_fmt(b, _("Aucune fiche de collecte n'est attendue pour %d."), b->year));
    const char *text = jln_build_fmt(
        b, _("%u fiches reçues sur %u attendues, dont %u en retard et %u validées : ce qui manque n'est jamais compté "
             "comme zéro, et chaque taux dit sur combien d'activités il repose."),
        received, expected, late, validated);
    return say(b, received < expected ? JLN_TEXT_WARNING : JLN_TEXT_BODY, text);
}

jln_status jln_build_sentences(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "formats");
    if (status == JLN_OK) status = say_spending(b);
    if (status == JLN_OK) status = say_heaviest(b);
    if (status == JLN_OK) status = say_activities(b);
    if (status == JLN_OK) status = say_returns(b);
    return status;
}

