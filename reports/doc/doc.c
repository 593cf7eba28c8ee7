#include "doc/doc.h"

#include <string.h>

jln_doc *jln_doc_new(jln_lang lang) {
    jln_arena *arena = jln_arena_new();
    jln_doc *doc = arena ? jln_arena_alloc(arena, sizeof *doc) : NULL;
    if (!doc) {
        jln_arena_free(arena);
        return NULL;
    }
    doc->arena = arena;
    doc->lang = lang;
    doc->colours[0] = doc->colours[1] = JLN_COLOUR_OURS;
    return doc;
}

void jln_doc_free(jln_doc *doc) {
    if (doc) jln_arena_free(doc->arena);
}

jln_block *jln_doc_add(jln_doc *doc, jln_block_kind kind, unsigned formats) {
    jln_block *blocks = jln_arena_grow(doc->arena, doc->blocks, &doc->block_capacity,
                                       doc->block_count + 1, sizeof *blocks);
    if (!blocks) return NULL;
    doc->blocks = blocks;
    jln_block *block = &blocks[doc->block_count++];
    memset(block, 0, sizeof *block);
    block->kind = kind;
    block->formats = formats;
    return block;
}

/* Copies a text that may be NULL; false when out of memory. */
static bool keep(jln_arena *arena, const char **text) {
    if (!*text) return true;
    *text = jln_arena_str(arena, *text);
    return *text != NULL;
}

static jln_doc_column *copy_columns(jln_arena *arena, const jln_doc_column *columns, size_t count) {
    jln_doc_column *copy = jln_arena_array(arena, count, sizeof *copy);
    for (size_t i = 0; copy && i < count; i++) {
        copy[i] = columns[i];
        if (!keep(arena, &copy[i].key) || !keep(arena, &copy[i].title)) return NULL;
        if (!keep(arena, &copy[i].group) || !keep(arena, &copy[i].unit)) return NULL;
    }
    return copy;
}

jln_doc_table *jln_doc_table_add(jln_doc *doc, unsigned formats, const char *key, const char *title,
                                 const jln_doc_column *columns, size_t count) {
    jln_doc_table *table = jln_arena_alloc(doc->arena, sizeof *table);
    if (!table) return NULL;
    table->key = key;
    table->title = title;
    table->columns = copy_columns(doc->arena, columns, count);
    table->column_count = count;
    if (!table->columns || !keep(doc->arena, &table->key) || !keep(doc->arena, &table->title))
        return NULL;
    jln_block *block = jln_doc_add(doc, JLN_BLOCK_TABLE, formats);
    if (!block) return NULL;
    block->table = table;
    return table;
}

jln_doc_row *jln_doc_row_add(jln_doc *doc, jln_doc_table *table, const char *key, jln_row_role role,
                             int level) {
    jln_doc_row *rows = jln_arena_grow(doc->arena, table->rows, &table->row_capacity,
                                       table->row_count + 1, sizeof *rows);
    jln_cell *cells = jln_arena_array(doc->arena, table->column_count, sizeof *cells);
    if (rows) table->rows = rows;
    if (!rows || !cells || !keep(doc->arena, &key)) return NULL;
    for (size_t i = 0; i < table->column_count; i++)
        cells[i].value = jln_value_none(JLN_NA, JLN_REASON_NONE);
    jln_doc_row *row = &rows[table->row_count++];
    *row = (jln_doc_row){.key = key, .role = role, .level = level, .cells = cells};
    return row;
}

uint16_t jln_doc_note(jln_doc *doc, jln_doc_table *table, const char *text) {
    for (size_t i = 0; i < table->note_count; i++)
        if (strcmp(table->notes[i], text) == 0) return (uint16_t)(i + 1);
    if (table->note_count >= UINT16_MAX) return 0;
    const char **notes = jln_arena_grow(doc->arena, table->notes, &table->note_capacity,
                                        table->note_count + 1, sizeof *notes);
    if (notes) table->notes = notes;
    if (!notes || !keep(doc->arena, &text)) return 0;
    notes[table->note_count++] = text;
    return (uint16_t)table->note_count;
}

/* One hash table serves three kinds of names, told apart by a scope: the document's tables, and for
 * each table its rows and its columns. */
typedef struct {
    const char *key; /* NULL for a free slot */
    size_t scope, at;
} slot;

struct jln_doc_index {
    const jln_doc *doc;
    slot *slots;
    size_t mask;
};

enum { TABLES = 0 };

