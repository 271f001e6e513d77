// Package cma is a typed client of the Cloudflare Multi-Agent System.
//
// Written by hand; the generated parts are the packages generation and config. Waiting, events, downloads, lists and webhooks, under the names
// that every client has.
package cma

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	mathrand "math/rand/v2"
	"net/http"
	neturl "net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"multiagent.example/cma/config"
	"multiagent.example/cma/generation"

	"github.com/oapi-codegen/nullable"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

var (
	unfinished = []string{"queued", "running"}
	repeatable = []int{408, 429, 500, 502, 503, 504}
)

const (
	mostFailures = 8
	tryTime      = 60 * time.Second
	// How long calls without a deadline of their own are repeated.
	patience = 60 * time.Second
)

// Client is a client of one platform. Generation and Config have every operation.
type Client struct {
	Generation *generation.ClientWithResponses
	Config     *config.ClientWithResponses
}

// Options of New.
type Options struct {
	// ProjectID is the project to act in; needed with a key of a user.
	ProjectID string
	// HTTPClient replaces http.DefaultClient.
	HTTPClient *http.Client
}

// New returns a client. The URL is the address of the platform without a path. Spaces around the key, such as the line break at the end of a
// file, are no part of it. The operations of Generation and Config wait as long as their context does.
func New(url, key string, options Options) (*Client, error) {
	base, err := checkedURL(url)
	if err != nil {
		return nil, err
	}
	key, err = checkedKey(key)
	if err != nil {
		return nil, err
	}
	if !fitsHeader(options.ProjectID) {
		return nil, errors.New("the ProjectID has a character that no header can hold")
	}
	doer := options.HTTPClient
	if doer == nil {
		doer = http.DefaultClient
	}
	authorize := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+key)
		return nil
	}
	project := func(ctx context.Context, request *http.Request) error {
		if options.ProjectID != "" && request.Header.Get("X-Project-ID") == "" {
			request.Header.Set("X-Project-ID", options.ProjectID)
		}
		return authorize(ctx, request)
	}
	generations, err := generation.NewClientWithResponses(base+"/v1", generation.WithHTTPClient(doer), generation.WithRequestEditorFn(project))
	if err != nil {
		return nil, err
	}
	configs, err := config.NewClientWithResponses(base+"/config/v1", config.WithHTTPClient(doer), config.WithRequestEditorFn(authorize))
	if err != nil {
		return nil, err
	}
	return &Client{Generation: generations, Config: configs}, nil
}

func checkedURL(text string) (string, error) {
	text = strings.TrimRight(strings.TrimSpace(text), "/")
	// OpenAI's packages need an address that ends in /v1. So people may have such an address at hand, and give it here.
	for _, ending := range []string{"/config/v1", "/v1"} {
		if strings.HasSuffix(text, ending) {
			return "", fmt.Errorf("the URL ends in %s: leave that out, because the client adds it, as in https://images.example.com", ending)
		}
	}
	address, err := neturl.Parse(text)
	if err != nil || (address.Scheme != "https" && address.Scheme != "http") || address.Host == "" {
		return "", errors.New("the URL is not an address such as https://images.example.com: it begins with https:// or http://")
	}
	return text, nil
}

// checkedKey returns the key without spaces around it. No error shows the key.
func checkedKey(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", errors.New("the key is empty: give a key such as cma_live_…")
	}
	if strings.IndexFunc(text, func(character rune) bool { return character < '!' || character > '~' }) >= 0 {
		return "", errors.New("the key has a space, a line break or a letter that no key has: give one key, such as cma_live_…")
	}
	return text, nil
}

// fitsHeader tells whether net/http can send the value. Its own error would look like a broken connection, and the call would be repeated.
func fitsHeader(value string) bool {
	return strings.IndexFunc(value, func(character rune) bool { return character < ' ' || character == 0x7f }) < 0
}

