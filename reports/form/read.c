/* Reading a form: from the cells of its sheets to the lines that people filled in. */
#include "form/inside.h"

#include "base/date.h"
#include "import/text.h"
#include "import/words.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_MAX = 20000, HIDDEN_SHOWN = 8 };

/* A sheet being read, and the hidden rows of it that say something. */
typedef struct {
    jln_form_line line;
    uint32_t hidden[HIDDEN_SHOWN];
    size_t hidden_count;
    bool too_long;
} sheet_reading;

/* ---- one line ---- */

/* 0.6 shown as a percentage is 60. */
static jln_status scale_percent(jln_form_line *l, int column, jln_err *err) {
    char out[JLN_NUM_MAX];
    jln_rat value;
    const char *text = l->texts[column];
    jln_form_kind kind = jln_form_layouts[l->sheet].columns[column].kind;
    if (kind != JLN_FORM_SHARE && kind != JLN_FORM_VALUE) return JLN_OK;
    if (!jln_rat_parse(text, strlen(text), &value) ||
        !jln_rat_mul(value, jln_rat_of(100), &value) || !jln_rat_text(value, 6, true, out))
        return JLN_OK;
    l->texts[column] = jln_arena_str(l->form->arena, out);
    return l->texts[column] ? JLN_OK : jln_err_nomem(err);
}

/* Copies the cell into the line, through the gate of texts. */
static jln_status take_cell(jln_form_line *l, int column, const jln_xlsx_cell *cell, jln_err *err) {
    char clean[JLN_FIELD_TEXT_MAX + 1], quoted[JLN_QUOTE_MAX];
    jln_err problem = {0};
    bool entry = jln_form_is_entry(l->sheet, column);
    if (entry && cell->kind == JLN_XLSX_NO_VALUE)
        return jln_form_bad(
            l, column, err, "%s",
            _("une formule sans valeur calculée ; ouvrir le classeur dans un tableur et "
              "l'enregistrer, ou écrire la valeur"));
    jln_status status =
        jln_text_clean(cell->text, strlen(cell->text), clean, sizeof clean, &problem);
    if (status == JLN_EDATA) return jln_form_bad(l, column, err, "%s", problem.message);
    if (status != JLN_OK) return jln_err_set(err, status, NULL, "%s", problem.message);
    l->kinds[column] = cell->kind;
    l->texts[column] = jln_arena_str(l->form->arena, clean);
    if (!l->texts[column]) return jln_err_nomem(err);
    if (entry && cell->kind == JLN_XLSX_ERROR)
        return jln_form_bad(l, column, err, _("trouvé %s, une erreur de calcul ; écrire la valeur"),
                            jln_quote(clean, strlen(clean), quoted));
    return cell->percent ? scale_percent(l, column, err) : JLN_OK;
}

static const char *key_of(const jln_form_line *l, const jln_xlsx_row *row) {
    int place = l->form->sheets[l->sheet].places[0];
    for (size_t n = 0; n < row->count; n++)
        if (place == row->cells[n].column) return row->cells[n].text;
    return "";
}

static jln_status take_cells(jln_form_line *l, const jln_xlsx_row *row, jln_err *err) {
    const jln_form_layout *layout = &jln_form_layouts[l->sheet];
    const jln_form_place *place = &l->form->sheets[l->sheet];
    char clean[256];
    jln_status status = JLN_OK;
    for (int c = 0; c < JLN_FORM_COLUMNS_MAX; c++) l->texts[c] = "", l->kinds[c] = JLN_XLSX_TEXT;
    const char *key = key_of(l, row);
    bool good = jln_text_clean(key, strlen(key), clean, sizeof clean, NULL) == JLN_OK;
    l->key = jln_arena_str(l->form->arena, good ? clean : "?");
    if (!l->key) return jln_err_nomem(err);
    for (size_t n = 0; status == JLN_OK && n < row->count; n++)
        for (int c = 1; status == JLN_OK && c < layout->count; c++)
            if (place->places[c] == row->cells[n].column)
                status = take_cell(l, c, &row->cells[n], err);
    return status;
}

/* What was answered is kept with the key of the line, for the copy to send back. */
static jln_status keep_answers(jln_form_line *l, jln_form_word *key, jln_err *err) {
    uint16_t count = jln_form_layouts[l->sheet].count;
    bool any = false;
    for (int c = 1; c < count; c++) any |= jln_form_is_entry(l->sheet, c) && *l->texts[c];
    if (!any) return JLN_OK;
    key->answers = jln_arena_array(l->form->arena, count, sizeof *key->answers);
    if (!key->answers) return jln_err_nomem(err);
    for (int c = 1; c < count; c++)
        if (jln_form_is_entry(l->sheet, c) && *l->texts[c])
            key->answers[c] = (jln_form_answer){l->texts[c], l->kinds[c]};
    return JLN_OK;
}

