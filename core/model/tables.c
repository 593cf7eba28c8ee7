#include "model/printed.h"
#include "model/section.h"
#include "model/setting.h"
#include "model/table.h"

#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

enum {
    KEY = JLN_COL_KEY,
    REQ = JLN_COL_REQUIRED,
    DER = JLN_COL_DERIVED,
    OPT = JLN_COL_OPTIONAL,
    ZERO = JLN_COL_FROM_ZERO,
    KEYREQ = JLN_COL_KEY | JLN_COL_REQUIRED
};

#define COLUMNS(array) array, sizeof array / sizeof *array

static const char *const role_codes[] = {"responsible", "partner", 0};
static const char *const unit_codes[] = {"amount", "currency", "percent", "count", "text", 0};
static const char *const claim_codes[] = {
    "row-total",             "subtotal",               "subtotal-label",
    "financing-row-total",   "financing-axis-total",   "financing-funder-total",
    "financing-total",       "financing-year-share",   "financing-axis-share",
    "financing-funder-share", "claim-amount-total",    "claim-amount-axis",
    "claim-amount-funder",   "claim-amount-year",      "claim-share-axis",
    "claim-share-funder",    "claim-share-year",       "claim-count",
    "claim-coverage",        "claim-coverage-share",   "claim-coverage-rate",
    "coverage-total",        "words-amount",           "header-years",
    "plan-period",           "framework-baseline",     "framework-target",
    "section-heading",       "name",                   "statement",
    "part",                  0};
static const char *const return_codes[] = {"expected", "received", "checked", "validated", 0};
static const char *const stage_codes[] = {"committed", "liquidated", "ordered", "paid", 0};
static const char *const amount_codes[] = {"number", "missing", "na", 0};
static const char *const progress_codes[] = {"done",      "under_way", "not_started",
                                             "postponed", "cancelled", 0};
static const char *const funding_codes[] = {"announced", "signed", "notified", "received", 0};
static const char *const nature_codes[] = {"cash", "in_kind", 0};

static const jln_column results[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"parent_id", JLN_COL_ID, 0, 0, "results"},
    {"level", JLN_COL_ID, REQ, 0, 0},
    {"position", JLN_COL_INT, REQ, 0, 0},
    {"code_printed", JLN_COL_TEXT, 0, 0, 0},
    {"title", JLN_COL_TEXT, REQ, 0, 0},
    {"short_title", JLN_COL_TEXT, OPT, 0, 0},
    {"doc", JLN_COL_ID, 0, 0, 0},
    {"line", JLN_COL_INT, 0, 0, 0},
};

static const jln_column structures[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"name", JLN_COL_TEXT, REQ, 0, 0},
    {"doc", JLN_COL_ID, 0, 0, 0},
    {"line", JLN_COL_INT, 0, 0, 0},
};

static const jln_column roles[] = {
    {"result_id", JLN_COL_ID, KEYREQ, 0, "results"},
    {"role", JLN_COL_CODE, KEYREQ, role_codes, 0},
    {"position", JLN_COL_INT, KEYREQ, 0, 0},
    {"structure", JLN_COL_ID, REQ, 0, "structures"},
    {"printed", JLN_COL_TEXT, REQ, 0, 0},
};

static const jln_column leads[] = {
    {"result_id", JLN_COL_ID, KEYREQ, 0, "results"},
    {"structure", JLN_COL_ID, REQ, 0, "structures"},
};

static const jln_column funders[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"position", JLN_COL_INT, REQ, 0, 0},
    {"name", JLN_COL_TEXT, REQ, 0, 0},
    {"name_en", JLN_COL_TEXT, OPT, 0, 0},
    {"label_printed", JLN_COL_TEXT, 0, 0, 0},
};

