/* What a plan's settings give to the look of its reports: colours, logo, signatories. */
#include "doc/build.h"

#include "model/colour.h"
#include "store/read.h"

#include <string.h>

enum { SIGNATORIES_MAX = 6 };

static jln_status read_logo(const jln_cursor *row, void *ctx, jln_err *err) {
    jln_builder *b = ctx;
    jln_doc_logo *logo = &b->doc->logo;
    logo->png = strcmp(jln_cursor_text(row, 0), "png") == 0;
    logo->width = (int)jln_cursor_int(row, 1);
    logo->height = (int)jln_cursor_int(row, 2);
    logo->data = jln_arena_str(b->doc->arena, jln_cursor_text(row, 3));
    return logo->data ? JLN_OK : jln_err_nomem(err);
}

static void read_colour(const jln_builder *b, const char *about, uint32_t *out) {
    const char *value = jln_plan_setting(b->plan, "colour", about);
    if (!value || !jln_colour_parse(value, out)) *out = JLN_COLOUR_OURS;
}

/* Each is checked when it is loaded; together they must still be told apart on a copy. */
static jln_status read_colours(jln_builder *b) {
    uint32_t *c = b->doc->colours;
    read_colour(b, "1", &c[0]);
    read_colour(b, "2", &c[1]);
    if (c[0] == JLN_COLOUR_OURS || c[1] == JLN_COLOUR_OURS ||
        jln_colour_contrast(c[0], c[1]) >= JLN_CONTRAST_PAIR)
        return JLN_OK;
    return jln_err_set(
        b->err, JLN_ESCRIPT, "settings.csv",
        _("réglage « colour » : « %s » et « %s » donnent le même gris sur une copie ; en "
          "éclaircir ou en foncer une"),
        jln_plan_setting(b->plan, "colour", "1"), jln_plan_setting(b->plan, "colour", "2"));
}

jln_status jln_build_look(jln_builder *b) {
    const jln_params params = {.plan = b->plan->name};
    jln_status status = read_colours(b);
    return status == JLN_OK ? jln_query_each(b->db, JLN_Q_LOGO, &params, read_logo, b, b->err)
                            : status;
}

/* signatures{}: who signs, in the order of their rank; nothing when the plan names nobody. */
jln_status jln_build_signatures(jln_builder *b, const jln_tree *node) {
    jln_signatory found[SIGNATORIES_MAX];
    size_t count = 0;
    jln_status status = jln_build_fields(b, node, "formats:list");
    for (int i = 1; i <= SIGNATORIES_MAX; i++) {
        const char rank[] = {(char)('0' + i), '\0'};
        jln_signatory s = {jln_plan_setting(b->plan, "signatory_title", rank),
                           jln_plan_setting(b->plan, "signatory_name", rank)};
        if (s.title || s.name) found[count++] = s;
    }
    if (status != JLN_OK || count == 0) return status;
    jln_signatory *kept = jln_arena_array(b->doc->arena, count, sizeof *kept);
    const char *at = jln_plan_setting(b->plan, "signed_at", "");
    const char *made = at ? jln_build_fmt(b, _("Fait à %s, le"), at) : _("Fait le");
    jln_block *block = kept ? jln_doc_add(b->doc, JLN_BLOCK_SIGNATURES, b->formats) : NULL;
    if (!block) return jln_err_nomem(b->err);
    memcpy(kept, found, count * sizeof *kept);
    block->signatures.made_at = made;
    block->signatures.signatories = kept;
    block->signatures.count = count;
    return JLN_OK;
}
