#include "doc/drivers.h"

#include "doc/phrases.h"

#include <stdlib.h>
#include <string.h>

/* ---- the elements ---- */

static bool counted(jln_builder *b, uint32_t leaf, int year, bool physical, jln_rat *top,
                    jln_rat *bottom) {
    *top = *bottom = jln_rat_of(0);
    if (!physical) {
        jln_leaf_year at = jln_leaf_at(b, leaf, year);
        if (!at.counted) return false;
        *top = at.spent.number;
        *bottom = at.base.number;
        return true;
    }
    jln_place place = {b->plan->leaves[leaf], -1, year};
    jln_value done = jln_engine_sum(b->engine, (jln_measure){JLN_M_PHYSICAL, 0}, place),
              weight = jln_engine_sum(b->engine, (jln_measure){JLN_M_WEIGHT, 0}, place);
    if (!jln_value_known(&done) || !jln_value_known(&weight)) return false;
    *bottom = weight.number;
    return jln_rat_mul(done.number, weight.number, top);
}

static jln_driver *element_of(jln_drivers *d, uint32_t leaf, const char *lead, bool by_lead) {
    for (size_t i = 0; by_lead && i < d->count; i++)
        if (strcmp(d->items[i].lead, lead) == 0) return &d->items[i];
    jln_driver *item = &d->items[d->count++];
    *item = (jln_driver){.leaf = leaf, .lead = lead, .part = {0, 1}};
    for (int y = 0; y < 2; y++) item->top[y] = item->bottom[y] = jln_rat_of(0);
    return item;
}

static bool add_leaf(jln_builder *b, jln_drivers *d, uint32_t leaf, bool physical, bool by_lead) {
    jln_rat top[2], bottom[2];
    bool last = counted(b, leaf, b->year - 1, physical, &top[0], &bottom[0]),
         now = counted(b, leaf, b->year, physical, &top[1], &bottom[1]);
    const char *lead = b->plan->nodes[b->plan->leaves[leaf]].lead;
    if (!last && !now) return true;
    jln_driver *item = element_of(d, leaf, lead ? lead : "", by_lead);
    for (int y = 0; y < 2; y++)
        if (!jln_rat_add(item->top[y], top[y], &item->top[y]) ||
            !jln_rat_add(item->bottom[y], bottom[y], &item->bottom[y]) ||
            !jln_rat_add(d->top[y], top[y], &d->top[y]) ||
            !jln_rat_add(d->bottom[y], bottom[y], &d->bottom[y]))
            return false;
    return true;
}

/* ---- their parts ---- */

/* (top - level x bottom) / whole. */
static bool above_level(const jln_driver *i, int y, const jln_drivers *d, jln_rat *out) {
    jln_rat usual;
    return jln_rat_mul(i->bottom[y], d->level, &usual) && jln_rat_sub(i->top[y], usual, out) &&
           jln_rat_div(*out, d->bottom[y], out);
}

static bool set_parts(jln_drivers *d) {
    jln_rat rate[2], sum;
    for (int y = 0; y < 2; y++)
        if (d->bottom[y].num <= 0 || !jln_rat_div(d->top[y], d->bottom[y], &rate[y])) return false;
    if (!jln_rat_add(rate[0], rate[1], &sum) || !jln_rat_sub(rate[1], rate[0], &d->change))
        return false;
    if (!jln_rat_make((jln_i128)(jln_rat_double(sum) * 500 + 0.5), 1000, &d->level)) return false;
    for (size_t i = 0; i < d->count; i++) {
        jln_rat last, now;
        if (!above_level(&d->items[i], 0, d, &last) || !above_level(&d->items[i], 1, d, &now) ||
            !jln_rat_sub(now, last, &d->items[i].part))
            return false;
    }
    return true;
}

static int widest_first(const void *a, const void *b) {
    const jln_driver *x = a, *y = b;
    jln_rat p = x->part, q = y->part;
    if (p.num < 0) p.num = -p.num;
    if (q.num < 0) q.num = -q.num;
    int order = jln_rat_cmp(q, p);
    return order ? order : x->leaf < y->leaf ? -1 : 1;
}

bool jln_drivers_of(jln_builder *b, bool physical, bool by_lead, jln_drivers *out) {
    *out = (jln_drivers){0};
    for (int y = 0; y < 2; y++) out->top[y] = out->bottom[y] = jln_rat_of(0);
    out->items = jln_arena_array(b->doc->arena, b->plan->leaf_count + 1, sizeof *out->items);
    if (!out->items || !jln_build_in_plan(b, b->year - 1)) return false;
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++)
        if (!add_leaf(b, out, leaf, physical, by_lead)) return false;
    if (!set_parts(out)) return false;
    qsort(out->items, out->count, sizeof *out->items, widest_first);
    return true;
}

/* ---- drivers{rows = 5}: what explains the change of the financial rate ---- */

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    jln_drivers all;
} drivers_table;

enum { ACTIVITY, LEAD, BASE_LAST, SPENT_LAST, BASE_NOW, SPENT_NOW, PART };

