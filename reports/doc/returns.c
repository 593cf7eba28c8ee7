/* returns{missing = true}: who was asked, who sent what and when, and what a silence hides. */
#include "doc/build.h"
#include "doc/phrases.h"

#include "base/date.h"

#include <string.h>

static const char *status_words(const jln_return *r) {
    if (!r->known) return _("non reçue");
    if (strcmp(r->status, "validated") == 0) return _("validée");
    if (strcmp(r->status, "checked") == 0) return _("vérifiée");
    return _("reçue");
}

/* Activities a structure leads that are scheduled, and their base. */
static void weigh(const jln_builder *b, const char *sender, uint32_t *activities, jln_rat *base) {
    *activities = 0;
    *base = (jln_rat){0, 1};
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        const char *lead = b->plan->nodes[b->plan->leaves[leaf]].lead;
        if (!lead || strcmp(lead, sender) != 0 || !jln_facts_scheduled(b->facts, leaf, b->year))
            continue;
        ++*activities;
        const jln_amount *amount =
            jln_facts_base(b->facts, jln_engine_base(b->engine), leaf, b->year);
        if (amount->state == JLN_NUMBER) jln_rat_add(*base, jln_rat_of(amount->amount), base);
    }
}

static const char *sender_label(jln_builder *b, const char *sender) {
    const char *name = jln_plan_structure(b->plan, sender);
    return strcmp(name, sender) ? jln_build_fmt(b, _("%s (%s)"), sender, name) : sender;
}

/* Days between the due date and the reception, or the report's date for what has not come. */
static jln_value days_late(const jln_builder *b, const jln_return *r) {
    int32_t due, came;
    const char *end = r->known ? r->received_on : b->facts->date;
    if (!r->due_on || !end || !jln_date_parse(r->due_on, strlen(r->due_on), &due) ||
        !jln_date_parse(end, strlen(end), &came) || came <= due)
        return jln_value_none(JLN_NA, JLN_REASON_NONE);
    return jln_value_integer(came - due);
}

/* The columns of the list; « brief » leaves out those a committee can do without. */
enum { SENDER, PERIOD, DUE, RECEIVED, LATE, STATE, ACTIVITIES, BASE, COMMENT, RETURN_COLUMNS };

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    bool brief;
    uint32_t activities; /* of the return being listed */
    jln_rat base;
} listing;

static bool is_listed(const listing *l, int column) {
    return !l->brief || column == SENDER || column == PERIOD || column == LATE ||
           column == ACTIVITIES || column == BASE;
}

static void fill_cell(const listing *l, jln_cell *cell, int column, const jln_return *r) {
    jln_builder *b = l->b;
    const char *const texts[RETURN_COLUMNS] = {
        [SENDER] = sender_label(b, r->sender),
        [PERIOD] = b->facts->periods[r->period].code,
        [DUE] = jln_build_date(b, r->due_on),
        [RECEIVED] = r->known ? jln_build_date(b, r->received_on) : NULL,
        [STATE] = status_words(r),
        [COMMENT] = r->comment};
    if (texts[column]) {
        cell->value = jln_value_none(JLN_TEXT, JLN_REASON_NONE);
        cell->text = texts[column];
    }
    if (column == LATE) cell->value = days_late(b, r);
    if (column == ACTIVITIES) cell->value = jln_value_integer(l->activities);
    if (column == BASE) cell->value = jln_value_number(l->base);
}

static jln_status add_return(listing *l, const jln_return *r) {
    jln_doc_row *row = jln_build_row(l->b, l->table, r->id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    size_t at = 0;
    weigh(l->b, r->sender, &l->activities, &l->base);
    for (int i = 0; i < RETURN_COLUMNS; i++)
        if (is_listed(l, i)) fill_cell(l, &row->cells[at++], i, r);
    return JLN_OK;
}

/* Amounts and percentages of a return go back to 1 January: one that came for a later period of the
 * year says what the earlier one would have said. */
static bool is_covered(const jln_builder *b, const jln_return *r) {
    const jln_period *own = &b->facts->periods[r->period];
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *o = &b->facts->returns[i];
        const jln_period *p = &b->facts->periods[o->period];
        bool later = p->year == own->year && strcmp(p->last_day, own->last_day) > 0;
        if (o->known && later && strcmp(o->sender, r->sender) == 0) return true;
    }
    return false;
}

/* The year's own returns first, then those of its earlier periods. */
static jln_status add_returns(listing *l, bool missing, bool final) {
    const jln_builder *b = l->b;
    int period = jln_facts_period(b->facts, b->year);
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        bool wanted =
            b->facts->periods[r->period].year == b->year && (r->period == period) == final;
        if (wanted && !(missing && (r->known || is_covered(b, r)))) status = add_return(l, r);
    }
    return status;
}

static bool any_expected(const jln_builder *b) {
    for (int i = 0; i < b->facts->return_count; i++)
        if (b->facts->periods[b->facts->returns[i].period].year == b->year) return true;
    return false;
}

static void add_columns(const listing *l, jln_columns *c) {
    jln_builder *b = l->b;
    jln_columns_add(c, "sender", _("Structure"), JLN_KIND_TEXT, 1);
    jln_columns_add(c, "period", _("Période"), JLN_KIND_CODE, 0);
    if (is_listed(l, DUE)) jln_columns_add(c, "due", _("Attendue le"), JLN_KIND_CODE, 0);
    if (is_listed(l, RECEIVED)) jln_columns_add(c, "received", _("Reçue le"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "late", _("Jours de retard"), JLN_KIND_COUNT, 0);
    c->columns[c->count - 1].unit = "days";
    if (is_listed(l, STATE)) jln_columns_add(c, "state", _("État"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "activities", _("Activités programmées"), JLN_KIND_COUNT, 0);
    c->columns[c->count - 1].unit = "activities";
    jln_columns_add_amount(b, c, "base",
                           jln_build_capital(b, jln_base_words(jln_say_year_base(b))));
    if (is_listed(l, COMMENT)) jln_columns_add(c, "comment", _("Observation"), JLN_KIND_TEXT, 1);
}

jln_status jln_build_returns(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(
        b, node, "key:text title:words missing:flag brief:flag rows:number formats:list");
    if (status != JLN_OK) return status;
    bool missing = jln_build_flag(node, "missing");
    listing l = {.b = b, .brief = jln_build_flag(node, "brief")};
    add_columns(&l, &c);
    jln_doc_table *table = l.table = jln_build_table(b, node, &c);
    if (!table) return b->err->status;
    status = add_returns(&l, missing, true);
    if (status == JLN_OK) status = add_returns(&l, missing, false);
    if (status == JLN_OK) status = jln_build_fold(b, node, table, false);
    if (status != JLN_OK) return status;
    const char *empty =
        any_expected(b)
            ? _("Toutes les fiches attendues ont été reçues.")
            : jln_build_fmt(b, _("Aucune fiche de collecte n'est attendue pour %d."), b->year);
    return jln_build_unless_empty(b, table, empty);
}
