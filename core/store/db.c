#include "store/sqlite.h"

#include "base/i18n.h"
#include "base/str.h"
#include "store/migrations.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { APPLICATION_ID = 0x4A4C4E31 /* "JLN1" */, BUSY_MS = 5000 };

struct jln_cursor {
    jln_db *db;
    sqlite3_stmt *statement;
    sqlite3_value **values; /* of a row of jln_db_pass; NULL */
};

struct jln_pass {
    jln_pass_fn *each;
    void *ctx;
    jln_status status;
    jln_err *err;
};

/* What SQLite found, for people; NULL when its own words say more. */
static const char *words_of(int code) {
    switch (code) {
    case SQLITE_CORRUPT:
        return _("le fichier de la base est abîmé ; reprendre une copie de sauvegarde");
    case SQLITE_NOTADB:
        return _("ce fichier n'est pas une base, ou il est abîmé");
    case SQLITE_FULL:
        return _("le disque est plein");
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return _("la base ou son dossier est en lecture seule");
    case SQLITE_CANTOPEN:
        return _("le fichier ou son dossier ne s'ouvre pas");
    case SQLITE_IOERR:
        return _("le disque ou le partage ne répond pas comme il faut");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return _("la base est utilisée par un autre programme ; réessayer quand il a fini");
    case SQLITE_TOOBIG:
        return _("une valeur trop grande");
    case SQLITE_INTERRUPT:
        return _("l'opération a été interrompue");
    default:
        return NULL;
    }
}

jln_status jln_db_fail(jln_db *db, const char *what, jln_err *err) {
    int code = sqlite3_errcode(db->handle) & 0xFF;
    const char *words = words_of(code);
    if (code == SQLITE_NOMEM) return jln_err_nomem(err);
    bool machine = code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN ||
                   code == SQLITE_READONLY || code == SQLITE_PERM;
    return jln_err_set(err, machine ? JLN_EIO : JLN_EDB, NULL, "%s : %s", what,
                       words ? words : sqlite3_errmsg(db->handle));
}

jln_status jln_db_exec(jln_db *db, const char *sql, jln_err *err) {
    if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK) return JLN_OK;
    return jln_db_fail(db, _("la base de données refuse l'opération"), err);
}

jln_status jln_db_prepare(jln_db *db, const char *sql, sqlite3_stmt **out, jln_err *err) {
    if (sqlite3_prepare_v2(db->handle, sql, -1, out, NULL) == SQLITE_OK) return JLN_OK;
    return jln_db_fail(db, _("la base de données ne comprend pas une requête"), err);
}

void jln_db_bind_text(sqlite3_stmt *statement, const char *name, const char *text) {
    int index = sqlite3_bind_parameter_index(statement, name);
    if (index && text) sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT);
}

void jln_db_bind_int(sqlite3_stmt *statement, const char *name, int64_t value) {
    int index = sqlite3_bind_parameter_index(statement, name);
    if (index) sqlite3_bind_int64(statement, index, value);
}

jln_status jln_db_step(jln_db *db, sqlite3_stmt *statement, jln_err *err) {
    switch (sqlite3_step(statement)) {
    case SQLITE_ROW:
        return JLN_ROW;
    case SQLITE_DONE:
        return JLN_OK;
    default:
        return jln_db_fail(db, _("la lecture de la base a échoué"), err);
    }
}

static jln_status pragma_int(jln_db *db, const char *sql, int64_t *value, jln_err *err) {
    sqlite3_stmt *statement = NULL;
    jln_status status = jln_db_prepare(db, sql, &statement, err);
    if (status == JLN_OK) status = jln_db_step(db, statement, err);
    if (status == JLN_ROW) *value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status < 0 ? status : JLN_OK;
}

static int compare_ids(void *ctx, int a_length, const void *a, int b_length, const void *b) {
    (void)ctx;
    return jln_str_natural_cmp(a, (size_t)a_length, b, (size_t)b_length);
}

