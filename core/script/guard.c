#include "script/guard.h"

#include "base/i18n.h"
#include "script/parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lua itself stops at 200 levels, and a replaced operator costs it two. */
enum { DEPTH_MAX = 100, LOCALS_MAX = 1000 };

/* ---- errors and tokens ---- */

static void stop(jln_parser *g) {
    g->lexer.at = g->lexer.length;
    g->token.type = TK_EOF;
}

void jln_parser_fail_as(jln_parser *g, jln_status status, int line, const char *message) {
    char where[320];
    snprintf(where, sizeof where, "%s:%d", g->shown, line);
    jln_err_set(g->err, status, where, "%s", message);
    stop(g);
}

void jln_parser_fail(jln_parser *g, int line, const char *message) {
    jln_parser_fail_as(g, JLN_ESCRIPT, line, message);
}

bool jln_parser_failed(const jln_parser *g) {
    return g->err->status != JLN_OK;
}

static void check_name(jln_parser *g) {
    const char *name = g->lexer.text + g->token.start;
    size_t length = g->token.end - g->token.start;
    if (length > 60) jln_parser_fail(g, g->token.line, _("nom de plus de 60 caractères"));
    else if (length >= 2 && !memcmp(name, "__", 2))
        jln_parser_fail(g, g->token.line, _("les noms qui commencent par « __ » sont réservés"));
    else if (length == 4 && !memcmp(name, "_ENV", 4))
        jln_parser_fail(g, g->token.line, _("« _ENV » n'existe pas ici"));
}

void jln_parser_next(jln_parser *g) {
    g->last_end = g->token.end;
    g->token = jln_lexer_next(&g->lexer);
    if (g->token.type == TK_NAME) check_name(g);
}

/* The current token as a person sees it, cut to a readable length at a character's start. */
static int spelled(const jln_parser *g) {
    size_t length = g->token.end - g->token.start;
    if (length <= 40) return (int)length;
    for (length = 40; length > 0 && (g->lexer.text[g->token.start + length] & 0xC0) == 0x80;)
        length--;
    return (int)length;
}

/* "il manque « then » près de « x »": what is missing, what stands there, and what was opened
 * where. */
static bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

bool jln_parser_decimal_comma(const jln_parser *g) {
    const char *text = g->lexer.text;
    size_t at = g->token.start, first = at;
    if (g->token.type != ',' || at + 1 >= g->lexer.length || !is_digit(text[at + 1])) return false;
    while (first > 0 && is_digit(text[first - 1])) first--;
    int before = first > 0 ? (unsigned char)text[first - 1] : ' ';
    bool letter = (before | 32) >= 'a' && (before | 32) <= 'z';
    bool name = before == '_' || before == '.' || letter;
    return first < at && !name;
}

void jln_parser_refuse_comma(jln_parser *g, int line) {
    jln_parser_fail(g, line,
                    _("virgule décimale : un nombre s'écrit avec un point (0.5 et non 0,5)"));
}

void jln_parser_expected(jln_parser *g, const char *what, int opener, int opener_line) {
    char near[160], opened[120] = "", message[400];
    if (jln_parser_failed(g)) return;
    if (jln_parser_decimal_comma(g)) {
        jln_parser_refuse_comma(g, g->token.line);
        return;
    }
    if (g->token.type == TK_EOF) snprintf(near, sizeof near, "%s", _("à la fin du fichier"));
    else
        snprintf(near, sizeof near, _("près de « %.*s »"), spelled(g),
                 g->lexer.text + g->token.start);
    if (opener && opener_line != g->token.line)
        snprintf(opened, sizeof opened, _(", pour fermer « %s » de la ligne %d"),
                 jln_token_words(opener), opener_line);
    snprintf(message, sizeof message, _("il manque %s %s%s%s"), what, near, opened,
             g->token.type == '=' ? _(" ; pour comparer deux nombres, écrire « == »") : "");
    jln_parser_fail(g, g->token.line, message);
}

bool jln_parser_accept(jln_parser *g, int type) {
    if (g->token.type != type || jln_parser_failed(g)) return false;
    jln_parser_next(g);
    return true;
}

void jln_parser_need(jln_parser *g, int type, int opener, int opener_line) {
    if (jln_parser_accept(g, type)) return;
    char what[64];
    snprintf(what, sizeof what, type == TK_NAME ? "%s" : "« %s »", jln_token_words(type));
    jln_parser_expected(g, what, opener, opener_line);
}

bool jln_parser_enter(jln_parser *g) {
    if (++g->depth <= DEPTH_MAX) return true;
    jln_parser_fail_as(
        g, JLN_ELIMIT, g->token.line,
        _("imbrication trop profonde : plus de 100 niveaux de parenthèses, tables ou fonctions"));
    return false;
}

/* ---- edits ---- */

