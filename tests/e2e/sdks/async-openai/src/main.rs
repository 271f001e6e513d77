//! async-openai, which repeats 429 and 5xx by itself.
use std::env::var;
use std::future::Future;

use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::types::images::{
    CreateImageEditRequest, CreateImageRequest, ImageEditInput, ImageGenStreamEvent, ImageInput, ImageModel, ImagesResponse,
};
use async_openai::types::InputSource;
use async_openai::Client;
use futures::StreamExt;

type Outcome = Result<(), String>;

fn setting(name: &str) -> String {
    var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

fn prompt(text: &str) -> String {
    format!("{} {text}", setting("CLIENT"))
}

async fn step(name: &str, run: impl Future<Output = Outcome>) {
    match run.await {
        Ok(()) => println!("STEP {name} ok"),
        Err(why) => println!("STEP {name} FAIL {}", why.replace('\n', " ")),
    }
}

fn first(answer: Result<ImagesResponse, OpenAIError>) -> Outcome {
    match answer.map_err(|error| error.to_string())?.data.first() {
        // For an alias, an answer has both a URL and base64. The library then reads the URL.
        Some(_) => Ok(()),
        None => Err("no picture".into()),
    }
}

fn refused(status: u16, answer: Result<ImagesResponse, OpenAIError>) -> Outcome {
    match answer {
        Ok(_) => Err("no error".into()),
        Err(OpenAIError::ApiError(error)) if error.status_code.as_u16() == status => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

fn request(model: &str, text: &str) -> CreateImageRequest {
    CreateImageRequest { model: ImageModel::Other(model.into()), prompt: prompt(text), ..Default::default() }
}

fn file(name: &str) -> ImageInput {
    ImageInput { source: InputSource::Path { path: setting(name).into() } }
}

fn edit(text: &str, mask: Option<ImageInput>) -> CreateImageEditRequest {
    CreateImageEditRequest {
        image: ImageEditInput::Image(file("PICTURE")),
        mask,
        model: ImageModel::Other("gpt-image-1".into()),
        prompt: prompt(text),
        ..Default::default()
    }
}

async fn stream(client: &Client<OpenAIConfig>) -> Outcome {
    let asked = CreateImageRequest { partial_images: Some(2), ..request("gpt-image-1", "streams") };
    let mut events = client.images().generate_stream(asked).await.map_err(|error| error.to_string())?;
    while let Some(event) = events.next().await {
        if let ImageGenStreamEvent::Completed(_) = event.map_err(|error| error.to_string())? {
            return Ok(());
        }
    }
    Err("not completed".into())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let config = OpenAIConfig::new().with_api_base(setting("BASE_URL")).with_api_key(setting("KEY"));
    let client = Client::with_config(config);
    let images = client.images();
    step("generate", async { first(images.generate(request("gpt-image-1", "generates")).await) }).await;
    step("alias", async { first(images.generate(request("studio/Picture-1", "generates by alias")).await) }).await;
    step("edit", async { first(images.edit(edit("edits", None)).await) }).await;
    step("mask", async { first(images.edit(edit("edits with a mask", Some(file("MASK")))).await) }).await;
    step("stream", stream(&client)).await;
    step("error", async { refused(404, images.generate(request("no-such-model", "errs")).await) }).await;
    step("missing", async { refused(424, images.generate(request("flux-2-pro", "has no credential")).await) }).await;
    step("broken", async { refused(424, images.generate(request("gpt-image-1", "breaks off")).await) }).await;
}
