/* The descriptor of a data package: a plan, or data about one. */
#ifndef JLN_MODEL_PACKAGE_H
#define JLN_MODEL_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A level of the plan's own chain, from the top. Texts as printed on screen. */
typedef struct {
    const char *code;           /* "axis" */
    const char *fr, *fr_plural; /* "axe", "axes" */
    const char *en, *en_plural;
} jln_level;

/* A document the figures come from. */
typedef struct {
    const char *id; /* "001": the `doc` column */
    const char *title;
    const char *path; /* file name or address as published; may be NULL */
} jln_document;

typedef struct {
    const char *name; /* name of the table */
    const char *path; /* file, relative to the package, as written in datapackage.json */
    size_t index;     /* position in "resources": for the JSON pointer of an error */
    const char *const
        *fields;        /* names its "schema" gives: those of the file's header, in any order */
    size_t field_count; /* 0 when it gives none */
} jln_resource;

typedef struct {
    const char *dir;  /* folder as given on the command line */
    const char *name; /* ^[a-z0-9][a-z0-9._-]*$ */
    const char *title, *title_en, *description;
    const char
        *plan; /* the plan its rows are about: its own name for a plan, else one of `dependencies`;
                  NULL for a package about no plan, whose rows are kept under its own name */
    bool is_plan;
    bool example;      /* "real": false: fictional, to be labelled wherever it shows */
    const char *label; /* the words of that label (French); NULL when real */
    const char *label_en;
    const char *currency; /* ISO 4217; plans only */
    int decimals;         /* of the currency's minor unit, 0 for XOF */
    int64_t scale;        /* units in one printed unit: 1000 when the document prints thousands */
    int first_year, last_year; /* plans only */
    const jln_level *levels;   /* none for a plan without a chain */
    size_t level_count;
    const jln_document *documents;
    size_t document_count;
    const char *const *dependencies;
    size_t dependency_count;
    const char *const *templates; /* ids of the reports that apply; plans only */
    size_t template_count;
    const jln_resource *resources;
    size_t resource_count;
} jln_package;

#endif
