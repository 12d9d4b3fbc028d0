# ruff: noqa: SIM905 - tables of words read better as text
"""Words that tell little or nothing about whose name it is."""

# a country and its people as firms write them, in the languages they are met in
COUNTRIES = {
    word: row.split()[0]
    for row in """
korea korean koreas
china chinese sino chine kitay prc
japan japanese nippon japon
russia russian rossiya rossiyskiy rossii rf
vietnam vietnamese
germany german deutschland allemagne alemania
switzerland swiss schweiz suisse svizzera suiza
austria austrian osterreich
france french francia frankreich
italy italian italia italie italien
spain spanish espana spanien
portugal portuguese
netherlands dutch nederland holland
belgium belgian belgie belgique
denmark danish danmark
sweden swedish sverige schweden
norway norwegian norge norwegen
finland finnish suomi
poland polish polska polen
ireland irish
britain british england english
scotland scottish
mexico mexican
brazil brazilian brasil
argentina argentine
chile chilean
peru peruvian
colombia colombian
venezuela venezuelan
cuba cuban
panama panamanian
canada canadian
australia australian
india indian
pakistan pakistani
bangladesh bangladeshi
iran iranian
iraq iraqi
syria syrian
lebanon lebanese
libya libyan
egypt egyptian
yemen yemeni
jordan jordanian
israel israeli
turkey turkish turkiye turk
emirates emirati
qatar qatari
kuwait kuwaiti
oman omani
bahrain bahraini
afghanistan afghan
kazakhstan kazakh
uzbekistan uzbek
tajikistan tajik
turkmenistan turkmen
kyrgyzstan kyrgyz
ukraine ukrainian ukraina
belarus belarusian belarusskiy
georgia georgian
armenia armenian
azerbaijan azerbaijani
estonia estonian
latvia latvian
lithuania lithuanian
ethiopia ethiopian
kenya kenyan
nigeria nigerian
sudan sudanese
somalia somali
uganda ugandan
congo congolese
myanmar burma burmese
thailand thai
malaysia malaysian
indonesia indonesian
philippines philippine
singapore singaporean
taiwan taiwanese
mongolia mongolian
cambodia cambodian
laos lao
cyprus cypriot
greece greek hellas
romania romanian
bulgaria bulgarian
serbia serbian
hungary hungarian
""".strip().splitlines()
    for word in row.split()
}
COUNTRIES_IN_FULL = {
    "russian federation": "russia",
    "islamic republic of iran": "iran",
    "peoples republic of china": "china",
    "republic of korea": "korea",
    "syrian arab republic": "syria",
    "united arab emirates": "uae",
    "united states of america": "us",
    "united states": "us",
    "united kingdom": "uk",
}
COUNTRY_WORDS = frozenset(COUNTRIES)

LEGAL_FORMS = frozenset(
    """ab ag aktiengesellschaft as bhd bv co companies company coltd corp corporation cv gmbh inc
    incorporated
    jsc jv kft kg kk lda limited llc llp lp ltd ltda mbh nv oao ojsc ooo oy oyj pao pjsc plc pte pty
    pvt sa sae sarl sas sdn se spa sro srl sl zao ead eood doo dooel fze fzco fzc
    gesellschaft""".split()
)

STOPWORDS = frozenset(
    "co messrs al and the of for in at by to de del la le et und der die das y".split()
)

