/* Amounts and counts stated in the text: against the tables they speak of, against their own words,
 * against one another. */
#include "audit/numerals.h"
#include "audit/places.h"
#include "audit/reference.h"
#include "audit/rules.h"
#include "audit/say.h"
#include "base/str.h"

/* ---- claim-amount ---- */

/* A sum that nothing prints may be off by the rounding of its lines. */
static bool is_rounding(jln_audit_book *book, const jln_audit_reference *r, int64_t amount) {
    return r->printed == JLN_AUDIT_NONE &&
           jln_audit_within(book, jln_audit_minus(book, amount, r->sum), r->numbers);
}

static uint32_t slot_of(const jln_audit_book *book, const jln_audit_claim *claim) {
    if (claim->funder < book->plan->funder_count) return JLN_AUDIT_NONE;
    return claim->node ? book->slot_of[claim->node] : book->slot_count;
}

/* What the printed figure of a table is off by from its lines, when it is the figure the text
 * repeats or is compared with. */
static void printed_causes(jln_audit_book *book, jln_audit_causes *causes,
                           const jln_audit_reference *r, int sign) {
    if (r->printed != JLN_AUDIT_NONE)
        jln_audit_claim_causes(book, causes, &book->claims[r->printed], sign);
}

/* Where the difference comes from: a misprinted total that the lines below contradict; the places
 * where both tables part, when the text follows the other one; else the text. */
static void text_causes(jln_audit_book *book, const jln_audit_claim *claim,
                        const jln_audit_reference *against, const jln_audit_reference *other,
                        bool matrix, jln_audit_mismatch *m) {
    uint32_t slot = slot_of(book, claim);
    bool paired = jln_audit_agrees(other, claim->amount) && slot != JLN_AUDIT_NONE;
    uint32_t pair = paired ? jln_audit_pair_root(book, slot, claim->column) : JLN_AUDIT_NONE;
    if (against->sum == claim->amount && against->printed != JLN_AUDIT_NONE) {
        m->blame = book->claims[against->printed].root;
        printed_causes(book, &m->causes, against, -1);
    } else if (pair != JLN_AUDIT_NONE) {
        m->blame = pair;
        if (other->sum != claim->amount) printed_causes(book, &m->causes, other, 1);
        jln_audit_tables_apart(book, &m->causes, slot, claim->column, matrix ? 1 : -1);
        printed_causes(book, &m->causes, against, -1);
    }
    jln_audit_causes_merge(book, &m->causes);
    if (m->causes.count) return;
    m->blame = m->own;
    jln_audit_causes_add(book, &m->causes, m->own, jln_audit_minus(book, m->printed, m->computed));
}

static const char *sentence(const jln_audit_reference *against, const jln_audit_reference *other,
                            int64_t amount, bool matrix) {
    if (matrix && against->sum == amount)
        return _("Texte, %s : « %s » (l. %d), comme la somme des lignes de la matrice, qui imprime "
                 "%s (l. %d) ; écart de %s.");
    if (matrix && jln_audit_agrees(other, amount))
        return _("Texte, %s : « %s » (l. %d), comme le tableau de financement, alors que la "
                 "matrice donne %s (l. %d) ; écart de %s.");
    if (matrix)
        return _(
            "Texte, %s : « %s » (l. %d), alors que la matrice donne %s (l. %d) ; écart de %s.");
    if (jln_audit_agrees(other, amount))
        return _("Texte, %s : « %s » (l. %d), comme la matrice, alors que le tableau de "
                 "financement donne %s (l. %d) ; écart de %s.");
    return _("Texte, %s : « %s » (l. %d), alors que le tableau de financement donne %s (l. %d) ; "
             "écart de %s.");
}

static void against_table(jln_audit_book *book, jln_audit_claim *claim,
                          const jln_audit_reference *against, const jln_audit_reference *other,
                          bool matrix) {
    if (!against->known || against->amount == claim->amount) return;
    jln_audit_mismatch m = {
        .claim = claim,
        .tail = matrix ? "matrix" : "table",
        .printed = claim->amount,
        .computed = against->amount,
        .severity =
            is_rounding(book, against, claim->amount) ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR,
        .doc = claim->doc,
        .doc_2 = against->doc,
        .line = claim->line,
        .line_2 = against->line,
        .from_2 = against->printed == JLN_AUDIT_NONE,
        .own = jln_audit_figure_claim(book, claim),
    };
    text_causes(book, claim, against, other, matrix, &m);
    m.message = jln_arena_fmt(book->arena, sentence(against, other, claim->amount, matrix),
                              jln_audit_claim_place(book, claim), claim->text, claim->line,
                              jln_audit_money(book, against->amount), against->line,
                              jln_audit_difference(book, &m));
    jln_audit_mismatch_add(book, &m);
    if (claim->root == JLN_AUDIT_NONE) {
        claim->causes = m.causes;
        claim->root = jln_audit_causes_principal(book, &m.causes, m.blame);
    }
    if (!jln_audit_agrees(other, claim->amount) && against->sum != claim->amount)
        claim->gap = jln_audit_minus(book, claim->amount, against->sum);
}

