package contract

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
)

func TestSubscribing(t *testing.T) {
	h := start(t)
	for path, want := range map[string]pluginv2.SubscribeStreamResponse_Status{
		"open":    pluginv2.SubscribeStreamResponse_OK,
		"missing": pluginv2.SubscribeStreamResponse_NOT_FOUND,
		"denied":  pluginv2.SubscribeStreamResponse_PERMISSION_DENIED,
	} {
		got, err := h.stream.SubscribeStream(context.Background(), &pluginv2.SubscribeStreamRequest{PluginContext: settings("one", 1), Path: path})
		if err != nil || got.Status != want {
			t.Errorf("%s: %v, %v", path, got, err)
		}
		if path == "open" {
			checkStreamed(t, got.GetData(), 1)
		}
	}
}

func TestStreamedFramesAreJSONUntilCancelled(t *testing.T) {
	h := start(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stream, err := h.stream.RunStream(ctx, &pluginv2.RunStreamRequest{PluginContext: settings("one", 1), Path: "open"})
	if err != nil {
		t.Fatal(err)
	}
	for rows := 1; rows <= 5; rows++ {
		packet, err := stream.Recv()
		if err != nil {
			t.Fatal(err)
		}
		checkStreamed(t, packet.Data, rows)
	}
	cancel()
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); {
		if _, err := stream.Recv(); err != nil {
			return
		}
	}
	t.Fatal("the stream goes on after it was cancelled")
}

func TestPublishingIsDenied(t *testing.T) {
	got, err := start(t).stream.PublishStream(context.Background(), &pluginv2.PublishStreamRequest{PluginContext: settings("one", 1), Path: "open"})
	if err != nil || got.Status != pluginv2.PublishStreamResponse_PERMISSION_DENIED {
		t.Fatalf("%v %v", got, err)
	}
}

func checkStreamed(t testing.TB, packet []byte, rows int) {
	t.Helper()
	var frame data.Frame
	if err := json.Unmarshal(packet, &frame); err != nil {
		t.Fatalf("%v in %s", err, packet)
	}
	checkWave(t, &frame, frame.RefID, rows)
}
