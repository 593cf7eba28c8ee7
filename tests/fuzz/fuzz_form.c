/* Any bytes as a return or a follow-up in CSV: what is read of it may be sent to the store. */
#include "base/utf8.h"
#include "form/form.h"
#include "import/package.h"
#include "store/load.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[] = "/tmp/jalon-fuzz-XXXXXX.csv";
static char database[] = "/tmp/jalon-fuzz-XXXXXX";
static jln_form_known known;

static void clean_up(void) {
    unlink(path);
    unlink(database);
}

static void need(bool good) {
    if (!good) abort();
}

static jln_status load(jln_db *db, jln_arena *arena, jln_err *err) {
    static jln_package package;
    jln_diag diag = {.limit = 1};
    jln_load_report report;
    jln_load *filling = NULL;
    jln_status status = jln_package_read("data/pan-eps-2011-2015", arena, &package, err);
    if (status == JLN_OK) status = jln_load_begin(db, arena, &diag, &filling, err);
    if (status != JLN_OK) return status;
    const jln_sink sink = jln_load_sink(filling);
    status = jln_package_send(&package, arena, &sink, &diag, err);
    if (status == JLN_OK) status = jln_load_apply(filling, &report, err);
    jln_load_end(filling);
    return status;
}

/* The real plan, once. */
static void prepare(void) {
    jln_db *db = NULL;
    jln_err err = {0};
    if (known.plan) return;
    jln_arena *arena = jln_arena_new();
    int file = mkstemps(path, 4), other = mkstemp(database);
    need(arena && file >= 0 && other >= 0);
    close(file);
    close(other);
    atexit(clean_up);
    unlink(database);
    need(jln_db_open(database, JLN_DB_WRITE, &db, &err) == JLN_OK);
    need(load(db, arena, &err) == JLN_OK);
    need(jln_plan_read(db, "pan-eps-2011-2015", arena, &known.plan, &err) == JLN_OK);
    need(jln_facts_read(db, known.plan, "2015-01-11", NULL, arena, &known.facts, &err) == JLN_OK);
    need(jln_frame_read(db, known.plan, "2015-01-11", arena, &known.frame, &err) == JLN_OK);
    jln_db_close(db);
}

static jln_status take_package(void *ctx, const jln_package *package, jln_err *err) {
    (void)ctx, (void)err;
    need(package->name && package->title && package->plan);
    return JLN_OK;
}

static jln_status take_file(void *ctx, const jln_table *table, const char *file, const int *places,
                            jln_err *err) {
    (void)ctx, (void)places, (void)err;
    need(table && file);
    return JLN_OK;
}

/* What the store may count on. */
static jln_status take_row(void *ctx, const jln_row *row, jln_err *err) {
    (void)ctx, (void)err;
    for (size_t i = 0; i < row->table->column_count; i++) {
        const jln_field *field = &row->fields[i];
        const jln_column *column = &row->table->columns[i];
        bool derived = column->flags & JLN_COL_DERIVED;
        need(derived || !(column->flags & JLN_COL_REQUIRED) || field->tag != JLN_FIELD_NULL);
        need(field->tag != JLN_FIELD_TEXT ||
             jln_utf8_valid(field->text, strlen(field->text), NULL));
    }
    return JLN_OK;
}

static void send_form(jln_form *form) {
    const jln_sink sink = {NULL, take_package, take_file, take_row};
    const jln_form_sending sending = {.package = "import:x",
                                      .status = "received",
                                      .received_on = "2015-01-11",
                                      .known = &known,
                                      .announce = true};
    jln_err err = {0};
    need(jln_form_send(form, &sending, &sink, &err) == JLN_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    prepare();
    int file = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    need(file >= 0 && write(file, data, size) == (ssize_t)size);
    close(file);
    jln_err err = {0};
    jln_form *form = NULL;
    jln_arena *arena = jln_arena_new();
    need(arena != NULL);
    jln_status status = jln_form_open(path, arena, &form, &err);
    if (status == JLN_OK) {
        jln_form_key *key = jln_form_key_of(form);
        key->return_id = "R2014-X";
        key->due_on = "2015-01-31";
        status = jln_form_period_find(known.facts, 2014, NULL, arena, &key->period, &err);
        if (status == JLN_OK) status = jln_form_read(form, &known, &err);
        need(status == JLN_OK || err.message[0] || jln_form_remark_count(form));
        if (status == JLN_OK) send_form(form);
    }
    need(status == JLN_OK || status == JLN_EDATA);
    jln_form_close(form);
    jln_arena_free(arena);
    return 0;
}
