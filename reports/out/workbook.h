/* From a document to the calls that fill a workbook: which cell gets what, in which look. */
#ifndef JLN_OUT_WORKBOOK_H
#define JLN_OUT_WORKBOOK_H

#include "doc/doc.h"
#include "out/book.h"

/* Writes the blocks for Excel of a checked document into an open book. Scratch memory comes from
 * `arena`. */
jln_status jln_workbook_fill(jln_book *book, const jln_doc *doc, jln_arena *arena, jln_err *err);

#endif
