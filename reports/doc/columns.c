/* The columns of figures of a table, as the template asks for them. */
#include "doc/build.h"

#include <string.h>

void jln_columns_add(jln_columns *c, const char *key, const char *title, jln_kind kind,
                     float weight) {
    if (c->count >= JLN_COLUMNS_MAX) return;
    c->columns[c->count] =
        (jln_doc_column){.key = key, .title = title, .kind = kind, .scale = 1, .weight = weight};
    c->figures[c->count] = (jln_figure){.role = JLN_COLUMN_OTHER, .a = -1, .b = -1};
    c->count++;
}

void jln_columns_add_amount(jln_builder *b, jln_columns *c, const char *key, const char *title) {
    jln_columns_add(c, key, title, JLN_KIND_AMOUNT, 0);
    c->columns[c->count - 1].scale = b->plan->shown;
    c->columns[c->count - 1].decimals = b->plan->shown >= 1000000;
    c->columns[c->count - 1].unit = b->plan->currency;
}

void jln_columns_add_measure(jln_builder *b, jln_columns *c, const char *key, const char *title,
                             jln_measure measure) {
    jln_columns_add_amount(b, c, key, title);
    c->figures[c->count - 1].role = JLN_COLUMN_MEASURE;
    c->figures[c->count - 1].measure = measure;
}

void jln_columns_add_rate(jln_columns *c, const char *key, const char *title, jln_kind kind) {
    jln_columns_add(c, key, title, kind, 0);
    c->columns[c->count - 1].decimals = 1;
    c->columns[c->count - 1].unit = kind == JLN_KIND_POINTS ? "points" : "ratio";
}

static int find_column(const jln_columns *c, const char *key) {
    for (size_t i = 0; key && i < c->count; i++)
        if (strcmp(c->columns[i].key, key) == 0) return (int)i;
    return -1;
}

size_t jln_columns_measure(const jln_columns *c, jln_measure_kind kind, int which) {
    size_t i = 0;
    for (; i < c->count; i++) {
        const jln_figure *f = &c->figures[i];
        if (f->role == JLN_COLUMN_MEASURE && f->measure.kind == kind && !f->offset &&
            (which < 0 || f->measure.which == which))
            break;
    }
    return i;
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
        bool programme = which && strcmp(which, "programme") == 0;
        known = !which || programme || jln_base_of(which, &base);
        if (programme) base = jln_build_programme_base(r->b);
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
        return jln_build_wrong(
            r->b, r->node,
            _("column{measure = \"%s\"} : attendu base, spent, outside, financing ou "
              "funding"),
            name);
    }
    if (!known)
        return jln_build_wrong(r->b, r->node,
                               _("column{which = \"%s\"} : inconnu pour la mesure « %s »"), which,
                               name);
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
        return jln_build_wrong(r->b, r->node,
                               _("column{part = \"%s\"} : attendu numerator ou denominator"), part);
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
    return jln_build_wrong(
        r->b, r->node,
        _("column{%s = ...} : doit nommer %d colonne(s) déjà déclarée(s) dans ce tableau"), field,
        count);
}