static const jln_column budgets[] = {
    {"activity_id", JLN_COL_ID, KEYREQ, 0, "results"},
    {"year", JLN_COL_YEAR, KEYREQ, 0, 0},
    {"printed", JLN_COL_PRINTED, 0, 0, 0},
    {"state", JLN_COL_TEXT, DER, 0, 0},
    {"amount", JLN_COL_AMOUNT, DER, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
};

static const jln_column financing[] = {
    {"result_id", JLN_COL_ID, KEY, 0, "results"},
    {"funder", JLN_COL_ID, KEYREQ, 0, "funders"},
    {"year", JLN_COL_YEAR, KEYREQ, 0, 0},
    {"printed", JLN_COL_PRINTED, 0, 0, 0},
    {"state", JLN_COL_TEXT, DER, 0, 0},
    {"amount", JLN_COL_AMOUNT, DER, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
};

static const jln_column claims[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"kind", JLN_COL_CODE, REQ, claim_codes, 0},
    {"about", JLN_COL_ID, 0, 0, "results"},
    {"funder", JLN_COL_ID, 0, 0, "funders"},
    {"year", JLN_COL_YEAR, 0, 0, 0},
    {"unit", JLN_COL_CODE, REQ, unit_codes, 0},
    {"printed_text", JLN_COL_TEXT, 0, 0, 0},
    {"printed_value", JLN_COL_DECIMAL, DER, 0, 0},
    {"label", JLN_COL_TEXT, 0, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
};

static const jln_column settings[] = {
    {"key", JLN_COL_ID, KEYREQ, 0, 0},
    {"about", JLN_COL_ID, KEY, 0, 0},
    {"value", JLN_COL_TEXT, REQ, 0, 0},
};

static const jln_column periods[] = {
    {"code", JLN_COL_ID, KEYREQ, 0, 0},
    {"year", JLN_COL_YEAR, REQ, 0, 0},
    {"first_day", JLN_COL_DATE, REQ, 0, 0},
    {"last_day", JLN_COL_DATE, REQ, 0, 0},
    {"closed", JLN_COL_BOOL, REQ, 0, 0},
};

static const jln_column returns[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"period", JLN_COL_ID, REQ, 0, "periods"},
    {"sender", JLN_COL_ID, REQ, 0, "structures"},
    {"due_on", JLN_COL_DATE, REQ, 0, 0},
    {"received_on", JLN_COL_DATE, 0, 0, 0},
    {"status", JLN_COL_CODE, REQ, return_codes, 0},
    {"comment", JLN_COL_TEXT, 0, 0, 0},
};

static const jln_column spending[] = {
    {"activity_id", JLN_COL_ID, KEYREQ, 0, "results"},
    {"funder", JLN_COL_ID, KEY, 0, "funders"},
    {"period", JLN_COL_ID, KEYREQ, 0, "periods"},
    {"stage", JLN_COL_CODE, KEYREQ, stage_codes, 0},
    {"state", JLN_COL_CODE, REQ, amount_codes, 0},
    {"amount", JLN_COL_AMOUNT, 0, 0, 0},
    {"return_id", JLN_COL_ID, REQ, 0, "returns"},
    {"comment", JLN_COL_TEXT, OPT, 0, 0},
};

static const jln_column progress[] = {
    {"activity_id", JLN_COL_ID, KEYREQ, 0, "results"},
    {"period", JLN_COL_ID, KEYREQ, 0, "periods"},
    {"state", JLN_COL_CODE, REQ, progress_codes, 0},
    {"physical", JLN_COL_DECIMAL, 0, 0, 0},
    {"quantity_planned", JLN_COL_DECIMAL, OPT, 0, 0},
    {"quantity_done", JLN_COL_DECIMAL, OPT, 0, 0},
    {"unit", JLN_COL_TEXT, OPT, 0, 0},
    {"decided_on", JLN_COL_DATE, OPT, 0, 0},
    {"document", JLN_COL_TEXT, OPT, 0, 0},
    {"return_id", JLN_COL_ID, REQ, 0, "returns"},
    {"comment", JLN_COL_TEXT, OPT, 0, 0},
};

static const jln_column extra_work[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"result_id", JLN_COL_ID, REQ, 0, "results"},
    {"period", JLN_COL_ID, REQ, 0, "periods"},
    {"title", JLN_COL_TEXT, REQ, 0, 0},
    {"funder", JLN_COL_ID, 0, 0, "funders"},
    {"amount", JLN_COL_AMOUNT, 0, 0, 0},
    {"return_id", JLN_COL_ID, REQ, 0, "returns"},
    {"comment", JLN_COL_TEXT, OPT, 0, 0},
};

