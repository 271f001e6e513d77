import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import example.multiagent.cma.Cma;
import example.multiagent.cma.config.api.MeApi;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the client for Java that need no platform: refused keys and addresses, and timeouts. */
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
}
