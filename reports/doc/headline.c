/* headline{}: the year and the plan in two lines, at the head of a dashboard: how far time has gone
 * beside how much of the whole plan is paid, then the year's own money, each rate beside the two
 * amounts it comes from. */
#include "doc/build.h"
#include "doc/format.h"
#include "doc/phrases.h"

#include <string.h>

typedef struct {
    jln_builder *b;
    jln_measure base, spent;
    jln_value paid, whole; /* since the start, of all years of the plan */
} headline;

static jln_value sum_of(const headline *h, jln_measure measure, int year) {
    return jln_engine_sum(h->b->engine, measure, (jln_place){0, -1, year});
}

/* False when an amount does not fit, or nothing is known. */
static bool add_years(headline *h) {
    const jln_plan *plan = h->b->plan;
    bool any = false;
    h->paid = h->whole = jln_value_integer(0);
    for (int y = plan->first_year; y <= plan->last_year; y++) {
        jln_value base = sum_of(h, h->base, y), paid = sum_of(h, h->spent, y);
        if (jln_value_known(&base) && !jln_rat_add(h->whole.number, base.number, &h->whole.number))
            return false;
        if (y > h->b->year || !jln_value_known(&paid)) continue;
        any = true;
        if (!jln_rat_add(h->paid.number, paid.number, &h->paid.number)) return false;
    }
    return any && h->whole.number.num > 0;
}

static bool value_of(const headline *h, const char *id, jln_result *out) {
    const jln_indicator *indicator;
    jln_err none = {0};
    return jln_engine_find(h->b->engine, id, &indicator, &none) == JLN_OK &&
           jln_engine_value(h->b->engine, indicator, (jln_place){0, -1, h->b->year}, out, &none) ==
               JLN_OK &&
           jln_value_known(&out->value);
}

/* « 27,8 sur 86,3 milliards de FCFA », in millions below a milliard. */
static const char *pair_words(const headline *h, const jln_value *part, const jln_value *whole) {
    jln_builder *b = h->b;
    int64_t unit = 1;
    for (int i = 0; i < b->plan->decimals; i++) unit *= 10;
    bool large = jln_rat_double(whole->number) >= 1e9 * (double)unit;
    jln_rat scale = jln_rat_of(large ? 1000000000 * unit : 1000000 * unit), part_shown, whole_shown;
    jln_str first = {0}, second = {0};
    if (!jln_rat_div(part->number, scale, &part_shown) ||
        !jln_rat_div(whole->number, scale, &whole_shown))
        return jln_build_fmt(b, _("%s sur %s"), jln_build_amount(b, part),
                             jln_build_amount(b, whole));
    jln_format_number(&first, part_shown, 1, b->lang);
    jln_format_number(&second, whole_shown, 1, b->lang);
    const char *text =
        jln_build_fmt(b, large ? _("%s sur %s milliards de %s") : _("%s sur %s millions de %s"),
                      jln_str_c(&first), jln_str_c(&second), jln_build_currency(b));
    jln_str_free(&first);
    jln_str_free(&second);
    return text;
}

/* « 60,0 % de la durée du plan est écoulée, 32,2 % de son coût est payé (… sur …). » */
static const char *plan_words(headline *h) {
    jln_builder *b = h->b;
    jln_result time;
    if (!add_years(h)) return "";
    jln_value share = jln_build_divide(&h->paid, &h->whole);
    const char *money = pair_words(h, &h->paid, &h->whole);
    if (!value_of(h, "temps-ecoule", &time))
        return jln_build_fmt(b, _("**%s du coût du plan est payé** (%s). "),
                             jln_build_rate(b, &share), money);
    return jln_build_fmt(
        b, _("**%s de la durée du plan est écoulée, %s de son coût est payé** (%s). "),
        jln_build_rate(b, &time.value), jln_build_rate(b, &share), money);
}

static const char *count_words(jln_builder *b, uint32_t count) {
    const jln_value v = jln_value_integer(count);
    return jln_build_number(b, &v);
}

/* « En 2013 : 7,7 payés sur 17,4 (dotation révisée), soit 44,4 % au moins ; 54,9 % là où la dépense
 * est connue (78 activités sur 84). » */
static const char *year_words(headline *h) {
    jln_builder *b = h->b;
    jln_value base = sum_of(h, h->base, b->year), paid = sum_of(h, h->spent, b->year);
    jln_value share = jln_build_divide(&paid, &base);
    jln_result rate;
    if (!jln_value_known(&base) || !jln_value_known(&paid) || !jln_value_known(&share)) return "";
    const char *money = jln_build_fmt(b, _("En %d : %s (%s)"), b->year, pair_words(h, &paid, &base),
                                      jln_base_words(jln_say_year_base(b)));
    bool some = value_of(h, "taux-execution-financiere", &rate) &&
                rate.value.state == JLN_PARTIAL && rate.value.expected;
    if (!some) return jln_build_fmt(b, _("%s, soit %s."), money, jln_build_rate(b, &share));
    return jln_build_fmt(
        b,
        _("%s, soit %s au moins ; **%s là où la dépense est connue** (%s activités "
          "sur %s)."),
        money, jln_build_rate(b, &share), jln_build_rate(b, &rate.value),
        count_words(b, rate.value.known), count_words(b, rate.value.expected));
}

/* Activities told in an earlier period of the year only. */
static unsigned told_early(const jln_builder *b, int *period) {
    int last = jln_facts_period(b->facts, b->year);
    unsigned count = 0;
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        const jln_progress *p = jln_facts_progress(b->facts, leaf, b->year);
        bool early = p->state != JLN_NOT_REPORTED && p->period != last &&
                     jln_facts_scheduled(b->facts, leaf, b->year);
        if (!early) continue;
        *period = p->period;
        count++;
    }
    return count;
}

static const char *early_words(headline *h) {
    jln_builder *b = h->b;
    int period = 0;
    unsigned count = told_early(b, &period);
    if (!count) return "";
    return jln_build_fmt(
        b,
        P_(" %u activité n'est connue qu'au %s.", " %u activités ne sont connues qu'au %s.", count),
        count, jln_build_date(b, b->facts->periods[period].last_day));
}

jln_status jln_build_headline(jln_builder *b, const jln_tree *node) {
    headline h = {.b = b,
                  .base = {JLN_M_BASE, (int)jln_engine_base(b->engine)},
                  .spent = {JLN_M_SPENT, (int)jln_engine_stage(b->engine)}};
    jln_status status = jln_build_fields(b, node, "formats:list");
    if (status != JLN_OK) return status;
    const char *text = jln_build_fmt(b, "%s%s%s", plan_words(&h), year_words(&h), early_words(&h));
    if (!text) return jln_err_nomem(b->err);
    return *text ? jln_build_say(b, JLN_TEXT_BODY, text) : JLN_OK;
}
