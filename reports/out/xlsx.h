/* A document as a workbook for Excel and LibreOffice: live formulas with their values, native
 * charts, print set-up. */
#ifndef JLN_OUT_XLSX_H
#define JLN_OUT_XLSX_H

#include "doc/doc.h"

/* Writes the blocks for Excel beside `path`, then renames: on failure the old file stays and the
 * error names the path or the cell. The same document gives the same bytes. JLN_EDATA when the
 * document is wrong (jln_doc_check) or when a value is not what its expression gives; JLN_ELIMIT
 * where Excel has a bound; JLN_EIO. LC_NUMERIC must be "C". */
jln_status jln_xlsx_write(const jln_doc *doc, const char *path, jln_err *err);

#endif
