/* percentage: each printed share follows from the figures beside it. */
#include "audit/percent.h"

#include "audit/places.h"
#include "audit/reference.h"
#include "audit/say.h"

bool jln_audit_is_percent(const jln_audit_claim *claim) {
    return jln_audit_is_share(claim->kind) || claim->kind == JLN_CLAIM_TEXT_SHARE ||
           claim->kind == JLN_CLAIM_COVERAGE_SHARE || claim->kind == JLN_CLAIM_COVERAGE_RATE;
}

jln_rat jln_audit_last_digit(int decimals) {
    int64_t power = 1;
    for (int i = 0; i < decimals && i < 12; i++) power *= 10;
    jln_rat unit = jln_rat_of(1);
    (void)jln_rat_make(1, power, &unit);
    return unit;
}

jln_rat jln_audit_apart(jln_audit_book *book, jln_rat a, jln_rat b) {
    jln_rat gap = jln_rat_of(0);
    if (!jln_rat_sub(a, b, &gap)) book->overflow = true;
    return gap;
}

jln_rat jln_audit_magnitude(jln_rat a) {
    return a.num < 0 ? (jln_rat){-a.num, a.den} : a;
}

bool jln_audit_percent_near(jln_audit_book *book, jln_rat share, jln_rat exact, int decimals) {
    return jln_rat_cmp(jln_audit_magnitude(jln_audit_apart(book, share, exact)),
                       jln_audit_last_digit(decimals)) <= 0;
}

bool jln_audit_percent_fits(jln_rat share, jln_rat exact, int decimals) {
    jln_i128 a, b;
    return jln_rat_round(share, decimals, &a) && jln_rat_round(exact, decimals, &b) && a == b;
}

int64_t jln_audit_percent_digits(jln_rat share, jln_rat exact, int decimals) {
    jln_i128 a, b;
    bool whole = jln_rat_round(share, decimals, &a) && jln_rat_round(exact, decimals, &b);
    return whole && a - b < INT32_MAX && a - b > INT32_MIN ? (int64_t)(a - b) : INT32_MAX;
}

static bool percent_of(jln_rat part, jln_rat whole, jln_rat *out) {
    return jln_rat_div(part, whole, out) && jln_rat_mul(*out, jln_rat_of(100), out);
}

bool jln_audit_is_whole_share(const jln_audit_book *book, const jln_audit_claim *claim) {
    return jln_audit_is_share(claim->kind) && !claim->node &&
           claim->funder == book->plan->funder_count && claim->column == book->years;
}

/* ---- shares of the financing table ---- */

/* Amount at a margin: as printed, else its cells. */
static bool amount_at(const jln_audit_book *book, uint32_t margin, int64_t *amount) {
    uint32_t index = book->cube_printed[margin];
    *amount = index == JLN_AUDIT_NONE ? book->cube[margin].sum : book->claims[index].amount;
    return index != JLN_AUDIT_NONE || (book->cube[margin].count && !book->cube[margin].missing);
}

static uint32_t amount_root(const jln_audit_book *book, uint32_t margin) {
    uint32_t index = book->cube_printed[margin];
    if (index != JLN_AUDIT_NONE && book->claims[index].gap) return book->claims[index].root;
    return book->cube[margin].suspect;
}

static uint32_t whole_margin(const jln_audit_book *book) {
    return jln_audit_margin(book, book->slot_count, book->plan->funder_count, book->years);
}

/* Names the figures that the amount at a margin follows from. */
static void name_causes(jln_audit_book *book, uint32_t margin, jln_audit_causes *causes) {
    uint32_t index = book->cube_printed[margin];
    if (index != JLN_AUDIT_NONE) jln_audit_claim_causes(book, causes, &book->claims[index], 1);
    else jln_audit_mends_table(book, causes, margin, 1);
}

/* The share that the financing table's figures make at a margin. */
static bool table_share(const jln_audit_book *book, uint32_t margin, jln_audit_percent *p) {
    int64_t part, whole;
    if (margin == JLN_AUDIT_NONE || !amount_at(book, margin, &part) ||
        !amount_at(book, whole_margin(book), &whole))
        return false;
    p->part_number = jln_rat_of(part);
    p->whole_number = jln_rat_of(whole);
    return percent_of(p->part_number, p->whole_number, &p->exact);
}

static void of_table(jln_audit_book *book, const jln_audit_claim *claim, jln_audit_percent *p) {
    uint32_t part = jln_audit_claim_margin(book, claim), all = whole_margin(book);
    jln_rat mended;
    p->known = table_share(book, part, p);
    if (!p->known) return;
    uint32_t index = book->cube_printed[part];
    if (index != JLN_AUDIT_NONE) {
        p->doc = book->claims[index].doc;
        p->line = book->claims[index].line;
    }
    if (!book->cube[part].count || !percent_of(jln_rat_of(book->cube[part].mended),
                                               jln_rat_of(book->cube[all].mended), &mended))
        return;
    p->mended = jln_audit_percent_fits(claim->percent, mended, claim->decimals);
    p->blame = amount_root(book, part);
    if (p->blame == JLN_AUDIT_NONE) p->blame = amount_root(book, all);
    p->followed = mended;
    name_causes(book, part, &p->causes);
    if (all != part) name_causes(book, all, &p->causes);
}

