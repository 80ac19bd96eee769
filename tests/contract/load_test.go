package contract

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

func TestFiftyCallersGetTheirOwnAnswers(t *testing.T) {
	h := start(t)
	var callers sync.WaitGroup
	var wrong atomic.Int64
	for caller := range 50 {
		callers.Add(1)
		go func() {
			defer callers.Done()
			for round := range 20 {
				rows := 1 + (caller*20+round)%977
				got, err := ask(h, fmt.Sprintf(`{"kind":"rows","rows":%d}`, rows), "A", "B", "C")
				if err != nil {
					wrong.Add(1)
					continue
				}
				for _, ref := range []string{"A", "B", "C"} {
					all, err := data.UnmarshalArrowFrames(got.Responses[ref].Frames)
					if err != nil || len(all) != 1 || all[0].RefID != ref || all[0].Rows() != rows {
						wrong.Add(1)
					}
				}
			}
		}()
	}
	callers.Wait()
	if wrong.Load() != 0 {
		t.Fatalf("%d of 3,000 answers are wrong", wrong.Load())
	}
}

// storm is how many calls are cancelled: 10,000, or what SHOPSCOPE_CANCELS says.
func storm(t *testing.T) int {
	t.Helper()
	if text := os.Getenv("SHOPSCOPE_CANCELS"); text != "" {
		count, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return count
	}
	return 10_000
}

func TestACancelStormHarmsNoNeighbour(t *testing.T) {
	h := start(t)
	cancels := storm(t)
	random := rand.New(rand.NewPCG(1, 2))
	stop := make(chan struct{})
	var neighbours sync.WaitGroup
	var served, failed atomic.Int64
	for range 4 {
		neighbours.Add(1)
		go func() {
			defer neighbours.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				got, err := ask(h, `{"kind":"rows","rows":10}`)
				if err != nil || got.Responses["A"].Status != 200 {
					failed.Add(1)
				}
				served.Add(1)
			}
		}()
	}
	gate := make(chan struct{}, 200)
	var calls sync.WaitGroup
	for range cancels {
		pause := time.Duration(random.IntN(3000)) * time.Microsecond
		gate <- struct{}{}
		calls.Add(1)
		go func() {
			defer func() { <-gate; calls.Done() }()
			ctx, cancel := context.WithTimeout(context.Background(), 500*time.Microsecond+pause)
			defer cancel()
			_, _ = askWithin(ctx, h, settings("one", 1), `{"kind":"slow","ms":20000}`)
		}()
	}
	calls.Wait()
	close(stop)
	neighbours.Wait()
	if failed.Load() != 0 || served.Load() == 0 {
		t.Fatalf("%d of %d neighbours failed", failed.Load(), served.Load())
	}
	got := readCounts(t, h)
	if got.Cancelled == 0 {
		t.Fatal("no cancellation reached a query")
	}
	t.Logf("%d cancels, %d seen by queries, %d neighbours served", cancels, got.Cancelled, served.Load())
}

func TestCancellingReachesTheQuery(t *testing.T) {
	h := start(t)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		time.Sleep(100 * time.Millisecond)
		cancel()
	}()
	if _, err := askWithin(ctx, h, settings("one", 1), `{"kind":"slow","ms":20000}`); err == nil {
		t.Fatal("a cancelled call answered")
	}
	eventually(t, "the query sees the cancellation", func() bool { return readCounts(t, h).Cancelled == 1 })
}

func TestADeadlineAnswersAndStopsTheQuery(t *testing.T) {
	h := start(t)
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, _ = askWithin(ctx, h, settings("one", 1), `{"kind":"slow","ms":20000}`)
	if took := time.Since(begun); took > 2*time.Second {
		t.Fatalf("took %s", took)
	}
	eventually(t, "the query is stopped", func() bool { return readCounts(t, h).Cancelled == 1 })
}
