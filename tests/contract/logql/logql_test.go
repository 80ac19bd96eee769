// Package logql reads with Loki's own parser what the project sends to Loki.
package logql

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/grafana/loki/v3/pkg/logql/syntax"
	"github.com/prometheus/prometheus/model/labels"
)

// query is one entry of what scripts/logql collects.
type query struct {
	Where    string  `json:"where"`
	Text     string  `json:"text"`
	Base     string  `json:"base"`
	Original *string `json:"original"`
	Random   bool    `json:"random"`
}

func collected(t *testing.T) map[string][]query {
	t.Helper()
	path := os.Getenv("SHOPSCOPE_CONTRACT_LOGQL")
	if path == "" {
		t.Fatal("SHOPSCOPE_CONTRACT_LOGQL must name the collected LogQL; run npm run test:contract")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string][]query
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// selectors gives every selector of an expression, to be read or changed.
func selectors(expr syntax.Expr) []*syntax.MatchersExpr {
	var found []*syntax.MatchersExpr
	expr.Walk(func(each syntax.Expr) bool {
		if selector, ok := each.(*syntax.MatchersExpr); ok {
			found = append(found, selector)
		}
		return true
	})
	return found
}

func same(a, b *labels.Matcher) bool { return a.String() == b.String() }

// matchersOf reads a stream selector.
func matchersOf(t *testing.T, selector string) []*labels.Matcher {
	t.Helper()
	matchers, err := syntax.ParseMatchers(selector, true)
	if err != nil {
		t.Fatalf("%s: %v", selector, err)
	}
	return matchers
}

// printed gives an expression as Loki prints it, with its matchers in one order and none twice.
func printed(expr syntax.Expr) string {
	for _, selector := range selectors(expr) {
		slices.SortFunc(selector.Mts, func(a, b *labels.Matcher) int {
			if a.String() < b.String() {
				return -1
			}
			return 1
		})
		selector.Mts = slices.CompactFunc(selector.Mts, same)
	}
	return expr.String()
}

func TestLokiReadsWhatIsSent(t *testing.T) {
	all := collected(t)
	for _, kind := range []string{"dashboards", "provisioning", "pages", "links", "backend", "restriction"} {
		t.Run(kind, func(t *testing.T) {
			read := 0
			for _, each := range all[kind] {
				if _, err := syntax.ParseExpr(each.Text); err == nil {
					read++
				} else if !each.Random {
					t.Errorf("%s\n%s\n%v", each.Where, each.Text, err)
				}
			}
			if read == 0 {
				t.Error("there is no query")
			}
			t.Logf("%d of %d", read, len(all[kind]))
		})
	}
}

func TestEverySelectorHasTheMatchersOfTheAdmin(t *testing.T) {
	all := collected(t)
	seen := 0
	for _, each := range append(all["backend"], all["restriction"]...) {
		// Without validation, so that what Loki would refuse later on is looked at as well.
		expr, err := syntax.ParseExprWithoutValidation(each.Text)
		if err != nil {
			continue
		}
		for _, selector := range selectors(expr) {
			seen++
			for _, wanted := range matchersOf(t, each.Base) {
				if !slices.ContainsFunc(selector.Mts, func(own *labels.Matcher) bool { return same(own, wanted) }) {
					t.Errorf("%s: %s lacks %s\n%s", each.Where, selector, wanted, each.Text)
				}
			}
		}
	}
	if seen < 200 {
		t.Errorf("only %d selectors were looked at", seen)
	}
	t.Logf("%d selectors", seen)
}

func TestRestrictingChangesNothingButSelectors(t *testing.T) {
	compared := 0
	for _, each := range collected(t)["restriction"] {
		original, err := syntax.ParseExprWithoutValidation(*each.Original)
		if err != nil {
			if !each.Random {
				t.Errorf("%s\n%s\n%v", each.Where, *each.Original, err)
			}
			continue
		}
		restricted, err := syntax.ParseExprWithoutValidation(each.Text)
		if err != nil {
			t.Errorf("%s\nLoki reads %q\nbut not  %q\n%v", each.Where, *each.Original, each.Text, err)
			continue
		}
		for _, selector := range selectors(original) {
			selector.AppendMatchers(matchersOf(t, each.Base))
		}
		compared++
		if want, got := printed(original), printed(restricted); want != got {
			t.Errorf("%s\nwanted %s\nsent   %s", each.Where, want, got)
		}
	}
	if compared < 50 {
		t.Errorf("only %d texts were compared", compared)
	}
	t.Logf("%d texts", compared)
}
