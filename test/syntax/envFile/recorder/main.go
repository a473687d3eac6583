// What docker and compose make of the env files on standard input, a list of texts in JSON. OUTER and EMPTY are set around them.
package main

import (
	"encoding/json"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/docker/cli/pkg/kvfile"
)

var outer = map[string]string{"OUTER": "out", "EMPTY": ""}

func lookup(name string) (string, bool) {
	value, ok := outer[name]
	return value, ok
}

func docker(text string) any {
	lines, err := kvfile.ParseFromReader(strings.NewReader(text), lookup)
	if err != nil {
		return "refused"
	}
	values := map[string]string{}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		values[name] = value
	}
	return values
}

func compose(text string) any {
	values, err := dotenv.ParseWithLookup(strings.NewReader(text), lookup)
	if err != nil {
		return "refused"
	}
	return values
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	answers := []map[string]any{}
	for _, text := range texts {
		answers = append(answers, map[string]any{"docker": docker(text), "compose": compose(text)})
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
