package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the program, so that scripts run it as a
// process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"citegraph": main})
}

// TestScripts runs the sessions of testdata/script; -update rewrites what they
// compare.
func TestScripts(t *testing.T) {
	params := testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			return writeSampleFolder(env.Cd + "/samples")
		},
	}
	if testing.Short() { // what has several goroutines is in these
		params.Dir, params.Files = "", []string{"testdata/script/index.txtar", "testdata/script/search.txtar", "testdata/script/related.txtar"}
	}
	testscript.Run(t, params)
}
