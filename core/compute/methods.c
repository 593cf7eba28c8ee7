/* What a script can ask of the place it is evaluated at: the only list of its methods and of their arguments. */
#include "compute/inside.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    jln_engine *e;
    const char *method;
    const char *code;      /* the argument that chooses: stage, which, status, state */
    const char *word;      /* n:setting("key"): the text that stands alone */
    jln_handle value;      /* n:keep(v): the value that stands alone */
    jln_handle known, positive;
    int year;
    bool cumulative, next, in_kind, all;
    jln_place place;       /* of the engine, with the funder asked for */
    jln_span span;
    const jln_arg *fallback;
} ask;

typedef jln_status answer_fn(const ask *a, jln_handle *out, jln_err *err);

enum {
    YEAR = 1,       /* year = -1: last year; year = 2013 */
    CUMULATIVE = 2, /* cumulative = true: since the plan's first year */
    FUNDER = 4,     /* funder = "all" */
    KIND = 8,       /* in_kind = true */
    NEXT = 16,      /* next = true: the nearest target, of that year or later */
    WORD = 32,      /* a text first */
    VALUE = 64,     /* a value first, then known = ..., positive = ... */
    DEFAULT = 128   /* default = 12.5 */
};

typedef struct {
    const char *name, *chooser, *codes; /* codes: what the chooser may be, separated by spaces */
    unsigned takes;
    answer_fn *answer;
} method;

static answer_fn give_base, give_spent, give_outside, give_physical, give_weight, give_financing, give_funding,
    give_opening, give_count, give_returns, give_elapsed, give_indicator, give_setting, keep, impossible, not_asked, give_bound, give_baseline,
    give_target, give_actual, give_direction, give_beneficiaries, give_population, give_recommendations, give_registered,
    give_programme_target;

static const method table[] = {
    {"actual", NULL, NULL, YEAR, give_actual},
    {"base", "which", "planned initial revised", YEAR | CUMULATIVE, give_base},
    {"baseline", NULL, NULL, 0, give_baseline},
    {"beneficiaries", NULL, NULL, 0, give_beneficiaries},
    {"bound", NULL, NULL, YEAR, give_bound},
    {"count", "state",
     "scheduled unscheduled done under_way not_started postponed cancelled not_reported extra", YEAR,
     give_count},
    {"direction", NULL, NULL, 0, give_direction},
    {"elapsed", NULL, NULL, YEAR, give_elapsed},
    {"financing", NULL, NULL, YEAR | CUMULATIVE | FUNDER, give_financing},
    {"funding", "status", "announced signed notified received", YEAR | CUMULATIVE | FUNDER | KIND,
     give_funding},
    {"impossible", NULL, NULL, WORD, impossible},
    {"indicator", NULL, NULL, WORD | YEAR, give_indicator},
    {"keep", NULL, NULL, VALUE, keep},
    {"not_asked", NULL, NULL, WORD, not_asked},
    {"opening", NULL, NULL, YEAR, give_opening},
    {"outside", "stage", "committed liquidated ordered paid", YEAR | CUMULATIVE, give_outside},
    {"physical", NULL, NULL, YEAR | CUMULATIVE, give_physical},
    {"population", NULL, NULL, 0, give_population},
    {"programme_target", NULL, NULL, 0, give_programme_target},
    {"recommendations", "state", "due executed not_applicable", YEAR, give_recommendations},
    {"registered", NULL, NULL, 0, give_registered},
    {"returns", "state", "expected received late on_time checked validated", YEAR, give_returns},
    {"setting", NULL, NULL, WORD | DEFAULT, give_setting},
    {"spent", "stage", "committed liquidated ordered paid", YEAR | CUMULATIVE | FUNDER, give_spent},
    {"target", NULL, NULL, YEAR | NEXT, give_target},
    {"weight", NULL, NULL, YEAR | CUMULATIVE, give_weight},
};

enum { METHOD_COUNT = sizeof table / sizeof *table };

const char *const jln_methods[METHOD_COUNT + 1] = {
    "actual", "base", "baseline", "beneficiaries", "bound", "count", "direction", "elapsed", "financing",
    "funding", "impossible", "indicator", "keep", "not_asked", "opening", "outside", "physical", "population", "programme_target",
    "recommendations", "registered", "returns", "setting", "spent", "target", "weight", NULL};

/* ---- arguments ---- */

static const struct {
    const char *name;
    unsigned flag;
} named_arguments[] = {
    {"year", YEAR}, {"cumulative", CUMULATIVE}, {"funder", FUNDER}, {"in_kind", KIND},
    {"next", NEXT}, {"known", VALUE},           {"positive", VALUE}, {"default", DEFAULT},
};

