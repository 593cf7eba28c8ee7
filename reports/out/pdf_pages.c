/* What is drawn on a page becomes its stream, compressed as soon as the page is done. */
#include "base/utf8.h"
#include "out/pdf_parts.h"

#include <stdlib.h>
#include <string.h>

/* The page's own object: pages that wait are drawn later, in their place. */
static void open_leaves(jln_pdf *p, const jln_display *d, size_t end) {
    jln_pdf_leaf *leaves =
        jln_arena_grow(p->arena, p->leaves, &p->leaf_capacity, end, sizeof *leaves);
    if (leaves) p->leaves = leaves;
    else p->failed = true;
    for (; p->leaf_count < end && jln_pdf_fine(p); p->leaf_count++) {
        HPDF_Page made = HPDF_AddPage(p->hpdf);
        p->leaves[p->leaf_count] = (jln_pdf_leaf){.page = made};
        if (!made) return;
        HPDF_Page_SetWidth(made, d->pages[p->leaf_count].width);
        HPDF_Page_SetHeight(made, d->pages[p->leaf_count].height);
    }
}

/* The state that drawing starts from is kept for the furniture. */
static void begin_page(void *self, size_t number, const jln_page *page) {
    jln_pdf *p = self;
    p->page = number;
    p->owner_count = 0;
    jln_content_begin(&p->content, page->height);
    if (!p->furniture) jln_str_add(&p->content.text, "q\n");
    for (int i = 0; i < JLN_FONT_COUNT; i++) p->faces[i].name = NULL;
}

/* Adds those of what was just drawn to the page's. */
static void keep_owners(jln_pdf *p) {
    jln_pdf_leaf *l = &p->leaves[p->page];
    size_t count = l->count + p->owner_count;
    if (!p->owner_count || !jln_pdf_fine(p)) return;
    uint32_t *owners = jln_arena_array(p->arena, count, sizeof *owners);
    if (!owners) {
        p->failed = true;
        return;
    }
    if (l->count) memcpy(owners, l->owners, l->count * sizeof *owners);
    memcpy(owners + l->count, p->owners, p->owner_count * sizeof *owners);
    l->owners = owners;
    l->count = count;
}

static void end_page(void *self) {
    jln_pdf *p = self;
    keep_owners(p);
    if (!p->furniture) jln_str_add(&p->content.text, "Q\n");
    const jln_str *text = &p->content.text;
    if (text->failed) p->failed = true;
    if (jln_pdf_fine(p) && !jln_squeeze(p->squeezer, &p->leaves[p->page].content, jln_str_c(text),
                                        text->length, p->furniture))
        p->failed = true;
}

/* Marks what follows as a stretch of that tag and files it. */
static void begin_tag(void *self, uint32_t tag) {
    jln_pdf *p = self;
    if (tag == 0) {
        jln_content_artifact(&p->content);
        return;
    }
    if (!jln_pdf_fine(p)) return;
    uint32_t *owners =
        jln_arena_grow(p->arena, p->owners, &p->owner_capacity, p->owner_count + 1, sizeof *owners);
    if (!owners) {
        p->failed = true;
        return;
    }
    p->owners = owners;
    size_t number = p->leaves[p->page].count + p->owner_count;
    jln_pdf_file(p, tag, (jln_pdf_mark){(uint32_t)p->page, (uint32_t)number});
    jln_content_mark(&p->content, jln_pdf_role(p, tag), number);
    owners[p->owner_count++] = tag;
}

static void end_tag(void *self) {
    jln_content_unmark(&((jln_pdf *)self)->content);
}

static void begin_runs(void *self) {
    jln_content_runs_begin(&((jln_pdf *)self)->content);
}

static void end_runs(void *self) {
    jln_content_runs_end(&((jln_pdf *)self)->content);
}

/* The one gate of text: what is not visible is left out, what the font lacks is shown as U+FFFD. */
static size_t encode(jln_pdf *p, const jln_run *run) {
    jln_pdf_face *fc = &p->faces[run->font];
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
        if (code) codes[count++] = fc->code[jln_pdf_slot(fc, code)];
    }
    return count;
}

static void draw_run(void *self, const jln_run *run) {
    jln_pdf *p = self;
    jln_pdf_face *fc = &p->faces[run->font];
    if (!jln_pdf_fine(p)) return;
    HPDF_Page page = p->leaves[p->page].page;
    if (!fc->name) fc->name = HPDF_Page_GetLocalFontName(page, fc->font);
    size_t count = encode(p, run);
    if (fc->name) jln_content_run(&p->content, run, fc->name, p->codes, count);
}

