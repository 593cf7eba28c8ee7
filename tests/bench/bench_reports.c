/* A long table as PDF and as workbook, against the bare libraries drawing the same pages and
 * writing the same cells, and against ReportLab. */
#include "bench.h"

#include "doc/doc.h"
#include "layout/layout.h"
#include "out/pdf.h"
#include "out/xlsx.h"

#include <hpdf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { ROWS = 3000, COLUMNS = 8 };

typedef struct {
    jln_doc *doc;
    char path[64];
    jln_display pages; /* what is drawn, for the bare library */
} files;

static const char *title_of(int row) {
    static char text[64];
    snprintf(text, sizeof text, "Activité n° %d, menée par la structure pilote", row);
    return text;
}

static int64_t amount_of(int row, int column) {
    return (int64_t)row * 7919 % 9000000 + column * 1000;
}

static jln_doc *make_doc(int rows) {
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
    for (int r = 0; r < rows; r++) {
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

/* ---- the same pages, each run and each shape drawn by one call of the library ---- */

static const char *const faces[JLN_FONT_COUNT] = {"reports/fonts/DejaVuSans.ttf",
                                                  "reports/fonts/DejaVuSans-Bold.ttf",
                                                  "reports/fonts/DejaVuSans-Oblique.ttf"};

typedef struct {
    HPDF_Doc pdf;
    HPDF_Font fonts[JLN_FONT_COUNT];
    float widths[JLN_FONT_COUNT][0x10000];
} library;

static void open_library(library *l) {
    l->pdf = HPDF_New(NULL, NULL);
    HPDF_SetCompressionMode(l->pdf, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(l->pdf);
    HPDF_SetPagesConfiguration(l->pdf, 1000);
    for (int i = 0; i < JLN_FONT_COUNT; i++)
        l->fonts[i] =
            HPDF_GetFont(l->pdf, HPDF_LoadTTFontFromFile(l->pdf, faces[i], HPDF_TRUE), "UTF-8");
}

static float width_of(void *self, jln_font face, int32_t code) {
    library *l = self;
    float *w = &l->widths[face][code & 0xFFFF];
    if (*w == 0) *w = (float)HPDF_Font_GetUnicodeWidth(l->fonts[face], (HPDF_UNICODE)code) / 1000;
    return *w;
}

/* Lays the document out once, with the library's widths; each run's text ends with a NUL. */
static void lay_out(files *f) {
    static library measuring;
    jln_err err = {0};
    open_library(&measuring);
    jln_metrics metrics = {width_of, &measuring, 0.928f, 0.236f};
    bench_need(jln_layout(f->doc, &metrics, f->doc->arena, &f->pages, &err) == JLN_OK, err.message);
    for (size_t p = 0; p < f->pages.page_count; p++)
        for (size_t i = 0; i < f->pages.pages[p].run_count; i++) {
            jln_run *r = &f->pages.pages[p].runs[i];
            r->text = jln_arena_strn(f->doc->arena, r->text, r->length);
        }
    HPDF_Free(measuring.pdf);
}

static void set_colour(HPDF_Page page, jln_colour c, bool stroke) {
    float r = (float)(c >> 16 & 0xFF) / 255, g = (float)(c >> 8 & 0xFF) / 255,
          b = (float)(c & 0xFF) / 255;
    if (stroke) HPDF_Page_SetRGBStroke(page, r, g, b);
    else HPDF_Page_SetRGBFill(page, r, g, b);
}

static void bare_shape(HPDF_Page page, const jln_shape *s, float height) {
    if (s->kind == JLN_SHAPE_BOX) {
        set_colour(page, s->fill, false);
        HPDF_Page_Rectangle(page, s->x, height - s->y - s->h, s->w, s->h);
        HPDF_Page_Fill(page);
    } else {
        set_colour(page, s->stroke, true);
        HPDF_Page_SetLineWidth(page, s->line);
        HPDF_Page_MoveTo(page, s->x, height - s->y);
        HPDF_Page_LineTo(page, s->x + s->w, height - s->y - s->h);
        HPDF_Page_Stroke(page);
    }
}

static void bare_page(library *l, const jln_page *p) {
    HPDF_Page page = HPDF_AddPage(l->pdf);
    HPDF_Page_SetWidth(page, p->width);
    HPDF_Page_SetHeight(page, p->height);
    for (size_t i = 0; i < p->shape_count; i++) bare_shape(page, &p->shapes[i], p->height);
    HPDF_Page_BeginText(page);
    for (size_t i = 0; i < p->run_count; i++) {
        const jln_run *r = &p->runs[i];
        set_colour(page, r->colour, false);
        HPDF_Page_SetFontAndSize(page, l->fonts[r->font], r->size);
        HPDF_Page_TextOut(page, r->x, p->height - r->y, r->text);
    }
    HPDF_Page_EndText(page);
}

static void bare_pdf(void *ctx) {
    files *f = ctx;
    static library l;
    open_library(&l);
    for (size_t i = 0; i < f->pages.page_count; i++) bare_page(&l, &f->pages.pages[i]);
    bench_need(HPDF_SaveToFile(l.pdf, f->path) == HPDF_OK, "libharu");
    HPDF_Free(l.pdf);
}

/* ---- memory ---- */

static long kilobytes(const char *field) {
    char line[128];
    long found = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, field, strlen(field)) == 0) found = atol(line + strlen(field) + 1);
    if (status) fclose(status);
    return found;
}

/* What writing a document adds to the memory of a process of its own, at the most. */
static long peak_of(const files *f, int rows) {
    int ends[2];
    long peak = 0;
    bench_need(pipe(ends) == 0, "no pipe");
    if (fork() == 0) {
        files own = {.doc = make_doc(rows)};
        memcpy(own.path, f->path, sizeof own.path);
        FILE *reset = fopen("/proc/self/clear_refs", "w"); /* the peak starts from here */
        if (reset) fputs("5", reset), fclose(reset);
        long before = kilobytes("VmRSS");
        our_pdf(&own);
        peak = kilobytes("VmHWM") - before;
        _exit(write(ends[1], &peak, sizeof peak) != sizeof peak);
    }
    bench_need(read(ends[0], &peak, sizeof peak) == sizeof peak, "no measure of memory");
    wait(NULL);
    close(ends[0]);
    close(ends[1]);
    return peak;
}

static void report_memory(const files *f, const char *what, int few, int many) {
    double pages = (double)f->pages.page_count * (many - few) / ROWS;
    double more = (double)(peak_of(f, many) - peak_of(f, few));
    printf("%-66s %.0f KB\n", what, more / pages);
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

/* ---- the same rows in Python ---- */

static bool have_reportlab(void) {
    return system("/usr/bin/python3 -c 'import reportlab' 2> /dev/null") == 0;
}

/* The script makes the table as often as we do and says how long one took: its start is not
 * counted. */
static void compare_reportlab(files *f) {
    char line[256];
    double theirs = 0, best = 1e9;
    if (!have_reportlab()) {
        puts("ReportLab's tables: skipped, python3-reportlab is not installed");
        return;
    }
    snprintf(line, sizeof line, "/usr/bin/python3 tests/bench/reportlab/table.py %d %d %s", ROWS,
             COLUMNS, f->path);
    FILE *script = popen(line, "r");
    bench_need(script && fscanf(script, "%lf", &theirs) == 1, "table.py");
    pclose(script);
    for (int i = 0; i < BENCH_ROUNDS; i++) {
        double ours = bench_time(our_pdf, f);
        if (ours < best) best = ours;
    }
    printf("%-66s x %.1f\n", "ReportLab's table of the same rows / ours, best of 5", theirs / best);
}

int main(void) {
    files f = {.doc = make_doc(ROWS), .path = "/tmp/jalon-bench-XXXXXX"};
    int fd = mkstemp(f.path);
    bench_need(fd >= 0, "no temporary file");
    close(fd);
    lay_out(&f);
    bench_ratio("a table of 3000 rows as PDF / the same pages by bare libharu", our_pdf, bare_pdf,
                &f);
    report_memory(&f, "memory of one more page, a tag for each cell", 600, 1800);
    report_memory(&f, "memory of one more page of a long table, a tag for each row", 6000, 18000);
    compare_reportlab(&f);
    bench_ratio("a table of 3000 rows as workbook / bare libxlsxwriter", our_xlsx, bare_xlsx, &f);
    unlink(f.path);
    jln_doc_free(f.doc);
    return 0;
}
