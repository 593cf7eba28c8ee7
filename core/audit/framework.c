/* The logical framework: indicators that cannot be followed, and targets on the wrong side. */
#include "audit/percent.h"
#include "audit/say.h"
#include "audit/words.h"

#include "base/str.h"

#include <string.h>

/* ---- no-baseline, no-target, no-verification ---- */

/* What stands in place of a value: nothing, a dash, "ND" and its forms, "PM"; a date says when it
 * was not known. */
typedef enum { IS_GIVEN, IS_EMPTY, IS_MARKED } presence;

static bool is_year(const char *word) {
    return strlen(word) == 4 && strspn(word, "0123456789") == 4;
}

static presence presence_of(const char *text) {
    static const char *const marks[] = {"nd", "n d", "non disponible", "non disponibles",
                                        "pm", "p m", "neant",          "na"};
    char folded[24] = "", word[JLN_AUDIT_WORD_MAX];
    size_t length = 0;
    for (const char *at = text; jln_audit_word_next(&at, word);) {
        size_t size = strlen(word);
        if (length && (strcmp(word, "en") == 0 || is_year(word))) continue;
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
    case JLN_PART_BASELINE:
        return n->baseline_text;
    case JLN_PART_TARGET:
        return n->target_text;
    default:
        return n->verification;
    }
}

static const char *empty_sentence(jln_audit_part part) {
    switch (part) {
    case JLN_PART_BASELINE:
        return _("%s : l’indicateur « %s » (l. %d) n’a pas de valeur de référence.");
    case JLN_PART_TARGET:
        return _("%s : l’indicateur « %s » (l. %d) n’a pas de cible.");
    default:
        return _("%s : l’indicateur « %s » (l. %d) n’a pas de moyen de vérification.");
    }
}

static const char *marked_sentence(jln_audit_part part) {
    switch (part) {
    case JLN_PART_BASELINE:
        return _(
            "%s : l’indicateur « %s » (l. %d) a pour référence « %s », qui n’est pas une valeur.");
    case JLN_PART_TARGET:
        return _("%s : l’indicateur « %s » (l. %d) a pour cible « %s », qui n’est pas une valeur.");
    default:
        return _("%s : l’indicateur « %s » (l. %d) a pour moyen de vérification « %s », qui n’en "
                 "nomme aucun.");
    }
}

