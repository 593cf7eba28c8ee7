#include "audit/audit.h"

#include "audit/rules.h"

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
    {"row-total", jln_audit_row_total},
    {"subtotal-lines", jln_audit_subtotal_lines},
    {"subtotal-children", jln_audit_subtotal_children},
    {"subtotal-years", jln_audit_subtotal_years},
    {"table-total", jln_audit_table_total},
    {"two-tables", jln_audit_two_tables},
    {"percentage", jln_audit_percentage},
    {"shares-sum", jln_audit_shares_sum},
    {"label-code", jln_audit_label_code},
    {"header-years", jln_audit_header_years},
    {"misplaced-code", jln_audit_misplaced_code},
    {"duplicate-code", jln_audit_duplicate_code},
};

jln_status jln_audit_run(jln_db *db, const jln_plan *plan, jln_arena *arena, jln_audit *out,
                         jln_err *err) {
    jln_audit_book book = {.plan = plan, .arena = arena};
    *out = (jln_audit){0};
    jln_status status = jln_audit_book_read(db, &book, err);
    if (status != JLN_OK) return status;
    jln_audit_gaps(&book);
    for (size_t i = 0; i < sizeof rules / sizeof *rules && !book.failed; i++) {
        book.rule = rules[i].name;
        book.rank = (int)i;
        rules[i].run(&book);
    }
    if (book.failed) return jln_err_nomem(err);
    if (book.overflow)
        return jln_err_set(err, JLN_ELIMIT, NULL, "%s",
                           _("une somme du plan dépasse ce que Jalon sait compter exactement"));
    return jln_audit_fold(&book, out, err);
}
