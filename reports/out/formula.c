#include "out/formula.h"

#include "out/cell_text.h"
#include "out/sheet_name.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEEPEST = 2000, /* expressions that follow from expressions, before it must be a circle */
    LONGEST_FORMULA = 8192, /* Excel's limit */
    MOST_ARGUMENTS = 250,   /* Excel allows 255 */
    LONGEST_WORDS = 250     /* Excel's limit for a text inside a formula is 255 */
};

#define LARGEST_EXACT 9007199254740992.0 /* 2^53: integers beyond it lose their last digit */

struct jln_shown_memo {
    enum { UNKNOWN = 0, KNOWN } state;
    jln_shown shown;
};

typedef struct jln_shown_memo memo;

jln_status jln_formulas_init(jln_formulas *f, const jln_doc *doc, const jln_sheets *sheets,
                             jln_arena *arena, jln_err *err) {
    *f = (jln_formulas){
        .doc = doc, .sheets = sheets, .arena = arena, .index = jln_doc_index_new(doc)};
    f->memo = jln_arena_array(arena, doc->block_count + 1, sizeof *f->memo);
    if (!f->index || !f->memo) return jln_err_nomem(err);
    for (size_t b = 0; b < doc->block_count; b++) {
        if (doc->blocks[b].kind != JLN_BLOCK_TABLE) continue;
        const jln_doc_table *t = doc->blocks[b].table;
        f->memo[b] = jln_arena_array(arena, t->row_count * t->column_count + 1, sizeof **f->memo);
        if (!f->memo[b]) return jln_err_nomem(err);
    }
    return JLN_OK;
}

/* --- what a cell holds --- */

static bool shows_number(const jln_cell *cell, jln_kind kind) {
    return jln_value_known(&cell->value) && !cell->text && kind != JLN_KIND_LIGHT &&
           kind != JLN_KIND_COVER;
}

static bool in_points(jln_kind kind) {
    return kind == JLN_KIND_POINTS;
}

/* The double that a reader of the file gets: the library writes 16 digits, enough for integers. */
static double as_written(double number) {
    char text[40];
    if (number == floor(number) && fabs(number) < LARGEST_EXACT) return number;
    snprintf(text, sizeof text, "%.16G", number);
    return strtod(text, NULL);
}

static const char *words_of(jln_formulas *f, const jln_cell *cell, jln_kind kind) {
    const jln_value *v = &cell->value;
    if (kind == JLN_KIND_LIGHT) return jln_light_letter(cell->light);
    if (cell->text) return cell->text;
    if (kind == JLN_KIND_COVER)
        return v->expected
                   ? jln_arena_fmt(f->arena, "%u/%u", (unsigned)v->known, (unsigned)v->expected)
                   : "";
    if (v->state == JLN_BLANK || (v->state == JLN_NA && v->reason == JLN_REASON_NONE)) return "";
    return jln_state_words(v->state);
}

static jln_status leaf(jln_formulas *f, const jln_cell *cell, jln_kind kind, const char *where,
                       jln_shown *shown, jln_err *err) {
    *shown = (jln_shown){.is_number = shows_number(cell, kind), .words = ""};
    if (!shown->is_number) {
        shown->words = words_of(f, cell, kind);
        return shown->words ? JLN_OK : jln_err_nomem(err);
    }
    jln_rat number = cell->value.number;
    if (in_points(kind) && !jln_rat_mul(number, jln_rat_of(100), &number))
        return jln_err_set(err, JLN_ELIMIT, where, "%s", _("nombre trop grand pour un classeur"));
    double d = jln_rat_double(number);
    if (!isfinite(d) || (jln_rat_is_integer(number) && fabs(d) >= LARGEST_EXACT))
        return jln_err_set(err, JLN_ELIMIT, where, "%s", _("nombre trop grand pour un classeur"));
    shown->number = as_written(d);
    return JLN_OK;
}

/* --- the exact check: is the engine's value what the expression gives over the cells? --- */

typedef struct {
    const jln_expr *expr;
    jln_cell_place *places;
    jln_shown *shown;
} operands;

static jln_kind kind_at(const jln_cell_place *at) {
    return at->table->columns[at->column].kind;
}

static bool operand_number(const operands *o, size_t i, jln_rat *number) {
    if (!shows_number(o->places[i].cell, kind_at(&o->places[i]))) return false;
    *number = o->places[i].cell->value.number;
    return true;
}

static bool exact_sum(const operands *o, jln_rat *sum, size_t *numbers) {
    *sum = jln_rat_of(0);
    *numbers = 0;
    for (size_t i = 0; i < o->expr->count; i++) {
        jln_rat n;
        if (!operand_number(o, i, &n)) continue;
        ++*numbers;
        if (!jln_rat_add(*sum, n, sum)) return false;
    }
    return true;
}

