#include "audit/say.h"

#include <string.h>

jln_lang jln_audit_lang(void) {
    /* The catalogue itself says which language it is in: "en" in the English one. */
    return strcmp(_("fr"), "en") == 0 ? JLN_LANG_EN : JLN_LANG_FR;
}

const char *jln_audit_text(jln_audit_book *book, const char *text) {
    if (!text) book->failed = true;
    return text;
}

/* A plain decimal with its digits in groups of three, a true minus sign and the language's marks.
 */
static const char *group(jln_audit_book *book, const char *plain) {
    char out[JLN_NUM_MAX * 4];
    size_t length = 0;
    const char *digits = plain[0] == '-' ? plain + 1 : plain;
    const char *mark = jln_audit_lang() == JLN_LANG_EN ? "," : "\u202f";
    size_t whole = strcspn(digits, ".");
    if (digits != plain) length = (size_t)(stpcpy(out, "\u2212") - out);
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) length = (size_t)(stpcpy(out + length, mark) - out);
        out[length++] = digits[i];
    }
    out[length] = '\0';
    const char *decimals = digits[whole] ? digits + whole + 1 : NULL;
    return jln_audit_text(book, jln_arena_fmt(book->arena, "%s%s%s", out, decimals ? _(",") : "",
                                              decimals ? decimals : ""));
}

static const char *plain_ratio(int64_t amount, int64_t unit, char out[JLN_NUM_MAX]) {
    jln_rat value;
    if (jln_rat_make(amount, unit, &value) && jln_rat_text(value, 9, true, out)) return out;
    return strcpy(out, "?");
}

const char *jln_audit_exact(jln_audit_book *book, int64_t amount) {
    char plain[JLN_NUM_MAX];
    return jln_audit_text(book,
                          jln_arena_str(book->arena, plain_ratio(amount, book->minor, plain)));
}

const char *jln_audit_amount(jln_audit_book *book, int64_t amount) {
    char plain[JLN_NUM_MAX];
    return group(book, plain_ratio(amount, book->unit, plain));
}

const char *jln_audit_claim_amount(jln_audit_book *book, const jln_audit_claim *claim) {
    return claim->state == JLN_NUMBER ? jln_audit_amount(book, claim->amount) : claim->text;
}

const char *jln_audit_currency(const jln_audit_book *book) {
    const char *currency = book->plan->currency;
    bool franc = strcmp(currency, "XOF") == 0 || strcmp(currency, "XAF") == 0;
    return franc ? _("FCFA") : currency;
}

jln_quantity jln_audit_quantity(const char *unit) {
    return strcmp(unit, "%") == 0 ? JLN_QUANTITY_PERCENT : JLN_QUANTITY_NUMBER;
}

/* How many a number counts for the grammar: below 2 is singular in French, only 1 is in English. */
static unsigned long grammar(jln_rat number) {
    jln_rat size = number.num < 0 ? (jln_rat){-number.num, number.den} : number;
    bool one = jln_audit_lang() == JLN_LANG_EN ? jln_rat_cmp(size, jln_rat_of(1)) == 0
                                               : jln_rat_cmp(size, jln_rat_of(2)) < 0;
    return one ? 1 : 2;
}

const char *jln_audit_money(jln_audit_book *book, int64_t amount) {
    const char *number = jln_audit_amount(book, amount), *currency = jln_audit_currency(book);
    jln_rat printed = jln_rat_of(2);
    (void)jln_rat_make(amount, book->unit, &printed);
    unsigned long n = grammar(printed);
    jln_arena *arena = book->arena;
    if (!number) return NULL;
    switch (book->plan->scale) {
    case 1:
        return jln_audit_text(book, jln_arena_fmt(arena, "%s %s", number, currency));
    case 1000:
        return jln_audit_text(
            book,
            jln_arena_fmt(arena, P_("%s millier de %s", "%s milliers de %s", n), number, currency));
    case 1000000:
        return jln_audit_text(
            book,
            jln_arena_fmt(arena, P_("%s million de %s", "%s millions de %s", n), number, currency));
    default:
        return jln_audit_text(book, jln_arena_fmt(arena, _("%s fois %lld %s"), number,
                                                  (long long)book->plan->scale, currency));
    }
}

