/* jalon: one row per command; the language, the command line, the exit code. */
#include "cli/help.h"
#include "cli/options.h"
#include "cli/say.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define TAKES(option) (1u << JLN_OPT_##option)

const jln_command jln_commands[] = {
    {.name = "load",
     .run = jln_cmd_load,
     .summary = N_("charger des plans et des paquets de données dans la base"),
     .usage = N_("jalon load DOSSIER..."),
     .details =
         N_("Chaque dossier est un paquet : datapackage.json, ses fichiers CSV et, s'il y en "
            "a, les textes de la planification (.md) et le logo (.png, .jpg). Seules les "
            "différences avec la base sont écrites, toutes ou aucune. Chaque problème est "
            "donné avec son fichier, sa ligne et sa colonne.\n"
            "« jalon help load TABLE » dit les colonnes d'une table et ce qu'elles attendent."),
     .examples = {"jalon load data/pan-eps-2011-2015", "jalon load data/*/ --db mali.db"},
     .options = TAKES(FORMAT),
     .least = 1,
     .most = -1},
    {.name = "plans",
     .run = jln_cmd_plans,
     .summary = N_("lister les plans de la base"),
     .usage = N_("jalon plans"),
     .examples = {"jalon plans", "jalon plans --format json"},
     .options = TAKES(FORMAT)},
    {.name = "tree",
     .run = jln_cmd_tree,
     .summary = N_("dessiner la chaîne des résultats d'un plan, avec ses coûts prévus"),
     .usage = N_("jalon tree PLAN [--year ANNÉE] [--result ID]"),
     .details = N_("Le code est celui du document ; quand il diffère de l'identifiant, celui-ci "
                   "suit entre crochets. PM "
                   "compte les cellules « pour mémoire », qui n'entrent dans aucune somme."),
     .examples = {"jalon tree pan-eps-2011-2015",
                  "jalon tree pan-eps-2011-2015 --year 2013 --result 1.2",
                  "jalon tree pan-eps-2011-2015 --format csv"},
     .options = TAKES(FORMAT) | TAKES(YEAR) | TAKES(RESULT),
     .least = 1,
     .most = 1},
    {.name = "check",
     .run = jln_cmd_check,
     .summary = N_("vérifier ce que le document d'un plan imprime de lui-même"),
     .usage = N_("jalon check PLAN"),
     .details = N_(
         "Chaque total, part ou intitulé imprimé est recalculé et comparé. Les constats sont "
         "numérotés ; une conséquence (↳) nomme par leur numéro toutes ses causes, la part de "
         "chacune et ce qu'elles n'expliquent pas ; en CSV et en JSON, par leur identifiant, que "
         "JSON répète dans la liste «\u00a0causes\u00a0». La commande finit avec le code 1 si, et "
         "seulement si, il y a au moins une erreur."),
     .examples = {"jalon check pan-eps-2011-2015",
                  "jalon check pan-eps-2011-2015 --format csv > constats.csv"},
     .options = TAKES(FORMAT),
     .least = 1,
     .most = 1},
    {.name = "compute",
     .run = jln_cmd_compute,
     .summary = N_("calculer des indicateurs pour chaque nœud de la chaîne et chaque source"),
     .usage = N_("jalon compute PLAN --year ANNÉE [INDICATEUR...]"),
     .details = N_("Sans indicateur, tous sont calculés. Une valeur sans nombre dit pourquoi ; « "
                   "connu » est le nombre "
                   "d'éléments dont le chiffre est arrivé, sur ceux qui sont attendus. En csv et "
                   "json, un taux est une "
                   "fraction à 12 chiffres."),
     .examples =
         {"jalon compute pan-eps-2011-2015 --year 2012",
          "jalon compute pan-eps-2011-2015 --year 2012 taux-execution-financiere --format csv",
          "jalon compute pan-eps-2011-2015 --year 2013 --period 2013-S1 --date 2013-09-30"},
     .options = TAKES(FORMAT) | TAKES(PERIOD),
     .required = TAKES(YEAR),
     .least = 1,
     .most = -1},
    {.name = "explain",
     .run = jln_cmd_explain,
     .summary = N_("montrer d'où vient une valeur, chiffre par chiffre"),
     .usage = N_("jalon explain PLAN INDICATEUR --year ANNÉE [--result ID] [--funder SOURCE]"),
     .details = N_("Donne la définition, la formule, le calcul, chaque chiffre retenu avec son "
                   "document et sa ligne ou sa fiche "
                   "de collecte, ce qui manque, ce qui est pour mémoire et ce qui est laissé de "
                   "côté, avec la raison."),
     .examples =
         {"jalon explain pan-eps-2011-2015 taux-execution-financiere --year 2012 --result 1.2",
          "jalon explain pan-eps-2011-2015 taux-mobilisation --year 2012 --funder etat",
          "jalon explain pan-eps-2011-2015 taux-execution-physique --year 2012 --format json"},
     .options = TAKES(FORMAT) | TAKES(PERIOD) | TAKES(RESULT) | TAKES(FUNDER) | TAKES(ITEM),
     .required = TAKES(YEAR),
     .least = 2,
     .most = 2},
    {.name = "indicators",
     .run = jln_cmd_indicators,
     .summary = N_("lister les indicateurs, ou vérifier leurs exemples"),
     .usage = N_("jalon indicators [test]"),
     .details = N_("Chaque fichier de lua-indicators/ porte des exemples : ce qui est donné et la "
                   "valeur attendue. « "
                   "test » les calcule tous et finit avec le code 1 si l'un d'eux ne donne pas "
                   "cette valeur. La page "
                   "lua-indicators/README.md dit ce qu'une formule peut demander."),
     .examples = {"jalon indicators", "jalon indicators test", "jalon indicators --format csv"},
     .options = TAKES(FORMAT),
     .most = 1},
    {.name = "report",
     .run = jln_cmd_report,
     .summary = N_("écrire un rapport en PDF, en classeur ou en CSV"),
     .usage = N_("jalon report RAPPORT PLAN --year ANNÉE -o FICHIER"),
     .details =
         N_("FICHIER finit par .pdf, .xlsx ou .csv. Chaque plan dit quels rapports "
            "s'appliquent à lui (« templates » de son datapackage.json). Un rapport porte sur "
            "l'année entière. Le fichier n'est remplacé que si tout s'est bien passé."),
     .examples = {"jalon report bailleurs pan-eps-2011-2015 --year 2012 -o bailleurs.xlsx",
                  "jalon report rapport-annuel pan-eps-2011-2015 --year 2012 -o rapport.pdf",
                  "jalon report coherence pan-eps-2011-2015 --year 2012 -o coherence.csv"},
     .options = TAKES(PERIOD),
     .required = TAKES(YEAR) | TAKES(OUTPUT),
     .least = 2,
     .most = 2},
    {.name = "form",
     .run = jln_cmd_form,
     .summary = N_("écrire les fiches de collecte à faire remplir, une par structure pilote"),
     .usage = N_("jalon form PLAN --year ANNÉE [--period CODE] [--lead STRUCTURE] [--follow-up] -o "
                 "FICHIER.xlsx|DOSSIER"),
     .details =
         N_("Avec --lead, une fiche dans un fichier ; sans --lead, une par structure pilote "
            "dans un dossier. Sans --period, l'année entière. Les cellules jaunes se "
            "remplissent, le reste est protégé ; « jalon import » relit la fiche. Avec "
            "--follow-up, la fiche de suivi du plan, que remplit la cellule de planification "
            "(CPS) ou la structure de --lead : mesures du cadre logique, bénéficiaires par "
            "région, financements par source et par stade, suite donnée aux recommandations."),
     .examples = {"jalon form pan-eps-2011-2015 --year 2014 --lead CANAM -o canam-2014.xlsx",
                  "jalon form pan-eps-2011-2015 --year 2014 --period 2014-S1 -o fiches-2014-S1",
                  "jalon form pan-eps-2011-2015 --year 2014 --follow-up -o suivi-2014.xlsx"},
     .options = TAKES(PERIOD) | TAKES(LEAD) | TAKES(FOLLOW_UP),
     .required = TAKES(YEAR) | TAKES(OUTPUT),
     .least = 1,
     .most = 1},
    {.name = "import",
     .run = jln_cmd_import,
     .summary = N_("reprendre des fiches de collecte remplies"),
     .usage = N_("jalon import FICHIER.xlsx|FICHIER.csv|DOSSIER... [--dry-run] [--confirm MOTIF] "
                 "[--by NOM] "
                 "[--copies DOSSIER]"),
     .details = N_(
         "Chaque fiche est prise entière ou refusée, avec chaque problème, sa feuille et "
         "sa cellule ; une copie annotée, à renvoyer à la structure, est écrite à côté de "
         "la fiche. Une fiche corrigée remplace celle de la même structure et de la "
         "même période, et rien d'autre. Une fiche qu'un paquet de données fournit n'est "
         "pas remplacée ; celle qu'il annonce seulement l'est. La date de réception est celle "
         "de --date.\n"
         "Un chiffre douteux (dépense ou engagement au-delà de la dotation, cumul qui recule, payé "
         "plus grand qu'ordonnancé, rien de fait alors que l'argent est dépensé...) arrête la "
         "fiche tant que personne n'en répond : la structure, en disant pourquoi il est juste "
         "dans la dernière colonne de la ligne ; ou celui qui importe, avec --confirm MOTIF --by "
         "NOM. Qui a confirmé quoi reste dans la base (jalon export confirmations PLAN).\n"
         "Un fichier CSV (virgules ou points-virgules, UTF-8) a une ligne par ligne de fiche et, "
         "en tête, plan, period, sender, sheet, puis les colonnes de la feuille. activities : "
         "code, state, physical, quantity_planned, quantity_done, unit, decided_on, document, "
         "comment, confirmed. spending : activity_id, funder, committed, liquidated, ordered, "
         "paid, comment, confirmed. extra : result_id, title, funder, amount, comment. "
         "indicators : code, position, value, source, confirmed. coverage : scheme, region, "
         "sex, measure, unit, value, source, confirmed. funding : funder, result_id, nature, "
         "announced, signed, notified, received, source, confirmed. recommendations : number, "
         "state, done_on, source, comment."),
     .examples = {"jalon import canam-2014.xlsx --dry-run",
                  "jalon import fiches-2014-S1 --date 2014-07-28",
                  "jalon import canam-2014.xlsx --confirm \"avenant n° 3\" --by \"A. Diarra\""},
     .options = TAKES(FORMAT) | TAKES(DRY_RUN) | TAKES(BY) | TAKES(CONFIRM) | TAKES(COPIES),
     .least = 1,
     .most = -1},
    {.name = "returns",
     .run = jln_cmd_returns,
     .summary = N_("dire qui a envoyé sa fiche et où elle en est, ou la faire avancer"),
     .usage =
         N_("jalon returns PLAN [--missing] [--year ANNÉE] [--period CODE] | jalon returns PLAN "
            "--set ID received|checked|validated --by NOM"),
     .details = N_("Une fiche importée passe de received (reçue) à checked (vérifiée), puis à "
                   "validated (validée) ; received la rouvre. L'état d'une fiche d'un paquet de "
                   "données se change dans ce paquet."),
     .examples = {"jalon returns pan-eps-2011-2015 --missing",
                  "jalon returns pan-eps-2011-2015 --set R2014-S1-CANAM checked --by 'A. Diarra'"},
     .options =
         TAKES(FORMAT) | TAKES(YEAR) | TAKES(PERIOD) | TAKES(MISSING) | TAKES(SET) | TAKES(BY),
     .least = 1,
     .most = 2},
    {.name = "export",
     .run = jln_cmd_export,
     .summary = N_("écrire une table d'un plan, prête pour un tableur"),
     .usage = N_("jalon export TABLE PLAN [-o FICHIER.xlsx]"),
     .details = N_("Les montants sont en unités entières de la monnaie du plan. Une cellule est "
                   "vide là où il n'y a pas de "
                   "nombre ; la colonne « state » dit pourquoi."),
     .examples = {"jalon export budgets pan-eps-2011-2015",
                  "jalon export financing pan-eps-2011-2015 --format json",
                  "jalon export spending pan-eps-2011-2015 -o depenses.xlsx"},
     .options = TAKES(FORMAT) | TAKES(OUTPUT),
     .least = 2,
     .most = 2,
     .format = JLN_FORMAT_CSV},
    {.name = "help",
     .run = jln_cmd_help,
     .summary = N_("aide sur une commande, avec des exemples"),
     .usage = N_("jalon help [COMMANDE] | jalon help load TABLE"),
     .examples = {"jalon help tree", "jalon help load recommendations"},
     .most = 2},
    {.name = NULL},
};

