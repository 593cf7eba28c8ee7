/* The end of a PDF: objects compressed together (object streams), then the table of all objects of
 * the file. libharu knows neither: the file that it has saved is cut where its own table begins,
 * and goes on from there. Objects cost no memory but for the stream being filled. */
#ifndef JLN_OUT_PDF_TAIL_H
#define JLN_OUT_PDF_TAIL_H

#include "base/str.h"
#include "out/squeeze.h"

#include <hpdf.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct {
    FILE *file;
    HPDF_Doc hpdf; /* saved, not freed yet */
    jln_squeezer *squeezer;
    jln_str head, body;     /* of the stream being filled */
    uint32_t first, stream; /* numbers of the first object, of the first stream */
    uint32_t count;         /* objects so far */
    uint64_t *offsets;      /* of each stream in the file */
    size_t stream_count;
    bool failed, nomem;
} jln_pdf_tail;

/* Number of the first object that will be added: the first that libharu has not taken. */
uint32_t jln_pdf_tail_first(HPDF_Doc hpdf);

/* Opens the file that libharu has saved at `path` and cuts it after its last object; `objects` are
 * to come. */
void jln_pdf_tail_open(jln_pdf_tail *t, HPDF_Doc hpdf, jln_squeezer *squeezer, const char *path,
                       uint32_t objects);

/* The next object; the text is emptied. */
void jln_pdf_tail_add(jln_pdf_tail *t, jln_str *object);

/* Writes the table and closes the file. False when something failed since _open; `nomem` says
 * whether it was memory. */
bool jln_pdf_tail_close(jln_pdf_tail *t);

#endif
