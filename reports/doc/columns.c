/* The columns of figures of a table: read from the template, filled row by row, totalled with live expressions. */
#include "doc/build.h"

#include <string.h>

jln_cell *jln_text_cell(jln_doc_row *row, size_t column, const char *text) {
    jln_cell *cell = &row->cells[column];
    if (!text) return cell;
    cell->value = jln_value_none(JLN_TEXT, JLN_REASON_NONE);
    cell->text = text;
    return cell;
}

void jln_columns_add(jln_columns *c, const char *key, const char *title, jln_kind kind,
                     float weight) {
    if (c->count >= JLN_COLUMNS_MAX) return;
    c->columns[c->count] = (jln_doc_column){.key = key, .title = title, .kind = kind, .scale = 1, .weight = weight};
    c->figures[c->count] = (jln_figure){.role = JLN_COLUMN_OTHER, .a = -1, .b = -1};
    c->count++;
}

static int find_column(const jln_columns *c, const char *key) {
    for (size_t i = 0; key && i < c->count; i++)
        if (strcmp(c->columns[i].key, key) == 0) return (int)i;
    return -1;
}

/* ---- reading ---- */

typedef struct {
    jln_builder *b;
    jln_columns *c;
    const jln_tree *node;
    jln_doc_column *column;
    jln_figure *figure;
} column_reader;

static jln_status read_measure(column_reader *r, const char *name) {
    jln_figure *f = r->figure;
    f->role = JLN_COLUMN_MEASURE;
    r->column->kind = JLN_KIND_AMOUNT;
    const char *which = jln_build_text(r->node, "which");
    jln_stage stage = jln_engine_stage(r->b->engine);
    jln_base base = jln_engine_base(r->b->engine);
    jln_funding status = JLN_FUNDING_RECEIVED;
    bool known = true;
    if (strcmp(name, "base") == 0) {
        known = !which || jln_base_of(which, &base);
        f->measure = (jln_measure){JLN_M_BASE, (int)base};
    } else if (strcmp(name, "spent") == 0 || strcmp(name, "outside") == 0) {
        known = !which || jln_stage_of(which, &stage);
        f->measure = (jln_measure){name[0] == 's' ? JLN_M_SPENT : JLN_M_OUTSIDE, (int)stage};
    } else if (strcmp(name, "financing") == 0) {
        f->measure = (jln_measure){JLN_M_FINANCING, 0};
    } else if (strcmp(name, "funding") == 0) {
        known = !which || jln_funding_of(which, &status);
        f->measure = (jln_measure){JLN_M_FUNDING, (int)status};
    } else {
        return jln_build_wrong(r->b, r->node,
                               _("column{measure = \"%s\"} : attendu base, spent, outside, financing ou "
                                 "funding"),
                               name);
    }
    if (!known)
        return jln_build_wrong(r->b, r->node, _("column{which = \"%s\"} : inconnu pour la mesure « %s »"),
                               which, name);
    return JLN_OK;
}

static jln_status read_indicator(column_reader *r, const char *id) {
    jln_err local = {0};
    if (jln_engine_find(r->b->engine, id, &r->figure->indicator, &local) != JLN_OK)
        return jln_build_wrong(r->b, r->node, "%s", local.message);
    const char *part = jln_build_text(r->node, "part");
    bool ratio = strcmp(r->figure->indicator->unit, "ratio") == 0;
    r->figure->role = part ? JLN_COLUMN_PART : JLN_COLUMN_RATE;
    r->column->kind = part || !ratio ? JLN_KIND_AMOUNT : JLN_KIND_RATE;
    r->figure->denominator = part && strcmp(part, "denominator") == 0;
    if (part && !r->figure->denominator && strcmp(part, "numerator") != 0)
        return jln_build_wrong(r->b, r->node, _("column{part = \"%s\"} : attendu numerator ou denominator"),
                               part);
    return JLN_OK;
}

/* A field that names one or two columns already declared: "paid" or {"paid", "planned"}. */
static jln_status read_operands(column_reader *r, const char *field, int count) {
    const jln_tree *operands = jln_tree_field(r->node, field);
    const char *names[2] = {NULL, NULL};
    if (operands && operands->kind == JLN_TREE_TEXT) names[0] = operands->text;
    for (size_t i = 0; operands && i < operands->item_count && i < 2; i++)
        if (operands->items[i].kind == JLN_TREE_TEXT) names[i] = operands->items[i].text;
    r->figure->a = find_column(r->c, names[0]);
    r->figure->b = count > 1 ? find_column(r->c, names[1]) : -1;
    if (r->figure->a >= 0 && (count < 2 || r->figure->b >= 0)) return JLN_OK;
    return jln_build_wrong(r->b, r->node,
                           _("column{%s = ...} : doit nommer %d colonne(s) déjà déclarée(s) dans ce tableau"),
                           field, count);
}

