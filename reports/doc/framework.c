/* An indicator of the logical framework: its last measure, its target, in the words of a table. */
#include "doc/framework.h"

#include "compute/said.h"

#include "doc/format.h"

#include <string.h>

enum { DIGITS_MAX = 4 }; /* decimals a measured value may keep */

/* ---- what it is about ---- */

/* The latest that is a number; without one, the latest of all. Then the number before it. */
static void find_measures(const jln_builder *b, jln_tracked *t) {
    const jln_frame *f = b->frame;
    for (int i = 0; i < f->measure_count; i++) {
        const jln_frame_measure *m = &f->measures[i];
        if (m->line != t->index || m->year > b->year) continue;
        bool number = jln_value_known(&m->value);
        if (number && t->measured) t->before = t->last;
        if (number || !t->measured) t->last = m;
        t->measured |= number;
    }
}

/* The last target the document states; false when there is none. */
static bool last_target(const jln_builder *b, int line, jln_frame_target *out) {
    bool found = false;
    jln_frame_target next;
    for (int year = 0; jln_frame_next_target(b->frame, line, year, &next); year = next.year + 1) {
        *out = next;
        found = true;
    }
    return found;
}

static bool reaches(const jln_tracked *t) {
    const jln_bound bound = t->target.bound;
    if (!t->measured || !jln_value_known(&t->target.value)) return false;
    int order = jln_rat_cmp(t->last->value.number, t->target.value.number);
    if (bound == JLN_BOUND_AT_MOST) return order <= 0;
    if (bound == JLN_BOUND_AT_LEAST) return order >= 0;
    return t->line->direction < 0 ? order <= 0 : t->line->direction > 0 ? order >= 0 : order == 0;
}

jln_tracked jln_track(const jln_builder *b, int line) {
    jln_tracked t = {.index = line, .line = &b->frame->lines[line], .year = b->year};
    find_measures(b, &t);
    if (t.measured && jln_build_in_plan(b, t.last->year)) t.year = t.last->year;
    bool stated =
        jln_frame_next_target(b->frame, line, t.year, &t.target) || last_target(b, line, &t.target);
    if (!stated) return t;
    bool told = t.last && (t.measured || t.last->value.state == JLN_TEXT),
         since = told && t.last->year >= t.target.year,
         numbers = t.measured && jln_value_known(&t.target.value);
    t.aim = t.target.year >= b->year ? JLN_AIM_AHEAD
            : reaches(&t)            ? JLN_AIM_REACHED
            : !since                 ? JLN_AIM_UNKNOWN
            : numbers                ? JLN_AIM_MISSED
                                     : JLN_AIM_WORDS;
    return t;
}

/* ---- in words ---- */

