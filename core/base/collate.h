/* The order of words in a French list: letters first, accents and case only between words that are
 * otherwise alike. */
#ifndef JLN_BASE_COLLATE_H
#define JLN_BASE_COLLATE_H

/* Below, at or above 0, as strcmp; 0 for the same bytes only. */
int jln_collate(const char *a, const char *b);

#endif
