package refs

import "strings"

// role is a set of what a word may announce in a reference.
type role uint32

const (
	rMonth role = 1 << iota
	rSeason
	rIn
	rEditor
	rTranslator
	rVolume
	rIssue
	rPage
	rEdition
	rThesis
	rReport
	rMeeting
	rEtAl
	rAnd
	rPublisher
	rOrg
	rAccessed
	rOnline
	rStatus
	rParticle
	rJournal
	rLink
	rNoDate
	rIdent
	rSuffix
	rRoman
	rOf
	rSeries
)

// roleLists name the words of each role, folded: English, German, French,
// Spanish, Portuguese, Italian, Dutch, the Nordic languages, Polish, Russian,
// Chinese, Japanese, Korean.
var roleLists = []struct {
	r     role
	words string
}{
	{rMonth, `january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
		januar februar marz maerz mai juni juli oktober dezember okt dez janner janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre janv fev fevr avr juil
		enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro set out
		gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre gen mag giu lug ott januari februari maart mei augustus maj marts
		stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia января февраля марта апреля мая июня июля августа сентября октября ноября декабря`},
	{rSeason, `spring summer autumn fall winter fruhling fruhjahr sommer herbst printemps ete automne hiver primavera verano otono invierno estate autunno inverno verao outono`},
	{rIn, `in dans em ders dies in: into nel nella en w в im i a`},
	{rEditor, `ed eds edited editor editors hrsg hg hgg herausgegeben herausgeber dir sld direction coord coords coordinador coordinadores org orgs organizador cura curatore curatori red redaktion comp comps compiled compilador eds. editado editada editores editeur edit redigert udg nauk ред сост 编 主编 編 編著 편 curated herausgeberin ud a.c.`},
	{rTranslator, `translated translator trans transl tr trad traduccion traduction traduit traducao ubersetzt ubers ubersetzung traduzione traducido traducteur vertaald пер 译 訳 역 übers`},
	{rVolume, `vol vols volume volumes v bd bde band bande tome tomes t tomo tom volumen jg jahrgang jahrg jaargang arg т том 卷 巻 권 제 第 deel bind tomus pt part parts teil teilband`},
	{rIssue, `no nos nr nrs number numbers num issue iss n heft h hft fasc fascicule fascicolo numero nº suppl supplement supplementum supl sonderheft hefte cahier № 号 期 호 號 broj вып zeszyt`},
	{rPage, `p pp page pages pg pgs s ss seite seiten pag pags pagina paginas pagine с стр str 页 頁 쪽 면 f ff et sq seq col cols fol ff. art article articleid e`},
	{rEdition, `edition edn aufl auflage edicion edicao edizione editie ed udg opplag uitg wyd изд 版 판 rev revised 2nd 1st 3rd 4th erweiterte uberarbeitete ampl aumentada`},
	{rThesis, `thesis dissertation phd msc ma dr diss dissertacao tese tesis these tesi masters master doctoral doctorate bachelor habilitation habil magisterarbeit diplomarbeit masterarbeit memoire licenciatura doctorat doctorado dottorato doctor unpublished mestrado doutorado inaugural 学位 论文 박사 석사`},
	{rReport, `report rep technical working paper papers discussion bericht rapport informe relatorio rapporto tech memo memorandum document bulletin circular wp preprint manuscript whitepaper policy brief arbeitspapier`},
	{rMeeting, `proceedings proc conference conf symposium symp workshop congress congres congreso congresso tagung kongress colloque colloquium meeting presented annual international atti actes actas anais coloquio trans transactions convention konferenz 会议 학술대회`},
	{rEtAl, `al et coll others andere u.a. ua altri otros outros autres alii 等 외 др mitarb`},
	{rAnd, `and und et y e i en og och и & with mit ve ja a`},
	{rPublisher, `press verlag publisher publishers publishing publ editions editorial edizioni editore editora ediciones edicoes presses books inc ltd llc gmbh co sons company springer elsevier wiley blackwell routledge sage academic pearson macmillan palgrave brill mouton gruyter kluwer libreria librairie imprimerie tipografia stamperia uitgeverij forlag wydawnictwo издательство 出版社 出版 출판사 출판 mcgraw hill penguin suhrkamp vs campus plenum dekker saunders mosby lippincott karger thieme crc birkhauser dover`},
	{rOrg, `university universitat universite universidad universidade universita institute institut instituto istituto department dept ministry ministere ministerio ministerium association organization organisation society council committee commission agency bureau office center centre center foundation group college school academy federation union bank world united national federal government bundesamt amt statistisches state board team collaboration consortium network service services authority administration 대학교 大学 研究所 nations who oecd un`},
	{rAccessed, `accessed retrieved available abgerufen zugriff zuletzt stand verfugbar abruf consulte consulta consultado acesso disponivel disponible disponibile visitato viewed visited cited last letzter eingesehen geraadpleegt dostep обращения 访问 검색 방문 access acessado recuperado accesso`},
	{rOnline, `internet online electronic www web website site www cd rom dvd en-ligne ligne linea line on-line`},
	{rStatus, `press forthcoming submitted accepted preparation published epub ahead print erscheinen druck impress presse prensa prelo preprint advance early unpublished review`},
	{rParticle, `von van der den de del della di da dos das do du la le les ten ter af av zu zur vom el bin ibn dello degli`},
	{rJournal, `journal j zeitschrift revue revista rivista annals ann review rev reviews archives arch bulletin bull letters lett magazine quarterly acta advances adv studies stud research res nature science sci medicine med american am european eur british brit int phys chem biol astron astrophys math clin annales annali cuadernos cadernos quaderni archiv archivio jahrbuch 학회지 논문지 学报 学刊 雑誌 tidsskrift tijdschrift times post gazette news`},
	{rLink, `google scholar crossref pubmed medline cas isi web view article googlescholar pmc free full text download pdf abstract find ref return publisher`},
	{rNoDate, `nd n.d. s.d. sd o.j. oj undated`},
	{rIdent, `doi pmid pmcid isbn issn arxiv url urn hdl pmc http https id`},
	{rSuffix, `jr sr junior senior`},
	{rOf, `of the des der de la del di du dos und and für fur zur for on im le les il`},
	{rSeries, `series ser serie reihe collection coleccion colecao collana lecture notes studies schriften beitrage schriftenreihe monographs`},
}

