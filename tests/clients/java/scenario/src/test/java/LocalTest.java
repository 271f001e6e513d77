import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import example.multiagent.cma.Cma;
import example.multiagent.cma.config.api.MeApi;
import example.multiagent.cma.generation.ApiException;
import example.multiagent.cma.generation.api.GenerationsApi;
import example.multiagent.cma.generation.model.GenerateRequest;
import example.multiagent.cma.generation.model.GenerationList;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tests of the client for Java that need no platform: refused keys and addresses, timeouts, and interrupts of the thread. */
class LocalTest {
  private static final String KEY = "cma_live_0123456789";
  private static final String URL = "http://127.0.0.1:9";

  @Test
  void keyThatNoHeaderCanHold() {
    for (String key : Arrays.asList(null, "", " \n", KEY + "\n" + KEY, KEY + " x", KEY + "é", KEY + "\0")) {
      String refusal = assertThrows(IllegalArgumentException.class, () -> new Cma(URL, key)).getMessage();
      assertTrue(refusal.startsWith("The key "), refusal);
      assertFalse(refusal.contains(KEY), refusal);
    }
  }

  @Test
  void addressThatCannotBeCalled() {
    for (String url : Arrays.asList(null, "", "127.0.0.1:8787", "images.example.com", "ftp://images.example.com", "https://", "http://x y")) {
      String refusal = assertThrows(IllegalArgumentException.class, () -> new Cma(url, KEY)).getMessage();
      assertTrue(refusal.startsWith("The URL "), refusal);
    }
  }

  @Test
  void addressThatEndsInThePathOfAnApi() {
    for (String path : List.of("/v1", "/v1/ ", "/config/v1", "/images/v1/")) {
      String refusal = assertThrows(IllegalArgumentException.class, () -> new Cma(URL + path, KEY)).getMessage();
      assertTrue(refusal.matches("The URL ends in /(config/)?v1\\. Leave that out.*"), refusal);
    }
    new Cma(URL + "/images", KEY);
  }

  @Test
  void operationWaitsLongerThanTheService() {
    Cma cma = new Cma(URL, KEY);
    assertEquals(Duration.ofSeconds(130), cma.generation().getReadTimeout());
    assertEquals(Duration.ofSeconds(130), cma.config().getReadTimeout());
  }

