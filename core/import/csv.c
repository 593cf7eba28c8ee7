#include "import/csv.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "import/file.h"
#include "import/text.h"
#include "import/words.h"
#include "model/table.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FIELDS_MAX = 64,
    FIELD_SIZE = JLN_FIELD_TEXT_MAX + 1,
    CHUNK = 64 * 1024,
    ENTRY_MAX = 4 * CHUNK, /* a field may pass its limit, and is then named; one past this is a
                              quote never closed */
    GIBIBYTE = 1 << 30
};

struct jln_csv {
    struct csv_parser parser;
    bool parser_ready;
    int fd;
    char *path;
    long line;       /* physical line being read */
    long field_line; /* where the field being read started */
    size_t count;    /* fields of the record so far; may pass FIELDS_MAX, the rest is dropped */
    size_t used;     /* bytes of `texts` */
    size_t total;    /* bytes read */
    bool row_done, at_end, over;
    bool foreign;  /* the fault is another encoding, that of the whole file */
    bool after_cr; /* a CR ended the chunk: the LF of the same break may come next */
    jln_err fault; /* the first one of the record */
    size_t start, end;
    const char *fields[FIELDS_MAX];
    long lines[FIELDS_MAX];
    char chunk[CHUNK];
    char texts[FIELDS_MAX * FIELD_SIZE];
};

/* libcsv hands over one field. */
static void on_field(void *data, size_t length, void *ctx) {
    jln_csv *csv = ctx;
    size_t rank = csv->count++;
    char *out = csv->texts + csv->used;
    long line = csv->field_line;
    csv->field_line = csv->line;
    if (rank == FIELDS_MAX)
        jln_err_set(&csv->fault, JLN_EDATA, NULL, _("plus de %d colonnes"), FIELDS_MAX);
    if (rank < FIELDS_MAX) {
        *out = '\0';
        const char *text = length ? data : "";
        bool first = csv->fault.status == JLN_OK;
        if (jln_text_clean(text, length, out, FIELD_SIZE, &csv->fault) == JLN_EDATA && first)
            csv->foreign = !jln_utf8_valid(text, length, NULL);
        csv->fields[rank] = out;
        csv->lines[rank] = line;
        csv->used += strlen(out) + 1;
    }
    jln_words_place(&csv->fault, csv->path, line, (long)rank + 1);
}

static void on_record(int terminator, void *ctx) {
    (void)terminator;
    ((jln_csv *)ctx)->row_done = true;
}

static jln_status refill(jln_csv *csv, jln_err *err) {
    csv->start = 0;
    jln_status status = jln_file_fill(csv->fd, csv->path, csv->chunk, CHUNK, &csv->end, err);
    csv->at_end = csv->end < CHUNK;
    csv->total += csv->end;
    if (status != JLN_OK || csv->total <= GIBIBYTE) return status;
    jln_err_set(err, JLN_EDATA, NULL, "%s", _("le fichier grandit pendant la lecture"));
    jln_words_place(err, csv->path, csv->line, 0);
    return JLN_EDATA;
}

/* The header tells the delimiter: a semicolon when there are some, and no comma, outside quotes. */
static char delimiter_of(const char *text, size_t length) {
    bool quoted = false, semicolon = false, begun = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == ',') return ',';
        if (c == ';') semicolon = true;
        if ((c == '\n' || c == '\r') && begun) break;
        if (c != '\n' && c != '\r') begun = true;
    }
    return semicolon ? ';' : ',';
}

static jln_status start(jln_csv *csv, jln_err *err) {
    if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) return jln_err_nomem(err);
    csv->parser_ready = true;
    csv_set_blk_size(&csv->parser, 4096);
    jln_status status = jln_file_open(csv->path, GIBIBYTE, &csv->fd, err);
    if (status == JLN_OK) status = refill(csv, err);
    if (status == JLN_OK) status = jln_file_sniff(csv->chunk, csv->end, err);
    jln_words_place(err, csv->path, 0, 0);
    if (status != JLN_OK) return status;
    if (csv->end >= 3 && memcmp(csv->chunk, "\xEF\xBB\xBF", 3) == 0) csv->start = 3;
    csv_set_delim(&csv->parser,
                  (unsigned char)delimiter_of(csv->chunk + csv->start, csv->end - csv->start));
    return JLN_OK;
}

