// The client for Go plays the scenario that every client plays; `npm run test:clients -- go` sets the variables.
package scenario

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
	"multiagent.example/cma"
	"multiagent.example/cma/config"
	"multiagent.example/cma/generation"
)

type result = map[string]any

type testCase struct {
	Name          string
	Do            string
	Fault         string
	Key           string
	Body          json.RawMessage
	Times         int
	TimeoutMs     int `json:"timeout_ms"`
	CancelAfterMs int `json:"cancel_after_ms"`
	Picture       string
	Count         int
	Limit         int
	Secret        string
	Vectors       []struct {
		Name    string
		Payload string
		Headers map[string]string
	}
	Expect result
}

type scenario struct {
	Run      string
	Proxy    string
	Keys     map[string]string
	Projects map[string]string
	Cases    []testCase
}

func TestScenario(t *testing.T) {
	content, err := os.ReadFile(os.Getenv("CMA_SCENARIO"))
	check(t, err)
	var played scenario
	check(t, json.Unmarshal(content, &played))
	for _, one := range played.Cases {
		t.Run(one.Name, func(t *testing.T) {
			session := played.Run + "-" + one.Name
			fault, key := one.Fault, one.Key
			if fault == "" {
				fault = "none"
			}
			if key == "" {
				key = "normal"
			}
			client, err := cma.New(played.Proxy+"/"+fault+"/"+session, played.Keys[key], cma.Options{ProjectID: played.Projects[key]})
			check(t, err)
			seen := players[one.Do](t, client, one)
			response, err := http.Get(played.Proxy + "/seen/" + session)
			check(t, err)
			defer response.Body.Close()
			check(t, json.NewDecoder(response.Body).Decode(&seen))
			// The values go through JSON, so that numbers and lists have the types that JSON gives them.
			text, _ := json.Marshal(seen)
			var plain result
			check(t, json.Unmarshal(text, &plain))
			for name, wanted := range one.Expect {
				if !reflect.DeepEqual(plain[name], wanted) {
					t.Errorf("%s is %v, expected %v", name, plain[name], wanted)
				}
			}
		})
	}
}

var players = map[string]func(*testing.T, *cma.Client, testCase) result{
	"generate":        playGenerate,
	"events":          playEvents,
	"upload_and_edit": playUploadAndEdit,
	"pages":           playPages,
	"webhooks":        playWebhooks,
}

func playGenerate(t *testing.T, client *cma.Client, one testCase) result {
	var made *generation.Generation
	for range max(1, one.Times) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		if one.CancelAfterMs > 0 {
			time.AfterFunc(time.Duration(one.CancelAfterMs)*time.Millisecond, cancel)
		}
		var err error
		made, err = client.GenerateAndWait(ctx, bodyOf(t, one), cma.GenerateOptions{Timeout: time.Duration(one.TimeoutMs) * time.Millisecond})
		if err != nil {
			return outcomeOf(t, client, err)
		}
	}
	content, err := client.Download(t.Context(), made.Images[0].AssetId)
	check(t, err)
	sum := sha256.Sum256(content)
	return result{
		"status":     made.Status,
		"images":     shapes(made),
		"source":     made.Cost.Source,
		"stage":      made.Stage,
		"downloaded": hex.EncodeToString(sum[:]) == made.Images[0].Sha256,
	}
}

func outcomeOf(t *testing.T, client *cma.Client, err error) result {
	var refused *cma.APIError
	var failed *cma.GenerationFailedError
	var late *cma.WaitTimeoutError
	var canceled *cma.CanceledError
	switch {
	case errors.As(err, &refused):
		seen := result{
			"error":       "api",
			"status":      refused.Status,
			"code":        refused.Code,
			"request_id":  strings.HasPrefix(refused.RequestID, "req_"),
			"retry_after": refused.RetryAfter > 0,
		}
		if refused.Problem.Errors != nil {
			seen["pointer"] = (*refused.Problem.Errors)[0].Pointer
		}
		return seen
	case errors.As(err, &failed):
		return result{"error": "generation_failed", "status": failed.Generation.Status, "code": failed.Code, "request_id": strings.HasPrefix(failed.RequestID, "req_")}
	case errors.As(err, &late):
		return result{"error": "wait_timeout", "named": strings.HasPrefix(late.GenerationID, "gen_") && late.IdempotencyKey != ""}
	case errors.As(err, &canceled):
		for {
			look, err := client.Generation.GetGenerationWithResponse(t.Context(), canceled.GenerationID, &generation.GetGenerationParams{})
			check(t, err)
			check(t, cma.CheckResponse(look.HTTPResponse, look.Body))
			if status := look.JSON200.Status; status != "queued" && status != "running" {
				return result{"error": "canceled", "ended_as": status}
			}
			time.Sleep(200 * time.Millisecond)
		}
	}
	t.Fatal(err)
	return nil
}

