/* A long table as PDF and as workbook, against the bare libraries writing the same cells. */
#include "bench.h"

#include "doc/doc.h"
#include "out/pdf.h"
#include "out/xlsx.h"

#include <hpdf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { ROWS = 3000, COLUMNS = 8, ROWS_PER_PAGE = 45 };
static const char font[] = "reports/fonts/DejaVuSans.ttf";

typedef struct {
    jln_doc *doc;
    char path[64];
} files;

static const char *title_of(int row) {
    static char text[64];
    snprintf(text, sizeof text, "Activité n° %d, menée par la structure pilote", row);
    return text;
}

static int64_t amount_of(int row, int column) {
    return (int64_t)row * 7919 % 9000000 + column * 1000;
}

static jln_doc *make_doc(void) {
    static char keys[COLUMNS][8];
    jln_doc_column columns[COLUMNS] = {{0}};
    for (int c = 0; c < COLUMNS; c++) {
        snprintf(keys[c], sizeof keys[c], "c%d", c);
        columns[c] = (jln_doc_column){.key = keys[c],
                                      .title = keys[c],
                                      .kind = c ? JLN_KIND_AMOUNT : JLN_KIND_TEXT,
                                      .scale = 1,
                                      .weight = c ? 0 : 1};
    }
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    bench_need(doc != NULL, "memory");
    doc->title = doc->running = "Banc d'essai";
    doc->date = 16160;
    doc->landscape = true;
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_ALL, "t", "Table", columns, COLUMNS);
    for (int r = 0; r < ROWS; r++) {
        jln_doc_row *row =
            jln_doc_row_add(doc, t, jln_arena_fmt(doc->arena, "r%d", r), JLN_ROW_BODY, 0);
        bench_need(row != NULL, "memory");
        row->cells[0].text = jln_arena_str(doc->arena, title_of(r));
        for (int c = 1; c < COLUMNS; c++) row->cells[c].value = jln_value_integer(amount_of(r, c));
    }
    return doc;
}

static void our_pdf(void *ctx) {
    files *f = ctx;
    jln_err err = {0};
    bench_need(jln_pdf_write(f->doc, "reports/fonts", f->path, &err) == JLN_OK, err.message);
}

static void our_xlsx(void *ctx) {
    files *f = ctx;
    jln_err err = {0};
    bench_need(jln_xlsx_write(f->doc, f->path, &err) == JLN_OK, err.message);
}

/* The same texts at fixed places, the numbers aligned on the right as the library measures them. */
static void bare_page(HPDF_Page page, HPDF_Font face, int first) {
    char text[64];
    HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_LANDSCAPE);
    HPDF_Page_SetFontAndSize(page, face, 8);
    HPDF_Page_BeginText(page);
    for (int r = first; r < first + ROWS_PER_PAGE && r < ROWS; r++) {
        float y = 540.0f - 11.0f * (float)(r - first);
        HPDF_Page_TextOut(page, 30, y, title_of(r));
        for (int c = 1; c < COLUMNS; c++) {
            snprintf(text, sizeof text, "%lld", (long long)amount_of(r, c));
            HPDF_Page_TextOut(page, 280.0f + 70.0f * (float)c - HPDF_Page_TextWidth(page, text), y,
                              text);
        }
    }
    HPDF_Page_EndText(page);
}

static void bare_pdf(void *ctx) {
    files *f = ctx;
    HPDF_Doc pdf = HPDF_New(NULL, NULL);
    HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(pdf);
    HPDF_Font face = HPDF_GetFont(pdf, HPDF_LoadTTFontFromFile(pdf, font, HPDF_TRUE), "UTF-8");
    for (int first = 0; first < ROWS; first += ROWS_PER_PAGE)
        bare_page(HPDF_AddPage(pdf), face, first);
    bench_need(HPDF_SaveToFile(pdf, f->path) == HPDF_OK, "libharu");
    HPDF_Free(pdf);
}

static lxw_format *ruled(lxw_workbook *book) {
    lxw_format *format = workbook_add_format(book);
    format_set_font_size(format, 10);
    format_set_border(format, LXW_BORDER_THIN);
    return format;
}

/* The same cells, ruled and with the amounts' number format, without looking at any of them. */
static void bare_xlsx(void *ctx) {
    files *f = ctx;
    lxw_workbook *book = workbook_new(f->path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    lxw_format *words = ruled(book), *numbers = ruled(book);
    format_set_text_wrap(words);
    format_set_num_format(numbers, "#,##0");
    for (int r = 0; r < ROWS; r++) {
        worksheet_write_string(sheet, (lxw_row_t)r, 0, title_of(r), words);
        for (int c = 1; c < COLUMNS; c++)
            worksheet_write_number(sheet, (lxw_row_t)r, (lxw_col_t)c, (double)amount_of(r, c),
                                   numbers);
    }
    bench_need(workbook_close(book) == LXW_NO_ERROR, "libxlsxwriter");
}

int main(void) {
    files f = {make_doc(), "/tmp/jalon-bench-XXXXXX"};
    int fd = mkstemp(f.path);
    bench_need(fd >= 0, "no temporary file");
    close(fd);
    bench_ratio("a table of 3000 rows as PDF / bare libharu", our_pdf, bare_pdf, &f);
    bench_ratio("a table of 3000 rows as workbook / bare libxlsxwriter", our_xlsx, bare_xlsx, &f);
    unlink(f.path);
    jln_doc_free(f.doc);
    return 0;
}
