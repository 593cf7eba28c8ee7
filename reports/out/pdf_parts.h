/* Inside the PDF writer: what its files share. */
#ifndef JLN_OUT_PDF_PARTS_H
#define JLN_OUT_PDF_PARTS_H

#include "base/str.h"
#include "layout/canvas.h"
#include "layout/layout.h"
#include "out/content.h"
#include "out/pdf.h"
#include "out/squeeze.h"

#include <hpdf.h>

enum { JLN_PDF_BMP = 0x10000, JLN_PDF_REPLACEMENT = 0xFFFD };

typedef struct jln_pdf jln_pdf;

/* libharu looks a glyph up by a linear search: each character is asked for once. */
typedef struct {
    jln_pdf *owner;
    HPDF_Font font;
    float advance[JLN_PDF_BMP]; /* at 1 em; meaningful where `code` is set */
    uint16_t code[JLN_PDF_BMP]; /* what is drawn for it: itself, or U+FFFD when the font lacks it;
                                   0: not asked yet */
    const char *name;           /* in the resources of the current page; NULL: not used there yet */
} jln_pdf_face;

/* A stretch of marked content: its page and its number there. */
typedef struct {
    uint32_t page, number;
} jln_pdf_mark;

/* A further stretch of a tag; they form a ring, in the order of pages. */
typedef struct {
    jln_pdf_mark mark;
    uint32_t next;
} jln_pdf_link;

/* What is written for a tag: an object of the structure tree. Small: there is one for each cell. */
typedef struct {
    jln_pdf_mark first; /* page JLN_PDF_UNMARKED: none */
    uint32_t last;      /* the last of the further stretches; 0: none */
    uint32_t child, sibling;
} jln_pdf_node;

enum { JLN_PDF_UNMARKED = UINT32_MAX };

typedef struct {
    HPDF_Page page;
    jln_squeezed content; /* what is drawn on it, compressed at once */
    uint32_t *owners;     /* tag of each marked stretch */
    size_t count;
} jln_pdf_leaf;

struct jln_pdf {
    const jln_doc *doc;
    HPDF_Doc hpdf;
    HPDF_STATUS error; /* the first one */
    bool failed;       /* out of memory on our side */
    jln_pdf_face *faces;
    jln_arena *arena;
    jln_display display;
    jln_content content;
    jln_squeezer *squeezer;
    jln_pdf_leaf *leaves; /* one per page so far */
    size_t leaf_count, leaf_capacity;
    size_t page;
    bool furniture;   /* what is drawn now comes on top of the page's content */
    uint32_t *owners; /* of the page that is being drawn */
    size_t owner_count, owner_capacity;
    jln_pdf_node *nodes; /* one per tag so far; nodes[0] is the root */
    size_t node_count, node_capacity;
    jln_pdf_link *links; /* links[0] is never used */
    size_t link_count, link_capacity;
    HPDF_Dict root;     /* of the structure */
    uint32_t announced; /* the number that the file gives its first element */
    uint16_t *codes;
    size_t code_capacity;
    HPDF_Image picture; /* the logo; NULL: none */
    HPDF_Outline outlines[4];
};

/* No error so far, ours or libharu's. */
bool jln_pdf_fine(const jln_pdf *p);

/* An allocation of libharu's was refused. */
bool jln_pdf_starved(void);

/* Loads the three faces; JLN_EIO when they cannot be read. */
jln_status jln_pdf_fonts(jln_pdf *p, const char *font_dir, jln_err *err);

/* Once everything is drawn: which glyph each character is. */
void jln_pdf_finish_fonts(jln_pdf *p);

/* The metrics of layout, over faces. */
float jln_pdf_advance(void *faces, jln_font font, int32_t code);

/* What is drawn for a character: itself, or the sign of what is missing. */
uint16_t jln_pdf_slot(jln_pdf_face *face, int32_t code);

/* Ends the text of an object being saved: writes it, or notes the failure, and frees it. */
HPDF_STATUS jln_pdf_emit(jln_pdf *p, jln_str *s, HPDF_Stream stream);

/* Takes the pages of the layout: draws each and compresses it at once. */
jln_layout_sink jln_pdf_sink(jln_pdf *p);

/* Once all pages are drawn: links and bookmarks. */
void jln_pdf_across(jln_pdf *p);

/* What pages hold outside the arena and libharu. */
void jln_pdf_free_pages(jln_pdf *p);

/* Files a stretch of a page under a tag. */
void jln_pdf_file(jln_pdf *p, uint32_t tag, jln_pdf_mark mark);

/* The name of a tag's role in the file. */
const char *jln_pdf_role(const jln_pdf *p, uint32_t tag);

/* Once all pages are drawn, before libharu saves: the document says that it is tagged, and where
 * the root of its structure will be. */
void jln_pdf_announce(jln_pdf *p);

/* Once libharu has saved the file: puts the structure that a screen reader follows at its end. */
jln_status jln_pdf_structure(jln_pdf *p, const char *path, jln_err *err);

#endif
