#include "cli/help_tables.h"

#include "base/i18n.h"
#include "base/str.h"
#include "cli/width.h"
#include "import/words.h"
#include "model/table.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { NAMES = 18, WIDTH = 100, TABLES_MAX = 64 };

/* Made by imports or read from a text or a picture: nobody writes their CSV. */
static bool is_file(const jln_table *table) {
    static const char *const others[] = {"texts", "logo", "confirmations", "origins"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i], table->name) == 0) return false;
    return true;
}

static size_t names_of(const char *names[TABLES_MAX]) {
    size_t n = 0;
    for (size_t i = 0; i < jln_table_count && n < TABLES_MAX; i++)
        if (is_file(jln_tables[i])) names[n++] = jln_tables[i]->name;
    return n;
}

void jln_help_table_names(void) {
    const char *names[TABLES_MAX];
    size_t count = names_of(names);
    jln_str text = {0};
    jln_str_add(&text, _("Tables : "));
    for (size_t i = 0; i < count; i++) jln_str_fmt(&text, "%s%s", i ? ", " : "", names[i]);
    jln_str_add(&text, ".");
    putchar('\n');
    jln_width_wrap(stdout, jln_str_c(&text), 0, 0, WIDTH);
    jln_str_free(&text);
}

static const char *kind_words(jln_col_type type) {
    switch (type) {
    case JLN_COL_ID:
        return _("identifiant, sans espace ni accent");
    case JLN_COL_INT:
        return _("nombre entier");
    case JLN_COL_AMOUNT:
        return _("montant, en unités entières de la monnaie");
    case JLN_COL_YEAR:
        return _("année du plan");
    case JLN_COL_DATE:
        return _("date AAAA-MM-JJ");
    case JLN_COL_BOOL:
        return _("true ou false");
    case JLN_COL_DECIMAL:
        return _("nombre");
    case JLN_COL_PRINTED:
        return _("montant comme il est imprimé, PM, un tiret, ND ou rien");
    default:
        return _("texte");
    }
}

static void print_column(const jln_column *c) {
    jln_str text = {0};
    for (size_t i = 0; c->codes && c->codes[i]; i++)
        jln_str_fmt(&text, "%s%s", i ? ", " : "", c->codes[i]);
    if (c->ref) jln_str_fmt(&text, _("identifiant de la table « %s »"), c->ref);
    if (!c->codes && !c->ref) jln_str_add(&text, kind_words(c->type));
    if (c->flags & JLN_COL_FROM_ZERO) jln_str_add(&text, _(", 0 ou plus"));
    if (c->flags & JLN_COL_OPTIONAL) jln_str_add(&text, _(" ; colonne facultative"));
    else if (c->flags & JLN_COL_REQUIRED) jln_str_add(&text, _(" ; à remplir à chaque ligne"));
    fputs("  ", stdout);
    jln_width_print(stdout, c->name, NAMES, false);
    jln_width_wrap(stdout, jln_str_c(&text), 2 + NAMES, 2 + NAMES, WIDTH);
    jln_str_free(&text);
}

jln_status jln_help_table(const char *name, jln_err *err) {
    const char *names[TABLES_MAX];
    char list[JLN_LIST_MAX], hint[JLN_QUOTE_MAX];
    size_t count = names_of(names);
    const jln_table *table = jln_table_find(name);
    if (!table || !is_file(table))
        return jln_err_set(err, JLN_EUSAGE, NULL,
                           _("la table « %.60s » n'existe pas%s ; tables : %s"), name,
                           jln_suggest(name, names, count, hint), jln_list(names, count, list));
    printf(_("Colonnes de « %s » :\n"), table->name);
    for (size_t i = 0; i < table->column_count; i++)
        if (!(table->columns[i].flags & JLN_COL_DERIVED)) print_column(&table->columns[i]);
    return JLN_OK;
}
