#include "compute/plan.h"

#include "base/num.h"
#include "base/str.h"
#include "store/read.h"

#include <stdlib.h>
#include <string.h>

/* ---- codes and words ---- */

typedef struct {
    const char *code, *words;
} coded;

static bool find_code(const coded *list, int count, const char *code, int *out) {
    for (int i = 0; i < count; i++)
        if (strcmp(list[i].code, code) == 0) return *out = i, true;
    return false;
}

static const coded stages[JLN_STAGE_COUNT] = {
    {"committed", N_("engagé")},
    {"liquidated", N_("liquidé")},
    {"ordered", N_("ordonnancé")},
    {"paid", N_("payé")},
};

const char *jln_stage_code(jln_stage stage) {
    return stages[stage].code;
}

const char *jln_stage_words(jln_stage stage) {
    return _(stages[stage].words);
}

bool jln_stage_of(const char *code, jln_stage *out) {
    int i;
    if (!find_code(stages, JLN_STAGE_COUNT, code, &i)) return false;
    *out = (jln_stage)i;
    return true;
}

static const coded bases[JLN_BASE_COUNT] = {
    {"planned", N_("coût prévu")},
    {"initial", N_("dotation initiale")},
    {"revised", N_("dotation révisée")},
};

const char *jln_base_code(jln_base base) {
    return bases[base].code;
}

const char *jln_base_words(jln_base base) {
    return _(bases[base].words);
}

bool jln_base_of(const char *code, jln_base *out) {
    int i;
    if (!find_code(bases, JLN_BASE_COUNT, code, &i)) return false;
    *out = (jln_base)i;
    return true;
}

static const coded fundings[JLN_FUNDING_COUNT] = {
    {"announced", N_("annoncé")},
    {"signed", N_("signé")},
    {"notified", N_("notifié")},
    {"received", N_("reçu")},
};

const char *jln_funding_code(jln_funding status) {
    return fundings[status].code;
}

const char *jln_funding_words(jln_funding status) {
    return _(fundings[status].words);
}

bool jln_funding_of(const char *code, jln_funding *out) {
    int i;
    if (!find_code(fundings, JLN_FUNDING_COUNT, code, &i)) return false;
    *out = (jln_funding)i;
    return true;
}

/* ---- look-ups ---- */

