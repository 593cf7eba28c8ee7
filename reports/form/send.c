/* What was read of a form, to the store. */
#include "form/inside.h"

#include <string.h>

static jln_field text_field(const char *text) {
    return (jln_field){text ? JLN_FIELD_TEXT : JLN_FIELD_NULL, 0, text};
}

static jln_field int_field(int64_t value) {
    return (jln_field){JLN_FIELD_INT, value, NULL};
}

typedef struct {
    const jln_form *form;
    const jln_form_sending *sending;
    const jln_sink *sink;
    jln_err *err;
} sender;

static jln_status begin_file(const sender *s, const jln_table *table) {
    return s->sink->file(s->sink->ctx, table, s->form->path, NULL, s->err);
}

static jln_status send_row(const sender *s, const jln_table *table, const jln_field *fields,
                           long line) {
    const jln_row row = {table, fields, line};
    return s->sink->row(s->sink->ctx, &row, s->err);
}

static jln_status send_one(const sender *s, const char *name, const jln_field *fields) {
    const jln_table *table = jln_table_find(name);
    jln_status status = begin_file(s, table);
    return status == JLN_OK ? send_row(s, table, fields, 1) : status;
}

static jln_status send_package(const sender *s, const char *name, const char *title) {
    const jln_form *form = s->form;
    jln_package *package = jln_arena_alloc(form->arena, sizeof *package);
    if (!package || !name || !title) return jln_err_nomem(s->err);
    *package =
        (jln_package){.dir = form->path, .name = name, .title = title, .plan = form->key.plan};
    return s->sink->package(s->sink->ctx, package, s->err);
}

/* ---- the period, and the returns that are expected of it ---- */

static jln_status announce(const sender *s, const char *lead, const char **seen, size_t *count) {
    const jln_form *form = s->form;
    const jln_form_period *p = &form->key.period;
    bool there = strcmp(lead, form->key.lead) == 0;
    for (size_t i = 0; !there && i < *count; i++) there = strcmp(seen[i], lead) == 0;
    if (there) return JLN_OK;
    seen[(*count)++] = lead;
    const char *id = jln_arena_fmt(form->arena, "R%s-%s", p->code, lead);
    const char *due = jln_form_due(p, form->arena);
    if (!id || !due) return jln_err_nomem(s->err);
    const jln_field fields[] = {text_field(id),  text_field(p->code), text_field(lead),
                                text_field(due), text_field(NULL),    text_field("expected"),
                                text_field(NULL)};
    return send_one(s, "returns", fields);
}

/* Every structure that leads scheduled work owes a return: reports count the silent ones. */
static jln_status announce_all(const sender *s) {
    const jln_form_known *known = s->sending->known;
    const jln_plan *plan = known->plan;
    const char **seen = jln_arena_array(s->form->arena, plan->leaf_count + 1, sizeof *seen);
    size_t count = 0;
    if (!seen) return jln_err_nomem(s->err);
    jln_status status = JLN_OK;
    for (uint32_t i = 0; status == JLN_OK && i < plan->leaf_count; i++) {
        const char *lead = plan->nodes[plan->leaves[i]].lead;
        if (lead && jln_facts_scheduled(known->facts, i, s->form->key.period.year))
            status = announce(s, lead, seen, &count);
    }
    return status;
}

/* A period of the plan belongs to no return: it has a package of its own, the same for all. */
static jln_status send_period(const sender *s) {
    const jln_form *form = s->form;
    const jln_form_period *p = &form->key.period;
    bool announces = s->sending->announce && !form->key.follow_up;
    if (p->known && !announces) return JLN_OK;
    const char *name = jln_arena_fmt(form->arena, "import:%s:%s%s", form->key.plan, p->code,
                                     p->known ? ":expected" : "");
    const char *title = jln_arena_fmt(form->arena, "Période %s", p->code);
    const jln_field fields[] = {text_field(p->code), int_field(p->year), text_field(p->first_day),
                                text_field(p->last_day), int_field(0)};
    jln_status status = send_package(s, name, title);
    if (status == JLN_OK && !p->known) status = send_one(s, "periods", fields);
    return status == JLN_OK && announces ? announce_all(s) : status;
}

