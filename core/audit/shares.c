/* Printed shares: each against its amount, all against their total. */
#include "audit/rules.h"
#include "audit/say.h"

typedef struct {
    jln_rat share;  /* printed */
    jln_rat exact;  /* of the amounts beside it, in percent */
    bool known;     /* there are amounts to compare with */
    bool mended;    /* it follows from the amounts as corrected */
    uint32_t blame; /* figure a wrong amount comes from; JLN_AUDIT_NONE */
    int64_t amount, whole;
} comparison;

static jln_rat unit_of(int decimals) {
    int64_t power = 1;
    for (int i = 0; i < decimals && i < 12; i++) power *= 10;
    jln_rat unit = jln_rat_of(1);
    (void)jln_rat_make(1, power, &unit);
    return unit;
}

static jln_rat gap_of(jln_audit_book *book, jln_rat a, jln_rat b) {
    jln_rat gap = jln_rat_of(0);
    if (!jln_rat_sub(a, b, &gap)) book->overflow = true;
    return gap;
}

static jln_rat magnitude(jln_rat a) {
    return a.num < 0 ? (jln_rat){-a.num, a.den} : a;
}

static bool percent_of(int64_t amount, int64_t whole, jln_rat *out) {
    return jln_rat_make((jln_i128)amount * 100, whole, out);
}

/* The printed share is its exact value rounded, half away from zero. */
static bool is_rounded(jln_rat share, jln_rat exact, int decimals) {
    jln_i128 a, b;
    return jln_rat_round(share, decimals, &a) && jln_rat_round(exact, decimals, &b) && a == b;
}

static bool is_total(const jln_audit_book *book, const jln_audit_claim *claim) {
    return !claim->node && claim->funder == book->plan->funder_count && claim->column == book->years;
}

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

static comparison compare(const jln_audit_book *book, const jln_audit_claim *claim) {
    comparison c = {.share = claim->percent, .blame = JLN_AUDIT_NONE};
    uint32_t part = jln_audit_claim_margin(book, claim);
    uint32_t all = jln_audit_margin(book, book->slot_count, book->plan->funder_count, book->years);
    jln_rat mended;
    if (part == JLN_AUDIT_NONE || !amount_at(book, part, &c.amount) || !amount_at(book, all, &c.whole))
        return c;
    c.known = percent_of(c.amount, c.whole, &c.exact);
    if (!book->cube[part].count || !percent_of(book->cube[part].mended, book->cube[all].mended, &mended))
        return c;
    c.mended = is_rounded(c.share, mended, claim->decimals);
    c.blame = amount_root(book, part);
    if (c.blame == JLN_AUDIT_NONE) c.blame = amount_root(book, all);
    return c;
}

static const char *share_place(jln_audit_book *book, const jln_audit_claim *claim) {
    if (claim->funder < book->plan->funder_count)
        return jln_audit_funder_place(book, claim->funder, claim->column);
    return jln_audit_place(book, claim->node, claim->column);
}

/* Sets the columns of a finding over percentages. */
static jln_audit_draft *add(jln_audit_book *book, const jln_audit_claim *claim, const char *id,
                            const char *message, jln_rat computed, int decimals) {
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    char text[JLN_NUM_MAX];
    if (!draft) return NULL;
    jln_finding *f = &draft->finding;
    f->about = claim->funder < book->plan->funder_count ? book->plan->funders[claim->funder].id
                                                        : book->plan->nodes[claim->node].id;
    f->year = claim->column < book->years ? book->plan->first_year + claim->column : 0;
    if (jln_rat_text(claim->percent, 12, true, text))
        f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(computed, decimals, true, text))
        f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(gap_of(book, claim->percent, computed), decimals, true, text))
        f->difference = jln_audit_text(book, jln_arena_str(book->arena, text));
    f->doc = claim->doc;
    f->line = claim->line;
    draft->own = (uint32_t)(claim - book->claims);
    draft->blame = draft->own;
    return draft;
}

