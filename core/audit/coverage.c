/* Coverage tables: their printed totals against their lines, and against what the text repeats. */
#include "audit/percent.h"
#include "audit/places.h"
#include "audit/rules.h"
#include "audit/say.h"

#include "base/str.h"
#include "compute/said.h"

#include <string.h>

/* ---- table-total ---- */

static bool is_total(const jln_audit_claim *claim) {
    return claim->kind == JLN_CLAIM_COVERAGE_TOTAL && claim->state == JLN_NUMBER && claim->label;
}

bool jln_audit_is_coverage_total(const jln_audit_book *book, const jln_audit_coverage *row) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (is_total(claim) && claim->line == row->line && jln_str_eq(claim->doc, row->doc))
            return true;
    }
    return false;
}

/* A table parts a measure by region ("mutuelles" in each), or by kind ("mutuelles (santé)"). */
typedef enum { BY_REGION, BY_KIND } split;

static bool is_line_of(const jln_audit_book *book, const jln_audit_coverage *row,
                       const char *measure, split by) {
    size_t length = strlen(measure);
    if (!row->line || !row->value.known || strncmp(row->measure, measure, length) != 0)
        return false;
    const char *rest = row->measure + length;
    bool named = by == BY_REGION ? *rest == '\0' : strncmp(rest, " (", 2) == 0;
    return named && !jln_audit_is_coverage_total(book, row);
}

typedef struct {
    jln_rat sum;
    int count;
    const jln_audit_coverage *first, *last;
} lines_added;

static lines_added add_lines(jln_audit_book *book, const jln_audit_claim *claim, split by) {
    lines_added out = {.sum = jln_rat_of(0)};
    for (uint32_t i = 0; i < book->coverage_count; i++) {
        const jln_audit_coverage *row = &book->coverage[i];
        if (!is_line_of(book, row, claim->label, by) || !jln_str_eq(row->doc, claim->doc)) continue;
        if (out.first &&
            (out.first->year != row->year || !jln_str_eq(out.first->scheme, row->scheme)))
            continue;
        if (!jln_rat_add(out.sum, row->value.number, &out.sum)) book->overflow = true;
        if (!out.count++ || row->line < out.first->line) out.first = row;
        if (!out.last || row->line > out.last->line) out.last = row;
    }
    return out;
}

/* A table's total is the first one printed after its last line. */
static bool closes(const jln_audit_book *book, const jln_audit_claim *claim,
                   const lines_added *lines) {
    if (lines->count < 2 || claim->line <= lines->last->line) return false;
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *other = &book->claims[i];
        bool between =
            is_total(other) && other->line > lines->last->line && other->line < claim->line;
        if (between && jln_str_eq(other->label, claim->label) && jln_str_eq(other->doc, claim->doc))
            return false;
    }
    return true;
}

/* Columns of a finding over counts. */
static jln_audit_draft *add_count(jln_audit_book *book, const jln_audit_claim *claim,
                                  const char *message, jln_rat computed) {
    const char *id = jln_arena_fmt(book->arena, "%s/%s", book->rule, claim->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    char text[JLN_NUM_MAX];
    if (!draft) return NULL;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_ERROR;
    f->quantity = JLN_QUANTITY_NUMBER;
    f->about = jln_audit_about(book, claim);
    if (jln_rat_text(claim->percent, 9, true, text))
        f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(computed, 9, true, text))
        f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
    jln_rat gap = jln_rat_of(0);
    if (jln_rat_sub(claim->percent, computed, &gap) && jln_rat_text(gap, 9, true, text))
        f->difference = jln_audit_text(book, jln_arena_str(book->arena, text));
    f->doc = claim->doc;
    f->line = claim->line;
    draft->own = draft->blame = jln_audit_figure_claim(book, claim);
    return draft;
}

/* "Bamako, mutuelles", "adhérents": the measure in the report's language. */
static const char *measure_words(jln_audit_book *book, const jln_audit_claim *claim) {
    const char *comma = strrchr(claim->label, ',');
    if (!comma) return jln_said(claim->label);
    const char *measure = jln_said(comma + strspn(comma, ", "));
    return jln_audit_text(book, jln_arena_fmt(book->arena, "%.*s, %s", (int)(comma - claim->label),
                                              claim->label, measure));
}

static void check_total(jln_audit_book *book, const jln_audit_claim *claim, split by) {
    lines_added lines = add_lines(book, claim, by);
    if (!closes(book, claim, &lines) || jln_rat_cmp(lines.sum, claim->percent) == 0) return;
    const char *message =
        jln_arena_fmt(book->arena,
                      _("Tableau de couverture, %s : total imprimé %s (l. %d), alors que ses "
                        "lignes (à partir de la l. %d) font %s ; écart de %s."),
                      measure_words(book, claim), jln_audit_number(book, claim->percent, 0),
                      claim->line, lines.first->line, jln_audit_number(book, lines.sum, 0),
                      jln_audit_number(book, jln_audit_apart(book, claim->percent, lines.sum), 0));
    jln_audit_draft *draft = add_count(book, claim, message, lines.sum);
    if (!draft) return;
    draft->finding.doc_2 = lines.first->doc;
    draft->finding.line_2 = lines.first->line;
    draft->finding.from_2 = true;
}

