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
         * @description Plans the request, checks limits and budgets, reserves the maximum cost, and starts a durable job. The response is the finished
         *     generation (200). If you asked for it with `Prefer: respond-async`, or the wait ran out, it is the running generation (202) with its
         *     `Location`. Nothing is lost if you disconnect: send the request again with the same `Idempotency-Key` to join the running job.
         *
         *     If the job fails, the response is a problem whose `generation_id` names its record. `on_unsupported` decides about parameters that
         *     the model does not support: `reject` returns 400 and spends nothing; `adapt` changes them and reports this in `warnings`.
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
         * @description Takes the body of `/generate`, and returns the models that would run, the parameters that would be adapted, and the cost. It calls
         *     no provider, reserves nothing and does not count against any limit. `exact: true` means: if the generation succeeds as planned, it
         *     costs `amount_micros`, to the micro-dollar. It is false for models whose provider reports what it charged (`reports_cost`).
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
         * @description The project's generations, newest first. A new generation appears in the list once its provider has accepted it, once a call has
         *     lasted a second, or once it has ended, whichever comes first. `GET /generations/{generation_id}` finds it as soon as you have its
         *     id.
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
                generation_id: components["parameters"]["GenerationIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get a generation
         * @description The generation as it is now. A generation that failed is a 200 here as well, with `status: failed` and its `error`. Each call
         *     returns newly signed links to the pictures.
         */
        get: operations["getGeneration"];
        put?: never;
        post?: never;
        /**
         * Delete a generation
         * @description Deletes the record and the bytes of its pictures. Its cost stays in the usage. If the generation is still running, the response is
         *     `409 conflict`: cancel it first. If it is indeterminate, the response is `409 conflict` as well: resolve it first. While another
         *     generation that uses one of its pictures as an input has not ended, the response is `409 in_use`.
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
                generation_id: components["parameters"]["GenerationIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a generation
         * @description Stops the work if it can be stopped. The call waits up to 5 seconds for the end. It returns the canceled generation (200), or the
         *     generation as it is while the cancel is in progress (202): then read it, or follow its events, until it has ended. If the work cannot be
         *     stopped, or has ended meanwhile, the response is `409 not_cancelable`, and the record has the result and the cost. Canceling twice is
         *     harmless.
         *
         *     - Before the provider was called, and between two tries: canceled, at no cost.
         *     - While a free model works: stopped, at no cost.
         *     - While a model with a price is being called: the call is not broken off, because the provider would bill it all the
         *     same. If a result still comes, it is kept and charged (`succeeded`): within the 5 seconds the response is then `409 not_cancelable`,
         *     and 202 if it takes longer. If the call fails without being billed, the generation ends as `canceled`.
         *     - While the provider works on an accepted job: the provider is asked to stop. The amount billed by then is charged. If
         *     the provider does not report an amount within 30 seconds, the generation ends as `indeterminate` with its reservation
         *     held. If the provider has no way to stop, the response is `409 not_cancelable`.
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
                generation_id: components["parameters"]["GenerationIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle an indeterminate generation
         * @description For a generation whose provider may or may not have billed it: records the actual cost, frees the held budget, and ends the
         *     generation as `failed`. The audit log says who did it. Only a user key of an admin may give less than the held amount
         *     (`403 insufficient_role`), because this frees budget, and whoever may spend the budget should not decide that. Repeating the call
         *     with the same amount is harmless. Another amount, or a generation that is not indeterminate, is `409 not_resolvable`.
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
                generation_id: components["parameters"]["GenerationIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Follow a generation live
         * @description Server-sent events: first those that have happened, then new ones, until the `finished` event ends the stream. Each event has an
         *     `id`. If you reconnect with it as `Last-Event-ID`, no event is missed or repeated. Only if the platform itself breaks off, the
         *     latest reports of progress may be missing or come again. After 15 seconds without an event, a comment line keeps the connection open. From
         *     24 hours after the end of the job, the stream holds only the `finished` event.
         *
         *     A key may have 100 streams open; one more is `429 concurrency_limited`. Each isolate of the Worker counts its own, so clients in
         *     several regions may have more in all.
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
         * @description Webhook deliveries about the project's generations, finished or not, newest first.
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
                /**
                 * @description The delivery.
                 * @example dlv_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                delivery_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a webhook again
         * @description Sends the same event again with the same `webhook-id`, so that your endpoint can recognize the repeat. The retry schedule starts
         *     from the beginning. If the endpoint was deleted or disabled, the response is `409 conflict`.
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
         * @description The project's stored pictures, uploaded and generated, newest first, each with a newly signed link. With `model`, `operation` or
         *     `prompt` the list holds only pictures that generations made.
         */
        get: operations["listAssets"];
        put?: never;
        /**
         * Upload a picture
         * @description Stores a picture that generations can use as an input: PNG, JPEG or WebP, at most 20 MB and 40 megapixels. The format is read from
         *     the bytes; the file name does not matter. Send it in one of three ways: as a file in a form (`file`), as base64 in JSON, or as an
         *     address from which the platform fetches it (public https on port 443, at most 3 redirects; a platform on your own machine also
         *     fetches http and private addresses). JSON bodies are at most 28 MB, forms at most 32 MB.
         *
         *     An upload that no generation uses within 7 days is deleted. A project may have 1,000 such unused uploads, together 5 GB
         *     (5,368,709,120 bytes). One more is `429 storage_limited`, and nothing of it is stored.
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
                asset_id: components["parameters"]["AssetIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get a picture's metadata
         * @description The metadata of a picture, and a newly signed link.
         */
        get: operations["getAsset"];
        put?: never;
        post?: never;
        /**
         * Delete a picture
         * @description Deletes the picture's bytes; every link to it stops working at once. The record of the generation that made it keeps the metadata
         *     and a `url`, which returns 404 from then on.
         *     While a generation that uses the picture as an input has not ended, the response is `409 in_use` with `generation_id` (if there are
         *     several, `detail` names all of them): wait for it, or cancel it.
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
                asset_id: components["parameters"]["AssetIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get a picture's bytes
         * @description The file exactly as the provider made it or as it was uploaded, including its metadata. Needs a key, or the `token` of a signed
         *     link. Supports `Range` (one range) and `If-None-Match`.
         *
         *     `width` requests a smaller copy in the same format; the copy is never larger than the picture. If this deployment cannot resize
         *     pictures, the response is `400 unsupported_parameter`.
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
                asset_id: components["parameters"]["AssetIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a link to a picture
         * @description Returns a link that anyone can open without a key until it expires. It stops working earlier if the picture is deleted, or if the
         *     key that signed it is retired (docs/specs/storage.md).
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
         * @description Every model that the instance offers, in the form of OpenAI's list, with its capabilities and its price. The list has no pages.
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
         * @description One model, by its id or an alias. If the instance does not offer it, the response is `404 model_not_found`.
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
         * @description Every limit and budget that requests with this key count against, with its present state. This call itself does not count.
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
         * @description The project's usage over time, by hour or by day (UTC). Without `from` and `to` it covers the last 30 days. The span is at most 366
         *     days, or 31 days by the hour. Hours and days without requests have no row.
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
                /**
                 * @description Names the generation. The platform signed it and gave it to the provider when it submitted the work.
                 * @example token-of-a-generation
                 */
                token: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a provider's callback
         * @description For providers only. The callback is verified by the token and, if the provider has one, by its signature. Then it wakes the job,
         *     which polls the provider. Repeated and late callbacks are harmless. At most 1 MB.
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
         * @description OpenAI's `images.generate`, for every model of the instance. The official SDKs work if you change only `baseURL` (`base_url`). It
         *     runs the same job as `POST /generate`. Parameters that the model does not support are adapted, unless `on_unsupported` is `reject`.
         *     docs/api/openai.md has the mapping.
         *
         *     With `stream: true` the response is server-sent events, with a comment line every 10 seconds.
         *
         *     Once a job has begun, an error carries `x-should-retry: false`. An error after which a repeat would be charged again is 424, which
         *     no client repeats. If an SDK itself repeats a request (`X-Stainless-Retry-Count` above 0, the same key and body, within 30 minutes),
         *     the repeat joins the job of the first request, even if the first is still in progress: together they are one job and one charge.
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
         * @description OpenAI's `images.edit`. With a `mask` it is the operation `inpaint`, otherwise `edit`. The mask is a PNG as OpenAI defines it
         *     (transparent pixels are changed); the platform converts it. Pictures are sent as form files (`image`, `image[]`, `image[0]`) or, in
         *     JSON, as `images` with a data URL, a public https address (as for `POST /assets`), or the id of an asset as `file_id`. `image` and
         *     `image_url` are read as well.
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
         * @description OpenAI's `images.createVariation`. It is the operation `remix` with a fixed prompt; a `prompt` of yours is left out with a warning. It takes
         *     the fields that the edit route takes, such as `quality`, `output_format` and `stream`, too.
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
         * Get the health of the service
         * @description Tests each part: reads the database and the storage, and calls the config service. The response is 200 if all parts answer,
         *     otherwise 503. Each isolate keeps the result for 5 seconds, so that frequent calls cost nothing. A dedicated Worker names its instance.
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
         * Get this contract
         * @description The OpenAPI document of this service, bundled. Pages of every origin may read it.
         *
         *     With `profile=plain` it is written for code generators that read less of OpenAPI: one body for each operation, no `allOf`, a name
         *     for every object, and responses that may gain members and values later. The page docs/specs/api-contracts.md lists the parts that it leaves out.
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
         * @description Sent to the endpoints of the instance that subscribe to the event, as Standard Webhooks describes. `webhook-id` is the same for
         *     every attempt, `webhook-timestamp` is the time of this attempt in Unix seconds, and `webhook-signature` holds one `v1,` signature
         *     for each secret in force. If the endpoint does not answer with 2xx within 15 seconds, the delivery is attempted again, up to ten
         *     times over about three days. 410 ends it at once, and disables the endpoint until somebody enables it again. Each attempt uses the
         *     endpoint's URL of that time. If the endpoint was disabled or deleted, there are no more attempts.
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
         * @description The operation; `generate` by default.
         *
         *     - `generate`: a picture from the prompt alone.
         *     - `edit`: changes a picture as the prompt says.
         *     - `inpaint`: changes the area that is white in the mask.
         *     - `remix`: a new picture in the style of the input.
         *     - `reframe`: extends the picture to another aspect ratio.
         *     - `upscale`: more pixels.
         *     - `remove_background`, `replace_background`: removes or replaces the background.
         *     - `describe`: a text about the input, returned in `texts`.
         * @enum {string}
         */
        Operation: "generate" | "edit" | "inpaint" | "remix" | "reframe" | "upscale" | "remove_background" | "replace_background" | "describe";
        /**
         * @description The file format of a picture.
         * @enum {string}
         */
        ImageFormat: "png" | "jpeg" | "webp";
        /**
         * @description One flat body for every operation. `generate` needs a `prompt`. `edit`, `remix` and `replace_background` need a `prompt` and an
         *     input. `inpaint` also needs a `mask`; it takes no prompt if the model only erases. `reframe`, `upscale`, `remove_background` and
         *     `describe` need an input. A missing field is a 400 with a pointer.
         */
        GenerateRequest: {
            operation?: components["schemas"]["Operation"];
            /**
             * @description The prompt. Models have lower limits of their own; see `max_prompt_length` in `GET /models`.
             * @example a lighthouse in fog
             */
            prompt?: string;
            model?: components["schemas"]["ModelId"];
            /** @description Things to avoid in the picture. */
            negative_prompt?: string;
            /**
             * @description The number of pictures. The provider may return fewer; only those are charged.
             * @default 1
             */
            n?: number;
            /**
             * @description Width and height in pixels, such as `1024x1024`, or `auto`. It cannot be combined with `aspect_ratio` or `resolution`.
             * @example 1024x1024
             */
            size?: string;
            /**
             * @description The ratio of width to height. The model's nearest size is used if it is within 2 percent of this ratio.
             * @example 16:9
             */
            aspect_ratio?: string;
            /**
             * @description The size class, for use with `aspect_ratio`: `1K` is about 1 megapixel, `2K` about 4, `4K` about 16. Models may have others.
             * @example 1K
             */
            resolution?: string;
            /** @description The same seed and request give the same picture, if the model supports this. */
            seed?: number;
            /**
             * @description One of the model's `qualities`.
             * @example high
             */
            quality?: string;
            /** @description One of the model's `styles`. */
            style?: string;
            output?: components["schemas"]["OutputOptions"];
            /** @description Input pictures, uploaded with `POST /assets` or made by an earlier generation. */
            inputs?: components["schemas"]["InputReference"][];
            mask?: components["schemas"]["MaskReference"];
            /** @description How much to change the input: 0 keeps it, 1 ignores it. */
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
             * @description How to treat a parameter that the model does not support. No parameter is dropped without a report.
             * @default reject
             * @enum {string}
             */
            on_unsupported?: "reject" | "adapt";
            /** @description Maximum cost over the whole fallback chain, in micro-USD. If the plan could cost more, the response is `400 max_cost_exceeded` and nothing is spent. */
            max_cost_micros?: components["schemas"]["Micros"];
            /**
             * @description The time after which the job gives up, in milliseconds from now.
             * @default 600000
             */
            deadline_ms?: number;
            /**
             * @description Models to try, in order, if the first fails without having billed. If omitted, the instance's chain applies; `[]` allows no
             *     fallback. A model of the instance's chain that cannot serve the request is skipped with a warning; a model named here must be
             *     able to serve it. If a provider rejects the credential or the account lacks credit, no other model of that provider is tried.
             *     The same holds after a refusal for safety, and then another provider is tried only if the instance's
             *     `content_policy.fallback_on_refusal` allows it.
             */
            fallbacks?: components["schemas"]["ModelId"][];
            /** @description More fields for the provider, passed on unchanged; at most 65536 characters as JSON. Only the provider of the first model gets them. A field that the platform itself sets is refused. */
            provider_options?: {
                [key: string]: unknown;
            };
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The form of the picture's file. */
        OutputOptions: {
            format?: components["schemas"]["ImageFormat"];
            /** @description Quality of jpeg and webp; 100 is the best. It does not apply to png. */
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
            /** @description How strongly the picture counts, for the roles in `weights` of the model. */
            weight?: number;
        };
        /** @description White areas are changed, black areas are kept. The mask must be as large as the first input. */
        MaskReference: {
            asset_id: components["schemas"]["AssetId"];
        };
        /**
         * @description The id of a stored picture.
         * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        AssetId: string;
        /**
         * @description `queued`: accepted. `running`: in progress. `succeeded`: there is at least one picture or text. `failed`: there is no result;
         *     `error` says why. `canceled`: stopped on request. `indeterminate`: it is unknown whether the provider did the work; the reserved
         *     amount is held.
         * @enum {string}
         */
        GenerationStatus: "queued" | "running" | "succeeded" | "failed" | "canceled" | "indeterminate";
        /**
         * @description The stage that a generation has reached; it is recorded before its work begins. `admitted`, `begun`, `submitting` (the provider is
         *     being called), `submitted` (the provider has accepted), `polling`, `fetching` (pictures are being stored), `stored`, `settled` (the
         *     cost is booked), `notified` (webhooks are sent). Decide by `status`: a stage that takes no time, such as `notified` without webhooks,
         *     may be left out or come at once with the one before.
         * @enum {string}
         */
        GenerationStage: "admitted" | "begun" | "submitting" | "submitted" | "polling" | "fetching" | "stored" | "settled" | "notified";
        GenerationImage: {
            /** @description The position among the pictures of this generation, from 0. */
            index: number;
            asset_id: components["schemas"]["AssetId"];
            /**
             * Format: uri
             * @description A signed link that anyone can open until `url_expires_at`.
             */
            url: string;
            url_expires_at: components["schemas"]["Timestamp"];
            /** @description The width of the picture in pixels. */
            width: number;
            /** @description The height of the picture in pixels. */
            height: number;
            format: components["schemas"]["ImageFormat"];
            /** @description The size of the file. */
            size_bytes: number;
            /** @description SHA-256 of the bytes. */
            sha256: string;
            /** @description The seed that the provider used, if it reports one and this is an integer of at most 2^53 − 1; otherwise null. */
            seed: number | null;
            /** @description The prompt that the provider used, if it changed yours. */
            revised_prompt: string | null;
        };
        CostLine: {
            /** @example sketch image 1024x1024 */
            description: string;
            /**
             * @description How many units.
             * @example 2
             */
            quantity: number;
            /**
             * @description What is counted, such as `image`, `megapixel` or `token`.
             * @example image
             */
            unit: string;
            /**
             * @description Micro-USD per unit.
             * @example 40000
             */
            unit_micros: number;
            /**
             * @description Not rounded; only the total is rounded up.
             * @example 80000
             */
            amount_micros: number;
        };
        Cost: {
            /** @description The cost. */
            amount_micros: components["schemas"]["Micros"];
            /** @description For an indeterminate generation, the amount that may have been billed. It counts against the budget until the generation is resolved. */
            held_micros: components["schemas"]["Micros"];
            /** @constant */
            currency: "USD";
            /**
             * @description `provider`: the provider reported the charge. `computed`: from the result, by the catalogue's prices. `quoted`: an estimate,
             *     because the generation has not finished.
             * @enum {string}
             */
            source: "provider" | "computed" | "quoted";
            /** @description What the cost is made of; empty if nothing was charged. */
            breakdown: components["schemas"]["CostLine"][];
        };
        Warning: {
            /**
             * @description `provider_note`: the provider did something other than planned, such as charging more than `max_cost_micros`.
             * @enum {string}
             */
            code: "parameter_dropped" | "parameter_changed" | "size_changed" | "model_aliased" | "model_retiring" | "fallback_skipped" | "fewer_images" | "provider_note";
            /**
             * @description What was done differently, for people.
             * @example size 1000x1000 became 1024x1024
             */
            message: string;
            /**
             * @description A JSON Pointer to the part of the request.
             * @example /body/size
             */
            pointer: string | null;
        };
        /**
         * @description One call to a provider, or a fallback that was not called because a limit on its model or provider had no room (`error_code`
         *     `rate_limited`, `concurrency_limited` or `request_exceeds_limit`).
         */
        Attempt: {
            /** @description The position among the attempts, from 1. */
            number: number;
            /**
             * @description The provider that was called.
             * @example sketch
             */
            provider: string;
            /**
             * @description The id of the connection that was used: which of the instance's credentials for this provider. Null if the call needs none.
             * @example openai-eu
             */
            connection?: string | null;
            model: components["schemas"]["ModelId"];
            /**
             * @description How the call ended. `indeterminate`: its answer was lost.
             * @enum {string}
             */
            status: "running" | "succeeded" | "failed" | "canceled" | "indeterminate";
            started_at: components["schemas"]["Timestamp"];
            /** @description How long it took; null while it runs. */
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
        /** @description The time spent in each part, in milliseconds. */
        Timing: {
            /** @description From admission to the start of the job. */
            queued: number;
            /** @description Waiting for providers, including polling. */
            provider: number;
            /** @description Fetching and storing the pictures. */
            storage: number;
            /** @description Time spent in the platform itself. */
            overhead: number;
            /** @description The whole time from admission to the end; 0 while the job runs. */
            total: number;
        };
        GenerationError: {
            code: components["schemas"]["ErrorCode"];
            /** @description What went wrong, for people. */
            message: string;
        };
        Generation: {
            /** @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ */
            id: string;
            status: components["schemas"]["GenerationStatus"];
            stage: components["schemas"]["GenerationStage"];
            /** @description The progress, if the provider reports it; 1 once the generation has succeeded. */
            progress: number | null;
            operation: components["schemas"]["Operation"];
            /** @description The model that made the result, or the one that is being tried. */
            model: components["schemas"]["ModelId"];
            /** @description The model or alias that the request named. */
            requested_model: components["schemas"]["ModelId"];
            /**
             * @description The provider of `model`.
             * @example sketch
             */
            provider: string;
            /** @description The prompt; null if there was none. */
            prompt: string | null;
            /** @description The request as a body for `POST /generate`, so that it can be sent again; null for generations that are older than this field. */
            request: components["schemas"]["GenerateRequest"] | null;
            /** @description The pictures; empty until the generation has succeeded. */
            images: components["schemas"]["GenerationImage"][];
            /** @description The texts of `describe`. */
            texts: string[];
            cost: components["schemas"]["Cost"];
            /** @description What was done differently than requested. */
            warnings: components["schemas"]["Warning"][];
            /** @description Each call of a provider for this generation, in order. */
            attempts: components["schemas"]["Attempt"][];
            timing_ms: components["schemas"]["Timing"];
            error: components["schemas"]["GenerationError"] | null;
            /** @description The instance that it belongs to. */
            instance_id: string;
            /** @description The project that it belongs to. */
            project_id: string;
            metadata: components["schemas"]["Metadata"];
            created_at: components["schemas"]["Timestamp"];
            finished_at: components["schemas"]["Timestamp"] | null;
            deadline_at: components["schemas"]["Timestamp"];
            /** @description The id of the request that started it. */
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
            /** @description The provider of the model. */
            provider: string;
            /** @description The width that the picture would get; null if the model chooses it. */
            width: number | null;
            /** @description The height that the picture would get; null if the model chooses it. */
            height: number | null;
            /** @description The ratio that would be sent; null if the size is sent in pixels. */
            aspect_ratio: string | null;
            /** @description The size class that would be sent; null if the model has none. */
            resolution: string | null;
            /** @description The number of pictures. */
            n: number;
            /** @description The quality that would be sent; null if the model has none. */
            quality: string | null;
            format: components["schemas"]["ImageFormat"];
            amount_micros: components["schemas"]["Micros"];
            max_micros: components["schemas"]["Micros"];
            /** @description Whether the price follows from the request alone. */
            exact: boolean;
        };
        Quote: {
            operation: components["schemas"]["Operation"];
            requested_model: components["schemas"]["ModelId"];
            /** @description The cost if the first model does everything. */
            amount_micros: components["schemas"]["Micros"];
            /** @description The maximum over the whole fallback chain. This amount would be reserved. */
            max_micros: components["schemas"]["Micros"];
            /** @constant */
            currency: "USD";
            /** @description True if `amount_micros` is exact to the micro-dollar; false if it is an estimate. */
            exact: boolean;
            /** @description What `amount_micros` is made of. */
            breakdown: components["schemas"]["CostLine"][];
            /** @description The first model, then the fallbacks. */
            targets: components["schemas"]["QuoteTarget"][];
            /** @description What would be done differently than requested. */
            warnings: components["schemas"]["Warning"][];
        };
        ResolveRequest: {
            /** @description The amount that the provider billed; 0 for nothing. */
            amount_micros: components["schemas"]["Micros"];
            /** @description The reason; the record keeps it. */
            note?: string;
        };
        /** @description The generation has reached another stage. */
        StateEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "state";
            /** @description The generation that the event is about. */
            generation_id: string;
            status: components["schemas"]["GenerationStatus"];
            stage: components["schemas"]["GenerationStage"];
            /** @description When it happened. */
            at: components["schemas"]["Timestamp"];
        };
        /** @description The progress that the provider reports. Many providers report none. */
        ProgressEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "progress";
            /** @description The generation that the event is about. */
            generation_id: string;
            /** @description The part of the work that is done, from 0 to 1. */
            progress: number;
            /** @description When it happened. */
            at: components["schemas"]["Timestamp"];
        };
        /** @description A preview, which is not kept. Sent if the request has `partial_images` and the model makes previews. */
        PartialImageEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "partial_image";
            /** @description The generation that the event is about. */
            generation_id: string;
            /** @description The number of the preview, counted from 0. */
            index: number;
            /** @description The preview as a PNG, JPEG or WebP file in base64. */
            b64_json: string;
            /** @description When it happened. */
            at: components["schemas"]["Timestamp"];
        };
        /** @description The last event; the generation as it ended. */
        FinishedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "finished";
            /** @description The generation that the event is about. */
            generation_id: string;
            /** @description The generation, as `GET /generations/{generation_id}` returns it. */
            generation: components["schemas"]["Generation"];
            /** @description When it happened. */
            at: components["schemas"]["Timestamp"];
        };
        /** @description The payload of a webhook; `data` is the generation as `GET /generations/{generation_id}` shows it. */
        WebhookEvent: {
            type: components["schemas"]["WebhookEventType"];
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["Generation"];
        };
        /** @description The `data` of one server-sent event; its `event` field equals `type`. */
        GenerationEvent: components["schemas"]["StateEvent"] | components["schemas"]["ProgressEvent"] | components["schemas"]["PartialImageEvent"] | components["schemas"]["FinishedEvent"];
        /**
         * @description `pending`: not accepted yet; `next_attempt_at` is the time of the next attempt. `delivered`: the endpoint answered 2xx. `failed`:
         *     given up after the last attempt. `disabled`: the endpoint answered 410 Gone, or was deleted or disabled.
         * @enum {string}
         */
        WebhookDeliveryStatus: "pending" | "delivered" | "failed" | "disabled";
        /**
         * @description How the generation ended.
         * @enum {string}
         */
        WebhookEventType: "generation.succeeded" | "generation.failed" | "generation.canceled" | "generation.indeterminate";
        /**
         * @description One event for one endpoint, sent as Standard Webhooks describes, with the headers `webhook-id` (the same for every attempt),
         *     `webhook-timestamp` and `webhook-signature`. An event is delivered at least once: remember the ids that you have seen.
         */
        WebhookDelivery: {
            /** @description The id of the delivery, to send it again by. */
            id: string;
            /** @description The endpoint that gets it. */
            webhook_id: string;
            /** @description The `webhook-id` header. */
            event_id: string;
            event_type: components["schemas"]["WebhookEventType"];
            /** @description The generation that the event is about. */
            generation_id: string;
            status: components["schemas"]["WebhookDeliveryStatus"];
            /** @description How often sending it was tried since it was last scheduled; sending it again by hand begins anew at 0. */
            attempts: number;
            /** @description The status of the last answer; null if there was none. */
            last_status_code: number | null;
            /** @description Why the last try failed, or why the delivery was given up; null if neither happened. */
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
            /** @description The version that runs, such as `0.3.0+1a2b3c4d5e`; `.changed` at its end means that files differed from this commit. `development` if it was not started or deployed by the commands of this project. */
            version: string;
            /** @description The only instance that a dedicated Worker serves. Absent if the Worker serves several instances, or is of a release before 0.3.0. */
            instance_id?: string;
            checks: {
                database: components["schemas"]["HealthCheck"];
                storage: components["schemas"]["HealthCheck"];
                config: components["schemas"]["HealthCheck"];
            };
            checked_at: components["schemas"]["Timestamp"];
        };
        /** @description Base64, or an address from which the picture is fetched. */
        UploadRequest: components["schemas"]["UploadBase64"] | components["schemas"]["UploadUrl"];
        UploadBase64: {
            /** @description The file in base64, or a data URL. */
            base64: string;
        };
        UploadUrl: {
            /**
             * Format: uri
             * @description A public https address on port 443; a platform on your own machine also fetches http and private addresses. Addresses of this platform are refused; use the id of the asset.
             * @example https://images.example.com/lighthouse.png
             */
            url: string;
        };
        /** @description A stored picture, uploaded or made by a generation. */
        Asset: {
            id: components["schemas"]["AssetId"];
            source: components["schemas"]["AssetSource"];
            /** @description The generation that made it. */
            generation_id: string | null;
            /** @description Facts about that generation; null for an upload, and after the generation was deleted. */
            made_by: components["schemas"]["AssetOrigin"] | null;
            /** @description The width in pixels. */
            width: number;
            /** @description The height in pixels. */
            height: number;
            format: components["schemas"]["ImageFormat"];
            /** @description The size of the file. */
            size_bytes: number;
            /** @description SHA-256 of the bytes. */
            sha256: string;
            /**
             * Format: uri
             * @description A signed link that anyone can open until `url_expires_at`.
             */
            url: string;
            url_expires_at: components["schemas"]["Timestamp"];
            /** @description The instance that it belongs to. */
            instance_id: string;
            /** @description The project that it belongs to. */
            project_id: string;
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: date-time
             * @description The time when it is deleted if no generation has used it; null if only the retention applies.
             */
            expires_at: string | null;
        };
        /** @description How a picture was made. */
        AssetOrigin: {
            operation: components["schemas"]["Operation"];
            /** @description The model that made it. */
            model: string;
            /** @description The provider of the model. */
            provider: string;
            /** @description The prompt; null if there was none. */
            prompt: string | null;
            /** @description The cost of the whole generation, for all of its pictures together. */
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
             * @description How long the link works; at most 7 days.
             * @default 3600
             */
            expires_in_seconds?: number;
        };
        AssetLink: {
            /**
             * Format: uri
             * @description The link. Anyone who has it can open the picture until `expires_at`.
             */
            url: string;
            expires_at: components["schemas"]["Timestamp"];
        };
        /** @description The sizes that a model supports. */
        SizeRule: components["schemas"]["ListedSizes"] | components["schemas"]["FreeSizes"] | components["schemas"]["RatioSizes"] | components["schemas"]["InputSize"];
        /** @description One of these sizes. */
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
            /** @description Width and height must be multiples of it. */
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
        /** @description The price of a picture is that of the first rule whose conditions all hold. */
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
                 * @description The request has an input with this role.
                 * @enum {string}
                 */
                input?: "image" | "reference" | "style" | "character";
                micros: number;
            }[];
        };
        /** @description A price for each started megapixel of the output, and for each megapixel of the inputs. */
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
        /** @description Prices per million tokens. */
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
            /** @description The image tokens of one picture, for quotes, given as a number or by `cells`. */
            estimate: {
                quality?: string;
                size?: string;
                resolution?: string;
                output_tokens?: number;
                /** @description For any size: tokens = cells along the longer edge × cells along the shorter edge × (2 000 000 + pixels) ÷ 4 000 000. */
                cells?: number;
            }[];
        };
        ModelInputs: {
            max: number;
            roles: ("image" | "reference" | "style" | "character")[];
            max_by_role?: components["schemas"]["ModelInputCounts"];
            /** @description The roles whose `weight` has an effect; absent if there are none. */
            weights?: ("image" | "reference" | "style" | "character")[];
            max_bytes: number;
            /** @description Maximum length of an edge of an input, in pixels; absent if there is no bound. */
            max_edge?: number;
            /** @description Maximum pixels of an input; absent if there is no bound. */
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
        /** @description The differences for one operation. If a member is absent, that of the model applies. */
        ModelOperationCapabilities: {
            size?: components["schemas"]["SizeRule"];
            default_size?: string | null;
            max_images?: number;
            formats?: components["schemas"]["ImageFormat"][];
            qualities?: string[];
            styles?: string[];
            backgrounds?: ("auto" | "opaque" | "transparent")[];
            parameters?: ("negative_prompt" | "seed" | "strength" | "guidance" | "steps" | "enhance_prompt" | "compression")[];
            /** @description 0 if it takes no prompt. */
            max_prompt_length?: number;
            inputs?: components["schemas"]["ModelInputs"];
            mask?: boolean;
            partial_images?: boolean;
        };
        /**
         * @description The capabilities of a model. A request that uses anything else is refused, or with `on_unsupported: adapt` changed and reported in
         *     `warnings`.
         */
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
            /** @description The optional fields of a request that it supports. */
            parameters: ("negative_prompt" | "seed" | "strength" | "guidance" | "steps" | "enhance_prompt" | "compression")[];
            /** @description 0 if it takes no prompt. */
            max_prompt_length: number;
            inputs: components["schemas"]["ModelInputs"];
            /** @description Whether it takes a mask. */
            mask: boolean;
            /** @description Whether it sends previews. */
            partial_images: boolean;
            /** @description Operations whose capabilities differ from those above, with the differences. */
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
        /** @description A model with the members of OpenAI's list (`id`, `object`, `created`, `owned_by`) and members of this platform. */
        Model: {
            id: components["schemas"]["ModelId"];
            /** @constant */
            object: "model";
            /** @description Unix seconds; the day on which the source of its data was read. */
            created: number;
            /**
             * @description The provider.
             * @example sketch
             */
            owned_by: string;
            /** @description The name for people. */
            name: string;
            description: string;
            /**
             * @description The id of its provider.
             * @example sketch
             */
            provider: string;
            capabilities: components["schemas"]["ModelCapabilities"];
            price: components["schemas"]["ModelPrice"];
            /** @description True if the provider reports its charge. The charge then replaces the cost by `price`, and no quote is exact. */
            reports_cost?: boolean;
            price_source: {
                url: string;
                date: string;
                /** @description A remark about the source, for example that it is not the provider's own page. */
                note?: string;
            };
            /** @description The day from which the provider no longer offers it. */
            shutdown_date: string | null;
            /** @description The model that replaces it. */
            successor: string | null;
            /** @description Other names of the model in this instance. */
            aliases: string[];
            /**
             * @description Whether its provider can be called: the instance has the credential that the provider needs or, for Workers AI, the deployment
             *     has the binding. If it is false, requests and quotes for the model are refused with `credential_missing`.
             */
            ready: boolean;
            /**
             * @description The operations for which the platform recommends this model to the instance. Each operation has one recommended model: the first
             *     in the platform's own list that the instance offers and can call.
             */
            recommended_for: components["schemas"]["Operation"][];
        };
        ModelList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Model"][];
        };
        LimitState: {
            /**
             * @description What has the counter.
             * @enum {string}
             */
            scope: "organization" | "instance" | "project" | "key" | "provider" | "model";
            /** @description The member that is counted; null if each member has its own counter. */
            target: string | null;
            /**
             * @description What is counted.
             * @enum {string}
             */
            metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
            /** @description The limit that was set; micro-USD for `cost_micros`. */
            limit: number;
            /** @description The most that fits at once: the `burst` of a rate, otherwise the `limit`. `used`, `reserved`, `held` and `remaining` add up to it, unless the limit was lowered below the used amount. */
            capacity: number;
            /** @description The length of its window; for a budget, that of the current day or month. Null for concurrency. */
            window_seconds: number | null;
            /** @description The amount that is used now. */
            used: number;
            /** @description Set aside for generations that run now. */
            reserved: number;
            /** @description Held for indeterminate generations. */
            held: number;
            /** @description The amount that is left now. */
            remaining: number;
            /** @description The time from which all of it is available again; null for concurrency. */
            resets_at: components["schemas"]["Timestamp"] | null;
        };
        LimitStateList: {
            data: components["schemas"]["LimitState"][];
        };
        UsageRow: {
            /** @description The start of the hour or day. */
            start: components["schemas"]["Timestamp"];
            /** @description Set if the rows are grouped by key. */
            key_id: string | null;
            /** @description Set if the rows are grouped by model. */
            model: string | null;
            /** @description Set if the rows are grouped by provider. */
            provider: string | null;
            /** @description Set if the rows are grouped by connection: whose account was billed. It is the id of the provider, or of a further connection. */
            connection: string | null;
            /** @description Generations that have ended. */
            requests: number;
            /** @description Generations that succeeded. */
            succeeded: number;
            /** @description Generations that ended without a result. */
            failed: number;
            /** @description Pictures that were made. */
            images: number;
            /** @description Tokens that providers counted. */
            tokens: number;
            cost_micros: components["schemas"]["Micros"];
            held_micros: components["schemas"]["Micros"];
        };
        UsageReport: {
            /** @description The project whose usage this is. */
            project_id: string;
            from: components["schemas"]["Timestamp"];
            to: components["schemas"]["Timestamp"];
            /**
             * @description The length of time that a row covers.
             * @enum {string}
             */
            bucket: "hour" | "day";
            /** @description A row for each bucket with usage, and for each member of the group. */
            data: components["schemas"]["UsageRow"][];
        };
        /**
         * @description OpenAI's fields, and a few of this platform (`seed`, `negative_prompt`, `aspect_ratio`, `resolution`, `on_unsupported`,
         *     `max_cost_micros`, `metadata`, `provider_options`), which SDKs send as extra body fields. `null` and an empty string are treated as
         *     absent. A field that is not listed here is passed on to OpenAI's own models. For other models it is left out with a warning. A field
         *     of `POST /generate` that is not listed here (`fallbacks`, `strength`, `steps`, …) is left out with a warning for every model, and so
         *     is a value of `size`, `background`, `output_format` or `response_format` that is not listed. With `on_unsupported: reject` the
         *     request is refused in these cases.
         */
        OpenAIImageRequest: {
            prompt: string;
            /** @description Any model or alias of the instance; if omitted, the default model of the instance. */
            model?: string | null;
            /** @description The number of pictures; 1 if omitted. */
            n?: number | null;
            /** @description `auto` or `WIDTHxHEIGHT`. */
            size?: string | null;
            /** @description `auto`, `low`, `medium`, `high`, `standard`, `hd`, or another quality of the model. */
            quality?: string | null;
            style?: string | null;
            /** @description `auto`, `opaque` or `transparent`. */
            background?: string | null;
            /** @description `auto` or `low`. It is passed on to OpenAI's models and left out for others. */
            moderation?: string | null;
            /** @description `png`, `jpeg` or `webp`. */
            output_format?: string | null;
            output_compression?: number | null;
            /**
             * @description `url` or `b64_json`. If omitted, it is `url` for model names that begin with `dall-e`, and `b64_json` for those that begin with
             *     `gpt-image` or `chatgpt-image`, as with OpenAI. For every other name the response has both, so that each client finds the one
             *     that it reads.
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
             * @description `adapt` if omitted, because OpenAI has parameters that others lack.
             * @enum {string|null}
             */
            on_unsupported?: "reject" | "adapt" | null;
            /**
             * Format: int64
             * @description Maximum cost, in micro-USD.
             */
            max_cost_micros?: number | null;
            metadata?: components["schemas"]["Metadata"] | null;
            /** @description More fields for the provider, as in `POST /generate`; not a field of OpenAI. */
            provider_options?: {
                [key: string]: unknown;
            } | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description One of `image_url` and `file_id`. A plain string is read as well (an address, a data URL, base64 or the id of an asset), and so is
         *     `image_url: {"url": "…"}`.
         */
        OpenAIImageReference: components["schemas"]["OpenAIImageUrl"] | components["schemas"]["OpenAIImageFile"];
        OpenAIImageUrl: {
            /** @description A data URL with base64, or a public https address, as for `POST /assets`. */
            image_url: string;
        };
        OpenAIImageFile: {
            file_id: components["schemas"]["AssetId"];
        };
        /** @description The fields of `POST /images/generations`, and the pictures. Pictures are also read from `image` and `image_url`, one or a list. */
        OpenAIEditRequest: {
            prompt: string;
            /** @description At least one picture. The first is the one to change; the others are references. */
            images?: components["schemas"]["OpenAIImageReference"][];
            mask?: components["schemas"]["OpenAIImageReference"];
            model?: string | null;
            n?: number | null;
            size?: string | null;
            quality?: string | null;
            background?: string | null;
            moderation?: string | null;
            /** @description `high` or `low`. It is passed on to OpenAI's models and left out for others. */
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
            /** @description More fields for the provider, as in `POST /generate`; not a field of OpenAI. */
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
            /** @description The file in base64. */
            b64_json?: string;
            revised_prompt?: string;
        };
        /** @description Tokens, if the provider counts them; otherwise 0. */
        OpenAIUsage: {
            input_tokens: number;
            output_tokens: number;
            total_tokens: number;
            input_tokens_details: {
                text_tokens: number;
                image_tokens: number;
            };
        };
        /** @description OpenAI's `ImagesResponse`, with `generation_id`, `warnings`, `cost` and `timing_ms` added. */
        OpenAIImagesResponse: {
            /** @description Unix seconds. */
            created: number;
            data: components["schemas"]["OpenAIImage"][];
            /** @enum {string} */
            background?: "opaque" | "transparent";
            output_format: components["schemas"]["ImageFormat"];
            /**
             * @description The requested quality, if it is one of these.
             * @enum {string}
             */
            quality?: "low" | "medium" | "high";
            /** @description The size of the first picture, `WIDTHxHEIGHT`. */
            size?: string;
            usage: components["schemas"]["OpenAIUsage"];
            generation_id: string;
            warnings: components["schemas"]["Warning"][];
            cost: components["schemas"]["Cost"];
            timing_ms: components["schemas"]["Timing"];
        };
        /** @description The `data` of one event; its `event` field equals `type`. At the end there is one `….completed` for each picture, or one `error`. */
        OpenAIImageEvent: components["schemas"]["OpenAIPartialImageEvent"] | components["schemas"]["OpenAICompletedEvent"] | components["schemas"]["OpenAIErrorEvent"];
        /** @description A preview, which is not kept. Sent if the request has `partial_images` and the model makes previews. */
        OpenAIPartialImageEvent: {
            /** @enum {string} */
            type: "image_generation.partial_image" | "image_edit.partial_image";
            /** @description The preview in base64. */
            b64_json: string;
            /** @description The number of the preview, counted from 0. */
            partial_image_index: number;
            /** @description Unix seconds. */
            created_at: number;
            /** @description The size, `WIDTHxHEIGHT`. */
            size: string;
            /** @enum {string} */
            quality: "auto" | "low" | "medium" | "high";
            /** @enum {string} */
            background: "auto" | "opaque" | "transparent";
            output_format: components["schemas"]["ImageFormat"];
        };
        /** @description One picture. `usage`, `cost` and `timing_ms` are those of the whole generation, for all pictures together; `generation_id`, `cost` and `timing_ms` are added by this platform. */
        OpenAICompletedEvent: {
            /** @enum {string} */
            type: "image_generation.completed" | "image_edit.completed";
            /** @description The picture in base64. */
            b64_json: string;
            /** @description Unix seconds. */
            created_at: number;
            /** @description The size, `WIDTHxHEIGHT`. */
            size: string;
            /** @enum {string} */
            quality: "auto" | "low" | "medium" | "high";
            /** @enum {string} */
            background: "auto" | "opaque" | "transparent";
            output_format: components["schemas"]["ImageFormat"];
            usage: components["schemas"]["OpenAIUsage"];
            /** @description The record of this platform. */
            generation_id: string;
            /** @description The cost of the whole generation, with its breakdown. */
            cost: components["schemas"]["Cost"];
            timing_ms: components["schemas"]["Timing"];
        };
        /** @description The generation has no result; `error` says why. */
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
         * @description Up to 16 labels of your own. The resource and its webhooks return them.
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
         * @description The stable code of the error, for programs to decide by. `/problems/{code}` says for each code why it occurs and what to do.
         * @enum {string}
         */
        ErrorCode: "invalid_request" | "malformed_json" | "unsupported_parameter" | "unsupported_operation" | "unsupported_size" | "input_invalid" | "url_not_allowed" | "content_policy" | "safety_refused" | "max_cost_exceeded" | "request_exceeds_limit" | "provider_bad_request" | "callback_invalid" | "missing_key" | "invalid_key" | "expired_key" | "revoked_key" | "session_expired" | "link_invalid" | "insufficient_scope" | "insufficient_role" | "csrf_failed" | "origin_not_allowed" | "not_found" | "model_not_found" | "route_not_found" | "method_not_allowed" | "conflict" | "not_cancelable" | "not_resolvable" | "in_use" | "link_expired" | "precondition_failed" | "body_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "idempotency_key_reused" | "generation_canceled" | "credential_missing" | "provider_error" | "provider_bad_answer" | "provider_credential_rejected" | "outcome_indeterminate" | "result_unavailable" | "deadline_exceeded" | "rate_limited" | "concurrency_limited" | "budget_exceeded" | "storage_limited" | "internal_error" | "provider_rate_limited" | "provider_unavailable" | "change_pending" | "overloaded" | "unavailable" | "provider_timeout";
        FieldError: {
            /**
             * @description A JSON Pointer into the request; its first part is `body`, `query`, `path` or `header`.
             * @example /body/prompt
             */
            pointer: string;
            /**
             * @description What is wrong with the field.
             * @example must not be empty
             */
            message: string;
        };
        /** @description The same error in the form that OpenAI's SDKs read. */
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
             * @description Identifies the kind of error; the last part is the `code`.
             * @example /problems/rate_limited
             */
            type: string;
            /**
             * @description The code in words; always the same for one code.
             * @example Rate limited
             */
            title: string;
            /** @description The status of the response. */
            status: number;
            code: components["schemas"]["ErrorCode"];
            /** @description The cause and how to fix it; if a field is at fault, the first one. Every answer has it since version 0.3. */
            detail?: string;
            /**
             * @description The id of the request; the log has every line of it under this id.
             * @example req_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
             */
            request_id: string;
            /** @description The faults, each with its position in the request. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The generation that failed, if one was begun. Its record has the attempts and the charge. */
            generation_id?: string;
            /** @description The exact wait behind `Retry-After`, in milliseconds. */
            retry_after_ms?: number;
            /** @description The limit or budget that refused the request. */
            limit?: {
                /** @enum {string} */
                scope: "organization" | "instance" | "project" | "key" | "provider" | "model";
                /** @description The member that the limit is for; null if each member of its scope has this limit for itself. */
                target?: string | null;
                /** @enum {string} */
                metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
                /** @description The allowed amount in the window; of a budget in micro-USD. */
                limit: number;
                /** @description The length of the window; for a budget, that of the current day or month. Null for concurrency. */
                window_seconds: number | null;
                /** @description The amount that is left now. */
                remaining?: number;
                /** @description The amount that the request would take; for a budget, the most that it can cost. */
                requested?: number;
                /** @description The time from which the same request fits, unless others take the room first. Absent if waiting does not help. */
                available_at?: components["schemas"]["Timestamp"];
            };
            error?: components["schemas"]["OpenAIError"];
        };
    };
    responses: {
        /** @description The request does not match the contract, or cannot be done as asked. `errors` points to the faults in the request. */
        PlanRefused: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request does not match the contract, or the picture cannot be used. */
        UploadRefused: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The callback does not match the contract, or is not genuine. */
        CallbackRefused: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key lacks the scope, or the link is not valid. */
        LinkRefused: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such model, project or asset, or this key may not see it. */
        NoSuchModel: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The generation has ended, or another request with this `Idempotency-Key` is still running. */
        NotCancelable: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The generation is not indeterminate, or another request with this `Idempotency-Key` is still running. */
        NotResolvable: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service is overloaded, or the provider or another dependency cannot be reached. Try again after `Retry-After`, with the same `Idempotency-Key`, because a job may have begun. */
        ProviderUnavailable: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The project has the maximum of unused uploads. `Retry-After` says when the oldest of them will be deleted. */
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
        /** @description The key has the maximum of event streams open. */
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
        /** @description The link has expired; request a new one. */
        Gone: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The range lies outside the file. */
        RangeNotSatisfiable: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The provider took too long, and did not bill. `generation_id` names the record. */
        GatewayTimeout: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is missing, malformed, unknown, expired or revoked. */
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
        /** @description The key is valid, but it lacks the scope or the role that this operation needs. */
        Forbidden: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than the documented maximum. */
        PayloadTooLarge: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This operation does not read bodies of this Content-Type. */
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
         * @description The request is valid, but something that it depends on failed. Either the provider cannot be called (`credential_missing`,
         *     `provider_credential_rejected`), or a generation began and gives no picture (`outcome_indeterminate`, `provider_bad_answer`, …). In
         *     the second case `generation_id` names its record, which has the attempts and the charge. The status is 424 because no client repeats
         *     a 424 by itself: a repeat would fail again, or be charged a second time.
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
        /** @description A fault of the platform. The response holds no more than the request id; the log has the cause. */
        InternalError: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service is overloaded, a dependency cannot be reached, or a change is not in force yet. Try again after `Retry-After`; a write with the same `Idempotency-Key`, because it may have been done. */
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
        /** @description The request does not match the contract, or cannot be done as asked. `errors` points to the faults in the request. */
        BadRequest: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource does not exist, or this key may not see it. The response is the same in both cases. */
        NotFound: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request conflicts with the present state of the resource. */
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
        GenerationIdInPath: string;
        /** @description The project to act in. Required with a user key; a project key may only name its own project. */
        ProjectId: string;
        /** @description The instance to act in; it must be the instance of the key. */
        InstanceId: string;
        /**
         * @description `respond-async` returns at once: 202, or 200 if the call repeats one whose job has ended. `wait=N` waits at most N seconds (0 to 300) for the result, then returns 202. Without it the
         *     wait is at most 120 seconds. Unknown preferences are ignored, as RFC 7240 requires.
         */
        Prefer: string;
        /**
         * @description The picture.
         * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        AssetIdInPath: string;
        /** @description The number of the repeat, set by OpenAI's SDKs. */
        RetryCount: string;
        /**
         * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
         *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
         */
        IdempotencyKey: string;
        /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
        OwnRequestId: string;
        /** @description Maximum number of entries on a page. */
        PageLimit: number;
        /**
         * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
         *     others, the page begins at this position, too, so matching entries before it are missing.
         */
        Cursor: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Identifies these bytes.
         * @example "9e107d9d372bb6826bd81d3542a419d6"
         */
        ContentETag: string;
        /**
         * @description Only the browser's own cache may store the file; shared caches may not, so that a deleted picture is gone.
         * @example private, max-age=3600, immutable
         */
        CacheControl: string;
        /** @description The endpoint supports byte ranges. */
        AcceptRanges: string;
        /** @description Bytes in this response; absent for a thumbnail. */
        ContentLength: number;
        /**
         * @description The position of these bytes in the file.
         * @example bytes 0-1023/20480
         */
        ContentRange: string;
        /** @description A file name for saving the picture. */
        ContentDisposition: string;
        /** @description Forbids the browser to run anything in the file. */
        ContentSecurityPolicy: string;
        /** @description Forbids the browser to guess another type. */
        ContentTypeOptions: string;
        /** @description Allows pages of any site to show the picture. */
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
         * @description The `warnings` of the body as a JSON array in ASCII, for clients that drop unknown members of the body. They say what was done
         *     differently from the request. The header is cut to whole entries after 4,000 characters, and is absent if there are none. A stream
         *     has those that were known when it began.
         * @example [{"code":"parameter_dropped","message":"…","pointer":"/body/style"}]
         */
        Warnings: string;
        /**
         * @description The preference that was applied.
         * @example respond-async
         */
        PreferenceApplied: string;
        /**
         * @description The time spent in each part, in milliseconds, in the form that browsers read: `queued`, `provider`, `storage`, `overhead`, `total`.
         * @example queued;dur=3, provider;dur=4210.5, storage;dur=80.1, overhead;dur=14.2, total;dur=4307.8
         */
        ServerTiming: string;
        /**
         * @description The id of this request; yours if you sent one.
         * @example req_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        RequestId: string;
        /**
         * @description The limits in force, as structured fields (draft-ietf-httpapi-ratelimit-headers).
         * @example "instance-requests-60";q=500;w=60
         */
        RateLimitPolicy: string;
        /**
         * @description The limit that will run out first, as structured fields (draft-ietf-httpapi-ratelimit-headers).
         * @example "instance-requests-60";r=499;t=12
         */
        RateLimit: string;
        /**
         * @description The requests that are left. It is sent only if the limit that will run out first counts requests; `RateLimit` names every kind.
         * @example 499
         */
        RateLimitRemaining: number;
        /**
         * @description The time from which all requests of that limit are available again, in Unix seconds. It is sent with `X-RateLimit-Remaining`.
         * @example 1795507200
         */
        RateLimitReset: number;
        /** @description The address of the new resource. */
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
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
                /**
                 * @description `respond-async` returns at once: 202, or 200 if the call repeats one whose job has ended. `wait=N` waits at most N seconds (0 to 300) for the result, then returns 202. Without it the
                 *     wait is at most 120 seconds. Unknown preferences are ignored, as RFC 7240 requires.
                 */
                Prefer?: components["parameters"]["Prefer"] | undefined;
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
            /** @description The finished generation. */
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
            /** @description Accepted, but not finished yet. Poll `Location`, or follow its `/events`. */
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
            400: components["responses"]["PlanRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoSuchModel"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ProviderUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    quote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
            400: components["responses"]["PlanRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoSuchModel"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listGenerations: {
        parameters: {
            query?: {
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Only those in this status. */
                status?: components["schemas"]["GenerationStatus"] | undefined;
                /** @description Only those that ran on this model. */
                model?: string | undefined;
                /** @description Only those that ran at this provider. */
                provider?: string | undefined;
                /** @description Only those of this operation. */
                operation?: components["schemas"]["Operation"] | undefined;
                /** @description Only those whose prompt contains these words, in this order. Upper and lower case of the letters A to Z are the same. */
                prompt?: string | undefined;
                /** @description Only those with this picture as an input. */
                input_asset_id?: string | undefined;
                /** @description Only those created at or after this time. */
                created_after?: string | undefined;
                /** @description Only those created before this time. */
                created_before?: string | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationIdInPath"];
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
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationIdInPath"];
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
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The generation is canceled. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            /** @description The cancel is recorded, and the generation has not ended after 5 seconds. Follow it to its end, which may be any status. */
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
            409: components["responses"]["NotCancelable"];
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
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationIdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveRequest"];
            };
        };
        responses: {
            /** @description The generation is settled. */
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
            409: components["responses"]["NotResolvable"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamGenerationEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that you received. */
                "Last-Event-ID"?: string | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The generation.
                 * @example gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                generation_id: components["parameters"]["GenerationIdInPath"];
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
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Only those to this endpoint. */
                webhook_id?: string | undefined;
                /** @description Only those about this generation. */
                generation_id?: string | undefined;
                /** @description Only those in this status. */
                status?: components["schemas"]["WebhookDeliveryStatus"] | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The delivery.
                 * @example dlv_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery is scheduled. */
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
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Only uploads, or only pictures that generations made. */
                source?: components["schemas"]["AssetSource"] | undefined;
                /** @description Only those that this model made. */
                model?: string | undefined;
                /** @description Only those of this operation. */
                operation?: components["schemas"]["Operation"] | undefined;
                /** @description Only those whose prompt contains these words, in this order. Upper and lower case of the letters A to Z are the same. */
                prompt?: string | undefined;
                /** @description Only those stored at or after this time. */
                created_after?: string | undefined;
                /** @description Only those stored before this time. */
                created_before?: string | undefined;
                /** @description With `true`, only uploads that no generation has used yet. They count against the project's maximum of 1,000 and 5 GB, and are deleted after 7 days. */
                unused?: boolean | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file.
                     */
                    file: Blob;
                };
                "application/json": components["schemas"]["UploadRequest"];
            };
        };
        responses: {
            /** @description The stored picture. */
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
            400: components["responses"]["UploadRefused"];
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
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata. */
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
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetIdInPath"];
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
                /** @description The token of a signed link. It is opaque, and valid for this picture until it expires. */
                token?: string | undefined;
                /** @description The width of a thumbnail, in pixels. It is rounded up to 64, 128, 256, 512, 1024 or 2048. A thumbnail is never wider than the picture. */
                width?: number | undefined;
                /** @description Return the picture as an attachment, which browsers save instead of showing it. */
                download?: boolean | undefined;
            };
            header?: {
                /** @description One range of bytes, `bytes=0-1023`. */
                Range?: string | undefined;
                /** @description The `ETag` that you have. The response is 304 if it still matches. */
                "If-None-Match"?: string | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetIdInPath"];
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
            /** @description The requested range. */
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
            /** @description The file is the one that you have. */
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
            403: components["responses"]["LinkRefused"];
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
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
            };
            path: {
                /**
                 * @description The picture.
                 * @example asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                asset_id: components["parameters"]["AssetIdInPath"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @description Only models that support this operation. */
                operation?: components["schemas"]["Operation"] | undefined;
                /** @description Only those of this provider. */
                provider?: string | undefined;
                /** @description Only models that support this parameter; with `operation`, for that operation. */
                parameter?: ("negative_prompt" | "seed" | "strength" | "guidance" | "steps" | "enhance_prompt" | "compression" | "quality" | "style" | "background" | "mask" | "n" | "partial_images") | undefined;
                /**
                 * @description Only models of which one picture costs at most this many micro-USD, at the model's default size and quality. With `operation`,
                 *     the price of that operation counts. The price of a whole request is in its quote.
                 */
                max_price_micros?: number | undefined;
                /** @description If `true`, only models that are recommended for an operation; with `operation`, only the one recommended for it. */
                recommended?: boolean | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
            404: components["responses"]["NoSuchModel"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLimits: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
                /** @description The first moment, inclusive, with its time of day, such as `2026-11-29T00:00:00Z`. */
                from?: string | undefined;
                /** @description The last moment, exclusive. */
                to?: string | undefined;
                /** @description How much time one row covers. */
                bucket?: ("hour" | "day") | undefined;
                /** @description Returns one row for each value of these, in each bucket. Repeat the parameter for several, as in `group_by=key&group_by=model`. */
                group_by?: ("key" | "model" | "provider" | "connection")[] | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The provider that calls.
                 * @example replicate
                 */
                provider: string;
                /**
                 * @description Names the generation. The platform signed it and gave it to the provider when it submitted the work.
                 * @example token-of-a-generation
                 */
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
            /** @description The callback was received. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["CallbackRefused"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createImage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description The number of the repeat, set by OpenAI's SDKs. */
                "X-Stainless-Retry-Count"?: components["parameters"]["RetryCount"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
            /** @description The pictures; with `stream`, events. */
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
            400: components["responses"]["PlanRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoSuchModel"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ProviderUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createImageEdit: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description The number of the repeat, set by OpenAI's SDKs. */
                "X-Stainless-Retry-Count"?: components["parameters"]["RetryCount"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
                     * @description A PNG; its transparent pixels are changed.
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
                    /** @description A JSON object with more fields for the provider, as in `POST /generate`. */
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
            /** @description The pictures; with `stream`, events. */
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
            400: components["responses"]["PlanRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoSuchModel"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ProviderUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createImageVariation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description The number of the repeat, set by OpenAI's SDKs. */
                "X-Stainless-Retry-Count"?: components["parameters"]["RetryCount"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description The project to act in. Required with a user key; a project key may only name its own project. */
                "X-Project-ID"?: components["parameters"]["ProjectId"] | undefined;
                /** @description The instance to act in; it must be the instance of the key. */
                "X-Instance-ID"?: components["parameters"]["InstanceId"] | undefined;
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
                    /** @description A JSON object with more fields for the provider, as in `POST /generate`. */
                    provider_options?: {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The pictures; with `stream`, events. */
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
            400: components["responses"]["PlanRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoSuchModel"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ProviderUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
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
            query?: {
                /** @description Which form of the document. */
                profile?: ("full" | "plain") | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
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
                 * @description The id of the event; use it to ignore repeats.
                 * @example evt_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in Unix seconds.
                 * @example 1795507200
                 */
                "webhook-timestamp": number;
                /**
                 * @description Signatures, separated by spaces.
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
            /** @description Accepted. The body of the response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
