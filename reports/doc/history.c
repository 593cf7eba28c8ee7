/* history{level = 1, indicator = "..."}: a rate by node and year, from the plan's first year to the
 * report's. */
#include "doc/build.h"

#include <string.h>

enum { YEARS_MOST = 12 }; /* the latest ones */

typedef struct {
    jln_builder *b;
    jln_columns *c;
    jln_doc_table *table;
} history;

static void add_years(history *h, const jln_indicator *indicator) {
    int first = h->b->plan->first_year, year = h->b->year;
    if (year - first >= YEARS_MOST) first = year - YEARS_MOST + 1;
    for (int y = first; y <= year; y++) {
        const char *key = jln_build_fmt(h->b, "%d", y);
        jln_columns_add_rate(h->c, key, key, JLN_KIND_RATE);
        h->c->figures[h->c->count - 1] = (jln_figure){
            .role = JLN_COLUMN_RATE, .indicator = indicator, .offset = y - year, .a = -1, .b = -1};
    }
}

static jln_status add_row(history *h, const char *key, jln_row_role role, const char *label,
                          uint32_t node) {
    jln_doc_row *row = jln_build_row(h->b, h->table, key, role, 0);
    if (!row) return JLN_ENOMEM;
    jln_cell *name = jln_text_cell(row, 0, label);
    name->strong = role == JLN_ROW_TOTAL;
    name->brief = true;
    return jln_columns_fill(h->b, h->c, h->table, row, (jln_place){node, -1, h->b->year});
}

jln_status jln_build_history(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    history h = {.b = b, .c = &c};
    const jln_indicator *indicator = NULL;
    jln_label labels = JLN_LABEL_SHORT;
    int level = 0;
    jln_status status = jln_build_fields(
        b, node, "key:text title:words level:any indicator:text labels:text formats:list");
    if (status == JLN_OK) status = jln_build_level(b, node, "level", 0, &level);
    if (status == JLN_OK) status = jln_build_labels(b, node, JLN_LABEL_SHORT, &labels);
    if (status == JLN_OK)
        status = jln_build_indicator(b, node, "taux-execution-financiere", JLN_OVER_ACTIVITIES,
                                     &indicator);
    if (status != JLN_OK) return status;
    if (strcmp(indicator->unit, "ratio") != 0)
        return jln_build_wrong(b, node, "%s", _("history{indicator = ...} : attendu un taux"));
    jln_columns_add(&c, "node",
                    jln_build_capital(b, jln_plan_level_words(b->plan, level, b->lang, false)),
                    JLN_KIND_TEXT, 1);
    add_years(&h, indicator);
    h.table = jln_build_table(b, node, &c);
    if (!h.table) return b->err->status;
    for (uint32_t i = 1; status == JLN_OK && i < b->plan->node_count; i++)
        if (b->plan->nodes[i].level == level)
            status =
                add_row(&h, b->plan->nodes[i].id, JLN_ROW_BODY, jln_build_label(b, i, labels), i);
    return status == JLN_OK ? add_row(&h, "total", JLN_ROW_TOTAL, _("Ensemble du plan"), 0)
                            : status;
}
