#include "import/part.h"

#include "base/i18n.h"
#include "import/file.h"
#include "import/words.h"

#include <errno.h>
#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zip.h>

enum {
    MEBIBYTE = 1 << 20,
    ARCHIVE_MAX = 64 * MEBIBYTE,
    PART_MAX = 256 * MEBIBYTE,
    ALL_MAX = 768 * MEBIBYTE, /* unpacked while the file is open, whatever is read twice */
    PARTS_MAX = 4096,
    RATIO_MAX = 300, /* sheets reach 30 or so */
    RATIO_FROM = MEBIBYTE,
    DEPTH_MAX = 64,
    TAG_MAX = MEBIBYTE,
    CHUNK = 64 * 1024
};

struct jln_parts {
    zip_t *zip;
    char *path;
    size_t fed;
};

/* ---- what the file is ---- */

static jln_status refuse(const jln_parts *parts, const char *message, jln_err *err) {
    return jln_err_set(err, JLN_EDATA, parts->path, "%s", message);
}

static jln_status damaged(const jln_parts *parts, zip_error_t *error, jln_err *err) {
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY) return jln_err_nomem(err);
    return jln_err_set(err, JLN_EDATA, parts->path,
                       _("ce n'est pas un classeur lisible (%s) : fichier coupé ou abîmé ; "
                         "demander un nouvel envoi"),
                       zip_error_strerror(error));
}

static jln_status check_first_bytes(const jln_parts *parts, int fd, jln_err *err) {
    char bytes[8];
    size_t length;
    jln_status status = jln_file_fill(fd, parts->path, bytes, sizeof bytes, &length, err);
    if (status != JLN_OK) return status;
    if (lseek(fd, 0, SEEK_SET) < 0)
        return jln_err_set(err, JLN_EIO, parts->path, _("lecture impossible : %s"),
                           strerror(errno));
    if (length >= 4 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0)
        return refuse(parts,
                      _("classeur protégé par un mot de passe, ou d'un ancien format (.xls) ; "
                        "l'enregistrer en .xlsx sans mot de passe"),
                      err);
    if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0) return JLN_OK;
    return refuse(parts, _("ce n'est pas un classeur .xlsx"), err);
}

static jln_status check_entry(const jln_parts *parts, zip_uint64_t index, jln_err *err) {
    zip_stat_t stat;
    if (zip_stat_index(parts->zip, index, 0, &stat) != 0)
        return damaged(parts, zip_get_error(parts->zip), err);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        return refuse(parts, _("classeur protégé par un mot de passe ; l'enregistrer sans"), err);
    const char *slash = strrchr(stat.name, '/');
    if (strncasecmp(slash ? slash + 1 : stat.name, "vbaProject", 10) == 0)
        return refuse(parts, _("classeur avec des macros ; l'enregistrer en .xlsx, sans macros"),
                      err);
    if (strcmp(stat.name, "mimetype") == 0)
        return refuse(parts,
                      _("ce n'est pas un classeur .xlsx mais un fichier OpenDocument ; "
                        "l'enregistrer en .xlsx"),
                      err);
    return JLN_OK;
}

static jln_status check_entries(const jln_parts *parts, jln_err *err) {
    zip_int64_t count = zip_get_num_entries(parts->zip, 0);
    if (count < 0 || count > PARTS_MAX)
        return jln_err_set(err, JLN_EDATA, parts->path,
                           _("archive de %lld parties, au plus %d attendues"), (long long)count,
                           PARTS_MAX);
    jln_status status = JLN_OK;
    for (zip_int64_t i = 0; status == JLN_OK && i < count; i++)
        status = check_entry(parts, (zip_uint64_t)i, err);
    return status;
}

static jln_status open_zip(jln_parts *parts, jln_err *err) {
    int fd, code = 0;
    jln_status status = jln_file_open(parts->path, ARCHIVE_MAX, &fd, err);
    if (status != JLN_OK) return status;
    status = check_first_bytes(parts, fd, err);
    if (status == JLN_OK) parts->zip = zip_fdopen(fd, 0, &code);
    if (parts->zip) return check_entries(parts, err); /* the descriptor is the archive's now */
    close(fd);
    if (status != JLN_OK) return status;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    status = damaged(parts, &error, err);
    zip_error_fini(&error);
    return status;
}

jln_status jln_parts_open(const char *path, jln_parts **out, jln_err *err) {
    *out = NULL;
    jln_parts *parts = calloc(1, sizeof *parts);
    if (parts) parts->path = strdup(path);
    if (!parts || !parts->path) {
        free(parts);
        return jln_err_nomem(err);
    }
    jln_status status = open_zip(parts, err);
    if (status == JLN_OK) *out = parts;
    else jln_parts_close(parts);
    return status;
}

void jln_parts_close(jln_parts *parts) {
    if (!parts) return;
    if (parts->zip) zip_discard(parts->zip);
    free(parts->path);
    free(parts);
}

bool jln_parts_has(const jln_parts *parts, const char *name) {
    return zip_name_locate(parts->zip, name, ZIP_FL_NOCASE) >= 0;
}

/* ---- one part ---- */

typedef struct {
    jln_parts *parts;
    const char *name;
    const jln_xml *handler;
    XML_Parser parser;
    jln_status status; /* what ends the reading */
    jln_err *err;
    int depth;
    size_t fed;
} reading;

static const char *bare(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *jln_xml_attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (strcmp(bare(attributes[0]), name) == 0) return attributes[1];
    return NULL;
}

