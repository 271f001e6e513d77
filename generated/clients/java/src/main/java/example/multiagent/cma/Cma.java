package example.multiagent.cma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import example.multiagent.cma.generation.ApiException;
import example.multiagent.cma.generation.model.GenerateRequest;
import example.multiagent.cma.generation.model.Generation;
import example.multiagent.cma.generation.model.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client of one platform. Written by hand; the generated parts are the packages {@code generation} and {@code config}. Waiting, events,
 * downloads, lists and webhooks, under the names that every client has.
 */
public final class Cma {
  private static final Set<String> UNFINISHED = Set.of("queued", "running");
  private static final Set<Integer> REPEATED = Set.of(408, 429, 500, 502, 503, 504);
  private static final int MOST_FAILURES = 8;
  /** How long one try of a wait or of a download lasts. */
  private static final long TRY_MS = 60_000;
  /** How long a generated operation waits. The service answers a generation after at most 120 seconds, unless it is asked to wait longer. */
  private static final Duration CALL_TIME = Duration.ofSeconds(130);
  /** How long calls without a deadline of their own are repeated. */
  private static final long PATIENCE_MS = 60_000;

  private final String base;
  private final String key;
  private final String projectId;
  private final HttpClient http;
  private final example.multiagent.cma.generation.ApiClient generation;
  private final example.multiagent.cma.config.ApiClient config;

  /** @param url the address of the platform without a path */
  public Cma(String url, String key) {
    this(url, key, null);
  }

