/* What a year without returns says of itself: why nothing is known, what the plan foresees, the last
 * execution known, what cannot be followed yet. */
#include "base/date.h"
#include "base/utf8.h"
#include "doc/phrases.h"
#include "doc/programme.h"

#include <string.h>

enum { NAMED_MOST = 3, LARGEST = 10, TITLE_MOST = 110 };

typedef struct {
    jln_builder *b;
    jln_measure measure;
    jln_value year, whole; /* of the plan: this year, all its years */
} teller;

static jln_status say(teller *t, const char *text) {
    return jln_build_say(t->b, JLN_TEXT_BODY, text);
}

/* « du coût prévu ». */
static const char *of_base(const teller *t) {
    return t->measure.which == JLN_BASE_PLANNED ? _("du coût prévu")
                                                : jln_say_of_base(t->b, t->b->year, t->b->year);
}

/* ---- why nothing is known ---- */

typedef struct {
    unsigned year, ever, received; /* returns expected for the year, for any year; of any year */
} asked;

static asked count_asked(const jln_builder *b) {
    asked n = {0};
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        n.year += b->facts->periods[r->period].year == b->year;
        n.received += r->known;
        n.ever++;
    }
    return n;
}

/* The plan is over on the report's day. */
static bool is_over(const jln_builder *b) {
    return b->doc->date > jln_date_join(b->plan->last_year, 12, 31);
}

const char *jln_programme_silence(jln_builder *b) {
    asked n = count_asked(b);
    if (n.year)
        return jln_build_fmt(b,
                             P_("%u fiche de collecte est demandée pour %d, et n'est pas reçue",
                                "%u fiches de collecte sont demandées pour %d, aucune n'est reçue",
                                n.year),
                             n.year, b->year);
    return jln_build_fmt(b, _("Aucune fiche de collecte n'a été demandée pour %d"), b->year);
}

static jln_status say_silence(jln_builder *b) {
    const char *text = jln_build_fmt(
        b, _("**%s** : son exécution n'est pas connue. Ce rapport dit ce que le plan prévoit."),
        jln_programme_silence(b));
    if (!count_asked(b).ever && is_over(b) && b->year == b->plan->last_year)
        text = jln_build_fmt(
            b, _("%s Le plan a pris fin le %s sans qu'aucune fiche n'ait été demandée."), text,
            jln_build_date(b, jln_build_fmt(b, "%d-12-31", b->plan->last_year)));
    return jln_build_say(b, JLN_TEXT_WARNING, text);
}

/* silence{}: the same, as a block. */
jln_status jln_build_silence(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "formats:list");
    return status == JLN_OK ? say_silence(b) : status;
}

/* ---- the programme ---- */

/* « soit 8,9 % de plus qu'en 2021 (965,1 millions de FCFA) ». */
static const char *beside_last_year(teller *t) {
    jln_builder *b = t->b;
    if (!jln_build_in_plan(b, b->year - 1)) return NULL;
    jln_value last = jln_engine_sum(b->engine, t->measure, (jln_place){0, -1, b->year - 1}),
              change = jln_build_subtract(&t->year, &last), rate = jln_build_divide(&change, &last);
    if (!jln_value_known(&rate)) return NULL;
    const char *was = jln_build_amount(b, &last);
    int sign = rate.number.num > 0 ? 1 : rate.number.num < 0 ? -1 : 0;
    if (sign < 0 && !jln_rat_sub(jln_rat_of(0), rate.number, &rate.number)) return NULL;
    const char *by = jln_build_rate(b, &rate);
    if (sign == 0) return jln_build_fmt(b, _("autant qu'en %d"), b->year - 1);
    return sign > 0 ? jln_build_fmt(b, _("%s de plus qu'en %d (%s)"), by, b->year - 1, was)
                    : jln_build_fmt(b, _("%s de moins qu'en %d (%s)"), by, b->year - 1, was);
}

