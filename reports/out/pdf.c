#include "out/pdf.h"

#include "base/date.h"
#include "base/utf8.h"
#include "layout/canvas.h"
#include "layout/layout.h"
#include "out/atomic.h"
#include "out/content.h"
#include "out/pdf_picture.h"

#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BMP = 0x10000, REPLACEMENT = 0xFFFD };

typedef struct pdf pdf;

/* libharu looks a glyph up by a linear search: each character is asked for once. */
typedef struct {
    pdf *owner;
    HPDF_Font font;
    float advance[BMP]; /* at 1 em; meaningful where `code` is set */
    uint16_t code[BMP]; /* what is drawn for it: itself, or U+FFFD when the font lacks it; 0: not
                           asked yet */
    const char *name;   /* in the resources of the current page; NULL: not used there yet */
} face;

/* A stretch of marked content of a tag. */
typedef struct mark {
    struct mark *next;
    size_t page, number;
} mark;

/* What is written for a tag: an object of the structure tree. */
typedef struct {
    pdf *owner;
    HPDF_Dict object; /* NULL when it has none */
    mark *first, *last;
    uint32_t child, last_child, sibling;
} node;

typedef struct {
    HPDF_Page page;
    uint32_t *owners; /* tag of each marked stretch */
    size_t count, capacity;
} leaf;

struct pdf {
    const jln_doc *doc;
    HPDF_Doc hpdf;
    HPDF_STATUS error; /* the first one */
    bool failed;       /* out of memory on our side */
    face *faces;
    jln_arena *arena;
    jln_display display;
    jln_content content;
    HPDF_Image picture; /* NULL: none */
    leaf *leaves; /* one per page */
    size_t page;
    node *nodes; /* one per tag; nodes[0] is the root */
    bool by_row; /* so many cells that only rows get an object */
    uint16_t *codes;
    size_t code_capacity;
    HPDF_Outline outlines[4];
};

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *self) {
    pdf *p = self;
    (void)detail;
    if (!p->error) p->error = code;
}

/* libharu does not survive a refused allocation: it never meets one. What the system refuses comes
 * from a reserve, large enough to stop in good order, and the document is given up. Its allocator
 * takes no argument: hence one per thread. */
enum { RESERVE = 8 << 20 }; /* untouched pages cost nothing */

static _Thread_local struct {
    char *bytes;
    size_t used;
    bool needed;
} reserve;

static void *take(HPDF_UINT size) {
    void *p = malloc(size);
    if (p || !reserve.bytes) return p;
    reserve.needed = true;
    size_t rounded = ((size_t)size + 15) & ~(size_t)15;
    if (rounded > RESERVE - reserve.used) return NULL;
    reserve.used += rounded;
    return reserve.bytes + reserve.used - rounded;
}

static void give_back(void *p) {
    char *at = p;
    if (!reserve.bytes || at < reserve.bytes || at >= reserve.bytes + RESERVE) free(p);
}

static bool open_reserve(void) {
    reserve.used = 0;
    reserve.needed = false;
    reserve.bytes = malloc(RESERVE);
    return reserve.bytes != NULL;
}

static void close_reserve(void) {
    free(reserve.bytes);
    reserve.bytes = NULL;
}

/* libharu tells its handler only of some errors: the record itself is asked too. */
static bool is_fine(const pdf *p) {
    return !p->failed && !reserve.needed && !p->error && HPDF_GetError(p->hpdf) == HPDF_OK;
}

/* ---- fonts ---- */

static void ask(face *fc, uint16_t code) {
    HPDF_FontDef def = ((HPDF_FontAttr)fc->font->attr)->fontdef;
    uint16_t drawn = HPDF_TTFontDef_GetGlyphid(def, code) ? code : REPLACEMENT;
    fc->advance[code] =
        (float)HPDF_Font_GetUnicodeWidth(fc->font, drawn) / 1000; /* marks it as used */
    fc->code[code] = drawn;
    if (!fc->code[drawn]) {
        fc->advance[drawn] = fc->advance[code];
        fc->code[drawn] = drawn;
    }
}

static uint16_t slot_of(face *fc, int32_t code) {
    uint16_t slot = code < BMP ? (uint16_t)code : REPLACEMENT;
    if (!fc->code[slot]) ask(fc, slot);
    return slot;
}

static float advance(void *self, jln_font font, int32_t code) {
    face *fc = &((face *)self)[font];
    return fc->advance[slot_of(fc, code)];
}

