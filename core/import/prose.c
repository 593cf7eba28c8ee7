#include "import/prose.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/file.h"
#include "import/text.h"
#include "import/words.h"
#include "model/section.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { FILE_MAX = 1 << 20, YEARS_MAX = 100, FIELD_COUNT = 6 };

/* One physical line: its bytes, and after its indentation. */
typedef struct {
    const char *bytes, *text;
    size_t length, text_length;
    int indent;
    long number;
} text_line;

typedef struct {
    const jln_table *table;
    const jln_sink *sink;
    jln_diag *diag;
    jln_err *err;
    const char *file;
    int year, section; /* 0, -1: none yet */
    bool skipping;     /* what is under a wrong title, itself reported */
    jln_lang lang;
    int position; /* of the last row of the section */
    int number;   /* of the last numbered item, 0 when another row came after */
    struct {
        int year;
        long sections[2][JLN_SECTION_COUNT]; /* line where it starts, 0 when not there */
    } seen[YEARS_MAX];
    int year_count;
    bool open; /* a paragraph or an item is being read */
    jln_prose_role role;
    long line;
    char text[JLN_FIELD_TEXT_MAX + 1];
    size_t length;
    long bold_line, bold_column; /* of the ** that is not closed yet; 0 for none */
} reader;

static jln_status report(reader *r, long line, long column, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

static jln_status report(reader *r, long line, long column, const char *fmt, ...) {
    jln_err problem = {0};
    char message[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    jln_err_set(&problem, JLN_EDATA, NULL, "%s", message);
    jln_words_place(&problem, r->file, line, column);
    return jln_diag_emit(r->diag, &problem);
}

/* ---- rows ---- */

static jln_status send_row(reader *r, jln_prose_role role, const char *text, long line) {
    jln_field fields[FIELD_COUNT] = {
        {JLN_FIELD_INT, r->year, NULL},
        {JLN_FIELD_TEXT, 0, jln_section_codes[r->section]},
        {JLN_FIELD_TEXT, 0, r->lang == JLN_LANG_EN ? "en" : "fr"},
        {JLN_FIELD_INT, ++r->position, NULL},
        {JLN_FIELD_TEXT, 0, jln_text_roles[role]},
        {JLN_FIELD_TEXT, 0, text},
    };
    jln_row row = {r->table, fields, line};
    jln_status status = r->sink->row(r->sink->ctx, &row, r->err);
    if (status != JLN_OK) jln_words_place(r->err, r->file, line, 0);
    return status;
}

/* Ends the paragraph or the item being read. */
static jln_status close_block(reader *r) {
    if (!r->open) return JLN_OK;
    long line = r->bold_line, column = r->bold_column;
    r->open = false;
    r->bold_line = r->bold_column = 0;
    if (line)
        return report(r, line, column, "%s",
                      _("« ** » ouvre un passage en gras qui n'est pas fermé dans le même "
                        "paragraphe ; ajouter « ** » à sa fin"));
    return r->length ? send_row(r, r->role, r->text, r->line) : JLN_OK;
}

/* What is wrong in it was reported. */
static void drop_block(reader *r) {
    r->open = false;
    r->bold_line = r->bold_column = 0;
}

/* Adds a line to what is being read. */
static jln_status append(reader *r, const char *text, size_t length, long line) {
    char clean[JLN_FIELD_TEXT_MAX + 1];
    jln_err problem = {0};
    if (jln_text_clean(text, length, clean, sizeof clean, &problem) != JLN_OK) {
        drop_block(r);
        jln_words_place(&problem, r->file, line, 0);
        if (problem.status == JLN_ENOMEM) return jln_err_nomem(r->err);
        return jln_diag_emit(r->diag, &problem);
    }
    size_t n = strlen(clean), joint = r->length && n;
    if (r->length + joint + n > JLN_FIELD_TEXT_MAX) {
        drop_block(r);
        return report(r, r->line, 0, _("paragraphe de plus de %d octets ; le couper en deux"),
                      JLN_FIELD_TEXT_MAX);
    }
    if (joint) r->text[r->length++] = ' ';
    memcpy(r->text + r->length, clean, n + 1);
    r->length += n;
    return JLN_OK;
}

static jln_status start_block(reader *r, jln_prose_role role, const text_line *l, size_t skip) {
    jln_status status = close_block(r);
    r->open = true;
    r->role = role;
    r->line = l->number;
    r->length = 0;
    r->text[0] = '\0';
    if (role != JLN_PROSE_NUMBER) r->number = 0;
    return status != JLN_OK ? status : append(r, l->text + skip, l->text_length - skip, l->number);
}

/* ---- what a line may not hold ---- */

static long column_of(const text_line *l, const char *at) {
    long column = 1;
    for (const char *p = l->bytes; p < at; p++) column += ((unsigned char)*p & 0xC0) != 0x80;
    return column;
}

static bool starts(const text_line *l, const char *mark) {
    size_t n = strlen(mark);
    return l->text_length >= n && memcmp(l->text, mark, n) == 0;
}

/* A line of at least three of the same sign and nothing else: a rule, or an underlined title. */
static bool is_rule(const text_line *l) {
    if (l->text_length < 3 || !strchr("-*_=", l->text[0])) return false;
    for (size_t i = 0; i < l->text_length; i++)
        if (l->text[i] != l->text[0] && l->text[i] != ' ') return false;
    return true;
}

static const char *wrong_start(const text_line *l) {
    if (starts(l, ">")) return N_("une citation (« > ») n'est pas possible ; écrire un paragraphe");
    if (starts(l, "```") || starts(l, "~~~"))
        return N_("un bloc de code n'est pas possible ; écrire un paragraphe");
    if (starts(l, "|")) return N_("un tableau n'est pas possible ; écrire une liste");
    if (is_rule(l)) return N_("un trait n'est pas possible ; l'ôter, ou écrire un titre (« ### »)");
    return NULL;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What is wrong at text[i]; NULL when nothing is. */
static const char *wrong_here(const char *text, size_t i, size_t length) {
    char c = text[i], next = i + 1 < length ? text[i + 1] : ' ', last = i ? text[i - 1] : ' ';
    if (c == ']' && next == '(')
        return N_("un lien n'est pas possible ; écrire l'adresse telle quelle");
    if (c == '!' && next == '[') return N_("une image n'est pas possible ; l'ôter");
    if (c == '<' && (is_letter(next) || next == '/' || next == '!' || next == '?'))
        return N_("une balise HTML n'est pas possible ; l'ôter");
    if (c == '`') return N_("l'accent grave « ` » n'est pas possible ; l'ôter");
    if (c == '_' && next == '_') return N_("pour le gras, écrire **ainsi**");
    if (c == '*' && last != '*' && next != '*' && (last != ' ' || next != ' '))
        return N_("l'italique (« * ») n'est pas possible ; écrire sans, ou en gras : **ainsi**");
    if (c == '*' && next == '*' && i + 2 < length && text[i + 2] == '*')
        return N_("« *** » n'est pas possible ; le gras s'écrit **ainsi**");
    return NULL;
}

/* Reports the first thing a line may not hold, and follows the bold passages. *good when none. */
static jln_status scan(reader *r, const text_line *l, bool *good) {
    const char *wrong = wrong_start(l);
    *good = false;
    if (wrong) return report(r, l->number, column_of(l, l->text), "%s", _(wrong));
    size_t from = starts(l, "* ") ? 2 : 0; /* the mark of an item */
    for (size_t i = from; i < l->text_length; i++) {
        wrong = wrong_here(l->text, i, l->text_length);
        if (wrong) return report(r, l->number, column_of(l, l->text + i), "%s", _(wrong));
        if (l->text[i] != '*' || i + 1 >= l->text_length || l->text[i + 1] != '*') continue;
        long column = column_of(l, l->text + i);
        bool opens = !r->bold_line;
        char after = i + 2 < l->text_length ? l->text[i + 2] : ' ',
             before = i ? l->text[i - 1] : ' ';
        if ((opens ? after : before) == ' ')
            return report(r, l->number, column, "%s",
                          _("« ** » se colle au premier et au dernier mot du passage en gras"));
        r->bold_line = opens ? l->number : 0;
        r->bold_column = opens ? column : 0;
        i++;
    }
    *good = true;
    return JLN_OK;
}

/* ---- titles ---- */

static jln_status no_section(reader *r, const text_line *l) {
    if (r->skipping) return JLN_OK;
    r->skipping = true; /* said once */
    return report(r, l->number, 1, "%s",
                  r->year ? _("texte hors d'une section ; le mettre sous un titre comme "
                              "« ## Difficultés »")
                          : _("texte avant l'année ; commencer par une ligne comme « # 2013 »"));
}

static jln_status take_year(reader *r, const text_line *l, const char *title) {
    char *end;
    long year = strtol(title, &end, 10);
    r->section = -1;
    r->year = 0;
    r->skipping = true;
    if (strlen(title) != 4 || *end || year < 1900 || year > 2200)
        return report(r, l->number, 3,
                      _("trouvé « %.60s », attendu une année, comme « # 2013 » ; une section "
                        "s'écrit « ## Difficultés », un sous-titre « ### … »"),
                      title);
    r->skipping = false;
    for (int i = 0; i < r->year_count; i++)
        if (r->seen[i].year == year) return r->year = (int)year, JLN_OK;
    if (r->year_count == YEARS_MAX)
        return report(r, l->number, 3, _("plus de %d années"), YEARS_MAX);
    r->seen[r->year_count++].year = r->year = (int)year;
    return JLN_OK;
}

/* The written title with plain apostrophes, as our own titles have them. */
static void plain_title(const char *title, char out[JLN_QUOTE_MAX]) {
    size_t n = 0;
    for (size_t i = 0; title[i] && n + 1 < JLN_QUOTE_MAX; i++) {
        if (strncmp(title + i, "\u2019", 3) == 0) i += 2, out[n++] = '\'';
        else out[n++] = title[i];
    }
    out[n] = '\0';
}

/* Letter by letter first: « Preface » is English, and French for who leaves accents out. */
static bool find_section(const char *title, int *section, jln_lang *lang) {
    char plain[JLN_QUOTE_MAX];
    plain_title(title, plain);
    for (int folded = 0; folded < 2; folded++)
        for (int l = JLN_LANG_FR; l <= JLN_LANG_EN; l++)
            for (int i = 0; i < JLN_SECTION_COUNT; i++) {
                const char *known = jln_section_title(i, (jln_lang)l);
                if (folded ? !jln_text_same(known, plain) : strcmp(known, plain) != 0) continue;
                *section = i;
                *lang = (jln_lang)l;
                return true;
            }
    return false;
}

static jln_status unknown_section(reader *r, const text_line *l, const char *title) {
    const char *names[2 * JLN_SECTION_COUNT];
    char hint[JLN_QUOTE_MAX], list[JLN_LIST_MAX];
    for (int i = 0; i < JLN_SECTION_COUNT; i++) {
        names[i] = jln_section_title(i, JLN_LANG_FR);
        names[JLN_SECTION_COUNT + i] = jln_section_title(i, JLN_LANG_EN);
    }
    r->section = -1;
    r->skipping = true;
    return report(r, l->number, 4, _("section « %.60s » inconnue%s ; attendu : %s"), title,
                  jln_suggest(title, names, 2 * JLN_SECTION_COUNT, hint),
                  jln_list(names, JLN_SECTION_COUNT, list));
}

static jln_status take_section(reader *r, const text_line *l, const char *title) {
    if (!r->year) return no_section(r, l);
    r->skipping = false;
    if (!find_section(title, &r->section, &r->lang)) return unknown_section(r, l, title);
    int at = 0;
    while (r->seen[at].year != r->year) at++;
    long *first = &r->seen[at].sections[r->lang][r->section];
    if (*first)
        return report(r, l->number, 4,
                      _("la section « %.60s » de %d est déjà ligne %ld ; les réunir"), title,
                      r->year, *first);
    *first = l->number;
    r->position = r->number = 0;
    return JLN_OK;
}

static jln_status take_heading(reader *r, const text_line *l) {
    char title[JLN_QUOTE_MAX];
    jln_err problem = {0};
    size_t level = 0;
    jln_status status = close_block(r);
    while (level < l->text_length && l->text[level] == '#') level++;
    if (status != JLN_OK) return status;
    if (level > 3 || level == l->text_length || l->text[level] != ' ')
        return report(r, l->number, 1, "%s",
                      _("attendu « # » et une année, « ## » et une section, ou « ### » et un "
                        "sous-titre, avec une espace après le dernier « # »"));
    if (memmem(l->text, l->text_length, "**", 2))
        return report(r, l->number, 1, "%s", _("pas de gras dans un titre : ôter les « ** »"));
    status = jln_text_clean(l->text + level, l->text_length - level, title, sizeof title, &problem);
    if (status == JLN_OK && !*title)
        jln_err_set(&problem, status = JLN_EDATA, NULL, "%s", _("titre vide"));
    if (status == JLN_ENOMEM) return jln_err_nomem(r->err);
    if (status != JLN_OK) {
        jln_words_place(&problem, r->file, l->number, 1);
        return jln_diag_emit(r->diag, &problem);
    }
    if (level == 1) return take_year(r, l, title);
    if (level == 2) return take_section(r, l, title);
    if (r->section < 0) return no_section(r, l);
    r->number = 0;
    return send_row(r, JLN_PROSE_HEADING, title, l->number);
}

/* ---- texts ---- */

/* Bytes of "12. " or "12) " at the start of a line, and its number; 0 when there is none. */
static size_t numbered(const text_line *l, int *number) {
    size_t n = 0;
    *number = 0;
    while (n < l->text_length && n < 3 && l->text[n] >= '0' && l->text[n] <= '9')
        *number = *number * 10 + (l->text[n++] - '0');
    bool mark =
        n > 0 && n + 1 < l->text_length && strchr(".)", l->text[n]) && l->text[n + 1] == ' ';
    return mark ? n + 2 : 0;
}

static bool bulleted(const text_line *l) {
    return starts(l, "- ") || starts(l, "* ") || starts(l, "+ ") || starts(l, "• ");
}

static jln_status take_number(reader *r, const text_line *l, int number, size_t skip) {
    if (number != r->number + 1)
        return report(r, l->number, column_of(l, l->text),
                      _("trouvé le numéro %d, attendu %d ; pour un nombre en tête d'un paragraphe, "
                        "l'écrire autrement"),
                      number, r->number + 1);
    r->number = number;
    return start_block(r, JLN_PROSE_NUMBER, l, skip);
}

static jln_status take_text(reader *r, const text_line *l) {
    int number;
    size_t skip = numbered(l, &number);
    bool item = bulleted(l), list = r->open && r->role >= JLN_PROSE_ITEM;
    if (r->section < 0) return no_section(r, l);
    if ((item || skip) && l->indent >= 2)
        return report(
            r, l->number, column_of(l, l->text), "%s",
            _("une liste dans une liste n'est pas possible ; coller le point à la marge"));
    if (item) return start_block(r, JLN_PROSE_ITEM, l, starts(l, "•") ? strlen("• ") : 2);
    if (skip) return take_number(r, l, number, skip);
    if (list && l->indent < 2)
        return report(r, l->number, 1, "%s",
                      _("la suite d'un point se décale de deux espaces ; pour un paragraphe, "
                        "laisser d'abord une ligne vide"));
    if (r->open) return append(r, l->text, l->text_length, l->number);
    return start_block(r, JLN_PROSE_PARAGRAPH, l, 0);
}

static jln_status take_line(reader *r, const text_line *l) {
    bool good = false;
    if (l->text_length == 0) return close_block(r);
    if (l->text[0] == '#' && l->indent == 0) return take_heading(r, l);
    jln_status status = JLN_OK;
    int number;
    bool starts_block = bulleted(l) || numbered(l, &number);
    if (starts_block) status = close_block(r); /* a passage in bold ends with its item */
    if (status == JLN_OK) status = scan(r, l, &good);
    size_t before = r->diag->count;
    if (status == JLN_OK && good) status = take_text(r, l);
    if (!good || r->section < 0 || r->diag->count != before) drop_block(r);
    return status;
}

/* ---- the file ---- */

static text_line next_line(const char *text, size_t length, size_t *at, long number) {
    size_t from = *at, end = from;
    while (end < length && text[end] != '\n' && text[end] != '\r') end++;
    *at = end + 1 < length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1;
    text_line l = {.bytes = text + from, .length = end - from, .number = number};
    size_t skip = 0, stop = l.length;
    for (; skip < stop && (l.bytes[skip] == ' ' || l.bytes[skip] == '\t'); skip++)
        l.indent += l.bytes[skip] == '\t' ? 4 : 1;
    while (stop > skip && (l.bytes[stop - 1] == ' ' || l.bytes[stop - 1] == '\t')) stop--;
    l.text = l.bytes + skip;
    l.text_length = stop - skip;
    return l;
}

static jln_status read_lines(reader *r, const char *text, size_t length) {
    size_t at = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    jln_status status = JLN_OK;
    for (long number = 1; status == JLN_OK && at < length; number++) {
        text_line l = next_line(text, length, &at, number);
        status = take_line(r, &l);
    }
    return status == JLN_OK ? close_block(r) : status;
}

/* The place of a byte: its line, and its column in characters. */
static void find_place(const char *text, size_t length, size_t byte, long *line, long *column) {
    size_t at = 0;
    for (*line = 0; at <= byte; ++*line) {
        text_line l = next_line(text, length, &at, *line + 1);
        *column = column_of(&l, text + byte);
    }
}

/* One message for a file that was saved in another encoding, not one for each of its accents. */
static jln_status check_encoding(reader *r, const char *text, size_t length) {
    size_t bad;
    long line, column;
    jln_err problem = {0};
    if (jln_utf8_valid(text, length, &bad)) return JLN_OK;
    jln_text_not_utf8(text, length, bad, &problem);
    find_place(text, length, bad, &line, &column);
    jln_words_place(&problem, r->file, line, column);
    return jln_diag_emit(r->diag, &problem) == JLN_OK ? JLN_ROW : JLN_EDATA;
}

static jln_status load_file(reader *r, char **text, size_t *length) {
    jln_err problem = {0};
    int fd = -1;
    jln_status status = jln_file_open(r->file, FILE_MAX, &fd, &problem);
    if (status == JLN_OK && !(*text = malloc(FILE_MAX + 1))) status = jln_err_nomem(&problem);
    if (status == JLN_OK)
        status = jln_file_fill(fd, r->file, *text, FILE_MAX + 1, length, &problem);
    if (fd >= 0) close(fd);
    if (status == JLN_OK && *length > FILE_MAX)
        status = jln_err_set(&problem, JLN_EDATA, NULL, "%s",
                             _("le fichier grandit pendant la lecture"));
    jln_err kind = {0};
    if (status == JLN_OK && jln_file_sniff(*text, *length, &kind) != JLN_OK)
        status = jln_err_set(&problem, JLN_EDATA, NULL, "%s",
                             _("ce n'est pas un fichier de texte ; l'enregistrer en texte brut "
                               "UTF-8 (.md ou .txt)"));
    jln_words_place(&problem, r->file, 0, 0);
    if (status == JLN_OK) return JLN_OK;
    if (status == JLN_EDATA)
        return jln_diag_emit(r->diag, &problem) == JLN_OK ? JLN_ROW : JLN_EDATA;
    return jln_err_set(r->err, status, problem.where, "%s", problem.message);
}

bool jln_prose_is(const jln_table *table, const char *path) {
    const char *dot = strrchr(path, '.');
    return strcmp(table->name, "texts") == 0 && dot &&
           (strcasecmp(dot, ".md") == 0 || strcasecmp(dot, ".txt") == 0);
}

jln_status jln_prose_send(const jln_package *package, const jln_table *table,
                          const jln_resource *resource, jln_arena *arena, const jln_sink *sink,
                          jln_diag *diag, jln_err *err) {
    reader *r = jln_arena_alloc(arena, sizeof *r);
    int *places = jln_arena_array(arena, JLN_TABLE_COLUMNS_MAX, sizeof *places);
    if (!r || !places) return jln_err_nomem(err);
    *r = (reader){.table = table, .sink = sink, .diag = diag, .err = err, .section = -1};
    r->file = jln_arena_fmt(arena, "%s/%s", package->dir, resource->path);
    if (!r->file) return jln_err_nomem(err);
    char *text = NULL;
    size_t length = 0;
    jln_status status = load_file(r, &text, &length);
    if (status == JLN_OK) status = check_encoding(r, text, length);
    if (status == JLN_OK) status = sink->file(sink->ctx, table, r->file, places, err);
    if (status == JLN_OK) status = read_lines(r, text, length);
    free(text);
    return status == JLN_ROW ? JLN_OK : status;
}
