/* Ten million rows of spending: every node by year, against a bare sqlite3_step over the same rows.
 * JLN_BENCH_ROWS (in millions, 10 when not set) makes it shorter. */
#include "bench.h"

#include "compute/engine.h"
#include "import/package.h"
#include "store/load.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    AXES = 10,
    OUTPUTS = 20,
    FIRST = 2011,
    YEARS = 5,
    FUNDERS = 5,
    ROWS_EACH = FUNDERS * YEARS * 2 * 4
};

typedef struct {
    char folder[64], db_path[96];
    int activities; /* below one output */
    int64_t rows;
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
    "\"resources\":[{\"name\":\"results\",\"path\":\"results.csv\"},{\"name\":\"structures\","
    "\"path\":\"structures.csv\"},"
    "{\"name\":\"funders\",\"path\":\"funders.csv\"},{\"name\":\"budgets\",\"path\":\"budgets."
    "csv\"},"
    "{\"name\":\"periods\",\"path\":\"periods.csv\"},{\"name\":\"returns\",\"path\":\"returns."
    "csv\"}]}\n";

static FILE *create(const bench *b, const char *name, const char *header) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", b->folder, name);
    FILE *file = fopen(path, "w");
    bench_need(file != NULL, path);
    fputs(header, file);
    return file;
}

static void close_file(FILE *file) {
    bench_need(fclose(file) == 0, "disk");
}

static void write_chain(const bench *b) {
    FILE *results =
        create(b, "results.csv", "id,parent_id,level,position,code_printed,title,doc,line\n");
    FILE *budgets = create(b, "budgets.csv", "activity_id,year,printed,doc,line\n");
    for (int a = 1; a <= AXES; a++) {
        fprintf(results, "%d,,axis,%d,%d,Axe,d,1\n", a, a, a);
        for (int o = 1; o <= OUTPUTS; o++) {
            fprintf(results, "%d.%d,%d,output,%d,,Extrant,d,1\n", a, o, a, o);
            for (int i = 1; i <= b->activities; i++) {
                fprintf(results, "%d.%d.%d,%d.%d,activity,%d,,Activité,d,1\n", a, o, i, a, o, i);
                for (int y = 0; y < YEARS; y++)
                    fprintf(budgets, "%d.%d.%d,%d,1000,d,1\n", a, o, i, FIRST + y);
            }
        }
    }
    close_file(results);
    close_file(budgets);
}

