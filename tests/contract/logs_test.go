package contract

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
)

// A line whose @message, @level or @timestamp is not a string ends the host process, so the test itself is the host at risk.
func TestHostileLogLinesReachTheHostAsText(t *testing.T) {
	h := start(t)
	for _, model := range []string{
		`{"kind":"log","message":"plain marker-1","fields":{"@message":5,"@level":{"a":1},"@timestamp":[]}}`,
		`{"kind":"log","message":"two\nlines marker-2","fields":{"note":"{\"@message\":7}\n{\"@level\":5}\npanic: no"}}`,
		`{"kind":"log","message":"marker-3","fields":{"nested":{"@message":5},"null":null}}`,
		`{"kind":"log","message":"marker-4 ` + strings.Repeat("x", 200_000) + `","fields":{"long":"` + strings.Repeat("y", 200_000) + `"}}`,
	} {
		if _, err := ask(h, model); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "every line is logged", func() bool { return strings.Contains(h.logs.String(), "marker-4") })
	for _, line := range strings.Split(h.logs.String(), "\n") {
		for _, marker := range []string{"marker-1", "marker-2", "marker-3", "marker-4"} {
			if !strings.Contains(line, marker) {
				continue
			}
			var entry map[string]any
			if err := json.Unmarshal([]byte(line), &entry); err != nil {
				t.Fatal(err)
			}
			message, isText := entry["@message"].(string)
			if !isText || entry["@level"] != "info" || !strings.Contains(message, marker) {
				t.Errorf("%s was demoted or lost its message: %.200s", marker, line)
			}
		}
	}
	if err := h.rpc.Ping(); err != nil {
		t.Fatal(err)
	}
}

func TestSecretsOfSettingsAreNotLogged(t *testing.T) {
	h := start(t)
	plugin := settings("secret", 1)
	plugin.DataSourceInstanceSettings.DecryptedSecureJsonData = map[string]string{"token": "shh-do-not-log-me-1234"}
	model := `{"kind":"log","message":"marker-secret shh-do-not-log-me-1234","fields":{"deep":{"header":"Bearer shh-do-not-log-me-1234"}}}`
	if _, err := askWithin(context.Background(), h, plugin, model); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the line is logged", func() bool { return strings.Contains(h.logs.String(), "marker-secret") })
	if strings.Contains(h.logs.String(), "shh-do-not-log-me-1234") {
		t.Fatal("a secret is in the log")
	}
}
