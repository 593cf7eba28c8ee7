#include "script/message.h"

#include "base/i18n.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 40 };

static int least(int a, int b, int c) {
    int m = a < b ? a : b;
    return m < c ? m : c;
}

/* Insertions, deletions and replacements between two short words; two neighbours exchanged count
 * one. */
static int distance(const char *a, const char *b) {
    int rows[3][WORD_MAX + 1];
    int n = (int)strlen(a), m = (int)strlen(b);
    if (n > WORD_MAX || m > WORD_MAX) return WORD_MAX;
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (int j = 0; j <= m; j++) above[j] = j;
    for (int i = 1; i <= n; i++) {
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && before[j - 2] + 1 < row[j]) row[j] = before[j - 2] + 1;
        }
        int *free_row = before;
        before = above;
        above = row;
        row = free_row;
    }
    return above[m];
}

const char *jln_message_nearest(const char *name, const char *const *candidates, size_t count) {
    size_t length = strlen(name);
    int best = length <= 4 ? 1 : length <= 7 ? 2 : 3;
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        int d = distance(name, candidates[i]);
        if (d > best || (size_t)d >= length) continue;
        if (d == best && found && strcmp(candidates[i], found) >= 0) continue;
        best = d;
        found = candidates[i];
    }
    return found;
}

static void append(char *out, size_t size, const char *text) {
    size_t n = strlen(out);
    if (n < size) snprintf(out + n, size - n, "%s", text);
}

void jln_message_hint(const char *name, const char *const *candidates, size_t count, int list,
                      char *out, size_t size) {
    out[0] = '\0';
    const char *near = jln_message_nearest(name, candidates, count);
    if (near) snprintf(out, size, _(" : vouliez-vous dire « %s » ?"), near);
    if (near || !list || !count) return;
    append(out, size, _(" ; noms admis : "));
    for (size_t i = 0; i < count; i++) {
        if (i) append(out, size, ", ");
        append(out, size, candidates[i]);
    }
}

const char *jln_message_type(const char *type) {
    static const char *const words[][2] = {
        {"nil", N_("rien (nil)")},   {"number", N_("un nombre")},
        {"string", N_("un texte")},  {"boolean", N_("vrai ou faux")},
        {"table", N_("une table")},  {"function", N_("une fonction")},
        {"value", N_("une valeur")}, {"place", N_("un lieu (n)")},
        {"no value", N_("rien")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], type) == 0) return _(words[i][1]);
    return type;
}

/* What Lua says, by its first words, and what we say. */
static const char *const phrases[][2] = {
    {"attempt to call", N_("appel de ce qui n'est pas une fonction")},
    {"attempt to index", N_("champ lu ou écrit dans ce qui n'est pas une table")},
    {"attempt to concatenate", N_("« .. » n'assemble que des textes et des nombres")},
    {"attempt to get length", N_("« # » ne compte que les éléments d'une table ou d'un texte")},
    {"attempt to perform bitwise", N_("opération binaire sur autre chose que des nombres entiers")},
    {"attempt to perform arithmetic", N_("calcul sur autre chose que des nombres")},
    {"attempt to compare", N_("comparaison impossible")},
    {"attempt to perform 'n", N_("division par zéro")},
    {"attempt to assign to const", N_("variable <const> : elle ne change pas")},
    {"number", N_("nombre entier attendu")},
    {"'for' step is zero", N_("le pas d'une boucle « for » ne peut pas être 0")},
    {"'for'", N_("une boucle « for » compte avec des nombres")},
    {"index is nil", N_("clé de table égale à nil")},
    {"table index is", N_("clé de table impossible")},
    {"index is NaN", N_("clé de table impossible")},
    {"variable", N_("seules nil et false se ferment")},
    {"stack overflow", N_("appels trop profonds : une fonction qui s'appelle sans fin ?")},
    {"C stack overflow", N_("trop d'imbrications ou d'appels")},
    {"error in error", N_("appels trop profonds")},
    {"string length overflow", N_("texte trop long")},
    {"string slice too long", N_("texte trop long")},
    {"table overflow", N_("table trop grande")},
    {"too many", N_("fichier trop compliqué : trop de noms dans une même fonction")},
    {"function or expression needs", N_("expression trop compliquée")},
    {"control structure too long", N_("bloc trop long")},
    {"no visible label", N_("« goto » vers une étiquette qui n'existe pas à cet endroit")},
    {"label", N_("étiquette déjà employée")},
    {"break outside", N_("« break » hors d'une boucle")},
    {"malformed number", N_("nombre mal écrit")},
    {"invalid escape", N_("\\ suivi d'une lettre inconnue dans un texte : écrivez \\\\")},
    {"hexadecimal digit", N_("chiffre hexadécimal attendu dans un texte")},
    {"decimal escape", N_("code de caractère trop grand dans un texte")},
    {"UTF-8 value", N_("code de caractère trop grand dans un texte")},
    {"missing '{'", N_("« \\u » s'écrit \\u{...} dans un texte")},
    {"missing '}'", N_("« \\u » s'écrit \\u{...} dans un texte")},
    {"unfinished string", N_("texte jamais refermé")},
    {"unexpected symbol", N_("symbole inattendu")},
    {"<goto", N_("« goto » vers une étiquette où il ne peut pas sauter")},
};

