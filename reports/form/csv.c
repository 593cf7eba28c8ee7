/* A return or a follow-up as a CSV file: a line for each line of the form's sheets.
 *
 * Header, in any order: plan, period, sender and sheet on every line, then any of the columns of
 * the sheets, under the codes of form/layout.c. `sheet` is activities, spending, extra, indicators,
 * coverage, funding or recommendations. An indicator is named by `code` and `position`. */
#include "form/inside.h"

#include "import/words.h"

#include <stdio.h>
#include <string.h>

enum { FIELDS_MAX = 64, LINES_MAX = 20000, KEYS = 4 };

static const char *const keys[KEYS] = {"plan", "period", "sender", "sheet"};

/* The header: what each field of the file is. */
typedef struct {
    jln_form *form;
    jln_csv *csv;
    int at[KEYS]; /* rank of the field; -1 */
    int position;
    int places[JLN_FORM_SHEETS][JLN_FORM_COLUMNS_MAX];
    size_t count;
    long lines;
} lines;

static bool know_column(lines *t, const char *name, int rank) {
    bool known = strcmp(name, "position") == 0;
    if (known) t->position = rank;
    for (int k = 0; k < KEYS; k++)
        if (strcmp(name, keys[k]) == 0) t->at[k] = rank, known = true;
    for (int s = 0; s < JLN_FORM_SHEETS; s++) {
        int column = jln_form_column_of((jln_form_sheet)s, name);
        if (column < 1) continue;
        t->places[s][column] = rank;
        known = true;
    }
    return known;
}

static jln_status unknown_column(const lines *t, const char *name, int rank, jln_err *err) {
    const char *names[JLN_FORM_SHEETS * JLN_FORM_COLUMNS_MAX + KEYS];
    char hint[JLN_QUOTE_MAX], place[320];
    size_t count = 0;
    for (int k = 0; k < KEYS; k++) names[count++] = keys[k];
    for (int s = 0; s < JLN_FORM_SHEETS; s++)
        for (uint16_t c = 1; c < jln_form_layouts[s].count; c++)
            names[count++] = jln_form_layouts[s].columns[c].code;
    snprintf(place, sizeof place, "%.200s:1:%d", t->form->path, rank + 1);
    return jln_err_set(
        err, JLN_EDATA, place,
        _("la colonne « %.60s » n'est pas d'une fiche%s ; « jalon help import » donne les "
          "colonnes"),
        name, jln_suggest(name, names, count, hint));
}

static jln_status read_header(lines *t, jln_err *err) {
    jln_csv_record record;
    jln_status status = jln_csv_next(t->csv, &record, err);
    if (status == JLN_OK)
        return jln_err_set(err, JLN_EDATA, t->form->path, "%s", _("le fichier est vide"));
    if (status != JLN_ROW) return status;
    memset(t->at, -1, sizeof t->at);
    memset(t->places, -1, sizeof t->places);
    t->position = -1;
    t->count = record.count;
    for (size_t i = 0; i < record.count; i++)
        if (!know_column(t, record.fields[i], (int)i))
            return unknown_column(t, record.fields[i], (int)i, err);
    for (int k = 0; k < KEYS; k++)
        if (t->at[k] < 0)
            return jln_err_set(
                err, JLN_EDATA, t->form->path,
                _("la colonne « %s » manque ; un fichier CSV de fiche a au moins les "
                  "colonnes plan, period, sender, sheet"),
                keys[k]);
    return JLN_OK;
}

static jln_status open_csv(lines *t, jln_form *form, jln_err *err) {
    t->form = form;
    jln_status status = jln_csv_open(form->path, &t->csv, err);
    return status == JLN_OK ? read_header(t, err) : status;
}

static const char *field(const lines *t, const jln_csv_record *record, int rank) {
    (void)t;
    return rank >= 0 && (size_t)rank < record->count ? record->fields[rank] : "";
}

static int sheet_named(const char *text) {
    for (int s = 0; s < JLN_FORM_SHEETS; s++)
        if (strcmp(text, jln_form_layouts[s].code) == 0) return s;
    return -1;
}

