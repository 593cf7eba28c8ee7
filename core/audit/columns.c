/* dated-value, between a cell and what stands beside it: the year that a framework's column names
 * in its heading, and the years in which the matrix schedules what must be done by a date. */
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/words.h"
#include "audit/years.h"

#include "base/str.h"

#include <string.h>

/* ---- the column's year ---- */

static bool holds(const jln_audit_period *p, int year) {
    return year >= p->first && year <= p->last;
}

/* All the dates of a cell are other years than its column's; a cell without a date is of its
 * column's year. */
static bool is_of_another_year(const char *text, int year) {
    jln_audit_period periods[JLN_AUDIT_YEARS_MAX];
    int count = jln_audit_periods_in(text, periods);
    bool dated = false;
    for (int i = 0; i < count; i++) {
        if (holds(&periods[i], year)) return false;
        dated = dated || periods[i].is_span || jln_audit_is_date(text, periods[i].at);
    }
    return dated;
}

static void other_year(jln_audit_book *book, const jln_audit_claim *heading, uint32_t index,
                       int year) {
    bool baseline = heading->kind == JLN_CLAIM_BASELINE_YEAR;
    const jln_audit_indicator *n = &book->indicators[index];
    const char *node = book->plan->nodes[n->node].id,
               *text = baseline ? n->baseline_text : n->target_text;
    const char *format = baseline ? _("%s : l’indicateur « %s » (l. %d) a pour référence « %s », "
                                      "alors que sa colonne dit « %s » (l. %d).")
                                  : _("%s : l’indicateur « %s » (l. %d) a pour cible « %s », alors "
                                      "que sa colonne dit « %s » (l. %d).");
    const char *message = jln_arena_fmt(book->arena, format, jln_audit_node_heading(book, n->node),
                                        n->text, n->line, text, heading->text, heading->line);
    const char *id =
        jln_arena_fmt(book->arena, "dated-value/%s/%d/%s/column", *node ? node : "plan",
                      n->position, baseline ? "baseline" : "target");
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->about = node;
    f->year = year;
    f->printed = text;
    f->computed = heading->text;
    f->doc = n->doc;
    f->line = n->line;
    f->doc_2 = heading->doc;
    f->line_2 = heading->line;
    draft->own = draft->blame =
        jln_audit_figure_indicator(book, index, baseline ? JLN_PART_BASELINE : JLN_PART_TARGET);
}

/* The heading stands over the framework of its node and of all below. */
static void check_column(jln_audit_book *book, const jln_audit_claim *heading) {
    bool baseline = heading->kind == JLN_CLAIM_BASELINE_YEAR;
    int years[JLN_AUDIT_YEARS_MAX];
    if (jln_audit_years_in(heading->text, years) != 1) return;
    for (uint32_t i = 0; i < book->indicator_count; i++) {
        const jln_audit_indicator *n = &book->indicators[i];
        bool under = n->node >= heading->node && n->node < book->plan->nodes[heading->node].end;
        if (!under || !jln_str_eq(n->doc, heading->doc)) continue;
        if (is_of_another_year(baseline ? n->baseline_text : n->target_text, years[0]))
            other_year(book, heading, i, years[0]);
    }
}

void jln_audit_rule_column_year(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind == JLN_CLAIM_BASELINE_YEAR || claim->kind == JLN_CLAIM_TARGET_YEAR)
            check_column(book, claim);
    }
}

/* ---- the deadline ---- */

/* Where "plus tard" ends in a text; NULL without it. */
static const char *after_deadline(const char *text) {
    char word[JLN_AUDIT_WORD_MAX];
    bool plus = false;
    while (jln_audit_word_next(&text, word)) {
        if (plus && strcmp(word, "tard") == 0) return text;
        plus = strcmp(word, "plus") == 0;
    }
    return NULL;
}

/* The year by which a title says that something is done; 0. */
static int deadline_in(const char *title) {
    const char *rest = after_deadline(title);
    jln_audit_period periods[JLN_AUDIT_YEARS_MAX];
    if (!rest || !jln_audit_periods_in(rest, periods) || periods[0].is_span) return 0;
    return jln_audit_is_date(rest, periods[0].at) ? periods[0].first : 0;
}

/* The first cell below a node, in a year, that schedules something; NULL. */
static const jln_audit_cell *scheduled(const jln_audit_book *book, uint32_t node, int column) {
    const jln_node *n = &book->plan->nodes[node];
    for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end; leaf++) {
        const jln_audit_cell *cell =
            &book->cells[(size_t)leaf * (size_t)book->years + (size_t)column];
        if (cell->line && (cell->amount || cell->state == JLN_PM)) return cell;
    }
    return NULL;
}

typedef struct {
    const char *title, *doc;
    uint32_t node, figure;
    int line;
} dated_title;

static void too_late(jln_audit_book *book, const dated_title *t, int deadline, int first,
                     const jln_audit_cell *cell) {
    const char *node = book->plan->nodes[t->node].id;
    const char *message = jln_arena_fmt(
        book->arena,
        _("%s : « %s » (l. %d), alors que la matrice ne prévoit rien avant %d (l. %d)."),
        jln_audit_node_heading(book, t->node), t->title, t->line, first, cell->line);
    jln_audit_draft *draft = jln_audit_draft_add(
        book, jln_arena_fmt(book->arena, "dated-value/%s/deadline", node), message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->about = node;
    f->year = deadline;
    f->printed = jln_audit_text(book, jln_arena_fmt(book->arena, "%d", deadline));
    f->computed = jln_audit_text(book, jln_arena_fmt(book->arena, "%d", first));
    f->doc = t->doc;
    f->line = t->line;
    f->doc_2 = cell->doc;
    f->line_2 = cell->line;
    draft->own = t->figure;
}

/* A deadline outside the plan is a matter of plan-period. True when the title has one within it. */
static bool check_deadline(jln_audit_book *book, const dated_title *t) {
    int deadline = deadline_in(t->title);
    if (deadline < book->plan->first_year || deadline > book->plan->last_year) return false;
    for (int column = 0; column < book->years; column++) {
        const jln_audit_cell *cell = scheduled(book, t->node, column);
        int year = book->plan->first_year + column;
        if (!cell) continue;
        if (year > deadline) too_late(book, t, deadline, year, cell);
        break;
    }
    return true;
}

/* Each node once: by its own title, else by the first section that dates it. */
void jln_audit_rule_deadline(jln_audit_book *book) {
    bool *dated = jln_arena_array(book->arena, book->plan->node_count, sizeof *dated);
    if (!dated) {
        book->failed = true;
        return;
    }
    for (uint32_t i = 1; i < book->plan->node_count; i++) {
        const jln_node *n = &book->plan->nodes[i];
        dated[i] = check_deadline(
            book, &(dated_title){n->title, n->doc, i, jln_audit_figure_code(book, i), n->line});
    }
    for (uint32_t i = 0; i < book->wording_count; i++) {
        const jln_audit_wording *w = &book->wordings[i];
        if (w->node == JLN_AUDIT_NONE || dated[w->node]) continue;
        dated[w->node] =
            check_deadline(book, &(dated_title){w->title, w->doc, w->node,
                                                jln_audit_figure_wording(book, i), w->line});
    }
}
