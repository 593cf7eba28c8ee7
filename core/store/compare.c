/* What a load corrects, cell by cell: for people who look before they write. */
#include "store/stage.h"

/* "t.activity_id || '|' || t.funder": the key of a row, its parts between bars. */
static void add_key(jln_str *sql, const jln_table *table, const char *alias) {
    const char *joint = "";
    for (size_t i = 0; i < table->column_count; i++) {
        if (!(table->columns[i].flags & JLN_COL_KEY)) continue;
        jln_str_fmt(sql, "%s%s.%s", joint, alias, table->columns[i].name);
        joint = " || '|' || ";
    }
}

static void add_where_absent(jln_str *sql, const jln_table *table, const char *schema,
                             const char *a, const char *b) {
    jln_str_fmt(sql, " AND NOT EXISTS (SELECT 1 FROM %s%s AS %s WHERE ", schema, table->name, b);
    jln_stage_key_match(sql, table, a, b);
    jln_str_add(sql, ")");
}

/* Cells of one column: changed, gone, and new ones of a package that was there before. */
static void add_column(jln_str *sql, const jln_table *table, const char *column) {
    jln_str_add(sql, "SELECT ");
    add_key(sql, table, "t");
    jln_str_fmt(sql,
                " AS key_, '%s' AS column_, t.%s AS before_, s.%s AS after_ FROM main.%s AS t JOIN "
                "stage_%s AS s ON ",
                column, column, column, table->name, table->name);
    jln_stage_key_match(sql, table, "s", "t");
    jln_str_fmt(sql, " WHERE t.package = s.package AND t.%s IS NOT s.%s UNION ALL SELECT ", column,
                column);
    add_key(sql, table, "t");
    jln_str_fmt(sql,
                ", '%s', t.%s, NULL FROM main.%s AS t WHERE t.%s IS NOT NULL AND t.package IN "
                "(SELECT name FROM stage_packages)",
                column, column, table->name, column);
    add_where_absent(sql, table, "stage_", "t", "s");
    jln_str_add(sql, " UNION ALL SELECT ");
    add_key(sql, table, "s");
    jln_str_fmt(sql,
                ", '%s', NULL, s.%s FROM stage_%s AS s WHERE s.%s IS NOT NULL AND s.package IN "
                "(SELECT name FROM main.packages)",
                column, column, table->name, column);
    add_where_absent(sql, table, "main.", "s", "t");
}

static const char *text(sqlite3_stmt *row, int column) {
    return (const char *)sqlite3_column_text(row, column);
}

jln_status jln_load_compare(jln_load *load, const char *name, jln_load_cell_fn *each, void *ctx,
                            jln_err *err) {
    const jln_table *table = jln_table_find(name);
    const char *joint = "";
    jln_str sql = {0};
    sqlite3_stmt *row = NULL;
    for (size_t i = 0; i < table->column_count; i++) {
        const jln_column *c = &table->columns[i];
        if (!jln_stage_stored(c) || (c->flags & JLN_COL_KEY)) continue;
        jln_str_add(&sql, joint);
        add_column(&sql, table, c->name);
        joint = " UNION ALL ";
    }
    jln_str_add(&sql, " ORDER BY key_ COLLATE jln_id, column_");
    jln_status status =
        sql.failed ? jln_err_nomem(err) : jln_db_prepare(load->db, jln_str_c(&sql), &row, err);
    while (status == JLN_OK && (status = jln_db_step(load->db, row, err)) == JLN_ROW) {
        int column = jln_table_column(table, text(row, 1));
        const jln_load_cell cell = {table, text(row, 0), &table->columns[column], text(row, 2),
                                    text(row, 3)};
        status = each(&cell, ctx, err);
    }
    sqlite3_finalize(row);
    jln_str_free(&sql);
    return status;
}