/* jln_row(...): the row goes to who runs the pass. It has no value of its own. */
static void hand_over(sqlite3_context *context, int count, sqlite3_value **values) {
    const jln_db *db = sqlite3_user_data(context);
    const jln_cursor row = {.values = values};
    (void)count;
    if (!db->pass) return;
    db->pass->status = db->pass->each(&row, db->pass->ctx, db->pass->err);
    if (db->pass->status != JLN_OK) sqlite3_result_error_code(context, SQLITE_ABORT);
}

static jln_status harden(jln_db *db, jln_err *err) {
    sqlite3 *h = db->handle;
    sqlite3_busy_timeout(h, BUSY_MS);
    sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_extended_result_codes(h, 1);
    sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 0);
    if (sqlite3_create_collation(h, "jln_id", SQLITE_UTF8, NULL, compare_ids) != SQLITE_OK)
        return jln_db_fail(db, _("la base ne s'ouvre pas"), err);
    if (sqlite3_create_function(h, "jln_row", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, db, hand_over,
                                NULL, NULL) != SQLITE_OK)
        return jln_db_fail(db, _("la base ne s'ouvre pas"), err);
    /* A long stage or sort goes to the disk: memory does not grow with rows. */
    return jln_db_exec(db, "PRAGMA temp_store = FILE", err);
}

static jln_status migrate_from(jln_db *db, int version, jln_err *err) {
    jln_status status = jln_db_exec(db, "BEGIN IMMEDIATE", err);
    for (int i = version; status == JLN_OK && i < jln_migration_count; i++)
        status = jln_db_exec(db, jln_migrations[i], err);
    char stamp[128];
    snprintf(stamp, sizeof stamp, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
             APPLICATION_ID, jln_migration_count);
    if (status == JLN_OK) status = jln_db_exec(db, stamp, err);
    if (status != JLN_OK) sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* An empty file is a new database; anything else must bear our mark and a version we know. */
static jln_status check_version(jln_db *db, const char *path, jln_db_mode mode, jln_err *err) {
    int64_t application = 0, version = 0, tables = 0;
    jln_status status = pragma_int(db, "PRAGMA application_id", &application, err);
    if (status == JLN_OK) status = pragma_int(db, "PRAGMA user_version", &version, err);
    if (status == JLN_OK)
        status = pragma_int(db, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (status != JLN_OK) return status;
    bool empty = tables == 0 && application == 0 && version == 0;
    if (!empty && application != APPLICATION_ID)
        return jln_err_set(err, JLN_EDB, path, "%s",
                           _("ce fichier n'est pas une base de Jalon ; indiquer la bonne base "
                             "avec --db"));
    if (version > jln_migration_count)
        return jln_err_set(err, JLN_EDB, path,
                           _("cette base vient d'une version plus récente de Jalon (schéma %d, ce "
                             "programme connaît %d) ; mettre Jalon à jour"),
                           (int)version, jln_migration_count);
    if (version == jln_migration_count) return JLN_OK;
    if (mode == JLN_DB_READ)
        return jln_err_set(err, JLN_EDB, path, "%s",
                           empty
                               ? _("cette base est vide ; commencer par « jalon load »")
                               : _("cette base est d'un schéma plus ancien ; lancer « jalon load » "
                                   "pour la mettre à niveau"));
    if (empty) {
        status = jln_db_exec(db, "PRAGMA journal_mode = DELETE", err);
        if (status != JLN_OK) return status;
    }
    return migrate_from(db, (int)version, err);
}

static jln_status open_handle(jln_db *db, const char *path, jln_db_mode mode, jln_err *err) {
    struct stat info;
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        return jln_err_set(err, JLN_EIO, path, "%s", _("ce n'est pas un fichier"));
    if (mode == JLN_DB_READ && stat(path, &info) != 0)
        return jln_err_set(
            err, JLN_EIO, path,
            _("la base ne s'ouvre pas (%s) ; charger un plan avec « jalon load », ou "
              "indiquer la base avec --db"),
            strerror(errno));
    int flags = SQLITE_OPEN_NOMUTEX; /* one thread */
    flags |=
        mode == JLN_DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(path, &db->handle, flags, NULL) == SQLITE_OK) return JLN_OK;
    const char *words = db->handle ? words_of(sqlite3_errcode(db->handle) & 0xFF) : NULL;
    return jln_err_set(err, JLN_EIO, path, _("la base ne s'ouvre pas (%s)"),
                       words ? words : "SQLite");
}

/* All that is read belongs to one state of the database, whatever another user loads meanwhile. */
static jln_status hold(jln_db *db, jln_err *err) {
    int64_t version;
    jln_status status = jln_db_exec(db, "BEGIN", err);
    return status == JLN_OK ? pragma_int(db, "PRAGMA user_version", &version, err) : status;
}

jln_status jln_db_open(const char *path, jln_db_mode mode, jln_db **out, jln_err *err) {
    *out = NULL;
    jln_db *db = calloc(1, sizeof *db);
    if (!db) return jln_err_nomem(err);
    jln_status status = open_handle(db, path, mode, err);
    if (status == JLN_OK) status = harden(db, err);
    if (status == JLN_OK) status = check_version(db, path, mode, err);
    if (status == JLN_OK && mode == JLN_DB_READ) status = hold(db, err);
    if (status == JLN_OK) {
        *out = db;
        return JLN_OK;
    }
    if (err && !err->where[0]) snprintf(err->where, sizeof err->where, "%s", path);
    jln_db_close(db);
    return status;
}

void jln_db_close(jln_db *db) {
    if (!db) return;
    sqlite3_close(db->handle);
    free(db);
}

jln_status jln_cursor_open(jln_db *db, const char *sql, const jln_params *params, jln_cursor **out,
                           jln_err *err) {
    *out = NULL;
    jln_cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor) return jln_err_nomem(err);
    cursor->db = db;
    jln_status status = jln_db_prepare(db, sql, &cursor->statement, err);
    if (status != JLN_OK) {
        jln_cursor_close(cursor);
        return status;
    }
    jln_db_bind_text(cursor->statement, ":plan", params->plan);
    jln_db_bind_text(cursor->statement, ":date", params->date);
    jln_db_bind_int(cursor->statement, ":year", params->year);
    *out = cursor;
    return JLN_OK;
}

