/* The parts of an Office file (a ZIP of XML) of a hostile author, read one element at a time.
 *
 * Bounded in size, ratio, depth and time: an archive of at most 64 MiB and 4,096 parts, a part of
 * at most 256 MiB (768 in all) that is not 300 times its packed size, elements 64 deep, tags of at
 * most 1 MiB. A document type (DOCTYPE) is refused, so no entity is ever expanded. */
#ifndef JLN_IMPORT_PART_H
#define JLN_IMPORT_PART_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct jln_parts jln_parts;

/* Opens `path`. JLN_EDATA, in words a person understands, for what is no such file: password, old
 * format, macros, OpenDocument, damaged. JLN_EIO when it cannot be read. */
jln_status jln_parts_open(const char *path, jln_parts **out, jln_err *err);
void jln_parts_close(jln_parts *parts);

/* Letters of names count the same in both cases, as for Office. */
bool jln_parts_has(const jln_parts *parts, const char *name);

/* Who is told of the elements; any function may be NULL. Names come without their prefix. Text
 * comes in pieces. JLN_ROW ends the reading without an error. */
typedef struct {
    void *ctx;
    jln_status (*start)(void *ctx, const char *name, const char **attributes, jln_err *err);
    jln_status (*end)(void *ctx, const char *name, jln_err *err);
    jln_status (*text)(void *ctx, const char *text, size_t length, jln_err *err);
} jln_xml;

/* Reads one part. JLN_EDATA with "path (part)" as place for what is not well-formed or passes a
 * bound, JLN_ENOTFOUND when there is no such part, or what the handler answered. */
jln_status jln_parts_parse(jln_parts *parts, const char *name, const jln_xml *handler,
                           jln_err *err);

/* The value of an attribute by its name without prefix; NULL when absent. */
const char *jln_xml_attribute(const char **attributes, const char *name);

#endif