static jln_status read_count(column_reader *r, const char *what) {
    static const char *const names[JLN_PROGRESS_COUNT] = {"done",      "under_way", "not_started",
                                                          "postponed", "cancelled", "not_reported"};
    r->figure->role = JLN_COLUMN_COUNT;
    r->column->kind = JLN_KIND_COUNT;
    r->figure->count = strcmp(what, "scheduled") == 0 ? -1 : strcmp(what, "unscheduled") == 0 ? -2 : -3;
    for (int i = 0; i < JLN_PROGRESS_COUNT; i++)
        if (strcmp(names[i], what) == 0) r->figure->count = i;
    if (r->figure->count > -3) return JLN_OK;
    return jln_build_wrong(r->b, r->node,
                           _("column{count = \"%s\"} : attendu scheduled, unscheduled, done, under_way, "
                             "not_started, postponed, cancelled ou not_reported"),
                           what);
}

static const struct {
    const char *field;
    jln_column_role role;
    jln_kind kind;
    int operands;
} derived[] = {
    {"cover", JLN_COLUMN_COVER, JLN_KIND_COVER, 1},
    {"light", JLN_COLUMN_LIGHT, JLN_KIND_LIGHT, 1},
    {"ratio", JLN_COLUMN_RATIO, JLN_KIND_RATE, 2},
    {"points", JLN_COLUMN_DIFFERENCE, JLN_KIND_POINTS, 2},
    {"difference", JLN_COLUMN_DIFFERENCE, JLN_KIND_AMOUNT, 2},
    {"share", JLN_COLUMN_SHARE, JLN_KIND_RATE, 1},
};

static jln_status read_role(column_reader *r) {
    const char *measure = jln_build_text(r->node, "measure");
    const char *indicator = jln_build_text(r->node, "indicator");
    const char *count = jln_build_text(r->node, "count");
    if (measure) return read_measure(r, measure);
    if (indicator) {
        jln_status status = read_indicator(r, indicator);
        bool of = jln_tree_field(r->node, "of") != NULL;
        return status == JLN_OK && of ? read_operands(r, "of", 2) : status;
    }
    if (count) return read_count(r, count);
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++) {
        if (!jln_tree_field(r->node, derived[i].field)) continue;
        r->figure->role = derived[i].role;
        r->column->kind = derived[i].kind;
        return read_operands(r, derived[i].field, derived[i].operands);
    }
    return jln_build_wrong(r->b, r->node, "%s",
                           _("column{...} : il manque ce que la colonne montre : measure, indicator, count, "
                             "cover, light, ratio, points, difference ou share"));
}

static const char *unit_of(const jln_builder *b, jln_kind kind) {
    return kind == JLN_KIND_AMOUNT   ? b->plan->currency
           : kind == JLN_KIND_RATE   ? "ratio"
           : kind == JLN_KIND_POINTS ? "points"
           : kind == JLN_KIND_COUNT  ? "activities"
                                     : NULL;
}

static jln_status read_column(jln_builder *b, jln_columns *c, const jln_tree *node) {
    if (c->count >= JLN_COLUMNS_MAX)
        return jln_build_wrong(b, node, _("un tableau a au plus %d colonnes"), JLN_COLUMNS_MAX);
    jln_status status = jln_build_fields(
        b, node, "key title group measure which indicator part of count cover light ratio points difference "
                 "share year decimals");
    if (status != JLN_OK) return status;
    const char *key = jln_build_text(node, "key"), *title = jln_build_words(b, node, "title");
    if (!key || !title)
        return jln_build_wrong(b, node, "%s", _("column{...} : les champs « key » et « title » sont requis"));
    if (find_column(c, key) >= 0)
        return jln_build_wrong(b, node, _("column{key = \"%s\"} : cette clé est déjà prise"), key);
    jln_columns_add(c, key, title, JLN_KIND_TEXT, 0);
    column_reader r = {b, c, node, &c->columns[c->count - 1], &c->figures[c->count - 1]};
    r.column->group = jln_build_words(b, node, "group");
    r.figure->offset = jln_build_int(node, "year", 0);
    status = read_role(&r);
    r.column->scale = r.column->kind == JLN_KIND_AMOUNT ? b->plan->scale : 1;
    r.column->decimals = jln_build_int(node, "decimals",
                                       r.column->kind == JLN_KIND_RATE || r.column->kind == JLN_KIND_POINTS);
    r.column->unit = unit_of(b, r.column->kind);
    return status;
}

