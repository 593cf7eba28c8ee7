/* Expressions: which operators are replaced, and which operands are checked. */
#include "base/i18n.h"
#include "script/parser.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *words;
    const char *opening;
} codes[JLN_CODE_COUNT] = {
    {"", ""},           {"+", " __o(1,"},   {"-", " __o(2,"},   {"*", " __o(3,"},
    {"/", " __o(4,"},   {"-", " __o(5,"},   {"//", " __o(6,"},  {"%", " __o(7,"},
    {"^", " __o(8,"},   {"<", " __o(9,"},   {"<=", " __o(10,"}, {">", " __o(11,"},
    {">=", " __o(12,"}, {"==", " __o(13,"}, {"~=", " __o(14,"},
};

const char *jln_code_words(jln_code code) {
    assert(code > 0 && code < JLN_CODE_COUNT);
    return codes[code].words;
}

/* Precedences of the Lua manual, section 3.4.8. Code 0: left as it is. */
static const struct {
    int type, left, right;
    jln_code code;
} binaries[] = {
    {TK_OR, 1, 1, 0},
    {TK_AND, 2, 2, 0},
    {'<', 3, 3, JLN_CODE_LT},
    {TK_LE, 3, 3, JLN_CODE_LE},
    {'>', 3, 3, JLN_CODE_GT},
    {TK_GE, 3, 3, JLN_CODE_GE},
    {TK_EQ, 3, 3, JLN_CODE_EQ},
    {TK_NE, 3, 3, JLN_CODE_NE},
    {'|', 4, 4, 0},
    {'~', 5, 5, 0},
    {'&', 6, 6, 0},
    {TK_SHL, 7, 7, 0},
    {TK_SHR, 7, 7, 0},
    {TK_CONCAT, 9, 8, 0},
    {'+', 10, 10, JLN_CODE_ADD},
    {'-', 10, 10, JLN_CODE_SUB},
    {'*', 11, 11, JLN_CODE_MUL},
    {'/', 11, 11, JLN_CODE_DIV},
    {TK_IDIV, 11, 11, JLN_CODE_IDIV},
    {'%', 11, 11, JLN_CODE_MOD},
    {'^', 14, 13, JLN_CODE_POW},
};
enum { BINARIES = sizeof binaries / sizeof *binaries, UNARY = 12 };

static jln_expr leaf(const jln_parser *g, jln_expr_kind k) {
    jln_token t = g->token;
    return (jln_expr){.start = t.start,
                      .end = t.end,
                      .tail_start = t.start,
                      .tail_end = t.end,
                      .line = t.line,
                      .kind = k,
                      .tail_kind = k};
}

static void end_here(const jln_parser *g, jln_expr *e, jln_expr_kind k) {
    e->end = e->tail_end = g->last_end;
    e->tail_start = e->start;
    e->kind = e->tail_kind = k;
    e->is_call = e->is_name = e->is_variable = e->is_number = e->is_short_text = false;
}

/* The expression is used as true or false. */
static void test(jln_parser *g, const jln_expr *e) {
    if (jln_parser_failed(g) || e->tail_kind == JLN_EXPR_PLAIN) return;
    if (e->tail_kind == JLN_EXPR_VALUE) {
        jln_parser_fail(
            g, e->line,
            _("une valeur n'est ni vraie ni fausse : demandez v:known(), ou comparez avec < ou >"));
        return;
    }
    jln_parser_wrap(g, e->tail_start, e->tail_end, " __v(");
}

/* "0,5" with nothing between: two numbers for Lua, one for a French reader. */
static bool comma_follows(const jln_parser *g, const jln_expr *e) {
    jln_lexer ahead = g->lexer;
    jln_err ignored = {0};
    ahead.err = &ignored;
    if (!e->is_number || g->token.type != ',' || g->token.start != e->end) return false;
    jln_token t = jln_lexer_next(&ahead);
    return t.type == TK_NUMBER && t.start == e->end + 1;
}

static void refuse_comma(jln_parser *g, const jln_expr *e) {
    if (jln_parser_failed(g) || !comma_follows(g, e)) return;
    jln_parser_refuse_comma(g, e->line);
}

size_t jln_parser_expressions(jln_parser *g, jln_expr *first, jln_expr *last) {
    size_t count = 0;
    int comma = 0;
    do {
        *last = jln_parser_expression(g, 0);
        if (count++ == 0) *first = *last;
        if (!comma && jln_parser_decimal_comma(g)) comma = g->token.line;
    } while (jln_parser_accept(g, ','));
    g->comma = comma;
    return count;
}

static bool is_named_field(const jln_parser *g) {
    jln_lexer ahead = g->lexer;
    jln_err ignored = {0};
    ahead.err = &ignored;
    return g->token.type == TK_NAME && jln_lexer_next(&ahead).type == '=';
}

