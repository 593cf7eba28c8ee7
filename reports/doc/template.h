/* From a template (a Lua file of constructor calls) and a plan's facts to a document. */
#ifndef JLN_REPORTS_TEMPLATE_H
#define JLN_REPORTS_TEMPLATE_H

#include "compute/engine.h"
#include "doc/doc.h"
#include "store/db.h"

/* Builds the report of `year`. `path` is the template's file, `shown` its name in messages
 * ("templates/x.lua"). Errors of the template are JLN_ESCRIPT "shown:line" with what was found and
 * what is allowed. The caller frees the document. */
jln_status jln_template_build(const char *path, const char *shown, jln_db *db, jln_engine *engine,
                              const jln_plan *plan, int year, jln_lang lang, jln_doc **out,
                              jln_err *err);

#endif