uint32_t jln_plan_node(const jln_plan *plan, const char *id) {
    uint32_t low = 0, high = plan->node_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(plan->nodes[plan->by_id[middle]].id, id);
        if (order == 0) return plan->by_id[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return UINT32_MAX;
}

int jln_plan_funder(const jln_plan *plan, const char *id) {
    for (int i = 0; i < plan->funder_count; i++)
        if (strcmp(plan->funders[i].id, id) == 0) return i;
    return -1;
}

const char *jln_plan_structure(const jln_plan *plan, const char *id) {
    for (int i = 0; i < plan->structure_count; i++)
        if (strcmp(plan->structures[i].id, id) == 0) return plan->structures[i].name;
    return id;
}

const char *jln_plan_setting(const jln_plan *plan, const char *key, const char *about) {
    for (int i = 0; i < plan->setting_count; i++)
        if (strcmp(plan->settings[i].key, key) == 0 && strcmp(plan->settings[i].about, about) == 0)
            return plan->settings[i].value;
    return NULL;
}

bool jln_plan_is_leaf(const jln_plan *plan, uint32_t node) {
    return plan->level_count > 0 && plan->nodes[node].level == plan->level_count - 1;
}

const char *jln_plan_node_name(const jln_plan *plan, uint32_t node) {
    const jln_node *n = &plan->nodes[node];
    return n->short_title ? n->short_title : n->title;
}

const char *jln_plan_level_words(const jln_plan *plan, int level, jln_lang lang, bool plural) {
    if (level < 0 || level >= plan->level_count) return _("plan");
    const jln_level *l = &plan->levels[level];
    if (lang == JLN_LANG_EN) return plural ? l->en_plural : l->en;
    return plural ? l->fr_plural : l->fr;
}

const char *jln_plan_funder_name(const jln_plan *plan, int funder, jln_lang lang) {
    const jln_funder *f = &plan->funders[funder];
    return lang == JLN_LANG_EN && f->name_en ? f->name_en : f->name;
}

/* ---- reading ---- */

typedef struct {
    jln_db *db;
    jln_arena *arena;
    jln_plan *plan;
    jln_params params;
    jln_err *err;
    struct list *into; /* the array the query fills */
} reader;

/* A growing array in the arena, one element a row. */
typedef struct list {
    void *items;
    size_t count, capacity, size;
} list;

static void *push(reader *r, list *l) {
    void *grown = jln_arena_grow(r->arena, l->items, &l->capacity, l->count + 1, l->size);
    if (!grown) {
        jln_err_nomem(r->err);
        return NULL;
    }
    l->items = grown;
    return (char *)grown + l->size * l->count++;
}

static const char *keep(reader *r, const jln_cursor *row, int column) {
    return jln_arena_str(r->arena, jln_cursor_text(row, column));
}

static jln_status read_head(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    reader *r = ctx;
    jln_plan *p = r->plan;
    if (strcmp(jln_cursor_text(row, 0), r->params.plan) != 0) return JLN_OK;
    p->name = keep(r, row, 0);
    p->title = keep(r, row, 1);
    p->title_en = keep(r, row, 2);
    p->currency = keep(r, row, 3);
    p->decimals = (int)jln_cursor_int(row, 4);
    p->scale = jln_cursor_int(row, 5);
    p->first_year = (int)jln_cursor_int(row, 6);
    p->last_year = (int)jln_cursor_int(row, 7);
    return JLN_OK;
}

static jln_status read_package(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    reader *r = ctx;
    if (!jln_cursor_int(row, 4) || r->plan->label) return JLN_OK;
    r->plan->is_example = jln_cursor_int(row, 3) != 0;
    r->plan->label = keep(r, row, 5);
    r->plan->label_en = jln_cursor_null(row, 6) ? r->plan->label : keep(r, row, 6);
    return JLN_OK;
}

static jln_status read_level(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    reader *r = ctx;
    jln_level *level = push(r, r->into);
    if (!level) return JLN_ENOMEM;
    *level = (jln_level){keep(r, row, 0), keep(r, row, 1), keep(r, row, 2), keep(r, row, 3),
                         keep(r, row, 4)};
    return JLN_OK;
}

static jln_status read_funder(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    reader *r = ctx;
    jln_funder *f = push(r, r->into);
    if (!f) return JLN_ENOMEM;
    *f = (jln_funder){keep(r, row, 0), keep(r, row, 1), keep(r, row, 2), keep(r, row, 3),
                      (1u << JLN_STAGE_COUNT) - 1};
    return JLN_OK;
}

static jln_status read_structure(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    reader *r = ctx;
    jln_structure *s = push(r, r->into);
    if (!s) return JLN_ENOMEM;
    *s = (jln_structure){keep(r, row, 0), keep(r, row, 1)};
    return JLN_OK;
}

static jln_status read_setting(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    reader *r = ctx;
    jln_setting *s = push(r, r->into);
    if (!s) return JLN_ENOMEM;
    *s = (jln_setting){keep(r, row, 0), keep(r, row, 1), keep(r, row, 2)};
    return JLN_OK;
}

static jln_status each_row(reader *r, jln_query query, jln_row_fn *read, list *into) {
    r->into = into;
    return jln_query_each(r->db, query, &r->params, read, r, r->err);
}

/* A node as the query gives it: by level, siblings together and in order. */
typedef struct {
    jln_node node;
    const char *parent_id;
    uint32_t first_child, next_sibling,
        last_child; /* indexes of raw nodes; 0 is the plan, never a child */
} raw_node;

static jln_status read_result(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    reader *r = ctx;
    raw_node *raw = push(r, r->into);
    if (!raw) return JLN_ENOMEM;
    memset(raw, 0, sizeof *raw);
    jln_node *n = &raw->node;
    n->id = keep(r, row, 0);
    raw->parent_id = jln_cursor_null(row, 1) ? "" : keep(r, row, 1);
    const char *level = jln_cursor_text(row, 2);
    for (n->level = 0; n->level < r->plan->level_count - 1; n->level++)
        if (strcmp(r->plan->levels[n->level].code, level) == 0) break;
    n->position = (int)jln_cursor_int(row, 3);
    n->code_printed = keep(r, row, 4);
    n->title = keep(r, row, 5);
    n->doc = keep(r, row, 6);
    n->line = (int)jln_cursor_int(row, 7);
    n->lead = keep(r, row, 8);
    n->short_title = keep(r, row, 9);
    return JLN_OK;
}

typedef struct {
    const char *id;
    uint32_t index;
} id_entry;

static int by_id(const void *a, const void *b) {
    return strcmp(((const id_entry *)a)->id, ((const id_entry *)b)->id);
}

/* Links each raw node to its parent's list of children. */
static bool link_children(reader *r, raw_node *raw, size_t count) {
    id_entry *sorted = jln_arena_array(r->arena, count, sizeof *sorted);
    if (!sorted) return false;
    for (size_t i = 0; i < count; i++) sorted[i] = (id_entry){raw[i].node.id, (uint32_t)i};
    qsort(sorted, count, sizeof *sorted, by_id);
    for (size_t i = 1; i < count; i++) {
        id_entry key = {raw[i].parent_id, 0};
        const id_entry *found = bsearch(&key, sorted, count, sizeof *sorted, by_id);
        raw_node *parent = &raw[found ? found->index : 0];
        if (parent->last_child) raw[parent->last_child].next_sibling = (uint32_t)i;
        else parent->first_child = (uint32_t)i;
        parent->last_child = (uint32_t)i;
    }
    return true;
}

/* Depth first: levels are few (12 at most), so recursion is shallow. */
static void place(jln_plan *plan, const raw_node *raw, uint32_t from, uint32_t parent) {
    uint32_t at = plan->node_count++;
    jln_node *n = &plan->nodes[at];
    *n = raw[from].node;
    n->parent = parent;
    n->leaf_first = plan->leaf_count;
    if (at > 0 && n->level == plan->level_count - 1) plan->leaves[plan->leaf_count++] = at;
    for (uint32_t child = raw[from].first_child; child; child = raw[child].next_sibling)
        place(plan, raw, child, at);
    plan->nodes[at].leaf_end = plan->leaf_count;
    plan->nodes[at].end = plan->node_count;
}

static jln_status build_chain(reader *r, list *raw) {
    jln_plan *plan = r->plan;
    plan->nodes = jln_arena_array(r->arena, raw->count, sizeof *plan->nodes);
    plan->leaves = jln_arena_array(r->arena, raw->count, sizeof *plan->leaves);
    plan->by_id = jln_arena_array(r->arena, raw->count, sizeof *plan->by_id);
    id_entry *sorted = jln_arena_array(r->arena, raw->count, sizeof *sorted);
    if (!plan->nodes || !plan->leaves || !plan->by_id || !sorted) return jln_err_nomem(r->err);
    if (!link_children(r, raw->items, raw->count)) return jln_err_nomem(r->err);
    place(plan, raw->items, 0, 0);
    for (uint32_t i = 0; i < plan->node_count; i++) sorted[i] = (id_entry){plan->nodes[i].id, i};
    qsort(sorted, plan->node_count, sizeof *sorted, by_id);
    for (uint32_t i = 0; i < plan->node_count; i++) plan->by_id[i] = sorted[i].index;
    return JLN_OK;
}

/* "stages" about a funder: the stages it has, separated by spaces. */
static void apply_stages(jln_plan *plan) {
    for (int i = 0; i < plan->funder_count; i++) {
        const char *value = jln_plan_setting(plan, "stages", plan->funders[i].id);
        if (!value) continue;
        plan->funders[i].stages = 0;
        for (int s = 0; s < JLN_STAGE_COUNT; s++)
            if (strstr(value, stages[s].code)) plan->funders[i].stages |= 1u << s;
    }
}

/* The table of settings has checked it. */
static void apply_scale(jln_plan *plan) {
    const char *value = jln_plan_setting(plan, "scale", "");
    int64_t shown;
    plan->shown =
        value && jln_i64_parse(value, strlen(value), &shown) && shown > 0 ? shown : plan->scale;
}

static jln_status read_lists(reader *r) {
    list levels = {.size = sizeof(jln_level)}, funders = {.size = sizeof(jln_funder)};
    list structures = {.size = sizeof(jln_structure)}, settings = {.size = sizeof(jln_setting)};
    jln_status status = each_row(r, JLN_Q_PLANS, read_head, NULL);
    if (status == JLN_OK) status = each_row(r, JLN_Q_PACKAGES, read_package, NULL);
    if (status == JLN_OK) status = each_row(r, JLN_Q_LEVELS, read_level, &levels);
    if (status == JLN_OK) status = each_row(r, JLN_Q_FUNDERS, read_funder, &funders);
    if (status == JLN_OK) status = each_row(r, JLN_Q_STRUCTURES, read_structure, &structures);
    if (status == JLN_OK) status = each_row(r, JLN_Q_SETTINGS, read_setting, &settings);
    jln_plan *p = r->plan;
    p->levels = levels.items;
    p->level_count = (int)levels.count;
    p->funders = funders.items;
    p->funder_count = (int)funders.count;
    p->structures = structures.items;
    p->structure_count = (int)structures.count;
    p->settings = settings.items;
    p->setting_count = (int)settings.count;
    return status;
}

jln_status jln_plan_read(jln_db *db, const char *name, jln_arena *arena, const jln_plan **out,
                         jln_err *err) {
    jln_status status = jln_plan_exists(db, name, err);
    if (status != JLN_OK) return status;
    jln_plan *plan = jln_arena_alloc(arena, sizeof *plan);
    if (!plan) return jln_err_nomem(err);
    reader r = {db, arena, plan, {.plan = name}, err, NULL};
    list raw = {.size = sizeof(raw_node)};
    status = read_lists(&r);
    raw_node *root = status == JLN_OK ? push(&r, &raw) : NULL;
    if (status == JLN_OK && !root) return JLN_ENOMEM;
    if (root) {
        memset(root, 0, sizeof *root);
        root->node.id = "";
        root->node.level = -1;
        root->node.title = plan->title;
    }
    if (status == JLN_OK) status = each_row(&r, JLN_Q_RESULTS, read_result, &raw);
    if (status == JLN_OK) status = build_chain(&r, &raw);
    if (status != JLN_OK) return status;
    apply_stages(plan);
    apply_scale(plan);
    *out = plan;
    return JLN_OK;
}
