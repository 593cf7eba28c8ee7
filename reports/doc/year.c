/* sentences{}: the year beside the one before, and what explains it. */
#include "doc/checks.h"
#include "doc/drivers.h"
#include "doc/phrases.h"
#include "doc/teller.h"
#include "doc/unpaid.h"

#include <string.h>

enum { NAMED = 3, HEAVIEST = 5 }; /* activities named in a list; counted in a share */

/* ---- beside last year ---- */

/* The change as it is printed: nil when it prints 0,0. */
static int printed_sign(jln_rat change) {
    jln_i128 tenths;
    jln_rat points;
    if (!jln_rat_mul(change, jln_rat_of(100), &points) || !jln_rat_round(points, 1, &tenths))
        return 0;
    return tenths > 0 ? 1 : tenths < 0 ? -1 : 0;
}

typedef struct {
    const char *id, *gains, *loses, *stays;
} rate_words;

/* « le taux d'exécution physique perd 8,6 points (62,2 %) »; NULL when a year is not known. */
static const char *change_of(jln_teller *t, const rate_words *words, bool *fragile) {
    jln_builder *b = t->b;
    const jln_indicator *rate = NULL;
    jln_err none = {0};
    jln_result now, before;
    jln_place last = {0, -1, b->year - 1};
    if (jln_engine_find(b->engine, words->id, &rate, &none) != JLN_OK ||
        jln_engine_value(b->engine, rate, t->place, &now, &none) != JLN_OK ||
        jln_engine_value(b->engine, rate, last, &before, &none) != JLN_OK)
        return NULL;
    jln_value change = jln_build_subtract(&now.value, &before.value);
    if (!jln_value_known(&change)) return NULL;
    *fragile |= now.light == JLN_LIGHT_GREY || before.light == JLN_LIGHT_GREY;
    int sign = printed_sign(change.number);
    const char *was = jln_build_rate(b, &before.value);
    if (!sign) return jln_build_fmt(b, words->stays, was);
    if (sign < 0) change.number.num = -change.number.num;
    return jln_build_fmt(b, sign < 0 ? words->loses : words->gains, jln_build_points(b, &change),
                         was);
}

/* « a », « a et b », « a, b et c ». */
static const char *joined(jln_builder *b, const char *const *parts, size_t count) {
    const char *text = count ? parts[0] : NULL;
    for (size_t i = 1; i < count; i++)
        text = i + 1 < count ? jln_build_fmt(b, "%s, %s", text, parts[i])
                             : jln_build_fmt(b, _("%s et %s"), text, parts[i]);
    return text;
}

jln_status jln_tell_change(jln_teller *t) {
    jln_builder *b = t->b;
    const rate_words words[] = {
        {"taux-execution-financiere", _("le taux d'exécution financière gagne %s (il était de %s)"),
         _("le taux d'exécution financière perd %s (il était de %s)"),
         _("le taux d'exécution financière est stable (il était de %s)")},
        {"taux-execution-physique", _("le taux d'exécution physique gagne %s (%s)"),
         _("le taux d'exécution physique perd %s (%s)"),
         _("le taux d'exécution physique est stable (%s)")},
        {"taux-mobilisation", _("le taux de mobilisation gagne %s (%s)"),
         _("le taux de mobilisation perd %s (%s)"), _("le taux de mobilisation est stable (%s)")}};
    const char *parts[3];
    size_t count = 0;
    bool fragile = false;
    if (!jln_build_in_plan(b, b->year - 1) && !jln_build_executed(b)) return JLN_OK;
    if (!jln_build_in_plan(b, b->year - 1))
        return jln_build_say(
            b, JLN_TEXT_BODY,
            jln_build_fmt(b,
                          _("Aucune année du plan ne précède %d : rien n'y est comparé à une autre "
                            "année."),
                          b->year));
    for (size_t i = 0; i < 3; i++) {
        parts[count] = change_of(t, &words[i], &fragile);
        count += parts[count] != NULL;
    }
    if (!count) return JLN_OK;
    const char *text =
        jln_build_fmt(b, _("Par rapport à %d, %s."), b->year - 1, joined(b, parts, count));
    if (fragile)
        text = jln_build_fmt(b,
                             _("%s La comparaison est peu sûre : l'un des taux comparés porte sur "
                               "une part de la base inférieure à 80 %%."),
                             text);
    return jln_build_say(b, JLN_TEXT_BODY, text);
}

/* ---- what makes the change ---- */

