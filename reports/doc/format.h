/* From a typed value to the text a person reads: used by layout and by the chart labels, nowhere
 * else. */
#ifndef JLN_REPORTS_FORMAT_H
#define JLN_REPORTS_FORMAT_H

#include "base/str.h"
#include "doc/doc.h"

/* Appends the text of a cell of that kind, in French or English typography: U+202F between
 * thousands, decimal comma, U+00A0 before "%" in French; comma and point in English. Words of the
 * state where there is no number; nothing for an empty cell (state NA without reason and without
 * text). */
void jln_format_cell(jln_str *out, const jln_cell *cell, jln_kind kind, int64_t scale, int decimals,
                     jln_lang lang);

/* An exact number with grouped thousands and `decimals` decimals, half away from zero. */
void jln_format_number(jln_str *out, jln_rat number, int decimals, jln_lang lang);

/* "31/12/2013" in French, "31 December 2013" in English. */
void jln_format_date(jln_str *out, int32_t days, jln_lang lang);

#endif
