package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// writeFile lets write fill name: aside, synced, then renamed, so that the old
// file is whole until the new one is. "-" and "" are standard output.
func (p *program) writeFile(name string, write func(io.Writer) error) (err error) {
	if name == "" || name == "-" {
		return write(p.print.w)
	}
	dir := filepath.Dir(name)
	f, err := os.CreateTemp(dir, ".citegraph-*")
	if err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("write %q: %w", name, err)
		}
	}()
	if err = write(f); err != nil {
		return err
	}
	if err = f.Chmod(0o666 &^ umask()); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), name); err != nil {
		return err
	}
	return syncFolder(dir)
}

// syncFolder makes a rename outlast a power cut.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
