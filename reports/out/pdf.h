/* A report as PDF: embedded fonts, bookmarks, links, structure for screen readers, the same bytes
 * each time. */
#ifndef JLN_OUT_PDF_H
#define JLN_OUT_PDF_H

#include "base/err.h"
#include "doc/doc.h"

/* Lays the document out and writes it to `path`, replacing what was there only when all went well.
 * `font_dir` holds DejaVuSans.ttf, DejaVuSans-Bold.ttf and DejaVuSans-Oblique.ttf. The file's dates
 * are the document's. JLN_ENOMEM; JLN_EIO for fonts, disk and permissions; JLN_EDATA when a figure
 * of the document cannot be drawn. */
jln_status jln_pdf_write(const jln_doc *doc, const char *font_dir, const char *path, jln_err *err);

#endif
