#include "cli/import_know.h"

#include "store/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the plan, the period ---- */

static jln_status find_plan(jln_import_file *f, jln_err *err) {
    const jln_form_key *key = jln_form_key_of(f->form);
    jln_err missing = {0};
    jln_status status = jln_plan_read(f->db, key->plan, f->arena, &f->known.plan, &missing);
    if (status == JLN_ENOTFOUND) return jln_err_set(err, JLN_EDATA, f->path, "%s", missing.message);
    if (status != JLN_OK) return jln_err_set(err, status, missing.where, "%s", missing.message);
    status =
        jln_facts_read(f->db, f->known.plan, f->cli->date, NULL, f->arena, &f->known.facts, err);
    if (status == JLN_OK)
        status = jln_frame_read(f->db, f->known.plan, f->cli->date, f->arena, &f->known.frame, err);
    return status;
}

/* The plan's own days hold, when it has that period. */
static jln_status find_period(jln_import_file *f, jln_err *err) {
    const jln_plan *plan = f->known.plan;
    jln_form_period *p = &jln_form_key_of(f->form)->period;
    jln_err problem = {0};
    int year = p->year ? p->year : atoi(p->code);
    jln_status status = jln_form_period_find(f->known.facts, year, p->code, f->arena, p, &problem);
    if (status == JLN_EUSAGE)
        return jln_err_set(err, JLN_EDATA, f->path,
                           _("« %.60s » n'est pas une période ; attendu une année, "
                             "ou une période comme 2013-S1 ou 2013-T2"),
                           p->code);
    if (status != JLN_OK) return jln_err_set(err, status, problem.where, "%s", problem.message);
    if (year >= plan->first_year && year <= plan->last_year) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, f->path,
                       _("l'année %d est hors du plan « %s », qui va de %d à %d"), year, plan->name,
                       plan->first_year, plan->last_year);
}

/* ---- the return ---- */

static bool leads_something(const jln_import_file *f) {
    const jln_plan *plan = f->known.plan;
    const char *lead = jln_form_key_of(f->form)->lead;
    for (uint32_t i = 0; i < plan->leaf_count; i++) {
        const char *other = plan->nodes[plan->leaves[i]].lead;
        if (other && strcmp(other, lead) == 0) return true;
    }
    return false;
}

static jln_status name_return(jln_import_file *f, jln_err *err) {
    jln_form_key *key = jln_form_key_of(f->form);
    if (f->existing) {
        key->return_id = f->existing->id;
        key->due_on = f->existing->due_on;
        return JLN_OK;
    }
    const char *form = key->follow_up ? "S%s-%s" : "R%s-%s";
    if (!key->return_id)
        key->return_id = jln_arena_fmt(f->arena, form, key->period.code, key->lead);
    if (!key->due_on) key->due_on = jln_form_due(&key->period, f->arena);
    return key->return_id && key->due_on ? JLN_OK : jln_err_nomem(err);
}

/* The id of the form may be that of another return by now: two rows of one key would be written. */
static jln_status check_id(const jln_import_file *f, const jln_return_row *rows, size_t count,
                           jln_err *err) {
    const jln_form_key *key = jln_form_key_of(f->form);
    for (size_t i = 0; i < count; i++)
        if (&rows[i] != f->existing && strcmp(rows[i].id, key->return_id) == 0)
            return jln_err_set(
                err, JLN_EDATA, f->path,
                _("la fiche « %s » de la base est celle de %s, période %s, et non de %s, "
                  "période %s : produire une fiche neuve avec « jalon form »"),
                key->return_id, rows[i].sender, rows[i].period, key->lead, key->period.code);
    return JLN_OK;
}

static jln_status find_return(jln_import_file *f, jln_err *err) {
    const jln_form_key *key = jln_form_key_of(f->form);
    jln_return_row *rows;
    size_t count;
    if (!leads_something(f))
        return jln_err_set(err, JLN_EDATA, f->path,
                           _("« %.80s » ne pilote aucune activité du plan « %s »"), key->lead,
                           key->plan);
    jln_status status = jln_returns_list(f->db, key->plan, f->arena, &rows, &count, err);
    if (status != JLN_OK) return status;
    f->announce = true;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].period, key->period.code) != 0) continue;
        f->announce = false;
        if (strcmp(rows[i].sender, key->lead) == 0) f->existing = &rows[i];
    }
    status = name_return(f, err);
    if (status == JLN_OK) status = check_id(f, rows, count, err);
    const jln_return_row *e = f->existing;
    if (status != JLN_OK || !e || strcmp(e->package, f->package) == 0 ||
        strcmp(e->status, "expected") == 0)
        return status;
    return jln_err_set(
        err, JLN_EDATA, f->path,
        _("la fiche « %s » (%s, %s) est fournie par le paquet « %s » : la corriger dans ce "
          "paquet, ou l'en retirer avant de l'importer"),
        e->id, key->lead, key->period.code, e->package);
}

/* ---- earlier figures, and what was confirmed ---- */

