package contract

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
)

func instanceOf(t testing.TB, h *host, plugin *pluginv2.PluginContext) float64 {
	t.Helper()
	got, err := askWithin(context.Background(), h, plugin, `{"kind":"instance"}`)
	if err != nil {
		t.Fatal(err)
	}
	number, _ := frames(t, got.Responses["A"])[0].Fields[0].At(0).(*float64)
	return *number
}

func TestChangedSettingsMakeANewInstance(t *testing.T) {
	h := start(t)
	first := instanceOf(t, h, settings("one", 1))
	if instanceOf(t, h, settings("one", 1)) != first {
		t.Error("equal settings made a second instance")
	}
	if instanceOf(t, h, settings("two", 1)) == first {
		t.Error("another data source shares the instance")
	}
	if instanceOf(t, h, settings("one", 2)) == first {
		t.Error("changed settings kept the old instance")
	}
	deadline := time.Now().Add(15 * time.Second)
	for readCounts(t, h).Disposed == 0 {
		if time.Now().After(deadline) {
			t.Fatal("the old instance was never disposed of")
		}
		time.Sleep(200 * time.Millisecond)
	}
}

func TestGrafanasOwnSettingsCountToo(t *testing.T) {
	h := start(t)
	with := func(config map[string]string) *pluginv2.PluginContext {
		plugin := settings("configured", 1)
		plugin.GrafanaConfig = config
		return plugin
	}
	config := map[string]string{"GF_APP_URL": "http://a", "GF_SQL_ROW_LIMIT": "1", "GF_CONCURRENT_QUERY_COUNT": "10", "x": "y"}
	first := instanceOf(t, h, with(config))
	for range 20 {
		if instanceOf(t, h, with(config)) != first {
			t.Fatal("equal settings, which Go sends in any order, made a second instance")
		}
	}
	if instanceOf(t, h, with(map[string]string{"GF_APP_URL": "http://b"})) == first {
		t.Error("changed settings of Grafana kept the old instance")
	}
}

func TestConcurrentFirstCallsMakeOneInstance(t *testing.T) {
	h := start(t)
	done := make(chan error, 20)
	for range 20 {
		go func() {
			_, err := ask(h, `{"kind":"rows","rows":1}`)
			done <- err
		}()
	}
	for range 20 {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	if got := readCounts(t, h); got.Created != 1 {
		t.Fatalf("%d instances", got.Created)
	}
}

func TestThousandsOfInstancesDoNotLeak(t *testing.T) {
	h := start(t)
	memory := func() int {
		bytes, err := strconv.Atoi(text(t, h, "memory"))
		if err != nil {
			t.Fatal(err)
		}
		return bytes
	}
	remake := func(from, to int) {
		for round := from; round < to; round++ {
			plugin := settings("remade", int64(round))
			plugin.DataSourceInstanceSettings.JsonData = []byte(fmt.Sprintf(`{"pad":%q}`, strings.Repeat("x", 10_000)))
			instanceOf(t, h, plugin)
		}
	}
	remake(0, 1000)
	before := memory()
	remake(1000, 5000)
	if grown := memory() - before; grown > 60<<20 {
		t.Fatalf("4,000 settings changes grew the process by %d MiB", grown>>20)
	}
}

func TestShutdownIsQuickAndClean(t *testing.T) {
	h := start(t)
	if _, err := ask(h, `{"kind":"rows","rows":1}`); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	h.client.Kill()
	if took := time.Since(begun); took > time.Second || !h.client.Exited() {
		t.Fatalf("took %s, exited %v", took, h.client.Exited())
	}
	if strings.Contains(h.logs.String(), "failed to exit gracefully") {
		t.Fatal("the host had to kill the plugin")
	}
}

func TestTheSocketGoesWhereTheHostSaysAndIsRemoved(t *testing.T) {
	folder := t.TempDir()
	h := start(t, "PLUGIN_UNIX_SOCKET_DIR="+folder)
	sockets, err := filepath.Glob(filepath.Join(folder, "plugin*"))
	if err != nil || len(sockets) != 1 {
		t.Fatalf("%v %v", sockets, err)
	}
	h.client.Kill()
	if _, err := os.Stat(sockets[0]); !os.IsNotExist(err) {
		t.Fatalf("%s is left behind", sockets[0])
	}
}

func TestInterruptIsIgnoredAndTerminateEnds(t *testing.T) {
	h := start(t)
	process, err := os.FindProcess(h.pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	if _, err := ask(h, `{"kind":"rows","rows":1}`); err != nil {
		t.Fatalf("after SIGINT: %v", err)
	}
	if err := process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it ends on SIGTERM", h.client.Exited)
}

func TestAKilledPluginCanBeStartedAgain(t *testing.T) {
	h := start(t)
	_, _ = call(t, h, &pluginv2.CallResourceRequest{Path: "die", Method: "GET"})
	eventually(t, "the host sees the death", h.client.Exited)
	if _, err := ask(start(t), `{"kind":"rows","rows":1}`); err != nil {
		t.Fatal(err)
	}
}

func TestAnUnhandledRejectionIsLoggedAndSurvived(t *testing.T) {
	h := start(t)
	if _, err := call(t, h, &pluginv2.CallResourceRequest{Path: "reject", Method: "GET"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the rejection is logged", func() bool { return strings.Contains(h.logs.String(), "nobody waits for this") })
	if _, err := ask(h, `{"kind":"rows","rows":1}`); err != nil {
		t.Fatal(err)
	}
}

func TestWithoutTheCookieItSaysWhatItIs(t *testing.T) {
	cmd := exec.Command(executable(t))
	cmd.Env = []string{}
	out, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState.ExitCode() != 1 || !strings.Contains(strings.ToLower(string(out)), "plugin") {
		t.Fatalf("%v %s", err, out)
	}
}

func TestThePluginEndsWhenItsHostDies(t *testing.T) {
	shell := exec.Command("sh", "-c", `"$0" & echo $!; sleep 60`, executable(t))
	shell.Env = []string{"PATH=" + os.Getenv("PATH"), "grafana_plugin_type=datasource", "PLUGIN_PROTOCOL_VERSIONS=2"}
	shell.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := shell.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Kill(-shell.Process.Pid, syscall.SIGKILL) }()
	var pid int
	if _, err := fmt.Fscan(out, &pid); err != nil {
		t.Fatal(err)
	}
	alive := func() bool { return syscall.Kill(pid, 0) == nil }
	time.Sleep(300 * time.Millisecond)
	if !alive() {
		t.Fatal("it did not start")
	}
	if err := shell.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = shell.Wait()
	deadline := time.Now().Add(15 * time.Second)
	for alive() {
		if time.Now().After(deadline) {
			t.Fatal("it outlives its host")
		}
		time.Sleep(100 * time.Millisecond)
	}
}
