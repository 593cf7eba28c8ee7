/* A canvas that writes what it is told as text, one item a line: for golden tests. */
#ifndef JLN_LAYOUT_RECORD_H
#define JLN_LAYOUT_RECORD_H

#include "base/str.h"
#include "layout/canvas.h"

/* Appends the whole display; out->failed when out of memory. */
void jln_record(const jln_display *display, jln_str *out);

#endif
