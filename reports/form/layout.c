#include "form/layout.h"

#include "base/i18n.h"

static const jln_form_column activities[] = {
    {"key", "", 8, JLN_FORM_KEY},
    {"code", N_("Activité"), 12, JLN_FORM_SHOWN},
    {"title", N_("Intitulé"), 48, JLN_FORM_SHOWN},
    {"scheduled", N_("Programmée"), 12, JLN_FORM_SHOWN},
    {"allocation", N_("Dotation de l'année"), 17, JLN_FORM_SUM},
    {"before", N_("Dernière situation connue"), 24, JLN_FORM_GREY},
    {"state", N_("État"), 16, JLN_FORM_STATE},
    /* xgettext:no-c-format */
    {"physical", N_("Avancement physique (% du programme de l'année)"), 16, JLN_FORM_SHARE},
    {"quantity_planned", N_("Quantité prévue"), 11, JLN_FORM_NUMBER},
    {"quantity_done", N_("Quantité réalisée"), 11, JLN_FORM_NUMBER},
    {"unit", N_("Unité"), 12, JLN_FORM_WORDS},
    {"decided_on", N_("Date de la décision (report, annulation)"), 14, JLN_FORM_DATE},
    {"document", N_("Pièce justificative"), 24, JLN_FORM_WORDS},
    {"comment", N_("Commentaire : difficultés, mesures prises"), 44, JLN_FORM_WORDS},
};

static const jln_form_column spending[] = {
    {"key", "", 8, JLN_FORM_KEY},
    {"activity_id", N_("Activité"), 12, JLN_FORM_ACTIVITY},
    {"title", N_("Intitulé"), 48, JLN_FORM_SHOWN},
    {"funder", N_("Source de financement"), 26, JLN_FORM_FUNDER},
    {"before", N_("Dernier montant payé connu"), 24, JLN_FORM_GREY},
    {"committed", N_("Engagé"), 16, JLN_FORM_AMOUNT},
    {"liquidated", N_("Liquidé"), 16, JLN_FORM_AMOUNT},
    {"ordered", N_("Ordonnancé"), 16, JLN_FORM_AMOUNT},
    {"paid", N_("Payé"), 16, JLN_FORM_AMOUNT},
    {"comment", N_("Commentaire"), 40, JLN_FORM_WORDS},
};

static const jln_form_column extra[] = {
    {"key", "", 8, JLN_FORM_KEY},
    {"result_id", N_("Rattachée à (code)"), 14, JLN_FORM_NODE},
    {"title", N_("Ce qui a été fait"), 60, JLN_FORM_WORDS},
    {"funder", N_("Source de financement"), 26, JLN_FORM_FUNDER},
    {"amount", N_("Montant payé"), 16, JLN_FORM_AMOUNT},
    {"comment", N_("Commentaire"), 44, JLN_FORM_WORDS},
};

#define COLUMNS(array) array, sizeof array / sizeof *array
const jln_form_layout jln_form_layouts[JLN_FORM_SHEETS] = {
    [JLN_FORM_ACTIVITIES] = {"jalon:activities", N_("Activités"), N_("Activités : état et avancement"),
                             N_("Remplir les cellules jaunes. Laisser vide ce qui n'est pas connu ; 0 veut dire que rien n'a été fait."),
                             COLUMNS(activities)},
    [JLN_FORM_SPENDING] = {"jalon:spending", N_("Dépenses"), N_("Dépenses par activité et par source de financement"),
                           N_("Montants entiers, cumulés depuis le 1er janvier. 0 : rien dépensé ; vide ou ND : non connu ; s.o. : la source n'a pas ce stade."),
                           COLUMNS(spending)},
    [JLN_FORM_EXTRA] = {"jalon:extra", N_("Hors programme"), N_("Ce qui a été fait sans être au plan"),
                        N_("Une ligne par action, avec le code du résultat ou de l'activité dont elle est le plus proche."),
                        COLUMNS(extra)},
};

uint64_t jln_form_hash(uint64_t hash, const char *text) {
    if (hash == 0) hash = 14695981039346656037u;
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return (hash ^ 0x1F) * 1099511628211u;
}
