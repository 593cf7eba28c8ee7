/* Source strings are French; gettext turns them into English when --lang en asks for it. */
#ifndef JLN_BASE_I18N_H
#define JLN_BASE_I18N_H

#include <libintl.h>

#define _(text)              gettext(text)
#define N_(text)             (text) /* marks a text for the catalogue; translate it at its use */
#define P_(one, many, count) ngettext(one, many, count)

typedef enum { JLN_LANG_FR = 0, JLN_LANG_EN = 1 } jln_lang;

#endif