static size_t rows_of(size_t block) {
    return 1 + 2 * block;
}

static size_t columns_of(size_t block) {
    return 2 + 2 * block;
}

static size_t hash_of(size_t scope, const char *key) {
    uint64_t h = 1469598103934665603u ^ (uint64_t)scope * 0x9E3779B97F4A7C15u;
    for (; *key; key++) h = (h ^ (unsigned char)*key) * 1099511628211u;
    return (size_t)(h ^ h >> 29);
}

/* The slot of that name, or the free one where it belongs. */
static slot *slot_of(const jln_doc_index *index, size_t scope, const char *key) {
    for (size_t i = hash_of(scope, key);; i++) {
        slot *s = &index->slots[i & index->mask];
        if (!s->key || (s->scope == scope && strcmp(s->key, key) == 0)) return s;
    }
}

/* False when the name was already there: the first one stays. */
static bool enter(jln_doc_index *index, size_t scope, const char *key, size_t at) {
    slot *s = slot_of(index, scope, key);
    if (s->key) return false;
    *s = (slot){key, scope, at};
    return true;
}

static bool look_up(const jln_doc_index *index, size_t scope, const char *key, size_t *at) {
    const slot *s = key ? slot_of(index, scope, key) : NULL;
    if (!s || !s->key) return false;
    *at = s->at;
    return true;
}

static size_t name_count(const jln_doc *doc) {
    size_t count = 0;
    for (size_t b = 0; b < doc->block_count; b++)
        if (doc->blocks[b].kind == JLN_BLOCK_TABLE)
            count += 1 + doc->blocks[b].table->row_count + doc->blocks[b].table->column_count;
    return count;
}

static jln_status twice(jln_err *err, const jln_doc_table *table, const char *what,
                        const char *key) {
    return jln_err_set(err, JLN_EDATA, table->key, _("deux %s portent la clé « %s »"), what, key);
}

/* Enters a table's names; a name met twice is an error. */
static jln_status enter_table(jln_doc_index *index, size_t block, jln_err *err) {
    const jln_doc_table *t = index->doc->blocks[block].table;
    if (!t->key) return jln_err_set(err, JLN_EDATA, "", _("un tableau du document n'a pas de clé"));
    jln_status status = JLN_OK;
    if (!enter(index, TABLES, t->key, block)) status = twice(err, t, _("tableaux"), t->key);
    for (size_t r = 0; r < t->row_count; r++) {
        const char *key = t->rows[r].key;
        if (!key)
            return jln_err_set(err, JLN_EDATA, t->key, _("la ligne %zu n'a pas de clé"), r + 1);
        if (!enter(index, rows_of(block), key, r)) status = twice(err, t, _("lignes"), key);
    }
    for (size_t c = 0; c < t->column_count; c++) {
        const char *key = t->columns[c].key;
        if (!key)
            return jln_err_set(err, JLN_EDATA, t->key, _("la colonne %zu n'a pas de clé"), c + 1);
        if (!enter(index, columns_of(block), key, c)) status = twice(err, t, _("colonnes"), key);
    }
    return status;
}

/* The index, and in *err what is wrong with the names; NULL when out of memory. */
static jln_doc_index *build_index(const jln_doc *doc, jln_err *err) {
    size_t size = 16;
    while (size < name_count(doc) * 2) size *= 2;
    jln_doc_index *index = jln_arena_alloc(doc->arena, sizeof *index);
    slot *slots = jln_arena_array(doc->arena, size, sizeof *slots);
    if (!index || !slots) return NULL;
    *index = (jln_doc_index){doc, slots, size - 1};
    for (size_t b = 0; b < doc->block_count; b++)
        if (doc->blocks[b].kind == JLN_BLOCK_TABLE) (void)enter_table(index, b, err);
    return index;
}

jln_doc_index *jln_doc_index_new(const jln_doc *doc) {
    return build_index(doc, NULL);
}

bool jln_doc_find(const jln_doc_index *index, jln_cell_ref ref, jln_cell_place *place) {
    size_t block, row, column;
    if (!look_up(index, TABLES, ref.table, &block)) return false;
    if (!look_up(index, rows_of(block), ref.row, &row)) return false;
    if (!look_up(index, columns_of(block), ref.column, &column)) return false;
    const jln_doc_table *table = index->doc->blocks[block].table;
    *place = (jln_cell_place){table, block, row, column, &table->rows[row].cells[column]};
    return true;
}

