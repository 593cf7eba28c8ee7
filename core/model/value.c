#include "model/value.h"

#include <string.h>

jln_value jln_value_number(jln_rat number) {
    return (jln_value){.state = JLN_NUMBER, .number = number};
}

jln_value jln_value_integer(int64_t number) {
    return jln_value_number(jln_rat_of(number));
}

jln_value jln_value_none(jln_state state, jln_reason reason) {
    return (jln_value){.state = state, .reason = reason, .number = {0, 1}};
}

bool jln_value_known(const jln_value *v) {
    return v->state == JLN_NUMBER || v->state == JLN_PARTIAL;
}

static const struct {
    const char *code, *words;
} states[] = {
    [JLN_MISSING] = {"missing", N_("ND")}, [JLN_NUMBER] = {"number", N_("nombre")},
    [JLN_DASH] = {"dash", N_("–")},        [JLN_BLANK] = {"blank", N_("vide")},
    [JLN_PM] = {"pm", N_("PM")},           [JLN_PARTIAL] = {"partial", N_("partiel")},
    [JLN_NA] = {"na", N_("s.o.")},         [JLN_NC] = {"nc", N_("n.c.")},
    [JLN_TEXT] = {"text", N_("texte")},
};

enum { STATE_COUNT = sizeof states / sizeof *states };

const char *jln_state_code(jln_state state) {
    return states[state].code;
}

bool jln_state_of(const char *code, jln_state *out) {
    for (int i = 0; i < STATE_COUNT; i++)
        if (strcmp(states[i].code, code) == 0) {
            *out = (jln_state)i;
            return true;
        }
    return false;
}

const char *jln_state_words(jln_state state) {
    return _(states[state].words);
}

static const struct {
    const char *code, *words;
} reasons[JLN_REASON_COUNT] = {
    [JLN_REASON_NONE] = {"", ""},
    [JLN_REASON_NO_RETURN] = {"no-return", N_("aucun chiffre reçu")},
    [JLN_REASON_NOT_PLANNED] = {"not-planned", N_("rien de prévu ni de dépensé")},
    [JLN_REASON_NO_STAGE] = {"no-stage", N_("ce stade n'existe pas pour cette source")},
    [JLN_REASON_ZERO_BASE] = {"zero-base", N_("la base est nulle")},
    [JLN_REASON_NO_ALLOCATION] = {"no-allocation", N_("dépense sans dotation")},
    [JLN_REASON_ONLY_PM] = {"only-pm", N_("prévu seulement pour mémoire")},
    [JLN_REASON_NO_PREVIOUS] = {"no-previous", N_("pas d'année précédente")},
    [JLN_REASON_NOT_SPLIT] = {"not-split", N_("non réparti dans le document")},
    [JLN_REASON_OVERFLOW] = {"overflow", N_("résultat trop grand pour être exact")},
    [JLN_REASON_NO_TARGET] = {"no-target", N_("pas de cible pour cette année")},
    [JLN_REASON_ZERO_TARGET] = {"zero-target", N_("la cible est nulle")},
    [JLN_REASON_TARGET_IS_BASELINE] = {"target-is-baseline",
                                       N_("la cible est égale à la référence")},
    [JLN_REASON_NO_BASELINE] = {"no-baseline", N_("la référence n'est pas disponible")},
    [JLN_REASON_NO_DIRECTION] = {"no-direction", N_("l'indicateur n'a pas de sens souhaité")},
    [JLN_REASON_NO_POPULATION] = {"no-population", N_("pas de population de référence")},
    [JLN_REASON_NOT_MEASURED] = {"not-measured", N_("pas de mesure cette année")},
    [JLN_REASON_NO_BOUND] = {"no-bound", N_("la cible n'est pas une norme (au plus, au moins)")},
    [JLN_REASON_WORDS] = {"words", N_("des mots, pas un nombre")},
    [JLN_REASON_SOME_MISSING] = {"some-missing", N_("des chiffres manquent")},
    [JLN_REASON_NOT_ASKED] = {"not-asked", N_("aucune fiche demandée pour cette année")},
    [JLN_REASON_CANCELLED] = {"cancelled", N_("annulé par une décision")},
    [JLN_REASON_NOT_SUMMED] = {"not-summed", N_("un taux ne s'additionne pas d'année en année")},
    [JLN_REASON_MIXED_UNITS] = {"mixed-units", N_("unités différentes : ni somme ni rapport")},
    [JLN_REASON_NO_FIGURE] = {"no-figure", N_("aucun nombre n'est donné")},
    [JLN_REASON_NO_SCHEME] = {"no-scheme",
                              N_("le régime ne compte aucun organisme dans la région")},
    [JLN_REASON_NEGATIVE_BASE] = {"negative-base", N_("la base est négative")},
};

bool jln_reason_of(const char *code, jln_reason *out) {
    for (int i = 1; i < JLN_REASON_COUNT; i++)
        if (strcmp(reasons[i].code, code) == 0) {
            *out = (jln_reason)i;
            return true;
        }
    return false;
}

const char *jln_reason_code(jln_reason reason) {
    return reasons[reason].code;
}

const char *jln_reason_words(jln_reason reason) {
    return reason == JLN_REASON_NONE ? "" : _(reasons[reason].words);
}

static const struct {
    const char *code, *letter, *words;
} lights[JLN_LIGHT_COUNT] = {
    [JLN_LIGHT_NONE] = {"", "", ""},
    [JLN_LIGHT_GREEN] = {"green", N_("V"), N_("vert")},
    [JLN_LIGHT_YELLOW] = {"yellow", N_("J"), N_("jaune")},
    [JLN_LIGHT_ORANGE] = {"orange", N_("O"), N_("orange")},
    [JLN_LIGHT_RED] = {"red", N_("R"), N_("rouge")},
    [JLN_LIGHT_GREY] = {"grey", N_("G"), N_("gris")},
};

const char *jln_light_code(jln_light light) {
    return lights[light].code;
}

const char *jln_light_letter(jln_light light) {
    return light == JLN_LIGHT_NONE ? "" : _(lights[light].letter);
}

const char *jln_light_words(jln_light light) {
    return light == JLN_LIGHT_NONE ? "" : _(lights[light].words);
}
