/* coverage{}: who each scheme covers in each region. Schemes overlap: nothing is ever added up. */
#include "doc/build.h"

#include "base/collate.h"
#include "compute/said.h"

#include <stdlib.h>
#include <string.h>

enum { REGION, BENEFICIARIES, YEAR, POPULATION, POPULATION_YEAR, GAP, RATE };

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    const jln_indicator *rate;
    const char *scheme;   /* the group that is open */
    bool regions;         /* it is known by region too */
    int first, last;      /* years of the figures; 0 before any */
    const char **told;    /* [row]: where its beneficiaries come from */
    const char **drawn;   /* [row]: where its population comes from */
    const jln_cover **of; /* [row]: the figure it shows */
} covers;

static jln_status open_scheme(covers *x, const char *scheme) {
    if (x->scheme && strcmp(x->scheme, scheme) == 0) return JLN_OK;
    x->scheme = scheme;
    jln_doc_row *row =
        jln_build_row(x->b, x->table, jln_build_fmt(x->b, "%s/", scheme), JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, REGION, jln_build_capital(x->b, jln_said(scheme)));
    return JLN_OK;
}

static const char *region_label(jln_builder *b, const jln_cover *c) {
    return strcmp(c->measure, "bénéficiaires") == 0
               ? c->region
               : jln_build_fmt(b, "%s, %s", c->region, jln_said(c->measure));
}

/* A note that tells where a figure comes from. */
static jln_status note_source(covers *x, jln_cell *cell, const char *source) {
    if (!source || !*source) return JLN_OK;
    cell->note = jln_doc_note(x->b->doc, x->table, source);
    return cell->note ? JLN_OK : jln_err_nomem(x->b->err);
}

/* "INSTAT RGPH 2009 provisoire" of "http://.../Regions_of_Mali (INSTAT RGPH 2009 provisoire)": an
 * address is no name; the annex of sources has it whole. */
const char *jln_build_source_name(jln_builder *b, const char *source) {
    size_t n = strlen(source);
    const char *open = strrchr(source, '('), *slash = strchr(source, '/');
    if (!open || !slash || slash > open || n < 2 || source[n - 1] != ')') return source;
    return jln_build_fmt(b, "%.*s", (int)(source + n - 2 - open), open + 1);
}

static void fill_population(covers *x, jln_doc_row *row, const jln_cover *c) {
    jln_builder *b = x->b;
    const jln_population *p = jln_frame_population(b->frame, c->region, c->year);
    row->cells[POPULATION].value = jln_value_none(JLN_NC, JLN_REASON_NO_POPULATION);
    if (!p) return;
    row->cells[POPULATION].value = jln_value_integer(p->value);
    row->cells[POPULATION].source = p->source;
    row->cells[POPULATION_YEAR].value = jln_value_integer(p->year);
    row->cells[GAP].value =
        jln_value_integer(p->year > c->year ? p->year - c->year : c->year - p->year);
    if (p->source) x->drawn[x->table->row_count - 1] = jln_build_source_name(b, p->source);
}

/* A rate that is not there, or does not come from a printed number, says why. */
static jln_status note_reason(covers *x, jln_cell *cell, jln_reason reason) {
    return note_source(x, cell, jln_build_fmt(x->b, _("Taux : %s"), jln_reason_words(reason)));
}

static jln_status fill_rate(covers *x, jln_doc_row *row, int item) {
    jln_builder *b = x->b;
    jln_result result;
    jln_status status =
        jln_engine_item(b->engine, x->rate, (jln_place){0, -1, b->year}, item, &result, b->err);
    if (status != JLN_OK) return status;
    jln_cell *cell = &row->cells[RATE];
    cell->value = result.value;
    jln_value quotient =
        jln_build_divide(&row->cells[BENEFICIARIES].value, &row->cells[POPULATION].value);
    bool same = jln_value_known(&quotient) && jln_value_known(&cell->value) &&
                jln_rat_cmp(quotient.number, cell->value.number) == 0;
    const jln_cover *none;
    (void)jln_frame_covered(b->frame, item, &none);
    if (none && jln_value_known(&cell->value)) return note_reason(x, cell, JLN_REASON_NO_SCHEME);
    if (!same) return cell->value.reason ? note_reason(x, cell, cell->value.reason) : JLN_OK;
    cell->expr =
        jln_build_pair(b, JLN_EXPR_RATIO, (jln_cell_ref){x->table->key, row->key, "beneficiaries"},
                       (jln_cell_ref){x->table->key, row->key, "population"});
    return cell->expr ? JLN_OK : jln_err_nomem(b->err);
}

