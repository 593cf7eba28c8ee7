/* How the causes of a finding explain its difference, in words. */
#include "audit/audit.h"

#include "base/i18n.h"
#include "base/str.h"

static void add_name(jln_str *out, const jln_finding_cause *cause, bool by_number) {
    if (by_number) jln_str_fmt(out, _("n°\u00a0%zu"), cause->rank + 1);
    else jln_str_add(out, cause->id);
    if (cause->part) jln_str_fmt(out, " (%s)", cause->part);
}

/* "n° 7 (−10 000), n° 8 (30 000) et n° 9 (5 000)". */
static void add_names(jln_str *out, const jln_finding *f, bool by_number) {
    for (size_t i = 0; i < f->cause_count; i++) {
        if (i) jln_str_add(out, i + 1 < f->cause_count ? ", " : _(" et "));
        add_name(out, &f->causes[i], by_number);
    }
}

static const char *keep(jln_arena *arena, jln_str *text, const char *after) {
    jln_str_add(text, after);
    const char *kept = text->failed ? NULL : jln_arena_str(arena, jln_str_c(text));
    jln_str_free(text);
    return kept;
}

const char *jln_finding_explanation(const jln_finding *f, jln_arena *arena, bool by_number) {
    jln_str names = {0}, text = {0};
    bool partly = f->explained == JLN_EXPLAINED_PARTLY;
    bool told = f->cause_count == 1 && !partly && jln_str_eq(f->causes[0].id, f->cause);
    if (!f->cause_count || told) return "";
    add_names(&names, f, by_number);
    const char *list = keep(arena, &names, "");
    if (!list) return NULL;
    unsigned long n = (unsigned long)f->cause_count;
    if (partly)
        jln_str_fmt(&text, P_("L’écart s’explique en partie par le constat %s ; il reste %s.",
                              "L’écart s’explique en partie par les constats %s ; il reste %s.", n), list, f->rest);
    else if (f->explained == JLN_EXPLAINED_WHOLLY)
        jln_str_fmt(&text, P_("L’écart s’explique entièrement par le constat %s.",
                              "L’écart s’explique entièrement par les constats %s.", n), list);
    else
        jln_str_fmt(&text, P_("Il découle du constat %s.", "Il découle des constats %s.", n), list);
    return keep(arena, &text, "");
}