/* "(field 'x')" at the end of a message of Lua: copies x. */
static bool subject(const char *lua, char *out, size_t size) {
    const char *open = strrchr(lua, '(');
    const char *start = open ? strchr(open, '\'') : NULL;
    const char *end = start ? strchr(start + 1, '\'') : NULL;
    if (!end || end == start + 1) return false;
    jln_message_clean(start + 1, (size_t)(end - start - 1), out, size);
    return true;
}

static const char *culprit(const char *lua) {
    static const char *const types[] = {"nil",      "boolean", "table", "string",
                                        "function", "number",  "value", "place"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char words[32];
        snprintf(words, sizeof words, " a %s value", types[i]);
        if (strstr(lua, words)) return types[i];
    }
    return NULL;
}

void jln_message_translate(const char *lua, char *out, size_t size) {
    char name[80], original[200];
    jln_message_clean(lua, strlen(lua), original, sizeof original);
    const char *words = _("erreur dans le fichier");
    size_t count = sizeof phrases / sizeof *phrases, i = 0;
    while (i < count && strncmp(lua, phrases[i][0], strlen(phrases[i][0])) != 0) i++;
    if (i < count) words = _(phrases[i][1]);
    const char *type = culprit(lua);
    snprintf(out, size, "%s", words);
    if (strncmp(lua, "attempt to ", 11) == 0) {
        if (subject(lua, name, sizeof name) && type) {
            char more[200];
            snprintf(more, sizeof more, _(" : « %s » est %s"), name, jln_message_type(type));
            append(out, size, more);
        } else if (type) {
            append(out, size, _(" : c'est "));
            append(out, size, jln_message_type(type));
        }
    }
    if (strncmp(lua, "attempt to call a table", 23) == 0)
        append(out, size, _(" ; manque-t-il une virgule entre deux constructions ?"));
    append(out, size, " (Lua : ");
    append(out, size, original);
    append(out, size, ")");
}

void jln_message_line(const char *source, size_t length, int line, char *out, size_t size) {
    size_t start = 0;
    out[0] = '\0';
    if (!source || line < 1) return;
    for (int i = 1; i < line; i++) {
        const char *newline = memchr(source + start, '\n', length - start);
        if (!newline) return;
        start = (size_t)(newline - source) + 1;
    }
    const char *newline = memchr(source + start, '\n', length - start);
    size_t end = newline ? (size_t)(newline - source) : length;
    while (start < end && strchr(" \t", source[start])) start++;
    while (end > start && strchr(" \t\r", source[end - 1])) end--;
    jln_message_clean(source + start, end - start, out, size);
}

void jln_message_clean(const char *text, size_t length, char *out, size_t size) {
    size_t n = 0;
    for (size_t at = 0; at < length;) {
        size_t start = at;
        int32_t code = jln_utf8_next(text, length, &at);
        bool plain = code >= 32 && code != 127;
        size_t bytes = plain ? at - start : 1;
        if (n + bytes >= size) break;
        if (plain) memcpy(out + n, text + start, bytes);
        else out[n] = code == '\n' || code == '\t' ? ' ' : '?';
        n += bytes;
    }
    out[n] = '\0';
}