enum { NAMED_COUNT = sizeof named_arguments / sizeof *named_arguments };

void jln_methods_usage(int index, jln_str *out) {
    const method *m = &table[index];
    bool any = false;
    jln_str_add(out, m->name);
    if (m->takes & WORD) jln_str_add(out, "(\"...\"");
    if (m->takes & VALUE) jln_str_add(out, "(v");
    if (m->chooser) {
        jln_str_fmt(out, "{%s", m->chooser);
        any = true;
    }
    for (int i = 0; i < NAMED_COUNT; i++) {
        if (!(m->takes & named_arguments[i].flag)) continue;
        jln_str_fmt(out, "%s%s", any ? ", " : m->takes & (WORD | VALUE) ? ", {" : "{", named_arguments[i].name);
        any = true;
    }
    if (any) jln_str_add(out, "}");
    if (m->takes & (WORD | VALUE)) jln_str_add(out, ")");
    else if (!any) jln_str_add(out, "()");
}

static jln_status unknown_argument(const method *m, const jln_arg *arg, jln_err *err) {
    jln_str list = {0};
    if (m->chooser) jln_str_add(&list, m->chooser);
    for (int i = 0; i < NAMED_COUNT; i++)
        if (m->takes & named_arguments[i].flag)
            jln_str_fmt(&list, "%s%s", list.length ? ", " : "", named_arguments[i].name);
    jln_status status =
        list.length ? jln_err_set(err, JLN_ESCRIPT, NULL,
                                  _("n:%s : argument « %s » inconnu ; arguments possibles : %s"), m->name,
                                  arg->name ? arg->name : "1", jln_str_c(&list))
                    : jln_err_set(err, JLN_ESCRIPT, NULL,
                                  _("n:%s : argument « %s » inconnu ; cette méthode n'en prend pas"),
                                  m->name, arg->name ? arg->name : "1");
    jln_str_free(&list);
    return status;
}

static jln_status wrong_argument(const method *m, const jln_arg *arg, const char *expected,
                                 jln_err *err) {
    char number[JLN_NUM_MAX] = "?";
    if (arg->kind == JLN_ARG_NUMBER) jln_rat_text(arg->number, 6, true, number);
    return jln_err_set(err, JLN_ESCRIPT, NULL, _("n:%s{%s = %s} : attendu %s"), m->name,
                       arg->name ? arg->name : "1",
                       arg->kind == JLN_ARG_TEXT   ? arg->text
                       : arg->kind == JLN_ARG_BOOL ? (arg->boolean ? "true" : "false")
                                                   : number,
                       expected);
}

/* True when `code` is one of the words of `codes`. */
static bool among(const char *codes, const char *code) {
    size_t length = strlen(code);
    for (const char *p = codes; *p && length;) {
        size_t word = strcspn(p, " ");
        if (word == length && memcmp(p, code, length) == 0) return true;
        p += word + strspn(p + word, " ");
    }
    return false;
}

static jln_status take_year(ask *a, const method *m, const jln_arg *arg, jln_err *err) {
    jln_rat n = arg->number;
    if (arg->kind != JLN_ARG_NUMBER || n.den != 1 || n.num < -200 || n.num > 9999)
        return wrong_argument(m, arg, _("une année (2013), ou un nombre d'années de décalage (-1)"), err);
    a->year = n.num <= 0 ? a->e->place.year + (int)n.num : (int)n.num;
    return JLN_OK;
}

static jln_status take_flag(bool *flag, const method *m, const jln_arg *arg, jln_err *err) {
    if (arg->kind != JLN_ARG_BOOL) return wrong_argument(m, arg, "true", err);
    *flag = arg->boolean;
    return JLN_OK;
}

static jln_status take_value(jln_handle *value, const method *m, const jln_arg *arg, jln_err *err) {
    if (arg->kind != JLN_ARG_VALUE) return wrong_argument(m, arg, _("une valeur, comme n:spent()"), err);
    *value = arg->value;
    return JLN_OK;
}

static jln_status take_named(ask *a, const method *m, const jln_arg *arg, unsigned flag, jln_err *err) {
    switch (flag) {
    case YEAR: return take_year(a, m, arg, err);
    case CUMULATIVE: return take_flag(&a->cumulative, m, arg, err);
    case KIND: return take_flag(&a->in_kind, m, arg, err);
    case NEXT: return take_flag(&a->next, m, arg, err);
    case VALUE: return take_value(strcmp(arg->name, "known") == 0 ? &a->known : &a->positive, m, arg, err);
    case FUNDER:
        if (arg->kind != JLN_ARG_TEXT || strcmp(arg->text, "all") != 0)
            return wrong_argument(m, arg, "\"all\"", err);
        a->place.funder = -1;
        a->all = true;
        return JLN_OK;
    default:
        if (arg->kind != JLN_ARG_NUMBER) return wrong_argument(m, arg, _("un nombre"), err);
        a->fallback = arg;
        return JLN_OK;
    }
}

