#include "audit/places.h"

#include "audit/say.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

const char *jln_audit_about(const jln_audit_book *book, const jln_audit_claim *claim) {
    bool all = claim->funder == book->plan->funder_count;
    return all ? book->plan->nodes[claim->node].id : book->plan->funders[claim->funder].id;
}

const char *jln_audit_claim_place(jln_audit_book *book, const jln_audit_claim *claim) {
    if (claim->funder < book->plan->funder_count)
        return jln_audit_funder_place(book, claim->funder, claim->column);
    return jln_audit_place(book, claim->node, claim->column);
}

const char *jln_audit_place_id(jln_audit_book *book, const jln_audit_claim *claim,
                               const char *tail) {
    const char *about = jln_audit_about(book, claim), *slash = tail ? "/" : "";
    if (!*about) about = "plan";
    if (!tail) tail = "";
    char *id = claim->column == book->years
                   ? jln_arena_fmt(book->arena, "%s/%s/total%s%s", book->rule, about, slash, tail)
                   : jln_arena_fmt(book->arena, "%s/%s/%d%s%s", book->rule, about,
                                   book->plan->first_year + claim->column, slash, tail);
    return jln_audit_text(book, id);
}

bool jln_audit_same_place(const jln_audit_claim *a, const jln_audit_claim *b) {
    return a->node == b->node && a->funder == b->funder && a->column == b->column;
}

static int distance(const jln_audit_claim *a, const jln_audit_claim *b) {
    return abs(a->line - b->line);
}

const jln_audit_claim *jln_audit_text_amount(const jln_audit_book *book,
                                             const jln_audit_claim *claim) {
    const jln_audit_claim *found = NULL;
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *other = &book->claims[i];
        if (other->kind != JLN_CLAIM_TEXT_AMOUNT || other->state != JLN_NUMBER) continue;
        if (!jln_audit_same_place(claim, other) || !jln_str_eq(claim->doc, other->doc)) continue;
        if (!found || distance(claim, other) < distance(claim, found)) found = other;
    }
    return found;
}

jln_audit_claim *jln_audit_misgrouped_amount(jln_audit_book *book, const jln_audit_claim *claim) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        jln_audit_claim *other = &book->claims[i];
        bool beside = other->line == claim->line && jln_str_eq(claim->doc, other->doc);
        if (other->kind == JLN_CLAIM_TEXT_AMOUNT && other->misgrouped && beside &&
            jln_audit_same_place(claim, other))
            return other;
    }
    return NULL;
}

const jln_audit_claim *jln_audit_text_total(const jln_audit_book *book,
                                            const jln_audit_claim *claim) {
    jln_audit_claim plan = *claim;
    plan.node = 0;
    plan.funder = book->plan->funder_count;
    plan.column = book->years;
    return jln_audit_text_amount(book, &plan);
}

const jln_audit_claim *jln_audit_on_line(const jln_audit_book *book, jln_claim_kind kind,
                                         const char *doc, int line) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind == kind && claim->line == line && jln_str_eq(claim->doc, doc)) return claim;
    }
    return NULL;
}

/* ---- coverage ---- */

/* "Bamako, mutuelles" -> the length of "Bamako", and "mutuelles". */
static size_t split_label(const char *label, const char **measure) {
    const char *comma = label ? strstr(label, ", ") : NULL;
    *measure = comma ? comma + 2 : "";
    return comma ? (size_t)(comma - label) : 0;
}

const jln_audit_coverage *jln_audit_coverage_named(const jln_audit_book *book, const char *label) {
    const char *measure;
    size_t length = split_label(label, &measure);
    for (uint32_t i = 0; length && i < book->coverage_count; i++) {
        const jln_audit_coverage *row = &book->coverage[i];
        bool here = strlen(row->region) == length && strncmp(row->region, label, length) == 0;
        if (here && strcmp(row->measure, measure) == 0) return row;
    }
    return NULL;
}

jln_audit_number_or_none jln_audit_coverage_whole(const jln_audit_book *book, const char *label) {
    const char *measure;
    split_label(label, &measure);
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind == JLN_CLAIM_COVERAGE_TOTAL && claim->state == JLN_NUMBER &&
            jln_str_eq(claim->label, measure))
            return (jln_audit_number_or_none){true, claim->percent};
    }
    return (jln_audit_number_or_none){.number = jln_rat_of(0)};
}

static bool counts_people(const jln_audit_fact *fact) {
    bool people = strcmp(fact->unit, "personnes") == 0 || strcmp(fact->unit, "habitants") == 0;
    return people && fact->value.known &&
           strncmp(fact->series, "population", strlen("population")) == 0;
}

/* Parts of the population have series of their own: the largest figure is the whole. */
jln_audit_number_or_none jln_audit_population(const jln_audit_book *book, int year) {
    jln_audit_number_or_none found = {.number = jln_rat_of(0)};
    for (uint32_t i = 0; i < book->fact_count; i++) {
        const jln_audit_fact *fact = &book->facts[i];
        if (fact->year != year || !counts_people(fact)) continue;
        if (!found.known || jln_rat_cmp(fact->value.number, found.number) > 0) found = fact->value;
    }
    return found;
}
