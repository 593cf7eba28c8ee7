/* sheet{title = ..., band{...}, band{slot{...}, slot{...}}}: a page that stays one page whatever
 * the data. A band is a strip of the page; its blocks stand in slots, side by side, or directly in
 * it when there is one slot. */
#include "doc/build.h"

#include <string.h>

static bool is_named(const jln_tree *node, const char *name) {
    return node->constructor && strcmp(node->constructor, name) == 0;
}

static jln_status open_slot(jln_builder *b, bool first, double share) {
    jln_block *block = jln_doc_add(b->doc, JLN_BLOCK_SLOT, JLN_FOR_PDF);
    if (!block) return jln_err_nomem(b->err);
    block->slot.first = first;
    block->slot.share = (float)share;
    return JLN_OK;
}

/* What has a place in a slot: what can shrink, and short texts. */
static jln_status build_inside(jln_builder *b, const jln_tree *node) {
    static const char *const outside[] = {"chapter",   "section", "page",       "cover",
                                          "contents",  "sheet",   "band",       "slot",
                                          "sentences", "prose",   "narratives", "signatures"};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        if (is_named(node, outside[i]))
            return jln_build_wrong(b, node,
                                   _("%s{...} n'a pas sa place dans une page fixe : attendu un "
                                     "tableau, un graphique, cards{...} ou text{...}"),
                                   node->constructor);
    return jln_build_block(b, node);
}

static jln_status build_items(jln_builder *b, const jln_tree *node) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < node->item_count; i++)
        status = build_inside(b, &node->items[i]);
    return status;
}

static jln_status build_slot(jln_builder *b, const jln_tree *node, bool first) {
    jln_status status = jln_build_fields(b, node, "share:number");
    int share = jln_build_int(node, "share", 1);
    if (status == JLN_OK && (share < 1 || share > 100))
        status = jln_build_wrong(b, node, "%s",
                                 _("slot{share = ...} : attendu une part entière, de 1 à 100"));
    if (status == JLN_OK) status = open_slot(b, first, share);
    return status == JLN_OK ? build_items(b, node) : status;
}

static jln_status build_band(jln_builder *b, const jln_tree *node) {
    size_t slots = 0;
    for (size_t i = 0; i < node->item_count; i++) slots += is_named(&node->items[i], "slot");
    jln_status status = jln_build_fields(b, node, "");
    if (status == JLN_OK && slots && slots != node->item_count)
        status = jln_build_wrong(b, node, "%s",
                                 _("band{...} : des slot{...} seulement, ou des blocs seulement"));
    if (status == JLN_OK && !slots) status = open_slot(b, true, 1);
    if (status != JLN_OK || !slots) return status == JLN_OK ? build_items(b, node) : status;
    for (size_t i = 0; status == JLN_OK && i < node->item_count; i++)
        status = build_slot(b, &node->items[i], i == 0);
    return status;
}

static jln_status add_page(jln_builder *b, bool landscape, bool fixed) {
    jln_block *block = jln_doc_add(b->doc, JLN_BLOCK_PAGE, JLN_FOR_PDF);
    if (!block) return jln_err_nomem(b->err);
    block->page.landscape = landscape;
    block->page.fixed = fixed;
    return JLN_OK;
}

jln_status jln_build_sheet(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "title:words landscape:flag with:any");
    bool landscape = jln_build_flag(node, "landscape");
    if (status == JLN_OK) status = add_page(b, landscape, true);
    b->fixed = true;
    if (status == JLN_OK) status = jln_build_add_heading(b, 1, jln_build_words(b, node, "title"));
    for (size_t i = 0; status == JLN_OK && i < node->item_count; i++) {
        const jln_tree *item = &node->items[i];
        status = is_named(item, "band")
                     ? build_band(b, item)
                     : jln_build_wrong(b, item, "%s", _("sheet{...} : attendu des band{...}"));
    }
    b->fixed = false;
    return status == JLN_OK ? add_page(b, landscape, false) : status;
}

/* Only inside one another. */
jln_status jln_build_band(jln_builder *b, const jln_tree *node) {
    return jln_build_wrong(b, node, _("%s{...} : seulement dans sheet{ band{ slot{...} } }"),
                           node->constructor);
}
