/* What a script can ask of the place it is evaluated at: the only list of its methods and of their
 * arguments. */
#include "compute/ask.h"

#include "base/i18n.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

enum {
    YEAR = 1,        /* year = -1: last year; year = 2013 */
    CUMULATIVE = 2,  /* cumulative = true: since the plan's first year */
    FUNDER = 4,      /* funder = "all", or the id of one */
    KIND = 8,        /* in_kind = true */
    NEXT = 16,       /* next = true: the nearest target, of that year or later */
    WORD = 32,       /* a text first */
    VALUE = 64,      /* a value first, then known = ..., positive = ... */
    DEFAULT = 128,   /* default = 12.5 */
    SEX = 256,       /* sex = "F" */
    REGION = 512,    /* region = "Kayes" */
    SCHEME = 1024,   /* scheme = "mutuelles" */
    ANY_YEAR = 2048, /* also before the plan */
    WHOLE = 4096     /* whole = true: all the years of the plan */
};

typedef struct {
    const char *name, *chooser, *codes; /* codes: what the chooser may be, separated by spaces */
    unsigned takes;
    jln_answer_fn *answer;
} method;

static jln_answer_fn give_indicator, give_setting, impossible, not_asked;

static const method table[] = {
    {"actual", NULL, NULL, YEAR | CUMULATIVE | SEX | REGION | ANY_YEAR, jln_answer_actual},
    {"base", "which", "planned initial revised", YEAR | CUMULATIVE | WHOLE, jln_answer_base},
    {"baseline", NULL, NULL, 0, jln_answer_baseline},
    {"beneficiaries", NULL, NULL, YEAR | SEX | REGION | SCHEME | ANY_YEAR,
     jln_answer_beneficiaries},
    {"bound", NULL, NULL, YEAR, jln_answer_bound},
    {"count", "state",
     "scheduled unscheduled done under_way not_started postponed cancelled not_reported extra",
     YEAR, jln_answer_count},
    {"direction", NULL, NULL, 0, jln_answer_direction},
    {"elapsed", NULL, NULL, YEAR, jln_answer_elapsed},
    {"financing", "which", "planned revised", YEAR | CUMULATIVE | FUNDER, jln_answer_financing},
    {"funding", "status", "announced signed notified received", YEAR | CUMULATIVE | FUNDER | KIND,
     jln_answer_funding},
    {"impossible", NULL, NULL, WORD, impossible},
    {"indicator", NULL, NULL, WORD | YEAR, give_indicator},
    {"keep", NULL, NULL, VALUE, jln_answer_keep},
    {"kind", "is", "stock flow rate text", 0, jln_answer_kind},
    {"milestones", "state", "all reached under_way planned", YEAR, jln_answer_milestones},
    {"not_asked", NULL, NULL, WORD, not_asked},
    {"opening", NULL, NULL, YEAR, jln_answer_opening},
    {"outside", "stage", "committed liquidated ordered paid", YEAR | CUMULATIVE,
     jln_answer_outside},
    {"physical", NULL, NULL, YEAR | CUMULATIVE, jln_answer_physical},
    {"population", NULL, NULL, YEAR | SEX | REGION | ANY_YEAR, jln_answer_population},
    {"programme_target", NULL, NULL, 0, jln_answer_programme_target},
    {"quantity", "which", "planned done", YEAR | CUMULATIVE, jln_answer_quantity},
    {"recommendations", "state", "due executed not_applicable", YEAR, jln_answer_recommendations},
    {"registered", NULL, NULL, 0, jln_answer_registered},
    {"returns", "state", "expected received late on_time checked validated", YEAR,
     jln_answer_returns},
    {"setting", NULL, NULL, WORD | DEFAULT, give_setting},
    {"spent", "stage", "committed liquidated ordered paid", YEAR | CUMULATIVE | FUNDER,
     jln_answer_spent},
    {"target", NULL, NULL, YEAR | NEXT, jln_answer_target},
    {"weight", NULL, NULL, YEAR | CUMULATIVE, jln_answer_weight},
};

