/* The logical framework: indicators that cannot be followed, and targets on the wrong side. */
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/words.h"

#include "base/str.h"

#include <string.h>

/* ---- no-baseline, no-target, no-verification ---- */

/* What stands in place of a value: nothing, a dash, "ND" and its forms, "PM". */
typedef enum { IS_GIVEN, IS_EMPTY, IS_MARKED } presence;

static presence presence_of(const char *text) {
    static const char *const marks[] = {"nd", "n d", "non disponible", "non disponibles", "pm", "p m", "neant", "na"};
    char folded[24] = "", word[JLN_AUDIT_WORD_MAX];
    size_t length = 0;
    for (const char *at = text; jln_audit_word_next(&at, word);) {
        size_t size = strlen(word);
        if (length + size + 2 > sizeof folded) return IS_GIVEN;
        if (length) folded[length++] = ' ';
        memcpy(folded + length, word, size + 1);
        length += size;
    }
    if (!length) return strpbrk(text, "%<>=") ? IS_GIVEN : IS_EMPTY;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(marks[i], folded) == 0) return IS_MARKED;
    return IS_GIVEN;
}

static const char *text_of(const jln_audit_indicator *n, jln_audit_part part) {
    switch (part) {
    case JLN_PART_BASELINE: return n->baseline_text;
    case JLN_PART_TARGET: return n->target_text;
    default: return n->verification;
    }
}

static const char *empty_sentence(jln_audit_part part) {
    switch (part) {
    case JLN_PART_BASELINE: return _("%s %s, l. %d : l’indicateur « %s » n’a pas de valeur de référence.");
    case JLN_PART_TARGET: return _("%s %s, l. %d : l’indicateur « %s » n’a pas de cible.");
    default: return _("%s %s, l. %d : l’indicateur « %s » n’a pas de moyen de vérification.");
    }
}

static const char *marked_sentence(jln_audit_part part) {
    switch (part) {
    case JLN_PART_BASELINE:
        return _("%s %s, l. %d : l’indicateur « %s » a pour référence « %s », qui n’est pas une valeur.");
    case JLN_PART_TARGET: return _("%s %s, l. %d : l’indicateur « %s » a pour cible « %s », qui n’est pas une valeur.");
    default: return _("%s %s, l. %d : l’indicateur « %s » a pour moyen de vérification « %s ».");
    }
}

static const char *whole_sentence(jln_audit_part part) {
    switch (part) {
    case JLN_PART_BASELINE:
        return _("Cadre logique, l. %d : aucun de ses %d indicateurs n’a de valeur de référence.");
    case JLN_PART_TARGET: return _("Cadre logique, l. %d : aucun de ses %d indicateurs n’a de cible.");
    default: return _("Cadre logique, l. %d : aucun de ses %d indicateurs n’a de moyen de vérification.");
    }
}

static jln_severity severity_of(jln_audit_part part) {
    return part == JLN_PART_VERIFICATION ? JLN_SEVERITY_NOTE : JLN_SEVERITY_WARNING;
}

/* A framework without the column at all has one fault, not one for each indicator. */
static void without_column(jln_audit_book *book, jln_audit_part part) {
    const jln_audit_indicator *first = &book->indicators[0];
    for (uint32_t i = 1; i < book->indicator_count; i++)
        if (book->indicators[i].line < first->line) first = &book->indicators[i];
    const char *message = jln_arena_fmt(book->arena, whole_sentence(part), first->line, (int)book->indicator_count);
    jln_audit_draft *draft = jln_audit_draft_add(book, jln_arena_fmt(book->arena, "%s/plan", book->rule), message);
    if (!draft) return;
    draft->finding.severity = severity_of(part);
    draft->finding.doc = first->doc;
    draft->finding.line = first->line;
}

/* The first indicator of the node when the cell they share is empty for all of them: one empty cell, one cause. */
static uint32_t empty_cell(const jln_audit_book *book, uint32_t index, jln_audit_part part) {
    uint32_t node = book->indicators[index].node, first = index, count = 0;
    while (first > 0 && book->indicators[first - 1].node == node) first--;
    for (uint32_t i = first; i < book->indicator_count && book->indicators[i].node == node; i++, count++)
        if (presence_of(text_of(&book->indicators[i], part)) != IS_EMPTY) return index;
    return count > 1 ? first : index;
}

