/* A long tidy sheet, row by row, against the bare library in its own streaming mode, and the memory
 * it takes. With an argument, `bench_tidy FILE.xlsx`, it only writes that file: what
 * tests/bench/tidy.py times its own against. */
#include "bench.h"

#include "out/tidy.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { ROWS = 50000, LONGEST = 1000000, COLUMNS = 10, WORDS = 5 };

static const char *const names[COLUMNS] = {"plan", "activity_id", "funder", "stage", "state",
                                           "year", "amount",      "spent",  "left",  "line"};
static const char *const words[WORDS] = {"pan-eps-2011-2015", "1.2.5.3", "partenaires",
                                         "liquidated", "number"};

static long amount_of(long row, int column) {
    return row * 7919 % 9000000 + column * 1000;
}

static void write_tidy(const char *path, long rows) {
    jln_tidy_column columns[COLUMNS];
    char numbers[COLUMNS][24];
    const char *cells[COLUMNS];
    jln_err err = {0};
    jln_tidy *tidy;
    for (int c = 0; c < COLUMNS; c++)
        columns[c] = (jln_tidy_column){names[c], c >= WORDS, c > WORDS};
    const jln_tidy_head head = {
        .table = "spending", .title = "Banc d'essai", .columns = columns, .column_count = COLUMNS};
    bench_need(jln_tidy_begin(path, &head, &tidy, &err) == JLN_OK, err.message);
    for (long r = 0; r < rows; r++) {
        for (int c = 0; c < WORDS; c++) cells[c] = words[c];
        for (int c = WORDS; c < COLUMNS; c++) {
            snprintf(numbers[c], sizeof numbers[c], "%ld", amount_of(r, c));
            cells[c] = numbers[c];
        }
        bench_need(jln_tidy_row(tidy, cells, &err) == JLN_OK, err.message);
    }
    bench_need(jln_tidy_end(tidy, &err) == JLN_OK, err.message);
    jln_tidy_free(tidy);
}

static void ours(void *path) {
    write_tidy(path, ROWS);
}

static lxw_format *ruled(lxw_workbook *book) {
    lxw_format *format = workbook_add_format(book);
    format_set_font_size(format, 10);
    format_set_border(format, LXW_BORDER_THIN);
    return format;
}

static void bare(void *path) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = workbook_new_opt(path, &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "spending");
    lxw_format *text = ruled(book), *number = ruled(book);
    format_set_num_format(number, "#,##0");
    for (lxw_col_t c = 0; c < COLUMNS; c++) worksheet_write_string(sheet, 0, c, names[c], text);
    for (lxw_row_t r = 0; r < ROWS; r++) {
        for (lxw_col_t c = 0; c < WORDS; c++)
            worksheet_write_string(sheet, r + 1, c, words[c], text);
        for (lxw_col_t c = WORDS; c < COLUMNS; c++)
            worksheet_write_number(sheet, r + 1, c, (double)amount_of(r, c), number);
    }
    bench_need(workbook_close(book) == LXW_NO_ERROR, "libxlsxwriter");
}

/* Peak memory of a process that writes a million rows, in MB; its own, since peaks do not come
 * down. */
static long peak_of_a_million(const char *path) {
    int status;
    struct rusage use;
    pid_t child = fork();
    if (child == 0) {
        write_tidy(path, LONGEST);
        _exit(0);
    }
    bench_need(child > 0 && wait4(child, &status, 0, &use) == child && status == 0, "child");
    return use.ru_maxrss / 1024;
}

int main(int argc, char **argv) {
    char path[] = "/tmp/jalon-bench-XXXXXX";
    if (argc > 1) {
        write_tidy(argv[1], ROWS);
        return 0;
    }
    int fd = mkstemp(path);
    bench_need(fd >= 0, "no temporary file");
    close(fd);
    bench_ratio("a tidy sheet of 50 000 rows / bare libxlsxwriter, constant_memory", ours, bare,
                path);
    printf("%-66s %ld MB\n", "a tidy sheet of 1 000 000 rows: peak memory",
           peak_of_a_million(path));
    unlink(path);
    return 0;
}