func playEvents(t *testing.T, client *cma.Client, one testCase) result {
	started, err := client.Generation.GenerateWithResponse(t.Context(), &generation.GenerateParams{Prefer: cma.Pointer("respond-async")}, bodyOf(t, one))
	check(t, err)
	check(t, cma.CheckResponse(started.HTTPResponse, started.Body))
	inOrder, count, before := true, 0, -1
	var last cma.ReceivedEvent
	for event, err := range client.Events(t.Context(), started.JSON202.Id, "") {
		check(t, err)
		id, err := strconv.Atoi(event.ID)
		check(t, err)
		inOrder = inOrder && id > before
		before, last = id, event
		count++
	}
	var finished struct{ Generation struct{ Status string } }
	check(t, json.Unmarshal(last.Data, &finished))
	return result{"last": last.Type, "status": finished.Generation.Status, "in_order": inOrder && count > 1}
}

func playUploadAndEdit(t *testing.T, client *cma.Client, one testCase) result {
	content, err := base64.StdEncoding.DecodeString(one.Picture)
	check(t, err)
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	part, err := writer.CreateFormFile("file", "picture.png")
	check(t, err)
	_, err = part.Write(content)
	check(t, err)
	check(t, writer.Close())
	uploaded, err := client.Generation.UploadAssetWithBodyWithResponse(t.Context(), &generation.UploadAssetParams{}, writer.FormDataContentType(), &form)
	check(t, err)
	check(t, cma.CheckResponse(uploaded.HTTPResponse, uploaded.Body))
	asset := uploaded.JSON201
	body := bodyOf(t, one)
	body.Inputs = &[]generation.InputReference{{AssetId: asset.Id}}
	made, err := client.GenerateAndWait(t.Context(), body, cma.GenerateOptions{})
	check(t, err)
	same, err := client.Download(t.Context(), asset.Id)
	check(t, err)
	return result{
		"uploaded":   []any{asset.Width, asset.Height, asset.Format},
		"same_bytes": bytes.Equal(same, content),
		"status":     made.Status,
		"operation":  made.Operation,
		"images":     shapes(made),
	}
}

func playPages(t *testing.T, client *cma.Client, one testCase) result {
	body := bodyOf(t, one)
	for range one.Count {
		_, err := client.GenerateAndWait(t.Context(), body, cma.GenerateOptions{})
		check(t, err)
	}
	ids := map[string]bool{}
	items, pages := 0, 0
	page := func(ctx context.Context, cursor *string) (*http.Response, error) {
		pages++
		return client.Generation.ListGenerations(ctx, &generation.ListGenerationsParams{Limit: &one.Limit, Prompt: body.Prompt, Cursor: cursor})
	}
	for listed, err := range cma.Paginate[generation.Generation](t.Context(), page) {
		check(t, err)
		ids[listed.Id] = true
		items++
	}
	return result{"items": items, "different": len(ids), "pages": pages}
}

func playWebhooks(t *testing.T, _ *cma.Client, one testCase) result {
	accepted, kind := []string{}, ""
	for _, vector := range one.Vectors {
		headers := http.Header{}
		for name, value := range vector.Headers {
			headers.Set(name, value)
		}
		event, err := cma.VerifyWebhook([]byte(vector.Payload), headers, one.Secret)
		if err == nil {
			kind = event.Type
			accepted = append(accepted, vector.Name)
		} else if !errors.Is(err, cma.ErrInvalidWebhook) {
			t.Fatal(err)
		}
	}
	return result{"accepted": accepted, "type": kind}
}

func TestConfigService(t *testing.T) {
	client, err := cma.New(os.Getenv("CMA_URL"), os.Getenv("CMA_KEY"), cma.Options{})
	check(t, err)
	me, err := client.Config.GetMeWithResponse(t.Context(), &config.GetMeParams{})
	check(t, err)
	check(t, cma.CheckResponse(me.HTTPResponse, me.Body))
	if me.JSON200.Kind != "project" {
		t.Errorf("the key is of the kind %s", me.JSON200.Kind)
	}
}

// A change by merge patch has the members that were set, those set to null, and no others.
func TestMembersOfAChange(t *testing.T) {
	for wanted, change := range map[string]any{
		`{"retention_days":90}`:                    config.InstanceUpdate{RetentionDays: cma.Nullable(90)},
		`{"cors_origins":[],"default_model":null}`: config.InstanceUpdate{DefaultModel: cma.Null[string](), CorsOrigins: &[]string{}},
		`{"name":"app"}`:                           config.UpdateKeyRequest{Name: cma.Pointer("app")},
		`{"status":"active"}`:                      config.UpdateWebhookRequest{Status: cma.Pointer("active")},
	} {
		text, err := json.Marshal(change)
		check(t, err)
		if string(text) != wanted {
			t.Errorf("%s instead of %s", text, wanted)
		}
	}
}