static void wrong_share(jln_audit_book *book, jln_audit_claim *claim, const comparison *c) {
    enum { MORE = 2 }; /* digits shown beyond the printed ones */
    int decimals = claim->decimals + MORE;
    jln_rat gap = gap_of(book, c->share, c->exact);
    const char *about = claim->funder < book->plan->funder_count
                            ? book->plan->funders[claim->funder].id
                            : book->plan->nodes[claim->node].id;
    const char *id =
        claim->column < book->years
            ? jln_arena_fmt(book->arena, "percentage/%s/%d", *about ? about : "plan",
                            book->plan->first_year + claim->column)
            : jln_arena_fmt(book->arena, "percentage/%s/total", about);
    const char *message = jln_arena_fmt(
        book->arena, _("Part imprimée, %s : %s %%, alors que %s sur %s font %s %% (écart en points : %s), l. %d."),
        share_place(book, claim), jln_audit_number(book, c->share, claim->decimals),
        jln_audit_amount(book, c->amount), jln_audit_amount(book, c->whole),
        jln_audit_number(book, c->exact, decimals), jln_audit_number(book, gap, decimals), claim->line);
    jln_audit_draft *draft = add(book, claim, id, message, c->exact, decimals);
    if (!draft) return;
    bool near = jln_rat_cmp(magnitude(gap), unit_of(claim->decimals)) <= 0;
    draft->finding.severity = near ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR;
    uint32_t index = book->cube_printed[jln_audit_claim_margin(book, claim)];
    if (index != JLN_AUDIT_NONE) {
        draft->finding.doc_2 = book->claims[index].doc;
        draft->finding.line_2 = book->claims[index].line;
    }
    if (c->mended && c->blame != JLN_AUDIT_NONE) draft->blame = c->blame;
    claim->rounded = near;
    claim->root = draft->blame;
}

void jln_audit_percentage(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        jln_audit_claim *claim = &book->claims[i];
        if (!jln_audit_is_share(claim->kind) || claim->state != JLN_NUMBER) continue;
        claim->rounded = true;
        if (is_total(book, claim)) continue;
        comparison c = compare(book, claim);
        if (c.known && !is_rounded(c.share, c.exact, claim->decimals)) wrong_share(book, claim, &c);
    }
}

/* ---- shares-sum ---- */

typedef struct {
    jln_rat sum, mended; /* as printed; each share as its amounts make it */
    int count, decimals;
    bool rounded;   /* each share is its exact value within rounding */
    uint32_t worst; /* share with the widest difference */
    jln_rat widest;
    const jln_audit_claim *first, *total;
} share_set;

static void add_share(jln_audit_book *book, share_set *set, const jln_audit_claim *claim) {
    comparison c = compare(book, claim);
    jln_rat mended = c.share;
    jln_i128 digits;
    if (c.known && jln_rat_round(c.exact, claim->decimals, &digits))
        (void)jln_rat_mul((jln_rat){digits, 1}, unit_of(claim->decimals), &mended);
    if (!jln_rat_add(set->sum, c.share, &set->sum) || !jln_rat_add(set->mended, mended, &set->mended))
        book->overflow = true;
    jln_rat gap = magnitude(gap_of(book, c.share, mended));
    if (gap.num && (set->worst == JLN_AUDIT_NONE || jln_rat_cmp(gap, set->widest) > 0)) {
        set->widest = gap;
        set->worst = (uint32_t)(claim - book->claims);
    }
    if (!set->count++) set->first = claim;
    if (claim->decimals > set->decimals) set->decimals = claim->decimals;
    set->rounded = set->rounded && claim->rounded;
}

static share_set collect(jln_audit_book *book, jln_claim_kind kind) {
    share_set set = {.sum = jln_rat_of(0), .mended = jln_rat_of(0), .widest = jln_rat_of(0),
                     .rounded = true, .worst = JLN_AUDIT_NONE};
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != kind || claim->state != JLN_NUMBER) continue;
        if (!is_total(book, claim)) add_share(book, &set, claim);
        else if (!set.total) set.total = claim;
    }
    return set;
}

