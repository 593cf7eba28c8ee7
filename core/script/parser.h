/* The parser behind guard.h: what guard.c, expression.c and statement.c share. */
#ifndef JLN_SCRIPT_PARSER_H
#define JLN_SCRIPT_PARSER_H

#include "base/arena.h"
#include "script/guard.h"
#include "script/lexer.h"

/* What is known of an expression: nothing, that it is never a value of the host, that it surely is
 * one. */
typedef enum { JLN_EXPR_OTHER, JLN_EXPR_PLAIN, JLN_EXPR_VALUE } jln_expr_kind;

/* Where an expression stands and what is known of it. `tail_*` is the part whose value it takes
 * without it having been checked: the last operand of a chain of and/or, else the whole. */
typedef struct {
    size_t start, end; /* bytes of the source */
    size_t tail_start, tail_end;
    int line;
    jln_expr_kind kind; /* of the whole */
    jln_expr_kind tail_kind;
    bool is_call, is_name, is_variable, is_number, is_short_text;
} jln_expr;

typedef struct {
    const char *name;
    size_t length;
    jln_expr_kind kind;
} jln_variable;

/* At one offset, what closes comes before what opens, and what opens before what is replaced. */
typedef enum { JLN_EDIT_CLOSES, JLN_EDIT_OPENS, JLN_EDIT_REPLACES } jln_edit_class;

typedef struct {
    size_t offset;
    size_t order; /* rank among all edits */
    size_t removed;
    jln_edit_class class;
    const char *text;
} jln_edit;

typedef struct {
    jln_lexer lexer;
    jln_token token; /* the current one */
    size_t last_end; /* end of the token before */
    const char *shown;
    const char *const *methods;
    jln_err *err; /* the first error; from then on every token is TK_EOF */
    jln_arena *scratch;
    jln_edit *edits;
    size_t edit_count, edit_capacity;
    jln_variable *locals;
    size_t local_count, local_capacity;
    size_t function_base; /* first local of the innermost function */
    bool vararg;          /* it was declared with "..." */
    int depth;
    int comma;  /* line of the first "0,5" of the last list of expressions; 0 for none */
    int labels; /* and gotos: Lua compares each with all */
} jln_parser;

/* ---- guard.c: tokens, errors, edits, variables ---- */

void jln_parser_fail(jln_parser *g, int line, const char *message);
void jln_parser_fail_as(jln_parser *g, jln_status status, int line, const char *message);
bool jln_parser_failed(const jln_parser *g);

/* True at the comma of "0,5", written with nothing between. */
bool jln_parser_decimal_comma(const jln_parser *g);
void jln_parser_refuse_comma(jln_parser *g, int line);

/* "il manque `what` près de ...", with what was opened where when `opener` is a token. */
void jln_parser_expected(jln_parser *g, const char *what, int opener, int opener_line);

void jln_parser_next(jln_parser *g);
bool jln_parser_accept(jln_parser *g, int type); /* goes past a token of that type */
void jln_parser_need(jln_parser *g, int type, int opener, int opener_line);

/* One level deeper; false beyond the bound. The caller takes the level back from `depth`. */
bool jln_parser_enter(jln_parser *g);

void jln_parser_edit(jln_parser *g, size_t offset, size_t removed, jln_edit_class class,
                     const char *text);
void jln_parser_wrap(jln_parser *g, size_t start, size_t end, const char *opening);

void jln_parser_declare(jln_parser *g, jln_token name, jln_expr_kind kind);
jln_variable *jln_parser_find(jln_parser *g, size_t start, size_t end); /* NULL for a global */
jln_expr_kind jln_parser_kind(jln_parser *g, jln_token name);
bool jln_parser_is_method(const jln_parser *g, jln_token name);

/* ---- expression.c ---- */

jln_expr jln_parser_expression(jln_parser *g, int limit); /* limit: a precedence, 0 for any */
size_t jln_parser_expressions(jln_parser *g, jln_expr *first, jln_expr *last);
jln_expr jln_parser_suffixed(jln_parser *g);   /* a variable or a call */
void jln_parser_condition(jln_parser *g);      /* an expression used as true or false */
void jln_parser_bound(jln_parser *g);          /* a bound of a numeric for */
void jln_parser_body(jln_parser *g, int line); /* of a function, from its "(" to its "end" */

/* ---- statement.c ---- */

void jln_parser_block(jln_parser *g);

#endif
