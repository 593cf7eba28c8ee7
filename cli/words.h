/* Words and figures that several commands show. */
#ifndef JLN_CLI_WORDS_H
#define JLN_CLI_WORDS_H

#include "base/str.h"
#include "cli/cli.h"

/* The header for people of a column of the tidy tables; its code when it has no words. */
const char *jln_words_column(const char *name);

/* The words of a state in a table of facts: those of jln_state_words, "" for an empty cell. */
const char *jln_words_state(const char *code);

/* An amount in minor units as a plain decimal in whole currency units ("12.50" with two decimals,
 * "12" with none), in the arena; NULL when out of memory. */
const char *jln_words_plain(jln_arena *arena, int64_t minor, int decimals);

/* The same for people, in their language: "87 765 600 000". */
const char *jln_words_amount(jln_arena *arena, int64_t minor, int decimals, jln_lang lang);

/* Appends a date given as YYYY-MM-DD, as people write it. */
void jln_words_add_day(jln_str *text, const char *day, jln_lang lang);

/* A plain integer. */
const char *jln_words_int(jln_arena *arena, int64_t value);

/* What a growing text holds, moved to the arena; frees it. NULL when out of memory. */
const char *jln_words_take(jln_arena *arena, jln_str *text);

#endif
