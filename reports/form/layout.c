#include "form/layout.h"

#include "base/i18n.h"

#include <string.h>

#define CONFIRM                                                                                    \
    {                                                                                              \
        JLN_FORM_CONFIRM, N_("Si un chiffre est inhabituel : dire pourquoi il est juste"), 36,     \
            JLN_FORM_WORDS                                                                         \
    }

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
    CONFIRM,
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
    CONFIRM,
};

static const jln_form_column extra[] = {
    {"key", "", 8, JLN_FORM_KEY},
    {"result_id", N_("Rattachée à (code)"), 14, JLN_FORM_NODE},
    {"title", N_("Ce qui a été fait"), 60, JLN_FORM_WORDS},
    {"funder", N_("Source de financement"), 26, JLN_FORM_FUNDER},
    {"amount", N_("Montant payé"), 16, JLN_FORM_AMOUNT},
    {"comment", N_("Commentaire"), 44, JLN_FORM_WORDS},
};

static const jln_form_column indicators[] = {
    {"key", "", 8, JLN_FORM_KEY},
    {"code", N_("Résultat"), 10, JLN_FORM_SHOWN},
    {"title", N_("Indicateur"), 52, JLN_FORM_SHOWN},
    {"unit", N_("Unité"), 14, JLN_FORM_SHOWN},
    {"baseline", N_("Référence"), 18, JLN_FORM_SHOWN},
    {"target", N_("Cible"), 18, JLN_FORM_SHOWN},
    {"before", N_("Dernière mesure connue"), 22, JLN_FORM_GREY},
    {"value", N_("Valeur mesurée"), 18, JLN_FORM_VALUE},
    {"source", N_("Source (enquête, registre, rapport)"), 44, JLN_FORM_WORDS},
    CONFIRM,
};

static const jln_form_column coverage[] = {
    {"key", "", 8, JLN_FORM_KEY},
    {"scheme", N_("Régime"), 30, JLN_FORM_WORDS},
    {"region", N_("Région"), 20, JLN_FORM_WORDS},
    {"sex", N_("Sexe (F, M ; vide : tous)"), 10, JLN_FORM_WORDS},
    {"measure", N_("Ce qui est compté"), 22, JLN_FORM_WORDS},
    {"unit", N_("Unité"), 14, JLN_FORM_WORDS},
    {"before", N_("Dernière valeur connue"), 22, JLN_FORM_GREY},
    {"value", N_("Valeur en fin d'année"), 18, JLN_FORM_VALUE},
    {"source", N_("Source (registre, rapport)"), 44, JLN_FORM_WORDS},
    CONFIRM,
};

static const jln_form_column funding[] = {
    {"key", "", 8, JLN_FORM_KEY},
    {"funder", N_("Source de financement"), 28, JLN_FORM_FUNDER},
    {"result_id", N_("Résultat (vide : non réparti)"), 14, JLN_FORM_NODE},
    {"nature", N_("Nature"), 16, JLN_FORM_NATURE},
    {"planned", N_("Prévu pour l'année"), 17, JLN_FORM_SUM},
    {"before", N_("Dernier montant reçu connu"), 24, JLN_FORM_GREY},
    {"announced", N_("Annoncé"), 16, JLN_FORM_AMOUNT},
    {"signed", N_("Signé"), 16, JLN_FORM_AMOUNT},
    {"notified", N_("Notifié"), 16, JLN_FORM_AMOUNT},
    {"received", N_("Reçu"), 16, JLN_FORM_AMOUNT},
    {"source", N_("Pièce (lettre, convention, relevé)"), 44, JLN_FORM_WORDS},
    CONFIRM,
};

static const jln_form_column recommendations[] = {
    {"key", "", 8, JLN_FORM_KEY},
    {"number", N_("N°"), 6, JLN_FORM_SHOWN},
    {"title", N_("Recommandation"), 60, JLN_FORM_SHOWN},
    {"who", N_("Responsable"), 24, JLN_FORM_SHOWN},
    {"due", N_("Échéance"), 14, JLN_FORM_SHOWN},
    {"before", N_("Dernière suite connue"), 22, JLN_FORM_GREY},
    {"state", N_("Suite donnée"), 16, JLN_FORM_FOLLOW},
    {"done_on", N_("Exécutée le"), 14, JLN_FORM_DATE},
    {"source", N_("Pièce justificative"), 34, JLN_FORM_WORDS},
    {"comment", N_("Commentaire"), 44, JLN_FORM_WORDS},
};

