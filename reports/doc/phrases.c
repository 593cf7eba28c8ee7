#include "doc/phrases.h"

#include "base/utf8.h"
#include "doc/format.h"

#include <string.h>

const char *jln_say_count(jln_builder *b, unsigned long count) {
    jln_str text = {0};
    jln_format_number(&text, jln_rat_of((int64_t)count), 0, b->lang);
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

/* ---- quotations ---- */

/* Its first words, within `most` letters. */
static const char *first_words(jln_builder *b, const char *text, size_t most) {
    size_t length = strlen(text), at = 0, space = 0;
    for (size_t count = 0; at < length && count < most; count++) {
        if (text[at] == ' ') space = at;
        (void)jln_utf8_next(text, length, &at);
    }
    bool whole = at == length;
    size_t end = whole ? length : space ? space : at;
    while (!whole && end) {
        bool opening = end > 2 && strncmp(text + end - 2, "«", 2) == 0;
        if (!opening && !strchr(" .,;:(", text[end - 1])) break;
        end -= opening ? 2 : 1;
    }
    return jln_build_fmt(b, "%.*s%s", (int)end, text, whole ? "" : "…");
}

const char *jln_say_quoted(jln_builder *b, const char *text, size_t most) {
    return jln_build_fmt(b, _("« %s »"), first_words(b, text, most));
}

/* ---- results and activities ---- */

static bool starts_with_vowel(const char *word) {
    static const char *const vowels[] = {"a", "e", "i", "o", "u", "y", "h", "é",
                                         "è", "ê", "î", "â", "œ", "É", "È"};
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (strncmp(word, vowels[i], strlen(vowels[i])) == 0) return true;
    return false;
}

/* By the ending of its first word: levels are named by the plan, without their gender. */
static bool is_feminine(const char *words) {
    static const char *const endings[] = {"tion", "sion", "ité", "té", "ante", "ence", "ance",
                                          "que",  "ure",  "ère", "ie", "ette", "ude",  "ine"};
    size_t length = strcspn(words, " ");
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (length > n && strncmp(words + length - n, endings[i], n) == 0) return true;
    }
    return false;
}

static const char *with_article(jln_builder *b, const char *words, const char *id) {
    if (b->lang == JLN_LANG_EN)
        return jln_build_fmt(b, "%s\u00a0%s", jln_build_capital(b, words), id);
    const char *article = starts_with_vowel(words) ? "L'" : is_feminine(words) ? "La " : "Le ";
    return jln_build_fmt(b, "%s%s\u00a0%s", article, words, id);
}

enum { RESULT_MOST = 80, ACTIVITY_MOST = 80 }; /* letters of a title inside a sentence */

const char *jln_say_result(jln_builder *b, uint32_t node) {
    const jln_node *n = &b->plan->nodes[node];
    const char *name = n->short_title ? n->short_title : n->title;
    const char *words = jln_plan_level_words(b->plan, n->level, b->lang, false);
    return jln_build_fmt(b, "%s (%s)", with_article(b, words, n->id),
                         jln_say_quoted(b, name, RESULT_MOST));
}

const char *jln_say_activity(jln_builder *b, uint32_t node) {
    const jln_node *n = &b->plan->nodes[node];
    const char *title = jln_say_quoted(b, n->title, ACTIVITY_MOST);
    return n->lead ? jln_build_fmt(b, "%s (%s, %s)", title, n->id, n->lead)
                   : jln_build_fmt(b, "%s (%s)", title, n->id);
}

const char *jln_say_numbered(jln_builder *b, uint32_t node) {
    const jln_node *n = &b->plan->nodes[node];
    return jln_build_fmt(b, "%s %s", n->id, first_words(b, n->title, ACTIVITY_MOST));
}

/* ---- the base of the rates ---- */

/* The base of years that a revision changes all, or not at all. */
static jln_base base_of(const jln_builder *b, int from, int to) {
    jln_base base = jln_engine_base(b->engine);
    if (base != JLN_BASE_REVISED || jln_facts_revised_years(b->facts, from, to) == to - from + 1)
        return base;
    return jln_facts_unrevised(b->facts);
}

