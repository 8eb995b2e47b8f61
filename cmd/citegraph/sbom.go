package main

import (
	"cmp"
	"encoding/json"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// bom is a bill of materials in CycloneDX 1.6 JSON
// (https://cyclonedx.org/docs/1.6/json/), cut to what is known of a Go program.
// It carries no serial number and no time: one build, one bill.
type bom struct {
	Format       string         `json:"bomFormat"`
	SpecVersion  string         `json:"specVersion"`
	Version      int            `json:"version"`
	Metadata     bomMetadata    `json:"metadata"`
	Components   []bomComponent `json:"components"`
	Dependencies []bomDependsOn `json:"dependencies"`
}

type bomMetadata struct {
	Component bomComponent `json:"component"`
}

type bomComponent struct {
	Type       string        `json:"type"`
	Ref        string        `json:"bom-ref"`
	Name       string        `json:"name"`
	Version    string        `json:"version,omitempty"`
	PURL       string        `json:"purl,omitempty"`
	Properties []bomProperty `json:"properties,omitempty"`
}

type bomProperty struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type bomDependsOn struct {
	Ref  string   `json:"ref"`
	Deps []string `json:"dependsOn"`
}

// writeSBOM lists the modules that this very program was linked from, as the
// linker noted them, and the standard library.
func writeSBOM(w io.Writer, info *debug.BuildInfo) error {
	own := bomComponent{Type: "application", Ref: info.Main.Path, Name: info.Main.Path, Version: version()}
	parts := []bomComponent{{Type: "library", Ref: "std", Name: "std", Version: strings.TrimPrefix(runtime.Version(), "go"),
		PURL: "pkg:golang/std@" + strings.TrimPrefix(runtime.Version(), "go")}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		part := bomComponent{Type: "library", Ref: m.Path + "@" + m.Version, Name: m.Path, Version: m.Version,
			PURL: "pkg:golang/" + m.Path + "@" + m.Version}
		if m.Sum != "" {
			part.Properties = []bomProperty{{Name: "go:sum", Value: m.Sum}}
		}
		parts = append(parts, part)
	}
	slices.SortFunc(parts, func(a, b bomComponent) int { return cmp.Compare(a.Ref, b.Ref) })
	links := bomDependsOn{Ref: own.Ref}
	for _, p := range parts {
		links.Deps = append(links.Deps, p.Ref)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(bom{Format: "CycloneDX", SpecVersion: "1.6", Version: 1,
		Metadata: bomMetadata{Component: own}, Components: parts, Dependencies: []bomDependsOn{links}})
}