static void key(jln_parser *g) {
    int line = g->token.line;
    jln_parser_next(g); /* [ */
    jln_expr e = jln_parser_expression(g, 0);
    if (!jln_parser_failed(g) && !e.is_number && !e.is_short_text)
        jln_parser_wrap(g, e.start, e.end, " __k(");
    jln_parser_need(g, ']', '[', line);
}

static void field(jln_parser *g) {
    if (g->token.type == '[') {
        key(g);
        jln_parser_need(g, '=', 0, 0);
    } else if (is_named_field(g)) {
        jln_parser_next(g);
        jln_parser_next(g);
    } else {
        jln_parser_expression(g, 0);
        return;
    }
    jln_expr e = jln_parser_expression(g, 0);
    refuse_comma(g, &e);
}

static void table(jln_parser *g) {
    int line = g->token.line;
    jln_parser_next(g); /* { */
    while (g->token.type != '}' && !jln_parser_failed(g)) {
        field(g);
        if (!jln_parser_accept(g, ',') && !jln_parser_accept(g, ';')) break;
    }
    if (!jln_parser_accept(g, '}')) jln_parser_expected(g, _("« , » ou « } »"), '{', line);
}

static void parameters(jln_parser *g) {
    do {
        g->vararg = jln_parser_accept(g, TK_DOTS);
        if (g->vararg) return;
        jln_parser_declare(g, g->token, JLN_EXPR_OTHER);
        jln_parser_need(g, TK_NAME, 0, 0);
    } while (jln_parser_accept(g, ','));
}

void jln_parser_body(jln_parser *g, int line) {
    size_t locals = g->local_count, base = g->function_base;
    bool vararg = g->vararg;
    g->function_base = g->local_count;
    g->vararg = false;
    jln_parser_need(g, '(', 0, 0);
    if (g->token.type != ')') parameters(g);
    jln_parser_need(g, ')', 0, 0);
    jln_parser_block(g);
    jln_parser_need(g, TK_END, TK_FUNCTION, line);
    g->local_count = locals;
    g->function_base = base;
    g->vararg = vararg;
}

static void arguments(jln_parser *g) {
    int line = g->token.line;
    jln_expr first, last;
    if (g->token.type == '{') {
        table(g);
    } else if (!jln_parser_accept(g, TK_STRING)) {
        jln_parser_need(g, '(', 0, 0);
        if (jln_parser_accept(g, ')')) return;
        jln_parser_expressions(g, &first, &last);
        jln_parser_need(g, ')', '(', line);
    }
}

static jln_expr primary(jln_parser *g) {
    jln_expr e = leaf(g, JLN_EXPR_OTHER);
    if (g->token.type == TK_NAME) {
        e.kind = e.tail_kind = jln_parser_kind(g, g->token);
        e.is_name = e.is_variable = true;
        jln_parser_next(g);
        return e;
    }
    if (!jln_parser_accept(g, '(')) {
        jln_parser_expected(g, _("une expression"), 0, 0);
        return e;
    }
    jln_expr inner = jln_parser_expression(g, 0);
    jln_parser_need(g, ')', '(', e.line);
    end_here(g, &e, inner.kind);
    return e;
}

static void method(jln_parser *g, jln_expr *e) {
    jln_parser_next(g); /* : */
    jln_expr_kind k = jln_parser_is_method(g, g->token) ? JLN_EXPR_VALUE : JLN_EXPR_OTHER;
    jln_parser_need(g, TK_NAME, 0, 0);
    arguments(g);
    end_here(g, e, k);
    e->is_call = true;
}

jln_expr jln_parser_suffixed(jln_parser *g) {
    jln_expr e = primary(g);
    while (!jln_parser_failed(g)) {
        switch (g->token.type) {
        case '.':
            jln_parser_next(g);
            jln_parser_need(g, TK_NAME, 0, 0);
            end_here(g, &e, JLN_EXPR_OTHER);
            e.is_variable = true;
            break;
        case '[':
            key(g);
            end_here(g, &e, JLN_EXPR_OTHER);
            e.is_variable = true;
            break;
        case ':':
            method(g, &e);
            break;
        case '(':
        case '{':
        case TK_STRING:
            arguments(g);
            end_here(g, &e, JLN_EXPR_OTHER);
            e.is_call = true;
            break;
        default:
            return e;
        }
    }
    return e;
}

static jln_expr varargs(jln_parser *g) {
    jln_expr e = leaf(g, JLN_EXPR_OTHER);
    if (!g->vararg)
        jln_parser_fail(g, e.line,
                        _("« ... » n'existe que dans une fonction déclarée avec « ... »"));
    else jln_parser_wrap(g, e.start, e.end, " __n(");
    jln_parser_next(g);
    return e;
}

