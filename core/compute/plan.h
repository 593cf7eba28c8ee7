/* A plan in memory: its chain as dense arrays in reading order, its levels, funders, years and
 * settings.
 *
 * Node 0 is the whole plan (empty id). Nodes follow depth first, in printed order, so that the
 * descendants of node i are nodes i + 1 .. end(i) - 1, and the leaves (activities) below it are a
 * contiguous range of leaf numbers. */
#ifndef JLN_COMPUTE_PLAN_H
#define JLN_COMPUTE_PLAN_H

#include "base/arena.h"
#include "base/i18n.h"
#include "model/package.h"
#include "store/db.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *id; /* "" for the plan */
    uint32_t parent;
    uint32_t end; /* first node after its descendants */
    uint32_t leaf_first,
        leaf_end; /* leaf numbers [first, end) below it, itself included when a leaf */
    int level;    /* index into levels; -1 for the plan */
    int position;
    const char *code_printed, *title;
    const char *short_title; /* NULL when the document gives none */
    const char *doc;
    int line;
    const char *lead; /* id of the structure that answers for it; NULL */
} jln_node;

typedef struct {
    const char *id, *name, *name_en, *label_printed;
    unsigned stages; /* bit s set: the funder has stage s (settings; all when nothing is said) */
} jln_funder;

typedef enum {
    JLN_STAGE_COMMITTED,
    JLN_STAGE_LIQUIDATED,
    JLN_STAGE_ORDERED,
    JLN_STAGE_PAID,
    JLN_STAGE_COUNT
} jln_stage;
typedef enum { JLN_BASE_PLANNED, JLN_BASE_INITIAL, JLN_BASE_REVISED, JLN_BASE_COUNT } jln_base;
typedef enum {
    JLN_FUNDING_ANNOUNCED,
    JLN_FUNDING_SIGNED,
    JLN_FUNDING_NOTIFIED,
    JLN_FUNDING_RECEIVED,
    JLN_FUNDING_COUNT
} jln_funding;

typedef struct {
    const char *key, *about, *value;
} jln_setting;

typedef struct {
    const char *id, *name;
} jln_structure;

typedef struct {
    const char *name, *title, *title_en;
    const char *currency;
    int decimals;
    int64_t scale; /* units in one unit the document prints */
    int64_t shown; /* units in one unit of our reports: the setting "scale", else the document's */
    int first_year, last_year;
    const jln_level *levels;
    int level_count;
    jln_node *nodes;
    uint32_t node_count;
    uint32_t *leaves; /* leaf number -> node */
    uint32_t leaf_count;
    uint32_t *by_id; /* nodes sorted by id, for jln_plan_node */
    jln_funder *funders;
    int funder_count;
    jln_structure *structures; /* sorted by id */
    int structure_count;
    jln_setting *settings;
    int setting_count;
    const char
        *label; /* words that mark fictional data used for this plan; NULL when all is real */
    const char *label_en;
    bool is_example; /* the plan itself is made up, not only figures given with it */
} jln_plan;

/* Reads a plan whole; everything lives in `arena`. JLN_ENOTFOUND when there is none of that name.
 */
jln_status jln_plan_read(jln_db *db, const char *name, jln_arena *arena, const jln_plan **out,
                         jln_err *err);

/* The node of an id ("" is the plan); UINT32_MAX when there is none. O(log n). */
uint32_t jln_plan_node(const jln_plan *plan, const char *id);

/* Index of a funder; -1. */
int jln_plan_funder(const jln_plan *plan, const char *id);

/* Name of a structure, its id when unknown. */
const char *jln_plan_structure(const jln_plan *plan, const char *id);

/* Value of a setting about `about` ("" for the plan); NULL when not set. */
const char *jln_plan_setting(const jln_plan *plan, const char *key, const char *about);

/* Level of the leaves. */
bool jln_plan_is_leaf(const jln_plan *plan, uint32_t node);

/* The node in a few words when the document has them, else its title. */
const char *jln_plan_node_name(const jln_plan *plan, uint32_t node);

/* Words of a level in a language: "axe", "axes"; "plan" for -1 and for a level the plan does not
 * have. */
const char *jln_plan_level_words(const jln_plan *plan, int level, jln_lang lang, bool plural);

const char *jln_plan_funder_name(const jln_plan *plan, int funder, jln_lang lang);

/* Fixed codes and words on screen of stages, bases and funding statuses. */
const char *jln_stage_code(jln_stage stage);
const char *jln_stage_words(jln_stage stage);
bool jln_stage_of(const char *code, jln_stage *out);
const char *jln_base_code(jln_base base);
const char *jln_base_words(jln_base base);
bool jln_base_of(const char *code, jln_base *out);
const char *jln_funding_code(jln_funding status);
const char *jln_funding_words(jln_funding status);
bool jln_funding_of(const char *code, jln_funding *out);

#endif