jln_status jln_cursor_next(jln_cursor *cursor, jln_err *err) {
    return jln_db_step(cursor->db, cursor->statement, err);
}

jln_status jln_db_pass(jln_db *db, const char *sql, const jln_params *params, jln_pass_fn *each,
                       void *ctx, jln_err *err) {
    jln_cursor *cursor = NULL;
    jln_pass pass = {each, ctx, JLN_OK, err};
    jln_err own = {0}; /* of the step, when the row did not say why it stops */
    assert(!db->pass);
    jln_status status = jln_cursor_open(db, sql, params, &cursor, err);
    if (status != JLN_OK) return status;
    db->pass = &pass;
    do status = jln_cursor_next(cursor, &own);
    while (status == JLN_ROW);
    db->pass = NULL;
    jln_cursor_close(cursor);
    if (pass.status != JLN_OK) return pass.status;
    return status == JLN_OK
               ? JLN_OK
               : jln_err_set(err, status, own.where[0] ? own.where : NULL, "%s", own.message);
}

int jln_cursor_columns(const jln_cursor *cursor) {
    return sqlite3_column_count(cursor->statement);
}

const char *jln_cursor_name(const jln_cursor *cursor, int column) {
    return sqlite3_column_name(cursor->statement, column);
}

bool jln_cursor_null(const jln_cursor *cursor, int column) {
    return (cursor->values ? sqlite3_value_type(cursor->values[column])
                           : sqlite3_column_type(cursor->statement, column)) == SQLITE_NULL;
}

int64_t jln_cursor_int(const jln_cursor *cursor, int column) {
    if (cursor->values) return sqlite3_value_int64(cursor->values[column]);
    return sqlite3_column_int64(cursor->statement, column);
}

const char *jln_cursor_text(const jln_cursor *cursor, int column) {
    if (cursor->values) return (const char *)sqlite3_value_text(cursor->values[column]);
    return (const char *)sqlite3_column_text(cursor->statement, column);
}

void jln_cursor_close(jln_cursor *cursor) {
    if (!cursor) return;
    sqlite3_finalize(cursor->statement);
    free(cursor);
}