static const char *whole_sentence(jln_audit_part part) {
    switch (part) {
    case JLN_PART_BASELINE:
        return _("Cadre logique : aucun de ses %d indicateurs (à partir de la l. %d) n’a de valeur "
                 "de référence.");
    case JLN_PART_TARGET:
        return _(
            "Cadre logique : aucun de ses %d indicateurs (à partir de la l. %d) n’a de cible.");
    default:
        return _("Cadre logique : aucun de ses %d indicateurs (à partir de la l. %d) n’a de moyen "
                 "de vérification.");
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
    const char *message =
        jln_arena_fmt(book->arena, whole_sentence(part), (int)book->indicator_count, first->line);
    jln_audit_draft *draft =
        jln_audit_draft_add(book, jln_arena_fmt(book->arena, "%s/plan", book->rule), message);
    if (!draft) return;
    draft->finding.severity = severity_of(part);
    draft->finding.doc = first->doc;
    draft->finding.line = first->line;
}

/* The first indicator of the node when the cell they share is empty for all of them: one empty
 * cell, one cause. */
static uint32_t empty_cell(const jln_audit_book *book, uint32_t index, jln_audit_part part) {
    uint32_t node = book->indicators[index].node, first = index, count = 0;
    while (first > 0 && book->indicators[first - 1].node == node) first--;
    for (uint32_t i = first; i < book->indicator_count && book->indicators[i].node == node;
         i++, count++)
        if (presence_of(text_of(&book->indicators[i], part)) != IS_EMPTY) return index;
    return count > 1 ? first : index;
}

static void without_value(jln_audit_book *book, uint32_t index, jln_audit_part part, presence p) {
    const jln_audit_indicator *n = &book->indicators[index];
    const char *node = book->plan->nodes[n->node].id, *text = text_of(n, part);
    const char *about = jln_audit_node_heading(book, n->node);
    const char *message =
        p == IS_MARKED
            ? jln_arena_fmt(book->arena, marked_sentence(part), about, n->text, n->line, text)
            : jln_arena_fmt(book->arena, empty_sentence(part), about, n->text, n->line);
    const char *id =
        jln_arena_fmt(book->arena, "%s/%s/%d", book->rule, *node ? node : "plan", n->position);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = severity_of(part);
    f->about = node;
    f->printed = *text ? text : NULL;
    f->doc = n->doc;
    f->line = n->line;
    draft->own = jln_audit_figure_indicator(book, index, part);
    draft->blame = p == IS_EMPTY
                       ? jln_audit_figure_indicator(book, empty_cell(book, index, part), part)
                       : draft->own;
}

static uint32_t count_given(const jln_audit_book *book, jln_audit_part part) {
    uint32_t given = 0;
    for (uint32_t i = 0; i < book->indicator_count; i++)
        given += presence_of(text_of(&book->indicators[i], part)) == IS_GIVEN;
    return given;
}

/* A document that only cites its indicators has no framework to fault. */
static bool only_cites(const jln_audit_book *book) {
    for (int part = 0; part < JLN_PARTS; part++)
        if (count_given(book, (jln_audit_part)part)) return false;
    return true;
}

static void check_part(jln_audit_book *book, jln_audit_part part) {
    if (book->indicator_count > 1 && !count_given(book, part)) {
        if (!only_cites(book)) without_column(book, part);
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
    const char *format = n->direction == JLN_AUDIT_RISING
                             ? _("%s : l’indicateur « %s » (l. %d) doit monter, alors que sa cible "
                                 "« %s » est sous sa référence « %s ».")
                             : _("%s : l’indicateur « %s » (l. %d) doit baisser, alors que sa "
                                 "cible « %s » est au-dessus de sa référence « %s ».");
    const char *message = jln_arena_fmt(book->arena, format, jln_audit_node_heading(book, n->node),
                                        n->text, n->line, n->target_text, n->baseline_text);
    const char *id =
        jln_arena_fmt(book->arena, "direction/%s/%d", *node ? node : "plan", n->position);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    char text[JLN_NUM_MAX];
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->quantity = jln_audit_quantity(n->unit);
    f->about = node;
    f->year = year;
    if (jln_rat_text(target, 9, true, text))
        f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(n->baseline.number, 9, true, text))
        f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
    f->doc = n->doc;
    f->line = n->line;
    draft->own = draft->blame = jln_audit_figure_indicator(book, index, JLN_PART_TARGET);
}

static bool is_wrong(const jln_audit_indicator *n, jln_rat target) {
    int order = n->baseline.known && !n->unsure ? jln_rat_cmp(target, n->baseline.number) : 0;
    return (n->direction == JLN_AUDIT_RISING && order < 0) ||
           (n->direction == JLN_AUDIT_FALLING && order > 0);
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

/* ---- indicator-unit ---- */

static bool is_one_of(const char *word, const char *const *words) {
    for (; *words; words++)
        if (strcmp(*words, word) == 0) return true;
    return false;
}

/* A percentage that is the value itself: "+10%" is how far it moves. */
static bool states_percent(const char *text) {
    for (const char *at = text; (at = strchr(at, '%')) != NULL; at++) {
        const char *from = at;
        while (from > text && strchr("0123456789,. ", from[-1])) from--;
        if (from == text || from[-1] != '+') return true;
    }
    return false;
}

typedef enum { OF_NO_KIND, OF_COUNT, OF_AMOUNT, OF_SHARE } measure;

static bool names_money(const char *indicator) {
    static const char *const money[] = {"fcfa", "cfa", "francs", NULL};
    char word[JLN_AUDIT_WORD_MAX];
    while (jln_audit_word_next(&indicator, word))
        if (is_one_of(word, money)) return true;
    return false;
}

static measure measure_of(const char *indicator) {
    static const char *const counts[] = {"nombre", "nbre", "nb", "nbr", NULL};
    static const char *const shares[] = {"pourcentage", "proportion", "proport", NULL};
    char word[JLN_AUDIT_WORD_MAX];
    const char *at = indicator;
    if (indicator[strspn(indicator, " -")] == '%') return OF_SHARE;
    if (!jln_audit_word_next(&at, word)) return OF_NO_KIND;
    if (is_one_of(word, shares)) return OF_SHARE;
    return is_one_of(word, counts) ? OF_COUNT : names_money(indicator) ? OF_AMOUNT : OF_NO_KIND;
}

/* Which of the node's indicators an uncertain percentage goes with does not matter when none of
 * them is a share. */
static bool may_be_of_another(const jln_audit_book *book, const jln_audit_indicator *n) {
    if (!n->unsure) return false;
    for (uint32_t i = 0; i < book->indicator_count; i++)
        if (book->indicators[i].node == n->node && measure_of(book->indicators[i].text) == OF_SHARE)
            return true;
    return measure_of(n->text) == OF_SHARE;
}

/* "70" under the unit "%" is a percentage. */
static bool is_bare_percent(const jln_audit_indicator *n) {
    static const char marks[] = "0123456789., +-";
    return strcmp(n->unit, "%") == 0 && n->target_text[strspn(n->target_text, marks)] == '\0';
}

static const char *unit_sentence(measure m) {
    switch (m) {
    case OF_COUNT:
        return _("%s : l’indicateur « %s » (l. %d) est un nombre, alors que sa cible « %s » est un "
                 "pourcentage.");
    case OF_AMOUNT:
        return _("%s : l’indicateur « %s » (l. %d) est un montant, alors que sa cible « %s » est "
                 "un pourcentage.");
    default:
        return _("%s : l’indicateur « %s » (l. %d) est une part, alors que sa cible « %s » n’est "
                 "pas un pourcentage.");
    }
}

void jln_audit_rule_indicator_unit(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->indicator_count; i++) {
        const jln_audit_indicator *n = &book->indicators[i];
        measure m = measure_of(n->text);
        bool digits = strpbrk(n->target_text, "0123456789") != NULL,
             percent = states_percent(n->target_text);
        if (m == OF_SHARE && is_bare_percent(n)) continue;
        if (!digits || m == OF_NO_KIND || (m != OF_SHARE) != percent || may_be_of_another(book, n))
            continue;
        const char *node = book->plan->nodes[n->node].id;
        const char *message =
            jln_arena_fmt(book->arena, unit_sentence(m), jln_audit_node_heading(book, n->node),
                          n->text, n->line, n->target_text);
        const char *id =
            jln_arena_fmt(book->arena, "indicator-unit/%s/%d", *node ? node : "plan", n->position);
        jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
        if (!draft) return;
        draft->finding.about = node;
        draft->finding.printed = n->target_text;
        draft->finding.doc = n->doc;
        draft->finding.line = n->line;
    }
}

/* ---- percentage: the growth a target states beside its value ---- */

/* "800 (+10%)": 10; false when it states none. */
static bool stated_growth(const char *text, jln_rat *growth, int *decimals) {
    const char *plus = strchr(text, '+');
    if (!plus) return false;
    const char *digits = plus + 1 + strspn(plus + 1, " ");
    size_t length = strspn(digits, "0123456789,.");
    if (digits[length + strspn(digits + length, " ")] != '%' ||
        !jln_rat_parse(digits, length, growth))
        return false;
    const char *mark = memchr(digits, ',', length);
    *decimals = mark ? (int)(digits + length - mark - 1) : 0;
    return true;
}

void jln_audit_rule_target_growth(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->indicator_count; i++) {
        const jln_audit_indicator *n = &book->indicators[i];
        jln_rat growth, exact;
        int decimals;
        if (!n->baseline.known || !n->target.known ||
            !stated_growth(n->target_text, &growth, &decimals))
            continue;
        exact = jln_audit_apart(book, n->target.number, n->baseline.number);
        if (!jln_rat_div(exact, n->baseline.number, &exact) ||
            !jln_rat_mul(exact, jln_rat_of(100), &exact))
            continue;
        if (jln_audit_percent_near(book, growth, exact, decimals)) continue;
        const char *node = book->plan->nodes[n->node].id;
        const char *message =
            jln_arena_fmt(book->arena,
                          _("%s : l’indicateur « %s » (l. %d) a pour cible « %s », alors que de sa "
                            "référence « %s » à cette cible la hausse est de %s %%."),
                          jln_audit_node_heading(book, n->node), n->text, n->line, n->target_text,
                          n->baseline_text, jln_audit_number(book, exact, decimals + 2));
        const char *id = jln_arena_fmt(book->arena, "percentage/%s/%d/target",
                                       *node ? node : "plan", n->position);
        jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
        char text[JLN_NUM_MAX];
        if (!draft) return;
        jln_finding *f = &draft->finding;
        f->severity = JLN_SEVERITY_ERROR;
        f->quantity = JLN_QUANTITY_PERCENT;
        f->about = node;
        if (jln_rat_text(growth, decimals, true, text))
            f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
        if (jln_rat_text(exact, decimals + 2, true, text))
            f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
        f->doc = n->doc;
        f->line = n->line;
    }
}
