/* The lines of a follow-up: indicators, beneficiaries, funding, recommendations. */
#include "form/inside.h"

#include <stdlib.h>
#include <string.h>

/* Sets fields from texts that are known to be good, or whose problem is told at `cell`. */
static jln_status put_all(jln_form_line *l, const jln_table *table, jln_field *fields, int cell,
                          const char *const values[][2], size_t count, jln_err *err) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        int own = jln_form_at(l, values[i][0]);
        status =
            jln_form_put(l, table, fields, values[i][0], own >= 0 ? own : cell, values[i][1], err);
    }
    return status;
}

#define PUT_ALL(l, table, fields, cell, values, err)                                               \
    put_all(l, table, fields, cell, values, sizeof(values) / sizeof *(values), err)

/* JLN_ROW when the line says something: a value, with its source. */
static jln_status has_value(jln_form_line *l, jln_err *err) {
    bool value = *jln_form_text(l, "value") != '\0', source = *jln_form_text(l, "source") != '\0';
    if (value) return JLN_ROW;
    if (!source) return JLN_OK;
    return jln_form_bad(l, jln_form_at(l, "value"), err, "%s",
                        _("une source sans valeur ; donner la valeur, ou ND"));
}

static jln_status say_moved(jln_form_line *l, const char *column, jln_err *err) {
    return jln_form_bad(
        l, jln_form_at(l, column), err,
        _("la ligne montre « %.60s », sa clé est « %.80s » : des cellules ont été triées "
          "sans les autres ; repartir d'une fiche neuve"),
        jln_form_text(l, column), l->key);
}

/* `m` says what was measured; its value is read from the field. */
static jln_status note_measured(jln_form_line *l, jln_form_measured m, const jln_field *value,
                                jln_err *err) {
    jln_form *form = l->form;
    l->form->counts.amounts++;
    m.sheet = l->sheet;
    m.key = l->key;
    m.row = l->row;
    if (value->tag != JLN_FIELD_TEXT || !jln_rat_parse(value->text, strlen(value->text), &m.value))
        return JLN_OK;
    jln_form_measured *grown = jln_form_push(form, form->measured, &form->measured_count,
                                             &form->measured_capacity, sizeof *grown, err);
    if (!grown) return JLN_ENOMEM;
    form->measured = grown;
    grown[form->measured_count - 1] = m;
    return JLN_OK;
}

/* What is shown as the whole is an empty text in the store. */
static const char *not_whole(const char *text) {
    return strcmp(text, JLN_FORM_WHOLE) == 0 ? "" : text;
}

/* ---- indicators ---- */

/* Rank of the line "node|position" of the logical framework; -1. */
static int find_line(const jln_form_line *l) {
    const char *bar = strrchr(l->key, '|');
    char *id = bar ? jln_arena_strn(l->form->arena, l->key, (size_t)(bar - l->key)) : NULL;
    uint32_t node = id ? jln_plan_node(l->known->plan, id) : UINT32_MAX;
    const jln_frame *frame = l->known->frame;
    for (int i = 0; bar && i < frame->line_count; i++)
        if (frame->lines[i].node == node && frame->lines[i].position == atoi(bar + 1)) return i;
    return -1;
}

static bool is_whole_year(const jln_form_period *p) {
    return strcmp(p->first_day + 4, "-01-01") == 0 && strcmp(p->last_day + 4, "-12-31") == 0;
}

jln_status jln_form_read_indicator(jln_form_line *l, jln_err *err) {
    const jln_table *table;
    const jln_form_period *period = &l->form->key.period;
    jln_status status = has_value(l, err);
    if (status != JLN_ROW) return status;
    int line = find_line(l), cell = jln_form_at(l, "value");
    if (line < 0)
        return jln_form_bad(l, jln_form_at(l, "title"), err, "%s",
                            _("cet indicateur n'est plus dans le cadre logique du plan ; repartir "
                              "d'une fiche neuve"));
    const jln_frame_line *indicator = &l->known->frame->lines[line];
    const char *id = l->known->plan->nodes[indicator->node].id;
    if (strcmp(jln_form_text(l, "code"), id) != 0) return say_moved(l, "code", err);
    const char *reason = jln_form_reason(l->texts[cell]);
    bool words = !reason && strcmp(indicator->kind, "text") == 0;
    const char *number = reason || words ? "" : jln_form_without_percent(l, cell);
    jln_field *fields = jln_form_fields(l, &table, "measurements", err);
    if (!fields || !number) return jln_err_nomem(err);
    const char *const values[][2] = {
        {"result_id", id},
        {"position", jln_arena_fmt(l->form->arena, "%d", indicator->position)},
        {"year", jln_arena_fmt(l->form->arena, "%d", period->year)},
        {"period", is_whole_year(period) ? "" : period->code},
        {"state", reason  ? reason
                  : words ? "text"
                          : "number"},
        {"value", number},
        {"words", words ? l->texts[cell] : ""},
        {"source", jln_form_text(l, "source")},
    };
    if (!values[1][1] || !values[2][1]) return jln_err_nomem(err);
    status = PUT_ALL(l, table, fields, cell, values, err);
    if (status == JLN_OK) status = jln_form_finish(l, table, fields, cell, err);
    if (status != JLN_OK || !jln_form_is_good(l)) return status;
    const jln_form_measured m = {.line = line, .unit = indicator->unit};
    return note_measured(l, m, &fields[jln_table_column(table, "value")], err);
}

