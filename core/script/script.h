/* Lua as untrusted code: a fresh state per file, an allow-list of names, a memory cap, an
 * instruction budget.
 *
 * Two uses. A *tree* is a file of constructor calls (a template, a settings file) that returns
 * plain data. An *indicator* is a file that returns indicator{...}, whose `value` function is
 * called for each place it applies to; what the function reads and computes with are handles that
 * belong to a host (core/compute), so that this module knows nothing of plans. */
#ifndef JLN_SCRIPT_SCRIPT_H
#define JLN_SCRIPT_SCRIPT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/num.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Plain data returned by a file. Tables are lists (1..n), or records of named fields in alphabetic
 * order, or both. */
typedef enum {
    JLN_TREE_NIL,
    JLN_TREE_BOOL,
    JLN_TREE_NUMBER, /* exact: an integer, or the shortest decimal of the Lua float */
    JLN_TREE_TEXT,
    JLN_TREE_TABLE
} jln_tree_kind;

typedef struct jln_tree jln_tree;
struct jln_tree {
    jln_tree_kind kind;
    int line; /* line of the constructor call that made it (else of the enclosing one) */
    const char *constructor; /* "table" for table{...}; NULL for a bare {...} */
    bool boolean;
    jln_rat number;
    const char *text;
    const jln_tree *items; /* the list part */
    size_t item_count;
    const char *const *names; /* the named part, sorted */
    const jln_tree *fields;
    size_t field_count;
};

/* The field of that name; NULL when there is none or `tree` is not a table. */
const jln_tree *jln_tree_field(const jln_tree *tree, const char *name);

/* Limits of one file's life. Zero means the default: 20 million instructions, 32 MiB, tree depth
 * 32, 100 000 tree nodes. */
typedef struct {
    int64_t instructions;
    size_t memory;
} jln_script_limits;

/* Runs the file at `path` (messages name it as `shown`) with the given constructors
 * (NULL-terminated names) and turns what it returns into a tree in `arena`. Errors are JLN_ESCRIPT
 * "shown:line" with a hint in French, JLN_ELIMIT when a limit was passed, JLN_EIO when the file
 * cannot be read. Functions are refused in a tree. */
jln_status jln_script_tree(const char *path, const char *shown, const char *const *constructors,
                           const jln_script_limits *limits, jln_arena *arena, const jln_tree **out,
                           jln_err *err);

/* ---- indicators ---- */

typedef uint32_t jln_handle; /* a value of the host; 0 is none */

typedef enum { JLN_OP_ADD, JLN_OP_SUB, JLN_OP_MUL, JLN_OP_DIV, JLN_OP_NEG } jln_op;

/* An argument of a method: a text, an exact number, a boolean, or a value. Named arguments come
 * from a table: n:spent{stage="paid"}. */
typedef struct {
    const char *name; /* NULL when positional */
    enum { JLN_ARG_TEXT, JLN_ARG_NUMBER, JLN_ARG_BOOL, JLN_ARG_VALUE } kind;
    const char *text;
    jln_rat number;
    bool boolean;
    jln_handle value;
} jln_arg;

enum { JLN_ARGS_MAX = 8 };

/* What a script may do, implemented by the caller. Each may fail with JLN_ESCRIPT and a message
 * without place: the place (file and line of the script) is added here. */
typedef struct {
    void *ctx;
    const char *const
        *methods; /* names of the methods of `n` (the place), NULL-terminated: n:spent(...) */
    jln_status (*call)(void *ctx, const char *method, const jln_arg *args, size_t count,
                       jln_handle *out, jln_err *err);
    /* Arithmetic of values; a Lua number operand arrives as a value made by `literal`. */
    jln_status (*literal)(void *ctx, jln_rat number, jln_handle *out, jln_err *err);
    jln_status (*arith)(void *ctx, jln_op op, jln_handle a, jln_handle b, jln_handle *out,
                        jln_err *err);
    /* -1, 0, 1; fails when one is not a number: for <, <=. */
    jln_status (*compare)(void *ctx, jln_handle a, jln_handle b, int *order, jln_err *err);
    const char *const *queries; /* names of the questions a value answers: v:known(), v:is_zero() */
    jln_status (*query)(void *ctx, const char *question, jln_handle value, bool *answer,
                        jln_err *err);
} jln_script_host;

typedef struct jln_script jln_script;

/* Runs an indicator's file. `*declaration` is the table given to indicator{...} without its
 * functions (field `value` is left out and must be a function), in `arena`. The host is kept until
 * jln_script_close. */
jln_status jln_script_open(const char *path, const char *shown, const jln_script_limits *limits,
                           const jln_script_host *host, jln_arena *arena, jln_script **out,
                           const jln_tree **declaration, jln_err *err);

/* Calls value(n) once and gives the handle it returned; a returned number goes through
 * host->literal. Anything else is JLN_ESCRIPT. The instruction budget starts anew at each call. */
jln_status jln_script_value(jln_script *script, jln_handle *out, jln_err *err);

void jln_script_close(jln_script *script);

#endif
