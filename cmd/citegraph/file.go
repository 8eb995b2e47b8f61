package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile lets write fill name: aside, synced, then renamed, so that the old
// file is whole until the new one is. "-" and "" are standard output. A link is
// followed; a device or a pipe is written to, never replaced.
func (p *program) writeFile(name string, write func(io.Writer) error) (err error) {
	if name == "" || name == "-" {
		return write(p.print.w)
	}
	if path, err := filepath.EvalSymlinks(name); err == nil {
		if fi, err := os.Stat(path); err == nil && !fi.Mode().IsRegular() {
			return writeSpecial(path, write)
		}
		name = path
	}
	dir := filepath.Dir(name)
	f, err := os.CreateTemp(dir, ".citegraph-*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write %q: there is no folder %q", name, dir)
	}
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

// writeSpecial writes to what is there and is no file.
func writeSpecial(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err == nil {
		err = write(f)
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}
	if err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	return nil
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
