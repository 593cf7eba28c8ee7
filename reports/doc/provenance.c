/* provenance{indicator = ...}: where the plan's value of an indicator comes from, figure by figure,
 * with the place each is written at; then, in a line each, what is missing and what was left out.
 */
#include "doc/build.h"

#include "base/str.h"
#include "compute/origins.h"
#include "doc/format.h"

#include <stdlib.h>
#include <string.h>

enum { MEASURES_MAX = 4, CODES_SHOWN = 12 };

typedef struct {
    jln_builder *b;
    const jln_indicator *indicator;
    jln_explanation x;
    jln_origins *origins;
    const char *measures[MEASURES_MAX]; /* words of each column of figures; the same pointer for the
                                           same measure */
    int years[MEASURES_MAX];
    size_t measure_count;
    bool *unsplit; /* [source]: gives for the whole plan, without saying for which node */
    jln_columns columns;
    jln_doc_table *table;
} unrolled;

/* ---- columns: the figures, then their place ---- */

static bool same_measure(const unrolled *u, size_t i, const jln_explain_item *item) {
    return strcmp(u->measures[i], item->measure) == 0 && u->years[i] == item->year;
}

static size_t column_of(const unrolled *u, const jln_explain_item *item) {
    for (size_t i = 0; i < u->measure_count; i++)
        if (same_measure(u, i, item)) return 1 + i;
    return 0;
}

static void add_column(unrolled *u, const jln_explain_item *item) {
    jln_builder *b = u->b;
    if (column_of(u, item) || u->measure_count == MEASURES_MAX) return;
    u->measures[u->measure_count] = item->measure;
    u->years[u->measure_count++] = item->year;
    const char *key = jln_build_fmt(b, "figure-%zu", u->measure_count);
    const char *title = jln_build_capital(b, item->measure);
    if (item->year != b->year) title = jln_build_fmt(b, "%s %d", title, item->year);
    if (item->amount) jln_columns_add_measure(b, &u->columns, key, title, item->what);
    else if (item->what.kind == JLN_M_PHYSICAL)
        jln_columns_add_rate(&u->columns, key, title, JLN_KIND_RATE);
    else jln_columns_add(&u->columns, key, title, JLN_KIND_NUMBER, 0);
}

static void add_columns(unrolled *u) {
    jln_columns_add(&u->columns, "about", _("Chiffre"), JLN_KIND_TEXT, 3);
    for (size_t i = 0; i < u->x.count; i++)
        if (u->x.items[i].role == JLN_EXPLAIN_USED) add_column(u, &u->x.items[i]);
    jln_columns_add(&u->columns, "place", _("D'où vient le chiffre"), JLN_KIND_TEXT, 3);
}

/* ---- places ---- */

/* "fiche R2013-CANAM (27/01/2014), Dépenses!I6 de canam.xlsx", "document 001, l. 6217", or the
 * words of a decision */
static const char *place_of(const unrolled *u, const jln_explain_item *item) {
    jln_builder *b = u->b;
    const jln_origin *origin = jln_origins_of(u->origins, b->engine, item, 0, b->doc->arena);
    const char *cell = origin ? jln_origin_words(origin, b->doc->arena) : "",
               *comma = origin ? ", " : "";
    if (item->from && item->from->known)
        return jln_build_fmt(b, _("fiche %s (%s)%s%s"), item->from->id,
                             jln_build_date(b, item->from->received_on), comma, cell);
    if (item->from) return jln_build_fmt(b, _("fiche %s attendue"), item->from->id);
    if (item->doc)
        return jln_build_fmt(b, _("document %s"), jln_build_place(b, item->doc, item->line));
    return jln_build_fmt(b, "%s%s%s", item->origin ? item->origin : "", comma, cell);
}

/* Adds a place to a cell that does not tell it yet. */
static jln_status tell_place(const unrolled *u, jln_doc_row *row, const jln_explain_item *item) {
    jln_cell *cell = &row->cells[u->columns.count - 1];
    const char *place = place_of(u, item);
    if (!place) return jln_err_nomem(u->b->err);
    if (!*place || (cell->text && strstr(cell->text, place))) return JLN_OK;
    const char *text =
        cell->text && *cell->text ? jln_build_fmt(u->b, _("%s ; %s"), cell->text, place) : place;
    if (!text) return jln_err_nomem(u->b->err);
    jln_text_cell(row, u->columns.count - 1, text);
    return JLN_OK;
}

/* ---- rows: an activity, or a line of financing ---- */