// APIError is a call that the service refused. Problem is nil if the response did not come from the service itself.
type APIError struct {
	Status int
	// Code is stable, such as rate_limited. Let programs decide by it.
	Code string
	// RequestID is what to name if you ask the operator about this call.
	RequestID string
	// GenerationID names the generation that had begun, if there is one. A repeat with the same key returns its result again.
	GenerationID string
	// RetryAfter is how long the service asks to wait; negative if it does not say.
	RetryAfter time.Duration
	Problem    *generation.Problem
}

func (e *APIError) Error() string {
	if e.Problem == nil {
		return fmt.Sprintf("HTTP %d", e.Status)
	}
	text := fmt.Sprintf("%s (%s)", e.Problem.Title, e.Code)
	if e.Problem.Detail != nil {
		text += ": " + *e.Problem.Detail
	}
	return text
}

// GenerationFailedError is a generation without a result. Generation has its status, its error and its cost.
type GenerationFailedError struct {
	Generation *generation.Generation
	RequestID  string
	// Code is stable, such as safety_refused: the one that APIError has if the call itself waits for the end.
	Code string
}

func (e *GenerationFailedError) Error() string {
	text := fmt.Sprintf("generation %s %s (%s)", e.Generation.Id, endOf(string(e.Generation.Status)), e.Code)
	if reason, err := e.Generation.Error.Get(); err == nil {
		text += ": " + reason.Message
	}
	return text
}

// endOf says how a generation with this status has ended.
func endOf(status string) string {
	switch status {
	case "failed":
		return "has failed"
	case "canceled":
		return "was canceled"
	}
	return "is " + status
}

func codeOf(ended *generation.Generation) string {
	if ended.Status == "canceled" {
		return "generation_canceled"
	}
	if reason, err := ended.Error.Get(); err == nil {
		return string(reason.Code)
	}
	if ended.Status == "indeterminate" {
		return "outcome_indeterminate"
	}
	return "internal_error"
}

// WaitTimeoutError means that the deadline has passed, and that the generation goes on. Call again with the same body and IdempotencyKey to
// get its result.
type WaitTimeoutError struct {
	GenerationID   string
	IdempotencyKey string
	Cause          error
}

func (e *WaitTimeoutError) Error() string {
	return fmt.Sprintf("the generation has not finished in time (%q, Idempotency-Key %s)", e.GenerationID, e.IdempotencyKey)
}

func (e *WaitTimeoutError) Unwrap() error { return e.Cause }

// CanceledError means that the caller stopped the wait. The generation, if one had begun, was asked to stop.
type CanceledError struct {
	GenerationID   string
	IdempotencyKey string
}

func (e *CanceledError) Error() string {
	return fmt.Sprintf("the wait was canceled (%q, Idempotency-Key %s)", e.GenerationID, e.IdempotencyKey)
}

func (e *CanceledError) Unwrap() error { return context.Canceled }

// ErrInvalidWebhook means that a delivery was not signed with this secret, or is too old. Do not process it.
var ErrInvalidWebhook = errors.New("the webhook has no valid signature")

// GenerateOptions are the options of GenerateAndWait; the zero value is good.
type GenerateOptions struct {
	// IdempotencyKey is a new key by default. Give the key of an earlier call to get that call's result.
	IdempotencyKey string
	// Timeout ends the wait; default 5 minutes. The generation goes on. A deadline of the context does the same.
	Timeout time.Duration
	// OnUpdate is called with each state that a look at the generation shows.
	OnUpdate func(*generation.Generation)
}

var errOutOfTime = errors.New("the deadline")

// GenerateAndWait makes pictures and waits for them. All tries of one call have one Idempotency-Key, so nothing is bought twice. If ctx is
// canceled, the service is asked to cancel the generation. Errors are *GenerationFailedError, *WaitTimeoutError, *CanceledError, and *APIError
// if the request was refused.
func (c *Client) GenerateAndWait(ctx context.Context, body generation.GenerateRequest, options GenerateOptions) (*generation.Generation, error) {
	// Made here, outside of every loop: a key for each try would buy again with each try.
	key := options.IdempotencyKey
	if key == "" {
		key = rand.Text()
	}
	if !fitsHeader(key) {
		return nil, errors.New("the IdempotencyKey has a character that no header can hold")
	}
	timeout := options.Timeout
	if timeout == 0 {
		timeout = 5 * time.Minute
	}
	until := time.Now().Add(timeout)
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(until) {
		until = deadline
	}
	generationID := ""
	found, err := c.follow(ctx, body, key, until, &generationID, options.OnUpdate)
	switch {
	case err == nil:
		return found, nil
	case errors.Is(ctx.Err(), context.Canceled):
		if generationID != "" {
			c.cancel(ctx, generationID)
		}
		return nil, &CanceledError{generationID, key}
	case errors.Is(err, errOutOfTime), errors.Is(err, context.DeadlineExceeded):
		return nil, &WaitTimeoutError{generationID, key, err}
	}
	return nil, err
}

