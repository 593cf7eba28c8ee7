/* plan_cards{}: headline figures of a year without returns: what the plan foresees, how much of it
 * is counted for memory, the last execution known, the time gone by. */
#include "doc/programme.h"

#include <string.h>

enum { CARDS_MOST = 5, MILLION = 1000000 };

typedef struct {
    jln_builder *b;
    jln_doc_card *cards;
    size_t count;
    jln_value year, whole;
    jln_measure measure;
} deck;

static jln_doc_card *add_card(deck *d, const char *label, jln_kind kind, const jln_value *value,
                              const char *coverage, const char *basis) {
    jln_doc_card *card = &d->cards[d->count++];
    jln_value none = jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS);
    *card = (jln_doc_card){.label = label, .kind = kind, .scale = 1, .coverage = coverage,
                           .basis = basis};
    card->cell.value = *value;
    card->previous.value = card->change.value = none;
    card->decimals = kind != JLN_KIND_COUNT;
    return card;
}

static void add_money(deck *d) {
    jln_builder *b = d->b;
    jln_value share = jln_build_divide(&d->year, &d->whole);
    const char *of =
        jln_value_known(&share)
            ? jln_build_fmt(b, _("%s du plan %d-%d"), jln_build_rate(b, &share),
                            b->plan->first_year, b->plan->last_year)
            : "";
    jln_doc_card *card = add_card(
        d, jln_build_capital(b, jln_base_words((jln_base)d->measure.which)), JLN_KIND_AMOUNT,
        &d->year, of,
        jln_build_fmt(b, _("%d, en millions de %s"), b->year, jln_build_currency(b)));
    card->cell.value.known = card->cell.value.expected = 0; /* printed without what it counts */
    card->scale = MILLION;
    for (int i = 0; i < b->plan->decimals; i++) card->scale *= 10;
}

static void add_activities(deck *d) {
    jln_builder *b = d->b;
    uint32_t pm = jln_build_pm(b, 0, b->year);
    jln_value all = jln_value_integer(jln_engine_counts(b->engine, 0, b->year).scheduled);
    add_card(d, _("Activités programmées"), JLN_KIND_COUNT, &all,
             pm ? jln_build_fmt(b, _("dont %u pour mémoire (PM)"), (unsigned)pm) : "",
             pm ? _("PM : sans crédit propre") : _("chacune avec un crédit"));
}

static void add_leads(deck *d, const jln_lead *leads, size_t count) {
    jln_builder *b = d->b;
    size_t named = 0;
    for (size_t i = 0; i < count; i++) named += *leads[i].id != '\0';
    if (!named) return;
    jln_value number = jln_value_integer((int64_t)named), share;
    share = jln_build_divide(&leads[0].base, &d->year);
    add_card(d, _("Structures pilotes"), JLN_KIND_COUNT, &number,
             jln_value_known(&share) && *leads[0].id
                 ? jln_build_fmt(b, _("%s : %s du coût"), leads[0].id, jln_build_rate(b, &share))
                 : "",
             _("qui doivent rendre compte de l'année"));
}

/* By an indicator, in a year; left out where it has no value. */
static jln_status add_rate(deck *d, const char *id, int year, const char *label,
                           const char *basis) {
    jln_builder *b = d->b;
    const jln_indicator *rate = NULL;
    jln_err none = {0};
    jln_result r;
    if (jln_engine_find(b->engine, id, &rate, &none) != JLN_OK) return JLN_OK;
    jln_status status = jln_engine_value(b->engine, rate, (jln_place){0, -1, year}, &r, b->err);
    if (status != JLN_OK || !jln_value_known(&r.value)) return status;
    jln_doc_card *card = add_card(d, label, JLN_KIND_RATE, &r.value, jln_build_coverage(b, &r),
                                  basis ? basis : rate->definition);
    card->cell.light = r.light;
    return JLN_OK;
}

static jln_status add_known(deck *d) {
    jln_builder *b = d->b;
    int known = jln_build_last_known(b);
    if (!known) return JLN_OK;
    jln_measure base = {JLN_M_BASE, (int)jln_engine_base(b->engine)};
    jln_value paid = jln_programme_paid(b, known), whole = jln_build_whole(b, base, 0, -1),
              share = jln_build_divide(&paid, &whole);
    return add_rate(d, "execution-cumulee", known,
                    jln_build_fmt(b, _("Dernière exécution connue, %d-%d"), b->plan->first_year,
                                  known),
                    jln_build_fmt(b, _("de ce qui était prévu jusqu'en %d ; %s du plan entier"),
                                  known, jln_build_rate(b, &share)));
}

jln_status jln_build_plan_cards(jln_builder *b, const jln_tree *node) {
    deck d = {.b = b, .measure = jln_programme_measure(b)};
    size_t count = 0;
    jln_status status = jln_build_fields(b, node, "formats:list");
    if (status != JLN_OK) return status;
    d.cards = jln_arena_array(b->doc->arena, CARDS_MOST, sizeof *d.cards);
    const jln_lead *leads = jln_programme_leads(b, &count);
    if (!d.cards || !leads) return jln_err_nomem(b->err);
    d.year = jln_engine_sum(b->engine, d.measure, (jln_place){0, -1, b->year});
    d.whole = jln_build_whole(b, d.measure, 0, -1);
    if (jln_value_known(&d.year)) add_money(&d);
    add_activities(&d);
    add_leads(&d, leads, count);
    status = add_known(&d);
    if (status == JLN_OK)
        status = add_rate(&d, "temps-ecoule", b->year, _("Temps écoulé"),
                          jln_build_fmt(b, _("part de la durée du plan, à la fin de %d"), b->year));
    if (status != JLN_OK) return status;
    jln_block *block = jln_doc_add(b->doc, JLN_BLOCK_CARDS, b->formats);
    if (!block) return jln_err_nomem(b->err);
    block->cards.cards = d.cards;
    block->cards.count = d.count;
    return JLN_OK;
}