static jln_status take(ask *a, const method *m, const jln_arg *arg, jln_err *err) {
    if (!arg->name && (m->takes & WORD) && arg->kind == JLN_ARG_TEXT && !a->word) {
        a->word = arg->text;
        return JLN_OK;
    }
    if (!arg->name && (m->takes & VALUE) && !a->value) return take_value(&a->value, m, arg, err);
    if (arg->name && m->chooser && strcmp(arg->name, m->chooser) == 0) {
        if (arg->kind != JLN_ARG_TEXT || !among(m->codes, arg->text))
            return wrong_argument(m, arg, m->codes, err);
        a->code = arg->text;
        return JLN_OK;
    }
    for (int i = 0; arg->name && i < NAMED_COUNT; i++)
        if ((m->takes & named_arguments[i].flag) && strcmp(arg->name, named_arguments[i].name) == 0)
            return take_named(a, m, arg, named_arguments[i].flag, err);
    return unknown_argument(m, arg, err);
}

static jln_status given(const ask *a, const char *key, jln_handle *out, jln_err *err) {
    const jln_engine *e = a->e;
    const char *scope = a->cumulative                        ? "cumulative"
                        : a->year < e->place.year            ? "previous"
                        : a->all                          ? "all"
                                                             : NULL;
    return jln_example_given(a->e, scope, key, a->year, out, err);
}

/* The key of a worked example: what the chooser says, else the method's name. */
static const char *key_of(const ask *a, const method *m, char buffer[64]) {
    if (strcmp(m->name, "returns") == 0 || strcmp(m->name, "recommendations") == 0)
        snprintf(buffer, 64, "%s_%s", m->name, a->code ? a->code : "");
    else snprintf(buffer, 64, "%s%s", a->code ? a->code : m->name, a->in_kind ? "_in_kind" : a->next ? "_next" : "");
    return buffer;
}

jln_status jln_methods_call(void *ctx, const char *name, const jln_arg *args, size_t count,
                            jln_handle *out, jln_err *err) {
    jln_engine *e = ctx;
    ask a = {.e = e, .method = name, .year = e->place.year, .place = e->place};
    const method *m = table;
    while (strcmp(m->name, name) != 0) m++;
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < count; i++) status = take(&a, m, &args[i], err);
    if (status == JLN_OK && (m->takes & WORD) && !a.word)
        status = jln_err_set(err, JLN_ESCRIPT, NULL, _("n:%s attend un texte : n:%s(\"...\")"), name, name);
    if (status != JLN_OK) return status;
    a.span = (jln_span){a.cumulative ? e->plan->first_year : a.year, a.year};
    bool computes = m->takes & VALUE || m->answer == impossible || m->answer == not_asked ||
                    m->answer == give_indicator;
    if (e->given && !computes) {
        char key[64];
        return given(&a, a.word ? a.word : key_of(&a, m, key), out, err);
    }
    if (!e->given && a.year < e->plan->first_year && m->answer != give_actual)
        return jln_host_plain(e, jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS), out, err);
    if (!e->given && a.year > e->plan->last_year)
        return jln_host_plain(e, jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED), out, err);
    return m->answer(&a, out, err);
}

/* ---- activities ---- */

static jln_status vector(const ask *a, jln_measure_kind kind, int which, jln_handle *out, jln_err *err) {
    jln_engine *e = a->e;
    const jln_measure measure = {kind, which};
    int made = jln_vectors_measure(&e->vectors, measure, a->span);
    if (made < 0) return jln_err_nomem(err);
    if (e->keep_log) {
        jln_call call = {.measure = measure, .span = a->span, .place = a->place};
        call.sum = jln_vectors_sum(&e->vectors, made, e->place.node);
        call.amount = kind != JLN_M_WEIGHT && kind != JLN_M_PHYSICAL;
        jln_host_log(e, &call);
    }
    return jln_host_value(e, (jln_hvalue){.kind = JLN_H_VECTOR, .vector = made}, out, err);
}

static jln_stage stage_of(const ask *a) {
    jln_stage stage = a->e->stage;
    if (a->code) jln_stage_of(a->code, &stage);
    return stage;
}

static void log_sum(const ask *a, jln_measure measure, jln_value sum) {
    jln_call call = {.measure = measure, .span = a->span, .place = a->place, .sum = sum, .amount = true};
    jln_host_log(a->e, &call);
}

