/* Any bytes as a CSV file: no crash, and what comes out has passed the gate. */
#include "base/utf8.h"
#include "import/csv.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_record(const jln_csv_record *record, long *last_line) {
    if (record->count == 0 || record->count > 64 || record->line < *last_line) abort();
    if (record->line != record->lines[0]) abort();
    *last_line = record->line;
    for (size_t i = 0; i < record->count; i++) {
        size_t n = strlen(record->fields[i]);
        if (n > 4096 || !jln_utf8_valid(record->fields[i], n, NULL)) abort();
        for (size_t k = 0; k < n; k++)
            if ((unsigned char)record->fields[i][k] < 0x20) abort();
    }
}

static void read_all(jln_csv *csv) {
    jln_csv_record record;
    jln_status status;
    long last_line = 1;
    do {
        jln_err err = {0};
        status = jln_csv_next(csv, &record, &err);
        if (status == JLN_ROW) check_record(&record, &last_line);
        if (status < 0 && (status != JLN_EDATA || !err.where[0] || !err.message[0])) abort();
    } while (status != JLN_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[32];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    jln_err err = {0};
    jln_csv *csv = NULL;
    if (jln_csv_open(path, &csv, &err) == JLN_OK) read_all(csv);
    jln_csv_close(csv);
    close(fd);
    return 0;
}
