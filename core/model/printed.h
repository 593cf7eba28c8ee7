/* Reading what a document prints: amounts, marks, percentages. Pure text to typed value; no place
 * in errors. */
#ifndef JLN_MODEL_PRINTED_H
#define JLN_MODEL_PRINTED_H

#include "base/num.h"
#include "model/value.h"

#include <stdbool.h>

/* A cell of a plan's matrix: digits (groups of three separated by spaces, U+00A0, U+202F or dots;
 * no sign), "PM", a dash, "ND" or nothing. False when it is none of these. *amount is set for
 * JLN_NUMBER only, in printed units. */
bool jln_printed_cell(const char *text, jln_state *state, int64_t *amount);

/* Digits whose groups are not of three: "313 1000 000". It has no sure value: neither function
 * below or above reads it. */
bool jln_printed_is_misgrouped(const char *text);

/* A number as printed inside a claim: "6.646.600.000", "7,35%", "13,54", "42". False when `text`
 * holds no such number alone. */
bool jln_printed_number(const char *text, jln_rat *out);

#endif
