#include "doc/fold.h"

#include "base/i18n.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

size_t jln_fold_count(const jln_doc_table *table) {
    size_t count = 0;
    for (size_t r = 0; r < table->row_count; r++) count += table->rows[r].role == JLN_ROW_BODY;
    return count;
}

enum { NAMES_LENGTH = 240 }; /* bytes: nobody reads more in a cell */

/* "2.4.1 Les familles…" is known by its code. */
static size_t name_length(const char *name) {
    size_t code = strspn(name, "0123456789.");
    return code && memchr(name, '.', code) && name[code] == ' ' ? code : strlen(name);
}

const char *jln_fold_words(jln_arena *arena, size_t count, const char *const *names) {
    jln_str s = {0};
    jln_str_fmt(&s, _("autres (%zu)"), count);
    size_t told = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = names[i] ? name_length(names[i]) : 0;
        if (!length) continue;
        if (s.length + length > NAMES_LENGTH) {
            jln_str_add(&s, told ? "…" : "");
            break;
        }
        if (told++) jln_str_add(&s, ", ");
        else jln_str_add(&s, _("\u00A0: "));
        jln_str_addn(&s, names[i], length);
    }
    char *text = s.failed ? NULL : jln_arena_strn(arena, s.text, s.length);
    jln_str_free(&s);
    return text;
}