static bool by_source(const jln_explain_item *item) {
    return item->what.kind == JLN_M_FINANCING || item->what.kind == JLN_M_FUNDING;
}

/* All that a source planned stands against what it gave without saying for which node. */
static uint32_t node_of(const unrolled *u, const jln_explain_item *item) {
    bool whole = by_source(item) && item->funder >= 0 && u->unsplit[item->funder];
    return whole ? 0 : item->node;
}

static jln_status find_unsplit(unrolled *u) {
    jln_builder *b = u->b;
    size_t sources = (size_t)b->plan->funder_count + 1;
    u->unsplit = jln_arena_array(b->doc->arena, sources, sizeof *u->unsplit);
    if (!u->unsplit) return jln_err_nomem(b->err);
    for (size_t i = 0; i < u->x.count; i++) {
        const jln_explain_item *item = &u->x.items[i];
        if (item->what.kind == JLN_M_FUNDING && !item->node && item->funder >= 0)
            u->unsplit[item->funder] = true;
    }
    return JLN_OK;
}

static const char *row_key(const unrolled *u, const jln_explain_item *item) {
    jln_builder *b = u->b;
    const char *id = b->plan->nodes[node_of(u, item)].id;
    return by_source(item) && item->funder >= 0
               ? jln_build_fmt(b, "%s/%s", id, b->plan->funders[item->funder].id)
               : jln_build_fmt(b, "%s/", id);
}

static const char *row_label(const unrolled *u, const jln_explain_item *item) {
    jln_builder *b = u->b;
    const uint32_t at = node_of(u, item);
    const jln_label label = by_source(item) ? JLN_LABEL_CODE : JLN_LABEL_TITLE;
    const char *node = at ? jln_build_label(b, at, label) : _("Non réparti");
    if (!by_source(item) || item->funder < 0) return node;
    return jln_build_fmt(b, "%s · %s", node, jln_plan_funder_name(b->plan, item->funder, b->lang));
}

/* Figures of one activity stand together, those of a line of financing do not: looks back as far as
 * needed. */
static jln_doc_row *find_row(const unrolled *u, const char *key, bool far) {
    jln_doc_table *t = u->table;
    for (size_t r = t->row_count; r-- > 0 && (far || r + 1 == t->row_count);)
        if (strcmp(t->rows[r].key, key) == 0) return &t->rows[r];
    return NULL;
}

static jln_status add_to(jln_builder *b, jln_cell *cell, const jln_value *value) {
    bool first = !jln_value_known(&cell->value);
    if (first) cell->value = jln_value_integer(0);
    if (jln_rat_add(cell->value.number, value->number, &cell->value.number)) return JLN_OK;
    cell->value = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    return b->err->status;
}

static jln_status add_used(unrolled *u, const jln_explain_item *item) {
    jln_builder *b = u->b;
    size_t column = column_of(u, item);
    const char *key = row_key(u, item);
    if (!key) return jln_err_nomem(b->err);
    if (!column) return JLN_OK;
    jln_doc_row *row = find_row(u, key, by_source(item));
    if (!row) {
        row = jln_build_row(b, u->table, key, JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, 0, row_label(u, item));
    }
    jln_status status = add_to(b, &row->cells[column], &item->value);
    return status == JLN_OK ? tell_place(u, row, item) : status;
}

/* ---- what is not in the value ---- */

static const struct {
    jln_explain_role role;
    const char *words;
} others[] = {{JLN_EXPLAIN_MISSING, N_("Ce qui manque (%zu)")},
              {JLN_EXPLAIN_PM, N_("Pour mémoire (%zu)")},
              {JLN_EXPLAIN_OUTSIDE, N_("Hors de la base (%zu)")},
              {JLN_EXPLAIN_LEFT_OUT, N_("Laissés de côté (%zu)")}};

/* "1.2.5.2", or "4 · UTM" for a line of financing. */
static void add_code(const unrolled *u, jln_str *text, const jln_explain_item *item) {
    const jln_plan *plan = u->b->plan;
    jln_str_fmt(text, "%s%s", text->length ? ", " : "",
                item->node ? plan->nodes[item->node].id : _("non réparti"));
    if (by_source(item) && item->funder >= 0)
        jln_str_fmt(text, " · %s", jln_plan_funder_name(plan, item->funder, u->b->lang));
}

/* A base or a planned amount only says that the figure it goes with lacks: that one says why. */
static int rank(const jln_explain_item *item) {
    const jln_measure_kind kind = item->what.kind;
    bool second = kind == JLN_M_BASE || kind == JLN_M_WEIGHT || kind == JLN_M_FINANCING;
    return !item->why ? 2 : second;
}

