/* Below the plot: what n/N counts, what hatching and notches mean, what is not shown. */
#include "doc/format.h"
#include "layout/chart_parts.h"
#include "layout/style.h"

static void place_note(jln_chart_state *c, const char *text) {
    jln_par_style style = {.font = JLN_FONT_OBLIQUE,
                           .strong = JLN_FONT_BOLD,
                           .size = JLN_SIZE_FOOTNOTE,
                           .leading = JLN_SIZE_FOOTNOTE * 1.3f,
                           .colour = JLN_MUTED,
                           .before = 3,
                           .lines = c->f->brief.on ? 1 : 0};
    jln_flow_tie(c->f);
    if (!text) c->f->failed = true;
    else jln_flow_paragraph(c->f, text, &style, c->tag);
}

static bool any_point(const jln_chart_state *c, bool thin) {
    for (size_t i = 0; i < c->doc->series_count * c->count; i++)
        if (thin ? c->points[i].thin : *c->points[i].cover) return true;
    return false;
}

static void add_words(jln_str *s, const char *words) {
    jln_str_fmt(s, "%s%s", s->length ? " ; " : "", words);
}

/* What the n/N beside the values counts, and what hatched bars stand on. On a fixed page its line
 * of signs says the first. */
static void tell_cover(const jln_chart_state *c, jln_str *s) {
    const jln_doc_chart *d = c->doc;
    bool panels = d->chart == JLN_CHART_PANELS;
    if (!panels && d->chart != JLN_CHART_BARS) return;
    if (d->counted && !c->f->brief.on && any_point(c, false))
        jln_str_fmt(s, panels ? _("n/N sous l’année : %s") : _("n/N entre parenthèses : %s"),
                    d->counted);
    if (any_point(c, true))
        add_words(s, /* xgettext:no-c-format */ _("hachures : moins de 80 % de la base connue"));
}

/* The names of the categories left out. */
static void tell_names(const jln_chart_state *c, jln_str *s) {
    size_t told = 0;
    for (size_t i = 0, at = 0; i < c->doc->category_count; i++) {
        if (at < c->count && c->shown[at] == i) {
            at++;
            continue;
        }
        const char *name = c->doc->categories[i];
        if (name && s->length < 400) jln_str_fmt(s, "%s%s", told++ ? ", " : "", name);
    }
}

/* Which are not there; of rates put in order, from where to where they go. */
static void tell_left_out(const jln_chart_state *c, jln_str *s) {
    const jln_doc_chart *d = c->doc;
    size_t all = d->category_count;
    add_words(s, "");
    jln_str_fmt(s, P_("%zu non montré", "%zu non montrés", c->left_out), c->left_out);
    if (d->chart == JLN_CHART_PROGRESS && c->left_out > 1) {
        jln_str_add(s, _(", de "));
        jln_format_cell(s, jln_chart_told(c, 0, c->shown[c->count - 1] + 1), d->kind, d->scale,
                        d->decimals, c->f->doc->lang);
        jln_str_add(s, _(" à "));
        jln_format_cell(s, jln_chart_told(c, 0, all - 1), d->kind, d->scale, d->decimals,
                        c->f->doc->lang);
    }
    jln_str_add(s, _("\u00A0: "));
    tell_names(c, s);
}

/* One paragraph, of one line on a fixed page. */
void jln_chart_notes(jln_chart_state *c) {
    jln_str s = {0};
    tell_cover(c, &s);
    if (c->cut)
        add_words(
            &s, /* xgettext:no-c-format */ _(
                "barre entaillée : la valeur dépasse 100\u00A0% ; le nombre écrit est exact"));
    if (c->left_out && !c->others) tell_left_out(c, &s);
    if (c->unseen) add_words(&s, _("non montrés\u00A0: ")), jln_str_add(&s, c->unseen);
    if (s.length && !c->f->brief.on) jln_str_add(&s, ".");
    if (s.length && *s.text >= 'a' && *s.text <= 'z' && s.text[1] != '/')
        *s.text = (char)(*s.text - 'a' + 'A');
    if (s.failed) c->f->failed = true;
    else if (s.length) place_note(c, jln_arena_strn(c->f->arena, s.text, s.length));
    jln_str_free(&s);
}
