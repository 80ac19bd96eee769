// Command host measures plugins side by side, in turns, with the client code that Grafana uses; it prints JSON.
//
//	host name=executable name=executable
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
)

type plugin struct {
	name   string
	client *goplugin.Client
	data   grpcplugin.DataClient
	pid    int
}

func launch(name, path string) (*plugin, time.Duration, error) {
	cmd := exec.Command(path)
	cmd.Env = []string{"GF_VERSION=12.2.0", "GF_EDITION=Open Source"}
	begun := time.Now()
	client := goplugin.NewClient(&goplugin.ClientConfig{
		Cmd: cmd,
		HandshakeConfig: goplugin.HandshakeConfig{
			ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey, MagicCookieValue: grpcplugin.MagicCookieValue,
		},
		VersionedPlugins: map[int]goplugin.PluginSet{grpcplugin.ProtocolVersion: {"data": &grpcplugin.DataGRPCPlugin{}}},
		SkipHostEnv:      true,
		Logger:           hclog.NewNullLogger(),
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
	})
	if _, err := client.Start(); err != nil {
		return nil, 0, err
	}
	took := time.Since(begun)
	rpc, err := client.Client()
	if err != nil {
		return nil, 0, err
	}
	raw, err := rpc.Dispense("data")
	if err != nil {
		return nil, 0, err
	}
	return &plugin{name: name, client: client, data: raw.(grpcplugin.DataClient), pid: cmd.Process.Pid}, took, nil
}

// ask sends one query and checks the answer's length; the frame is decoded, as Grafana does.
func (p *plugin) ask(rows int) error {
	response, err := p.data.QueryData(context.Background(), &pluginv2.QueryDataRequest{
		PluginContext: &pluginv2.PluginContext{
			OrgId: 1, PluginId: "bench-echo-datasource", User: &pluginv2.User{Login: "bench", Role: "Viewer"},
			GrafanaConfig: map[string]string{"GF_APP_URL": "http://localhost:3000/", "GF_CONCURRENT_QUERY_COUNT": "10", "GF_SQL_ROW_LIMIT": "1000000"},
			DataSourceInstanceSettings: &pluginv2.DataSourceInstanceSettings{
				Id: 1, Uid: "bench", Name: "bench", JsonData: []byte(`{"domain":"bench.example"}`), LastUpdatedMS: 1_763_800_000_000,
				DecryptedSecureJsonData: map[string]string{"token": "bench-token"},
			},
		},
		Headers: map[string]string{"http_X-Panel-Id": "2", "http_X-Dashboard-Uid": "bench"},
		Queries: []*pluginv2.DataQuery{{
			RefId: "A", MaxDataPoints: 1000, IntervalMS: 1000, Json: []byte(fmt.Sprintf(`{"refId":"A","rows":%d}`, rows)),
			TimeRange: &pluginv2.TimeRange{FromEpochMS: 1_763_800_000_000, ToEpochMS: 1_763_803_600_000},
		}},
	})
	if err != nil {
		return err
	}
	answer := response.Responses["A"]
	if answer.Error != "" || answer.Status != 200 {
		return fmt.Errorf("%s: %d %s", p.name, answer.Status, answer.Error)
	}
	frames, err := data.UnmarshalArrowFrames(answer.Frames)
	if err != nil {
		return err
	}
	if got, _ := frames[0].RowLen(); got != rows {
		return fmt.Errorf("%s: %d rows, want %d", p.name, got, rows)
	}
	return nil
}

func (p *plugin) resident() float64 {
	bytes, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	for _, line := range strings.Split(string(bytes), "\n") {
		if strings.HasPrefix(line, "VmRSS:") {
			kilobytes, _ := strconv.ParseFloat(strings.Fields(line)[1], 64)
			return kilobytes / 1024
		}
	}
	return 0
}

func median(values []float64) float64 {
	sort.Float64s(values)
	return values[len(values)/2]
}

type result struct {
	HandshakeMs float64            `json:"handshakeMs"`
	IdleMb      float64            `json:"idleMb"`
	LoadedMb    float64            `json:"loadedMb"`
	P50Ms       map[string]float64 `json:"p50Ms"`
	PerSecond   float64            `json:"perSecond"`
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func sequential(plugins []*plugin, results map[string]*result, rows, turns, calls int) {
	times := map[string][]float64{}
	for range turns {
		for _, p := range plugins {
			for range calls {
				begun := time.Now()
				fail(p.ask(rows))
				times[p.name] = append(times[p.name], float64(time.Since(begun).Microseconds())/1000)
			}
		}
	}
	for name, each := range times {
		results[name].P50Ms[strconv.Itoa(rows)] = median(each)
	}
}

func parallel(p *plugin, callers int, length time.Duration) float64 {
	var done atomic.Int64
	var group sync.WaitGroup
	begun := time.Now()
	for range callers {
		group.Add(1)
		go func() {
			defer group.Done()
			for time.Since(begun) < length {
				fail(p.ask(10))
				done.Add(1)
			}
		}()
	}
	group.Wait()
	return float64(done.Load()) / time.Since(begun).Seconds()
}

func main() {
	results := map[string]*result{}
	starts := map[string][]float64{}
	var plugins []*plugin
	const launches = 11
	for turn := range launches {
		for _, argument := range os.Args[1:] {
			name, path, _ := strings.Cut(argument, "=")
			p, took, err := launch(name, path)
			fail(err)
			starts[name] = append(starts[name], float64(took.Microseconds())/1000)
			if turn < launches-1 {
				p.client.Kill()
				continue
			}
			plugins = append(plugins, p)
			results[name] = &result{P50Ms: map[string]float64{}}
		}
	}
	time.Sleep(2 * time.Second)
	for _, p := range plugins {
		results[p.name].HandshakeMs = median(starts[p.name])
		results[p.name].IdleMb = p.resident()
	}
	for _, p := range plugins {
		for range 2000 {
			fail(p.ask(10))
		}
	}
	sequential(plugins, results, 10, 10, 400)
	sequential(plugins, results, 10_000, 5, 40)
	rates := map[string][]float64{}
	for range 4 {
		for _, p := range plugins {
			rates[p.name] = append(rates[p.name], parallel(p, 50, 2*time.Second))
		}
	}
	sequential(plugins, results, 1_000_000, 12, 1)
	for _, p := range plugins {
		results[p.name].PerSecond = median(rates[p.name])
		results[p.name].LoadedMb = p.resident()
		p.client.Kill()
	}
	fail(json.NewEncoder(os.Stdout).Encode(results))
}
