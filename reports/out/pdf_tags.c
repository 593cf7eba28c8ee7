/* The structure that a screen reader follows: a tree of tags over the marked stretches of pages. */
#include "base/utf8.h"
#include "out/pdf_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_names[JLN_TAG_ROLES] = {
    [JLN_TAG_NONE] = "Document",   [JLN_TAG_TITLE] = "P",       [JLN_TAG_H1] = "H1",
    [JLN_TAG_H2] = "H2",           [JLN_TAG_H3] = "H3",         [JLN_TAG_P] = "P",
    [JLN_TAG_LIST] = "L",          [JLN_TAG_ITEM] = "LI",       [JLN_TAG_NOTE] = "P",
    [JLN_TAG_CAPTION] = "Caption", [JLN_TAG_TOC] = "TOC",       [JLN_TAG_TOCI] = "TOCI",
    [JLN_TAG_TABLE] = "Table",     [JLN_TAG_TR] = "TR",         [JLN_TAG_TH] = "TH",
    [JLN_TAG_TD] = "TD",           [JLN_TAG_FIGURE] = "Figure",
};

static bool is_cell(jln_tag_role role) {
    return role == JLN_TAG_TH || role == JLN_TAG_TD;
}

const char *jln_pdf_role(const jln_pdf *p, uint32_t tag) {
    return role_names[p->display.tags[tag].role];
}

static bool reach_nodes(jln_pdf *p) {
    size_t need = p->display.tag_count + 1, room = p->node_capacity ? p->node_capacity : 64;
    if (need <= p->node_capacity) return true;
    while (room < need) room *= 2;
    jln_pdf_node *nodes = realloc(p->nodes, room * sizeof *nodes);
    if (!nodes) return !(p->failed = true);
    memset(nodes + p->node_capacity, 0, (room - p->node_capacity) * sizeof *nodes);
    p->nodes = nodes;
    p->node_capacity = room;
    return true;
}

/* Stretches in the order of pages, though some pages are drawn late. */
void jln_pdf_file(jln_pdf *p, uint32_t tag, size_t page, size_t number) {
    jln_pdf_mark *m = jln_arena_alloc(p->arena, sizeof *m);
    if (!m) p->failed = true;
    if (!m || !reach_nodes(p)) return;
    jln_pdf_node *n = &p->nodes[tag];
    *m = (jln_pdf_mark){NULL, (uint32_t)page, (uint32_t)number};
    if (!n->last || n->last->page <= page) {
        if (n->last) n->last->next = m;
        else n->first = m;
        n->last = m;
        return;
    }
    jln_pdf_mark **at = &n->first;
    while ((*at)->page <= page) at = &(*at)->next;
    m->next = *at;
    *at = m;
}

