#include "cli/listing.h"

#include "base/str.h"
#include "cli/say.h"
#include "cli/width.h"
#include "cli/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct jln_list {
    jln_cli_format format;
    jln_arena *arena;
    const jln_list_column *columns;
    size_t count, rows;
    const char ***kept; /* text: the rows */
    size_t capacity;
};

static jln_status flush(jln_str *line, jln_err *err) {
    jln_status status = JLN_OK;
    if (line->failed) status = jln_err_nomem(err);
    else fputs(jln_str_c(line), stdout);
    jln_str_free(line);
    return status == JLN_OK ? jln_say_check(err) : status;
}

/* ---- CSV ---- */

static jln_status csv_header(const jln_list *list, jln_err *err) {
    jln_str line = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (i) jln_str_addc(&line, ',');
        jln_str_csv(&line, list->columns[i].name);
    }
    jln_str_addc(&line, '\n');
    return flush(&line, err);
}

static jln_status csv_row(const jln_list *list, const char *const *cells, jln_err *err) {
    jln_str line = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (i) jln_str_addc(&line, ',');
        jln_str_csv(&line, cells[i]);
    }
    jln_str_addc(&line, '\n');
    return flush(&line, err);
}

/* ---- JSON ---- */

/* A number as JSON writes it: no plus sign, no leading zeros. */
static bool is_json_number(const char *text) {
    if (*text == '-') text++;
    size_t whole = strspn(text, "0123456789");
    if (whole == 0 || (whole > 1 && *text == '0')) return false;
    text += whole;
    if (*text == '\0') return true;
    size_t decimals = *text == '.' ? strspn(text + 1, "0123456789") : 0;
    return decimals && text[1 + decimals] == '\0';
}

static void json_lines(jln_str *line, const char *cell, jln_arena *arena) {
    jln_str_addc(line, '[');
    for (const char *at = cell; at && *at;) {
        size_t length = strcspn(at, "\n");
        const char *item = jln_arena_strn(arena, at, length);
        if (at != cell) jln_str_add(line, ", ");
        if (item) jln_str_json(line, item);
        else line->failed = true;
        at += length + (at[length] == '\n');
    }
    jln_str_addc(line, ']');
}

static jln_status json_row(const jln_list *list, const char *const *cells, jln_err *err) {
    jln_str line = {0};
    jln_str_add(&line, list->rows ? ",\n  {" : "\n  {");
    for (size_t i = 0; i < list->count; i++) {
        const char *cell = cells[i];
        if (i) jln_str_add(&line, ", ");
        jln_str_json(&line, list->columns[i].name);
        jln_str_add(&line, ": ");
        if (list->columns[i].most == JLN_LIST_ARRAY) {
            json_lines(&line, cell, list->arena);
            continue;
        }
        bool plain = cell && list->columns[i].number && is_json_number(cell);
        bool none = !cell || (list->columns[i].number && !*cell);
        if (none || plain) jln_str_add(&line, none ? "null" : cell);
        else jln_str_json(&line, cell);
    }
    jln_str_addc(&line, '}');
    return flush(&line, err);
}

/* ---- text ---- */

static const char *title_of(const jln_list_column *column) {
    return column->title ? _(column->title) : jln_words_column(column->name);
}

static const char *keep_cell(jln_list *list, const char *cell, int most) {
    if (!cell) return "";
    if (most == 0 || jln_width(cell) <= (size_t)most) return jln_arena_str(list->arena, cell);
    jln_str cut = {0};
    jln_width_cut(&cut, cell, (size_t)most);
    const char *kept = cut.failed ? NULL : jln_arena_str(list->arena, jln_str_c(&cut));
    jln_str_free(&cut);
    return kept;
}

static jln_status keep_row(jln_list *list, const char *const *cells, jln_err *err) {
    const char ***grown =
        jln_arena_grow(list->arena, list->kept, &list->capacity, list->rows + 1, sizeof *grown);
    const char **row = jln_arena_array(list->arena, list->count, sizeof *row);
    if (!grown || !row) return jln_err_nomem(err);
    list->kept = grown;
    for (size_t i = 0; i < list->count; i++) {
        row[i] = keep_cell(list, cells[i], list->columns[i].most);
        if (!row[i]) return jln_err_nomem(err);
    }
    list->kept[list->rows] = row;
    return JLN_OK;
}

static void print_row(const jln_list *list, const char *const *cells, const size_t *widths) {
    for (size_t i = 0; i < list->count; i++) {
        bool right = list->columns[i].number, last = i + 1 == list->count;
        if (i) fputs("  ", stdout);
        jln_width_print(stdout, cells[i], last && !right ? 0 : widths[i], right);
    }
    putc('\n', stdout);
}

static void print_rule(const jln_list *list, const size_t *widths) {
    for (size_t i = 0; i < list->count; i++) {
        if (i) fputs("  ", stdout);
        for (size_t n = 0; n < widths[i]; n++) fputs("─", stdout);
    }
    putc('\n', stdout);
}

static jln_status print_text(jln_list *list, jln_err *err) {
    size_t *widths = jln_arena_array(list->arena, list->count, sizeof *widths);
    const char **titles = jln_arena_array(list->arena, list->count, sizeof *titles);
    if (!widths || !titles) return jln_err_nomem(err);
    for (size_t i = 0; i < list->count; i++) {
        titles[i] = title_of(&list->columns[i]);
        widths[i] = jln_width(titles[i]);
        for (size_t r = 0; r < list->rows; r++) {
            size_t width = jln_width(list->kept[r][i]);
            if (width > widths[i]) widths[i] = width;
        }
    }
    print_row(list, titles, widths);
    print_rule(list, widths);
    for (size_t r = 0; r < list->rows; r++) print_row(list, list->kept[r], widths);
    return jln_say_check(err);
}

/* ---- the three together ---- */

jln_status jln_list_open(jln_cli_format format, jln_arena *arena, const jln_list_column *columns,
                         size_t count, jln_list **out, jln_err *err) {
    jln_list *list = jln_arena_alloc(arena, sizeof *list);
    if (!list) return jln_err_nomem(err);
    *list = (jln_list){.format = format, .arena = arena, .columns = columns, .count = count};
    *out = list;
    if (format == JLN_FORMAT_CSV) return csv_header(list, err);
    if (format == JLN_FORMAT_JSON) fputs("[", stdout);
    return JLN_OK;
}

jln_status jln_list_row(jln_list *list, const char *const *cells, jln_err *err) {
    jln_status status = list->format == JLN_FORMAT_CSV    ? csv_row(list, cells, err)
                        : list->format == JLN_FORMAT_JSON ? json_row(list, cells, err)
                                                          : keep_row(list, cells, err);
    list->rows++;
    return status;
}

jln_status jln_list_close(jln_list *list, jln_err *err) {
    if (list->format == JLN_FORMAT_JSON) fputs(list->rows ? "\n]\n" : "]\n", stdout);
    if (list->format == JLN_FORMAT_TEXT && list->rows) return print_text(list, err);
    return jln_say_check(err);
}