/* libharu's own map says begincidrange where begin*bf*range is due: readers warn, some paste
 * garbage. */
static const char *const map_head =
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
static const char *const map_tail =
    "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

static void mend_map(pdf *p, HPDF_Font font) {
    HPDF_Dict map = HPDF_Dict_GetItem(font, "ToUnicode", HPDF_OCLASS_DICT);
    jln_str s = {0};
    if (!map || !map->stream) return;
    jln_str_add(&s, map_head);
    for (int row = 0; row < 256; row++) {
        int left = 256 - row;
        if (row % 100 == 0) jln_str_fmt(&s, "%d beginbfrange\n", left < 100 ? left : 100);
        jln_str_fmt(&s, "<%02X00> <%02XFF> <%02X00>\n", (unsigned)row, (unsigned)row,
                    (unsigned)row);
        if (row % 100 == 99 || row == 255) jln_str_add(&s, "endbfrange\n");
    }
    jln_str_add(&s, map_tail);
    HPDF_MemStream_FreeData(map->stream);
    if (s.failed) p->failed = true;
    else HPDF_Stream_Write(map->stream, (const HPDF_BYTE *)s.text, (HPDF_UINT)s.length);
    jln_str_free(&s);
}

/* Ends the text of an object being saved. libharu forgets what a writer returns: a failure is noted
 * here. */
static HPDF_STATUS emit(pdf *p, jln_str *s, HPDF_Stream stream) {
    HPDF_STATUS status = HPDF_FAILD_TO_ALLOC_MEM;
    if (!s->failed)
        status = HPDF_Stream_Write(stream, (const HPDF_BYTE *)jln_str_c(s), (HPDF_UINT)s->length);
    if (status != HPDF_OK) p->failed = true;
    jln_str_free(s);
    return status;
}

/* Only the widths of the characters used: libharu lists the whole font's, uncompressed. */
static HPDF_STATUS write_widths(HPDF_Dict dict, HPDF_Stream stream) {
    const face *fc = dict->attr;
    jln_str s = {0};
    jln_str_add(&s, "/W [");
    bool inside = false;
    for (int code = 0; code < BMP; code++) {
        bool used = fc->code[code] && fc->code[code] == code;
        if (!used && inside) jln_str_add(&s, "]\n");
        if (used && !inside) jln_str_fmt(&s, "%d[", code);
        if (used)
            jln_str_fmt(&s, "%s%d", inside ? " " : "", (int)(fc->advance[code] * 1000 + 0.5f));
        inside = used;
    }
    jln_str_add(&s, inside ? "]]\n" : "]\n");
    return emit(fc->owner, &s, stream);
}

static void shorten_widths(face *fc) {
    HPDF_Dict inner = ((HPDF_FontAttr)fc->font->attr)->descendant_font;
    if (!inner || inner->write_fn || inner->attr) return;
    HPDF_Dict_RemoveElement(inner, "W");
    inner->attr = fc;
    inner->write_fn = write_widths;
}

static bool load_face(pdf *p, jln_font font, const char *font_dir) {
    static const char *const files[JLN_FONT_COUNT] = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf",
                                                      "DejaVuSans-Oblique.ttf"};
    jln_str path = {0};
    jln_str_fmt(&path, "%s/%s", font_dir, files[font]);
    if (path.failed) p->failed = true;
    const char *name = p->failed ? NULL : HPDF_LoadTTFontFromFile(p->hpdf, path.text, HPDF_TRUE);
    jln_str_free(&path);
    p->faces[font].owner = p;
    p->faces[font].font = name ? HPDF_GetFont(p->hpdf, name, "UTF-8") : NULL;
    if (!p->faces[font].font) return false;
    mend_map(p, p->faces[font].font);
    shorten_widths(&p->faces[font]);
    return is_fine(p);
}

