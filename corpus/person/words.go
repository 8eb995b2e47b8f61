package person

// set makes a set of words; all sets here hold folded words (fold.Fold).
func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// particles stand before a family name and belong to it, but do not sort or
// compare.
var particles = set("van", "von", "vom", "der", "den", "de", "del", "della", "delle", "dello", "degli", "dei", "di",
	"da", "dal", "dalla", "dos", "das", "do", "du", "des", "la", "le", "les", "lo", "ten", "ter", "te", "tor", "af", "av", "zu", "zur",
	"zum", "bin", "ibn", "bint", "al", "el", "ap", "op", "het", "t", "d", "y", "in", "st", "san", "santa", "ould", "abu")

// capitalParticles are particles that are so even when capitalised inside a
// name ("Bram Van den Broek").
var capitalParticles = set("van", "von", "vom", "der", "den", "de", "del", "della", "dello", "degli", "di", "da", "dal",
	"dos", "das", "des", "du", "la", "le", "lo", "ten", "ter", "te", "zu", "zur", "bin", "ibn", "el", "al", "st", "mc", "mac", "ben", "abu", "abd")

// ands join the last two names of a list; capitalAnds do so in capitals too.
var ands = set("and", "und", "et", "e", "y", "en", "och", "og", "ja", "with", "i", "u", "и", "та", "ve", "es", "sowie", "avec", "mit", "a", "dan")
var capitalAnds = set("and", "und", "et", "och", "with", "sowie")

// suffixes follow a name.
var suffixes = set("jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th", "2d", "3d", "esq", "junior", "senior", "jnr", "snr")

// degrees follow a name that is printed in natural order; titles stand before
// one. Neither is part of it.
var degrees = set("phd", "dphil", "md", "mph", "msc", "ms", "ba", "bsc", "bs", "ma", "mba", "rn", "mbbs", "mbchb", "msw",
	"edd", "psyd", "dsc", "scd", "drph", "mphil", "facp", "frcp", "frcpsych", "jd", "llm", "dds", "dvm", "pharmd", "mhs", "mscn", "frs", "mrcp", "mrcpsych", "mrcgp", "do", "mpp", "meng", "beng", "cps")

// frontParticles are capitalised particles that no given name is like.
var frontParticles = set("van", "von", "vom", "der", "den", "de", "del", "della", "dello", "di", "da", "dal", "dos", "das", "du", "la", "le", "ten", "ter", "zu", "zur")

var titles = set("dr", "prof", "professor", "sir", "mr", "mrs", "ms", "rev", "drs", "ir", "ing", "dott", "mme", "herr", "frau")

// roles say what the people did; they stand behind a list, often in brackets,
// or before it.
var roles = set("ed", "eds", "edt", "edit", "editor", "editors", "edited", "hrsg", "hg", "hgg", "herausgeber", "herausgegeben",
	"trans", "transl", "translator", "translators", "translated", "ubers", "ubersetzer", "ubersetzt", "comp", "comps", "compiler", "compilers",
	"dir", "dirs", "coord", "coords", "coordinador", "coordinadores", "org", "orgs", "organizador", "organizadores", "red", "redaktor", "bearb", "a cura di", "cur", "curator", "curators",
	"sous la direction de", "edited by", "ed by", "eds by", "hrsg von", "hrsg v", "herausgegeben von", "translated by", "trans by", "illustrator", "illus", "series editor", "series editors", "ред", "под ред", "guest editor", "guest editors", "chair", "chairs",
	"editado por", "editado", "compilado por", "author", "authors", "presenter", "producer", "director", "directors", "writer", "host", "red av", "utg", "eds and trans", "ed and trans", "trans and ed", "a c di", "ac di", "aut", "verf", "mitarb", "mitw", "unter mitarbeit von", "ausgew", "eingel", "wyd", "szerk", "ur", "pr")

// stops are the small words inside names of organisations and in running text,
// never inside a person's name.
var stops = set("of", "for", "the", "on", "to", "at", "fur", "fuer", "des", "para", "pour", "per", "against", "by", "as", "sur", "im", "zur", "als", "from", "into", "under", "über", "uber", "aus", "an", "or", "dem", "am", "um")

// bodies are words that only names of organisations hold.
var bodies = set("university", "universitat", "universitaet", "universite", "universidad", "universidade", "universita", "institute", "institut", "instituto", "institutes", "istituto",
	"ministry", "ministerium", "bundesministerium", "ministere", "ministerio", "ministero", "secretaria", "committee", "commission", "comissao", "comision", "kommission", "council", "conseil", "consejo", "conselho",
	"agency", "agence", "agencia", "agentur", "bundesagentur", "association", "associacao", "asociacion", "associazione", "society", "sociedade", "sociedad", "societe", "gesellschaft", "organization", "organisation", "organizacao", "organizacion", "organizations", "organisations",
	"department", "departamento", "departement", "centre", "center", "centers", "centres", "centro", "zentrum", "group", "groups", "grupo", "gruppe", "arbeitsgruppe", "arbeitskreis", "team", "network", "consortium", "collaboration", "collaborative", "collaborators", "investigators",
	"foundation", "fundacion", "fundacao", "fondazione", "stiftung", "bureau", "office", "amt", "bundesamt", "landesamt", "bank", "weltbank", "union", "board", "authority", "federation", "government", "regierung", "bundesregierung", "bundestag", "verband", "bundesverband", "verein",
	"academy", "academie", "accademia", "akademie", "academia", "hospital", "hospitals", "service", "services", "task", "panel", "initiative", "programme", "program", "project", "projekt", "projeto", "trust", "fund", "inc", "ltd", "gmbh", "llc", "corporation", "corp", "company", "library", "museum", "parliament", "nations", "congress", "senate",
	"administration", "division", "section", "committees", "republic", "republik", "staff", "club", "alliance", "coalition", "workshop", "conference", "forum", "party", "partei", "ausschuss", "statistisches", "statistics", "survey", "states", "kingdom", "bundeszentrale", "landesregierung", "rat", "deutscher", "deutsche", "deutsches", "federal", "health", "sciences", "research", "studies", "international", "national", "european", "world", "global", "unit", "registry", "system", "systems", "development", "education",
	"study", "trial", "writing", "steering", "working", "expert", "experts", "members", "participants", "editorial", "company", "laboratory", "laboratories", "observatory", "observatorio", "school", "college", "faculty", "fakultat", "church", "conferencia", "confederacion", "confederation", "institution", "press", "news", "magazine", "journal", "times", "redaktion", "zentralrat", "kammer", "gewerkschaft", "bund", "dachverband", "collective", "autorengruppe", "projektgruppe", "autorenkollektiv", "brasil", "england", "australia", "america", "usa", "uk", "germany", "europaische", "kommissionen", "parlament", "bundesrat", "ministerrat", "senat", "anonymous", "anon", "autorite", "gouvernement", "governo", "gobierno", "comitato", "comite", "comitê", "gruppo", "groupe", "equipe", "workforce", "ministerstvo", "instytut", "sector")

// collectives are those of them that end the name of a group, and that no
// family is called.
var collectives = set("team", "group", "groups", "consortium", "collaboration", "collaborative", "collaborators", "investigators", "committee", "network", "organization", "organisation",
	"association", "foundation", "institute", "university", "society", "agency", "council", "commission", "ministry", "department", "federation", "initiative", "programme", "alliance", "coalition")
