/* jalon check PLAN: what the document prints about itself, compared with its own lines. */
#include "audit/audit.h"

#include "base/str.h"
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/subject.h"
#include "cli/width.h"
#include "cli/words.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 100, SEVERITIES = JLN_SEVERITY_NOTE + 1 };

static const jln_list_column columns[] = {
    {"rule", NULL, false, 0},
    {"severity", NULL, false, 0},
    {"finding", NULL, false, 0},
    {"cause", NULL, false, 0},
    {"about", NULL, false, 0},
    {"year", NULL, true, 0},
    {"printed", NULL, true, 0},
    {"computed", NULL, true, 0},
    {"difference", NULL, true, 0},
    {"doc", NULL, false, 0},
    {"line", NULL, true, 0},
    {"doc_2", NULL, false, 0},
    {"line_2", NULL, true, 0},
    {"message", NULL, false, 0},
    {"causes", NULL, false, JLN_LIST_ARRAY},
};

/* The columns of the contract; JSON adds the ids of all causes. */
enum { COLUMNS = sizeof columns / sizeof *columns, CONTRACT = COLUMNS - 1 };

static const char *number_or_none(const jln_cli *cli, int number) {
    return number ? jln_words_int(cli->arena, number) : NULL;
}

/* The message, and how the causes explain it. */
static const char *whole_message(const jln_cli *cli, const jln_finding *f) {
    const char *explanation = jln_finding_explanation(f, cli->arena, JLN_EXPLAIN_IDS);
    if (!explanation || !*explanation) return explanation ? f->message : NULL;
    return jln_arena_fmt(cli->arena, "%s %s", f->message, explanation);
}

/* The ids of all causes, one a line. */
static const char *cause_lines(const jln_cli *cli, const jln_finding *f) {
    jln_str lines = {0};
    for (size_t i = 0; i < f->cause_count; i++)
        jln_str_fmt(&lines, "%s%s", i ? "\n" : "", f->causes[i].id);
    return jln_words_take(cli->arena, &lines);
}

static jln_status list_all(const jln_cli *cli, const jln_audit *audit, jln_err *err) {
    jln_list *list = NULL;
    size_t shown = cli->format == JLN_FORMAT_JSON ? COLUMNS : CONTRACT;
    jln_status status = jln_list_open(cli->format, cli->arena, columns, shown, &list, err);
    for (size_t i = 0; status == JLN_OK && i < audit->count; i++) {
        const jln_finding *f = &audit->items[i];
        const char *message = whole_message(cli, f), *causes = cause_lines(cli, f);
        if (!message || !causes) return jln_err_nomem(err);
        const char *cells[] = {f->rule,
                               jln_severity_code(f->severity),
                               f->id,
                               f->cause,
                               f->about,
                               number_or_none(cli, f->year),
                               f->printed,
                               f->computed,
                               f->difference,
                               f->doc,
                               number_or_none(cli, f->line),
                               f->doc_2,
                               number_or_none(cli, f->line_2),
                               message,
                               causes};
        status = jln_list_row(list, cells, err);
    }
    return status == JLN_OK ? jln_list_close(list, err) : status;
}

/* ---- for people ---- */

/* True when the message says "l. 5837" already. */
static bool tells_line(const char *message, int line) {
    char words[32];
    int length = snprintf(words, sizeof words, _("l. %d"), line);
    for (const char *at = strstr(message, words); at; at = strstr(at + 1, words))
        if (at[length] < '0' || at[length] > '9') return true;
    return false;
}

/* The place of a finding, without the line when the message says it already. */
static void add_place(jln_str *out, const char *message, const char *doc, int line) {
    if (!doc || !*doc) return;
    bool told = line == 0 || tells_line(message, line);
    if (told && strstr(jln_str_c(out), doc)) return;
    if (out->length) jln_str_add(out, " ; ");
    jln_str_add(out, doc);
    if (!told) jln_str_fmt(out, _(", l. %d"), line);
}

/* "12. " or, below its cause, "   ↳ 13. ": explanations name findings by these numbers. */
static size_t print_number(size_t number, size_t depth) {
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%zu. ", number);
    printf("%*s%s%s", depth ? (int)(3 * depth) : 0, "", depth ? "↳ " : "", digits);
    return (depth ? 3 * depth + 2 : 0) + (size_t)length;
}

