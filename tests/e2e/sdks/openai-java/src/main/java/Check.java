import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** OpenAI's package for Java. Its streams and byte arrays become parts of a form without a file name. */
public class Check {
  interface Run {
    void run() throws Exception;
  }

  static String prompt(String text) {
    return System.getenv("CLIENT") + " " + text;
  }

  static void step(String name, Run run) {
    try {
      run.run();
      System.out.println("STEP " + name + " ok");
    } catch (Throwable error) {
      System.out.println("STEP " + name + " FAIL " + error.toString().replace('\n', ' '));
    }
  }

  static void first(ImagesResponse answer) {
    if (answer.data().orElseThrow().get(0).b64Json().isEmpty()) throw new IllegalStateException("no picture");
  }

  static void refused(int status, Run run) throws Exception {
    try {
      run.run();
    } catch (OpenAIServiceException error) {
      if (error.statusCode() != status) throw new IllegalStateException("status " + error.statusCode());
      return;
    }
    throw new IllegalStateException("no error");
  }

  public static void main(String[] arguments) throws Exception {
    OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(System.getenv("BASE_URL")).apiKey(System.getenv("KEY")).build();
    byte[] picture = Files.readAllBytes(Path.of(System.getenv("PICTURE")));
    byte[] mask = Files.readAllBytes(Path.of(System.getenv("MASK")));

    step("generate", () -> first(generate(client, "gpt-image-1", "generates")));
    step("alias", () -> first(generate(client, "studio/Picture-1", "generates by alias")));
    step("edit", () -> {
      InputStream stream = new ByteArrayInputStream(picture);
      first(client.images().edit(ImageEditParams.builder().model("gpt-image-1").prompt(prompt("edits")).image(stream).build()));
    });
    step("mask", () -> {
      ImageEditParams params =
          ImageEditParams.builder().model("gpt-image-1").prompt(prompt("edits with a mask")).image(picture).mask(mask).build();
      first(client.images().edit(params));
    });
    step("key", () -> {
      ImageGenerateParams params = ImageGenerateParams.builder()
          .model("gpt-image-1")
          .prompt(prompt("buys once by a key"))
          .putAdditionalHeader("Idempotency-Key", System.getenv("CLIENT"))
          .build();
      for (int call = 0; call < 2; call++) first(client.images().generate(params));
    });
    step("stream", () -> {
      ImageGenerateParams params = ImageGenerateParams.builder().model("gpt-image-1").prompt(prompt("streams")).partialImages(2).build();
      try (var stream = client.images().generateStreaming(params)) {
        if (stream.stream().noneMatch(event -> event.isGenerationCompleted())) throw new IllegalStateException("not completed");
      }
    });
    step("error", () -> refused(404, () -> generate(client, "no-such-model", "errs")));
    step("missing", () -> refused(424, () -> generate(client, "flux-2-pro", "has no credential")));
    step("broken", () -> refused(424, () -> generate(client, "gpt-image-1", "breaks off")));
    System.exit(0);
  }

  static ImagesResponse generate(OpenAIClient client, String model, String text) {
    return client.images().generate(ImageGenerateParams.builder().model(model).prompt(prompt(text)).build());
  }
}