static bool is_amount(const jln_audit_claim *claim) {
    return claim->kind == JLN_CLAIM_TEXT_AMOUNT && claim->state == JLN_NUMBER;
}

void jln_audit_rule_claim_amount(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        jln_audit_claim *claim = &book->claims[i];
        if (!is_amount(claim)) continue;
        jln_audit_reference matrix = jln_audit_in_matrix(book, claim),
                            table = jln_audit_in_table(book, claim);
        against_table(book, claim, &table, &matrix, false);
        against_table(book, claim, &matrix, &table, true);
    }
}

/* ---- the text's amounts added up ---- */

typedef struct {
    int64_t sum;
    int count;
    jln_audit_causes causes; /* of the differences of the parts from the tables */
    const jln_audit_claim *first;
} text_parts;

typedef enum { PART_NODES, PART_YEARS, PART_FUNDERS } part_kind;

static bool is_part(const jln_audit_book *book, const jln_audit_claim *claim, part_kind kind,
                    int level) {
    bool node = claim->node != 0, year = claim->column < book->years,
         funder = claim->funder < book->plan->funder_count;
    switch (kind) {
    case PART_NODES:
        return node && !year && !funder && book->plan->nodes[claim->node].level == level;
    case PART_YEARS:
        return year && !node && !funder;
    default:
        return funder && !node && !year;
    }
}

/* An amount printed again counts once. */
static bool is_first_printing(const jln_audit_book *book, const jln_audit_claim *claim) {
    for (const jln_audit_claim *other = book->claims; other < claim; other++)
        if (is_amount(other) && jln_audit_same_place(claim, other)) return false;
    return true;
}

static text_parts add_parts(jln_audit_book *book, part_kind kind, int level) {
    text_parts parts = {0};
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (!is_amount(claim) || !is_part(book, claim, kind, level) ||
            !is_first_printing(book, claim))
            continue;
        parts.sum = jln_audit_plus(book, parts.sum, claim->amount);
        if (!parts.count++) parts.first = claim;
        if (claim->gap) jln_audit_causes_add(book, &parts.causes, claim->root, claim->gap);
    }
    return parts;
}

static int expected(const jln_audit_book *book, part_kind kind, int level) {
    int count = 0;
    if (kind == PART_YEARS) return book->years;
    if (kind == PART_FUNDERS) return book->plan->funder_count;
    for (uint32_t i = 1; i < book->plan->node_count; i++)
        count += book->plan->nodes[i].level == level;
    return count;
}

/* A total copied from the matrix with its rounding. */
static uint32_t copied_root(const jln_audit_book *book, const jln_audit_claim *total) {
    uint32_t index = book->printed[jln_audit_at(book, total->node, total->column)];
    bool copied = index != JLN_AUDIT_NONE && book->claims[index].amount == total->amount &&
                  book->claims[index].gap;
    return copied ? book->claims[index].root : jln_audit_figure_claim(book, total);
}

static void check_parts(jln_audit_book *book, const jln_audit_claim *total, part_kind kind,
                        int level, const char *tail) {
    text_parts parts = add_parts(book, kind, level);
    if (parts.count < 2 || parts.count != expected(book, kind, level) || parts.sum == total->amount)
        return;
    jln_audit_mismatch m = {
        .claim = total,
        .tail = tail,
        .printed = total->amount,
        .computed = parts.sum,
        .severity = JLN_SEVERITY_ERROR,
        .doc = total->doc,
        .doc_2 = parts.first->doc,
        .line = total->line,
        .line_2 = parts.first->line,
        .from_2 = true,
        .own = jln_audit_figure_claim(book, total),
        .blame = jln_audit_figure_claim(book, total),
    };
    int64_t off = jln_audit_minus(book, m.printed, m.computed);
    if (jln_audit_within(book, off, (uint32_t)parts.count)) {
        m.severity = JLN_SEVERITY_ROUNDING;
        m.blame = copied_root(book, total);
    } else {
        jln_audit_causes_join(book, &m.causes, &parts.causes, -1);
        if (total->gap) jln_audit_causes_add(book, &m.causes, total->root, total->gap);
    }
    m.message = jln_arena_fmt(book->arena,
                              _("Texte, total : « %s » (l. %d), alors que les montants qui le "
                                "répartissent (à partir de la l. %d) font %s ; écart de %s."),
                              total->text, total->line, parts.first->line,
                              jln_audit_money(book, parts.sum), jln_audit_difference(book, &m));
    jln_audit_mismatch_add(book, &m);
}

