/* Any bytes as a workbook, then as the first sheet, the shared strings and the styles of one. */
#include "base/utf8.h"
#include "import/xlsx.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[] = "/tmp/jalon-fuzz-XXXXXX";

static void clean_up(void) {
    unlink(path);
}

static void make_path(void) {
    static bool made;
    if (made) return;
    int fd = mkstemp(path);
    if (fd < 0) abort();
    close(fd);
    atexit(clean_up);
    made = true;
}

#define KIND "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
static const struct {
    const char *name, *text; /* NULL: the bytes of the fuzzer */
} parts[] = {
    {"_rels/.rels",
     "<R><Relationship Id=\"a\" Type=\"" KIND "officeDocument\" Target=\"b.xml\"/></R>"},
    {"b.xml", "<w xmlns:r=\"r\"><sheet name=\"F\" r:id=\"s\"/></w>"},
    {"_rels/b.xml.rels", "<R><Relationship Id=\"s\" Type=\"" KIND "worksheet\" Target=\"s.xml\"/>"
                         "<Relationship Id=\"t\" Type=\"" KIND "sharedStrings\" Target=\"t.xml\"/>"
                         "<Relationship Id=\"u\" Type=\"" KIND "styles\" Target=\"u.xml\"/></R>"},
    {"s.xml", NULL},
    {"t.xml", "<sst><si><t>un</t></si></sst>"},
    {"u.xml",
     "<s><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></s>"},
};

/* The bytes take the place of part `mine`. */
static void write_book(const uint8_t *data, size_t size, size_t mine) {
    int code;
    unlink(path);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!zip) abort();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *text = parts[i].text ? parts[i].text : "<w/>";
        zip_source_t *source = i == mine ? zip_source_buffer(zip, data, size, 0)
                                         : zip_source_buffer(zip, text, strlen(text), 0);
        zip_int64_t index = zip_file_add(zip, parts[i].name, source, 0);
        if (index < 0) abort();
        zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
    }
    if (zip_close(zip) != 0) abort();
}

static jln_status take_row(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    (void)ctx, (void)err;
    if (row->row >= JLN_XLSX_ROWS || row->count == 0) abort();
    for (size_t i = 0; i < row->count; i++) {
        if (i && row->cells[i].column <= row->cells[i - 1].column) abort();
        if (!jln_utf8_valid(row->cells[i].text, strlen(row->cells[i].text), NULL)) abort();
    }
    return JLN_OK;
}

static void read_book(void) {
    jln_xlsx *x = NULL;
    jln_err err = {0};
    jln_xlsx_reader reader = {NULL, take_row, NULL};
    jln_status status = jln_xlsx_open(path, &x, &err);
    for (size_t i = 0; status == JLN_OK && i < jln_xlsx_sheet_count(x); i++)
        status = jln_xlsx_read(x, i, &reader, &err);
    if (status != JLN_OK && (!err.where[0] || !err.message[0])) abort();
    jln_xlsx_close(x);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    make_path();
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    close(fd);
    read_book();
    for (size_t i = 3; i < sizeof parts / sizeof *parts; i++) {
        write_book(data, size, i);
        read_book();
    }
    return 0;
}
