/* prose{section = "outlook"}: what the planner wrote for the year under that title. */
#include "doc/build.h"

#include "store/read.h"

#include <string.h>

static int place_of(const char *const *codes, const char *code) {
    for (int i = 0; codes[i]; i++)
        if (strcmp(codes[i], code) == 0) return i;
    return -1;
}

static jln_status read_text(const jln_cursor *row, void *ctx, jln_err *err) {
    jln_builder *b = ctx;
    jln_arena *arena = b->doc->arena;
    jln_own_text *texts =
        jln_arena_grow(arena, b->texts, &b->text_capacity, b->text_count + 1, sizeof *texts);
    const char *text = jln_arena_str(arena, jln_cursor_text(row, 3));
    if (texts) b->texts = texts;
    if (!texts || !text) return jln_err_nomem(err);
    texts[b->text_count++] =
        (jln_own_text){place_of(jln_section_codes, jln_cursor_text(row, 0)),
                       strcmp(jln_cursor_text(row, 1), "en") == 0 ? JLN_LANG_EN : JLN_LANG_FR,
                       (jln_prose_role)place_of(jln_text_roles, jln_cursor_text(row, 2)), text};
    return JLN_OK;
}

jln_status jln_build_texts(jln_builder *b) {
    const jln_params params = {.plan = b->plan->name, .year = b->year};
    if (b->texts_read) return JLN_OK;
    b->texts_read = true;
    return jln_query_each(b->db, JLN_Q_TEXTS, &params, read_text, b, b->err);
}

/* In the report's language, else in the one it was written in. */
bool jln_build_text_language(const jln_builder *b, int section, jln_lang *lang) {
    bool other = false;
    for (size_t i = 0; i < b->text_count; i++) {
        if (b->texts[i].section != section) continue;
        if (b->texts[i].lang == b->lang) return *lang = b->lang, true;
        *lang = b->texts[i].lang;
        other = true;
    }
    return other;
}

bool jln_build_has_text(const jln_builder *b, int section) {
    jln_lang lang;
    return jln_build_text_language(b, section, &lang);
}

static jln_status say_text(jln_builder *b, const jln_own_text *t, int number) {
    static const jln_text_role roles[] = {[JLN_PROSE_PARAGRAPH] = JLN_TEXT_BODY,
                                          [JLN_PROSE_ITEM] = JLN_TEXT_ITEM,
                                          [JLN_PROSE_NUMBER] = JLN_TEXT_ITEM};
    jln_block *block = jln_doc_add(
        b->doc, t->role == JLN_PROSE_HEADING ? JLN_BLOCK_HEADING : JLN_BLOCK_TEXT, b->formats);
    if (!block) return jln_err_nomem(b->err);
    if (t->role == JLN_PROSE_HEADING) {
        block->heading.level = 3;
        block->heading.text = t->text;
        block->heading.id = jln_build_fmt(b, "h%zu", b->doc->block_count);
        return JLN_OK;
    }
    block->text.role = roles[t->role];
    block->text.text = t->text;
    block->text.number = t->role == JLN_PROSE_NUMBER ? number : 0;
    return JLN_OK;
}

/* How many texts did not fit. */
static jln_status say_rest(jln_builder *b, int left) {
    if (left <= 0) return JLN_OK;
    return jln_build_say(b, JLN_TEXT_NOTE,
                         jln_build_fmt(b,
                                       P_("… et %d autre point, dans le rapport annuel.",
                                          "… et %d autres points, dans le rapport annuel.", left),
                                       left));
}

jln_status jln_build_prose(jln_builder *b, const jln_tree *node) {
    int section = -1, number = 0, shown = 0, left = 0;
    jln_lang lang = b->lang;
    jln_status status = jln_build_fields(b, node, "section:text rows:number formats:list");
    if (status == JLN_OK && !jln_tree_field(node, "section"))
        return jln_build_wrong(b, node, "%s", _("prose{...} : le champ « section » manque"));
    if (status == JLN_OK)
        status = jln_build_choice(b, node, "section", jln_section_codes, -1, &section);
    if (status == JLN_OK) status = jln_build_texts(b);
    if (status != JLN_OK || !jln_build_text_language(b, section, &lang)) return status;
    int most = jln_build_int(node, "rows", 0);
    for (size_t i = 0; status == JLN_OK && i < b->text_count; i++) {
        const jln_own_text *t = &b->texts[i];
        if (t->section != section || t->lang != lang) continue;
        number = t->role == JLN_PROSE_NUMBER ? number + 1 : 0;
        if (most && shown == most) left++;
        else status = say_text(b, t, number);
        if (!most || shown < most) shown++;
    }
    return status == JLN_OK ? say_rest(b, left) : status;
}
