/* The words of a Lua file, cut exactly where Lua 5.4 cuts them: the guard stands on it. */
#ifndef JLN_SCRIPT_LEXER_H
#define JLN_SCRIPT_LEXER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Signs of one character are their own type. */
typedef enum {
    TK_EOF = 256,
    TK_NAME,
    TK_NUMBER,
    TK_STRING,
    TK_EQ,
    TK_NE,
    TK_LE,
    TK_GE,
    TK_CONCAT,
    TK_DOTS,
    TK_IDIV,
    TK_SHL,
    TK_SHR,
    TK_LABEL, /* :: */
    TK_AND,   /* the reserved words, in the order of their table */
    TK_BREAK,
    TK_DO,
    TK_ELSE,
    TK_ELSEIF,
    TK_END,
    TK_FALSE,
    TK_FOR,
    TK_FUNCTION,
    TK_GOTO,
    TK_IF,
    TK_IN,
    TK_LOCAL,
    TK_NIL,
    TK_NOT,
    TK_OR,
    TK_REPEAT,
    TK_RETURN,
    TK_THEN,
    TK_TRUE,
    TK_UNTIL,
    TK_WHILE
} jln_token_type;

typedef struct {
    int type; /* jln_token_type or a character */
    int line;
    size_t start, end; /* bytes of the source */
} jln_token;

/* Copying the struct keeps a place to come back to. */
typedef struct {
    const char *text;
    size_t length;
    size_t at;
    int line;
    const char *shown; /* name of the file in messages */
    jln_err *err;      /* the first error found; from then on every token is TK_EOF */
} jln_lexer;

/* `text` must be valid UTF-8 without NUL. */
void jln_lexer_init(jln_lexer *lexer, const char *text, size_t length, const char *shown,
                    jln_err *err);

/* The next token; TK_EOF at the end or after an error (JLN_ESCRIPT, "shown:line"). */
jln_token jln_lexer_next(jln_lexer *lexer);

/* The spelling of a reserved word or sign, for messages. */
const char *jln_token_words(int type);

#endif