enum { METHOD_COUNT = sizeof table / sizeof *table };

const char *const jln_methods[METHOD_COUNT + 1] = {"actual",
                                                   "base",
                                                   "baseline",
                                                   "beneficiaries",
                                                   "bound",
                                                   "count",
                                                   "direction",
                                                   "elapsed",
                                                   "financing",
                                                   "funding",
                                                   "impossible",
                                                   "indicator",
                                                   "keep",
                                                   "kind",
                                                   "milestones",
                                                   "not_asked",
                                                   "opening",
                                                   "outside",
                                                   "physical",
                                                   "population",
                                                   "programme_target",
                                                   "quantity",
                                                   "recommendations",
                                                   "registered",
                                                   "returns",
                                                   "setting",
                                                   "spent",
                                                   "target",
                                                   "weight",
                                                   NULL};

/* ---- arguments ---- */

static const struct {
    const char *name;
    unsigned flag;
} named_arguments[] = {
    {"year", YEAR}, {"cumulative", CUMULATIVE}, {"funder", FUNDER},  {"in_kind", KIND},
    {"next", NEXT}, {"known", VALUE},           {"positive", VALUE}, {"default", DEFAULT},
    {"sex", SEX},   {"region", REGION},         {"scheme", SCHEME},  {"whole", WHOLE},
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
        jln_str_fmt(out, "%s%s",
                    any                         ? ", "
                    : m->takes & (WORD | VALUE) ? ", {"
                                                : "{",
                    named_arguments[i].name);
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
        list.length
            ? jln_err_set(err, JLN_ESCRIPT, NULL,
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

/* The codes of the chooser, as a script writes them: "committed", "paid". */
static jln_status wrong_code(const method *m, const jln_arg *arg, jln_err *err) {
    jln_str list = {0};
    for (const char *at = m->codes; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        jln_str_fmt(&list, "%s\"%.*s\"", list.length ? ", " : "", (int)n, at);
        at += n;
    }
    jln_status status = wrong_argument(m, arg, jln_str_c(&list), err);
    jln_str_free(&list);
    return status;
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

static jln_status take_year(jln_ask *a, const method *m, const jln_arg *arg, jln_err *err) {
    jln_rat n = arg->number;
    if (arg->kind != JLN_ARG_NUMBER || n.den != 1 || n.num < -200 || n.num > 9999)
        return wrong_argument(m, arg, _("une année (2013), ou un nombre d'années de décalage (-1)"),
                              err);
    a->year = n.num <= 0 ? a->e->place.year + (int)n.num : (int)n.num;
    return JLN_OK;
}

static jln_status take_flag(bool *flag, const method *m, const jln_arg *arg, jln_err *err) {
    if (arg->kind != JLN_ARG_BOOL) return wrong_argument(m, arg, "true", err);
    *flag = arg->boolean;
    return JLN_OK;
}

static jln_status take_value(jln_handle *value, const method *m, const jln_arg *arg, jln_err *err) {
    if (arg->kind != JLN_ARG_VALUE)
        return wrong_argument(m, arg, _("une valeur, comme n:spent()"), err);
    *value = arg->value;
    return JLN_OK;
}

/* Every source, or one by its id. */
static jln_status take_funder(jln_ask *a, const method *m, const jln_arg *arg, jln_err *err) {
    const jln_plan *plan = a->e->plan;
    bool text = arg->kind == JLN_ARG_TEXT;
    a->all = text && strcmp(arg->text, "all") == 0;
    a->place.funder = text && !a->all ? jln_plan_funder(plan, arg->text) : -1;
    a->funder = text && !a->all ? arg->text : NULL;
    if (a->all || a->place.funder >= 0 || (text && a->e->given)) return JLN_OK;
    jln_str list = {0};
    jln_str_add(&list, "\"all\"");
    for (int i = 0; i < plan->funder_count; i++)
        jln_str_fmt(&list, ", \"%s\"", plan->funders[i].id);
    jln_status status = wrong_argument(m, arg, jln_str_c(&list), err);
    jln_str_free(&list);
    return status;
}

static jln_status take_text(const char **text, const method *m, const jln_arg *arg, unsigned flag,
                            jln_err *err) {
    bool good = arg->kind == JLN_ARG_TEXT && *arg->text;
    if (flag == SEX) good = good && (strcmp(arg->text, "F") == 0 || strcmp(arg->text, "M") == 0);
    if (!good) return wrong_argument(m, arg, flag == SEX ? "\"F\", \"M\"" : _("un texte"), err);
    *text = arg->text;
    return JLN_OK;
}

static jln_status take_named(jln_ask *a, const method *m, const jln_arg *arg, unsigned flag,
                             jln_err *err) {
    switch (flag) {
    case YEAR:
        return take_year(a, m, arg, err);
    case CUMULATIVE:
        return take_flag(&a->cumulative, m, arg, err);
    case WHOLE:
        return take_flag(&a->whole, m, arg, err);
    case KIND:
        return take_flag(&a->in_kind, m, arg, err);
    case NEXT:
        return take_flag(&a->next, m, arg, err);
    case VALUE:
        return take_value(strcmp(arg->name, "known") == 0 ? &a->known : &a->positive, m, arg, err);
    case FUNDER:
        return take_funder(a, m, arg, err);
    case SEX:
        return take_text(&a->sex, m, arg, flag, err);
    case REGION:
        return take_text(&a->region, m, arg, flag, err);
    case SCHEME:
        return take_text(&a->scheme, m, arg, flag, err);
    default:
        if (arg->kind != JLN_ARG_NUMBER) return wrong_argument(m, arg, _("un nombre"), err);
        a->fallback = arg;
        return JLN_OK;
    }
}

static jln_status take(jln_ask *a, const method *m, const jln_arg *arg, jln_err *err) {
    if (!arg->name && (m->takes & WORD) && arg->kind == JLN_ARG_TEXT && !a->word) {
        a->word = arg->text;
        return JLN_OK;
    }
    if (!arg->name && (m->takes & VALUE) && !a->value) return take_value(&a->value, m, arg, err);
    if (arg->name && m->chooser && strcmp(arg->name, m->chooser) == 0) {
        if (arg->kind != JLN_ARG_TEXT || !among(m->codes, arg->text))
            return wrong_code(m, arg, err);
        a->code = arg->text;
        return JLN_OK;
    }
    for (int i = 0; arg->name && i < NAMED_COUNT; i++)
        if ((m->takes & named_arguments[i].flag) && strcmp(arg->name, named_arguments[i].name) == 0)
            return take_named(a, m, arg, named_arguments[i].flag, err);
    return unknown_argument(m, arg, err);
}

static jln_status given(const jln_ask *a, const char *key, jln_handle *out, jln_err *err) {
    const jln_engine *e = a->e;
    const char *scope = a->whole                  ? "whole"
                        : a->cumulative           ? "cumulative"
                        : a->year < e->place.year ? "previous"
                        : a->all                  ? "all"
                        : a->funder               ? a->funder
                                                  : NULL;
    return jln_example_given(a->e, scope, key, a->year, out, err);
}

/* The key of a worked example: what the chooser says, else the method's name. */
static const char *key_of(const jln_ask *a, const method *m, char buffer[64]) {
    bool named = m->answer == jln_answer_returns || m->answer == jln_answer_recommendations ||
                 m->answer == jln_answer_milestones || m->answer == jln_answer_quantity ||
                 m->answer == jln_answer_kind;
    if (a->sex || a->region)
        snprintf(buffer, 64, "%s%s%s%s%s", m->name, a->sex ? "_" : "", a->sex ? a->sex : "",
                 a->region ? "_" : "", a->region ? a->region : "");
    else if (named)
        snprintf(buffer, 64, "%s_%s", m->name,
                 a->code                            ? a->code
                 : m->answer == jln_answer_quantity ? "done"
                                                    : "");
    else
        snprintf(buffer, 64, "%s%s", a->code ? a->code : m->name,
                 a->in_kind ? "_in_kind"
                 : a->next  ? "_next"
                            : "");
    return buffer;
}

jln_status jln_methods_call(void *ctx, const char *name, const jln_arg *args, size_t count,
                            jln_handle *out, jln_err *err) {
    jln_engine *e = ctx;
    jln_ask a = {.e = e, .method = name, .year = e->place.year, .place = e->place};
    const method *m = table;
    while (strcmp(m->name, name) != 0) m++;
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < count; i++) status = take(&a, m, &args[i], err);
    if (status == JLN_OK && (m->takes & WORD) && !a.word)
        status = jln_err_set(err, JLN_ESCRIPT, NULL, _("n:%s attend un texte : n:%s(\"...\")"),
                             name, name);
    if (status != JLN_OK) return status;
    a.span = (jln_span){a.cumulative || a.whole ? e->plan->first_year : a.year,
                        a.whole ? e->plan->last_year : a.year};
    bool computes = m->takes & VALUE || m->answer == impossible || m->answer == not_asked ||
                    m->answer == give_indicator;
    if (m->answer == jln_answer_kind && !a.code)
        return jln_err_set(err, JLN_ESCRIPT, NULL,
                           _("n:kind attend un genre : n:kind{is = \"flow\"}"));
    if (e->given && !computes) {
        char key[64];
        return given(&a, a.word ? a.word : key_of(&a, m, key), out, err);
    }
    if (!e->given && a.year < e->plan->first_year && !(m->takes & ANY_YEAR))
        return jln_host_plain(e, jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS), out, err);
    if (!e->given && a.year > e->plan->last_year && !(m->takes & ANY_YEAR))
        return jln_host_plain(e, jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED), out, err);
    return m->answer(&a, out, err);
}

