/* Reads a Lua file before Lua does, refuses what is not offered here, and puts our own functions in
 * the place of the operators that would answer silently, wrongly, or for ever.
 *
 * What it replaces (E is an expression), on the same lines, so that Lua's line numbers stay true:
 *   a + b, a < b, a == b...      __o(code, a, b)   exact overflow, no infinity, byte order, values
 * of the host -a                           __o(code, a) if E, while E, not E, E and  __v(E) a value
 * of the host is not a condition t[E]                         __k(E)            a long key costs
 * what it costs
 *   ...                          __n(...)          so does a long list of arguments
 *   for i = E, E                 __f(E)            a number, never a text read as one
 * and what it refuses: names that begin with "__", _ENV, "<close>", `...` outside a vararg
 * function, nesting beyond its bound, decimal commas where they are certain, and, when it can tell
 * from the text alone, a value used as a condition or with == (the result of n:method(...) and what
 * is computed from it). What it cannot tell from the text
 * __v and __o refuse when the line runs. */
#ifndef JLN_SCRIPT_GUARD_H
#define JLN_SCRIPT_GUARD_H

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>

/* What __o is told to do. */
typedef enum {
    JLN_CODE_ADD = 1,
    JLN_CODE_SUB,
    JLN_CODE_MUL,
    JLN_CODE_DIV,
    JLN_CODE_NEG,
    JLN_CODE_IDIV,
    JLN_CODE_MOD,
    JLN_CODE_POW,
    JLN_CODE_LT,
    JLN_CODE_LE,
    JLN_CODE_GT,
    JLN_CODE_GE,
    JLN_CODE_EQ,
    JLN_CODE_NE,
    JLN_CODE_COUNT
} jln_code;

/* How a person writes it. */
const char *jln_code_words(jln_code code);

/* Appends the guarded text to `out`: its first line receives the functions in this order: __o, __v,
 * __k, __n, __f. `methods` (NULL-terminated, may be NULL) are the names whose results are values of
 * the host. JLN_ESCRIPT at "shown:line"; JLN_ELIMIT when the nesting is too deep; JLN_ENOMEM. */
jln_status jln_guard_rewrite(const char *text, size_t length, const char *shown,
                             const char *const *methods, jln_str *out, jln_err *err);

#endif
