#include "out/pdf.h"

#include "base/date.h"
#include "out/atomic.h"
#include "out/pdf_parts.h"
#include "out/pdf_picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *self) {
    jln_pdf *p = self;
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

bool jln_pdf_starved(void) {
    return reserve.needed;
}

/* libharu tells its handler only of some errors: the record itself is asked too. */
bool jln_pdf_fine(const jln_pdf *p) {
    return !p->failed && !reserve.needed && !p->error && HPDF_GetError(p->hpdf) == HPDF_OK;
}

/* libharu forgets what a writer returns: a failure is noted here. */
HPDF_STATUS jln_pdf_emit(jln_pdf *p, jln_str *s, HPDF_Stream stream) {
    HPDF_STATUS status = HPDF_FAILD_TO_ALLOC_MEM;
    if (!s->failed)
        status = HPDF_Stream_Write(stream, (const HPDF_BYTE *)jln_str_c(s), (HPDF_UINT)s->length);
    if (status != HPDF_OK) p->failed = true;
    jln_str_free(s);
    return status;
}

/* ---- the whole ---- */

static void set_info(jln_pdf *p, HPDF_InfoType type, const char *text) {
    if (text && *text && jln_pdf_fine(p)) HPDF_SetInfoAttr(p->hpdf, type, text);
}

static void add_properties(jln_pdf *p) {
    int year, month, day;
    set_info(p, HPDF_INFO_TITLE, p->doc->running ? p->doc->running : p->doc->title);
    set_info(p, HPDF_INFO_AUTHOR, p->doc->author);
    set_info(p, HPDF_INFO_SUBJECT, p->doc->subject);
    set_info(p, HPDF_INFO_CREATOR, "Jalon");
    jln_date_split(p->doc->date, &year, &month, &day);
    if (year < 1 || year > 9999 || !jln_pdf_fine(p)) return;
    HPDF_Date date = {year, month, day, 0, 0, 0, '+', 0, 0};
    HPDF_SetInfoDateAttr(p->hpdf, HPDF_INFO_CREATION_DATE, date);
    HPDF_SetInfoDateAttr(p->hpdf, HPDF_INFO_MOD_DATE, date);
}

static void finish(jln_pdf *p) {
    jln_pdf_across(p);
    if (jln_pdf_fine(p)) jln_pdf_finish_fonts(p);
    if (jln_pdf_fine(p)) jln_pdf_announce(p);
    add_properties(p);
    if (jln_pdf_fine(p) && p->outlines[1]) HPDF_SetPageMode(p->hpdf, HPDF_PAGE_MODE_USE_OUTLINE);
}

static jln_status explain(const jln_pdf *p, const char *path, jln_err *err) {
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

static jln_status save(jln_pdf *p, const char *path, jln_err *err) {
    jln_atomic file = {0};
    jln_status status = jln_atomic_begin(&file, path, err);
    if (status) return status;
    HPDF_STATUS saved = HPDF_SaveToFile(p->hpdf, file.temporary);
    if (!p->error) p->error = saved;
    status = explain(p, path, err);
    if (!status && !is_whole(file.temporary))
        status = jln_err_set(err, JLN_EIO, path, "%s", _("le PDF n'a pas pu être écrit en entier"));
    if (!status) status = jln_pdf_structure(p, file.temporary, err);
    if (status) jln_atomic_abort(&file);
    else status = jln_atomic_commit(&file, err);
    return status;
}

static jln_status make(jln_pdf *p, const char *font_dir, const char *path, jln_err *err) {
    jln_status status = jln_pdf_fonts(p, font_dir, err);
    if (status) return status;
    if (p->doc->logo.data) status = jln_pdf_picture(p->hpdf, &p->doc->logo, &p->picture, err);
    if (status) return status;
    HPDF_FontDef def = ((HPDF_FontAttr)p->faces[0].font->attr)->fontdef;
    jln_metrics metrics = {jln_pdf_advance, p->faces, (float)def->ascent / 1000,
                           (float)-def->descent / 1000};
    jln_layout_sink sink = jln_pdf_sink(p);
    status = jln_layout_pages(p->doc, &metrics, p->arena, &sink, &p->display, err);
    if (status) return status;
    finish(p);
    status = explain(p, path, err);
    return status ? status : save(p, path, err);
}

jln_status jln_pdf_write(const jln_doc *doc, const char *font_dir, const char *path, jln_err *err) {
    jln_pdf p = {.doc = doc};
    p.arena = jln_arena_new();
    p.faces = calloc(JLN_FONT_COUNT, sizeof *p.faces);
    p.squeezer = jln_squeezer_new();
    p.hpdf = open_reserve() ? HPDF_NewEx(on_error, take, give_back, 0, &p) : NULL;
    bool ready = p.arena && p.faces && p.squeezer && p.hpdf;
    jln_status status = ready ? make(&p, font_dir, path, err) : jln_err_nomem(err);
    if (p.hpdf) HPDF_Free(p.hpdf);
    close_reserve();
    jln_pdf_free_pages(&p);
    jln_arena_free(p.arena);
    free(p.faces);
    return status;
}