/* ---- shares in the text ---- */

/* The table's own share printed at the same place with the same value, when it is itself wrong. */
static uint32_t same_wrong_share(const jln_audit_book *book, const jln_audit_claim *claim) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *other = &book->claims[i];
        bool same = jln_audit_is_share(other->kind) && other->node == claim->node &&
                    other->funder == claim->funder && other->column == claim->column;
        if (same && other->root != JLN_AUDIT_NONE &&
            jln_rat_cmp(other->percent, claim->percent) == 0)
            return other->root;
    }
    return JLN_AUDIT_NONE;
}

/* The lines of the matrix make the share. */
static bool matrix_fits(const jln_audit_book *book, const jln_audit_claim *claim, jln_rat *exact) {
    const jln_audit_total *part = &book->lines[jln_audit_at(book, claim->node, claim->column)];
    const jln_audit_total *all = &book->lines[jln_audit_at(book, 0, book->years)];
    if (claim->funder < book->plan->funder_count || !part->count) return false;
    return percent_of(jln_rat_of(part->sum), jln_rat_of(all->sum), exact) &&
           jln_audit_percent_fits(claim->percent, *exact, claim->decimals);
}

/* A share without a readable amount beside it is the tables' own. */
static void of_tables(const jln_audit_book *book, const jln_audit_claim *claim,
                      jln_audit_percent *p) {
    jln_audit_claim all = *claim;
    all.node = 0;
    all.funder = book->plan->funder_count;
    all.column = book->years;
    jln_audit_reference part = jln_audit_in_table(book, claim),
                        whole = jln_audit_in_table(book, &all);
    if (!part.known || !whole.known) {
        part = jln_audit_in_matrix(book, claim);
        whole = jln_audit_in_matrix(book, &all);
    }
    if (!part.known || !whole.known) return;
    p->part_number = jln_rat_of(part.amount);
    p->whole_number = jln_rat_of(whole.amount);
    p->known = percent_of(p->part_number, p->whole_number, &p->exact);
    p->doc = part.doc;
    p->line = part.line;
}

static void of_text(jln_audit_book *book, const jln_audit_claim *claim, jln_audit_percent *p) {
    const jln_audit_claim *part = jln_audit_text_amount(book, claim),
                          *whole = jln_audit_text_total(book, claim);
    jln_audit_percent table;
    if (!part || !whole) {
        of_tables(book, claim, p);
        return;
    }
    p->part_number = jln_rat_of(part->amount);
    p->whole_number = jln_rat_of(whole->amount);
    p->known = percent_of(p->part_number, p->whole_number, &p->exact);
    p->doc = part->doc;
    p->line = part->line;
    /* Cut off instead of rounded, it is still the table's. */
    bool fits_table = table_share(book, jln_audit_claim_margin(book, claim), &table) &&
                      jln_audit_percent_near(book, claim->percent, table.exact, claim->decimals);
    p->blame = part->root != JLN_AUDIT_NONE ? part->root : whole->root;
    bool fits_matrix = matrix_fits(book, claim, &p->followed);
    if (fits_table) p->followed = table.exact;
    p->mended = p->blame != JLN_AUDIT_NONE && (fits_table || fits_matrix);
    jln_audit_causes_join(book, &p->causes, &part->causes, 1);
    jln_audit_causes_join(book, &p->causes, &whole->causes, 1);
    uint32_t copied = same_wrong_share(book, claim);
    if (p->mended || copied == JLN_AUDIT_NONE) return;
    p->mended = true;
    p->causes = (jln_audit_causes){0};
    p->blame = copied;
}

/* ---- shares and rates of coverage ---- */

static void of_coverage(const jln_audit_book *book, const jln_audit_claim *claim,
                        jln_audit_percent *p) {
    const jln_audit_coverage *part = jln_audit_coverage_named(book, claim->label);
    if (!part || !part->value.known) return;
    jln_audit_number_or_none whole = claim->kind == JLN_CLAIM_COVERAGE_SHARE
                                         ? jln_audit_coverage_whole(book, claim->label)
                                         : jln_audit_population(book, part->year);
    if (!whole.known) return;
    p->part_number = part->value.number;
    p->whole_number = whole.number;
    p->known = percent_of(p->part_number, p->whole_number, &p->exact);
    p->doc = part->doc;
    p->line = part->line;
}

jln_audit_percent jln_audit_percent_of(jln_audit_book *book, const jln_audit_claim *claim) {
    jln_audit_percent p = {.exact = jln_rat_of(0),
                           .part_number = jln_rat_of(0),
                           .whole_number = jln_rat_of(0),
                           .followed = jln_rat_of(0),
                           .blame = JLN_AUDIT_NONE};
    if (jln_audit_is_share(claim->kind)) of_table(book, claim, &p);
    else if (claim->kind == JLN_CLAIM_TEXT_SHARE) of_text(book, claim, &p);
    else of_coverage(book, claim, &p);
    return p;
}

/* ---- percentage ---- */

