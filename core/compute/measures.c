#include "compute/measures.h"

#include "base/i18n.h"
#include "script/script.h"

#include <string.h>

jln_leaf jln_leaf_none(jln_state state) {
    return (jln_leaf){.number = {0, 1}, .state = state};
}

static jln_leaf leaf_without(jln_reason reason) {
    return (jln_leaf){.number = {0, 1}, .state = JLN_NA, .reason = reason};
}

jln_leaf jln_leaf_number(jln_rat number) {
    return (jln_leaf){.number = number, .state = JLN_NUMBER};
}

/* A figure that was not received: missing when a return was to tell it. */
static jln_leaf leaf_unknown(const jln_facts *f, int year) {
    return jln_facts_asked(f, year) ? jln_leaf_none(JLN_MISSING)
                                    : leaf_without(JLN_REASON_NOT_ASKED);
}

static jln_leaf leaf_amount(const jln_amount *a) {
    if (a->state == JLN_NUMBER) return jln_leaf_number(jln_rat_of(a->amount));
    return jln_leaf_none(a->state);
}

static bool base_positive(const jln_facts *f, jln_base base, uint32_t leaf, int year) {
    const jln_amount *amount = jln_facts_base(f, base, leaf, year);
    return amount->state == JLN_NUMBER && amount->amount > 0;
}

bool jln_source_has(const jln_facts *facts, int funder, int stage) {
    return funder < 0 || (facts->plan->funders[funder].stages >> stage & 1);
}

bool jln_measure_is_amount(jln_measure_kind kind) {
    return kind != JLN_M_PHYSICAL && kind != JLN_M_WEIGHT && kind != JLN_M_QUANTITY &&
           kind != JLN_M_FIGURE;
}

enum { OTHER_SHIFT = 4 }; /* `which` of a restricted JLN_M_SPENT: stage + (1 + other) * 16 */

jln_measure jln_measure_among(jln_stage stage, jln_stage other) {
    return (jln_measure){JLN_M_SPENT, (int)stage + ((1 + (int)other) << OTHER_SHIFT)};
}

int jln_measure_stage(jln_measure measure) {
    return measure.which & ((1 << OTHER_SHIFT) - 1);
}

int jln_measure_other(jln_measure measure) {
    return (measure.which >> OTHER_SHIFT) - 1;
}

const char *jln_measure_words(jln_measure m) {
    switch (m.kind) {
    case JLN_M_BASE:
        return jln_base_words((jln_base)m.which);
    case JLN_M_SPENT:
        return jln_stage_words((jln_stage)jln_measure_stage(m));
    case JLN_M_OUTSIDE:
        return _("dépenses hors dotation");
    case JLN_M_WEIGHT:
        return _("poids");
    case JLN_M_PHYSICAL:
        return _("avancement physique");
    case JLN_M_QUANTITY:
        return m.which == JLN_QUANTITY_DONE ? _("quantité faite") : _("quantité prévue");
    case JLN_M_FINANCING:
        return m.which ? _("financement révisé") : _("financement prévu");
    case JLN_M_FUNDING:
        return jln_funding_words((jln_funding)m.which);
    default:
        return "";
    }
}

/* What rows of one leaf and year say of a stage. */
typedef struct {
    int64_t sum;
    int numbers, missing, rows, without_stage;
} spent_rows;

static spent_rows gather_spent(const jln_facts *f, uint32_t leaf, jln_measure m, int year) {
    spent_rows g = {0};
    int stage = jln_measure_stage(m), other = jln_measure_other(m);
    if (other == JLN_STAGE_NONE || other == JLN_STAGE_COUNT) other = stage;
    const jln_spent_rows told = jln_facts_spent(f, leaf, year);
    for (size_t i = 0; i < told.count; i++) {
        const jln_spent *s = &told.rows[i];
        g.rows++;
        if (!jln_source_has(f, s->funder, stage) || !jln_source_has(f, s->funder, other)) {
            g.without_stage++;
            if (other != stage) continue;
        }
        if (s->stage != stage) continue;
        if (s->state == JLN_MISSING) g.missing++;
        if (s->state == JLN_NUMBER && jln_add_i64(g.sum, s->amount, &g.sum)) g.numbers++;
        else if (s->state == JLN_NUMBER) g.missing++; /* does not fit: better unknown than wrong */
    }
    return g;
}

const char *jln_spent_left_out(const jln_facts *f, jln_measure m, uint32_t leaf,
                               const jln_spent *row, int year) {
    int other = jln_measure_other(m);
    if (other == JLN_STAGE_NONE) return NULL;
    if (other == JLN_STAGE_COUNT)
        return gather_spent(f, leaf, m, year).without_stage
                   ? _("une de ses sources n'a pas ce stade : hors de la somme")
                   : NULL;
    return jln_source_has(f, row->funder, other)
               ? NULL
               : _("cette source n'a pas l'autre stade : hors de la différence");
}