jln_status jln_csv_open(const char *path, jln_csv **out, jln_err *err) {
    *out = NULL;
    jln_csv *csv = malloc(sizeof *csv); /* not zeroed: most of it is buffers that stay untouched */
    if (!csv) return jln_err_nomem(err);
    memset(csv, 0, offsetof(struct jln_csv, fields));
    csv->fd = -1;
    csv->line = csv->field_line = 1;
    csv->path = strdup(path);
    jln_status status = csv->path ? start(csv, err) : jln_err_nomem(err);
    if (status == JLN_OK) *out = csv;
    else jln_csv_close(csv);
    return status;
}

void jln_csv_close(jln_csv *csv) {
    if (!csv) return;
    if (csv->parser_ready) csv_free(&csv->parser);
    if (csv->fd >= 0) close(csv->fd);
    free(csv->path);
    free(csv);
}

/* Bytes up to the end of the physical line (LF, CR LF or CR, included) or of the chunk. */
static size_t piece_length(const char *from, size_t left) {
    size_t n = 0;
    while (n < left && from[n] != '\n' && from[n] != '\r') n++;
    if (n + 1 < left && from[n] == '\r' && from[n + 1] == '\n') n++;
    return n < left ? n + 1 : n;
}

/* Quotes that make no sense, or none that closes: nothing after them can be trusted. */
static jln_status broken(jln_csv *csv, bool unclosed, jln_err *err) {
    long column = (long)csv->count + 1;
    csv->over = true;
    if (csv_error(&csv->parser) == CSV_ENOMEM) return jln_err_nomem(err);
    if (unclosed)
        jln_err_set(err, JLN_EDATA, NULL, "%s",
                    _("cellule sans fin : le guillemet ouvert ici n'est jamais fermé"));
    else
        jln_err_set(err, JLN_EDATA, NULL, "%s",
                    _("guillemet mal placé ; entourez la cellule de guillemets et doublez ceux du "
                      "texte"));
    jln_words_place(err, csv->path, unclosed ? csv->field_line : csv->line, column);
    return JLN_EDATA;
}

/* A piece never holds more than one line break, hence never ends more than one record. */
static jln_status feed(jln_csv *csv, jln_err *err) {
    const char *from = csv->chunk + csv->start;
    size_t left = csv->end - csv->start, n = piece_length(from, left);
    if (csv->after_cr && from[0] != '\n') csv->line++;
    csv->after_cr = false;
    if (csv->count == 0 && csv->parser.entry_pos == 0) csv->field_line = csv->line;
    if (csv_parse(&csv->parser, from, n, on_field, on_record, csv) != n)
        return broken(csv, false, err);
    if (csv_get_buffer_size(&csv->parser) > ENTRY_MAX) return broken(csv, true, err);
    csv->start += n;
    if (from[n - 1] == '\n' || (from[n - 1] == '\r' && n < left)) csv->line++;
    else csv->after_cr = from[n - 1] == '\r';
    return JLN_OK;
}

static jln_status finish(jln_csv *csv, jln_err *err) {
    csv->over = true;
    if (csv_fini(&csv->parser, on_field, on_record, csv) == 0) return JLN_OK;
    return broken(csv, true, err);
}

jln_status jln_csv_next(jln_csv *csv, jln_csv_record *record, jln_err *err) {
    csv->count = csv->used = 0;
    csv->row_done = false;
    if (csv->fault.status != JLN_OK) jln_err_clear(&csv->fault);
    while (!csv->row_done) {
        if (csv->over) return JLN_OK;
        jln_status status = csv->start < csv->end ? feed(csv, err)
                            : csv->at_end         ? finish(csv, err)
                                                  : refill(csv, err);
        if (status != JLN_OK) return status;
    }
    if (csv->fault.status != JLN_OK) {
        csv->over = csv->over || csv->foreign; /* one message for all its accents */
        return jln_err_set(err, csv->fault.status, csv->fault.where, "%s", csv->fault.message);
    }
    *record = (jln_csv_record){csv->fields, csv->count, csv->lines, csv->lines[0]};
    return JLN_ROW;
}
