#!/bin/sh
# What query bombs cost: processor seconds and memory of whole processes.
#
#	CITEGRAPH_LIBRARY=LIB sh bombs.sh CITEGRAPH
#
# over a large library; each must be answered or refused (exit 0, 1 or 2) within
# a second. Nothing here is compared: the tests are index.TestBombs.
bin=${1:-citegraph}
rep() { awk -v n="$1" -v s="$2" -v e="$3" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s; printf "%s", e }'; }
bomb() {
	name=$1
	shift
	/usr/bin/time -f "%U %S %M" -o time.out timeout 60 "$bin" search -n 1 -- "$@" >/dev/null 2>error.out
	code=$?
	printf '%-22s exit %d  %s  %s\n' "$name" $code "$(tail -1 time.out | awk '{ printf "%.2f s %d MB", $1 + $2, $3 / 1024 }')" "$(tail -1 error.out | cut -c1-90)"
}
cd "$(mktemp -d)" || exit 1
bomb star '*'
bomb 'one letter' 'a*'
bomb 'stars in a word' 'a*b*c*d*e*f*g*h*i*j*k*'
bomb 'any word' '/.*/'
bomb 'nested repetition' '/(a+)+b/'
bomb 'class, repeated' '/[a-z]{60}/'
bomb 'fuzzy, short' 'a~2'
bomb 'fuzzy, long' "$(rep 63 a '~2')"
bomb 'cites of cites' "$(rep 39 'cites(' has:title)$(rep 39 ')' '')"
bomb 'within of within' "$(rep 30 'within(6, ' has:title)$(rep 30 ')' '')"
bomb 'coupled, all' 'coupled(has:title)'
bomb 'coupled, min=2' 'coupled(has:title, min=2)'
bomb 'cocited, near' 'cocited(has:title, near=section, min=2)'
bomb 'coauthors of coauthors' 'coauthors(by(coauthors(by(coauthors(has:title)))))'
bomb 'related, all' 'related(has:title)'
bomb 'related, three' 'related(related(related(has:title)))'
bomb 'topn of topn' "$(rep 39 'topn(10000, ' has:title)$(rep 39 ')' '')"
bomb 'phrase' "\"$(rep 39 'of ' of)\""
bomb 'phrase, distance' "\"$(rep 15 'of ' the)\"~100"
bomb 'hyphens' "$(rep 49 'a-b-c-d-e-f-g-h OR ' a)"
bomb "many words" "$(rep 80 "expression " a)"
