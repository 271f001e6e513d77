// OpenAI's package for Go; its pictures are readers without a name.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

func prompt(text string) string { return os.Getenv("CLIENT") + " " + text }

func step(name string, run func() error) {
	if err := run(); err != nil {
		fmt.Printf("STEP %s FAIL %v\n", name, err)
		return
	}
	fmt.Printf("STEP %s ok\n", name)
}

func first(answer *openai.ImagesResponse, err error) error {
	if err != nil {
		return err
	}
	if len(answer.Data) == 0 || answer.Data[0].B64JSON == "" {
		return errors.New("no picture")
	}
	return nil
}

func refused(err error, status int) error {
	var failure *openai.Error
	if !errors.As(err, &failure) {
		return fmt.Errorf("no error of the API: %v", err)
	}
	if failure.StatusCode != status {
		return fmt.Errorf("status %d", failure.StatusCode)
	}
	return nil
}

func main() {
	client := openai.NewClient(option.WithBaseURL(os.Getenv("BASE_URL")), option.WithAPIKey(os.Getenv("KEY")))
	ctx := context.Background()
	picture, _ := os.ReadFile(os.Getenv("PICTURE"))
	mask, _ := os.ReadFile(os.Getenv("MASK"))
	generate := func(model, text string) (*openai.ImagesResponse, error) {
		return client.Images.Generate(ctx, openai.ImageGenerateParams{Model: openai.ImageModel(model), Prompt: prompt(text)})
	}
	image := func() openai.ImageEditParamsImageUnion {
		return openai.ImageEditParamsImageUnion{OfFileArray: []io.Reader{bytes.NewReader(picture)}}
	}

	step("generate", func() error { return first(generate("gpt-image-1", "generates")) })
	step("alias", func() error { return first(generate("studio/Picture-1", "generates by alias")) })
	step("edit", func() error {
		return first(client.Images.Edit(ctx, openai.ImageEditParams{Model: "gpt-image-1", Prompt: prompt("edits"), Image: image()}))
	})
	step("mask", func() error {
		return first(client.Images.Edit(ctx, openai.ImageEditParams{
			Model: "gpt-image-1", Prompt: prompt("edits with a mask"), Image: image(), Mask: bytes.NewReader(mask),
		}))
	})
	step("key", func() error {
		params := openai.ImageGenerateParams{Model: "gpt-image-1", Prompt: prompt("buys once by a key")}
		for range 2 {
			if err := first(client.Images.Generate(ctx, params, option.WithHeader("Idempotency-Key", os.Getenv("CLIENT")))); err != nil {
				return err
			}
		}
		return nil
	})
	step("stream", func() error {
		stream := client.Images.GenerateStreaming(ctx, openai.ImageGenerateParams{
			Model: "gpt-image-1", Prompt: prompt("streams"), PartialImages: openai.Int(2),
		})
		last := ""
		for stream.Next() {
			last = string(stream.Current().Type)
		}
		if stream.Err() != nil || last != "image_generation.completed" {
			return fmt.Errorf("last event %q: %v", last, stream.Err())
		}
		return nil
	})
	step("error", func() error { _, err := generate("no-such-model", "errs"); return refused(err, 404) })
	step("missing", func() error { _, err := generate("flux-2-pro", "has no credential"); return refused(err, 424) })
	step("broken", func() error { _, err := generate("gpt-image-1", "breaks off"); return refused(err, 424) })
}
