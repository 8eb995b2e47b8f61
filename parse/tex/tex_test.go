package tex

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	tests := []struct{ in, want string }{
		{`plain text`, `plain text`},
		{`Erd{\H{o}}s`, `Erdős`},
		{`Erd\H{o}s`, `Erdős`},
		{`Erd\H os`, `Erdős`},
		{`Schr{\"o}dinger`, `Schrödinger`},
		{`Schr\"odinger`, `Schrödinger`},
		{`Schr\"{o}dinger`, `Schrödinger`},
		{`Schr\" odinger`, `Schrödinger`},
		{`na{\"\i}ve na\"{\i}ve na\"\i ve`, `naïve naïve naïve`},
		{`Fran\c{c}ois Fran\c cois Fran{\c c}ois`, `François François François`},
		{`M{\aa}rtensson, \AA ngstr\"om`, `Mårtensson, Ångström`},
		{`{\L}ukasiewicz, S{\o}ren, Stra{\ss}e, Stra\ss e`, `Łukasiewicz, Søren, Straße, Straße`},
		{`\v{S}koda \v Skoda \'{\'e}`, `Škoda Škoda é́`},
		{`Nguy\~{\^e}n`, `Nguyễn`},
		{`\~{}user and \^{}`, `~user and ^`},
		{`R\&D 5\,\% \$3 \#1 a\_b \{x\}`, `R&D 5 % $3 #1 a_b {x}`},
		{"``quoted'' `single' pages 1--2 --- x", "“quoted” ‘single' pages 1–2 — x"},
		{`a~b\ c`, `a b c`},
		{`{The {DNA} of \emph{E.~coli}}`, `The DNA of E. coli`},
		{`{\it old} {\bfseries bold}`, `old bold`},
		{`H$_2$O and $\beta$-amyloid, 10$^{-3}$, $\alpha_{2}$`, `H₂O and β-amyloid, 10⁻³, α₂`},
		{`$\mathrm{CO}_2$`, `CO₂`},
		{`$x_{ij}$`, `xij`},
		{`\ensuremath{\leq} 5`, `≤ 5`},
		{`CO\textsubscript{2} 2\textsuperscript{nd}`, `CO₂ 2nd`},
		{`\url{http://a.b/x\_y~z--w%20}`, `http://a.b/x_y~z--w%20`},
		{`\href{http://a.b}{text}`, `text`},
		{`dis\-cre\-tion`, `discretion`},
		{`\unknowncommand{kept} \other`, `kept `},
		{`\char228 \char"E4 x`, `ääx`},
		{`a_b^c outside`, `a_b^c outside`},
		{`it's`, `it's`},
		{`?` + "`" + `Qu\'e?`, `¿Qué?`},
		{`\`, ``},
		{`\'`, ``},
		{`{{{`, ``},
		{`\bibinfo{author}{Smith}`, `Smith`},
		{`\input{/etc/passwd}`, `/etc/passwd`},
	}
	for _, tt := range tests {
		if got := Decode(tt.in); got != tt.want {
			t.Errorf("Decode(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestNextTakesAll(t *testing.T) {
	in := `\'e{x} \emph{a} $b^2$ --`
	var d Decoder
	var b strings.Builder
	for s := in; s != ""; {
		text, n := d.Next(s)
		if n < 1 {
			t.Fatalf("Next(%q) took %d", s, n)
		}
		b.WriteString(text)
		s = s[n:]
	}
	if got, want := b.String(), Decode(in); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEncode(t *testing.T) {
	tests := []struct{ in, want, ascii string }{
		{"plain", "plain", "plain"},
		{"R&D 5% a_b {x} $3 #1", `R\&D 5\% a\_b \{x\} \$3 \#1`, ""},
		{"}x{ {", `\textbraceright{}x\textbraceleft{} \textbraceleft{}`, ""},
		{`C:\x~y^z`, `C:\textbackslash{}x\textasciitilde{}y\textasciicircum{}z`, ""},
		{"a--b ''q''", "a-{}-b '{}'q'{}'", ""},
		{"Müller Łódź naïve β₂", "Müller Łódź naïve β₂", `M{\"{u}}ller {\L}{\'{o}}d{\'{z}} na{\"{\i}}ve {$\beta$}\textsubscript{2}`},
	}
	for _, tt := range tests {
		if got := Encode(tt.in); got != tt.want {
			t.Errorf("Encode(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if got := EncodeASCII(tt.in); tt.ascii != "" && got != tt.ascii {
			t.Errorf("EncodeASCII(%q) = %q, want %q", tt.in, got, tt.ascii)
		}
	}
}

func TestHostileIsLinear(t *testing.T) {
	for _, s := range []string{"{", `\'{`, `\url{`, "$", `\'`, "^{", "--", `\textsuperscript{`} {
		Decode(strings.Repeat(s, 100_000)) // ends within the test's time, or does not
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{`\'{e}`, `$x^{2}$`, "``--''", `\url{a`, `\"\i`, `\t{oo}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Decode(s)
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Fatalf("Decode(%q) = %q: not UTF-8", s, got)
		}
	})
}

func FuzzEncode(f *testing.F) {
	for _, s := range []string{"R&D", "a---b", "''`", `\{}$^_~`, "é ß β ₂ ⁿ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Mn, r) }) {
			t.Skip()
		}
		if got := Decode(Encode(s)); got != s {
			t.Fatalf("%q came back as %q", s, got)
		}
	})
}