static jln_status say_money(teller *t) {
    jln_builder *b = t->b;
    if (!jln_value_known(&t->year))
        return jln_build_say(b, JLN_TEXT_LEAD,
                             jln_build_fmt(b, _("Pour %d, le plan ne donne pas de montant."),
                                           b->year));
    const char *text = jln_build_fmt(b, _("Pour %d, le plan prévoit **%s** (%s)"), b->year,
                                     jln_build_amount(b, &t->year),
                                     jln_base_words((jln_base)t->measure.which));
    jln_value share = jln_build_divide(&t->year, &t->whole);
    if (jln_value_known(&share) && b->plan->last_year > b->plan->first_year)
        text = jln_build_fmt(b, _("%s, soit %s des %s de %d-%d"), text, jln_build_rate(b, &share),
                             jln_build_amount(b, &t->whole), b->plan->first_year,
                             b->plan->last_year);
    const char *beside = beside_last_year(t);
    return jln_build_say(b, JLN_TEXT_LEAD,
                         beside ? jln_build_fmt(b, _("%s ; c'est %s."), text, beside)
                                : jln_build_fmt(b, "%s.", text));
}

static jln_status say_activities(teller *t) {
    jln_builder *b = t->b;
    uint32_t all = jln_engine_counts(b->engine, 0, b->year).scheduled,
             pm = jln_build_pm(b, 0, b->year);
    if (!all)
        return say(t, jln_build_fmt(b, _("Aucune activité n'est programmée en %d."), b->year));
    const char *text = jln_build_fmt(
        b,
        P_("**%u** activité est programmée", "**%u** activités sont programmées", all), all);
    if (pm && pm < all)
        return say(t, jln_build_fmt(b,
                                    P_("%s, dont %u pour mémoire (PM), sans crédit propre : le "
                                       "montant porte sur la seule autre (%u).",
                                       "%s, dont %u pour mémoire (PM), sans crédit propre : le "
                                       "montant porte sur les %u autres.",
                                       all - pm),
                                    text, pm, all - pm));
    return say(t, pm ? jln_build_fmt(b, _("%s, toutes pour mémoire (PM), sans crédit propre."), text)
                     : jln_build_fmt(b, "%s.", text));
}

/* The title up to a whole word; the document's titles may be very long. */
static const char *cut(jln_builder *b, const char *title) {
    size_t length = strlen(title), at = 0, space = 0;
    for (int n = 0; at < length && n < TITLE_MOST; n++) {
        if (title[at] == ' ') space = at;
        (void)jln_utf8_next(title, length, &at);
    }
    return at == length ? title : jln_build_fmt(b, "%.*s…", (int)(space ? space : at), title);
}

static jln_status say_heaviest(teller *t) {
    jln_builder *b = t->b;
    const jln_plan *plan = b->plan;
    jln_value most = jln_value_integer(0);
    uint32_t found = 0;
    for (uint32_t i = 1; i < plan->node_count; i = plan->nodes[i].end) {
        jln_value v = jln_engine_sum(b->engine, t->measure, (jln_place){i, -1, b->year});
        if (!jln_value_known(&v) || jln_rat_cmp(v.number, most.number) <= 0) continue;
        most = v;
        found = i;
    }
    jln_value share = jln_build_divide(&most, &t->year);
    if (!found || !jln_value_known(&share) || plan->nodes[1].end == plan->node_count)
        return JLN_OK;
    return say(t, jln_build_fmt(b, _("Premier poste : %s, « %s », %s %s."),
                                jln_build_label(b, found, JLN_LABEL_CODE),
                                cut(b, jln_plan_node_name(plan, found)), jln_build_rate(b, &share),
                                of_base(t)));
}

static jln_status say_leads(teller *t) {
    jln_builder *b = t->b;
    size_t count = 0;
    jln_str text = {0};
    const jln_lead *leads = jln_programme_leads(b, &count);
    if (!leads) return jln_err_nomem(b->err);
    if (!count || !*leads[0].id) return JLN_OK;
    size_t shown = 0;
    for (; shown < count && shown < NAMED_MOST && *leads[shown].id; shown++)
        jln_str_fmt(&text, "%s%s",
                    shown ? _(" ; ") : "",
                    jln_build_fmt(b,
                                  P_("%s, %s (%u activité)", "%s, %s (%u activités)",
                                     leads[shown].scheduled),
                                  leads[shown].id, jln_build_amount(b, &leads[shown].base),
                                  (unsigned)leads[shown].scheduled));
    if (shown < count)
        jln_str_fmt(&text, _(" ; et %zu autres"), count - shown);
    jln_status status =
        say(t, jln_build_fmt(b, P_("Structure pilote : %s.", "Structures pilotes : %s.", count),
                             jln_str_c(&text)));
    jln_str_free(&text);
    return status;
}

