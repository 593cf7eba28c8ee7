#include "model/setting.h"

#include "base/i18n.h"
#include "model/colour.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static jln_status check_colour(const char *about, const char *value, size_t *column, jln_err *err) {
    enum { ABOUT = 1, VALUE = 2 };
    uint32_t colour;
    bool first = strcmp(about, "1") == 0;
    *column = ABOUT;
    if (!first && strcmp(about, "2") != 0)
        return jln_err_set(
            err, JLN_EDATA, NULL,
            _("trouvé « %.60s », attendu 1 (titres et premières barres) ou 2 (filets)"), about);
    *column = VALUE;
    if (!jln_colour_parse(value, &colour))
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("trouvé « %.60s », attendu une couleur comme « #1F3A54 »"), value);
    double contrast = jln_colour_contrast(colour, 0xFFFFFF);
    double least = first ? JLN_CONTRAST_TEXT : JLN_CONTRAST_RULE;
    if (contrast >= least) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL,
                       _("« %s » se lit mal sur du blanc (contraste %.1f, attendu au moins %.1f) ; "
                         "prendre une couleur plus foncée"),
                       value, contrast, least);
}

/* In what reports print amounts. */
static jln_status check_scale(const char *about, const char *value, size_t *column, jln_err *err) {
    static const char *const scales[] = {"1", "1000", "1000000", "1000000000"};
    enum { ABOUT = 1, VALUE = 2 };
    *column = ABOUT;
    if (*about)
        return jln_err_set(
            err, JLN_EDATA, NULL,
            _("trouvé « %.60s », attendu une cellule vide : l'échelle est celle du plan"), about);
    *column = VALUE;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (strcmp(scales[i], value) == 0) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL,
                       _("trouvé « %.60s », attendu 1, 1000 (milliers), 1000000 (millions) ou "
                         "1000000000 (milliards)"),
                       value);
}

static jln_status check_signatory(const char *key, const char *about, size_t *column,
                                  jln_err *err) {
    *column = 0;
    if (strcmp(key, "signatory_title") != 0 && strcmp(key, "signatory_name") != 0)
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("trouvé « %.60s », attendu signatory_title ou signatory_name"), key);
    *column = 1;
    if (about[0] >= '1' && about[0] <= '6' && !about[1]) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL,
                       _("trouvé « %.60s », attendu le rang du signataire, de 1 à 6"), about);
}

/* Of the whole plan (`about` empty). */
static const struct {
    const char *key;
    const char *const values[6];
    const char *expected;
} closed[] = {
    {"stage",
     {"committed", "liquidated", "ordered", "paid"},
     "committed, liquidated, ordered, paid"},
    {"base", {"auto", "planned", "initial", "revised"}, "auto, planned, initial, revised"},
    {"lights", {"uemoa", "simple"}, "uemoa, simple"},
};

static jln_status check_closed(const char *key, const char *about, const char *value,
                               size_t *column, jln_err *err) {
    *column = 2;
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        if (strcmp(closed[i].key, key) != 0 || *about) continue;
        for (size_t v = 0; closed[i].values[v]; v++)
            if (strcmp(closed[i].values[v], value) == 0) return JLN_OK;
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("trouvé « %.60s », attendu l'un de ces codes : %s"), value,
                           closed[i].expected);
    }
    return JLN_OK;
}

/* `about` is the acronym, `value` what it stands for. */
static jln_status check_acronym(const char *about, const char *value, size_t *column,
                                jln_err *err) {
    *column = *about ? 2 : 1;
    if (*about && *value) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL, "%s",
                       _("attendu le sigle dans « about » et son sens dans « value »"));
}

jln_status jln_setting_check(const char *key, const char *about, const char *value, size_t *column,
                             jln_err *err) {
    if (strcmp(key, "colour") == 0) return check_colour(about, value, column, err);
    if (strcmp(key, "scale") == 0) return check_scale(about, value, column, err);
    if (strcmp(key, "acronym") == 0) return check_acronym(about, value, column, err);
    if (strncmp(key, "signatory", 9) == 0) return check_signatory(key, about, column, err);
    return check_closed(key, about, value, column, err);
}
