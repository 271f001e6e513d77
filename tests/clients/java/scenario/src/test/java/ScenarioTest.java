import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import example.multiagent.cma.Cma;
import example.multiagent.cma.config.api.MeApi;
import example.multiagent.cma.config.model.InstanceUpdate;
import example.multiagent.cma.config.model.UpdateKeyRequest;
import example.multiagent.cma.config.model.UpdateWebhookRequest;
import example.multiagent.cma.generation.ApiClient;
import example.multiagent.cma.generation.api.AssetsApi;
import example.multiagent.cma.generation.api.GenerationsApi;
import example.multiagent.cma.generation.api.ModelsApi;
import example.multiagent.cma.generation.model.Asset;
import example.multiagent.cma.generation.model.GenerateRequest;
import example.multiagent.cma.generation.model.Generation;
import example.multiagent.cma.generation.model.GenerationList;
import example.multiagent.cma.generation.model.InputReference;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The client for Java plays the scenario that every client plays; {@code npm run test:clients -- java} sets the variables. */
class ScenarioTest {
  private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();

  @TestFactory
  Stream<DynamicTest> scenario() throws Exception {
    JsonNode scenario = JSON.readTree(Path.of(System.getenv("CMA_SCENARIO")).toFile());
    return StreamSupport.stream(scenario.get("cases").spliterator(), false)
        .map(one -> dynamicTest(one.get("name").asText(), () -> play(scenario, one)));
  }

  private static void play(JsonNode scenario, JsonNode one) throws Exception {
    String proxy = scenario.get("proxy").asText();
    String session = scenario.get("run").asText() + "-" + one.get("name").asText();
    String keyName = one.path("key").asText("normal");
    String key = scenario.get("keys").get(keyName).asText();
    Cma cma = new Cma(proxy + "/" + one.path("fault").asText("none") + "/" + session, key, scenario.get("projects").path(keyName).asText(null));
    ObjectNode result = switch (one.get("do").asText()) {
      case "generate" -> playGenerate(cma, one);
      case "events" -> playEvents(cma, one);
      case "upload_and_edit" -> playUploadAndEdit(cma, one);
      case "pages" -> playPages(cma, one);
      case "webhooks" -> playWebhooks(one);
      default -> throw new IllegalArgumentException(one.get("do").asText());
    };
    HttpRequest request = HttpRequest.newBuilder(URI.create(proxy + "/seen/" + session)).build();
    String seen = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    result.setAll((ObjectNode) JSON.readTree(seen));
    ObjectNode wanted = (ObjectNode) one.get("expect");
    ObjectNode compared = JSON.createObjectNode();
    wanted.fieldNames().forEachRemaining(name -> compared.set(name, result.get(name)));
    // The values go through text, so that numbers of all types are compared as JSON writes them.
    assertEquals(wanted, JSON.readTree(compared.toString()));
  }

  private static GenerateRequest bodyOf(JsonNode one) throws Exception {
    return JSON.treeToValue(one.get("body"), GenerateRequest.class);
  }

  private static ArrayNode shapes(Generation generation) {
    ArrayNode shapes = JSON.createArrayNode();
    generation.getImages().forEach(image -> shapes.addArray().add(image.getWidth()).add(image.getHeight()).add(image.getFormat()));
    return shapes;
  }

  private static ObjectNode playGenerate(Cma cma, JsonNode one) throws Exception {
    ObjectNode result = JSON.createObjectNode();
    try {
      Generation generation = null;
      for (int times = 0; times < one.path("times").asInt(1); times++) {
        CompletableFuture<Void> cancel = new CompletableFuture<>();
        if (one.has("cancel_after_ms")) cancel.completeOnTimeout(null, one.get("cancel_after_ms").asLong(), TimeUnit.MILLISECONDS);
        Cma.GenerateOptions options = new Cma.GenerateOptions().cancel(cancel);
        if (one.has("timeout_ms")) options.timeout(Duration.ofMillis(one.get("timeout_ms").asLong()));
        generation = cma.generateAndWait(bodyOf(one), options);
      }
      byte[] content = cma.download(generation.getImages().get(0).getAssetId());
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      result.put("status", generation.getStatus()).put("source", generation.getCost().getSource()).put("stage", generation.getStage());
      result.put("downloaded", sum.equals(generation.getImages().get(0).getSha256())).set("images", shapes(generation));
    } catch (Cma.ApiError error) {
      result.put("error", "api").put("status", error.status()).put("code", error.code());
      result.put("request_id", error.requestId().startsWith("req_"));
      result.put("retry_after", error.retryAfterMs() != null && error.retryAfterMs() > 0);
      if (error.problem().getErrors() != null && !error.problem().getErrors().isEmpty())
        result.put("pointer", error.problem().getErrors().get(0).getPointer());
    } catch (Cma.GenerationFailedError error) {
      result.put("error", "generation_failed").put("status", error.generation().getStatus()).put("code", error.code());
      result.put("request_id", error.requestId().startsWith("req_"));
    } catch (Cma.WaitTimeoutError error) {
      result.put("error", "wait_timeout").put("named", error.generationId().startsWith("gen_") && !error.idempotencyKey().isEmpty());
    } catch (Cma.CanceledError error) {
      GenerationsApi api = new GenerationsApi(cma.generation());
      String status;
      do {
        Thread.sleep(200);
        status = api.getGeneration(error.generationId(), null, null, null).getStatus();
      } while (Set.of("queued", "running").contains(status));
      result.put("error", "canceled").put("ended_as", status);
    }
    return result;
  }

