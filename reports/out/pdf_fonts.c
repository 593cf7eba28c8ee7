/* The three faces: loaded, measured, and written with the characters that are used. */
#include "out/pdf_parts.h"

#include <stdlib.h>
#include <string.h>

static void ask(jln_pdf_face *fc, uint16_t code) {
    HPDF_FontDef def = ((HPDF_FontAttr)fc->font->attr)->fontdef;
    uint16_t drawn = HPDF_TTFontDef_GetGlyphid(def, code) ? code : JLN_PDF_REPLACEMENT;
    fc->advance[code] =
        (float)HPDF_Font_GetUnicodeWidth(fc->font, drawn) / 1000; /* marks it as used */
    fc->code[code] = drawn;
    if (!fc->code[drawn]) {
        fc->advance[drawn] = fc->advance[code];
        fc->code[drawn] = drawn;
    }
}

uint16_t jln_pdf_slot(jln_pdf_face *fc, int32_t code) {
    uint16_t slot = code < JLN_PDF_BMP ? (uint16_t)code : JLN_PDF_REPLACEMENT;
    if (!fc->code[slot]) ask(fc, slot);
    return slot;
}

float jln_pdf_advance(void *faces, jln_font font, int32_t code) {
    jln_pdf_face *fc = &((jln_pdf_face *)faces)[font];
    return fc->advance[jln_pdf_slot(fc, code)];
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

static void mend_map(jln_pdf *p, HPDF_Font font) {
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

/* Only the widths of the characters used: libharu lists the whole font's, uncompressed. */
static HPDF_STATUS write_widths(HPDF_Dict dict, HPDF_Stream stream) {
    const jln_pdf_face *fc = dict->attr;
    jln_str s = {0};
    jln_str_add(&s, "/W [");
    bool inside = false;
    for (int code = 0; code < JLN_PDF_BMP; code++) {
        bool used = fc->code[code] && fc->code[code] == code;
        if (!used && inside) jln_str_add(&s, "]\n");
        if (used && !inside) jln_str_fmt(&s, "%d[", code);
        if (used)
            jln_str_fmt(&s, "%s%d", inside ? " " : "", (int)(fc->advance[code] * 1000 + 0.5f));
        inside = used;
    }
    jln_str_add(&s, inside ? "]]\n" : "]\n");
    return jln_pdf_emit(fc->owner, &s, stream);
}

static void shorten_widths(jln_pdf_face *fc) {
    HPDF_Dict inner = ((HPDF_FontAttr)fc->font->attr)->descendant_font;
    if (!inner || inner->write_fn || inner->attr) return;
    HPDF_Dict_RemoveElement(inner, "W");
    inner->attr = fc;
    inner->write_fn = write_widths;
}

/* libharu asks for the glyph of each of 65 536 characters, each time by a linear search, to write a
 * map of them all: for the time of the call it meets a table of one step. The map of the characters
 * that are used is written at the end. */
static HPDF_Font get_font(jln_pdf *p, const char *name) {
    static HPDF_UINT16 none[256];
    HPDF_FontDef def = name ? HPDF_GetFontDef(p->hpdf, name) : NULL;
    if (!def) return NULL;
    HPDF_TTFontDefAttr attr = def->attr;
    HPDF_TTF_CmapRange cmap = attr->cmap;
    attr->cmap.format = 0;
    attr->cmap.glyph_id_array = none;
    HPDF_Font font = HPDF_GetFont(p->hpdf, name, "UTF-8");
    attr->cmap = cmap;
    return font;
}

void jln_pdf_finish_fonts(jln_pdf *p) {
    enum { MAP = 2 * JLN_PDF_BMP };
    unsigned char *map = malloc(MAP);
    if (!map) p->failed = true;
    for (int font = 0; font < JLN_FONT_COUNT && jln_pdf_fine(p); font++) {
        const jln_pdf_face *fc = &p->faces[font];
        HPDF_FontAttr attr = fc->font->attr;
        HPDF_Dict stream = attr->map_stream;
        if (!stream) continue;
        memset(map, 0, MAP);
        HPDF_UINT length = 2;
        for (int code = 1; code < JLN_PDF_BMP; code++) {
            if (fc->code[code] != code) continue;
            unsigned glyph = HPDF_TTFontDef_GetGlyphid(attr->fontdef, (HPDF_UINT16)code);
            map[2 * code] = (unsigned char)(glyph >> 8);
            map[2 * code + 1] = (unsigned char)glyph;
            length = 2 * (HPDF_UINT)code + 2;
        }
        HPDF_MemStream_FreeData(stream->stream);
        HPDF_Stream_Write(stream->stream, map, length);
    }
    free(map);
}

static bool load_face(jln_pdf *p, jln_font font, const char *font_dir) {
    static const char *const files[JLN_FONT_COUNT] = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf",
                                                      "DejaVuSans-Oblique.ttf"};
    jln_str path = {0};
    jln_str_fmt(&path, "%s/%s", font_dir, files[font]);
    if (path.failed) p->failed = true;
    const char *name = p->failed ? NULL : HPDF_LoadTTFontFromFile(p->hpdf, path.text, HPDF_TRUE);
    jln_str_free(&path);
    p->faces[font].owner = p;
    p->faces[font].font = get_font(p, name);
    if (!p->faces[font].font) return false;
    mend_map(p, p->faces[font].font);
    shorten_widths(&p->faces[font]);
    return jln_pdf_fine(p);
}

jln_status jln_pdf_fonts(jln_pdf *p, const char *font_dir, jln_err *err) {
    HPDF_SetCompressionMode(p->hpdf, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(p->hpdf);
    HPDF_SetCurrentEncoder(p->hpdf, "UTF-8"); /* for the document's properties */
    HPDF_SetPagesConfiguration(p->hpdf, 1000);
    for (int font = 0; font < JLN_FONT_COUNT; font++) {
        if (load_face(p, (jln_font)font, font_dir)) continue;
        if (p->failed || jln_pdf_starved()) return jln_err_nomem(err);
        return jln_err_set(err, JLN_EIO, font_dir, "%s",
                           _("les polices DejaVu Sans ne sont pas lisibles ici"));
    }
    return JLN_OK;
}
