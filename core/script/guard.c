#include "script/guard.h"

#include "base/arena.h"
#include "base/i18n.h"
#include "script/lexer.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lua itself stops at 200 levels, and a replaced operator costs it two. */
enum { DEPTH_MAX = 100, LOCALS_MAX = 1000, LABELS_MAX = 200 };

typedef enum { OTHER, PLAIN, VALUE } kind; /* unknown; never a value of the host; surely one */

/* At one offset, what closes comes before what opens, and what opens before what is replaced. */
typedef enum { CLOSES, OPENS, REPLACES } edit_class;

typedef struct {
    size_t offset;
    size_t order; /* rank among the edits of the same offset and class */
    size_t removed;
    edit_class class;
    const char *text;
} edit;

typedef struct {
    const char *name;
    size_t length;
    kind kind;
} variable;

typedef struct {
    jln_lexer lexer;
    jln_token token;
    size_t last_end; /* end of the token before */
    const char *shown;
    const char *const *methods;
    jln_err *err;
    jln_arena *scratch;
    edit *edits;
    size_t edit_count, edit_capacity;
    variable *locals;
    size_t local_count, local_capacity;
    size_t function_base; /* first local of the innermost function */
    bool vararg;
    int depth;
    int labels; /* and gotos: Lua compares each with all */
} guard;

/* An expression: where it stands and what is known of it. `tail_*` is the part whose value it takes without it having been
 * checked: the last operand of a chain of and/or, else the whole. */
typedef struct {
    size_t start, end;
    size_t tail_start, tail_end;
    int line;
    kind kind;      /* of the whole */
    kind tail_kind;
    bool is_call, is_name, is_variable, is_number, is_short_text;
} expr;

static const struct {
    const char *words;
    const char *opening;
} codes[JLN_CODE_COUNT] = {
    {"", ""},
    {"+", " __o(1,"},
    {"-", " __o(2,"},
    {"*", " __o(3,"},
    {"/", " __o(4,"},
    {"-", " __o(5,"},
    {"//", " __o(6,"},
    {"%", " __o(7,"},
    {"^", " __o(8,"},
    {"<", " __o(9,"},
    {"<=", " __o(10,"},
    {">", " __o(11,"},
    {">=", " __o(12,"},
    {"==", " __o(13,"},
    {"~=", " __o(14,"},
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
    {TK_OR, 1, 1, 0},        {TK_AND, 2, 2, 0},
    {'<', 3, 3, JLN_CODE_LT}, {TK_LE, 3, 3, JLN_CODE_LE},
    {'>', 3, 3, JLN_CODE_GT}, {TK_GE, 3, 3, JLN_CODE_GE},
    {TK_EQ, 3, 3, JLN_CODE_EQ}, {TK_NE, 3, 3, JLN_CODE_NE},
    {'|', 4, 4, 0},          {'~', 5, 5, 0},
    {'&', 6, 6, 0},          {TK_SHL, 7, 7, 0},
    {TK_SHR, 7, 7, 0},       {TK_CONCAT, 9, 8, 0},
    {'+', 10, 10, JLN_CODE_ADD}, {'-', 10, 10, JLN_CODE_SUB},
    {'*', 11, 11, JLN_CODE_MUL}, {'/', 11, 11, JLN_CODE_DIV},
    {TK_IDIV, 11, 11, JLN_CODE_IDIV}, {'%', 11, 11, JLN_CODE_MOD},
    {'^', 14, 13, JLN_CODE_POW},
};
enum { BINARIES = sizeof binaries / sizeof *binaries, UNARY = 12 };

/* ---- errors and tokens ---- */

static void stop(guard *g) {
    g->lexer.at = g->lexer.length;
    g->token.type = TK_EOF;
}

static void fail_as(guard *g, jln_status status, int line, const char *message) {
    char where[320];
    snprintf(where, sizeof where, "%s:%d", g->shown, line);
    jln_err_set(g->err, status, where, "%s", message);
    stop(g);
}

static void fail(guard *g, int line, const char *message) {
    fail_as(g, JLN_ESCRIPT, line, message);
}

static bool failed(const guard *g) {
    return g->err->status != JLN_OK;
}

static void check_name(guard *g) {
    const char *name = g->lexer.text + g->token.start;
    size_t length = g->token.end - g->token.start;
    if (length > 60) fail(g, g->token.line, _("nom de plus de 60 caractères"));
    else if (length >= 2 && !memcmp(name, "__", 2))
        fail(g, g->token.line, _("les noms qui commencent par « __ » sont réservés"));
    else if (length == 4 && !memcmp(name, "_ENV", 4))
        fail(g, g->token.line, _("« _ENV » n'existe pas ici"));
}