void jln_parser_edit(jln_parser *g, size_t offset, size_t removed, jln_edit_class class,
                     const char *text) {
    jln_edit *grown =
        jln_arena_grow(g->scratch, g->edits, &g->edit_capacity, g->edit_count + 1, sizeof *grown);
    if (!grown) {
        jln_err_nomem(g->err);
        stop(g);
        return;
    }
    g->edits = grown;
    grown[g->edit_count] = (jln_edit){offset, g->edit_count, removed, class, text};
    g->edit_count++;
}

void jln_parser_wrap(jln_parser *g, size_t start, size_t end, const char *opening) {
    jln_parser_edit(g, start, 0, JLN_EDIT_OPENS, opening);
    jln_parser_edit(g, end, 0, JLN_EDIT_CLOSES, ")");
}

/* The later of two openings at one place is the outer one; closings come in the order of their
 * birth. */
static int by_place(const void *a, const void *b) {
    const jln_edit *p = a, *q = b;
    if (p->offset != q->offset) return p->offset < q->offset ? -1 : 1;
    if (p->class != q->class) return p->class < q->class ? -1 : 1;
    int order = p->order < q->order ? -1 : 1;
    return p->class == JLN_EDIT_OPENS ? -order : order;
}

static void write_out(jln_parser *g, jln_str *out) {
    if (g->edit_count) qsort(g->edits, g->edit_count, sizeof *g->edits, by_place);
    jln_str_add(out, "local __o,__v,__k,__n,__f=...;");
    size_t at = 0;
    for (size_t i = 0; i < g->edit_count; i++) {
        const jln_edit *e = &g->edits[i];
        jln_str_addn(out, g->lexer.text + at, e->offset - at);
        jln_str_add(out, e->text);
        at = e->offset + e->removed;
    }
    jln_str_addn(out, g->lexer.text + at, g->lexer.length - at);
}

/* ---- what is known of variables ---- */

void jln_parser_declare(jln_parser *g, jln_token name, jln_expr_kind k) {
    if (jln_parser_failed(g)) return;
    jln_variable *grown = jln_arena_grow(g->scratch, g->locals, &g->local_capacity,
                                         g->local_count + 1, sizeof *grown);
    if (!grown || g->local_count >= LOCALS_MAX) {
        if (!grown) jln_err_nomem(g->err);
        else jln_parser_fail_as(g, JLN_ELIMIT, name.line, _("trop de variables locales"));
        stop(g);
        return;
    }
    g->locals = grown;
    grown[g->local_count++] = (jln_variable){g->lexer.text + name.start, name.end - name.start, k};
}

jln_variable *jln_parser_find(jln_parser *g, size_t start, size_t end) {
    for (size_t i = g->local_count; i > 0; i--) {
        jln_variable *v = &g->locals[i - 1];
        if (v->length == end - start && !memcmp(v->name, g->lexer.text + start, v->length))
            return v;
    }
    return NULL;
}

/* A local of an enclosing function may change between two calls: nothing is known of it. And since
 * a loop may bring a value into any variable, none is ever taken for JLN_EXPR_PLAIN. */
jln_expr_kind jln_parser_kind(jln_parser *g, jln_token name) {
    const jln_variable *v = jln_parser_find(g, name.start, name.end);
    bool known = v && (size_t)(v - g->locals) >= g->function_base && v->kind == JLN_EXPR_VALUE;
    return known ? JLN_EXPR_VALUE : JLN_EXPR_OTHER;
}

bool jln_parser_is_method(const jln_parser *g, jln_token name) {
    size_t length = name.end - name.start;
    for (const char *const *m = g->methods; m && *m; m++)
        if (strlen(*m) == length && !memcmp(*m, g->lexer.text + name.start, length)) return true;
    return false;
}

/* ---- the whole ---- */

static void stray_end(jln_parser *g) {
    char message[200];
    snprintf(message, sizeof message, _("« %s » en trop : rien n'est ouvert à cet endroit"),
             jln_token_words(g->token.type));
    jln_parser_fail(g, g->token.line, message);
}

jln_status jln_guard_rewrite(const char *text, size_t length, const char *shown,
                             const char *const *methods, jln_str *out, jln_err *err) {
    jln_err own = {0};
    jln_parser g = {.shown = shown, .methods = methods, .err = &own, .scratch = jln_arena_new()};
    if (!g.scratch) return jln_err_nomem(err);
    jln_lexer_init(&g.lexer, text, length, shown, &own);
    jln_parser_next(&g);
    jln_parser_block(&g);
    if (!jln_parser_failed(&g) && g.token.type != TK_EOF) stray_end(&g);
    if (!jln_parser_failed(&g)) write_out(&g, out);
    if (out->failed) jln_err_nomem(&own);
    jln_arena_free(g.scratch);
    if (own.status != JLN_OK) jln_err_set(err, own.status, own.where, "%s", own.message);
    return own.status;
}