static bool sum_agrees(const operands *o, const jln_cell *cell, bool is_number) {
    jln_rat sum;
    size_t numbers;
    if (!exact_sum(o, &sum, &numbers)) return !is_number;
    if (!is_number) return numbers == 0;
    return jln_rat_cmp(sum, cell->value.number) == 0;
}

static bool pair_agrees(const operands *o, const jln_cell *cell, bool is_number) {
    jln_rat a, b, result;
    bool known = operand_number(o, 0, &a) && operand_number(o, 1, &b);
    if (known && o->expr->op == JLN_EXPR_DIFFERENCE) known = jln_rat_sub(a, b, &result);
    else if (known) known = b.num > 0 && jln_rat_div(a, b, &result);
    if (known != is_number) return false;
    return !known || jln_rat_cmp(result, cell->value.number) == 0;
}

static bool reference_agrees(const operands *o, const jln_cell *cell, const jln_shown *own) {
    jln_rat n;
    if (operand_number(o, 0, &n)) return own->is_number && jln_rat_cmp(n, cell->value.number) == 0;
    return !own->is_number && strcmp(own->words, o->shown[0].words) == 0;
}

static bool agrees(const operands *o, const jln_cell *cell, const jln_shown *own) {
    if (o->expr->op == JLN_EXPR_SUM) return sum_agrees(o, cell, own->is_number);
    if (o->expr->op == JLN_EXPR_REFERENCE) return reference_agrees(o, cell, own);
    return pair_agrees(o, cell, own->is_number);
}

/* --- the same expression in double --- */

/* POINTS are held times 100: what an operand is divided by before, and a result multiplied by
 * after. */
typedef struct {
    bool divide[2];
    const char *after; /* "", "*100" or "/100" */
} scaling;

static const char *between(bool from_points, bool to_points) {
    return from_points == to_points ? "" : to_points ? "*100" : "/100";
}

static bool scaling_of(const operands *o, jln_kind kind, scaling *s) {
    bool first = in_points(kind_at(&o->places[0])), uniform = true;
    for (size_t i = 1; i < o->expr->count; i++)
        uniform = uniform && in_points(kind_at(&o->places[i])) == first;
    bool pair = o->expr->op != JLN_EXPR_SUM && o->expr->op != JLN_EXPR_REFERENCE;
    bool linear = o->expr->op != JLN_EXPR_RATIO && o->expr->op != JLN_EXPR_SHARE;
    *s = (scaling){.after = between(uniform && linear && first, in_points(kind))};
    if (uniform) return true;
    for (size_t i = 0; pair && i < 2; i++) s->divide[i] = in_points(kind_at(&o->places[i]));
    return pair;
}

static double scaled(double number, const char *after) {
    return !*after ? number : *after == '*' ? number * 100 : number / 100;
}

/* Neumaier's sum, as spreadsheets do. */
static double sum_of(const operands *o) {
    double sum = 0, lost = 0;
    for (size_t i = 0; i < o->expr->count; i++) {
        if (!o->shown[i].is_number) continue;
        double n = o->shown[i].number, t = sum + n;
        lost += fabs(sum) >= fabs(n) ? (sum - t) + n : (n - t) + sum;
        sum = t;
    }
    return sum + lost;
}

static double result_of(const operands *o, const scaling *s) {
    double a = o->shown[0].number;
    if (o->expr->op == JLN_EXPR_SUM) return scaled(sum_of(o), s->after);
    if (o->expr->op == JLN_EXPR_REFERENCE) return scaled(a, s->after);
    double b = o->shown[1].number;
    if (s->divide[0]) a /= 100;
    if (s->divide[1]) b /= 100;
    return scaled(o->expr->op == JLN_EXPR_DIFFERENCE ? a - b : a / b, s->after);
}

static jln_status shown_at(jln_formulas *f, const jln_cell_place *at, int depth, jln_shown *shown,
                           jln_err *err);

static jln_status gather(jln_formulas *f, const jln_expr *e, int depth, operands *o, jln_err *err) {
    o->expr = e;
    o->places = calloc(e->count, sizeof *o->places);
    o->shown = calloc(e->count, sizeof *o->shown);
    if (!o->places || !o->shown) return jln_err_nomem(err);
    for (size_t i = 0; i < e->count; i++) {
        if (!jln_doc_find(f->index, e->operands[i], &o->places[i]))
            return jln_err_set(err, JLN_EDATA, e->operands[i].table, "%s", _("cellule inconnue"));
        jln_status status =
            depth < 0 ? JLN_OK : shown_at(f, &o->places[i], depth + 1, &o->shown[i], err);
        if (status) return status;
    }
    return JLN_OK;
}

