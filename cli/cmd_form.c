/* jalon form PLAN --year Y -o F: collection forms, one per lead structure. */
#include "cli/say.h"
#include "cli/subject.h"
#include "form/form.h"
#include "import/words.h"
#include "store/read.h"
#include "store/returns.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

typedef struct {
    jln_cli *cli;
    const jln_plan *plan;
    const jln_facts *facts;
    const jln_frame *frame;
    jln_form_period period;
    jln_return_row *returns;
    size_t return_count;
    const char **leads;
    size_t lead_count;
    uint32_t *role_leaves; /* side by side with the structures that have a role on them */
    const char **role_structures;
    size_t role_count, leaf_capacity, structure_capacity;
} making;

static jln_status find_leads(making *m, jln_err *err) {
    m->leads = jln_arena_array(m->cli->arena, m->plan->leaf_count + 1, sizeof *m->leads);
    if (!m->leads) return jln_err_nomem(err);
    for (uint32_t i = 0; i < m->plan->leaf_count; i++) {
        const char *lead = m->plan->nodes[m->plan->leaves[i]].lead;
        bool there = !lead;
        for (size_t n = 0; n < m->lead_count; n++)
            there |= !there && strcmp(m->leads[n], lead) == 0;
        if (!there) m->leads[m->lead_count++] = lead;
    }
    if (m->lead_count) return JLN_OK;
    return jln_err_set(err, JLN_ENOTFOUND, NULL,
                       _("aucune activité du plan « %s » n'a de structure pilote (table leads)"),
                       m->plan->name);
}

enum { SENDER_MAX = 60 };

static bool is_workbook(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot && strcasecmp(dot, ".xlsx") == 0;
}

/* The follow-up of the plan belongs to no structure's return; the planning cell sends it unless
 * another is named. */
static jln_status write_follow_up(const making *m, const char *sender, const char *path,
                                  jln_err *err) {
    jln_form_key key = {.follow_up = true,
                        .plan = m->plan->name,
                        .lead = sender ? sender : "CPS",
                        .period = m->period};
    const jln_form_source source = {.plan = m->plan,
                                    .facts = m->facts,
                                    .frame = m->frame,
                                    .lang = m->cli->lang,
                                    .created = m->cli->days};
    if (!is_workbook(path))
        return jln_err_set(err, JLN_EUSAGE, path, "%s",
                           _("la fiche de suivi s'écrit dans un fichier qui finit par .xlsx"));
    if (strlen(key.lead) > SENDER_MAX || strpbrk(key.lead, ":/|"))
        return jln_err_set(err, JLN_EUSAGE, NULL,
                           _("--lead : « %.60s » n'est pas un code de structure"), key.lead);
    key.return_id = jln_arena_fmt(m->cli->arena, "S%s-%s", m->period.code, key.lead);
    key.due_on = jln_form_due(&m->period, m->cli->arena);
    return key.return_id && key.due_on ? jln_form_write(&key, &source, path, err)
                                       : jln_err_nomem(err);
}

/* The return the plan already has for it keeps its id and its date. */
static jln_status make_key(const making *m, const char *lead, jln_form_key *key, jln_err *err) {
    *key = (jln_form_key){.plan = m->plan->name, .lead = lead, .period = m->period};
    for (size_t i = 0; i < m->return_count; i++) {
        const jln_return_row *r = &m->returns[i];
        if (strcmp(r->period, m->period.code) != 0 || strcmp(r->sender, lead) != 0) continue;
        key->return_id = r->id;
        key->due_on = r->due_on;
        return JLN_OK;
    }
    key->return_id = jln_arena_fmt(m->cli->arena, "R%s-%s", m->period.code, lead);
    key->due_on = jln_form_due(&m->period, m->cli->arena);
    return key->return_id && key->due_on ? JLN_OK : jln_err_nomem(err);
}

static jln_status note_role(making *m, const char *id, const char *structure, jln_err *err) {
    uint32_t node = jln_plan_node(m->plan, id);
    if (node == UINT32_MAX || !jln_plan_is_leaf(m->plan, node)) return JLN_OK;
    uint32_t *leaves = jln_arena_grow(m->cli->arena, m->role_leaves, &m->leaf_capacity,
                                      m->role_count + 1, sizeof *leaves);
    const char **structures =
        jln_arena_grow(m->cli->arena, m->role_structures, &m->structure_capacity, m->role_count + 1,
                       sizeof *structures);
    if (leaves) m->role_leaves = leaves;
    if (structures) m->role_structures = structures;
    if (!leaves || !structures) return jln_err_nomem(err);
    leaves[m->role_count] = m->plan->nodes[node].leaf_first;
    structures[m->role_count] = jln_arena_str(m->cli->arena, structure);
    return structures[m->role_count++] ? JLN_OK : jln_err_nomem(err);
}

static jln_status find_roles(making *m, jln_db *db, jln_err *err) {
    jln_cursor *row = NULL;
    int id = -1, structure = -1;
    jln_status status = jln_export_open(db, "roles", m->plan->name, &row, err);
    for (int i = 0; status == JLN_OK && i < jln_cursor_columns(row); i++) {
        if (strcmp(jln_cursor_name(row, i), "result_id") == 0) id = i;
        if (strcmp(jln_cursor_name(row, i), "structure") == 0) structure = i;
    }
    while (status == JLN_OK && (status = jln_cursor_next(row, err)) == JLN_ROW)
        status = note_role(m, jln_cursor_text(row, id), jln_cursor_text(row, structure), err);
    jln_cursor_close(row);
    return status;
}