jln_status jln_columns_read(jln_builder *b, jln_columns *c, const jln_tree *block) {
    const jln_tree *list = jln_tree_field(block, "columns");
    if (!list || list->kind != JLN_TREE_TABLE || list->item_count == 0)
        return jln_build_wrong(b, block, "%s", _("le champ « columns » manque : une liste de column{...}"));
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < list->item_count; i++) {
        const jln_tree *item = &list->items[i];
        if (!item->constructor || strcmp(item->constructor, "column") != 0)
            return jln_build_wrong(b, item, "%s", _("« columns » : attendu column{...}"));
        status = read_column(b, c, item);
    }
    return status;
}

/* ---- filling ---- */

static jln_cell_ref ref(const jln_doc_table *table, const char *row, const char *column) {
    return (jln_cell_ref){table->key, row, column};
}

static const jln_expr *pair_expr(jln_builder *b, jln_expr_op op, jln_cell_ref first,
                                 jln_cell_ref second) {
    jln_expr *expr = jln_arena_alloc(b->doc->arena, sizeof *expr);
    jln_cell_ref *operands = jln_arena_array(b->doc->arena, 2, sizeof *operands);
    if (!expr || !operands) return NULL;
    operands[0] = first;
    operands[1] = second;
    *expr = (jln_expr){op, 2, operands};
    return expr;
}

static jln_value subtract(const jln_value *a, const jln_value *b) {
    jln_value out = *a;
    if (!jln_value_known(a)) return *a;
    if (!jln_value_known(b)) return *b;
    if (b->state == JLN_PARTIAL) out.state = JLN_PARTIAL;
    return jln_rat_sub(a->number, b->number, &out.number) ? out
                                                          : jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
}

/* The ratio of two cells of the row, as a workbook computes it from what they show. */
static jln_value divide(const jln_value *a, const jln_value *b) {
    jln_value out = *a;
    if (!jln_value_known(a)) return *a;
    if (!jln_value_known(b)) return *b;
    if (b->number.num == 0)
        return a->number.num ? jln_value_none(JLN_NC, JLN_REASON_ZERO_BASE)
                             : jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    if (!jln_rat_div(a->number, b->number, &out.number))
        return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    if (b->state == JLN_PARTIAL) out.state = JLN_PARTIAL;
    return out;
}

static jln_value count_at(jln_builder *b, const jln_figure *f, jln_place place) {
    jln_counts counts = jln_engine_counts(b->engine, place.node, place.year);
    uint32_t n = f->count == -1   ? counts.scheduled
                 : f->count == -2 ? counts.unscheduled
                                  : counts.by_state[f->count];
    return jln_value_integer(n);
}

static bool year_in_plan(const jln_builder *b, int year) {
    return year >= b->plan->first_year && year <= b->plan->last_year;
}

static jln_status value_at(jln_builder *b, const jln_figure *f, jln_place place, jln_result *out) {
    memset(out, 0, sizeof *out);
    place.year += f->offset;
    out->value = jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS);
    if (!year_in_plan(b, place.year)) return JLN_OK;
    if (f->role == JLN_COLUMN_COUNT) out->value = count_at(b, f, place);
    if (f->role == JLN_COLUMN_MEASURE) out->value = jln_engine_sum(b->engine, f->measure, place);
    if (f->role != JLN_COLUMN_RATE && f->role != JLN_COLUMN_PART) return JLN_OK;
    jln_status status = jln_engine_value(b->engine, f->indicator, place, out, b->err);
    if (f->role != JLN_COLUMN_PART) return status;
    jln_value rate = out->value;
    out->value = f->denominator ? out->denominator : out->numerator;
    if (!jln_value_known(&out->value)) out->value = jln_value_none(rate.state, rate.reason);
    return status;
}

