/* A large workbook read, against libzip and expat alone on the same bytes. With `-w FILE` it writes
 * that workbook, with `-r FILE` it reads one: for import.py. */
#include "bench.h"

#include "import/xlsx.h"

#include <expat.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

enum { ROWS = 50000, COLUMNS = 10, WORDS = 4, CHUNK = 65536 };

typedef struct {
    const char *path;
    size_t cells, length;
} reading;

/* Words that repeat, one that does not, amounts: what a tidy table of spending holds. */
static void write_book(const char *path) {
    static const char *const words[WORDS] = {"pan-eps-2011-2015", "partenaires", "liquidated",
                                             "number"};
    char id[32];
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "spending");
    for (lxw_row_t row = 0; row < ROWS; row++) {
        for (lxw_col_t c = 0; c < WORDS; c++) worksheet_write_string(sheet, row, c, words[c], NULL);
        snprintf(id, sizeof id, "1.2.5.%u", row);
        worksheet_write_string(sheet, row, WORDS, id, NULL);
        for (lxw_col_t c = WORDS + 1; c < COLUMNS; c++)
            worksheet_write_number(sheet, row, c, (double)(row * 7919u % 9000000u + c * 1000u),
                                   NULL);
    }
    bench_need(workbook_close(book) == LXW_NO_ERROR, "libxlsxwriter");
}

static jln_status take_row(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    reading *r = ctx;
    (void)err;
    r->cells += row->count;
    for (size_t i = 0; i < row->count; i++) r->length += strlen(row->cells[i].text);
    return JLN_OK;
}

static void ours(void *ctx) {
    reading *r = ctx;
    jln_err err = {0};
    jln_xlsx *xlsx = NULL;
    const jln_xlsx_reader reader = {r, take_row, NULL};
    r->cells = r->length = 0;
    bench_need(jln_xlsx_open(r->path, &xlsx, &err) == JLN_OK, err.message);
    bench_need(jln_xlsx_read(xlsx, 0, &reader, &err) == JLN_OK, err.message);
    jln_xlsx_close(xlsx);
    bench_need(r->cells == (size_t)ROWS * COLUMNS, "every cell is read");
}

static void on_start(void *ctx, const XML_Char *name, const XML_Char **attributes) {
    (void)attributes;
    ((reading *)ctx)->cells += strcmp(name, "c") == 0;
}

static void on_text(void *ctx, const XML_Char *text, int length) {
    (void)text;
    ((reading *)ctx)->length += (size_t)length;
}

static void parse_part(reading *r, zip_t *zip, const char *name) {
    zip_file_t *file = zip_fopen(zip, name, 0);
    XML_Parser parser = XML_ParserCreate(NULL);
    bench_need(file && parser, name);
    XML_SetUserData(parser, r);
    XML_SetStartElementHandler(parser, on_start);
    XML_SetCharacterDataHandler(parser, on_text);
    for (zip_int64_t n = 1; n > 0;) {
        n = zip_fread(file, XML_GetBuffer(parser, CHUNK), CHUNK);
        bench_need(n >= 0 && XML_ParseBuffer(parser, (int)n, n == 0) == XML_STATUS_OK, name);
    }
    XML_ParserFree(parser);
    zip_fclose(file);
}

/* The same parts, told of each cell and text, keeping none. */
static void bare(void *ctx) {
    reading *r = ctx;
    zip_t *zip = zip_open(r->path, ZIP_RDONLY, NULL);
    bench_need(zip != NULL, "libzip");
    r->cells = r->length = 0;
    parse_part(r, zip, "xl/sharedStrings.xml");
    parse_part(r, zip, "xl/worksheets/sheet1.xml");
    zip_discard(zip);
    bench_need(r->cells == (size_t)ROWS * COLUMNS, "every cell is seen");
}

int main(int argc, char **argv) {
    char path[] = "/tmp/bench-import-XXXXXX";
    reading r = {.path = argc == 3 ? argv[2] : path};
    if (argc == 3 && strcmp(argv[1], "-w") == 0) write_book(argv[2]);
    if (argc == 3 && strcmp(argv[1], "-r") == 0) ours(&r);
    if (argc == 3) return 0;
    int fd = mkstemp(path);
    bench_need(fd >= 0, "a temporary file");
    close(fd);
    write_book(path);
    bench_ratio("a workbook of 50000 rows x 10 read / libzip and expat", ours, bare, &r);
    unlink(path);
    return 0;
}