/* Not all of its sources have answered: the total is not known, what the others declared is. */
static jln_leaf leaf_declared(jln_measure m, const spent_rows *g) {
    jln_leaf leaf = jln_leaf_none(JLN_MISSING);
    if (jln_measure_other(m) == JLN_STAGE_NONE) leaf.number = jln_rat_of(g->sum);
    return leaf;
}

/* What the rows say; false when none says anything of that stage. */
static bool leaf_told(const jln_facts *f, uint32_t leaf, jln_measure m, int year, jln_leaf *out) {
    spent_rows g = gather_spent(f, leaf, m, year);
    bool one_lacks_it = jln_measure_other(m) == JLN_STAGE_COUNT && g.without_stage;
    if (one_lacks_it || (g.rows && g.rows == g.without_stage))
        *out = leaf_without(JLN_REASON_NO_STAGE);
    if (!one_lacks_it && g.missing) *out = leaf_declared(m, &g);
    else if (!one_lacks_it && g.numbers) *out = jln_leaf_number(jln_rat_of(g.sum));
    return one_lacks_it || g.missing || g.numbers || (g.rows && g.rows == g.without_stage);
}

/* Spending is waited for where money is planned, be it of an amount printed as ND. */
static jln_leaf leaf_spent(const jln_facts *f, jln_base base, uint32_t leaf, jln_measure m,
                           int year) {
    jln_leaf told;
    if (leaf_told(f, leaf, m, year, &told)) return told;
    bool unsaid = jln_facts_base(f, base, leaf, year)->state == JLN_MISSING;
    return unsaid || base_positive(f, base, leaf, year) ? leaf_unknown(f, year)
                                                        : jln_leaf_none(JLN_NA);
}

static jln_leaf leaf_outside(const jln_facts *f, jln_base base, uint32_t leaf, jln_measure m,
                             int year) {
    jln_leaf told;
    if (base_positive(f, base, leaf, year)) return jln_leaf_none(JLN_NA);
    return leaf_told(f, leaf, m, year, &told) ? told : jln_leaf_none(JLN_NA);
}

/* Cancelled work leaves the base only with a dated decision. `out` says why it is not in it. */
static bool counts_in_physical(const jln_facts *f, uint32_t leaf, int year, jln_leaf *out) {
    const jln_progress *p = jln_facts_progress(f, leaf, year);
    bool cancelled = p->state == JLN_CANCELLED && p->decided_on;
    *out = jln_facts_scheduled(f, leaf, year) && cancelled ? leaf_without(JLN_REASON_CANCELLED)
                                                           : jln_leaf_none(JLN_NA);
    return jln_facts_scheduled(f, leaf, year) && !cancelled;
}

static jln_leaf leaf_physical(const jln_facts *f, uint32_t leaf, int year) {
    const jln_progress *p = jln_facts_progress(f, leaf, year);
    jln_leaf out;
    if (!counts_in_physical(f, leaf, year, &out)) return out;
    return p->known ? jln_leaf_number(p->physical) : leaf_unknown(f, year);
}

/* 1 unless the plan's settings give the activity another. */
static jln_leaf leaf_weight(const jln_facts *f, uint32_t leaf, int year) {
    jln_leaf weight;
    if (!counts_in_physical(f, leaf, year, &weight)) return weight;
    const char *text =
        jln_plan_setting(f->plan, "weight", f->plan->nodes[f->plan->leaves[leaf]].id);
    weight = jln_leaf_number(jln_rat_of(1));
    jln_rat number;
    if (text && jln_rat_parse(text, strlen(text), &number) && number.num >= 0)
        weight.number = number;
    return weight;
}

/* What the return tells, whether the activity was scheduled or not. */
static jln_leaf leaf_quantity(const jln_facts *f, uint32_t leaf, int which, int year) {
    const jln_progress *p = jln_facts_progress(f, leaf, year);
    const char *text = which == JLN_QUANTITY_DONE ? p->quantity_done : p->quantity_planned;
    jln_rat number;
    if (text && jln_rat_parse(text, strlen(text), &number)) return jln_leaf_number(number);
    bool other = which == JLN_QUANTITY_DONE && p->quantity_planned && *p->quantity_planned;
    return other ? leaf_unknown(f, year) : jln_leaf_none(JLN_NA);
}

jln_leaf jln_measure_at(const jln_facts *f, jln_base base, jln_measure m, uint32_t leaf, int year) {
    switch (m.kind) {
    case JLN_M_BASE:
        return leaf_amount(jln_facts_base(f, (jln_base)m.which, leaf, year));
    case JLN_M_SPENT:
        return leaf_spent(f, base, leaf, m, year);
    case JLN_M_OUTSIDE:
        return leaf_outside(f, base, leaf, m, year);
    case JLN_M_PHYSICAL:
        return leaf_physical(f, leaf, year);
    case JLN_M_WEIGHT:
        return leaf_weight(f, leaf, year);
    case JLN_M_QUANTITY:
        return leaf_quantity(f, leaf, m.which, year);
    default:
        return jln_leaf_none(JLN_NA);
    }
}