/* « du coût prévu (révisé pour 2012, 2013) »: the years that a revision changes, among others. */
static const char *with_revised(jln_builder *b, const char *words, int from, int to) {
    jln_base base = base_of(b, from, to);
    if (jln_engine_base(b->engine) != JLN_BASE_REVISED || base == JLN_BASE_REVISED) return words;
    jln_str years = {0};
    for (int y = from; y <= to; y++)
        if (jln_facts_revised_years(b->facts, y, y))
            jln_str_fmt(&years, "%s%d", *jln_str_c(&years) ? ", " : "", y);
    const char *text = !*jln_str_c(&years) ? words
                       : base == JLN_BASE_PLANNED
                           ? jln_build_fmt(b, _("%s (révisé pour %s)"), words, jln_str_c(&years))
                           : jln_build_fmt(b, _("%s (révisée pour %s)"), words, jln_str_c(&years));
    jln_str_free(&years);
    return text;
}

const char *jln_say_base(jln_builder *b, int from, int to) {
    return with_revised(b, jln_base_words(base_of(b, from, to)), from, to);
}

const char *jln_say_of_base(jln_builder *b, int from, int to) {
    static const char *const words[JLN_BASE_COUNT] = {
        N_("du coût prévu"), N_("de la dotation initiale"), N_("de la dotation révisée")};
    return with_revised(b, _(words[base_of(b, from, to)]), from, to);
}

jln_base jln_say_year_base(const jln_builder *b) {
    return base_of(b, b->year, b->year);
}

const char *jln_say_own_base(const jln_builder *b) {
    jln_base base = jln_say_year_base(b);
    if (base == JLN_BASE_PLANNED) return _("de son coût prévu");
    return base == JLN_BASE_INITIAL ? _("de sa dotation initiale") : _("de sa dotation révisée");
}

void jln_leads_add(jln_leads *leads, const char *lead) {
    if (!lead) return;
    for (size_t i = 0; i < leads->count; i++)
        if (strcmp(leads->seen[i], lead) == 0) return;
    if (leads->count < sizeof leads->seen / sizeof *leads->seen) leads->seen[leads->count++] = lead;
    jln_str_fmt(&leads->text, "%s%s", leads->text.length ? ", " : "", lead);
}

const char *jln_leads_end(jln_builder *b, jln_leads *leads) {
    const char *text = jln_build_fmt(b, "%s", jln_str_c(&leads->text));
    jln_str_free(&leads->text);
    return text;
}

/* ---- what is known of a leaf ---- */

jln_leaf_year jln_leaf_at(jln_builder *b, uint32_t leaf, int year) {
    jln_place place = {b->plan->leaves[leaf], -1, year};
    jln_leaf_year at = {.until = -1};
    at.base = jln_engine_sum(b->engine, (jln_measure){JLN_M_BASE, (int)jln_engine_base(b->engine)},
                             place);
    at.spent = jln_engine_sum(b->engine,
                              (jln_measure){JLN_M_SPENT, (int)jln_engine_stage(b->engine)}, place);
    at.counted =
        jln_value_known(&at.base) && at.base.number.num > 0 && at.spent.state == JLN_NUMBER;
    jln_spent_rows rows = jln_facts_spent(b->facts, leaf, year);
    const jln_progress *p = jln_facts_progress(b->facts, leaf, year);
    for (size_t i = 0; i < rows.count; i++)
        if (rows.rows[i].period > at.until) at.until = rows.rows[i].period;
    if (p->state != JLN_NOT_REPORTED && p->period > at.until) at.until = p->period;
    return at;
}

const char *jln_leaf_early(jln_builder *b, uint32_t leaf, int year) {
    int until = jln_leaf_at(b, leaf, year).until, last = jln_facts_period(b->facts, year);
    if (until < 0 || until == last) return NULL;
    return b->facts->periods[until].last_day;
}

bool jln_rat_at_least(jln_rat value, int per_cent) {
    jln_rat bound;
    if (value.num < 0) value.num = -value.num;
    return jln_rat_make(per_cent, 100, &bound) && jln_rat_cmp(value, bound) >= 0;
}