static void next(guard *g) {
    g->last_end = g->token.end;
    g->token = jln_lexer_next(&g->lexer);
    if (g->token.type == TK_NAME) check_name(g);
}

/* The current token as a person sees it, cut to a readable length at a character's start. */
static int spelled(const guard *g) {
    size_t length = g->token.end - g->token.start;
    if (length <= 40) return (int)length;
    for (length = 40; length > 0 && (g->lexer.text[g->token.start + length] & 0xC0) == 0x80;) length--;
    return (int)length;
}

/* "il manque « then » près de « x »": what is missing, what stands there, and what was opened where. */
static void expected(guard *g, const char *what, int opener, int opener_line) {
    char near[160], opened[120] = "", message[400];
    if (failed(g)) return;
    if (g->token.type == TK_EOF) snprintf(near, sizeof near, "%s", _("à la fin du fichier"));
    else
        snprintf(near, sizeof near, _("près de « %.*s »"), spelled(g),
                 g->lexer.text + g->token.start);
    if (opener && opener_line != g->token.line)
        snprintf(opened, sizeof opened, _(", pour fermer « %s » de la ligne %d"),
                 jln_token_words(opener), opener_line);
    snprintf(message, sizeof message, _("il manque %s %s%s"), what, near, opened);
    fail(g, g->token.line, message);
}

static bool accept(guard *g, int type) {
    if (g->token.type != type || failed(g)) return false;
    next(g);
    return true;
}

static void need(guard *g, int type, int opener, int opener_line) {
    if (accept(g, type)) return;
    char what[64];
    snprintf(what, sizeof what, type == TK_NAME ? "%s" : "« %s »", jln_token_words(type));
    expected(g, what, opener, opener_line);
}

static bool enter(guard *g) {
    if (++g->depth <= DEPTH_MAX) return true;
    fail_as(g, JLN_ELIMIT, g->token.line,
            _("imbrication trop profonde : plus de 100 niveaux de parenthèses, tables ou fonctions"));
    return false;
}

/* ---- edits ---- */

static void add_edit(guard *g, size_t offset, size_t removed, edit_class class, const char *text) {
    edit *grown = jln_arena_grow(g->scratch, g->edits, &g->edit_capacity, g->edit_count + 1,
                                 sizeof *grown);
    if (!grown) {
        jln_err_nomem(g->err);
        stop(g);
        return;
    }
    g->edits = grown;
    grown[g->edit_count] = (edit){offset, g->edit_count, removed, class, text};
    g->edit_count++;
}

static void wrap(guard *g, size_t start, size_t end, const char *opening) {
    add_edit(g, start, 0, OPENS, opening);
    add_edit(g, end, 0, CLOSES, ")");
}

/* The later of two openings at one place is the outer one; closings come in the order of their birth. */
static int by_place(const void *a, const void *b) {
    const edit *p = a, *q = b;
    if (p->offset != q->offset) return p->offset < q->offset ? -1 : 1;
    if (p->class != q->class) return p->class < q->class ? -1 : 1;
    int order = p->order < q->order ? -1 : 1;
    return p->class == OPENS ? -order : order;
}

static void write_out(guard *g, jln_str *out) {
    if (g->edit_count) qsort(g->edits, g->edit_count, sizeof *g->edits, by_place);
    jln_str_add(out, "local __o,__v,__k,__n,__f=...;");
    size_t at = 0;
    for (size_t i = 0; i < g->edit_count; i++) {
        const edit *e = &g->edits[i];
        jln_str_addn(out, g->lexer.text + at, e->offset - at);
        jln_str_add(out, e->text);
        at = e->offset + e->removed;
    }
    jln_str_addn(out, g->lexer.text + at, g->lexer.length - at);
}

/* ---- what is known of variables ---- */

static void declare(guard *g, jln_token name, kind k) {
    if (failed(g)) return;
    variable *grown = jln_arena_grow(g->scratch, g->locals, &g->local_capacity,
                                     g->local_count + 1, sizeof *grown);
    if (!grown || g->local_count >= LOCALS_MAX) {
        if (!grown) jln_err_nomem(g->err);
        else fail_as(g, JLN_ELIMIT, name.line, _("trop de variables locales"));
        stop(g);
        return;
    }
    g->locals = grown;
    grown[g->local_count++] =
        (variable){g->lexer.text + name.start, name.end - name.start, k};
}

