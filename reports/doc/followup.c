/* difficulties{states = {"postponed", ...}}: the activities in these states and what their
 * structures say of them. Without `only`, all of them, state by state, with what they weigh; with
 * `only = "measure"`, those whose structure says what it does about it; with `only = "words"`, the
 * others that say something. How many there are is always said. */
#include "doc/build.h"

#include "doc/phrases.h"

#include <stdlib.h>
#include <string.h>

enum { ALL, MEASURE, WORDS };

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    uint64_t states;
    int only;
    jln_measure base;
    size_t with_measure, with_words, silent; /* activities in the states */
} difficulties;

/* ---- what a comment says ---- */

/* « Retard du marché. Mesure : nouvel appel d'offres. »: where the measure begins, NULL. */
static const char *measure_in(const char *comment, size_t *before) {
    static const char *const marks[] = {"Mesure corrective", "Mesures", "Mesure", "Measure"};
    for (size_t i = 0; comment && i < sizeof marks / sizeof *marks; i++) {
        const char *at = strstr(comment, marks[i]);
        const char *text = at ? at + strlen(marks[i]) : NULL;
        while (text &&
               (*text == ' ' || strncmp(text, "\u00a0", 2) == 0 || strncmp(text, "\u202f", 3) == 0))
            text += *text == ' ' ? 1 : strncmp(text, "\u00a0", 2) == 0 ? 2 : 3;
        if (!text || *text != ':') continue;
        for (text++; *text == ' ';) text++;
        *before = (size_t)(at - comment);
        while (*before && comment[*before - 1] == ' ') --*before;
        return text;
    }
    return NULL;
}

/* Without the state it repeats: « Reportée : … » under « Reportées ». */
static const char *explanation(jln_builder *b, const char *comment) {
    static const char *const states[] = {"Reportée", "Non démarrée", "Non commencée", "Annulée"};
    for (size_t i = 0; comment && i < sizeof states / sizeof *states; i++) {
        size_t n = strlen(states[i]);
        if (strncmp(comment, states[i], n) != 0) continue;
        const char *rest = comment + n;
        while (*rest == ' ' || strncmp(rest, "\u00a0", 2) == 0) rest += *rest == ' ' ? 1 : 2;
        if (*rest != ':') continue;
        for (rest++; *rest == ' ';) rest++;
        return *rest ? jln_build_capital(b, rest) : comment;
    }
    return comment;
}

/* ---- rows ---- */

static jln_status open_axis(difficulties *x, uint32_t node, uint32_t *open) {
    jln_builder *b = x->b;
    while (b->plan->nodes[node].parent) node = b->plan->nodes[node].parent;
    if (*open == node) return JLN_OK;
    *open = node;
    jln_doc_row *row = jln_build_row(b, x->table, jln_build_fmt(b, "%s/", b->plan->nodes[node].id),
                                     JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_label(b, node, JLN_LABEL_SHORT))->brief = true;
    return JLN_OK;
}

static jln_status add_words(difficulties *x, uint32_t node, const char *comment) {
    jln_builder *b = x->b;
    size_t before = 0;
    const char *measure = measure_in(comment, &before);
    jln_doc_row *row = jln_build_row(b, x->table, b->plan->nodes[node].id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_label(b, node, JLN_LABEL_TITLE))->brief = true;
    jln_text_cell(row, 1, b->plan->nodes[node].lead);
    if (x->only == WORDS) {
        jln_text_cell(row, 2, comment);
        return JLN_OK;
    }
    jln_text_cell(row, 2, jln_build_fmt(b, "%.*s", (int)before, comment));
    jln_text_cell(row, 3, jln_build_capital(b, measure));
    return JLN_OK;
}