static unsigned id_of(const void *object) {
    return (unsigned)(((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF);
}

static void add_utf16(jln_str *s, const char *text) {
    jln_str_add(s, "<FEFF");
    for (size_t at = 0, length = strlen(text); at < length;) {
        int32_t code = jln_metrics_visible(jln_utf8_next(text, length, &at));
        if (code >= JLN_PDF_BMP)
            jln_str_fmt(s, "%04X%04X", 0xD800u + ((unsigned)(code - JLN_PDF_BMP) >> 10),
                        0xDC00u + ((unsigned)(code - JLN_PDF_BMP) & 0x3FF));
        else if (code) jln_str_fmt(s, "%04X", (unsigned)code);
    }
    jln_str_add(s, ">");
}

static void add_attributes(jln_str *s, const jln_tag *t) {
    if (t->alt) {
        jln_str_add(s, "/Alt ");
        add_utf16(s, t->alt);
        jln_str_addc(s, '\n');
    }
    if (!is_cell(t->role) || (t->role == JLN_TAG_TD && t->span <= 1)) return;
    jln_str_add(s, "/A<</O/Table");
    if (t->role == JLN_TAG_TH) jln_str_add(s, t->row_header ? "/Scope/Row" : "/Scope/Column");
    if (t->span > 1) jln_str_fmt(s, "/ColSpan %u", (unsigned)t->span);
    jln_str_add(s, ">>\n");
}

static void add_kids(jln_str *s, const jln_pdf *p, const jln_pdf_node *n) {
    if (!n->first && !n->child) return;
    bool bare = n->first && !n->first->next && !n->child;
    if (n->first) jln_str_fmt(s, "/Pg %u 0 R\n", id_of(p->leaves[n->first->page].page));
    if (bare) {
        jln_str_fmt(s, "/K %u\n", n->first->number);
        return;
    }
    jln_str_add(s, "/K[");
    for (const jln_pdf_mark *m = n->first; m; m = m->next) {
        if (m->page == n->first->page) jln_str_fmt(s, "%u ", m->number);
        else
            jln_str_fmt(s, "<</Type/MCR/Pg %u 0 R/MCID %u>>", id_of(p->leaves[m->page].page),
                        m->number);
    }
    for (uint32_t k = n->child; k; k = p->nodes[k].sibling)
        jln_str_fmt(s, "%u 0 R ", p->nodes[k].id);
    jln_str_add(s, "]\n");
}

/* One object of libharu's stands for all nodes: each time it is written, it is the next one. */
static HPDF_STATUS write_node(HPDF_Dict dict, HPDF_Stream stream) {
    jln_pdf *p = dict->attr;
    do p->written++;
    while (!p->nodes[p->written].id);
    const jln_tag *t = &p->display.tags[p->written];
    jln_str s = {0};
    jln_str_fmt(&s, "/S/%s/P %u 0 R\n", role_names[t->role], p->nodes[t->parent].id);
    add_attributes(&s, t);
    add_kids(&s, p, &p->nodes[p->written]);
    return jln_pdf_emit(p, &s, stream);
}

/* For each page, the objects its marked stretches belong to, by number. */
static HPDF_STATUS write_parents(HPDF_Dict dict, HPDF_Stream stream) {
    jln_pdf *p = dict->attr;
    jln_str s = {0};
    jln_str_add(&s, "/Nums[");
    for (size_t i = 0; i < p->display.page_count; i++) {
        jln_str_fmt(&s, "%zu[", i);
        for (size_t k = 0; k < p->leaves[i].count; k++)
            jln_str_fmt(&s, "%u 0 R ", p->nodes[p->leaves[i].owners[k]].id);
        jln_str_add(&s, "]\n");
    }
    jln_str_add(&s, "]\n");
    return jln_pdf_emit(p, &s, stream);
}

static HPDF_STATUS write_document(HPDF_Dict dict, HPDF_Stream stream) {
    jln_pdf *p = dict->attr;
    jln_str s = {0};
    HPDF_Dict root = HPDF_Dict_GetItem(p->hpdf->catalog, "StructTreeRoot", HPDF_OCLASS_DICT);
    jln_str_fmt(&s, "/S/Document/P %u 0 R\n", root ? id_of(root) : 0);
    add_kids(&s, p, &p->nodes[0]);
    return jln_pdf_emit(p, &s, stream);
}

static HPDF_STATUS write_root(HPDF_Dict dict, HPDF_Stream stream) {
    jln_pdf *p = dict->attr;
    jln_str s = {0};
    jln_str_fmt(&s, "/Type/StructTreeRoot/K %u 0 R\n", p->nodes[0].id);
    return jln_pdf_emit(p, &s, stream);
}

static HPDF_Dict new_object(jln_pdf *p, HPDF_Dict_OnWriteFunc write, void *attr) {
    HPDF_Dict d = jln_pdf_fine(p) ? HPDF_Dict_New(p->hpdf->mmgr) : NULL;
    if (!d) {
        p->failed = true;
        return NULL;
    }
    d->write_fn = write;
    d->attr = attr;
    if (HPDF_Xref_Add(p->hpdf->xref, d) == HPDF_OK) return d;
    p->failed = true;
    return NULL;
}

/* Tags without content are left out, cells excepted: a table keeps its shape. */
static bool has_object(const jln_pdf *p, uint32_t tag) {
    const jln_tag *t = &p->display.tags[tag];
    if (is_cell(t->role)) return true;
    return p->nodes[tag].first || p->nodes[tag].child;
}

static void link_nodes(jln_pdf *p) {
    for (uint32_t i = (uint32_t)p->display.tag_count;
         i-- > 1;) { /* kids come after their parents */
        if (!has_object(p, i)) continue;
        jln_pdf_node *parent = &p->nodes[p->display.tags[i].parent];
        p->nodes[i].sibling = parent->child;
        parent->child = i;
    }
}

/* An object costs libharu some two hundred bytes, a place in its table forty. */
static void add_nodes(jln_pdf *p) {
    HPDF_Dict root = new_object(p, write_document, p);
    HPDF_Dict one = root ? HPDF_Dict_New(p->hpdf->mmgr) : NULL;
    if (!one) {
        p->failed = true;
        return;
    }
    p->nodes[0].id = id_of(root);
    one->write_fn = write_node;
    one->attr = p;
    for (uint32_t i = 1; i < p->display.tag_count && one; i++) {
        if (!has_object(p, i)) continue;
        one->header.obj_id = 0; /* not in the table yet, as far as libharu can see */
        if (HPDF_Xref_Add(p->hpdf->xref, one) != HPDF_OK) {
            one = NULL; /* freed by libharu */
            p->failed = true;
        } else {
            p->nodes[i].id = id_of(one);
            p->last_node = i;
        }
    }
    if (!one) p->last_node = 0;
    else if (!p->last_node) HPDF_Dict_Free(one);
}

void jln_pdf_release(jln_pdf *p) {
    for (uint32_t i = 1; p->node_capacity && i < p->display.tag_count; i++) {
        if (!p->nodes[i].id || i == p->last_node) continue;
        HPDF_XrefEntry entry = HPDF_Xref_GetEntry(p->hpdf->xref, p->nodes[i].id);
        if (entry) entry->obj = NULL;
    }
}

static void mark_pages(jln_pdf *p) {
    for (size_t i = 0; i < p->display.page_count && jln_pdf_fine(p); i++) {
        HPDF_Dict_AddNumber(p->leaves[i].page, "StructParents", (HPDF_INT32)i);
        HPDF_Dict_AddName(p->leaves[i].page, "Tabs", "S");
    }
}

void jln_pdf_structure(jln_pdf *p) {
    HPDF_Catalog catalog = p->hpdf->catalog;
    if (!reach_nodes(p)) return;
    link_nodes(p);
    add_nodes(p);
    HPDF_Dict root = new_object(p, write_root, p), parents = new_object(p, write_parents, p);
    HPDF_Dict info = jln_pdf_fine(p) ? HPDF_Dict_New(p->hpdf->mmgr) : NULL;
    HPDF_Dict view = jln_pdf_fine(p) ? HPDF_Dict_New(p->hpdf->mmgr) : NULL;
    if (!root || !parents || !info || !view) return;
    HPDF_Dict_AddBoolean(info, "Marked", HPDF_TRUE);
    HPDF_Dict_AddBoolean(view, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(root, "ParentTree", parents);
    HPDF_Dict_Add(catalog, "StructTreeRoot", root);
    HPDF_Dict_Add(catalog, "MarkInfo", info);
    HPDF_Dict_Add(catalog, "ViewerPreferences", view);
    HPDF_Dict_Add(
        catalog, "Lang",
        HPDF_String_New(p->hpdf->mmgr, p->doc->lang == JLN_LANG_EN ? "en-GB" : "fr-FR", NULL));
    mark_pages(p);
}