static jln_status give_spent(const ask *a, jln_handle *out, jln_err *err) {
    jln_stage stage = stage_of(a);
    if (a->place.funder < 0) return vector(a, JLN_M_SPENT, (int)stage, out, err);
    jln_result r = jln_vectors_funder_spent(&a->e->vectors, stage, a->place, a->span);
    log_sum(a, (jln_measure){JLN_M_SPENT, (int)stage}, r.value);
    return jln_host_result(a->e, r, out, err);
}

/* Of a funder, the financing table is the base. */
static jln_status give_base(const ask *a, jln_handle *out, jln_err *err) {
    jln_base base = a->e->vectors.base;
    if (a->code) jln_base_of(a->code, &base);
    if (!a->e->facts->bases[base])
        return jln_err_set(err, JLN_ESCRIPT, NULL, _("le plan n'a pas de base « %s » à cette date"),
                           jln_base_words(base));
    if (a->place.funder >= 0) return give_financing(a, out, err);
    return vector(a, JLN_M_BASE, (int)base, out, err);
}

static jln_status give_outside(const ask *a, jln_handle *out, jln_err *err) {
    return vector(a, JLN_M_OUTSIDE, (int)stage_of(a), out, err);
}

static jln_status give_physical(const ask *a, jln_handle *out, jln_err *err) {
    return vector(a, JLN_M_PHYSICAL, 0, out, err);
}

static jln_status give_weight(const ask *a, jln_handle *out, jln_err *err) {
    return vector(a, JLN_M_WEIGHT, 0, out, err);
}

/* n:keep(v, {known = w}): v, over the leaves where w is known; positive = w: where w is above zero. */
static jln_status keep(const ask *a, jln_handle *out, jln_err *err) {
    jln_engine *e = a->e;
    const jln_handle by[] = {a->known, a->positive};
    static const int ops[] = {JLN_KEEP_KNOWN, JLN_KEEP_POSITIVE};
    bool over_leaves = a->value && jln_host_at(e, a->value)->kind == JLN_H_VECTOR;
    int made = over_leaves ? jln_host_at(e, a->value)->vector : -1;
    for (int i = 0; over_leaves && i < 2; i++) {
        if (!by[i]) continue;
        const jln_hvalue *h = jln_host_at(e, by[i]);
        const jln_vector *v = e->vectors.vectors;
        over_leaves = h->kind == JLN_H_VECTOR && v[h->vector].span.first == v[made].span.first &&
                      v[h->vector].span.last == v[made].span.last;
        if (over_leaves) made = jln_vectors_op(&e->vectors, ops[i], made, h->vector);
        if (made < 0) return jln_err_nomem(err);
    }
    if (!over_leaves)
        return jln_err_set(err, JLN_ESCRIPT, NULL, "%s",
                           _("n:keep choisit parmi les activités : ses valeurs sont des mesures de la même année, "
                             "comme n:keep(n:spent(), {known = n:physical()})"));
    return jln_host_value(e, (jln_hvalue){.kind = JLN_H_VECTOR, .vector = made}, out, err);
}

/* ---- lines of financing ---- */

static jln_status give_financing(const ask *a, jln_handle *out, jln_err *err) {
    const jln_facts *f = a->e->facts;
    jln_value value = jln_lines_has(f, a->place.node) ? jln_lines_financing(f, a->place, a->span)
                                                      : jln_value_none(JLN_NA, JLN_REASON_NOT_SPLIT);
    log_sum(a, (jln_measure){JLN_M_FINANCING, 0}, value);
    jln_hvalue h = {.kind = JLN_H_VALUE, .is_financing = true};
    h.lines = (jln_lines){.place = a->place, .span = a->span};
    h.result.value = value;
    h.result.numerator = h.result.denominator = h.result.covered =
        jln_value_none(JLN_NA, JLN_REASON_NONE);
    return jln_host_value(a->e, h, out, err);
}

static jln_status give_funding(const ask *a, jln_handle *out, jln_err *err) {
    jln_funding status = JLN_FUNDING_RECEIVED;
    if (a->code) jln_funding_of(a->code, &status);
    jln_hvalue h = {.kind = JLN_H_LINES};
    h.lines = (jln_lines){status, a->in_kind, a->place, a->span};
    log_sum(a, (jln_measure){JLN_M_FUNDING, (int)status}, jln_lines_funding(a->e->facts, &h.lines));
    return jln_host_value(a->e, h, out, err);
}