void jln_audit_rule_coverage_total(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (!is_total(claim)) continue;
        check_total(book, claim, BY_REGION);
        check_total(book, claim, BY_KIND);
    }
}

/* ---- coverage-members ---- */

/* "adhérents (santé)": " (santé)"; NULL when the measure is not `people`. */
static const char *kind_of_people(const char *measure, const char *people) {
    size_t length = strlen(people);
    return strncmp(measure, people, length) == 0 ? measure + length : NULL;
}

/* The cell beside the members' that counts those they cover. */
static const jln_audit_coverage *covered_by(const jln_audit_book *book,
                                            const jln_audit_coverage *members) {
    const char *kind = kind_of_people(members->measure, "adhérents");
    for (uint32_t i = 0; kind && i < book->coverage_count; i++) {
        const jln_audit_coverage *row = &book->coverage[i];
        const char *same = kind_of_people(row->measure, "bénéficiaires");
        bool beside = row->line == members->line && row->year == members->year &&
                      jln_str_eq(row->doc, members->doc);
        if (beside && same && strcmp(same, kind) == 0 && strcmp(row->region, members->region) == 0)
            return row;
    }
    return NULL;
}

/* A member is covered, and so are those of the household: there are no fewer of these than of
 * members. */
void jln_audit_rule_coverage_members(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->coverage_count; i++) {
        const jln_audit_coverage *row = &book->coverage[i];
        const jln_audit_coverage *covered =
            row->line && row->value.known ? covered_by(book, row) : NULL;
        if (!covered || !covered->value.known ||
            jln_rat_cmp(row->value.number, covered->value.number) <= 0)
            continue;
        const char *message = jln_arena_fmt(
            book->arena,
            _("Couverture, %s (l. %d) : %s %s pour %s %s, qui ne peuvent être moins nombreux."),
            row->region, row->line, jln_audit_number(book, row->value.number, 0),
            jln_said(row->measure), jln_audit_number(book, covered->value.number, 0),
            jln_said(covered->measure));
        const char *id = jln_arena_fmt(book->arena, "%s/l%d", book->rule, row->line);
        jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
        char text[JLN_NUM_MAX];
        if (!draft) return;
        jln_finding *f = &draft->finding;
        f->severity = JLN_SEVERITY_ERROR;
        f->quantity = JLN_QUANTITY_NUMBER;
        if (jln_rat_text(row->value.number, 9, true, text))
            f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
        if (jln_rat_text(covered->value.number, 9, true, text))
            f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
        f->doc = row->doc;
        f->line = row->line;
        f->doc_2 = covered->doc;
        f->line_2 = covered->line;
        draft->own = draft->blame = jln_audit_figure_coverage(book, i);
    }
}

/* ---- two-printings ---- */

/* The same total printed elsewhere before, with another value. */
static const jln_audit_claim *first_total(const jln_audit_book *book,
                                          const jln_audit_claim *claim) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *other = &book->claims[i];
        if (other == claim) return NULL;
        if (is_total(other) && jln_str_eq(other->label, claim->label) &&
            other->column == claim->column)
            return other;
    }
    return NULL;
}

static void two_values(jln_audit_book *book, const jln_audit_claim *claim, jln_rat other,
                       const char *doc, int line) {
    const char *message = jln_arena_fmt(
        book->arena, _("Couverture, %s : deux valeurs imprimées, %s (l. %d) et %s (l. %d)."),
        measure_words(book, claim), jln_audit_number(book, claim->percent, 0), claim->line,
        jln_audit_number(book, other, 0), line);
    jln_audit_draft *draft = add_count(book, claim, message, other);
    if (!draft) return;
    draft->finding.doc_2 = doc;
    draft->finding.line_2 = line;
}

void jln_audit_rule_coverage_printings(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (is_total(claim)) {
            const jln_audit_claim *first = first_total(book, claim);
            if (first && jln_rat_cmp(first->percent, claim->percent) != 0)
                two_values(book, claim, first->percent, first->doc, first->line);
        } else if (claim->kind == JLN_CLAIM_COVERAGE && claim->state == JLN_NUMBER) {
            const jln_audit_coverage *row = jln_audit_coverage_named(book, claim->label);
            if (row && row->value.known && jln_rat_cmp(row->value.number, claim->percent) != 0)
                two_values(book, claim, row->value.number, row->doc, row->line);
        }
    }
}
