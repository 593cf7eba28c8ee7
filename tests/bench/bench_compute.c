/* Reading and adding up a plan of ten thousand activities, against the bare rows and a loop written
 * by hand. */
#include "bench.h"

#include "compute/engine.h"
#include "import/package.h"
#include "store/load.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { AXES = 10, OUTPUTS = 20, ACTIVITIES = 50, FIRST = 2011, YEARS = 5 };

typedef struct {
    char folder[64], db_path[96];
    jln_arena *arena;
    jln_db *db;
    const jln_plan *plan;
    jln_engine *engine;
    int64_t total;
} bench;

static const char descriptor[] =
    "{\"name\":\"banc\",\"title\":\"Banc "
    "d'essai\",\"sources\":[{\"id\":\"d\",\"title\":\"Aucun\"}],\"jalon\":{\"kind\":\"plan\","
    "\"real\":false,\"label\":\"Banc "
    "d'essai\",\"currency\":\"XOF\",\"first_year\":2011,\"last_year\":2015,\"levels\":["
    "{\"code\":\"axis\",\"fr\":\"axe\",\"fr_plural\":\"axes\",\"en\":\"axis\",\"en_plural\":"
    "\"axes\"},"
    "{\"code\":\"output\",\"fr\":\"extrant\",\"fr_plural\":\"extrants\",\"en\":\"output\",\"en_"
    "plural\":\"outputs\"},"
    "{\"code\":\"activity\",\"fr\":\"activité\",\"fr_plural\":\"activités\",\"en\":\"activity\","
    "\"en_plural\":\"activities\"}]},"
    "\"resources\":[{\"name\":\"results\",\"path\":\"results.csv\"},{\"name\":\"budgets\",\"path\":"
    "\"budgets.csv\"}]}\n";

static FILE *create(const bench *b, const char *name) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", b->folder, name);
    FILE *file = fopen(path, "w");
    bench_need(file != NULL, path);
    return file;
}

static void write_package(const bench *b) {
    FILE *json = create(b, "datapackage.json"), *results = create(b, "results.csv"),
         *budgets = create(b, "budgets.csv");
    fputs(descriptor, json);
    fputs("id,parent_id,level,position,code_printed,title,doc,line\n", results);
    fputs("activity_id,year,printed,doc,line\n", budgets);
    for (int a = 1; a <= AXES; a++) {
        fprintf(results, "%d,,axis,%d,%d,Axe,d,1\n", a, a, a);
        for (int o = 1; o <= OUTPUTS; o++) {
            fprintf(results, "%d.%d,%d,output,%d,,Extrant,d,1\n", a, o, a, o);
            for (int i = 1; i <= ACTIVITIES; i++) {
                fprintf(results, "%d.%d.%d,%d.%d,activity,%d,,Activité,d,1\n", a, o, i, a, o, i);
                for (int y = 0; y < YEARS; y++)
                    fprintf(budgets, "%d.%d.%d,%d,%d,d,1\n", a, o, i, FIRST + y,
                            a * 1000 + o * 10 + i);
            }
        }
    }
    bench_need(fclose(json) == 0 && fclose(results) == 0 && fclose(budgets) == 0, "disk");
}

static void load(bench *b) {
    jln_err err = {0};
    jln_load *load = NULL;
    jln_load_report report;
    jln_diag diag = {.limit = 5};
    jln_package package;
    jln_status status = jln_package_read(b->folder, b->arena, &package, &err);
    if (status == JLN_OK) status = jln_load_begin(b->db, b->arena, &diag, &load, &err);
    if (status == JLN_OK) {
        jln_sink sink = jln_load_sink(load);
        status = jln_package_send(&package, b->arena, &sink, &diag, &err);
    }
    if (status == JLN_OK) status = jln_load_apply(load, &report, &err);
    jln_load_end(load);
    bench_need(status == JLN_OK, err.message);
}

/* ---- all nodes and years of the plan ---- */

