/* The structure that a screen reader follows: a tree of tags over the marked stretches of pages. */
#include "base/utf8.h"
#include "out/pdf_parts.h"
#include "out/pdf_tail.h"

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
    return role_names[jln_display_tag(&p->display, tag)->role];
}

static bool reach_nodes(jln_pdf *p) {
    size_t need = p->display.tag_count + 1;
    if (need > p->node_capacity) {
        size_t room = p->node_capacity ? p->node_capacity : 64;
        while (room < need) room *= 2;
        jln_pdf_node *nodes = realloc(p->nodes, room * sizeof *nodes);
        if (!nodes) return !(p->failed = true);
        p->nodes = nodes;
        p->node_capacity = room;
    }
    while (p->node_count < need)
        p->nodes[p->node_count++] = (jln_pdf_node){.first.page = JLN_PDF_UNMARKED};
    return true;
}

/* A new link of the ring of `last`, behind it; 0 when out of memory. */
static uint32_t add_link(jln_pdf *p, uint32_t last) {
    if (p->link_count == p->link_capacity) {
        size_t room = p->link_capacity ? 2 * p->link_capacity : 64;
        jln_pdf_link *links = realloc(p->links, room * sizeof *links);
        if (!links) {
            p->failed = true;
            return 0;
        }
        p->links = links;
        p->link_capacity = room;
    }
    if (p->link_count == 0) p->link_count = 1;
    uint32_t at = (uint32_t)p->link_count++;
    p->links[at].next = last ? p->links[last].next : at;
    if (last) p->links[last].next = at;
    return at;
}

/* Stretches in the order of pages, though some pages are drawn late: these are let in before the
 * ones of later pages. */
