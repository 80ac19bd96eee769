package contract

import (
	"context"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"google.golang.org/grpc/metadata"
)

func frames(t testing.TB, response *pluginv2.DataResponse) data.Frames {
	t.Helper()
	if response == nil {
		t.Fatal("no response")
	}
	if response.Error != "" || response.Status != 200 {
		t.Fatalf("status %d, error %q", response.Status, response.Error)
	}
	got, err := data.UnmarshalArrowFrames(response.Frames)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// checkWave compares every value of a frame with what was asked for.
func checkWave(t testing.TB, frame *data.Frame, refID string, rows int) {
	t.Helper()
	length, err := frame.RowLen()
	if err != nil || length != rows || frame.RefID != refID {
		t.Fatalf("%d rows, refId %q, %v; want %d, %q", length, frame.RefID, err, rows, refID)
	}
	for row := range rows {
		at, _ := frame.Fields[0].At(row).(time.Time)
		value, _ := frame.Fields[1].At(row).(float64)
		if at.UnixNano() != 1_763_800_000_000_000_000+int64(row)*1_000_000_000 || math.Abs(value-math.Sin(float64(row)/100)*100) > 1e-9 {
			t.Fatalf("row %d is %v, %v", row, at, value)
		}
	}
}

func TestQueriesOfOneRequestAreAnsweredByTheirRefID(t *testing.T) {
	h := start(t)
	got, err := ask(h, `{"kind":"rows","rows":10}`, "A", "B")
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range []string{"A", "B"} {
		frame := frames(t, got.Responses[ref])[0]
		checkWave(t, frame, ref, 10)
		if frame.Fields[1].Labels["host"] != "a" || frame.Fields[1].Config.Unit != "short" || frame.Meta.Type != data.FrameTypeTimeSeriesWide {
			t.Fatalf("labels, unit or type lost: %+v", frame.Fields[1])
		}
	}
}

func TestFailuresSayWhoseFaultTheyAre(t *testing.T) {
	h := start(t)
	for model, want := range map[string]*pluginv2.DataResponse{
		`{"kind":"fail","source":"downstream","status":502}`: {Error: "failed as asked", Status: 502, ErrorSource: "downstream"},
		`{"kind":"fail","source":"plugin","status":400}`:     {Error: "failed as asked", Status: 400, ErrorSource: "plugin"},
		`{"kind":"throw"}`: {Status: 500, ErrorSource: "plugin"},
	} {
		got, err := ask(h, model)
		if err != nil {
			t.Fatal(err)
		}
		response := got.Responses["A"]
		if response.Status != want.Status || response.ErrorSource != want.ErrorSource || response.Error == "" || !strings.Contains(response.Error, want.Error) {
			t.Errorf("%s answered %+v", model, response)
		}
	}
}

func TestUnforeseenErrorsAreToldToTheLogAlone(t *testing.T) {
	h := start(t)
	got, err := ask(h, `{"kind":"throw"}`)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(got.Responses["A"].Error, "something unforeseen") {
		t.Errorf("people are shown %q", got.Responses["A"].Error)
	}
	eventually(t, "the log has it", func() bool { return strings.Contains(h.logs.String(), "something unforeseen") })
}

func TestBrokenModelsAnswerAnErrorEach(t *testing.T) {
	h := start(t)
	for _, model := range []string{``, `{`, `null`, `[]`, `{"kind":"unknown"}`, strings.Repeat("[", 100_000)} {
		got, err := ask(h, model)
		if err != nil {
			t.Fatalf("%.20q failed the whole call: %v", model, err)
		}
		if response := got.Responses["A"]; response == nil || response.Error == "" || response.Status < 400 {
			t.Errorf("%.20q answered %+v", model, response)
		}
	}
}

func TestOneFailingQueryLeavesItsNeighboursAlone(t *testing.T) {
	h := start(t)
	request := &pluginv2.QueryDataRequest{PluginContext: settings("one", 1), Queries: []*pluginv2.DataQuery{
		{RefId: "bad", Json: []byte(`{"kind":"throw"}`)},
		{RefId: "good", Json: []byte(`{"kind":"rows","rows":5}`)},
	}}
	got, err := h.data.QueryData(context.Background(), request)
	if err != nil {
		t.Fatal(err)
	}
	checkWave(t, frames(t, got.Responses["good"])[0], "good", 5)
	if got.Responses["bad"].Error == "" {
		t.Error("the failing query has no error")
	}
}

func TestContextReachesTheQuery(t *testing.T) {
	h := start(t)
	trace := "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	ctx, cancel := context.WithTimeout(metadata.AppendToOutgoingContext(context.Background(), "traceparent", trace), 12*time.Second)
	defer cancel()
	got, err := askWithin(ctx, h, settings("one", 1), `{"kind":"context"}`)
	if err != nil {
		t.Fatal(err)
	}
	frame := frames(t, got.Responses["A"])[0]
	facts := map[string]string{}
	for row := range frame.Rows() {
		key, _ := frame.Fields[0].At(row).(*string)
		value, _ := frame.Fields[1].At(row).(*string)
		facts[*key] = *value
	}
	for key, want := range map[string]string{"login": "ops", "orgId": "7", "uid": "one", "jsonData": `{"a":1}`, "fromalert": "true", "traceparent": trace, "range": "1000-2000"} {
		if facts[key] != want {
			t.Errorf("%s is %q, want %q", key, facts[key], want)
		}
	}
	if facts["secondsLeft"] != "12" {
		t.Errorf("the call has 12 s, the query was told %s", facts["secondsLeft"])
	}
}

func TestACallWithoutADeadlineHasThirtySeconds(t *testing.T) {
	got, err := ask(start(t), `{"kind":"context"}`)
	if err != nil {
		t.Fatal(err)
	}
	frame := frames(t, got.Responses["A"])[0]
	for row := range frame.Rows() {
		key, _ := frame.Fields[0].At(row).(*string)
		value, _ := frame.Fields[1].At(row).(*string)
		if *key == "secondsLeft" && *value != "30" {
			t.Errorf("%s s left, want 30", *value)
		}
	}
}

func TestChunkedData(t *testing.T) {
	h := start(t)
	call, err := h.data.QueryChunkedData(context.Background(), &pluginv2.QueryChunkedDataRequest{
		PluginContext: settings("one", 1),
		Queries: []*pluginv2.DataQuery{
			{RefId: "A", Json: []byte(`{"kind":"rows","rows":3}`)},
			{RefId: "B", Json: []byte(`{"kind":"fail","source":"downstream","status":503}`)},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for {
		chunk, err := call.Recv()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		frame, err := data.UnmarshalArrowFrame(chunk.Frame)
		if err != nil {
			t.Fatalf("chunk of %s: %v", chunk.RefId, err)
		}
		seen[chunk.RefId] = true
		switch chunk.RefId {
		case "A":
			checkWave(t, frame, "A", 3)
			if chunk.Status != 200 || chunk.FrameId == "" {
				t.Errorf("%+v", chunk)
			}
		case "B":
			if chunk.Status != 503 || chunk.Error == "" || chunk.ErrorSource != "downstream" {
				t.Errorf("%+v", chunk)
			}
		}
	}
	if !seen["A"] || !seen["B"] {
		t.Errorf("chunks of %v", seen)
	}
}