// The module in an empty project, as its README shows.
func TestProgramsOfTheReadme(t *testing.T) {
	module := os.Getenv("CMA_MODULE")
	readme, err := os.ReadFile(filepath.Join(module, "README.md"))
	check(t, err)
	programs := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllSubmatch(readme, -1)
	project := t.TempDir()
	check(t, os.WriteFile(filepath.Join(project, "main.go"), programs[0][1], 0o644))
	run := func(args ...string) string {
		command := exec.Command("go", args...)
		command.Dir = project
		output, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("go %v: %v\n%s", args, err, output)
		}
		return string(output)
	}
	run("mod", "init", "quickstart")
	run("mod", "edit", "-require", "multiagent.example/cma@v0.3.0", "-replace", "multiagent.example/cma="+module)
	run("mod", "tidy")
	run("build", "-o", "quickstart", ".")
	isPNG := func(name string) {
		picture, err := os.ReadFile(filepath.Join(project, name))
		check(t, err)
		if !bytes.HasPrefix(picture, []byte("\x89PNG")) {
			t.Errorf("%s is no PNG", name)
		}
	}
	command := exec.Command("./quickstart")
	command.Dir = project
	output, err := command.CombinedOutput()
	check(t, err)
	if string(output) != "256x256, 0 micro-USD, lighthouse.png\n" {
		t.Errorf("printed %q", output)
	}
	isPNG("lighthouse.png")
	mask, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "images", "mask-right-half.png"))
	check(t, err)
	check(t, os.WriteFile(filepath.Join(project, "mask.png"), mask, 0o644))
	for index, wanted := range []string{"inpaint: 512x512, changed.png\n", "canceled\n", "some have succeeded: true\n"} {
		check(t, os.WriteFile(filepath.Join(project, "main.go"), programs[index+1][1], 0o644))
		if printed := run("run", "."); printed != wanted {
			t.Errorf("printed %q", printed)
		}
	}
	isPNG("changed.png")
	check(t, os.WriteFile(filepath.Join(project, "main.go"), programs[4][1], 0o644))
	run("build", "-o", "receiver", ".")
	playReceiver(t, filepath.Join(project, "receiver"))
}

// Sends the receiver of the README two deliveries: one with the right signature, then one whose body was changed.
func playReceiver(t *testing.T, program string) {
	secret := "whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 24))
	payload := `{"type":"generation.succeeded","data":{"id":"gen_1"}}`
	now := time.Now()
	webhook, err := standardwebhooks.NewWebhook(secret)
	check(t, err)
	signature, err := webhook.Sign("evt_1", now, []byte(payload))
	check(t, err)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	address := free.Addr().String()
	check(t, free.Close())
	_, port, err := net.SplitHostPort(address)
	check(t, err)
	command := exec.Command(program)
	command.Env = append(os.Environ(), "PORT="+port, "CMA_WEBHOOK_SECRET="+secret)
	output, err := command.StdoutPipe()
	check(t, err)
	check(t, command.Start())
	defer func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	}()
	lines := bufio.NewScanner(output)
	prints := func(wanted string) {
		t.Helper()
		if !lines.Scan() || lines.Text() != wanted {
			t.Errorf("printed %q instead of %q", lines.Text(), wanted)
		}
	}
	answers := func(wanted int, body string) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+address, strings.NewReader(body))
		check(t, err)
		request.Header.Set("webhook-id", "evt_1")
		request.Header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
		request.Header.Set("webhook-signature", signature)
		response, err := http.DefaultClient.Do(request)
		check(t, err)
		check(t, response.Body.Close())
		if response.StatusCode != wanted {
			t.Errorf("answered with %d instead of %d", response.StatusCode, wanted)
		}
	}
	prints("listening")
	answers(http.StatusNoContent, payload)
	prints("generation.succeeded gen_1")
	answers(http.StatusUnauthorized, payload+" ")
}

func bodyOf(t *testing.T, one testCase) generation.GenerateRequest {
	var body generation.GenerateRequest
	check(t, json.Unmarshal(one.Body, &body))
	return body
}

func shapes(made *generation.Generation) [][]any {
	all := [][]any{}
	for _, image := range made.Images {
		all = append(all, []any{image.Width, image.Height, image.Format})
	}
	return all
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