static jln_status read_count(column_reader *r, const char *what) {
    static const char *const names[JLN_PROGRESS_COUNT] = {"done",      "under_way", "not_started",
                                                          "postponed", "cancelled", "not_reported"};
    r->figure->role = JLN_COLUMN_COUNT;
    r->column->kind = JLN_KIND_COUNT;
    r->figure->count = strcmp(what, "scheduled") == 0     ? -1
                       : strcmp(what, "unscheduled") == 0 ? -2
                       : strcmp(what, "pm") == 0          ? -3
                                                          : -4;
    for (int i = 0; i < JLN_PROGRESS_COUNT; i++)
        if (strcmp(names[i], what) == 0) r->figure->count = i;
    if (r->figure->count > -4) return JLN_OK;
    return jln_build_wrong(
        r->b, r->node,
        _("column{count = \"%s\"} : attendu scheduled, unscheduled, pm, done, under_way, "
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
    {"covered", JLN_COLUMN_COVERED, JLN_KIND_RATE, 1},
    {"light", JLN_COLUMN_LIGHT, JLN_KIND_LIGHT, 1},
    {"ratio", JLN_COLUMN_RATIO, JLN_KIND_RATE, 2},
    {"points", JLN_COLUMN_DIFFERENCE, JLN_KIND_POINTS, 2},
    {"difference", JLN_COLUMN_DIFFERENCE, JLN_KIND_AMOUNT, 2},
    {"sum", JLN_COLUMN_SUM, JLN_KIND_AMOUNT, 2},
    {"share", JLN_COLUMN_SHARE, JLN_KIND_RATE, 1},
};

static jln_status read_role(column_reader *r) {
    const char *measure = jln_build_text(r->node, "measure");
    const char *indicator = jln_build_text(r->node, "indicator");
    const char *count = jln_build_text(r->node, "count");
    if (measure) {
        jln_status status = read_measure(r, measure);
        if (jln_build_flag(r->node, "since_start")) r->figure->role = JLN_COLUMN_CUMULATED;
        if (jln_build_flag(r->node, "whole_plan")) r->figure->role = JLN_COLUMN_WHOLE;
        return status;
    }
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
        jln_status status = read_operands(r, derived[i].field, derived[i].operands);
        bool of_rate = derived[i].role == JLN_COLUMN_LIGHT || derived[i].role == JLN_COLUMN_COVERED;
        if (status != JLN_OK || !of_rate || r->c->figures[r->figure->a].role == JLN_COLUMN_RATE)
            return status;
        return jln_build_wrong(
            r->b, r->node, _("column{%s = ...} : doit nommer une colonne qui montre un indicateur"),
            derived[i].field);
    }
    return jln_build_wrong(
        r->b, r->node, "%s",
        _("column{...} : il manque ce que la colonne montre : measure, indicator, count, "
          "cover, covered, light, ratio, points, difference, sum ou share"));
}

static const char *unit_of(const jln_builder *b, jln_kind kind) {
    return kind == JLN_KIND_AMOUNT   ? b->plan->currency
           : kind == JLN_KIND_RATE   ? "ratio"
           : kind == JLN_KIND_POINTS ? "points"
           : kind == JLN_KIND_COUNT  ? "activities"
                                     : NULL;
}

static bool is_absent(const jln_columns *c, const jln_tree *name) {
    for (size_t i = 0; name->kind == JLN_TREE_TEXT && i < c->absent_count; i++)
        if (strcmp(c->absent[i], name->text) == 0) return true;
    return false;
}

/* A base that the plan does not have: nobody notified it. */
static bool is_no_base(const jln_builder *b, const jln_tree *node) {
    const char *measure = jln_build_text(node, "measure"), *which = jln_build_text(node, "which");
    jln_base base;
    if (!measure || strcmp(measure, "base") != 0 || !which || !jln_base_of(which, &base))
        return false;
    jln_value whole = jln_engine_sum(b->engine, (jln_measure){JLN_M_BASE, (int)base},
                                     (jln_place){0, -1, b->year});
    return base != JLN_BASE_PLANNED && whole.state == JLN_NA;
}

/* A column about the year before the plan's first or a base that is not there, or made of one. */
static bool left_out(const jln_builder *b, const jln_columns *c, const jln_tree *node) {
    if (c->absent_count == JLN_ABSENT_MAX) return false;
    if (jln_build_int(node, "year", 0) == -1 && !jln_build_in_plan(b, b->year - 1)) return true;
    if (is_no_base(b, node)) return true;
    for (size_t i = 0; c->absent_count && i < node->field_count; i++) {
        const jln_tree *field = &node->fields[i];
        bool names_column =
            strcmp(node->names[i], "key") != 0 && strcmp(node->names[i], "title") != 0;
        if (names_column && is_absent(c, field)) return true;
        for (size_t j = 0; names_column && j < field->item_count; j++)
            if (is_absent(c, &field->items[j])) return true;
    }
    return false;
}

static jln_status read_column(jln_builder *b, jln_columns *c, const jln_tree *node) {
    if (c->count >= JLN_COLUMNS_MAX)
        return jln_build_wrong(b, node, _("un tableau a au plus %d colonnes"), JLN_COLUMNS_MAX);
    jln_status status =
        jln_build_fields(b, node,
                         "key:text title:words group:words measure:text which:text "
                         "indicator:text part:text of:list count:text "
                         "cover:text covered:text light:text ratio:list "
                         "points:list difference:list sum:list share:text year:number "
                         "since_start:flag whole_plan:flag decimals:number with:any");
    bool present = true;
    if (status == JLN_OK) status = jln_build_present(b, node, &present);
    if (status != JLN_OK) return status;
    const char *key = jln_build_text(node, "key"), *title = jln_build_words(b, node, "title");
    if (!key || !title)
        return jln_build_wrong(b, node, "%s",
                               _("column{...} : les champs « key » et « title » sont requis"));
    if (find_column(c, key) >= 0)
        return jln_build_wrong(b, node, _("column{key = \"%s\"} : cette clé est déjà prise"), key);
    if (!present || left_out(b, c, node)) {
        c->absent[c->absent_count++] = key;
        return JLN_OK;
    }
    jln_columns_add(c, key, title, JLN_KIND_TEXT, 0);
    column_reader r = {b, c, node, &c->columns[c->count - 1], &c->figures[c->count - 1]};
    r.column->group = jln_build_words(b, node, "group");
    r.figure->offset = jln_build_int(node, "year", 0);
    if (r.figure->offset != 0 && r.figure->offset != -1)
        return jln_build_wrong(
            b, node, "%s",
            _("column{year = ...} : 0 pour l'année du rapport, -1 pour la précédente"));
    status = read_role(&r);
    if (status != JLN_OK) return status;
    r.column->scale = r.column->kind == JLN_KIND_AMOUNT ? b->plan->shown : 1;
    bool tenths = r.column->kind == JLN_KIND_POINTS || r.column->kind == JLN_KIND_RATE ||
                  r.column->scale >= 1000000; /* a small amount is not a zero */
    r.column->decimals = jln_build_int(node, "decimals", tenths);
    r.column->unit = unit_of(b, r.column->kind);
    return JLN_OK;
}

jln_status jln_columns_read(jln_builder *b, jln_columns *c, const jln_tree *block) {
    const jln_tree *list = jln_tree_field(block, "columns");
    if (!list || list->kind != JLN_TREE_TABLE || list->item_count == 0)
        return jln_build_wrong(b, block, "%s",
                               _("le champ « columns » manque : une liste de column{...}"));
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < list->item_count; i++) {
        const jln_tree *item = &list->items[i];
        if (!item->constructor || strcmp(item->constructor, "column") != 0)
            return jln_build_wrong(b, item, "%s", _("« columns » : attendu column{...}"));
        status = read_column(b, c, item);
    }
    return status;
}

jln_columns jln_columns_planned(const jln_columns *c) {
    jln_columns out = *c;
    for (size_t i = 0; i < out.count; i++) {
        jln_figure *f = &out.figures[i];
        bool plan = (f->role == JLN_COLUMN_MEASURE || f->role == JLN_COLUMN_CUMULATED ||
                     f->role == JLN_COLUMN_WHOLE) &&
                    (f->measure.kind == JLN_M_BASE || f->measure.kind == JLN_M_FINANCING);
        bool made = f->role == JLN_COLUMN_DIFFERENCE || f->role == JLN_COLUMN_SUM ||
                    f->role == JLN_COLUMN_RATIO;
        bool of_plan = made && out.figures[f->a].role != JLN_COLUMN_OTHER &&
                       out.figures[f->b].role != JLN_COLUMN_OTHER;
        if (plan || of_plan || f->role == JLN_COLUMN_SHARE ||
            (f->role == JLN_COLUMN_COUNT && (f->count == -1 || f->count == -3)))
            continue;
        *f = (jln_figure){.role = JLN_COLUMN_OTHER, .a = -1, .b = -1};
    }
    return out;
}