static void stop(reading *r, jln_status status) {
    if (status == JLN_OK || r->status != JLN_OK) return;
    r->status = status;
    XML_StopParser(r->parser, XML_FALSE);
}

static jln_status bad_part(reading *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static jln_status bad_part(reading *r, const char *fmt, ...) {
    char place[512], message[256];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    snprintf(place, sizeof place, "%s (%s)", r->parts->path, r->name);
    return jln_err_set(r->err, JLN_EDATA, place, "%s", message);
}

static void on_start(void *ctx, const XML_Char *name, const XML_Char **attributes) {
    reading *r = ctx;
    if (r->status != JLN_OK) return;
    if (++r->depth > DEPTH_MAX) stop(r, bad_part(r, _("plus de %d éléments emboîtés"), DEPTH_MAX));
    else if (r->handler->start)
        stop(r, r->handler->start(r->handler->ctx, bare(name), attributes, r->err));
}

static void on_end(void *ctx, const XML_Char *name) {
    reading *r = ctx;
    r->depth--;
    if (r->status == JLN_OK && r->handler->end)
        stop(r, r->handler->end(r->handler->ctx, bare(name), r->err));
}

static void on_text(void *ctx, const XML_Char *text, int length) {
    reading *r = ctx;
    if (r->status == JLN_OK && r->handler->text)
        stop(r, r->handler->text(r->handler->ctx, text, (size_t)length, r->err));
}

static void on_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
                       const XML_Char *public, int internal) {
    (void)name, (void)system, (void)public, (void)internal;
    reading *r = ctx;
    stop(r, bad_part(r, "%s",
                     _("une déclaration DOCTYPE, qu'aucun tableur n'écrit ; fichier refusé")));
}

/* The last thing seen must not be far behind: a tag without end would be read again and again. */
static jln_status check_progress(reading *r) {
    if (r->fed > PART_MAX) return bad_part(r, _("plus de %d Mio"), PART_MAX / MEBIBYTE);
    if (r->parts->fed > ALL_MAX)
        return bad_part(r, _("plus de %d Mio dans tout le fichier"), ALL_MAX / MEBIBYTE);
    long long seen = XML_GetCurrentByteIndex(r->parser);
    if ((long long)r->fed - (seen < 0 ? 0 : seen) > TAG_MAX + CHUNK)
        return bad_part(r, "%s", _("une balise de plus de 1 Mio"));
    return JLN_OK;
}

static jln_status not_xml(reading *r) {
    enum XML_Error code = XML_GetErrorCode(r->parser);
    if (code == XML_ERROR_NO_MEMORY) return jln_err_nomem(r->err);
    return bad_part(r, _("XML mal formé, ligne %lu : %s"), XML_GetCurrentLineNumber(r->parser),
                    XML_ErrorString(code));
}

static jln_status feed(reading *r, zip_file_t *file) {
    jln_status status = JLN_OK;
    for (bool last = false; status == JLN_OK && !last;) {
        void *buffer = XML_GetBuffer(r->parser, CHUNK);
        if (!buffer) return jln_err_nomem(r->err);
        zip_int64_t n = zip_fread(file, buffer, CHUNK);
        if (n < 0) return damaged(r->parts, zip_file_get_error(file), r->err);
        r->fed += (size_t)n;
        r->parts->fed += (size_t)n;
        last = n == 0;
        enum XML_Status parsed = XML_ParseBuffer(r->parser, (int)n, last);
        if (r->status != JLN_OK) return r->status;
        status = parsed == XML_STATUS_ERROR ? not_xml(r) : check_progress(r);
    }
    return status;
}

static jln_status check_size(reading *r, const zip_stat_t *stat) {
    if (!(stat->valid & ZIP_STAT_SIZE) || !(stat->valid & ZIP_STAT_COMP_SIZE)) return JLN_OK;
    if (stat->size > PART_MAX) return bad_part(r, _("plus de %d Mio"), PART_MAX / MEBIBYTE);
    if (stat->size > RATIO_FROM && stat->size / RATIO_MAX > stat->comp_size)
        return bad_part(r, _("%llu octets tirés de %llu : fichier piégé, refusé"),
                        (unsigned long long)stat->size, (unsigned long long)stat->comp_size);
    return JLN_OK;
}

static jln_status parse_file(reading *r, zip_file_t *file) {
    r->parser = XML_ParserCreate(NULL);
    if (!r->parser) return jln_err_nomem(r->err);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    jln_status status = feed(r, file);
    XML_ParserFree(r->parser);
    return status == JLN_ROW ? JLN_OK : status;
}

jln_status jln_parts_parse(jln_parts *parts, const char *name, const jln_xml *handler,
                           jln_err *err) {
    reading r = {.parts = parts, .name = name, .handler = handler, .err = err};
    zip_stat_t stat;
    zip_int64_t index = zip_name_locate(parts->zip, name, ZIP_FL_NOCASE);
    if (index < 0 || zip_stat_index(parts->zip, (zip_uint64_t)index, 0, &stat) != 0)
        return jln_err_set(err, JLN_ENOTFOUND, parts->path,
                           _("le classeur n'a pas de partie « %.100s »"), name);
    jln_status status = check_size(&r, &stat);
    if (status != JLN_OK) return status;
    zip_file_t *file = zip_fopen_index(parts->zip, (zip_uint64_t)index, 0);
    if (!file) return damaged(parts, zip_get_error(parts->zip), err);
    status = parse_file(&r, file);
    zip_fclose(file);
    return status;
}