static void release(operands *o) {
    free(o->places);
    free(o->shown);
}

static jln_status evaluate(jln_formulas *f, const jln_cell *cell, jln_kind kind, const char *where,
                           int depth, jln_shown *shown, jln_err *err) {
    jln_status status = leaf(f, cell, kind, where, shown, err);
    if (status || !cell->expr) return status;
    if (depth > DEEPEST)
        return jln_err_set(err, JLN_EDATA, where, "%s",
                           _("des formules se renvoient l'une à l'autre"));
    operands o = {0};
    scaling s;
    status = gather(f, cell->expr, depth, &o, err);
    if (!status && !agrees(&o, cell, shown))
        status =
            jln_err_set(err, JLN_EDATA, where, "%s",
                        _("la valeur calculée n'est pas celle de sa formule sur les cellules"));
    if (!status && !scaling_of(&o, kind, &s))
        status =
            jln_err_set(err, JLN_EDATA, where, "%s", _("la somme mêle des points et des nombres"));
    if (!status && shown->is_number) shown->number = result_of(&o, &s);
    release(&o);
    return status;
}

static jln_status shown_at(jln_formulas *f, const jln_cell_place *at, int depth, jln_shown *shown,
                           jln_err *err) {
    memo *m = &f->memo[at->table_number][at->row * at->table->column_count + at->column];
    char where[JLN_WHERE_MAX];
    if (!at->cell->expr) { /* most cells: named only when refused */
        if (leaf(f, at->cell, kind_at(at), NULL, shown, NULL) == JLN_OK) return JLN_OK;
        return leaf(f, at->cell, kind_at(at), jln_cell_name(at, where), shown, err);
    }
    if (m->state != KNOWN) {
        jln_status status =
            evaluate(f, at->cell, kind_at(at), jln_cell_name(at, where), depth, &m->shown, err);
        if (status) return status;
        m->state = KNOWN;
    }
    *shown = m->shown;
    return JLN_OK;
}

jln_status jln_formulas_shown(jln_formulas *f, const jln_cell *cell, jln_kind kind,
                              const char *where, jln_shown *shown, jln_err *err) {
    return evaluate(f, cell, kind, where, 0, shown, err);
}

jln_status jln_formulas_table_cell(jln_formulas *f, const jln_cell_place *place, jln_shown *shown,
                                   jln_err *err) {
    return shown_at(f, place, 0, shown, err);
}

/* --- the text of the formula --- */

typedef struct {
    size_t sheet;
    size_t row, column;
} address;

static address address_of(const jln_formulas *f, const jln_cell_place *at) {
    const jln_block_place *place = &f->sheets->places[at->table_number];
    return (address){place->sheet, place->body + at->row, jln_sheets_column(place, at->column)};
}

static void add_cell(jln_str *out, address a) {
    char letters[8];
    size_t n = sizeof letters;
    letters[--n] = '\0';
    for (size_t c = a.column + 1; c; c = (c - 1) / 26) letters[--n] = (char)('A' + (c - 1) % 26);
    jln_str_fmt(out, "%s%zu", letters + n, a.row + 1);
}

/* A1, A1:A9 or 'Sheet'!A1. */
static void add_range(const jln_formulas *f, jln_str *out, address from, address to, size_t sheet) {
    if (from.sheet != sheet) jln_sheet_reference(out, f->sheets->sheets[from.sheet].name);
    add_cell(out, from);
    if (from.row == to.row && from.column == to.column) return;
    jln_str_addc(out, ':');
    add_cell(out, to);
}

/* Whether `next` goes on downwards (or to the right) after `to` of a range that started at `from`.
 */
static bool goes_on(address from, address to, address next) {
    if (next.sheet != from.sheet) return false;
    bool down = next.column == from.column && to.column == from.column && next.row == to.row + 1;
    bool right = next.row == from.row && to.row == from.row && next.column == to.column + 1;
    return down || right;
}

/* SUM or COUNT over ranges; beyond Excel's number of arguments, a sum of sums. */
static void add_aggregate(const jln_formulas *f, jln_str *out, const char *function,
                          const operands *o, size_t sheet) {
    jln_str_fmt(out, "%s(", function);
    int arguments = 0;
    for (size_t i = 0, count = o->expr->count; i < count;) {
        address from = address_of(f, &o->places[i]), to = from;
        for (i++; i < count && goes_on(from, to, address_of(f, &o->places[i])); i++)
            to = address_of(f, &o->places[i]);
        if (arguments == MOST_ARGUMENTS) jln_str_fmt(out, ")+%s(", function);
        else if (arguments) jln_str_addc(out, ',');
        arguments = arguments % MOST_ARGUMENTS + 1;
        add_range(f, out, from, to, sheet);
    }
    jln_str_addc(out, ')');
}