static void write_package(const bench *b) {
    close_file(create(b, "datapackage.json", descriptor));
    write_chain(b);
    close_file(create(b, "structures.csv", "id,name,doc,line\nS,Structure,,\n"));
    FILE *funders = create(b, "funders.csv", "id,position,name,label_printed\n");
    for (int f = 1; f <= FUNDERS; f++) fprintf(funders, "source-%d,%d,Source,\n", f, f);
    close_file(funders);
    FILE *periods = create(b, "periods.csv", "code,year,first_day,last_day,closed\n");
    FILE *returns =
        create(b, "returns.csv", "id,period,sender,due_on,received_on,status,comment\n");
    for (int y = FIRST; y < FIRST + YEARS; y++) {
        fprintf(periods, "%d,%d,%d-01-01,%d-12-31,true\n%d-S1,%d,%d-01-01,%d-06-30,true\n", y, y, y,
                y, y, y, y, y);
        fprintf(
            returns,
            "R%d,%d,S,%d-01-31,%d-01-31,validated,\nR%d-S1,%d-S1,S,%d-07-31,%d-07-31,validated,\n",
            y, y, y + 1, y + 1, y, y, y, y);
    }
    close_file(periods);
    close_file(returns);
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

/* The rows themselves go straight into the table, in the order of its key: loading is not what is
 * measured here. */
static void fill(const bench *b) {
    sqlite3 *handle = NULL;
    bench_need(sqlite3_open(b->db_path, &handle) == SQLITE_OK, "sqlite3_open");
    int code = sqlite3_exec(
        handle,
        "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA foreign_keys = OFF; BEGIN;"
        "WITH stages (stage) AS (VALUES ('committed'), ('liquidated'), ('ordered'), ('paid'))"
        "INSERT INTO spending SELECT 'banc', 'banc', r.id, f.id, p.code, s.stage, 'number', 100 + "
        "length(r.id), 'R' || p.code, "
        "NULL FROM (SELECT id FROM results WHERE plan = 'banc' AND level = 'activity' ORDER BY id) "
        "AS r CROSS JOIN (SELECT id "
        "FROM funders WHERE plan = 'banc' ORDER BY id) AS f CROSS JOIN (SELECT code FROM periods "
        "WHERE plan = 'banc' ORDER BY "
        "code) AS p CROSS JOIN stages AS s; COMMIT;",
        NULL, NULL, NULL);
    bench_need(code == SQLITE_OK, sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

/* ---- all nodes and years of the plan ---- */

static const jln_measure paid = {JLN_M_SPENT, JLN_STAGE_PAID};

static void sum_all(bench *b, jln_engine *engine) {
    b->total = 0;
    for (int y = 0; y < YEARS; y++)
        for (uint32_t node = 0; node < b->plan->node_count; node++) {
            jln_value v = jln_engine_sum(engine, paid, (jln_place){node, -1, FIRST + y});
            b->total += (int64_t)v.number.num;
        }
}

static void our_roll_up(void *ctx) {
    bench *b = ctx;
    jln_err err = {0};
    const jln_engine_options options = {.date = "2017-03-31"};
    jln_engine_close(b->engine);
    b->engine = NULL;
    bench_need(jln_engine_open(b->db, b->plan, "lua-indicators", &options, &b->engine, &err) ==
                   JLN_OK,
               err.message);
    sum_all(b, b->engine);
}

static void our_second(void *ctx) {
    sum_all(ctx, ((bench *)ctx)->engine);
}

/* The same columns as ours, stepped over and not looked at. */
static void bare_step(void *ctx) {
    bench *b = ctx;
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t rows = 0;
    bench_need(sqlite3_open(b->db_path, &handle) == SQLITE_OK, "sqlite3_open");
    sqlite3_prepare_v2(handle,
                       "SELECT activity_id, funder, period, stage, state, amount, return_id FROM "
                       "spending WHERE plan = 'banc'",
                       -1, &statement, NULL);
    while (sqlite3_step(statement) == SQLITE_ROW) rows++;
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    bench_need(rows == b->rows, "rows");
}

/* ---- the cost of one value ---- */

static void our_rates(void *ctx) {
    bench *b = ctx;
    jln_err err = {0};
    const jln_indicator *indicator = NULL;
    jln_result r;
    bench_need(jln_engine_find(b->engine, "taux-execution-financiere", &indicator, &err) == JLN_OK,
               err.message);
    for (uint32_t node = 0; node < b->plan->node_count; node++)
        bench_need(jln_engine_value(b->engine, indicator, (jln_place){node, -1, FIRST}, &r, &err) ==
                       JLN_OK,
                   err.message);
}

/* The same sums, node by node, over arrays of integers made for the purpose. */
static void hand_written(void *ctx) {
    bench *b = ctx;
    const jln_facts *f = jln_engine_facts(b->engine);
    uint32_t leaves = b->plan->leaf_count;
    int64_t *spent = calloc(leaves, sizeof *spent), *base = calloc(leaves, sizeof *base);
    bench_need(spent && base, "memory");
    for (uint32_t leaf = 0; leaf < leaves; leaf++) {
        base[leaf] = jln_facts_base(f, JLN_BASE_PLANNED, leaf, FIRST)->amount;
        for (size_t i = 0; i < f->spent[leaf].count; i++) {
            const jln_spent *s = &f->spent[leaf].rows[i];
            if (f->periods[s->period].year == FIRST && s->stage == JLN_STAGE_PAID)
                spent[leaf] += s->amount;
        }
    }
    volatile double kept = 0;
    for (uint32_t node = 0; node < b->plan->node_count; node++) {
        const jln_node *n = &b->plan->nodes[node];
        int64_t up = 0, down = 0;
        for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end; leaf++)
            if (base[leaf] > 0) up += spent[leaf], down += base[leaf];
        kept += down ? (double)up / (double)down : 0;
    }
    free(spent);
    free(base);
}

static void remove_all(bench *b) {
    static const char *const made[] = {"datapackage.json", "results.csv", "structures.csv",
                                       "funders.csv",      "budgets.csv", "periods.csv",
                                       "returns.csv",      "banc.db"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", b->folder, made[i]);
        unlink(path);
    }
    rmdir(b->folder);
}

int main(void) {
    bench b = {.folder = "/tmp/jalon-bench-XXXXXX", .arena = jln_arena_new()};
    const char *millions = getenv("JLN_BENCH_ROWS");
    jln_err err = {0};
    b.activities = (millions ? atoi(millions) : 10) * 1000000 / ROWS_EACH / (AXES * OUTPUTS);
    b.rows = (int64_t)b.activities * AXES * OUTPUTS * ROWS_EACH;
    bench_need(b.activities > 0 && b.arena && mkdtemp(b.folder), "no temporary folder");
    snprintf(b.db_path, sizeof b.db_path, "%s/banc.db", b.folder);
    write_package(&b);
    bench_need(jln_db_open(b.db_path, JLN_DB_WRITE, &b.db, &err) == JLN_OK, err.message);
    load(&b);
    fill(&b);
    bench_need(jln_plan_read(b.db, "banc", b.arena, &b.plan, &err) == JLN_OK, err.message);
    printf("%lld rows of spending, %u nodes, %d years\n", (long long)b.rows, b.plan->node_count,
           YEARS);
    bench_ratio("every node by year, once / bare sqlite3_step over the same rows", our_roll_up,
                bare_step, &b);
    double once = bench_time(our_roll_up, &b), again = bench_time(our_second, &b);
    printf("  once %.2f s, afterwards %.1f ms\n", once, again * 1e3);
    bench_ratio("a rate at every node, in Lua / the same sums in C by hand", our_rates,
                hand_written, &b);
    printf("  %.2f microseconds a value\n", bench_time(our_rates, &b) * 1e6 / b.plan->node_count);
    jln_engine_close(b.engine);
    jln_db_close(b.db);
    jln_arena_free(b.arena);
    remove_all(&b);
    return 0;
}
