/* Numbers in French words, as official texts spell amounts: "neuf cent quatre-vingt-onze millions
 * quatre cent mille". */
#ifndef JLN_AUDIT_NUMERALS_H
#define JLN_AUDIT_NUMERALS_H

#include <stdbool.h>
#include <stdint.h>

/* Reads a whole number from 0 to 10^12 ("mille milliards") written in words. Letter case, accents,
 * hyphens and spaces are free, as are the plurals of vingt, cent, mille, million and milliard,
 * "mil" for "mille", "vingt un" for "vingt et un", and the Belgian and Swiss tens; a final currency
 * ("Francs CFA", "de FCFA") is passed over. Anything else that is not one well-formed number is
 * refused: unknown words, scales out of order or used twice, a tens word before another one. */
bool jln_audit_numeral(const char *text, int64_t *out);

#endif
