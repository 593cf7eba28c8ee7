/* Statements: the scopes of variables, and the places where a condition stands. */
#include "base/i18n.h"
#include "script/parser.h"

#include <stdio.h>
#include <string.h>

enum { LABELS_MAX = 200, NAMES_MAX = 16 };

static void scope(jln_parser *g) {
    size_t locals = g->local_count;
    jln_parser_block(g);
    g->local_count = locals;
}

static void if_statement(jln_parser *g, int line) {
    do {
        jln_parser_next(g); /* if, elseif */
        jln_parser_condition(g);
        jln_parser_need(g, TK_THEN, 0, 0);
        scope(g);
    } while (g->token.type == TK_ELSEIF);
    if (jln_parser_accept(g, TK_ELSE)) scope(g);
    jln_parser_need(g, TK_END, TK_IF, line);
}

static void for_statement(jln_parser *g, int line) {
    size_t locals = g->local_count;
    jln_expr first, last;
    jln_parser_next(g);
    jln_token name = g->token;
    jln_parser_need(g, TK_NAME, 0, 0);
    if (jln_parser_accept(g, '=')) {
        jln_parser_bound(g);
        jln_parser_need(g, ',', 0, 0);
        jln_parser_bound(g);
        if (jln_parser_accept(g, ',')) jln_parser_bound(g);
        jln_parser_declare(g, name, JLN_EXPR_PLAIN);
    } else {
        jln_parser_declare(g, name, JLN_EXPR_OTHER);
        while (jln_parser_accept(g, ',')) {
            jln_parser_declare(g, g->token, JLN_EXPR_OTHER);
            jln_parser_need(g, TK_NAME, 0, 0);
        }
        jln_parser_need(g, TK_IN, 0, 0);
        jln_parser_expressions(g, &first, &last);
    }
    jln_parser_need(g, TK_DO, 0, 0);
    scope(g);
    jln_parser_need(g, TK_END, TK_FOR, line);
    g->local_count = locals;
}

static void repeat_statement(jln_parser *g, int line) {
    size_t locals = g->local_count;
    jln_parser_next(g);
    jln_parser_block(g); /* its locals are seen by the condition */
    jln_parser_need(g, TK_UNTIL, TK_REPEAT, line);
    jln_parser_condition(g);
    g->local_count = locals;
}

static void function_statement(jln_parser *g, int line) {
    jln_parser_next(g);
    jln_parser_need(g, TK_NAME, 0, 0);
    while (jln_parser_accept(g, '.')) jln_parser_need(g, TK_NAME, 0, 0);
    bool with_self = jln_parser_accept(g, ':');
    if (with_self) jln_parser_need(g, TK_NAME, 0, 0);
    jln_parser_body(g, line);
}

static void attribute(jln_parser *g) {
    if (!jln_parser_accept(g, '<')) return;
    const char *name = g->lexer.text + g->token.start;
    bool constant = g->token.end - g->token.start == 5 && !memcmp(name, "const", 5);
    if (!constant) jln_parser_fail(g, g->token.line, _("seul l'attribut <const> existe ici"));
    jln_parser_need(g, TK_NAME, 0, 0);
    jln_parser_need(g, '>', 0, 0);
}

static void local_statement(jln_parser *g) {
    jln_token names[16], name;
    size_t count = 0;
    jln_parser_next(g);
    if (g->token.type == TK_FUNCTION) {
        int line = g->token.line;
        jln_parser_next(g);
        jln_parser_declare(g, g->token, JLN_EXPR_OTHER);
        jln_parser_need(g, TK_NAME, 0, 0);
        jln_parser_body(g, line);
        return;
    }
    do {
        name = g->token;
        jln_parser_need(g, TK_NAME, 0, 0);
        attribute(g);
        if (count == sizeof names / sizeof *names)
            jln_parser_fail(g, name.line, _("plus de 16 variables dans une déclaration « local »"));
        else names[count++] = name;
    } while (jln_parser_accept(g, ','));
    jln_expr first = {0}, last = {0};
    if (jln_parser_accept(g, '=')) {
        size_t values = jln_parser_expressions(g, &first, &last);
        if (values > count && g->comma) jln_parser_refuse_comma(g, g->comma);
    }
    for (size_t i = 0; i < count && !jln_parser_failed(g); i++)
        jln_parser_declare(g, names[i], i == 0 ? first.kind : JLN_EXPR_OTHER);
}

/* After an assignment that may or may not run, a variable is a value only if it was one and is
 * given one. */
static void assigned(jln_parser *g, const jln_expr *target, const jln_expr *value) {
    jln_variable *v = target->is_name ? jln_parser_find(g, target->start, target->end) : NULL;
    if (v && (!value || value->kind != v->kind)) v->kind = JLN_EXPR_OTHER;
}