jln_value jln_fold_sum(const jln_value *const *values, size_t count) {
    jln_rat sum = {0, 1};
    bool any = false, all = true;
    for (size_t i = 0; i < count; i++) {
        const jln_value *v = values[i];
        all &= v->state == JLN_NUMBER || v->state == JLN_NA;
        if (!jln_value_known(v)) continue;
        any = true;
        if (!jln_rat_add(sum, v->number, &sum)) return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    if (!any) return count ? *values[0] : jln_value_none(JLN_NA, JLN_REASON_NONE);
    jln_value out = jln_value_number(sum);
    if (!all) out.state = JLN_PARTIAL;
    return out;
}

typedef struct {
    jln_arena *arena;
    const jln_doc_table *from;
    jln_doc_table *to;
    const jln_doc_row **body; /* those to keep, in their order, then the others */
    size_t count;
    size_t kept, end;         /* the others are those of `body` from `kept` to `end` */
    const jln_value **values; /* of one column of the others */
    const char **names;       /* of the others */
} folding;

/* ---- which rows stay ---- */

static size_t first_amount(const jln_doc_table *t) {
    size_t c = 0;
    while (c < t->column_count && t->columns[c].kind != JLN_KIND_AMOUNT) c++;
    return c;
}

typedef struct {
    const jln_doc_row *row;
    const jln_value *value;
} weighed;

/* Among equals, and among those not known, the earlier row weighs more. */
static int heaviest_first(const void *a, const void *b) {
    const weighed *x = a, *y = b;
    bool p = jln_value_known(x->value), q = jln_value_known(y->value);
    int order = p && q ? jln_rat_cmp(y->value->number, x->value->number) : (int)q - (int)p;
    return order ? order : x->row < y->row ? -1 : 1;
}

static int by_place(const void *a, const void *b) {
    const weighed *x = a, *y = b;
    return x->row < y->row ? -1 : x->row > y->row;
}

static bool choose_rows(folding *f) {
    weighed *rows = jln_arena_array(f->arena, f->count, sizeof *rows);
    size_t n = 0, amount = first_amount(f->from);
    if (!rows) return false;
    for (size_t r = 0; r < f->from->row_count; r++) {
        const jln_doc_row *row = &f->from->rows[r];
        if (row->role != JLN_ROW_BODY) continue;
        rows[n++] = (weighed){row, &row->cells[amount < f->from->column_count ? amount : 0].value};
    }
    if (f->from->fold_largest && amount < f->from->column_count) {
        qsort(rows, n, sizeof *rows, heaviest_first);
        qsort(rows, f->kept, sizeof *rows, by_place);
    }
    for (size_t i = 0; i < n; i++) f->body[i] = rows[i].row;
    return true;
}

/* ---- the line of the others ---- */

/* Amounts and counts add up; days and rates do not. */
static bool adds_up(const jln_doc_column *column) {
    return column->kind == JLN_KIND_AMOUNT ||
           (column->kind == JLN_KIND_COUNT && !(column->unit && strcmp(column->unit, "days") == 0));
}

static jln_value sum_of(folding *f, size_t column) {
    for (size_t i = f->kept; i < f->end; i++)
        f->values[i - f->kept] = &f->body[i]->cells[column].value;
    return jln_fold_sum(f->values, f->end - f->kept);
}

static const jln_cell *cell_at(const jln_doc_table *t, const jln_doc_row *row, const char *column) {
    for (size_t c = 0; c < t->column_count; c++)
        if (strcmp(t->columns[c].key, column) == 0) return &row->cells[c];
    return NULL;
}

/* The operand of a formula of the row `like`, as the others have it: in their own line, or in the
 * line it names (a total). */
static const jln_cell *operand(const folding *f, const jln_doc_row *others, const jln_doc_row *like,
                               const jln_cell_ref *ref) {
    if (strcmp(ref->table, f->from->key) != 0) return NULL;
    if (strcmp(ref->row, like->key) == 0) return cell_at(f->from, others, ref->column);
    for (size_t r = f->from->row_count; r-- > 0;)
        if (f->from->rows[r].role != JLN_ROW_BODY && strcmp(f->from->rows[r].key, ref->row) == 0)
            return cell_at(f->from, &f->from->rows[r], ref->column);
    return NULL;
}

static void derive(const folding *f, const jln_doc_row *others, jln_cell *cell,
                   const jln_doc_row *like, const jln_expr *expr) {
    const jln_cell *a = operand(f, others, like, &expr->operands[0]);
    const jln_cell *b = operand(f, others, like, &expr->operands[1]);
    if (!a || !b || !jln_value_known(&a->value) || !jln_value_known(&b->value)) return;
    jln_rat out;
    bool zero = expr->op != JLN_EXPR_DIFFERENCE && b->value.number.num == 0;
    if (zero) return;
    bool good = expr->op == JLN_EXPR_DIFFERENCE
                    ? jln_rat_sub(a->value.number, b->value.number, &out)
                    : jln_rat_div(a->value.number, b->value.number, &out);
    if (!good) return;
    cell->value = jln_value_number(out);
    if (a->value.state == JLN_PARTIAL || b->value.state == JLN_PARTIAL)
        cell->value.state = JLN_PARTIAL;
}

/* The first of the rows whose cell of that column is made of others. */
static const jln_doc_row *derived_row(const folding *f, size_t column) {
    for (size_t i = 0; i < f->count; i++) {
        const jln_expr *e = f->body[i]->cells[column].expr;
        if (e && e->count == 2 && e->op != JLN_EXPR_SUM) return f->body[i];
    }
    return NULL;
}

static bool add_others(folding *f, jln_doc_row *row, const char *key) {
    const jln_doc_table *t = f->from;
    *row = (jln_doc_row){.key = key, .role = JLN_ROW_BODY};
    row->cells = jln_arena_array(f->arena, t->column_count, sizeof *row->cells);
    for (size_t i = f->kept; i < f->end; i++) f->names[i - f->kept] = f->body[i]->cells[0].text;
    const char *words = jln_fold_words(f->arena, f->end - f->kept, f->names);
    if (!row->cells || !words || !key) return false;
    for (size_t c = 0; c < t->column_count; c++)
        row->cells[c].value =
            adds_up(&t->columns[c]) ? sum_of(f, c) : jln_value_none(JLN_NA, JLN_REASON_NONE);
    row->cells[0].value = jln_value_none(JLN_TEXT, JLN_REASON_NONE);
    row->cells[0].text = words;
    for (size_t c = 1; c < t->column_count; c++) {
        const jln_doc_row *like = derived_row(f, c);
        if (like) derive(f, row, &row->cells[c], like, like->cells[c].expr);
    }
    return true;
}

/* ---- groups ---- */

enum { GROUPS_MOST = 8 };

typedef struct {
    const jln_doc_row *heading;
    size_t first, count, kept; /* of `body` */
} group;

/* The groups of a table all of whose rows stand under a heading; 0 elsewhere. Fills `body`. */
static size_t read_groups(folding *f, group *groups) {
    size_t n = 0, at = 0;
    for (size_t r = 0; r < f->from->row_count; r++) {
        const jln_doc_row *row = &f->from->rows[r];
        if (row->role == JLN_ROW_GROUP) {
            if (n == GROUPS_MOST) return 0;
            groups[n++] = (group){.heading = row, .first = at};
        }
        if (row->role != JLN_ROW_BODY) continue;
        if (!n) return 0;
        groups[n - 1].count++;
        f->body[at++] = row;
    }
    return n;
}

static size_t lines_of(const group *groups, size_t n) {
    size_t lines = 0;
    for (size_t i = 0; i < n; i++) lines += groups[i].kept + (groups[i].kept < groups[i].count);
    return lines;
}

/* One more row for each group in turn, as long as there is a line for it. */
static void share_lines(group *groups, size_t n, size_t most) {
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < n; i++) {
            if (groups[i].kept == groups[i].count) continue;
            groups[i].kept++;
            bool fits = lines_of(groups, n) <= most;
            if (!fits) groups[i].kept--;
            more |= fits;
        }
    }
}