GENERIC = frozenset(
    """academy administration advanced affairs agency air airlines airways art arts asia asian
    associated association associates auto bank banking board branch bureau business carriers cargo
    center central centre chamber chemical chemicals chosun choson china chinese commerce commercial
    committee communications complex construction consulting container cooperation corps credit
    department design development district dprk economic economics economy electric electronics
    energy engineering enterprise enterprises equipment european exchange export exports exim
    external factory federal finance financial fishery food foods foreign forwarding foundation
    freight fund general global goods group groups heavy holding holdings import imports industrial
    industries industry information institute insurance international intl investment investments
    ministry japan joint korea korean koreas line lines logistics machine machinery management
    manufacturing marine maritime market marketing materials media medical metal metals mineral
    minerals mining motor motors national natural north northern oil operation operations
    organization overseas party people peoples petroleum petrochemical pharma plant plants port
    power private products project projects public research resources republic russia russian
    science sciences seoul service services ship shipping shpg solutions south southern state steel
    stock studio supply system systems tech technical technology technologies telecom textile
    tourism trade trading transport transportation travel trust union united university venture
    vietnam workers works world worldwide yang pyongyang busan incheon force forces army military
    defence defense guidance propaganda agitation munitions atomic
    banco banque banca banka groupe gruppe grupo gruppa compania compagnie compagnia kompaniya
    kompanija empresa entreprise unternehmen zavod kombinat predpriyatie predpriyatiye obedinenie
    institut tsentr centro zentrum servis service torgovyy torgovy dom fabrika fabrik
    comercio handel handels commerciale industrie industria industriya transporte logistik
    logistika internacional internationale mezhdunarodnyy gesellschaft werke motoren
    plants mill mills works factory society club fund funds partners mortgage trust securities
    estate real""".split()
)

# said of a firm beside its name; it is the same firm without
HOME = frozenset({"dprk", "pyongyang"})
HOME_IN_FULL = "democratic peoples republic of korea"

# where a firm is from says next to nothing in a list of firms of one country
PLACES = (
    frozenset(
        """dprk pyongyang nampo seoul busan incheon asia asian europe european africa african
        america american east middle eurasia eurasian arab arabian gulf hk uk usa us
        uae""".split()
    )
    | COUNTRY_WORDS
)

COMMON = frozenset(
    """american bay best big blue bright capital care city crew dragon eagle east eastern elite
    evergreen excel express far first future garden gate gold golden good grand great green happy
    harbor harbour home hong hope house island joy king kong land leader life light long lucky main
    millennium modern moon new next ocean office one oriental pacific palm park pearl pine pioneer
    plus premier prime pro profit quality rainbow red regent rising river rocket royal sea second
    shanghai silver sino sky smart solid space special star strategic summit sun super supreme
    tools top total trans tri unit universal up vision wave well west western white win wing
    weihai dalian beijing guangzhou shenzhen qingdao singapore panama london
    january february march april may june july august""".split()
)

HONORIFICS = frozenset(
    """mr mrs ms miss dr prof professor eng engineer ing sir madam messrs general gen col colonel
    capt captain lt lieutenant major maj sgt sergeant brigadier brig admiral adm marshal commander
    comrade haji hajji hadji hajj hadj mullah mulla mollah maulavi mawlawi maulvi molvi qari sheikh
    shaikh shaykh sheik cheikh sayyid hafiz ayatollah imam president prasident minister senator
    ambassador herr frau monsieur madame mme mlle senor senora signor
    signora gospodin""".split()
)