static const jln_column mobilisation[] = {
    {"funder", JLN_COL_ID, KEYREQ, 0, "funders"},
    {"result_id", JLN_COL_ID, KEY, 0, "results"},
    {"period", JLN_COL_ID, KEYREQ, 0, "periods"},
    {"status", JLN_COL_CODE, KEYREQ, funding_codes, 0},
    {"nature", JLN_COL_CODE, KEYREQ, nature_codes, 0},
    {"state", JLN_COL_CODE, REQ, amount_codes, 0},
    {"amount", JLN_COL_AMOUNT, 0, 0, 0},
    {"source", JLN_COL_TEXT, REQ, 0, 0},
};

static const jln_column revisions[] = {
    {"number", JLN_COL_INT, KEYREQ, 0, 0},
    {"result_id", JLN_COL_ID, KEYREQ, 0, "results"},
    {"funder", JLN_COL_ID, KEY, 0, "funders"},
    {"year", JLN_COL_YEAR, KEYREQ, 0, 0},
    {"date", JLN_COL_DATE, REQ, 0, 0},
    {"decision", JLN_COL_TEXT, REQ, 0, 0},
    {"amount", JLN_COL_AMOUNT, REQ | ZERO, 0, 0},
};

static const jln_column allocations[] = {
    {"result_id", JLN_COL_ID, KEYREQ, 0, "results"},
    {"year", JLN_COL_YEAR, KEYREQ, 0, 0},
    {"notified_on", JLN_COL_DATE, REQ, 0, 0},
    {"amount", JLN_COL_AMOUNT, REQ | ZERO, 0, 0},
    {"source", JLN_COL_TEXT, REQ, 0, 0},
};

static const char *const direction_codes[] = {"up", "down", "none", 0};
static const char *const kind_codes[] = {"stock", "flow", "rate", "text", 0};
static const char *const bound_codes[] = {"exact", "at_most", "at_least", 0};
static const char *const source_codes[] = {"document", "published", "press", 0};
static const char *const narrative_codes[] = {"context",  "progress", "problem",
                                              "measure",  "collaboration", "institution",
                                              "outlook",  0};
static const char *const follow_up_codes[] = {"unknown", "planned", "executed", "late", "not_applicable", 0};
static const char *const milestone_codes[] = {"reached", "under_way", "planned", 0};