static const char *signed_points(jln_builder *b, jln_rat part) {
    jln_value points = jln_value_number(part);
    bool below = part.num < 0;
    if (below) points.number.num = -part.num;
    return jln_build_fmt(b, "%s%s", below ? "\u2212" : "+", jln_build_points(b, &points));
}

/* « exécutée à 1,8 % en 2011 », « puis à 40,2 % en 2012 »: what a year had of an activity. */
static const char *in_year(const jln_teller *t, uint32_t leaf, int year, bool then) {
    jln_builder *b = t->b;
    jln_leaf_year at = jln_leaf_at(b, leaf, year);
    if (!jln_value_known(&at.base) || at.base.number.num <= 0)
        return jln_build_fmt(b, _("sans crédit en %d"), year);
    if (!at.counted) return jln_build_fmt(b, _("dépense de %d non connue"), year);
    const jln_value rate = jln_build_divide(&at.spent, &at.base);
    const char *day = jln_leaf_early(b, leaf, year);
    const char *words = jln_build_rate(b, &rate);
    if (day)
        return jln_build_fmt(b,
                             then ? _("puis à %s au %s, dernière fiche reçue")
                                  : _("exécutée à %s au %s, dernière fiche reçue"),
                             words, jln_build_date(b, day));
    return jln_build_fmt(b, then ? _("puis à %s en %d") : _("exécutée à %s en %d"), words, year);
}

static jln_status tell_driver(jln_teller *t, const jln_driver *d) {
    jln_builder *b = t->b;
    bool then = jln_leaf_at(b, d->leaf, b->year - 1).counted;
    return jln_build_say(
        b, JLN_TEXT_ITEM,
        jln_build_fmt(b, _("%s : **%s** ; %s, %s."),
                      jln_say_activity(b, b->plan->leaves[d->leaf]), signed_points(b, d->part),
                      in_year(t, d->leaf, b->year - 1, false), in_year(t, d->leaf, b->year, then)));
}

/* The structures whose activities move the physical rate most. */
static jln_status tell_structures(jln_teller *t) {
    jln_builder *b = t->b;
    jln_drivers d;
    jln_str text = {0};
    if (!jln_drivers_of(b, true, true, &d)) return JLN_OK;
    size_t named = 0;
    for (; named < NAMED && named < d.count && printed_sign(d.items[named].part); named++)
        jln_str_fmt(&text, "%s%s (%s)", named ? ", " : "",
                    *d.items[named].lead ? d.items[named].lead : _("sans structure pilote"),
                    signed_points(b, d.items[named].part));
    const char *made = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    if (!named || !printed_sign(d.change)) return JLN_OK;
    return jln_build_say(
        b, JLN_TEXT_BODY,
        jln_build_fmt(b,
                      P_("L'évolution du taux physique vient d'abord des activités de %s.",
                         "L'évolution du taux physique vient d'abord des activités de ces "
                         "structures : %s.",
                         named),
                      made));
}

jln_status jln_tell_drivers(jln_teller *t) {
    jln_builder *b = t->b;
    jln_drivers d;
    jln_rat sum = jln_rat_of(0);
    size_t named = 0;
    if (!jln_drivers_of(b, false, false, &d)) return JLN_OK;
    while (named < NAMED && named < d.count && printed_sign(d.items[named].part) &&
           jln_rat_add(sum, d.items[named].part, &sum))
        named++;
    if (!named) return JLN_OK;
    const char *change = signed_points(b, d.change), *made = signed_points(b, sum);
    jln_status status = jln_build_say(
        b, JLN_TEXT_BODY,
        named == 1
            ? jln_build_fmt(b,
                            _("Dans l'évolution du taux financier (%s), l'activité qui compte le "
                              "plus fait %s :"),
                            change, made)
            : jln_build_fmt(b,
                            _("Dans l'évolution du taux financier (%s), les %zu activités qui "
                              "comptent le plus font ensemble %s :"),
                            change, named, made));
    for (size_t i = 0; status == JLN_OK && i < named; i++) status = tell_driver(t, &d.items[i]);
    return status == JLN_OK ? tell_structures(t) : status;
}

/* ---- what is left to spend ---- */

