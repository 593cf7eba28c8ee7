/* Recognising a form: the hidden key, and where its sheets and columns are now. */
#include "form/inside.h"

#include "base/date.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARK_ROWS = 50, KEY_ROWS_MAX = 20000 };

static jln_status refuse(const jln_form *form, const char *message, jln_err *err) {
    return jln_err_set(err, JLN_EDATA, form->path, "%s", message);
}

jln_status jln_form_say(const jln_form *form, jln_diag *diag, jln_form_sheet sheet, uint32_t row, int column,
                        const char *fmt, ...) {
    char ref[JLN_XLSX_REF_MAX] = "";
    const jln_form_place *place = &form->sheets[sheet];
    jln_err problem = {.status = JLN_EDATA};
    if (column >= 0 && place->places[column] >= 0) jln_xlsx_ref_text(row, (uint16_t)place->places[column], ref);
    snprintf(problem.where, sizeof problem.where, "%.200s, %.80s%s%s", form->path,
             place->found ? jln_xlsx_sheet_name(form->xlsx, place->index) : _(jln_form_layouts[sheet].name), *ref ? "!" : "", ref);
    va_list args;
    va_start(args, fmt);
    vsnprintf(problem.message, sizeof problem.message, fmt, args);
    va_end(args);
    return jln_diag_emit(diag, &problem);
}

/* ---- the cells of the key ---- */

static const char *cell_at(const jln_xlsx_row *row, uint16_t column) {
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].column == column) return row->cells[i].text;
    return "";
}

static jln_status add_word(jln_form *form, jln_form_words *words, const char *word, const char *code, jln_err *err) {
    jln_form_word *grown = jln_arena_grow(form->arena, words->items, &words->capacity, words->count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    words->items = grown;
    grown[words->count] = (jln_form_word){jln_arena_str(form->arena, word), jln_arena_str(form->arena, code), 0};
    return grown[words->count].word && grown[words->count++].code ? JLN_OK : jln_err_nomem(err);
}

static jln_status take_single(jln_form *form, const char *what, const char *value, jln_err *err) {
    const struct {
        const char *name, **out;
    } places[] = {{"plan", &form->key.plan}, {"period", &form->key.period.code}, {"first_day", &form->key.period.first_day},
                  {"last_day", &form->key.period.last_day}, {"lead", &form->key.lead}, {"return", &form->key.return_id},
                  {"due_on", &form->key.due_on}, {"hash", &form->hash_written}};
    if (strcmp(what, "year") == 0) form->key.period.year = atoi(value);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strcmp(what, places[i].name) == 0 && !(*places[i].out = jln_arena_str(form->arena, value)))
            return jln_err_nomem(err);
    return JLN_OK;
}

static jln_status take_key_row(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    jln_form *form = ctx;
    const char *what = cell_at(row, 0), *a = cell_at(row, 1), *b = cell_at(row, 2);
    if (form->hash_written) return JLN_ROW;
    if (row->row > KEY_ROWS_MAX) return refuse(form, _("la feuille cachée « Clé » a trop de lignes"), err);
    if (strcmp(what, "hash") != 0) {
        form->hash = jln_form_hash(jln_form_hash(jln_form_hash(form->hash, what), a), b);
        if (strcmp(what, JLN_FORM_KEY_MARK) == 0 && strcmp(a, "1") != 0)
            return refuse(form, _("cette fiche a été faite par une autre version de Jalon ; en produire une nouvelle"), err);
    }
    if (strcmp(what, "state") == 0) return add_word(form, &form->states, a, b, err);
    if (strcmp(what, "funder") == 0) return add_word(form, &form->funders, a, b, err);
    if (strcmp(what, "activity") == 0) return add_word(form, &form->activities, a, b, err);
    for (int i = 0; strcmp(what, "row") == 0 && i < JLN_FORM_SHEETS; i++)
        if (strcmp(a, jln_form_layouts[i].mark) == 0) return add_word(form, &form->expected[i], b, "", err);
    return take_single(form, what, a, err);
}

/* ---- where the sheets are ---- */

typedef struct {
    jln_form *form;
    size_t sheet;
} search;