static variable *find(guard *g, size_t start, size_t end) {
    for (size_t i = g->local_count; i > 0; i--) {
        variable *v = &g->locals[i - 1];
        if (v->length == end - start && !memcmp(v->name, g->lexer.text + start, v->length))
            return v;
    }
    return NULL;
}

/* A local of an enclosing function may change between two calls: nothing is known of it. And since a loop may bring a
 * value into any variable, none is ever taken for PLAIN. */
static kind kind_of_name(guard *g, jln_token name) {
    const variable *v = find(g, name.start, name.end);
    bool known = v && (size_t)(v - g->locals) >= g->function_base && v->kind == VALUE;
    return known ? VALUE : OTHER;
}

static bool is_method(const guard *g, jln_token name) {
    size_t length = name.end - name.start;
    for (const char *const *m = g->methods; m && *m; m++)
        if (strlen(*m) == length && !memcmp(*m, g->lexer.text + name.start, length)) return true;
    return false;
}

/* ---- expressions ---- */

static expr expression(guard *g, int limit);
static void block(guard *g);

static expr leaf(const guard *g, kind k) {
    jln_token t = g->token;
    return (expr){.start = t.start, .end = t.end, .tail_start = t.start, .tail_end = t.end,
                  .line = t.line, .kind = k, .tail_kind = k};
}

static void end_here(const guard *g, expr *e, kind k) {
    e->end = e->tail_end = g->last_end;
    e->tail_start = e->start;
    e->kind = e->tail_kind = k;
    e->is_call = e->is_name = e->is_variable = e->is_number = e->is_short_text = false;
}

/* The expression is used as true or false. */
static void test(guard *g, const expr *e) {
    if (failed(g) || e->tail_kind == PLAIN) return;
    if (e->tail_kind == VALUE) {
        fail(g, e->line,
             _("une valeur n'est ni vraie ni fausse : demandez v:known(), ou comparez avec < ou >"));
        return;
    }
    wrap(g, e->tail_start, e->tail_end, " __v(");
}

/* "0,5" with nothing between: two numbers for Lua, one for a French reader. */
static bool comma_follows(const guard *g, const expr *e) {
    jln_lexer ahead = g->lexer;
    jln_err ignored = {0};
    ahead.err = &ignored;
    if (!e->is_number || g->token.type != ',' || g->token.start != e->end) return false;
    jln_token t = jln_lexer_next(&ahead);
    return t.type == TK_NUMBER && t.start == e->end + 1;
}

static void refuse_comma(guard *g, const expr *e) {
    if (failed(g) || !comma_follows(g, e)) return;
    fail(g, e->line, _("virgule décimale : un nombre s'écrit avec un point (0.5 et non 0,5)"));
}

static size_t expressions(guard *g, expr *first, expr *last) {
    size_t count = 0;
    do {
        *last = expression(g, 0);
        if (count++ == 0) *first = *last;
    } while (accept(g, ','));
    return count;
}

static bool is_named_field(const guard *g) {
    jln_lexer ahead = g->lexer;
    jln_err ignored = {0};
    ahead.err = &ignored;
    return g->token.type == TK_NAME && jln_lexer_next(&ahead).type == '=';
}

static void key(guard *g) {
    int line = g->token.line;
    next(g); /* [ */
    expr e = expression(g, 0);
    if (!failed(g) && !e.is_number && !e.is_short_text) wrap(g, e.start, e.end, " __k(");
    need(g, ']', '[', line);
}

static void field(guard *g) {
    if (g->token.type == '[') {
        key(g);
        need(g, '=', 0, 0);
    } else if (is_named_field(g)) {
        next(g);
        next(g);
    } else {
        expression(g, 0);
        return;
    }
    expr e = expression(g, 0);
    refuse_comma(g, &e);
}

static void table(guard *g) {
    int line = g->token.line;
    next(g); /* { */
    while (g->token.type != '}' && !failed(g)) {
        field(g);
        if (!accept(g, ',') && !accept(g, ';')) break;
    }
    if (!accept(g, '}')) expected(g, _("« , » ou « } »"), '{', line);
}

