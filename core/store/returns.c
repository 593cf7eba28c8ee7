#include "store/returns.h"

#include "store/sqlite.h"

#include <string.h>

bool jln_return_is_import(const char *package) {
    return strncmp(package, JLN_IMPORT_PREFIX, strlen(JLN_IMPORT_PREFIX)) == 0;
}

static const char list_sql[] = "SELECT r.id, r.period, r.sender, r.due_on, r.received_on, "
                               "r.status, r.package, s.made_by, s.made_on FROM returns "
                               "AS r JOIN periods AS p ON p.plan = r.plan AND p.code = r.period "
                               "LEFT JOIN return_steps AS s ON s.plan = r.plan AND "
                               "s.return_id = r.id AND s.position = (SELECT max(position) FROM "
                               "return_steps AS t WHERE t.plan = r.plan AND "
                               "t.return_id = r.id) WHERE r.plan = :plan ORDER BY p.last_day, "
                               "p.first_day DESC, r.period, r.sender";

static const char *copy(const jln_cursor *row, int column, jln_arena *arena, bool *failed) {
    const char *text = jln_cursor_text(row, column), *kept = jln_arena_str(arena, text);
    if (text && !kept) *failed = true;
    return kept;
}

static jln_status take_row(const jln_cursor *row, jln_arena *arena, jln_return_row *out,
                           jln_err *err) {
    const char **fields[] = {&out->id,      &out->period,      &out->sender,
                             &out->due_on,  &out->received_on, &out->status,
                             &out->package, &out->made_by,     &out->made_on};
    bool failed = false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = copy(row, (int)i, arena, &failed);
    return failed ? jln_err_nomem(err) : JLN_OK;
}

jln_status jln_returns_list(jln_db *db, const char *plan, jln_arena *arena, jln_return_row **out,
                            size_t *count, jln_err *err) {
    jln_cursor *cursor = NULL;
    const jln_params params = {.plan = plan};
    size_t capacity = 0;
    *out = NULL;
    *count = 0;
    jln_status status = jln_cursor_open(db, list_sql, &params, &cursor, err);
    while (status == JLN_OK && (status = jln_cursor_next(cursor, err)) == JLN_ROW) {
        jln_return_row *grown = jln_arena_grow(arena, *out, &capacity, *count + 1, sizeof *grown);
        status = grown ? take_row(cursor, arena, &grown[*count], err) : jln_err_nomem(err);
        if (!grown) break;
        *out = grown;
        ++*count;
    }
    jln_cursor_close(cursor);
    return status;
}

static const char *const step_sql[] = {
    "INSERT INTO return_steps SELECT :plan, :id, coalesce(max(position), 0) + 1, :status, :by, "
    ":day FROM return_steps "
    "WHERE plan = :plan AND return_id = :id",
    "UPDATE returns SET status = :status, received_on = CASE WHEN :status = 'received' THEN :day "
    "ELSE received_on END "
    "WHERE plan = :plan AND id = :id",
};

static jln_status run_step(jln_db *db, const char *sql, const char *const values[5], jln_err *err) {
    static const char *const names[] = {":plan", ":id", ":status", ":by", ":day"};
    sqlite3_stmt *statement = NULL;
    jln_status status = jln_db_prepare(db, sql, &statement, err);
    for (size_t i = 0; status == JLN_OK && i < 5; i++)
        jln_db_bind_text(statement, names[i], values[i]);
    if (status == JLN_OK) status = jln_db_step(db, statement, err);
    sqlite3_finalize(statement);
    return status;
}

jln_status jln_return_step(jln_db *db, const char *plan, const char *id, const char *status,
                           const char *by, const char *day, jln_err *err) {
    const char *const values[] = {plan, id, status, by, day};
    jln_status done = jln_db_exec(db, "SAVEPOINT step", err);
    for (size_t i = 0; done == JLN_OK && i < 2; i++) done = run_step(db, step_sql[i], values, err);
    if (done == JLN_OK) return jln_db_exec(db, "RELEASE step", err);
    sqlite3_exec(db->handle, "ROLLBACK TO step; RELEASE step", NULL, NULL, NULL);
    return done;
}

jln_status jln_import_note(jln_db *db, const jln_import_row *row, jln_err *err) {
    static const char sql[] =
        "INSERT INTO imports (plan, package, file, sender, period, received_on, made_by) VALUES "
        "(:plan, :package, "
        ":file, :sender, :period, :day, :by) ON CONFLICT (package) DO UPDATE SET file = "
        "excluded.file, sender = "
        "excluded.sender, received_on = excluded.received_on, made_by = excluded.made_by";
    const char *const values[][2] = {{":plan", row->plan},     {":package", row->package},
                                     {":file", row->file},     {":sender", row->sender},
                                     {":period", row->period}, {":day", row->received_on},
                                     {":by", row->made_by}};
    sqlite3_stmt *statement = NULL;
    jln_status status = jln_db_prepare(db, sql, &statement, err);
    for (size_t i = 0; status == JLN_OK && i < sizeof values / sizeof *values; i++)
        jln_db_bind_text(statement, values[i][0], values[i][1]);
    if (status == JLN_OK) status = jln_db_step(db, statement, err);
    sqlite3_finalize(statement);
    return status;
}
