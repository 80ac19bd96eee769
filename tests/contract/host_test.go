// Package contract drives the compiled test plugin with the client code that Grafana itself uses.
package contract

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
)

// host is one running plugin and Grafana's clients of it.
type host struct {
	client *goplugin.Client
	rpc    goplugin.ClientProtocol
	diag   grpcplugin.DiagnosticsClient
	data   grpcplugin.DataClient
	res    grpcplugin.ResourceClient
	stream grpcplugin.StreamClient
	logs   *safeBuffer
	pid    int
}

// safeBuffer collects the host's log while other goroutines read it.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func executable(t testing.TB) string {
	t.Helper()
	path := os.Getenv("SHOPSCOPE_CONTRACT_PLUGIN")
	if path == "" {
		t.Fatal("SHOPSCOPE_CONTRACT_PLUGIN must name the compiled test plugin; run npm run test:contract")
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return absolute
}

// start launches the plugin as Grafana's grpcplugin client does, with only the given environment.
func start(t testing.TB, env ...string) *host {
	t.Helper()
	logs := &safeBuffer{}
	cmd := exec.Command(executable(t))
	cmd.Env = append([]string{"GF_VERSION=12.2.0", "GF_EDITION=Open Source"}, env...)
	client := goplugin.NewClient(&goplugin.ClientConfig{
		Cmd: cmd,
		HandshakeConfig: goplugin.HandshakeConfig{
			ProtocolVersion:  grpcplugin.ProtocolVersion,
			MagicCookieKey:   grpcplugin.MagicCookieKey,
			MagicCookieValue: grpcplugin.MagicCookieValue,
		},
		VersionedPlugins: map[int]goplugin.PluginSet{grpcplugin.ProtocolVersion: {
			"diagnostics": &grpcplugin.DiagnosticsGRPCPlugin{},
			"resource":    &grpcplugin.ResourceGRPCPlugin{},
			"data":        &grpcplugin.DataGRPCPlugin{},
			"stream":      &grpcplugin.StreamGRPCPlugin{},
			"admission":   &grpcplugin.AdmissionGRPCPlugin{},
		}},
		SkipHostEnv:      true,
		Logger:           hclog.New(&hclog.LoggerOptions{Name: "host", Level: hclog.Trace, Output: logs, JSONFormat: true}),
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
	})
	rpc, err := client.Client()
	if err != nil {
		client.Kill()
		t.Fatalf("start: %v\n%s", err, logs)
	}
	h := &host{
		client: client, rpc: rpc, logs: logs,
		diag:   dispense[grpcplugin.DiagnosticsClient](t, rpc, "diagnostics"),
		data:   dispense[grpcplugin.DataClient](t, rpc, "data"),
		res:    dispense[grpcplugin.ResourceClient](t, rpc, "resource"),
		stream: dispense[grpcplugin.StreamClient](t, rpc, "stream"),
	}
	if cmd.Process != nil {
		h.pid = cmd.Process.Pid
	}
	t.Cleanup(client.Kill)
	return h
}

func dispense[T any](t testing.TB, rpc goplugin.ClientProtocol, name string) T {
	t.Helper()
	raw, err := rpc.Dispense(name)
	if err != nil {
		t.Fatal(err)
	}
	client, ok := raw.(T)
	if !ok {
		t.Fatalf("%s is a %T", name, raw)
	}
	return client
}

// settings is a data source's context; a changed updated makes a new instance.
func settings(uid string, updated int64) *pluginv2.PluginContext {
	return &pluginv2.PluginContext{
		OrgId:    7,
		PluginId: "contract-test-datasource",
		User:     &pluginv2.User{Login: "ops", Role: "Admin"},
		DataSourceInstanceSettings: &pluginv2.DataSourceInstanceSettings{
			Id: 1, Uid: uid, Name: uid, JsonData: []byte(`{"a":1}`), LastUpdatedMS: updated,
		},
	}
}

func ask(h *host, model string, refs ...string) (*pluginv2.QueryDataResponse, error) {
	return askWithin(context.Background(), h, settings("one", 1), model, refs...)
}

func askWithin(ctx context.Context, h *host, plugin *pluginv2.PluginContext, model string, refs ...string) (*pluginv2.QueryDataResponse, error) {
	request := &pluginv2.QueryDataRequest{PluginContext: plugin, Headers: map[string]string{"FromAlert": "true"}}
	if len(refs) == 0 {
		refs = []string{"A"}
	}
	for _, ref := range refs {
		request.Queries = append(request.Queries, &pluginv2.DataQuery{
			RefId: ref, Json: []byte(model), MaxDataPoints: 100, IntervalMS: 1000,
			TimeRange: &pluginv2.TimeRange{FromEpochMS: 1000, ToEpochMS: 2000},
		})
	}
	return h.data.QueryData(ctx, request)
}

// eventually repeats a check until it holds or five seconds have passed.
func eventually(t testing.TB, what string, check func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if check() {
			return
		}
	}
	t.Fatalf("not within 5 s: %s", what)
}