jln_status jln_tell_unpaid(jln_teller *t) {
    jln_builder *b = t->b;
    jln_unpaid u;
    jln_rat sum = jln_rat_of(0);
    if (!jln_unpaid_of(b, &u) || u.left.num <= 0 || !u.count) return JLN_OK;
    size_t named = u.count < HEAVIEST ? u.count : HEAVIEST;
    for (size_t i = 0; i < named; i++)
        if (!jln_rat_add(sum, u.items[i].left, &sum)) return JLN_OK;
    const jln_value left = jln_value_number(u.left), most = jln_value_number(sum),
                    first = jln_value_number(u.items[0].left);
    const jln_value share = jln_build_divide(&most, &left);
    const char *text =
        jln_build_fmt(b, _("Les activités dont la dépense est connue laissent **%s** à dépenser."),
                      jln_build_amount(b, &left));
    return jln_build_say(
        b, JLN_TEXT_BODY,
        u.count > named
            ? jln_build_fmt(b, _("%s %zu d'entre elles en font %s ; la première est %s, %s."), text,
                            named, jln_build_rate(b, &share),
                            jln_say_activity(b, b->plan->leaves[u.items[0].leaf]),
                            jln_build_amount(b, &first))
            : text);
}

/* ---- spending to be checked ---- */

static const char *check_words(jln_teller *t, const jln_check *k) {
    jln_builder *b = t->b;
    const jln_value money = jln_value_number(k->money);
    const char *who = jln_say_activity(b, b->plan->leaves[k->leaf]),
               *rate = jln_build_rate(b, &money), *base = jln_say_own_base(b);
    if (k->kind == JLN_CHECK_OVER)
        return jln_build_fmt(b, _("%s a dépensé **%s** %s"), who, rate, base);
    if (k->kind == JLN_CHECK_CHEAP)
        return jln_build_fmt(b, _("%s est réalisée pour **%s** %s : ce montant est à vérifier"),
                             who, rate, base);
    if (!k->work.number.num)
        return jln_build_fmt(b, _("%s a dépensé **%s** %s alors que rien n'est fait"), who, rate,
                             base);
    return jln_build_fmt(b, _("%s a dépensé **%s** %s pour %s du travail"), who, rate, base,
                         jln_build_rate(b, &k->work));
}

/* « dépasse le coût prévu ». */
static const char *exceeds(const jln_teller *t) {
    jln_base base = jln_say_year_base(t->b);
    if (base == JLN_BASE_PLANNED) return _("dépasse le coût prévu");
    return base == JLN_BASE_INITIAL ? _("dépasse la dotation initiale")
                                    : _("dépasse la dotation révisée");
}

/* The plan and its axes whose known spending is above their base. */
jln_status jln_tell_over(jln_teller *t) {
    jln_builder *b = t->b;
    const jln_indicator *rate = NULL;
    jln_err none = {0};
    jln_str text = {0};
    if (jln_engine_find(b->engine, "taux-execution-financiere", &rate, &none) != JLN_OK)
        return JLN_OK;
    for (uint32_t i = 0; i < b->plan->node_count; i = i ? b->plan->nodes[i].end : 1) {
        jln_result r;
        if (jln_engine_value(b->engine, rate, (jln_place){i, -1, b->year}, &r, &none) != JLN_OK ||
            !jln_value_known(&r.value) || jln_rat_cmp(r.value.number, jln_rat_of(1)) <= 0)
            continue;
        jln_str_fmt(&text, "%s%s (%s)", text.length ? ", " : "",
                    i ? jln_build_label(b, i, JLN_LABEL_CODE) : _("le plan entier"),
                    jln_build_rate(b, &r.value));
    }
    const char *who = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    if (!*who) return JLN_OK;
    return jln_build_say(
        b, JLN_TEXT_WARNING,
        jln_build_fmt(b, _("**Alerte : la dépense connue %s** : %s."), exceeds(t), who));
}

/* The table of the report has them all. */
jln_status jln_tell_checks(jln_teller *t) {
    jln_builder *b = t->b;
    size_t count = 0;
    const jln_check *list = jln_build_check_list(b, &count);
    if (!list) return jln_err_nomem(b->err);
    if (!count || !jln_value_known(&t->paid)) return JLN_OK;
    jln_status status = JLN_OK;
    if (count == 1)
        return jln_build_say(
            b, JLN_TEXT_BODY,
            jln_build_fmt(b, _("Une dépense est à vérifier : %s."), check_words(t, &list[0])));
    status =
        jln_build_say(b, JLN_TEXT_BODY,
                      count > NAMED ? jln_build_fmt(b, _("**%s dépenses sont à vérifier**, dont :"),
                                                    jln_say_count(b, count))
                                    : jln_build_fmt(b, _("**%s dépenses sont à vérifier :**"),
                                                    jln_say_count(b, count)));
    for (size_t i = 0; status == JLN_OK && i < count && i < NAMED; i++)
        status = jln_build_say(b, JLN_TEXT_ITEM, jln_build_fmt(b, "%s.", check_words(t, &list[i])));
    return status;
}
