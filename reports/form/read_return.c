/* The lines of a structure's return: activities, spending, work that was not planned. */
#include "form/inside.h"

#include "import/words.h"

#include <string.h>

/* ---- activities ---- */

static jln_status note_done(jln_form_line *l, const jln_table *table, const jln_field *fields,
                            uint32_t leaf, jln_err *err) {
    jln_form *form = l->form;
    jln_form_done *grown = jln_form_push(form, form->done, &form->done_count, &form->done_capacity,
                                         sizeof *grown, err);
    if (!grown) return JLN_ENOMEM;
    const jln_field *state = &fields[jln_table_column(table, "state")];
    const jln_field *physical = &fields[jln_table_column(table, "physical")];
    jln_form_done *d = &grown[form->done_count - 1];
    form->done = grown;
    *d = (jln_form_done){.key = l->key,
                         .leaf = leaf,
                         .row = l->row,
                         .not_started = strcmp(state->text, "not_started") == 0};
    d->known = physical->tag == JLN_FIELD_TEXT &&
               jln_rat_parse(physical->text, strlen(physical->text), &d->physical);
    form->counts.reported++;
    return JLN_OK;
}

/* The leaf number of an activity of this form; a problem when it is none. */
static jln_status find_leaf(jln_form_line *l, int cell, const char *id, uint32_t *leaf,
                            jln_err *err) {
    const jln_plan *plan = l->known->plan;
    uint32_t node = jln_plan_node(plan, id);
    char quoted[JLN_QUOTE_MAX];
    bool mine = jln_form_words_find(&l->form->activities, id) != NULL;
    if (!mine || node == UINT32_MAX || !jln_plan_is_leaf(plan, node))
        return jln_form_bad(l, cell, err,
                            _("trouvé %s, attendu le code d'une activité de cette fiche"),
                            jln_quote(id, strlen(id), quoted));
    *leaf = plan->nodes[node].leaf_first;
    return JLN_OK;
}

static jln_status say_sorted(jln_form_line *l, const char *column, const char *shown,
                             const char *key, jln_err *err) {
    return jln_form_bad(
        l, jln_form_at(l, column), err,
        _("la ligne montre l'activité « %.60s », sa clé est celle de « %.60s » : des "
          "cellules ont été triées sans les autres ; repartir d'une fiche neuve"),
        shown, key);
}

static jln_status progress_row(jln_form_line *l, const char *code, uint32_t leaf, jln_err *err) {
    static const char *const cells[] = {"quantity_planned", "quantity_done", "unit",
                                        "decided_on",       "document",      "comment"};
    const jln_table *table;
    const jln_form_key *key = &l->form->key;
    int state = jln_form_at(l, "state"), share = jln_form_at(l, "physical");
    jln_field *fields = jln_form_fields(l, &table, "progress", err);
    const char *physical = jln_form_without_percent(l, share);
    if (!fields || !physical) return jln_err_nomem(err);
    jln_status status = jln_form_put(l, table, fields, "activity_id", 0, l->key, err);
    if (status == JLN_OK)
        status = jln_form_put(l, table, fields, "period", 0, key->period.code, err);
    if (status == JLN_OK) status = jln_form_put(l, table, fields, "state", state, code, err);
    if (status == JLN_OK) status = jln_form_put(l, table, fields, "physical", share, physical, err);
    if (status == JLN_OK)
        status = jln_form_put(l, table, fields, "return_id", 0, key->return_id, err);
    for (size_t i = 0; status == JLN_OK && i < sizeof cells / sizeof *cells; i++)
        status = jln_form_put_cell(l, table, fields, cells[i], err);
    if (status == JLN_OK) status = jln_form_finish(l, table, fields, share, err);
    return status == JLN_OK && jln_form_is_good(l) ? note_done(l, table, fields, leaf, err)
                                                   : status;
}

jln_status jln_form_read_activity(jln_form_line *l, jln_err *err) {
    static const char *const entries[] = {"state",         "physical", "quantity_planned",
                                          "quantity_done", "unit",     "decided_on",
                                          "document",      "comment"};
    const char *state = jln_form_text(l, "state"), *shown = jln_form_text(l, "code");
    uint32_t leaf = 0;
    bool any = false;
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        any |= *jln_form_text(l, entries[i]) != '\0';
    l->form->counts.activities++;
    if (strcmp(shown, l->key) != 0) return say_sorted(l, "code", shown, l->key, err);
    jln_status status = find_leaf(l, jln_form_at(l, "code"), l->key, &leaf, err);
    if (status != JLN_OK || !any || !jln_form_is_good(l)) return status;
    if (!*state)
        return jln_form_bad(
            l, jln_form_at(l, "state"), err, "%s",
            _("la ligne est remplie mais l'état manque ; le choisir dans la liste"));
    const char *code = jln_form_words_code(&l->form->states, state);
    return code ? progress_row(l, code, leaf, err)
                : jln_form_bad_word(l, "state", &l->form->states, err);
}

/* ---- spending ---- */

typedef struct {
    const char *activity, *funder;
    jln_form_spent spent;
} outlay;

