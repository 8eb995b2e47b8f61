package jats

func (r *reader) tei(e event) error { return r.sc.skip() }
