#include "base/err.h"

#include "base/i18n.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A text cut at the buffer's end must not leave half a character behind. */
static void trim_partial_character(char *text) {
    size_t n = strlen(text);
    size_t start = n;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) start--;
    if (start == 0) return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t want = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (n - (start - 1) < want) text[start - 1] = '\0';
}

jln_status jln_err_set(jln_err *err, jln_status status, const char *where, const char *fmt, ...) {
    if (!err || err->status != JLN_OK) return status;
    err->status = status;
    snprintf(err->where, sizeof err->where, "%s", where ? where : "");
    va_list args;
    va_start(args, fmt);
    vsnprintf(err->message, sizeof err->message, fmt, args);
    va_end(args);
    trim_partial_character(err->where);
    trim_partial_character(err->message);
    return status;
}

jln_status jln_err_nomem(jln_err *err) {
    return jln_err_set(err, JLN_ENOMEM, NULL, "%s", _("mémoire insuffisante"));
}

void jln_err_clear(jln_err *err) {
    memset(err, 0, sizeof *err);
}
