/* Linked into every suite: the process has the locale of its environment, as jalon has, so that
 * LC_ALL=fr_FR.UTF-8 is a test of all of them. */
#include <locale.h>

__attribute__((constructor)) static void take_locale(void) {
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
}