static const jln_column indicators[] = {
    {"result_id", JLN_COL_ID, KEY, 0, "results"},
    {"position", JLN_COL_INT, KEYREQ, 0, 0},
    {"indicator", JLN_COL_TEXT, REQ, 0, 0},
    {"direction", JLN_COL_CODE, REQ, direction_codes, 0},
    {"unit", JLN_COL_TEXT, 0, 0, 0},
    {"kind", JLN_COL_CODE, REQ, kind_codes, 0},
    {"baseline_text", JLN_COL_TEXT, 0, 0, 0},
    {"baseline_value", JLN_COL_DECIMAL, 0, 0, 0},
    {"baseline_year", JLN_COL_INT, 0, 0, 0},
    {"target_text", JLN_COL_TEXT, 0, 0, 0},
    {"target_value", JLN_COL_DECIMAL, 0, 0, 0},
    {"target_year", JLN_COL_INT, 0, 0, 0},
    {"verification", JLN_COL_TEXT, 0, 0, 0},
    {"assumptions", JLN_COL_TEXT, 0, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
    {"note", JLN_COL_TEXT, OPT, 0, 0},
};

static const jln_column targets[] = {
    {"result_id", JLN_COL_ID, KEY, 0, "results"},
    {"position", JLN_COL_INT, KEYREQ, 0, 0},
    {"year", JLN_COL_INT, KEYREQ, 0, 0},
    {"value", JLN_COL_DECIMAL, REQ, 0, 0},
    {"bound", JLN_COL_CODE, REQ, bound_codes, 0},
};

static const char *const measured_codes[] = {"number", "missing", "na", "text", 0};

static const jln_column measurements[] = {
    {"result_id", JLN_COL_ID, KEY, 0, "results"},
    {"position", JLN_COL_INT, KEYREQ, 0, 0},
    {"year", JLN_COL_INT, KEYREQ, 0, 0},
    {"period", JLN_COL_ID, KEY, 0, "periods"},
    {"state", JLN_COL_CODE, REQ, measured_codes, 0},
    {"value", JLN_COL_DECIMAL, 0, 0, 0},
    {"words", JLN_COL_TEXT, OPT, 0, 0},
    {"source", JLN_COL_TEXT, REQ, 0, 0},
    {"return_id", JLN_COL_ID, OPT, 0, "returns"},
};

static const char *const sex_codes[] = {"F", "M", 0};

static const jln_column measurement_parts[] = {
    {"result_id", JLN_COL_ID, KEY, 0, "results"},
    {"position", JLN_COL_INT, KEYREQ, 0, 0},
    {"year", JLN_COL_INT, KEYREQ, 0, 0},
    {"period", JLN_COL_ID, KEY, 0, "periods"},
    {"sex", JLN_COL_CODE, KEY, sex_codes, 0},
    {"region", JLN_COL_TEXT, KEY, 0, 0},
    {"state", JLN_COL_CODE, REQ, measured_codes, 0},
    {"value", JLN_COL_DECIMAL, 0, 0, 0},
    {"words", JLN_COL_TEXT, OPT, 0, 0},
    {"source", JLN_COL_TEXT, REQ, 0, 0},
    {"return_id", JLN_COL_ID, OPT, 0, "returns"},
};

static const jln_column wordings[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"section", JLN_COL_ID, REQ, 0, 0},
    {"result_id", JLN_COL_ID, 0, 0, "results"},
    {"level", JLN_COL_ID, REQ, 0, 0},
    {"code_printed", JLN_COL_TEXT, 0, 0, 0},
    {"title", JLN_COL_TEXT, REQ, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
};

static const jln_column figures[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"series", JLN_COL_ID, REQ, 0, 0},
    {"about", JLN_COL_TEXT, REQ, 0, 0},
    {"year", JLN_COL_INT, 0, 0, 0},
    {"unit", JLN_COL_TEXT, REQ, 0, 0},
    {"printed_text", JLN_COL_TEXT, REQ, 0, 0},
    {"value", JLN_COL_DECIMAL, 0, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
    {"note", JLN_COL_TEXT, OPT, 0, 0},
};

static const jln_column registrations[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"programme", JLN_COL_TEXT, REQ, 0, 0},
    {"operator", JLN_COL_TEXT, 0, 0, 0},
    {"regions", JLN_COL_TEXT, 0, 0, 0},
    {"unit", JLN_COL_TEXT, REQ, 0, 0},
    {"count", JLN_COL_INT, 0, 0, 0},
    {"date_text", JLN_COL_TEXT, 0, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
    {"note", JLN_COL_TEXT, OPT, 0, 0},
};

static const jln_column recommendations[] = {
    {"number", JLN_COL_INT, KEYREQ, 0, 0},
    {"text", JLN_COL_TEXT, REQ, 0, 0},
    {"responsible", JLN_COL_TEXT, 0, 0, 0},
    {"deadline_text", JLN_COL_TEXT, 0, 0, 0},
    {"due", JLN_COL_DATE, 0, 0, 0},
    {"recurring", JLN_COL_BOOL, REQ, 0, 0},
    {"state", JLN_COL_CODE, REQ, follow_up_codes, 0},
    {"done_on", JLN_COL_DATE, 0, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
};

static const char *const followed_codes[] = {"planned", "executed", "late", "not_applicable", 0};

static const jln_column follow_ups[] = {
    {"number", JLN_COL_INT, KEYREQ, 0, "recommendations"},
    {"period", JLN_COL_ID, KEYREQ, 0, "periods"},
    {"state", JLN_COL_CODE, REQ, followed_codes, 0},
    {"done_on", JLN_COL_DATE, 0, 0, 0},
    {"source", JLN_COL_TEXT, OPT, 0, 0},
    {"comment", JLN_COL_TEXT, OPT, 0, 0},
};

/* Made by imports: what was confirmed of a return, and the cell of each of its rows. */
static const jln_column confirmations[] = {
    {"return_id", JLN_COL_ID, KEYREQ, 0, 0},
    {"rule", JLN_COL_ID, KEYREQ, 0, 0},
    {"line", JLN_COL_TEXT, KEYREQ, 0, 0},
    {"found", JLN_COL_TEXT, 0, 0, 0},
    {"compared", JLN_COL_TEXT, 0, 0, 0},
    {"confirmed_by", JLN_COL_TEXT, REQ, 0, 0},
    {"explanation", JLN_COL_TEXT, REQ, 0, 0},
};

static const jln_column origins[] = {
    {"about", JLN_COL_ID, KEYREQ, 0, 0},
    {"key", JLN_COL_TEXT, KEYREQ, 0, 0},
    {"sheet", JLN_COL_TEXT, OPT, 0, 0},
    {"cell", JLN_COL_TEXT, REQ, 0, 0},
};

static const jln_column milestones[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"result_id", JLN_COL_ID, 0, 0, "results"},
    {"indicator_code", JLN_COL_TEXT, 0, 0, 0},
    {"text", JLN_COL_TEXT, REQ, 0, 0},
    {"count", JLN_COL_INT, 0, 0, 0},
    {"unit", JLN_COL_TEXT, 0, 0, 0},
    {"date_text", JLN_COL_TEXT, 0, 0, 0},
    {"date", JLN_COL_DATE, 0, 0, 0},
    {"state", JLN_COL_CODE, REQ, milestone_codes, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
};

static const jln_column narratives[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"kind", JLN_COL_CODE, REQ, narrative_codes, 0},
    {"result_id", JLN_COL_ID, 0, 0, "results"},
    {"heading", JLN_COL_TEXT, 0, 0, 0},
    {"text", JLN_COL_TEXT, REQ, 0, 0},
    {"doc", JLN_COL_ID, REQ, 0, 0},
    {"line", JLN_COL_INT, REQ, 0, 0},
};

static const char *const covered_codes[] = {"number", "dash", "blank", "missing", 0};

static const jln_column coverage[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"scheme", JLN_COL_TEXT, REQ, 0, 0},
    {"region", JLN_COL_TEXT, REQ, 0, 0},
    {"year", JLN_COL_INT, REQ, 0, 0},
    {"measure", JLN_COL_TEXT, REQ, 0, 0},
    {"unit", JLN_COL_TEXT, REQ, 0, 0},
    {"state", JLN_COL_CODE, OPT, covered_codes, 0},
    {"value", JLN_COL_DECIMAL, 0, 0, 0},
    {"source", JLN_COL_TEXT, REQ, 0, 0},
    {"source_kind", JLN_COL_CODE, REQ, source_codes, 0},
    {"doc", JLN_COL_ID, 0, 0, 0},
    {"line", JLN_COL_INT, 0, 0, 0},
    {"sex", JLN_COL_CODE, OPT, sex_codes, 0},
};

