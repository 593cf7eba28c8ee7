#include "import/package.h"

#include "base/i18n.h"
#include "base/str.h"
#include "import/logo.h"
#include "import/prose.h"
#include "import/rows.h"

#include <string.h>

static const jln_resource *resource_of(const jln_package *package, const char *table) {
    for (size_t i = 0; i < package->resource_count; i++)
        if (strcmp(package->resources[i].name, table) == 0) return &package->resources[i];
    return NULL;
}

jln_status jln_package_send(const jln_package *package, jln_arena *arena, const jln_sink *sink,
                            jln_diag *diag, jln_err *err) {
    size_t before = diag->count;
    jln_status status = sink->package(sink->ctx, package, err);
    for (size_t i = 0; status == JLN_OK && i < jln_table_count; i++) {
        const jln_resource *resource = resource_of(package, jln_tables[i]->name);
        if (resource && jln_logo_is(jln_tables[i]))
            status = jln_logo_send(package, jln_tables[i], resource, arena, sink, diag, err);
        else if (resource && jln_prose_is(jln_tables[i], resource->path))
            status = jln_prose_send(package, jln_tables[i], resource, arena, sink, diag, err);
        else if (resource)
            status = jln_rows_send(package, jln_tables[i], resource, arena, sink, diag, err);
    }
    size_t found = diag->count - before;
    if (found == 0 || (status != JLN_OK && status != JLN_EDATA)) return status;
    return jln_err_set(
        err, JLN_EDATA, package->dir,
        P_("%zu problème dans le paquet « %s »", "%zu problèmes dans le paquet « %s »", found),
        found, package->name);
}

static bool is_placed(const size_t *order, size_t placed, size_t package) {
    for (size_t i = 0; i < placed; i++)
        if (order[i] == package) return true;
    return false;
}

/* A dependency of `package` that is among the packages and not yet placed; `count` when there is
 * none. */
static size_t waits_for(const jln_package *packages, size_t count, const size_t *order,
                        size_t placed, size_t package) {
    for (size_t d = 0; d < packages[package].dependency_count; d++)
        for (size_t i = 0; i < count; i++)
            if (strcmp(packages[i].name, packages[package].dependencies[d]) == 0 &&
                !is_placed(order, placed, i))
                return i;
    return count;
}

/* Every package left waits for another one left: following them ends in a loop. */
static jln_status print_loop(const jln_package *packages, size_t count, const size_t *order,
                             size_t placed, jln_err *err) {
    size_t at = 0;
    while (is_placed(order, placed, at)) at++;
    for (size_t i = 0; i < count; i++) at = waits_for(packages, count, order, placed, at);
    jln_str loop = {0};
    size_t first = at;
    do {
        jln_str_fmt(&loop, "%s → ", packages[at].name);
        at = waits_for(packages, count, order, placed, at);
    } while (at != first);
    jln_str_add(&loop, packages[first].name);
    jln_status status =
        loop.failed ? jln_err_nomem(err)
                    : jln_err_set(err, JLN_EDATA, packages[first].dir,
                                  _("les paquets dépendent les uns des autres en boucle : %s"),
                                  jln_str_c(&loop));
    jln_str_free(&loop);
    return status;
}

static jln_status check_names(const jln_package *packages, size_t count, jln_err *err) {
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(packages[i].name, packages[j].name) == 0)
                return jln_err_set(err, JLN_EDATA, packages[i].dir,
                                   _("le paquet « %s » est donné deux fois, déjà dans %s"),
                                   packages[i].name, packages[j].dir);
    return JLN_OK;
}

jln_status jln_package_order(const jln_package *packages, size_t count, size_t *order,
                             jln_err *err) {
    jln_status status = check_names(packages, count, err);
    for (size_t placed = 0; status == JLN_OK && placed < count; placed++) {
        size_t next = 0;
        while (next < count && (is_placed(order, placed, next) ||
                                waits_for(packages, count, order, placed, next) < count))
            next++;
        if (next == count) return print_loop(packages, count, order, placed, err);
        order[placed] = next;
    }
    return status;
}