static void body(guard *g, int line) {
    size_t locals = g->local_count, base = g->function_base;
    bool vararg = g->vararg;
    g->function_base = g->local_count;
    g->vararg = false;
    need(g, '(', 0, 0);
    while (g->token.type != ')' && !failed(g)) {
        if (accept(g, TK_DOTS)) {
            g->vararg = true;
            break;
        }
        declare(g, g->token, OTHER);
        need(g, TK_NAME, 0, 0);
        if (!accept(g, ',')) break;
    }
    need(g, ')', 0, 0);
    block(g);
    need(g, TK_END, TK_FUNCTION, line);
    g->local_count = locals;
    g->function_base = base;
    g->vararg = vararg;
}

static void arguments(guard *g) {
    int line = g->token.line;
    expr first, last;
    if (g->token.type == '{') {
        table(g);
    } else if (!accept(g, TK_STRING)) {
        need(g, '(', 0, 0);
        if (accept(g, ')')) return;
        expressions(g, &first, &last);
        need(g, ')', '(', line);
    }
}

static expr primary(guard *g) {
    expr e = leaf(g, OTHER);
    if (g->token.type == TK_NAME) {
        e.kind = e.tail_kind = kind_of_name(g, g->token);
        e.is_name = e.is_variable = true;
        next(g);
        return e;
    }
    if (!accept(g, '(')) {
        expected(g, _("une expression"), 0, 0);
        return e;
    }
    expr inner = expression(g, 0);
    need(g, ')', '(', e.line);
    end_here(g, &e, inner.kind);
    return e;
}

static void method(guard *g, expr *e) {
    next(g); /* : */
    kind k = is_method(g, g->token) ? VALUE : OTHER;
    need(g, TK_NAME, 0, 0);
    arguments(g);
    end_here(g, e, k);
    e->is_call = true;
}

static expr suffixed(guard *g) {
    expr e = primary(g);
    while (!failed(g)) {
        switch (g->token.type) {
        case '.':
            next(g);
            need(g, TK_NAME, 0, 0);
            end_here(g, &e, OTHER);
            e.is_variable = true;
            break;
        case '[':
            key(g);
            end_here(g, &e, OTHER);
            e.is_variable = true;
            break;
        case ':':
            method(g, &e);
            break;
        case '(':
        case '{':
        case TK_STRING:
            arguments(g);
            end_here(g, &e, OTHER);
            e.is_call = true;
            break;
        default:
            return e;
        }
    }
    return e;
}

static expr varargs(guard *g) {
    expr e = leaf(g, OTHER);
    if (!g->vararg)
        fail(g, e.line, _("« ... » n'existe que dans une fonction déclarée avec « ... »"));
    else wrap(g, e.start, e.end, " __n(");
    next(g);
    return e;
}

static expr simple(guard *g) {
    expr e = leaf(g, PLAIN);
    switch (g->token.type) {
    case TK_NUMBER:
        e.is_number = true;
        next(g);
        return e;
    case TK_STRING:
        e.is_short_text = e.end - e.start <= 64;
        next(g);
        return e;
    case TK_NIL:
    case TK_TRUE:
    case TK_FALSE:
        next(g);
        return e;
    case TK_DOTS:
        return varargs(g);
    case '{':
        table(g);
        break;
    case TK_FUNCTION:
        next(g);
        body(g, e.line);
        break;
    default:
        return suffixed(g);
    }
    end_here(g, &e, PLAIN);
    return e;
}

static bool is_unary(int type) {
    return type == TK_NOT || type == '-' || type == '#' || type == '~';
}

