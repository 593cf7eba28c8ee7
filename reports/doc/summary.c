/* cards{indicators = {...}}: headline figures beside last year's. */
#include "doc/build.h"
#include "doc/phrases.h"

#include <string.h>

static jln_place plan_place(int year) {
    return (jln_place){0, -1, year};
}

/* The years a rate since the start covers. */
static const char *since_words(jln_builder *b) {
    int first = b->plan->first_year, known = jln_build_last_known(b),
        last = known ? known : b->year;
    return last > first ? jln_build_fmt(b, "%d-%d", first, last) : jln_build_fmt(b, "%d", first);
}

static const char *basis_words(jln_builder *b, const jln_indicator *indicator) {
    if (indicator->since_start && indicator->stage >= 0) return since_words(b);
    if (indicator->stage >= 0 && indicator->uses_base)
        return jln_build_fmt(b, "%s ÷ %s", jln_stage_words((jln_stage)indicator->stage),
                             jln_base_words(jln_say_year_base(b)));
    if (indicator->plan_only) return indicator->definition;
    if (indicator->financing) return _("reçu sur financement prévu");
    return _("moyenne par activité programmée");
}

/* A rate since the start is over the years gone by: its share of the whole plan stands beside it,
 * to be compared with the time elapsed. */
static jln_status tell_plan(jln_builder *b, const jln_indicator *indicator, jln_doc_card *card) {
    const jln_indicator *share = NULL;
    jln_err none = {0};
    jln_result r;
    if (!indicator->since_start || !jln_value_known(&card->cell.value) ||
        jln_engine_find(b->engine, "part-du-plan", &share, &none) != JLN_OK || share == indicator)
        return JLN_OK;
    jln_status status = jln_engine_value(b->engine, share, plan_place(b->year), &r, b->err);
    if (status != JLN_OK || !jln_value_known(&r.value)) return status;
    card->basis = jln_build_fmt(b, _("%s : %s"), card->basis, card->coverage);
    card->coverage = jln_build_fmt(b, _("soit %s du plan %d-%d"), jln_build_rate(b, &r.value),
                                   b->plan->first_year, b->plan->last_year);
    return JLN_OK;
}

static jln_status fill_card(jln_builder *b, const jln_indicator *indicator, jln_doc_card *card) {
    jln_result now, before;
    memset(&before, 0, sizeof before);
    before.value = jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS);
    jln_status status = jln_engine_value(b->engine, indicator, plan_place(b->year), &now, b->err);
    if (status == JLN_OK && jln_build_in_plan(b, b->year - 1))
        status = jln_engine_value(b->engine, indicator, plan_place(b->year - 1), &before, b->err);
    if (status != JLN_OK) return status;
    bool ratio = strcmp(indicator->unit, "ratio") == 0;
    card->label = indicator->title;
    card->kind = ratio ? JLN_KIND_RATE : JLN_KIND_AMOUNT;
    card->scale = ratio ? 1 : b->plan->shown;
    card->decimals = ratio || b->plan->shown >= 1000000;
    card->cell.value = now.value;
    card->cell.light = now.light;
    card->basis = basis_words(b, indicator);
    card->coverage = jln_build_coverage(b, &now);
    status = tell_plan(b, indicator, card);
    bool same_years = indicator->since_start && jln_build_last_known(b) < b->year;
    if (jln_build_in_plan(b, b->year - 1) && !same_years)
        card->previous_label = jln_build_fmt(b, "%d", b->year - 1);
    card->previous.value = before.value;
    card->change.value = jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS);
    if (!same_years && jln_value_known(&now.value) && jln_value_known(&before.value) &&
        (now.light == JLN_LIGHT_GREY || before.light == JLN_LIGHT_GREY))
        card->previous_label = jln_build_fmt(b, _("%d, comparaison peu sûre"), b->year - 1);
    if (jln_value_known(&now.value) && jln_value_known(&before.value)) {
        jln_value change = jln_build_subtract(&now.value, &before.value);
        card->change.value = jln_value_known(&change) ? jln_value_number(change.number) : change;
    }
    return status;
}

/* In the plan's first year a rate since the start says again what the year's own says. */
static bool is_said(const jln_doc_card *cards, size_t at) {
    const jln_value *v = &cards[at].cell.value;
    for (size_t i = 0; i < at; i++) {
        const jln_value *w = &cards[i].cell.value;
        bool both = jln_value_known(v) && jln_value_known(w);
        if (both && jln_rat_cmp(v->number, w->number) == 0) return true;
    }
    return false;
}

jln_status jln_build_cards(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "indicators:list formats:list");
    const jln_tree *list = jln_tree_field(node, "indicators");
    if (status != JLN_OK) return status;
    if (!list || list->item_count == 0)
        return jln_build_wrong(b, node, "%s", _("cards{...} : le champ « indicators » manque"));
    jln_doc_card *cards = jln_arena_array(b->doc->arena, list->item_count, sizeof *cards);
    if (!cards) return jln_err_nomem(b->err);
    size_t count = 0;
    for (size_t i = 0; status == JLN_OK && i < list->item_count; i++) {
        const jln_indicator *indicator;
        jln_err local = {0};
        const char *id = list->items[i].kind == JLN_TREE_TEXT ? list->items[i].text : "";
        if (jln_engine_find(b->engine, id, &indicator, &local) != JLN_OK)
            return jln_build_wrong(b, node, "%s", local.message);
        status = jln_build_uses(b, indicator);
        if (status == JLN_OK) status = fill_card(b, indicator, &cards[count]);
        bool first = indicator->since_start && b->year == b->plan->first_year;
        if (!first || !is_said(cards, count)) count++;
    }
    if (status != JLN_OK) return status;
    jln_block *block = jln_doc_add(b->doc, JLN_BLOCK_CARDS, b->formats);
    if (!block) return jln_err_nomem(b->err);
    block->cards.cards = cards;
    block->cards.count = count;
    return JLN_OK;
}
