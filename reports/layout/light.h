/* Lights: a coloured disc with its letter beside it, so that a black-and-white copy says as much.
 */
#ifndef JLN_LAYOUT_LIGHT_H
#define JLN_LAYOUT_LIGHT_H

#include "layout/flow.h"

float jln_light_width(const jln_flow *f, jln_light light, float size);

/* Its left end at `x`, on the baseline `y` of the open slab. */
void jln_light_place(jln_flow *f, jln_light light, float size, float x, float y, uint32_t tag);

/* A pale ground for a cell of that light; its letter must be written on it. */
jln_colour jln_light_tint(jln_light light);

#endif