/* Where the structure has a role and another leads, each activity once, in the order of the plan.
 */
static jln_status find_associated(const making *m, const char *lead, jln_form_source *source,
                                  jln_err *err) {
    bool *mine = jln_arena_array(m->cli->arena, m->plan->leaf_count + 1, sizeof *mine);
    uint32_t *leaves = jln_arena_array(m->cli->arena, m->plan->leaf_count + 1, sizeof *leaves);
    if (!mine || !leaves) return jln_err_nomem(err);
    for (size_t i = 0; i < m->role_count; i++)
        mine[m->role_leaves[i]] |= strcmp(m->role_structures[i], lead) == 0;
    source->associated = leaves;
    for (uint32_t i = 0; i < m->plan->leaf_count; i++) {
        const char *other = m->plan->nodes[m->plan->leaves[i]].lead;
        if (mine[i] && (!other || strcmp(other, lead) != 0)) leaves[source->associated_count++] = i;
    }
    return JLN_OK;
}

static jln_status write_one(const making *m, const char *lead, const char *path, jln_err *err) {
    jln_form_key key;
    jln_form_source source = {.plan = m->plan,
                              .facts = m->facts,
                              .frame = m->frame,
                              .lang = m->cli->lang,
                              .created = m->cli->days};
    jln_status status = make_key(m, lead, &key, err);
    if (status == JLN_OK) status = find_associated(m, lead, &source, err);
    jln_say_progress(m->cli, _("écriture de %s…"), path);
    if (status == JLN_OK) status = jln_form_write(&key, &source, path, err);
    jln_say_progress(m->cli, NULL);
    return status;
}

static jln_status write_lead(const making *m, const char *lead, const char *path, jln_err *err) {
    char hint[JLN_QUOTE_MAX], list[JLN_LIST_MAX];
    if (!is_workbook(path))
        return jln_err_set(
            err, JLN_EUSAGE, path, "%s",
            _("la fiche d'une structure s'écrit dans un fichier qui finit par .xlsx"));
    for (size_t i = 0; i < m->lead_count; i++)
        if (strcmp(m->leads[i], lead) == 0) return write_one(m, lead, path, err);
    return jln_err_set(err, JLN_ENOTFOUND, NULL,
                       _("--lead : « %.80s » ne pilote aucune activité du plan « %s » ; structures "
                         "pilotes : %s%s"),
                       lead, m->plan->name, jln_list(m->leads, m->lead_count, list),
                       jln_suggest(lead, m->leads, m->lead_count, hint));
}

static jln_status write_all(const making *m, const char *folder, jln_err *err) {
    if (is_workbook(folder))
        return jln_err_set(err, JLN_EUSAGE, folder, "%s",
                           _("sans --lead, il y a une fiche par structure : donner un dossier, ou "
                             "une structure avec --lead"));
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return jln_err_set(err, JLN_EIO, folder, _("le dossier ne se crée pas : %s"),
                           strerror(errno));
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < m->lead_count; i++) {
        char *path =
            jln_arena_fmt(m->cli->arena, "%s/%s-%s.xlsx", folder, m->period.code, m->leads[i]);
        if (!path) return jln_err_nomem(err);
        for (char *c = path + strlen(folder) + 1; *c; c++)
            if (*c == '/' || *c == ':') *c = '-';
        status = write_one(m, m->leads[i], path, err);
    }
    return status;
}

static jln_status make(making *m, jln_db *db, jln_err *err) {
    jln_cli *cli = m->cli;
    const char *lead = cli->values[JLN_OPT_LEAD], *output = cli->values[JLN_OPT_OUTPUT];
    jln_status status = jln_subject_year(cli, m->plan, err);
    if (status == JLN_OK)
        status = jln_facts_read(db, m->plan, cli->date, NULL, cli->arena, &m->facts, err);
    if (status == JLN_OK)
        status = jln_form_period_find(m->facts, cli->year, cli->values[JLN_OPT_PERIOD], cli->arena,
                                      &m->period, err);
    if (status == JLN_OK)
        status =
            jln_returns_list(db, m->plan->name, cli->arena, &m->returns, &m->return_count, err);
    bool follow_up = cli->values[JLN_OPT_FOLLOW_UP] != NULL;
    if (status == JLN_OK)
        status = jln_frame_read(db, m->plan, cli->date, cli->arena, &m->frame, err);
    if (status == JLN_OK && !follow_up) status = find_leads(m, err);
    if (status == JLN_OK && !follow_up) status = find_roles(m, db, err);
    if (status == JLN_OK && follow_up) status = write_follow_up(m, lead, output, err);
    else if (status == JLN_OK)
        status = lead ? write_lead(m, lead, output, err) : write_all(m, output, err);
    if (status != JLN_OK || cli->quiet) return status;
    size_t count = lead || follow_up ? 1 : m->lead_count;
    printf(
        P_("%s : %zu fiche écrite, période %s\n", "%s : %zu fiches écrites, période %s\n", count),
        output, count, m->period.code);
    return jln_say_check(err);
}

jln_status jln_cmd_form(jln_cli *cli, jln_err *err) {
    making m = {.cli = cli};
    jln_db *db = NULL;
    jln_status status = jln_subject_open(cli, cli->args[0], &db, &m.plan, err);
    if (status == JLN_OK) status = make(&m, db, err);
    jln_db_close(db);
    return status;
}