  /**
   * @param projectId the project to act in; needed with a key of a user. A call that names another project acts in that one.
   * @throws IllegalArgumentException if the URL or the key cannot be used; its message does not show the key
   */
  public Cma(String url, String key, String projectId) {
    this.base = checkedUrl(url);
    this.key = checkedKey(key);
    this.projectId = projectId;
    // Over plain http, HTTP/2 would begin with an upgrade that proxies do not expect.
    HttpClient.Version version = base.startsWith("https:") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    Supplier<HttpClient.Builder> builder = () -> HttpClient.newBuilder().version(version).connectTimeout(Duration.ofSeconds(10));
    this.http = builder.get().build();
    this.generation = new example.multiagent.cma.generation.ApiClient();
    generation.updateBaseUri(base + "/v1");
    generation.setHttpClientBuilder(builder.get());
    generation.setReadTimeout(CALL_TIME);
    generation.setRequestInterceptor(this::authorize);
    this.config = new example.multiagent.cma.config.ApiClient();
    config.updateBaseUri(base + "/config/v1");
    config.setHttpClientBuilder(builder.get());
    config.setReadTimeout(CALL_TIME);
    config.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + this.key));
  }

  private static String checkedUrl(String url) {
    String text = url == null ? "" : url.strip().replaceAll("/+$", "");
    // OpenAI's packages need an address that ends in /v1. So people may have such an address at hand, and give it here.
    for (String ending : List.of("/config/v1", "/v1"))
      if (text.endsWith(ending))
        throw new IllegalArgumentException("The URL ends in " + ending + ". Leave that out: the client adds it, as in https://images.example.com.");
    String scheme = "";
    try {
      URI address = URI.create(text);
      if (address.getHost() != null) scheme = address.getScheme();
    } catch (IllegalArgumentException error) {
      // The text is no URL. The error below says so.
    }
    if (!List.of("https", "http").contains(scheme))
      throw new IllegalArgumentException("The URL is not an address such as https://images.example.com: it begins with https:// or http://.");
    return text;
  }

  /** Returns the key without spaces around it, such as the line break at the end of a file. */
  private static String checkedKey(String key) {
    String text = key == null ? "" : key.strip();
    if (text.isEmpty()) throw new IllegalArgumentException("The key is empty. Give a key such as cma_live_…");
    if (!text.matches("[!-~]+"))
      throw new IllegalArgumentException("The key has a space, a line break or a letter that no key has. Give one key, such as cma_live_…");
    return text;
  }

  /** For the operations of the generation service: {@code new ModelsApi(cma.generation())}. */
  public example.multiagent.cma.generation.ApiClient generation() {
    return generation;
  }

  /** For the operations of the config service: {@code new MeApi(cma.config())}. */
  public example.multiagent.cma.config.ApiClient config() {
    return config;
  }

  /** Options of {@link #generateAndWait}; each has a good default. */
  public static final class GenerateOptions {
    private String idempotencyKey = null;
    private Duration timeout = Duration.ofMinutes(5);
    private CompletableFuture<?> cancel = new CompletableFuture<>();
    private Consumer<Generation> onUpdate = state -> {};

    /** By default a new key for each call. Give the key of an earlier call to get that call's result. */
    public GenerateOptions idempotencyKey(String value) {
      this.idempotencyKey = value;
      return this;
    }

    /** Ends the wait after this long; the generation goes on. */
    public GenerateOptions timeout(Duration value) {
      this.timeout = value;
      return this;
    }

    /** Once it completes, the wait ends, and the service is asked to cancel the generation. */
    public GenerateOptions cancel(CompletableFuture<?> value) {
      this.cancel = value;
      return this;
    }

    /** Called with each state that a look at the generation shows. */
    public GenerateOptions onUpdate(Consumer<Generation> value) {
      this.onUpdate = value;
      return this;
    }
  }

  /** {@link #generateAndWait(GenerateRequest, GenerateOptions)} with the default options. */
  public Generation generateAndWait(GenerateRequest body) {
    return generateAndWait(body, new GenerateOptions());
  }

  /**
   * Makes pictures and waits for them. All tries of one call have one Idempotency-Key, so nothing is bought twice.
   *
   * @throws GenerationFailedError if the generation has no result
   * @throws WaitTimeoutError after the timeout
   * @throws CanceledError if {@code cancel} completed, or if the thread was interrupted; the thread stays interrupted
   * @throws ApiError if the request was refused
   */
  public Generation generateAndWait(GenerateRequest body, GenerateOptions options) {
    // Made here, outside of every loop: a key for each try would buy again with each try.
    String idempotencyKey = options.idempotencyKey == null ? UUID.randomUUID().toString() : options.idempotencyKey;
    long until = System.currentTimeMillis() + options.timeout.toMillis();
    String generationId = null;
    try {
      if (isStopped(options.cancel)) throw new Stopped();
      HttpRequest.Builder submit = request("/generate", until)
          .header("Content-Type", "application/json")
          .header("Idempotency-Key", idempotencyKey)
          .header("Prefer", "respond-async")
          .POST(HttpRequest.BodyPublishers.ofString(write(body)));
      HttpRequest.Builder next = submit;
      while (true) {
        HttpRequest.Builder current = next;
        Answer<Generation> answer;
        try {
          // An interrupt does not cut the submit: the id in its response is what a cancel needs.
          answer = repeated(() -> read(current, until, Generation.class, current != submit), until, true, options.cancel);
        } catch (ApiError error) {
          if (generationId != null || error.generationId() == null) throw error;
          // The job had begun and has failed. Its record says more than the problem.
          generationId = error.generationId();
          next = request("/generations/" + generationId, until);
          continue;
        }
        Generation found = answer.value();
        generationId = found.getId();
        options.onUpdate.accept(found);
        if ("succeeded".equals(found.getStatus())) return found;
        if (!UNFINISHED.contains(found.getStatus())) throw new GenerationFailedError(found);
        Long asked = retryAfterMs(answer.headers());
        pause(withJitter(asked == null ? 1000 : asked), until, options.cancel);
        next = request("/generations/" + generationId, until);
      }
    } catch (Stopped stopped) {
      if (generationId != null) cancel(generationId);
      throw new CanceledError(generationId, idempotencyKey);
    } catch (OutOfTime late) {
      throw new WaitTimeoutError(generationId, idempotencyKey, late.getCause());
    }
  }

  /** Asks the service to stop. A refusal (already ended, or its provider cannot stop) is no error of the wait. */
  private void cancel(String generationId) {
    // A thread that is interrupted can wait for nothing, so the interrupt is put aside until the service was asked.
    boolean interrupted = Thread.interrupted();
    long until = System.currentTimeMillis() + 10_000;
    HttpRequest.Builder call = request("/generations/" + generationId + "/cancel", until).POST(HttpRequest.BodyPublishers.noBody());
    try {
      repeated(() -> read(call, until, null, false), until, true, null);
    } catch (ApiError | OutOfTime | UncheckedIOException error) {
      // The caller learns the state of the generation by looking at it.
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  /** One event of a generation. Give {@code id} to {@link #events} to continue after it; {@code data} is as the contract describes it. */
  public record ReceivedEvent(String id, String type, JsonNode data) {}

  /** The events of a generation until it has finished. A broken connection is resumed after the last event. */
  public Events events(String generationId) {
    return events(generationId, null);
  }

  /** The events after {@code lastEventId}. */
  public Events events(String generationId, String lastEventId) {
    return new Events(generationId, lastEventId);
  }

  /** Events as they come. Close it if you do not read it to its end; another thread may close it, too, and the reading then ends. */
  public final class Events implements Iterator<ReceivedEvent>, AutoCloseable {
    private final String generationId;
    private String last;
    private volatile Lines lines = null;
    private ReceivedEvent next = null;
    private volatile boolean ended = false;
    private int failures = 0;

    private Events(String generationId, String last) {
      this.generationId = generationId;
      this.last = last;
    }

    @Override
    public boolean hasNext() {
      while (next == null && !ended) advance();
      return next != null;
    }

    @Override
    public ReceivedEvent next() {
      if (!hasNext()) throw new NoSuchElementException();
      ReceivedEvent event = next;
      next = null;
      last = event.id();
      failures = 0;
      if ("finished".equals(event.type())) close();
      return event;
    }

    @Override
    public void close() {
      ended = true;
      disconnect();
    }

    private void advance() {
      long waitMs = backoff(failures);
      RuntimeException broken;
      try {
        if (lines == null) connect();
        next = readEvent();
        if (next != null || ended) return;
        broken = new UncheckedIOException(new IOException("The stream ended before its last event."));
      } catch (IOException error) {
        broken = new UncheckedIOException(error);
      } catch (ApiError error) {
        Long asked = error.retryAfterMs();
        if (!REPEATED.contains(error.status()) || (asked != null && asked > PATIENCE_MS)) throw error;
        if (asked != null) waitMs = withJitter(asked);
        broken = error;
      } catch (Stopped error) {
        // A later read begins again after the last whole event.
        disconnect();
        throw error;
      }
      disconnect();
      if (++failures >= MOST_FAILURES) throw broken;
      pause(waitMs, Long.MAX_VALUE, null);
    }

    private void connect() throws IOException {
      HttpRequest.Builder request = request("/generations/" + generationId + "/events", Long.MAX_VALUE).header("Accept", "text/event-stream");
      if (last != null) request.header("Last-Event-ID", last);
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request, HttpResponse.BodyHandlers.ofPublisher());
      lines = new Lines(response.body());
      if (ended) disconnect();
      if (response.statusCode() == 200) return;
      StringBuilder content = new StringBuilder();
      Lines received = lines;
      for (String line = nextOf(received); line != null; line = nextOf(received)) content.append(line).append('\n');
      disconnect();
      throw new ApiError(response.statusCode(), response.headers(), content.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ReceivedEvent readEvent() throws IOException {
      String id = last == null ? "" : last;
      String type = "message";
      List<String> data = new ArrayList<>();
      Lines received = lines;
      for (String line = nextOf(received); line != null; line = nextOf(received)) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) return new ReceivedEvent(id, type, mapper().readTree(String.join("\n", data)));
          type = "message";
          continue;
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
        switch (name) {
          case "id" -> id = value;
          case "event" -> type = value;
          case "data" -> data.add(value);
          default -> { }
        }
      }
      return null;
    }

    /** Null also if another thread has closed the events. */
    private String nextOf(Lines received) throws IOException {
      return received == null ? null : received.next();
    }

    private void disconnect() {
      Lines open = lines;
      lines = null;
      if (open != null) open.close();
    }
  }

  /** The lines of a response. A read ends if the thread is interrupted; that of an InputStream of Java 17 swallows the interrupt. */
  private static final class Lines implements Flow.Subscriber<String> {
    private final BlockingQueue<CompletableFuture<String>> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    Lines(Flow.Publisher<List<ByteBuffer>> body) {
      body.subscribe(HttpResponse.BodySubscribers.fromLineSubscriber(this, none -> null, StandardCharsets.UTF_8, null));
    }

    /** Returns null at the end. */
    String next() throws IOException {
      try {
        subscription.thenAccept(begun -> begun.request(1));
        return received.take().get();
      } catch (InterruptedException error) {
        Thread.currentThread().interrupt();
        throw new Stopped();
      } catch (ExecutionException error) {
        throw causeOf(error);
      }
    }

    /** Also ends a call of {@code next} that waits: a canceled subscription reports nothing any more. */
    void close() {
      subscription.thenAccept(Flow.Subscription::cancel);
      received.add(CompletableFuture.completedFuture(null));
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription.complete(begun);
    }

    @Override
    public void onNext(String line) {
      received.add(CompletableFuture.completedFuture(line));
    }

    @Override
    public void onError(Throwable error) {
      received.add(CompletableFuture.failedFuture(error));
    }

    @Override
    public void onComplete() {
      received.add(CompletableFuture.completedFuture(null));
    }
  }

  /** The bytes of a picture, by the id of its asset. */
  public byte[] download(String assetId) {
    long until = System.currentTimeMillis() + PATIENCE_MS;
    return repeated(() -> read(request("/assets/" + assetId + "/content", until), until, null, true), until, false, null).content();
  }

  /** One call of a list; the first cursor is null. */
  public interface Page<P> {
    P get(String cursor) throws ApiException;
  }

  /** Every item of a list: {@code Cma.paginate(cursor -> api.listAssets(…, cursor, …), AssetList::getData, AssetList::getNextCursor)}. */
  public static <P, T> Iterable<T> paginate(Page<P> page, Function<P, List<T>> data, Function<P, String> nextCursor) {
    return () -> new Iterator<>() {
      private Iterator<T> items = null;
      private String cursor = null;

      @Override
      public boolean hasNext() {
        while (items == null || (!items.hasNext() && cursor != null)) {
          long until = System.currentTimeMillis() + PATIENCE_MS;
          P listed = repeated(() -> unwrapped(page, cursor), until, false, null);
          items = data.apply(listed).iterator();
          cursor = nextCursor.apply(listed);
        }
        return items.hasNext();
      }

      @Override
      public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        return items.next();
      }
    };
  }

  private static <P> P unwrapped(Page<P> page, String cursor) {
    try {
      return page.get(cursor);
    } catch (ApiException error) {
      throw errorOf(error);
    }
  }

  /** The typed error of a generated operation that failed. */
  public static RuntimeException errorOf(ApiException error) {
    if (error.getCause() instanceof InterruptedException) return new Stopped();
    // Code 0 means that there was no response.
    if (error.getCode() == 0) return new UncheckedIOException(error.getCause() instanceof IOException cause ? cause : new IOException(error));
    String body = error.getResponseBody();
    return new ApiError(error.getCode(), error.getResponseHeaders(), body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Checks the signature of a delivery by Standard Webhooks, and returns its content.
   *
   * @param payload the body exactly as it arrived, not parsed and serialized again
   * @throws InvalidWebhookError if the signature is wrong or too old
   */
  public static JsonNode verifyWebhook(String payload, Map<String, List<String>> headers, String secret) {
    try {
      new Webhook(secret).verify(payload, HttpHeaders.of(headers, (name, value) -> true));
      return mapper().readTree(payload);
    } catch (WebhookVerificationException | JsonProcessingException error) {
      throw new InvalidWebhookError(error);
    }
  }

  /** The service refused a call. {@code problem} is null if the response did not come from the service itself. */
  public static final class ApiError extends RuntimeException {
    private final int status;
    private final transient Problem problem;
    private final transient HttpHeaders headers;

    ApiError(int status, HttpHeaders headers, byte[] content) {
      this(status, headers, problemIn(content));
    }

    private ApiError(int status, HttpHeaders headers, Problem problem) {
      super(problem == null ? "HTTP " + status : problem.getTitle() + " (" + problem.getCode() + ")"
          + (problem.getDetail() == null ? "" : ": " + problem.getDetail()));
      this.status = status;
      this.headers = headers;
      this.problem = problem;
    }

    public int status() {
      return status;
    }

    public Problem problem() {
      return problem;
    }

    /** The stable code, such as {@code rate_limited}. Let programs decide by it. */
    public String code() {
      return problem == null ? null : problem.getCode();
    }

    /** Name it when you ask the operator about this call. */
    public String requestId() {
      return problem == null ? headers.firstValue("x-request-id").orElse(null) : problem.getRequestId();
    }

    /** The generation that had begun, if there is one. A repeat with the same key returns its result again. */
    public String generationId() {
      return problem == null ? null : problem.getGenerationId();
    }

    /** How long the service asks to wait; null if it does not say. */
    public Long retryAfterMs() {
      if (problem != null && problem.getRetryAfterMs() != null) return problem.getRetryAfterMs().longValue();
      return Cma.retryAfterMs(headers);
    }
  }

  /** The generation ended without a result; {@code generation} has its status, its error and its cost. */
  public static final class GenerationFailedError extends RuntimeException {
    private final transient Generation generation;

    GenerationFailedError(Generation generation) {
      super("Generation " + generation.getId() + " " + endOf(generation.getStatus()) + " (" + codeOf(generation) + ")"
          + (generation.getError() == null ? "" : ": " + generation.getError().getMessage()));
      this.generation = generation;
    }

    public Generation generation() {
      return generation;
    }

    /** The stable code, such as {@code safety_refused}: the one that ApiError has if the call itself waits for the end. */
    public String code() {
      return codeOf(generation);
    }

    /** Says how a generation with this status has ended. */
    private static String endOf(String status) {
      return "failed".equals(status) ? "has failed" : "canceled".equals(status) ? "was canceled" : "is " + status;
    }

    private static String codeOf(Generation generation) {
      if ("canceled".equals(generation.getStatus())) return "generation_canceled";
      if (generation.getError() != null) return generation.getError().getCode();
      return "indeterminate".equals(generation.getStatus()) ? "outcome_indeterminate" : "internal_error";
    }

    public String requestId() {
      return generation.getRequestId();
    }
  }

  /** The deadline has passed, and the generation goes on. Call again with the same body and idempotencyKey to get its result. */
  public static final class WaitTimeoutError extends RuntimeException {
    private final String generationId;
    private final String idempotencyKey;

    WaitTimeoutError(String generationId, String idempotencyKey, Throwable cause) {
      super("The generation has not finished in time (" + generationId + ", Idempotency-Key " + idempotencyKey + ").", cause);
      this.generationId = generationId;
      this.idempotencyKey = idempotencyKey;
    }

    public String generationId() {
      return generationId;
    }

    public String idempotencyKey() {
      return idempotencyKey;
    }
  }

  /** The caller stopped the wait. The generation, if one had begun, was asked to stop. */
  public static final class CanceledError extends RuntimeException {
    private final String generationId;
    private final String idempotencyKey;

    CanceledError(String generationId, String idempotencyKey) {
      super("The wait was canceled (" + generationId + ", Idempotency-Key " + idempotencyKey + ").");
      this.generationId = generationId;
      this.idempotencyKey = idempotencyKey;
    }

    public String generationId() {
      return generationId;
    }

    public String idempotencyKey() {
      return idempotencyKey;
    }
  }

  /** The delivery was not signed with this secret, or it is too old. Do not process it. */
  public static final class InvalidWebhookError extends RuntimeException {
    InvalidWebhookError(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** The caller stopped a call. Where it leaves the client, the reason is an interrupt, and callers see an UncheckedIOException. */
  private static final class Stopped extends UncheckedIOException {
    Stopped() {
      super(new InterruptedIOException("The thread was interrupted."));
    }
  }

  private static final class OutOfTime extends RuntimeException {
    OutOfTime(Throwable cause) {
      super(cause);
    }
  }

  private record Answer<T>(T value, byte[] content, HttpHeaders headers) {}

  private HttpRequest.Builder request(String path, long until) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/v1" + path));
    authorize(request);
    if (until != Long.MAX_VALUE) request.timeout(Duration.ofMillis(Math.max(1, Math.min(TRY_MS, until - System.currentTimeMillis()))));
    return request;
  }

  private void authorize(HttpRequest.Builder request) {
    request.setHeader("Authorization", "Bearer " + key);
    if (projectId != null && !names(request, "X-Project-ID")) request.setHeader("X-Project-ID", projectId);
  }

  /** Whether the call has set this header. A builder does not show its headers, so a copy of it is built. */
  private static boolean names(HttpRequest.Builder request, String header) {
    return request.copy().build().headers().firstValue(header).isPresent();
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) throws IOException {
    try {
      return http.send(request.build(), handler);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
  }

  /** Sends a request whose response is awaited also if the thread is interrupted. The interrupt is kept for later. */
  private HttpResponse<byte[]> sendToTheEnd(HttpRequest.Builder request, long tryMs) throws IOException {
    long end = System.currentTimeMillis() + tryMs;
    CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return response.get(end - System.currentTimeMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException error) {
          interrupted = true;
        }
      }
    } catch (TimeoutException late) {
      response.cancel(true);
      throw new HttpTimeoutException("request timed out");
    } catch (ExecutionException error) {
      throw causeOf(error);
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private static IOException causeOf(ExecutionException error) {
    return error.getCause() instanceof IOException cause ? cause : new IOException(error.getCause());
  }

  /** One try, with the whole answer. */
  private <T> Answer<T> read(HttpRequest.Builder request, long until, Class<T> type, boolean interruptible) {
    try {
      long tryMs = Math.max(1, Math.min(TRY_MS, until - System.currentTimeMillis()));
      request.timeout(Duration.ofMillis(tryMs));
      HttpResponse<byte[]> response =
          interruptible ? send(request, HttpResponse.BodyHandlers.ofByteArray()) : sendToTheEnd(request, tryMs);
      if (response.statusCode() < 200 || response.statusCode() > 299)
        throw new ApiError(response.statusCode(), response.headers(), response.body());
      return new Answer<>(type == null ? null : mapper().readValue(response.body(), type), response.body(), response.headers());
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /**
   * Repeats a call whose failure bought nothing, or that has an Idempotency-Key. Only for such calls: a connection that breaks does not say
   * whether the service has done the work. A failure that names its generation is not repeated, because the repeat would return it again.
   */
  private static <T> T repeated(Supplier<T> call, long until, boolean deadline, CompletableFuture<?> cancel) {
    for (int failures = 1; ; failures++) {
      RuntimeException failure;
      long waitMs = backoff(failures - 1);
      try {
        return call.get();
      } catch (ApiError error) {
        if (!REPEATED.contains(error.status()) || error.generationId() != null) throw error;
        if (error.retryAfterMs() != null) waitMs = withJitter(error.retryAfterMs());
        failure = error;
      } catch (UncheckedIOException error) {
        failure = error;
      }
      if (isStopped(cancel)) throw new Stopped();
      // A refusal that outlasts the deadline is the answer. A deadline that ends a broken connection is the caller's to handle.
      boolean refused = failure instanceof ApiError || !deadline;
      if (failures >= MOST_FAILURES || (refused && System.currentTimeMillis() + waitMs > until)) throw failure;
      try {
        pause(waitMs, until, cancel);
      } catch (OutOfTime late) {
        throw new OutOfTime(failure);
      }
    }
  }

  private static boolean isStopped(CompletableFuture<?> cancel) {
    return Thread.currentThread().isInterrupted() || (cancel != null && cancel.isDone());
  }

  private static void pause(long waitMs, long until, CompletableFuture<?> cancel) {
    if (isStopped(cancel)) throw new Stopped();
    if (until != Long.MAX_VALUE && System.currentTimeMillis() + waitMs > until) throw new OutOfTime(null);
    try {
      (cancel == null ? new CompletableFuture<>() : cancel).get(waitMs, TimeUnit.MILLISECONDS);
      throw new Stopped();
    } catch (TimeoutException over) {
      // The time is over, and nobody has stopped it.
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    } catch (ExecutionException error) {
      throw new Stopped();
    }
  }

  private static long backoff(int failures) {
    long most = Math.min(8000, 500L << failures);
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2);
  }

  /** Never earlier than the service asks, and not at the same moment as every other client. */
  private static long withJitter(long waitMs) {
    return waitMs + ThreadLocalRandom.current().nextLong(Math.min(1000, 50 + waitMs / 4));
  }

  private static Long retryAfterMs(HttpHeaders headers) {
    String text = headers.firstValue("retry-after").orElse(null);
    if (text == null) return null;
    if (text.matches("\\d{1,9}")) return Long.parseLong(text) * 1000;
    try {
      long at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().toEpochMilli();
      return Math.max(0, at - System.currentTimeMillis());
    } catch (DateTimeParseException error) {
      return null;
    }
  }

  private static Problem problemIn(byte[] content) {
    try {
      Problem problem = mapper().readValue(content, Problem.class);
      return problem == null || problem.getCode() == null ? null : problem;
    } catch (IOException error) {
      return null;
    }
  }

  private static String write(Object value) {
    try {
      return mapper().writeValueAsString(value);
    } catch (JsonProcessingException error) {
      throw new IllegalArgumentException(error);
    }
  }

  private static ObjectMapper mapper() {
    return example.multiagent.cma.generation.ApiClient.createDefaultObjectMapper();
  }
}
