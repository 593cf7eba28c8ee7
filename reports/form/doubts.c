/* What looks wrong: it is corrected, or someone answers for it. */
#include "form/inside.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    jln_form *form;
    const jln_form_known *known;
    jln_err *err;
    /* per leaf: the most advanced stage told on each line, the same of stages after the commitment,
     * what was committed (what was spent where a line does not tell), and the first line */
    int64_t *sums, *spent, *committed;
    const jln_form_spent **first;
    const jln_form_before **before; /* sorted by leaf */
} doubting;

/* The figure in question, and what it is compared with (empty texts for none). */
typedef struct {
    const char *rule;
    jln_form_sheet sheet;
    uint32_t row;
    const char *column, *key;
    char found[JLN_NUM_MAX], compared[JLN_NUM_MAX];
} doubt;

static jln_status say(const doubting *d, const doubt *what, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static jln_status say(const doubting *d, const doubt *what, const char *fmt, ...) {
    char message[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    jln_arena *arena = d->form->arena;
    int column = jln_form_column_of(what->sheet, what->column);
    const jln_form_note note = {.said = {JLN_FORM_DOUBT,
                                         jln_form_where(d->form, what->sheet, what->row, column),
                                         jln_arena_str(arena, message), NULL, NULL},
                                .sheet = (int)what->sheet,
                                .column = column,
                                .key = what->key,
                                .rule = what->rule,
                                .found = jln_arena_str(arena, what->found),
                                .compared = jln_arena_str(arena, what->compared)};
    if (!note.found || !note.compared) return jln_err_nomem(d->err);
    return jln_form_keep(d->form, d->known, &note, d->err);
}

/* An amount as people write it. */
static void write_amount(const doubting *d, int64_t minor, char out[JLN_NUM_MAX]) {
    jln_rat value;
    int64_t unit = 1;
    for (int i = 0; i < d->known->plan->decimals; i++) unit *= 10;
    *out = '\0';
    if (jln_rat_make(minor, unit, &value))
        (void)jln_rat_text(value, d->known->plan->decimals, true, out);
}

static void write_rat(jln_rat value, char out[JLN_NUM_MAX]) {
    if (!jln_rat_text(value, 6, true, out)) *out = '\0';
}

/* The same in a sentence: "12 600 000". */
static const char *grouped(const doubting *d, const char *plain) {
    jln_str text = {0};
    jln_str_number(&text, plain, "\u202F", _(","));
    const char *kept = text.failed ? NULL : jln_arena_str(d->form->arena, jln_str_c(&text));
    jln_str_free(&text);
    return kept ? kept : plain;
}

/* ---- spending ---- */

static doubt about_spent(const doubting *d, const char *rule, const jln_form_spent *s,
                         const char *column, int64_t found, int64_t compared) {
    doubt what = {
        .rule = rule, .sheet = JLN_FORM_SPENDING, .row = s->row, .column = column, .key = s->key};
    write_amount(d, found, what.found);
    write_amount(d, compared, what.compared);
    return what;
}

/* Each stage is part of the one before. */
static jln_status doubt_order(const doubting *d, const jln_form_spent *s) {
    static const char *const rules[] = {"", "liquidated-above", "ordered-above", "paid-above"};
    int before = -1;
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < JLN_STAGE_COUNT; i++) {
        if (!s->known[i]) continue;
        jln_stage stage = (jln_stage)i;
        if (before >= 0 && s->amounts[i] > s->amounts[before]) {
            const doubt what = about_spent(d, rules[i], s, jln_stage_code(stage), s->amounts[i],
                                           s->amounts[before]);
            status = say(d, &what, _("%s (%s) dépasse %s (%s)"), jln_stage_words(stage),
                         grouped(d, what.found), jln_stage_words((jln_stage)before),
                         grouped(d, what.compared));
        }
        before = i;
    }
    return status;
}

static int compare_before(const void *a, const void *b) {
    const jln_form_before *x = *(const jln_form_before *const *)a;
    const jln_form_before *y = *(const jln_form_before *const *)b;
    if (x->leaf != y->leaf) return x->leaf < y->leaf ? -1 : 1;
    return x < y ? -1 : x > y; /* as they were given: the latest last */
}

static size_t first_before(const doubting *d, uint32_t leaf) {
    size_t low = 0, high = d->known->before_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (d->before[middle]->leaf < leaf) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Amounts are cumulative: compared with the latest period that has the same source and stage. */
static jln_status doubt_back(const doubting *d, const jln_form_spent *s) {
    static const char *const rules[] = {"committed-back", "liquidated-back", "ordered-back",
                                        "paid-back"};
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < JLN_STAGE_COUNT; i++) {
        const jln_form_before *last = NULL;
        for (size_t n = first_before(d, s->leaf);
             n < d->known->before_count && d->before[n]->leaf == s->leaf; n++)
            if (d->before[n]->funder == s->funder && d->before[n]->stage == i) last = d->before[n];
        if (!last || !s->known[i] || s->amounts[i] >= last->amount) continue;
        const doubt what =
            about_spent(d, rules[i], s, jln_stage_code((jln_stage)i), s->amounts[i], last->amount);
        status = say(
            d, &what,
            _("%s : %s, moins qu'à la période précédente (%s) ; les montants sont cumulés depuis "
              "le 1er janvier"),
            jln_stage_words((jln_stage)i), grouped(d, what.found), grouped(d, what.compared));
    }
    return status;
}

/* Over the allocation of the year, or without one; JLN_ROW when there is nothing to say. */
static jln_status doubt_sum(const doubting *d, const jln_form_spent *s, int64_t sum, bool spent) {
    const jln_facts *facts = d->known->facts;
    const jln_amount *base = jln_facts_base(facts, facts->base, s->leaf, d->form->key.period.year);
    if (sum == 0 || !base || base->state == JLN_MISSING) return JLN_ROW;
    if (base->state != JLN_NUMBER) {
        doubt what = about_spent(d, spent ? "no-allocation" : "committed-no-allocation", s,
                                 "activity_id", sum, 0);
        *what.compared = '\0';
        return say(d, &what,
                   spent ? _("dépense de %s sans dotation cette année")
                         : _("engagement de %s sans dotation cette année"),
                   grouped(d, what.found));
    }
    if (sum <= base->amount) return JLN_ROW;
    const doubt what = about_spent(d, spent ? "above-allocation" : "committed-above-allocation", s,
                                   "activity_id", sum, base->amount);
    return say(d, &what,
               spent ? _("dépense de %s pour une dotation de %s")
                     : _("engagement de %s pour une dotation de %s"),
               grouped(d, what.found), grouped(d, what.compared));
}

/* Of an activity, on its first line: what is spent first, else what is committed. */
static jln_status doubt_allocation(const doubting *d, const jln_form_spent *s) {
    if (d->first[s->leaf] != s) return JLN_OK;
    jln_status status = doubt_sum(d, s, d->spent[s->leaf], true);
    if (status == JLN_ROW) status = doubt_sum(d, s, d->committed[s->leaf], false);
    return status == JLN_ROW ? JLN_OK : status;
}

/* ---- activities ---- */

static doubt about_done(const jln_form_done *a, const char *rule, const char *column) {
    doubt what = {
        .rule = rule, .sheet = JLN_FORM_ACTIVITIES, .row = a->row, .column = column, .key = a->key};
    if (a->known) write_rat(a->physical, what.found);
    return what;
}

static jln_status doubt_against_money(const doubting *d, const jln_form_done *a) {
    int64_t spent = d->sums[a->leaf];
    const jln_facts *facts = d->known->facts;
    const jln_amount *base = jln_facts_base(facts, facts->base, a->leaf, d->form->key.period.year);
    bool nothing = a->not_started || (a->known && a->physical.num == 0);
    bool all = a->known && jln_rat_cmp(a->physical, jln_rat_of(100)) >= 0;
    bool money = base && base->state == JLN_NUMBER && base->amount > 0;
    if (nothing && spent > 0) {
        doubt what = about_done(a, "spent-not-done", "state");
        write_amount(d, spent, what.compared);
        return say(d, &what, _("rien n'est fait alors qu'une dépense de %s est déclarée"),
                   grouped(d, what.compared));
    }
    if (!all || spent != 0 || !money || !d->first[a->leaf]) return JLN_OK;
    doubt what = about_done(a, "done-not-spent", "physical");
    write_amount(d, base->amount, what.compared);
    return say(d, &what, _("tout est fait, et rien n'est dépensé sur une dotation de %s"),
               grouped(d, what.compared));
}

static jln_status doubt_progress(const doubting *d, const jln_form_done *a) {
    const jln_facts *earlier = d->known->earlier;
    const jln_progress *before =
        earlier ? jln_facts_progress(earlier, a->leaf, d->form->key.period.year) : NULL;
    jln_rat percent;
    if (!before || !before->known || before->state == JLN_NOT_REPORTED || !a->known ||
        !jln_rat_mul(before->physical, jln_rat_of(100), &percent) ||
        jln_rat_cmp(a->physical, percent) >= 0)
        return JLN_OK;
    doubt what = about_done(a, "progress-back", "physical");
    write_rat(percent, what.compared);
    return say(d, &what, _("l'avancement recule : %s %%, après %s %% en %s"),
               grouped(d, what.found), grouped(d, what.compared),
               earlier->periods[before->period].code);
}

/* The most advanced stage that is known of a line, from `least` on. */
static int64_t spent_of(const jln_form_spent *s, jln_stage least) {
    for (int stage = JLN_STAGE_COUNT; stage-- > (int)least;)
        if (s->known[stage]) return s->amounts[stage];
    return 0;
}

static int64_t committed_of(const jln_form_spent *s) {
    return s->known[JLN_STAGE_COMMITTED] ? s->amounts[JLN_STAGE_COMMITTED]
                                         : spent_of(s, JLN_STAGE_LIQUIDATED);
}

static void add_up(int64_t *sum, int64_t amount) {
    if (!jln_add_i64(*sum, amount, sum)) *sum = INT64_MAX;
}

static jln_status prepare(doubting *d) {
    const jln_form *form = d->form;
    const jln_form_known *known = d->known;
    size_t leaves = known->plan->leaf_count + 1;
    d->sums = jln_arena_array(form->arena, leaves, sizeof *d->sums);
    d->first = jln_arena_array(form->arena, leaves, sizeof *d->first);
    d->before = jln_arena_array(form->arena, known->before_count + 1, sizeof *d->before);
    d->spent = jln_arena_array(form->arena, leaves, sizeof *d->spent);
    d->committed = jln_arena_array(form->arena, leaves, sizeof *d->committed);
    if (!d->sums || !d->first || !d->before || !d->spent || !d->committed)
        return jln_err_nomem(d->err);
    for (size_t i = 0; i < form->spent_count; i++) {
        const jln_form_spent *s = &form->spent[i];
        if (!d->first[s->leaf]) d->first[s->leaf] = s;
        add_up(&d->sums[s->leaf], spent_of(s, JLN_STAGE_COMMITTED));
        add_up(&d->spent[s->leaf], spent_of(s, JLN_STAGE_LIQUIDATED));
        add_up(&d->committed[s->leaf], committed_of(s));
    }
    for (size_t i = 0; i < known->before_count; i++) d->before[i] = &known->before[i];
    qsort(d->before, known->before_count, sizeof *d->before, compare_before);
    return JLN_OK;
}

jln_status jln_form_doubt_spending(jln_form *form, const jln_form_known *known, jln_err *err) {
    doubting d = {.form = form, .known = known, .err = err};
    jln_status status = prepare(&d);
    for (size_t i = 0; status == JLN_OK && i < form->spent_count; i++) {
        const jln_form_spent *s = &form->spent[i];
        status = doubt_order(&d, s);
        if (status == JLN_OK) status = doubt_back(&d, s);
        if (status == JLN_OK) status = doubt_allocation(&d, s);
    }
    for (size_t i = 0; status == JLN_OK && i < form->done_count; i++) {
        status = doubt_against_money(&d, &form->done[i]);
        if (status == JLN_OK) status = doubt_progress(&d, &form->done[i]);
    }
    return status;
}

/* ---- follow-up ---- */

static doubt about_measured(const jln_form_measured *m, const char *rule, jln_rat compared) {
    doubt what = {.rule = rule, .sheet = m->sheet, .row = m->row, .column = "value", .key = m->key};
    write_rat(m->value, what.found);
    write_rat(compared, what.compared);
    return what;
}

static jln_status doubt_measured(const doubting *d, const jln_form_measured *m) {
    bool percent = m->unit && strcmp(m->unit, "%") == 0;
    if (percent && jln_rat_cmp(m->value, jln_rat_of(100)) > 0) {
        const doubt what = about_measured(m, "above-hundred", jln_rat_of(100));
        return say(d, &what, _("une part de %s %%, plus que 100 %%"), grouped(d, what.found));
    }
    if (!m->region || !m->unit || strcmp(m->unit, "personnes") != 0) return JLN_OK;
    const jln_population *p =
        jln_frame_population_of(d->known->frame, m->region, m->sex, d->form->key.period.year);
    if (!p || jln_rat_cmp(m->value, jln_rat_of(p->value)) <= 0) return JLN_OK;
    const doubt what = about_measured(m, "above-population", jln_rat_of(p->value));
    return say(d, &what, _("%s personnes dans une région qui en a %s (%d)"), grouped(d, what.found),
               grouped(d, what.compared), p->year);
}

static doubt about_funded(const doubting *d, const jln_form_funded *f, const char *rule,
                          jln_funding stage, int64_t compared) {
    doubt what = {.rule = rule,
                  .sheet = JLN_FORM_FUNDING,
                  .row = f->row,
                  .column = jln_funding_code(stage),
                  .key = f->key};
    write_amount(d, f->amounts[stage], what.found);
    write_amount(d, compared, what.compared);
    return what;
}

static jln_status doubt_stages(const doubting *d, const jln_form_funded *f) {
    static const char *const rules[] = {"", "signed-above", "notified-above", "received-above"};
    int before = -1;
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < JLN_FUNDING_COUNT; i++) {
        if (!f->known[i]) continue;
        if (before >= 0 && f->amounts[i] > f->amounts[before]) {
            const doubt what = about_funded(d, f, rules[i], (jln_funding)i, f->amounts[before]);
            status = say(d, &what, _("%s (%s) dépasse %s (%s)"), jln_funding_words((jln_funding)i),
                         grouped(d, what.found), jln_funding_words((jln_funding)before),
                         grouped(d, what.compared));
        }
        before = i;
    }
    return status;
}

