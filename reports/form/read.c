/* Reading the answers of a form into rows. */
#include "form/inside.h"

#include "import/cell.h"
#include "import/text.h"
#include "import/words.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_MAX = 20000, COLUMNS_MAX = 24 };

/* One line of a sheet: the cell of each column of the layout, as clean text. */
typedef struct {
    jln_form *form;
    const jln_form_known *known;
    jln_diag *problems, *doubts;
    jln_form_sheet sheet;
    uint32_t row;
    const char *texts[COLUMNS_MAX];
    bool percent[COLUMNS_MAX];
    size_t before; /* problems, when the line began */
} line;

#define BAD(l, column, ...) jln_form_say((l)->form, (l)->problems, (l)->sheet, (l)->row, column, __VA_ARGS__)

static bool is_good(const line *l) {
    return l->problems->count == l->before;
}

static int column_of(const line *l, const char *code) {
    const jln_form_layout *layout = &jln_form_layouts[l->sheet];
    for (uint16_t c = 0; c < layout->count; c++)
        if (strcmp(layout->columns[c].code, code) == 0) return c;
    return -1;
}

static const char *text_at(const line *l, const char *code) {
    return l->texts[column_of(l, code)];
}

static jln_status nomem_or(jln_status status, const void *p, jln_err *err) {
    return p ? status : jln_err_nomem(err);
}

/* ---- cells to fields ---- */

/* The words of a problem after "colonne « x » : ": the cell says which one it is. */
static const char *without_column(const char *message, const char *column) {
    const char *named = strstr(message, column), *colon = strchr(message, ':');
    return named && colon && named < colon && colon[1] == ' ' ? colon + 2 : message;
}

/* Reads a text as the store's column says; a problem names the cell. */
static jln_status put(line *l, const jln_table *table, jln_field *fields, const char *name, int cell, const char *text,
                      jln_err *err) {
    int at = jln_table_column(table, name);
    char number[JLN_NUM_MAX];
    jln_err problem = {0};
    jln_status status = jln_cell_read(&l->form->package, &table->columns[at], text, number, &fields[at], &problem);
    if (status == JLN_EDATA) return BAD(l, cell, "%s", without_column(problem.message, name));
    if (status != JLN_OK) return jln_err_set(err, status, problem.where, "%s", problem.message);
    bool counts = table->columns[at].type == JLN_COL_AMOUNT || table->columns[at].type == JLN_COL_DECIMAL;
    bool below = fields[at].tag == JLN_FIELD_INT ? fields[at].integer < 0 : fields[at].tag == JLN_FIELD_TEXT && fields[at].text[0] == '-';
    if (counts && below) return BAD(l, cell, "%s", _("un nombre négatif ; attendu 0 ou plus"));
    if (fields[at].tag != JLN_FIELD_TEXT) return JLN_OK;
    fields[at].text = jln_arena_str(l->form->arena, fields[at].text);
    return nomem_or(JLN_OK, fields[at].text, err);
}

static jln_status put_cell(line *l, const jln_table *table, jln_field *fields, const char *name, jln_err *err) {
    return put(l, table, fields, name, column_of(l, name), text_at(l, name), err);
}