/* A code that outlives the script. */
static const char *fixed(const char *code) {
    static const char *const codes[] = {
        "scheduled", "unscheduled", "done",    "under_way", "not_started", "postponed",     "cancelled",
        "not_reported", "extra",    "expected", "received", "late",        "on_time",       "checked",
        "validated", "due",         "executed", "not_applicable", "opening", "setting",     "days",
        "days_of_plan"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i], code) == 0) return codes[i];
    return "";
}

static void log_figure(const ask *a, int which, const char *code, const char *words, jln_value value) {
    jln_call call = {.measure = {JLN_M_FIGURE, which}, .span = a->span, .place = a->place, .sum = value};
    call.code = fixed(code);
    call.words = words;
    call.amount = strcmp(code, "opening") == 0;
    jln_host_log(a->e, &call);
}

static jln_value paid_before(const ask *a, jln_span past) {
    jln_engine *e = a->e;
    if (a->place.funder >= 0)
        return jln_vectors_funder_spent(&e->vectors, JLN_STAGE_PAID, a->place, past).value;
    int paid = jln_vectors_measure(&e->vectors, (jln_measure){JLN_M_SPENT, JLN_STAGE_PAID}, past);
    return paid < 0 ? jln_value_none(JLN_NC, JLN_REASON_OVERFLOW)
                    : jln_vectors_sum(&e->vectors, paid, a->place.node);
}

/* What was received and not paid in the years before; zero at the plan's first year. */
static jln_status give_opening(const ask *a, jln_handle *out, jln_err *err) {
    const jln_span past = {a->e->plan->first_year, a->year - 1};
    jln_value value = jln_value_integer(0);
    if (past.first <= past.last) {
        const jln_lines lines = {JLN_FUNDING_RECEIVED, false, a->place, past};
        jln_value received = jln_lines_funding(a->e->facts, &lines), paid = paid_before(a, past);
        ask before = *a;
        before.span = past;
        log_sum(&before, (jln_measure){JLN_M_FUNDING, JLN_FUNDING_RECEIVED}, received);
        log_sum(&before, (jln_measure){JLN_M_SPENT, JLN_STAGE_PAID}, paid);
        if (jln_value_known(&paid)) jln_rat_sub(jln_rat_of(0), paid.number, &paid.number);
        value = jln_values_join(&received, &paid);
        value.known = value.expected = 0; /* lines and activities are not counted together */
    }
    log_figure(a, JLN_FIGURE_PLAIN, "opening", _("report à nouveau"), value);
    return jln_host_plain(a->e, value, out, err);
}

/* ---- counts ---- */

static uint32_t extra_work(const ask *a) {
    const jln_engine *e = a->e;
    const jln_facts *f = e->facts;
    const jln_node *n = &e->plan->nodes[a->place.node];
    int period = jln_engine_period(e, a->year);
    uint32_t count = 0;
    for (size_t i = 0; i < f->extra_count; i++) {
        const jln_extra *x = &f->extra[i];
        bool below = a->place.node == 0 || (x->node >= a->place.node && x->node < n->end);
        count += x->period == period && below;
    }
    return count;
}

static jln_value counted(const ask *a, const jln_counts *c) {
    const char *state = a->code ? a->code : "scheduled";
    static const struct {
        const char *code;
        jln_progress_state state;
    } states[] = {{"done", JLN_DONE},           {"under_way", JLN_UNDER_WAY},
                  {"not_started", JLN_NOT_STARTED}, {"postponed", JLN_POSTPONED},
                  {"cancelled", JLN_CANCELLED}, {"not_reported", JLN_NOT_REPORTED}};
    if (strcmp(state, "unscheduled") == 0) return jln_value_integer(c->unscheduled);
    if (strcmp(state, "extra") == 0) return jln_value_integer(extra_work(a));
    if (strcmp(state, "scheduled") == 0) return jln_value_integer(c->scheduled);
    if (strcmp(state, "not_reported") == 0) return jln_value_integer(c->by_state[JLN_NOT_REPORTED]);
    if (!c->scheduled) return jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    uint32_t missing = c->by_state[JLN_NOT_REPORTED], found = 0;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].code, state) == 0) found = c->by_state[states[i].state];
    jln_value v = jln_value_integer(found);
    v.known = c->scheduled - missing;
    v.expected = c->scheduled;
    v.state = missing == c->scheduled ? JLN_MISSING : missing ? JLN_PARTIAL : JLN_NUMBER;
    v.reason = missing ? JLN_REASON_NO_RETURN : JLN_REASON_NONE;
    return v;
}

