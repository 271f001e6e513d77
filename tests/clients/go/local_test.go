// Tests of the client for Go that need no platform: refused keys and addresses.
package scenario

import (
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