static bool is_national(const jln_builder *b, const jln_cover *c) {
    const char *country = jln_plan_setting(b->plan, "country", "");
    return strcmp(c->region, country ? country : "Mali") == 0;
}

static jln_status add_cover(covers *x, int item) {
    jln_builder *b = x->b;
    const jln_cover *c = &b->frame->covers[item];
    jln_status status = open_scheme(x, c->scheme);
    if (status != JLN_OK) return status;
    const char *key = jln_build_fmt(b, "%s/%s/%s", c->scheme, c->region, c->measure);
    jln_row_role role = x->regions && is_national(b, c) ? JLN_ROW_SUBTOTAL : JLN_ROW_BODY;
    jln_doc_row *row = jln_build_row(b, x->table, key, role, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, REGION, region_label(b, c));
    row->cells[BENEFICIARIES].value = c->value;
    row->cells[BENEFICIARIES].source = jln_build_place(b, c->doc, c->line);
    row->cells[YEAR].value = jln_value_integer(c->year);
    if (c->source && *c->source)
        x->told[x->table->row_count - 1] = jln_build_source_name(b, c->source);
    x->of[x->table->row_count - 1] = c;
    if (!x->first || c->year < x->first) x->first = c->year;
    if (c->year > x->last) x->last = c->year;
    fill_population(x, row, c);
    return fill_rate(x, row, item);
}

/* ---- where the figures come from: once in the caption, in a note where it is another source ----
 */

static const char *common(const covers *x, const char *const *sources) {
    for (size_t r = 0; r < x->table->row_count; r++)
        if (sources[r]) return sources[r];
    return NULL;
}

static jln_status note_others(covers *x, const char *const *sources, size_t column,
                              const char *words) {
    const char *usual = common(x, sources);
    jln_status status = JLN_OK;
    for (size_t r = 0; status == JLN_OK && r < x->table->row_count; r++)
        if (sources[r] && strcmp(sources[r], usual) != 0)
            status = note_source(x, &x->table->rows[r].cells[column],
                                 jln_build_fmt(x->b, words, sources[r]));
    return status;
}

static jln_status tell_sources(covers *x) {
    jln_builder *b = x->b;
    const char *told = common(x, x->told), *drawn = common(x, x->drawn);
    jln_status status = note_others(x, x->told, BENEFICIARIES, _("Bénéficiaires : %s"));
    if (status == JLN_OK) status = note_others(x, x->drawn, POPULATION, _("Population : %s"));
    if (told && drawn)
        x->table->caption =
            jln_build_fmt(b, _("bénéficiaires : %s ; population : %s"), told, drawn);
    else if (told || drawn)
        x->table->caption = jln_build_fmt(b, told ? _("bénéficiaires : %s") : _("population : %s"),
                                          told ? told : drawn);
    return status;
}

static bool is_number(const char *text, const jln_value *value) {
    jln_rat number;
    return text && jln_value_known(value) && jln_rat_parse(text, strlen(text), &number) &&
           jln_rat_cmp(number, value->number) == 0;
}

/* The finding is about this very figure, and not about another of its line. */
static bool is_about(const jln_finding *f, const jln_cover *c) {
    if (!c || !c->doc || strcmp(c->doc, f->doc) != 0 || c->line != f->line) return false;
    return is_number(f->printed, &c->value) || is_number(f->computed, &c->value);
}

/* A figure that the document contradicts says what the audit found. */
static jln_status note_findings(covers *x) {
    jln_builder *b = x->b;
    jln_status status = jln_build_audit(b);
    for (size_t i = 0; status == JLN_OK && i < b->audit->count; i++) {
        const jln_finding *f = &b->audit->items[i];
        if (f->severity != JLN_SEVERITY_ERROR || !f->doc || !f->line) continue;
        for (size_t r = 0; status == JLN_OK && r < x->table->row_count; r++) {
            jln_cell *cell = &x->table->rows[r].cells[RATE];
            if (!cell->note && is_about(f, x->of[r])) status = note_source(x, cell, f->message);
        }
    }
    return status;
}

