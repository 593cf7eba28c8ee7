/* How the causes of a finding explain its difference, in words. */
#include "audit/audit.h"

#include "base/i18n.h"
#include "base/str.h"

static void add_name(jln_str *out, const jln_finding_cause *cause, jln_explain_style style) {
    if (style != JLN_EXPLAIN_IDS) jln_str_fmt(out, _("n°\u00a0%zu"), cause->rank + 1);
    else jln_str_add(out, cause->id);
    if (cause->part) jln_str_fmt(out, " (%s)", cause->part);
}

/* "n° 7 (−10 000), n° 8 (30 000) et n° 9 (5 000)". */
static void add_names(jln_str *out, const jln_finding *f, jln_explain_style style) {
    for (size_t i = 0; i < f->cause_count; i++) {
        if (i) jln_str_add(out, i + 1 < f->cause_count ? ", " : _(" et "));
        add_name(out, &f->causes[i], style);
    }
}

static const char *keep(jln_arena *arena, jln_str *text) {
    const char *kept = text->failed ? NULL : jln_arena_str(arena, jln_str_c(text));
    jln_str_free(text);
    return kept;
}

static void add_sentence(jln_str *out, const jln_finding *f, const char *causes) {
    unsigned long n = (unsigned long)f->cause_count;
    switch (f->explained) {
    case JLN_EXPLAINED_PARTLY:
        jln_str_fmt(out,
                    P_("L’écart s’explique en partie par le constat %s ; il reste %s.",
                       "L’écart s’explique en partie par les constats %s ; il reste %s.", n),
                    causes, f->rest);
        return;
    case JLN_EXPLAINED_WHOLLY:
        jln_str_fmt(out,
                    P_("L’écart s’explique entièrement par le constat %s.",
                       "L’écart s’explique entièrement par les constats %s.", n),
                    causes);
        return;
    case JLN_EXPLAINED_UNKNOWN:
        break;
    }
    jln_str_fmt(out, P_("Il découle du constat %s.", "Il découle des constats %s.", n), causes);
}

static void add_briefly(jln_str *out, const jln_finding *f, const char *causes) {
    if (f->explained == JLN_EXPLAINED_PARTLY)
        jln_str_fmt(out, _("En partie par %s ; reste %s."), causes, f->rest);
    else if (f->explained == JLN_EXPLAINED_WHOLLY)
        jln_str_fmt(out, _("Entièrement par %s."), causes);
    else jln_str_fmt(out, _("Découle de %s."), causes);
}

const char *jln_finding_explanation(const jln_finding *f, jln_arena *arena,
                                    jln_explain_style style) {
    jln_str names = {0}, text = {0};
    bool told = f->cause_count == 1 && f->explained != JLN_EXPLAINED_PARTLY &&
                jln_str_eq(f->causes[0].id, f->cause);
    if (!f->cause_count || told) return "";
    add_names(&names, f, style);
    const char *causes = keep(arena, &names);
    if (!causes) return NULL;
    if (style == JLN_EXPLAIN_BRIEFLY) add_briefly(&text, f, causes);
    else add_sentence(&text, f, causes);
    return keep(arena, &text);
}
