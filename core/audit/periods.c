/* plan-period and dated-value: years that do not belong to the plan. */
#include "audit/places.h"
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/words.h"
#include "audit/years.h"

#include "base/str.h"

#include <string.h>

/* ---- plan-period ---- */

/* A period of another plan stands beside this one's years, before or after; one that overlaps them
 * without being equal is a slip. A single year is a deadline or a horizon: it lies within. */
static bool is_outside(const jln_plan *plan, const jln_audit_period *p) {
    if (!p->is_span) return p->first < plan->first_year || p->first > plan->last_year;
    bool within = p->first >= plan->first_year && p->last <= plan->last_year;
    bool apart = p->last < plan->first_year || p->first > plan->last_year;
    return !within && !apart;
}

static const char *period_text(jln_audit_book *book, const jln_audit_period *p) {
    return jln_audit_text(book, p->is_span ? jln_arena_fmt(book->arena, "%d-%d", p->first, p->last)
                                           : jln_arena_fmt(book->arena, "%d", p->first));
}

/* The year of a law or an agreement is its name. */
static bool names_an_act(const char *text) {
    static const char *const acts[] = {"loi",        "decret",         "arrete",   "ordonnance",
                                       "convention", "recommandation", "decision", "accord",
                                       "traite",     "charte"};
    char word[JLN_AUDIT_WORD_MAX];
    for (const char *at = text; jln_audit_word_next(&at, word);)
        for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
            if (strcmp(word, acts[i]) == 0) return true;
    return false;
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_in(const char *word, const char *text) {
    char next[JLN_AUDIT_WORD_MAX];
    for (const char *at = text; jln_audit_word_next(&at, next);)
        if (strcmp(next, word) == 0) return true;
    return false;
}

/* "CSCRP 2007-2011" is the period of another programme: the capitals before it are not in this
 * plan's title. */
static bool is_of_another(const jln_plan *plan, const char *text, size_t at) {
    char name[JLN_AUDIT_WORD_MAX];
    size_t end = at, start;
    while (end && text[end - 1] == ' ') end--;
    for (start = end; start && is_capital(text[start - 1]); start--) continue;
    if (end - start < 2 || end - start >= sizeof name) return false;
    for (size_t i = start; i < end; i++) name[i - start] = (char)(text[i] - 'A' + 'a');
    name[end - start] = '\0';
    return !is_in(name, plan->title);
}

static jln_audit_draft *add_period(jln_audit_book *book, const char *id, const char *message,
                                   uint32_t node, const char *printed, const char *doc, int line) {
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return NULL;
    jln_finding *f = &draft->finding;
    f->about = book->plan->nodes[node].id;
    f->printed = printed;
    f->computed = jln_audit_plan_years(book);
    f->doc = doc;
    f->line = line;
    return draft;
}

static void check_claim(jln_audit_book *book, const jln_audit_claim *claim) {
    jln_audit_period periods[JLN_AUDIT_YEARS_MAX];
    int count = jln_audit_periods_in(claim->text, periods);
    if (!count) return;
    bool equal =
        periods[0].first == book->plan->first_year && periods[0].last == book->plan->last_year;
    if (equal || (!periods[0].is_span && !is_outside(book->plan, &periods[0]))) return;
    const char *message = jln_arena_fmt(
        book->arena, _("Période du plan imprimée « %s » (l. %d), alors que le plan couvre %s."),
        claim->text, claim->line, jln_audit_plan_years(book));
    const char *id = jln_arena_fmt(book->arena, "plan-period/%s", claim->id);
    jln_audit_draft *draft = add_period(book, id, message, claim->node,
                                        period_text(book, &periods[0]), claim->doc, claim->line);
    if (draft) draft->own = draft->blame = jln_audit_figure_claim(book, claim);
}

/* A period already claimed about the node is not listed again. */
static bool is_claimed(const jln_audit_book *book, uint32_t node, const jln_audit_period *p) {
    jln_audit_period periods[JLN_AUDIT_YEARS_MAX];
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != JLN_CLAIM_PERIOD || claim->node != node) continue;
        int count = jln_audit_periods_in(claim->text, periods);
        if (count && periods[0].first == p->first && periods[0].last == p->last) return true;
    }
    return false;
}

/* A text of the plan: a title, a target. `figure` is what it shares with the same words printed
 * elsewhere. */
typedef struct {
    const char *text, *doc, *tail;
    uint32_t node, figure;
    int line;
    bool spans_only; /* single years are a matter of dated-value */
} dated_text;

