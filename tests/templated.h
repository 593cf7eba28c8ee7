/* For tests of templates: the real plan and its fictional returns, the documents our templates make
 * of them. */
#ifndef JLN_TESTS_TEMPLATED_H
#define JLN_TESTS_TEMPLATED_H

#include "compute/engine.h"
#include "doc/template.h"
#include "loaded.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define PLAN         "pan-eps-2011-2015"

static const char *const both[LOADED_MAX] = {"data/pan-eps-2011-2015",
                                             "data/demo-pan-eps-2011-2013", "data/reference-mali"};

static jln_arena *arena;
static jln_db *db;
static const jln_plan *plan;
static jln_engine *engine;

static inline void open_plan(void) {
    jln_err err = {0};
    const jln_engine_options options = {.date = "2014-03-31"};
    make_scratch();
    arena = jln_arena_new();
    db = load_good(in_scratch("pan.db"), both, arena);
    ck_assert_msg(jln_plan_read(db, PLAN, arena, &plan, &err) == JLN_OK, "%s", err.message);
    ck_assert_msg(jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err) == JLN_OK,
                  "%s", err.message);
}

static inline void close_plan(void) {
    jln_engine_close(engine);
    jln_db_close(db);
    jln_arena_free(arena);
    remove_scratch();
}

static inline jln_doc *shipped(const char *name, int year, jln_lang lang) {
    jln_err err = {0};
    jln_doc *doc = NULL;
    char path[64];
    snprintf(path, sizeof path, "templates/%s.lua", name);
    jln_status status = jln_template_build(path, path, db, engine, plan, year, lang, &doc, &err);
    ck_assert_msg(status == JLN_OK, "%s %d: %s %s", name, year, err.where, err.message);
    return doc;
}

static inline const jln_cell *cell_of(const jln_doc *doc, const char *table, const char *row,
                                      const char *column) {
    jln_cell_place place;
    jln_doc_index *index = jln_doc_index_new(doc);
    ck_assert_msg(index && jln_doc_find(index, (jln_cell_ref){table, row, column}, &place),
                  "%s/%s/%s", table, row, column);
    return place.cell;
}

static inline const jln_block *block_with(const jln_doc *doc, const char *words) {
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *b = &doc->blocks[i];
        const char *text = b->kind == JLN_BLOCK_TEXT      ? b->text.text
                           : b->kind == JLN_BLOCK_HEADING ? b->heading.text
                                                          : NULL;
        if (text && strstr(text, words)) return b;
    }
    return NULL;
}

#endif