#define COLUMNS(array) array, sizeof array / sizeof *array
const jln_form_layout jln_form_layouts[JLN_FORM_SHEETS] = {
    [JLN_FORM_ACTIVITIES] =
        {"jalon:activities", "activities", N_("Activités"), N_("Activités : état et avancement"),
         N_("Remplir les cellules jaunes. Laisser vide ce qui n'est pas connu ; 0 "
            "veut dire que rien n'a été fait."),
         COLUMNS(activities)},
    [JLN_FORM_SPENDING] = {"jalon:spending", "spending", N_("Dépenses"),
                           N_("Dépenses par activité et par source de financement"),
                           N_("Montants entiers, cumulés depuis le 1er janvier. 0 : rien dépensé ; "
                              "vide ou ND : non connu ; s.o. : la source n'a pas ce stade."),
                           COLUMNS(spending)},
    [JLN_FORM_EXTRA] =
        {"jalon:extra", "extra", N_("Hors programme"), N_("Ce qui a été fait sans être au plan"),
         N_("Une ligne par action, avec le code du résultat ou de l'activité dont elle "
            "est le plus proche."),
         COLUMNS(extra)},
    [JLN_FORM_INDICATORS] =
        {"jalon:indicators", "indicators", N_("Indicateurs"),
         N_("Indicateurs du cadre logique : ce qui a été mesuré"),
         N_("Un nombre dans l'unité de l'indicateur, les mots de la mesure quand il "
            "n'est pas chiffré, ND : non connu, s.o. : sans objet. La source est "
            "obligatoire."),
         COLUMNS(indicators)},
    [JLN_FORM_COVERAGE] =
        {"jalon:coverage", "coverage", N_("Bénéficiaires"),
         N_("Bénéficiaires par régime et par région, à la fin de l'année"),
         N_("Un nombre par ligne, dans l'unité de la ligne ; les régimes ne "
            "s'additionnent pas. Un régime ou une région de plus : une ligne jaune "
            "au bas de la feuille."),
         COLUMNS(coverage)},
    [JLN_FORM_FUNDING] =
        {"jalon:funding", "funding", N_("Financements"),
         N_("Financements annoncés, signés, notifiés, reçus"),
         N_("Montants entiers, cumulés depuis le 1er janvier ; chaque stade est compris "
            "dans celui d'avant : ils ne s'ajoutent pas. 0 : rien ; vide ou ND : non "
            "connu ; s.o. : la source n'a pas ce stade."),
         COLUMNS(funding)},
    [JLN_FORM_RECOMMENDATIONS] =
        {"jalon:recommendations", "recommendations", N_("Recommandations"),
         N_("Suite donnée aux recommandations"),
         N_("Choisir la suite dans la liste ; une recommandation exécutée a "
            "sa date. Laisser vide ce qui n'est pas connu."),
         COLUMNS(recommendations)},
};

bool jln_form_follows(jln_form_sheet sheet) {
    return sheet >= JLN_FORM_INDICATORS;
}

bool jln_form_is_entry(jln_form_sheet sheet, int column) {
    return jln_form_layouts[sheet].columns[column].kind >= JLN_FORM_STATE;
}

int jln_form_column_of(jln_form_sheet sheet, const char *code) {
    const jln_form_layout *layout = &jln_form_layouts[sheet];
    for (uint16_t c = 0; c < layout->count; c++)
        if (strcmp(layout->columns[c].code, code) == 0) return c;
    return -1;
}

uint64_t jln_form_hash(uint64_t hash, const char *text) {
    if (hash == 0) hash = 14695981039346656037u;
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return (hash ^ 0x1F) * 1099511628211u;
}
