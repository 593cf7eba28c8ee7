/* Names that Excel accepts for a sheet. */
#ifndef JLN_OUT_SHEET_NAME_H
#define JLN_OUT_SHEET_NAME_H

#include "base/arena.h"
#include "base/str.h"

/* A name made from any text: forbidden signs removed, at most 31 UTF-16 units cut between words,
 * different from the `count` names already taken ignoring case and accents (a number in brackets is
 * added). NULL when out of memory. */
char *jln_sheet_name(jln_arena *arena, const char *text, const char *const *taken, size_t count);

/* Appends what a reference to a cell of that sheet begins with: "'Sheet'!". */
void jln_sheet_reference(jln_str *out, const char *name);

#endif