typedef struct {
    jln_import_file *file;
    void *items;
    size_t count, capacity;
} collection;

static bool ends_before(const jln_import_file *f, const char *period) {
    const jln_form_period *own = &jln_form_key_of(f->form)->period;
    const jln_facts *facts = f->known.facts;
    for (int i = 0; i < facts->period_count; i++) {
        const jln_period *p = &facts->periods[i];
        if (strcmp(p->code, period) == 0)
            return p->year == own->year && strcmp(p->last_day, own->last_day) < 0;
    }
    return false;
}

/* Amounts of the periods of the same year that end before this one. */
static jln_status note_earlier(const jln_cursor *row, void *ctx, jln_err *err) {
    collection *c = ctx;
    const jln_plan *plan = c->file->known.plan;
    const char *funder = jln_cursor_text(row, 1);
    uint32_t node = jln_plan_node(plan, jln_cursor_text(row, 0));
    jln_stage stage;
    if (node == UINT32_MAX || jln_cursor_null(row, 5) ||
        !jln_stage_of(jln_cursor_text(row, 3), &stage) ||
        !ends_before(c->file, jln_cursor_text(row, 2)))
        return JLN_OK;
    jln_form_before *grown =
        jln_arena_grow(c->file->arena, c->items, &c->capacity, c->count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    c->items = grown;
    grown[c->count++] = (jln_form_before){plan->nodes[node].leaf_first,
                                          *funder ? jln_plan_funder(plan, funder) : -1, (int)stage,
                                          jln_cursor_int(row, 5)};
    return JLN_OK;
}

static jln_status note_confirmed(const jln_cursor *row, void *ctx, jln_err *err) {
    collection *c = ctx;
    const char *texts[6];
    if (strcmp(jln_cursor_text(row, 0), jln_form_key_of(c->file->form)->return_id) != 0)
        return JLN_OK;
    for (int i = 0; i < 6; i++) {
        const char *text = jln_cursor_text(row, i + 1);
        texts[i] = jln_arena_str(c->file->arena, text);
        if (text && !texts[i]) return jln_err_nomem(err);
    }
    jln_form_confirmed *grown =
        jln_arena_grow(c->file->arena, c->items, &c->capacity, c->count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    c->items = grown;
    grown[c->count++] =
        (jln_form_confirmed){texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]};
    return JLN_OK;
}

/* The year as it was known at the end of the period before: a form that comes again is compared
 * with the same figures. */
static jln_status find_period_before(jln_import_file *f, jln_err *err) {
    const jln_facts *facts = f->known.facts;
    const jln_period *last = NULL;
    for (int i = 0; i < facts->period_count; i++) {
        const jln_period *p = &facts->periods[i];
        if (ends_before(f, p->code) && (!last || strcmp(p->last_day, last->last_day) > 0)) last = p;
    }
    if (!last) return JLN_OK;
    return jln_facts_read(f->db, f->known.plan, f->cli->date, last->code, f->arena,
                          &f->known.earlier, err);
}

static jln_status find_earlier(jln_import_file *f, jln_err *err) {
    const jln_params params = {.plan = f->known.plan->name, .date = "9999-12-31"};
    collection before = {.file = f}, confirmed = {.file = f};
    jln_status status = jln_query_each(f->db, JLN_Q_SPENDING, &params, note_earlier, &before, err);
    if (status == JLN_OK)
        status =
            jln_query_each(f->db, JLN_Q_CONFIRMATIONS, &params, note_confirmed, &confirmed, err);
    if (status == JLN_OK) status = find_period_before(f, err);
    f->known.before = before.items;
    f->known.before_count = before.count;
    f->known.confirmed = confirmed.items;
    f->known.confirmed_count = confirmed.count;
    f->known.confirm_why = f->cli->values[JLN_OPT_CONFIRM];
    if (f->known.confirm_why) f->known.confirm_by = f->cli->values[JLN_OPT_BY];
    return status;
}

static jln_status check_closed(jln_import_file *f) {
    const jln_form_period *p = &jln_form_key_of(f->form)->period;
    char message[200];
    if (!p->closed) return JLN_OK;
    snprintf(message, sizeof message, _("la période %s est close"), p->code);
    return jln_form_add_remark(f->form, &f->known, "closed-period", p->code, message);
}

jln_status jln_import_know(jln_import_file *f, jln_err *err) {
    const jln_form_key *key = jln_form_key_of(f->form);
    jln_status status = find_plan(f, err);
    if (status == JLN_OK) status = find_period(f, err);
    if (status != JLN_OK) return status;
    f->package = jln_arena_fmt(f->arena, JLN_IMPORT_PREFIX "%s:%s%s:%s", key->plan,
                               key->follow_up ? "suivi:" : "", key->lead, key->period.code);
    if (!f->package) return jln_err_nomem(err);
    status = key->follow_up ? name_return(f, err) : find_return(f, err);
    if (status == JLN_OK) status = find_earlier(f, err);
    return status == JLN_OK ? check_closed(f) : status;
}
