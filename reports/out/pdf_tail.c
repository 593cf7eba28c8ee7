#include "out/pdf_tail.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 256 }; /* objects of a stream */

uint32_t jln_pdf_tail_first(HPDF_Doc hpdf) {
    return (uint32_t)hpdf->xref->entries->count;
}

void jln_pdf_tail_open(jln_pdf_tail *t, HPDF_Doc hpdf, jln_squeezer *squeezer, const char *path,
                       uint32_t objects) {
    off_t end = (off_t)hpdf->xref->addr;
    *t = (jln_pdf_tail){.hpdf = hpdf, .squeezer = squeezer, .first = jln_pdf_tail_first(hpdf)};
    t->stream = t->first + objects;
    t->offsets = calloc(objects / BATCH + 1, sizeof *t->offsets);
    t->nomem = !t->offsets;
    t->file = fopen(path, "r+b");
    t->failed = !t->file || ftruncate(fileno(t->file), end) || fseeko(t->file, end, SEEK_SET);
}

static bool fine(jln_pdf_tail *t) {
    if (t->head.failed || t->body.failed) t->nomem = true;
    return !t->failed && !t->nomem;
}

static void squeeze(jln_pdf_tail *t, jln_squeezed *to, const void *bytes, size_t length,
                    bool last) {
    if (fine(t) && !jln_squeeze(t->squeezer, to, bytes, length, last)) t->nomem = true;
}

/* A compressed stream as an object of its own; the compressed bytes are freed. */
static void write_stream(jln_pdf_tail *t, uint32_t number, const char *dictionary,
                         jln_squeezed *content) {
    if (fine(t)) {
        fprintf(t->file, "%u 0 obj\n<<\n%s/Filter/FlateDecode\n/Length %zu\n>>\nstream\n", number,
                dictionary, content->length);
        fwrite(content->bytes, 1, content->length, t->file);
        fputs("\nendstream\nendobj\n", t->file);
        t->failed = ferror(t->file) != 0;
    }
    free(content->bytes);
}

/* ---- objects ---- */

/* A stream of objects begins with the number and the place of each. */
static void end_batch(jln_pdf_tail *t) {
    uint32_t count = (t->count + BATCH - 1) % BATCH + 1;
    size_t length = t->head.length;
    char dictionary[96];
    jln_squeezed content = {0};
    snprintf(dictionary, sizeof dictionary, "/Type/ObjStm\n/N %u\n/First %zu\n", count, length);
    jln_str_addn(&t->head, jln_str_c(&t->body), t->body.length);
    squeeze(t, &content, jln_str_c(&t->head), t->head.length, true);
    if (fine(t)) t->offsets[t->stream_count] = (uint64_t)ftello(t->file);
    write_stream(t, t->stream + (uint32_t)t->stream_count++, dictionary, &content);
    jln_str_clear(&t->head);
    jln_str_clear(&t->body);
}

void jln_pdf_tail_add(jln_pdf_tail *t, jln_str *object) {
    if (object->failed) t->nomem = true;
    if (!fine(t)) return;
    jln_str_addu(&t->head, t->first + t->count++);
    jln_str_addc(&t->head, ' ');
    jln_str_addu(&t->head, t->body.length);
    jln_str_addc(&t->head, ' ');
    jln_str_addn(&t->body, jln_str_c(object), object->length);
    jln_str_addc(&t->body, '\n');
    jln_str_clear(object);
    if (t->count % BATCH == 0) end_batch(t);
}

/* ---- the table ---- */

/* An entry: its kind, then the offset in the file, or the stream and the place in it. Each column
 * is written as the difference from the line above, which compresses best. */
enum { WIDE = 4, NARROW = 2, ENTRY = 1 + WIDE + NARROW, LINE = 1 + ENTRY, LINES = 2048 };
enum { FREE, IN_FILE, IN_STREAM };

typedef struct {
    jln_pdf_tail *tail;
    jln_squeezed content;
    unsigned char above[ENTRY], lines[LINES][LINE];
    size_t count;
} table;

static void add_entry(table *x, int kind, uint64_t where, uint32_t place) {
    unsigned char entry[ENTRY] = {(unsigned char)kind}, *line = x->lines[x->count++];
    for (int i = 0; i < WIDE; i++) entry[1 + i] = (unsigned char)(where >> 8 * (WIDE - 1 - i));
    for (int i = 0; i < NARROW; i++)
        entry[1 + WIDE + i] = (unsigned char)(place >> 8 * (NARROW - 1 - i));
    line[0] = 2; /* PNG's filter «up» */
    for (int i = 0; i < ENTRY; i++) line[1 + i] = (unsigned char)(entry[i] - x->above[i]);
    memcpy(x->above, entry, ENTRY);
    if (x->count < LINES) return;
    squeeze(x->tail, &x->content, x->lines, sizeof x->lines, false);
    x->count = 0;
}

static void add_saved(table *x, HPDF_Xref saved) {
    for (HPDF_UINT i = 0; i < saved->entries->count; i++) {
        HPDF_XrefEntry entry = HPDF_Xref_GetEntry(saved, i);
        if (entry->entry_typ == HPDF_IN_USE_ENTRY) add_entry(x, IN_FILE, entry->byte_offset, 0);
        else add_entry(x, FREE, 0, 0xFFFF);
    }
}

static unsigned number_of(const void *object) {
    return (unsigned)(((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF);
}

static void write_table(jln_pdf_tail *t) {
    uint64_t start = (uint64_t)ftello(t->file);
    uint32_t number = t->stream + (uint32_t)t->stream_count;
    table *x = calloc(1, sizeof *x);
    char dictionary[256];
    if (!x) {
        t->nomem = true;
        return;
    }
    x->tail = t;
    add_saved(x, t->hpdf->xref);
    for (uint32_t i = 0; i < t->count; i++)
        add_entry(x, IN_STREAM, t->stream + i / BATCH, i % BATCH);
    for (size_t i = 0; i < t->stream_count; i++) add_entry(x, IN_FILE, t->offsets[i], 0);
    add_entry(x, IN_FILE, start, 0);
    squeeze(t, &x->content, x->lines, x->count * LINE, true);
    snprintf(dictionary, sizeof dictionary,
             "/Type/XRef\n/Size %u\n/W[1 %d %d]\n/Root %u 0 R\n/Info %u 0 R\n"
             "/DecodeParms<</Predictor 12/Columns %d>>\n",
             number + 1, WIDE, NARROW, number_of(t->hpdf->catalog), number_of(t->hpdf->info),
             ENTRY);
    write_stream(t, number, dictionary, &x->content);
    if (fine(t)) fprintf(t->file, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)start);
    free(x);
}

bool jln_pdf_tail_close(jln_pdf_tail *t) {
    if (fine(t) && t->count % BATCH) end_batch(t);
    if (fine(t)) write_table(t);
    if (t->file && fclose(t->file)) t->failed = true;
    jln_str_free(&t->head);
    jln_str_free(&t->body);
    free(t->offsets);
    return fine(t);
}