static expr unary(guard *g) {
    expr e = leaf(g, PLAIN);
    jln_token sign = g->token;
    next(g);
    expr operand = expression(g, UNARY);
    kind k = PLAIN;
    if (sign.type == TK_NOT) {
        test(g, &operand);
    } else if (sign.type == '-' && !operand.is_number) {
        add_edit(g, sign.start, 1, REPLACES, codes[JLN_CODE_NEG].opening);
        add_edit(g, operand.end, 0, CLOSES, ")");
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
static kind kind_of_result(const expr *a, const expr *b, jln_code code) {
    if (!code || is_comparison(code)) return PLAIN;
    return a->kind == VALUE || b->kind == VALUE ? VALUE : OTHER;
}

static void replace_operator(guard *g, const expr *a, const expr *b, jln_token sign, jln_code code) {
    if ((code == JLN_CODE_EQ || code == JLN_CODE_NE) && (a->kind == VALUE || b->kind == VALUE)) {
        fail(g, sign.line,
             _("« == » et « ~= » ne comparent pas les valeurs : utilisez < <= > >=, ou une question "
               "comme v:is_zero()"));
        return;
    }
    add_edit(g, a->start, 0, OPENS, codes[code].opening);
    add_edit(g, sign.start, sign.end - sign.start, REPLACES, ",");
    add_edit(g, b->end, 0, CLOSES, ")");
}

static expr combine(guard *g, expr a, expr b, jln_token sign, jln_code code) {
    expr e = a;
    bool logic = sign.type == TK_AND || sign.type == TK_OR;
    if (failed(g)) return e;
    if (logic) test(g, &a);
    else if (code) replace_operator(g, &a, &b, sign, code);
    end_here(g, &e, logic ? OTHER : kind_of_result(&a, &b, code));
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

static expr expression(guard *g, int limit) {
    if (!enter(g)) return leaf(g, OTHER);
    expr e = is_unary(g->token.type) ? unary(g) : simple(g);
    int i = binary_of(g->token.type);
    while (i >= 0 && binaries[i].left > limit && !failed(g)) {
        jln_token sign = g->token;
        next(g);
        expr right = expression(g, binaries[i].right);
        e = combine(g, e, right, sign, binaries[i].code);
        i = binary_of(g->token.type);
    }
    g->depth--;
    return e;
}

/* ---- statements ---- */

static void condition(guard *g) {
    expr e = expression(g, 0);
    test(g, &e);
}

static void scope(guard *g) {
    size_t locals = g->local_count;
    block(g);
    g->local_count = locals;
}

static void if_statement(guard *g, int line) {
    do {
        next(g); /* if, elseif */
        condition(g);
        need(g, TK_THEN, 0, 0);
        scope(g);
    } while (g->token.type == TK_ELSEIF);
    if (accept(g, TK_ELSE)) scope(g);
    need(g, TK_END, TK_IF, line);
}

static void bound(guard *g) {
    expr e = expression(g, 0);
    if (!failed(g) && !e.is_number) wrap(g, e.start, e.end, " __f(");
}

static void for_statement(guard *g, int line) {
    size_t locals = g->local_count;
    expr first, last;
    next(g);
    jln_token name = g->token;
    need(g, TK_NAME, 0, 0);
    if (accept(g, '=')) {
        bound(g);
        need(g, ',', 0, 0);
        bound(g);
        if (accept(g, ',')) bound(g);
        declare(g, name, PLAIN);
    } else {
        declare(g, name, OTHER);
        while (accept(g, ',')) {
            declare(g, g->token, OTHER);
            need(g, TK_NAME, 0, 0);
        }
        need(g, TK_IN, 0, 0);
        expressions(g, &first, &last);
    }
    need(g, TK_DO, 0, 0);
    scope(g);
    need(g, TK_END, TK_FOR, line);
    g->local_count = locals;
}

static void repeat_statement(guard *g, int line) {
    size_t locals = g->local_count;
    next(g);
    block(g); /* its locals are seen by the condition */
    need(g, TK_UNTIL, TK_REPEAT, line);
    condition(g);
    g->local_count = locals;
}

static void function_statement(guard *g, int line) {
    next(g);
    need(g, TK_NAME, 0, 0);
    while (accept(g, '.')) need(g, TK_NAME, 0, 0);
    bool with_self = accept(g, ':');
    if (with_self) need(g, TK_NAME, 0, 0);
    body(g, line);
}

static void attribute(guard *g) {
    if (!accept(g, '<')) return;
    const char *name = g->lexer.text + g->token.start;
    bool constant = g->token.end - g->token.start == 5 && !memcmp(name, "const", 5);
    if (!constant) fail(g, g->token.line, _("seul l'attribut <const> existe ici"));
    need(g, TK_NAME, 0, 0);
    need(g, '>', 0, 0);
}

static void local_statement(guard *g) {
    jln_token names[16], name;
    size_t count = 0;
    next(g);
    if (g->token.type == TK_FUNCTION) {
        int line = g->token.line;
        next(g);
        declare(g, g->token, OTHER);
        need(g, TK_NAME, 0, 0);
        body(g, line);
        return;
    }
    do {
        name = g->token;
        need(g, TK_NAME, 0, 0);
        attribute(g);
        if (count == sizeof names / sizeof *names)
            fail(g, name.line, _("plus de 16 variables dans une déclaration « local »"));
        else names[count++] = name;
    } while (accept(g, ','));
    expr first = {0}, last = {0};
    if (accept(g, '=')) {
        size_t values = expressions(g, &first, &last);
        if (values > count && last.is_number && first.is_number && first.end + 1 == last.start)
            fail(g, first.line, _("virgule décimale : un nombre s'écrit avec un point (0.5 et non 0,5)"));
    }
    for (size_t i = 0; i < count && !failed(g); i++)
        declare(g, names[i], i == 0 ? first.kind : OTHER);
}

/* After an assignment that may or may not run, a variable is a value only if it was one and is given one. */
static void assigned(guard *g, const expr *target, const expr *value) {
    variable *v = target->is_name ? find(g, target->start, target->end) : NULL;
    if (v && (!value || value->kind != v->kind)) v->kind = OTHER;
}

static void expression_statement(guard *g) {
    expr target = suffixed(g), first, last;
    if (failed(g)) return;
    if (g->token.type != '=' && g->token.type != ',') {
        if (!target.is_call) expected(g, _("« = » ou un appel"), 0, 0);
        return;
    }
    bool alone = g->token.type == '=';
    for (expr t = target;;) {
        if (!t.is_variable) expected(g, _("une variable à gauche de « = »"), 0, 0);
        if (!alone) assigned(g, &t, NULL);
        if (!accept(g, ',')) break;
        t = suffixed(g);
    }
    need(g, '=', 0, 0);
    expressions(g, &first, &last);
    if (alone && !failed(g)) assigned(g, &target, &first);
}

static bool ends_block(int type) {
    return type == TK_EOF || type == TK_END || type == TK_ELSE || type == TK_ELSEIF ||
           type == TK_UNTIL;
}

static void return_statement(guard *g) {
    expr first, last;
    next(g);
    if (!ends_block(g->token.type) && g->token.type != ';') expressions(g, &first, &last);
    accept(g, ';');
    if (!ends_block(g->token.type))
        fail(g, g->token.line, _("« return » doit être la dernière instruction de son bloc"));
}

static void label(guard *g) {
    if (++g->labels > LABELS_MAX)
        fail_as(g, JLN_ELIMIT, g->token.line, _("trop d'étiquettes et de « goto »"));
    bool target = g->token.type == TK_LABEL;
    next(g);
    need(g, TK_NAME, 0, 0);
    if (target) need(g, TK_LABEL, 0, 0);
}

static void statement(guard *g) {
    int line = g->token.line;
    switch (g->token.type) {
    case TK_IF: if_statement(g, line); break;
    case TK_FOR: for_statement(g, line); break;
    case TK_REPEAT: repeat_statement(g, line); break;
    case TK_FUNCTION: function_statement(g, line); break;
    case TK_LOCAL: local_statement(g); break;
    case TK_RETURN: return_statement(g); break;
    case TK_WHILE:
        next(g);
        condition(g);
        need(g, TK_DO, 0, 0);
        scope(g);
        need(g, TK_END, TK_WHILE, line);
        break;
    case TK_DO:
        next(g);
        scope(g);
        need(g, TK_END, TK_DO, line);
        break;
    case TK_LABEL:
    case TK_GOTO: label(g); break;
    case TK_BREAK:
    case ';': next(g); break;
    default: expression_statement(g);
    }
}

static void block(guard *g) {
    if (!enter(g)) return;
    while (!ends_block(g->token.type) && !failed(g)) statement(g);
    g->depth--;
}

static void stray_end(guard *g) {
    char message[200];
    snprintf(message, sizeof message, _("« %s » en trop : rien n'est ouvert à cet endroit"),
             jln_token_words(g->token.type));
    fail(g, g->token.line, message);
}

jln_status jln_guard_rewrite(const char *text, size_t length, const char *shown,
                             const char *const *methods, jln_str *out, jln_err *err) {
    jln_err own = {0};
    guard g = {.shown = shown, .methods = methods, .err = &own, .scratch = jln_arena_new()};
    if (!g.scratch) return jln_err_nomem(err);
    jln_lexer_init(&g.lexer, text, length, shown, &own);
    next(&g);
    block(&g);
    if (!failed(&g) && g.token.type != TK_EOF) stray_end(&g);
    if (!failed(&g)) write_out(&g, out);
    if (out->failed) jln_err_nomem(&own);
    jln_arena_free(g.scratch);
    if (own.status != JLN_OK) jln_err_set(err, own.status, own.where, "%s", own.message);
    return own.status;
}
