import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.openai.OpenAiImageModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** langchain4j, which repeats 408, 429 and 5xx by itself. */
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

  static OpenAiImageModel model(String name) {
    return OpenAiImageModel.builder().baseUrl(System.getenv("BASE_URL")).apiKey(System.getenv("KEY")).modelName(name).build();
  }

  static void first(Image image) {
    if (image.base64Data() == null && image.url() == null) throw new IllegalStateException("no picture");
  }

  static Image file(String variable) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(System.getenv(variable)));
    return Image.builder().base64Data(Base64.getEncoder().encodeToString(bytes)).mimeType("image/png").build();
  }

  static void refused(int status, Run run) throws Exception {
    try {
      run.run();
    } catch (Exception error) {
      for (Throwable cause = error; cause != null; cause = cause.getCause())
        if (cause instanceof HttpException http) {
          if (http.statusCode() != status) throw new IllegalStateException("status " + http.statusCode());
          return;
        }
      throw error;
    }
    throw new IllegalStateException("no error");
  }

  public static void main(String[] arguments) {
    step("generate", () -> first(model("gpt-image-1").generate(prompt("generates")).content()));
    step("alias", () -> first(model("studio/Picture-1").generate(prompt("generates by alias")).content()));
    step("edit", () -> first(model("gpt-image-1").edit(file("PICTURE"), prompt("edits")).content()));
    step("mask", () -> first(model("gpt-image-1").edit(file("PICTURE"), file("MASK"), prompt("edits with a mask")).content()));
    step("error", () -> refused(404, () -> model("no-such-model").generate(prompt("errs"))));
    step("missing", () -> refused(424, () -> model("flux-2-pro").generate(prompt("has no credential"))));
    step("broken", () -> refused(424, () -> model("gpt-image-1").generate(prompt("breaks off"))));
    System.exit(0);
  }
}