void jln_audit_rule_claim_sum(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *total = &book->claims[i];
        bool plan = !total->node && total->column == book->years &&
                    total->funder == book->plan->funder_count;
        if (!is_amount(total) || !plan || !is_first_printing(book, total)) continue;
        check_parts(book, total, PART_YEARS, 0, "years");
        check_parts(book, total, PART_FUNDERS, 0, "funders");
        for (int level = 0; level < book->plan->level_count; level++)
            check_parts(book, total, PART_NODES, level, book->plan->levels[level].code);
    }
}

/* ---- words-figures ---- */

static jln_audit_draft *add_words(jln_audit_book *book, const jln_audit_claim *words,
                                  const char *message) {
    jln_audit_draft *draft =
        jln_audit_draft_add(book, jln_audit_place_id(book, words, NULL), message);
    if (!draft) return NULL;
    jln_finding *f = &draft->finding;
    f->about = jln_audit_about(book, words);
    f->year = words->column < book->years ? book->plan->first_year + words->column : 0;
    f->printed = words->text;
    f->doc = words->doc;
    f->line = words->line;
    draft->own = draft->blame = jln_audit_figure_claim(book, words);
    return draft;
}

static void unreadable(jln_audit_book *book, const jln_audit_claim *words) {
    const char *message = jln_arena_fmt(
        book->arena, _("Montant en lettres, %s : « %s » (l. %d) ne forme pas un nombre."),
        jln_audit_claim_place(book, words), words->text, words->line);
    (void)add_words(book, words, message);
}

/* Whole currency units, whatever the printing scale: as both are printed in the text. */
static const char *whole_units(jln_audit_book *book, int64_t amount) {
    jln_rat value = jln_rat_of(0);
    if (!jln_rat_make(amount, book->minor, &value)) book->overflow = true;
    return jln_audit_number(book, value, 2);
}

static const char *words_sentence(bool words_right, bool figures_right) {
    if (words_right && !figures_right)
        return _("Montant en lettres, %s : « %s » (l. %d) fait %s %s, comme les tableaux, alors "
                 "que les chiffres sont « %s » (l. %d).");
    if (figures_right && !words_right)
        return _("Montant en lettres, %s : « %s » (l. %d) fait %s %s, alors que les chiffres, « %s "
                 "» (l. %d), sont ceux des tableaux.");
    return _("Montant en lettres, %s : « %s » (l. %d) fait %s %s, alors que les chiffres sont « %s "
             "» (l. %d).");
}

