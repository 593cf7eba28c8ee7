/* Recognising a form: the hidden key, and where its sheets and columns are now. */
#include "form/inside.h"

#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MARK_ROWS = 50, KEY_ROWS_MAX = 20000 };

static jln_status refuse(const jln_form *form, const char *message, jln_err *err) {
    return jln_err_set(err, JLN_EDATA, form->path, "%s", message);
}

/* ---- the cells of the key ---- */

static const char *cell_at(const jln_xlsx_row *row, uint16_t column) {
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].column == column) return row->cells[i].text;
    return "";
}

static jln_status take_single(jln_form *form, const char *what, const char *value, jln_err *err) {
    jln_form_key *k = &form->key;
    const struct {
        const char *name, **out;
    } places[] = {{"plan", &k->plan},
                  {"period", &k->period.code},
                  {"first_day", &k->period.first_day},
                  {"last_day", &k->period.last_day},
                  {"lead", &k->lead},
                  {"return", &k->return_id},
                  {"due_on", &k->due_on},
                  {"hash", &form->hash_written}};
    if (strcmp(what, "year") == 0) k->period.year = atoi(value);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strcmp(what, places[i].name) == 0 &&
            !(*places[i].out = jln_arena_str(form->arena, value)))
            return jln_err_nomem(err);
    return JLN_OK;
}

/* "row", "sheet" and the lists of words; JLN_ROW when it is none of these. */
static jln_status take_list(jln_form *form, const char *what, const char *a, const char *b,
                            jln_err *err) {
    const struct {
        const char *name;
        jln_form_words *words;
    } lists[] = {{"state", &form->states},
                 {"follow", &form->follows},
                 {"nature", &form->natures},
                 {"funder", &form->funders},
                 {"activity", &form->activities}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(what, lists[i].name) == 0)
            return jln_form_words_add(lists[i].words, a, b, form->arena, err);
    for (int i = 0; i < JLN_FORM_SHEETS; i++) {
        if (strcmp(a, jln_form_layouts[i].mark) != 0) continue;
        if (strcmp(what, "sheet") == 0) form->wanted[i] = true;
        if (strcmp(what, "row") == 0)
            return jln_form_words_add(&form->expected[i], b, "", form->arena, err);
    }
    return JLN_ROW;
}

static jln_status take_key_row(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    jln_form *form = ctx;
    const char *what = cell_at(row, 0), *a = cell_at(row, 1), *b = cell_at(row, 2);
    char version[8];
    if (form->hash_written) return JLN_ROW;
    if (row->row > KEY_ROWS_MAX)
        return refuse(form, _("la feuille cachée « Clé » a trop de lignes"), err);
    if (strcmp(what, "hash") == 0) return take_single(form, what, a, err);
    form->hash = jln_form_hash(jln_form_hash(jln_form_hash(form->hash, what), a), b);
    snprintf(version, sizeof version, "%d", JLN_FORM_VERSION);
    if (strcmp(what, JLN_FORM_KEY_MARK) == 0 && strcmp(a, version) != 0)
        return refuse(form,
                      _("cette fiche a été faite par une autre version de Jalon ; en produire une "
                        "nouvelle"),
                      err);
    jln_status status = take_list(form, what, a, b, err);
    return status == JLN_ROW ? take_single(form, what, a, err) : status;
}

/* ---- where the sheets are ---- */

typedef struct {
    jln_form *form;
    size_t sheet;
} search;

static jln_status note_columns(jln_form *form, size_t sheet, int i, const jln_xlsx_row *row,
                               jln_err *err) {
    const jln_form_layout *l = &jln_form_layouts[i];
    jln_form_place *place = &form->sheets[i];
    if (place->found)
        return refuse(form,
                      _("une feuille de la fiche est là deux fois ; garder celle qui est remplie"),
                      err);
    *place = (jln_form_place){.found = true, .index = sheet, .header = row->row};
    for (uint16_t c = 0; c < l->count; c++) place->places[c] = -1;
    for (size_t n = 0; n < row->count; n++)
        for (uint16_t c = 0; c < l->count; c++)
            if (strcmp(row->cells[n].text, c ? l->columns[c].code : l->mark) == 0)
                place->places[c] = row->cells[n].column;
    for (uint16_t c = 0; c < l->count; c++)
        if (place->places[c] < 0)
            return jln_err_set(
                err, JLN_EDATA, form->path,
                _("la colonne « %s » de la feuille « %s » a été supprimée ; repartir de "
                  "la fiche envoyée"),
                c ? _(l->columns[c].title) : "clé", jln_xlsx_sheet_name(form->xlsx, sheet));
    return JLN_ROW;
}

static jln_status look_for_marks(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    search *s = ctx;
    jln_form *form = s->form;
    if (row->row > MARK_ROWS) return JLN_ROW;
    for (size_t n = 0; n < row->count; n++) {
        const char *text = row->cells[n].text;
        if (strcmp(text, JLN_FORM_KEY_MARK) == 0) {
            if (form->key_found)
                return refuse(form,
                              _("deux fiches dans un même classeur ; les enregistrer chacune dans "
                                "le sien"),
                              err);
            form->key_found = true;
            form->key_sheet = s->sheet;
            return JLN_ROW;
        }
        for (int i = 0; i < JLN_FORM_SHEETS; i++)
            if (strcmp(text, jln_form_layouts[i].mark) == 0)
                return note_columns(form, s->sheet, i, row, err);
    }
    return JLN_OK;
}

static jln_status check_key(jln_form *form, jln_err *err) {
    char hash[24];
    int32_t days;
    const jln_form_key *k = &form->key;
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)form->hash);
    bool whole = k->plan && k->period.code && k->period.first_day && k->period.last_day &&
                 k->lead && k->return_id && k->due_on && form->hash_written;
    if (!whole || strcmp(hash, form->hash_written) != 0)
        return refuse(form,
                      _("la feuille cachée « Clé » a été changée : la fiche n'est plus reconnue ; "
                        "recopier les réponses dans une fiche neuve"),
                      err);
    if (!jln_date_parse(k->due_on, strlen(k->due_on), &days))
        return refuse(form, _("la clé n'a pas de date limite"), err);
    for (int i = 0; i < JLN_FORM_SHEETS; i++) {
        form->key.follow_up |= form->wanted[i] && jln_form_follows((jln_form_sheet)i);
        if (form->wanted[i] && !form->sheets[i].found)
            return jln_err_set(
                err, JLN_EDATA, form->path,
                _("la feuille « %s » n'est plus dans le classeur ; repartir de la fiche "
                  "envoyée"),
                _(jln_form_layouts[i].name));
    }
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
        return refuse(form,
                      _("ce classeur n'est pas une fiche de collecte de Jalon : il n'en a pas la "
                        "clé"),
                      err);
    jln_xlsx_reader reader = {form, take_key_row, NULL};
    status = jln_xlsx_read(form->xlsx, form->key_sheet, &reader, err);
    return status == JLN_OK ? check_key(form, err) : status;
}

jln_status jln_form_open(const char *path, jln_arena *arena, jln_form **out, jln_err *err) {
    jln_form *form = jln_arena_alloc(arena, sizeof *form);
    const char *dot = strrchr(path, '.');
    *out = form;
    if (!form || !(form->path = jln_arena_str(arena, path))) return jln_err_nomem(err);
    form->arena = arena;
    if (dot && strcasecmp(dot, ".csv") == 0) return jln_form_csv_open(form, err);
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