static jln_status finish(line *l, const jln_table *table, jln_field *fields, int cell, jln_err *err) {
    char scratch[64];
    size_t column;
    jln_err problem = {0};
    if (!is_good(l)) return JLN_OK;
    jln_status status = table->finish ? table->finish(&l->form->package, fields, scratch, &column, &problem) : JLN_OK;
    if (status == JLN_EDATA) return BAD(l, cell, "%s", problem.message);
    jln_form *form = l->form;
    jln_form_row *grown = jln_arena_grow(form->arena, form->rows, &form->row_capacity, form->row_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    form->rows = grown;
    grown[form->row_count++] = (jln_form_row){table, l->sheet, fields, l->row};
    return status;
}

static const char *find_word(const jln_form_words *words, const char *text) {
    for (size_t i = 0; i < words->count; i++) {
        if (jln_text_same(words->items[i].word, text)) return words->items[i].code;
        if (*words->items[i].code && strcmp(words->items[i].code, text) == 0) return text;
    }
    return NULL;
}

static jln_status bad_word(line *l, const char *column, const jln_form_words *words) {
    const char *names[64];
    char list[JLN_LIST_MAX], quoted[JLN_QUOTE_MAX];
    size_t count = words->count < 64 ? words->count : 64;
    const char *text = text_at(l, column);
    for (size_t i = 0; i < count; i++) names[i] = words->items[i].word;
    return BAD(l, column_of(l, column), _("trouvé %s, attendu un de ces mots : %s"), jln_quote(text, strlen(text), quoted),
               jln_list(names, count, list));
}

/* A share typed "60 %", or 0.6 shown as a percentage, is 60. */
static const char *share_text(line *l, int cell) {
    const char *text = l->texts[cell];
    size_t n = strlen(text);
    char out[JLN_NUM_MAX];
    jln_rat value;
    if (n > 1 && text[n - 1] == '%') {
        char *cut = jln_arena_strn(l->form->arena, text, n - 1);
        for (n = n - 1; cut && n > 0;) { /* the space before it, in its three widths */
            if (cut[n - 1] == ' ') n -= 1;
            else if (n > 1 && memcmp(cut + n - 2, "\u00A0", 2) == 0) n -= 2;
            else if (n > 2 && memcmp(cut + n - 3, "\u202F", 3) == 0) n -= 3;
            else break;
            cut[n] = '\0';
        }
        return cut;
    }
    if (!l->percent[cell] || !jln_rat_parse(text, n, &value) || !jln_rat_mul(value, jln_rat_of(100), &value) ||
        !jln_rat_text(value, 6, true, out))
        return text;
    return jln_arena_str(l->form->arena, out);
}

static jln_field *new_fields(line *l, const jln_table **table, const char *name, jln_err *err) {
    *table = jln_table_find(name);
    jln_field *fields = jln_arena_array(l->form->arena, JLN_TABLE_COLUMNS_MAX, sizeof *fields);
    if (!fields) (void)jln_err_nomem(err);
    return fields;
}

/* ---- activities ---- */

static jln_status note_done(line *l, const jln_table *table, const jln_field *fields, uint32_t leaf, jln_err *err) {
    jln_form *form = l->form;
    jln_form_done *grown = jln_arena_grow(form->arena, form->done, &form->done_capacity, form->done_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    const jln_field *state = &fields[jln_table_column(table, "state")], *physical = &fields[jln_table_column(table, "physical")];
    jln_form_done *d = &grown[form->done_count++];
    form->done = grown;
    *d = (jln_form_done){.leaf = leaf, .row = l->row, .not_started = strcmp(state->text, "not_started") == 0};
    d->known = physical->tag == JLN_FIELD_TEXT && jln_rat_parse(physical->text, strlen(physical->text), &d->physical);
    form->counts.reported++;
    return JLN_OK;
}

/* The leaf number of an activity of this form; a problem when it is none. */
static jln_status find_leaf(line *l, int cell, const char *id, uint32_t *leaf) {
    const jln_plan *plan = l->known->plan;
    uint32_t node = jln_plan_node(plan, id);
    char quoted[JLN_QUOTE_MAX];
    bool mine = false;
    for (size_t i = 0; i < l->form->activities.count; i++) mine |= strcmp(l->form->activities.items[i].word, id) == 0;
    if (!mine || node == UINT32_MAX || !jln_plan_is_leaf(plan, node))
        return BAD(l, cell, _("trouvé %s, attendu le code d'une activité de cette fiche"), jln_quote(id, strlen(id), quoted));
    *leaf = plan->nodes[node].leaf_first;
    return JLN_OK;
}

static jln_status read_activity(line *l, const char *key, jln_err *err) {
    static const char *const entries[] = {"quantity_planned", "quantity_done", "unit", "decided_on", "document", "comment"};
    const jln_table *table;
    const char *state = text_at(l, "state");
    int state_cell = column_of(l, "state"), share_cell = column_of(l, "physical");
    uint32_t leaf = 0;
    if (strcmp(text_at(l, "code"), key) != 0)
        return BAD(l, column_of(l, "code"), _("la ligne montre l'activité « %.60s », sa clé est celle de « %.60s » : des cellules ont été triées sans les autres ; repartir d'une fiche neuve"),
                   text_at(l, "code"), key);
    bool any = *state || *l->texts[share_cell];
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) any |= *text_at(l, entries[i]) != '\0';
    jln_status status = find_leaf(l, column_of(l, "code"), key, &leaf);
    l->form->counts.activities++;
    if (status != JLN_OK || !any || !is_good(l)) return status;
    if (!*state) return BAD(l, state_cell, "%s", _("la ligne est remplie mais l'état manque ; le choisir dans la liste"));
    const char *code = find_word(&l->form->states, state), *share = share_text(l, share_cell);
    jln_field *fields = new_fields(l, &table, "progress", err);
    if (!fields || !share) return jln_err_nomem(err);
    if (!code) return bad_word(l, "state", &l->form->states);
    status = put(l, table, fields, "activity_id", 0, key, err);
    if (status == JLN_OK) status = put(l, table, fields, "period", 0, l->form->key.period.code, err);
    if (status == JLN_OK) status = put(l, table, fields, "state", state_cell, code, err);
    if (status == JLN_OK) status = put(l, table, fields, "physical", share_cell, share, err);
    if (status == JLN_OK) status = put(l, table, fields, "return_id", 0, l->form->key.return_id, err);
    for (size_t i = 0; status == JLN_OK && i < sizeof entries / sizeof *entries; i++)
        status = put_cell(l, table, fields, entries[i], err);
    if (status == JLN_OK) status = finish(l, table, fields, share_cell, err);
    return status == JLN_OK && is_good(l) ? note_done(l, table, fields, leaf, err) : status;
}

/* ---- spending ---- */

/* "ND" and "s.o." stand for reasons; NULL for anything else. */
static const char *reason_of(const char *text) {
    if (jln_text_same(text, "nd") || jln_text_same(text, "n.d.")) return "missing";
    if (jln_text_same(text, "s.o.") || jln_text_same(text, "so") || jln_text_same(text, "n/a")) return "na";
    return NULL;
}

static jln_status read_amount(line *l, const char *stage, const char *activity, const char *funder, const char *comment,
                              jln_form_spent *spent, jln_err *err) {
    const jln_table *table;
    jln_stage which;
    int cell = column_of(l, stage);
    const char *text = l->texts[cell], *reason = reason_of(text);
    jln_field *fields = new_fields(l, &table, "spending", err);
    if (!fields) return JLN_ENOMEM;
    int amount = jln_table_column(table, "amount");
    jln_status status = put(l, table, fields, "activity_id", 0, activity, err);
    if (status == JLN_OK) status = put(l, table, fields, "funder", 0, funder, err);
    if (status == JLN_OK) status = put(l, table, fields, "period", 0, l->form->key.period.code, err);
    if (status == JLN_OK) status = put(l, table, fields, "stage", 0, stage, err);
    if (status == JLN_OK) status = put(l, table, fields, "state", 0, reason ? reason : "number", err);
    if (status == JLN_OK && !reason) status = put(l, table, fields, "amount", cell, text, err);
    if (status == JLN_OK) status = put(l, table, fields, "return_id", 0, l->form->key.return_id, err);
    if (status == JLN_OK) status = put(l, table, fields, "comment", 0, comment, err);
    if (status == JLN_OK) status = finish(l, table, fields, cell, err);
    if (status == JLN_OK && is_good(l) && !reason && jln_stage_of(stage, &which)) {
        spent->known[which] = true;
        spent->amounts[which] = fields[amount].integer;
    }
    l->form->counts.amounts++;
    return status;
}

/* The activity and source of a line: from its key when they are printed, else as chosen. */
static jln_status read_place(line *l, const char *key, const char **activity, const char **funder, jln_err *err) {
    const char *bar = strchr(key, '|'), *source = text_at(l, "funder");
    *activity = bar ? jln_arena_strn(l->form->arena, key, (size_t)(bar - key)) : text_at(l, "activity_id");
    if (!*activity) return jln_err_nomem(err);
    if (bar && strcmp(*activity, text_at(l, "activity_id")) != 0)
        return BAD(l, column_of(l, "activity_id"), _("la ligne montre l'activité « %.60s », sa clé est celle de « %.60s » : des cellules ont été triées sans les autres ; repartir d'une fiche neuve"),
                   text_at(l, "activity_id"), *activity);
    if (!**activity) return BAD(l, column_of(l, "activity_id"), "%s", _("des montants sans activité ; en choisir une dans la liste"));
    *funder = *source ? find_word(&l->form->funders, source) : "";
    if (bar && bar[1] != '?' && (!*funder || strcmp(*funder, bar + 1) != 0))
        return BAD(l, column_of(l, "funder"), "%s", _("la source imprimée sur cette ligne a été changée ; utiliser une autre ligne"));
    return *funder ? JLN_OK : bad_word(l, "funder", &l->form->funders);
}

static jln_status read_spending(line *l, const char *key, jln_err *err) {
    jln_form *form = l->form;
    const char *activity = "", *funder = "", *comment = text_at(l, "comment");
    bool any = *comment != '\0';
    jln_form_spent spent = {.row = l->row};
    for (int s = 0; s < JLN_STAGE_COUNT; s++) any |= *text_at(l, jln_stage_code((jln_stage)s)) != '\0';
    if (!any) return JLN_OK;
    jln_status status = read_place(l, key, &activity, &funder, err);
    if (status == JLN_OK && is_good(l)) status = find_leaf(l, column_of(l, "activity_id"), activity, &spent.leaf);
    if (status != JLN_OK || !is_good(l)) return status;
    spent.funder = *funder ? jln_plan_funder(l->known->plan, funder) : -1;
    bool amounts = false;
    for (int s = 0; status == JLN_OK && s < JLN_STAGE_COUNT; s++) {
        const char *stage = jln_stage_code((jln_stage)s);
        if (!*text_at(l, stage)) continue;
        status = read_amount(l, stage, activity, funder, comment, &spent, err);
        amounts = true;
    }
    if (status == JLN_OK && !amounts)
        return BAD(l, column_of(l, "paid"), "%s", _("un commentaire sans montant ; donner au moins un montant, ou ND"));
    if (status != JLN_OK) return status;
    jln_form_spent *grown = jln_arena_grow(form->arena, form->spent, &form->spent_capacity, form->spent_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    form->spent = grown;
    grown[form->spent_count++] = spent;
    return JLN_OK;
}

/* ---- work that was not planned ---- */

static jln_status read_extra(line *l, const char *key, jln_err *err) {
    static const char *const entries[] = {"result_id", "title", "amount", "comment"};
    const jln_table *table;
    const char *source = text_at(l, "funder"), *node = text_at(l, "result_id");
    bool any = *source != '\0';
    for (size_t i = 0; i < 4; i++) any |= *text_at(l, entries[i]) != '\0';
    if (!any) return JLN_OK;
    const char *funder = *source ? find_word(&l->form->funders, source) : "";
    jln_field *fields = new_fields(l, &table, "extra_work", err);
    const char *id = jln_arena_fmt(l->form->arena, "%s-X%s", l->form->key.return_id, key + 1);
    if (!fields || !id) return jln_err_nomem(err);
    if (!funder) return bad_word(l, "funder", &l->form->funders);
    if (*node && jln_plan_node(l->known->plan, node) == UINT32_MAX)
        return BAD(l, column_of(l, "result_id"), _("« %.60s » n'est pas un code du plan"), node);
    jln_status status = put(l, table, fields, "id", 0, id, err);
    if (status == JLN_OK) status = put(l, table, fields, "period", 0, l->form->key.period.code, err);
    if (status == JLN_OK) status = put(l, table, fields, "funder", column_of(l, "funder"), funder, err);
    if (status == JLN_OK) status = put(l, table, fields, "return_id", 0, l->form->key.return_id, err);
    for (size_t i = 0; status == JLN_OK && i < 4; i++) status = put_cell(l, table, fields, entries[i], err);
    if (status == JLN_OK) status = finish(l, table, fields, 1, err);
    if (is_good(l)) l->form->counts.extras++;
    return status;
}

/* ---- lines ---- */

static bool is_entry(const jln_form_layout *layout, int column) {
    return layout->columns[column].kind >= JLN_FORM_STATE;
}

/* Copies the cell into the line, through the gate of texts. */
static jln_status take_cell(line *l, int column, const jln_xlsx_cell *cell, jln_err *err) {
    char clean[JLN_FIELD_TEXT_MAX + 1];
    jln_err problem = {0};
    bool entry = is_entry(&jln_form_layouts[l->sheet], column);
    l->percent[column] = cell->percent;
    if (entry && cell->kind == JLN_XLSX_NO_VALUE)
        return BAD(l, column, "%s", _("une formule sans valeur calculée ; ouvrir le classeur dans un tableur et l'enregistrer, ou écrire la valeur"));
    if (entry && cell->kind == JLN_XLSX_ERROR) {
        char quoted[JLN_QUOTE_MAX];
        return BAD(l, column, _("trouvé %s, une erreur de calcul ; écrire la valeur"), jln_quote(cell->text, strlen(cell->text), quoted));
    }
    jln_status status = jln_text_clean(cell->text, strlen(cell->text), clean, sizeof clean, &problem);
    if (status == JLN_EDATA) return BAD(l, column, "%s", problem.message);
    if (status != JLN_OK) return jln_err_set(err, status, NULL, "%s", problem.message);
    l->texts[column] = jln_arena_str(l->form->arena, clean);
    return nomem_or(JLN_OK, l->texts[column], err);
}

static jln_status take_cells(line *l, const jln_xlsx_row *row, jln_err *err) {
    const jln_form_layout *layout = &jln_form_layouts[l->sheet];
    const jln_form_place *place = &l->form->sheets[l->sheet];
    jln_status status = JLN_OK;
    for (int c = 0; c < COLUMNS_MAX; c++) l->texts[c] = "", l->percent[c] = false;
    for (size_t n = 0; status == JLN_OK && n < row->count; n++)
        for (int c = 0; status == JLN_OK && c < layout->count; c++)
            if (place->places[c] == row->cells[n].column) status = take_cell(l, c, &row->cells[n], err);
    return status;
}

/* JLN_ROW when the key is one of the form's; a row met twice is a problem. */
static jln_status know_key(line *l, const char *key) {
    jln_form_words *keys = &l->form->expected[l->sheet];
    for (size_t i = 0; i < keys->count; i++) {
        if (strcmp(keys->items[i].word, key) != 0) continue;
        if (keys->items[i].seen++ == 0) return JLN_ROW;
        return BAD(l, 1, _("la ligne « %.60s » est là deux fois ; supprimer la copie"), key);
    }
    return BAD(l, 1, _("la clé cachée de cette ligne, « %.60s », n'est pas de cette fiche ; repartir de la fiche envoyée"), key);
}

static jln_status no_key(line *l) {
    const jln_form_layout *layout = &jln_form_layouts[l->sheet];
    for (int c = 1; c < layout->count; c++)
        if (is_entry(layout, c) && *l->texts[c])
            return BAD(l, c, "%s", l->sheet == JLN_FORM_ACTIVITIES
                                       ? _("une ligne ajoutée : ce qui n'est pas au plan va dans la feuille « Hors programme »")
                                       : _("une ligne ajoutée : utiliser une des lignes jaunes au bas de la feuille"));
    return JLN_OK;
}

static jln_status take_row(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    static jln_status (*const readers[])(line *, const char *, jln_err *) = {
        [JLN_FORM_ACTIVITIES] = read_activity, [JLN_FORM_SPENDING] = read_spending, [JLN_FORM_EXTRA] = read_extra};
    line *l = ctx;
    if (row->row <= l->form->sheets[l->sheet].header) return JLN_OK;
    l->row = row->row;
    l->before = l->problems->count;
    if (row->row > ROWS_MAX) {
        (void)BAD(l, 0, _("plus de %d lignes ; supprimer ce qui est au-delà"), ROWS_MAX);
        return JLN_ROW;
    }
    jln_status status = take_cells(l, row, err);
    const char *key = l->texts[0];
    if (status != JLN_OK || !is_good(l) || strcmp(key, "#") == 0) {
        for (size_t i = 0; *key && i < l->form->expected[l->sheet].count; i++) /* it is there, though wrong */
            if (strcmp(l->form->expected[l->sheet].items[i].word, key) == 0) l->form->expected[l->sheet].items[i].seen++;
        return status;
    }
    if (!*key) return no_key(l);
    status = know_key(l, key);
    return status == JLN_ROW ? readers[l->sheet](l, key, err) : status;
}

static jln_status take_merge(void *ctx, const jln_xlsx_merge *m, jln_err *err) {
    (void)err;
    line *l = ctx;
    char first[JLN_XLSX_REF_MAX], last[JLN_XLSX_REF_MAX];
    if (m->last_row <= l->form->sheets[l->sheet].header + JLN_FORM_HEADER) return JLN_OK; /* titles */
    return jln_form_say(l->form, l->problems, l->sheet, m->row, -1,
                        _("les cellules %s à %s sont fusionnées ; les séparer et remplir chaque ligne"),
                        jln_xlsx_ref_text(m->row, m->column, first), jln_xlsx_ref_text(m->last_row, m->last_column, last));
}

static jln_status check_all_there(line *l) {
    const jln_form_words *keys = &l->form->expected[l->sheet];
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < keys->count; i++)
        if (!keys->items[i].seen && l->sheet == JLN_FORM_ACTIVITIES)
            status = jln_form_say(l->form, l->problems, l->sheet, 0, -1,
                                  _("la ligne de l'activité « %.60s » a été supprimée ; la remettre, vide s'il n'y a rien à dire"), keys->items[i].word);
    return status;
}

static jln_status read_sheet(line *l, jln_err *err) {
    jln_form *form = l->form;
    jln_xlsx_reader reader = {l, take_row, take_merge};
    size_t before = l->problems->count;
    jln_status status = jln_xlsx_read(form->xlsx, form->sheets[l->sheet].index, &reader, err);
    return status == JLN_OK && l->problems->count == before ? check_all_there(l) : status;
}

jln_status jln_form_read(jln_form *form, const jln_form_known *known, jln_diag *problems, jln_diag *doubts,
                         jln_err *err) {
    jln_status status = JLN_OK;
    size_t before = problems->count;
    form->package = (jln_package){.decimals = known->plan->decimals, .scale = 1};
    for (int i = 0; status == JLN_OK && i < JLN_FORM_SHEETS; i++) {
        line l = {.form = form, .known = known, .problems = problems, .doubts = doubts, .sheet = (jln_form_sheet)i};
        status = read_sheet(&l, err);
    }
    const jln_form_counts *c = &form->counts;
    if (status == JLN_OK && problems->count == before && c->reported + c->amounts + c->extras == 0)
        (void)jln_form_say(form, problems, JLN_FORM_ACTIVITIES, 0, -1, "%s", _("la fiche est vide : aucune réponse"));
    if (problems->count > before) return JLN_EDATA;
    return status == JLN_OK ? jln_form_doubt(form, known, doubts) : status;
}

/* ---- to the store ---- */

static jln_field text_field(const char *text) {
    return (jln_field){text ? JLN_FIELD_TEXT : JLN_FIELD_NULL, 0, text};
}

static jln_field int_field(int64_t value) {
    return (jln_field){JLN_FIELD_INT, value, NULL};
}

static jln_status send_one(const jln_form *form, const char *table, const jln_field *fields, const jln_sink *sink, jln_err *err) {
    const jln_row row = {jln_table_find(table), fields, 1};
    jln_status status = sink->file(sink->ctx, row.table, form->path, NULL, err);
    return status == JLN_OK ? sink->row(sink->ctx, &row, err) : status;
}

static jln_status send_package(const jln_form *form, const char *name, const char *title, const jln_sink *sink, jln_err *err) {
    jln_package *package = jln_arena_alloc(form->arena, sizeof *package);
    if (!package || !name || !title) return jln_err_nomem(err);
    *package = (jln_package){.dir = form->path, .name = name, .title = title, .plan = form->key.plan};
    return sink->package(sink->ctx, package, err);
}

/* A period of the plan belongs to no return: it has a package of its own, the same for all. */
static jln_status send_period(const jln_form *form, const jln_sink *sink, jln_err *err) {
    const jln_form_period *p = &form->key.period;
    const char *name = jln_arena_fmt(form->arena, "import:%s:%s", form->key.plan, p->code);
    const char *title = jln_arena_fmt(form->arena, "Période %s", p->code);
    const jln_field fields[] = {text_field(p->code), int_field(p->year), text_field(p->first_day), text_field(p->last_day), int_field(0)};
    jln_status status = send_package(form, name, title, sink, err);
    return status == JLN_OK ? send_one(form, "periods", fields, sink, err) : status;
}

static jln_status send_rows(const jln_form *form, const jln_sink *sink, jln_err *err) {
    jln_status status = JLN_OK;
    for (int s = 0; s < JLN_FORM_SHEETS; s++) {
        bool begun = false;
        for (size_t i = 0; status == JLN_OK && i < form->row_count; i++) {
            const jln_form_row *r = &form->rows[i];
            if ((int)r->sheet != s) continue;
            const char *file = jln_arena_fmt(form->arena, "%s, %s", form->path, jln_xlsx_sheet_name(form->xlsx, form->sheets[s].index));
            int *places = jln_arena_array(form->arena, JLN_TABLE_COLUMNS_MAX, sizeof *places);
            if (!file || !places) return jln_err_nomem(err);
            if (!begun) status = sink->file(sink->ctx, r->table, file, places, err);
            begun = true;
            const jln_row row = {r->table, r->fields, (long)r->row + 1};
            if (status == JLN_OK) status = sink->row(sink->ctx, &row, err);
        }
    }
    return status;
}

jln_status jln_form_send(const jln_form *form, const char *package, const char *status, const char *received_on,
                         const jln_sink *sink, jln_err *err) {
    const jln_form_key *k = &form->key;
    const char *title = jln_arena_fmt(form->arena, "Fiche %s, %s", k->lead, k->period.code);
    const jln_field fields[] = {text_field(k->return_id), text_field(k->period.code), text_field(k->lead), text_field(k->due_on),
                                text_field(received_on), text_field(status), text_field(NULL)};
    jln_status done = k->period.known ? JLN_OK : send_period(form, sink, err);
    if (done == JLN_OK) done = send_package(form, package, title, sink, err);
    if (done == JLN_OK) done = send_one(form, "returns", fields, sink, err);
    return done == JLN_OK ? send_rows(form, sink, err) : done;
}