# the commonest names: two bearers of one are nothing rare
COMMON_NAMES = frozenset(
    """mohammed muhammad mohammad mohamed ahmed ahmad ali hassan hasan hussein hussain khan abdul
    abdullah ibrahim mahmoud omar said salem salim saleh khalid yusuf singh kumar john david james
    robert michael william mary maria jose juan carlos luis antonio manuel francisco ana anna smith
    jones johnson brown lee li wang zhang liu chen yang zhao huang wu zhou nguyen tran pham le kim
    park garcia rodriguez martinez lopez gonzalez hernandez perez sanchez silva santos oliveira
    souza ivanov petrov aleksandr sergey vladimir andrey dmitry alexey ivan nikolay mikhail elena
    olga tatiana natalia daniel thomas peter paul george joseph charles richard mark andrew martin
    miguel pedro jorge rafael fernando alejandro diego jesus ramirez torres flores rivera gomez diaz
    reyes morales cruz ortiz gutierrez chavez ramos ruiz alvarez mendoza vasquez vazquez castillo
    jimenez moreno romero herrera medina aguilar castro vargas guzman fernandez munoz rojas salazar
    soto suarez ortega delgado pena rios davis miller wilson moore taylor anderson jackson white
    harris thompson walker hall allen young king wright scott green baker adams nelson carter
    mitchell roberts turner phillips campbell parker evans edwards collins stewart morris rogers
    reed cook morgan bell murphy bailey cooper richardson cox howard ward peterson gray watson
    brooks kelly sanders price bennett wood barnes ross henderson coleman jenkins perry powell
    long patterson hughes washington butler simmons foster muller schmidt schneider fischer weber
    meyer wagner becker hoffmann dubois bernard durand rossi russo ferrari costa pereira ferreira
    rodrigues almeida ribeiro carvalho sharma patel gupta shah das sato suzuki tanaka watanabe
    kevin brian jason christopher matthew anthony steven jennifer jessica sarah laura maria
    patricia linda barbara susan margaret eric alex roberto ricardo eduardo sergio mario andres
    alberto oscar victor hector ivan javier raul ramon angel""".split()
)

PARTICLES = frozenset(
    """al el ul ur bn bin ben ibn bint ould wald ud ed de da di do du del della
    der den dem dos la le los las van von vom zu zum ter ten st na y und of the""".split()
)

# half of a name: what follows says whose servant or father
SERVANTS = frozenset("abd abdul abdel abdal abdol abu abou abi umm um oum".split())

# said after a name in the language of the list, not part of it
SUFFIXES = frozenset("jr sr ii iii iv phd md esq nee".split())

FIRM_FORMS_ON_PERSONS = frozenset("llc ltd inc gmbh plc corp sarl sa co".split())

VESSEL_PREFIXES = frozenset(
    "mv mt ms ss mts mvs fv lng lpg vessel vsl motor no number ship".split()
)

SYNONYMS = {
    "intl": "international",
    "shpg": "shipping",
    "korean": "korea",
    "chosun": "korea",
    "choson": "korea",
    "banking": "bank",
    "tech": "technology",
    "technologies": "technology",
    "exports": "export",
    "imports": "import",
    "industries": "industry",
    "defence": "defense",
    "centre": "center",
    "mfg": "manufacturing",
    "dev": "development",
    "dept": "department",
    "mgmt": "management",
    "mgt": "management",
    "natl": "national",
    "assoc": "associated",
    "ind": "industry",
    "mach": "machinery",
    "trdg": "trading",
}

ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}

# words of firms in Han (simplified) and Hangul, longest first; legal forms become nothing
TRANSLATED = (
    ("股份有限公司", ""),
    ("有限责任公司", ""),
    ("有限公司", ""),
    ("株式会社", ""),
    ("总会社", "general"),
    ("总公司", "general"),
    ("会社", ""),
    ("公司", ""),
    ("集团", "group"),
    ("贸易", "trading"),
    ("国际", "international"),
    ("海运", "shipping"),
    ("船务", "shipping"),
    ("航运", "shipping"),
    ("银行", "bank"),
    ("技术", "technology"),
    ("信用", "credit"),
    ("商业", "commercial"),
    ("矿业", "mining"),
    ("机械", "machinery"),
    ("保险", "insurance"),
    ("发展", "development"),
    ("开发", "development"),
    ("신용", "credit"),
    ("상업", "commercial"),
    ("광업", "mining"),
    ("기계", "machinery"),
    ("보험", "insurance"),
    ("기술", "technology"),
    ("朝鲜", "korea"),
    ("香港", "hong kong"),
    ("上海", "shanghai"),
    ("주식회사", ""),
    ("유한회사", ""),
    ("총회사", "general"),
    ("회사", ""),
    ("무역", "trading"),
    ("해운", "shipping"),
    ("선박", "ship"),
    ("은행", "bank"),
    ("국제", "international"),
    ("개발", "development"),
    ("조선", "korea"),
)