static jln_status give_count(const ask *a, jln_handle *out, jln_err *err) {
    const char *state = a->code ? a->code : "scheduled";
    jln_counts counts = jln_engine_counts(a->e, a->place.node, a->year);
    jln_value value = counted(a, &counts);
    const char *words = strcmp(state, "scheduled") == 0     ? _("activités programmées")
                        : strcmp(state, "unscheduled") == 0 ? _("activités faites sans être programmées")
                        : strcmp(state, "extra") == 0       ? _("travaux hors du plan")
                        : strcmp(state, "done") == 0        ? _("activités réalisées")
                                                            : _("activités");
    log_figure(a, JLN_FIGURE_ACTIVITIES, state, words, value);
    return jln_host_plain(a->e, value, out, err);
}

bool jln_return_is(const jln_return *r, const char *state) {
    if (strcmp(state, "expected") == 0) return true;
    if (!r->known) return false;
    if (strcmp(state, "received") == 0) return true;
    if (strcmp(state, "late") == 0) return r->late;
    if (strcmp(state, "on_time") == 0) return !r->late;
    if (strcmp(state, "validated") == 0) return strcmp(r->status, "validated") == 0;
    return strcmp(r->status, "checked") == 0 || strcmp(r->status, "validated") == 0;
}

/* Returns of the period of the year; s.o. when none was asked for. */
static jln_status give_returns(const ask *a, jln_handle *out, jln_err *err) {
    const jln_facts *f = a->e->facts;
    const char *state = a->code ? a->code : "expected";
    int period = jln_engine_period(a->e, a->year);
    int64_t expected = 0, found = 0;
    for (int i = 0; i < f->return_count; i++) {
        if (f->returns[i].period != period || period < 0) continue;
        expected++;
        found += jln_return_is(&f->returns[i], state);
    }
    jln_value value = expected ? jln_value_integer(found) : jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    log_figure(a, JLN_FIGURE_RETURNS, state,
               strcmp(state, "expected") == 0   ? _("fiches attendues")
               : strcmp(state, "received") == 0 ? _("fiches reçues")
               : strcmp(state, "on_time") == 0  ? _("fiches reçues à temps")
               : strcmp(state, "late") == 0     ? _("fiches reçues en retard")
                                                : _("fiches vérifiées"),
               value);
    return jln_host_plain(a->e, value, out, err);
}

static int64_t day_number(const char *day) {
    int32_t days = 0;
    jln_date_parse(day, strlen(day), &days);
    return days;
}

/* Days from the plan's first day to the last day known, over all its days. */
static jln_status give_elapsed(const ask *a, jln_handle *out, jln_err *err) {
    const jln_plan *plan = a->e->plan;
    char day[16], first[16], last[16];
    snprintf(first, sizeof first, "%04d-01-01", plan->first_year % 10000);
    snprintf(last, sizeof last, "%04d-12-31", plan->last_year % 10000);
    int period = jln_engine_period(a->e, a->year);
    if (period >= 0) snprintf(day, sizeof day, "%.10s", a->e->facts->periods[period].last_day);
    else snprintf(day, sizeof day, "%04d-12-31", a->year % 10000);
    int64_t start = day_number(first);
    jln_value past = jln_value_integer(day_number(day) - start + 1);
    jln_value whole = jln_value_integer(day_number(last) - start + 1);
    log_figure(a, JLN_FIGURE_PLAIN, "days", _("jours écoulés"), past);
    log_figure(a, JLN_FIGURE_PLAIN, "days_of_plan", _("jours du plan"), whole);
    return jln_host_result(a->e, jln_plain_ratio(&past, &whole), out, err);
}

/* ---- other indicators, settings ---- */

static jln_status give_indicator(const ask *a, jln_handle *out, jln_err *err) {
    const jln_indicator *other = NULL;
    jln_err unknown = {0};
    if (jln_engine_find(a->e, a->word, &other, &unknown) != JLN_OK)
        return jln_err_set(err, JLN_ESCRIPT, NULL, "%s", unknown.message);
    return jln_engine_evaluate(a->e, other, a->year, out, err);
}

static jln_status give_setting(const ask *a, jln_handle *out, jln_err *err) {
    const char *text = jln_plan_setting(a->e->plan, a->word, "");
    jln_value value;
    jln_rat number;
    if (text && jln_rat_parse(text, strlen(text), &number)) value = jln_value_number(number);
    else if (text)
        return jln_err_set(err, JLN_ESCRIPT, NULL, _("le réglage « %s » vaut « %s », qui n'est pas un nombre"),
                           a->word, text);
    else if (a->fallback) value = jln_value_number(a->fallback->number);
    else
        return jln_err_set(err, JLN_ESCRIPT, NULL,
                           _("le plan n'a pas de réglage « %s » ; donner une valeur de remplacement : "
                             "n:setting(\"%s\", {default = 1})"),
                           a->word, a->word);
    log_figure(a, JLN_FIGURE_PLAIN, "setting", _("réglage"), value);
    return jln_host_plain(a->e, value, out, err);
}

