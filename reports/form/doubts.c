/* What is taken but looks wrong: a person should look again before the return is called checked. */
#include "form/inside.h"

#include <string.h>

/* Column of a stage on the sheet of spending. */
static int column_of(jln_stage stage) {
    const jln_form_layout *l = &jln_form_layouts[JLN_FORM_SPENDING];
    for (int c = 0; c < l->count; c++)
        if (strcmp(l->columns[c].code, jln_stage_code(stage)) == 0) return c;
    return 0;
}

/* Each stage is part of the one before. */
static jln_status doubt_order(const jln_form *form, const jln_form_spent *s, jln_diag *doubts) {
    int before = -1;
    jln_status status = JLN_OK;
    for (int stage = 0; status == JLN_OK && stage < JLN_STAGE_COUNT; stage++) {
        if (!s->known[stage]) continue;
        if (before >= 0 && s->amounts[stage] > s->amounts[before])
            status = jln_form_say(form, doubts, JLN_FORM_SPENDING, s->row, column_of((jln_stage)stage), _("%s est plus grand que %s"),
                                  jln_stage_words((jln_stage)stage), jln_stage_words((jln_stage)before));
        before = stage;
    }
    return status;
}

static jln_status doubt_back(const jln_form *form, const jln_form_known *known, const jln_form_spent *s, jln_diag *doubts) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < known->before_count; i++) {
        const jln_form_before *b = &known->before[i];
        if (b->leaf != s->leaf || b->funder != s->funder || !s->known[b->stage] || s->amounts[b->stage] >= b->amount) continue;
        status = jln_form_say(form, doubts, JLN_FORM_SPENDING, s->row, column_of((jln_stage)b->stage),
                              _("moins qu'à la période précédente (%lld) : les montants sont cumulés depuis le 1er janvier"), (long long)b->amount);
    }
    return status;
}

/* The most advanced stage that is known of a line. */
static int64_t spent_of(const jln_form_spent *s) {
    for (int stage = JLN_STAGE_COUNT; stage-- > 0;)
        if (s->known[stage]) return s->amounts[stage];
    return 0;
}

static int64_t spent_on(const jln_form *form, uint32_t leaf, const jln_form_spent **first) {
    int64_t sum = 0;
    *first = NULL;
    for (size_t i = 0; i < form->spent_count; i++) {
        if (form->spent[i].leaf != leaf) continue;
        if (!*first) *first = &form->spent[i];
        if (!jln_add_i64(sum, spent_of(&form->spent[i]), &sum)) return INT64_MAX;
    }
    return sum;
}

static jln_status doubt_allocation(const jln_form *form, const jln_form_known *known, const jln_form_spent *s, jln_diag *doubts) {
    const jln_form_spent *first;
    int64_t sum = spent_on(form, s->leaf, &first);
    const jln_amount *base = jln_facts_base(known->facts, known->facts->base, s->leaf, form->key.period.year);
    if (first != s || sum == 0 || !base) return JLN_OK;
    if (base->state == JLN_NUMBER && sum > base->amount)
        return jln_form_say(form, doubts, JLN_FORM_SPENDING, s->row, 1, _("dépense de %lld pour une dotation de %lld"), (long long)sum, (long long)base->amount);
    if (base->state != JLN_NUMBER && base->state != JLN_MISSING)
        return jln_form_say(form, doubts, JLN_FORM_SPENDING, s->row, 1, _("dépense de %lld sans dotation cette année"), (long long)sum);
    return JLN_OK;
}

static jln_status doubt_progress(const jln_form *form, const jln_form_known *known, const jln_form_done *d, jln_diag *doubts) {
    const jln_form_spent *first;
    const jln_progress *before = jln_facts_progress(known->facts, d->leaf, form->key.period.year);
    bool nothing = d->not_started || (d->known && d->physical.num == 0);
    jln_rat percent;
    if (nothing && spent_on(form, d->leaf, &first) > 0)
        return jln_form_say(form, doubts, JLN_FORM_ACTIVITIES, d->row, 1, "%s", _("rien n'est fait alors qu'une dépense est déclarée"));
    bool earlier = before && before->known && before->state != JLN_NOT_REPORTED &&
                   strcmp(known->facts->periods[before->period].last_day, form->key.period.last_day) < 0;
    if (earlier && d->known && jln_rat_mul(before->physical, jln_rat_of(100), &percent) && jln_rat_cmp(d->physical, percent) < 0)
        return jln_form_say(form, doubts, JLN_FORM_ACTIVITIES, d->row, 1, _("l'avancement recule depuis %s"), known->facts->periods[before->period].code);
    return JLN_OK;
}

jln_status jln_form_doubt(const jln_form *form, const jln_form_known *known, jln_diag *doubts) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < form->spent_count; i++) {
        const jln_form_spent *s = &form->spent[i];
        status = doubt_order(form, s, doubts);
        if (status == JLN_OK) status = doubt_back(form, known, s, doubts);
        if (status == JLN_OK) status = doubt_allocation(form, known, s, doubts);
    }
    for (size_t i = 0; status == JLN_OK && i < form->done_count; i++)
        status = doubt_progress(form, known, &form->done[i], doubts);
    return JLN_OK; /* enough doubts are not a failure */
}
