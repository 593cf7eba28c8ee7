/* Words printed on rows and headers: the code or the years they name. */
#include "audit/places.h"
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/years.h"

#include "base/str.h"

#include <string.h>

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* ---- years ---- */

static bool are_plan_years(const jln_audit_book *book, const int *years, int count) {
    if (count != book->years) return false;
    for (int i = 0; i < count; i++)
        if (years[i] != book->plan->first_year + i) return false;
    return true;
}

static void place(jln_audit_book *book, jln_audit_draft *draft, const jln_audit_claim *claim,
                  const char *printed, const char *computed) {
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->about = book->plan->nodes[claim->node].id;
    f->printed = printed;
    f->computed = computed;
    f->doc = claim->doc;
    f->line = claim->line;
}

void jln_audit_rule_header_years(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != JLN_CLAIM_HEADER_YEARS) continue;
        int years[JLN_AUDIT_YEARS_MAX], count = jln_audit_years_in(claim->text, years);
        if (!count || are_plan_years(book, years, count)) continue;
        const char *printed = jln_audit_years_text(book, years, count);
        const char *message = jln_arena_fmt(
            book->arena,
            _("En-tête « %s » (l. %d) : les années imprimées sont %s, celles du plan %s."),
            claim->text, claim->line, printed, jln_audit_plan_years(book));
        const char *id = jln_arena_fmt(book->arena, "header-years/%s", claim->id);
        place(book, jln_audit_draft_add(book, id, message), claim, printed,
              jln_audit_plan_years(book));
    }
}

/* ---- label-code ---- */

/* The first dotted code of a label ("4.1.3"), without its final dot; a bare year is none. */
static size_t code_in(const char *label, const char **start) {
    for (const char *at = label; *at;) {
        if (!is_digit(*at)) {
            at++;
            continue;
        }
        size_t length = strspn(at, "0123456789."), end = length;
        while (end && at[end - 1] == '.') end--;
        bool dotted = memchr(at, '.', end) != NULL;
        if (dotted || end < 4) return *start = at, end;
        at += length;
    }
    return 0;
}

static bool names(const char *code, size_t length, const char *id) {
    while (id && *id == '.') id++;
    if (!id) return false;
    size_t end = strlen(id);
    while (end && id[end - 1] == '.') end--;
    return length == end && memcmp(code, id, end) == 0;
}

static void check_code(jln_audit_book *book, const jln_audit_claim *claim, const char *label) {
    const jln_node *node = &book->plan->nodes[claim->node];
    const char *start, *code;
    size_t length = code_in(label, &start);
    if (!length || !is_digit(node->id[0])) return;
    if (names(start, length, node->id) || names(start, length, node->code_printed)) return;
    code = jln_audit_text(book, jln_arena_strn(book->arena, start, length));
    const char *message = jln_arena_fmt(
        book->arena,
        _("Libellé « %s » (l. %d) : il nomme %s, alors que la ligne totalise %s (%s)."), label,
        claim->line, code, node->id, jln_audit_level(book, claim->node));
    const char *id = jln_arena_fmt(book->arena, "label-code/%s", node->id);
    place(book, jln_audit_draft_add(book, id, message), claim, code, node->id);
}

/* The plan's total: a span of years in its label is the plan's. */
static void check_span(jln_audit_book *book, const jln_audit_claim *claim) {
    int years[JLN_AUDIT_YEARS_MAX], count = jln_audit_years_in(claim->label, years);
    if (count != 2) return;
    if (years[0] == book->plan->first_year && years[1] == book->plan->last_year) return;
    const char *printed =
        jln_audit_text(book, jln_arena_fmt(book->arena, "%d-%d", years[0], years[1]));
    const char *message = jln_arena_fmt(
        book->arena,
        _("Libellé « %s » (l. %d) : il nomme les années %s, alors que le plan couvre %s."),
        claim->label, claim->line, printed, jln_audit_plan_years(book));
    jln_audit_draft *draft = jln_audit_draft_add(book, "label-code/plan", message);
    place(book, draft, claim, printed, jln_audit_plan_years(book));
    /* The same words may stand among the periods the document gives the plan. */
    const jln_audit_claim *period =
        jln_audit_on_line(book, JLN_CLAIM_PERIOD, claim->doc, claim->line);
    if (draft && period) draft->blame = jln_audit_figure_claim(book, period);
}

/* The cells of one row carry one label: it is read once. */
void jln_audit_rule_label_code(jln_audit_book *book) {
    const jln_audit_claim *last = NULL;
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind == JLN_CLAIM_LABEL && claim->node) check_code(book, claim, claim->text);
        if (claim->kind != JLN_CLAIM_SUBTOTAL || !claim->label) continue;
        bool same = last && last->node == claim->node && last->line == claim->line &&
                    jln_str_eq(last->doc, claim->doc) && jln_str_eq(last->label, claim->label);
        last = claim;
        if (same) continue;
        if (claim->node) check_code(book, claim, claim->label);
        else check_span(book, claim);
    }
}