/* Each share may be off by half a unit of its last digit. */
static bool sum_within(const share_set *set, jln_rat gap) {
    jln_rat half, most;
    if (!jln_rat_make(set->count, 2, &half) || !jln_rat_mul(half, unit_of(set->decimals), &most))
        return false;
    return jln_rat_cmp(magnitude(gap), most) <= 0;
}

/* "par année", "par axe"... */
static const char *family_of(jln_audit_book *book, const share_set *set) {
    switch (set->first->kind) {
    case JLN_CLAIM_FIN_YEAR_SHARE: return _("par année");
    case JLN_CLAIM_FIN_FUNDER_SHARE: return _("par source de financement");
    default:
        return jln_audit_text(book, jln_arena_fmt(book->arena, _("par %s"),
                                                  jln_audit_level(book, set->first->node)));
    }
}

static void sum_of_shares(jln_audit_book *book, const share_set *set) {
    jln_rat whole = set->total ? set->total->percent : jln_rat_of(100);
    jln_rat gap = gap_of(book, whole, set->sum);
    if (gap.num == 0) return;
    const jln_audit_claim *claim = set->total ? set->total : set->first;
    const char *message = jln_arena_fmt(
        book->arena,
        _("Parts imprimées (%s) : leur total est %s %%, leur somme %s %% (écart en points : %s), l. %d."),
        family_of(book, set), jln_audit_number(book, whole, set->decimals),
        jln_audit_number(book, set->sum, set->decimals), jln_audit_number(book, gap, set->decimals),
        claim->line);
    jln_audit_claim whole_claim = *claim;
    whole_claim.percent = whole;
    whole_claim.node = 0;
    whole_claim.funder = book->plan->funder_count;
    whole_claim.column = book->years;
    jln_audit_draft *draft =
        add(book, &whole_claim, jln_arena_fmt(book->arena, "shares-sum/%s", claim->id), message,
            set->sum, set->decimals);
    if (!draft) return;
    draft->own = draft->blame = (uint32_t)(claim - book->claims);
    draft->finding.severity = set->rounded && (set->worst != JLN_AUDIT_NONE || sum_within(set, gap))
                                  ? JLN_SEVERITY_ROUNDING
                                  : JLN_SEVERITY_ERROR;
    draft->finding.doc_2 = set->first->doc;
    draft->finding.line_2 = set->first->line;
    if (set->worst != JLN_AUDIT_NONE && jln_rat_cmp(set->mended, whole) == 0)
        draft->blame = book->claims[set->worst].root;
}

/* The printed total of shares is 100. */
static void printed_whole(jln_audit_book *book, const share_set *set) {
    const jln_audit_claim *total = set->total;
    if (!total || jln_rat_cmp(total->percent, jln_rat_of(100)) == 0) return;
    const char *message =
        jln_arena_fmt(book->arena, _("Parts imprimées (%s) : leur total est %s %% au lieu de 100 %%, l. %d."),
                      family_of(book, set), jln_audit_number(book, total->percent, total->decimals), total->line);
    jln_audit_draft *draft =
        add(book, total, jln_arena_fmt(book->arena, "shares-sum/%s/100", total->id), message,
            jln_rat_of(100), total->decimals);
    if (!draft) return;
    bool near = sum_within(set, gap_of(book, total->percent, jln_rat_of(100)));
    draft->finding.severity = near ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR;
}

void jln_audit_shares_sum(jln_audit_book *book) {
    static const jln_claim_kind kinds[] = {JLN_CLAIM_FIN_YEAR_SHARE, JLN_CLAIM_FIN_AXIS_SHARE,
                                           JLN_CLAIM_FIN_FUNDER_SHARE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        share_set set = collect(book, kinds[i]);
        if (set.count < 2) continue;
        sum_of_shares(book, &set);
        printed_whole(book, &set);
    }
}