static void without_value(jln_audit_book *book, uint32_t index, jln_audit_part part, presence p) {
    const jln_audit_indicator *n = &book->indicators[index];
    const char *node = book->plan->nodes[n->node].id, *text = text_of(n, part);
    const char *level = jln_audit_level(book, n->node);
    const char *message =
        p == IS_MARKED ? jln_arena_fmt(book->arena, marked_sentence(part), level, node, n->line, n->text, text)
                       : jln_arena_fmt(book->arena, empty_sentence(part), level, node, n->line, n->text);
    const char *id = jln_arena_fmt(book->arena, "%s/%s/%d", book->rule, *node ? node : "plan", n->position);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = severity_of(part);
    f->about = node;
    f->printed = *text ? text : NULL;
    f->doc = n->doc;
    f->line = n->line;
    draft->own = jln_audit_figure_indicator(book, index, part);
    draft->blame = p == IS_EMPTY ? jln_audit_figure_indicator(book, empty_cell(book, index, part), part) : draft->own;
}

static void check_part(jln_audit_book *book, jln_audit_part part) {
    uint32_t given = 0;
    for (uint32_t i = 0; i < book->indicator_count; i++) given += presence_of(text_of(&book->indicators[i], part)) == IS_GIVEN;
    if (!given && book->indicator_count > 1) {
        without_column(book, part);
        return;
    }
    for (uint32_t i = 0; i < book->indicator_count; i++) {
        presence p = presence_of(text_of(&book->indicators[i], part));
        if (p != IS_GIVEN) without_value(book, i, part, p);
    }
}

void jln_audit_rule_no_baseline(jln_audit_book *book) {
    check_part(book, JLN_PART_BASELINE);
}

void jln_audit_rule_no_target(jln_audit_book *book) {
    check_part(book, JLN_PART_TARGET);
}

void jln_audit_rule_no_verification(jln_audit_book *book) {
    check_part(book, JLN_PART_VERIFICATION);
}

/* ---- direction ---- */

static void wrong_side(jln_audit_book *book, uint32_t index, jln_rat target, int year) {
    const jln_audit_indicator *n = &book->indicators[index];
    const char *node = book->plan->nodes[n->node].id;
    const char *format =
        n->direction == JLN_AUDIT_RISING
            ? _("%s %s, l. %d : l’indicateur « %s » doit monter, sa cible « %s » est sous sa référence « %s ».")
            : _("%s %s, l. %d : l’indicateur « %s » doit baisser, sa cible « %s » est au-dessus de sa référence « %s ».");
    const char *message = jln_arena_fmt(book->arena, format, jln_audit_level(book, n->node), node, n->line, n->text,
                                        n->target_text, n->baseline_text);
    const char *id = jln_arena_fmt(book->arena, "direction/%s/%d", *node ? node : "plan", n->position);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    char text[JLN_NUM_MAX];
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->about = node;
    f->year = year;
    if (jln_rat_text(target, 9, true, text)) f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(n->baseline.number, 9, true, text)) f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
    f->doc = n->doc;
    f->line = n->line;
    draft->own = draft->blame = jln_audit_figure_indicator(book, index, JLN_PART_TARGET);
}

static bool is_wrong(const jln_audit_indicator *n, jln_rat target) {
    int order = n->baseline.known ? jln_rat_cmp(target, n->baseline.number) : 0;
    return (n->direction == JLN_AUDIT_RISING && order < 0) || (n->direction == JLN_AUDIT_FALLING && order > 0);
}

void jln_audit_rule_direction(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->indicator_count; i++) {
        const jln_audit_indicator *n = &book->indicators[i];
        if (n->target.known && is_wrong(n, n->target.number)) {
            wrong_side(book, i, n->target.number, n->target_year);
            continue;
        }
        for (uint32_t t = 0; t < book->target_count; t++) {
            const jln_audit_target *target = &book->targets[t];
            if (target->indicator != i || !is_wrong(n, target->value)) continue;
            wrong_side(book, i, target->value, target->year);
            break;
        }
    }
}