  private static ObjectNode playEvents(Cma cma, JsonNode one) throws Exception {
    Generation started = new GenerationsApi(cma.generation()).generate(bodyOf(one), null, null, null, null, "respond-async");
    int count = 0;
    long before = -1;
    boolean inOrder = true;
    Cma.ReceivedEvent last = null;
    try (Cma.Events events = cma.events(started.getId())) {
      while (events.hasNext()) {
        last = events.next();
        long id = Long.parseLong(last.id());
        inOrder &= id > before;
        before = id;
        count++;
      }
    }
    return JSON.createObjectNode()
        .put("last", last.type())
        .put("status", last.data().path("generation").path("status").asText())
        .put("in_order", inOrder && count > 1);
  }

  private static ObjectNode playUploadAndEdit(Cma cma, JsonNode one) throws Exception {
    byte[] content = Base64.getDecoder().decode(one.get("picture").asText());
    Path file = Files.createTempFile("picture", ".png");
    Files.write(file, content);
    Asset asset = new AssetsApi(cma.generation()).uploadAsset(file.toFile(), null, null, null, null);
    Files.delete(file);
    Generation generation = cma.generateAndWait(bodyOf(one).inputs(List.of(new InputReference().assetId(asset.getId()))));
    ObjectNode result = JSON.createObjectNode();
    result.putArray("uploaded").add(asset.getWidth()).add(asset.getHeight()).add(asset.getFormat());
    result.put("same_bytes", Arrays.equals(content, cma.download(asset.getId())));
    result.put("status", generation.getStatus()).put("operation", generation.getOperation()).set("images", shapes(generation));
    return result;
  }

  private static ObjectNode playPages(Cma cma, JsonNode one) throws Exception {
    for (int made = 0; made < one.get("count").asInt(); made++) cma.generateAndWait(bodyOf(one));
    GenerationsApi api = new GenerationsApi(cma.generation());
    int[] pages = {0};
    Cma.Page<GenerationList> page = cursor -> {
      pages[0]++;
      String prompt = one.get("body").get("prompt").asText();
      return api.listGenerations(one.get("limit").asInt(), cursor, null, null, null, null, prompt, null, null, null, null, null, null);
    };
    int items = 0;
    Set<String> ids = new HashSet<>();
    for (Generation generation : Cma.paginate(page, GenerationList::getData, GenerationList::getNextCursor)) {
      ids.add(generation.getId());
      items++;
    }
    return JSON.createObjectNode().put("items", items).put("different", ids.size()).put("pages", pages[0]);
  }

  private static ObjectNode playWebhooks(JsonNode one) {
    ObjectNode result = JSON.createObjectNode();
    ArrayNode accepted = result.putArray("accepted");
    for (JsonNode vector : one.get("vectors")) {
      Map<String, List<String>> headers = new TreeMap<>();
      vector.get("headers").fields().forEachRemaining(header -> headers.put(header.getKey(), List.of(header.getValue().asText())));
      try {
        result.put("type", Cma.verifyWebhook(vector.get("payload").asText(), headers, one.get("secret").asText()).get("type").asText());
        accepted.add(vector.get("name").asText());
      } catch (Cma.InvalidWebhookError error) {
        // A webhook with an invalid signature is not in the result.
      }
    }
    return result;
  }

  /** The same as the case "cancel" of the scenario, but by an interrupt of the thread that waits. */
  @Test
  void interruptCancelsTheGeneration() throws Exception {
    Cma cma = new Cma(System.getenv("CMA_URL"), System.getenv("CMA_KEY"));
    GenerateRequest slow = new GenerateRequest().prompt("interrupted").model("sketch");
    slow.providerOptions(Map.of("sketch", Map.of("delay_ms", 60_000)));
    Thread waiting = Thread.currentThread();
    Cma.GenerateOptions options = new Cma.GenerateOptions().onUpdate(state -> {
      if (state.getStatus().equals("running")) waiting.interrupt();
    });
    Cma.CanceledError error = assertThrows(Cma.CanceledError.class, () -> cma.generateAndWait(slow, options));
    assertTrue(Thread.interrupted());
    String last = null;
    try (Cma.Events events = cma.events(error.generationId())) {
      while (events.hasNext()) last = events.next().data().at("/generation/status").asText();
    }
    assertEquals("canceled", last);
  }