// roles maps the hash of a folded word to its roles.
var roles = func() map[uint32]role {
	m := make(map[uint32]role)
	for _, l := range roleLists {
		for _, w := range strings.Fields(l.words) {
			m[wordHash(w)] |= l.r
		}
	}
	return m
}()

// roman reports whether w (folded) is a roman numeral of at least two letters
// or one of i, v, x.
func roman(w string) bool {
	if w == "" || len(w) > 8 {
		return false
	}
	for i := range len(w) {
		if strings.IndexByte("ivxlcdm", w[i]) < 0 {
			return false
		}
	}
	return len(w) > 1 || w == "i" || w == "v" || w == "x"
}

// function words by language: enough to tell the language of a title.
var languages = []string{
	"the of and in for with on from to an by at",
	"der die das und von zur zum im des den ein eine fur mit auf als bei uber",
	"le la les et des du dans pour sur une un aux au en l",
	"el los las y del en una por para con un su",
	"il gli nel della delle dei e di nella dal alla per con",
	"o os as e da do das dos em na no uma um para",
	"het een van de voor en met og och av till i af",
}

// langs maps a word hash to the set of languages it is a function word of.
var langs = func() map[uint32]uint8 {
	m := make(map[uint32]uint8)
	for i, l := range languages {
		for _, w := range strings.Fields(l) {
			m[wordHash(w)] |= 1 << i
		}
	}
	return m
}()
