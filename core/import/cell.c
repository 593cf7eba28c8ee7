#include "import/cell.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "import/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { ID_MAX = 80, DECIMALS_MAX = 12 };

typedef struct {
    const jln_package *package;
    const jln_column *column;
    const char *text;
    jln_err *err;
} cell;

static jln_status expected(const cell *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static jln_status expected(const cell *c, const char *fmt, ...) {
    char quoted[JLN_QUOTE_MAX], what[640];
    va_list args;
    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    return jln_err_set(c->err, JLN_EDATA, NULL, _("colonne « %s » : trouvé %s, attendu %s"),
                       c->column->name, jln_quote(c->text, strlen(c->text), quoted), what);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The bytes of a space that may stand between groups of three digits; 0 when there is none. */
static size_t group_space(const char *text) {
    static const char *const spaces[] = {" ", "\u00A0", "\u202F", "\u2009"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (strncmp(text, spaces[i], strlen(spaces[i])) == 0) return strlen(spaces[i]);
    return 0;
}

/* Copies a plain decimal without the spaces between its groups of three digits ("1 234,5"); false
 * when `text` is none. A space elsewhere ("12 34") is more likely two numbers than one. */
static bool ungroup(const char *text, char out[JLN_NUM_MAX]) {
    size_t n = 0, run = 0;
    bool grouped = false, point = false;
    const char *from = text;
    if (*text == '-') out[n++] = *text++;
    for (; *text; text++) {
        size_t space = group_space(text);
        bool mark = *text == '.' || *text == ',';
        if (n + 1 >= JLN_NUM_MAX || (!space && !mark && !is_digit(*text))) return false;
        if (space || mark) {
            if (run == 0 || point || (grouped ? run != 3 : space && run > 3)) return false;
            grouped = grouped || space;
            run = 0;
        }
        if (mark) point = true;
        if (space) {
            text += space - 1;
            continue;
        }
        if (!mark) run++;
        out[n++] = *text;
    }
    out[n] = '\0';
    return text > from && run > 0 && (point || !grouped || run == 3);
}

/* Appends digits to `*value` with the sign of the whole; false on overflow. */
static bool add_digits(const char *digits, size_t count, bool negative, int64_t *value) {
    for (size_t i = 0; i < count; i++) {
        int digit = is_digit(digits[i]) ? digits[i] - '0' : 0;
        if (!jln_mul_i64(*value, 10, value)) return false;
        if (!jln_add_i64(*value, negative ? -digit : digit, value)) return false;
    }
    return true;
}

static jln_status too_large(const cell *c) {
    return expected(c, "%s", _("un nombre plus petit : celui-ci dépasse 19 chiffres"));
}

static jln_status set_integer(jln_field *out, int64_t value) {
    *out = (jln_field){JLN_FIELD_INT, value, NULL};
    return JLN_OK;
}

static jln_status set_text(jln_field *out, const char *text) {
    *out = (jln_field){JLN_FIELD_TEXT, 0, text};
    return JLN_OK;
}

/* An integer with `decimals` more digits, those written after a point or comma among them. */
static jln_status read_scaled(const cell *c, const char *plain, int decimals, jln_field *out) {
    bool negative = *plain == '-';
    plain += negative;
    size_t whole = strcspn(plain, ".,");
    const char *fraction = plain[whole] ? plain + whole + 1 : "";
    size_t given = strlen(fraction), wanted = (size_t)decimals;
    int64_t value = 0;
    if (given > wanted)
        return expected(c, _("au plus %d chiffres après la virgule, comme en a la monnaie"),
                        decimals);
    bool fits = add_digits(plain, whole, negative, &value) &&
                add_digits(fraction, given, negative, &value) &&
                add_digits("0000", wanted - given, negative, &value);
    return fits ? set_integer(out, value) : too_large(c);
}

static jln_status read_int(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    if (!ungroup(c->text, number))
        return expected(c, "%s", _("un nombre entier ; n'écrivez que des chiffres"));
    if (number[strcspn(number, ".,")])
        return expected(c, "%s", _("un nombre entier, sans point ni virgule"));
    return read_scaled(c, number, 0, out);
}

static jln_status read_amount(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    int decimals = c->package->decimals;
    if (!ungroup(c->text, number))
        return expected(c, "%s",
                        c->column->flags & JLN_COL_FROM_ZERO
                            ? _("un montant de 0 ou plus ; n'écrivez que des chiffres, groupés par "
                                "trois ou d'un bloc")
                            : _("un montant ; n'écrivez que des chiffres, groupés par trois ou "
                                "d'un bloc, avec un « - » devant s'il est négatif"));
    if (decimals == 0 && number[strcspn(number, ".,")])
        return expected(c, "%s",
                        _("un montant entier ; écrivez-le en unités entières, sans point ni "
                          "virgule"));
    return read_scaled(c, number, decimals, out);
}

static jln_status read_decimal(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    jln_rat value;
    if (!ungroup(c->text, number))
        return expected(c, "%s",
                        _("un nombre, comme « 12,5 » ; n'écrivez ni unité ni signe « % »"));
    size_t point = strcspn(number, ".,");
    if (number[point] && strlen(number + point + 1) > DECIMALS_MAX)
        return expected(c, _("au plus %d chiffres après la virgule"), DECIMALS_MAX);
    if (!jln_rat_parse(number, strlen(number), &value) ||
        !jln_rat_text(value, DECIMALS_MAX, true, number))
        return too_large(c);
    return set_text(out, number);
}

static jln_status read_year(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    (void)number;
    const jln_package *p = c->package;
    int first = p->is_plan ? p->first_year : 1900, last = p->is_plan ? p->last_year : 2200;
    int64_t year = 0;
    bool digits = strlen(c->text) == 4;
    for (const char *d = c->text; digits && *d; d++) digits = is_digit(*d);
    if (digits) add_digits(c->text, 4, false, &year);
    if (digits && year >= first && year <= last) return set_integer(out, year);
    if (!p->is_plan) return expected(c, _("une année de %d à %d, en quatre chiffres"), first, last);
    return expected(c,
                    _("une année du plan, de %d à %d ; corrigez la cellule, ou « first_year » et "
                      "« last_year » dans datapackage.json"),
                    first, last);
}

/* What spreadsheets make of dates in French: "31/12/2012". */
static bool read_french_date(const char *text, char iso[JLN_DATE_MAX]) {
    int day, month, year, end = 0;
    int32_t days;
    if (sscanf(text, "%2d/%2d/%4d%n", &day, &month, &year, &end) != 3 || text[end]) return false;
    if (day < 1 || month < 1 || year < 1000) return false;
    snprintf(iso, JLN_DATE_MAX, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)day % 100);
    return jln_date_parse(iso, strlen(iso), &days);
}

static jln_status read_date(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    (void)number;
    int32_t days;
    char iso[JLN_DATE_MAX];
    if (jln_date_parse(c->text, strlen(c->text), &days)) return set_text(out, c->text);
    if (read_french_date(c->text, iso))
        return expected(c, _("une date AAAA-MM-JJ ; écrivez « %s »"), iso);
    return expected(c, "%s", _("une date AAAA-MM-JJ qui existe, comme « 2012-12-31 »"));
}

static bool same_word(const char *text, const char *word) {
    for (; *text && *word; text++, word++)
        if ((*text >= 'A' && *text <= 'Z' ? *text + ('a' - 'A') : *text) != *word) return false;
    return *text == *word;
}

/* Spreadsheets write these words in capitals, in their own language. */
static jln_status read_bool(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    (void)number;
    static const char *const yes[] = {"true", "oui", "1", "vrai"};
    static const char *const no[] = {"false", "non", "0", "faux"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (same_word(c->text, yes[i])) return set_integer(out, 1);
        if (same_word(c->text, no[i])) return set_integer(out, 0);
    }
    return expected(c, "%s", _("« true » ou « false »"));
}

static jln_status read_code(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    (void)number;
    size_t count = 0;
    for (; c->column->codes[count]; count++)
        if (strcmp(c->text, c->column->codes[count]) == 0) return set_text(out, c->text);
    char list[JLN_LIST_MAX], hint[JLN_QUOTE_MAX];
    return expected(c, _("l'un de ces codes : %s%s"), jln_list(c->column->codes, count, list),
                    jln_suggest(c->text, c->column->codes, count, hint));
}

static bool is_id_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_' || c == '/' || c == ':';
}

static jln_status read_id(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    (void)number;
    const char *end = c->text;
    while (is_id_character(*end)) end++;
    if (*end)
        return expected(c, "%s",
                        _("un identifiant : lettres sans accent, chiffres, « . », « - », « _ », "
                          "« / », « : », sans espace"));
    if (end - c->text > ID_MAX)
        return expected(c, _("un identifiant d'au plus %d caractères"), ID_MAX);
    return set_text(out, c->text);
}

static jln_status read_text(const cell *c, char number[JLN_NUM_MAX], jln_field *out) {
    (void)number;
    return set_text(out, c->text);
}

static jln_status empty_code(const cell *c) {
    size_t count = 0;
    char list[JLN_LIST_MAX];
    while (c->column->codes[count]) count++;
    return jln_err_set(c->err, JLN_EDATA, NULL,
                       _("colonne « %s » : cellule vide, attendu l'un de ces codes : %s"),
                       c->column->name, jln_list(c->column->codes, count, list));
}

static jln_status read_empty(const cell *c, jln_field *out) {
    *out = (jln_field){0};
    if (c->column->flags & JLN_COL_REQUIRED && c->column->codes) return empty_code(c);
    if (c->column->flags & JLN_COL_REQUIRED)
        return jln_err_set(c->err, JLN_EDATA, NULL,
                           _("colonne « %s » : cellule vide, attendu une valeur ; cette colonne se "
                             "remplit à chaque ligne"),
                           c->column->name);
    return c->column->flags & JLN_COL_KEY ? set_text(out, "") : JLN_OK;
}

static jln_status check_sign(const cell *c, const jln_field *field) {
    char quoted[JLN_QUOTE_MAX];
    bool below = field->tag == JLN_FIELD_INT
                     ? field->integer < 0
                     : field->tag == JLN_FIELD_TEXT && field->text[0] == '-';
    if (!below) return JLN_OK;
    return jln_err_set(c->err, JLN_EDATA, NULL,
                       _("colonne « %s » : trouvé %s, un nombre négatif ; attendu 0 ou plus"),
                       c->column->name, jln_quote(c->text, strlen(c->text), quoted));
}

jln_status jln_cell_read(const jln_package *package, const jln_column *column, const char *text,
                         char number[JLN_NUM_MAX], jln_field *out, jln_err *err) {
    static jln_status (*const readers[])(const cell *, char[JLN_NUM_MAX], jln_field *) = {
        [JLN_COL_TEXT] = read_text,       [JLN_COL_ID] = read_id,
        [JLN_COL_CODE] = read_code,       [JLN_COL_INT] = read_int,
        [JLN_COL_AMOUNT] = read_amount,   [JLN_COL_YEAR] = read_year,
        [JLN_COL_DATE] = read_date,       [JLN_COL_BOOL] = read_bool,
        [JLN_COL_DECIMAL] = read_decimal, [JLN_COL_PRINTED] = read_text,
    };
    cell c = {package, column, text, err};
    jln_status status = *text ? readers[column->type](&c, number, out) : read_empty(&c, out);
    return status == JLN_OK && column->flags & JLN_COL_FROM_ZERO ? check_sign(&c, out) : status;
}