jln_status jln_form_read_line(jln_form_line *l, jln_err *err) {
    static jln_status (*const readers[])(jln_form_line *, jln_err *) = {
        [JLN_FORM_ACTIVITIES] = jln_form_read_activity,
        [JLN_FORM_SPENDING] = jln_form_read_spending,
        [JLN_FORM_EXTRA] = jln_form_read_extra,
        [JLN_FORM_INDICATORS] = jln_form_read_indicator,
        [JLN_FORM_COVERAGE] = jln_form_read_cover,
        [JLN_FORM_FUNDING] = jln_form_read_funding,
        [JLN_FORM_RECOMMENDATIONS] = jln_form_read_recommendation,
    };
    return readers[l->sheet](l, err);
}

/* "30/6/2014", as people type it, is 2014-06-30; JLN_OK also after a problem. */
static jln_status take_day(jln_form_line *l, int column, jln_err *err) {
    int day, month, year, end = 0;
    int32_t days;
    char iso[32];
    const char *text = l->texts[column];
    if (jln_date_parse(text, strlen(text), &days)) return JLN_OK;
    bool french = sscanf(text, "%2d/%2d/%4d%n", &day, &month, &year, &end) == 3 && !text[end];
    if (french) snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
    if (!french || !jln_date_parse(iso, strlen(iso), &days))
        return jln_form_bad(l, column, err,
                            _("trouvé « %.60s », attendu une date qui existe, comme 30/06/2014"),
                            text);
    l->texts[column] = jln_arena_str(l->form->arena, iso);
    return l->texts[column] ? JLN_OK : jln_err_nomem(err);
}

static jln_status take_days(jln_form_line *l, jln_err *err) {
    const jln_form_layout *layout = &jln_form_layouts[l->sheet];
    jln_status status = JLN_OK;
    for (int c = 1; status == JLN_OK && c < layout->count; c++)
        if (layout->columns[c].kind == JLN_FORM_DATE && *l->texts[c]) status = take_day(l, c, err);
    return status;
}

jln_status jln_form_take_line(jln_form_line *l, jln_err *err) {
    jln_form_word *key = jln_form_words_find(&l->form->expected[l->sheet], l->key);
    if (!key)
        return jln_form_bad(l, 1, err,
                            _("la clé cachée de cette ligne, « %.60s », n'est pas de cette fiche ; "
                              "repartir de la fiche envoyée"),
                            l->key);
    if (key->seen++)
        return jln_form_bad(l, 1, err,
                            _("la ligne « %.60s » est là deux fois ; supprimer la copie"), l->key);
    key->row = l->row;
    jln_status status = keep_answers(l, key, err);
    if (status == JLN_OK) status = take_days(l, err);
    return status == JLN_OK && jln_form_is_good(l) ? jln_form_read_line(l, err) : status;
}

/* ---- rows of a sheet ---- */

static jln_status no_key(jln_form_line *l, jln_err *err) {
    const jln_form_layout *layout = &jln_form_layouts[l->sheet];
    const char *where =
        l->sheet == JLN_FORM_ACTIVITIES
            ? _("une ligne ajoutée : ce qui n'est pas au plan va dans la feuille « Hors "
                "programme »")
        : l->sheet == JLN_FORM_INDICATORS || l->sheet == JLN_FORM_RECOMMENDATIONS
            ? _("une ligne ajoutée : cette feuille n'a que les lignes du plan ; l'effacer")
            : _("une ligne ajoutée : utiliser une des lignes jaunes au bas de la feuille");
    for (int c = 1; c < layout->count; c++)
        if (jln_form_is_entry(l->sheet, c) && *l->texts[c])
            return jln_form_bad(l, c, err, _("trouvé « %.60s » dans %s"), l->texts[c], where);
    return JLN_OK;
}

static void note_hidden(sheet_reading *s, const jln_xlsx_row *row) {
    const jln_form_word *key =
        jln_form_words_find(&s->line.form->expected[s->line.sheet], s->line.key);
    if (!row->hidden || !key || !key->answers) return;
    if (s->hidden_count < HIDDEN_SHOWN) s->hidden[s->hidden_count] = row->row + 1;
    s->hidden_count++;
}

static jln_status take_row(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    sheet_reading *s = ctx;
    jln_form_line *l = &s->line;
    if (row->row <= l->form->sheets[l->sheet].header) return JLN_OK;
    l->row = row->row;
    l->key = NULL;
    l->before = l->form->counts.problems;
    if (row->row > ROWS_MAX) {
        s->too_long = true;
        jln_status status = jln_form_bad(
            l, 0, err, _("plus de %d lignes ; supprimer ce qui est au-delà"), ROWS_MAX);
        return status == JLN_OK ? JLN_ROW : status;
    }
    jln_status status = take_cells(l, row, err);
    if (status != JLN_OK || strcmp(l->key, "#") == 0) return status;
    if (!*l->key) return no_key(l, err);
    status = jln_form_take_line(l, err);
    note_hidden(s, row);
    return status;
}

