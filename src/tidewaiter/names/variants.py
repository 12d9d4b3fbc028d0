"""Given names that one bearer writes in several ways: spellings, and short forms.

A row of `_SPELLINGS` is one name in the spellings that scripts and languages give it; a row of
`_SHORT_FORMS` is a name with its pet names, and with the names that other languages have for it.
Written from general knowledge and not complete; a row that is missing costs a lower score.
"""

_SPELLINGS = """
mohammed muhammad mohammad mohamed mohamad muhammed mohammod muhamad mehmed mehmet mochammad
    mochamad mahomed mohd muhamed magomed maxamed muxammad mokhammad mohamud mohammadi
ahmed ahmad ahmet akhmed akhmad axmed achmad akhmet
mahmoud mahmud mahmood mehmood machmud maxamuud makhmud
hussein hussain husayn husain hossein hosein hussayn husein hosain huseyin hussien guseyn
    khusain khuseyn xuseen hoceine hocine husni
hassan hasan hassen xasan khasan hacen gasan
yusuf yousef youssef yousuf yusef yousif yusif yussuf yusup yousaf yusof iusuf yuuse youcef jusuf
ibrahim ebrahim ibraheem ibrahima ibragim ibraahim brahim
osama usama oussama usamah ousama
omar umar oumar omer umer cumar
othman uthman osman usman ousmane cismaan ousman othmane
ali aly alee cali
abdullah abdallah abdulla abdellah abdalla abdulah cabdullaahi abdullahi abdoulaye
abdulrahman abdurrahman abdelrahman abdirahman abdurahman abderrahmane abderrahman abdulrehman
    abdarrahman cabdiraxmaan
abdulaziz abdelaziz abdulazeez abdalaziz abdiaziz
abdulkarim abdelkarim abdelkrim abdulkareem
abdulqadir abdelkader abdulkadir abdulqader abdikadir abdelqader
abdulhamid abdelhamid abdulhameed
abdulmalik abdelmalek abdulmalek abdelmalik
khalid khaled halid chalid khaleed
said saeed saeid sayeed saied saiid siciid sayid
sayed sayyed sayyid syed sayyad sayd seyed seyyed saiyid
aisha aysha ayesha aicha
fatima fatma fatimah fatemeh fadumo
jamal gamal djamal djamel jamaal cemal
jafar jaafar gafar djafar jaffar cafer
jamil gamil djamil jameel cemil
hamza hamzah khamza xamse
mustafa mostafa mustapha moustafa mustafah moustapha mostapha
qasim kassem qassem kasim kassim qasem kasem gasem ghasem kacem belkacem
isa issa eisa essa ciise
musa moussa mousa muse moosa
sulaiman suleiman soleiman sulayman suleyman sleiman solaiman suleman sulejman saleban
salih saleh salah salih saalax
sharif sherif shareef cherif scherif shariff
rashid rasheed rachid raschid rashed
tariq tarek tarik tareq tarique
walid waleed oualid valid
yasin yassin yaseen yassine yasseen jassin
yahya yahia yehia jahja yehya
zayd zaid zeid zayed zied
nasir nasser naser nasr nacer
qaida qaeda qaidah kaida qaedah qaeida
gaddafi qadhafi qaddafi kadhafi gadhafi kaddafi khadafi
laden ladin
bin ibn ben bn
abdel abdul abdal abd abdol abdou
aziz azeez
assad asad asaad asd
karim kareem krim
rahman rehman rachman rahmaan
hakim hakeem
latif lateef
majid majeed madjid magid
hamid hameed
rahim raheem
salim saleem selim slim
amin ameen emin amine
nur noor nour nor
nuri noori nouri
din deen eddine ddin addin uddin
haqqani hakkani haqani
shah schah chah
khan kahn chan
sergey sergei serguei sergej serhii serhiy sergio serge sergii syarhei siarhei sergi
andrey andrei andrej andriy andrii andriej andrzej
alexey aleksey alexei aleksei oleksiy oleksii aliaksei alexej aleksej alexy
alexander aleksandr alexandr aleksander oleksandr aliaksandr aleksandar alexandre alessandro
    alejandro iskandar iskander sikandar
dmitry dmitri dmitriy dmitrii dimitri dmytro dzmitry dmitrij dimitrij dimitriy
yevgeny evgeny evgeni yevgeniy evgeniy yevhen evgenii yevgeni jewgeni jevgenij evgenij
mikhail mihail michail mykhailo mikail mikhaylo
nikolai nikolay mykola nikolaj nikolaos nicolai nikola
vladimir volodymyr wladimir uladzimir vladymyr wolodymyr
vyacheslav viacheslav vjaceslav viatcheslav
yuri yury iurii yuriy yurii juri jurij iouri
igor ihor
oleg oleh
grigory grigori hryhorii grigoriy grigorij
gennady gennadiy hennadii gennadi gennadij
vasily vasiliy vasyl vasilii wassili vassily vasilij vasil
pavel pavlo pawel
konstantin kostiantyn constantin constantine
arkady arkadiy arkadii arkadi arkadij
anatoly anatoliy anatolii anatoli anatolij
valery valeriy valerii valeri valerij
leonid leonyd
ilya ilia illia ilja
yakov iakov yakiv jakov
fyodor fedor fiodor theodor teodor feodor
pyotr petr petro piotr pjotr
georgy georgiy georgi georgii heorhii
viktor victor wiktor
maxim maksim maksym
semyon semen semion
yulia julia iuliia yuliya juliya yuliia
natalia nataliya natalya nataliia
elena yelena olena jelena
irina iryna irena
ekaterina yekaterina kateryna katerina jekaterina catherine katherine
lukashenko lukashenka loukachenko
zelensky zelenskyy zelenskiy selenskyj zelenskyi zelenski
kyriakos kiriakos
friedrich fridrich
schmidt schmitt schmid
meyer meier maier mayer
nguyen nguen
ahmadinejad ahmadinezhad ahmedinejad ahmadinejat
khamenei khameini chamenei
tikriti takriti
qadir kader kadir qader qadeer
ayyub ayub ayoub ayoob ayyoub eyup
bashir basheer bachir bechir
faisal faysal feisal faycal fayssal
habib habeeb
jalal djalal galal celal
juma jumaa gomaa jumah
layth laith
mahdi mehdi mahdy
marwan merwan marouane
mukhtar mokhtar muhtar
munir mounir muneer mouneer
rafiq rafik rafeeq
rauf raouf raoof rawuf
riyadh riyad riad
samir sameer
shamil schamil chamil
siraj seraj sirajuddin
tahir taher tahar
talib taleb
ubayd obaid ubaid
umm oum
wahid waheed ouahid
zahir zaher
zubair zubayr zoubair zubeir
"""