static void check_text(jln_audit_book *book, const dated_text *t) {
    jln_audit_period periods[JLN_AUDIT_YEARS_MAX];
    int count = jln_audit_periods_in(t->text, periods);
    for (int i = 0; i < count; i++) {
        const jln_audit_period *p = &periods[i];
        if (!is_outside(book->plan, p) || is_claimed(book, t->node, p)) continue;
        if (!p->is_span &&
            (t->spans_only || names_an_act(t->text) || !jln_audit_is_date(t->text, p->at)))
            continue;
        if (p->is_span && is_of_another(book->plan, t->text, p->at)) continue;
        const char *printed = period_text(book, p);
        const char *format =
            p->is_span ? _("%s : « %s » (l. %d) nomme la période %s, qui recoupe celle du plan "
                           "(%s) sans être la même.")
                       : _("%s : « %s » (l. %d) nomme l’année %s, alors que le plan couvre %s.");
        const char *message =
            jln_arena_fmt(book->arena, format, jln_audit_node_heading(book, t->node), t->text,
                          t->line, printed, jln_audit_plan_years(book));
        const char *id = jln_arena_fmt(book->arena, "plan-period/%s/%s%s",
                                       book->plan->nodes[t->node].id, t->tail, printed);
        jln_audit_draft *draft = add_period(book, id, message, t->node, printed, t->doc, t->line);
        if (draft) draft->own = draft->blame = t->figure;
        return;
    }
}

static void check_chain(jln_audit_book *book) {
    for (uint32_t i = 1; i < book->plan->node_count; i++) {
        const jln_node *node = &book->plan->nodes[i];
        dated_text t = {.text = node->title,
                        .doc = node->doc,
                        .tail = "",
                        .node = i,
                        .line = node->line,
                        .figure = jln_audit_figure_code(book, i)};
        check_text(book, &t);
    }
}

/* The same words as the node's title follow from it. */
static void check_wordings(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->wording_count; i++) {
        const jln_audit_wording *w = &book->wordings[i];
        uint32_t node = w->node == JLN_AUDIT_NONE ? 0 : w->node;
        dated_text t = {.text = w->title,
                        .doc = w->doc,
                        .node = node,
                        .line = w->line,
                        .tail = jln_audit_text(book, jln_arena_fmt(book->arena, "%s/", w->section)),
                        .figure = jln_audit_figure_wording(book, i)};
        jln_audit_contrast contrast;
        if (!t.tail) return;
        if (node &&
            jln_audit_words_compare(book->vocabulary, book->plan->nodes[node].title, w->title,
                                    &contrast) &&
            contrast.likeness != JLN_AUDIT_WORDING)
            t.figure = jln_audit_figure_code(book, node);
        check_text(book, &t);
    }
}

static void check_indicators(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->indicator_count; i++) {
        const jln_audit_indicator *n = &book->indicators[i];
        const char *tail = jln_audit_text(book, jln_arena_fmt(book->arena, "%d/", n->position));
        if (!tail) return;
        dated_text t = {.text = n->target_text,
                        .doc = n->doc,
                        .tail = tail,
                        .node = n->node,
                        .line = n->line,
                        .figure = jln_audit_figure_indicator(book, i, JLN_PART_TARGET),
                        .spans_only = true};
        check_text(book, &t);
        t.text = n->assumptions;
        check_text(book, &t);
    }
}

void jln_audit_rule_plan_period(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++)
        if (book->claims[i].kind == JLN_CLAIM_PERIOD) check_claim(book, &book->claims[i]);
    check_chain(book);
    check_wordings(book);
    check_indicators(book);
}

/* ---- dated-value ---- */

static void add_dated(jln_audit_book *book, uint32_t indicator, jln_audit_part part, int year,
                      const char *message) {
    const jln_audit_indicator *n = &book->indicators[indicator];
    const char *tail = part == JLN_PART_BASELINE ? "baseline" : "target";
    const char *id = jln_arena_fmt(book->arena, "dated-value/%s/%d/%s",
                                   book->plan->nodes[n->node].id, n->position, tail);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->about = book->plan->nodes[n->node].id;
    f->year = year;
    f->printed = part == JLN_PART_BASELINE ? n->baseline_text : n->target_text;
    f->computed = jln_audit_plan_years(book);
    f->doc = n->doc;
    f->line = n->line;
    draft->own = draft->blame = jln_audit_figure_indicator(book, indicator, part);
}

static bool in_plan(const jln_plan *plan, int year) {
    return year >= plan->first_year && year <= plan->last_year;
}