static jln_status load_fonts(pdf *p, const char *font_dir, jln_err *err) {
    HPDF_SetCompressionMode(p->hpdf, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(p->hpdf);
    HPDF_SetCurrentEncoder(p->hpdf, "UTF-8"); /* for the document's properties */
    HPDF_SetPagesConfiguration(p->hpdf, 1000);
    for (int font = 0; font < JLN_FONT_COUNT; font++) {
        if (load_face(p, (jln_font)font, font_dir)) continue;
        if (p->failed || reserve.needed) return jln_err_nomem(err);
        return jln_err_set(err, JLN_EIO, font_dir, "%s",
                           _("les polices DejaVu Sans ne sont pas lisibles ici"));
    }
    return JLN_OK;
}

/* ---- drawing: the canvas ---- */

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

/* The tag that content is filed under: a cell's row when cells have no object of their own. */
static uint32_t filed(const pdf *p, uint32_t tag) {
    const jln_tag *t = &p->display.tags[tag];
    return p->by_row && is_cell(t->role) ? t->parent : tag;
}

static void begin_page(void *self, size_t number, const jln_page *page) {
    pdf *p = self;
    p->page = number;
    jln_content_begin(&p->content, page->height);
    for (int i = 0; i < JLN_FONT_COUNT; i++) p->faces[i].name = NULL;
    HPDF_Page made = is_fine(p) ? HPDF_AddPage(p->hpdf) : NULL;
    if (!made) return;
    p->leaves[number].page = made;
    HPDF_Page_SetWidth(made, page->width);
    HPDF_Page_SetHeight(made, page->height);
}

static void end_page(void *self) {
    pdf *p = self;
    HPDF_Page page = p->leaves[p->page].page;
    if (p->content.text.failed) p->failed = true;
    if (!page || !is_fine(p)) return;
    HPDF_Stream stream = ((HPDF_PageAttr)page->attr)->stream;
    HPDF_Stream_Write(stream, (const HPDF_BYTE *)jln_str_c(&p->content.text),
                      (HPDF_UINT)p->content.text.length);
}

/* Marks what follows as a stretch of that tag and files it. */
static void begin_tag(void *self, uint32_t begun) {
    pdf *p = self;
    leaf *l = &p->leaves[p->page];
    uint32_t tag = filed(p, begun);
    if (tag == 0) {
        jln_content_artifact(&p->content);
        return;
    }
    uint32_t *owners =
        jln_arena_grow(p->arena, l->owners, &l->capacity, l->count + 1, sizeof *owners);
    mark *m = jln_arena_alloc(p->arena, sizeof *m);
    if (!owners || !m) {
        p->failed = true;
        return;
    }
    l->owners = owners;
    *m = (mark){NULL, p->page, l->count};
    node *n = &p->nodes[tag];
    if (n->last) n->last->next = m;
    else n->first = m;
    n->last = m;
    jln_content_mark(&p->content, role_names[p->display.tags[tag].role], l->count);
    owners[l->count++] = tag;
}

static void end_tag(void *self) {
    jln_content_unmark(&((pdf *)self)->content);
}

static void begin_runs(void *self) {
    jln_content_runs_begin(&((pdf *)self)->content);
}

static void end_runs(void *self) {
    jln_content_runs_end(&((pdf *)self)->content);
}

/* The one gate of text: what is not visible is left out, what the font lacks is shown as U+FFFD. */
static size_t encode(pdf *p, const jln_run *run) {
    face *fc = &p->faces[run->font];
    size_t count = 0;
    uint16_t *codes =
        jln_arena_grow(p->arena, p->codes, &p->code_capacity, run->length, sizeof *codes);
    if (!codes) {
        p->failed = true;
        return 0;
    }
    p->codes = codes;
    for (size_t at = 0; at < run->length;) {
        int32_t code = jln_metrics_visible(jln_utf8_next(run->text, run->length, &at));
        if (code) codes[count++] = fc->code[slot_of(fc, code)];
    }
    return count;
}

static void draw_run(void *self, const jln_run *run) {
    pdf *p = self;
    face *fc = &p->faces[run->font];
    HPDF_Page page = p->leaves[p->page].page;
    if (!page || !is_fine(p)) return;
    if (!fc->name) fc->name = HPDF_Page_GetLocalFontName(page, fc->font);
    size_t count = encode(p, run);
    if (fc->name) jln_content_run(&p->content, run, fc->name, p->codes, count);
}

static void draw_shape(void *self, const jln_shape *shape) {
    pdf *p = self;
    HPDF_Page page = p->leaves[p->page].page;
    if (shape->kind != JLN_SHAPE_LOGO) {
        jln_content_shape(&p->content, shape);
        return;
    }
    if (!p->picture || !page || !is_fine(p)) return;
    const char *name = HPDF_Page_GetXObjectName(page, p->picture);
    if (name) jln_content_picture(&p->content, shape, name);
}

/* A place that leaves the reader's zoom as it is: libharu refuses the 0 that says so, hence the
 * change afterwards. */
static HPDF_Destination destination(pdf *p, const jln_heading *to) {
    HPDF_Page target = p->leaves[to->page].page;
    HPDF_Destination d = target ? HPDF_Page_CreateDestination(target) : NULL;
    float top = p->display.pages[to->page].height - to->y + 12;
    if (!d || HPDF_Destination_SetXYZ(d, 0, top, 1) != HPDF_OK) return d;
    HPDF_Real zoom = HPDF_Array_GetItem(d, 4, HPDF_OCLASS_REAL);
    if (zoom) zoom->value = 0;
    return d;
}

static void draw_link(void *self, size_t page, const jln_link *l, const jln_heading *to) {
    pdf *p = self;
    if (!is_fine(p) || !to->placed) return;
    float height = p->display.pages[page].height;
    HPDF_Rect box = {l->x, height - l->y - l->h, l->x + l->w, height - l->y};
    HPDF_Destination d = destination(p, to);
    HPDF_Annotation a = d ? HPDF_Page_CreateLinkAnnot(p->leaves[page].page, box, d) : NULL;
    if (a) HPDF_LinkAnnot_SetBorderStyle(a, 0, 0, 0);
}

/* A heading hangs under the last one of a higher level. */
static void add_bookmark(void *self, const jln_heading *h) {
    pdf *p = self;
    HPDF_Outline parent = NULL;
    if (!is_fine(p) || !*h->text) return;
    for (int level = 1; level < h->level; level++)
        if (p->outlines[level]) parent = p->outlines[level];
    HPDF_Outline o =
        HPDF_CreateOutline(p->hpdf, parent, h->text, HPDF_GetEncoder(p->hpdf, "UTF-8"));
    if (!o) return;
    HPDF_Outline_SetOpened(o, h->level == 1);
    HPDF_Outline_SetDestination(o, destination(p, h));
    p->outlines[h->level] = o;
    for (int level = h->level + 1; level < 4; level++) p->outlines[level] = NULL;
}

/* ---- structure: what a screen reader follows ---- */

/* Each cell's object costs about a hundred bytes that libharu cannot compress. */
enum { MOST_CELLS = 15000 };

static unsigned id_of(const void *object) {
    return (unsigned)(((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF);
}

static void add_utf16(jln_str *s, const char *text) {
    jln_str_add(s, "<FEFF");
    for (size_t at = 0, length = strlen(text); at < length;) {
        int32_t code = jln_metrics_visible(jln_utf8_next(text, length, &at));
        if (code >= BMP)
            jln_str_fmt(s, "%04X%04X", 0xD800u + ((unsigned)(code - BMP) >> 10),
                        0xDC00u + ((unsigned)(code - BMP) & 0x3FF));
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

static void add_kids(jln_str *s, const pdf *p, const node *n) {
    if (!n->first && !n->child) return;
    bool bare = n->first && !n->first->next && !n->child;
    if (n->first) jln_str_fmt(s, "/Pg %u 0 R\n", id_of(p->leaves[n->first->page].page));
    if (bare) {
        jln_str_fmt(s, "/K %zu\n", n->first->number);
        return;
    }
    jln_str_add(s, "/K[");
    for (const mark *m = n->first; m; m = m->next) {
        if (m->page == n->first->page) jln_str_fmt(s, "%zu ", m->number);
        else
            jln_str_fmt(s, "<</Type/MCR/Pg %u 0 R/MCID %zu>>", id_of(p->leaves[m->page].page),
                        m->number);
    }
    for (uint32_t k = n->child; k; k = p->nodes[k].sibling)
        jln_str_fmt(s, "%u 0 R ", id_of(p->nodes[k].object));
    jln_str_add(s, "]\n");
}

static HPDF_STATUS write_node(HPDF_Dict dict, HPDF_Stream stream) {
    const node *n = dict->attr;
    pdf *p = n->owner;
    const jln_tag *t = &p->display.tags[n - p->nodes];
    jln_str s = {0};
    jln_str_fmt(&s, "/S/%s/P %u 0 R\n", role_names[t->role], id_of(p->nodes[t->parent].object));
    add_attributes(&s, t);
    add_kids(&s, p, n);
    return emit(p, &s, stream);
}

/* For each page, the objects its marked stretches belong to, by number. */
static HPDF_STATUS write_parents(HPDF_Dict dict, HPDF_Stream stream) {
    pdf *p = dict->attr;
    jln_str s = {0};
    jln_str_add(&s, "/Nums[");
    for (size_t i = 0; i < p->display.page_count; i++) {
        jln_str_fmt(&s, "%zu[", i);
        for (size_t k = 0; k < p->leaves[i].count; k++)
            jln_str_fmt(&s, "%u 0 R ", id_of(p->nodes[p->leaves[i].owners[k]].object));
        jln_str_add(&s, "]\n");
    }
    jln_str_add(&s, "]\n");
    return emit(p, &s, stream);
}

static HPDF_STATUS write_document(HPDF_Dict dict, HPDF_Stream stream) {
    pdf *p = dict->attr;
    jln_str s = {0};
    HPDF_Dict root = HPDF_Dict_GetItem(p->hpdf->catalog, "StructTreeRoot", HPDF_OCLASS_DICT);
    jln_str_fmt(&s, "/S/Document/P %u 0 R\n", root ? id_of(root) : 0);
    add_kids(&s, p, &p->nodes[0]);
    return emit(p, &s, stream);
}

static HPDF_STATUS write_root(HPDF_Dict dict, HPDF_Stream stream) {
    pdf *p = dict->attr;
    jln_str s = {0};
    jln_str_fmt(&s, "/Type/StructTreeRoot/K %u 0 R\n", id_of(p->nodes[0].object));
    return emit(p, &s, stream);
}

static HPDF_Dict new_object(pdf *p, HPDF_Dict_OnWriteFunc write, void *attr) {
    HPDF_Dict d = is_fine(p) ? HPDF_Dict_New(p->hpdf->mmgr) : NULL;
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

static bool count_cells(pdf *p) {
    size_t cells = 0;
    for (size_t i = 1; i < p->display.tag_count; i++) cells += is_cell(p->display.tags[i].role);
    p->by_row = cells > MOST_CELLS;
    p->nodes = jln_arena_array(p->arena, p->display.tag_count + 1, sizeof *p->nodes);
    p->leaves = jln_arena_array(p->arena, p->display.page_count + 1, sizeof *p->leaves);
    return p->nodes && p->leaves;
}

/* Tags without content are left out, cells excepted: a table keeps its shape. */
static bool has_object(const pdf *p, uint32_t tag) {
    const jln_tag *t = &p->display.tags[tag];
    if (is_cell(t->role)) return !p->by_row;
    return p->nodes[tag].first || p->nodes[tag].child;
}

static void link_nodes(pdf *p) {
    for (uint32_t i = (uint32_t)p->display.tag_count;
         i-- > 1;) { /* kids come after their parents */
        p->nodes[i].owner = p;
        if (!has_object(p, i)) continue;
        node *parent = &p->nodes[p->display.tags[i].parent];
        p->nodes[i].sibling = parent->child;
        parent->child = i;
    }
    p->nodes[0].owner = p;
    p->nodes[0].object = new_object(p, write_document, p);
    for (uint32_t i = 1; i < p->display.tag_count && is_fine(p); i++)
        if (has_object(p, i)) p->nodes[i].object = new_object(p, write_node, &p->nodes[i]);
}

static void mark_pages(pdf *p) {
    for (size_t i = 0; i < p->display.page_count && is_fine(p); i++) {
        HPDF_Dict_AddNumber(p->leaves[i].page, "StructParents", (HPDF_INT32)i);
        HPDF_Dict_AddName(p->leaves[i].page, "Tabs", "S");
    }
}

static void add_structure(pdf *p) {
    HPDF_Catalog catalog = p->hpdf->catalog;
    link_nodes(p);
    HPDF_Dict root = new_object(p, write_root, p), parents = new_object(p, write_parents, p);
    HPDF_Dict info = is_fine(p) ? HPDF_Dict_New(p->hpdf->mmgr) : NULL;
    HPDF_Dict view = is_fine(p) ? HPDF_Dict_New(p->hpdf->mmgr) : NULL;
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

/* ---- the whole ---- */

static void set_info(pdf *p, HPDF_InfoType type, const char *text) {
    if (text && *text && is_fine(p)) HPDF_SetInfoAttr(p->hpdf, type, text);
}

static void add_properties(pdf *p) {
    int year, month, day;
    set_info(p, HPDF_INFO_TITLE, p->doc->title);
    set_info(p, HPDF_INFO_AUTHOR, p->doc->author);
    set_info(p, HPDF_INFO_SUBJECT, p->doc->running);
    set_info(p, HPDF_INFO_CREATOR, "Jalon");
    jln_date_split(p->doc->date, &year, &month, &day);
    if (year < 1 || year > 9999 || !is_fine(p)) return;
    HPDF_Date date = {year, month, day, 0, 0, 0, '+', 0, 0};
    HPDF_SetInfoDateAttr(p->hpdf, HPDF_INFO_CREATION_DATE, date);
    HPDF_SetInfoDateAttr(p->hpdf, HPDF_INFO_MOD_DATE, date);
}

static void draw(pdf *p) {
    jln_canvas_replay(&p->display, &(jln_canvas){.self = p,
                                                 .begin_page = begin_page,
                                                 .end_page = end_page,
                                                 .begin_tag = begin_tag,
                                                 .end_tag = end_tag,
                                                 .begin_runs = begin_runs,
                                                 .end_runs = end_runs,
                                                 .run = draw_run,
                                                 .shape = draw_shape,
                                                 .link = draw_link,
                                                 .bookmark = add_bookmark});
    if (is_fine(p)) add_structure(p);
    add_properties(p);
    if (is_fine(p) && p->outlines[1]) HPDF_SetPageMode(p->hpdf, HPDF_PAGE_MODE_USE_OUTLINE);
}

static jln_status explain(const pdf *p, const char *path, jln_err *err) {
    HPDF_STATUS code = p->error ? p->error : HPDF_GetError(p->hpdf);
    if (p->failed || reserve.needed || code == HPDF_FAILD_TO_ALLOC_MEM) return jln_err_nomem(err);
    if (p->content.not_finite)
        return jln_err_set(err, JLN_EDATA, path, "%s",
                           _("une coordonnée du document n'est pas un nombre"));
    if (code == HPDF_OK) return JLN_OK;
    return jln_err_set(err, JLN_EIO, path, _("le PDF n'a pas pu être écrit (libharu 0x%04lX)"),
                       (unsigned long)code);
}

/* libharu may stop in the middle of a file and report success: the last thing it writes must be
 * there. */
static bool is_whole(const char *path) {
    static const char end[] = "%%EOF";
    char tail[16] = "";
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    bool whole =
        fseek(f, -8, SEEK_END) == 0 && fread(tail, 1, 8, f) > 0 && strstr(tail, end) != NULL;
    fclose(f);
    return whole;
}

static jln_status save(pdf *p, const char *path, jln_err *err) {
    jln_atomic file = {0};
    jln_status status = jln_atomic_begin(&file, path, err);
    if (status) return status;
    HPDF_STATUS saved = HPDF_SaveToFile(p->hpdf, file.temporary);
    if (!p->error) p->error = saved;
    status = explain(p, path, err);
    if (!status && !is_whole(file.temporary))
        status = jln_err_set(err, JLN_EIO, path, "%s", _("le PDF n'a pas pu être écrit en entier"));
    if (status) jln_atomic_abort(&file);
    else status = jln_atomic_commit(&file, err);
    return status;
}

static jln_status make(pdf *p, const char *font_dir, const char *path, jln_err *err) {
    jln_status status = load_fonts(p, font_dir, err);
    if (status) return status;
    HPDF_FontDef def = ((HPDF_FontAttr)p->faces[0].font->attr)->fontdef;
    jln_metrics metrics = {advance, p->faces, (float)def->ascent / 1000,
                           (float)-def->descent / 1000};
    status = jln_layout(p->doc, &metrics, p->arena, &p->display, err);
    if (status) return status;
    if (!count_cells(p)) return jln_err_nomem(err);
    if (p->doc->logo.data) status = jln_pdf_picture(p->hpdf, &p->doc->logo, &p->picture, err);
    if (status) return status;
    draw(p);
    status = explain(p, path, err);
    return status ? status : save(p, path, err);
}

jln_status jln_pdf_write(const jln_doc *doc, const char *font_dir, const char *path, jln_err *err) {
    pdf p = {.doc = doc};
    p.arena = jln_arena_new();
    p.faces = calloc(JLN_FONT_COUNT, sizeof *p.faces);
    p.hpdf = open_reserve() ? HPDF_NewEx(on_error, take, give_back, 0, &p) : NULL;
    jln_status status =
        p.arena && p.faces && p.hpdf ? make(&p, font_dir, path, err) : jln_err_nomem(err);
    if (p.hpdf) HPDF_Free(p.hpdf);
    close_reserve();
    jln_str_free(&p.content.text);
    jln_arena_free(p.arena);
    free(p.faces);
    return status;
}