/* The first line names the plan, the period and the sender; the others say the same. */
static jln_status take_first(lines *t, const jln_csv_record *record, jln_err *err) {
    jln_form_key *key = &t->form->key;
    const char **out[] = {&key->plan, &key->period.code, &key->lead};
    int sheet = sheet_named(field(t, record, t->at[3]));
    for (int k = 0; k < 3; k++) {
        const char *text = field(t, record, t->at[k]);
        if (!*text)
            return jln_err_set(err, JLN_EDATA, t->form->path,
                               _("ligne %ld : la colonne « %s » est vide"), record->line, keys[k]);
        *out[k] = jln_arena_str(t->form->arena, text);
        if (!*out[k]) return jln_err_nomem(err);
    }
    key->follow_up = sheet >= 0 && jln_form_follows((jln_form_sheet)sheet);
    return JLN_OK;
}

jln_status jln_form_csv_open(jln_form *form, jln_err *err) {
    lines t = {0};
    jln_csv_record record;
    form->csv = true;
    jln_status status = open_csv(&t, form, err);
    if (status == JLN_OK) {
        jln_status row = jln_csv_next(t.csv, &record, err);
        status = row == JLN_ROW  ? take_first(&t, &record, err)
                 : row == JLN_OK ? jln_err_set(err, JLN_EDATA, form->path, "%s",
                                               _("la fiche est vide : aucune réponse"))
                                 : row;
    }
    for (int s = 0; s < JLN_FORM_SHEETS; s++)
        memcpy(form->sheets[s].places, t.places[s], sizeof t.places[s]);
    jln_csv_close(t.csv);
    return status;
}

/* ---- what a workbook says in its key ---- */

static jln_status add_lists(jln_form *form, const jln_form_known *known, jln_err *err) {
    const jln_plan *plan = known->plan;
    jln_arena *arena = form->arena;
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < JLN_NOT_REPORTED; i++)
        status = jln_form_words_add(&form->states, jln_progress_words((jln_progress_state)i),
                                    jln_form_state_codes[i], arena, err);
    for (int i = 0; status == JLN_OK && i < JLN_FORM_FOLLOWS; i++)
        status = jln_form_words_add(&form->follows, _(jln_form_follow_words[i][0]),
                                    jln_form_follow_words[i][1], arena, err);
    for (int i = 0; status == JLN_OK && i < JLN_FORM_NATURES; i++)
        status = jln_form_words_add(&form->natures, _(jln_form_nature_words[i][0]),
                                    jln_form_nature_words[i][1], arena, err);
    for (int i = 0; status == JLN_OK && i < plan->funder_count; i++)
        status = jln_form_words_add(&form->funders, jln_plan_funder_name(plan, i, JLN_LANG_FR),
                                    plan->funders[i].id, arena, err);
    for (uint32_t i = 0; status == JLN_OK && i < plan->leaf_count; i++) {
        const jln_node *n = &plan->nodes[plan->leaves[i]];
        if (n->lead && strcmp(n->lead, form->key.lead) == 0)
            status = jln_form_words_add(&form->activities, n->id, "", arena, err);
    }
    return status;
}

/* ---- lines ---- */

/* The key that the line has in the form: of what it is about where the plan names it, else a rank.
 */
static const char *key_of(const lines *t, const jln_form_line *l, const jln_csv_record *record) {
    jln_arena *arena = t->form->arena;
    switch (l->sheet) {
    case JLN_FORM_ACTIVITIES:
        return jln_form_text(l, "code");
    case JLN_FORM_RECOMMENDATIONS:
        return jln_form_text(l, "number");
    case JLN_FORM_INDICATORS:
        return jln_arena_fmt(arena, "%s|%s", jln_form_text(l, "code"),
                             field(t, record, t->position));
    default:
        return jln_arena_fmt(arena, "+%02ld", t->lines);
    }
}

static jln_status say_other(jln_form_line *l, int key, const char *text, const char *first,
                            int rank, jln_err *err) {
    jln_form *form = l->form;
    jln_err problem = {.status = JLN_EDATA};
    (void)err;
    snprintf(problem.where, sizeof problem.where, "%.200s:%u:%d", form->path, l->row + 1, rank + 1);
    snprintf(problem.message, sizeof problem.message,
             _("trouvé « %.60s » dans la colonne « %s », mais « %.60s » sur la première ligne : un "
               "fichier "
               "est la fiche d'un plan, d'une période et d'une structure"),
             text, keys[key], first);
    return jln_form_add_problem(form, &problem);
}