func (c *Client) follow(ctx context.Context, body generation.GenerateRequest, key string, until time.Time, generationID *string, onUpdate func(*generation.Generation)) (*generation.Generation, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	prefer := "respond-async"
	params := &generation.GenerateParams{IdempotencyKey: &key, Prefer: &prefer}
	// Not canceled with ctx: the id in the response is what a cancel needs.
	send := func() (*received, error) {
		return read(context.WithoutCancel(ctx), until, func(ctx context.Context) (*http.Response, error) { return c.Generation.Generate(ctx, params, body) })
	}
	for {
		var found generation.Generation
		answer, err := repeated(ctx, until, true, func() (*received, error) {
			answer, err := send()
			if err == nil {
				err = json.Unmarshal(answer.content, &found)
			}
			return answer, err
		})
		var refused *APIError
		if errors.As(err, &refused) && *generationID == "" && refused.GenerationID != "" {
			// The job had begun and has failed. Its record says more than the problem.
			*generationID = refused.GenerationID
			send = c.look(ctx, until, *generationID)
			continue
		}
		if err != nil {
			return nil, err
		}
		*generationID = found.Id
		if onUpdate != nil {
			onUpdate(&found)
		}
		if found.Status == "succeeded" {
			return &found, nil
		}
		if !slices.Contains(unfinished, found.Status) {
			return nil, &GenerationFailedError{Generation: &found, RequestID: found.RequestId, Code: codeOf(&found)}
		}
		wait := answer.retryAfter
		if wait < 0 {
			wait = time.Second
		}
		if err := pause(ctx, withJitter(wait), until); err != nil {
			return nil, err
		}
		send = c.look(ctx, until, found.Id)
	}
}

func (c *Client) look(ctx context.Context, until time.Time, generationID string) func() (*received, error) {
	return func() (*received, error) {
		return read(ctx, until, func(ctx context.Context) (*http.Response, error) {
			return c.Generation.GetGeneration(ctx, generationID, &generation.GetGenerationParams{})
		})
	}
}

// cancel asks the service to stop. A refusal (already ended, or its provider cannot stop) is no error of the wait.
func (c *Client) cancel(ctx context.Context, generationID string) {
	until := time.Now().Add(10 * time.Second)
	free := context.WithoutCancel(ctx)
	_, _ = repeated(free, until, true, func() (*received, error) {
		return read(free, until, func(ctx context.Context) (*http.Response, error) {
			return c.Generation.CancelGeneration(ctx, generationID, &generation.CancelGenerationParams{})
		})
	})
}

// ReceivedEvent is one event of a generation. Give ID to Events to continue after it. Data is JSON as the contract describes it.
type ReceivedEvent struct {
	ID   string
	Type string
	Data json.RawMessage
}

// Events returns the events of a generation until it has finished. A broken connection is resumed after the last event. lastEventID is "" to
// begin with the first.
func (c *Client) Events(ctx context.Context, generationID, lastEventID string) iter.Seq2[ReceivedEvent, error] {
	return func(yield func(ReceivedEvent, error) bool) {
		last := lastEventID
		for failures := 0; ; {
			ended, err := c.stream(ctx, generationID, last, func(event ReceivedEvent) bool {
				failures = 0
				last = event.ID
				return yield(event, nil)
			})
			if ended {
				return
			}
			wait := backoff(failures)
			var refused *APIError
			if errors.As(err, &refused) {
				if !slices.Contains(repeatable, refused.Status) || refused.RetryAfter > patience {
					yield(ReceivedEvent{}, err)
					return
				}
				if refused.RetryAfter >= 0 {
					wait = withJitter(refused.RetryAfter)
				}
			}
			failures++
			if failures >= mostFailures || ctx.Err() != nil {
				yield(ReceivedEvent{}, err)
				return
			}
			if err := pause(ctx, wait, time.Now().Add(wait+patience)); err != nil {
				yield(ReceivedEvent{}, err)
				return
			}
		}
	}
}