static jln_status say_largest(teller *t) {
    jln_builder *b = t->b;
    size_t count = 0;
    const jln_cost *costs = jln_programme_costs(b, &count);
    jln_value sum = jln_value_integer(0);
    if (!costs) return jln_err_nomem(b->err);
    if (count <= LARGEST) return JLN_OK;
    for (size_t i = 0; i < LARGEST; i++)
        if (!jln_rat_add(sum.number, costs[i].base.number, &sum.number)) return JLN_OK;
    jln_value share = jln_build_divide(&sum, &t->year);
    return say(t, jln_build_fmt(b, _("Les dix activités les plus coûteuses réunissent %s %s."),
                                jln_build_rate(b, &share), of_base(t)));
}

/* ---- who pays ---- */

/* « État 52,9 %, Banque mondiale 16,3 % »: the largest first. */
static const char *shares_words(teller *t, const jln_value *amounts, const jln_value *whole) {
    jln_builder *b = t->b;
    jln_str text = {0};
    int count = b->plan->funder_count, before = -1, shown = 0, known = 0;
    for (int f = 0; f < count; f++)
        known += jln_value_known(&amounts[f]) && amounts[f].number.num > 0;
    for (; shown < known && shown < NAMED_MOST; shown++) {
        int next = -1;
        for (int f = 0; f < count; f++) {
            bool counts = jln_value_known(&amounts[f]) && amounts[f].number.num > 0;
            int after = counts && before >= 0
                            ? jln_rat_cmp(amounts[f].number, amounts[before].number)
                            : -1;
            if (!counts || after > 0 || (after == 0 && f <= before)) continue;
            if (next < 0 || jln_rat_cmp(amounts[f].number, amounts[next].number) > 0) next = f;
        }
        jln_value share = jln_build_divide(&amounts[next], whole);
        jln_str_fmt(&text, "%s%s\u00a0%s", shown ? ", " : "",
                    jln_plan_funder_name(b->plan, next, b->lang), jln_build_rate(b, &share));
        before = next;
    }
    const char *out = shown ? jln_build_fmt(b, "%s", jln_str_c(&text)) : NULL;
    jln_str_free(&text);
    return out;
}

static jln_status say_funders(teller *t) {
    jln_builder *b = t->b;
    size_t count = (size_t)b->plan->funder_count + 1;
    jln_value *amounts = jln_arena_array(b->doc->arena, count, sizeof *amounts),
              whole = jln_engine_sum(b->engine, (jln_measure){JLN_M_FINANCING, 0},
                                     (jln_place){0, -1, b->year});
    if (!amounts) return jln_err_nomem(b->err);
    for (int f = 0; f < b->plan->funder_count; f++)
        amounts[f] = jln_engine_sum(b->engine, (jln_measure){JLN_M_FINANCING, 0},
                                    (jln_place){0, f, b->year});
    if (jln_value_known(&whole)) {
        const char *words = shares_words(t, amounts, &whole);
        return words ? say(t, jln_build_fmt(b, _("Premières sources du financement prévu : %s."),
                                            words))
                     : JLN_OK;
    }
    const jln_claimed *claimed = jln_programme_claimed(b);
    if (!claimed) return b->err->status;
    whole = jln_value_integer(0);
    for (int f = 0; f < b->plan->funder_count; f++) {
        amounts[f] = claimed[f].amount;
        if (jln_value_known(&amounts[f]) &&
            !jln_rat_add(whole.number, amounts[f].number, &whole.number))
            return JLN_OK;
    }
    const char *words = shares_words(t, amounts, &whole);
    if (!words) return JLN_OK;
    return say(t, jln_build_fmt(b,
                                _("Le plan ne répartit pas ses crédits par source année par année ; "
                                  "sur %d-%d, il annonce : %s."),
                                b->plan->first_year, b->plan->last_year, words));
}

