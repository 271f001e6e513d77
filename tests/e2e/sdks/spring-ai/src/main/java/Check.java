import java.util.regex.Pattern;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.openai.OpenAiImageModel;
import org.springframework.ai.openai.OpenAiImageOptions;
import org.springframework.ai.openai.api.OpenAiImageApi;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.RetryUtils;

/** Spring AI, which repeats 5xx up to ten times by itself. It has no call for edits and streams. */
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

  static void first(Image image) {
    if (image.getB64Json() == null && image.getUrl() == null) throw new IllegalStateException("no picture");
  }

  static void refused(int status, Run run) throws Exception {
    try {
      run.run();
    } catch (NonTransientAiException error) {
      if (!Pattern.compile("\\b" + status + "\\b").matcher(error.getMessage()).find()) throw error;
      return;
    }
    throw new IllegalStateException("no error");
  }

  public static void main(String[] arguments) {
    // Spring AI itself adds /v1 to the base URL.
    String base = System.getenv("BASE_URL").replaceFirst("/v1$", "");
    OpenAiImageApi api = OpenAiImageApi.builder().baseUrl(base).apiKey(System.getenv("KEY")).build();
    OpenAiImageModel images = new OpenAiImageModel(api, OpenAiImageOptions.builder().build(), RetryUtils.DEFAULT_RETRY_TEMPLATE);
    step("generate", () -> first(generate(images, "gpt-image-1", "generates")));
    step("alias", () -> first(generate(images, "studio/Picture-1", "generates by alias")));
    step("error", () -> refused(404, () -> generate(images, "no-such-model", "errs")));
    step("missing", () -> refused(424, () -> generate(images, "flux-2-pro", "has no credential")));
    step("broken", () -> refused(424, () -> generate(images, "gpt-image-1", "breaks off")));
    System.exit(0);
  }

  static Image generate(OpenAiImageModel images, String model, String text) {
    ImagePrompt request = new ImagePrompt(prompt(text), OpenAiImageOptions.builder().model(model).build());
    return images.call(request).getResult().getOutput();
  }
}
