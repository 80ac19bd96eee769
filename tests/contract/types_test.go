package contract

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
)

func ptr[T any](value T) *T { return &value }

// goFrame has a column of every type that the Go SDK knows, as the SDK itself would send it.
func goFrame() *data.Frame {
	at := time.Unix(0, 1_763_800_000_123_456_789).UTC()
	frame := data.NewFrame("all types",
		data.NewField("string", data.Labels{"a": "b"}, []string{"", "한국어 🛒"}),
		data.NewField("string?", nil, []*string{ptr("x"), nil}),
		data.NewField("bool", nil, []bool{true, false}),
		data.NewField("bool?", nil, []*bool{ptr(true), nil}),
		data.NewField("int8", nil, []int8{-128, 127}),
		data.NewField("int8?", nil, []*int8{ptr(int8(-1)), nil}),
		data.NewField("int16", nil, []int16{-32768, 32767}),
		data.NewField("int16?", nil, []*int16{ptr(int16(-1)), nil}),
		data.NewField("int32", nil, []int32{math.MinInt32, math.MaxInt32}),
		data.NewField("int32?", nil, []*int32{ptr(int32(-1)), nil}),
		data.NewField("int64", nil, []int64{math.MinInt64, math.MaxInt64}),
		data.NewField("int64?", nil, []*int64{ptr(int64(-1)), nil}),
		data.NewField("uint8", nil, []uint8{0, 255}),
		data.NewField("uint8?", nil, []*uint8{ptr(uint8(1)), nil}),
		data.NewField("uint16", nil, []uint16{0, 65535}),
		data.NewField("uint16?", nil, []*uint16{ptr(uint16(1)), nil}),
		data.NewField("uint32", nil, []uint32{0, math.MaxUint32}),
		data.NewField("uint32?", nil, []*uint32{ptr(uint32(1)), nil}),
		data.NewField("uint64", nil, []uint64{0, math.MaxUint64}),
		data.NewField("uint64?", nil, []*uint64{ptr(uint64(1)), nil}),
		data.NewField("float32", nil, []float32{-1.5, float32(math.Inf(1))}),
		data.NewField("float32?", nil, []*float32{ptr(float32(1)), nil}),
		data.NewField("float64", nil, []float64{math.NaN(), math.Inf(-1)}),
		data.NewField("float64?", nil, []*float64{ptr(1.25), nil}),
		data.NewField("time", nil, []time.Time{time.Unix(0, -1).UTC(), at}),
		data.NewField("time?", nil, []*time.Time{&at, nil}),
		data.NewField("json", nil, []json.RawMessage{json.RawMessage(`{"a":[1,null]}`), json.RawMessage(`"text"`)}),
		data.NewField("json?", nil, []*json.RawMessage{ptr(json.RawMessage(`{}`)), nil}),
		data.NewField("enum", nil, []data.EnumItemIndex{0, 1}).SetConfig(&data.FieldConfig{
			TypeConfig: &data.FieldTypeConfig{Enum: &data.EnumFieldConfig{Text: []string{"red", "green"}}},
		}),
		data.NewField("enum?", nil, []*data.EnumItemIndex{ptr(data.EnumItemIndex(1)), nil}),
		data.NewField("same", nil, []float64{1, 2}),
		data.NewField("same", nil, []*float64{nil, ptr(2.0)}),
	)
	frame.RefID = "A"
	frame.Meta = &data.FrameMeta{Notices: []data.Notice{{Severity: data.NoticeSeverityWarning, Text: "경고"}}}
	return frame
}

func recode(t testing.TB, h *host, body []byte) []byte {
	t.Helper()
	call, err := h.res.CallResource(context.Background(), &pluginv2.CallResourceRequest{
		PluginContext: settings("one", 1), Path: "recode", Url: "recode", Method: "POST", Body: body,
	})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for {
		part, err := call.Recv()
		if err == io.EOF {
			return out.Bytes()
		}
		if err != nil {
			t.Fatal(err)
		}
		if part.Code != 0 && part.Code != 200 {
			t.Fatalf("%d %s", part.Code, part.Body)
		}
		out.Write(part.Body)
	}
}

func TestEveryTypeOfGoSurvivesBothDirectionsByteForByte(t *testing.T) {
	h := start(t)
	want, err := goFrame().MarshalArrow()
	if err != nil {
		t.Fatal(err)
	}
	frame, err := data.UnmarshalArrowFrame(recode(t, h, want))
	if err != nil {
		t.Fatal(err)
	}
	got, err := frame.MarshalArrow()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Fatalf("Go's bytes differ after a trip through the plugin: %d and %d long\n%s", len(got), len(want), frameText(t, frame))
	}
}

func TestEveryTypeOfThePluginIsReadByGo(t *testing.T) {
	h := start(t)
	got, err := ask(h, `{"kind":"types"}`)
	if err != nil {
		t.Fatal(err)
	}
	frame := frames(t, got.Responses["A"])[0]
	want := goFrame()
	if len(frame.Fields) != 30 {
		t.Fatalf("%d fields", len(frame.Fields))
	}
	for _, field := range frame.Fields {
		twin, _ := want.FieldByName(field.Name)
		if twin == nil || twin.Type() != field.Type() || field.Len() != 2 {
			t.Errorf("%s is %s", field.Name, field.Type())
			continue
		}
		if field.Nullable() && field.Name != "enum?" {
			if !field.NilAt(1) {
				t.Errorf("%s has no null", field.Name)
			}
			continue
		}
		if field.Name == "float64" || field.Name == "enum?" {
			continue
		}
		for row := range 2 {
			if at, isTime := field.At(row).(time.Time); isTime {
				if want, _ := twin.At(row).(time.Time); !at.Equal(want) {
					t.Errorf("%s[%d] is %v, want %v", field.Name, row, at, want)
				}
				continue
			}
			if !reflect.DeepEqual(field.At(row), twin.At(row)) && field.Name != "json" {
				t.Errorf("%s[%d] is %v, want %v", field.Name, row, field.At(row), twin.At(row))
			}
		}
	}
}

func TestFramesWithoutRowsOrFields(t *testing.T) {
	got, err := ask(start(t), `{"kind":"empty"}`)
	if err != nil {
		t.Fatal(err)
	}
	all := frames(t, got.Responses["A"])
	if len(all) != 2 || len(all[0].Fields) != 0 || len(all[1].Fields) != 2 || all[1].Rows() != 0 {
		t.Fatalf("%+v", all)
	}
}

func TestFieldsOfOneNameKeepTheirValues(t *testing.T) {
	got, err := ask(start(t), `{"kind":"same-names"}`)
	if err != nil {
		t.Fatal(err)
	}
	frame := frames(t, got.Responses["A"])[0]
	if frame.Rows() != 2 || !frame.Fields[0].NilAt(1) || frame.Fields[1].At(1) != 4.0 {
		t.Fatal(frameText(t, frame))
	}
}

func frameText(t testing.TB, frame *data.Frame) string {
	t.Helper()
	text, err := frame.StringTable(-1, -1)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
