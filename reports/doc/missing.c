/* findings_indicators{}: the indicators of the logical framework that lack a baseline, a target or
 * a means of verification, one row each, where one sentence for each lack would fill pages. */
#include "doc/findings.h"

#include <stdlib.h>
#include <string.h>

static const char *const lacking[] = {"no-baseline", "no-target", "no-verification"};
enum { LACKS = 3, RESULT = 0, INDICATOR, BASELINE, TARGET, VERIFICATION, PLACE };

/* An indicator by the end of the findings' ids ("2.1.1/4"), with the number of each finding. */
typedef struct {
    const char *id;
    const jln_finding *f[LACKS];
} lack;

static int lack_of(const jln_finding *f) {
    int i = 0;
    while (i < LACKS && strcmp(f->rule, lacking[i]) != 0) i++;
    return i;
}

static int by_place(const void *a, const void *b) {
    const jln_finding *x = *(const jln_finding *const *)a, *y = *(const jln_finding *const *)b;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    int order = strcmp(strchr(x->id, '/'), strchr(y->id, '/'));
    return order ? order : x < y ? -1 : x > y; /* by number */
}

/* The rank of the first indicator of each node, by node. */
static int *first_lines(const jln_builder *b) {
    int *first = jln_arena_array(b->doc->arena, (size_t)b->plan->node_count + 1, sizeof *first);
    for (int i = b->frame->line_count; first && i-- > 0;) first[b->frame->lines[i].node] = i;
    return first;
}

/* "2.1.1/4", "plan/2": the indicator of that place; NULL when the finding is about them all. */
static const jln_frame_line *line_of(const jln_builder *b, const int *first, const char *id) {
    const char *slash = strrchr(id, '/');
    const char *name = slash ? jln_arena_strn(b->doc->arena, id, (size_t)(slash - id)) : NULL;
    if (!name) return NULL;
    uint32_t node = strcmp(name, "plan") == 0 ? 0 : jln_plan_node(b->plan, name);
    if (node == UINT32_MAX) return NULL;
    for (int i = first[node]; i < b->frame->line_count && b->frame->lines[i].node == node; i++)
        if (b->frame->lines[i].position == atoi(slash + 1)) return &b->frame->lines[i];
    return NULL;
}

static size_t rank_of(const jln_builder *b, const jln_finding *f) {
    return (size_t)(f - b->audit->items) + 1;
}

/* "manque (n° 12)", "« ND » (n° 13)"; the document's words where nothing lacks. */
static void fill(jln_builder *b, jln_cell *cell, const jln_finding *f, const char *printed) {
    cell->value = jln_value_none(JLN_TEXT, JLN_REASON_NONE);
    cell->strong = f != NULL;
    bool words = printed && *printed;
    if (!f) cell->text = words ? printed : _("manque"); /* as in the whole framework */
    else if (words)
        cell->text = jln_build_fmt(b, _("« %s » (n°\u00a0%zu)"), printed, rank_of(b, f));
    else cell->text = jln_build_fmt(b, _("manque (n°\u00a0%zu)"), rank_of(b, f));
}

static jln_status add_lack(jln_builder *b, jln_doc_table *table, const int *first_line,
                           const lack *l) {
    const jln_frame_line *line = line_of(b, first_line, l->id);
    const jln_finding *first = l->f[0] ? l->f[0] : l->f[1] ? l->f[1] : l->f[2];
    jln_doc_row *row = jln_build_row(b, table, l->id, line ? JLN_ROW_BODY : JLN_ROW_MEMO, 0);
    if (!row) return JLN_ENOMEM;
    if (!line) { /* of the whole framework */
        jln_text_cell(row, 0,
                      jln_build_fmt(b, _("N°\u00a0%zu. %s"), rank_of(b, first), first->message));
        return JLN_OK;
    }
    jln_text_cell(row, RESULT, b->plan->nodes[line->node].id);
    jln_text_cell(row, INDICATOR, line->title);
    fill(b, &row->cells[BASELINE], l->f[0], line->baseline_text);
    fill(b, &row->cells[TARGET], l->f[1], line->target_text);
    fill(b, &row->cells[VERIFICATION], l->f[2], l->f[2] ? NULL : _("indiqué"));
    jln_text_cell(row, PLACE, jln_build_fmt(b, _("l.\u00a0%d"), first->line));
    if (first->part) table->caption = jln_build_capital(b, first->part);
    return JLN_OK;
}

static jln_status add_lacks(jln_builder *b, jln_doc_table *table) {
    const jln_audit *audit = b->audit;
    const jln_finding **found = jln_arena_array(b->doc->arena, audit->count + 1, sizeof *found);
    const int *first = first_lines(b);
    size_t count = 0;
    jln_status status = JLN_OK;
    if (!found || !first) return jln_err_nomem(b->err);
    for (size_t i = 0; i < audit->count; i++)
        if (lack_of(&audit->items[i]) < LACKS) found[count++] = &audit->items[i];
    qsort(found, count, sizeof *found, by_place);
    for (size_t i = 0; status == JLN_OK && i < count;) {
        lack l = {.id = strchr(found[i]->id, '/') + 1};
        bool whole = strcmp(l.id, "plan") == 0; /* each rule says a sentence of its own */
        do l.f[lack_of(found[i])] = found[i];
        while (++i < count && !whole && strcmp(strchr(found[i]->id, '/') + 1, l.id) == 0);
        if (whole) l.id = found[i - 1]->id;
        status = add_lack(b, table, first, &l);
    }
    return status;
}

jln_status jln_build_findings_indicators(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status == JLN_OK) status = jln_build_audit(b);
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "result", _("Résultat"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 3.6f);
    jln_columns_add(&c, "baseline", _("Référence"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "target", _("Cible"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "verification", _("Vérification"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "place", _("Lieu"), JLN_KIND_CODE, 0);
    jln_doc_table *table = jln_build_table(b, node, &c);
    if (!table) return b->err->status;
    status = add_lacks(b, table);
    return status == JLN_OK ? jln_build_unless_empty(b, table, _("Aucun constat.")) : status;
}