/* Why a figure of the activity is not one of the rate. */
static const char *remark(jln_builder *b, uint32_t leaf, int year, const jln_leaf_year *at) {
    bool planned = jln_value_known(&at->base) && at->base.number.num > 0;
    if (planned && !jln_value_known(&at->spent))
        return jln_build_fmt(b, _("Dépense de %d non connue : l'activité n'est pas dans le taux."),
                             year);
    const char *day = planned ? jln_leaf_early(b, leaf, year) : NULL;
    if (!day) return NULL;
    return jln_build_fmt(b, _("Dépense au %s, dernière fiche reçue, comparée à toute l'année."),
                         jln_build_date(b, day));
}

static void fill_year(drivers_table *x, jln_doc_row *row, uint32_t leaf, int year, size_t base) {
    jln_leaf_year at = jln_leaf_at(x->b, leaf, year);
    const char *said = remark(x->b, leaf, year, &at);
    row->cells[base].value = at.base;
    row->cells[base + 1].value = at.spent;
    if (said) row->cells[base + 1].note = jln_doc_note(x->b->doc, x->table, said);
}

static jln_status add_driver(drivers_table *x, const jln_driver *d) {
    jln_builder *b = x->b;
    const jln_node *node = &b->plan->nodes[b->plan->leaves[d->leaf]];
    jln_doc_row *row = jln_build_row(b, x->table, node->id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, ACTIVITY, jln_build_label(b, b->plan->leaves[d->leaf], JLN_LABEL_TITLE))
        ->brief = true;
    jln_text_cell(row, LEAD, node->lead);
    fill_year(x, row, d->leaf, b->year - 1, BASE_LAST);
    fill_year(x, row, d->leaf, b->year, BASE_NOW);
    row->cells[PART].value = jln_value_number(d->part);
    return JLN_OK;
}

/* The activities that are not shown, in one row; then the rate itself. */
static jln_status add_sums(drivers_table *x, size_t shown) {
    jln_builder *b = x->b;
    jln_rat sums[5] = {{0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}};
    bool fits = true;
    for (size_t i = shown; i < x->all.count; i++) {
        const jln_driver *d = &x->all.items[i];
        const jln_rat parts[] = {d->bottom[0], d->top[0], d->bottom[1], d->top[1], d->part};
        for (int c = 0; c < 5; c++) fits &= jln_rat_add(sums[c], parts[c], &sums[c]);
    }
    const jln_rat whole[] = {x->all.bottom[0], x->all.top[0], x->all.bottom[1], x->all.top[1],
                             x->all.change};
    if (shown < x->all.count) {
        jln_doc_row *row = jln_build_row(b, x->table, "others", JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, ACTIVITY,
                      jln_build_fmt(b, _("autres (%s)"), jln_say_count(b, x->all.count - shown)));
        for (int c = 0; fits && c < 5; c++)
            row->cells[BASE_LAST + c].value = jln_value_number(sums[c]);
    }
    jln_doc_row *total = jln_build_row(b, x->table, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, ACTIVITY, _("Ensemble, activités dans le taux"))->strong = true;
    for (int c = 0; c < 5; c++) total->cells[BASE_LAST + c].value = jln_value_number(whole[c]);
    return JLN_OK;
}

static void add_columns(jln_builder *b, jln_columns *c) {
    const char *stage = jln_build_capital(b, jln_stage_words(jln_engine_stage(b->engine)));
    static const char *const keys[] = {"base_last", "spent_last", "base", "spent"};
    jln_columns_add(c, "activity", _("Activité"), JLN_KIND_TEXT, 1);
    jln_columns_add(c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    for (int i = 0; i < 4; i++) {
        int year = b->year - (i < 2);
        const char *base = jln_build_capital(b, jln_say_base(b, year, year));
        jln_columns_add_amount(b, c, keys[i], i % 2 ? stage : base);
        c->columns[c->count - 1].group = jln_build_fmt(b, "%d", year);
    }
    jln_columns_add_rate(c, "part", _("Effet sur le taux"), JLN_KIND_POINTS);
}

jln_status jln_build_drivers(jln_builder *b, const jln_tree *node) {
    drivers_table x = {.b = b};
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words rows:number formats:list");
    if (status != JLN_OK || !jln_drivers_of(b, false, false, &x.all)) return status;
    add_columns(b, &c);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    size_t rows = (size_t)jln_build_int(node, "rows", 5);
    if (rows > x.all.count) rows = x.all.count;
    for (size_t i = 0; status == JLN_OK && i < rows; i++) status = add_driver(&x, &x.all.items[i]);
    if (status == JLN_OK) status = add_sums(&x, rows);
    if (status != JLN_OK) return status;
    const jln_value level = jln_value_number(x.all.level);
    return jln_build_say(
        b, JLN_TEXT_NOTE,
        jln_build_fmt(b,
                      _("Effet sur le taux : ce que l'activité ajoute au taux au-dessus ou "
                        "au-dessous de %s, niveau à mi-chemin des deux taux, en %d moins en %d. "
                        "La somme des effets est l'évolution du taux."),
                      jln_build_rate(b, &level), b->year, b->year - 1));
}