static jln_status check_keys(const lines *t, jln_form_line *l, const jln_csv_record *record,
                             jln_err *err) {
    const jln_form_key *key = &t->form->key;
    const char *const first[] = {key->plan, key->period.code, key->lead};
    jln_status status = JLN_OK;
    for (int k = 0; status == JLN_OK && k < 3; k++) {
        const char *text = field(t, record, t->at[k]);
        if (strcmp(text, first[k]) != 0) status = say_other(l, k, text, first[k], t->at[k], err);
    }
    return status;
}

static jln_status find_sheet(const lines *t, const char *text, long line, int *sheet) {
    const char *names[JLN_FORM_SHEETS];
    char list[JLN_LIST_MAX];
    jln_err problem = {.status = JLN_EDATA};
    for (int s = 0; s < JLN_FORM_SHEETS; s++) names[s] = jln_form_layouts[s].code;
    *sheet = sheet_named(text);
    bool good = *sheet >= 0 && jln_form_follows((jln_form_sheet)*sheet) == t->form->key.follow_up;
    if (good) return JLN_ROW;
    snprintf(problem.where, sizeof problem.where, "%.200s:%ld:%d", t->form->path, line,
             t->at[3] + 1);
    snprintf(problem.message, sizeof problem.message,
             *sheet < 0 ? _("trouvé « %.60s », attendu une de ces feuilles : %s")
                        : _("trouvé « %.60s », d'une autre sorte de fiche que la première ligne ; "
                            "feuilles : %s"),
             text, jln_list(names, JLN_FORM_SHEETS, list));
    return jln_form_add_problem(t->form, &problem);
}

static jln_status take_texts(lines *t, jln_form_line *l, const jln_csv_record *record,
                             jln_err *err) {
    for (int c = 0; c < JLN_FORM_COLUMNS_MAX; c++) {
        const char *text = field(t, record, t->places[l->sheet][c]);
        l->texts[c] = *text ? jln_arena_str(t->form->arena, text) : "";
        l->kinds[c] = JLN_XLSX_TEXT;
        if (!l->texts[c]) return jln_err_nomem(err);
    }
    l->key = key_of(t, l, record);
    return l->key ? JLN_OK : jln_err_nomem(err);
}

static jln_status say_count(const lines *t, const jln_csv_record *record) {
    jln_err problem = {.status = JLN_EDATA};
    snprintf(problem.where, sizeof problem.where, "%.200s:%ld", t->form->path, record->line);
    snprintf(
        problem.message, sizeof problem.message,
        _("%zu cellules, l'en-tête en a %zu ; mettre entre guillemets un texte qui contient le "
          "séparateur"),
        record->count, t->count);
    return jln_form_add_problem(t->form, &problem);
}

static jln_status take_record(lines *t, const jln_form_known *known, const jln_csv_record *record,
                              jln_err *err) {
    jln_form *form = t->form;
    int sheet;
    t->lines++;
    if (record->count != t->count) return say_count(t, record);
    jln_status status = find_sheet(t, field(t, record, t->at[3]), record->line, &sheet);
    if (status != JLN_ROW) return status;
    jln_form_line l = {.form = form,
                       .known = known,
                       .sheet = (jln_form_sheet)sheet,
                       .row = (uint32_t)record->line - 1,
                       .before = form->counts.problems};
    form->wanted[sheet] = true;
    status = take_texts(t, &l, record, err);
    if (status == JLN_OK) status = check_keys(t, &l, record, err);
    if (status == JLN_OK && !jln_form_words_find(&form->expected[sheet], l.key))
        status = jln_form_words_add(&form->expected[sheet], l.key, "", form->arena, err);
    return status == JLN_OK ? jln_form_take_line(&l, err) : status;
}

jln_status jln_form_csv_read(jln_form *form, const jln_form_known *known, jln_err *err) {
    lines t = {0};
    jln_csv_record record;
    jln_err problem = {0};
    jln_status status = add_lists(form, known, err);
    if (status == JLN_OK) status = open_csv(&t, form, err);
    while (status == JLN_OK) {
        jln_err_clear(&problem);
        jln_status row = jln_csv_next(t.csv, &record, &problem);
        if (row == JLN_OK) break;
        if (row == JLN_EDATA) status = jln_form_add_problem(form, &problem);
        else if (row != JLN_ROW)
            status = jln_err_set(err, row, problem.where, "%s", problem.message);
        else if (t.lines < LINES_MAX) status = take_record(&t, known, &record, err);
        else status = jln_err_set(err, JLN_EDATA, form->path, _("plus de %d lignes"), LINES_MAX);
    }
    jln_csv_close(t.csv);
    return status;
}
