/* acronyms{}: what the acronyms that the report prints stand for, as the plan's structures and its
 * settings say. */
#include "doc/build.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *sign, *words; /* words NULL: nobody says */
    bool printed;
} acronym;

typedef struct {
    acronym *items; /* by sign */
    size_t count;
} dictionary;

jln_status jln_build_acronyms(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "title:words formats:list");
    const char *title = status == JLN_OK ? jln_build_words(b, node, "title") : NULL;
    b->acronyms = title ? title : _("Sigles");
    return status == JLN_OK ? jln_build_say(b, JLN_TEXT_NOTE, b->acronyms) : status;
}

/* ---- what is known ---- */

static int by_sign(const void *a, const void *b) {
    const acronym *x = a, *y = b;
    return strcmp(x->sign, y->sign);
}

static acronym *find(const dictionary *d, const char *sign) {
    const acronym key = {.sign = sign};
    return bsearch(&key, d->items, d->count, sizeof *d->items, by_sign);
}

/* "Banque mondiale (BM)" tells what BM stands for. */
static jln_status read_funders(jln_builder *b, dictionary *d) {
    const dictionary known = *d;
    for (int i = 0; i < b->plan->funder_count; i++) {
        const char *name = jln_plan_funder_name(b->plan, i, b->lang), *open = strrchr(name, '(');
        size_t n = strlen(name);
        if (!open || open == name || open[-1] != ' ' || name[n - 1] != ')') continue;
        const char *sign = jln_build_fmt(b, "%.*s", (int)(name + n - 2 - open), open + 1);
        const char *words = jln_build_fmt(b, "%.*s", (int)(open - 1 - name), name);
        if (!sign || !words) return jln_err_nomem(b->err);
        if (!find(&known, sign)) d->items[d->count++] = (acronym){.sign = sign, .words = words};
    }
    qsort(d->items, d->count, sizeof *d->items, by_sign);
    return JLN_OK;
}

/* Settings first: a planner's words win over the name of a structure. */
static jln_status read_dictionary(jln_builder *b, dictionary *d) {
    const jln_plan *plan = b->plan;
    size_t most = (size_t)(plan->setting_count + plan->funder_count + plan->structure_count) + 1;
    d->items = jln_arena_array(b->doc->arena, most, sizeof *d->items);
    if (!d->items) return jln_err_nomem(b->err);
    for (int i = 0; i < plan->setting_count; i++)
        if (strcmp(plan->settings[i].key, "acronym") == 0)
            d->items[d->count++] =
                (acronym){.sign = plan->settings[i].about, .words = plan->settings[i].value};
    qsort(d->items, d->count, sizeof *d->items, by_sign);
    jln_status status = read_funders(b, d);
    if (status != JLN_OK) return status;
    const dictionary set = *d;
    for (int i = 0; i < plan->structure_count; i++) {
        const jln_structure *s = &plan->structures[i];
        bool told = s->name && strcmp(s->name, s->id) != 0;
        if (!find(&set, s->id))
            d->items[d->count++] = (acronym){.sign = s->id, .words = told ? s->name : NULL};
    }
    qsort(d->items, d->count, sizeof *d->items, by_sign);
    return JLN_OK;
}

/* ---- what is printed ---- */

static bool is_part(uint32_t c) {
    return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c < 0x2000);
}

enum { SIGN_MAX = 40 };

static void note_word(dictionary *d, const char *text, size_t length) {
    char word[SIGN_MAX + 1];
    if (length < 2 || length > SIGN_MAX) return;
    memcpy(word, text, length);
    word[length] = '\0';
    acronym *found = find(d, word);
    if (found) found->printed = true;
}

/* Words of letters, digits and hyphens, looked up one by one. */
static void note_text(dictionary *d, const char *text) {
    size_t length = text ? strlen(text) : 0, start = 0;
    for (size_t at = 0, before = 0; at < length; before = at) {
        if (is_part(jln_utf8_next(text, length, &at))) continue;
        note_word(d, text + start, before - start);
        start = at;
    }
    if (text) note_word(d, text + start, length - start);
}

static void note_table(dictionary *d, const jln_doc_table *t) {
    note_text(d, t->title);
    for (size_t i = 0; i < t->note_count; i++) note_text(d, t->notes[i]);
    for (size_t c = 0; c < t->column_count; c++) note_text(d, t->columns[c].title);
    for (size_t r = 0; r < t->row_count; r++)
        for (size_t c = 0; c < t->column_count; c++) note_text(d, t->rows[r].cells[c].text);
}

static void note_document(dictionary *d, const jln_doc *doc) {
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *block = &doc->blocks[i];
        if (!(block->formats & JLN_FOR_PDF)) continue;
        if (block->kind == JLN_BLOCK_TEXT) note_text(d, block->text.text);
        if (block->kind == JLN_BLOCK_HEADING) note_text(d, block->heading.text);
        if (block->kind == JLN_BLOCK_TABLE) note_table(d, block->table);
    }
}

/* "**Sigles.** **AGR** : Activité Génératrice de Revenus ; ..."; those that nobody spells out are
 * named too: the reader need not look for them. */
static const char *told_words(jln_builder *b, const dictionary *d) {
    jln_str told = {0}, untold = {0};
    for (size_t i = 0; i < d->count; i++) {
        const acronym *x = &d->items[i];
        if (!x->printed) continue;
        if (x->words)
            jln_str_fmt(&told, _("%s**%s** : %s"), told.length ? _(" ; ") : "", x->sign, x->words);
        else jln_str_fmt(&untold, "%s%s", untold.length ? ", " : "", x->sign);
    }
    const char *made = NULL;
    if (told.length) made = jln_build_fmt(b, "**%s.** %s.", b->acronyms, jln_str_c(&told));
    if (made && untold.length)
        made = jln_build_fmt(b, _("%s Le plan ne développe pas : %s."), made, jln_str_c(&untold));
    jln_str_free(&told);
    jln_str_free(&untold);
    return made;
}

static size_t place_of(const jln_builder *b) {
    size_t at = 0;
    for (; at < b->doc->block_count; at++) {
        const jln_block *block = &b->doc->blocks[at];
        if (block->kind == JLN_BLOCK_TEXT && block->text.text == b->acronyms) break;
    }
    return at;
}

jln_status jln_build_acronyms_finish(jln_builder *b) {
    dictionary d = {0};
    jln_doc *doc = b->doc;
    if (!b->acronyms) return JLN_OK;
    jln_status status = read_dictionary(b, &d);
    if (status != JLN_OK) return status;
    note_document(&d, doc);
    const size_t at = place_of(b);
    const char *words = told_words(b, &d);
    if (at == doc->block_count) return JLN_OK;
    if (words) doc->blocks[at].text.text = words;
    else jln_build_take_out(b, at);
    return JLN_OK;
}
