package contract

import (
	"context"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
)

func TestHealthSaysWhoseInstanceAnswered(t *testing.T) {
	h := start(t)
	got, err := h.diag.CheckHealth(context.Background(), &pluginv2.CheckHealthRequest{PluginContext: settings("one", 1)})
	if err != nil {
		t.Fatal(err)
	}
	if got.Status != pluginv2.CheckHealthResponse_OK || got.Message != "healthy in org 7" || string(got.JsonDetails) != `{"instance":1}` {
		t.Fatalf("%+v", got)
	}
}

func TestHealthOfBrokenSettingsIsAnErrorNotACrash(t *testing.T) {
	h := start(t)
	plugin := settings("broken", 1)
	plugin.DataSourceInstanceSettings.DecryptedSecureJsonData = map[string]string{"broken": "yes"}
	got, err := h.diag.CheckHealth(context.Background(), &pluginv2.CheckHealthRequest{PluginContext: plugin})
	if err == nil && got.Status != pluginv2.CheckHealthResponse_ERROR {
		t.Fatalf("broken settings answered %+v", got)
	}
	if _, err := ask(h, `{"kind":"rows","rows":1}`); err != nil {
		t.Fatalf("a neighbour suffers: %v", err)
	}
}

func TestPing(t *testing.T) {
	if err := start(t).rpc.Ping(); err != nil {
		t.Fatal(err)
	}
}

func TestMetricsCountRequests(t *testing.T) {
	h := start(t)
	for range 3 {
		if _, err := ask(h, `{"kind":"rows","rows":1}`); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ask(h, `{"kind":"fail","source":"downstream","status":502}`); err != nil {
		t.Fatal(err)
	}
	got, err := h.diag.CollectMetrics(context.Background(), &pluginv2.CollectMetricsRequest{PluginContext: settings("one", 1)})
	if err != nil {
		t.Fatal(err)
	}
	text := string(got.Metrics.Prometheus)
	for _, want := range []string{"grafana_plugin_request_total", `{endpoint="queryData",status="ok",status_source="none"} 3`,
		`{endpoint="queryData",status="error",status_source="downstream"} 1`, "grafana_plugin_request_duration_seconds_count",
		"process_resident_memory_bytes", "nodejs_heap_size_used_bytes", "plugins_active_instances 1", "plugins_datasource_instances_total 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}