static bool put_group(folding *f, const group *g, jln_doc_row *rows, size_t *n) {
    rows[(*n)++] = *g->heading;
    for (size_t i = 0; i < g->kept; i++) rows[(*n)++] = *f->body[g->first + i];
    f->kept = g->first + g->kept;
    f->end = g->first + g->count;
    return f->kept == f->end ||
           add_others(f, &rows[(*n)++], jln_arena_fmt(f->arena, "%sothers", g->heading->key));
}

/* ---- the new rows ---- */

static bool put_rows(folding *f, size_t most, jln_doc_row *rows, size_t *n) {
    group groups[GROUPS_MOST];
    size_t count = read_groups(f, groups);
    share_lines(groups, count, most);
    for (size_t i = 0; i < count; i++)
        if (groups[i].count && !put_group(f, &groups[i], rows, n)) return false;
    if (count) return true;
    f->kept = most > 1 ? most - 1 : 0;
    f->end = f->count;
    if (!choose_rows(f)) return false;
    for (size_t i = 0; i < f->kept; i++) rows[(*n)++] = *f->body[i];
    return add_others(f, &rows[(*n)++], "others");
}

static bool fill(folding *f, size_t most) {
    jln_doc_row *rows =
        jln_arena_array(f->arena, f->from->row_count + GROUPS_MOST + 1, sizeof *rows);
    f->body = jln_arena_array(f->arena, f->count, sizeof *f->body);
    f->values = jln_arena_array(f->arena, f->count, sizeof *f->values);
    f->names = jln_arena_array(f->arena, f->count, sizeof *f->names);
    size_t n = 0;
    if (!rows || !f->body || !f->values || !f->names || !put_rows(f, most, rows, &n)) return false;
    for (size_t r = 0; r < f->from->row_count; r++) {
        jln_row_role role = f->from->rows[r].role;
        if (role == JLN_ROW_TOTAL || role == JLN_ROW_MEMO) rows[n++] = f->from->rows[r];
    }
    f->to->rows = rows;
    f->to->row_count = n;
    f->to->row_capacity = f->from->row_count + GROUPS_MOST + 1;
    return true;
}

const jln_doc_table *jln_fold(jln_arena *arena, const jln_doc_table *table, size_t most) {
    size_t count = jln_fold_count(table);
    if (count <= most || count < 2) return table;
    jln_doc_table *copy = jln_arena_alloc(arena, sizeof *copy);
    if (!copy) return NULL;
    *copy = *table;
    folding f = {.arena = arena, .from = table, .to = copy, .count = count};
    return fill(&f, most) ? copy : NULL;
}
