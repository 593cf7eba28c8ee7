/* The plan's own colours take the place of ours on a page where all is placed. */
#ifndef JLN_LAYOUT_PAINT_H
#define JLN_LAYOUT_PAINT_H

#include "doc/doc.h"
#include "layout/display.h"

void jln_paint(const jln_doc *doc, jln_page *page);

#endif