/* Figures of an earlier year say so in the title: they are the last ones known. */
static void tell_years(covers *x) {
    jln_builder *b = x->b;
    if (!x->last || (x->first == x->last && x->last == b->year)) return;
    x->table->title = x->first == x->last
                          ? jln_build_fmt(b, _("%s (données de %d, les dernières connues)"),
                                          x->table->title, x->last)
                          : jln_build_fmt(b, _("%s (données de %d à %d, les dernières connues)"),
                                          x->table->title, x->first, x->last);
}

/* ---- rows ---- */

static int by_region(const void *a, const void *b) {
    const jln_cover *x = *(const jln_cover *const *)a, *y = *(const jln_cover *const *)b;
    int order = jln_collate(x->region, y->region);
    return order ? order : x < y ? -1 : 1;
}

/* The regions in the order of a French list, or the country. */
static jln_status add_regions(covers *x, int first, int end, bool national) {
    const jln_frame *frame = x->b->frame;
    size_t count = 0;
    const jln_cover **shown =
        jln_arena_array(x->b->doc->arena, (size_t)(end - first) + 1, sizeof *shown);
    if (!shown) return jln_err_nomem(x->b->err);
    for (int i = first; i < end; i++)
        if (is_national(x->b, &frame->covers[i]) == national &&
            jln_frame_cover_shown(frame, i, x->b->year))
            shown[count++] = &frame->covers[i];
    if (count) qsort(shown, count, sizeof *shown, by_region);
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < count; i++)
        status = add_cover(x, (int)(shown[i] - frame->covers));
    return status;
}

/* The regions of a scheme, then the figures for the whole country, printed as such and never a sum.
 * The covers of one scheme stand side by side; gives the first of the next one. */
static jln_status add_scheme(covers *x, int first, int *next) {
    const jln_frame *frame = x->b->frame;
    int end = first;
    x->regions = false;
    for (; end < frame->cover_count &&
           strcmp(frame->covers[end].scheme, frame->covers[first].scheme) == 0;
         end++)
        if (jln_frame_cover_shown(frame, end, x->b->year))
            x->regions |= !is_national(x->b, &frame->covers[end]);
    jln_status status = add_regions(x, first, end, false);
    if (status == JLN_OK) status = add_regions(x, first, end, true);
    *next = end;
    return status;
}

/* A row for each cover at most, and one for each scheme. */
static jln_status make_room(covers *x) {
    size_t rows = 2 * (size_t)x->b->frame->cover_count + 1;
    x->told = jln_arena_array(x->b->doc->arena, rows, sizeof *x->told);
    x->drawn = jln_arena_array(x->b->doc->arena, rows, sizeof *x->drawn);
    x->of = jln_arena_array(x->b->doc->arena, rows, sizeof *x->of);
    return x->told && x->drawn && x->of ? JLN_OK : jln_err_nomem(x->b->err);
}

jln_status jln_build_coverage_table(jln_builder *b, const jln_tree *node) {
    covers x = {.b = b};
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node, "key:text title:words indicator:text formats:list");
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status == JLN_OK)
        status = jln_build_indicator(b, node, "taux-couverture", JLN_OVER_COVERAGE, &x.rate);
    if (status == JLN_OK) status = jln_build_uses(b, x.rate);
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "region", _("Régime et région"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "beneficiaries", _("Bénéficiaires"), JLN_KIND_COUNT, 0);
    c.columns[BENEFICIARIES].unit = "persons";
    jln_columns_add(&c, "year", _("Année"), JLN_KIND_YEAR, 0);
    jln_columns_add(&c, "population", _("Population"), JLN_KIND_COUNT, 0);
    c.columns[POPULATION].unit = "persons";
    jln_columns_add(&c, "population_year", _("Année de la population"), JLN_KIND_YEAR, 0);
    jln_columns_add(&c, "gap", _("Écart en années"), JLN_KIND_COUNT, 0);
    c.columns[GAP].unit = "years";
    jln_columns_add_rate(&c, "rate", x.rate->title, JLN_KIND_RATE);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    status = make_room(&x);
    for (int i = 0; status == JLN_OK && i < b->frame->cover_count;) status = add_scheme(&x, i, &i);
    if (status != JLN_OK) return status;
    if (!x.table->row_count)
        return jln_build_unless_empty(
            b, x.table,
            jln_build_fmt(b, _("aucun nombre de bénéficiaires n'est connu pour %d ou avant."),
                          b->year));
    tell_years(&x);
    status = tell_sources(&x);
    return status == JLN_OK ? note_findings(&x) : status;
}
