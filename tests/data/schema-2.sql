-- A database of schema 2 as this program wrote it: the packages of tests/data/tiny and frame, one cover without a number.
BEGIN TRANSACTION;
CREATE TABLE allocations (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id   TEXT NOT NULL,
    year        INTEGER NOT NULL,
    notified_on TEXT NOT NULL,
    amount      INTEGER NOT NULL,
    source      TEXT NOT NULL,
    PRIMARY KEY (plan, result_id, year),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE budgets (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    activity_id TEXT NOT NULL,
    year        INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('number', 'pm', 'dash', 'blank', 'missing')),
    amount      INTEGER CHECK ((amount IS NOT NULL) = (state = 'number')),
    doc         TEXT NOT NULL,
    line        INTEGER NOT NULL,
    PRIMARY KEY (plan, activity_id, year),
    FOREIGN KEY (plan, activity_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "budgets" VALUES('tiny','tiny','1.1',2011,'number',100,'d',100);
INSERT INTO "budgets" VALUES('tiny','tiny','1.1',2012,'number',100,'d',101);
INSERT INTO "budgets" VALUES('tiny','tiny','1.1',2013,'number',100,'d',102);
INSERT INTO "budgets" VALUES('tiny','tiny','10.1',2011,'number',100,'d',139);
INSERT INTO "budgets" VALUES('tiny','tiny','10.1',2012,'number',100,'d',140);
INSERT INTO "budgets" VALUES('tiny','tiny','10.1',2013,'number',100,'d',141);
INSERT INTO "budgets" VALUES('tiny','tiny','10.2',2011,'number',100,'d',142);
INSERT INTO "budgets" VALUES('tiny','tiny','10.2',2012,'number',100,'d',143);
INSERT INTO "budgets" VALUES('tiny','tiny','10.2',2013,'number',100,'d',144);
INSERT INTO "budgets" VALUES('tiny','tiny','10.3',2011,'number',100,'d',145);
INSERT INTO "budgets" VALUES('tiny','tiny','10.3',2012,'number',100,'d',146);
INSERT INTO "budgets" VALUES('tiny','tiny','10.3',2013,'number',100,'d',147);
INSERT INTO "budgets" VALUES('tiny','tiny','10.4',2011,'number',100,'d',148);
INSERT INTO "budgets" VALUES('tiny','tiny','10.4',2012,'number',100,'d',149);
INSERT INTO "budgets" VALUES('tiny','tiny','10.4',2013,'number',100,'d',150);
INSERT INTO "budgets" VALUES('tiny','tiny','11.1',2011,'dash',NULL,'d',151);
INSERT INTO "budgets" VALUES('tiny','tiny','11.1',2012,'dash',NULL,'d',152);
INSERT INTO "budgets" VALUES('tiny','tiny','11.1',2013,'dash',NULL,'d',153);
INSERT INTO "budgets" VALUES('tiny','tiny','11.2',2011,'blank',NULL,'d',154);
INSERT INTO "budgets" VALUES('tiny','tiny','11.2',2012,'blank',NULL,'d',155);
INSERT INTO "budgets" VALUES('tiny','tiny','11.2',2013,'blank',NULL,'d',156);
INSERT INTO "budgets" VALUES('tiny','tiny','12.1',2011,'number',100,'d',157);
INSERT INTO "budgets" VALUES('tiny','tiny','12.1',2012,'number',100,'d',158);
INSERT INTO "budgets" VALUES('tiny','tiny','12.1',2013,'number',100,'d',159);
INSERT INTO "budgets" VALUES('tiny','tiny','2.1',2011,'pm',NULL,'d',103);
INSERT INTO "budgets" VALUES('tiny','tiny','2.1',2012,'pm',NULL,'d',104);
INSERT INTO "budgets" VALUES('tiny','tiny','2.1',2013,'pm',NULL,'d',105);
INSERT INTO "budgets" VALUES('tiny','tiny','2.2',2011,'pm',NULL,'d',106);
INSERT INTO "budgets" VALUES('tiny','tiny','2.2',2012,'pm',NULL,'d',107);
INSERT INTO "budgets" VALUES('tiny','tiny','2.2',2013,'pm',NULL,'d',108);
INSERT INTO "budgets" VALUES('tiny','tiny','3.1',2011,'pm',NULL,'d',109);
INSERT INTO "budgets" VALUES('tiny','tiny','3.1',2012,'pm',NULL,'d',110);
INSERT INTO "budgets" VALUES('tiny','tiny','3.1',2013,'pm',NULL,'d',111);
INSERT INTO "budgets" VALUES('tiny','tiny','4.1',2011,'number',100,'d',112);
INSERT INTO "budgets" VALUES('tiny','tiny','4.1',2012,'number',100,'d',113);
INSERT INTO "budgets" VALUES('tiny','tiny','4.1',2013,'number',100,'d',114);
INSERT INTO "budgets" VALUES('tiny','tiny','5.1',2011,'number',100,'d',115);
INSERT INTO "budgets" VALUES('tiny','tiny','5.1',2012,'number',100,'d',116);
INSERT INTO "budgets" VALUES('tiny','tiny','5.1',2013,'number',100,'d',117);
INSERT INTO "budgets" VALUES('tiny','tiny','5.2',2011,'number',300,'d',118);
INSERT INTO "budgets" VALUES('tiny','tiny','5.2',2012,'number',300,'d',119);
INSERT INTO "budgets" VALUES('tiny','tiny','5.2',2013,'number',300,'d',120);
INSERT INTO "budgets" VALUES('tiny','tiny','6.1',2011,'number',100,'d',121);
INSERT INTO "budgets" VALUES('tiny','tiny','6.1',2012,'number',100,'d',122);
INSERT INTO "budgets" VALUES('tiny','tiny','6.1',2013,'number',100,'d',123);
INSERT INTO "budgets" VALUES('tiny','tiny','7.1',2011,'number',100,'d',124);
INSERT INTO "budgets" VALUES('tiny','tiny','7.1',2012,'number',100,'d',125);
INSERT INTO "budgets" VALUES('tiny','tiny','7.1',2013,'number',100,'d',126);
INSERT INTO "budgets" VALUES('tiny','tiny','8.1',2011,'number',100,'d',127);
INSERT INTO "budgets" VALUES('tiny','tiny','8.1',2012,'number',100,'d',128);
INSERT INTO "budgets" VALUES('tiny','tiny','8.1',2013,'number',100,'d',129);
INSERT INTO "budgets" VALUES('tiny','tiny','8.2',2011,'number',100,'d',130);
INSERT INTO "budgets" VALUES('tiny','tiny','8.2',2012,'number',100,'d',131);
INSERT INTO "budgets" VALUES('tiny','tiny','8.2',2013,'number',100,'d',132);
INSERT INTO "budgets" VALUES('tiny','tiny','8.3',2011,'number',100,'d',133);
INSERT INTO "budgets" VALUES('tiny','tiny','8.3',2012,'number',100,'d',134);
INSERT INTO "budgets" VALUES('tiny','tiny','8.3',2013,'number',100,'d',135);
INSERT INTO "budgets" VALUES('tiny','tiny','9.1',2011,'number',100,'d',136);
INSERT INTO "budgets" VALUES('tiny','tiny','9.1',2012,'number',100,'d',137);
INSERT INTO "budgets" VALUES('tiny','tiny','9.1',2013,'number',100,'d',138);
CREATE TABLE claims (
    plan          TEXT NOT NULL,
    package       TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id            TEXT NOT NULL,
    kind          TEXT NOT NULL,
    about         TEXT,
    funder        TEXT,
    year          INTEGER,
    unit          TEXT NOT NULL CHECK (unit IN ('amount', 'currency', 'percent', 'count', 'text')),
    printed_text  TEXT,
    printed_value TEXT,
    label         TEXT,
    doc           TEXT NOT NULL,
    line          INTEGER NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, about) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, funder) REFERENCES funders (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE coverage (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id          TEXT NOT NULL,
    scheme      TEXT NOT NULL,
    region      TEXT NOT NULL,
    year        INTEGER NOT NULL,
    measure     TEXT NOT NULL,
    unit        TEXT NOT NULL,
    value       TEXT,
    source      TEXT NOT NULL,
    source_kind TEXT NOT NULL CHECK (source_kind IN ('document', 'published', 'press')),
    doc         TEXT,
    line        INTEGER,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "coverage" VALUES('tiny','tiny-frame','a','mutuelles','Kayes',2010,'bénéficiaires','personnes','50000','Rapport 2010','document','f',20);
INSERT INTO "coverage" VALUES('tiny','tiny-frame','b','mutuelles','Kayes',2012,'bénéficiaires','personnes','60000','Rapport 2012','document','f',21);
INSERT INTO "coverage" VALUES('tiny','tiny-frame','c','mutuelles','Kayes',2012,'adhérents','personnes','20000','Rapport 2012','document','f',22);
INSERT INTO "coverage" VALUES('tiny','tiny-frame','d','mutuelles','Gao',2012,'bénéficiaires','personnes','1000','Rapport 2012','document','f',23);
INSERT INTO "coverage" VALUES('tiny','tiny-frame','e','mutuelles','Mopti',2012,'bénéficiaires','personnes',NULL,'Rapport 2012','document','f',24);
CREATE TABLE documents (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id      TEXT NOT NULL,
    title   TEXT NOT NULL,
    path    TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "documents" VALUES('tiny','tiny','d','Document inventé pour les tests',NULL);
INSERT INTO "documents" VALUES('tiny','tiny-frame','f','Document inventé pour les tests',NULL);
CREATE TABLE extra_work (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id        TEXT NOT NULL,
    result_id TEXT NOT NULL,
    period    TEXT NOT NULL,
    title     TEXT NOT NULL,
    funder    TEXT,
    amount    INTEGER,
    return_id TEXT NOT NULL,
    comment   TEXT,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE figures (
    plan         TEXT NOT NULL,
    package      TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id           TEXT NOT NULL,
    series       TEXT NOT NULL,
    about        TEXT NOT NULL,
    year         INTEGER,
    unit         TEXT NOT NULL,
    printed_text TEXT NOT NULL,
    value        TEXT,
    doc          TEXT NOT NULL,
    line         INTEGER NOT NULL,
    note         TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE financing (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,
    funder    TEXT NOT NULL,
    year      INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('number', 'pm', 'dash', 'blank', 'missing')),
    amount    INTEGER CHECK ((amount IS NOT NULL) = (state = 'number')),
    doc       TEXT NOT NULL,
    line      INTEGER NOT NULL,
    PRIMARY KEY (plan, result_id, funder, year),
    FOREIGN KEY (plan, funder) REFERENCES funders (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "financing" VALUES('tiny','tiny','12','engage',2012,'number',100,'d',306);
INSERT INTO "financing" VALUES('tiny','tiny','4','don',2012,'number',60,'d',304);
INSERT INTO "financing" VALUES('tiny','tiny','4','etat',2012,'number',80,'d',301);
INSERT INTO "financing" VALUES('tiny','tiny','5','don',2012,'number',40,'d',305);
INSERT INTO "financing" VALUES('tiny','tiny','5','etat',2012,'number',400,'d',302);
INSERT INTO "financing" VALUES('tiny','tiny','6','etat',2012,'blank',NULL,'d',303);
CREATE TABLE funders (
    plan          TEXT NOT NULL,
    package       TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id            TEXT NOT NULL CHECK (id <> ''),
    position      INTEGER NOT NULL,
    name          TEXT NOT NULL,
    name_en       TEXT,
    label_printed TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "funders" VALUES('tiny','tiny','don',2,'Donateur',NULL,'Don');
INSERT INTO "funders" VALUES('tiny','tiny','engage',3,'Source sans paiement',NULL,'Eng');
INSERT INTO "funders" VALUES('tiny','tiny','etat',1,'État',NULL,'Etat');
CREATE TABLE indicators (
    plan           TEXT NOT NULL,
    package        TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id      TEXT NOT NULL,
    position       INTEGER NOT NULL,
    indicator      TEXT NOT NULL,
    direction      TEXT NOT NULL CHECK (direction IN ('up', 'down', 'none')),
    unit           TEXT,
    kind           TEXT NOT NULL CHECK (kind IN ('stock', 'flow', 'rate', 'text')),
    baseline_text  TEXT,
    baseline_value TEXT,
    baseline_year  INTEGER,
    target_text    TEXT,
    target_value   TEXT,
    target_year    INTEGER,
    verification   TEXT,
    assumptions    TEXT,
    doc            TEXT NOT NULL,
    line           INTEGER NOT NULL,
    note           TEXT,
    PRIMARY KEY (plan, result_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "indicators" VALUES('tiny','tiny-frame','',1,'Du plan entier','up','%','rate','0','0',2010,'50 %','50',2012,NULL,NULL,'f',12,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',1,'Pauvreté','down','%','rate','47.4 %','47.4',2006,'32 %','32',2012,NULL,NULL,'f',1,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',2,'Cible égale à la référence','up','branches','stock','9','9',2010,'9','9',2012,NULL,NULL,'f',2,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',3,'Cible nulle en baisse','down','cas','flow','20','20',2010,'0','0',2012,NULL,NULL,'f',3,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',4,'Sans référence','up','%','rate','ND',NULL,NULL,'40 %','40',2012,NULL,NULL,'f',4,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',5,'Des mots','up',NULL,'text',NULL,NULL,NULL,'Assez bonne',NULL,2012,NULL,NULL,'f',5,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',6,'Cible de la dernière année','up','%','rate','10 %','10',2010,'35 %','35',NULL,NULL,NULL,'f',6,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',7,'Norme','down','%','rate',NULL,NULL,NULL,'au plus 15 %',NULL,NULL,NULL,NULL,'f',7,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',8,'Plus rien','down','cas','flow',NULL,NULL,NULL,'5','5',2012,NULL,NULL,'f',8,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',9,'Recul','up','%','rate','10 %','10',2010,'35 %','35',2012,NULL,NULL,'f',9,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',10,'Mesuré en juin puis en décembre','up','%','rate','0','0',2010,'100 %','100',2012,NULL,NULL,'f',10,NULL);
INSERT INTO "indicators" VALUES('tiny','tiny-frame','4',11,'Pas mesuré','up','%','rate','0','0',2010,'100 %','100',2012,NULL,NULL,'f',11,NULL);
CREATE TABLE leads (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,
    structure TEXT NOT NULL,
    PRIMARY KEY (plan, result_id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, structure) REFERENCES structures (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE levels (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    code      TEXT NOT NULL,
    position  INTEGER NOT NULL CHECK (position > 0),
    fr        TEXT NOT NULL,
    fr_plural TEXT NOT NULL,
    en        TEXT NOT NULL,
    en_plural TEXT NOT NULL,
    PRIMARY KEY (plan, code),
    UNIQUE (plan, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "levels" VALUES('tiny','tiny','activity',2,'activité','activités','activity','activities');
INSERT INTO "levels" VALUES('tiny','tiny','axis',1,'axe','axes','axis','axes');
CREATE TABLE measurements (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,
    position  INTEGER NOT NULL,
    year      INTEGER NOT NULL,
    period    TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('number', 'missing', 'na', 'text')),
    value     TEXT CHECK ((value IS NOT NULL) = (state = 'number')),
    words     TEXT CHECK (state <> 'text' OR words IS NOT NULL),
    source    TEXT NOT NULL,
    return_id TEXT,
    PRIMARY KEY (plan, result_id, position, year, period),
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "measurements" VALUES('tiny','tiny-frame','',1,2012,'','number','60',NULL,'Enquête',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',1,2012,'','number','43.7',NULL,'Enquête',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',2,2012,'','number','9',NULL,'Textes',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',3,2012,'','number','5',NULL,'Registre',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',4,2012,'','number','30',NULL,'Registre',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',5,2012,'','text',NULL,'Moyenne','Rapport',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',6,2012,'','number','18',NULL,'Enquête',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',7,2012,'','number','18',NULL,'Enquête',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',8,2012,'','number','0',NULL,'Registre',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',9,2012,'','number','5',NULL,'Enquête',NULL);
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',10,2012,'2012','number','60',NULL,'Fiche','R');
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',10,2012,'2012-S1','number','20',NULL,'Fiche','R-S1');
INSERT INTO "measurements" VALUES('tiny','tiny-frame','4',11,2012,'','missing',NULL,NULL,'Enquête',NULL);
CREATE TABLE milestones (
    plan           TEXT NOT NULL,
    package        TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id             TEXT NOT NULL,
    result_id      TEXT,
    indicator_code TEXT,
    text           TEXT NOT NULL,
    count          INTEGER,
    unit           TEXT,
    date_text      TEXT,
    date           TEXT,
    state          TEXT NOT NULL CHECK (state IN ('reached', 'under_way', 'planned')),
    doc            TEXT NOT NULL,
    line           INTEGER NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE mobilisation (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    funder    TEXT NOT NULL,
    result_id TEXT NOT NULL,
    period    TEXT NOT NULL,
    status    TEXT NOT NULL CHECK (status IN ('announced', 'signed', 'notified', 'received')),
    nature    TEXT NOT NULL CHECK (nature IN ('cash', 'in_kind')),
    state     TEXT NOT NULL CHECK (state IN ('number', 'missing', 'na')),
    amount    INTEGER CHECK ((amount IS NOT NULL) = (state = 'number')),
    source    TEXT NOT NULL,
    PRIMARY KEY (plan, funder, result_id, period, status, nature),
    FOREIGN KEY (plan, funder) REFERENCES funders (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "mobilisation" VALUES('tiny','tiny-returns','don','','2012','received','cash','number',50,'Avis');
INSERT INTO "mobilisation" VALUES('tiny','tiny-returns','etat','4','2012','announced','cash','number',90,'Annonce');
INSERT INTO "mobilisation" VALUES('tiny','tiny-returns','etat','4','2012','received','cash','number',60,'Avis');
INSERT INTO "mobilisation" VALUES('tiny','tiny-returns','etat','4','2012','received','in_kind','number',1000,'Dons en nature');
INSERT INTO "mobilisation" VALUES('tiny','tiny-returns','etat','5','2012','received','cash','missing',NULL,'Relance');
CREATE TABLE narratives (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id        TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('context', 'progress', 'problem', 'measure', 'collaboration', 'institution', 'outlook')),
    result_id TEXT,
    heading   TEXT,
    text      TEXT NOT NULL,
    doc       TEXT NOT NULL,
    line      INTEGER NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE packages (
    plan     TEXT NOT NULL,
    package  TEXT NOT NULL,
    name     TEXT NOT NULL PRIMARY KEY CHECK (name = package),
    title    TEXT NOT NULL,
    title_en TEXT,
    is_plan  INTEGER NOT NULL CHECK (is_plan IN (0, 1)),
    example  INTEGER NOT NULL CHECK (example IN (0, 1)),
    label    TEXT CHECK (example = 0 OR label IS NOT NULL),
    label_en TEXT
) STRICT;
INSERT INTO "packages" VALUES('tiny','tiny','tiny','Un plan minuscule : un axe par cas difficile',NULL,1,1,'Plan de test',NULL);
INSERT INTO "packages" VALUES('tiny','tiny-returns','tiny-returns','Fiches du plan minuscule',NULL,0,1,'Fiches de test',NULL);
INSERT INTO "packages" VALUES('tiny','tiny-frame','tiny-frame','Cadre logique, couverture et recommandations du plan minuscule',NULL,0,1,'Mesures de test',NULL);
CREATE TABLE periods (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    code      TEXT NOT NULL,
    year      INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL CHECK (last_day >= first_day),
    closed    INTEGER NOT NULL CHECK (closed IN (0, 1)),
    PRIMARY KEY (plan, code)
) STRICT, WITHOUT ROWID;
INSERT INTO "periods" VALUES('tiny','tiny-returns','2012',2012,'2012-01-01','2012-12-31',1);
INSERT INTO "periods" VALUES('tiny','tiny-returns','2012-S1',2012,'2012-01-01','2012-06-30',1);
INSERT INTO "periods" VALUES('tiny','tiny-returns','2013',2013,'2013-01-01','2013-12-31',0);
CREATE TABLE plans (
    plan       TEXT NOT NULL,
    package    TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    name       TEXT NOT NULL PRIMARY KEY CHECK (name = plan AND name = package),
    currency   TEXT NOT NULL,
    decimals   INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 4),
    scale      INTEGER NOT NULL CHECK (scale > 0),
    first_year INTEGER NOT NULL,
    last_year  INTEGER NOT NULL CHECK (last_year >= first_year)
) STRICT;
INSERT INTO "plans" VALUES('tiny','tiny','tiny','XOF',0,1,2011,2013);
CREATE TABLE populations (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    region      TEXT NOT NULL,
    year        INTEGER NOT NULL,
    source      TEXT NOT NULL,
    value       INTEGER NOT NULL,
    source_kind TEXT NOT NULL CHECK (source_kind IN ('document', 'published', 'press')),
    note        TEXT,
    PRIMARY KEY (plan, region, year, source)
) STRICT, WITHOUT ROWID;
INSERT INTO "populations" VALUES('tiny','tiny-frame','Kayes',1998,'Recensement 1998',1374316,'published',NULL);
INSERT INTO "populations" VALUES('tiny','tiny-frame','Kayes',2009,'Recensement 2009',2000000,'published',NULL);
CREATE TABLE progress (
    plan             TEXT NOT NULL,
    package          TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    activity_id      TEXT NOT NULL,
    period           TEXT NOT NULL,
    state            TEXT NOT NULL
        CHECK (state IN ('done', 'under_way', 'not_started', 'postponed', 'cancelled')),
    physical         TEXT,
    quantity_planned TEXT,
    quantity_done    TEXT,
    unit             TEXT,
    decided_on       TEXT,
    document         TEXT,
    return_id        TEXT NOT NULL,
    comment          TEXT,
    PRIMARY KEY (plan, activity_id, period),
    FOREIGN KEY (plan, activity_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "progress" VALUES('tiny','tiny-returns','10.1','2012','under_way','50',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','10.2','2012','under_way','70',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','10.3','2012','under_way','80',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','10.4','2012','under_way','12.5',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','11.2','2012','done','100',NULL,NULL,NULL,NULL,NULL,'R','Faite sans être prévue');
INSERT INTO "progress" VALUES('tiny','tiny-returns','2.1','2012','done','100',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','2.2','2012','under_way','50',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','3.1','2012','done','100',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','4.1','2012','done','100',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','5.1','2012','under_way','60',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','6.1','2012','postponed','0',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','7.1','2012','done','100',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','7.1','2012-S1','under_way','20',NULL,NULL,NULL,NULL,NULL,'R-S1',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','8.1','2012','cancelled','0',NULL,NULL,NULL,'2012-06-30',NULL,'R','Décision datée');
INSERT INTO "progress" VALUES('tiny','tiny-returns','8.2','2012','done','100',NULL,NULL,NULL,NULL,NULL,'R',NULL);
INSERT INTO "progress" VALUES('tiny','tiny-returns','8.3','2012','cancelled','0',NULL,NULL,NULL,NULL,NULL,'R','Sans décision');
CREATE TABLE recommendations (
    plan          TEXT NOT NULL,
    package       TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    number        INTEGER NOT NULL,
    text          TEXT NOT NULL,
    responsible   TEXT,
    deadline_text TEXT,
    due           TEXT,
    recurring     INTEGER NOT NULL CHECK (recurring IN (0, 1)),
    state         TEXT NOT NULL CHECK (state IN ('unknown', 'planned', 'executed', 'late', 'not_applicable')),
    done_on       TEXT,
    doc           TEXT NOT NULL,
    line          INTEGER NOT NULL,
    PRIMARY KEY (plan, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "recommendations" VALUES('tiny','tiny-frame',1,'Faite','S','T1 2012','2012-03-31',0,'executed','2012-02-01','f',30);
INSERT INTO "recommendations" VALUES('tiny','tiny-frame',2,'En retard','S','T2 2012','2012-06-30',0,'late',NULL,'f',31);
INSERT INTO "recommendations" VALUES('tiny','tiny-frame',3,'Sans objet','S','T3 2012','2012-09-30',0,'not_applicable',NULL,'f',32);
INSERT INTO "recommendations" VALUES('tiny','tiny-frame',4,'Pas encore due','S','2014','2014-12-31',0,'planned',NULL,'f',33);
INSERT INTO "recommendations" VALUES('tiny','tiny-frame',5,'Chaque année','S','annuelle','2011-12-31',1,'executed','2012-12-15','f',34);
CREATE TABLE registrations (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id        TEXT NOT NULL,
    programme TEXT NOT NULL,
    operator  TEXT,
    regions   TEXT,
    unit      TEXT NOT NULL,
    count     INTEGER,
    date_text TEXT,
    doc       TEXT NOT NULL,
    line      INTEGER NOT NULL,
    note      TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE results (
    plan         TEXT NOT NULL,
    package      TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id           TEXT NOT NULL CHECK (id <> ''),
    parent_id    TEXT,
    level        TEXT NOT NULL,
    position     INTEGER NOT NULL CHECK (position > 0),
    code_printed TEXT,
    title        TEXT NOT NULL,
    short_title  TEXT,
    doc          TEXT,
    line         INTEGER,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, parent_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, level) REFERENCES levels (plan, code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "results" VALUES('tiny','tiny','1',NULL,'axis',1,'1','Tout manque',NULL,'d',1);
INSERT INTO "results" VALUES('tiny','tiny','1.1','1','activity',1,'1.1','Activité 1.1',NULL,'d',2);
INSERT INTO "results" VALUES('tiny','tiny','10',NULL,'axis',10,'10','Les bornes des feux',NULL,'d',23);
INSERT INTO "results" VALUES('tiny','tiny','10.1','10','activity',1,'10.1','Activité 10.1',NULL,'d',24);
INSERT INTO "results" VALUES('tiny','tiny','10.2','10','activity',2,'10.2','Activité 10.2',NULL,'d',25);
INSERT INTO "results" VALUES('tiny','tiny','10.3','10','activity',3,'10.3','Activité 10.3',NULL,'d',26);
INSERT INTO "results" VALUES('tiny','tiny','10.4','10','activity',4,'10.4','Activité 10.4',NULL,'d',27);
INSERT INTO "results" VALUES('tiny','tiny','11',NULL,'axis',11,'11','Rien de prévu',NULL,'d',28);
INSERT INTO "results" VALUES('tiny','tiny','11.1','11','activity',1,'11.1','Activité 11.1',NULL,'d',29);
INSERT INTO "results" VALUES('tiny','tiny','11.2','11','activity',2,'11.2','Activité 11.2',NULL,'d',30);
INSERT INTO "results" VALUES('tiny','tiny','12',NULL,'axis',12,'12','Une source sans ce stade',NULL,'d',31);
INSERT INTO "results" VALUES('tiny','tiny','12.1','12','activity',1,'12.1','Activité 12.1',NULL,'d',32);
INSERT INTO "results" VALUES('tiny','tiny','2',NULL,'axis',2,'2','Tout est pour mémoire',NULL,'d',3);
INSERT INTO "results" VALUES('tiny','tiny','2.1','2','activity',1,'2.1','Activité 2.1',NULL,'d',4);
INSERT INTO "results" VALUES('tiny','tiny','2.2','2','activity',2,'2.2','Activité 2.2',NULL,'d',5);
INSERT INTO "results" VALUES('tiny','tiny','3',NULL,'axis',3,'3','Dépense sur une activité pour mémoire',NULL,'d',6);
INSERT INTO "results" VALUES('tiny','tiny','3.1','3','activity',1,'3.1','Activité 3.1',NULL,'d',7);
INSERT INTO "results" VALUES('tiny','tiny','4',NULL,'axis',4,'4','Plus dépensé que prévu',NULL,'d',8);
INSERT INTO "results" VALUES('tiny','tiny','4.1','4','activity',1,'4.1','Activité 4.1',NULL,'d',9);
INSERT INTO "results" VALUES('tiny','tiny','5',NULL,'axis',5,'5','Une fiche manque',NULL,'d',10);
INSERT INTO "results" VALUES('tiny','tiny','5.1','5','activity',1,'5.1','Activité 5.1',NULL,'d',11);
INSERT INTO "results" VALUES('tiny','tiny','5.2','5','activity',2,'5.2','Activité 5.2',NULL,'d',12);
INSERT INTO "results" VALUES('tiny','tiny','6',NULL,'axis',6,'6','Zéro est un fait',NULL,'d',13);
INSERT INTO "results" VALUES('tiny','tiny','6.1','6','activity',1,'6.1','Activité 6.1',NULL,'d',14);
INSERT INTO "results" VALUES('tiny','tiny','7',NULL,'axis',7,'7','Un semestre puis l''année',NULL,'d',15);
INSERT INTO "results" VALUES('tiny','tiny','7.1','7','activity',1,'7.1','Activité 7.1',NULL,'d',16);
INSERT INTO "results" VALUES('tiny','tiny','8',NULL,'axis',8,'8','Annulée avec ou sans décision',NULL,'d',17);
INSERT INTO "results" VALUES('tiny','tiny','8.1','8','activity',1,'8.1','Activité 8.1',NULL,'d',18);
INSERT INTO "results" VALUES('tiny','tiny','8.2','8','activity',2,'8.2','Activité 8.2',NULL,'d',19);
INSERT INTO "results" VALUES('tiny','tiny','8.3','8','activity',3,'8.3','Activité 8.3',NULL,'d',20);
INSERT INTO "results" VALUES('tiny','tiny','9',NULL,'axis',9,'9','Dotation révisée',NULL,'d',21);
INSERT INTO "results" VALUES('tiny','tiny','9.1','9','activity',1,'9.1','Activité 9.1',NULL,'d',22);
CREATE TABLE return_steps (
    plan      TEXT NOT NULL,
    return_id TEXT NOT NULL,
    position  INTEGER NOT NULL CHECK (position > 0),
    status    TEXT NOT NULL CHECK (status IN ('received', 'checked', 'validated')),
    made_by   TEXT NOT NULL,
    made_on   TEXT NOT NULL,
    PRIMARY KEY (plan, return_id, position),
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE returns (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id          TEXT NOT NULL,
    period      TEXT NOT NULL,
    sender      TEXT NOT NULL,
    due_on      TEXT NOT NULL,
    received_on TEXT CHECK ((received_on IS NULL) = (status = 'expected')),
    status      TEXT NOT NULL CHECK (status IN ('expected', 'received', 'checked', 'validated')),
    comment     TEXT,
    PRIMARY KEY (plan, id),
    UNIQUE (plan, period, sender),
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, sender) REFERENCES structures (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "returns" VALUES('tiny','tiny-returns','R','2012','S','2013-01-31','2013-01-15','validated',NULL);
INSERT INTO "returns" VALUES('tiny','tiny-returns','R-13','2013','S','2014-01-31','2014-01-10','received',NULL);
INSERT INTO "returns" VALUES('tiny','tiny-returns','R-S1','2012-S1','S','2012-07-31','2012-07-15','validated',NULL);
INSERT INTO "returns" VALUES('tiny','tiny-returns','R-T','2012','T','2013-01-31',NULL,'expected',NULL);
CREATE TABLE revisions (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    number    INTEGER NOT NULL,
    result_id TEXT NOT NULL,
    funder    TEXT NOT NULL,
    year      INTEGER NOT NULL,
    date      TEXT NOT NULL,
    decision  TEXT NOT NULL,
    amount    INTEGER NOT NULL,
    PRIMARY KEY (plan, number, result_id, funder, year),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "revisions" VALUES('tiny','tiny-returns',1,'9.1','',2013,'2013-06-30','Arrêté inventé n° 1',200);
INSERT INTO "revisions" VALUES('tiny','tiny-returns',2,'9.1','',2013,'2014-02-01','Arrêté inventé n° 2',400);
CREATE TABLE roles (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,
    role      TEXT NOT NULL CHECK (role IN ('responsible', 'partner')),
    position  INTEGER NOT NULL,
    structure TEXT NOT NULL,
    printed   TEXT NOT NULL,
    PRIMARY KEY (plan, result_id, role, position),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, structure) REFERENCES structures (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    key     TEXT NOT NULL,
    about   TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (plan, key, about)
) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('tiny','tiny','lights','','uemoa');
INSERT INTO "settings" VALUES('tiny','tiny','stage','','paid');
INSERT INTO "settings" VALUES('tiny','tiny','stages','engage','committed');
CREATE TABLE spending (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    activity_id TEXT NOT NULL,
    funder      TEXT NOT NULL,
    period      TEXT NOT NULL,
    stage       TEXT NOT NULL CHECK (stage IN ('committed', 'liquidated', 'ordered', 'paid')),
    state       TEXT NOT NULL CHECK (state IN ('number', 'missing', 'na')),
    amount      INTEGER CHECK ((amount IS NOT NULL) = (state = 'number')),
    return_id   TEXT NOT NULL,
    comment     TEXT,
    PRIMARY KEY (plan, activity_id, funder, period, stage),
    FOREIGN KEY (plan, activity_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO "spending" VALUES('tiny','tiny-returns','10.1','etat','2012','paid','number',50,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','10.2','etat','2012','paid','number',70,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','10.3','etat','2012','paid','number',80,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','10.4','etat','2012','paid','number',79,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','11.2','etat','2012','paid','number',10,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','12.1','engage','2012','committed','number',80,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','3.1','etat','2012','paid','number',30,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','4.1','don','2012','paid','number',40,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','4.1','etat','2012','committed','number',150,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','4.1','etat','2012','paid','number',80,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','5.1','etat','2012','paid','number',60,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','5.2','etat','2012','paid','missing',NULL,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','6.1','etat','2012','paid','number',0,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','7.1','etat','2012','paid','number',90,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','7.1','etat','2012-S1','paid','number',40,'R-S1',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','8.1','etat','2012','paid','number',0,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','8.2','etat','2012','paid','number',100,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','8.3','etat','2012','paid','number',0,'R',NULL);
INSERT INTO "spending" VALUES('tiny','tiny-returns','9.1','etat','2013','paid','number',100,'R-13',NULL);
CREATE TABLE structures (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id      TEXT NOT NULL,
    name    TEXT NOT NULL,
    doc     TEXT,
    line    INTEGER,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "structures" VALUES('tiny','tiny','S','Service qui répond',NULL,NULL);
INSERT INTO "structures" VALUES('tiny','tiny','T','Service qui ne répond pas',NULL,NULL);
CREATE TABLE targets (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,
    position  INTEGER NOT NULL,
    year      INTEGER NOT NULL,
    value     TEXT NOT NULL,
    bound     TEXT NOT NULL CHECK (bound IN ('exact', 'at_most', 'at_least')),
    PRIMARY KEY (plan, result_id, position, year)
) STRICT, WITHOUT ROWID;
INSERT INTO "targets" VALUES('tiny','tiny-frame','4',6,2012,'20','exact');
INSERT INTO "targets" VALUES('tiny','tiny-frame','4',7,2012,'15','at_most');
CREATE TABLE templates (
    plan     TEXT NOT NULL,
    package  TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id       TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE wordings (
    plan         TEXT NOT NULL,
    package      TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id           TEXT NOT NULL,
    section      TEXT NOT NULL,
    result_id    TEXT,
    level        TEXT NOT NULL,
    code_printed TEXT,
    title        TEXT NOT NULL,
    doc          TEXT NOT NULL,
    line         INTEGER NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX results_parent ON results (plan, parent_id);
COMMIT;
PRAGMA application_id = 1246514737;
PRAGMA user_version = 2;
