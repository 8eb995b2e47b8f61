package tex

import "sync"

// accents: command name to combining mark.
var accents = map[string]rune{
	"`": 0x0300, "'": 0x0301, "^": 0x0302, "~": 0x0303, "=": 0x0304, "u": 0x0306, ".": 0x0307,
	`"`: 0x0308, "h": 0x0309, "r": 0x030a, "H": 0x030b, "v": 0x030c, "G": 0x030f, "d": 0x0323,
	"c": 0x0327, "k": 0x0328, "b": 0x0331, "t": 0x0361, "textcommabelow": 0x0326,
	// mathematics
	"acute": 0x0301, "grave": 0x0300, "hat": 0x0302, "tilde": 0x0303, "bar": 0x0304, "breve": 0x0306,
	"dot": 0x0307, "ddot": 0x0308, "check": 0x030c,
}

// accentOrder are the accents that text is written with.
var accentOrder = []string{"`", "'", "^", "~", `"`, "=", "u", ".", "r", "H", "v", "d", "c", "k", "b"}

// spacing: what an accent over nothing prints.
var spacing = map[rune]string{
	0x0300: "`", 0x0301: "´", 0x0302: "^", 0x0303: "~", 0x0304: "¯", 0x0306: "˘", 0x0307: "˙", 0x0308: "¨",
	0x030a: "˚", 0x030b: "˝", 0x030c: "ˇ", 0x0327: "¸", 0x0328: "˛",
}

// characters: control symbols, whose name is no letter.
var characters = map[string]string{
	"&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ",
	",": " ", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": "", "\\": " ", "|": "‖", ">": "", "<": "", "*": "",
}

// symbols: commands whose name is a word, and what they print.
var symbols = map[string]string{
	// letters
	"i": "ı", "j": "ȷ", "ss": "ß", "SS": "SS", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
	"oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
	"ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư",
	"textinodot": "ı", "imath": "ı", "jmath": "ȷ",
	// punctuation
	"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
	"textquotedblright": "”", "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«",
	"guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "textquotesingle": "'", "textquotedbl": `"`,
	"glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "lq": "‘", "rq": "’",
	"ldots": "…", "dots": "…", "textellipsis": "…", "cdots": "⋯", "slash": "/", "textbackslash": `\`,
	"textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textasciitilde": "~",
	"textasciicircum": "^", "textasciigrave": "`", "textbar": "|", "textless": "<", "textgreater": ">",
	"textunderscore": "_", "textexclamdown": "¡", "textquestiondown": "¿", "textbullet": "•", "textperiodcentered": "·",
	"textdollar": "$", "textpercent": "%", "textampersand": "&", "textasteriskcentered": "∗", "textordfeminine": "ª",
	"textordmasculine": "º", "textdegree": "°", "textmu": "µ", "copyright": "©", "textcopyright": "©",
	"textregistered": "®", "texttrademark": "™", "textsection": "§", "S": "§", "P": "¶", "textparagraph": "¶",
	"dag": "†", "ddag": "‡", "textdagger": "†", "textdaggerdbl": "‡", "pounds": "£", "textsterling": "£",
	"texteuro": "€", "euro": "€", "EUR": "€", "textyen": "¥", "textcent": "¢", "textonehalf": "½",
	"textonequarter": "¼", "textthreequarters": "¾", "textnumero": "№", "space": " ", "quad": " ", "qquad": " ",
	"newline": " ", "par": " ", "textvisiblespace": " ", "nobreakspace": " ", "thinspace": " ", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
	"textnormal": "", "textemph": "",
	// Greek
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
	"theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
	"omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ",
	"upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
	"Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
	"textalpha": "α", "textbeta": "β", "textgamma": "γ", "textdelta": "δ",
	// mathematics
	"times": "×", "texttimes": "×", "div": "÷", "pm": "±", "textpm": "±", "mp": "∓", "cdot": "·", "ast": "∗", "star": "⋆", "circ": "∘",
	"bullet": "•", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "leqslant": "⩽", "geqslant": "⩾", "neq": "≠", "ne": "≠",
	"approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "infty": "∞",
	"rightarrow": "→", "to": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐",
	"uparrow": "↑", "downarrow": "↓", "textrightarrow": "→", "textleftarrow": "←", "mapsto": "↦",
	"in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀",
	"exists": "∃", "neg": "¬", "wedge": "∧", "vee": "∨", "nabla": "∇", "partial": "∂", "sum": "∑", "prod": "∏", "int": "∫",
	"sqrt": "√", "ell": "ℓ", "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "prime": "′", "degree": "°", "perp": "⊥",
	"parallel": "∥", "mid": "∣", "langle": "⟨", "rangle": "⟩", "oplus": "⊕", "otimes": "⊗", "colon": ":", "lvert": "|", "rvert": "|",
	"log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "max": "max", "min": "min", "lim": "lim",
	"male": "♂", "female": "♀", "checkmark": "✓",
}

// dropsArgument: commands whose first argument is no text.
var dropsArgument = map[string]bool{
	"href": true, "textcolor": true, "color": true, "label": true, "index": true, "cite": true, "citep": true, "citet": true,
	"nocite": true, "ref": true, "pageref": true, "eqref": true, "vspace": true, "hspace": true, "includegraphics": true,
	"bibinfo": true, "bibfield": true, "foreignlanguage": true, "selectlanguage": true, "fontsize": true, "hypersetup": true,
	"begin": true, "end": true, "usepackage": true, "phantom": true, "hyphenation": true, "raisebox": true,
}

// reverse: character to command in braces, made once. Of several commands for
// one character the text command wins over the mathematical, the shorter over
// the longer.
var reverse = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for _, name := range []string{
		"ss", "o", "O", "l", "L", "ae", "AE", "oe", "OE", "aa", "AA", "dh", "DH", "th", "TH", "dj", "DJ", "ng", "NG", "i", "j",
		"textendash", "textemdash", "textquoteleft", "textquoteright", "textquotedblleft", "textquotedblright",
		"quotedblbase", "quotesinglbase", "guillemotleft", "guillemotright", "guilsinglleft", "guilsinglright", "textellipsis",
		"textexclamdown", "textquestiondown", "textbullet", "textperiodcentered", "textordfeminine", "textordmasculine",
		"textdegree", "textmu", "textcopyright", "textregistered", "texttrademark", "textsection", "textparagraph",
		"textdagger", "textdaggerdbl", "textsterling", "texteuro", "textyen", "textcent", "textonehalf", "textonequarter", "textthreequarters",
	} {
		m[[]rune(symbols[name])[0]] = `{\` + name + `}`
	}
	for _, name := range []string{
		"alpha", "beta", "gamma", "delta", "varepsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi",
		"rho", "sigma", "varsigma", "tau", "upsilon", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi",
		"Sigma", "Phi", "Psi", "Omega", "times", "pm", "leq", "geq", "neq", "approx", "infty", "rightarrow", "leftarrow", "sqrt", "div",
	} {
		m[[]rune(symbols[name])[0]] = `{$\` + name + `$}`
	}
	return m
})