  @Test
  void configService() throws Exception {
    assertEquals("project", new MeApi(new Cma(System.getenv("CMA_URL"), System.getenv("CMA_KEY")).config()).getMe(null).getKind());
  }

  /** A change by merge patch has the members that were set, those set to null, and no others. */
  @Test
  void membersOfAChange() throws Exception {
    assertEquals("{\"retention_days\":90}", JSON.writeValueAsString(new InstanceUpdate().retentionDays(90)));
    assertEquals("{\"default_model\":null,\"cors_origins\":[]}",
        JSON.writeValueAsString(new InstanceUpdate().defaultModel(null).corsOrigins(List.of())));
    assertEquals("{\"name\":\"app\"}", JSON.writeValueAsString(new UpdateKeyRequest().name("app")));
    assertEquals("{\"status\":\"active\"}", JSON.writeValueAsString(new UpdateWebhookRequest().status("active")));
  }

  /** A call acts in the project that it names, whatever the project of its client is. */
  @Test
  void projectOfOneCall() throws Exception {
    List<String> projects = Collections.synchronizedList(new ArrayList<>());
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      projects.add(String.join(",", exchange.getRequestHeaders().getOrDefault("X-Project-ID", List.of())));
      byte[] content = "{\"data\":[]}".getBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
      exchange.close();
    });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      ModelsApi ofProject = new ModelsApi(new Cma(url, "key", "proj_of_the_client").generation());
      ofProject.listModels(null, null, null, null, null, null, null, null);
      ofProject.listModels(null, null, null, null, null, null, "proj_of_the_call", null);
      ofProject.listModels(null, null, null, null, null, null, null, null, Map.of("X-Project-ID", "proj_of_the_headers"));
      new ModelsApi(new Cma(url, "key").generation()).listModels(null, null, null, null, null, null, null, null);
      assertEquals(List.of("proj_of_the_client", "proj_of_the_call", "proj_of_the_headers", ""), projects);
    } finally {
      server.stop(0);
    }
  }

  /** Uses the jar and no other file of this checkout. */
  @Test
  void programsOfTheReadme(@TempDir Path project) throws Exception {
    Matcher programs = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of(System.getenv("CMA_README"))));
    Files.copy(Path.of("..", "..", "..", "..", "docs", "images", "mask-right-half.png"), project.resolve("mask.png"));
    assertEquals("256x256, 0 micro-USD, lighthouse.png\n", printedByNext(programs, project));
    assertEquals("inpaint: 512x512, changed.png\n", printedByNext(programs, project));
    assertEquals("canceled\n", printedByNext(programs, project));
    assertEquals("some have succeeded: true\n", printedByNext(programs, project));
    for (String name : List.of("lighthouse.png", "changed.png"))
      assertArrayEquals("PNG".getBytes(), Arrays.copyOfRange(Files.readAllBytes(project.resolve(name)), 1, 4));
    playReceiver(programs, project);
  }

  /** Sends the receiver of the README two deliveries: one with the right signature, then one whose body was changed. */
  private static void playReceiver(Matcher programs, Path project) throws Exception {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
    String payload = "{\"type\":\"generation.succeeded\",\"data\":{\"id\":\"gen_1\"}}";
    long now = System.currentTimeMillis() / 1000;
    String signature = new Webhook(secret).sign("evt_1", now, payload);
    String port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = String.valueOf(free.getLocalPort());
    }
    Process receiver = nextProgram(programs, project, Map.of("CMA_WEBHOOK_SECRET", secret, "PORT", port));
    try (BufferedReader printed = receiver.inputReader()) {
      assertEquals("listening", printed.readLine());
      HttpRequest.Builder delivery = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
          .headers("webhook-id", "evt_1", "webhook-timestamp", String.valueOf(now), "webhook-signature", signature);
      assertEquals(204, statusOf(delivery, payload));
      assertEquals("generation.succeeded gen_1", printed.readLine());
      assertEquals(401, statusOf(delivery, payload + " "));
    } finally {
      receiver.destroyForcibly();
    }
  }

  private static int statusOf(HttpRequest.Builder delivery, String body) throws Exception {
    HttpRequest request = delivery.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String printedByNext(Matcher programs, Path project) throws Exception {
    return new String(nextProgram(programs, project, Map.of()).getInputStream().readAllBytes());
  }

  private static Process nextProgram(Matcher programs, Path project, Map<String, String> environment) throws Exception {
    programs.find();
    Files.writeString(project.resolve("Program.java"), programs.group(1));
    ProcessBuilder program = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), "Program.java");
    program.environment().putAll(environment);
    return program.directory(project.toFile()).redirectErrorStream(true).start();
  }
}