const jln_command *jln_command_find(const char *name) {
    for (const jln_command *c = jln_commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

static jln_status run(jln_cli *cli, jln_err *err) {
    if (cli->values[JLN_OPT_VERSION] && !cli->command) {
        puts("jalon " JLN_VERSION);
        return JLN_OK;
    }
    if (!cli->command && !cli->values[JLN_OPT_HELP])
        return jln_err_set(err, JLN_EUSAGE, NULL, "%s",
                           _("il manque une commande ; « jalon help » en donne la liste"));
    if (!cli->command) jln_help_general();
    else if (cli->values[JLN_OPT_HELP]) jln_help_command(cli->command);
    else return cli->command->run(cli, err);
    return JLN_OK;
}

int main(int argc, char **argv) {
    jln_err err = {0}, end = {0};
    jln_cli cli = {.arena = jln_arena_new()};
    signal(SIGPIPE,
           SIG_IGN); /* a closed pipe is a write error like another, told by the exit code */
    jln_status status = cli.arena ? JLN_OK : jln_err_nomem(&err);
    if (status == JLN_OK) jln_say_in(jln_options_lang(argc, argv), cli.arena);
    if (status == JLN_OK) status = jln_options_read(&cli, argc, argv, &err);
    if (status == JLN_OK) status = run(&cli, &err);
    jln_say_progress(&cli, NULL);
    jln_status ended = jln_say_end(&end);
    if (status != JLN_OK) jln_say_error(&err);
    else jln_say_error(&end);
    jln_arena_free(cli.arena);
    if (status != JLN_OK) return jln_say_exit_code(status);
    return ended != JLN_OK ? jln_say_exit_code(ended) : cli.exit_code;
}