_SHORT_FORMS = """
william bill will billy willy liam wilhelm guillaume guillermo guglielmo willem
robert bob rob bobby robbie bert roberto
richard rick dick rich richie ricardo riccardo
james jim jimmy jamie
john jack johnny jon johan johann johannes jean juan joao giovanni ivan jan hans ian sean
joseph joe joey josef jose giuseppe jozef yusuf yousef youssef
thomas tom tommy tomas
michael mike mick mickey mikhail miguel michel michele
charles charlie chuck carlos karl carl carlo karel
edward ed eddie ted teddy ned eduardo eduard edouard
henry harry hank heinrich henri enrique enrico
benjamin ben benny bibi benji binyamin
daniel dan danny
david dave davy dawud daoud dawood davud
donald don donnie
andrew andy drew
anthony tony antonio anton antoine
christopher chris kit cristobal
matthew matt matteo mateo matthieu
nicholas nick nicky nicolas nikolai nicola
patrick pat paddy
peter pete pedro pierre pietro petr
philip phil felipe philippe
ronald ron ronnie
samuel sam sammy
stephen steven steve stefan stephan etienne esteban
timothy tim timmy
vincent vince vinny vicente
walter walt wally
alexander alex sasha sandy aleksandr sascha
albert al bertie alberto
alfred alf fred
frederick fred freddie
francis frank francisco francesco franz francois paco pancho
george georg jorge giorgio georges jerzy georgy
gregory greg
jeffrey jeff geoffrey geoff
jonathan jon jonny nathan
kenneth ken kenny
lawrence larry laurence lorenzo
leonard len lenny leo
louis lou luis luigi ludwig
maximilian max
raymond ray
stanley stan
theodore ted teddy theo
zachary zach zack
barack barry
elizabeth liz beth betty lizzie eliza elisabeth isabel bess
margaret maggie meg peggy marge greta margarita marguerite
katherine kate kathy katie cathy catherine kit
barbara barb barbie
deborah deb debbie
dorothy dot dottie
eleanor ellie nell nora
jennifer jen jenny
jessica jess jessie
judith judy
mary molly polly maria marie miriam maryam mariam
patricia pat patty trish tricia
rebecca becky
susan sue susie suzanne
theresa teresa terry tess
victoria vicky tori
vladimir vova volodya vladi
dmitry dima mitya
mikhail misha
sergey seryozha serezha
nikolai kolya
ivan vanya
alexey alyosha lyosha
yevgeny zhenya
konstantin kostya
pavel pasha paul paulo pablo paolo
yuri yura
boris borya
anatoly tolya
viktor vitya
maria masha
natalia natasha
ekaterina katya
tatiana tanya
anna anya anne ann ana
olga olya
elena lena helen helena helene
mohammed mo
abdullah abdu
mustafa mus
ibrahim abraham avraham abram
musa moses moshe mose
sulaiman solomon
isa jesus
yakub jacob jakob yaqub jacques jake
yahya johannes
maryam mary
ignacio nacho
jesus chucho
jose pepe
manuel manolo manny
eduardo lalo
roberto beto
alejandro alex
guadalupe lupe
rosario charo
concepcion concha
"""

