/* Inside core/compute: the engine's parts, shared by engine.c, host.c, indicator.c and explain.c. */
#ifndef JLN_COMPUTE_INSIDE_H
#define JLN_COMPUTE_INSIDE_H

#include "compute/light.h"
#include "compute/measures.h"
#include "script/script.h"

/* What a script computes with: a sum over leaves not yet made, or a finished value. */
typedef struct {
    enum { JLN_H_VECTOR, JLN_H_FUNDING, JLN_H_VALUE } kind;
    int vector;         /* JLN_H_VECTOR */
    jln_funding status; /* JLN_H_FUNDING: lines, so that a ratio with planned financing pairs them */
    bool is_financing;  /* JLN_H_VALUE that is the planned financing of the place */
    jln_result result;  /* JLN_H_VALUE */
} jln_hvalue;

/* What a script asked for, in its order: what `explain` unrolls. */
typedef struct {
    jln_measure measure;
    jln_value sum;
} jln_call;

enum { JLN_CALLS_MAX = 16 };

struct jln_engine {
    jln_arena *arena;
    jln_arena *scratch; /* values of one evaluation */
    jln_db *db;
    const jln_plan *plan;
    const jln_facts *facts;
    jln_engine_options options;
    jln_stage stage;
    jln_bands bands;
    jln_vectors vectors;
    jln_indicator *indicators;
    size_t indicator_count, indicator_capacity;
    jln_script_host host;
    jln_place place;    /* being evaluated */
    jln_hvalue *values; /* handle h is values[h - 1] */
    size_t value_count, value_capacity;
    bool keep_log;      /* explain */
    jln_call calls[JLN_CALLS_MAX];
    size_t call_count;
    int pair_a, pair_b; /* vectors of the last ratio, -1 for none */
};

/* The methods and operators scripts see. */
void jln_host_init(jln_engine *engine);

/* The finished value of a handle. */
jln_result jln_host_finish(jln_engine *engine, jln_handle handle);

/* Loads the indicators of a folder. */
jln_status jln_indicators_load(jln_engine *engine, const char *folder, jln_err *err);

#endif
