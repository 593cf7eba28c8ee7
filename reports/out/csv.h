/* A document as one tidy table: a line per cell. */
#ifndef JLN_OUT_CSV_H
#define JLN_OUT_CSV_H

#include "doc/doc.h"

/* Columns table, row, column, state, value, unit, numerator, denominator, source: one line per cell
 * of the tables for CSV, in their order, empty cells left out. Amounts in whole units, rates and
 * differences of rates as fractions with 12 digits; numerator and denominator are the two operands
 * of a ratio or a share. A light is its code ("green"), a coverage is "41/63", both as text. UTF-8,
 * no BOM, LF, RFC 4180. Values are left as they are, except that a cell of a column of words that
 * starts with = + - @, a tab or a CR gets an apostrophe before it: a spreadsheet would run it as a
 * formula. Writes beside `path`, then renames; JLN_EIO naming the path, JLN_EDATA when the document
 * is wrong. */
jln_status jln_csv_write(const jln_doc *doc, const char *path, jln_err *err);

#endif