static jln_status amount_row(jln_form_line *l, const char *stage, outlay *o, jln_err *err) {
    const jln_table *table;
    jln_stage which;
    const jln_form_key *key = &l->form->key;
    int cell = jln_form_at(l, stage);
    const char *text = l->texts[cell], *reason = jln_form_reason(text);
    jln_field *fields = jln_form_fields(l, &table, "spending", err);
    if (!fields) return JLN_ENOMEM;
    const char *const values[][2] = {{"activity_id", o->activity},
                                     {"funder", o->funder},
                                     {"period", key->period.code},
                                     {"stage", stage},
                                     {"state", reason ? reason : "number"},
                                     {"return_id", key->return_id},
                                     {"comment", jln_form_text(l, "comment")}};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < sizeof values / sizeof *values; i++)
        status = jln_form_put(l, table, fields, values[i][0], cell, values[i][1], err);
    if (status == JLN_OK && !reason)
        status = jln_form_put(l, table, fields, "amount", cell, text, err);
    if (status == JLN_OK) status = jln_form_finish(l, table, fields, cell, err);
    if (status == JLN_OK && jln_form_is_good(l) && !reason && jln_stage_of(stage, &which)) {
        o->spent.known[which] = true;
        o->spent.amounts[which] = fields[jln_table_column(table, "amount")].integer;
    }
    l->form->counts.amounts++;
    return status;
}

/* The activity and source of a line: from its key when they are printed, else as chosen. */
static jln_status read_place(jln_form_line *l, outlay *o, jln_err *err) {
    const char *bar = strchr(l->key, '|'), *source = jln_form_text(l, "funder");
    const char *shown = jln_form_text(l, "activity_id");
    o->activity = bar ? jln_arena_strn(l->form->arena, l->key, (size_t)(bar - l->key)) : shown;
    if (!o->activity) return jln_err_nomem(err);
    if (bar && strcmp(o->activity, shown) != 0)
        return say_sorted(l, "activity_id", shown, o->activity, err);
    if (!*o->activity)
        return jln_form_bad(l, jln_form_at(l, "activity_id"), err, "%s",
                            _("des montants sans activité ; en choisir une dans la liste"));
    o->funder = *source ? jln_form_words_code(&l->form->funders, source) : "";
    if (bar && bar[1] != '?' && (!o->funder || strcmp(o->funder, bar + 1) != 0))
        return jln_form_bad(
            l, jln_form_at(l, "funder"), err, "%s",
            _("la source imprimée sur cette ligne a été changée ; utiliser une autre "
              "ligne"));
    return o->funder ? JLN_OK : jln_form_bad_word(l, "funder", &l->form->funders, err);
}

static jln_status note_spent(jln_form_line *l, const jln_form_spent *spent, jln_err *err) {
    jln_form *form = l->form;
    jln_form_spent *grown = jln_form_push(form, form->spent, &form->spent_count,
                                          &form->spent_capacity, sizeof *grown, err);
    if (!grown) return JLN_ENOMEM;
    form->spent = grown;
    grown[form->spent_count - 1] = *spent;
    return JLN_OK;
}

jln_status jln_form_read_spending(jln_form_line *l, jln_err *err) {
    outlay o = {.activity = "", .funder = "", .spent = {.key = l->key, .row = l->row}};
    bool amounts = false;
    for (int s = 0; s < JLN_STAGE_COUNT; s++)
        amounts |= *jln_form_text(l, jln_stage_code((jln_stage)s)) != '\0';
    if (!amounts && !*jln_form_text(l, "comment")) return JLN_OK;
    if (!amounts)
        return jln_form_bad(l, jln_form_at(l, "paid"), err, "%s",
                            _("un commentaire sans montant ; donner au moins un montant, ou ND"));
    jln_status status = read_place(l, &o, err);
    if (status == JLN_OK && jln_form_is_good(l))
        status = find_leaf(l, jln_form_at(l, "activity_id"), o.activity, &o.spent.leaf, err);
    if (status != JLN_OK || !jln_form_is_good(l)) return status;
    o.spent.funder = *o.funder ? jln_plan_funder(l->known->plan, o.funder) : -1;
    for (int s = 0; status == JLN_OK && s < JLN_STAGE_COUNT; s++) {
        const char *stage = jln_stage_code((jln_stage)s);
        if (*jln_form_text(l, stage)) status = amount_row(l, stage, &o, err);
    }
    return status == JLN_OK ? note_spent(l, &o.spent, err) : status;
}

/* ---- work that was not planned ---- */

jln_status jln_form_read_extra(jln_form_line *l, jln_err *err) {
    static const char *const entries[] = {"result_id", "title", "amount", "comment"};
    const jln_table *table;
    const jln_form_key *key = &l->form->key;
    const char *source = jln_form_text(l, "funder"), *node = jln_form_text(l, "result_id");
    bool any = *source != '\0';
    for (size_t i = 0; i < 4; i++) any |= *jln_form_text(l, entries[i]) != '\0';
    if (!any) return JLN_OK;
    const char *funder = *source ? jln_form_words_code(&l->form->funders, source) : "";
    jln_field *fields = jln_form_fields(l, &table, "extra_work", err);
    const char *id = jln_arena_fmt(l->form->arena, "%s-X%s", key->return_id, l->key + 1);
    if (!fields || !id) return jln_err_nomem(err);
    if (!funder) return jln_form_bad_word(l, "funder", &l->form->funders, err);
    if (*node && jln_plan_node(l->known->plan, node) == UINT32_MAX)
        return jln_form_bad(l, jln_form_at(l, "result_id"), err,
                            _("« %.60s » n'est pas un code du plan"), node);
    int at = jln_form_at(l, "funder");
    jln_status status = jln_form_put(l, table, fields, "id", 0, id, err);
    if (status == JLN_OK)
        status = jln_form_put(l, table, fields, "period", 0, key->period.code, err);
    if (status == JLN_OK) status = jln_form_put(l, table, fields, "funder", at, funder, err);
    if (status == JLN_OK)
        status = jln_form_put(l, table, fields, "return_id", 0, key->return_id, err);
    for (size_t i = 0; status == JLN_OK && i < 4; i++)
        status = jln_form_put_cell(l, table, fields, entries[i], err);
    if (status == JLN_OK) status = jln_form_finish(l, table, fields, jln_form_at(l, "title"), err);
    if (jln_form_is_good(l)) l->form->counts.extras++;
    return status;
}