static void add_literal(jln_str *out, const char *words) {
    jln_str_addc(out, '"');
    for (; *words; words++) {
        if (*words == '"') jln_str_addc(out, '"');
        jln_str_addc(out, *words);
    }
    jln_str_addc(out, '"');
}

static void add_operand(const jln_formulas *f, jln_str *out, const operands *o, size_t i,
                        size_t sheet) {
    address a = address_of(f, &o->places[i]);
    add_range(f, out, a, a, sheet);
}

/* =SUM(...), or the words while none of the operands is a number. */
static void sum_text(const jln_formulas *f, jln_str *out, const operands *o, size_t sheet,
                     const scaling *s, const jln_shown *shown) {
    jln_str_add(out, "=");
    if (!shown->is_number) {
        jln_str_add(out, "IF(");
        add_aggregate(f, out, "COUNT", o, sheet);
        jln_str_add(out, "=0,");
        add_literal(out, shown->words);
        jln_str_addc(out, ',');
    }
    if (*s->after) jln_str_addc(out, '(');
    add_aggregate(f, out, "SUM", o, sheet);
    if (*s->after) jln_str_fmt(out, ")%s", s->after);
    if (!shown->is_number) jln_str_addc(out, ')');
}

static void add_scaled_operand(const jln_formulas *f, jln_str *out, const operands *o, size_t i,
                               size_t sheet, const scaling *s) {
    add_operand(f, out, o, i, sheet);
    if (s->divide[i]) jln_str_add(out, "/100");
}

/* Guarded: a text operand, a divisor of zero or below gives the engine's words, not an error. */
static void pair_text(const jln_formulas *f, jln_str *out, const operands *o, size_t sheet,
                      const scaling *s, const jln_shown *shown) {
    bool difference = o->expr->op == JLN_EXPR_DIFFERENCE, wrap = *s->after && difference;
    jln_str_add(out, "=IF(AND(ISNUMBER(");
    add_operand(f, out, o, 0, sheet);
    jln_str_add(out, "),ISNUMBER(");
    add_operand(f, out, o, 1, sheet);
    jln_str_add(out, ")");
    if (!difference) {
        jln_str_addc(out, ',');
        add_operand(f, out, o, 1, sheet);
        jln_str_add(out, ">0");
    }
    jln_str_add(out, wrap ? "),(" : "),");
    add_scaled_operand(f, out, o, 0, sheet, s);
    jln_str_add(out, difference ? "-" : s->divide[1] ? "/(" : "/");
    add_scaled_operand(f, out, o, 1, sheet, s);
    jln_str_fmt(out, "%s%s,", wrap || (!difference && s->divide[1]) ? ")" : "", s->after);
    add_literal(out, shown->is_number ? jln_state_words(JLN_NC) : shown->words);
    jln_str_addc(out, ')');
}

static void reference_text(const jln_formulas *f, jln_str *out, const operands *o, size_t sheet,
                           const scaling *s, const jln_shown *shown) {
    jln_str cell = {0};
    add_operand(f, &cell, o, 0, sheet);
    const char *text = jln_str_c(&cell);
    if (*s->after) jln_str_fmt(out, "=IF(ISNUMBER(%s),%s%s,%s)", text, text, s->after, text);
    else if (!shown->is_number && !*shown->words)
        jln_str_fmt(out, "=IF(%s=\"\",\"\",%s)", text, text);
    else jln_str_fmt(out, "=%s", text);
    out->failed = out->failed || cell.failed;
    jln_str_free(&cell);
}

jln_status jln_formulas_text(jln_formulas *f, const jln_cell *cell, jln_kind kind, size_t sheet,
                             const jln_shown *shown, const char *where, jln_str *out,
                             jln_err *err) {
    operands o = {0};
    scaling s;
    jln_status status = gather(f, cell->expr, -1, &o, err);
    if (!status) {
        (void)scaling_of(&o, kind, &s); /* refused by jln_formulas_shown when there is none */
        if (cell->expr->op == JLN_EXPR_SUM) sum_text(f, out, &o, sheet, &s, shown);
        else if (cell->expr->op == JLN_EXPR_REFERENCE) reference_text(f, out, &o, sheet, &s, shown);
        else pair_text(f, out, &o, sheet, &s, shown);
        if (out->failed) status = jln_err_nomem(err);
    }
    release(&o);
    if (status) return status;
    if (out->length > LONGEST_FORMULA || strlen(shown->words) > LONGEST_WORDS)
        return jln_err_set(err, JLN_ELIMIT, where, "%s", _("formule trop longue pour un classeur"));
    return JLN_OK;
}