void jln_pdf_file(jln_pdf *p, uint32_t tag, jln_pdf_mark mark) {
    if (!reach_nodes(p)) return;
    jln_pdf_node *n = &p->nodes[tag];
    if (n->first.page == JLN_PDF_UNMARKED) {
        n->first = mark;
        return;
    }
    if (n->first.page > mark.page) {
        jln_pdf_mark later = n->first;
        n->first = mark;
        mark = later;
    }
    uint32_t at = n->last;
    bool ends = !at || p->links[at].mark.page <= mark.page;
    while (!ends && p->links[p->links[at].next].mark.page <= mark.page) at = p->links[at].next;
    uint32_t added = add_link(p, at);
    if (!added) return;
    p->links[added].mark = mark;
    if (ends) n->last = added;
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

static int compare_alts(const void *tag, const void *alt) {
    uint32_t a = *(const uint32_t *)tag, b = ((const jln_alt *)alt)->tag;
    return (a > b) - (a < b);
}

static void add_alt(jln_str *s, const jln_display *d, uint32_t tag) {
    const jln_alt *alt =
        d->alt_count ? bsearch(&tag, d->alts, d->alt_count, sizeof *d->alts, compare_alts) : NULL;
    if (!alt || !alt->text) return;
    jln_str_add(s, "/Alt ");
    add_utf16(s, alt->text);
    jln_str_addc(s, '\n');
}

static void add_attributes(jln_str *s, const jln_display *d, uint32_t tag) {
    const jln_tag *t = jln_display_tag(d, tag);
    if (t->role == JLN_TAG_FIGURE) add_alt(s, d, tag);
    if (!is_cell(t->role) || (t->role == JLN_TAG_TD && t->span <= 1)) return;
    jln_str_add(s, "/A<</O/Table");
    if (t->role == JLN_TAG_TH) jln_str_add(s, t->row_header ? "/Scope/Row" : "/Scope/Column");
    if (t->span > 1) jln_str_fmt(s, "/ColSpan %u", (unsigned)t->span);
    jln_str_add(s, ">>\n");
}

/* A reference to an object: "12 0 R". */
static void add_reference(jln_str *s, const char *before, uint32_t number, char after) {
    jln_str_add(s, before);
    jln_str_addu(s, number);
    jln_str_add(s, " 0 R");
    jln_str_addc(s, after);
}

static void add_mark(jln_str *s, const jln_pdf *p, jln_pdf_mark m, uint32_t page) {
    if (m.page == page) {
        jln_str_addu(s, m.number);
        jln_str_addc(s, ' ');
        return;
    }
    jln_str_fmt(s, "<</Type/MCR/Pg %u 0 R/MCID %u>>", id_of(p->leaves[m.page].page), m.number);
}

static void add_kids(jln_str *s, const jln_pdf *p, const jln_pdf_node *n, uint32_t first) {
    uint32_t page = n->first.page;
    bool marked = page != JLN_PDF_UNMARKED;
    if (!marked && !n->child) return;
    if (marked) add_reference(s, "/Pg ", id_of(p->leaves[page].page), '\n');
    if (marked && !n->last && !n->child) {
        jln_str_add(s, "/K ");
        jln_str_addu(s, n->first.number);
        jln_str_addc(s, '\n');
        return;
    }
    jln_str_add(s, "/K[");
    if (marked) add_mark(s, p, n->first, page);
    uint32_t at = n->last;
    if (at) do {
            at = p->links[at].next;
            add_mark(s, p, p->links[at].mark, page);
        } while (at != n->last);
    for (uint32_t k = n->child; k; k = p->nodes[k].sibling) add_reference(s, "", first + k, ' ');
    jln_str_add(s, "]\n");
}

/* Tags without content are left out, cells excepted: a table keeps its shape. */
static bool is_written(const jln_pdf *p, uint32_t tag) {
    const jln_pdf_node *n = &p->nodes[tag];
    if (is_cell(jln_display_tag(&p->display, tag)->role)) return true;
    return n->first.page != JLN_PDF_UNMARKED || n->child;
}

static void link_nodes(jln_pdf *p) {
    for (uint32_t i = (uint32_t)p->display.tag_count;
         i-- > 1;) { /* kids come after their parents */
        if (!is_written(p, i)) continue;
        jln_pdf_node *parent = &p->nodes[jln_display_tag(&p->display, i)->parent];
        p->nodes[i].sibling = parent->child;
        parent->child = i;
    }
}

/* ---- the objects: the elements by number of their tag, the owners of each page's stretches, the
 * table of these ---- */

typedef struct {
    uint32_t elements, pages, parents, end; /* numbers of the first of each */
} numbers;

static numbers count_objects(const jln_pdf *p) {
    uint32_t first = jln_pdf_tail_first(p->hpdf);
    uint32_t pages = first + (uint32_t)p->display.tag_count;
    uint32_t parents = pages + (uint32_t)p->display.page_count;
    return (numbers){first, pages, parents, parents + 1};
}

static void add_element(jln_str *s, const jln_pdf *p, uint32_t tag, const numbers *n) {
    const jln_tag *t = jln_display_tag(&p->display, tag);
    if (tag && !is_written(p, tag)) {
        jln_str_add(s, "null");
        return;
    }
    uint32_t parent = tag ? n->elements + t->parent : id_of(p->root);
    jln_str_add(s, "<<\n/S/");
    jln_str_add(s, role_names[t->role]);
    add_reference(s, "/P ", parent, '\n');
    if (tag) add_attributes(s, &p->display, tag);
    add_kids(s, p, &p->nodes[tag], n->elements);
    jln_str_add(s, ">>");
}

static void add_owners(jln_str *s, const jln_pdf_leaf *leaf, const numbers *n) {
    jln_str_addc(s, '[');
    for (size_t k = 0; k < leaf->count; k++)
        add_reference(s, "", n->elements + leaf->owners[k], ' ');
    jln_str_addc(s, ']');
}

static void add_objects(const jln_pdf *p, jln_pdf_tail *tail, const numbers *n) {
    jln_str s = {0};
    for (uint32_t i = 0; i < p->display.tag_count; i++) {
        add_element(&s, p, i, n);
        jln_pdf_tail_add(tail, &s);
    }
    for (size_t i = 0; i < p->display.page_count; i++) {
        add_owners(&s, &p->leaves[i], n);
        jln_pdf_tail_add(tail, &s);
    }
    jln_str_add(&s, "<</Nums[");
    for (uint32_t i = 0; i < p->display.page_count; i++)
        jln_str_fmt(&s, "%u %u 0 R ", i, n->pages + i);
    jln_str_add(&s, "]>>");
    jln_pdf_tail_add(tail, &s);
    jln_str_free(&s);
}

jln_status jln_pdf_structure(jln_pdf *p, const char *path, jln_err *err) {
    numbers n = count_objects(p);
    jln_pdf_tail tail;
    if (!reach_nodes(p)) return jln_err_nomem(err);
    if (p->announced != n.elements)
        return jln_err_set(err, JLN_EIO, path, "%s", _("le PDF n'a pas pu être écrit en entier"));
    link_nodes(p);
    jln_pdf_tail_open(&tail, p->hpdf, p->squeezer, path, n.end - n.elements);
    add_objects(p, &tail, &n);
    if (jln_pdf_tail_close(&tail)) return JLN_OK;
    if (tail.nomem) return jln_err_nomem(err);
    return jln_err_set(err, JLN_EIO, path, "%s", _("le PDF n'a pas pu être écrit en entier"));
}

/* ---- what libharu writes of it ---- */

/* libharu refers only to objects of its own: what follows them is referred to by number. Its fonts
 * add some while it saves, all before it comes to the root. */
static HPDF_STATUS write_root(HPDF_Dict root, HPDF_Stream stream) {
    jln_pdf *p = root->attr;
    numbers n = count_objects(p);
    jln_str s = {0};
    p->announced = n.elements;
    jln_str_fmt(&s, "/Type/StructTreeRoot\n/K %u 0 R\n/ParentTree %u 0 R\n", n.elements, n.parents);
    return jln_pdf_emit(p, &s, stream);
}

static HPDF_Dict new_root(jln_pdf *p) {
    HPDF_Dict root = HPDF_Dict_New(p->hpdf->mmgr);
    if (!root || HPDF_Xref_Add(p->hpdf->xref, root) != HPDF_OK) return NULL;
    root->attr = p;
    root->write_fn = write_root;
    return root;
}

static void mark_pages(jln_pdf *p) {
    for (size_t i = 0; i < p->display.page_count && jln_pdf_fine(p); i++) {
        HPDF_Dict_AddNumber(p->leaves[i].page, "StructParents", (HPDF_INT32)i);
        HPDF_Dict_AddName(p->leaves[i].page, "Tabs", "S");
    }
}

void jln_pdf_announce(jln_pdf *p) {
    HPDF_Catalog catalog = p->hpdf->catalog;
    HPDF_Dict info = HPDF_Dict_New(p->hpdf->mmgr), view = HPDF_Dict_New(p->hpdf->mmgr);
    p->root = new_root(p);
    if (!info || !view || !p->root) {
        p->failed = true;
        return;
    }
    p->hpdf->pdf_version = HPDF_VER_15; /* streams of objects */
    HPDF_Dict_Add(catalog, "StructTreeRoot", p->root);
    HPDF_Dict_AddBoolean(info, "Marked", HPDF_TRUE);
    HPDF_Dict_AddBoolean(view, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "MarkInfo", info);
    HPDF_Dict_Add(catalog, "ViewerPreferences", view);
    HPDF_Dict_Add(
        catalog, "Lang",
        HPDF_String_New(p->hpdf->mmgr, p->doc->lang == JLN_LANG_EN ? "en-GB" : "fr-FR", NULL));
    mark_pages(p);
}
