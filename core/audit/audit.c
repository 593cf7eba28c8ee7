#include "audit/audit.h"

#include "audit/rules.h"
#include "audit/words.h"

#include <string.h>

static const char *const severity_codes[] = {"error", "rounding", "warning", "note"};
static const char *const severity_words[] = {N_("erreur"), N_("arrondi"), N_("alerte"), N_("note")};

const char *jln_severity_code(jln_severity severity) {
    return severity_codes[severity];
}

const char *jln_severity_words(jln_severity severity) {
    return _(severity_words[severity]);
}

/* In the order that decides which of several findings about one figure stands on top. */
static const struct {
    const char *name;
    void (*run)(jln_audit_book *book);
} rules[] = {
    {"row-total", jln_audit_rule_row_total},
    {"subtotal-lines", jln_audit_rule_subtotal_lines},
    {"subtotal-children", jln_audit_rule_subtotal_children},
    {"subtotal-years", jln_audit_rule_subtotal_years},
    {"table-total", jln_audit_rule_table_total},
    {"coverage-total", jln_audit_rule_coverage_total},
    {"coverage-members", jln_audit_rule_coverage_members},
    {"two-tables", jln_audit_rule_two_tables},
    {"claim-amount", jln_audit_rule_claim_amount},
    {"claim-amount", jln_audit_rule_claim_sum},
    {"claim-count", jln_audit_rule_claim_count},
    {"words-figures", jln_audit_rule_words_figures},
    {"bad-grouping", jln_audit_rule_bad_grouping},
    {"percentage", jln_audit_rule_percentage},
    {"percentage", jln_audit_rule_derived_percent},
    {"percentage", jln_audit_rule_target_growth},
    {"derived-value", jln_audit_rule_derived_value},
    {"shares-sum", jln_audit_rule_shares_sum},
    {"shares-sum", jln_audit_rule_derived_sum},
    {"two-printings", jln_audit_rule_two_printings},
    {"two-printings", jln_audit_rule_coverage_printings},
    {"plan-period", jln_audit_rule_plan_period},
    {"label-code", jln_audit_rule_label_code},
    {"header-years", jln_audit_rule_header_years},
    {"dated-value", jln_audit_rule_dated_value},
    {"dated-value", jln_audit_rule_column_year},
    {"dated-value", jln_audit_rule_deadline},
    {"misplaced-code", jln_audit_rule_misplaced_code},
    {"misplaced-code", jln_audit_rule_section_codes},
    {"duplicate-code", jln_audit_rule_duplicate_code},
    {"duplicate-code", jln_audit_rule_section_duplicates},
    {"code-order", jln_audit_rule_code_order},
    {"code-order", jln_audit_rule_heading_order},
    {"missing-result", jln_audit_rule_missing_result},
    {"wording", jln_audit_rule_wording},
    {"direction", jln_audit_rule_direction},
    {"indicator-unit", jln_audit_rule_indicator_unit},
    {"statement", jln_audit_rule_statement},
    {"two-names", jln_audit_rule_two_names},
    {"malformed-date", jln_audit_rule_malformed_date},
    {"unscheduled", jln_audit_rule_unscheduled},
    {"pm-total", jln_audit_rule_pm_total},
    {"two-roles", jln_audit_rule_two_roles},
    {"no-target", jln_audit_rule_no_target},
    {"no-baseline", jln_audit_rule_no_baseline},
    {"no-verification", jln_audit_rule_no_verification},
};

const char *jln_audit_rule_name(size_t rank) {
    return rank < sizeof rules / sizeof *rules ? rules[rank].name : NULL;
}

jln_status jln_audit_run(jln_db *db, const jln_plan *plan, jln_arena *arena, jln_audit *out,
                         jln_err *err) {
    jln_audit_book book = {.plan = plan, .arena = arena};
    *out = (jln_audit){0};
    book.vocabulary = jln_audit_vocabulary_new(arena);
    if (!book.vocabulary) return jln_err_nomem(err);
    jln_status status = jln_audit_book_read(db, &book, err);
    if (status != JLN_OK) return status;
    jln_audit_gaps(&book);
    for (size_t i = 0; i < sizeof rules / sizeof *rules && !book.failed; i++) {
        book.rule = rules[i].name;
        book.rank = (int)i;
        if (i == 0 || strcmp(rules[i - 1].name, book.rule) != 0) book.family = (int)i;
        rules[i].run(&book);
    }
    if (book.failed) return jln_err_nomem(err);
    if (book.overflow)
        return jln_err_set(err, JLN_ELIMIT, NULL, "%s",
                           _("une somme du plan dépasse ce que Jalon sait compter exactement"));
    return jln_audit_fold(&book, out, err);
}
