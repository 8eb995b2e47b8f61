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
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			return writeSampleFolder(env.Cd + "/samples")
		},
	})
}