_OTHER_SEX = """
francis frances
michel michelle
gabriel gabrielle gabriela
daniel danielle daniela
andre andrea
paul paula pauline
simon simone
denis denise
jean jeanne
karl karla
carl carla
martin martina martine
rene renee
dominic dominica
george georgia
patrick patricia
victor victoria
viktor viktoria
christian christiane christina christine
joseph josephine
eric erica
robert roberta
alexander alexandra
aleksandr aleksandra
stephan stephanie
julian juliana
adrian adriana
valentin valentina
henri henriette
nicolas nicole
raphael raphaela
emil emily emilia
jamil jamila
karim karima
amin amina
nadir nadira
said saida
khalid khalida
rashid rashida
salim salima
"""


def _rows(table: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in table.strip().splitlines():
        if line.startswith(" "):
            rows[-1].extend(line.split())
        else:
            rows.append(line.split())
    return rows


def _groups(table: str) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for row in _rows(table):
        for word in row:
            groups.setdefault(word, set()).add(row[0])
            if word.startswith("abdul"):
                for servant in ("abdal", "abdel", "abdil", "abdol", "abd"):
                    groups.setdefault(servant + word[5:], set()).add(row[0])
    return {word: frozenset(heads) for word, heads in groups.items()}


SPELLINGS = _groups(_SPELLINGS)
SHORT_FORMS = _groups(_SHORT_FORMS)
OTHER_SEX = {
    word: frozenset(others)
    for man, *women in _rows(_OTHER_SEX)
    for word, others in ((man, women), *((woman, [man]) for woman in women))
}


def one_name(word: str, other: str) -> bool:
    """True where two words are spellings of one given name."""
    return _meet(SPELLINGS, word, other)


def short_form(word: str, other: str) -> bool:
    """True where one is a pet name of the other, or both are one name in two languages."""
    if word not in SHORT_FORMS or other not in SHORT_FORMS:
        return False
    heads, others = SHORT_FORMS[word], SHORT_FORMS[other]
    return word in others or other in heads or not heads.isdisjoint(others)


def _meet(groups: dict[str, frozenset[str]], word: str, other: str) -> bool:
    if word not in groups or other not in groups:
        return False
    return not groups[word].isdisjoint(groups[other])