/* ---- beneficiaries ---- */

jln_status jln_form_read_cover(jln_form_line *l, jln_err *err) {
    const jln_table *table;
    jln_arena *arena = l->form->arena;
    jln_status status = has_value(l, err);
    if (status != JLN_ROW) return status;
    const jln_cover place = {.scheme = jln_form_text(l, "scheme"),
                             .region = jln_form_text(l, "region"),
                             .sex = not_whole(jln_form_text(l, "sex")),
                             .measure = jln_form_text(l, "measure"),
                             .unit = jln_form_text(l, "unit")};
    const char *name = jln_form_cover_key(&place, arena);
    int cell = jln_form_at(l, "value"), year = l->form->key.period.year;
    if (!name) return jln_err_nomem(err);
    if (*l->key != '+' && strcmp(name, l->key) != 0) return say_moved(l, "scheme", err);
    bool reason = jln_form_reason(l->texts[cell]) != NULL;
    const char *number = reason ? "" : jln_form_without_percent(l, cell);
    const char *const values[][2] = {
        {"id",
         jln_arena_fmt(arena, "%d/%016llx", year, (unsigned long long)jln_form_hash(0, name))},
        {"year", jln_arena_fmt(arena, "%d", year)},
        {"scheme", place.scheme},
        {"region", place.region},
        {"sex", place.sex},
        {"measure", place.measure},
        {"unit", place.unit},
        {"value", number},
        {"source", jln_form_text(l, "source")},
        {"source_kind", "document"},
    };
    jln_field *fields = jln_form_fields(l, &table, "coverage", err);
    if (!fields || !number || !values[0][1] || !values[1][1]) return jln_err_nomem(err);
    status = PUT_ALL(l, table, fields, cell, values, err);
    if (status == JLN_OK) status = jln_form_finish(l, table, fields, cell, err);
    if (status != JLN_OK || !jln_form_is_good(l)) return status;
    const jln_form_measured m = {
        .line = -1, .region = place.region, .sex = place.sex, .unit = place.unit};
    return note_measured(l, m, &fields[jln_table_column(table, "value")], err);
}

/* ---- funding ---- */

typedef struct {
    const char *funder, *node, *nature;
    jln_form_funded funded;
} promise;

static jln_status stage_row(jln_form_line *l, jln_funding stage, promise *p, jln_err *err) {
    const jln_table *table;
    const char *code = jln_funding_code(stage);
    int cell = jln_form_at(l, code);
    const char *reason = jln_form_reason(l->texts[cell]);
    jln_field *fields = jln_form_fields(l, &table, "mobilisation", err);
    if (!fields) return JLN_ENOMEM;
    const char *const values[][2] = {
        {"funder", p->funder},
        {"result_id", p->node},
        {"period", l->form->key.period.code},
        {"status", code},
        {"nature", p->nature},
        {"state", reason ? reason : "number"},
        {"source", jln_form_text(l, "source")},
    };
    jln_status status = PUT_ALL(l, table, fields, cell, values, err);
    if (status == JLN_OK && !reason)
        status = jln_form_put(l, table, fields, "amount", cell, l->texts[cell], err);
    if (status == JLN_OK) status = jln_form_finish(l, table, fields, cell, err);
    l->form->counts.amounts++;
    if (status != JLN_OK || !jln_form_is_good(l) || reason) return status;
    p->funded.known[stage] = true;
    p->funded.amounts[stage] = fields[jln_table_column(table, "amount")].integer;
    return JLN_OK;
}

