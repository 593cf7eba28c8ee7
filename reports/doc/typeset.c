/* Typography of the texts people read: the curved apostrophe and, in French, the spaces that a line
 * never ends with. */
#include "doc/build.h"

#include <string.h>

#define APOSTROPHE  "\u2019"
#define FIXED_SPACE "\u00a0"

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_high(const char *text) {
    return strchr(":;!?%", *text) ? *text != '\0' : strncmp(text, "\u00bb", 2) == 0;
}

/* The space of "l. 2448". */
static bool is_line_number(const char *text, size_t i) {
    bool after =
        i >= 2 && text[i - 1] == '.' && text[i - 2] == 'l' && (i == 2 || !is_letter(text[i - 3]));
    return text[i] == ' ' && after && text[i + 1] >= '0' && text[i + 1] <= '9';
}

/* What replaces the character at text[i] (always one byte); NULL to keep it. */
static const char *replacement(const char *text, size_t i, jln_lang lang) {
    if (text[i] == '\'' && i && is_letter(text[i - 1]) && is_letter(text[i + 1])) return APOSTROPHE;
    if (is_line_number(text, i)) return FIXED_SPACE;
    if (text[i] != ' ' || lang != JLN_LANG_FR) return NULL;
    if (is_high(text + i + 1) || (i >= 2 && strncmp(text + i - 2, "\u00ab", 2) == 0))
        return FIXED_SPACE;
    return NULL;
}

static bool needs_any(const char *text, jln_lang lang) {
    for (size_t i = 0; text[i]; i++)
        if (replacement(text, i, lang)) return true;
    return false;
}

static bool typeset(jln_doc *doc, const char **text) {
    if (!*text || !needs_any(*text, doc->lang)) return true;
    jln_str out = {0};
    for (size_t i = 0; (*text)[i]; i++) {
        const char *with = replacement(*text, i, doc->lang);
        if (with) jln_str_add(&out, with);
        else jln_str_addc(&out, (*text)[i]);
    }
    const char *copy = out.failed ? NULL : jln_arena_str(doc->arena, jln_str_c(&out));
    jln_str_free(&out);
    if (copy) *text = copy;
    return copy != NULL;
}

static bool typeset_table(jln_doc *doc, jln_doc_table *t) {
    bool ok = typeset(doc, &t->title) && typeset(doc, &t->caption);
    for (size_t i = 0; ok && i < t->note_count; i++) ok = typeset(doc, &t->notes[i]);
    for (size_t i = 0; ok && i < t->column_count; i++)
        ok = typeset(doc, &t->columns[i].title) && typeset(doc, &t->columns[i].group);
    for (size_t r = 0; ok && r < t->row_count; r++)
        for (size_t i = 0; ok && i < t->column_count; i++)
            if (t->columns[i].kind != JLN_KIND_CODE) ok = typeset(doc, &t->rows[r].cells[i].text);
    return ok;
}

static bool typeset_chart(jln_doc *doc, jln_doc_chart *c) {
    bool ok = typeset(doc, &c->title) && typeset(doc, &c->caption) && typeset(doc, &c->large);
    for (size_t i = 0; ok && i < c->category_count; i++) ok = typeset(doc, &c->categories[i]);
    for (size_t i = 0; ok && i < c->series_count; i++) ok = typeset(doc, &c->series[i].name);
    return ok;
}

static bool typeset_cards(jln_doc *doc, jln_block *block) {
    bool ok = true;
    for (size_t i = 0; ok && i < block->cards.count; i++) {
        jln_doc_card *c = &block->cards.cards[i];
        ok = typeset(doc, &c->label) && typeset(doc, &c->basis) && typeset(doc, &c->coverage);
    }
    return ok;
}

static bool typeset_cover(jln_doc *doc, jln_doc_cover *c) {
    bool ok = typeset(doc, &c->title) && typeset(doc, &c->subtitle) && typeset(doc, &c->owner);
    for (size_t i = 0; ok && i < c->line_count; i++) ok = typeset(doc, &c->lines[i]);
    return ok;
}

static bool typeset_signatures(jln_doc *doc, jln_block *block) {
    bool ok = typeset(doc, &block->signatures.made_at);
    for (size_t i = 0; ok && i < block->signatures.count; i++)
        ok = typeset(doc, &block->signatures.signatories[i].title) &&
             typeset(doc, &block->signatures.signatories[i].name);
    return ok;
}

static bool typeset_block(jln_doc *doc, jln_block *block) {
    switch (block->kind) {
    case JLN_BLOCK_COVER:
        return typeset_cover(doc, &block->cover);
    case JLN_BLOCK_HEADING:
        return typeset(doc, &block->heading.text) && typeset(doc, &block->heading.name);
    case JLN_BLOCK_TEXT:
        return typeset(doc, &block->text.text);
    case JLN_BLOCK_CARDS:
        return typeset_cards(doc, block);
    case JLN_BLOCK_TABLE:
        return typeset_table(doc, block->table);
    case JLN_BLOCK_CHART:
        return typeset_chart(doc, block->chart);
    case JLN_BLOCK_SIGNATURES:
        return typeset_signatures(doc, block);
    case JLN_BLOCK_SIGNS:
        for (size_t i = 0; i < block->signs.count; i++)
            if (!typeset(doc, &block->signs.signs[i].text)) return false;
        return true;
    case JLN_BLOCK_CONTENTS:
    case JLN_BLOCK_PAGE:
    case JLN_BLOCK_SLOT:
        return true;
    }
    return true;
}

jln_status jln_build_typeset(jln_doc *doc, jln_err *err) {
    bool ok = typeset(doc, &doc->title) && typeset(doc, &doc->author) &&
              typeset(doc, &doc->subject) && typeset(doc, &doc->running) &&
              typeset(doc, &doc->footer) && typeset(doc, &doc->band);
    for (size_t i = 0; ok && i < doc->block_count; i++) ok = typeset_block(doc, &doc->blocks[i]);
    return ok ? JLN_OK : jln_err_nomem(err);
}