typedef struct {
    const jln_doc *doc;
    const jln_doc_index *index;
    jln_err *err;
    char place[256]; /* what is being checked, for the error's `where` */
} checker;

static jln_status wrong_operand(checker *k, jln_cell_ref ref, const char *message) {
    return jln_err_set(k->err, JLN_EDATA, k->place, "%s : %s/%s/%s", message,
                       ref.table ? ref.table : "?", ref.row ? ref.row : "?",
                       ref.column ? ref.column : "?");
}

static bool arity_fits(const jln_expr *e) {
    if (e->op == JLN_EXPR_SUM) return e->count > 0;
    return e->count == (e->op == JLN_EXPR_REFERENCE ? 1u : 2u);
}

static jln_status check_expr(checker *k, const jln_expr *e, unsigned formats) {
    if (!arity_fits(e))
        return jln_err_set(k->err, JLN_EDATA, k->place, _("la formule a %zu opérandes"), e->count);
    for (size_t i = 0; i < e->count; i++) {
        jln_cell_place at;
        if (!jln_doc_find(k->index, e->operands[i], &at))
            return wrong_operand(k, e->operands[i], _("cellule inconnue"));
        unsigned there = k->doc->blocks[at.table_number].formats;
        if (formats & ~there & JLN_FOR_XLSX)
            return wrong_operand(k, e->operands[i], _("cellule absente du classeur"));
    }
    return JLN_OK;
}

static void name_place(checker *k, const char *a, const char *b, const char *c) {
    const char *parts[] = {a, b, c};
    size_t n = 0;
    k->place[0] = '\0';
    for (int i = 0; i < 3; i++) {
        size_t length = parts[i] ? strlen(parts[i]) : 0, left = sizeof k->place - n - 2;
        if (!length) continue;
        if (n) k->place[n++] = '/';
        if (length > left) length = left;
        memcpy(k->place + n, parts[i], length);
        k->place[n += length] = '\0';
        if (n + 4 > sizeof k->place) return;
    }
}

static jln_status check_table(checker *k, const jln_block *block) {
    const jln_doc_table *t = block->table;
    for (size_t r = 0; r < t->row_count; r++)
        for (size_t c = 0; c < t->column_count; c++) {
            const jln_cell *cell = &t->rows[r].cells[c];
            if (!cell->expr && cell->note <= t->note_count) continue;
            name_place(k, t->key, t->rows[r].key, t->columns[c].key);
            if (cell->note > t->note_count)
                return jln_err_set(k->err, JLN_EDATA, k->place, _("la note %u n'existe pas"),
                                   (unsigned)cell->note);
            jln_status status = check_expr(k, cell->expr, block->formats);
            if (status) return status;
        }
    return JLN_OK;
}

static jln_status check_chart(checker *k, const jln_doc_chart *chart) {
    name_place(k, chart->key, NULL, NULL);
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->category_count; i++) {
            jln_cell_place at;
            if (!jln_doc_find(k->index, chart->series[s].cells[i], &at))
                return wrong_operand(k, chart->series[s].cells[i], _("cellule inconnue"));
        }
    return JLN_OK;
}

static jln_status check_cards(checker *k, const jln_block *block) {
    for (size_t i = 0; i < block->cards.count; i++) {
        const jln_doc_card *card = &block->cards.cards[i];
        const jln_cell *cells[] = {&card->cell, &card->previous, &card->change};
        name_place(k, card->label, NULL, NULL);
        for (size_t c = 0; c < 3; c++) {
            jln_status status =
                cells[c]->expr ? check_expr(k, cells[c]->expr, block->formats) : JLN_OK;
            if (status) return status;
        }
    }
    return JLN_OK;
}

jln_status jln_doc_check(const jln_doc *doc, jln_err *err) {
    jln_err names = {0};
    checker k = {.doc = doc, .index = build_index(doc, &names), .err = err};
    if (!k.index) return jln_err_nomem(err);
    if (names.status) return jln_err_set(err, names.status, names.where, "%s", names.message);
    for (size_t b = 0; b < doc->block_count; b++) {
        const jln_block *block = &doc->blocks[b];
        jln_status status = JLN_OK;
        if (block->kind == JLN_BLOCK_TABLE) status = check_table(&k, block);
        if (block->kind == JLN_BLOCK_CHART) status = check_chart(&k, block->chart);
        if (block->kind == JLN_BLOCK_CARDS) status = check_cards(&k, block);
        if (status) return status;
    }
    return JLN_OK;
}
