/* Reading a data package (Frictionless Data: datapackage.json and tidy CSV files) into typed rows.
 *
 * Everything is hostile until parsed: JSON with duplicate keys, paths that leave the folder, links,
 * files that are not regular, text that is not UTF-8. Memory does not grow with the rows. */
#ifndef JLN_IMPORT_PACKAGE_H
#define JLN_IMPORT_PACKAGE_H

#include "base/arena.h"
#include "model/table.h"

/* Reads and checks DIR/datapackage.json into `out` (strings in `arena`). JLN_EDATA with
 * "DIR/datapackage.json#/pointer" as place, what was found and what was expected; JLN_EIO when it
 * cannot be read. */
jln_status jln_package_read(const char *dir, jln_arena *arena, jln_package *out, jln_err *err);

/* Sends the package, then each of its files and rows, to the sink, tables in the order of
 * jln_tables. Each problem of the data goes to `diag` with "file:line:column" and reading goes on
 * to the next row; JLN_EDATA at the end when there was one. Errors of the sink end it at once. */
jln_status jln_package_send(const jln_package *package, jln_arena *arena, const jln_sink *sink,
                            jln_diag *diag, jln_err *err);

/* Orders packages so that each comes after its dependencies among them: `order[i]` is an index into
 * `packages`. JLN_EDATA when two have one name or the dependencies form a loop (the loop is
 * printed). */
jln_status jln_package_order(const jln_package *packages, size_t count, size_t *order,
                             jln_err *err);

#endif
