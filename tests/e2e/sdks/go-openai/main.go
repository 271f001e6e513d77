// sashabaranov/go-openai, which sends every field of its forms, even empty ones.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	openai "github.com/sashabaranov/go-openai"
)

func prompt(text string) string { return os.Getenv("CLIENT") + " " + text }

func step(name string, run func() error) {
	if err := run(); err != nil {
		fmt.Printf("STEP %s FAIL %v\n", name, err)
		return
	}
	fmt.Printf("STEP %s ok\n", name)
}

func first(answer openai.ImageResponse, err error) error {
	if err != nil {
		return err
	}
	if len(answer.Data) == 0 || (answer.Data[0].B64JSON == "" && answer.Data[0].URL == "") {
		return errors.New("no picture")
	}
	return nil
}

func refused(err error, status int) error {
	var failure *openai.APIError
	if !errors.As(err, &failure) {
		return fmt.Errorf("no error of the API: %v", err)
	}
	if failure.HTTPStatusCode != status {
		return fmt.Errorf("status %d", failure.HTTPStatusCode)
	}
	return nil
}

func main() {
	config := openai.DefaultConfig(os.Getenv("KEY"))
	config.BaseURL = os.Getenv("BASE_URL")
	client := openai.NewClientWithConfig(config)
	ctx := context.Background()
	generate := func(model, text string) (openai.ImageResponse, error) {
		return client.CreateImage(ctx, openai.ImageRequest{Model: model, Prompt: prompt(text)})
	}
	open := func(name string) *os.File {
		file, err := os.Open(os.Getenv(name))
		if err != nil {
			panic(err)
		}
		return file
	}
	step("generate", func() error { return first(generate("gpt-image-1", "generates")) })
	step("alias", func() error { return first(generate("studio/Picture-1", "generates by alias")) })
	step("edit", func() error {
		return first(client.CreateEditImage(ctx, openai.ImageEditRequest{Model: "gpt-image-1", Prompt: prompt("edits"), Image: open("PICTURE")}))
	})
	step("mask", func() error {
		return first(client.CreateEditImage(ctx, openai.ImageEditRequest{
			Model: "gpt-image-1", Prompt: prompt("edits with a mask"), Image: open("PICTURE"), Mask: open("MASK"),
		}))
	})
	step("error", func() error { _, err := generate("no-such-model", "errs"); return refused(err, 404) })
	step("missing", func() error { _, err := generate("flux-2-pro", "has no credential"); return refused(err, 424) })
	step("broken", func() error { _, err := generate("gpt-image-1", "breaks off"); return refused(err, 424) })
}