static void our_roll_up(void *ctx) {
    bench *b = ctx;
    jln_err err = {0};
    const jln_engine_options options = {.date = "2014-03-31"};
    jln_engine *engine = NULL;
    bench_need(jln_engine_open(b->db, b->plan, NULL, &options, &engine, &err) == JLN_OK,
               err.message);
    b->total = 0;
    for (int y = 0; y < YEARS; y++)
        for (uint32_t node = 0; node < b->plan->node_count; node++) {
            jln_value v = jln_engine_sum(engine, (jln_measure){JLN_M_BASE, JLN_BASE_PLANNED},
                                         (jln_place){node, -1, FIRST + y});
            b->total += (int64_t)v.number.num;
        }
    jln_engine_close(engine);
}

static void bare_step(void *ctx) {
    bench *b = ctx;
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t total = 0;
    bench_need(sqlite3_open(b->db_path, &handle) == SQLITE_OK, "sqlite3_open");
    sqlite3_prepare_v2(handle, "SELECT activity_id, year, amount FROM budgets WHERE plan = 'banc'",
                       -1, &statement, NULL);
    while (sqlite3_step(statement) == SQLITE_ROW)
        total += sqlite3_column_int64(statement, 2) + (sqlite3_column_text(statement, 0) != NULL);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    bench_need(total > 0, "no row");
}

/* ---- one rate of the whole plan, from Lua ---- */

enum { TIMES = 200 };

static void our_rate(void *ctx) {
    bench *b = ctx;
    jln_err err = {0};
    const jln_indicator *indicator = NULL;
    jln_result r;
    bench_need(jln_engine_find(b->engine, "taux-execution-financiere", &indicator, &err) == JLN_OK,
               err.message);
    for (int i = 0; i < TIMES; i++)
        bench_need(jln_engine_value(b->engine, indicator, (jln_place){0, -1, FIRST + i % YEARS}, &r,
                                    &err) == JLN_OK,
                   err.message);
}

static void bare_rate(void *ctx) {
    bench *b = ctx;
    const jln_facts *facts = jln_engine_facts(b->engine);
    volatile int64_t kept = 0;
    for (int i = 0; i < TIMES; i++) {
        int64_t sum = 0;
        for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
            const jln_amount *a = jln_facts_base(facts, JLN_BASE_PLANNED, leaf, FIRST + i % YEARS);
            if (a->state == JLN_NUMBER && a->amount > 0) sum += a->amount;
        }
        kept += sum;
    }
}

int main(void) {
    bench b = {.folder = "/tmp/jalon-bench-XXXXXX", .arena = jln_arena_new()};
    jln_err err = {0};
    bench_need(b.arena && mkdtemp(b.folder), "no temporary folder");
    snprintf(b.db_path, sizeof b.db_path, "%s/banc.db", b.folder);
    write_package(&b);
    bench_need(jln_db_open(b.db_path, JLN_DB_WRITE, &b.db, &err) == JLN_OK, err.message);
    load(&b);
    bench_need(jln_plan_read(b.db, "banc", b.arena, &b.plan, &err) == JLN_OK, err.message);
    const jln_engine_options options = {.date = "2014-03-31"};
    bench_need(jln_engine_open(b.db, b.plan, "lua-indicators", &options, &b.engine, &err) == JLN_OK,
               err.message);
    bench_ratio("50000 cells read and added up for every node / bare sqlite3_step", our_roll_up,
                bare_step, &b);
    bench_ratio("a rate over 10000 activities, in Lua / the same loop in C", our_rate, bare_rate,
                &b);
    jln_engine_close(b.engine);
    jln_db_close(b.db);
    jln_arena_free(b.arena);
    static const char *const made[] = {"datapackage.json", "results.csv", "budgets.csv", "banc.db"};
    for (int i = 0; i < 4; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", b.folder, made[i]);
        unlink(path);
    }
    rmdir(b.folder);
    return 0;
}