/* The source, the result and the nature of a line: as chosen, and as printed when they are. */
static jln_status read_promise(jln_form_line *l, promise *p, jln_err *err) {
    const jln_form *form = l->form;
    const char *source = jln_form_text(l, "funder"), *nature = jln_form_text(l, "nature");
    p->node = not_whole(jln_form_text(l, "result_id"));
    p->funder = jln_form_words_code(&form->funders, source);
    p->nature = *nature ? jln_form_words_code(&form->natures, nature) : "cash";
    if (!p->funder) return jln_form_bad_word(l, "funder", &form->funders, err);
    if (!p->nature) return jln_form_bad_word(l, "nature", &form->natures, err);
    uint32_t node = jln_plan_node(l->known->plan, p->node);
    if (node == UINT32_MAX)
        return jln_form_bad(l, jln_form_at(l, "result_id"), err,
                            _("« %.60s » n'est pas un code du plan"), p->node);
    p->funded.node = node;
    p->funded.in_kind = strcmp(p->nature, "cash") != 0;
    p->funded.funder = jln_plan_funder(l->known->plan, p->funder);
    const char *key = jln_arena_fmt(form->arena, "%s|%s|%s", p->funder, p->node, p->nature);
    if (!key) return jln_err_nomem(err);
    return *l->key != '+' && strcmp(key, l->key) != 0 ? say_moved(l, "funder", err) : JLN_OK;
}

jln_status jln_form_read_funding(jln_form_line *l, jln_err *err) {
    jln_form *form = l->form;
    promise p = {.funded = {.key = l->key, .row = l->row}};
    bool amounts = false;
    for (int s = 0; s < JLN_FUNDING_COUNT; s++)
        amounts |= *jln_form_text(l, jln_funding_code((jln_funding)s)) != '\0';
    if (!amounts && !*jln_form_text(l, "source")) return JLN_OK;
    if (!amounts)
        return jln_form_bad(l, jln_form_at(l, "received"), err, "%s",
                            _("une pièce sans montant ; donner au moins un montant, ou ND"));
    jln_status status = read_promise(l, &p, err);
    for (int s = 0; status == JLN_OK && jln_form_is_good(l) && s < JLN_FUNDING_COUNT; s++)
        if (*jln_form_text(l, jln_funding_code((jln_funding)s)))
            status = stage_row(l, (jln_funding)s, &p, err);
    if (status != JLN_OK || !jln_form_is_good(l)) return status;
    jln_form_funded *grown = jln_form_push(form, form->funded, &form->funded_count,
                                           &form->funded_capacity, sizeof *grown, err);
    if (!grown) return JLN_ENOMEM;
    form->funded = grown;
    grown[form->funded_count - 1] = p.funded;
    return JLN_OK;
}

/* ---- recommendations ---- */

static jln_status check_date(jln_form_line *l, const char *code, jln_err *err) {
    bool executed = strcmp(code, "executed") == 0, dated = *jln_form_text(l, "done_on") != '\0';
    if (executed == dated) return JLN_OK;
    return jln_form_bad(
        l, jln_form_at(l, "done_on"), err, "%s",
        executed ? _("une recommandation exécutée a sa date ; la donner")
                 : _("une date d'exécution, mais la suite donnée n'est pas « exécutée »"));
}

jln_status jln_form_read_recommendation(jln_form_line *l, jln_err *err) {
    static const char *const entries[] = {"done_on", "source", "comment"};
    const jln_table *table;
    const char *state = jln_form_text(l, "state");
    bool any = *state != '\0';
    for (size_t i = 0; i < 3; i++) any |= *jln_form_text(l, entries[i]) != '\0';
    if (!any) return JLN_OK;
    if (strcmp(jln_form_text(l, "number"), l->key) != 0) return say_moved(l, "number", err);
    int cell = jln_form_at(l, "state");
    if (!*state)
        return jln_form_bad(
            l, cell, err, "%s",
            _("la ligne est remplie mais la suite donnée manque ; la choisir dans la "
              "liste"));
    const char *code = jln_form_words_code(&l->form->follows, state);
    if (!code) return jln_form_bad_word(l, "state", &l->form->follows, err);
    jln_field *fields = jln_form_fields(l, &table, "follow_ups", err);
    if (!fields) return JLN_ENOMEM;
    const char *const values[][2] = {{"number", l->key},
                                     {"period", l->form->key.period.code},
                                     {"state", code},
                                     {"done_on", jln_form_text(l, "done_on")},
                                     {"source", jln_form_text(l, "source")},
                                     {"comment", jln_form_text(l, "comment")}};
    jln_status status = check_date(l, code, err);
    if (status == JLN_OK) status = PUT_ALL(l, table, fields, cell, values, err);
    if (status == JLN_OK) status = jln_form_finish(l, table, fields, cell, err);
    if (jln_form_is_good(l)) l->form->counts.amounts++;
    return status;
}
