/* signs{}: at the foot of a page, one line that says what its lights and signs mean. Those that the
 * finished document does not print are left out. */
#include "doc/signs.h"

#include "compute/light.h"

#include <string.h>

static void note_cell(jln_printed *p, const jln_cell *cell, jln_kind kind) {
    const jln_value *v = &cell->value;
    bool empty = v->state == JLN_NA && v->reason == JLN_REASON_NONE;
    p->lights[cell->light] = true;
    if (kind == JLN_KIND_LIGHT) return;
    if (!cell->text && !empty) {
        p->states[v->state] = true;
        p->reasons[v->state] |= (uint64_t)1 << v->reason;
    }
    p->cover |= kind == JLN_KIND_COVER && v->expected;
}

static void note_cards(jln_printed *p, const jln_block *block) {
    for (size_t i = 0; i < block->cards.count; i++) {
        note_cell(p, &block->cards.cards[i].cell, JLN_KIND_NUMBER);
        const char *coverage = block->cards.cards[i].coverage;
        p->cover |= coverage && strchr(coverage, '/');
        if (block->cards.cards[i].previous_label)
            note_cell(p, &block->cards.cards[i].previous, JLN_KIND_NUMBER);
    }
}

static void note_table(jln_printed *p, const jln_doc_table *t) {
    for (size_t r = 0; r < t->row_count; r++)
        for (size_t c = 0; c < t->column_count; c++)
            note_cell(p, &t->rows[r].cells[c], t->columns[c].kind);
}

/* A table is on the page, or a chart over it is. */
static bool is_shown(const jln_doc *doc, const jln_block *block) {
    if (block->formats & JLN_FOR_PDF) return true;
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *b = &doc->blocks[i];
        bool chart = b->kind == JLN_BLOCK_CHART && b->formats & JLN_FOR_PDF &&
                     b->chart->series_count && b->chart->category_count;
        if (chart && strcmp(b->chart->series[0].cells[0].table, block->table->key) == 0)
            return true;
    }
    return false;
}

jln_printed jln_printed_read(const jln_doc *doc) {
    jln_printed p = {.cover = false};
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *block = &doc->blocks[i];
        if (block->kind == JLN_BLOCK_CARDS) note_cards(&p, block);
        if (block->kind == JLN_BLOCK_TABLE && is_shown(doc, block)) note_table(&p, block->table);
    }
    return p;
}

/* ---- the line ---- */

enum { SIGNS_MOST = 12 };

typedef struct {
    jln_doc_sign signs[SIGNS_MOST];
    size_t count;
} line;

static void add(line *l, bool wanted, jln_light light, const char *text) {
    if (wanted && text) l->signs[l->count++] = (jln_doc_sign){light, text};
}

static void add_lights(jln_builder *b, const jln_printed *p, line *l) {
    const char *set = jln_plan_setting(b->plan, "lights", "");
    bool simple = set && strcmp(set, "simple") == 0;
    const int *bounds = jln_light_bounds(simple ? JLN_BANDS_SIMPLE : JLN_BANDS_UEMOA);
    int top = bounds[2] ? bounds[2] : bounds[1];
    bool any = false; /* one of them is read against the others: all or none */
    for (int i = JLN_LIGHT_NONE + 1; i < JLN_LIGHT_COUNT; i++) any |= p->lights[i];
    add(l, any, JLN_LIGHT_GREEN, jln_build_fmt(b, _("%d %% ou plus"), top));
    add(l, any && bounds[2], JLN_LIGHT_YELLOW, jln_build_fmt(b, _("plus de %d %%"), bounds[1]));
    add(l, any, JLN_LIGHT_ORANGE, jln_build_fmt(b, _("plus de %d %%"), bounds[0]));
    add(l, any, JLN_LIGHT_RED, jln_build_fmt(b, _("%d %% ou moins, ou plus de 100 %%"), bounds[0]));
    add(l, any, JLN_LIGHT_GREY,
        /* xgettext:no-c-format */ _("moins de 80 % connu, ou année en cours"));
}

static void add_states(jln_builder *b, const jln_printed *p, line *l) {
    static const struct {
        jln_state state;
        const char *meaning;
    } states[] = {{JLN_MISSING, N_("demandé et non reçu")},
                  {JLN_NA, N_("sans objet : rien de prévu ni de demandé")},
                  {JLN_NC, N_("non calculable")},
                  {JLN_PM, N_("prévu sans crédit propre")}};
    add(l, p->cover, JLN_LIGHT_NONE,
        _("**n/N** connus sur attendus : base du taux"));
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        add(l, p->states[states[i].state], JLN_LIGHT_NONE,
            jln_build_fmt(b, "**%s** %s", jln_state_words(states[i].state), _(states[i].meaning)));
}

jln_status jln_build_signs(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "formats:list");
    if (status != JLN_OK) return status;
    return jln_doc_add(b->doc, JLN_BLOCK_SIGNS, JLN_FOR_PDF) ? JLN_OK : jln_err_nomem(b->err);
}

jln_status jln_build_signs_finish(jln_builder *b) {
    jln_doc *doc = b->doc;
    line l = {.count = 0};
    bool any = false;
    for (size_t i = 0; i < doc->block_count; i++) any |= doc->blocks[i].kind == JLN_BLOCK_SIGNS;
    if (!any) return JLN_OK;
    const jln_printed p = jln_printed_read(doc);
    add_lights(b, &p, &l);
    add_states(b, &p, &l);
    for (size_t i = 0; i < doc->block_count; i++) {
        jln_block *block = &doc->blocks[i];
        if (block->kind != JLN_BLOCK_SIGNS) continue;
        block->signs.signs = jln_arena_array(doc->arena, l.count + 1, sizeof *l.signs);
        if (!block->signs.signs) return jln_err_nomem(b->err);
        memcpy(block->signs.signs, l.signs, l.count * sizeof *l.signs);
        block->signs.count = l.count;
    }
    return JLN_OK;
}