static bool is_coverage(const jln_audit_claim *claim) {
    return claim->kind == JLN_CLAIM_COVERAGE_SHARE || claim->kind == JLN_CLAIM_COVERAGE_RATE;
}

jln_audit_draft *jln_audit_percent_add(jln_audit_book *book, const jln_audit_claim *claim,
                                       const char *id, const char *message, jln_rat computed,
                                       int decimals) {
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    char text[JLN_NUM_MAX];
    if (!draft) return NULL;
    jln_finding *f = &draft->finding;
    f->quantity = JLN_QUANTITY_PERCENT;
    f->about = jln_audit_about(book, claim);
    f->year = claim->column < book->years ? book->plan->first_year + claim->column : 0;
    if (jln_rat_text(claim->percent, 12, true, text))
        f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(computed, decimals, true, text))
        f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(jln_audit_apart(book, claim->percent, computed), decimals, true, text))
        f->difference = jln_audit_text(book, jln_arena_str(book->arena, text));
    f->doc = claim->doc;
    f->line = claim->line;
    draft->own = jln_audit_figure_claim(book, claim);
    draft->blame = draft->own;
    return draft;
}

static const char *figure_words(jln_audit_book *book, const jln_audit_claim *claim,
                                jln_rat number) {
    if (is_coverage(claim)) return jln_audit_number(book, number, 0);
    return jln_audit_amount(book, (int64_t)number.num);
}

static const char *whole_words(jln_audit_book *book, const jln_audit_claim *claim, jln_rat number) {
    if (is_coverage(claim)) return jln_audit_number(book, number, 0);
    return jln_audit_money(book, (int64_t)number.num);
}

static const char *share_id(jln_audit_book *book, const jln_audit_claim *claim) {
    if (is_coverage(claim))
        return jln_audit_text(book, jln_arena_fmt(book->arena, "percentage/%s", claim->id));
    return jln_audit_place_id(book, claim, claim->kind == JLN_CLAIM_TEXT_SHARE ? "text" : NULL);
}

static const char *share_message(jln_audit_book *book, const jln_audit_claim *claim,
                                 const jln_audit_percent *p, int decimals) {
    const char *format =
        claim->kind == JLN_CLAIM_TEXT_SHARE ? _("Part imprimée dans le texte, %s : %s %% (l. %d), "
                                                "alors que %s sur %s font %s %% ; écart de %s.")
        : is_coverage(claim) ? _("Part ou taux imprimé dans le texte, %s : %s %% (l. %d), alors "
                                 "que %s sur %s font %s %% ; écart de %s.")
                             : _("Tableau de financement, part imprimée, %s : %s %% (l. %d), alors "
                                 "que %s sur %s font %s %% ; écart de %s.");
    const char *place = is_coverage(claim) ? claim->label : jln_audit_claim_place(book, claim);
    jln_rat gap = jln_audit_apart(book, claim->percent, p->exact);
    return jln_arena_fmt(
        book->arena, format, place, jln_audit_number(book, claim->percent, claim->decimals),
        claim->line, figure_words(book, claim, p->part_number),
        whole_words(book, claim, p->whole_number), jln_audit_number(book, p->exact, decimals),
        jln_audit_points(book, gap, decimals));
}

static void wrong_share(jln_audit_book *book, jln_audit_claim *claim, const jln_audit_percent *p) {
    enum { MORE = 2 }; /* digits shown beyond the printed ones */
    int decimals = claim->decimals + MORE;
    jln_audit_draft *draft =
        jln_audit_percent_add(book, claim, share_id(book, claim),
                              share_message(book, claim, p, decimals), p->exact, decimals);
    if (!draft) return;
    draft->finding.severity = JLN_SEVERITY_ERROR;
    draft->finding.doc_2 = p->doc;
    draft->finding.line_2 = p->line;
    if (p->mended && p->blame != JLN_AUDIT_NONE) {
        bool told = jln_audit_percent_near(book, claim->percent, p->followed, claim->decimals);
        int64_t left =
            told ? 0 : jln_audit_percent_digits(claim->percent, p->followed, claim->decimals);
        draft->blame = p->blame;
        jln_audit_draft_causes(book, draft, p->causes, JLN_CAUSES_NAMED, left, claim->decimals);
    }
    claim->rounded = false;
    claim->root = draft->blame;
}

static void check(jln_audit_book *book, jln_audit_claim *claim) {
    if (claim->state != JLN_NUMBER) return;
    claim->rounded = true;
    if (jln_audit_is_whole_share(book, claim)) return;
    jln_audit_percent p = jln_audit_percent_of(book, claim);
    if (p.known && !jln_audit_percent_near(book, claim->percent, p.exact, claim->decimals))
        wrong_share(book, claim, &p);
}

/* Tables first: a share that the text copies from one follows from it. */
void jln_audit_rule_percentage(jln_audit_book *book) {
    for (int text = 0; text < 2; text++)
        for (uint32_t i = 0; i < book->claim_count; i++) {
            jln_audit_claim *claim = &book->claims[i];
            if (jln_audit_is_percent(claim) && jln_audit_is_share(claim->kind) == !text)
                check(book, claim);
        }
}
