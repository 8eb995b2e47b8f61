package corpus

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// fragFields is FragData without its methods.
type fragFields FragData

// MarshalJSON writes the fields of v, and those of a statistic beside them:
// {"type":"effect","measure":"SMD","estimate":0.5}.
func (v FragData) MarshalJSON() ([]byte, error) {
	stat := v.Stat
	v.Stat = nil
	b, err := json.Marshal(fragFields(v))
	if err != nil || len(stat) == 0 {
		return b, err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, err
	}
	for _, k := range slices.Sorted(maps.Keys(stat)) {
		if all[k], err = json.Marshal(stat[k]); err != nil {
			return nil, fmt.Errorf("statistic %s: %w", k, err)
		}
	}
	return json.Marshal(all)
}

// UnmarshalJSON reads what MarshalJSON writes: an object with a measure is a
// statistic, and all but its type are its fields.
func (v *FragData) UnmarshalJSON(b []byte) error {
	var all map[string]any
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	if _, ok := all["measure"]; !ok {
		return json.Unmarshal(b, (*fragFields)(v))
	}
	*v = FragData{}
	v.Type, _ = all["type"].(string)
	delete(all, "type")
	v.Stat = all
	return nil
}