/* By axis, in the plan's order. */
static jln_status add_by_axis(difficulties *x) {
    jln_builder *b = x->b;
    uint32_t open = 0;
    jln_status status = JLN_OK;
    for (uint32_t leaf = 0; status == JLN_OK && leaf < b->plan->leaf_count; leaf++) {
        uint32_t at = b->plan->leaves[leaf];
        const jln_progress *p = jln_facts_progress(b->facts, leaf, b->year);
        size_t before;
        if (!(x->states >> p->state & 1)) continue;
        bool measure = measure_in(p->comment, &before) != NULL;
        if (measure) x->with_measure++;
        else if (p->comment) x->with_words++;
        else x->silent++;
        if (x->only == MEASURE ? !measure : measure || !p->comment) continue;
        status = open_axis(x, at, &open);
        if (status == JLN_OK) status = add_words(x, at, p->comment);
    }
    return status;
}

/* ---- all of them, state by state ---- */

typedef struct {
    uint32_t leaf;
    jln_value base;
} missed;

static int heaviest_first(const void *a, const void *b) {
    const missed *x = a, *y = b;
    bool p = jln_value_known(&x->base), q = jln_value_known(&y->base);
    int order = p && q ? jln_rat_cmp(y->base.number, x->base.number) : (int)q - (int)p;
    return order ? order : x->leaf < y->leaf ? -1 : 1;
}

/* « Reportées (11) ». */
static const char *state_heading(jln_builder *b, int state, size_t count) {
    static const char *const words[] = {N_("Réalisées (%s)"),      N_("En cours (%s)"),
                                        N_("Non commencées (%s)"), N_("Reportées (%s)"),
                                        N_("Annulées (%s)"),       N_("Non renseignées (%s)")};
    return jln_build_fmt(b, _(words[state]), jln_say_count(b, count));
}

static jln_status add_missed(difficulties *x, const missed *m) {
    jln_builder *b = x->b;
    uint32_t node = b->plan->leaves[m->leaf];
    const jln_progress *p = jln_facts_progress(b->facts, m->leaf, b->year);
    jln_doc_row *row = jln_build_row(b, x->table, b->plan->nodes[node].id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    const char *said = explanation(b, p->comment);
    jln_text_cell(row, 0, jln_build_label(b, node, JLN_LABEL_TITLE))->brief = true;
    jln_text_cell(row, 1, b->plan->nodes[node].lead);
    row->cells[2].value = m->base;
    jln_text_cell(row, 3, said ? said : _("sans explication dans la fiche"));
    return JLN_OK;
}

/* The heading of the state has its sum. */
static jln_status add_state(difficulties *x, int state, missed *list, jln_value *all) {
    static const char *const keys[] = {"done/",      "under-way/", "not-started/",
                                       "postponed/", "cancelled/", "not-reported/"};
    jln_builder *b = x->b;
    size_t count = 0;
    jln_value sum = jln_value_integer(0);
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        if ((int)jln_facts_progress(b->facts, leaf, b->year)->state != state ||
            !jln_facts_scheduled(b->facts, leaf, b->year))
            continue;
        missed *m = &list[count++];
        *m = (missed){leaf, jln_engine_sum(b->engine, x->base,
                                           (jln_place){b->plan->leaves[leaf], -1, b->year})};
        if (jln_value_known(&m->base) && !jln_rat_add(sum.number, m->base.number, &sum.number))
            sum = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    if (!count) return JLN_OK;
    qsort(list, count, sizeof *list, heaviest_first);
    jln_doc_row *row = jln_build_row(b, x->table, keys[state], JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, state_heading(b, state, count));
    row->cells[2].value = sum;
    x->with_words += count;
    if (jln_value_known(&sum) && jln_value_known(all) &&
        !jln_rat_add(all->number, sum.number, &all->number))
        *all = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < count; i++) status = add_missed(x, &list[i]);
    return status;
}