static jln_status fill_cell(jln_builder *b, const jln_columns *c, size_t i, jln_doc_table *table,
                            jln_doc_row *row, jln_place place, jln_result *results) {
    const jln_figure *f = &c->figures[i];
    jln_cell *cell = &row->cells[i];
    const jln_value *x = f->a >= 0 ? &row->cells[f->a].value : NULL;
    const jln_value *y = f->b >= 0 ? &row->cells[f->b].value : NULL;
    jln_expr_op op = f->role == JLN_COLUMN_DIFFERENCE ? JLN_EXPR_DIFFERENCE : JLN_EXPR_RATIO;
    switch (f->role) {
    case JLN_COLUMN_OTHER:
    case JLN_COLUMN_SHARE: return JLN_OK;
    case JLN_COLUMN_COVER: cell->value = *x; return JLN_OK;
    case JLN_COLUMN_LIGHT:
        cell->light = results[f->a].light;
        cell->value = *x;
        return JLN_OK;
    case JLN_COLUMN_RATIO: cell->value = divide(x, y); break;
    case JLN_COLUMN_DIFFERENCE: cell->value = subtract(x, y); break;
    default: {
        jln_status status = value_at(b, f, place, &results[i]);
        if (status != JLN_OK) return status;
        cell->value = results[i].value;
        if (f->role != JLN_COLUMN_RATE || f->a < 0) return JLN_OK;
    }
    }
    cell->expr = pair_expr(b, op, ref(table, row->key, c->columns[f->a].key),
                           ref(table, row->key, c->columns[f->b].key));
    return cell->expr ? JLN_OK : jln_err_nomem(b->err);
}

jln_status jln_columns_fill(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                            jln_doc_row *row, jln_place place) {
    jln_result results[JLN_COLUMNS_MAX];
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < c->count; i++)
        status = fill_cell(b, c, i, table, row, place, results);
    return status;
}

/* ---- totals and shares ---- */

static bool additive(const jln_figure *f) {
    return f->role == JLN_COLUMN_MEASURE || f->role == JLN_COLUMN_PART || f->role == JLN_COLUMN_COUNT;
}

/* True when the rows' numbers add up exactly to the total the engine gives. */
static bool adds_up(const jln_doc_table *table, size_t column, size_t total, jln_row_role role) {
    jln_rat sum = {0, 1};
    bool any = false;
    for (size_t r = 0; r < table->row_count; r++) {
        const jln_value *v = &table->rows[r].cells[column].value;
        if (r == total || table->rows[r].role != role || !jln_value_known(v)) continue;
        any = true;
        if (!jln_rat_add(sum, v->number, &sum)) return false;
    }
    const jln_value *value = &table->rows[total].cells[column].value;
    return any && jln_value_known(value) && jln_rat_cmp(sum, value->number) == 0;
}

static const jln_expr *sum_expr(jln_builder *b, const jln_doc_table *table, const char *column,
                                size_t total, jln_row_role role) {
    jln_cell_ref *operands = jln_arena_array(b->doc->arena, table->row_count + 1, sizeof *operands);
    jln_expr *expr = jln_arena_alloc(b->doc->arena, sizeof *expr);
    if (!operands || !expr) return NULL;
    size_t n = 0;
    for (size_t r = 0; r < table->row_count; r++)
        if (r != total && table->rows[r].role == role)
            operands[n++] = ref(table, table->rows[r].key, column);
    *expr = (jln_expr){JLN_EXPR_SUM, n, operands};
    return expr;
}

static jln_status fill_shares(jln_builder *b, const jln_columns *c, size_t i, jln_doc_table *table,
                              size_t total) {
    int of = c->figures[i].a;
    const char *key = c->columns[of].key;
    for (size_t r = 0; r < table->row_count; r++) {
        jln_doc_row *row = &table->rows[r];
        if (row->role == JLN_ROW_GROUP || row->role == JLN_ROW_MEMO) continue;
        row->cells[i].value = divide(&row->cells[of].value, &table->rows[total].cells[of].value);
        row->cells[i].expr = pair_expr(b, JLN_EXPR_SHARE, ref(table, row->key, key),
                                       ref(table, table->rows[total].key, key));
        if (!row->cells[i].expr) return jln_err_nomem(b->err);
    }
    return JLN_OK;
}

jln_status jln_columns_total(jln_builder *b, const jln_columns *c, jln_doc_table *table, size_t total,
                             jln_row_role role) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < c->count; i++) {
        if (c->figures[i].role == JLN_COLUMN_SHARE) status = fill_shares(b, c, i, table, total);
        if (!additive(&c->figures[i]) || !adds_up(table, i, total, role)) continue;
        jln_cell *cell = &table->rows[total].cells[i];
        cell->expr = sum_expr(b, table, c->columns[i].key, total, role);
        if (!cell->expr) return jln_err_nomem(b->err);
    }
    return status;
}