static const jln_column population_parts[] = {
    {"region", JLN_COL_TEXT, KEYREQ, 0, 0},
    {"year", JLN_COL_INT, KEYREQ, 0, 0},
    {"source", JLN_COL_TEXT, KEYREQ, 0, 0},
    {"sex", JLN_COL_CODE, KEYREQ, sex_codes, 0},
    {"value", JLN_COL_INT, REQ, 0, 0},
    {"source_kind", JLN_COL_CODE, REQ, source_codes, 0},
    {"note", JLN_COL_TEXT, OPT, 0, 0},
};

static const jln_column populations[] = {
    {"region", JLN_COL_TEXT, KEYREQ, 0, 0},
    {"year", JLN_COL_INT, KEYREQ, 0, 0},
    {"source", JLN_COL_TEXT, KEYREQ, 0, 0},
    {"value", JLN_COL_INT, REQ, 0, 0},
    {"source_kind", JLN_COL_CODE, REQ, source_codes, 0},
    {"note", JLN_COL_TEXT, OPT, 0, 0},
};

static const char *const lang_codes[] = {"fr", "en", 0};

static const jln_column texts[] = {
    {"year", JLN_COL_YEAR, KEYREQ, 0, 0},
    {"section", JLN_COL_CODE, KEYREQ, jln_section_codes, 0},
    {"lang", JLN_COL_CODE, KEYREQ, lang_codes, 0},
    {"position", JLN_COL_INT, KEYREQ, 0, 0},
    {"role", JLN_COL_CODE, REQ, jln_text_roles, 0},
    {"text", JLN_COL_TEXT, REQ, 0, 0},
};

static const char *const logo_formats[] = {"png", "jpeg", 0};

static const jln_column logo[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"format", JLN_COL_CODE, REQ, logo_formats, 0},
    {"width", JLN_COL_INT, REQ, 0, 0},
    {"height", JLN_COL_INT, REQ, 0, 0},
    {"data", JLN_COL_TEXT, REQ, 0, 0},
};

