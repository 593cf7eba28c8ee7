/* The lines of the matrix one by one: what no year schedules, how the total of a line of PM is
 * printed, who is named twice. */
#include "audit/rules.h"
#include "audit/say.h"

#include "base/str.h"

/* ---- unscheduled ---- */

static const jln_audit_cell *cells_of(const jln_audit_book *book, uint32_t node) {
    return &book->cells[(size_t)book->plan->nodes[node].leaf_first * (size_t)book->years];
}

/* A number above 0 or PM schedules; ND says nothing, and a line without cells is no line of a
 * matrix. */
static bool is_unscheduled(const jln_audit_book *book, const jln_audit_cell *cells) {
    for (int year = 0; year < book->years; year++) {
        bool nothing = cells[year].state == JLN_DASH || cells[year].state == JLN_BLANK ||
                       cells[year].state == JLN_NUMBER;
        if (!cells[year].line || !nothing || cells[year].amount) return false;
    }
    return true;
}

void jln_audit_rule_unscheduled(jln_audit_book *book) {
    for (uint32_t i = 1; i < book->plan->node_count; i++) {
        if (!jln_plan_is_leaf(book->plan, i)) continue;
        const jln_audit_cell *cells = cells_of(book, i);
        if (!is_unscheduled(book, cells)) continue;
        const char *node = book->plan->nodes[i].id;
        const char *message = jln_arena_fmt(
            book->arena,
            _("%s : ses années (l. %d) n’ont ni montant ni « PM » ; rien n’y est prévu."),
            jln_audit_node_heading(book, i), cells->line);
        jln_audit_draft *draft =
            jln_audit_draft_add(book, jln_arena_fmt(book->arena, "unscheduled/%s", node), message);
        if (!draft) return;
        draft->finding.about = node;
        draft->finding.doc = cells->doc;
        draft->finding.line = cells->line;
    }
}

/* ---- pm-total ---- */

typedef enum { AS_PM, AS_DASH, AS_BLANK, AS_NUMBER, FORMS, NO_FORM = FORMS } form;

static form form_of(jln_state state) {
    switch (state) {
    case JLN_PM:
        return AS_PM;
    case JLN_DASH:
        return AS_DASH;
    case JLN_BLANK:
        return AS_BLANK;
    case JLN_NUMBER:
        return AS_NUMBER;
    default:
        return NO_FORM;
    }
}

typedef struct {
    const jln_audit_claim *first[FORMS];
    int counts[FORMS];
} forms;

static bool is_all_pm(const jln_audit_book *book, uint32_t node) {
    if (!jln_plan_is_leaf(book->plan, node)) return false;
    const jln_audit_cell *cells = cells_of(book, node);
    for (int year = 0; year < book->years; year++)
        if (!cells[year].line || cells[year].state != JLN_PM) return false;
    return true;
}

static const char *form_words(jln_audit_book *book, const forms *found, form f) {
    const char *shown = f == AS_BLANK
                            ? _("laissé vide")
                            : jln_arena_fmt(book->arena, _("« %s »"), found->first[f]->text);
    const char *format =
        P_("%s %d fois (l. %d)", "%s %d fois (d’abord l. %d)", (unsigned long)found->counts[f]);
    return jln_audit_text(
        book, jln_arena_fmt(book->arena, format, shown, found->counts[f], found->first[f]->line));
}

/* "« PM » 5 fois (d'abord l. 1177), « - » 41 fois (d'abord l. 1191)": in the order of the
 * document's first use. */
static const char *all_forms(jln_audit_book *book, const forms *found) {
    const char *text = "";
    for (int done = 0, last = 0; done < FORMS; done++) {
        form next = NO_FORM;
        for (form f = AS_PM; f < FORMS; f++)
            if (found->counts[f] && found->first[f]->line > last &&
                (next == NO_FORM || found->first[f]->line < found->first[next]->line))
                next = f;
        if (next == NO_FORM) break;
        last = found->first[next]->line;
        const char *words = form_words(book, found, next);
        text = jln_audit_text(
            book, jln_arena_fmt(book->arena, "%s%s%s", text ? text : "", *text ? ", " : "", words));
        if (!text) return NULL;
    }
    return text;
}

/* Only lines of PM in all years are looked at: a total of PM and numbers is a matter of row-total.
 * The finding stands at the last way to come up, beside the first "PM". */
void jln_audit_rule_pm_total(jln_audit_book *book) {
    forms found = {0};
    const jln_audit_claim *odd = NULL;
    int kinds = 0;
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != JLN_CLAIM_ROW_TOTAL || claim->amount || !is_all_pm(book, claim->node))
            continue;
        form f = form_of(claim->state);
        if (f == NO_FORM) continue;
        if (found.counts[f]++) continue;
        found.first[f] = claim;
        if (kinds++) odd = claim;
    }
    if (kinds < 2) return;
    const char *message = jln_arena_fmt(
        book->arena,
        _("Matrice : le total d’une ligne dont toutes les années sont « PM » est imprimé %s."),
        all_forms(book, &found));
    jln_audit_draft *draft = jln_audit_draft_add(book, "pm-total/plan", message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_NOTE;
    f->doc = odd->doc;
    f->line = odd->line;
    if (!found.counts[AS_PM]) return;
    f->doc_2 = found.first[AS_PM]->doc;
    f->line_2 = found.first[AS_PM]->line;
}

/* ---- two-roles ---- */

static void named_twice(jln_audit_book *book, const jln_audit_role *role) {
    const jln_node *node = &book->plan->nodes[role->node];
    const char *message = jln_arena_fmt(
        book->arena,
        _("%s : « %s » est nommé parmi les responsables et parmi les partenaires (l. %d)."),
        jln_audit_node_heading(book, role->node), role->printed, node->line);
    const char *id = jln_arena_fmt(book->arena, "two-roles/%s/%s", node->id, role->structure);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_NOTE;
    f->about = node->id;
    f->printed = role->printed;
    f->doc = node->doc;
    f->line = node->line;
    if (!jln_plan_is_leaf(book->plan, role->node) || !cells_of(book, role->node)->line) return;
    f->doc_2 = cells_of(book, role->node)->doc;
    f->line_2 = cells_of(book, role->node)->line;
}

/* The roles of a node stand together. */
void jln_audit_rule_two_roles(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->role_count; i++) {
        const jln_audit_role *role = &book->roles[i];
        if (!role->partner) continue;
        bool twice = false;
        for (uint32_t j = i; j-- > 0 && book->roles[j].node == role->node;)
            twice = twice || (!book->roles[j].partner &&
                              jln_str_eq(book->roles[j].structure, role->structure));
        if (twice) named_twice(book, role);
    }
}
