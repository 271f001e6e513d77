// Tests of the client for Go that need no platform: refused keys and addresses.
package scenario

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"multiagent.example/cma"
	"multiagent.example/cma/config"
	"multiagent.example/cma/generation"
)

const localKey = "cma_live_0123456789"

func TestKeyThatNoHeaderCanHold(t *testing.T) {
	for _, key := range []string{"", " \n", localKey + "\n" + localKey, localKey + " x", localKey + "é", localKey + "\x00"} {
		_, err := cma.New("http://127.0.0.1:9", key, cma.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), "the key ") || strings.Contains(err.Error(), localKey) {
			t.Errorf("%q: %v", key, err)
		}
	}
}

func TestAddressThatCannotBeCalled(t *testing.T) {
	for _, url := range []string{"", "127.0.0.1:8787", "images.example.com", "ftp://images.example.com", "https://", "http://x:port"} {
		_, err := cma.New(url, localKey, cma.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), "the URL ") {
			t.Errorf("%q: %v", url, err)
		}
	}
}

func TestAddressThatEndsInThePathOfAnAPI(t *testing.T) {
	for _, path := range []string{"/v1", "/v1/ ", "/config/v1", "/images/v1/"} {
		_, err := cma.New("http://127.0.0.1:9"+path, localKey, cma.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), "the URL ends in /") || !strings.Contains(err.Error(), "v1: leave that out") {
			t.Errorf("%q: %v", path, err)
		}
	}
	_, err := cma.New("http://127.0.0.1:9/images", localKey, cma.Options{})
	check(t, err)
}

func TestLineBreakOfASecretFile(t *testing.T) {
	var sent string
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		sent = request.Header.Get("Authorization")
		response.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	client, err := cma.New(server.URL+"/\n", localKey+"\r\n", cma.Options{})
	check(t, err)
	_, err = client.Config.GetMeWithResponse(t.Context(), &config.GetMeParams{})
	check(t, err)
	if sent != "Bearer "+localKey {
		t.Errorf("sent %q", sent)
	}
}

func TestValueThatNoHeaderCanHoldIsNotRepeated(t *testing.T) {
	client, err := cma.New("http://127.0.0.1:9", localKey, cma.Options{})
	check(t, err)
	started := time.Now()
	_, err = client.GenerateAndWait(t.Context(), generation.GenerateRequest{}, cma.GenerateOptions{IdempotencyKey: "a\nb"})
	if err == nil || !strings.HasPrefix(err.Error(), "the IdempotencyKey ") {
		t.Errorf("%v after %v", err, time.Since(started))
	}
	if _, err := cma.New("http://127.0.0.1:9", localKey, cma.Options{ProjectID: "proj_\n1"}); err == nil {
		t.Error("the ProjectID was taken")
	}
}

func TestFieldsThatMayBeNull(t *testing.T) {
	for want, body := range map[string]config.CreateWebhookRequest{
		`{"events":null,"project_id":"proj_1","url":""}`: {ProjectId: cma.Nullable("proj_1")},
		`{"events":null,"project_id":null,"url":""}`:     {ProjectId: cma.Null[string]()},
		`{"events":null,"url":""}`:                       {},
	} {
		sent, err := json.Marshal(body)
		check(t, err)
		if string(sent) != want {
			t.Errorf("sent %s, not %s", sent, want)
		}
	}
	var key config.CreatedKey
	check(t, json.Unmarshal([]byte(`{"id":"key_1","expires_at":null,"last_used_at":"2026-01-02T03:04:05Z"}`), &key))
	used, err := key.LastUsedAt.Get()
	check(t, err)
	if key.Id != "key_1" || !key.ExpiresAt.IsNull() || used.Year() != 2026 {
		t.Errorf("read %+v", key)
	}
}

func TestTextOfAGenerationWithoutAResult(t *testing.T) {
	for status, want := range map[string]string{
		"failed":        "generation gen_1 has failed (provider_error)",
		"canceled":      "generation gen_1 was canceled (provider_error)",
		"indeterminate": "generation gen_1 is indeterminate (provider_error)",
	} {
		failure := cma.GenerationFailedError{Generation: &generation.Generation{Id: "gen_1", Status: generation.GenerationStatus(status)}, Code: "provider_error"}
		if failure.Error() != want {
			t.Errorf("%q, not %q", failure.Error(), want)
		}
	}
}