/* ---- rows, where they come from, what was confirmed ---- */

static jln_status send_rows(const sender *s) {
    const jln_form *form = s->form;
    jln_status status = JLN_OK;
    const jln_form_row *last = NULL;
    for (int sheet = 0; sheet < JLN_FORM_SHEETS; sheet++)
        for (size_t i = 0; status == JLN_OK && i < form->row_count; i++) {
            const jln_form_row *r = &form->rows[i];
            if ((int)r->sheet != sheet) continue;
            const char *file = jln_form_where(form, r->sheet, r->row, -1);
            int *places = jln_arena_array(form->arena, JLN_TABLE_COLUMNS_MAX, sizeof *places);
            if (!file || !places) return jln_err_nomem(s->err);
            if (!last || last->sheet != r->sheet)
                status = s->sink->file(s->sink->ctx, r->table, form->csv ? form->path : file,
                                       places, s->err);
            if (status == JLN_OK) status = send_row(s, r->table, r->fields, (long)r->row + 1);
            last = r;
        }
    return status;
}

static jln_status send_origins(const sender *s) {
    const jln_form *form = s->form;
    const jln_table *table = jln_table_find("origins");
    jln_status status = begin_file(s, table);
    for (size_t i = 0; status == JLN_OK && i < form->row_count; i++) {
        const jln_form_row *r = &form->rows[i];
        const char *sheet =
            form->csv ? "" : jln_xlsx_sheet_name(form->xlsx, form->sheets[r->sheet].index);
        const char *cell = jln_form_cell(form, r->sheet, r->row, r->column);
        const jln_field fields[] = {text_field(r->table->name), text_field(r->key),
                                    text_field(sheet), text_field(cell)};
        status = cell ? send_row(s, table, fields, 1) : jln_err_nomem(s->err);
    }
    return status;
}

static const char *or_null(const char *text) {
    return text && *text ? text : NULL;
}

static jln_status send_confirmations(const sender *s) {
    const jln_form *form = s->form;
    const jln_table *table = jln_table_find("confirmations");
    jln_status status = begin_file(s, table);
    for (size_t i = 0; status == JLN_OK && i < form->note_count; i++) {
        const jln_form_note *n = &form->notes[i];
        if (n->said.gravity != JLN_FORM_DOUBT || !n->said.by) continue;
        const jln_field fields[] = {text_field(form->key.return_id),  text_field(n->rule),
                                    text_field(n->key ? n->key : ""), text_field(or_null(n->found)),
                                    text_field(or_null(n->compared)), text_field(n->said.by),
                                    text_field(n->said.why)};
        status = send_row(s, table, fields, 1);
    }
    return status;
}

static jln_status send_return(const sender *s) {
    const jln_form_key *k = &s->form->key;
    const jln_field fields[] = {text_field(k->return_id),
                                text_field(k->period.code),
                                text_field(k->lead),
                                text_field(k->due_on),
                                text_field(s->sending->received_on),
                                text_field(s->sending->status),
                                text_field(NULL)};
    return send_one(s, "returns", fields);
}

jln_status jln_form_send(const jln_form *form, const jln_form_sending *sending,
                         const jln_sink *sink, jln_err *err) {
    const sender s = {form, sending, sink, err};
    const jln_form_key *k = &form->key;
    const char *title =
        jln_arena_fmt(form->arena, k->follow_up ? "Fiche de suivi, %s, %s" : "Fiche %s, %s",
                      k->lead, k->period.code);
    jln_status status = send_period(&s);
    if (status == JLN_OK) status = send_package(&s, sending->package, title);
    if (status == JLN_OK && !k->follow_up) status = send_return(&s);
    if (status == JLN_OK) status = send_rows(&s);
    if (status == JLN_OK) status = send_origins(&s);
    return status == JLN_OK ? send_confirmations(&s) : status;
}