const char *jln_audit_points(jln_audit_book *book, jln_rat number, int decimals) {
    return jln_audit_text(book,
                          jln_arena_fmt(book->arena, P_("%s point", "%s points", grammar(number)),
                                        jln_audit_number(book, number, decimals)));
}

const char *jln_audit_number(jln_audit_book *book, jln_rat number, int decimals) {
    char plain[JLN_NUM_MAX];
    if (!jln_rat_text(number, decimals, true, plain)) strcpy(plain, "?");
    return group(book, plain);
}

const char *jln_audit_level(const jln_audit_book *book, uint32_t node) {
    return jln_plan_level_words(book->plan, book->plan->nodes[node].level, jln_audit_lang(), false);
}

const char *jln_audit_leaves(const jln_audit_book *book) {
    return jln_plan_level_words(book->plan, book->plan->level_count - 1, jln_audit_lang(), true);
}

const char *jln_audit_place(jln_audit_book *book, uint32_t node, int column) {
    const char *level = jln_audit_level(book, node), *id = book->plan->nodes[node].id;
    int year = book->plan->first_year + column;
    jln_arena *arena = book->arena;
    char *text;
    if (column == book->years)
        text = node ? jln_arena_fmt(arena, _("%s %s, toutes années"), level, id)
                    : jln_arena_str(arena, _("ensemble du plan, toutes années"));
    else
        text = node ? jln_arena_fmt(arena, _("%s %s, %d"), level, id, year)
                    : jln_arena_fmt(arena, _("ensemble du plan, %d"), year);
    return jln_audit_text(book, text);
}

const char *jln_audit_heading(jln_audit_book *book, uint32_t node, int column) {
    const char *level = jln_audit_level(book, node), *id = book->plan->nodes[node].id;
    int year = book->plan->first_year + column;
    jln_arena *arena = book->arena;
    char *text;
    if (column == book->years)
        text = node ? jln_arena_fmt(arena, _("Sous-total %s %s, toutes années"), level, id)
                    : jln_arena_str(arena, _("Total général, toutes années"));
    else
        text = node ? jln_arena_fmt(arena, _("Sous-total %s %s, %d"), level, id, year)
                    : jln_arena_fmt(arena, _("Total général, %d"), year);
    return jln_audit_text(book, text);
}

const char *jln_audit_capital(jln_audit_book *book, const char *words) {
    char *copy = words ? jln_arena_str(book->arena, words) : NULL;
    unsigned char *c = (unsigned char *)copy;
    if (!c) return jln_audit_text(book, NULL);
    if (c[0] >= 'a' && c[0] <= 'z') c[0] = (unsigned char)(c[0] - 32);
    else if (c[0] == 0xC3 && c[1] >= 0xA0 && c[1] <= 0xBE && c[1] != 0xB7)
        c[1] = (unsigned char)(c[1] - 32);
    return copy;
}

const char *jln_audit_subject(jln_audit_book *book, const char *words) {
    const char *bar = words ? strstr(words, " | ") : NULL;
    bool english = bar && jln_audit_lang() == JLN_LANG_EN;
    return jln_audit_capital(book, english ? bar + strlen(" | ")
                                   : bar ? jln_arena_strn(book->arena, words, (size_t)(bar - words))
                                         : words);
}

const char *jln_audit_node_heading(jln_audit_book *book, uint32_t node) {
    if (!node) return _("Ensemble du plan");
    char *words = jln_arena_fmt(book->arena, "%s %s", jln_audit_level(book, node),
                                book->plan->nodes[node].id);
    return jln_audit_capital(book, words);
}

const char *jln_audit_section(jln_audit_book *book, const char *code) {
    static const char annex[] = "annexe-";
    if (strcmp(code, "corps") == 0) return _("Corps du texte");
    bool is_annex = strncmp(code, annex, strlen(annex)) == 0;
    return jln_audit_text(
        book, is_annex ? jln_arena_fmt(book->arena, _("Annexe %s"), code + strlen(annex))
                       : jln_arena_fmt(book->arena, _("Section %s"), code));
}

const char *jln_audit_funder_place(jln_audit_book *book, int funder, int column) {
    const char *name = jln_plan_funder_name(book->plan, funder, jln_audit_lang());
    char *text = column == book->years ? jln_arena_fmt(book->arena, _("%s, toutes années"), name)
                                       : jln_arena_fmt(book->arena, _("%s, %d"), name,
                                                       book->plan->first_year + column);
    return jln_audit_text(book, text);
}