static void set_text(jln_field *field, const char *text) {
    *field = (jln_field){JLN_FIELD_TEXT, 0, text};
}

static const char *text_of(const jln_field *field) {
    return field->tag == JLN_FIELD_TEXT ? field->text : "";
}

/* printed -> state, amount: the three columns stand side by side, in this order, in each table that has them. */
static jln_status finish_printed(const jln_package *package, jln_field *fields, size_t printed,
                                 size_t *column, jln_err *err) {
    jln_state state;
    int64_t amount = 0;
    *column = printed;
    if (jln_printed_is_misgrouped(text_of(&fields[printed])))
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("trouvé « %.60s », attendu des groupes de trois chiffres ; si le nombre est sûr, "
                             "l'écrire sans espaces, sinon mettre ND"),
                           text_of(&fields[printed]));
    if (!jln_printed_cell(text_of(&fields[printed]), &state, &amount))
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("trouvé « %.60s », attendu un nombre entier, PM, un tiret, ND ou une "
                             "cellule vide ; recopier la cellule comme elle est imprimée"),
                           text_of(&fields[printed]));
    int64_t unit = package->scale;
    for (int i = 0; i < package->decimals; i++)
        if (!jln_mul_i64(unit, 10, &unit)) unit = INT64_MAX;
    if (!jln_mul_i64(amount, unit, &amount))
        return jln_err_set(err, JLN_EDATA, NULL, _("le montant « %.60s » est trop grand"),
                           text_of(&fields[printed]));
    set_text(&fields[printed + 1], jln_state_code(state));
    if (state == JLN_NUMBER) fields[printed + 2] = (jln_field){JLN_FIELD_INT, amount, 0};
    return JLN_OK;
}

static jln_status finish_budget(const jln_package *package, jln_field *fields, char scratch[64],
                                size_t *column, jln_err *err) {
    (void)scratch;
    return finish_printed(package, fields, 2, column, err);
}

static jln_status finish_financing(const jln_package *package, jln_field *fields, char scratch[64],
                                   size_t *column, jln_err *err) {
    (void)scratch;
    return finish_printed(package, fields, 3, column, err);
}

/* The printed text is kept; its value is set when the text is a number of the claim's unit. A figure the document prints badly
 * grouped has none: the audit lists it. */
static jln_status finish_claim(const jln_package *package, jln_field *fields, char scratch[64],
                               size_t *column, jln_err *err) {
    enum { UNIT = 5, TEXT = 6, VALUE = 7 };
    const char *unit = text_of(&fields[UNIT]), *text = text_of(&fields[TEXT]);
    jln_state state;
    int64_t amount;
    jln_rat value;
    *column = TEXT;
    if (strcmp(unit, "text") == 0) return JLN_OK;
    if (jln_printed_cell(text, &state, &amount) && state != JLN_NUMBER) return JLN_OK;
    if (jln_printed_is_misgrouped(text)) return JLN_OK;
    if (!jln_printed_number(text, &value))
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("trouvé « %.60s », attendu un nombre (unité « %s ») ; pour des mots, "
                             "mettre l'unité « text »"),
                           text, unit);
    if (strcmp(unit, "amount") == 0 && !jln_rat_mul(value, jln_rat_of(package->scale), &value))
        return jln_err_set(err, JLN_EDATA, NULL, _("le montant « %.60s » est trop grand"), text);
    if (!jln_rat_text(value, 6, true, scratch))
        return jln_err_set(err, JLN_EDATA, NULL, _("le nombre « %.60s » est trop grand"), text);
    set_text(&fields[VALUE], scratch);
    return JLN_OK;
}

/* An amount stands with the state "number" and only with it. */
static jln_status finish_state(jln_field *fields, size_t state, size_t *column, jln_err *err) {
    bool number = strcmp(text_of(&fields[state]), "number") == 0;
    bool amount = fields[state + 1].tag == JLN_FIELD_INT;
    *column = state + 1;
    if (number == amount) return JLN_OK;
    return number ? jln_err_set(err, JLN_EDATA, NULL, "%s",
                                _("cellule vide, attendu un montant ; si le montant n'est pas "
                                  "connu, mettre l'état « missing »"))
                  : jln_err_set(err, JLN_EDATA, NULL, "%s",
                                _("un montant est donné alors que l'état n'est pas « number »"));
}