static jln_status take_merge(void *ctx, const jln_xlsx_merge *m, jln_err *err) {
    jln_form_line *l = &((sheet_reading *)ctx)->line;
    char first[JLN_XLSX_REF_MAX], last[JLN_XLSX_REF_MAX];
    if (m->last_row <= l->form->sheets[l->sheet].header + JLN_FORM_HEADER)
        return JLN_OK; /* titles */
    return jln_form_say(
        l->form, JLN_FORM_PROBLEM, l->sheet, m->row, -1, err,
        _("les cellules %s à %s sont fusionnées ; les séparer et remplir chaque ligne"),
        jln_xlsx_ref_text(m->row, m->column, first),
        jln_xlsx_ref_text(m->last_row, m->last_column, last));
}

/* ---- sheets ---- */

static jln_status check_all_there(const sheet_reading *s, jln_err *err) {
    const jln_form_line *l = &s->line;
    const jln_form_words *keys = &l->form->expected[l->sheet];
    jln_status status = JLN_OK;
    bool all = l->sheet == JLN_FORM_ACTIVITIES && !s->too_long;
    for (size_t i = 0; all && status == JLN_OK && i < keys->count; i++)
        if (!keys->items[i].seen)
            status = jln_form_say(
                l->form, JLN_FORM_PROBLEM, l->sheet, 0, -1, err,
                _("la ligne de l'activité « %.60s » a été supprimée ; la remettre, vide "
                  "s'il n'y a rien à dire"),
                keys->items[i].word);
    return status;
}

static jln_status say_hidden(const sheet_reading *s, jln_err *err) {
    const jln_form_line *l = &s->line;
    jln_form *form = l->form;
    char list[160] = "";
    for (size_t i = 0, n = 0; i < s->hidden_count && i < HIDDEN_SHOWN; i++)
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%u", i ? ", " : "", s->hidden[i]);
    if (s->hidden_count > HIDDEN_SHOWN) strcat(list, "…");
    jln_status status = JLN_OK;
    if (s->hidden_count)
        status =
            jln_form_say(form, JLN_FORM_NOTICE, l->sheet, 0, -1, err,
                         P_("%zu ligne masquée est remplie, et prise : %s",
                            "%zu lignes masquées sont remplies, et prises : %s", s->hidden_count),
                         s->hidden_count, list);
    bool answered = false;
    for (size_t i = 0; i < form->expected[l->sheet].count; i++)
        answered |= form->expected[l->sheet].items[i].answers != NULL;
    if (status != JLN_OK || !answered ||
        !jln_xlsx_sheet_hidden(form->xlsx, form->sheets[l->sheet].index))
        return status;
    return jln_form_say(form, JLN_FORM_NOTICE, l->sheet, 0, -1, err, "%s",
                        _("la feuille est masquée ; ce qu'elle contient est pris"));
}

static jln_status read_sheet(jln_form *form, const jln_form_known *known, jln_form_sheet sheet,
                             jln_err *err) {
    sheet_reading s = {.line = {.form = form, .known = known, .sheet = sheet}};
    jln_xlsx_reader reader = {&s, take_row, take_merge};
    jln_status status = jln_xlsx_read(form->xlsx, form->sheets[sheet].index, &reader, err);
    if (status == JLN_OK) status = check_all_there(&s, err);
    return status == JLN_OK ? say_hidden(&s, err) : status;
}

static jln_status read_sheets(jln_form *form, const jln_form_known *known, jln_err *err) {
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < JLN_FORM_SHEETS; i++)
        if (form->wanted[i]) status = read_sheet(form, known, (jln_form_sheet)i, err);
    return status;
}

static jln_status check_answers(jln_form *form, jln_err *err) {
    const jln_form_counts *c = &form->counts;
    if (c->problems || c->reported + c->amounts + c->extras) return JLN_OK;
    int first = 0;
    while (first < JLN_FORM_SHEETS - 1 && !form->wanted[first]) first++;
    return jln_form_say(form, JLN_FORM_PROBLEM, (jln_form_sheet)first, 0, -1, err, "%s",
                        _("la fiche est vide : aucune réponse"));
}

jln_status jln_form_read(jln_form *form, const jln_form_known *known, jln_err *err) {
    form->package = (jln_package){.decimals = known->plan->decimals, .scale = 1};
    jln_status status =
        form->csv ? jln_form_csv_read(form, known, err) : read_sheets(form, known, err);
    if (status == JLN_OK) status = check_answers(form, err);
    if (status == JLN_OK) status = jln_form_doubt_spending(form, known, err);
    if (status == JLN_OK) status = jln_form_doubt_follow_up(form, known, err);
    if (status != JLN_OK) return status;
    return form->counts.problems || form->counts.unconfirmed ? JLN_EDATA : JLN_OK;
}