static jln_expr simple(jln_parser *g) {
    jln_expr e = leaf(g, JLN_EXPR_PLAIN);
    switch (g->token.type) {
    case TK_NUMBER:
        e.is_number = true;
        jln_parser_next(g);
        return e;
    case TK_STRING:
        e.is_short_text = e.end - e.start <= 64;
        jln_parser_next(g);
        return e;
    case TK_NIL:
    case TK_TRUE:
    case TK_FALSE:
        jln_parser_next(g);
        return e;
    case TK_DOTS:
        return varargs(g);
    case '{':
        table(g);
        break;
    case TK_FUNCTION:
        jln_parser_next(g);
        jln_parser_body(g, e.line);
        break;
    default:
        return jln_parser_suffixed(g);
    }
    end_here(g, &e, JLN_EXPR_PLAIN);
    return e;
}

static bool is_unary(int type) {
    return type == TK_NOT || type == '-' || type == '#' || type == '~';
}

static jln_expr unary(jln_parser *g) {
    jln_expr e = leaf(g, JLN_EXPR_PLAIN);
    jln_token sign = g->token;
    jln_parser_next(g);
    jln_expr operand = jln_parser_expression(g, UNARY);
    jln_expr_kind k = JLN_EXPR_PLAIN;
    if (sign.type == TK_NOT) {
        test(g, &operand);
    } else if (sign.type == '-' && !operand.is_number) {
        jln_parser_edit(g, sign.start, 1, JLN_EDIT_REPLACES, codes[JLN_CODE_NEG].opening);
        jln_parser_edit(g, operand.end, 0, JLN_EDIT_CLOSES, ")");
        k = operand.kind;
    }
    end_here(g, &e, k);
    e.is_number = sign.type == '-' && operand.is_number;
    return e;
}

static bool is_comparison(jln_code code) {
    return code >= JLN_CODE_LT;
}

/* What is surely a value after an operation: arithmetic with one on either side. */
static jln_expr_kind kind_of_result(const jln_expr *a, const jln_expr *b, jln_code code) {
    if (!code || is_comparison(code)) return JLN_EXPR_PLAIN;
    return a->kind == JLN_EXPR_VALUE || b->kind == JLN_EXPR_VALUE ? JLN_EXPR_VALUE : JLN_EXPR_OTHER;
}

static void replace_operator(jln_parser *g, const jln_expr *a, const jln_expr *b, jln_token sign,
                             jln_code code) {
    if ((code == JLN_CODE_EQ || code == JLN_CODE_NE) &&
        (a->kind == JLN_EXPR_VALUE || b->kind == JLN_EXPR_VALUE)) {
        jln_parser_fail(
            g, sign.line,
            _("« == » et « ~= » ne comparent pas les valeurs : utilisez < <= > >=, ou une question "
              "comme v:is_zero()"));
        return;
    }
    jln_parser_edit(g, a->start, 0, JLN_EDIT_OPENS, codes[code].opening);
    jln_parser_edit(g, sign.start, sign.end - sign.start, JLN_EDIT_REPLACES, ",");
    jln_parser_edit(g, b->end, 0, JLN_EDIT_CLOSES, ")");
}

static jln_expr combine(jln_parser *g, jln_expr a, jln_expr b, jln_token sign, jln_code code) {
    jln_expr e = a;
    bool logic = sign.type == TK_AND || sign.type == TK_OR;
    if (jln_parser_failed(g)) return e;
    if (logic) test(g, &a);
    else if (code) replace_operator(g, &a, &b, sign, code);
    end_here(g, &e, logic ? JLN_EXPR_OTHER : kind_of_result(&a, &b, code));
    if (logic) {
        e.tail_start = b.tail_start;
        e.tail_end = b.tail_end;
        e.tail_kind = b.tail_kind;
    }
    return e;
}

static int binary_of(int type) {
    for (int i = 0; i < BINARIES; i++)
        if (binaries[i].type == type) return i;
    return -1;
}

jln_expr jln_parser_expression(jln_parser *g, int limit) {
    if (!jln_parser_enter(g)) return leaf(g, JLN_EXPR_OTHER);
    jln_expr e = is_unary(g->token.type) ? unary(g) : simple(g);
    int i = binary_of(g->token.type);
    while (i >= 0 && binaries[i].left > limit && !jln_parser_failed(g)) {
        jln_token sign = g->token;
        jln_parser_next(g);
        jln_expr right = jln_parser_expression(g, binaries[i].right);
        e = combine(g, e, right, sign, binaries[i].code);
        i = binary_of(g->token.type);
    }
    g->depth--;
    return e;
}

void jln_parser_condition(jln_parser *g) {
    jln_expr e = jln_parser_expression(g, 0);
    test(g, &e);
}

void jln_parser_bound(jln_parser *g) {
    jln_expr e = jln_parser_expression(g, 0);
    if (!jln_parser_failed(g) && !e.is_number) jln_parser_wrap(g, e.start, e.end, " __f(");
}