static void check_target(jln_audit_book *book, uint32_t indicator, int year) {
    const jln_audit_indicator *n = &book->indicators[indicator];
    if (!year || in_plan(book->plan, year)) return;
    add_dated(
        book, indicator, JLN_PART_TARGET, year,
        jln_arena_fmt(book->arena,
                      _("Indicateur « %s » (l. %d) : sa cible est datée de %d, hors du plan (%s)."),
                      n->text, n->line, year, jln_audit_plan_years(book)));
}

/* The last year a document can know: a costed plan is written by its first year, a report on one by
 * its last. */
static int known_year(const jln_audit_book *book) {
    bool costed = book->lines[jln_audit_at(book, 0, book->years)].count > 0;
    return costed ? book->plan->first_year : book->plan->last_year;
}

static void check_baseline(jln_audit_book *book, uint32_t indicator, int year) {
    const jln_audit_indicator *n = &book->indicators[indicator];
    if (!year || year <= known_year(book)) return;
    add_dated(book, indicator, JLN_PART_BASELINE, year,
              jln_arena_fmt(book->arena,
                            _("Indicateur « %s » (l. %d) : sa référence est datée de %d, après le "
                              "début du plan (%s)."),
                            n->text, n->line, year, jln_audit_plan_years(book)));
}

/* Years in the words of a value, besides the one entered for it. */
static void check_words(jln_audit_book *book, uint32_t indicator, jln_audit_part part) {
    const jln_audit_indicator *n = &book->indicators[indicator];
    bool baseline = part == JLN_PART_BASELINE;
    const char *text = baseline ? n->baseline_text : n->target_text;
    int entered = baseline ? n->baseline_year : n->target_year;
    jln_audit_period periods[JLN_AUDIT_YEARS_MAX];
    int count = jln_audit_periods_in(text, periods);
    for (int i = 0; i < count; i++) {
        int year = periods[i].first;
        if (periods[i].is_span || year == entered || !jln_audit_is_date(text, periods[i].at))
            continue;
        if (baseline) check_baseline(book, indicator, year);
        else check_target(book, indicator, year);
    }
}

/* A target is printed once; its years in the table of targets are those of its words. */
static bool has_own_year(const jln_audit_book *book, const jln_audit_target *t) {
    const jln_audit_indicator *n = &book->indicators[t->indicator];
    int years[JLN_AUDIT_YEARS_MAX], count = jln_audit_years_in(n->target_text, years);
    bool printed = n->target_year == t->year;
    for (int i = 0; i < count; i++) printed = printed || years[i] == t->year;
    return printed;
}

/* What is foreseen may lie ahead; what is measured cannot. */
static bool is_foreseen(const jln_audit_fact *fact) {
    static const char *const words[] = {"prevision",  "prevue",  "prevu",    "prevoit",
                                        "projection", "projete", "objectif", "cible",
                                        "objectifs",  "cibles",  "horizon",  "estimation"};
    const char *texts[] = {fact->series, fact->about, fact->text};
    char word[JLN_AUDIT_WORD_MAX];
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        for (const char *at = texts[t]; jln_audit_word_next(&at, word);)
            for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (strcmp(word, words[i]) == 0) return true;
    return false;
}

static void check_fact(jln_audit_book *book, uint32_t index) {
    const jln_audit_fact *fact = &book->facts[index];
    if (fact->year <= known_year(book) || is_foreseen(fact)) return;
    const char *message = jln_arena_fmt(book->arena,
                                        _("%s : « %s » (l. %d) est daté de %d, une année que le "
                                          "document (plan %s) ne peut connaître."),
                                        jln_audit_subject(book, fact->said), fact->text, fact->line,
                                        fact->year, jln_audit_plan_years(book));
    jln_audit_draft *draft =
        jln_audit_draft_add(book, jln_arena_fmt(book->arena, "dated-value/%s", fact->id), message);
    if (!draft) return;
    draft->finding.year = fact->year;
    draft->finding.printed = fact->text;
    draft->finding.computed = jln_audit_plan_years(book);
    draft->finding.doc = fact->doc;
    draft->finding.line = fact->line;
    draft->own = draft->blame = jln_audit_figure_fact(book, index);
}

void jln_audit_rule_dated_value(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->indicator_count; i++) {
        check_baseline(book, i, book->indicators[i].baseline_year);
        check_target(book, i, book->indicators[i].target_year);
        check_words(book, i, JLN_PART_BASELINE);
        check_words(book, i, JLN_PART_TARGET);
    }
    for (uint32_t i = 0; i < book->fact_count; i++) check_fact(book, i);
    for (uint32_t i = 0; i < book->target_count; i++)
        if (!has_own_year(book, &book->targets[i]))
            check_target(book, book->targets[i].indicator, book->targets[i].year);
}
