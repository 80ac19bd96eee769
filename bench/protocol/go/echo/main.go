// Command echo is the twin of ../../plugin.ts, built with Grafana's own SDK.
package main

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

type echo struct{}

func (echo) CheckHealth(context.Context, *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	return &backend.CheckHealthResult{Status: backend.HealthStatusOk, Message: "ok"}, nil
}

func (echo) QueryData(_ context.Context, request *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	response := backend.NewQueryDataResponse()
	for _, query := range request.Queries {
		var model struct{ Rows int }
		if err := json.Unmarshal(query.JSON, &model); err != nil {
			response.Responses[query.RefID] = backend.ErrDataResponse(backend.StatusBadRequest, err.Error())
			continue
		}
		response.Responses[query.RefID] = backend.DataResponse{Status: backend.StatusOK, Frames: data.Frames{wave(model.Rows)}}
	}
	return response, nil
}

func wave(rows int) *data.Frame {
	times := make([]time.Time, rows)
	values := make([]float64, rows)
	start := time.Unix(1_763_800_000, 0).UTC()
	for row := range rows {
		times[row] = start.Add(time.Duration(row) * time.Second)
		values[row] = math.Sin(float64(row)/100) * 100
	}
	frame := data.NewFrame("wave",
		data.NewField("time", nil, times),
		data.NewField("value", data.Labels{"host": "a"}, values).SetConfig(&data.FieldConfig{Unit: "short"}))
	frame.Meta = &data.FrameMeta{Type: data.FrameTypeTimeSeriesWide, TypeVersion: data.FrameTypeVersion{0, 1}}
	return frame
}

func main() {
	factory := func(context.Context, backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
		return echo{}, nil
	}
	if err := datasource.Manage("bench-echo-datasource", factory, datasource.ManageOpts{}); err != nil {
		os.Exit(1)
	}
}