static const char *number_words(jln_builder *b, jln_rat number) {
    jln_str text = {0};
    int decimals = 0;
    for (; decimals < DIGITS_MAX; decimals++) {
        jln_rat scaled = number;
        int64_t power = 1;
        for (int i = 0; i < decimals; i++) power *= 10;
        if (!jln_rat_mul(number, jln_rat_of(power), &scaled) || jln_rat_is_integer(scaled)) break;
    }
    jln_format_number(&text, number, decimals, b->lang);
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

static bool is_yes_no(const char *unit) {
    return unit && strcmp(unit, "oui/non (0/1)") == 0;
}

/* A rate is unreadable without its sign: "%", "% du PIB", "pour mille". A count has its unit in a
 * column, or in its title. */
static const char *sign_of(const jln_builder *b, const char *unit) {
    if (!unit || (*unit != '%' && strncmp(unit, "pour ", 5) != 0)) return NULL;
    return b->lang == JLN_LANG_EN && *unit == '%' ? "" : "\u00a0";
}

static const char *with_unit(jln_builder *b, jln_rat number, const char *unit) {
    if (is_yes_no(unit) && jln_rat_is_integer(number) && (number.num == 0 || number.num == 1))
        return number.num ? _("oui") : _("non");
    const char *words = number_words(b, number), *space = sign_of(b, unit);
    return space ? jln_build_fmt(b, "%s%s%s", words, space, jln_said(unit)) : words;
}

void jln_track_show(jln_builder *b, jln_cell *cell, const jln_value *value, jln_bound bound,
                    const char *words, const char *unit, int year) {
    cell->value = *value;
    if (value->state == JLN_TEXT && words) cell->text = words;
    if (!jln_value_known(value)) return;
    const char *number = with_unit(b, value->number, unit);
    if (bound == JLN_BOUND_AT_LEAST) number = jln_build_fmt(b, _("au moins %s"), number);
    if (bound == JLN_BOUND_AT_MOST) number = jln_build_fmt(b, _("au plus %s"), number);
    cell->text = year ? jln_build_fmt(b, "%s (%d)", number, year) : number;
}

const char *jln_track_lapsed(jln_builder *b, const jln_tracked *t) {
    switch (t->aim) {
    case JLN_AIM_REACHED:
        return jln_build_fmt(b, _("cible échue (%d), atteinte"), t->target.year);
    case JLN_AIM_MISSED:
        return jln_build_fmt(b, _("cible échue (%d), non atteinte"), t->target.year);
    case JLN_AIM_UNKNOWN:
        return jln_build_fmt(b, _("cible échue (%d), non mesurée"), t->target.year);
    case JLN_AIM_WORDS:
        return jln_build_fmt(b, _("cible échue (%d), à apprécier"), t->target.year);
    default:
        return NULL;
    }
}

void jln_track_show_target(jln_builder *b, jln_cell *cell, const jln_tracked *t, bool brief) {
    const char *lapsed = jln_track_lapsed(b, t);
    cell->value = jln_value_none(JLN_NA, JLN_REASON_NO_TARGET);
    if (t->aim == JLN_AIM_NONE) return;
    jln_track_show(b, cell, &t->target.value, t->target.bound, t->line->target_text, t->line->unit,
                   lapsed ? 0 : t->target.year);
    if (!lapsed) return;
    if (!cell->text) cell->text = jln_state_words(cell->value.state);
    cell->text = brief ? jln_build_fmt(b, _("%s (%d, échue)"), cell->text, t->target.year)
                       : jln_build_fmt(b, "%s – %s", cell->text, lapsed);
}

void jln_track_show_measure(jln_builder *b, jln_cell *cell, const jln_tracked *t,
                            const jln_frame_measure *measure) {
    cell->value = jln_value_none(JLN_MISSING, JLN_REASON_NOT_MEASURED);
    if (!measure) return;
    jln_track_show(b, cell, &measure->value, JLN_BOUND_EXACT, measure->words, t->line->unit,
                   measure->year);
    if (measure->source) cell->source = measure->source;
}

static bool is_text(const jln_frame_line *line) {
    return line->kind && strcmp(line->kind, "text") == 0;
}

const char *jln_track_unit(const jln_frame_line *line) {
    if (is_text(line) || !line->unit || !*line->unit) return NULL;
    return is_yes_no(line->unit) ? _("oui/non") : jln_said(line->unit);
}

/* The title names the unit, be it in the singular: "plan" for "plans". */
static bool names_unit(const char *title, const char *unit) {
    char singular[64];
    size_t n = strlen(unit);
    if (n && n < sizeof singular && unit[n - 1] == 's') n--;
    if (n >= sizeof singular) return false;
    memcpy(singular, unit, n);
    singular[n] = '\0';
    return strcasestr(title, singular) != NULL;
}

/* "Nombre d'écoles", "nbre d'agents" */
static bool counts(const char *title) {
    return strcasestr(title, "nombre d") || strcasestr(title, "nbre ");
}

const char *jln_track_title(jln_builder *b, const jln_frame_line *line, bool quoted) {
    const char *unit = jln_track_unit(line);
    if (!unit || is_yes_no(line->unit) || sign_of(b, line->unit)) return line->title;
    if (names_unit(line->title, line->unit) || counts(line->title)) return line->title;
    return jln_build_fmt(b, quoted ? "%s [%s]" : "%s (%s)", line->title, unit);
}

/* ---- sentences ---- */

typedef struct {
    int lines, both, either, words; /* words: a baseline or a target in words alone */
    int measured, of_year, latest, reached, back;
    int lapsed[JLN_AIM_COUNT], lapsed_all;
    const jln_frame_line *furthest; /* the one furthest behind its baseline */
    jln_value worst;
} tally;

static jln_status count_line(jln_builder *b, const jln_indicator *progress, int i, tally *n) {
    jln_tracked t = jln_track(b, i);
    jln_frame_target any;
    bool start = jln_value_known(&t.line->baseline);
    bool goal = jln_frame_next_target(b->frame, i, 0, &any) && jln_value_known(&any.value);
    n->lines++;
    n->both += start && goal;
    n->either += start || goal;
    n->measured += t.measured;
    n->of_year += t.measured && t.last->year == b->year;
    if (t.measured && t.last->year > n->latest) n->latest = t.last->year;
    n->reached += t.measured && t.aim != JLN_AIM_NONE && reaches(&t);
    n->lapsed[t.aim]++;
    n->lapsed_all += t.aim > JLN_AIM_AHEAD;
    if (!t.measured) return JLN_OK;
    jln_result result;
    jln_status status = jln_engine_item(b->engine, progress, (jln_place){t.line->node, -1, t.year},
                                        i, &result, b->err);
    if (status != JLN_OK) return status;
    if (!jln_value_known(&result.value) || jln_rat_cmp(result.value.number, jln_rat_of(0)) >= 0)
        return JLN_OK;
    n->back++;
    if (n->furthest && jln_rat_cmp(result.value.number, n->worst.number) >= 0) return JLN_OK;
    n->furthest = t.line;
    n->worst = result.value;
    return JLN_OK;
}

static const char *count(jln_builder *b, int n) {
    return number_words(b, jln_rat_of(n));
}

static jln_status say_measurable(jln_builder *b, const tally *n) {
    unsigned long lines = (unsigned long)n->lines, both = (unsigned long)n->both;
    if (n->either == 0)
        return jln_build_say(
            b, JLN_TEXT_LEAD,
            jln_build_fmt(b,
                          _("Aucun des %s indicateurs du cadre logique n'a de référence ni de "
                            "cible chiffrée : aucun avancement ne peut être mesuré tant qu'elles "
                            "ne sont pas fixées."),
                          count(b, n->lines)));
    const char *all = jln_build_fmt(
        b, P_("Le cadre logique a %s indicateur", "Le cadre logique a %s indicateurs", lines),
        count(b, n->lines));
    return jln_build_say(
        b, JLN_TEXT_LEAD,
        both ? jln_build_fmt(b,
                             P_("%s, dont %s a une référence et une cible chiffrées : son "
                                "avancement peut se mesurer.",
                                "%s, dont %s ont une référence et une cible chiffrées : leur "
                                "avancement peut se mesurer.",
                                both),
                             all, count(b, n->both))
             : jln_build_fmt(b,
                             _("%s ; aucun n'a à la fois une référence et une cible chiffrées : "
                               "aucun avancement ne peut se mesurer."),
                             all));
}

/* The year of the figures is told: those of 2012 are not the progress of 2015. */
static jln_status say_measured(jln_builder *b, const tally *n) {
    unsigned long measured = (unsigned long)n->measured;
    if (n->measured == 0)
        return jln_build_say(
            b, JLN_TEXT_BODY,
            jln_build_fmt(b, _("Aucune mesure n'a été reçue jusqu'en %d."), b->year));
    const char *known =
        jln_build_fmt(b, P_("%s indicateur est mesuré", "%s indicateurs sont mesurés", measured),
                      count(b, n->measured));
    const char *when =
        n->of_year == n->measured ? jln_build_fmt(b, _("%s en %d."), known, b->year)
        : n->of_year
            ? jln_build_fmt(b, _("%s, dont %s en %d."), known, count(b, n->of_year), b->year)
            : jln_build_fmt(b,
                            _("%s, mais aucune mesure n'est de %d : les dernières datent de %d."),
                            known, b->year, n->latest);
    return jln_build_say(b, JLN_TEXT_BODY, when);
}

static jln_status say_reached(jln_builder *b, const tally *n) {
    if (n->measured == 0) return JLN_OK;
    const char *reached = n->reached
                              ? jln_build_fmt(b,
                                              P_("%s indicateur mesuré atteint sa cible",
                                                 "%s indicateurs mesurés atteignent leur cible",
                                                 (unsigned long)n->reached),
                                              count(b, n->reached))
                              : _("Aucun indicateur mesuré n'atteint sa cible");
    if (!n->back) return jln_build_say(b, JLN_TEXT_BODY, jln_build_fmt(b, "%s.", reached));
    const char *rate = jln_build_rate(b, &n->worst);
    return jln_build_say(
        b, JLN_TEXT_BODY,
        n->back == 1
            ? jln_build_fmt(b, _("%s ; un recule depuis sa référence : « %s » (%s du chemin)."),
                            reached, n->furthest->title, rate)
            : jln_build_fmt(b,
                            _("%s ; %s reculent depuis leur référence, surtout « %s » (%s du "
                              "chemin)."),
                            reached, count(b, n->back), n->furthest->title, rate));
}

/* "Indicateurs dont la cible est échue avant 2013 : 2 (atteinte 0, non atteinte 1, non mesurée 1)."
 */
static jln_status say_lapsed(jln_builder *b, const tally *n) {
    if (n->lapsed_all == 0) return JLN_OK;
    const char *text =
        jln_build_fmt(b,
                      _("Indicateurs dont la cible est échue avant %d : %s (atteinte %s, non "
                        "atteinte %s, non mesurée %s"),
                      b->year, count(b, n->lapsed_all), count(b, n->lapsed[JLN_AIM_REACHED]),
                      count(b, n->lapsed[JLN_AIM_MISSED]), count(b, n->lapsed[JLN_AIM_UNKNOWN]));
    if (n->lapsed[JLN_AIM_WORDS])
        text = jln_build_fmt(b, _("%s, à apprécier %s"), text, count(b, n->lapsed[JLN_AIM_WORDS]));
    return jln_build_say(b, JLN_TEXT_BODY, jln_build_fmt(b, "%s).", text));
}

jln_status jln_track_sentences(jln_builder *b, const jln_indicator *progress) {
    tally n = {0};
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < b->frame->line_count; i++)
        status = count_line(b, progress, i, &n);
    if (status != JLN_OK || n.lines == 0) return status;
    status = say_measurable(b, &n);
    if (status == JLN_OK) status = say_measured(b, &n);
    if (status == JLN_OK) status = say_reached(b, &n);
    return status == JLN_OK ? say_lapsed(b, &n) : status;
}
