/* Expressions of the document as formulas of a workbook, and the values a spreadsheet will find for
 * them.
 *
 * What a cell holds: an amount in whole units, a rate as a fraction, POINTS times 100 (so that the
 * format can print
 * "+5.0 pts"), words where there is no number. A formula's value is computed in double over the
 * same cells as the formula and in the same order of operations, so that a recalculation agrees; it
 * is also compared exactly with the engine's. */
#ifndef JLN_OUT_FORMULA_H
#define JLN_OUT_FORMULA_H

#include "base/str.h"
#include "out/sheets.h"

typedef struct {
    bool is_number;
    double number;
    const char *words; /* "" for an empty cell */
} jln_shown;

typedef struct {
    const jln_doc *doc;
    const jln_sheets *sheets;
    const jln_doc_index *index;
    jln_arena *arena;
    struct jln_shown_memo **memo; /* per block: what its cells hold, once known */
} jln_formulas;

/* For a checked document whose blocks are placed; everything lives in `arena`. */
jln_status jln_formulas_init(jln_formulas *f, const jln_doc *doc, const jln_sheets *sheets,
                             jln_arena *arena, jln_err *err);

/* What the cell holds in the workbook. JLN_EDATA naming `where` when its value is not what its
 * expression gives over the cells it names, or when expressions go round; JLN_ELIMIT when an amount
 * has more digits than a spreadsheet keeps. */
jln_status jln_formulas_shown(jln_formulas *f, const jln_cell *cell, jln_kind kind,
                              const char *where, jln_shown *shown, jln_err *err);

/* The same for a cell of a table, remembered. */
jln_status jln_formulas_table_cell(jln_formulas *f, const jln_cell_place *place, jln_shown *shown,
                                   jln_err *err);

/* Appends the formula ("=SUM(B3:B9)") of a cell with an expression, as read from `sheet`. `shown`
 * is what the cell holds: the words it falls back on. */
jln_status jln_formulas_text(jln_formulas *f, const jln_cell *cell, jln_kind kind, size_t sheet,
                             const jln_shown *shown, const char *where, jln_str *out, jln_err *err);

#endif