// stream reads one connection; ended means that nothing more is to be read.
func (c *Client) stream(ctx context.Context, generationID, last string, handle func(ReceivedEvent) bool) (ended bool, err error) {
	params := &generation.StreamGenerationEventsParams{}
	if last != "" {
		params.LastEventID = &last
	}
	response, err := c.Generation.StreamGenerationEvents(ctx, generationID, params)
	if err != nil {
		return false, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		content, _ := io.ReadAll(response.Body)
		return false, newAPIError(response, content)
	}
	event := ReceivedEvent{Type: "message"}
	var data []string
	lines := bufio.NewReader(response.Body)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return false, fmt.Errorf("the stream ended before its last event: %w", err)
		}
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			if len(data) > 0 {
				event.Data = json.RawMessage(strings.Join(data, "\n"))
				if !handle(event) || event.Type == "finished" {
					return true, nil
				}
			}
			event.Type, data = "message", nil
			continue
		}
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "id":
			event.ID = value
		case "event":
			event.Type = value
		case "data":
			data = append(data, value)
		}
	}
}

// Download returns the bytes of a picture, by the id of its asset.
func (c *Client) Download(ctx context.Context, assetID string) ([]byte, error) {
	until := time.Now().Add(patience)
	answer, err := repeated(ctx, until, false, func() (*received, error) {
		return read(ctx, until, func(ctx context.Context) (*http.Response, error) {
			return c.Generation.GetAssetContent(ctx, assetID, &generation.GetAssetContentParams{})
		})
	})
	if err != nil {
		return nil, err
	}
	return answer.content, nil
}

// Paginate returns every item of a list. The first cursor is nil:
//
//	for item, err := range cma.Paginate[generation.Generation](ctx, func(ctx context.Context, cursor *string) (*http.Response, error) {
//		return client.Generation.ListGenerations(ctx, &generation.ListGenerationsParams{Cursor: cursor})
//	}) {
func Paginate[Item any](ctx context.Context, page func(ctx context.Context, cursor *string) (*http.Response, error)) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		var cursor *string
		for {
			var listed struct {
				Data       []Item  `json:"data"`
				NextCursor *string `json:"next_cursor"`
			}
			until := time.Now().Add(patience)
			_, err := repeated(ctx, until, false, func() (*received, error) {
				answer, err := read(ctx, until, func(ctx context.Context) (*http.Response, error) { return page(ctx, cursor) })
				if err == nil {
					err = json.Unmarshal(answer.content, &listed)
				}
				return answer, err
			})
			if err != nil {
				var none Item
				yield(none, err)
				return
			}
			for _, item := range listed.Data {
				if !yield(item, nil) {
					return
				}
			}
			if listed.NextCursor == nil {
				return
			}
			cursor = listed.NextCursor
		}
	}
}

// VerifyWebhook checks the signature of a delivery by Standard Webhooks, and returns its content. The payload is the body exactly as it
// arrived. The error is ErrInvalidWebhook if the signature is wrong or too old.
func VerifyWebhook(payload []byte, headers http.Header, secret string) (*WebhookEvent, error) {
	webhook, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		return nil, err
	}
	if err := webhook.Verify(payload, headers); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalidWebhook, err)
	}
	event := &WebhookEvent{}
	if err := json.Unmarshal(payload, event); err != nil {
		return nil, err
	}
	return event, nil
}

// WebhookEvent is the content of a delivery. Data is JSON: a generation for generation.…, an alert for alert.…, and for webhook.test the
// endpoint that is tested.
type WebhookEvent struct {
	Type      string          `json:"type"`
	Timestamp time.Time       `json:"timestamp"`
	Data      json.RawMessage `json:"data"`
}