static jln_status no_number(const ask *a, jln_state state, jln_handle *out, jln_err *err) {
    jln_reason reason;
    if (jln_reason_of(a->word, &reason))
        return jln_host_plain(a->e, jln_value_none(state, reason), out, err);
    jln_str list = {0};
    for (int i = 1; i < JLN_REASON_COUNT; i++)
        jln_str_fmt(&list, "%s%s", i > 1 ? ", " : "", jln_reason_code((jln_reason)i));
    jln_status status = jln_err_set(err, JLN_ESCRIPT, NULL, _("n:%s(\"%s\") : attendu l'un de %s"),
                                    a->method, a->word, jln_str_c(&list));
    jln_str_free(&list);
    return status;
}

/* n:impossible("zero-target"): n.c., with its reason. */
static jln_status impossible(const ask *a, jln_handle *out, jln_err *err) {
    return no_number(a, JLN_NC, out, err);
}

/* n:not_asked("no-target"): s.o., with its reason. */
static jln_status not_asked(const ask *a, jln_handle *out, jln_err *err) {
    return no_number(a, JLN_NA, out, err);
}

/* ---- logical framework ---- */

/* False, with the reason, when the indicator is not over what the method speaks of. */
static bool is_over(const ask *a, jln_over over, jln_err *err) {
    const jln_engine *e = a->e;
    if (e->item >= 0 && e->stack[e->depth - 1]->over == over) return true;
    jln_err_set(err, JLN_ESCRIPT, NULL,
                _("n:%s ne s'emploie que dans un indicateur déclaré avec over = \"%s\""), a->method,
                over == JLN_OVER_LOGFRAME   ? "logframe"
                : over == JLN_OVER_COVERAGE ? "coverage"
                                            : "registrations");
    return false;
}

static const jln_frame_line *line_of(const ask *a, jln_err *err) {
    return is_over(a, JLN_OVER_LOGFRAME, err) ? &a->e->frame->lines[a->e->item] : NULL;
}

static void log_written(const ask *a, const char *code, const char *words, jln_value value, const char *doc,
                        int line, const char *origin) {
    jln_call call = {.measure = {JLN_M_FIGURE, 0}, .span = a->span, .place = a->place, .sum = value};
    call.code = code;
    call.words = words;
    call.doc = doc;
    call.line = line;
    call.origin = origin;
    jln_host_log(a->e, &call);
}

static jln_status give_baseline(const ask *a, jln_handle *out, jln_err *err) {
    const jln_frame_line *l = line_of(a, err);
    if (!l) return JLN_ESCRIPT;
    jln_value value = l->baseline;
    if (value.state == JLN_MISSING) value.reason = JLN_REASON_NO_BASELINE;
    log_written(a, "baseline", _("référence"), value, l->doc, l->line, l->baseline_text);
    return jln_host_plain(a->e, value, out, err);
}

static jln_status give_target(const ask *a, jln_handle *out, jln_err *err) {
    const jln_frame_line *l = line_of(a, err);
    if (!l) return JLN_ESCRIPT;
    const jln_frame *f = a->e->frame;
    jln_frame_target target = {0}, later = {0};
    bool found = a->next ? jln_frame_next_target(f, a->e->item, a->year, &target)
                         : jln_frame_target_of(f, a->e->item, a->year, &target);
    jln_value value = found ? target.value : jln_value_none(JLN_NA, JLN_REASON_NO_TARGET);
    if (!found && a->e->keep_log && jln_frame_next_target(f, a->e->item, a->year, &later)) {
        ask next = *a;
        next.span = (jln_span){later.year, later.year};
        log_written(&next, "next_target", _("prochaine cible, non employée"), later.value, l->doc, l->line,
                    l->target_text);
    }
    ask of = *a;
    if (found) of.span = (jln_span){target.year, target.year};
    log_written(&of, "target", _("cible"), value, l->doc, l->line, l->target_text);
    return jln_host_plain(a->e, value, out, err);
}

static jln_status give_actual(const ask *a, jln_handle *out, jln_err *err) {
    if (!line_of(a, err)) return JLN_ESCRIPT;
    const jln_frame_measure *m = jln_frame_measured(a->e->frame, a->e->item, a->year);
    jln_value value = m ? m->value : jln_value_none(JLN_MISSING, JLN_REASON_NOT_MEASURED);
    log_written(a, "actual", _("réalisé"), value, NULL, 0,
                m ? m->source : _("aucune mesure reçue pour cette année"));
    return jln_host_plain(a->e, value, out, err);
}

