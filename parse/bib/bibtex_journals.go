package bib

// astroJournals are the journals of the macros that astronomy's databases write
// and its document classes define (journal = {\apj}).
var astroJournals = map[string]string{
	"aj": "The Astronomical Journal", "actaa": "Acta Astronomica", "araa": "Annual Review of Astronomy and Astrophysics",
	"apj": "The Astrophysical Journal", "apjl": "The Astrophysical Journal Letters", "apjs": "The Astrophysical Journal Supplement Series",
	"ao": "Applied Optics", "apss": "Astrophysics and Space Science", "aap": "Astronomy & Astrophysics",
	"aapr": "Astronomy and Astrophysics Reviews", "aaps": "Astronomy and Astrophysics Supplement Series",
	"baas": "Bulletin of the American Astronomical Society", "icarus": "Icarus", "jcap": "Journal of Cosmology and Astroparticle Physics",
	"jcp": "The Journal of Chemical Physics", "jgr": "Journal of Geophysical Research", "grl": "Geophysical Research Letters", "gca": "Geochimica et Cosmochimica Acta",
	"mnras": "Monthly Notices of the Royal Astronomical Society", "memras": "Memoirs of the Royal Astronomical Society", "na": "New Astronomy", "nar": "New Astronomy Reviews",
	"nat": "Nature", "pasp": "Publications of the Astronomical Society of the Pacific", "pasj": "Publications of the Astronomical Society of Japan",
	"pasa": "Publications of the Astronomical Society of Australia", "pra": "Physical Review A", "prb": "Physical Review B", "prc": "Physical Review C",
	"prd": "Physical Review D", "pre": "Physical Review E", "prl": "Physical Review Letters", "physrep": "Physics Reports", "planss": "Planetary and Space Science",
	"qjras": "Quarterly Journal of the Royal Astronomical Society", "solphys": "Solar Physics", "ssr": "Space Science Reviews", "skytel": "Sky and Telescope", "sovast": "Soviet Astronomy",
}