static jln_status print_finding(const jln_cli *cli, const jln_finding *f, size_t number,
                                size_t depth, jln_err *err) {
    jln_str text = {0}, places = {0};
    const char *explanation = jln_finding_explanation(f, cli->arena, JLN_EXPLAIN_NUMBERS);
    add_place(&places, f->message, f->doc, f->line);
    add_place(&places, f->message, f->doc_2, f->line_2);
    jln_str_add(&text, f->message);
    if (places.length) jln_str_fmt(&text, " (%s)", jln_str_c(&places));
    if (explanation && *explanation) jln_str_fmt(&text, " %s", explanation);
    bool failed = text.failed || places.failed || !explanation;
    size_t indent = print_number(number, depth);
    jln_width_wrap(stdout, jln_str_c(&text), indent, indent, WIDTH);
    jln_str_free(&text);
    jln_str_free(&places);
    return failed ? jln_err_nomem(err) : jln_say_check(err);
}

/* Depth of a finding below the one it follows from; findings stand right after their cause. */
static size_t depth_of(const jln_audit *audit, size_t at) {
    size_t depth = 0;
    const char *cause = audit->items[at].cause;
    for (size_t i = at; cause && i-- > 0;)
        if (strcmp(audit->items[i].id, cause) == 0) {
            depth++;
            cause = audit->items[i].cause;
        }
    return depth;
}

static const char *group_words(jln_severity severity) {
    switch (severity) {
    case JLN_SEVERITY_ERROR:
        return _("Erreurs");
    case JLN_SEVERITY_ROUNDING:
        return _("Arrondis");
    case JLN_SEVERITY_WARNING:
        return _("Alertes");
    case JLN_SEVERITY_NOTE:
        break;
    }
    return _("Notes");
}

static void print_counts(const jln_audit *audit) {
    size_t counts[SEVERITIES] = {0};
    for (size_t i = 0; i < audit->count; i++) counts[audit->items[i].severity]++;
    if (audit->count == 0) {
        puts(_("Aucun constat : le document s'accorde avec ses propres lignes."));
        return;
    }
    printf(P_("%zu constat : ", "%zu constats : ", audit->count), audit->count);
    printf(P_("%zu erreur, ", "%zu erreurs, ", counts[JLN_SEVERITY_ERROR]),
           counts[JLN_SEVERITY_ERROR]);
    printf(P_("%zu arrondi, ", "%zu arrondis, ", counts[JLN_SEVERITY_ROUNDING]),
           counts[JLN_SEVERITY_ROUNDING]);
    printf(P_("%zu alerte, ", "%zu alertes, ", counts[JLN_SEVERITY_WARNING]),
           counts[JLN_SEVERITY_WARNING]);
    printf(P_("%zu note\n", "%zu notes\n", counts[JLN_SEVERITY_NOTE]), counts[JLN_SEVERITY_NOTE]);
}

static jln_status print_all(const jln_cli *cli, const jln_plan *plan, const jln_audit *audit,
                            jln_err *err) {
    jln_status status = JLN_OK;
    int group = -1;
    if (plan->is_example && plan->label)
        printf("*** %s ***\n", cli->lang == JLN_LANG_EN ? plan->label_en : plan->label);
    for (size_t i = 0; status == JLN_OK && i < audit->count; i++) {
        const jln_finding *f = &audit->items[i];
        size_t depth = depth_of(audit, i);
        if (depth == 0 && (int)f->severity != group) {
            printf("%s%s\n", group < 0 ? "" : "\n", group_words(f->severity));
            group = (int)f->severity;
        }
        status = print_finding(cli, f, i + 1, depth, err);
    }
    if (audit->count) putchar('\n');
    print_counts(audit);
    return status;
}

jln_status jln_cmd_check(jln_cli *cli, jln_err *err) {
    jln_db *db = NULL;
    const jln_plan *plan;
    jln_audit audit = {0};
    jln_status status = jln_subject_open(cli, cli->args[0], &db, &plan, err);
    if (status == JLN_OK) status = jln_audit_run(db, plan, cli->arena, &audit, err);
    if (status == JLN_OK)
        status = cli->format == JLN_FORMAT_TEXT ? print_all(cli, plan, &audit, err)
                                                : list_all(cli, &audit, err);
    if (status == JLN_OK && audit.errors) cli->exit_code = JLN_EXIT_DATA;
    jln_db_close(db);
    return status;
}
