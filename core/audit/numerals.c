#include "audit/numerals.h"

#include "audit/words.h"

#include <stddef.h>
#include <string.h>

/* What a word is in the grammar of numbers. */
typedef enum {
    ZERO,
    UNIT,
    TEEN,
    TENS,
    SCORE,
    HUNDRED,
    THOUSAND,
    MILLION,
    BILLION,
    AND,
    CURRENCY,
    OF,
    END,
    OTHER
} word_kind;

typedef struct {
    const char *word;
    word_kind kind;
    int value;
} entry;

/* TENS: 20 to 60, and the other names of 70, 80, 90. SCORE: vingt, which quatre multiplies. */
static const entry lexicon[] = {
    {"zero", ZERO, 0},         {"un", UNIT, 1},
    {"une", UNIT, 1},          {"deux", UNIT, 2},
    {"trois", UNIT, 3},        {"quatre", UNIT, 4},
    {"cinq", UNIT, 5},         {"six", UNIT, 6},
    {"sept", UNIT, 7},         {"huit", UNIT, 8},
    {"neuf", UNIT, 9},         {"dix", TEEN, 10},
    {"onze", TEEN, 11},        {"douze", TEEN, 12},
    {"treize", TEEN, 13},      {"quatorze", TEEN, 14},
    {"quinze", TEEN, 15},      {"seize", TEEN, 16},
    {"vingt", SCORE, 20},      {"vingts", SCORE, 20},
    {"trente", TENS, 30},      {"quarante", TENS, 40},
    {"cinquante", TENS, 50},   {"soixante", TENS, 60},
    {"septante", TENS, 70},    {"huitante", TENS, 80},
    {"octante", TENS, 80},     {"nonante", TENS, 90},
    {"cent", HUNDRED, 100},    {"cents", HUNDRED, 100},
    {"mille", THOUSAND, 0},    {"milles", THOUSAND, 0},
    {"mil", THOUSAND, 0},      {"million", MILLION, 0},
    {"millions", MILLION, 0},  {"milliard", BILLION, 0},
    {"milliards", BILLION, 0}, {"et", AND, 0},
    {"franc", CURRENCY, 0},    {"francs", CURRENCY, 0},
    {"cfa", CURRENCY, 0},      {"fcfa", CURRENCY, 0},
    {"f", CURRENCY, 0},        {"de", OF, 0},
};

enum { WORDS_MAX = 64 };

typedef struct {
    entry items[WORDS_MAX + 1]; /* the last one is END */
    size_t at;
} reader;

static entry look_up(const char *word) {
    for (size_t i = 0; i < sizeof lexicon / sizeof *lexicon; i++)
        if (strcmp(lexicon[i].word, word) == 0) return lexicon[i];
    return (entry){word, OTHER, 0};
}

static bool split(const char *text, reader *r) {
    size_t count = 0;
    char word[JLN_AUDIT_WORD_MAX];
    for (const char *at = text; jln_audit_word_next(&at, word);) {
        if (count == WORDS_MAX) return false;
        r->items[count++] = look_up(word);
    }
    size_t all = count;
    while (count && r->items[count - 1].kind == CURRENCY) count--;
    if (count < all && count && r->items[count - 1].kind == OF) count--;
    r->items[count] = (entry){"", END, 0};
    r->at = 0;
    return count > 0;
}

static word_kind kind_at(const reader *r, size_t ahead) {
    for (size_t i = 0; i < ahead; i++)
        if (r->items[r->at + i].kind == END) return END;
    return r->items[r->at + ahead].kind;
}

static int take(reader *r) {
    return r->items[r->at++].value;
}

/* After soixante and quatre-vingt: dix to seize, dix-sept to dix-neuf. */
static int teens(reader *r) {
    int value = take(r);
    if (value == 10 && kind_at(r, 0) == UNIT && r->items[r->at].value >= 7) value += take(r);
    return value;
}

/* What may follow a tens word: "et un", "et onze" after soixante, a unit, a teen after soixante. */
static bool after_tens(reader *r, int tens, int *value) {
    *value = tens;
    if (kind_at(r, 0) == AND) {
        int next = r->items[r->at + 1].value;
        bool one = kind_at(r, 1) == UNIT && next == 1,
             eleven = tens == 60 && kind_at(r, 1) == TEEN && next == 11;
        if (!one && !eleven) return false;
        r->at++;
        *value += take(r);
    } else if (kind_at(r, 0) == UNIT) {
        *value += take(r);
    } else if (tens == 60 && kind_at(r, 0) == TEEN) {
        *value += teens(r);
    }
    return true;
}

static int after_four_score(reader *r) {
    if (kind_at(r, 0) == UNIT) return 80 + take(r);
    if (kind_at(r, 0) == TEEN) return 80 + teens(r);
    return 80;
}

/* 1 to 99; false when there is none here. */
static bool below_hundred(reader *r, int *value) {
    switch (kind_at(r, 0)) {
    case UNIT:
        *value = take(r);
        if (*value != 4 || kind_at(r, 0) != SCORE) return true;
        r->at++;
        *value = after_four_score(r);
        return true;
    case TEEN:
        *value = teens(r);
        return true;
    case SCORE:
    case TENS: {
        int tens = take(r);
        return after_tens(r, tens, value);
    }
    default:
        return false;
    }
}

/* 1 to 999. "quatre cent" begins like "quatre": a unit before cent multiplies it. */
static bool below_thousand(reader *r, int *value) {
    int hundreds = 0, rest = 0;
    if (kind_at(r, 0) == UNIT && kind_at(r, 1) == HUNDRED && r->items[r->at].value >= 2)
        hundreds = take(r);
    if (kind_at(r, 0) == HUNDRED) {
        r->at++;
        if (!hundreds) hundreds = 1;
    }
    bool more = below_hundred(r, &rest);
    *value = hundreds * 100 + rest;
    return more || (hundreds && kind_at(r, 0) != AND);
}

/* 1 to 999 999: "deux mille trois", "mille". */
static bool below_million(reader *r, int64_t *value) {
    int first = 0, rest = 0;
    bool any = kind_at(r, 0) == THOUSAND || below_thousand(r, &first);
    if (!any) return false;
    *value = first;
    if (kind_at(r, 0) != THOUSAND) return true;
    if (first == 1) return false; /* "un mille" is no French */
    r->at++;
    *value = (int64_t)(first ? first : 1) * 1000;
    word_kind next = kind_at(r, 0);
    if (next == MILLION || next == BILLION || next == END) return true;
    if (!below_thousand(r, &rest)) return false;
    *value += rest;
    return true;
}

static bool whole(reader *r, int64_t *out) {
    static const int64_t limit = 1000000000000;
    int64_t total = 0, part;
    word_kind last = END;
    if (kind_at(r, 0) == ZERO) return *out = 0, kind_at(r, 1) == END;
    while (kind_at(r, 0) != END) {
        if (!below_million(r, &part)) return false;
        word_kind scale = kind_at(r, 0);
        int64_t unit = scale == BILLION ? 1000000000 : scale == MILLION ? 1000000 : 1;
        if (scale != BILLION && scale != MILLION && scale != END) return false;
        if (last == MILLION && scale != END) return false;
        if (last == BILLION && scale == BILLION) return false;
        if (scale == MILLION && part > 999) return false;
        total += part * unit;
        if (scale == END) break;
        r->at++;
        last = scale;
    }
    *out = total;
    return total <= limit;
}

bool jln_audit_numeral(const char *text, int64_t *out) {
    reader r;
    int64_t value;
    if (!split(text, &r) || !whole(&r, &value)) return false;
    *out = value;
    return true;
}