// Pointer returns a pointer to a value, for the optional fields of requests.
func Pointer[T any](value T) *T { return &value }

// Nullable returns a value for a field of a request that may also be null. Such a field has the type nullable.Nullable.
func Nullable[T any](value T) nullable.Nullable[T] { return nullable.NewNullableWithValue(value) }

// Null returns null for a field of a request that may be null. A field that is not set is left out of the request.
func Null[T any]() nullable.Nullable[T] { return nullable.NewNullNullable[T]() }

// CheckResponse returns an *APIError if a call of Generation or Config failed: CheckResponse(answer.HTTPResponse, answer.Body).
func CheckResponse(response *http.Response, content []byte) error {
	if response.StatusCode >= 200 && response.StatusCode < 300 {
		return nil
	}
	return newAPIError(response, content)
}

type received struct {
	content    []byte
	retryAfter time.Duration
}

// read makes one try, and reads the whole answer in its time.
func read(ctx context.Context, until time.Time, call func(context.Context) (*http.Response, error)) (*received, error) {
	limit := time.Now().Add(tryTime)
	if until.Before(limit) {
		limit = until
	}
	ctx, stop := context.WithDeadline(ctx, limit)
	defer stop()
	response, err := call(ctx)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if err := CheckResponse(response, content); err != nil {
		return nil, err
	}
	return &received{content, retryAfterOf(response.Header)}, nil
}

// repeated repeats a call whose failure bought nothing, or that has an Idempotency-Key. Only for such calls: a connection that breaks does not
// say whether the service has done the work. A failure that names its generation is not repeated, because the repeat would return it again.
func repeated(ctx context.Context, until time.Time, deadline bool, call func() (*received, error)) (*received, error) {
	for failures := 0; ; {
		answer, err := call()
		if err == nil {
			return answer, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		wait := backoff(failures)
		var refused *APIError
		isRefused := errors.As(err, &refused)
		if isRefused {
			if !slices.Contains(repeatable, refused.Status) || refused.GenerationID != "" {
				return nil, err
			}
			if refused.RetryAfter >= 0 {
				wait = withJitter(refused.RetryAfter)
			}
		}
		failures++
		// A refusal that outlasts the deadline is the answer. A deadline that ends a broken connection is the caller's to handle.
		if failures >= mostFailures || ((isRefused || !deadline) && time.Now().Add(wait).After(until)) {
			return nil, err
		}
		if stopped := pause(ctx, wait, until); stopped != nil {
			return nil, errors.Join(stopped, err)
		}
	}
}

func pause(ctx context.Context, wait time.Duration, until time.Time) error {
	if time.Now().Add(wait).After(until) {
		return errOutOfTime
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func backoff(failures int) time.Duration {
	most := min(8*time.Second, 500*time.Millisecond<<failures)
	return most/2 + mathrand.N(most/2)
}

// withJitter is never earlier than the service asks, and not at the same moment as every other client.
func withJitter(wait time.Duration) time.Duration {
	return wait + mathrand.N(min(time.Second, 50*time.Millisecond+wait/4))
}

func retryAfterOf(headers http.Header) time.Duration {
	text := headers.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(at))
	}
	return -1
}

func newAPIError(response *http.Response, content []byte) *APIError {
	failure := &APIError{Status: response.StatusCode, RequestID: response.Header.Get("X-Request-ID"), RetryAfter: retryAfterOf(response.Header)}
	problem := &generation.Problem{}
	if !bytes.HasPrefix(bytes.TrimSpace(content), []byte("{")) || json.Unmarshal(content, problem) != nil || problem.Code == "" {
		return failure
	}
	failure.Problem, failure.Code, failure.RequestID = problem, problem.Code, problem.RequestId
	if problem.GenerationId != nil {
		failure.GenerationID = *problem.GenerationId
	}
	if problem.RetryAfterMs != nil {
		failure.RetryAfter = time.Duration(*problem.RetryAfterMs) * time.Millisecond
	}
	return failure
}