static jln_status finish_spending(const jln_package *package, jln_field *fields, char scratch[64],
                                  size_t *column, jln_err *err) {
    (void)package, (void)scratch;
    return finish_state(fields, 4, column, err);
}

static jln_status finish_mobilisation(const jln_package *package, jln_field *fields,
                                      char scratch[64], size_t *column, jln_err *err) {
    (void)package, (void)scratch;
    return finish_state(fields, 5, column, err);
}

/* Physical progress is a share of the year's programme: 0 to 100. Quantities may pass what was planned. */
static jln_status finish_progress(const jln_package *package, jln_field *fields, char scratch[64],
                                  size_t *column, jln_err *err) {
    (void)package, (void)scratch;
    enum { PHYSICAL = 3 };
    jln_rat physical;
    const char *text = text_of(&fields[PHYSICAL]);
    *column = PHYSICAL;
    if (fields[PHYSICAL].tag == JLN_FIELD_NULL) return JLN_OK;
    if (jln_rat_parse(text, strlen(text), &physical) && physical.num >= 0 &&
        jln_rat_cmp(physical, jln_rat_of(100)) <= 0)
        return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL,
                       _("trouvé « %.60s », attendu un avancement de 0 à 100 (en %% du programme "
                         "de l'année)"),
                       text);
}

static jln_status finish_period(const jln_package *package, jln_field *fields, char scratch[64],
                                size_t *column, jln_err *err) {
    (void)package, (void)scratch;
    enum { YEAR = 1, FIRST = 2, LAST = 3 };
    char year[8];
    snprintf(year, sizeof year, "%04d-", (int)(fields[YEAR].integer % 10000));
    for (*column = FIRST; *column <= LAST; (*column)++)
        if (strncmp(text_of(&fields[*column]), year, 5) != 0)
            return jln_err_set(err, JLN_EDATA, NULL,
                               _("trouvé « %.60s », attendu un jour de l'année %d"),
                               text_of(&fields[*column]), (int)fields[YEAR].integer);
    *column = LAST;
    if (strcmp(text_of(&fields[FIRST]), text_of(&fields[LAST])) <= 0) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL, "%s", _("la période finit avant de commencer"));
}

static jln_status finish_return(const jln_package *package, jln_field *fields, char scratch[64],
                                size_t *column, jln_err *err) {
    (void)package, (void)scratch;
    enum { RECEIVED = 4, STATUS = 5 };
    bool expected = strcmp(text_of(&fields[STATUS]), "expected") == 0;
    *column = RECEIVED;
    if (expected == (fields[RECEIVED].tag == JLN_FIELD_NULL)) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL, "%s",
                       expected ? _("une fiche attendue n'a pas de date de réception ; mettre "
                                    "l'état « received » si elle est arrivée")
                                : _("cellule vide, attendu la date de réception de la fiche"));
}

/* A value stands with the state "number" and only with it; words with "text". */
static jln_status check_measured(const jln_field *fields, size_t state_at, size_t *column, jln_err *err) {
    const size_t VALUE = state_at + 1, WORDS = state_at + 2;
    const char *state = text_of(&fields[state_at]);
    bool number = strcmp(state, "number") == 0, words = strcmp(state, "text") == 0;
    *column = VALUE;
    if (number != (fields[VALUE].tag == JLN_FIELD_TEXT))
        return jln_err_set(err, JLN_EDATA, NULL, "%s",
                           number ? _("cellule vide, attendu la valeur mesurée ; si elle n'est pas "
                                      "connue, mettre l'état « missing »")
                                  : _("une valeur est donnée alors que l'état n'est pas « number »"));
    *column = WORDS;
    if (words && fields[WORDS].tag != JLN_FIELD_TEXT)
        return jln_err_set(err, JLN_EDATA, NULL, "%s",
                           _("cellule vide, attendu les mots de la mesure (état « text »)"));
    return JLN_OK;
}

static jln_status finish_measurement(const jln_package *package, jln_field *fields, char scratch[64],
                                     size_t *column, jln_err *err) {
    (void)package, (void)scratch;
    return check_measured(fields, 4, column, err);
}