static void draw_shape(void *self, const jln_shape *shape) {
    jln_pdf *p = self;
    if (shape->kind != JLN_SHAPE_LOGO) {
        jln_content_shape(&p->content, shape);
        return;
    }
    if (!p->picture || !jln_pdf_fine(p)) return;
    const char *name = HPDF_Page_GetXObjectName(p->leaves[p->page].page, p->picture);
    if (name) jln_content_picture(&p->content, shape, name);
}

/* A place that leaves the reader's zoom as it is: libharu refuses the 0 that says so, hence the
 * change afterwards. */
static HPDF_Destination destination(jln_pdf *p, const jln_heading *to) {
    HPDF_Page target = p->leaves[to->page].page;
    HPDF_Destination d = target ? HPDF_Page_CreateDestination(target) : NULL;
    float top = p->display.pages[to->page].height - to->y + 12;
    if (!d || HPDF_Destination_SetXYZ(d, 0, top, 1) != HPDF_OK) return d;
    HPDF_Real zoom = HPDF_Array_GetItem(d, 4, HPDF_OCLASS_REAL);
    if (zoom) zoom->value = 0;
    return d;
}

static void draw_link(void *self, size_t page, const jln_link *l, const jln_heading *to) {
    jln_pdf *p = self;
    if (!jln_pdf_fine(p) || !to->placed) return;
    float height = p->display.pages[page].height;
    HPDF_Rect box = {l->x, height - l->y - l->h, l->x + l->w, height - l->y};
    HPDF_Destination d = destination(p, to);
    HPDF_Annotation a = d ? HPDF_Page_CreateLinkAnnot(p->leaves[page].page, box, d) : NULL;
    if (a) HPDF_LinkAnnot_SetBorderStyle(a, 0, 0, 0);
}

/* A heading hangs under the last one of a higher level. */
static void add_bookmark(void *self, const jln_heading *h) {
    jln_pdf *p = self;
    HPDF_Outline parent = NULL;
    if (!jln_pdf_fine(p) || !*h->text) return;
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

static jln_canvas canvas_of(jln_pdf *p) {
    return (jln_canvas){.self = p,
                        .begin_page = begin_page,
                        .end_page = end_page,
                        .begin_tag = begin_tag,
                        .end_tag = end_tag,
                        .begin_runs = begin_runs,
                        .end_runs = end_runs,
                        .run = draw_run,
                        .shape = draw_shape,
                        .link = draw_link,
                        .bookmark = add_bookmark};
}

/* ---- pages as they come ---- */

static void draw_page(jln_pdf *p, const jln_display *d, size_t number, bool furniture) {
    jln_canvas canvas = canvas_of(p);
    open_leaves(p, d, number + 1);
    p->furniture = furniture;
    if (jln_pdf_fine(p)) jln_canvas_page(d, number, &canvas);
}

static void take_content(void *self, const jln_display *d, size_t number) {
    draw_page(self, d, number, false);
}

/* Says how the stream is compressed: libharu, which compresses nothing here, does not. */
static HPDF_STATUS write_filter(HPDF_Dict dict, HPDF_Stream stream) {
    (void)dict;
    return HPDF_Stream_WriteStr(stream, "/Filter/FlateDecode\n");
}

/* Gives the page its stream, in one block of its own size. */
static void attach(jln_pdf *p, jln_pdf_leaf *l) {
    HPDF_PageAttr attr = l->page->attr;
    HPDF_Stream whole = HPDF_MemStream_New(p->hpdf->mmgr, (HPDF_UINT)l->content.length);
    if (!whole || HPDF_Stream_Write(whole, l->content.bytes, (HPDF_UINT)l->content.length)) {
        if (whole) HPDF_Stream_Free(whole);
        p->failed = true;
        return;
    }
    HPDF_Stream_Free(attr->contents->stream);
    attr->contents->stream = attr->stream = whole;
    attr->contents->filter = HPDF_STREAM_FILTER_NONE;
    attr->contents->write_fn = write_filter;
    free(l->content.bytes);
    l->content.bytes = NULL;
}

static void take_furniture(void *self, const jln_display *d, size_t number) {
    jln_pdf *p = self;
    draw_page(p, d, number, true);
    if (jln_pdf_fine(p)) attach(p, &p->leaves[number]);
}

jln_layout_sink jln_pdf_sink(jln_pdf *p) {
    return (jln_layout_sink){p, take_content, take_furniture};
}

void jln_pdf_across(jln_pdf *p) {
    jln_canvas canvas = canvas_of(p);
    if (jln_pdf_fine(p)) jln_canvas_across(&p->display, &canvas);
}

void jln_pdf_free_pages(jln_pdf *p) {
    for (size_t i = 0; i < p->leaf_count; i++) free(p->leaves[i].content.bytes);
    free(p->nodes);
    free(p->links);
    jln_squeezer_free(p->squeezer);
    jln_str_free(&p->content.text);
}
