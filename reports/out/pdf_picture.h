/* The document's logo as an image of a PDF. */
#ifndef JLN_OUT_PDF_PICTURE_H
#define JLN_OUT_PDF_PICTURE_H

#include "doc/doc.h"

#include <hpdf.h>

/* Loads the logo into the document being made. JLN_EDATA when it is not what it says it is: libharu
 * is only given what was checked here. libharu's own errors are left in its record. */
jln_status jln_pdf_picture(HPDF_Doc hpdf, const jln_doc_logo *logo, HPDF_Image *out, jln_err *err);

#endif