static jln_status give_direction(const ask *a, jln_handle *out, jln_err *err) {
    const jln_frame_line *l = line_of(a, err);
    return l ? jln_host_plain(a->e, jln_value_integer(l->direction), out, err) : JLN_ESCRIPT;
}

/* 1: at least the target; -1: at most; 0: the target is not a bound. */
static jln_status give_bound(const ask *a, jln_handle *out, jln_err *err) {
    if (!line_of(a, err)) return JLN_ESCRIPT;
    jln_frame_target target = {0};
    bool found = jln_frame_target_of(a->e->frame, a->e->item, a->year, &target);
    int bound = !found ? 0 : target.bound == JLN_BOUND_AT_LEAST ? 1 : target.bound == JLN_BOUND_AT_MOST ? -1 : 0;
    return jln_host_plain(a->e, jln_value_integer(bound), out, err);
}

/* ---- coverage ---- */

static jln_status give_beneficiaries(const ask *a, jln_handle *out, jln_err *err) {
    if (!is_over(a, JLN_OVER_COVERAGE, err)) return JLN_ESCRIPT;
    const jln_cover *c = &a->e->frame->covers[a->e->item];
    ask of = *a;
    of.span = (jln_span){c->year, c->year};
    const jln_cover *none;
    jln_value covered = jln_frame_covered(a->e->frame, a->e->item, &none);
    log_written(&of, "beneficiaries", c->measure, c->value, c->doc, c->line, c->source);
    if (none)
        log_written(&of, "organisations", none->measure, none->value, none->doc, none->line,
                    none->source);
    return jln_host_plain(a->e, covered, out, err);
}

static jln_status give_population(const ask *a, jln_handle *out, jln_err *err) {
    if (!is_over(a, JLN_OVER_COVERAGE, err)) return JLN_ESCRIPT;
    const jln_cover *c = &a->e->frame->covers[a->e->item];
    const jln_population *p = jln_frame_population(a->e->frame, c->region, c->year);
    jln_value value = p ? jln_value_integer(p->value) : jln_value_none(JLN_NC, JLN_REASON_NO_POPULATION);
    ask of = *a;
    int year = p ? p->year : c->year;
    of.span = (jln_span){year, year};
    log_written(&of, "population", _("population de référence"), value, NULL, 0, p ? p->source : NULL);
    return jln_host_plain(a->e, value, out, err);
}

/* ---- registrations ---- */

static jln_status give_registered(const ask *a, jln_handle *out, jln_err *err) {
    if (!is_over(a, JLN_OVER_REGISTRATIONS, err)) return JLN_ESCRIPT;
    const jln_registration *x = &a->e->frame->registrations[a->e->item];
    log_written(a, "registered", x->unit, x->count, x->doc, x->line, x->programme);
    return jln_host_plain(a->e, x->count, out, err);
}

/* A setting of the plan, in the unit of the registration it is about. */
static jln_status give_programme_target(const ask *a, jln_handle *out, jln_err *err) {
    if (!is_over(a, JLN_OVER_REGISTRATIONS, err)) return JLN_ESCRIPT;
    const char *text = jln_plan_setting(a->e->plan, "target", a->e->frame->registrations[a->e->item].id);
    jln_value value = jln_value_none(JLN_NC, JLN_REASON_NO_TARGET);
    jln_rat number;
    if (text && jln_rat_parse(text, strlen(text), &number)) value = jln_value_number(number);
    log_written(a, "target", _("cible"), value, NULL, 0, text ? "settings.csv" : NULL);
    return jln_host_plain(a->e, value, out, err);
}

/* ---- recommendations ---- */

static jln_status give_recommendations(const ask *a, jln_handle *out, jln_err *err) {
    const jln_frame *f = a->e->frame;
    char day[16];
    jln_follow_up x = jln_frame_follow_up(f, jln_engine_day(a->e, a->year, day));
    const char *state = a->code ? a->code : "due";
    bool executed = strcmp(state, "executed") == 0, not_applicable = strcmp(state, "not_applicable") == 0;
    jln_value value = jln_value_integer(executed         ? x.executed
                                        : not_applicable ? x.not_applicable
                                                         : x.due - x.unknown);
    value.expected = x.due;
    value.known = x.due - x.unknown;
    if (x.unknown) value.state = value.known ? JLN_PARTIAL : JLN_MISSING;
    if (x.unknown) value.reason = JLN_REASON_NO_RETURN;
    if (!f->recommendation_count) value = jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    log_figure(a, JLN_FIGURE_FOLLOW_UP, state,
               executed         ? _("recommandations exécutées")
               : not_applicable ? _("recommandations sans objet")
                                : _("recommandations échues dont la suite est connue"),
               value);
    return jln_host_plain(a->e, value, out, err);
}
