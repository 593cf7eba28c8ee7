/* The texts a planner writes, from a file in a small part of Markdown:
 *
 *     # 2013                     the year
 *     ## Difficultés             a section, by its French or English title (model/section.h)
 *     ### Un sous-titre
 *     A paragraph, with **bold**; its lines follow one another up to an empty line.
 *     - an item                  its next lines are shifted by two spaces
 *     1. a numbered item         numbers follow one another from 1
 *
 * Anything else of Markdown (links, tables, italics, quotations, code, HTML) is refused at its line
 * and column, with what is allowed. Bounded: 1 MiB a file, 4 KiB a paragraph. */
#ifndef JLN_IMPORT_PROSE_H
#define JLN_IMPORT_PROSE_H

#include "base/arena.h"
#include "model/table.h"

/* True when a resource of the table `texts` is such a file and not CSV: its name ends in .md or
 * .txt. */
bool jln_prose_is(const jln_table *table, const char *path);

/* Sends the file, then each of its good rows, as jln_rows_send does. */
jln_status jln_prose_send(const jln_package *package, const jln_table *table,
                          const jln_resource *resource, jln_arena *arena, const jln_sink *sink,
                          jln_diag *diag, jln_err *err);

#endif