static bool is_operator(int type) {
    return type == '+' || type == '-' || type == '*' || type == '/' || type == '%' || type == '^' ||
           type == '<' || type == '>' || type == TK_LE || type == TK_GE || type == TK_EQ ||
           type == TK_NE || type == TK_CONCAT || type == TK_AND || type == TK_OR;
}

static void expression_statement(jln_parser *g) {
    jln_expr target = jln_parser_suffixed(g), first, last;
    if (jln_parser_failed(g)) return;
    if (g->token.type != '=' && g->token.type != ',') {
        if (is_operator(g->token.type))
            jln_parser_fail(
                g, target.line,
                _("un calcul seul ne sert à rien : il manque « return » ou « local x = » devant"));
        else if (!target.is_call) jln_parser_expected(g, _("« = » ou un appel"), 0, 0);
        return;
    }
    bool alone = g->token.type == '=';
    size_t targets = 1;
    for (jln_expr t = target;;) {
        if (!t.is_variable) jln_parser_expected(g, _("une variable à gauche de « = »"), 0, 0);
        if (!alone) assigned(g, &t, NULL);
        if (!jln_parser_accept(g, ',')) break;
        targets++;
        t = jln_parser_suffixed(g);
    }
    jln_parser_need(g, '=', 0, 0);
    size_t values = jln_parser_expressions(g, &first, &last);
    if (values > targets && g->comma) jln_parser_refuse_comma(g, g->comma);
    if (alone && !jln_parser_failed(g)) assigned(g, &target, &first);
}

static bool ends_block(int type) {
    return type == TK_EOF || type == TK_END || type == TK_ELSE || type == TK_ELSEIF ||
           type == TK_UNTIL;
}

static void return_statement(jln_parser *g) {
    jln_expr first, last;
    jln_parser_next(g);
    if (!ends_block(g->token.type) && g->token.type != ';' &&
        jln_parser_expressions(g, &first, &last) > 1 && g->comma)
        jln_parser_refuse_comma(g, g->comma);
    jln_parser_accept(g, ';');
    if (g->token.type == '}' || g->token.type == ')') jln_parser_expected(g, "« end »", 0, 0);
    else if (!ends_block(g->token.type))
        jln_parser_fail(g, g->token.line,
                        _("« return » doit être la dernière instruction de son bloc"));
}

static void label(jln_parser *g) {
    if (++g->labels > LABELS_MAX)
        jln_parser_fail_as(g, JLN_ELIMIT, g->token.line, _("trop d'étiquettes et de « goto »"));
    bool target = g->token.type == TK_LABEL;
    jln_parser_next(g);
    jln_parser_need(g, TK_NAME, 0, 0);
    if (target) jln_parser_need(g, TK_LABEL, 0, 0);
}

static void out_of_place(jln_parser *g) {
    char message[160];
    if (jln_parser_failed(g)) return;
    snprintf(message, sizeof message,
             _("« %.*s » n'a pas sa place ici ; manque-t-il un « end » plus haut ?"),
             (int)(g->token.end - g->token.start > 40 ? 40 : g->token.end - g->token.start),
             g->lexer.text + g->token.start);
    jln_parser_fail(g, g->token.line, message);
}

static void statement(jln_parser *g) {
    int line = g->token.line;
    switch (g->token.type) {
    case TK_IF:
        if_statement(g, line);
        break;
    case TK_FOR:
        for_statement(g, line);
        break;
    case TK_REPEAT:
        repeat_statement(g, line);
        break;
    case TK_FUNCTION:
        function_statement(g, line);
        break;
    case TK_LOCAL:
        local_statement(g);
        break;
    case TK_RETURN:
        return_statement(g);
        break;
    case TK_WHILE:
        jln_parser_next(g);
        jln_parser_condition(g);
        jln_parser_need(g, TK_DO, 0, 0);
        scope(g);
        jln_parser_need(g, TK_END, TK_WHILE, line);
        break;
    case TK_DO:
        jln_parser_next(g);
        scope(g);
        jln_parser_need(g, TK_END, TK_DO, line);
        break;
    case TK_LABEL:
    case TK_GOTO:
        label(g);
        break;
    case TK_BREAK:
    case ';':
        jln_parser_next(g);
        break;
    case TK_NAME:
    case '(':
        expression_statement(g);
        break;
    default:
        out_of_place(g);
    }
}

void jln_parser_block(jln_parser *g) {
    if (!jln_parser_enter(g)) return;
    while (!ends_block(g->token.type) && !jln_parser_failed(g)) statement(g);
    g->depth--;
}
