/* The lines of a structure's return. */
#include "form/writer.h"

#include <string.h>

static const jln_node *node_of(const jln_form_writer *w, uint32_t leaf) {
    return &w->plan->nodes[w->plan->leaves[leaf]];
}

static const char *title_of(jln_form_writer *w, uint32_t leaf) {
    const jln_node *n = node_of(w, leaf);
    if (!n->code_printed || strcmp(n->code_printed, n->id) == 0) return n->title;
    jln_str text = {0};
    jln_str_fmt(&text, _("%s (imprimée %s)"), n->title, n->code_printed);
    return jln_form_take(w, &text);
}

static const char *scheduled_words(const jln_form_writer *w, uint32_t leaf) {
    int year = w->key->period.year;
    const jln_amount *a = jln_facts_base(w->facts, JLN_BASE_PLANNED, leaf, year);
    if (a && a->state == JLN_PM) return _("oui (PM)");
    return jln_facts_scheduled(w->facts, leaf, year) ? _("oui") : _("non");
}

/* The latest progress known of the year, or of the one before. */
static const char *progress_before(jln_form_writer *w, uint32_t leaf) {
    int first = w->key->period.year - 1;
    for (int year = first + 1; year >= w->plan->first_year && year >= first; year--) {
        const jln_progress *p = jln_facts_progress(w->facts, leaf, year);
        if (!p || p->state == JLN_NOT_REPORTED) continue;
        jln_str text = {0};
        jln_rat percent;
        jln_str_add(&text, jln_progress_words(p->state));
        if (p->known && jln_rat_mul(p->physical, jln_rat_of(100), &percent)) {
            jln_str_add(&text, ", ");
            jln_form_add_number(w, &text, percent);
            jln_str_add(&text, " %");
        }
        jln_str_fmt(&text, " (%s)", w->facts->periods[p->period].code);
        return jln_form_take(w, &text);
    }
    return "";
}

/* The latest payment known of that source, in or before the year of the form. */
static const char *paid_before(jln_form_writer *w, uint32_t leaf, int funder) {
    const jln_spent *last = NULL;
    const jln_spent_rows *spent = &w->facts->spent[leaf];
    for (size_t i = 0; i < spent->count; i++) {
        const jln_spent *s = &spent->rows[i];
        if (s->funder != funder || s->stage != JLN_STAGE_PAID || s->state != JLN_NUMBER) continue;
        if (w->facts->periods[s->period].year > w->key->period.year) continue;
        if (!last || s->period > last->period) last = s;
    }
    if (!last) return "";
    jln_str text = {0};
    jln_form_add_amount(w, &text, last->amount);
    jln_str_fmt(&text, " (%s)", w->facts->periods[last->period].code);
    return jln_form_take(w, &text);
}

/* Below the lines to fill in, outside of filters and checks. */
static void write_associated(jln_form_writer *w) {
    const jln_form_layout *l = &jln_form_layouts[JLN_FORM_ACTIVITIES];
    size_t at = w->at[JLN_FORM_ACTIVITIES];
    if (w->source->associated_count == 0) return;
    w->row++;
    jln_book_text(w->book, jln_area_cell(at, w->row, 0), "#", jln_form_plain, l->mark);
    jln_book_text(w->book, jln_area_cell(at, w->row++, 1),
                  _("Activités où la structure est associée : pour information, rien à remplir"),
                  (jln_book_style){.look = JLN_LOOK_SECTION},
                  l->mark); /* not merged: merged cells are refused when read */
    for (size_t i = 0; i < w->source->associated_count; i++) {
        uint32_t leaf = w->source->associated[i];
        const jln_node *n = node_of(w, leaf);
        const char *lead = n->lead ? jln_plan_structure(w->plan, n->lead) : "";
        const char *texts[] = {"#", n->id, title_of(w, leaf), scheduled_words(w, leaf), "", lead};
        double lines = jln_form_lines_of(texts[2], l->columns[2].width * 1.2);
        jln_book_row(w->book, at, w->row, lines * 13.5 + 1.5, 0);
        for (uint16_t c = 0; c < 6; c++)
            jln_book_text(w->book, jln_area_cell(at, w->row, c), texts[c],
                          jln_form_style(w, JLN_FORM_GREY, false), l->mark);
        w->row++;
    }
}

static void write_activities(jln_form_writer *w) {
    jln_form_begin_sheet(w, JLN_FORM_ACTIVITIES);
    for (uint32_t i = 0; i < w->leaf_count; i++) {
        uint32_t leaf = w->leaves[i];
        const char *id = node_of(w, leaf)->id;
        const jln_amount *a = jln_facts_base(w->facts, w->facts->base, leaf, w->key->period.year);
        bool number = a && a->state == JLN_NUMBER;
        double amount = number ? jln_form_units(w, a->amount) : 0;
        const char *texts[JLN_FORM_COLUMNS_MAX] = {NULL,
                                                   id,
                                                   title_of(w, leaf),
                                                   scheduled_words(w, leaf),
                                                   a ? jln_state_words(a->state) : "",
                                                   progress_before(w, leaf)};
        jln_form_write_line(w, JLN_FORM_ACTIVITIES, id, texts, number ? &amount : NULL);
    }
    jln_form_end_sheet(w, JLN_FORM_ACTIVITIES);
    write_associated(w);
}

static bool paid_by(const jln_form_writer *w, uint32_t leaf, int funder) {
    const jln_spent_rows *spent = &w->facts->spent[leaf];
    for (size_t i = 0; i < spent->count; i++)
        if (spent->rows[i].funder == funder) return true;
    return false;
}

/* A line for each source that has already paid, and one to be chosen for what is scheduled. */
static void spending_lines(jln_form_writer *w, uint32_t leaf) {
    const char *id = node_of(w, leaf)->id, *title = title_of(w, leaf);
    for (int f = 0; f < w->plan->funder_count; f++) {
        if (!paid_by(w, leaf, f)) continue;
        const char *texts[JLN_FORM_COLUMNS_MAX] = {
            NULL, id, title, jln_plan_funder_name(w->plan, f, w->lang), paid_before(w, leaf, f)};
        jln_form_write_line(w, JLN_FORM_SPENDING,
                            jln_arena_fmt(w->arena, "%s|%s", id, w->plan->funders[f].id), texts,
                            NULL);
    }
    if (!jln_facts_scheduled(w->facts, leaf, w->key->period.year)) return;
    const char *texts[JLN_FORM_COLUMNS_MAX] = {NULL, id, title};
    jln_form_write_line(w, JLN_FORM_SPENDING, jln_arena_fmt(w->arena, "%s|?", id), texts, NULL);
}

void jln_form_fill_return(jln_form_writer *w) {
    write_activities(w);
    jln_form_begin_sheet(w, JLN_FORM_SPENDING);
    for (uint32_t i = 0; i < w->leaf_count; i++) spending_lines(w, w->leaves[i]);
    jln_form_free_lines(w, JLN_FORM_SPENDING, JLN_FORM_FREE_LINES);
    jln_form_end_sheet(w, JLN_FORM_SPENDING);
    jln_form_begin_sheet(w, JLN_FORM_EXTRA);
    jln_form_free_lines(w, JLN_FORM_EXTRA, JLN_FORM_EXTRA_LINES);
    jln_form_end_sheet(w, JLN_FORM_EXTRA);
}
