/* Lists of words and keys, found in constant time however long the file is. */
#include "form/inside.h"

#include "import/text.h"

#include <string.h>

const char *const jln_form_state_codes[JLN_NOT_REPORTED] = {"done", "under_way", "not_started",
                                                            "postponed", "cancelled"};

const char *const jln_form_follow_words[JLN_FORM_FOLLOWS][2] = {
    {N_("prévue"), "planned"},
    {N_("exécutée"), "executed"},
    {N_("en retard"), "late"},
    {N_("sans objet"), "not_applicable"},
};

const char *const jln_form_nature_words[JLN_FORM_NATURES][2] = {
    {N_("en numéraire"), "cash"},
    {N_("en nature"), "in_kind"},
};

void *jln_form_push(jln_form *form, void *items, size_t *count, size_t *capacity, size_t size,
                    jln_err *err) {
    char *grown = jln_arena_grow(form->arena, items, capacity, *count + 1, size);
    if (!grown) {
        (void)jln_err_nomem(err);
        return NULL;
    }
    memset(grown + size * *count, 0, size);
    ++*count;
    return grown;
}

static size_t slot_of(const jln_form_words *words, const char *word) {
    size_t slot = (size_t)jln_form_hash(0, word) & (words->slot_count - 1);
    while (words->slots[slot] && strcmp(words->items[words->slots[slot] - 1].word, word) != 0)
        slot = (slot + 1) & (words->slot_count - 1);
    return slot;
}

static bool rehash(jln_form_words *words, jln_arena *arena) {
    size_t count = words->slot_count ? words->slot_count * 2 : 64;
    uint32_t *slots = jln_arena_array(arena, count, sizeof *slots);
    if (!slots) return false;
    words->slots = slots;
    words->slot_count = count;
    for (size_t i = 0; i < words->count; i++) {
        size_t slot = slot_of(words, words->items[i].word);
        if (!slots[slot]) slots[slot] = (uint32_t)i + 1;
    }
    return true;
}

jln_status jln_form_words_add(jln_form_words *words, const char *word, const char *code,
                              jln_arena *arena, jln_err *err) {
    jln_form_word *grown =
        jln_arena_grow(arena, words->items, &words->capacity, words->count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    words->items = grown;
    if (words->count * 2 >= words->slot_count && !rehash(words, arena)) return jln_err_nomem(err);
    const char *kept = jln_arena_str(arena, word), *kept_code = jln_arena_str(arena, code);
    if (!kept || !kept_code) return jln_err_nomem(err);
    size_t slot = slot_of(words, kept);
    grown[words->count++] = (jln_form_word){.word = kept, .code = kept_code};
    if (!words->slots[slot]) words->slots[slot] = (uint32_t)words->count;
    return JLN_OK;
}

jln_form_word *jln_form_words_find(const jln_form_words *words, const char *word) {
    if (!words->slot_count) return NULL;
    size_t slot = slot_of(words, word);
    return words->slots[slot] ? &words->items[words->slots[slot] - 1] : NULL;
}

const char *jln_form_words_code(const jln_form_words *words, const char *text) {
    for (size_t i = 0; i < words->count; i++) {
        if (jln_text_same(words->items[i].word, text)) return words->items[i].code;
        if (*words->items[i].code && strcmp(words->items[i].code, text) == 0) return text;
    }
    return NULL;
}

const char *jln_form_indicator_key(const jln_plan *plan, const jln_frame_line *line,
                                   jln_arena *arena) {
    return jln_arena_fmt(arena, "%s|%d", plan->nodes[line->node].id, line->position);
}

const char *jln_form_cover_key(const jln_cover *cover, jln_arena *arena) {
    return jln_arena_fmt(arena, "%s|%s|%s|%s%s%s", cover->scheme, cover->region, cover->measure,
                         cover->unit, *cover->sex ? "|" : "", cover->sex);
}
