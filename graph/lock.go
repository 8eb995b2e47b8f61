package graph

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// holder finds the process that holds a lock on path, 0 where the system does
// not tell. Linux lists locks by device and inode in /proc/locks:
//
//	1: FLOCK  ADVISORY  WRITE 4242 08:01:131090 0 EOF
func holder(path string) int {
	fi, err := os.Stat(path)
	if err != nil {
		return 0
	}
	b, err := os.ReadFile("/proc/locks")
	if err != nil {
		return 0
	}
	inode := inodeOf(fi)
	for line := range strings.Lines(string(b)) {
		f := strings.Fields(line)
		if len(f) < 6 || f[1] == "->" || !strings.HasSuffix(f[5], ":"+inode) {
			continue
		}
		if pid, err := strconv.Atoi(f[4]); err == nil && pid > 0 {
			return pid
		}
	}
	return 0
}

// inodeOf reads the inode out of a FileInfo without naming a system's type.
func inodeOf(fi os.FileInfo) string {
	s := fmt.Sprintf("%+v", fi.Sys())
	_, s, ok := strings.Cut(s, "Ino:")
	if !ok {
		return "-"
	}
	end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if end <= 0 {
		return "-"
	}
	return s[:end]
}
