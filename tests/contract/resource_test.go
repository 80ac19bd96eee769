package contract

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func call(t testing.TB, h *host, request *pluginv2.CallResourceRequest) ([]*pluginv2.CallResourceResponse, error) {
	t.Helper()
	request.PluginContext = settings("one", 1)
	if request.Url == "" {
		request.Url = request.Path
	}
	stream, err := h.res.CallResource(context.Background(), request)
	if err != nil {
		return nil, err
	}
	var parts []*pluginv2.CallResourceResponse
	for {
		part, err := stream.Recv()
		if err == io.EOF {
			return parts, nil
		}
		if err != nil {
			return parts, err
		}
		parts = append(parts, part)
	}
}

func text(t testing.TB, h *host, path string) string {
	t.Helper()
	parts, err := call(t, h, &pluginv2.CallResourceRequest{Path: path, Method: "GET"})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range parts {
		all.Write(part.Body)
	}
	return all.String()
}

type counts struct{ Created, Disposed, Cancelled int }

func readCounts(t testing.TB, h *host) counts {
	t.Helper()
	var got counts
	if err := json.Unmarshal([]byte(text(t, h, "counts")), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestResourcesSeeMethodUrlAndBody(t *testing.T) {
	parts, err := call(t, start(t), &pluginv2.CallResourceRequest{Path: "echo", Method: "POST", Url: "echo?a=1", Body: []byte("xyz")})
	if err != nil || len(parts) != 1 || parts[0].Code != 200 || string(parts[0].Body) != "POST echo?a=1 3" {
		t.Fatalf("%v %v", parts, err)
	}
}

func TestResourcesAreStreamed(t *testing.T) {
	parts, err := call(t, start(t), &pluginv2.CallResourceRequest{Path: "chunks", Method: "GET"})
	if err != nil || len(parts) != 3 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	var cookies []string
	for name, values := range parts[0].Headers {
		if strings.EqualFold(name, "set-cookie") {
			cookies = values.Values
		}
	}
	if parts[0].Code != 200 || len(cookies) != 2 || string(parts[2].Body) != "third\n" {
		t.Fatalf("%+v", parts)
	}
}

func TestAFailingResourceAnswersAndLeavesTheProcessUp(t *testing.T) {
	h := start(t)
	parts, err := call(t, h, &pluginv2.CallResourceRequest{Path: "nowhere", Method: "GET"})
	if err == nil && (len(parts) == 0 || parts[0].Code < 500) {
		t.Fatalf("%+v", parts)
	}
	if err := h.rpc.Ping(); err != nil {
		t.Fatal(err)
	}
}

func TestLargeAnswers(t *testing.T) {
	h := start(t)
	for _, megabytes := range []int{5, 100, 300} {
		parts, err := call(t, h, &pluginv2.CallResourceRequest{Path: "big", Method: "GET", Url: fmt.Sprintf("big?bytes=%d", megabytes<<20)})
		length := 0
		for _, part := range parts {
			length += len(part.Body)
		}
		if err != nil || length != megabytes<<20 {
			t.Fatalf("%d MiB: got %d bytes, %v", megabytes, length, err)
		}
	}
}

func TestRequestsUpToSixteenMegabytes(t *testing.T) {
	h := start(t)
	for _, megabytes := range []int{3, 5, 15} {
		parts, err := call(t, h, &pluginv2.CallResourceRequest{Path: "echo", Method: "POST", Body: make([]byte, megabytes<<20)})
		if err != nil || string(parts[0].Body) != fmt.Sprintf("POST echo %d", megabytes<<20) {
			t.Fatalf("%d MiB: %v", megabytes, err)
		}
	}
	_, err := call(t, h, &pluginv2.CallResourceRequest{Path: "echo", Method: "POST", Body: make([]byte, 17<<20)})
	if status.Code(err) != codes.ResourceExhausted {
		t.Fatalf("17 MiB: %v", err)
	}
	if err := h.rpc.Ping(); err != nil {
		t.Fatalf("after the refusal: %v", err)
	}
}
