/* Cells of a line as fields of the store's tables. */
#include "form/inside.h"

#include "base/str.h"
#include "import/cell.h"
#include "import/text.h"
#include "import/words.h"

#include <string.h>

int jln_form_at(const jln_form_line *l, const char *code) {
    return jln_form_column_of(l->sheet, code);
}

const char *jln_form_text(const jln_form_line *l, const char *code) {
    return l->texts[jln_form_at(l, code)];
}

jln_field *jln_form_fields(jln_form_line *l, const jln_table **table, const char *name,
                           jln_err *err) {
    *table = jln_table_find(name);
    jln_field *fields = jln_arena_array(l->form->arena, JLN_TABLE_COLUMNS_MAX, sizeof *fields);
    if (!fields) (void)jln_err_nomem(err);
    return fields;
}

/* The words of a problem after "colonne « x » : ": the cell says which one it is. */
static const char *without_column(const char *message, const char *column) {
    const char *named = strstr(message, column), *colon = strchr(message, ':');
    return named && colon && named < colon && colon[1] == ' ' ? colon + 2 : message;
}

/* The column as a return fills it in: what a structure tells is never below zero. */
static jln_column told(const jln_column *column) {
    jln_column asked = *column;
    if (column->type == JLN_COL_AMOUNT || column->type == JLN_COL_DECIMAL)
        asked.flags |= JLN_COL_FROM_ZERO;
    return asked;
}

jln_status jln_form_put(jln_form_line *l, const jln_table *table, jln_field *fields,
                        const char *name, int cell, const char *text, jln_err *err) {
    int at = jln_table_column(table, name);
    char number[JLN_NUM_MAX];
    jln_err problem = {0};
    jln_field *field = &fields[at];
    const jln_column column = told(&table->columns[at]);
    jln_status status = jln_cell_read(&l->form->package, &column, text, number, field, &problem);
    if (status == JLN_EDATA)
        return jln_form_bad(l, cell, err, "%s", without_column(problem.message, name));
    if (status != JLN_OK) return jln_err_set(err, status, problem.where, "%s", problem.message);
    if (field->tag != JLN_FIELD_TEXT) return JLN_OK;
    field->text = jln_arena_str(l->form->arena, field->text);
    return field->text ? JLN_OK : jln_err_nomem(err);
}

jln_status jln_form_put_cell(jln_form_line *l, const jln_table *table, jln_field *fields,
                             const char *name, jln_err *err) {
    return jln_form_put(l, table, fields, name, jln_form_at(l, name), jln_form_text(l, name), err);
}

/* "1.1.1.1|etat|2014|paid": the key of a row, its parts between bars. */
static const char *key_of(const jln_form *form, const jln_table *table, const jln_field *fields) {
    jln_str key = {0};
    const char *joint = "";
    for (size_t i = 0; i < table->column_count; i++) {
        if (!(table->columns[i].flags & JLN_COL_KEY)) continue;
        jln_str_add(&key, joint);
        if (fields[i].tag == JLN_FIELD_INT) jln_str_fmt(&key, "%lld", (long long)fields[i].integer);
        else jln_str_add(&key, fields[i].tag == JLN_FIELD_TEXT ? fields[i].text : "");
        joint = "|";
    }
    const char *kept = key.failed ? NULL : jln_arena_str(form->arena, jln_str_c(&key));
    jln_str_free(&key);
    return kept;
}

/* JLN_ROW when the row is the first of its key. */
static jln_status take_key(jln_form_line *l, const jln_table *table, const char *key, int cell,
                           jln_err *err) {
    jln_form *form = l->form;
    const char *name = key ? jln_arena_fmt(form->arena, "%s|%s", table->name, key) : NULL;
    const char *place = jln_form_cell(form, l->sheet, l->row, cell);
    if (!name || !place) return jln_err_nomem(err);
    const jln_form_word *first = jln_form_words_find(&form->taken, name);
    if (first)
        return jln_form_bad(
            l, cell, err,
            _("déjà donné en %s : la même chose ne se donne qu'une fois ; effacer l'une "
              "des deux lignes"),
            first->code);
    jln_status status = jln_form_words_add(&form->taken, name, place, form->arena, err);
    return status == JLN_OK ? JLN_ROW : status;
}

jln_status jln_form_finish(jln_form_line *l, const jln_table *table, jln_field *fields, int cell,
                           jln_err *err) {
    char scratch[64];
    size_t column;
    jln_err problem = {0};
    jln_form *form = l->form;
    if (!jln_form_is_good(l)) return JLN_OK;
    jln_status status =
        table->finish ? table->finish(&form->package, fields, scratch, &column, &problem) : JLN_OK;
    if (status == JLN_EDATA) return jln_form_bad(l, cell, err, "%s", problem.message);
    const char *key = key_of(form, table, fields);
    status = take_key(l, table, key, cell, err);
    if (status != JLN_ROW) return status;
    jln_form_row *grown =
        jln_form_push(form, form->rows, &form->row_count, &form->row_capacity, sizeof *grown, err);
    if (!grown) return JLN_ENOMEM;
    form->rows = grown;
    grown[form->row_count - 1] = (jln_form_row){table, l->sheet, fields, l->row, cell, key};
    return JLN_OK;
}

const char *jln_form_reason(const char *text) {
    static const char *const words[][2] = {
        {"nd", "missing"}, {"n.d.", "missing"}, {"s.o.", "na"}, {"so", "na"}, {"n/a", "na"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jln_text_same(text, words[i][0])) return words[i][1];
    return NULL;
}

const char *jln_form_without_percent(jln_form_line *l, int cell) {
    static const char *const spaces[] = {" ", "\u00A0", "\u202F"};
    const char *text = l->texts[cell];
    size_t n = strlen(text);
    if (n < 2 || text[n - 1] != '%') return text;
    for (bool again = --n > 0; again;) {
        again = false;
        for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
            size_t width = strlen(spaces[i]);
            if (n <= width || memcmp(text + n - width, spaces[i], width) != 0) continue;
            n -= width;
            again = true;
        }
    }
    return jln_arena_strn(l->form->arena, text, n);
}

jln_status jln_form_bad_word(jln_form_line *l, const char *column, const jln_form_words *words,
                             jln_err *err) {
    const char *names[64];
    char list[JLN_LIST_MAX], quoted[JLN_QUOTE_MAX];
    size_t count = words->count < 64 ? words->count : 64;
    const char *text = jln_form_text(l, column);
    for (size_t i = 0; i < count; i++) names[i] = words->items[i].word;
    return jln_form_bad(l, jln_form_at(l, column), err, _("trouvé %s, attendu un de ces mots : %s"),
                        jln_quote(text, strlen(text), quoted), jln_list(names, count, list));
}