/* ---- other indicators, settings ---- */

static jln_status give_indicator(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_indicator *other = NULL;
    jln_err unknown = {0};
    if (jln_engine_find(a->e, a->word, &other, &unknown) != JLN_OK)
        return jln_err_set(err, JLN_ESCRIPT, NULL, "%s", unknown.message);
    return jln_engine_evaluate(a->e, other, a->year, out, err);
}

static jln_status give_setting(const jln_ask *a, jln_handle *out, jln_err *err) {
    const char *text = jln_plan_setting(a->e->plan, a->word, "");
    jln_value value;
    jln_rat number;
    if (text && jln_rat_parse(text, strlen(text), &number)) value = jln_value_number(number);
    else if (text)
        return jln_err_set(err, JLN_ESCRIPT, NULL,
                           _("le réglage « %s » vaut « %s », qui n'est pas un nombre"), a->word,
                           text);
    else if (a->fallback) value = jln_value_number(a->fallback->number);
    else
        return jln_err_set(
            err, JLN_ESCRIPT, NULL,
            _("le plan n'a pas de réglage « %s » ; donner une valeur de remplacement : "
              "n:setting(\"%s\", {default = 1})"),
            a->word, a->word);
    jln_ask_figure(a, JLN_FIGURE_PLAIN, "setting", _("réglage"), value);
    return jln_host_plain(a->e, value, out, err);
}

static jln_status no_number(const jln_ask *a, jln_state state, jln_handle *out, jln_err *err) {
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
static jln_status impossible(const jln_ask *a, jln_handle *out, jln_err *err) {
    return no_number(a, JLN_NC, out, err);
}

/* n:not_asked("no-target"): s.o., with its reason. */
static jln_status not_asked(const jln_ask *a, jln_handle *out, jln_err *err) {
    return no_number(a, JLN_NA, out, err);
}
