#include "cli/say.h"

#include "cli/share.h"

#include <errno.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* gettext translates nothing under "C": any UTF-8 locale will do, the language itself is LANGUAGE.
 */
static void choose_locale(void) {
    static const char *const names[] = {"C.UTF-8", "C.utf8", "fr_FR.UTF-8", "en_US.UTF-8", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_ALL, names[i])) break;
    setlocale(LC_NUMERIC, "C");
}

void jln_say_in(jln_lang lang, jln_arena *arena) {
    const char *folder;
    choose_locale();
    setenv("LANGUAGE", lang == JLN_LANG_EN ? "en" : "fr", 1);
    if (jln_share_path("locale", arena, &folder, NULL) != JLN_OK) return;
    bindtextdomain("jalon", folder);
    bind_textdomain_codeset("jalon", "UTF-8");
    textdomain("jalon");
}

void jln_say_error(const jln_err *err) {
    if (!err->message[0]) return;
    if (err->where[0]) fprintf(stderr, _("%s: erreur : %s\n"), err->where, err->message);
    else fprintf(stderr, _("jalon : erreur : %s\n"), err->message);
}

void jln_say_progress(const jln_cli *cli, const char *fmt, ...) {
    if (cli->quiet || !isatty(STDERR_FILENO)) return;
    fputs("\r\033[K", stderr);
    if (!fmt) return;
    va_list args;
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
}

static jln_status write_failed(int code, jln_err *err) {
    if (code == EPIPE) return jln_err_set(err, JLN_EIO, NULL, "%s", "");
    return jln_err_set(err, JLN_EIO, NULL, _("le résultat ne s'écrit pas (%s)"), strerror(code));
}

jln_status jln_say_check(jln_err *err) {
    return ferror(stdout) ? write_failed(errno, err) : JLN_OK;
}

jln_status jln_say_end(jln_err *err) {
    if (fflush(stdout) != 0 || ferror(stdout)) return write_failed(errno, err);
    return fclose(stdout) == 0 ? JLN_OK : write_failed(errno, err);
}

int jln_say_exit_code(jln_status status) {
    switch (status) {
    case JLN_OK:
    case JLN_ROW:
        return JLN_EXIT_DONE;
    case JLN_EDATA:
    case JLN_ESCRIPT:
    case JLN_ELIMIT:
        return JLN_EXIT_DATA;
    case JLN_ENOTFOUND:
    case JLN_EUSAGE:
        return JLN_EXIT_USAGE;
    case JLN_ENOMEM:
    case JLN_EIO:
    case JLN_EDB:
        break;
    }
    return JLN_EXIT_MACHINE;
}
