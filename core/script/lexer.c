#include "script/lexer.h"

#include "base/i18n.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char *const reserved[] = {"and",   "break", "do",       "else", "elseif", "end",
                                       "false", "for",   "function", "goto", "if",     "in",
                                       "local", "nil",   "not",      "or",   "repeat", "return",
                                       "then",  "true",  "until",    "while"};
enum { RESERVED = sizeof reserved / sizeof *reserved };

static const struct {
    const char *text;
    int type;
} signs[] = {{"...", TK_DOTS},  {"==", TK_EQ},   {"~=", TK_NE},  {"<=", TK_LE},  {">=", TK_GE},
             {"..", TK_CONCAT}, {"//", TK_IDIV}, {"<<", TK_SHL}, {">>", TK_SHR}, {"::", TK_LABEL}};
enum { SIGNS = sizeof signs / sizeof *signs };

void jln_lexer_init(jln_lexer *lexer, const char *text, size_t length, const char *shown,
                    jln_err *err) {
    *lexer = (jln_lexer){.text = text, .length = length, .line = 1, .shown = shown, .err = err};
}

const char *jln_token_words(int type) {
    static const char single[] = "+-*/%^#&~|<>=(){}[];:,.";
    static char spelled[sizeof single][2];
    if (type >= TK_AND && type < TK_AND + RESERVED) return reserved[type - TK_AND];
    for (int i = 0; i < SIGNS; i++)
        if (signs[i].type == type) return signs[i].text;
    const char *found = type > 0 && type < 128 ? strchr(single, type) : NULL;
    if (!found) return type == TK_EOF ? _("fin du fichier") : _("un nom");
    char *text = spelled[found - single];
    text[0] = (char)type;
    return text;
}

static void fail(jln_lexer *x, int line, const char *message) {
    char where[320];
    snprintf(where, sizeof where, "%s:%d", x->shown, line);
    jln_err_set(x->err, JLN_ESCRIPT, where, "%s", message);
    x->at = x->length;
}

static int peek(const jln_lexer *x, size_t ahead) {
    return x->at + ahead < x->length ? (unsigned char)x->text[x->at + ahead] : -1;
}

static bool is_newline(int c) {
    return c == '\n' || c == '\r';
}

static bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_hexadecimal(int c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* "\r\n" and "\n\r" are one line, as for Lua. */
static void newline(jln_lexer *x) {
    int first = peek(x, 0), second = peek(x, 1);
    x->at += is_newline(second) && second != first ? 2 : 1;
    x->line++;
}

/* At '[': the number of '=' of a long bracket, or -1 when it is none. */
static int bracket_level(const jln_lexer *x) {
    size_t n = 1;
    while (peek(x, n) == '=') n++;
    return peek(x, n) == '[' ? (int)n - 1 : -1;
}

static void long_bracket(jln_lexer *x, int level, const char *unfinished) {
    int line = x->line;
    x->at += (size_t)level + 2;
    while (x->at < x->length) {
        int c = peek(x, 0);
        if (is_newline(c)) {
            newline(x);
            continue;
        }
        x->at++;
        if (c != ']') continue;
        size_t n = 0;
        while (peek(x, n) == '=') n++;
        if ((int)n == level && peek(x, n) == ']') {
            x->at += n + 1;
            return;
        }
    }
    fail(x, line, unfinished);
}

static void comment(jln_lexer *x) {
    x->at += 2;
    int level = peek(x, 0) == '[' ? bracket_level(x) : -1;
    if (level >= 0) {
        long_bracket(x, level, _("commentaire ouvert par « --[[ » et jamais fermé par « ]] »"));
        return;
    }
    while (x->at < x->length && !is_newline(peek(x, 0))) x->at++;
}

static void skip_blanks(jln_lexer *x) {
    for (;;) {
        int c = peek(x, 0);
        if (is_newline(c)) newline(x);
        else if (c == ' ' || c == '\t' || c == '\f' || c == '\v') x->at++;
        else if (c == '-' && peek(x, 1) == '-') comment(x);
        else return;
    }
}

/* After "\z": blanks and line ends are left out of the text. */
static void skip_z(jln_lexer *x) {
    for (int c = peek(x, 0);; c = peek(x, 0)) {
        if (is_newline(c)) newline(x);
        else if (c == ' ' || c == '\t' || c == '\f' || c == '\v') x->at++;
        else return;
    }
}

static void short_string(jln_lexer *x, int line) {
    int quote = peek(x, 0);
    x->at++;
    for (int c = peek(x, 0); c != quote; c = peek(x, 0)) {
        if (c < 0 || is_newline(c)) {
            fail(x, line, _("texte jamais refermé : il manque un guillemet en fin de texte"));
            return;
        }
        x->at++;
        if (c != '\\') continue;
        int escaped = peek(x, 0);
        if (is_newline(escaped)) newline(x);
        else if (escaped >= 0) x->at++;
        if (escaped == 'z') skip_z(x);
    }
    x->at++;
}

static void number(jln_lexer *x) {
    const char *exponent = "eE";
    if (peek(x, 0) == '0' && (peek(x, 1) == 'x' || peek(x, 1) == 'X')) {
        exponent = "pP";
        x->at += 2;
    }
    for (int c = peek(x, 0);; c = peek(x, 0)) {
        if (c == exponent[0] || c == exponent[1]) {
            x->at++;
            if (peek(x, 0) == '+' || peek(x, 0) == '-') x->at++;
        } else if (is_hexadecimal(c) || c == '.') {
            x->at++;
        } else {
            break;
        }
    }
    if (is_letter(peek(x, 0)))
        fail(x, x->line, _("nombre mal écrit : un chiffre est suivi d'une lettre"));
}

static int name_type(const char *text, size_t length) {
    for (int i = 0; i < RESERVED; i++)
        if (strlen(reserved[i]) == length && !memcmp(reserved[i], text, length)) return TK_AND + i;
    return TK_NAME;
}

/* What a person who typed that character means; NULL when unknown. */
static const char *meant(const char *text, size_t length) {
    static const struct {
        const char *typed, *instead;
    } signs_of[] = {{"−", "-"},        {"–", "-"},           {"×", "*"},  {"÷", "/"},
                    {"≤", "<="},       {"≥", ">="},          {"≠", "~="}, {"!", "~="},
                    {"\xC2\xA0", " "}, {"\xE2\x80\xAF", " "}};
    for (size_t i = 0; i < sizeof signs_of / sizeof *signs_of; i++)
        if (strlen(signs_of[i].typed) == length && memcmp(signs_of[i].typed, text, length) == 0)
            return signs_of[i].instead;
    return NULL;
}

static int sign(jln_lexer *x) {
    for (int i = 0; i < SIGNS; i++) {
        size_t n = strlen(signs[i].text);
        if (x->length - x->at < n || memcmp(x->text + x->at, signs[i].text, n) != 0) continue;
        x->at += n;
        return signs[i].type;
    }
    int c = peek(x, 0);
    if (c < 128 && c > 32 && strchr("+-*/%^#&~|<>=(){}[];:,.", c)) {
        x->at++;
        return c;
    }
    size_t at = x->at;
    jln_utf8_next(x->text, x->length, &at);
    char message[160];
    const char *instead = meant(x->text + x->at, at - x->at);
    if (instead && *instead == ' ')
        snprintf(message, sizeof message, "%s",
                 _("espace insécable : écrire une espace ordinaire"));
    else if (instead)
        snprintf(message, sizeof message, _("caractère « %.*s » inattendu : écrire « %s »"),
                 (int)(at - x->at), x->text + x->at, instead);
    else if (c >= 128)
        snprintf(message, sizeof message,
                 _("caractère « %.*s » inattendu : un nom n'a ni accent ni guillemet typographique "
                   "(un texte se met entre \"...\")"),
                 (int)(at - x->at), x->text + x->at);
    else snprintf(message, sizeof message, _("caractère « %c » inattendu"), c < 32 ? '?' : c);
    fail(x, x->line, message);
    return TK_EOF;
}

static int scan(jln_lexer *x) {
    int c = peek(x, 0);
    size_t start = x->at;
    if (c < 0) return TK_EOF;
    if (is_letter(c)) {
        while (is_letter(peek(x, 0)) || is_digit(peek(x, 0))) x->at++;
        return name_type(x->text + start, x->at - start);
    }
    if (is_digit(c) || (c == '.' && is_digit(peek(x, 1)))) {
        number(x);
        return TK_NUMBER;
    }
    if (c == '"' || c == '\'') {
        short_string(x, x->line);
        return TK_STRING;
    }
    if (c == '[' && (peek(x, 1) == '[' || peek(x, 1) == '=')) {
        int level = bracket_level(x);
        if (level < 0) fail(x, x->line, _("« [= » ouvre un texte long qui s'écrit [=[ ... ]=]"));
        else long_bracket(x, level, _("texte ouvert par « [[ » et jamais fermé par « ]] »"));
        return TK_STRING;
    }
    return sign(x);
}

jln_token jln_lexer_next(jln_lexer *x) {
    skip_blanks(x);
    jln_token t = {.line = x->line, .start = x->at};
    t.type = scan(x);
    if (x->err->status != JLN_OK) t.type = TK_EOF;
    t.end = x->at;
    return t;
}