static int by_subject(const void *a, const void *b) {
    const jln_explain_item *x = *(const jln_explain_item *const *)a,
                           *y = *(const jln_explain_item *const *)b;
    int fx = by_source(x) ? x->funder : -1, fy = by_source(y) ? y->funder : -1;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    if (fx != fy) return fx < fy ? -1 : 1;
    if (rank(x) != rank(y)) return rank(x) < rank(y) ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* What has a role, each activity or line once, with the item that says why it has it. */
static const jln_explain_item **subjects(const unrolled *u, jln_explain_role role, size_t *count) {
    const jln_explain_item **list = jln_arena_array(u->b->doc->arena, u->x.count + 1, sizeof *list);
    size_t n = 0;
    *count = 0;
    if (!list) return NULL;
    for (size_t i = 0; i < u->x.count; i++)
        if (u->x.items[i].role == role) list[n++] = &u->x.items[i];
    qsort(list, n, sizeof *list, by_subject);
    for (size_t i = 0; i < n; i++) {
        const jln_explain_item *item = list[i], *last = *count ? list[*count - 1] : NULL;
        bool same =
            last && item->node == last->node && (!by_source(item) || item->funder == last->funder);
        if (!same) list[(*count)++] = item;
    }
    return list;
}

static bool same_reason(const jln_explain_item *x, const jln_explain_item *y) {
    return x->why == y->why || (x->why && y->why && strcmp(x->why, y->why) == 0);
}

/* "1.3.4.2, 2.4.8.2 : la fiche reçue ne dit rien de cette activité" */
static void add_group(const unrolled *u, const jln_explain_item **list, size_t first, size_t count,
                      bool *told, jln_str *text) {
    jln_str codes = {0};
    size_t n = 0;
    for (size_t i = first; i < count; i++) {
        if (told[i] || !same_reason(list[i], list[first])) continue;
        told[i] = true;
        if (n++ < CODES_SHOWN) add_code(u, &codes, list[i]);
    }
    if (n > CODES_SHOWN)
        jln_str_fmt(&codes, P_(" et %zu autre", " et %zu autres", n - CODES_SHOWN),
                    n - CODES_SHOWN);
    if (text->length) jln_str_add(text, _(" ; "));
    const char *why = list[first]->why;
    if (why) jln_str_fmt(text, "%s (%s)", jln_str_c(&codes), why);
    else jln_str_add(text, jln_str_c(&codes));
    text->failed |= codes.failed;
    jln_str_free(&codes);
}

/* The activities or lines, once each, by what they are there for; `count` gets how many there are.
 */
static const char *codes_of(unrolled *u, jln_explain_role role, size_t *count) {
    const jln_explain_item **list = subjects(u, role, count);
    bool *told = jln_arena_array(u->b->doc->arena, *count + 1, sizeof *told);
    jln_str text = {0};
    if (!list || !told) return NULL;
    for (size_t i = 0; i < *count; i++)
        if (!told[i]) add_group(u, list, i, *count, told, &text);
    const char *made = text.failed ? NULL : jln_build_fmt(u->b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return made;
}

static jln_status add_others(unrolled *u, size_t which) {
    jln_builder *b = u->b;
    const jln_explain_role role = others[which].role;
    static const char *const keys[] = {"missing", "pm", "outside", "left-out"};
    size_t count;
    const char *codes = codes_of(u, role, &count);
    if (!codes) return jln_err_nomem(b->err);
    if (!count) return JLN_OK;
    jln_doc_row *row = jln_build_row(b, u->table, keys[which], JLN_ROW_MEMO, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_fmt(b, _(others[which].words), count));
    jln_text_cell(row, u->columns.count - 1, codes);
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < u->x.count; i++) {
        const jln_explain_item *item = &u->x.items[i];
        size_t column = column_of(u, item);
        if (item->role == role && column && item->amount && jln_value_known(&item->value))
            status = add_to(b, &row->cells[column], &item->value);
    }
    return status;
}

/* ---- the block ---- */

static jln_status add_total(unrolled *u) {
    jln_doc_table *t = u->table;
    bool amounts = false;
    for (size_t c = 1; c + 1 < u->columns.count; c++)
        amounts |= u->columns.columns[c].kind == JLN_KIND_AMOUNT;
    if (!amounts || !t->row_count) return JLN_OK;
    jln_doc_row *total = jln_build_row(u->b, t, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, 0, _("Total retenu"))->strong = true;
    jln_status status = JLN_OK;
    for (size_t r = 0; r + 1 < t->row_count; r++)
        for (size_t c = 1; status == JLN_OK && c + 1 < u->columns.count; c++)
            if (u->columns.columns[c].kind == JLN_KIND_AMOUNT &&
                jln_value_known(&t->rows[r].cells[c].value))
                status = add_to(u->b, &total->cells[c], &t->rows[r].cells[c].value);
    return status == JLN_OK ? jln_columns_total(u->b, &u->columns, t, t->row_count - 1, 0) : status;
}

/* The formula unrolled, in a paragraph below the table. */
static jln_status say_steps(unrolled *u) {
    jln_str text = {0};
    for (size_t i = 0; i < u->x.step_count; i++)
        jln_str_fmt(&text, "%s%s", i ? _(" ; ") : "", u->x.steps[i]);
    jln_str_add(&text, ".");
    const char *made = text.failed ? NULL : jln_build_fmt(u->b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return made ? jln_build_say(u->b, JLN_TEXT_NOTE, made) : jln_err_nomem(u->b->err);
}

static const char *number_words(jln_builder *b, jln_rat number) {
    jln_str text = {0};
    jln_format_number(&text, number, jln_rat_is_integer(number) ? 0 : 1, b->lang);
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

/* "Calcul : payé, 7 734,2 millions de FCFA ÷ dotation révisée, 14 084,5 millions de FCFA = 54,9 %,
 * sur 78/84 activités, 81 % de la base." What is no quotient shows its steps. */
static jln_status say_calculation(unrolled *u) {
    jln_builder *b = u->b;
    jln_result r;
    jln_status status =
        jln_engine_value(b->engine, u->indicator, (jln_place){0, -1, b->year}, &r, b->err);
    if (status != JLN_OK) return status;
    bool known = jln_value_known(&r.value) && jln_value_known(&r.numerator) &&
                 jln_value_known(&r.denominator);
    if (!known) return say_steps(u);
    const char *rate = jln_build_rate(b, &r.value), *cover = jln_build_coverage(b, &r);
    if (u->indicator->amounts && u->measure_count == 2)
        return jln_build_say(b, JLN_TEXT_NOTE,
                             jln_build_fmt(b, _("Calcul : %s, %s ÷ %s, %s = %s, sur %s."),
                                           u->measures[0], jln_build_amount(b, &r.numerator),
                                           u->measures[1], jln_build_amount(b, &r.denominator),
                                           rate, cover));
    if (u->indicator->amounts) return say_steps(u);
    return jln_build_say(b, JLN_TEXT_NOTE,
                         jln_build_fmt(b,
                                       _("Calcul : somme des avancements pondérés, %s ÷ somme "
                                         "des poids, %s = %s, sur %s."),
                                       number_words(b, r.numerator.number),
                                       number_words(b, r.denominator.number), rate, cover));
}

static jln_status fill(unrolled *u, const jln_tree *node) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < u->x.count; i++)
        if (u->x.items[i].role == JLN_EXPLAIN_USED) status = add_used(u, &u->x.items[i]);
    if (status == JLN_OK) status = jln_build_fold(u->b, node, u->table, true);
    if (status == JLN_OK) status = add_total(u);
    for (size_t i = 0; status == JLN_OK && i < sizeof others / sizeof *others; i++)
        status = add_others(u, i);
    return status;
}

jln_status jln_build_provenance(jln_builder *b, const jln_tree *node) {
    unrolled u = {.b = b};
    jln_status status = jln_build_fields(
        b, node, "key:text title:words indicator:text rows:number with:text formats:list");
    if (status == JLN_OK)
        status = jln_build_indicator(b, node, "taux-execution-financiere", JLN_OVER_ACTIVITIES,
                                     &u.indicator);
    if (status == JLN_OK) status = jln_build_uses(b, u.indicator);
    if (status == JLN_OK)
        status = jln_engine_explain(b->engine, u.indicator, (jln_place){0, -1, b->year},
                                    b->doc->arena, &u.x, b->err);
    if (status == JLN_OK)
        status = jln_origins_read(b->db, b->plan->name, b->doc->arena, &u.origins, b->err);
    if (status != JLN_OK) return status;
    status = find_unsplit(&u);
    if (status != JLN_OK) return status;
    add_columns(&u);
    u.table = jln_build_table(b, node, &u.columns);
    if (!u.table) return b->err->status;
    status = fill(&u, node);
    if (status == JLN_OK) status = say_calculation(&u);
    return status;
}