static void compare_words(jln_audit_book *book, const jln_audit_claim *words,
                          const jln_audit_claim *figures, int64_t amount) {
    jln_audit_reference matrix = jln_audit_in_matrix(book, words),
                        table = jln_audit_in_table(book, words);
    bool words_right = jln_audit_agrees(&matrix, amount) || jln_audit_agrees(&table, amount);
    bool figures_right =
        jln_audit_agrees(&matrix, figures->amount) || jln_audit_agrees(&table, figures->amount);
    const char *message = jln_arena_fmt(book->arena, words_sentence(words_right, figures_right),
                                        jln_audit_claim_place(book, words), words->text,
                                        words->line, whole_units(book, amount),
                                        jln_audit_currency(book), figures->text, figures->line);
    jln_audit_draft *draft = add_words(book, words, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_ERROR;
    f->quantity = JLN_QUANTITY_AMOUNT;
    f->printed = jln_audit_exact(book, figures->amount);
    f->computed = jln_audit_exact(book, amount);
    f->difference = jln_audit_exact(book, jln_audit_minus(book, figures->amount, amount));
    f->doc_2 = words->doc;
    f->line_2 = words->line;
    f->doc = figures->doc;
    f->line = figures->line;
    if (words_right && !figures_right) draft->blame = jln_audit_figure_claim(book, figures);
}

static const jln_audit_reference *agreeing(const jln_audit_reference *matrix,
                                           const jln_audit_reference *table, int64_t amount) {
    if (jln_audit_agrees(table, amount)) return table;
    return jln_audit_agrees(matrix, amount) ? matrix : NULL;
}

/* The figures beside the words have no value to compare: that is the fault, whatever follows. */
static void against_misgrouped(jln_audit_book *book, const jln_audit_claim *words,
                               jln_audit_claim *figures, int64_t amount) {
    jln_audit_reference matrix = jln_audit_in_matrix(book, words),
                        table = jln_audit_in_table(book, words);
    const jln_audit_reference *same = agreeing(&matrix, &table, amount);
    const char *place = jln_audit_claim_place(book, words), *value = whole_units(book, amount);
    const char *message =
        same ? jln_arena_fmt(book->arena,
                             _("Montant en lettres, %s : « %s » (l. %d) fait %s %s, comme les "
                               "tableaux (l. %d), alors que les "
                               "chiffres « %s » (l. %d) sont mal groupés."),
                             place, words->text, words->line, value, jln_audit_currency(book),
                             same->line, figures->text, figures->line)
             : jln_arena_fmt(book->arena,
                             _("Montant en lettres, %s : « %s » (l. %d) fait %s %s, alors que les "
                               "chiffres « %s » (l. %d) "
                               "sont mal groupés."),
                             place, words->text, words->line, value, jln_audit_currency(book),
                             figures->text, figures->line);
    jln_audit_draft *draft = add_words(book, words, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_ERROR;
    f->quantity = JLN_QUANTITY_AMOUNT;
    f->printed = figures->text;
    f->computed = jln_audit_exact(book, amount);
    f->doc = figures->doc;
    f->line = figures->line;
    f->doc_2 = same ? same->doc : words->doc;
    f->line_2 = same ? same->line : words->line;
    draft->blame = figures->root = jln_audit_figure_claim(book, figures);
}

void jln_audit_rule_words_figures(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *words = &book->claims[i];
        int64_t amount;
        if (words->kind != JLN_CLAIM_WORDS) continue;
        const jln_audit_claim *figures = jln_audit_text_amount(book, words);
        jln_audit_claim *misgrouped = jln_audit_misgrouped_amount(book, words);
        if (!jln_audit_numeral(words->text, &amount) || !jln_mul_i64(amount, book->minor, &amount))
            unreadable(book, words);
        else if (misgrouped) against_misgrouped(book, words, misgrouped, amount);
        else if (figures && figures->amount != amount) compare_words(book, words, figures, amount);
    }
}

/* ---- counts of the chain ---- */

static int level_of(const jln_audit_book *book, const char *code) {
    for (int i = 0; i < book->plan->level_count; i++)
        if (jln_str_eq(book->plan->levels[i].code, code)) return i;
    return -1;
}

static int nodes_below(const jln_audit_book *book, uint32_t node, int level) {
    int count = 0;
    for (uint32_t i = node + 1; i < book->plan->nodes[node].end; i++)
        count += book->plan->nodes[i].level == level;
    return count;
}

static void wrong_count(jln_audit_book *book, jln_audit_claim *claim, int level, int count) {
    bool many = jln_rat_cmp(claim->percent, jln_rat_of(1)) > 0;
    const char *words = jln_plan_level_words(book->plan, level, jln_audit_lang(), many);
    const char *message =
        claim->node
            ? jln_arena_fmt(
                  book->arena,
                  _("%s : le texte annonce « %s » %s (l. %d), alors que la chaîne en compte %d."),
                  jln_audit_node_heading(book, claim->node), claim->text, words, claim->line, count)
            : jln_arena_fmt(
                  book->arena,
                  _("Le texte annonce « %s » %s (l. %d), alors que la chaîne en compte %d."),
                  claim->text, words, claim->line, count);
    const char *id = jln_arena_fmt(book->arena, "claim-count/%s", claim->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_ERROR;
    f->quantity = JLN_QUANTITY_NUMBER;
    f->about = jln_audit_about(book, claim);
    f->printed = jln_audit_number(book, claim->percent, 0);
    f->computed = jln_audit_text(book, jln_arena_fmt(book->arena, "%d", count));
    f->doc = claim->doc;
    f->line = claim->line;
    draft->own = draft->blame = claim->root = jln_audit_figure_claim(book, claim);
}

void jln_audit_rule_claim_count(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != JLN_CLAIM_COUNT || claim->state != JLN_NUMBER) continue;
        int level = level_of(book, claim->label);
        if (level < 0) continue;
        int count = nodes_below(book, claim->node, level);
        if (jln_rat_cmp(claim->percent, jln_rat_of(count)) != 0)
            wrong_count(book, claim, level, count);
    }
}
