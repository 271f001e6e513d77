// Generated from openapi/ by `npm run generate`. Do not edit.
export interface paths {
    "/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make pictures
         * @description Plans the request, checks limits and budget, reserves the most that it can cost, and starts a durable job. The answer is the
         *     finished generation (200), or, when you asked for it with `Prefer: respond-async` or the wait ran out, the running one (202) with
         *     its `Location`. Nothing is lost when you disconnect; ask again with the same `Idempotency-Key` to join the running job.
         *
         *     A job that fails answers as a problem whose `generation_id` names its record. `on_unsupported` decides what happens to a
         *     parameter that the model does not take: `reject` (400, nothing is spent) or `adapt` (changed, and reported in `warnings`).
         */
        post: operations["generate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Quote a generation
         * @description Takes the body of `/generate` and returns the models that would run, the parameters that would be adapted, and the cost. Calls no provider, reserves
         *     nothing and takes nothing out of a limit. `exact: true` means: if it succeeds as planned, it costs `amount_micros`, to the micro-dollar;
         *     it is false for models whose provider says what it charged (`reports_cost`).
         */
        post: operations["quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List generations
         * @description The project's generations, the newest first. One that has just been started is listed from when its provider has accepted it, when a
         *     call has lasted a second, or when it has ended, whichever comes first; `GET /generations/{generation_id}` knows it from the answer on
         *     that named it.
         */
        get: operations["listGenerations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/{generation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        /**
         * Follow a generation
         * @description The generation as it is now. A generation that failed is still a 200 here, with `status: failed` and its `error`. Picture links are
         *     signed anew at each call.
         */
        get: operations["getGeneration"];
        put?: never;
        post?: never;
        /**
         * Delete a generation
         * @description Deletes the record and the bytes of its pictures. Its cost stays in the usage. A generation that is still running is
         *     `409 conflict`: cancel it first; so is an indeterminate one: resolve it first. While another generation that works from one of its
         *     pictures has not ended, it is `409 in_use`.
         */
        delete: operations["deleteGeneration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/{generation_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a generation
         * @description Stops the work if it can be stopped, and returns the generation as it is then (200), or as it is while the cancel is in progress
         *     (202). Canceling twice is harmless; work that cannot be stopped is `409 not_cancelable`, and continues.
         *
         *     - Before the provider was called, and between two tries: canceled, at no cost.
         *     - While a free model works: broken off, at no cost. While a priced one is being called, the call is not broken off, since that would
         *       not un-bill it: a result that still comes is kept and charged (`succeeded`), a failure that was not billed ends as `canceled`.
         *     - While the provider works on an accepted job: it is asked to stop if it can. The amount billed by then is charged; if it
         *       does not say within 30 seconds, the generation ends as `indeterminate` with its reservation held. A provider that has no way
         *       to stop is `409 not_cancelable`.
         *     - While pictures are being stored, and afterwards: `409 not_cancelable`.
         */
        post: operations["cancelGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/{generation_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle an indeterminate generation
         * @description For a generation whose provider may or may not have billed: says what it did cost, frees the held budget, and ends it as `failed`.
         *     The audit log says who did it. Less than what is held may be said by a user's key of an admin alone (`403 insufficient_role`): it
         *     frees budget, and whoever may spend it should not decide that. Settling again with the same amount is harmless; with another, or a generation that is not indeterminate, is `409 not_resolvable`.
         */
        post: operations["resolveGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/{generation_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        /**
         * Follow a generation live
         * @description Server-sent events: what has happened so far, then what happens, until the `finished` event, after which the stream ends. Each
         *     event has an `id`; reconnect with it as `Last-Event-ID` and nothing is missed or repeated. A comment line every 15 seconds keeps
         *     the connection open. Once the job's events are gone (24 hours after the end), the stream holds the `finished` event alone.
         *
         *     A key may have 100 streams open; one more is 429 `concurrency_limited`. They are counted where a request arrives (in each isolate of
         *     the Worker), so readers in several places of the world may have more in all.
         */
        get: operations["streamGenerationEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook deliveries
         * @description Webhook deliveries about the project's generations, sent or still being sent; newest first.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries/{delivery_id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The delivery. */
                delivery_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a webhook again
         * @description Sends the same event again, under the same `webhook-id`, so that your endpoint can tell that it is a repeat. The schedule of
         *     retries starts anew. `409 conflict` when the endpoint was deleted or disabled.
         */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List pictures
         * @description The project's stored pictures, uploaded and made, the newest first; each with a link signed anew. With `model`, `operation` or `prompt` only
         *     pictures that generations made are listed.
         */
        get: operations["listAssets"];
        put?: never;
        /**
         * Upload a picture
         * @description Stores a picture that generations can work from: PNG, JPEG or WebP, at most 20 MB and 40 megapixels. Its format is read from its
         *     bytes; its name does not matter. Three ways: a file in a form (`file`), base64 in JSON, or an address that we fetch (public
         *     https only, at most 3 redirects). Bodies: JSON at most 28 MB, forms at most 32 MB.
         *
         *     An upload that no generation has used within 7 days is deleted. Of such unused ones a project may have 1,000, together 5 GB
         *     (5,368,709,120 bytes); one more is 429 `storage_limited`, and nothing of it is kept.
         */
        post: operations["uploadAsset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{asset_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetId"];
            };
            cookie?: never;
        };
        /**
         * Get a picture's metadata
         * @description Its facts, and a link signed anew.
         */
        get: operations["getAsset"];
        put?: never;
        post?: never;
        /**
         * Delete a picture
         * @description Deletes its bytes; every link to it is dead at once. The record of the generation that made it keeps its facts. While a generation
         *     that works from it has not ended, it is 409 `in_use`, with `generation_id` (`detail` names all of them if there are several): wait for it,
         *     or cancel it.
         */
        delete: operations["deleteAsset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{asset_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetId"];
            };
            cookie?: never;
        };
        /**
         * A picture's bytes
         * @description The file exactly as the provider made it, or as it was uploaded, metadata included. Needs a key, or the `token` of a signed link.
         *     Takes `Range` (one range) and `If-None-Match`.
         *
         *     `width` asks for a smaller copy (never a larger one), of the same format; 400 `unsupported_parameter` where this deployment has
         *     nothing to resize with.
         */
        get: operations["getAssetContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{asset_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a link to a picture
         * @description A link that anyone can open until it expires; no key is needed. It dies early when the picture is deleted or when the key that
         *     signed it is retired (docs/specs/storage.md).
         */
        post: operations["linkAsset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List models
         * @description Every model that the instance offers, in the shape of OpenAI's list, with what each can do and what it costs. Not paged.
         */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The model's id, or an alias of the instance.
                 * @example sketch
                 */
                model: components["schemas"]["ModelId"];
            };
            cookie?: never;
        };
        /**
         * Get a model
         * @description One model, also by its alias. A model that the instance does not offer is `404 model_not_found`.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current limits
         * @description Every limit and budget that this key's requests count against, with its state at this moment. Asking takes nothing out of them.
         */
        get: operations["getLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get usage
         * @description The project's usage over time, by hour or by day (UTC). Without `from` and `to` it is the last 30 days. A span is at most 366 days,
         *     by hour at most 31.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/{provider}/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider that calls.
                 * @example replicate
                 */
                provider: string;
                /** @description Names the generation; signed by us, given to the provider when the work was submitted. */
                token: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a provider's callback
         * @description For providers, not for you. Verified by the token and by the provider's own signature, if it has one; then it wakes the job,
         *     which polls the provider. Repeats and disorder are harmless. At most 1 MB.
         */
        post: operations["receiveCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * OpenAI: create images
         * @description OpenAI's `images.generate`, for every model of the instance: the official SDKs work with `baseURL` (`base_url`) changed alone. Inside it
         *     is the same job as `POST /generate`. Parameters that the model does not support are adapted unless `on_unsupported` says `reject`; docs/api/openai.md
         *     has the mapping.
         *
         *     With `stream: true` the answer is server-sent events, with a comment line every 10 seconds. Once a job has begun, an error carries
         *     `x-should-retry: false`, and what a repeat would buy again is 424, which no client repeats; an SDK's own repeat of a request (`X-Stainless-Retry-Count` above 0, the same key and body, within 30
         *     minutes) joins the job of the first sending, also where that one is still on its way: together they are one job and one charge.
         */
        post: operations["createImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * OpenAI: edit images
         * @description OpenAI's `images.edit`: with a `mask` it is our `inpaint`, without one our `edit`. The mask is OpenAI's (transparent = change), a PNG; we turn
         *     it into ours. Pictures come as form files (`image`, `image[]`, `image[0]`) or, in JSON, as `images` with a data URL, a
         *     public https address or the id of one of our assets as `file_id`; `image` and `image_url` are read, too.
         */
        post: operations["createImageEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/variations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * OpenAI: vary an image
         * @description OpenAI's `images.createVariation`, as our `remix` without a prompt of yours.
         */
        post: operations["createImageVariation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the service works
         * @description Really asks each part: reads the database and the storage, and calls the config service. 200 when all answer, 503 otherwise. The
         *     result is kept for 5 seconds per isolate, so that asking costs nothing.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract
         * @description The OpenAPI document of this service, bundled, exactly as it was written.
         */
        get: operations["getContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    generationFinished: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A generation has finished
         * @description Sent to the endpoints of the instance that asked for the event, as Standard Webhooks describes: `webhook-id` is the same for every
         *     try, `webhook-timestamp` the time of this try in Unix seconds, `webhook-signature` one `v1,` signature per secret in force. A try
         *     that is not answered with 2xx in 15 seconds is made again, ten times over about three days; 410 ends it at once and disables the
         *     endpoint until somebody enables it again. Each try goes to the
         *     URL that the endpoint has by then; one that was disabled or deleted meanwhile gets no more.
         */
        post: operations["generationFinished"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description A model's id, as in `GET /models`, or an alias of the instance.
         * @example sketch
         */
        ModelId: string;
        /**
         * @description The operation; default `generate`. `generate`: from the prompt alone. `edit`: change a picture as the prompt says. `inpaint`: change what the mask shows
         *     white. `remix`: a new picture in the manner of the input. `reframe`: extend to another shape. `upscale`: more pixels.
         *     `remove_background`, `replace_background`: as they say. `describe`: a text about the input; it answers `texts`.
         * @enum {string}
         */
        Operation: "generate" | "edit" | "inpaint" | "remix" | "reframe" | "upscale" | "remove_background" | "replace_background" | "describe";
        /**
         * @description The file format of a picture.
         * @enum {string}
         */
        ImageFormat: "png" | "jpeg" | "webp";
        /**
         * @description One flat body for every operation. `generate` needs a `prompt`; `edit`, `remix` and `replace_background` a `prompt` and an input;
         *     `inpaint` also a `mask`, and no prompt if the model takes none (erasing); `reframe`, `upscale`, `remove_background` and `describe` an input. A missing field is a 400 with a pointer.
         */
        GenerateRequest: {
            operation?: components["schemas"]["Operation"];
            /**
             * @description The prompt. Models have their own, lower limits; see `max_prompt_length` in `GET /models`.
             * @example a lighthouse in fog
             */
            prompt?: string;
            model?: components["schemas"]["ModelId"];
            /** @description Things to avoid in the picture. */
            negative_prompt?: string;
            /**
             * @description How many pictures. Fewer may come; only those are charged.
             * @default 1
             */
            n?: number;
            /**
             * @description Width and height in pixels, `1024x1024`, or `auto`. Not together with `aspect_ratio` or `resolution`.
             * @example 1024x1024
             */
            size?: string;
            /**
             * @description Width to height. The nearest size that the model makes is used if it is within 2 percent of this shape.
             * @example 16:9
             */
            aspect_ratio?: string;
            /**
             * @description How large, for use with `aspect_ratio`: `1K` is about 1 megapixel, `2K` about 4, `4K` about 16, or what the model names.
             * @example 1K
             */
            resolution?: string;
            /** @description The same seed and request give the same picture where the model can do so. */
            seed?: number;
            /**
             * @description One of the model's `qualities`.
             * @example high
             */
            quality?: string;
            /** @description One of the model's `styles`. */
            style?: string;
            output?: components["schemas"]["OutputOptions"];
            /** @description Pictures to work from, uploaded before with `POST /assets` or made by an earlier generation. */
            inputs?: components["schemas"]["InputReference"][];
            mask?: components["schemas"]["MaskReference"];
            /** @description 0 keeps the input, 1 ignores it. */
            strength?: number;
            /** @description How closely to follow the prompt. */
            guidance?: number;
            /** @description Sampling steps. */
            steps?: number;
            /** @description Whether the model may rewrite the prompt. The rewritten prompt is returned as `revised_prompt`. */
            enhance_prompt?: boolean;
            /**
             * @description How many previews to send as `partial_image` events.
             * @default 0
             */
            partial_images?: number;
            /**
             * @description How to treat a parameter that the model does not support. It is never dropped in silence.
             * @default reject
             * @enum {string}
             */
            on_unsupported?: "reject" | "adapt";
            /** @description The most that it may cost, over the whole fallback chain, in micro-USD. More is `400 max_cost_exceeded`; nothing is spent. */
            max_cost_micros?: components["schemas"]["Micros"];
            /**
             * @description When the job gives up, in milliseconds from now.
             * @default 600000
             */
            deadline_ms?: number;
            /**
             * @description Models to try in order when the first fails without having billed. Without it the instance's chain applies; `[]` allows none.
             *     A model of the instance's chain that can't do the request is skipped, with a warning; one named here must be able to.
             *     After a refusal for safety (only where the instance's `content_policy.fallback_on_refusal` allows another try), a rejected
             *     credential or a lack of credit, no further model of that provider is tried.
             */
            fallbacks?: components["schemas"]["ModelId"][];
            /** @description Further fields for the provider, passed on as they are, after ours; at most 65536 characters as JSON. They go to the first model's provider alone. One that a field of ours sets is refused. */
            provider_options?: {
                [key: string]: unknown;
            };
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description How the picture's file is to be. */
        OutputOptions: {
            format?: components["schemas"]["ImageFormat"];
            /** @description Quality of jpeg and webp, 100 the best. A png has none to choose. */
            compression?: number;
            /**
             * @description Transparent needs png or webp.
             * @enum {string}
             */
            background?: "auto" | "opaque" | "transparent";
        };
        InputReference: {
            asset_id: components["schemas"]["AssetId"];
            /**
             * @description The use of the picture. `image` is the picture to edit; the others guide the result.
             * @default image
             * @enum {string}
             */
            role?: "image" | "reference" | "style" | "character";
            /** @description How much it counts, for roles in the `weights` of the model. */
            weight?: number;
        };
        /** @description White is changed, black is kept. As large as the first input. */
        MaskReference: {
            asset_id: components["schemas"]["AssetId"];
        };
        /**
         * @description The id of a stored picture.
         * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        AssetId: string;
        /**
         * @description `queued`: accepted. `running`: being made. `succeeded`: at least one picture or text came. `failed`: nothing came; `error` says why.
         *     `canceled`: stopped on request. `indeterminate`: it is unknown whether the provider did the work; the reserved amount is held.
         * @enum {string}
         */
        GenerationStatus: "queued" | "running" | "succeeded" | "failed" | "canceled" | "indeterminate";
        /**
         * @description The step that a generation has reached, written down before it is taken. `admitted`, `begun`, `submitting` (the provider is being called),
         *     `submitted` (it has accepted), `polling`, `fetching` (pictures are being stored), `stored`, `settled` (the cost is booked),
         *     `notified` (webhooks are out).
         * @enum {string}
         */
        GenerationStage: "admitted" | "begun" | "submitting" | "submitted" | "polling" | "fetching" | "stored" | "settled" | "notified";
        GenerationImage: {
            /** @description Its place among the pictures of this generation. */
            index: number;
            asset_id: components["schemas"]["AssetId"];
            /**
             * Format: uri
             * @description A signed link that anyone can open until `url_expires_at`.
             */
            url: string;
            url_expires_at: components["schemas"]["Timestamp"];
            width: number;
            height: number;
            format: components["schemas"]["ImageFormat"];
            size_bytes: number;
            /** @description Of the bytes. */
            sha256: string;
            /** @description The seed that was really used, if the provider says so and it is an integer of at most 2^53 − 1; null for any other. */
            seed: number | null;
            /** @description The prompt that was really used, where the provider changed it. */
            revised_prompt: string | null;
        };
        CostLine: {
            /** @example sketch image 1024x1024 */
            description: string;
            /** @example 2 */
            quantity: number;
            /** @example image */
            unit: string;
            /**
             * @description Micro-USD per unit.
             * @example 40000
             */
            unit_micros: number;
            /**
             * @description Unrounded; the total is rounded up once.
             * @example 80000
             */
            amount_micros: number;
        };
        Cost: {
            /** @description The cost. */
            amount_micros: components["schemas"]["Micros"];
            /** @description The amount that may have been billed, for an indeterminate generation; it counts against the budget until it is resolved. */
            held_micros: components["schemas"]["Micros"];
            /** @constant */
            currency: "USD";
            /**
             * @description `provider`: what the provider says it charged. `computed`: from what came, by the catalogue's prices. `quoted`: an estimate; it
             *     has not finished.
             * @enum {string}
             */
            source: "provider" | "computed" | "quoted";
            breakdown: components["schemas"]["CostLine"][];
        };
        Warning: {
            /**
             * @description `provider_note`: what the provider did otherwise than planned, such as charging more than `max_cost_micros`.
             * @enum {string}
             */
            code: "parameter_dropped" | "parameter_changed" | "size_changed" | "model_aliased" | "model_retiring" | "fallback_skipped" | "fewer_images" | "provider_note";
            /** @example size 1000x1000 became 1024x1024 */
            message: string;
            /**
             * @description A pointer to the part of the request.
             * @example /body/size
             */
            pointer: string | null;
        };
        /**
         * @description One call to a provider; or a fallback that was not called, since a limit on its model or provider had no room (`error_code`
         *     `rate_limited`, `concurrency_limited` or `request_exceeds_limit`).
         */
        Attempt: {
            number: number;
            /** @example sketch */
            provider: string;
            model: components["schemas"]["ModelId"];
            /** @enum {string} */
            status: "running" | "succeeded" | "failed" | "canceled" | "indeterminate";
            started_at: components["schemas"]["Timestamp"];
            duration_ms: number | null;
            /** @description The provider's own id, for its support. */
            provider_request_id: string | null;
            error_code: components["schemas"]["ErrorCode"] | null;
            /** @description The provider's words, without secrets, at most 500 characters. */
            error_message: string | null;
            /**
             * @description Whether the provider billed for it.
             * @enum {string|null}
             */
            billed: "no" | "yes" | "unknown" | null;
            /** @description The cost of this attempt. */
            cost_micros: number | null;
        };
        /** @description Where the time went, in milliseconds. */
        Timing: {
            /** @description From admission to the start of the job. */
            queued: number;
            /** @description Waiting for providers, polling included. */
            provider: number;
            /** @description Fetching and storing the pictures. */
            storage: number;
            /** @description Everything of ours. */
            overhead: number;
            total: number;
        };
        GenerationError: {
            code: components["schemas"]["ErrorCode"];
            message: string;
        };
        Generation: {
            /** @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ */
            id: string;
            status: components["schemas"]["GenerationStatus"];
            stage: components["schemas"]["GenerationStage"];
            /** @description How far it is, where the provider says so; 1 when it has succeeded. */
            progress: number | null;
            operation: components["schemas"]["Operation"];
            /** @description The model that made it, or is being tried. */
            model: components["schemas"]["ModelId"];
            /** @description The model, or its alias, as it was asked for. */
            requested_model: components["schemas"]["ModelId"];
            /** @example sketch */
            provider: string;
            prompt: string | null;
            /** @description What was asked for, as a body for `POST /generate`, so that it can be asked for again; null for generations older than this field. */
            request: components["schemas"]["GenerateRequest"] | null;
            images: components["schemas"]["GenerationImage"][];
            /** @description The texts of `describe`. */
            texts: string[];
            cost: components["schemas"]["Cost"];
            warnings: components["schemas"]["Warning"][];
            attempts: components["schemas"]["Attempt"][];
            timing_ms: components["schemas"]["Timing"];
            error: components["schemas"]["GenerationError"] | null;
            instance_id: string;
            project_id: string;
            metadata: components["schemas"]["Metadata"];
            created_at: components["schemas"]["Timestamp"];
            finished_at: components["schemas"]["Timestamp"] | null;
            deadline_at: components["schemas"]["Timestamp"];
            /** @description The request that started it. */
            request_id: string;
        };
        GenerationList: {
            data: components["schemas"]["Generation"][];
            /** @description The `cursor` of the next page; null on the last. */
            next_cursor: string | null;
        };
        /** @description The request as planned for one model. */
        QuoteTarget: {
            model: components["schemas"]["ModelId"];
            provider: string;
            width: number | null;
            height: number | null;
            aspect_ratio: string | null;
            resolution: string | null;
            n: number;
            quality: string | null;
            format: components["schemas"]["ImageFormat"];
            amount_micros: components["schemas"]["Micros"];
            max_micros: components["schemas"]["Micros"];
            exact: boolean;
        };
        Quote: {
            operation: components["schemas"]["Operation"];
            requested_model: components["schemas"]["ModelId"];
            /** @description The cost if the first model does everything. */
            amount_micros: components["schemas"]["Micros"];
            /** @description The most over the whole fallback chain; this would be reserved. */
            max_micros: components["schemas"]["Micros"];
            /** @constant */
            currency: "USD";
            /** @description Whether `amount_micros` is the price to the micro-dollar or an estimate. */
            exact: boolean;
            breakdown: components["schemas"]["CostLine"][];
            /** @description The first model, then the fallbacks. */
            targets: components["schemas"]["QuoteTarget"][];
            warnings: components["schemas"]["Warning"][];
        };
        ResolveRequest: {
            /** @description The amount that the provider billed; 0 for nothing. */
            amount_micros: components["schemas"]["Micros"];
            /** @description Why; kept on the record. */
            note?: string;
        };
        /** @description The generation has reached another step. */
        StateEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "state";
            generation_id: string;
            status: components["schemas"]["GenerationStatus"];
            stage: components["schemas"]["GenerationStage"];
            at: components["schemas"]["Timestamp"];
        };
        /** @description How far the provider is. */
        ProgressEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "progress";
            generation_id: string;
            progress: number;
            at: components["schemas"]["Timestamp"];
        };
        /** @description A preview; it is not kept. */
        PartialImageEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "partial_image";
            generation_id: string;
            /** @description Which preview. */
            index: number;
            /** @description The picture, base64. */
            b64_json: string;
            at: components["schemas"]["Timestamp"];
        };
        /** @description The last event; the generation as it ended. */
        FinishedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "finished";
            generation_id: string;
            generation: components["schemas"]["Generation"];
            at: components["schemas"]["Timestamp"];
        };
        /** @description The payload of a webhook; `data` is the generation as `GET /generations/{generation_id}` shows it. */
        WebhookEvent: {
            /** @enum {string} */
            type: "generation.succeeded" | "generation.failed" | "generation.canceled" | "generation.indeterminate";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["Generation"];
        };
        /** @description The `data` of one server-sent event; its `event` field equals `type`. */
        GenerationEvent: components["schemas"]["StateEvent"] | components["schemas"]["ProgressEvent"] | components["schemas"]["PartialImageEvent"] | components["schemas"]["FinishedEvent"];
        /**
         * @description `pending`: not yet accepted; `next_attempt_at` says when it is tried again. `delivered`: answered 2xx. `failed`: given up after the
         *     last retry. `disabled`: the endpoint answered 410 Gone, or was deleted or disabled.
         * @enum {string}
         */
        WebhookDeliveryStatus: "pending" | "delivered" | "failed" | "disabled";
        /** @enum {string} */
        WebhookEventType: "generation.succeeded" | "generation.failed" | "generation.canceled" | "generation.indeterminate";
        /**
         * @description One event for one endpoint, sent as Standard Webhooks describes: headers `webhook-id` (stable over retries), `webhook-timestamp`,
         *     `webhook-signature`. At least once: keep the ids that you have seen.
         */
        WebhookDelivery: {
            id: string;
            webhook_id: string;
            /** @description The `webhook-id` header. */
            event_id: string;
            event_type: components["schemas"]["WebhookEventType"];
            generation_id: string;
            status: components["schemas"]["WebhookDeliveryStatus"];
            attempts: number;
            last_status_code: number | null;
            last_error: string | null;
            next_attempt_at: components["schemas"]["Timestamp"] | null;
            created_at: components["schemas"]["Timestamp"];
            delivered_at: components["schemas"]["Timestamp"] | null;
        };
        WebhookDeliveryList: {
            data: components["schemas"]["WebhookDelivery"][];
            /** @description The `cursor` of the next page; null on the last. */
            next_cursor: string | null;
        };
        HealthCheck: {
            ok: boolean;
            duration_ms: number;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "failing";
            checks: {
                database: components["schemas"]["HealthCheck"];
                storage: components["schemas"]["HealthCheck"];
                config: components["schemas"]["HealthCheck"];
            };
            checked_at: components["schemas"]["Timestamp"];
        };
        /** @description Base64, or an address to fetch. */
        UploadRequest: components["schemas"]["UploadBase64"] | components["schemas"]["UploadUrl"];
        UploadBase64: {
            /** @description The file, base64. A data URL is taken, too. */
            base64: string;
        };
        UploadUrl: {
            /**
             * Format: uri
             * @description A public https address, port 443; not one of this platform, whose pictures are named by their ids.
             * @example https://images.example.com/lighthouse.png
             */
            url: string;
        };
        /** @description A stored picture; uploaded, or made by a generation. */
        Asset: {
            id: components["schemas"]["AssetId"];
            source: components["schemas"]["AssetSource"];
            /** @description The generation that made it. */
            generation_id: string | null;
            /** @description What is known of that generation; null for an upload, and once its record is deleted. */
            made_by: components["schemas"]["AssetOrigin"] | null;
            width: number;
            height: number;
            format: components["schemas"]["ImageFormat"];
            size_bytes: number;
            /** @description Of the bytes. */
            sha256: string;
            /**
             * Format: uri
             * @description A signed link that anyone can open until `url_expires_at`.
             */
            url: string;
            url_expires_at: components["schemas"]["Timestamp"];
            instance_id: string;
            project_id: string;
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: date-time
             * @description When it is deleted unless a generation uses it before; null if only the retention applies.
             */
            expires_at: string | null;
        };
        /** @description How a picture was made. */
        AssetOrigin: {
            operation: components["schemas"]["Operation"];
            model: string;
            provider: string;
            prompt: string | null;
            /** @description Of the whole generation, all of its pictures together. */
            cost_micros: components["schemas"]["Micros"];
        };
        /** @enum {string} */
        AssetSource: "upload" | "generation";
        AssetList: {
            data: components["schemas"]["Asset"][];
            /** @description The `cursor` of the next page; null on the last. */
            next_cursor: string | null;
        };
        LinkRequest: {
            /**
             * @description How long it is good for; at most 7 days.
             * @default 3600
             */
            expires_in_seconds?: number;
        };
        AssetLink: {
            /** Format: uri */
            url: string;
            expires_at: components["schemas"]["Timestamp"];
        };
        /** @description How the pixels of a picture may be chosen. */
        SizeRule: components["schemas"]["ListedSizes"] | components["schemas"]["FreeSizes"] | components["schemas"]["RatioSizes"] | components["schemas"]["InputSize"];
        /** @description One of these. */
        ListedSizes: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "list";
            sizes: string[];
        };
        /** @description Any width and height within these bounds. */
        FreeSizes: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "free";
            /** @description Both edges are multiples of it. */
            multiple_of: number;
            min_edge: number;
            max_edge: number;
            /** @description The largest area. */
            max_pixels: number;
            /** @description 3 means from 1:3 to 3:1. */
            max_ratio: number;
        };
        /** @description A shape and a resolution. */
        RatioSizes: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ratio";
            ratios: string[];
            resolutions: string[];
        };
        /** @description The size follows from the input. */
        InputSize: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "input";
        };
        /** @description The price in micro-USD. */
        ModelPrice: components["schemas"]["FreePrice"] | components["schemas"]["PerImagePrice"] | components["schemas"]["PerMegapixelPrice"] | components["schemas"]["PerTokenPrice"];
        FreePrice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "free";
        };
        /** @description The first rule whose every condition holds. */
        PerImagePrice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "per_image";
            rules: {
                operation?: components["schemas"]["Operation"];
                size?: string;
                quality?: string;
                resolution?: string;
                /**
                 * @description An input of this role is among those of the request.
                 * @enum {string}
                 */
                input?: "image" | "reference" | "style" | "character";
                micros: number;
            }[];
        };
        /** @description By started megapixel of the output, and by megapixel of the inputs. */
        PerMegapixelPrice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "per_megapixel";
            first_micros: number;
            next_micros: number;
            input_micros: number;
        };
        /** @description Per million tokens. */
        PerTokenPrice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "per_token";
            text_in_micros: number;
            image_in_micros: number;
            image_out_micros: number;
            text_out_micros: number;
            /** @description The image tokens of one picture that quotes count with, by number or by `cells`. */
            estimate: {
                quality?: string;
                size?: string;
                resolution?: string;
                output_tokens?: number;
                /** @description For any size: cells along the longer edge × those along the shorter × (2 000 000 + pixels) ÷ 4 000 000. */
                cells?: number;
            }[];
        };
        ModelInputs: {
            max: number;
            roles: ("image" | "reference" | "style" | "character")[];
            max_by_role?: components["schemas"]["ModelInputCounts"];
            /** @description The roles whose `weight` counts; absent for none. */
            weights?: ("image" | "reference" | "style" | "character")[];
            max_bytes: number;
            /** @description The longest edge of an input in pixels; absent if there is no bound. */
            max_edge?: number;
            /** @description The most pixels of an input; absent if there is no bound. */
            max_pixels?: number;
            formats: components["schemas"]["ImageFormat"][];
        };
        /** @description Maximum inputs of one role, if that is less than `max`. */
        ModelInputCounts: {
            image?: number;
            reference?: number;
            style?: number;
            character?: number;
        };
        /** @description The differences for one operation; absent members are as for the model. */
        ModelOperationCapabilities: {
            size?: components["schemas"]["SizeRule"];
            default_size?: string | null;
            max_images?: number;
            formats?: components["schemas"]["ImageFormat"][];
            qualities?: string[];
            styles?: string[];
            backgrounds?: ("auto" | "opaque" | "transparent")[];
            parameters?: ("negative_prompt" | "seed" | "strength" | "guidance" | "steps" | "enhance_prompt" | "compression")[];
            /** @description 0 where it takes no prompt. */
            max_prompt_length?: number;
            inputs?: components["schemas"]["ModelInputs"];
            mask?: boolean;
            partial_images?: boolean;
        };
        /** @description What a model takes. A request that names anything else is refused, or with `on_unsupported: adapt` changed and told so in `warnings`. */
        ModelCapabilities: {
            operations: components["schemas"]["Operation"][];
            size: components["schemas"]["SizeRule"];
            default_size: string | null;
            max_images: number;
            formats: components["schemas"]["ImageFormat"][];
            qualities: string[];
            /** @description The quality that is requested and priced by default; absent if the provider decides. */
            default_quality?: string;
            styles: string[];
            backgrounds: ("auto" | "opaque" | "transparent")[];
            /** @description The further fields of a request that it understands. */
            parameters: ("negative_prompt" | "seed" | "strength" | "guidance" | "steps" | "enhance_prompt" | "compression")[];
            /** @description 0 where it takes no prompt. */
            max_prompt_length: number;
            inputs: components["schemas"]["ModelInputs"];
            /** @description Whether it takes a mask. */
            mask: boolean;
            /** @description Whether it shows previews. */
            partial_images: boolean;
            /** @description Operations that take less than the rest, and what is different for them. */
            by_operation?: {
                generate?: components["schemas"]["ModelOperationCapabilities"];
                edit?: components["schemas"]["ModelOperationCapabilities"];
                inpaint?: components["schemas"]["ModelOperationCapabilities"];
                remix?: components["schemas"]["ModelOperationCapabilities"];
                reframe?: components["schemas"]["ModelOperationCapabilities"];
                upscale?: components["schemas"]["ModelOperationCapabilities"];
                remove_background?: components["schemas"]["ModelOperationCapabilities"];
                replace_background?: components["schemas"]["ModelOperationCapabilities"];
                describe?: components["schemas"]["ModelOperationCapabilities"];
            };
        };
        /** @description A model as OpenAI's list has it (`id`, `object`, `created`, `owned_by`), and what we know of it. */
        Model: {
            id: components["schemas"]["ModelId"];
            /** @constant */
            object: "model";
            /** @description Unix seconds; the day on which our facts about it were read. */
            created: number;
            /**
             * @description The provider.
             * @example sketch
             */
            owned_by: string;
            name: string;
            description: string;
            /** @example sketch */
            provider: string;
            capabilities: components["schemas"]["ModelCapabilities"];
            price: components["schemas"]["ModelPrice"];
            /** @description True if the provider reports its charge, which then wins over `price`; no quote is exact. */
            reports_cost?: boolean;
            price_source: {
                url: string;
                date: string;
                /** @description What is to be said of the source, such as that it is not the provider's own. */
                note?: string;
            };
            /** @description The day from which the provider no longer offers it. */
            shutdown_date: string | null;
            /** @description The model that takes its place. */
            successor: string | null;
            /** @description Further names for it in this instance. */
            aliases: string[];
            /**
             * @description Whether its provider can be called: the instance has the credential that it needs or, for Workers AI, the deployment has the binding. Where it
             *     is false, requests and quotes for the model answer `credential_missing`.
             */
            ready: boolean;
        };
        ModelList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Model"][];
        };
        LimitState: {
            /** @enum {string} */
            scope: "organization" | "instance" | "project" | "key" | "provider" | "model";
            /** @description The member; null if each member has its own counter. */
            target: string | null;
            /** @enum {string} */
            metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
            limit: number;
            /** @description The length of its window; null for concurrency. */
            window_seconds: number | null;
            used: number;
            /** @description Taken by what runs now. */
            reserved: number;
            /** @description Of indeterminate generations. */
            held: number;
            remaining: number;
            /** @description When it is whole again; null for concurrency. */
            resets_at: components["schemas"]["Timestamp"] | null;
        };
        LimitStateList: {
            data: components["schemas"]["LimitState"][];
        };
        UsageRow: {
            /** @description The first moment of its hour or day. */
            start: components["schemas"]["Timestamp"];
            /** @description Set when grouped by key. */
            key_id: string | null;
            /** @description Set when grouped by model. */
            model: string | null;
            /** @description Set when grouped by provider. */
            provider: string | null;
            requests: number;
            succeeded: number;
            failed: number;
            images: number;
            tokens: number;
            cost_micros: components["schemas"]["Micros"];
            held_micros: components["schemas"]["Micros"];
        };
        UsageReport: {
            project_id: string;
            from: components["schemas"]["Timestamp"];
            to: components["schemas"]["Timestamp"];
            /** @enum {string} */
            bucket: "hour" | "day";
            data: components["schemas"]["UsageRow"][];
        };
        /**
         * @description OpenAI's fields, then a few of ours (`seed`, `negative_prompt`, `aspect_ratio`, `resolution`, `on_unsupported`, `max_cost_micros`,
         *     `metadata`, `provider_options`), which SDKs send as extra body fields. `null` and an empty text mean the same as no field. A field that
         *     is not listed here is passed on to OpenAI's own models; for others it is left out with a warning, or refused with
         *     `on_unsupported: reject`. The same holds for values that are not listed.
         */
        OpenAIImageRequest: {
            prompt: string;
            /** @description Any model or alias of the instance; without one the instance's default. */
            model?: string | null;
            /** @description How many; 1 if nothing is said. */
            n?: number | null;
            /** @description `auto` or `WIDTHxHEIGHT`. */
            size?: string | null;
            /** @description `auto`, `low`, `medium`, `high`, `standard`, `hd`, or what the model names. */
            quality?: string | null;
            style?: string | null;
            /** @description `auto`, `opaque` or `transparent`. */
            background?: string | null;
            /** @description `auto` or `low`. Passed on to OpenAI's models; left out for others. */
            moderation?: string | null;
            /** @description `png`, `jpeg` or `webp`. */
            output_format?: string | null;
            output_compression?: number | null;
            /**
             * @description `url` or `b64_json`. If nothing is said: `url` for names that begin with `dall-e`, `b64_json` for names that begin with `gpt-image` or
             *     `chatgpt-image`, as OpenAI does; both for every other name, so that each client finds what it reads.
             */
            response_format?: string | null;
            stream?: boolean | null;
            partial_images?: number | null;
            /** @description Kept as `metadata.user`. */
            user?: string | null;
            seed?: number | null;
            negative_prompt?: string | null;
            aspect_ratio?: string | null;
            resolution?: string | null;
            /**
             * @description `adapt` if nothing is said, since OpenAI has parameters that others lack.
             * @enum {string|null}
             */
            on_unsupported?: "reject" | "adapt" | null;
            /**
             * Format: int64
             * @description The most that it may cost, in micro-USD.
             */
            max_cost_micros?: number | null;
            metadata?: components["schemas"]["Metadata"] | null;
            /** @description Ours; further fields for the provider, as in `POST /generate`. */
            provider_options?: {
                [key: string]: unknown;
            } | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description One of `image_url` and `file_id`. Also read: a text alone (an address, a data URL, base64 or an id of an asset), and
         *     `image_url: {"url": "…"}`.
         */
        OpenAIImageReference: components["schemas"]["OpenAIImageUrl"] | components["schemas"]["OpenAIImageFile"];
        OpenAIImageUrl: {
            /** @description A data URL with base64, or a public https address. */
            image_url: string;
        };
        OpenAIImageFile: {
            file_id: components["schemas"]["AssetId"];
        };
        /** @description As for `POST /images/generations`, with the pictures. They are read from `image` and `image_url`, too, alone or as a list. */
        OpenAIEditRequest: {
            prompt: string;
            /** @description The picture to change first; the others are references. At least one. */
            images?: components["schemas"]["OpenAIImageReference"][];
            mask?: components["schemas"]["OpenAIImageReference"];
            model?: string | null;
            n?: number | null;
            size?: string | null;
            quality?: string | null;
            background?: string | null;
            moderation?: string | null;
            /** @description `high` or `low`. Passed on to OpenAI's models; left out for others. */
            input_fidelity?: string | null;
            output_format?: string | null;
            output_compression?: number | null;
            response_format?: string | null;
            stream?: boolean | null;
            partial_images?: number | null;
            user?: string | null;
            style?: string | null;
            negative_prompt?: string | null;
            aspect_ratio?: string | null;
            resolution?: string | null;
            seed?: number | null;
            /** @enum {string|null} */
            on_unsupported?: "reject" | "adapt" | null;
            /** Format: int64 */
            max_cost_micros?: number | null;
            metadata?: components["schemas"]["Metadata"] | null;
            /** @description Ours; further fields for the provider, as in `POST /generate`. */
            provider_options?: {
                [key: string]: unknown;
            } | null;
        } & {
            [key: string]: unknown;
        };
        OpenAIImage: {
            /**
             * Format: uri
             * @description A signed link.
             */
            url?: string;
            /** @description The file, base64. */
            b64_json?: string;
            revised_prompt?: string;
        };
        /** @description Tokens, where the provider counts in them; 0 for the others. */
        OpenAIUsage: {
            input_tokens: number;
            output_tokens: number;
            total_tokens: number;
            input_tokens_details: {
                text_tokens: number;
                image_tokens: number;
            };
        };
        /** @description OpenAI's `ImagesResponse`; `generation_id`, `warnings`, `cost` and `timing_ms` are ours. */
        OpenAIImagesResponse: {
            /** @description Unix seconds. */
            created: number;
            data: components["schemas"]["OpenAIImage"][];
            /** @enum {string} */
            background?: "opaque" | "transparent";
            output_format: components["schemas"]["ImageFormat"];
            /**
             * @description As requested, if it is one of these.
             * @enum {string}
             */
            quality?: "low" | "medium" | "high";
            /** @description Of the first picture, `WIDTHxHEIGHT`. */
            size?: string;
            usage: components["schemas"]["OpenAIUsage"];
            generation_id: string;
            warnings: components["schemas"]["Warning"][];
            cost: components["schemas"]["Cost"];
            timing_ms: components["schemas"]["Timing"];
        };
        /** @description The `data` of one event; its `event` field equals `type`. The last is `….completed`, once per picture, or `error`. */
        OpenAIImageEvent: components["schemas"]["OpenAIPartialImageEvent"] | components["schemas"]["OpenAICompletedEvent"] | components["schemas"]["OpenAIErrorEvent"];
        OpenAIPartialImageEvent: {
            /** @enum {string} */
            type: "image_generation.partial_image" | "image_edit.partial_image";
            b64_json: string;
            partial_image_index: number;
            created_at: number;
            size: string;
            /** @enum {string} */
            quality: "auto" | "low" | "medium" | "high";
            /** @enum {string} */
            background: "auto" | "opaque" | "transparent";
            output_format: components["schemas"]["ImageFormat"];
        };
        /** @description One picture. `usage`, and of ours `generation_id`, `cost` and `timing_ms`, are those of all its pictures together. */
        OpenAICompletedEvent: {
            /** @enum {string} */
            type: "image_generation.completed" | "image_edit.completed";
            b64_json: string;
            created_at: number;
            size: string;
            /** @enum {string} */
            quality: "auto" | "low" | "medium" | "high";
            /** @enum {string} */
            background: "auto" | "opaque" | "transparent";
            output_format: components["schemas"]["ImageFormat"];
            usage: components["schemas"]["OpenAIUsage"];
            generation_id: string;
            cost: components["schemas"]["Cost"];
            timing_ms: components["schemas"]["Timing"];
        };
        OpenAIErrorEvent: {
            /** @constant */
            type: "error";
            error: components["schemas"]["OpenAIError"];
        };
        /**
         * Format: int64
         * @description Money in micro-USD; 1 000 000 is one US dollar.
         * @example 40000
         */
        Micros: number;
        /**
         * @description Up to 16 of your own labels; they come back with the resource and in webhooks.
         * @example {
         *       "order": "4711"
         *     }
         */
        Metadata: {
            [key: string]: string;
        };
        /**
         * Format: date-time
         * @description RFC 3339, UTC.
         * @example 2026-11-24T09:30:00.000Z
         */
        Timestamp: string;
        /**
         * @description Stable, machine-readable; the one to switch on. docs/api/errors.md says for each when it comes and what to do.
         * @enum {string}
         */
        ErrorCode: "invalid_request" | "malformed_json" | "unsupported_parameter" | "unsupported_operation" | "unsupported_size" | "input_invalid" | "url_not_allowed" | "content_policy" | "safety_refused" | "max_cost_exceeded" | "request_exceeds_limit" | "provider_bad_request" | "callback_invalid" | "missing_key" | "invalid_key" | "expired_key" | "revoked_key" | "session_expired" | "link_invalid" | "insufficient_scope" | "insufficient_role" | "csrf_failed" | "origin_not_allowed" | "not_found" | "model_not_found" | "route_not_found" | "method_not_allowed" | "conflict" | "not_cancelable" | "not_resolvable" | "in_use" | "link_expired" | "precondition_failed" | "body_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "idempotency_key_reused" | "generation_canceled" | "credential_missing" | "provider_error" | "provider_bad_answer" | "provider_credential_rejected" | "outcome_indeterminate" | "result_unavailable" | "deadline_exceeded" | "rate_limited" | "concurrency_limited" | "budget_exceeded" | "storage_limited" | "internal_error" | "provider_rate_limited" | "provider_unavailable" | "change_pending" | "overloaded" | "unavailable" | "provider_timeout";
        FieldError: {
            /**
             * @description A JSON Pointer into the request; its first part is `body`, `query`, `path` or `header`.
             * @example /body/prompt
             */
            pointer: string;
            /** @example must not be empty */
            message: string;
        };
        /** @description The same error as OpenAI's SDKs read it. */
        OpenAIError: {
            message: string;
            type: string;
            param: string | null;
            code: string | null;
        };
        /** @description RFC 9457 problem details. One body for every error of both services. */
        Problem: {
            /**
             * Format: uri-reference
             * @description Identifies the code; the last part is the code itself.
             * @example /problems/rate_limited
             */
            type: string;
            /**
             * @description The code in words, the same for every occurrence.
             * @example Rate limited
             */
            title: string;
            status: number;
            code: components["schemas"]["ErrorCode"];
            /** @description The cause and how to fix it. */
            detail?: string;
            /** @example req_01K9ZQ4X1V7M3T8B5N2D6F0GHJ */
            request_id: string;
            /** @description Where in the request the faults are. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The generation that failed, where one was begun; its record has the attempts and the charge. */
            generation_id?: string;
            /** @description The exact wait behind `Retry-After`, in milliseconds. */
            retry_after_ms?: number;
            /** @description The limit or budget that refused. */
            limit?: {
                /** @enum {string} */
                scope: "organization" | "instance" | "project" | "key" | "provider" | "model";
                target?: string | null;
                /** @enum {string} */
                metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
                limit: number;
                window_seconds: number | null;
            };
            error?: components["schemas"]["OpenAIError"];
        };
    };
    responses: {
        /** @description The project has as many unused uploads as it may. `Retry-After` says when the oldest of them is over. */
        UploadsLimited: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key has as many event streams open as it may. */
        StreamsLimited: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The link has expired; ask for a new one. */
        Gone: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The file is shorter than the range. */
        RangeNotSatisfiable: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The provider took too long and has not billed. `generation_id` names the record. */
        GatewayTimeout: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is not what the contract asks for, or can't be done as asked. `errors` points into the request. */
        BadRequest: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No key, or one that is malformed, unknown, expired or revoked. */
        Unauthorized: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is good, but lacks the scope or the role for this operation. */
        Forbidden: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing, or none that this key may see. Both answer alike. */
        NotFound: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than the documented cap. */
        PayloadTooLarge: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body's Content-Type is none that this operation reads. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The `Idempotency-Key` was used before with another body. */
        UnprocessableEntity: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The request is fine; what it depends on failed. Either the provider cannot be called (`credential_missing`,
         *     `provider_credential_rejected`), or a generation began and gives no picture (`outcome_indeterminate`, `provider_bad_answer`, …): then
         *     `generation_id` names its record, which has the attempts and the charge. No client repeats a 424 by itself, and that is its purpose: a
         *     repeat would fail again, or be charged a second time.
         */
        FailedDependency: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A limit or a budget is used up. `Retry-After` says when the same request can succeed. */
        TooManyRequests: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our fault. The answer holds a request id and nothing else; the log has the rest. */
        InternalError: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It can't be answered now (overload, a dependency out of reach, or a change not yet in force). Nothing was charged; retry after `Retry-After`. */
        ServiceUnavailable: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It conflicts with what is there. */
        Conflict: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The generation.
         * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        GenerationId: string;
        /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
        ProjectId: string;
        /** @description Accepted where it agrees with the key's instance. */
        InstanceId: string;
        /**
         * @description `respond-async`: answer 202 at once. `wait=N`: wait N seconds at most (0 to 300) for the result, then 202. Without it we wait up
         *     to 120 seconds. Unknown preferences are ignored, as RFC 7240 asks.
         */
        Prefer: string;
        /**
         * @description The picture.
         * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        AssetId: string;
        /** @description OpenAI's SDKs count their own repeats here. */
        RetryCount: string;
        /**
         * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
         *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
         */
        IdempotencyKey: string;
        /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
        RequestId: string;
        /** @description How many entries a page holds. */
        Limit: number;
        /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
        Cursor: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Names these bytes.
         * @example "9e107d9d372bb6826bd81d3542a419d6"
         */
        ContentETag: string;
        /**
         * @description For a browser's own cache; shared caches keep nothing, so that a deleted picture is gone.
         * @example private, max-age=3600, immutable
         */
        CacheControl: string;
        /** @description Ranges of bytes are answered. */
        AcceptRanges: string;
        /** @description Bytes in this answer; absent for a thumbnail. */
        ContentLength: number;
        /**
         * @description Which bytes these are.
         * @example bytes 0-1023/20480
         */
        ContentRange: string;
        /** @description A file name for those who save it. */
        ContentDisposition: string;
        /** @description Nothing in the file may run. */
        ContentSecurityPolicy: string;
        /** @description The type is what it says. */
        ContentTypeOptions: string;
        /** @description Pages of any site may show it. */
        ResourcePolicy: string;
        /**
         * @description The generation that made the pictures; `GET /generations/{generation_id}` has its record.
         * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        GenerationId: string;
        /**
         * @description The cost in micro-USD. Absent for a stream, whose last event has it.
         * @example 40000
         */
        CostMicros: number;
        /**
         * @description What was done otherwise than asked, for clients that drop unknown members of the body: the `warnings` as a JSON array in ASCII, cut to
         *     whole entries after 4,000 characters. Absent if there are none. A stream has those that were known when it began.
         * @example [{"code":"parameter_dropped","message":"…","pointer":"/body/style"}]
         */
        Warnings: string;
        /**
         * @description Which preference was followed.
         * @example respond-async
         */
        PreferenceApplied: string;
        /**
         * @description Where the time went, in milliseconds, as browsers read it: `queued`, `provider`, `storage`, `overhead`, `total`.
         * @example queued;dur=3, provider;dur=4210.5, storage;dur=80.1, overhead;dur=14.2, total;dur=4307.8
         */
        ServerTiming: string;
        /**
         * @description The id of this request, yours or ours.
         * @example req_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        RequestId: string;
        /**
         * @description The limits in force, as structured fields (draft-ietf-httpapi-ratelimit-headers).
         * @example "instance-requests-60";q=500;w=60
         */
        RateLimitPolicy: string;
        /**
         * @description The limit nearest to running out, as structured fields (draft-ietf-httpapi-ratelimit-headers).
         * @example "instance-requests-60";r=499;t=12
         */
        RateLimit: string;
        /**
         * @description The remaining amount of the limit nearest to its end.
         * @example 499
         */
        RateLimitRemaining: number;
        /**
         * @description When that limit is whole again, in Unix seconds.
         * @example 1795507200
         */
        RateLimitReset: number;
        /** @description Where the new resource is. */
        Location: string;
        /**
         * @description Seconds to wait until the same request can succeed.
         * @example 12
         */
        RetryAfter: number;
        /**
         * @description How to authenticate.
         * @example Bearer
         */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    generate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
                /**
                 * @description `respond-async`: answer 202 at once. `wait=N`: wait N seconds at most (0 to 300) for the result, then 202. Without it we wait up
                 *     to 120 seconds. Unknown preferences are ignored, as RFC 7240 asks.
                 */
                Prefer?: components["parameters"]["Prefer"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerateRequest"];
            };
        };
        responses: {
            /** @description Finished. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Server-Timing": components["headers"]["ServerTiming"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            /** @description Accepted and not finished yet. Poll `Location`, or follow its `/events`. */
            202: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    quote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerateRequest"];
            };
        };
        responses: {
            /** @description The quote. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            424: components["responses"]["FailedDependency"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listGenerations: {
        parameters: {
            query?: {
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only those in this status. */
                status?: components["schemas"]["GenerationStatus"];
                /** @description Only those that ran on this model. */
                model?: string;
                /** @description Only those that ran at this provider. */
                provider?: string;
                /** @description Only those of this operation. */
                operation?: components["schemas"]["Operation"];
                /** @description Only those whose prompt has these words in it, in this order, without regard to case (of the letters A to Z). */
                prompt?: string;
                /** @description Only those that worked from this picture. */
                input_asset_id?: string;
                /** @description Only those made at or after this time. */
                created_after?: string;
                /** @description Only those made before this time. */
                created_before?: string;
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getGeneration: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The generation. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteGeneration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelGeneration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Canceled. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            /** @description The cancel is noted; the job is talking to the provider and ends shortly. */
            202: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resolveGeneration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveRequest"];
            };
        };
        responses: {
            /** @description Settled. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamGenerationEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that you have. */
                "Last-Event-ID"?: string;
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["StreamsLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only those to this endpoint. */
                webhook_id?: string;
                /** @description Only those about this generation. */
                generation_id?: string;
                /** @description Only those in this status. */
                status?: components["schemas"]["WebhookDeliveryStatus"];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /** @description The delivery. */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAssets: {
        parameters: {
            query?: {
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only uploads, or only what generations made. */
                source?: components["schemas"]["AssetSource"];
                /** @description Only those that this model made. */
                model?: string;
                /** @description Only those of this operation. */
                operation?: components["schemas"]["Operation"];
                /** @description Only those whose prompt has these words in it, in this order, without regard to case (of the letters A to Z). */
                prompt?: string;
                /** @description Only those stored at or after this time. */
                created_after?: string;
                /** @description Only those stored before this time. */
                created_before?: string;
                /** @description With `true`, only uploads that no generation has used yet; those count against the project's 1,000 and 5 GB, and are deleted after 7 days. */
                unused?: boolean;
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    uploadAsset: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadRequest"];
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file.
                     */
                    file: Blob;
                };
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["UploadsLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAsset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture's facts. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAsset: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAssetContent: {
        parameters: {
            query?: {
                /** @description From a signed link. Opaque; good for this picture until it expires. */
                token?: string;
                /** @description The width of a thumbnail, in pixels. It is made in the next larger of 64, 128, 256, 512, 1024 and 2048, and never larger than the picture. */
                width?: number;
                /** @description Answer as an attachment, which browsers save instead of showing. */
                download?: boolean;
            };
            header?: {
                /** @description One range of bytes, `bytes=0-1023`. */
                Range?: string;
                /** @description The `ETag` that you have; 304 when it is still right. */
                "If-None-Match"?: string;
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ContentETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    "Content-Length": components["headers"]["ContentLength"];
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cross-Origin-Resource-Policy": components["headers"]["ResourcePolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": Blob;
                    "image/jpeg": Blob;
                    "image/webp": Blob;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ContentETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    "Content-Length": components["headers"]["ContentLength"];
                    "Content-Range": components["headers"]["ContentRange"];
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                    "X-Content-Type-Options": components["headers"]["ContentTypeOptions"];
                    "Cross-Origin-Resource-Policy": components["headers"]["ResourcePolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": Blob;
                    "image/jpeg": Blob;
                    "image/webp": Blob;
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ContentETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            416: components["responses"]["RangeNotSatisfiable"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    linkAsset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            /** @description The link. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The models. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path: {
                /**
                 * @description The model's id, or an alias of the instance.
                 * @example sketch
                 */
                model: components["schemas"]["ModelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLimits: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limits. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitStateList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description The first moment, inclusive. */
                from?: string;
                /** @description The last moment, exclusive. */
                to?: string;
                /** @description How much time one row covers. */
                bucket?: "hour" | "day";
                /** @description One row each for what is named here. */
                group_by?: ("key" | "model" | "provider")[];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    receiveCallback: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The provider that calls.
                 * @example replicate
                 */
                provider: string;
                /** @description Names the generation; signed by us, given to the provider when the work was submitted. */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Understood. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createImage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description OpenAI's SDKs count their own repeats here. */
                "X-Stainless-Retry-Count"?: components["parameters"]["RetryCount"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenAIImageRequest"];
            };
        };
        responses: {
            /** @description The pictures, or, with `stream`, events. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "X-Generation-ID": components["headers"]["GenerationId"];
                    "X-Cost-Micros": components["headers"]["CostMicros"];
                    "X-Warnings": components["headers"]["Warnings"];
                    "Server-Timing": components["headers"]["ServerTiming"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAIImagesResponse"];
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createImageEdit: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description OpenAI's SDKs count their own repeats here. */
                "X-Stainless-Retry-Count"?: components["parameters"]["RetryCount"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    prompt: string;
                    image?: Blob[];
                    /**
                     * Format: binary
                     * @description A PNG with transparency; transparent is changed.
                     */
                    mask?: Blob;
                    model?: string;
                    n?: number;
                    size?: string;
                    quality?: string;
                    background?: string;
                    moderation?: string;
                    input_fidelity?: string;
                    output_format?: string;
                    output_compression?: number;
                    response_format?: string;
                    stream?: boolean;
                    partial_images?: number;
                    user?: string;
                    style?: string;
                    negative_prompt?: string;
                    aspect_ratio?: string;
                    resolution?: string;
                    seed?: number;
                    /** @enum {string} */
                    on_unsupported?: "reject" | "adapt";
                    max_cost_micros?: components["schemas"]["Micros"];
                    metadata?: components["schemas"]["Metadata"];
                    /** @description As JSON. Further fields for the provider, as in `POST /generate`. */
                    provider_options?: {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                };
                "application/json": components["schemas"]["OpenAIEditRequest"];
            };
        };
        responses: {
            /** @description The pictures, or, with `stream`, events. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "X-Generation-ID": components["headers"]["GenerationId"];
                    "X-Cost-Micros": components["headers"]["CostMicros"];
                    "X-Warnings": components["headers"]["Warnings"];
                    "Server-Timing": components["headers"]["ServerTiming"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAIImagesResponse"];
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createImageVariation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description OpenAI's SDKs count their own repeats here. */
                "X-Stainless-Retry-Count"?: components["parameters"]["RetryCount"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /** @description The project to act in. Needed with a user's key; a project's key may give its own. */
                "X-Project-ID"?: components["parameters"]["ProjectId"];
                /** @description Accepted where it agrees with the key's instance. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    image: Blob;
                    model?: string;
                    n?: number;
                    size?: string;
                    response_format?: string;
                    user?: string;
                    style?: string;
                    negative_prompt?: string;
                    aspect_ratio?: string;
                    resolution?: string;
                    seed?: number;
                    /** @enum {string} */
                    on_unsupported?: "reject" | "adapt";
                    max_cost_micros?: components["schemas"]["Micros"];
                    metadata?: components["schemas"]["Metadata"];
                    /** @description As JSON. Further fields for the provider, as in `POST /generate`. */
                    provider_options?: {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The pictures, or, with `stream`, events. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "X-Generation-ID": components["headers"]["GenerationId"];
                    "X-Cost-Micros": components["headers"]["CostMicros"];
                    "X-Warnings": components["headers"]["Warnings"];
                    "Server-Timing": components["headers"]["ServerTiming"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAIImagesResponse"];
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All parts answer. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
            /** @description At least one part does not answer. */
            503: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getContract: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    generationFinished: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event; use it to drop repeats.
                 * @example evt_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                "webhook-id": string;
                /**
                 * @description When this try was made, in Unix seconds.
                 * @example 1795507200
                 */
                "webhook-timestamp": number;
                /**
                 * @description Signatures, a space between them.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Accepted. The body of the answer is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