/* Funding is cumulative within the year, like spending. */
static jln_status doubt_funding_back(const doubting *d, const jln_form_funded *f) {
    static const char *const rules[] = {"announced-back", "signed-back", "notified-back",
                                        "received-back"};
    const jln_facts *facts = d->known->earlier;
    int year = d->form->key.period.year;
    jln_status status = JLN_OK;
    for (size_t i = 0; facts && status == JLN_OK && i < facts->mobilised_count; i++) {
        const jln_mobilised *m = &facts->mobilised[i];
        if (m->funder != f->funder || m->node != f->node || m->in_kind != f->in_kind ||
            m->state != JLN_NUMBER || !f->known[m->status] || f->amounts[m->status] >= m->amount ||
            facts->periods[m->period].year != year)
            continue;
        const doubt what = about_funded(d, f, rules[m->status], (jln_funding)m->status, m->amount);
        status = say(
            d, &what,
            _("%s : %s, moins qu'à la période précédente (%s) ; les montants sont cumulés depuis "
              "le 1er janvier"),
            jln_funding_words((jln_funding)m->status), grouped(d, what.found),
            grouped(d, what.compared));
    }
    return status;
}

jln_status jln_form_doubt_follow_up(jln_form *form, const jln_form_known *known, jln_err *err) {
    const doubting d = {.form = form, .known = known, .err = err};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < form->measured_count; i++)
        status = doubt_measured(&d, &form->measured[i]);
    for (size_t i = 0; status == JLN_OK && i < form->funded_count; i++) {
        status = doubt_stages(&d, &form->funded[i]);
        if (status == JLN_OK) status = doubt_funding_back(&d, &form->funded[i]);
    }
    return status;
}