/* ---- the last execution known ---- */

jln_value jln_programme_paid(const jln_builder *b, int known) {
    jln_measure spent = {JLN_M_SPENT, (int)jln_engine_stage(b->engine)};
    jln_value paid = jln_value_integer(0);
    for (int y = b->plan->first_year; y <= known; y++) {
        jln_value v = jln_engine_sum(b->engine, spent, (jln_place){0, -1, y});
        if (jln_value_known(&v) && !jln_rat_add(paid.number, v.number, &paid.number))
            return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    return paid;
}

static jln_status say_known(teller *t) {
    jln_builder *b = t->b;
    int known = jln_build_last_known(b);
    const jln_indicator *rate = NULL;
    jln_err none = {0};
    jln_result r;
    jln_measure base = {JLN_M_BASE, (int)jln_engine_base(b->engine)};
    jln_value paid = jln_programme_paid(b, known), whole = jln_build_whole(b, base, 0, -1);
    if (!known || jln_engine_find(b->engine, "execution-cumulee", &rate, &none) != JLN_OK)
        return JLN_OK;
    jln_status status =
        jln_engine_value(b->engine, rate, (jln_place){0, -1, known}, &r, b->err);
    if (status != JLN_OK || !jln_value_known(&r.value)) return status;
    jln_value share = jln_build_divide(&paid, &whole);
    const char *period = known == b->plan->first_year
                             ? jln_build_fmt(b, "%d", known)
                             : jln_build_fmt(b, "%d-%d", b->plan->first_year, known);
    return say(t, jln_build_fmt(
                      b,
                      _("Dernière exécution connue : **%s**. %s de dépenses sont connues (stade : "
                        "%s), soit %s du plan entier, %s de %s ; le taux d'exécution de ces "
                        "années est de %s (%s)."),
                      period, jln_build_amount(b, &paid), jln_stage_words(jln_engine_stage(b->engine)),
                      jln_build_rate(b, &share), jln_build_amount(b, &whole),
                      jln_say_base(b, b->plan->first_year, b->plan->last_year),
                      jln_build_rate(b, &r.value), jln_build_coverage(b, &r)));
}

/* ---- what cannot be followed ---- */

static jln_status say_indicators(teller *t) {
    jln_builder *b = t->b;
    jln_status status = jln_build_frame(b);
    jln_tracking n = status == JLN_OK ? jln_build_tracking(b) : (jln_tracking){0};
    if (status != JLN_OK || !n.lines) return status;
    if (!n.baselines && !n.targets)
        return say(t, jln_build_fmt(
                          b,
                          P_("Le seul indicateur du cadre logique (%u) n'a ni référence ni cible "
                             "chiffrée : aucun avancement ne peut être mesuré.",
                             "Aucun des **%u** indicateurs du cadre logique n'a de référence ni de "
                             "cible chiffrée : aucun avancement ne peut être mesuré tant qu'elles "
                             "ne sont pas fixées.",
                             n.lines),
                          n.lines));
    return say(t, jln_build_fmt(b,
                                _("Des **%u** indicateurs du cadre logique, %u ont une référence et "
                                  "une cible chiffrées ; mesurés jusqu'en %d : %u."),
                                n.lines, n.both, b->year, n.measured));
}

jln_status jln_programme_sentences(jln_builder *b) {
    teller t = {.b = b, .measure = jln_programme_measure(b)};
    t.year = jln_engine_sum(b->engine, t.measure, (jln_place){0, -1, b->year});
    t.whole = jln_build_whole(b, t.measure, 0, -1);
    jln_status (*const steps[])(teller *) = {say_money,   say_activities, say_heaviest, say_leads,
                                             say_largest, say_funders,    say_known,
                                             say_indicators};
    jln_status status = say_silence(b);
    for (size_t i = 0; status == JLN_OK && i < sizeof steps / sizeof *steps; i++)
        status = steps[i](&t);
    return status;
}