static jln_status add_by_state(difficulties *x, const jln_tree *node) {
    static const int order[] = {JLN_POSTPONED,    JLN_NOT_STARTED, JLN_CANCELLED,
                                JLN_NOT_REPORTED, JLN_UNDER_WAY,   JLN_DONE};
    jln_builder *b = x->b;
    missed *list = jln_arena_array(b->doc->arena, b->plan->leaf_count + 1, sizeof *list);
    jln_value all = jln_value_integer(0);
    jln_status status = list ? JLN_OK : jln_err_nomem(b->err);
    for (size_t i = 0; status == JLN_OK && i < sizeof order / sizeof *order; i++)
        if (x->states >> order[i] & 1) status = add_state(x, order[i], list, &all);
    if (status == JLN_OK) status = jln_build_fold(b, node, x->table, false);
    if (status != JLN_OK || !x->table->row_count) return status;
    jln_doc_row *total = jln_build_row(b, x->table, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, 0, jln_build_fmt(b, _("Ensemble (%s)"), jln_say_count(b, x->with_words)))
        ->strong = true;
    total->cells[2].value = all;
    return JLN_OK;
}

/* ---- the block ---- */

static void add_columns(difficulties *x, jln_columns *c) {
    jln_columns_add(c, "activity", _("Activité"), JLN_KIND_TEXT, 1.2f);
    jln_columns_add(c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    if (x->only == ALL)
        jln_columns_add_amount(
            x->b, c, "base",
            jln_build_capital(x->b, jln_base_words(jln_say_year_base(x->b))));
    if (x->only == MEASURE) {
        jln_columns_add(c, "difficulty", _("Difficulté"), JLN_KIND_TEXT, 1);
        jln_columns_add(c, "measure", _("Mesure corrective"), JLN_KIND_TEXT, 1);
    } else jln_columns_add(c, "comment", _("Ce qu'en dit la structure"), JLN_KIND_TEXT, 1);
}

/* How many activities the table is about, and how many others there are. */
static jln_status say_counts(difficulties *x) {
    jln_builder *b = x->b;
    size_t all = x->with_measure + x->with_words + x->silent;
    const char *total = jln_say_count(b, all);
    if (x->only == MEASURE)
        return jln_build_say(
            b, JLN_TEXT_NOTE,
            jln_build_fmt(b,
                          _("Mots des fiches, pour %s activités sur %s ; %s autres ont un "
                            "commentaire sans mesure, %s n'en ont aucun."),
                          jln_say_count(b, x->with_measure), total, jln_say_count(b, x->with_words),
                          jln_say_count(b, x->silent)));
    return jln_build_say(b, JLN_TEXT_NOTE,
                         jln_build_fmt(b,
                                       _("Mots des fiches, pour %s activités sur %s ; %s autres "
                                         "ont dit une mesure corrective, %s n'ont rien dit."),
                                       jln_say_count(b, x->with_words), total,
                                       jln_say_count(b, x->with_measure),
                                       jln_say_count(b, x->silent)));
}

jln_status jln_build_difficulties(jln_builder *b, const jln_tree *node) {
    static const char *const states[] = {"done",      "under_way",    "not_started", "postponed",
                                         "cancelled", "not_reported", NULL};
    static const char *const only[] = {"all", "measure", "words", NULL};
    difficulties x = {.b = b, .base = {JLN_M_BASE, (int)jln_engine_base(b->engine)}};
    jln_columns c = {0};
    jln_status status = jln_build_fields(
        b, node, "key:text title:words states:list only:text rows:number formats:list");
    if (status == JLN_OK) status = jln_build_choices(b, node, "states", states, &x.states);
    if (status == JLN_OK) status = jln_build_choice(b, node, "only", only, ALL, &x.only);
    if (status != JLN_OK) return status;
    add_columns(&x, &c);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    status = x.only == ALL ? add_by_state(&x, node) : add_by_axis(&x);
    if (status == JLN_OK && x.only != ALL && x.table->row_count) status = say_counts(&x);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(
        b, x.table,
        x.only == ALL ? _("Aucune activité n'est dans ce cas dans les fiches reçues.")
                      : _("Les fiches reçues n'en disent rien."));
}
