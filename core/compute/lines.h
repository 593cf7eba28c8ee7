/* Inside core/compute: the lines of the financing table, and what funders give on each. */
#ifndef JLN_COMPUTE_LINES_H
#define JLN_COMPUTE_LINES_H

#include "compute/measures.h"

/* A line of what funders give: a status, in cash or in kind, over some years, at a place whose own
 * year is not looked at. */
typedef struct {
    jln_funding status;
    bool in_kind;
    bool revised; /* of planned financing: after the revisions about a source */
    jln_place place;
    jln_span span;
} jln_lines;

/* Planned financing, or funding at a status, of one funder (or all) at a node. In kind: what was
 * told, without a base. */
jln_value jln_lines_financing(const jln_facts *facts, jln_place place, jln_span span, bool revised);
jln_value jln_lines_funding(const jln_facts *facts, const jln_lines *lines);

/* Funding at a status over planned financing, line by line: a line is an axis of a funder in a
 * year, or the whole funder when what it gave is not split. n/N counts lines. */
jln_result jln_lines_ratio(const jln_facts *facts, const jln_lines *lines);

/* True when what was given is known for a line of the ratio. */
bool jln_lines_told(const jln_facts *facts, const jln_lines *lines, const jln_financing *line);

/* What a line plans, revised or not. */
const jln_amount *jln_line_amount(const jln_financing *line, bool revised);

/* True when the financing table has lines for this node itself (not for its descendants). The plan
 * always has. */
bool jln_lines_has(const jln_facts *facts, uint32_t node);

#endif
