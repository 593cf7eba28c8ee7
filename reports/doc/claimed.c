/* funder_claims{}: what the document's text says each source gives over the whole plan, where no
 * table splits it by year. */
#include "doc/programme.h"

#include "store/read.h"

#include <string.h>

typedef struct {
    jln_builder *b;
    jln_claimed *by_funder;
} reading;

static jln_status read_claim(const jln_cursor *row, void *ctx, jln_err *err) {
    reading *r = ctx;
    jln_rat number;
    (void)err;
    bool amount = strcmp(jln_cursor_text(row, 1), "claim-amount-funder") == 0 &&
                  jln_cursor_null(row, 4) && !jln_cursor_null(row, 3);
    int funder = amount ? jln_plan_funder(r->b->plan, jln_cursor_text(row, 3)) : -1;
    const char *value = jln_cursor_text(row, 7);
    if (funder < 0 || !value || !jln_rat_parse(value, strlen(value), &number)) return JLN_OK;
    jln_claimed *c = &r->by_funder[funder];
    if (jln_value_known(&c->amount)) return JLN_OK; /* the first place that says it */
    c->amount = jln_value_number(number);
    c->place = jln_build_place(r->b, jln_cursor_text(row, 9), (int)jln_cursor_int(row, 10));
    return JLN_OK;
}

const jln_claimed *jln_programme_claimed(jln_builder *b) {
    size_t count = (size_t)b->plan->funder_count + 1;
    reading r = {b, jln_arena_array(b->doc->arena, count, sizeof *r.by_funder)};
    if (!r.by_funder) {
        jln_err_nomem(b->err);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        r.by_funder[i].amount = jln_value_none(JLN_MISSING, JLN_REASON_NONE);
    const jln_params params = {.plan = b->plan->name};
    jln_status status = jln_query_each(b->db, JLN_Q_CLAIMS, &params, read_claim, &r, b->err);
    return status == JLN_OK ? r.by_funder : NULL;
}

jln_status jln_build_funder_claims(jln_builder *b, bool *out) {
    const jln_claimed *claimed = jln_programme_claimed(b);
    *out = false;
    for (int f = 0; claimed && f < b->plan->funder_count; f++)
        *out |= jln_value_known(&claimed[f].amount);
    return claimed ? JLN_OK : b->err->status;
}

const char *jln_build_no_source(jln_builder *b) {
    bool claims = false;
    if (jln_build_funder_claims(b, &claims) != JLN_OK || !claims)
        return _("sans objet : le plan et les fiches ne donnent rien par source.");
    return jln_build_fmt(b,
                         _("le plan dit ce que chaque source donne sur %d-%d, sans le répartir par "
                           "année."),
                         b->plan->first_year, b->plan->last_year);
}

typedef struct {
    jln_builder *b;
    jln_columns c;
    jln_doc_table *table;
} claims;

enum { AMOUNT = 1, SHARE, PLACE };

static jln_doc_row *add_row(claims *t, const char *key, const char *label, jln_row_role role,
                            const jln_value *amount) {
    jln_doc_row *row = jln_build_row(t->b, t->table, key, role, 0);
    if (!row) return NULL;
    jln_text_cell(row, 0, label)->strong = role == JLN_ROW_TOTAL;
    row->cells[AMOUNT].value = *amount;
    return row;
}

/* Below the total: the cost of the matrix over the same years, and how far the text is from it. */
static jln_status add_bridge(claims *t, const jln_value *total) {
    jln_builder *b = t->b;
    jln_value cost = jln_build_whole(b, (jln_measure){JLN_M_BASE, JLN_BASE_PLANNED}, 0, -1),
              gap = jln_build_subtract(total, &cost);
    if (!jln_value_known(&cost)) return JLN_OK;
    if (!add_row(t, "planned-cost",
                 jln_build_fmt(b, _("Coût prévu (matrice), %d-%d"), b->plan->first_year,
                               b->plan->last_year),
                 JLN_ROW_MEMO, &cost))
        return JLN_ENOMEM;
    jln_doc_row *row =
        add_row(t, "planned-gap", _("Écart : sources − coût"), JLN_ROW_MEMO, &gap);
    if (!row) return JLN_ENOMEM;
    row->cells[AMOUNT].expr =
        jln_build_pair(b, JLN_EXPR_DIFFERENCE, (jln_cell_ref){t->table->key, "total", "amount"},
                       (jln_cell_ref){t->table->key, "planned-cost", "amount"});
    return row->cells[AMOUNT].expr ? JLN_OK : jln_err_nomem(b->err);
}

static jln_status add_rows(claims *t, const jln_claimed *claimed) {
    jln_builder *b = t->b;
    jln_value sum = jln_value_integer(0);
    for (int f = 0; f < b->plan->funder_count; f++) {
        jln_doc_row *row =
            add_row(t, b->plan->funders[f].id, jln_plan_funder_name(b->plan, f, b->lang),
                    JLN_ROW_BODY, &claimed[f].amount);
        if (!row) return JLN_ENOMEM;
        row->cells[AMOUNT].source = claimed[f].place;
        jln_text_cell(row, PLACE, claimed[f].place);
        if (!jln_value_known(&claimed[f].amount)) sum.state = JLN_PARTIAL;
        else if (!jln_rat_add(sum.number, claimed[f].amount.number, &sum.number))
            sum = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    if (!add_row(t, "total", _("Toutes les sources"), JLN_ROW_TOTAL, &sum)) return JLN_ENOMEM;
    size_t total = t->table->row_count - 1;
    jln_status status = jln_columns_total(b, &t->c, t->table, total, 0);
    if (status == JLN_OK) status = jln_columns_shares(b, &t->c, t->table, total);
    return status == JLN_OK ? add_bridge(t, &sum) : status;
}

jln_status jln_build_claimed(jln_builder *b, const jln_tree *node) {
    claims t = {.b = b};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status != JLN_OK) return status;
    jln_columns_add(&t.c, "funder", _("Source de financement"), JLN_KIND_TEXT, 1);
    jln_columns_add_measure(
        b, &t.c, "amount",
        jln_build_fmt(b, _("Prévu %d-%d"), b->plan->first_year, b->plan->last_year),
        (jln_measure){JLN_M_FINANCING, 0});
    jln_columns_add_rate(&t.c, "share", _("Part"), JLN_KIND_RATE);
    t.c.figures[SHARE].role = JLN_COLUMN_SHARE;
    t.c.figures[SHARE].a = AMOUNT;
    jln_columns_add(&t.c, "place", _("Lieu"), JLN_KIND_CODE, 0);
    t.table = jln_build_table(b, node, &t.c);
    const jln_claimed *claimed = t.table ? jln_programme_claimed(b) : NULL;
    return claimed ? add_rows(&t, claimed) : b->err->status;
}
