/* What a person reads when a script is wrong: French words for Lua's messages, names that are near.
 */
#ifndef JLN_SCRIPT_MESSAGE_H
#define JLN_SCRIPT_MESSAGE_H

#include <stddef.h>

/* The candidate nearest to `name` when it is near enough to be a slip of the keyboard; NULL
 * otherwise. The first one in byte order wins between equals, so that the answer never depends on
 * the order of the candidates. */
const char *jln_message_nearest(const char *name, const char *const *candidates, size_t count);

/* Writes " : vouliez-vous dire « x » ?" for the nearest candidate, or " ; noms admis : a, b, c"
 * when none is near and `list` is set, or "". */
void jln_message_hint(const char *name, const char *const *candidates, size_t count, int list,
                      char *out, size_t size);

/* The French words for a type of Lua ("number" -> "un nombre"). */
const char *jln_message_type(const char *type);

/* Translates a message of Lua without its place. Unknown messages are given in parentheses after
 * French words. */
void jln_message_translate(const char *lua, char *out, size_t size);

/* Writes the line of that number of `source` without its blanks, cut to a readable length; "" when
 * there is none. */
void jln_message_line(const char *source, size_t length, int line, char *out, size_t size);

/* Copies `text` into `out` as valid UTF-8, cut at a character, control characters and wrong bytes
 * as "?". */
void jln_message_clean(const char *text, size_t length, char *out, size_t size);

#endif
