#include "cli/subject.h"

#include "base/str.h"
#include "cli/words.h"
#include "import/words.h"

#include <string.h>

jln_status jln_subject_open(jln_cli *cli, const char *name, jln_db **db, const jln_plan **plan, jln_err *err) {
    jln_status status = jln_db_open(cli->db, JLN_DB_READ, db, err);
    return status == JLN_OK ? jln_plan_read(*db, name, cli->arena, plan, err) : status;
}

jln_status jln_subject_year(const jln_cli *cli, const jln_plan *plan, jln_err *err) {
    if (cli->year == 0 || (cli->year >= plan->first_year && cli->year <= plan->last_year)) return JLN_OK;
    return jln_err_set(err, JLN_EUSAGE, NULL, _("--year : %d n'est pas une année du plan « %s », qui va de %d à %d"),
                       cli->year, plan->name, plan->first_year, plan->last_year);
}

jln_status jln_subject_node(const jln_cli *cli, const jln_plan *plan, uint32_t *out, jln_err *err) {
    const char *id = cli->values[JLN_OPT_RESULT];
    *out = id ? jln_plan_node(plan, id) : 0;
    if (*out != UINT32_MAX) return JLN_OK;
    const char **ids = jln_arena_array(cli->arena, plan->node_count, sizeof *ids);
    if (!ids) return jln_err_nomem(err);
    for (uint32_t i = 1; i < plan->node_count; i++) ids[i] = plan->nodes[i].id;
    char hint[JLN_QUOTE_MAX];
    return jln_err_set(err, JLN_ENOTFOUND, NULL, _("--result : « %.80s » n'est pas dans le plan « %s »%s ; « jalon tree %s » "
                                                   "les montre tous"), id, plan->name,
                       jln_suggest(id, ids, plan->node_count, hint), plan->name);
}

jln_status jln_subject_funder(const jln_cli *cli, const jln_plan *plan, int *out, jln_err *err) {
    const char *id = cli->values[JLN_OPT_FUNDER];
    *out = id ? jln_plan_funder(plan, id) : -1;
    if (!id || *out >= 0) return JLN_OK;
    const char **ids = jln_arena_array(cli->arena, (size_t)plan->funder_count + 1, sizeof *ids);
    if (!ids) return jln_err_nomem(err);
    for (int i = 0; i < plan->funder_count; i++) ids[i] = plan->funders[i].id;
    char list[JLN_LIST_MAX];
    return jln_err_set(err, JLN_ENOTFOUND, NULL, _("--funder : « %.80s » ne finance pas le plan « %s » ; sources : %s"), id,
                       plan->name, jln_list(ids, (size_t)plan->funder_count, list));
}

const char *jln_subject_name(const jln_cli *cli, const jln_plan *plan, uint32_t node) {
    const jln_node *n = &plan->nodes[node];
    const char *level = jln_plan_level_words(plan, n->level, cli->lang, false);
    if (node == 0) return level;
    if (!n->code_printed) return jln_arena_fmt(cli->arena, "%s [%s]", level, n->id);
    if (strcmp(n->code_printed, n->id) == 0) return jln_arena_fmt(cli->arena, "%s %s", level, n->id);
    return jln_arena_fmt(cli->arena, "%s %s [%s]", level, n->code_printed, n->id);
}