static jln_status note_columns(jln_form *form, size_t sheet, int i, const jln_xlsx_row *row, jln_err *err) {
    const jln_form_layout *l = &jln_form_layouts[i];
    jln_form_place *place = &form->sheets[i];
    if (place->found) return refuse(form, _("une feuille de la fiche est là deux fois ; garder celle qui est remplie"), err);
    place->found = true;
    place->index = sheet;
    place->header = row->row;
    for (uint16_t c = 0; c < l->count; c++) place->places[c] = -1;
    for (size_t n = 0; n < row->count; n++)
        for (uint16_t c = 0; c < l->count; c++)
            if (strcmp(row->cells[n].text, c ? l->columns[c].code : l->mark) == 0) place->places[c] = row->cells[n].column;
    for (uint16_t c = 0; c < l->count; c++)
        if (place->places[c] < 0)
            return jln_err_set(err, JLN_EDATA, form->path, _("la colonne « %s » de la feuille « %s » a été supprimée ; repartir de la fiche envoyée"),
                               c ? _(l->columns[c].title) : "clé", jln_xlsx_sheet_name(form->xlsx, sheet));
    return JLN_ROW;
}

static jln_status look_for_marks(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    search *s = ctx;
    if (row->row > MARK_ROWS) return JLN_ROW;
    for (size_t n = 0; n < row->count; n++) {
        const char *text = row->cells[n].text;
        if (strcmp(text, JLN_FORM_KEY_MARK) == 0) {
            s->form->key_found = true;
            s->form->key_sheet = s->sheet;
            return JLN_ROW;
        }
        for (int i = 0; i < JLN_FORM_SHEETS; i++)
            if (strcmp(text, jln_form_layouts[i].mark) == 0) return note_columns(s->form, s->sheet, i, row, err);
    }
    return JLN_OK;
}

static jln_status check_key(jln_form *form, jln_err *err) {
    char hash[24];
    int32_t days;
    const jln_form_key *k = &form->key;
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)form->hash);
    bool whole = k->plan && k->period.code && k->period.first_day && k->period.last_day && k->lead && k->return_id && k->due_on &&
                 form->hash_written;
    if (!whole || strcmp(hash, form->hash_written) != 0)
        return refuse(form, _("la feuille cachée « Clé » a été changée : la fiche n'est plus reconnue ; recopier les réponses dans une fiche neuve"), err);
    if (!jln_date_parse(k->due_on, strlen(k->due_on), &days)) return refuse(form, _("la clé n'a pas de date limite"), err);
    for (int i = 0; i < JLN_FORM_SHEETS; i++)
        if (!form->sheets[i].found)
            return jln_err_set(err, JLN_EDATA, form->path, _("la feuille « %s » n'est plus dans le classeur ; repartir de la fiche envoyée"),
                               _(jln_form_layouts[i].name));
    return JLN_OK;
}

static jln_status recognise(jln_form *form, jln_err *err) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < jln_xlsx_sheet_count(form->xlsx); i++) {
        search s = {form, i};
        jln_xlsx_reader reader = {&s, look_for_marks, NULL};
        status = jln_xlsx_read(form->xlsx, i, &reader, err);
    }
    if (status != JLN_OK) return status;
    if (!form->key_found)
        return refuse(form, _("ce classeur n'est pas une fiche de collecte de Jalon : il n'en a pas la clé"), err);
    jln_xlsx_reader reader = {form, take_key_row, NULL};
    status = jln_xlsx_read(form->xlsx, form->key_sheet, &reader, err);
    return status == JLN_OK ? check_key(form, err) : status;
}

jln_status jln_form_open(const char *path, jln_arena *arena, jln_form **out, jln_err *err) {
    jln_form *form = jln_arena_alloc(arena, sizeof *form);
    *out = form;
    if (!form || !(form->path = jln_arena_str(arena, path))) return jln_err_nomem(err);
    form->arena = arena;
    jln_status status = jln_xlsx_open(path, &form->xlsx, err);
    return status == JLN_OK ? recognise(form, err) : status;
}

void jln_form_close(jln_form *form) {
    if (!form) return;
    jln_xlsx_close(form->xlsx);
    form->xlsx = NULL;
}

jln_form_key *jln_form_key_of(jln_form *form) {
    return &form->key;
}

jln_form_counts jln_form_counts_of(const jln_form *form) {
    return form->counts;
}