  @Test
  void lineBreakOfASecretFile() throws Exception {
    List<String> sent = Collections.synchronizedList(new ArrayList<>());
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      sent.add(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] content = "{}".getBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
      exchange.close();
    });
    server.start();
    try {
      new MeApi(new Cma("http://127.0.0.1:" + server.getAddress().getPort() + "/\n", KEY + "\r\n").config()).getMe(null);
      assertEquals(List.of("Bearer " + KEY), sent);
    } finally {
      server.stop(0);
    }
  }

  private static final String SUBMIT = "POST /v1/generate";
  private static final String LOOK = "GET /v1/generations/gen_1";
  private static final String CANCEL = "POST /v1/generations/gen_1/cancel";
  private static final Answer ACCEPTED = new Answer(202, "{\"id\":\"gen_1\",\"status\":\"queued\"}");
  private static final Answer OVERLOADED = new Answer(503, "");

  @Test
  void interruptBeforeTheCall() throws Exception {
    try (Service service = new Service(Map.of())) {
      assertNull(canceledBy(service.ends(LocalTest::generate, call -> {}, true)));
      assertEquals(List.of(), service.calls());
    }
  }

  @Test
  void interruptBeforeTheIdIsKnown() throws Exception {
    assertEquals(List.of(SUBMIT, CANCEL), callsUntilCanceled("gen_1", SUBMIT, Map.of(SUBMIT, ACCEPTED.after(700), CANCEL, ACCEPTED)));
  }

  @Test
  void interruptOfASubmitThatIsRefused() throws Exception {
    assertEquals(List.of(SUBMIT), callsUntilCanceled(null, SUBMIT, Map.of(SUBMIT, OVERLOADED.after(700))));
  }

  @Test
  void interruptBetweenTwoLooks() throws Exception {
    assertEquals(List.of(SUBMIT, CANCEL), callsUntilCanceled("gen_1", SUBMIT, Map.of(SUBMIT, ACCEPTED.retryAfter(30), CANCEL, ACCEPTED)));
  }

  @Test
  void interruptOfALook() throws Exception {
    assertEquals(List.of(SUBMIT, LOOK, CANCEL), callsUntilCanceled("gen_1", LOOK, Map.of(SUBMIT, ACCEPTED.retryAfter(0), LOOK, ACCEPTED.after(30_000), CANCEL, ACCEPTED)));
  }

  @Test
  void interruptOfTheCancel() throws Exception {
    try (Service service = new Service(Map.of(SUBMIT, ACCEPTED.retryAfter(30), CANCEL, ACCEPTED.after(700)))) {
      Throwable thrown = service.ends(LocalTest::generate, call -> {
        service.await(SUBMIT);
        call.interrupt();
        service.await(CANCEL);
        call.interrupt();
      }, false);
      assertEquals("gen_1", canceledBy(thrown));
      assertEquals(List.of(SUBMIT, CANCEL), service.calls());
    }
  }

  @Test
  void cancelAfterAnInterruptIsRepeated() throws Exception {
    assertEquals(List.of(SUBMIT, CANCEL, CANCEL), callsUntilCanceled("gen_1", SUBMIT, Map.of(SUBMIT, ACCEPTED.retryAfter(30), CANCEL, OVERLOADED.retryAfter(1).then(ACCEPTED))));
  }

  @Test
  void interruptOfADownload() throws Exception {
    String path = "GET /v1/assets/asset_1/content";
    for (Answer answer : List.of(ACCEPTED.after(30_000), OVERLOADED.retryAfter(30))) {
      try (Service service = new Service(Map.of(path, answer))) {
        assertInterrupted(service.interruptedIn(path, cma -> cma.download("asset_1")));
      }
    }
  }

  @Test
  void interruptOfEvents() throws Exception {
    String path = LOOK + "/events";
    Answer silent = new Answer(200, null);
    for (Answer answer : List.of(ACCEPTED.after(30_000), OVERLOADED.retryAfter(30), silent)) {
      try (Service service = new Service(Map.of(path, answer))) {
        assertInterrupted(service.interruptedIn(path, cma -> cma.events("gen_1").hasNext()));
        assertEquals(List.of(path), service.calls());
      }
    }
  }

  @Test
  void closeOfEventsByAnotherThread() throws Exception {
    String path = LOOK + "/events";
    try (Service service = new Service(Map.of(path, new Answer(200, null)))) {
      Cma.Events events = service.client().events("gen_1");
      CompletableFuture<Boolean> hasMore = CompletableFuture.supplyAsync(events::hasNext);
      service.await(path);
      events.close();
      assertFalse(hasMore.get(15, TimeUnit.SECONDS));
    }
  }

  @Test
  void interruptOfAList() throws Exception {
    String path = "GET /v1/generations";
    for (Answer answer : List.of(ACCEPTED.after(30_000), OVERLOADED.retryAfter(30))) {
      try (Service service = new Service(Map.of(path, answer))) {
        assertInterrupted(service.interruptedIn(path, cma -> {
          GenerationsApi api = new GenerationsApi(cma.generation());
          Cma.Page<GenerationList> page = from -> api.listGenerations(9, from, null, null, null, null, null, null, null, null, null, null, null);
          Cma.paginate(page, GenerationList::getData, GenerationList::getNextCursor).iterator().hasNext();
        }));
      }
    }
  }

  @Test
  void interruptOfAGeneratedOperation() throws Exception {
    try (Service service = new Service(Map.of(LOOK, ACCEPTED.after(30_000)))) {
      assertInterrupted(service.interruptedIn(LOOK, cma -> {
        try {
          new GenerationsApi(cma.generation()).getGeneration("gen_1", null, null, null);
        } catch (ApiException error) {
          throw Cma.errorOf(error);
        }
      }));
    }
  }

  private static void generate(Cma cma) {
    cma.generateAndWait(new GenerateRequest().prompt("a lighthouse"));
  }

  /** Returns the id of the generation that the service was asked to cancel. */
  private static String canceledBy(Throwable thrown) {
    return assertInstanceOf(Cma.CanceledError.class, thrown).generationId();
  }

  /**
   * Interrupts the wait for a generation at {@code request}, and checks the id in the error; null if there must be none. Returns the calls
   * that the service got.
   */
  private static List<String> callsUntilCanceled(String id, String request, Map<String, Answer> answers) throws Exception {
    try (Service service = new Service(answers)) {
      assertEquals(id, canceledBy(service.interruptedIn(request, LocalTest::generate)));
      return service.calls();
    }
  }

  private static void assertInterrupted(Throwable thrown) {
    assertInstanceOf(InterruptedIOException.class, assertInstanceOf(UncheckedIOException.class, thrown).getCause());
  }

  /** A response; if {@code content} is null, the headers come and the body never does. {@code next} is that of all later calls. */
  private record Answer(int status, String content, int delayMs, String retryAfter, Answer next) {
    Answer(int status, String content) {
      this(status, content, 0, null, null);
    }

    Answer after(int ms) {
      return new Answer(status, content, ms, retryAfter, next);
    }

    Answer retryAfter(int seconds) {
      return new Answer(status, content, delayMs, String.valueOf(seconds), next);
    }

    Answer then(Answer later) {
      return new Answer(status, content, delayMs, retryAfter, later);
    }
  }

  /** A service that answers each call as the test says, and knows which calls came. */
  private static final class Service implements AutoCloseable {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Service(Map<String, Answer> answers) throws Exception {
      server.createContext("/", exchange -> {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        exchange.getRequestBody().readAllBytes();
        Answer answer = answers.get(call);
        if (answer.next() != null && calls.contains(call)) answer = answer.next();
        calls.add(call);
        arrived.add(call);
        try {
          Thread.sleep(answer.delayMs());
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          if (answer.retryAfter() != null) exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
          exchange.sendResponseHeaders(answer.status(), 0);
          if (answer.content() == null) Thread.sleep(30_000);
          else exchange.getResponseBody().write(answer.content().getBytes());
        } catch (InterruptedException error) {
          // The test is over.
        } finally {
          exchange.close();
        }
      });
      server.setExecutor(threads);
      server.start();
    }

    Cma client() {
      return new Cma("http://127.0.0.1:" + server.getAddress().getPort(), KEY);
    }

    List<String> calls() {
      return List.copyOf(calls);
    }

    /** Waits for a call, and then until the client has read a response that comes without delay. */
    void await(String call) {
      try {
        String came;
        do {
          came = arrived.poll(10, TimeUnit.SECONDS);
        } while (came != null && !came.equals(call));
        assertEquals(call, came);
        Thread.sleep(300);
      } catch (InterruptedException error) {
        throw new IllegalStateException(error);
      }
    }

    /** Interrupts {@code call} while it waits for the response to {@code request}, or after it has read that. */
    Throwable interruptedIn(String request, Consumer<Cma> call) throws Exception {
      return ends(call, thread -> {
        await(request);
        thread.interrupt();
      }, false);
    }

    /** Returns what {@code call} throws in a thread of its own. Fails if the thread then no longer says that it was interrupted. */
    Throwable ends(Consumer<Cma> call, Consumer<Thread> meanwhile, boolean atOnce) throws Exception {
      Cma cma = client();
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread thread = new Thread(() -> {
        if (atOnce) Thread.currentThread().interrupt();
        Throwable thrown = null;
        try {
          call.accept(cma);
        } catch (Throwable error) {
          thrown = error;
        }
        if (Thread.currentThread().isInterrupted()) end.complete(thrown);
        else end.completeExceptionally(new AssertionError("The thread is no longer interrupted.", thrown));
      });
      thread.setDaemon(true);
      thread.start();
      meanwhile.accept(thread);
      return end.get(15, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
