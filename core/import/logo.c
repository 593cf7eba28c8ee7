#include "import/logo.h"

#include "image/image.h"
#include "import/file.h"
#include "import/words.h"

#include <string.h>
#include <unistd.h>

enum { FIELD_COUNT = 5 };

bool jln_logo_is(const jln_table *table) {
    return strcmp(table->name, "logo") == 0;
}

static jln_status load(const char *file, jln_arena *arena, uint8_t **bytes, size_t *length,
                       jln_err *problem) {
    int fd = -1;
    jln_status status = jln_file_open(file, JLN_IMAGE_FILE_MAX, &fd, problem);
    if (status == JLN_OK && !(*bytes = jln_arena_alloc(arena, JLN_IMAGE_FILE_MAX + 1)))
        status = jln_err_nomem(problem);
    if (status == JLN_OK)
        status = jln_file_fill(fd, file, (char *)*bytes, JLN_IMAGE_FILE_MAX + 1, length, problem);
    if (fd >= 0) close(fd);
    return status;
}

static jln_status send_row(const jln_table *table, const jln_image *image, const char *text,
                           const jln_sink *sink, jln_err *err) {
    jln_field fields[FIELD_COUNT] = {
        {JLN_FIELD_TEXT, 0, "logo"},
        {JLN_FIELD_TEXT, 0, image->format == JLN_IMAGE_PNG ? "png" : "jpeg"},
        {JLN_FIELD_INT, image->width, NULL},
        {JLN_FIELD_INT, image->height, NULL},
        {JLN_FIELD_TEXT, 0, text},
    };
    jln_row row = {table, fields, 1};
    return sink->row(sink->ctx, &row, err);
}

jln_status jln_logo_send(const jln_package *package, const jln_table *table,
                         const jln_resource *resource, jln_arena *arena, const jln_sink *sink,
                         jln_diag *diag, jln_err *err) {
    jln_err problem = {0};
    jln_image image;
    uint8_t *bytes = NULL;
    size_t length = 0;
    const char *file = jln_arena_fmt(arena, "%s/%s", package->dir, resource->path);
    int *places = jln_arena_array(arena, JLN_TABLE_COLUMNS_MAX, sizeof *places);
    if (!file || !places) return jln_err_nomem(err);
    jln_status status = load(file, arena, &bytes, &length, &problem);
    if (status == JLN_OK) status = jln_image_check(bytes, length, &image, &problem);
    if (status != JLN_OK) {
        jln_words_place(&problem, file, 0, 0);
        if (status == JLN_EDATA) return jln_diag_emit(diag, &problem);
        return jln_err_set(err, status, problem.where, "%s", problem.message);
    }
    char *text = jln_arena_alloc(arena, jln_image_text_size(length));
    if (!text) return jln_err_nomem(err);
    jln_image_to_text(bytes, length, text);
    status = sink->file(sink->ctx, table, file, places, err);
    return status == JLN_OK ? send_row(table, &image, text, sink, err) : status;
}