static jln_status finish_part(const jln_package *package, jln_field *fields, char scratch[64], size_t *column,
                              jln_err *err) {
    (void)package, (void)scratch;
    enum { SEX = 4, REGION = 5, STATE = 6 };
    *column = SEX;
    if (!*text_of(&fields[SEX]) && !*text_of(&fields[REGION]))
        return jln_err_set(err, JLN_EDATA, NULL, "%s",
                           _("ni sexe ni région : la valeur entière va dans la table « measurements »"));
    return check_measured(fields, STATE, column, err);
}

/* Without a value the cell is not known, unless `state` tells that it is a dash or a blank. */
static jln_status finish_coverage(const jln_package *package, jln_field *fields, char scratch[64],
                                  size_t *column, jln_err *err) {
    (void)package, (void)scratch;
    enum { STATE = 6, VALUE = 7 };
    bool value = fields[VALUE].tag == JLN_FIELD_TEXT;
    if (fields[STATE].tag == JLN_FIELD_NULL) set_text(&fields[STATE], value ? "number" : "missing");
    *column = VALUE;
    if (value == (strcmp(text_of(&fields[STATE]), "number") == 0)) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL, "%s",
                       value
                           ? _("une valeur est donnée alors que l'état n'est pas « number »")
                           : _("cellule vide, attendu un nombre ; s'il n'y en a pas, mettre l'état "
                               "« dash », « blank » ou « missing »"));
}

static jln_status finish_setting(const jln_package *package, jln_field *fields, char scratch[64],
                                 size_t *column, jln_err *err) {
    (void)package, (void)scratch;
    return jln_setting_check(text_of(&fields[0]), text_of(&fields[1]), text_of(&fields[2]), column, err);
}

#define TABLE(name, finish)                                                                        \
    static const jln_table name##_table = {#name, COLUMNS(name), finish}

TABLE(results, NULL);
TABLE(structures, NULL);
TABLE(roles, NULL);
TABLE(leads, NULL);
TABLE(funders, NULL);
TABLE(budgets, finish_budget);
TABLE(financing, finish_financing);
TABLE(claims, finish_claim);
TABLE(settings, finish_setting);
TABLE(periods, finish_period);
TABLE(returns, finish_return);
TABLE(spending, finish_spending);
TABLE(progress, finish_progress);
TABLE(extra_work, NULL);
TABLE(mobilisation, finish_mobilisation);
TABLE(revisions, NULL);
TABLE(allocations, NULL);
TABLE(indicators, NULL);
TABLE(targets, NULL);
TABLE(measurements, finish_measurement);
TABLE(measurement_parts, finish_part);
TABLE(wordings, NULL);
TABLE(figures, NULL);
TABLE(registrations, NULL);
TABLE(recommendations, NULL);
TABLE(follow_ups, NULL);
TABLE(confirmations, NULL);
TABLE(origins, NULL);
TABLE(milestones, NULL);
TABLE(narratives, NULL);
TABLE(coverage, finish_coverage);
TABLE(populations, NULL);
TABLE(population_parts, NULL);
TABLE(texts, NULL);
TABLE(logo, NULL);

const jln_table *const jln_tables[] = {
    &results_table,    &structures_table, &roles_table,      &leads_table,        &funders_table,
    &budgets_table,    &financing_table,  &claims_table,     &settings_table,     &periods_table,
    &returns_table,    &spending_table,   &progress_table,   &extra_work_table,   &mobilisation_table,
    &revisions_table,  &allocations_table, &indicators_table,  &targets_table,    &measurements_table,
    &measurement_parts_table, &wordings_table,
    &figures_table,    &registrations_table, &recommendations_table, &milestones_table,
    &narratives_table, &coverage_table,   &populations_table, &population_parts_table,
    &texts_table, &logo_table, &follow_ups_table, &confirmations_table, &origins_table,
};
const size_t jln_table_count = sizeof jln_tables / sizeof *jln_tables;

const jln_table *jln_table_find(const char *name) {
    for (size_t i = 0; i < jln_table_count; i++)
        if (strcmp(jln_tables[i]->name, name) == 0) return jln_tables[i];
    return NULL;
}

int jln_table_column(const jln_table *table, const char *name) {
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0) return (int)i;
    return -1;
}

jln_status jln_diag_emit(jln_diag *diag, const jln_err *problem) {
    diag->count++;
    if (diag->emit) diag->emit(diag->ctx, problem);
    return diag->count >= diag->limit ? JLN_EDATA : JLN_OK;
}
