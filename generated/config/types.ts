// Generated from openapi/ by `npm run generate`. Do not edit.
export interface paths {
    "/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the platform up
         * @description Creates the first organization, its superadmin and that user's first key. It needs the deployment's secret `SETUP_TOKEN`. It works
         *     only while there is no user at all; afterwards, and with a wrong token, the response is 404, as if the operation did not exist. All
         *     callers together have 5 tries in 10 minutes; more are `429 rate_limited`.
         *
         *     Send an `Idempotency-Key`, so that a lost response does not lose the first key: for 24 hours, the same request with the same
         *     `Idempotency-Key` gets the same response again.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the caller
         * @description Returns the key that was sent, its owner, and what it may do: role, grants and scopes.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where this key may work
         * @description Returns every organization, instance and project that the caller may see, as one tree; each list is sorted by name. The tree holds
         *     at most 200 organizations, 1,000 instances and 5,000 projects. If there are more, `truncated` is true; the list operation of each
         *     kind returns all of them in pages.
         */
        get: operations["listPlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations
         * @description The organizations that this key may see, newest first: all for a superadmin, otherwise only its own.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Create an organization
         * @description Creates an empty tenant. Create its first user with `POST /users` and `organization_id`, and that user's key with `POST /keys`.
         */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organization_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization.
                 * @example org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                organization_id: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        /**
         * Get an organization
         * @description One organization, with its budget.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        /**
         * Delete an organization
         * @description Deletes an organization that is empty. Otherwise `409 in_use` says how many instances and users it still has. Its audit log is kept.
         */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /**
         * Update an organization
         * @description JSON merge patch: absent members stay, `null` clears. A changed budget is in force when the response is sent.
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description The users of an organization, newest first.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Create a user
         * @description Creates a user: a person or an agent that configures. Nobody can create a user with more rights than their own. Create a key for the
         *     user with `POST /keys`.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        /**
         * Get a user
         * @description One user, with their grants.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Delete a user
         * @description Removes the user with their grants, keys and sessions; the keys stop working before the response is sent. Project keys that the user
         *     created stay. The last superadmin cannot be deleted (`409 conflict`).
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Update a user
         * @description JSON merge patch. A changed role is in force when the response is sent. A user who becomes `admin` or `superadmin` loses their
         *     grants, because these roles need none. The last superadmin keeps the role (`409 conflict`). A higher role revokes the keys of the
         *     user that somebody else created or rotated, and the keys that were made with them.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/users/{user_id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set a user's roles in instances
         * @description Replaces all grants of the user: the role `developer` or `viewer` in each instance named. Only users with the role developer or
         *     viewer have grants; the other roles need none.
         */
        put: operations["setUserGrants"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign a user out everywhere
         * @description Ends every session of the panel that belongs to the user, for example if a device is lost. The user's keys stay as they are.
         */
        delete: operations["deleteUserSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List instances
         * @description The instances that this key may see, newest first: for an admin all of the organization, otherwise those granted.
         */
        get: operations["listInstances"];
        put?: never;
        /**
         * Create an instance
         * @description Creates a self-contained environment such as `production` or `client-xyz`, with its own credentials, limits, storage prefix and
         *     configuration. It starts without projects, limits and credentials.
         */
        post: operations["createInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        /**
         * Get an instance
         * @description One instance. `epoch` is the number of the configuration that is in force.
         */
        get: operations["getInstance"];
        put?: never;
        post?: never;
        /**
         * Delete an instance
         * @description Deletes an instance that has no projects; otherwise `409 in_use` says how many it has. Its credentials, limits, model settings,
         *     webhooks and grants are removed with it. Its pictures, its records and its request log are deleted about a day later
         *     (docs/specs/storage.md), its hourly sums of usage after 731 days.
         */
        delete: operations["deleteInstance"];
        options?: never;
        head?: never;
        /**
         * Update an instance
         * @description JSON merge patch: absent members stay, `null` clears. The change is in force when the response is sent: from then on no request is
         *     admitted under the old settings. `503 change_pending` means that the change is stored but not in force yet. Repeat the request with
         *     the same `Idempotency-Key` until it returns 200.
         *
         *     `status: disabled` stops every key of the instance until the status is `active` again. `default_model` and `fallback_chain` may name
         *     only models that the instance has; otherwise the response is `400 invalid_request`.
         */
        patch: operations["updateInstance"];
        trace?: never;
    };
    "/instances/{instance_id}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        /**
         * List projects
         * @description The projects of an instance, newest first.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create a project
         * @description Creates a grouping in an instance. Its keys generate, and its usage is counted separately.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * Get a project
         * @description One project.
         */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /**
         * Delete a project
         * @description Deletes a project whose keys are all revoked or expired; otherwise `409 in_use` says how many are active. Its keys, its webhooks and
         *     the limits for it alone are removed with it. Its usage is kept. Its pictures and records are deleted about a day later
         *     (docs/specs/storage.md).
         */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /**
         * Update a project
         * @description JSON merge patch. `status: disabled` stops every key of the project until it is `active` again.
         */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/instances/{instance_id}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        /**
         * Get the limits
         * @description All limits and budgets of an instance.
         */
        get: operations["getLimits"];
        /**
         * Set the limits
         * @description Replaces the whole set: limits that you leave out are removed. The set is in force when the response is sent. Counters of limits
         *     that stay go on. A budget that is lowered below the amount spent admits nothing until its window ends.
         *
         *     A request is admitted if every limit that applies to it has room. `target` names one project, key, provider or model; a target that
         *     does not exist is `400 invalid_request`. A key can have limits of its own as well (`POST /keys`).
         */
        put: operations["setLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/limits/states": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        /**
         * Get the state of the limits
         * @description The live state of every limit and budget of an instance and of its organization; the one that will run out first comes first. A
         *     limit without a `target` has one line for each member that was counted; if there is none, it has one line with `target: null`. At
         *     most 500 lines.
         */
        get: operations["getLimitStates"];
        put?: never;
        post?: never;
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
         * Get the catalogue
         * @description Every model of every provider that this platform knows, with its sizes and prices, and the source and date of the prices.
         */
        get: operations["listCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/models": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        /**
         * Get the model settings
         * @description The changes that this instance makes to the catalogue: which models it has, under which names, and at which prices.
         */
        get: operations["getModelSettings"];
        /**
         * Set the model settings
         * @description Replaces the whole set. A model that is not named has the settings of the catalogue. If the set removes the default model or a model
         *     of the fallback chain, the response is `409 in_use`. At most 512 KiB of JSON. Limits for a model or a provider are set with
         *     `PUT …/limits`. A change of prices, of `custom_providers` or of `custom_models` needs the role `admin`, because it decides what
         *     counts against budgets. The same holds for `connections`, because they decide which account is billed.
         */
        put: operations["setModelSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/models/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a model without calling its provider
         * @description Shows the requests that a model's provider would get for a sample generation. If you paste answers of the provider, it also shows
         *     what would be read from them: pictures, progress, failures, the cost. No provider is called, nothing is spent and nothing is stored,
         *     so the audit log gets no entry.
         *
         *     You can try a definition before you save it (`custom_provider`, `custom_model`), which is checked as if you saved it, or a `model`
         *     that the instance has. Credentials are not decrypted; `[redacted]` stands for them. The sample sets every parameter that the model
         *     supports, and holds small white pictures if the operation needs inputs.
         */
        post: operations["dryRunModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        /**
         * Export an instance
         * @description The whole configuration, without secrets and ids: settings, projects, limits, model settings, webhooks, and the connections to
         *     providers without their credentials. The same configuration always gives the same file, and `import` reads this file. Keys and the
         *     limits of single keys are not in it.
         */
        get: operations["exportInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import into an instance
         * @description Changes the instance to what the file says: settings, projects (matched by slug), limits, model settings and webhooks (matched by
         *     URL and project). If there is any fault, nothing is changed. Projects and webhooks that the file does not name stay. A new webhook
         *     gets a secret that nobody has seen; rotate it to get one. Credentials must be set by hand: `missing_connections` lists them.
         *
         *     An import leaves out everything that would make two instances act as one, unless `include` names it: the `name`, the `addresses`
         *     (`delivery_base_url`, `worker_url`), and `webhooks` that would become active. So if you import production into staging, staging does
         *     not report to the endpoints of production. `warnings` lists the parts that were left out.
         */
        post: operations["importInstance"];
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
         * @description Tests each part: reads the database (`database`) and the snapshot store (`snapshots`), and calls a limiter object (`limiter`). The
         *     response is 503 if a part does not answer. Each isolate keeps the result for 5 seconds.
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
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys
         * @description The keys that you may see, newest first: your own; with the role `developer` or `viewer` also those of the projects in the instances
         *     granted to you; with the role `admin` all of your organization. Only the first and last characters of a key are shown.
         *
         *     Before you revoke a key, `depends_on` shows which keys end with it, and `dependent_keys` how many.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Create a key
         * @description Creates a key and returns it once, as `secret`: `cma_live_`, 43 random characters and a checksum of 6. The platform stores only its
         *     HMAC, so a lost key cannot be shown again; rotate it to get a new one.
         *
         *     A **project key** acts only in its project; to create one you need the role `developer` in the project's instance. A **user key**
         *     acts as its user, with the roles that the user has at that moment. You create your own; admins also create those of users whose role
         *     is not above theirs. A key never gets a scope that your own key lacks.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a key
         * @description One key, without its secret. Revoked and expired keys are still shown. `GET /keys` says which keys you may see.
         */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description Ends the key for good. Once the 204 is sent, no request with this key is admitted anywhere; work that was admitted before runs to
         *     its end. Revoking a key again changes nothing and returns 204. The key's panel sessions end with it.
         *
         *     Every key that was created or rotated with this key ends, too, and every key that was created with those. To keep them, rotate this
         *     key with `grace_period_seconds: 0` instead and keep the successor. If a key was already rotated, revoking it ends only that key.
         *     `GET /keys?depends_on=<key id>` lists, before you revoke it, the keys that would end with it.
         *
         *     For a key of a project you need the role `developer` in the project's instance. A key of a user is revoked by that user, and by admins
         *     whose role is not below the user's.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        /**
         * Update a key
         * @description Changes the fields in the body and keeps the others. `expires_at: null` removes the expiry. The change is in force everywhere when
         *     the response is sent. You can give no scope that your own key lacks. A key that was revoked or has expired cannot be changed (409).
         *
         *     For a key of a project you need the role `developer` in the project's instance. A key of a user is changed by that user, and by admins
         *     whose role is not below the user's.
         */
        patch: operations["updateKey"];
        trace?: never;
    };
    "/keys/{key_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a key
         * @description Creates a successor with the same owner, scopes, name, expiry and limits, and returns its `secret` once. Both keys work until the
         *     grace period ends; then the old key expires. `grace_period_seconds: 0` ends the old key at once. You need every scope that the key
         *     has.
         *
         *     For a key of a project you need the role `developer` in the project's instance. A key of a user is rotated by that user, and by admins
         *     whose role is not below the user's.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List providers
         * @description Every provider that this instance can use: those of the platform, then its own (`custom_providers`). Each entry lists the fields of
         *     its credential, and says whether the credential needs a `base_url`.
         */
        get: operations["listProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List provider credentials
         * @description The credentials of an instance, one for each of its connections. Only the last four characters of a secret are shown.
         */
        get: operations["listCredentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/credentials/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a provider's credential
         * @description Stores the credential with which this instance calls a provider. It replaces the one that is there, if any. Each credential's
         *     secrets are encrypted with a key of their own before they are written. They are never shown again, and no snapshot, log or
         *     audit entry holds them.
         *
         *     A credential and its `base_url` are a connection. The connection with the provider's own id serves all models of the provider. An
         *     instance may have further connections of the same provider, such as a second account or a proxy: choose an id of your own for the
         *     path, and name the `provider` in the body. They serve the models for which the model settings list them in `connections`. The
         *     provider of a connection cannot be changed afterwards.
         *
         *     `fields` holds what the provider requires, usually `api_key`; `GET /instances/{instance_id}/providers` lists the fields of each.
         *     Leave it out if the provider requires none, as a server of your own without a key: then the connection is its `base_url` alone.
         *     `base_url` is for self-hosted and compatible servers: https on port 443, with a public host name and without a user name. A platform
         *     on your own machine also accepts http and private addresses.
         */
        put: operations["putCredential"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/{credential_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a credential
         * @description The credential without its secrets.
         */
        get: operations["getCredential"];
        put?: never;
        post?: never;
        /**
         * Delete a credential
         * @description Removes the credential with its encrypted secrets. From then on, requests for models that only this connection serves are refused
         *     with `credential_missing`. Model settings that name the connection stay as they are.
         */
        delete: operations["deleteCredential"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/{credential_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a credential
         * @description Replaces the secrets and keeps the rest; the `version` rises, and a new key encrypts the secrets. Calls to the provider that
         *     begin after the response use the new secrets. With `verify_first` the provider is asked about the new secrets before they are
         *     stored. If it rejects them, the response is `424 provider_credential_rejected` and the old secrets stay.
         */
        post: operations["rotateCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/{credential_id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a credential
         * @description Makes one cheap, real call to the provider with the stored secrets. Returns whether the provider accepted them, and its own words
         *     without anything secret. Nothing is generated. The credential keeps the result as `verification`.
         */
        post: operations["verifyCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/rewrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the progress of the re-wrap
         * @description The number of secrets that each version of the key-encryption key wraps. You may remove an old version once no secret uses it.
         */
        get: operations["getRewrapProgress"];
        put?: never;
        /**
         * Re-wrap secrets with the newest key
         * @description Use this after you added a new version to `KEY_ENCRYPTION_KEYS`. It wraps the keys of up to `batch_size` secrets again, under
         *     the newest version. The secrets themselves are not touched, and requests go on meanwhile: a reader sees the old wrapping or the new
         *     one. Repeat until `remaining` is 0, as `npm run secrets:rewrap` does. A secret that cannot be decrypted stays as it is, and `failed`
         *     names it.
         */
        post: operations["rewrapSecrets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in to the panel
         * @description Exchanges a user's key with the scope `manage`, or the code of a sign-in link, for a session of the admin panel. The session is a
         *     cookie `__Host-cma_session` (HttpOnly, Secure, SameSite=Strict), which scripts cannot read, and a `csrf_token` for the header
         *     `X-CSRF-Token`. It ends after 30 minutes without a request, after 12 hours in any case, and when its key ends.
         *
         *     One key can sign in 20 times a minute. One address has 10 failed attempts in 15 minutes; a valid key still signs in from it.
         */
        post: operations["createSession"];
        /**
         * Sign out everywhere
         * @description Ends every panel session of the calling user, including this one. Keys are not changed.
         */
        delete: operations["deleteSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the session
         * @description The session of the cookie, with its `csrf_token`, so that a reloaded page can go on. A call with a key instead of the cookie has no
         *     session; the response is 404.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /**
         * Sign out
         * @description Ends the session of the cookie and clears the cookie. A call with a key instead of the cookie has no session; the response is 404.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/current/data-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a short-lived key for a project
         * @description Returns a key for the generation service, so that the panel can make and show pictures of one project without a stored key. It acts
         *     as the key that opened the session, and has no scope that this key lacks (only `read` if the user is a viewer). It works for at most
         *     15 minutes, and stops at once when the session ends, the key behind it ends, or the user loses access to the project. The platform
         *     does not store it; keep it only in memory. A call with a key instead of the cookie has no session; the response is 404.
         */
        post: operations["createDataKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a sign-in link
         * @description Returns a link that opens the panel once, signed in with the calling key, so that nobody has to copy a key into a browser. The code
         *     is in the fragment of the address, which browsers do not send; the panel exchanges it with `POST /sessions`. A link works once,
         *     until it expires, and only while its key is active.
         */
        post: operations["createSignInLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the authorization server's metadata
         * @description The endpoints and abilities of this authorization server (RFC 8414). Clients read the same document at
         *     `/.well-known/oauth-authorization-server` of this host.
         */
        get: operations["getAuthorizationServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a client
         * @description Registers an app that wants to ask people for access (RFC 7591). A registration permits nothing by itself. Every client is public: it
         *     gets no secret, and must use PKCE. Clients with a metadata document need no registration; their `client_id` is the document's
         *     https address.
         *
         *     A registration that nobody uses ends after 24 hours, others 90 days after their last use. One address can register 60 clients an
         *     hour, an IPv4 /24 or IPv6 /48 300, an IPv4 /16 or IPv6 /32 1,000, all together 3,000. If 6,000 registrations are unused, each new one replaces the oldest of them; a used one is never replaced.
         */
        post: operations["registerClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/authorizations/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review an app's request for access
         * @description Checks what an app has put into the address of the consent page, and returns what the page shows. It grants nothing. A call with a
         *     key instead of the panel's cookie has no session; the response is 404. An unknown client or redirect address is a 400, after which
         *     nothing may be sent to that address. Other faults are in `refusal`.
         */
        post: operations["reviewAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Allow or deny an app's request for access
         * @description Called by the consent page. Returns the address to which the browser must go. For `allow` it holds a code that works once, within
         *     60 seconds, and only for the app that has the `code_verifier`; and a new project key is made, marked as `connected_app`, with the
         *     chosen scopes, budget and expiry. The app never sees that key: it gets short-lived tokens, which end with the key. A call with a key
         *     instead of the panel's cookie has no session; the response is 404.
         *
         *     The key can do no more than the person who allows it: not in another project, not with a scope that the person's own key lacks, not
         *     longer than that key, and only as long as the person has access to the project.
         */
        post: operations["decideAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get tokens
         * @description Exchanges a code for tokens, or a refresh token for new ones (RFC 6749). The access token works for an hour, at the MCP endpoint
         *     that the app has named as its `resource` and nowhere else. Each refresh token works once. If a used code or refresh token comes
         *     again, or a code comes with a wrong `code_verifier` or `redirect_uri`, then the access ends at once with all its tokens. One grant
         *     can get 60 tokens an hour.
         */
        post: operations["issueToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a token
         * @description Ends the whole access to which the token belongs: its key, and all tokens of the app for it (RFC 7009). The response is the same for
         *     a token that is unknown or has already ended.
         */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description The endpoints to which this instance reports finished generations and alerts, newest first.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook endpoint
         * @description Events of all later generations and alerts are sent to this URL, signed as [Standard Webhooks](https://www.standardwebhooks.com)
         *     describes. Only this response shows the signing `secret`. The URL must be https on port 443 with a public host name (a platform on
         *     your own machine also accepts http and private addresses); redirects are not followed. With `project_id` the endpoint gets only
         *     events of that project. An instance has at most 20 endpoints. The same URL can be registered again: that makes another endpoint
         *     with a secret of its own, and each event is then sent to both.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook endpoint
         * @description One endpoint, without its secret.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Removes the endpoint with its secret. Deliveries that still wait for it are given up.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Update a webhook endpoint
         * @description Changes the fields in the body and keeps the others. `status: disabled` stops deliveries. `status: active` starts them again, for
         *     new generations and for redelivered events, even if the platform had disabled the endpoint because it answered 410.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/webhooks/{webhook_id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a webhook's secret
         * @description Creates a new signing secret and returns it once. Until the grace period ends, every delivery carries both signatures, so that your
         *     server can switch without missing an event.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Sends one signed event of the type `webhook.test` to the endpoint, once, whatever its status and events are, and returns what the
         *     endpoint answered. The delivery succeeds if the endpoint answers with a status from 200 to 299 within 15 seconds. It is not
         *     repeated, and the list of deliveries does not show it.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the alerts of an instance
         * @description Everything in this instance that needs attention, newest first: budgets at a threshold, providers that refuse calls, and more
         *     (`kind`). An alert is raised once for each crossing; while its cause lasts, it stays open. For admins, the list
         *     and `open` also have the alerts about the organization's own budget (`instance_id: null`), which bounds this instance, too.
         *
         *     At most 1,000 alerts of an instance are kept, and none that was last seen more than 90 days ago.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/alert-settings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        /**
         * Get the alert settings
         * @description Which alerts this instance raises, and at which thresholds. An instance without settings of its own has the defaults.
         */
        get: operations["getAlertSettings"];
        /**
         * Set the alert settings
         * @description Replaces the settings: a field that you leave out gets its default. They are in force when the response is sent. A budget that has
         *     already passed a new threshold raises its alert at once.
         */
        put: operations["setAlertSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the metrics of an instance
         * @description For Prometheus and programs that read its format, as [OpenMetrics](https://prometheus.io/docs/specs/om/open_metrics_spec/) text.
         *     The key needs the scope `metrics:read`, which allows nothing else. There are at most 2,500 series, and they hold no prompts, no
         *     secrets and no names of people. The page about
         *     monitoring lists them.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organization_id}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the alerts of an organization
         * @description The alerts of all instances of the organization and those about its own budget (`instance_id: null`), newest first. Of the latter,
         *     at most 1,000 are kept.
         */
        get: operations["listOrganizationAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{alert_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an alert
         * @description Says that somebody knows about the alert. It no longer counts in `open` of the lists, but stays in them. Acknowledging it again
         *     changes nothing. An alert about the budget of an organization needs an admin of the organization.
         */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log
         * @description Every change of an organization's configuration, and each sign-in and sign-out (`session.`), newest first. An entry says who changed
         *     which resource, its state before and after without secrets, and the request that did it. Entries are only added, never changed; each
         *     holds the hash of the one before.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify the audit log
         * @description Computes the hash chain again, from the first entry to the last. `intact: false` names the first entry that does not fit: it was
         *     changed, it is missing, or it was inserted. Store `head_hash` elsewhere from time to time; with it you can prove later that the
         *     whole chain was not rewritten.
         */
        get: operations["verifyAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log
         * @description The whole log, oldest entry first, as newline-delimited JSON with one `AuditEntry` a line. It is streamed, so its size does not
         *     matter. It holds the entries that existed when the export began.
         */
        get: operations["exportAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organization_id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization.
                 * @example org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                organization_id: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        /**
         * Get the overview of an organization
         * @description Usage of today and of this month (UTC) for each instance that the caller may see, their sums, and the state of the organization's
         *     budget. At most 1,000 instances.
         */
        get: operations["getOrganizationOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        /**
         * Get the overview of an instance
         * @description Usage of today and of this month (UTC), the errors of the last 24 hours by code, and what is set up so far.
         */
        get: operations["getInstanceOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the usage of an instance
         * @description Requests, pictures, tokens, money and latency over time, by hour or by day (UTC), in groups of your choice. The numbers come from the
         *     limiter's own events, so they agree with what was charged; they lag by a few seconds. The span is at most 31 days by the hour or 366
         *     days by the day. Without `from` it is the last 24 hours (by hour) or 30 days (by day).
         */
        get: operations["getInstanceUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{instance_id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests
         * @description The requests to the generation service with keys of this instance, newest first. Prompts and pictures are not in it; `generation_id`
         *     leads to them, for those who may see them.
         */
        get: operations["listLogs"];
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
    alertRaised: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An alert was raised
         * @description Sent once for each alert to the endpoints that subscribe to its type, as Standard Webhooks describes: signed, under the same
         *     `webhook-id` for every attempt. If the endpoint does not answer with 2xx within 15 seconds, the delivery is attempted again, up to
         *     ten times over about three days. 410 ends it at once, and disables the endpoint. An endpoint of one project gets only alerts about
         *     that project and its keys. An alert about the budget of an organization goes to the endpoints of all its instances that have no
         *     project.
         */
        post: operations["alertRaised"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    endpointTested: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An endpoint is tested
         * @description Sent by `POST /webhooks/{webhook_id}/test`, signed like every event. It is sent once, also to an endpoint that is disabled, and
         *     whatever events the endpoint subscribes to.
         */
        post: operations["endpointTested"];
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
         * @description A short name for machines, unique among its siblings.
         * @example web-shop
         */
        Slug: string;
        /**
         * @description A `superadmin` runs the platform and an `admin` an organization. In an instance, a `developer` or `viewer` may do what their grant
         *     there says, whatever their own role is. Nobody can create, change or delete a user with a higher role than their own. docs/admin/roles.md has the whole table.
         * @enum {string}
         */
        Role: "superadmin" | "admin" | "developer" | "viewer";
        /**
         * @description `disabled`: no request is admitted in it; everything else stays as it is.
         * @enum {string}
         */
        Status: "active" | "disabled";
        /** @example sketch */
        ModelId: string;
        /** @description The most that a whole organization may spend; null for no such budget. */
        Budget: {
            /**
             * Format: int64
             * @description Per calendar day, UTC, in micro-USD.
             */
            daily_micros: number | null;
            /**
             * Format: int64
             * @description Per calendar month, UTC, in micro-USD.
             */
            monthly_micros: number | null;
        };
        /** @description Members that you omit stay as they are. */
        BudgetInput: {
            /**
             * Format: int64
             * @description Per calendar day, UTC, in micro-USD.
             */
            daily_micros?: number | null;
            /**
             * Format: int64
             * @description Per calendar month, UTC, in micro-USD.
             */
            monthly_micros?: number | null;
        };
        /**
         * @description A tenant.
         * @example {
         *       "id": "org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "name": "Acme",
         *       "slug": "acme",
         *       "budget": {
         *         "daily_micros": null,
         *         "monthly_micros": 500000000
         *       },
         *       "created_at": "2026-11-24T09:30:00.000Z",
         *       "updated_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        Organization: {
            /** @description The id of the organization. */
            readonly id: string;
            /** @description A name for people to read. */
            name: string;
            slug: components["schemas"]["Slug"];
            budget: components["schemas"]["Budget"];
            readonly created_at: components["schemas"]["Timestamp"];
            readonly updated_at: components["schemas"]["Timestamp"];
        };
        OrganizationCreate: {
            /** @description A name for people to read. */
            name: string;
            slug: components["schemas"]["Slug"];
            budget?: components["schemas"]["BudgetInput"];
        };
        OrganizationUpdate: {
            /** @description A name for people to read. */
            name?: string;
            slug?: components["schemas"]["Slug"];
            budget?: components["schemas"]["BudgetInput"];
        };
        SetupRequest: {
            /** @description The deployment's `SETUP_TOKEN`. */
            setup_token: string;
            organization: components["schemas"]["OrganizationCreate"];
            admin: components["schemas"]["SetupAdmin"];
        };
        SetupAdmin: {
            /** @description A name for people to read. */
            name: string;
            /** Format: email */
            email: string;
        };
        /** @description The resources that were created. */
        SetupResult: {
            organization: components["schemas"]["Organization"];
            user: components["schemas"]["User"];
            key_id: string;
            /** @description The key. It is shown only this once, so store it now. */
            secret: string;
        };
        /** @description The role of a user in one instance. */
        Grant: {
            /** @description The instance. */
            instance_id: string;
            /**
             * @description The user's rights in it: a `developer` changes it and makes pictures, a `viewer` reads. The grant alone decides, whatever the user's own role is.
             * @enum {string}
             */
            role: "developer" | "viewer";
        };
        /**
         * @description A person or an agent that configures.
         * @example {
         *       "id": "user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "organization_id": "org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "name": "Grace Hopper",
         *       "email": "grace@example.com",
         *       "role": "developer",
         *       "grants": [
         *         {
         *           "instance_id": "inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *           "role": "developer"
         *         }
         *       ],
         *       "created_at": "2026-11-24T09:30:00.000Z",
         *       "updated_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        User: {
            /** @description The id of the user. */
            readonly id: string;
            /** @description The organization that the user belongs to. */
            readonly organization_id: string;
            /** @description A name for people to read. */
            name: string;
            /**
             * Format: email
             * @description The mail address.
             */
            email: string;
            role: components["schemas"]["Role"];
            /** @description The roles in single instances. */
            readonly grants: components["schemas"]["Grant"][];
            readonly created_at: components["schemas"]["Timestamp"];
            readonly updated_at: components["schemas"]["Timestamp"];
        };
        UserCreate: {
            /** @description Your own organization if omitted. */
            organization_id?: string;
            /** @description A name for people to read. */
            name: string;
            /**
             * Format: email
             * @description The mail address.
             */
            email: string;
            role: components["schemas"]["Role"];
        };
        UserUpdate: {
            /** @description A name for people to read. */
            name?: string;
            /**
             * Format: email
             * @description The mail address.
             */
            email?: string;
            role?: components["schemas"]["Role"];
        };
        GrantSet: {
            /** @description All grants of the user. The list is replaced. */
            grants: components["schemas"]["Grant"][];
        };
        /**
         * @description The caller and its rights.
         * @example {
         *       "key_id": "key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "kind": "project",
         *       "organization_id": "org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "user": null,
         *       "project_id": "proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "instance_id": "inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "role": null,
         *       "grants": [],
         *       "scopes": [
         *         "read",
         *         "generate"
         *       ]
         *     }
         */
        Me: {
            key_id: string;
            /** @enum {string} */
            kind: "user" | "project";
            organization_id: string;
            /** @description Null for a project's key. */
            user: components["schemas"]["User"] | null;
            project_id: string | null;
            instance_id: string | null;
            role: components["schemas"]["Role"] | null;
            grants: components["schemas"]["Grant"][];
            scopes: components["schemas"]["Scope"][];
        };
        Places: {
            organizations: components["schemas"]["OrganizationPlace"][];
            /** @description Whether there is more than this response holds. */
            truncated: boolean;
        };
        OrganizationPlace: {
            id: string;
            name: string;
            slug: string;
            instances: components["schemas"]["InstancePlace"][];
        };
        InstancePlace: {
            id: string;
            name: string;
            slug: string;
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description The caller's role in it; null for a project's key. */
            role: components["schemas"]["Role"] | null;
            default_model: string | null;
            /** @description Open alerts that nobody has acknowledged, for admins with those about the organization's own budget; 0 for a project's key, which does not see them. */
            open_alerts: number;
            projects: components["schemas"]["ProjectPlace"][];
        };
        ProjectPlace: {
            id: string;
            name: string;
            slug: string;
            /** @enum {string} */
            status: "active" | "disabled";
        };
        /** @description Terms for which a prompt is refused before any money is spent, and safety settings that are sent to providers. */
        ContentPolicy: {
            /** @description Whole words or phrases; upper and lower case are the same. At most 10,000 characters together. */
            blocked_terms: string[];
            /** @description Safety settings of each provider, by its id. They are sent with every request to the provider. docs/admin/organizations.md lists them. */
            provider_safety: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** @description Whether another provider may be tried after one has refused for safety. */
            fallback_on_refusal: boolean;
        };
        /** @description Members that you omit stay as they are. */
        ContentPolicyInput: {
            blocked_terms?: string[];
            /**
             * @description Replaces the whole set. Unknown providers, unknown settings, and values that the provider would not accept are refused.
             * @example {
             *       "black-forest-labs": {
             *         "safety_tolerance": 2
             *       },
             *       "openai": {
             *         "moderation": "auto"
             *       }
             *     }
             */
            provider_safety?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            fallback_on_refusal?: boolean;
        };
        /** @description Bounds for data that grows with traffic. Data beyond them is deleted in small steps, oldest first. docs/admin/retention.md says when. */
        Retention: {
            /** @description For how many days a line of the request log is kept; 30 by default. */
            log_days: number;
            /** @description Maximum lines of the request log; 100,000 by default. */
            log_rows: number;
            /** @description Maximum number of generations (with their pictures and webhook deliveries), and maximum number of pictures. 0, the default, means no bound: no picture is deleted because of their number. Data of the last hour stays. */
            record_rows: number;
            /** @description For how many days the hourly sums of usage are kept; 731 by default. */
            usage_days: number;
        };
        /** @description Members that you omit stay as they are. */
        RetentionInput: {
            log_days?: number;
            log_rows?: number;
            /** @description 0 for no bound, or 1,000 and more. */
            record_rows?: number;
            usage_days?: number;
        };
        /**
         * @description A self-contained environment.
         * @example {
         *       "id": "inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "organization_id": "org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "name": "Production",
         *       "slug": "production",
         *       "status": "active",
         *       "default_model": "sketch",
         *       "fallback_chain": [],
         *       "delivery_base_url": null,
         *       "retention_days": 30,
         *       "retention": {
         *         "log_days": 30,
         *         "log_rows": 100000,
         *         "record_rows": 0,
         *         "usage_days": 731
         *       },
         *       "cors_origins": [
         *         "https://shop.example.com"
         *       ],
         *       "content_policy": {
         *         "blocked_terms": [],
         *         "provider_safety": {},
         *         "fallback_on_refusal": false
         *       },
         *       "worker_url": null,
         *       "worker": null,
         *       "epoch": 7,
         *       "created_at": "2026-11-24T09:30:00.000Z",
         *       "updated_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        Instance: {
            /** @description The id of the instance. */
            readonly id: string;
            /** @description The organization that it belongs to. */
            readonly organization_id: string;
            /** @description A name for people to read. */
            name: string;
            slug: components["schemas"]["Slug"];
            status: components["schemas"]["Status"];
            /** @description The model for requests that name none. */
            default_model: string | null;
            /** @description Models to try, in order, after the requested model has failed. */
            fallback_chain: components["schemas"]["ModelId"][];
            /**
             * Format: uri
             * @description Base address of links to pictures, such as `https://images.example.com`; it must lead to the Worker. Null for the host that the request was sent to.
             */
            delivery_base_url: string | null;
            /** @description After how many days generations are deleted, with their pictures and webhook deliveries, and uploads; null to keep them. A project with a value of its own uses that instead. */
            retention_days: number | null;
            retention: components["schemas"]["Retention"];
            /** @description Origins whose pages may call the API in a browser, such as `https://app.example.com`. `https://*.example.com` is every subdomain, `*` any origin. */
            cors_origins: string[];
            content_policy: components["schemas"]["ContentPolicy"];
            /**
             * Format: uri
             * @description The dedicated Worker of this instance, if it has one.
             */
            worker_url: string | null;
            /** @description The Worker that last loaded the configuration of this instance through a binding; null if none has done so since `worker_url` was last emptied. Then the platform's own Worker serves the instance. */
            readonly worker: components["schemas"]["InstanceWorker"] | null;
            /** @description The number of the configuration in force; it rises with every change. */
            readonly epoch: number;
            readonly created_at: components["schemas"]["Timestamp"];
            readonly updated_at: components["schemas"]["Timestamp"];
        };
        /**
         * @description The report of a Worker about itself, made when it loaded the configuration. It reports within an hour of its start, and once an hour after that. A new version is stored at once. A report of the same version renews `seen_at` at most once an hour.
         * @example {
         *       "version": "0.3.0+1f2e3d4c5b",
         *       "release": "0.3.0",
         *       "dedicated": true,
         *       "skew": "none",
         *       "seen_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        InstanceWorker: {
            /** @description The version that was deployed: release and commit, as `/v1/health` of the Worker returns it. */
            version: string;
            /** @description The release of the contract that the Worker implements. */
            release: string;
            /** @description Whether the Worker can reach this instance alone. */
            dedicated: boolean;
            /**
             * @description The Worker's release compared with that of the config service. `supported`: one is the release just before the other, as in an upgrade. `unsupported`: they are further apart and may not understand each other; deploy the Worker again.
             * @enum {string}
             */
            skew: "none" | "supported" | "unsupported";
            seen_at: components["schemas"]["Timestamp"];
        };
        InstanceCreate: {
            /** @description Your own organization if omitted. */
            organization_id?: string;
            /** @description A name for people to read. */
            name: string;
            slug: components["schemas"]["Slug"];
            /** @description The model for requests that name none. */
            default_model?: string | null;
            /** @description Models to try, in order, after the requested model has failed. */
            fallback_chain?: components["schemas"]["ModelId"][];
            /**
             * Format: uri
             * @description Base address of links to pictures, such as `https://images.example.com`; it must lead to the Worker. Null for the host that the request was sent to.
             */
            delivery_base_url?: string | null;
            /** @description After how many days generations are deleted, with their pictures and webhook deliveries, and uploads; null to keep them. A project with a value of its own uses that instead. */
            retention_days?: number | null;
            retention?: components["schemas"]["RetentionInput"];
            /** @description Origins whose pages may call the API in a browser, such as `https://app.example.com`. `https://*.example.com` is every subdomain, `*` any origin. */
            cors_origins?: string[];
            content_policy?: components["schemas"]["ContentPolicyInput"];
            /**
             * Format: uri
             * @description The dedicated Worker of this instance, if it has one.
             */
            worker_url?: string | null;
        };
        InstanceUpdate: {
            /** @description A name for people to read. */
            name?: string;
            slug?: components["schemas"]["Slug"];
            status?: components["schemas"]["Status"];
            /** @description The model for requests that name none. */
            default_model?: string | null;
            /** @description Models to try, in order, after the requested model has failed. */
            fallback_chain?: components["schemas"]["ModelId"][];
            /**
             * Format: uri
             * @description Base address of links to pictures, such as `https://images.example.com`; it must lead to the Worker. Null for the host that the request was sent to.
             */
            delivery_base_url?: string | null;
            /** @description After how many days generations are deleted, with their pictures and webhook deliveries, and uploads; null to keep them. A project with a value of its own uses that instead. */
            retention_days?: number | null;
            retention?: components["schemas"]["RetentionInput"];
            /** @description Origins whose pages may call the API in a browser, such as `https://app.example.com`. `https://*.example.com` is every subdomain, `*` any origin. */
            cors_origins?: string[];
            content_policy?: components["schemas"]["ContentPolicyInput"];
            /**
             * Format: uri
             * @description The dedicated Worker of this instance, if it has one.
             */
            worker_url?: string | null;
        };
        /**
         * @description A grouping in an instance.
         * @example {
         *       "id": "proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "instance_id": "inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "organization_id": "org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *       "name": "Web shop",
         *       "slug": "web-shop",
         *       "status": "active",
         *       "retention_days": null,
         *       "created_at": "2026-11-24T09:30:00.000Z",
         *       "updated_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        Project: {
            /** @description The id of the project. */
            readonly id: string;
            /** @description The instance that it belongs to. */
            readonly instance_id: string;
            /** @description The organization that it belongs to. */
            readonly organization_id: string;
            /** @description A name for people to read. */
            name: string;
            slug: components["schemas"]["Slug"];
            status: components["schemas"]["Status"];
            /** @description The retention of this project in days. It replaces that of the instance, whether it is shorter or longer; null for that of the instance. */
            retention_days: number | null;
            readonly created_at: components["schemas"]["Timestamp"];
            readonly updated_at: components["schemas"]["Timestamp"];
        };
        ProjectCreate: {
            /** @description A name for people to read. */
            name: string;
            slug: components["schemas"]["Slug"];
            /** @description The retention of this project in days. It replaces that of the instance, whether it is shorter or longer; null for that of the instance. */
            retention_days?: number | null;
        };
        ProjectUpdate: {
            /** @description A name for people to read. */
            name?: string;
            slug?: components["schemas"]["Slug"];
            status?: components["schemas"]["Status"];
            /** @description The retention of this project in days. It replaces that of the instance, whether it is shorter or longer; null for that of the instance. */
            retention_days?: number | null;
        };
        /** @description One limit or budget. */
        Limit: {
            /**
             * @description The group whose requests share one counter.
             * @enum {string}
             */
            scope: "instance" | "project" | "key" | "provider" | "model";
            /** @description The one member of the scope that is limited, such as a project id or `openai`; null if every member has its own counter of this size. */
            target: string | null;
            /**
             * @description What is counted. `requests` are calls that begin a generation; reads, polls, quotes, uploads and repeats with the same `Idempotency-Key` do not count.
             * @enum {string}
             */
            metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
            /** @description For requests, images and tokens: the sustained rate is `limit` in so many seconds. */
            window_seconds?: number;
            /**
             * @description For cost_micros: the calendar window, UTC.
             * @enum {string}
             */
            window?: "day" | "month";
            /** Format: int64 */
            limit: number;
            /**
             * Format: int64
             * @description For requests, images and tokens: the most at once; equal to `limit` if omitted. Any window admits at most `limit` + `burst`.
             */
            burst?: number;
        };
        LimitSetInput: {
            limits: components["schemas"]["Limit"][];
        };
        /**
         * @description All limits and budgets of an instance.
         * @example {
         *       "limits": [
         *         {
         *           "scope": "instance",
         *           "target": null,
         *           "metric": "requests",
         *           "window_seconds": 60,
         *           "limit": 500,
         *           "burst": 50
         *         },
         *         {
         *           "scope": "project",
         *           "target": "proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ",
         *           "metric": "cost_micros",
         *           "window": "month",
         *           "limit": 100000000
         *         }
         *       ],
         *       "updated_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        LimitSet: {
            limits: components["schemas"]["Limit"][];
            readonly updated_at: components["schemas"]["Timestamp"];
        };
        ModelSetting: {
            /** @description The id of the model. */
            model: components["schemas"]["ModelId"];
            /** @description Null for the value of the catalogue. */
            enabled?: boolean | null;
            /** @description Replaces the price of the catalogue; it has the shape of a model's `price`. Null for the price of the catalogue. */
            price?: {
                [key: string]: unknown;
            } | null;
            /** @description The connections that serve this model. Null for those of its provider. */
            connections?: components["schemas"]["ConnectionShares"] | null;
        };
        ProviderSetting: {
            /** @example openai */
            provider: string;
            connections: components["schemas"]["ConnectionShares"];
        };
        /**
         * @description Connections of one provider. Without weights they are tried in this order. If each has a `weight`, requests are spread over them in
         *     that proportion, and the others follow if a connection fails. A connection without a credential is left out.
         * @example [
         *       {
         *         "id": "openai",
         *         "weight": 3
         *       },
         *       {
         *         "id": "openai-eu",
         *         "weight": 1
         *       }
         *     ]
         */
        ConnectionShares: components["schemas"]["ConnectionShare"][];
        ConnectionShare: {
            /**
             * @description The id of a connection.
             * @example openai-eu
             */
            id: string;
            /** @description The share of requests, relative to the other weights. Either every connection of a list has a weight, or none has. */
            weight?: number;
        };
        ModelAlias: {
            /** @description The name that callers send. */
            alias: components["schemas"]["ModelId"];
            /** @description The model that is then used. */
            model: components["schemas"]["ModelId"];
        };
        /** @description Lists that you omit are empty. */
        ModelSettingsInput: {
            models?: components["schemas"]["ModelSetting"][];
            aliases?: components["schemas"]["ModelAlias"][];
            /** @description Providers defined as data: an API over HTTP, member by member, or `like` a built-in provider at another address (docs/admin/provider-definitions.md). */
            custom_providers?: {
                [key: string]: unknown;
            }[];
            /** @description More models of known providers, defined as data: `provider`, and the members that a model of a custom provider has. */
            custom_models?: {
                [key: string]: unknown;
            }[];
            /** @description The connections that serve the models of a provider. For a provider that is not named, it is the connection with the provider's own id. */
            providers?: components["schemas"]["ProviderSetting"][];
        };
        /**
         * @description The changes that an instance makes to the catalogue.
         * @example {
         *       "models": [
         *         {
         *           "model": "sketch",
         *           "enabled": true,
         *           "price": null
         *         }
         *       ],
         *       "aliases": [
         *         {
         *           "alias": "house-style",
         *           "model": "sketch"
         *         }
         *       ],
         *       "custom_providers": [],
         *       "custom_models": [],
         *       "providers": [],
         *       "updated_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        ModelSettings: {
            models: components["schemas"]["ModelSetting"][];
            aliases: components["schemas"]["ModelAlias"][];
            /** @description Providers defined as data: an API over HTTP, member by member, or `like` a built-in provider at another address (docs/admin/provider-definitions.md). */
            custom_providers: {
                [key: string]: unknown;
            }[];
            /** @description More models of known providers, defined as data: `provider`, and the members that a model of a custom provider has. */
            custom_models: {
                [key: string]: unknown;
            }[];
            /** @description The connections that serve the models of a provider. For a provider that is not named, it is the connection with the provider's own id. */
            providers: components["schemas"]["ProviderSetting"][];
            readonly updated_at: components["schemas"]["Timestamp"];
        };
        ModelDryRunInput: {
            /** @description A definition as in `custom_providers`, to try before you save it. */
            custom_provider?: {
                [key: string]: unknown;
            };
            /** @description A definition as in `custom_models`, to try before you save it. It may be a model of `custom_provider`. */
            custom_model?: {
                [key: string]: unknown;
            };
            /** @description With `custom_provider`, one of its models (the first if omitted); otherwise a model of the catalogue or of the instance. */
            model?: components["schemas"]["ModelId"];
            /** @description Parameters of the sample. The model determines the others. */
            request?: {
                /**
                 * @description The model's first operation if omitted.
                 * @enum {string}
                 */
                operation?: "generate" | "edit" | "inpaint" | "remix" | "reframe" | "upscale" | "remove_background" | "replace_background" | "describe";
                prompt?: string;
                n?: number;
                /** @example 1024x1024 */
                size?: string;
                quality?: string;
                /** @description The roles of the input pictures, which are small and white. If omitted, one `image` for operations that change a picture. */
                inputs?: ("image" | "reference" | "style" | "character")[];
                /** @description Options of the provider, as in a generation. */
                provider_options?: {
                    [key: string]: unknown;
                };
            };
            /** @description Answers of the provider, one for each request in order: for each upload of a picture, for the submission, then for each poll. */
            answers?: components["schemas"]["PastedAnswer"][];
        };
        PastedAnswer: {
            /** @default 200 */
            status?: number;
            /** @description `content-type` is application/json if omitted. */
            headers?: {
                [key: string]: string;
            };
            /** @description JSON. A string is read as it is, for HTML pages and other content that is not JSON. */
            body: unknown;
            /** @description The bytes of the body, for answers that are a picture. `body` must then be null. */
            body_base64?: string;
        };
        /** @description The result of a dry run. */
        ModelDryRun: {
            model: components["schemas"]["ModelId"];
            provider: string;
            operation: string;
            /**
             * @description Whether the instance has the credential that a real request needs.
             * @enum {string}
             */
            credential_state: "present" | "missing" | "not_needed";
            /** @description The cost of the sample, computed from the model's price. */
            price: {
                amount_micros: components["schemas"]["Micros"];
                /** @description The amount that would be reserved. */
                max_micros: components["schemas"]["Micros"];
                /** @description True if the amount is exact to the micro-dollar; false if it is an estimate. */
                exact: boolean;
            };
            /** @description The requests in order; the last has no answer unless the work was done. Empty for providers inside the platform. */
            calls: components["schemas"]["DryRunCall"][];
            /** @description The outcome of the pasted answers; null if none was pasted, and for providers inside the platform. */
            outcome: components["schemas"]["DryRunOutcome"] | null;
        };
        DryRunCall: {
            /** @description `RUN` for the Workers AI binding; its `url` is the name of the model. */
            method: string;
            url: string;
            headers: {
                [key: string]: string;
            };
            /** @description The body as it is sent. A form is shown as an object, with the name, type and length of each file. Null if there is no body. */
            body: unknown;
            /** @description Whether a pasted answer was read. */
            answered: boolean;
        };
        DryRunOutcome: {
            /** @enum {string} */
            state: "done" | "accepted" | "pending" | "failed";
            images: {
                /** @description The URL from which the picture would be fetched; null if the answer holds its bytes. */
                url: string | null;
                /** @description Null if the answer does not hold the bytes. */
                size_bytes: number | null;
                /**
                 * @description The format of the bytes; null if they are not a picture, or if the answer does not hold them.
                 * @enum {string|null}
                 */
                format: "png" | "jpeg" | "webp" | null;
                width: number | null;
                height: number | null;
                seed: number | null;
                revised_prompt: string | null;
            }[];
            texts: string[];
            progress: number | null;
            /** @description How long the job would wait before the next poll. */
            poll_after_ms: number | null;
            /** @description The charge; null until the work is done. */
            cost: {
                amount_micros: components["schemas"]["Micros"];
                /**
                 * @description `provider`: the answer reports it. `computed`: from the model's price.
                 * @enum {string}
                 */
                source: "provider" | "computed";
            } | null;
            failure: {
                /** @enum {string} */
                kind: "refused" | "bad_request" | "bad_credential" | "no_credit" | "rate_limited" | "unavailable" | "timeout" | "malformed" | "canceled" | "lost";
                message: string;
                /**
                 * @description Whether the provider charged. If this is `unknown`, a generation becomes indeterminate.
                 * @enum {string}
                 */
                billed: "no" | "yes" | "unknown";
                retry_after_ms: number | null;
            } | null;
        };
        /** @description A model of the catalogue. */
        CatalogueModel: {
            id: components["schemas"]["ModelId"];
            provider: string;
            name: string;
            description: string;
            /** @description The operations, sizes, formats and parameters that it supports. */
            capabilities: {
                [key: string]: unknown;
            };
            price: {
                [key: string]: unknown;
            };
            source: {
                url: string;
                /** Format: date */
                date: string;
                /** @description A remark about the source, for example that it is not the provider's own page. */
                note?: string;
            };
            /** Format: date */
            shutdown_date: string | null;
            successor: string | null;
            /** @description True if an instance has the model only after it has enabled it, as with a model for tests. */
            opt_in: boolean;
        };
        ModelList: {
            data: components["schemas"]["CatalogueModel"][];
        };
        InstanceSettings: {
            /** @description A name for people to read. */
            name: string;
            /** @description The model for requests that name none. */
            default_model: string | null;
            /** @description Models to try, in order, after the requested model has failed. */
            fallback_chain: components["schemas"]["ModelId"][];
            /**
             * Format: uri
             * @description Base address of links to pictures, such as `https://images.example.com`; it must lead to the Worker. Null for the host that the request was sent to.
             */
            delivery_base_url: string | null;
            /** @description After how many days generations are deleted, with their pictures and webhook deliveries, and uploads; null to keep them. A project with a value of its own uses that instead. */
            retention_days: number | null;
            retention?: components["schemas"]["Retention"];
            /** @description Origins whose pages may call the API in a browser, such as `https://app.example.com`. `https://*.example.com` is every subdomain, `*` any origin. */
            cors_origins: string[];
            content_policy: components["schemas"]["ContentPolicy"];
            /**
             * Format: uri
             * @description The dedicated Worker of this instance, if it has one.
             */
            worker_url: string | null;
        };
        ExportedWebhook: {
            /** Format: uri */
            url: string;
            /** @description The one project whose events it gets; null for all. */
            project: components["schemas"]["Slug"] | null;
            events: components["schemas"]["WebhookEvent"][];
            status: components["schemas"]["WebhookStatus"];
            description: string;
        };
        ExportedProject: {
            slug: components["schemas"]["Slug"];
            /** @description A name for people to read. */
            name: string;
            status: components["schemas"]["Status"];
            /** @description The retention of this project in days. It replaces that of the instance, whether it is shorter or longer; null for that of the instance. */
            retention_days: number | null;
        };
        /** @description The configuration of an instance, without secrets and ids. */
        InstanceExport: {
            /** @constant */
            format: 1;
            settings: components["schemas"]["InstanceSettings"];
            projects: components["schemas"]["ExportedProject"][];
            /** @description The target of a limit for one project is the slug of the project. */
            limits: components["schemas"]["Limit"][];
            models: components["schemas"]["ModelSetting"][];
            aliases: components["schemas"]["ModelAlias"][];
            /** @description Providers defined as data: an API over HTTP, member by member, or `like` a built-in provider at another address (docs/admin/provider-definitions.md). */
            custom_providers: {
                [key: string]: unknown;
            }[];
            /** @description More models of known providers, defined as data: `provider`, and the members that a model of a custom provider has. */
            custom_models: {
                [key: string]: unknown;
            }[];
            /** @description The connections that serve the models of a provider. For a provider that is not named, it is the connection with the provider's own id. If omitted, they stay as they are. */
            providers?: components["schemas"]["ProviderSetting"][];
            /** @description If omitted, webhooks stay as they are. */
            webhooks?: components["schemas"]["ExportedWebhook"][];
            /** @description The settings of alerts, as in `PUT /instances/{instance_id}/alert-settings`. If omitted, they stay as they are. */
            alerts?: components["schemas"]["AlertSettings"];
            /** @description The ids of the connections. An import does not create them; its `missing_connections` lists those that you must add by hand. */
            credentials?: string[];
            /** @description The same connections with their provider and address, for setting them by hand. An import ignores it. */
            connections?: components["schemas"]["ExportedConnection"][];
        };
        ExportedConnection: {
            /** @example openai-eu */
            id: string;
            /** @example openai */
            provider: string;
            base_url: string | null;
        };
        /** @description One change that was made, or would be made. */
        ImportDifference: {
            /** @example /settings/default_model */
            path: string;
            /** @description The value before; null if there was none. */
            before: unknown;
            /** @description The value afterwards; null if it is removed. */
            after: unknown;
        };
        /**
         * @description `name`: the name of the instance. `addresses`: `delivery_base_url` and `worker_url`. `webhooks`: endpoints that become active.
         * @enum {string}
         */
        ImportPart: "name" | "addresses" | "webhooks";
        /** @description A part of the file that was left out, and how to import it. */
        ImportWarning: {
            /**
             * @description The path, in the same form as in `changes`.
             * @example /settings/name
             */
            path: string;
            include: components["schemas"]["ImportPart"];
            message: string;
        };
        /**
         * @example {
         *       "dry_run": true,
         *       "changes": [
         *         {
         *           "path": "/settings/default_model",
         *           "before": null,
         *           "after": "sketch"
         *         }
         *       ],
         *       "missing_connections": [
         *         "openai-eu"
         *       ],
         *       "warnings": [
         *         {
         *           "path": "/settings/name",
         *           "include": "name",
         *           "message": "The name \"Production\" was left out. Send include=name to take it."
         *         }
         *       ]
         *     }
         */
        ImportResult: {
            dry_run: boolean;
            changes: components["schemas"]["ImportDifference"][];
            /** @description The connections of the file that this instance does not have. Set their credentials by hand. */
            missing_connections: string[];
            warnings: components["schemas"]["ImportWarning"][];
        };
        /**
         * @example {
         *       "status": "ok",
         *       "version": "0.3.0+1f2e3d4c5b",
         *       "checks": {
         *         "database": "ok",
         *         "snapshots": "ok",
         *         "limiter": "ok"
         *       }
         *     }
         */
        Health: {
            /** @enum {string} */
            status: "ok" | "failing";
            /** @description The version that was deployed: release and commit; `development` if the command that deployed it did not say so. */
            version: string;
            checks: {
                [key: string]: "ok" | "failing";
            };
        };
        /** @description A page. */
        OrganizationList: {
            data: components["schemas"]["Organization"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        /** @description A page. */
        UserList: {
            data: components["schemas"]["User"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        /** @description A page. */
        InstanceList: {
            data: components["schemas"]["Instance"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        /** @description A page. */
        ProjectList: {
            data: components["schemas"]["Project"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        /**
         * @description Whether the key acts for a project or for a user.
         * @enum {string}
         */
        KeyKind: "project" | "user";
        /**
         * @description An `active` key works. An `expired` or `revoked` key never works again.
         * @enum {string}
         */
        KeyStatus: "active" | "expired" | "revoked";
        /**
         * @description A limit of this key alone, in addition to those of its instance; the tightest decides. `requests`, `images` and `tokens` need
         *     `window_seconds`, `cost_micros` needs the calendar `window`, and `concurrency` needs neither.
         */
        KeyLimit: {
            /**
             * @description What is counted. `requests` are calls that begin a generation; reads, polls, quotes, uploads and repeats with the same `Idempotency-Key` do not count.
             * @enum {string}
             */
            metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
            /** @description For requests, images and tokens: the sustained rate is `limit` in so many seconds. */
            window_seconds?: number;
            /**
             * @description For cost_micros: the calendar window of the budget, UTC.
             * @enum {string}
             */
            window?: "day" | "month";
            /**
             * Format: int64
             * @description The sustained amount in one window.
             */
            limit: number;
            /**
             * Format: int64
             * @description The most at once; equal to `limit` if omitted. Any window admits at most `limit` + `burst`.
             */
            burst?: number;
        };
        Key: components["schemas"]["KeyFields"];
        KeyFields: {
            /**
             * @description The id of the key; it is no secret.
             * @example key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
             */
            readonly id: string;
            readonly kind: components["schemas"]["KeyKind"];
            /** @description The name that it was given. */
            name: string;
            /** @description The organization that it belongs to. */
            readonly organization_id: string;
            /** @description The instance of its project; null for a user key. */
            readonly instance_id: string | null;
            /** @description The project that a project key acts in; null for a user key. */
            readonly project_id: string | null;
            /** @description The user whose key it is; null for a project key. */
            readonly user_id: string | null;
            /**
             * @description Its first characters.
             * @example cma_live_7Hq2
             */
            readonly prefix: string;
            /**
             * @description Its last characters.
             * @example x9Zt
             */
            readonly last_four: string;
            /** @description What it may do. */
            scopes: components["schemas"]["Scope"][];
            readonly status: components["schemas"]["KeyStatus"];
            /** @description Limits of this key alone, in addition to those of its project and instance. */
            limits: components["schemas"]["KeyLimit"][];
            readonly created_at: components["schemas"]["Timestamp"];
            /** @description The user or key that created it; null for the first key of the platform. */
            readonly created_by: string | null;
            /**
             * Format: date-time
             * @description The time when it stops working; after a rotation, the end of the grace period.
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description The time of its last use, to about a minute.
             */
            readonly last_used_at: string | null;
            /** Format: date-time */
            readonly revoked_at: string | null;
            /** @description The key that replaced it in a rotation. */
            readonly replaced_by: string | null;
            /** @description The app that uses this key through OAuth; null for a key that its owner has. Nobody has the secret of a connected app's key. */
            readonly connected_app: components["schemas"]["ConnectedApp"] | null;
            /** @description The number in its `ETag`. */
            readonly version: number;
        };
        /** @description The key, with its secret, which is shown only this once. */
        CreatedKey: {
            /**
             * @description The key itself. Keep it like a password.
             * @example cma_live_example
             */
            secret: string;
        } & components["schemas"]["KeyFields"];
        KeyList: {
            data: components["schemas"]["Key"][];
            /** @description For the next page; null at the end. */
            next_cursor: string | null;
            /**
             * @description Only with `depends_on`: how many keys depend on that key in all. Keys that you may not see count, too, and no other filter changes the number.
             * @example 3
             */
            dependent_keys?: number;
        };
        CreateKeyRequest: {
            kind: components["schemas"]["KeyKind"];
            /** @description The project of a project key. Required for a project key, and not allowed for a user key. */
            project_id?: string;
            /** @description The user of a user key; the caller if omitted. */
            user_id?: string;
            /** @description A name to tell your keys apart. */
            name: string;
            /** @description What the key may do. Nobody can give a scope that their own key lacks. */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description The time when it stops working; never, if omitted or null.
             */
            expires_at?: string | null;
            /** @description Limits of this key alone, in addition to those of its project and instance. */
            limits?: components["schemas"]["KeyLimit"][];
        };
        UpdateKeyRequest: {
            /** @description A name for people. */
            name?: string;
            /** @description What it may do. The list is replaced. */
            scopes?: components["schemas"]["Scope"][];
            /** Format: date-time */
            expires_at?: string | null;
            /** @description Replaces all limits of the key. */
            limits?: components["schemas"]["KeyLimit"][];
        };
        RotateKeyRequest: {
            /**
             * @description How long the old key still works; at most 30 days.
             * @default 86400
             */
            grace_period_seconds?: number;
        };
        /**
         * @description The secrets that the provider requires, by name; usually only `api_key`. A pasted key often comes with spaces, line breaks, quotes
         *     or a leading `Bearer`; these are removed. Empty for a server that asks for none.
         */
        CredentialSecrets: {
            [key: string]: string;
        };
        Credential: {
            /**
             * @description The id of the credential.
             * @example cred_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
             */
            id: string;
            /** @description The organization that it belongs to. */
            organization_id: string;
            /** @description The instance that it belongs to. */
            instance_id: string;
            /**
             * @description The id of the connection, by which model settings and attempts name it.
             * @example openai-eu
             */
            connection: string;
            /**
             * @description The provider that is called.
             * @example openai
             */
            provider: string;
            /**
             * @description The secrets that are stored, each by its last four characters. Nothing is shown of a secret that is shorter than 12 characters.
             * @example {
             *       "api_key": "…3210"
             *     }
             */
            fields: {
                [key: string]: string;
            };
            /** @description The address that is called instead of the provider's own. */
            base_url: string | null;
            /** @description Rises when the credential is replaced or rotated; it is the number in its `ETag`. */
            version: number;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
            /** @description The result of the last verification of this version; null if there was none. */
            verification: components["schemas"]["CredentialVerification"] | null;
            /** @description Whether the connection rests. It is in the responses of the list and of `GET`; null if it is not known at the moment. */
            health?: components["schemas"]["ConnectionHealth"] | null;
        };
        /**
         * @description The provider has refused calls by this connection for a reason that will hold for the next call, too. Until the rest ends, a model that
         *     has other connections is called by those. If all of them rest, the one whose rest ends first is called. A new secret ends the rest.
         * @example {
         *       "state": "resting",
         *       "reason": "no_credit",
         *       "detail": "OpenAI: Your balance is used up",
         *       "since": "2026-11-24T09:30:00.000Z",
         *       "until": "2026-11-24T09:35:00.000Z"
         *     }
         */
        ConnectionHealth: {
            /** @enum {string} */
            state: "ready" | "resting";
            /**
             * @description `rate_limited`: the provider asks for a pause. `bad_credential`: it rejects the secret. `no_credit`: the account has no credit. Null
             *     if the connection does not rest.
             * @enum {string|null}
             */
            reason: "rate_limited" | "bad_credential" | "no_credit" | null;
            /** @description The provider's own words, without secrets. */
            detail: string | null;
            since: components["schemas"]["Timestamp"] | null;
            until: components["schemas"]["Timestamp"] | null;
        };
        CredentialVerification: {
            /**
             * @description `accepted`: the provider accepted the credential. `rejected`: it rejected it. `unreachable`: there was no clear answer, because
             *     of the network, a rate limit or a fault of the provider. `unsupported`: the provider has no call with which to test a
             *     credential.
             * @enum {string}
             */
            status: "accepted" | "rejected" | "unreachable" | "unsupported";
            /** @description The provider's own words, without secrets; or why there is no clear answer. */
            detail: string;
            /** @description The HTTP status of its answer. */
            provider_status: number | null;
            checked_at: components["schemas"]["Timestamp"];
            duration_ms: number;
        };
        /** @description A provider and how it is connected. */
        Provider: {
            /**
             * @description The id of the provider.
             * @example openai
             */
            id: string;
            /**
             * @description The name for people.
             * @example OpenAI
             */
            name: string;
            /** @description Whether this instance defined the provider as data. */
            is_custom: boolean;
            /** @description The fields of its credential; empty if the provider needs none. */
            credential_fields: components["schemas"]["CredentialField"][];
            /** @description The provider's own address. If it is null, a credential must have a `base_url`, unless the provider needs no credential. */
            default_base_url: string | null;
            /** @description Whether the provider is called through the `[ai]` binding of the deployment, which replaces a credential. */
            by_binding: boolean;
        };
        CredentialField: {
            /** @example api_key */
            name: string;
            /** @example The API key */
            description: string;
            required: boolean;
            /**
             * @description Whether a form should hide what is entered. False for fields such as a region, which only name something. The platform stores every
             *     field encrypted and never returns it, whatever this says.
             */
            secret: boolean;
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "openai",
         *           "name": "OpenAI",
         *           "is_custom": false,
         *           "credential_fields": [
         *             {
         *               "name": "api_key",
         *               "description": "The API key",
         *               "required": true,
         *               "secret": true
         *             }
         *           ],
         *           "default_base_url": "https://api.openai.com/v1",
         *           "by_binding": false
         *         }
         *       ]
         *     }
         */
        ProviderList: {
            data: components["schemas"]["Provider"][];
        };
        CredentialList: {
            data: components["schemas"]["Credential"][];
        };
        PutCredentialRequest: {
            fields?: components["schemas"]["CredentialSecrets"];
            /**
             * Format: uri
             * @description For self-hosted and compatible servers; the provider's own address if omitted or null.
             */
            base_url?: string | null;
            /** @description The provider that this connection calls. If omitted, it is the provider that the connection has already, or the one with the id of the path. */
            provider?: string;
        };
        RotateCredentialRequest: {
            fields: components["schemas"]["CredentialSecrets"];
            /**
             * @description Store the new secrets only if the provider accepts them.
             * @default false
             */
            verify_first?: boolean;
        };
        RewrapRequest: {
            /** @default 100 */
            batch_size?: number;
        };
        RewrapProgress: {
            /** @description The newest version of the key-encryption key. */
            current_version: number;
            /** @description All stored secrets. */
            total: number;
            /** @description Secrets on an older version. */
            remaining: number;
            by_version: {
                version: number;
                count: number;
            }[];
        };
        RewrapResult: {
            current_version: number;
            /** @description Secrets that this batch re-wrapped. */
            rewrapped: number;
            /** @description Secrets still on older versions, including those that failed. */
            remaining: number;
            /** @description Ids of secrets that cannot be decrypted. */
            failed: string[];
        };
        /** @description A key, or the code of a sign-in link. */
        CreateSessionRequest: components["schemas"]["SessionByKey"] | components["schemas"]["SessionByLink"];
        SessionByKey: {
            /** @description A key of a user, with the scope `manage`. */
            key: string;
        };
        SessionByLink: {
            /** @description The text after `#sign-in=` in a sign-in link. */
            code: string;
        };
        CreateSignInLinkRequest: {
            /**
             * @description Lifetime in seconds; 15 minutes by default, 24 hours at most.
             * @default 900
             */
            expires_in_seconds?: number;
        };
        SignInLink: {
            /**
             * Format: uri
             * @description Opens the panel signed in. Works once.
             */
            url: string;
            /** @description The code in the link, for `POST /sessions`. */
            code: string;
            expires_at: components["schemas"]["Timestamp"];
        };
        ConnectedApp: {
            client_id: string;
            /** @description The name that the app gives itself; nobody has checked it. */
            name: string;
            /**
             * @description Where its codes were sent: a host, a scheme such as `cursor:`, or `this computer`.
             * @example assistant.example
             */
            redirect_host: string;
        };
        AuthorizationServer: {
            /** @example https://images.example.com */
            issuer: string;
            /** @description The consent page of the panel. */
            authorization_endpoint: string;
            token_endpoint: string;
            registration_endpoint: string;
            revocation_endpoint: string;
            scopes_supported: string[];
            response_types_supported: string[];
            response_modes_supported: string[];
            grant_types_supported: string[];
            token_endpoint_auth_methods_supported: string[];
            revocation_endpoint_auth_methods_supported: string[];
            code_challenge_methods_supported: string[];
            client_id_metadata_document_supported: boolean;
            authorization_response_iss_parameter_supported: boolean;
            service_documentation: string;
        };
        /** @description Members of RFC 7591. Those that are not listed here are ignored. */
        ClientRegistration: {
            /**
             * @description Addresses that codes may be sent to: https; http of `127.0.0.1`, `[::1]` or `localhost`, whose port may differ later; or a scheme
             *     of an app on the person's device (`com.example.app:`, `cursor:`, `vscode:` and a few others).
             */
            redirect_uris: string[];
            /** @description The name that people are shown, marked as unchecked. */
            client_name?: string;
            /** @description Must include `authorization_code` if it is sent. */
            grant_types?: string[];
            /** @description Must include `code` if it is sent. */
            response_types?: string[];
            /** @description Replaced by `none`, because clients get no secret. */
            token_endpoint_auth_method?: string;
            /** @description `web` or `native`. */
            application_type?: string;
        } & {
            [key: string]: unknown;
        };
        RegisteredClient: {
            /** @example app_01K9ZQ4X1V7M3T8B5N2D6F0GHJ */
            client_id: string;
            /**
             * Format: int64
             * @description In seconds since 1970.
             */
            client_id_issued_at: number;
            client_name: string;
            redirect_uris: string[];
            grant_types: string[];
            response_types: string[];
            token_endpoint_auth_method: string;
            application_type?: string;
        };
        /** @description The query of the consent page's address, as the app has made it. */
        AuthorizationRequest: {
            /** @description Must be `code`. */
            response_type?: string;
            client_id?: string;
            /** @description Must be one of the client's, character by character. */
            redirect_uri?: string;
            /** @description Scopes with spaces between; `read generate` if it is omitted. */
            scope?: string;
            /** @description Returned to the app as it is. */
            state?: string;
            /** @description BASE64URL(SHA-256(`code_verifier`)). */
            code_challenge?: string;
            /** @description Must be `S256`. */
            code_challenge_method?: string;
            /** @description The MCP endpoint at which the tokens must work. */
            resource?: string;
        };
        AuthorizationReview: {
            client_id: string;
            /** @description The name that the app gives itself; nobody has checked it. */
            client_name: string;
            /**
             * @description `document`: the host of `client_id` vouches for the redirect addresses.
             * @enum {string}
             */
            client_source: "registered" | "document";
            /** @example assistant.example */
            redirect_host: string;
            /**
             * @description `device`: an app on the person's own device receives the code.
             * @enum {string}
             */
            redirect_kind: "web" | "device";
            /** @description The scopes that the app asks for and the caller's key has. */
            scopes: components["schemas"]["Scope"][];
            /** @description The projects that can be chosen; at most 500. */
            projects: components["schemas"]["ConnectableProject"][];
            /** @description Whether there are more. */
            truncated: boolean;
            /**
             * Format: date-time
             * @description The end of the caller's own key, which no access outlives; null if it has none.
             */
            latest_expiry: string | null;
            /** @description Why the request cannot be allowed; null if it can. */
            refusal: {
                /** @example invalid_target */
                error: string;
                description: string;
                /** @description Tells the app, if the person wants to return to it. */
                redirect_to: string;
            } | null;
        };
        ConnectableProject: {
            id: string;
            name: string;
            instance_name: string;
            organization_name: string;
        };
        AuthorizationDecision: {
            /** @enum {string} */
            decision: "allow" | "deny";
            request: components["schemas"]["AuthorizationRequest"];
            /** @description Required for `allow`. */
            project_id?: string;
            /** @description Required for `allow`: some or all of those that the review has returned. */
            scopes?: components["schemas"]["Scope"][];
            /** @description Required for `allow`: the most that the app may spend in a calendar window, UTC. */
            budget?: {
                /** @enum {string} */
                window: "day" | "month";
                /** Format: int64 */
                limit_micros: number;
            };
            /** @description Required for `allow`. The access ends earlier if the caller's own key does. */
            expires_in_days?: number;
        };
        DecidedAuthorization: {
            /** @description The address for the browser; it may hold a code. */
            redirect_to: string;
            /** @description The key that was made; null after `deny`. */
            key_id: string | null;
        };
        /** @description Members of RFC 6749, 7636 and 8707. Others are ignored. */
        TokenRequest: {
            /** @description `authorization_code` or `refresh_token`. */
            grant_type: string;
            client_id?: string;
            code?: string;
            redirect_uri?: string;
            code_verifier?: string;
            refresh_token?: string;
            scope?: string;
            resource?: string;
        } & {
            [key: string]: unknown;
        };
        Tokens: {
            /** @description Send it to the MCP endpoint as `Authorization: Bearer …`. */
            access_token: string;
            /** @example Bearer */
            token_type: string;
            /** @description In seconds. */
            expires_in: number;
            /** @description Works once; the response to it has the next one. */
            refresh_token: string;
            /** @example read generate */
            scope: string;
        };
        TokenRevocation: {
            /** @description An access token or a refresh token. */
            token: string;
            /** @description Not needed; a token tells its kind. */
            token_type_hint?: string;
            /** @description Not needed; whoever has a token may end it. */
            client_id?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description - `invalid_request` (RFC 6749): a parameter is missing, occurs twice or has a form that the contract does not allow.
         *     - `invalid_grant` (RFC 6749): the code or the refresh token is unknown, used or has expired, belongs to another app, or its access has
         *       ended.
         *     - `invalid_scope` (RFC 6749): the access does not include a scope that the request names.
         *     - `unsupported_grant_type` (RFC 6749): `grant_type` is neither `authorization_code` nor `refresh_token`.
         *     - `invalid_target` (RFC 8707): the access is for another `resource`.
         *     - `invalid_redirect_uri` (RFC 7591): an address of `redirect_uris` is not allowed.
         *     - `invalid_client_metadata` (RFC 7591): `grant_types` lacks `authorization_code`, or `response_types` lacks `code`.
         * @enum {string}
         */
        OAuthErrorCode: "invalid_request" | "invalid_grant" | "invalid_scope" | "unsupported_grant_type" | "invalid_target" | "invalid_redirect_uri" | "invalid_client_metadata";
        OAuthError: {
            error: components["schemas"]["OAuthErrorCode"];
            /** @description What is wrong, for people. */
            error_description: string;
        };
        CreateDataKeyRequest: {
            /** @description The project in which the key works. */
            project_id: string;
        };
        DataKey: {
            /** @description Send it as `Authorization: Bearer …`. */
            secret: string;
            /**
             * @description The address to call with it. It is `/v1` of this host, or the address of the instance's dedicated Worker.
             * @example /v1
             */
            base_url: string;
            instance_id: string;
            project_id: string;
            scopes: components["schemas"]["Scope"][];
            expires_at: components["schemas"]["Timestamp"];
        };
        Session: {
            /**
             * @description The id of the session.
             * @example ses_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
             */
            id: string;
            /** @description The user who signed in. */
            user_id: string;
            /** @description The organization of the user. */
            organization_id: string;
            /** @description Send it as `X-CSRF-Token` with every POST, PUT, PATCH and DELETE. */
            csrf_token: string;
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: date-time
             * @description The time when it ends if it is not used before.
             */
            expires_at: string;
        };
        SessionsEnded: {
            /** @description The number of sessions that ended. */
            ended: number;
        };
        /**
         * @description `generation.…`: a generation has ended. `alert.…`: an alert of this kind was raised.
         * @enum {string}
         */
        WebhookEvent: "generation.succeeded" | "generation.failed" | "generation.canceled" | "generation.indeterminate" | "alert.budget" | "alert.budget_exhausted" | "alert.provider_failing" | "alert.credential_refused" | "alert.generations_indeterminate" | "alert.webhook_disabled" | "alert.limiter_overloaded" | "alert.storage_filling" | "alert.prices_stale";
        /**
         * @description `budget`: a budget has reached a threshold; spent and held money counts, reserved money does not. `budget_exhausted`: a request was
         *     refused because a budget has no room for it. `provider_failing`: several generations in a row failed at a provider, or an account
         *     there has no credit. `credential_refused`: a provider refused the credential of a connection. `generations_indeterminate`: it is
         *     unknown whether a provider has billed a generation. `webhook_disabled`: an endpoint answered 410 and was disabled.
         *     `limiter_overloaded`: requests were refused because too many waited. `storage_filling`: a database is near its size, or the records
         *     near their maximum. `prices_stale`: prices in use were last verified long ago.
         * @enum {string}
         */
        AlertKind: "budget" | "budget_exhausted" | "provider_failing" | "credential_refused" | "generations_indeterminate" | "webhook_disabled" | "limiter_overloaded" | "storage_filling" | "prices_stale";
        /**
         * @description The kind of the alert, with `alert.` before it.
         * @enum {string}
         */
        AlertEventType: "alert.budget" | "alert.budget_exhausted" | "alert.provider_failing" | "alert.credential_refused" | "alert.generations_indeterminate" | "alert.webhook_disabled" | "alert.limiter_overloaded" | "alert.storage_filling" | "alert.prices_stale";
        /**
         * @description `open`: the cause lasts, as far as is known. `closed`: it is over.
         * @enum {string}
         */
        AlertStatus: "open" | "closed";
        /** @description The thing that the alert is about. */
        AlertSubject: {
            /** @enum {string} */
            kind: "organization" | "instance" | "project" | "key" | "connection" | "provider" | "webhook";
            id: string;
            /** @description The name of an organization, instance, project or key as it is now; null for other things, and for one that was deleted. */
            name: string | null;
        };
        /** @description The numbers and names of the alert when it was raised. Each kind has its own. */
        AlertValues: {
            /** @description The threshold that was reached, in percent of the budget. */
            percent?: number;
            /**
             * Format: int64
             * @description The budget.
             */
            limit_micros?: number;
            /**
             * Format: int64
             * @description The part of the budget that is spent or held.
             */
            used_micros?: number;
            /** @enum {string} */
            window?: "day" | "month";
            /** Format: date-time */
            window_ends_at?: string;
            provider?: string;
            connection?: string;
            /** @description Why the provider refused: `bad_credential`, `no_credit`, or an error code. */
            reason?: string;
            /** @description The words of the provider, without secrets. */
            detail?: string;
            /** @description How many generations in a row had failed. */
            failures?: number;
            /** @description The generation that raised the alert. */
            generation_id?: string;
            /** Format: int64 */
            bytes?: number;
            /** Format: int64 */
            limit_bytes?: number;
            rows?: number;
            limit_rows?: number;
            /** @description How many models have a price that is too old. */
            models?: number;
            /**
             * Format: date
             * @description When the oldest of these prices was verified.
             */
            oldest_price?: string;
        };
        AlertFields: {
            /**
             * @description The id of the alert.
             * @example alert_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
             */
            id: string;
            /** @description The organization that it belongs to. */
            organization_id: string;
            /** @description Null for the budget of the organization. */
            instance_id: string | null;
            /** @description The project that the alert is about; null if it is about more than one. */
            project_id: string | null;
            kind: components["schemas"]["AlertKind"];
            status: components["schemas"]["AlertStatus"];
            subject: components["schemas"]["AlertSubject"];
            /** @description The cause in words. */
            summary: string;
            /** @description The first thing to do, for people. */
            what_to_do: string;
            values: components["schemas"]["AlertValues"];
            /** @description How often it was seen since it was raised. Only the first time is sent. */
            occurrences: number;
            /** @description The path, in this API, of what to look at. */
            link: string;
            since: components["schemas"]["Timestamp"];
            last_seen: components["schemas"]["Timestamp"];
            /** Format: date-time */
            closed_at: string | null;
            /** Format: date-time */
            acknowledged_at: string | null;
            /** @description The id of the user who acknowledged it. */
            acknowledged_by: string | null;
        };
        Alert: {
            deliveries: components["schemas"]["AlertDeliveries"];
        } & components["schemas"]["AlertFields"];
        /** @description To how many webhook endpoints the alert was sent, and with what result. */
        AlertDeliveries: {
            /** @description Not accepted yet; attempted again. */
            pending: number;
            delivered: number;
            /** @description Given up after the last attempt. */
            failed: number;
            /** @description The endpoint answered 410, or was disabled. */
            disabled: number;
            /** @description Why the newest failed attempt failed. */
            last_error: string | null;
        };
        /** @description The alert, as the lists show it, without its deliveries. */
        AlertNotice: components["schemas"]["AlertFields"];
        /** @description The payload of an alert; `data` is the alert as it was raised. */
        AlertEvent: {
            type: components["schemas"]["AlertEventType"];
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["AlertNotice"];
        };
        /** @description The payload of a test; `data` names the endpoint. */
        WebhookTestEvent: {
            /** @constant */
            type: "webhook.test";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["WebhookTestNotice"];
        };
        WebhookTestNotice: {
            /**
             * @description The endpoint that is tested.
             * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
             */
            webhook_id: string;
            /** @description The instance of the endpoint. */
            instance_id: string;
            /**
             * @description Says to people that this is a test.
             * @example This is a test. Nothing was generated.
             */
            message: string;
        };
        AlertList: {
            data: components["schemas"]["Alert"][];
            /** @description The number of open alerts that nobody has acknowledged, whatever the filters are. */
            open: number;
            /** @description For the next page; null at the end. */
            next_cursor: string | null;
        };
        AlertSettingsInput: {
            /**
             * @description The kinds that are neither listed nor sent.
             * @default []
             */
            off?: components["schemas"]["AlertKind"][];
            /**
             * @description The thresholds of budgets, in percent.
             * @default [
             *       50,
             *       80,
             *       100
             *     ]
             */
            budget_percents?: number[];
            /**
             * @description After how many failed generations in a row a provider counts as failing. Only `provider_unavailable`, `provider_timeout`, `provider_error` and `provider_bad_answer` count, not the refusal of a single request.
             * @default 5
             */
            failures_in_a_row?: number;
            /**
             * @description The share of the size of a database, or of the maximum of records, from which on it counts as filling.
             * @default 80
             */
            storage_percent?: number;
            /**
             * @description From which age on a price counts as stale.
             * @default 90
             */
            price_age_days?: number;
        };
        AlertSettings: {
            off: components["schemas"]["AlertKind"][];
            budget_percents: number[];
            failures_in_a_row: number;
            storage_percent: number;
            price_age_days: number;
        };
        /**
         * @description `disabled`: no deliveries. `active`: deliveries are made.
         * @enum {string}
         */
        WebhookStatus: "active" | "disabled";
        /**
         * @description `gone`: the endpoint answered a delivery with 410 Gone, so the platform disabled it.
         * @enum {string}
         */
        WebhookDisabledReason: "gone";
        Webhook: components["schemas"]["WebhookFields"];
        WebhookFields: {
            /**
             * @description The id of the endpoint.
             * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
             */
            readonly id: string;
            /** @description The organization that it belongs to. */
            readonly organization_id: string;
            /** @description The instance that it belongs to. */
            readonly instance_id: string;
            /** @description The one project whose events it gets; null for all of the instance. */
            project_id: string | null;
            /** @description The address of your endpoint. */
            url: string;
            /** @description The events that are sent to it. */
            events: components["schemas"]["WebhookEvent"][];
            status: components["schemas"]["WebhookStatus"];
            /** @description Why the platform disabled it; null if it is active or was disabled by a person. */
            readonly disabled_reason: components["schemas"]["WebhookDisabledReason"] | null;
            description: string;
            /**
             * Format: date-time
             * @description Until this time, deliveries also carry the signature of the old secret.
             */
            readonly previous_secret_until: string | null;
            /** @description The number in its `ETag`. */
            readonly version: number;
            readonly created_at: components["schemas"]["Timestamp"];
            readonly updated_at: components["schemas"]["Timestamp"];
        };
        /** @description The endpoint, with its secret, which is shown only this once. */
        CreatedWebhook: {
            /**
             * @description `whsec_` and 24 random bytes in base64, the form that the Standard Webhooks libraries read.
             * @example whsec_example
             */
            secret: string;
        } & components["schemas"]["WebhookFields"];
        WebhookList: {
            data: components["schemas"]["Webhook"][];
            /** @description For the next page; null at the end. */
            next_cursor: string | null;
        };
        CreateWebhookRequest: {
            /**
             * Format: uri
             * @description The address of your endpoint.
             */
            url: string;
            /** @description The events to send. */
            events: components["schemas"]["WebhookEvent"][];
            /** @description Send only events of this project; null or left out for all of the instance. */
            project_id?: string | null;
            /** @default  */
            description?: string;
        };
        UpdateWebhookRequest: {
            /**
             * Format: uri
             * @description The address of your endpoint.
             */
            url?: string;
            /** @description The events to send. The list is replaced. */
            events?: components["schemas"]["WebhookEvent"][];
            /** @description Send only events of this project; null for all of the instance. */
            project_id?: string | null;
            description?: string;
            status?: components["schemas"]["WebhookStatus"];
        };
        RotateWebhookSecretRequest: {
            /**
             * @description How long both signatures are sent; at most 7 days.
             * @default 86400
             */
            grace_period_seconds?: number;
        };
        WebhookTest: {
            /** @description Whether the endpoint answered with a status from 200 to 299. */
            delivered: boolean;
            /** @description The status of the endpoint's answer; null if there was none. */
            status_code: number | null;
            /** @description The result in words. */
            detail: string;
            /** @description How long the endpoint took to answer. */
            duration_ms: number;
            /** @description The `webhook-id` header that was sent. */
            event_id: string;
        };
        AuditEntry: {
            /** @description The number of the entry in its organization, without gaps. */
            sequence: number;
            /** @description The organization whose log this is. */
            organization_id: string;
            /** @description The instance that was changed; null if none. */
            instance_id: string | null;
            /**
             * @description What was done, such as `limits.set`.
             * @example key.create
             */
            action: string;
            /** @description Who made the change: a user, a key, a panel session, the platform itself (`system`) or its first set-up (`setup`). */
            actor: {
                /** @enum {string} */
                kind: "user" | "key" | "session" | "system" | "setup";
                /** @description The user, or the key of a project; null for the platform. */
                id: string | null;
                /** @description The key that was used: of the project or user, or the one that signed in to the panel. Null if none was used, and in entries that are older than this field. */
                key_id: string | null;
            };
            target: {
                /** @example key */
                kind: string;
                id: string;
            };
            /** @description The resource before, without secrets; null if it was created. */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description The resource afterwards, without secrets; null if it was deleted. */
            after: {
                [key: string]: unknown;
            } | null;
            /** @description The id of the request that did it. */
            request_id: string | null;
            created_at: components["schemas"]["Timestamp"];
            /** @description The `hash` of the entry before; 64 zeros for the first. */
            previous_hash: string;
            /** @description SHA-256 over this entry and `previous_hash`; docs/specs/security.md says over which bytes. */
            hash: string;
        };
        AuditList: {
            data: components["schemas"]["AuditEntry"][];
            /** @description The names of the organization's users and keys that made the changes in `data` or that were changed, by id. Deleted ones are not in it. A superadmin who belongs to another organization is `Superadmin of the platform`. */
            names: {
                [key: string]: string;
            };
            /** @description For the next page; null at the end. */
            next_cursor: string | null;
        };
        AuditVerification: {
            intact: boolean;
            /** @description The number of entries that were checked. */
            entries: number;
            /** @description The hash of the last entry that fits. */
            head_hash: string | null;
            /** @description The `sequence` of the first entry that does not fit. */
            broken_at: number | null;
            /**
             * @description `changed`: the content does not match the hash. `missing`: a sequence number is skipped. `relinked`: `previous_hash` is not the hash of the entry before.
             * @enum {string|null}
             */
            reason: "changed" | "missing" | "relinked" | null;
        };
        UsageTotals: components["schemas"]["UsageSums"];
        UsageSums: {
            /** @description Generations that have ended. Refused requests, and requests that ask for no generation, are not counted. */
            requests: number;
            /** @description Generations that succeeded. */
            succeeded: number;
            /** @description Generations that did not succeed: they failed, were canceled, or have an unknown outcome. */
            failed: number;
            /** @description Pictures that were made. */
            images: number;
            /** @description Tokens that providers counted. */
            tokens: number;
            cost_micros: components["schemas"]["Micros"];
            /**
             * Format: int64
             * @description Money held for indeterminate generations; it counts against budgets until they are resolved.
             */
            held_micros: number;
        };
        UsagePoint: {
            bucket_start: components["schemas"]["Timestamp"];
            /** @description Null if the series is not grouped by project. */
            project_id: string | null;
            key_id: string | null;
            model: string | null;
            provider: string | null;
            /** @description The connection whose account was billed: the id of the provider, or of a further connection. Requests that called no connection count under the provider. Null if the series is not grouped by connection. */
            connection: string | null;
            latency: components["schemas"]["UsageLatency"] | null;
        } & components["schemas"]["UsageSums"];
        /**
         * @description How long the generations that succeeded took, from admission to the stored pictures. Null instead of this object means that none
         *     succeeded, that they were counted before durations were, or that the series is by connection.
         */
        UsageLatency: {
            /** @description The number of generations whose duration is known. */
            generations: number;
            /** @description The mean duration in milliseconds. */
            mean_ms: number;
            /** @description The longest duration in milliseconds. */
            longest_ms: number;
        };
        InstanceUsage: {
            from: components["schemas"]["Timestamp"];
            to: components["schemas"]["Timestamp"];
            /** @enum {string} */
            bucket: "hour" | "day";
            group_by: ("project" | "key" | "model" | "provider" | "connection")[];
            data: components["schemas"]["UsagePoint"][];
            totals: components["schemas"]["UsageTotals"];
            latency: components["schemas"]["UsageLatency"] | null;
            /** @description The names of the projects and their keys in `data`, by id. Deleted ones are not in it, nor keys of the organization's users. The key of a superadmin who belongs to another organization is `Superadmin of the platform`. */
            names: {
                [key: string]: string;
            };
        };
        /** @description Usage of two calendar periods, UTC. */
        PeriodUsage: {
            today: components["schemas"]["UsageTotals"];
            this_month: components["schemas"]["UsageTotals"];
        };
        ErrorCount: {
            error_code: string;
            requests: number;
            last_at: components["schemas"]["Timestamp"];
        };
        InstanceOverview: {
            as_of: components["schemas"]["Timestamp"];
            /** @description The start of today, UTC. */
            day_start: components["schemas"]["Timestamp"];
            /** @description The start of this month, UTC. */
            month_start: components["schemas"]["Timestamp"];
            usage: components["schemas"]["PeriodUsage"];
            /** @description The requests to the generation service that failed, by code, including refused ones that began no generation. The most frequent first; at most 50. */
            errors: components["schemas"]["ErrorCount"][];
            errors_since: components["schemas"]["Timestamp"];
            /** @description The number of each kind; 0 means that it is still to be set up. */
            set_up: {
                projects: number;
                /** @description Keys that are neither revoked nor expired. */
                project_keys: number;
                /** @description Providers that have a credential. */
                credentials: number;
                limits: number;
                webhooks: number;
                /** @description Users that were granted a role in this instance. */
                grants: number;
            };
        };
        InstanceSpend: {
            id: string;
            usage: components["schemas"]["PeriodUsage"];
        };
        OrganizationOverview: {
            as_of: components["schemas"]["Timestamp"];
            /** @description The start of today, UTC. */
            day_start: components["schemas"]["Timestamp"];
            /** @description The start of this month, UTC. */
            month_start: components["schemas"]["Timestamp"];
            /** @description The sum over `instances`. */
            usage: components["schemas"]["PeriodUsage"];
            /** @description The instances that the caller may see. */
            instances: components["schemas"]["InstanceSpend"][];
            /** @description The budget of the whole organization, even if the caller may see only some of its instances. */
            budgets: components["schemas"]["LimitGauge"][];
        };
        /** @description The live state of one limit or budget. */
        LimitGauge: {
            /**
             * @description What has the counter.
             * @enum {string}
             */
            scope: "organization" | "instance" | "project" | "key" | "provider" | "model";
            /** @description The member that is counted; null for a limit of the whole instance or organization, and for one that no request has counted against. */
            target: string | null;
            /** @description The name of the project, key, provider or model; null if there is no target, or if it no longer exists. */
            target_name: string | null;
            /**
             * @description What is counted. `requests` are calls that begin a generation; reads, polls, quotes, uploads and repeats with the same `Idempotency-Key` do not count.
             * @enum {string}
             */
            metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
            /**
             * Format: int64
             * @description The limit that was set; micro-USD for `cost_micros`.
             */
            limit: number;
            /**
             * Format: int64
             * @description The most that fits at once: the `burst` of a rate, otherwise the `limit`. `used`, `reserved`, `held` and `remaining` add up to it, unless the limit was lowered below the used amount.
             */
            capacity: number;
            /** @description The length of its window; null for concurrency. */
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
        LimitGaugeList: {
            data: components["schemas"]["LimitGauge"][];
            /** @description Whether there are more lines than this response holds. */
            truncated: boolean;
        };
        LogEntry: {
            /** @description The id of the request. */
            request_id: string;
            /** @description The organization of the instance. */
            organization_id: string;
            /** @description The instance. */
            instance_id: string;
            project_id: string;
            key_id: string;
            /**
             * @description The operation that was called.
             * @example generate
             */
            operation_id: string;
            /** @description The method of the request. */
            method: string;
            /** @description The path of the operation as the contract has it, without ids. */
            path: string;
            /** @description The status of the answer. */
            status: number;
            error_code: string | null;
            generation_id: string | null;
            /** @description The provider that was called; null if none. */
            provider: string | null;
            /** @description The model that was used; null if none. */
            model: string | null;
            /** @description How long the request took. */
            duration_ms: number;
            /** @description The part of `duration_ms` that was spent waiting for the provider. */
            provider_ms: number | null;
            /**
             * Format: int64
             * @description The cost, when the response was sent, of the generation that the request asked for. Null for a request that asks for none, such as one that reads a generation.
             */
            cost_micros: number | null;
            created_at: components["schemas"]["Timestamp"];
        };
        LogList: {
            data: components["schemas"]["LogEntry"][];
            /** @description For the next page; null at the end. */
            next_cursor: string | null;
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
        /**
         * @description The kinds of operations that a key may call. `read`: see resources. `generate`: make pictures, upload inputs, cancel generations, and delete
         *     pictures and generations. `manage`: change configuration with a user key; send webhooks again and resolve indeterminate generations with
         *     any key. `metrics:read`: read the metrics of an instance with a user key, and nothing else. No scope includes another.
         * @enum {string}
         */
        Scope: "read" | "generate" | "manage" | "metrics:read";
        /**
         * Format: int64
         * @description Money in micro-USD; 1 000 000 is one US dollar.
         * @example 40000
         */
        Micros: number;
    };
    responses: {
        /**
         * @description The client cannot be registered. The code in `error` is for programs: `invalid_redirect_uri`, `invalid_client_metadata` or
         *     `invalid_request`.
         */
        RegistrationRefused: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description No tokens are given. The code in `error` is for programs: `invalid_grant`, `unsupported_grant_type`, `invalid_scope`,
         *     `invalid_target` or `invalid_request`.
         */
        TokenRefused: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"];
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request cannot be read. The code in `error` is `invalid_request`. */
        RevocationRefused: {
            headers: {
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"];
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
        /** @description The resource has changed since you read it; nothing was written. */
        PreconditionFailed: {
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
    };
    parameters: {
        /**
         * @description The organization.
         * @example org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        OrganizationId: string;
        /**
         * @description The user.
         * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        UserId: string;
        /**
         * @description The instance.
         * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        InstanceId: string;
        /**
         * @description The project.
         * @example proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        ProjectId: string;
        /** @description The organization; your own if omitted. */
        OrganizationIdQuery: string;
        /** @description Only users of this role. */
        RoleQuery: components["schemas"]["Role"];
        /**
         * @description The `ETag` that you read. It is required here because this operation replaces a whole set: without it, what somebody else added in
         *     the meantime would be lost unnoticed. If it is no longer the present one, the response is `412 precondition_failed` and nothing
         *     changes.
         * @example "1"
         */
        IfMatchRequired: string;
        /** @description Only the user with this address. */
        EmailQuery: string;
        /** @description Only those in this state. */
        StatusQuery: components["schemas"]["Status"];
        /** @description Only the one with this slug. */
        SlugQuery: string;
        /** @description Return what would change, without changing anything. */
        DryRun: boolean;
        /**
         * @description The id of the key, which is not the key itself.
         * @example key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        KeyId: string;
        /**
         * @description The id of the credential.
         * @example cred_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        CredentialId: string;
        /**
         * @description The id of the connection. This is the provider's id, as in the model list, or an id of your own for a further connection of a
         *     provider.
         * @example openai
         */
        ProviderName: string;
        /**
         * @description The alert.
         * @example alert_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        AlertId: string;
        /** @description Only alerts with this status. */
        AlertStatusFilter: components["schemas"]["AlertStatus"];
        /** @description Only alerts of this kind. */
        AlertKindFilter: components["schemas"]["AlertKind"];
        /**
         * @description The id of the endpoint.
         * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        WebhookId: string;
        /** @description Another organization than your own. For superadmins. */
        AuditOrganization: string;
        /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
        OwnRequestId: string;
        /** @description Maximum number of entries on a page. */
        PageLimit: number;
        /**
         * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
         *     others, the page begins at this position, too, so matching entries before it are missing.
         */
        Cursor: string;
        /**
         * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
         *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
         */
        IdempotencyKey: string;
        /**
         * @description The `ETag` that you read, unchanged. A proxy that compresses responses may have put `W/` before it; send it back all the same. The
         *     change is made only if the resource still has this version. Otherwise the response is `412 precondition_failed`, and nothing
         *     changes.
         */
        IfMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The cookie of the session, or its removal.
         * @example __Host-cma_session=…; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Strict
         */
        SessionCookie: string;
        /**
         * @description A name for the file.
         * @example attachment; filename="audit-log.ndjson"
         */
        ContentDisposition: string;
        /**
         * @description The id of this request; yours if you sent one.
         * @example req_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        RequestId: string;
        /**
         * @description Seconds to wait until the same request can succeed.
         * @example 12
         */
        RetryAfter: number;
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
        /**
         * @description How to authenticate.
         * @example Bearer
         */
        WwwAuthenticate: string;
        /**
         * @description The version of the resource, for `If-Match`.
         * @example "3"
         */
        ETag: string;
        /** @description The address of the new resource. */
        Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    setUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /** @description Makes it safe to repeat this request for 24 hours. Choose a long random text, such as a UUID: with it and the set-up token, the response can be read again. */
                "Idempotency-Key"?: string | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupRequest"];
            };
        };
        responses: {
            /** @description The platform is set up. `secret` is shown only this once. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getMe: {
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
            /** @description The caller. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPlaces: {
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
            /** @description The tree. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Places"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description Only the one with this slug. */
                slug?: components["parameters"]["SlugQuery"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
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
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createOrganization: {
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
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The organization.
                 * @example org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                organization_id: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
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
    deleteOrganization: {
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
            };
            path: {
                /**
                 * @description The organization.
                 * @example org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                organization_id: components["parameters"]["OrganizationId"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you read, unchanged. A proxy that compresses responses may have put `W/` before it; send it back all the same. The
                 *     change is made only if the resource still has this version. Otherwise the response is `412 precondition_failed`, and nothing
                 *     changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The organization.
                 * @example org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                organization_id: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["OrganizationUpdate"];
            };
        };
        responses: {
            /** @description The organization as it is now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description The organization; your own if omitted. */
                organization_id?: components["parameters"]["OrganizationIdQuery"] | undefined;
                /** @description Only users of this role. */
                role?: components["parameters"]["RoleQuery"] | undefined;
                /** @description Only the user with this address. */
                email?: components["parameters"]["EmailQuery"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
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
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
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
    createUser: {
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
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The user.
                 * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
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
    deleteUser: {
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
            };
            path: {
                /**
                 * @description The user.
                 * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                user_id: components["parameters"]["UserId"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you read, unchanged. A proxy that compresses responses may have put `W/` before it; send it back all the same. The
                 *     change is made only if the resource still has this version. Otherwise the response is `412 precondition_failed`, and nothing
                 *     changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The user.
                 * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description The user as it is now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    setUserGrants: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The `ETag` that you read. It is required here because this operation replaces a whole set: without it, what somebody else added in
                 *     the meantime would be lost unnoticed. If it is no longer the present one, the response is `412 precondition_failed` and nothing
                 *     changes.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The user.
                 * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantSet"];
            };
        };
        responses: {
            /** @description The user with the new grants. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteUserSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The user.
                 * @example user_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All sessions have ended. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsEnded"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listInstances: {
        parameters: {
            query?: {
                /** @description The organization; your own if omitted. */
                organization_id?: components["parameters"]["OrganizationIdQuery"] | undefined;
                /** @description Only the one with this slug. */
                slug?: components["parameters"]["SlugQuery"] | undefined;
                /** @description Only those in this state. */
                status?: components["parameters"]["StatusQuery"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
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
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceList"];
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
    createInstance: {
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
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstanceCreate"];
            };
        };
        responses: {
            /** @description Created and in force. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
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
    deleteInstance: {
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
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateInstance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you read, unchanged. A proxy that compresses responses may have put `W/` before it; send it back all the same. The
                 *     change is made only if the resource still has this version. Otherwise the response is `412 precondition_failed`, and nothing
                 *     changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["InstanceUpdate"];
            };
        };
        responses: {
            /** @description The instance as it is now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Only the one with this slug. */
                slug?: components["parameters"]["SlugQuery"] | undefined;
                /** @description Only those in this state. */
                status?: components["parameters"]["StatusQuery"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectList"];
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
    createProject: {
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
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The project.
                 * @example proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
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
    deleteProject: {
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
            };
            path: {
                /**
                 * @description The project.
                 * @example proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                project_id: components["parameters"]["ProjectId"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you read, unchanged. A proxy that compresses responses may have put `W/` before it; send it back all the same. The
                 *     change is made only if the resource still has this version. Otherwise the response is `412 precondition_failed`, and nothing
                 *     changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The project.
                 * @example proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["ProjectUpdate"];
            };
        };
        responses: {
            /** @description The project as it is now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
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
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The set. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitSet"];
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
    setLimits: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The `ETag` that you read. It is required here because this operation replaces a whole set: without it, what somebody else added in
                 *     the meantime would be lost unnoticed. If it is no longer the present one, the response is `412 precondition_failed` and nothing
                 *     changes.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LimitSetInput"];
            };
        };
        responses: {
            /** @description The set as it is now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitSet"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLimitStates: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitGaugeList"];
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
    listCatalogue: {
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getModelSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelSettings"];
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
    setModelSettings: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The `ETag` that you read. It is required here because this operation replaces a whole set: without it, what somebody else added in
                 *     the meantime would be lost unnoticed. If it is no longer the present one, the response is `412 precondition_failed` and nothing
                 *     changes.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelSettingsInput"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    dryRunModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelDryRunInput"];
            };
        };
        responses: {
            /** @description The requests that would be sent, and what was read from the answers. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelDryRun"];
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
    exportInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceExport"];
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
    importInstance: {
        parameters: {
            query?: {
                /** @description Return what would change, without changing anything. */
                dry_run?: components["parameters"]["DryRun"] | undefined;
                /** @description Parts of the file that are imported as well, separated by commas. */
                include?: components["schemas"]["ImportPart"][] | undefined;
            };
            header?: {
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstanceExport"];
            };
        };
        responses: {
            /** @description The changes that were made, or with `dry_run` would be made. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResult"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
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
                    /**
                     * @description Always `*`: pages of every origin may read the document.
                     * @example *
                     */
                    "Access-Control-Allow-Origin": string;
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
    listKeys: {
        parameters: {
            query?: {
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /** @description Another organization than your own. For superadmins. */
                organization_id?: string | undefined;
                /** @description Keys of projects or of users. */
                kind?: components["schemas"]["KeyKind"] | undefined;
                /** @description Keys in this state. */
                status?: components["schemas"]["KeyStatus"] | undefined;
                /** @description Keys of the projects of this instance. */
                instance_id?: string | undefined;
                /** @description Keys of this project. */
                project_id?: string | undefined;
                /** @description Keys of this user. */
                user_id?: string | undefined;
                /**
                 * @description The keys that would end if this key were revoked: the active keys that were created or rotated with it, and those that were created
                 *     or rotated with these. No key depends on a key that was rotated; they depend on its successor. Only for a key that you may revoke.
                 *     Without `organization_id`, a superadmin gets those of all organizations.
                 */
                depends_on?: string | undefined;
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
            /** @description One page of keys. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
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
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateKeyRequest"];
            };
        };
        responses: {
            /** @description The key, with its secret. It is not shown again. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The id of the key, which is not the key itself.
                 * @example key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                key_id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
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
    revokeKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The id of the key, which is not the key itself.
                 * @example key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                key_id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked. */
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description The `ETag` that you read, unchanged. A proxy that compresses responses may have put `W/` before it; send it back all the same. The
                 *     change is made only if the resource still has this version. Otherwise the response is `412 precondition_failed`, and nothing
                 *     changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The id of the key, which is not the key itself.
                 * @example key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                key_id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["UpdateKeyRequest"];
            };
        };
        responses: {
            /** @description The key as it is now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The id of the key, which is not the key itself.
                 * @example key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                key_id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateKeyRequest"];
            };
        };
        responses: {
            /** @description The successor, with its secret. It is not shown again. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProviders: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The providers. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderList"];
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
    listCredentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All credentials of the instance. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialList"];
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
    putCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
                /**
                 * @description The id of the connection. This is the provider's id, as in the model list, or an id of your own for a further connection of a
                 *     provider.
                 * @example openai
                 */
                provider: components["parameters"]["ProviderName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutCredentialRequest"];
            };
        };
        responses: {
            /** @description Replaced. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /** @description Stored. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The id of the credential.
                 * @example cred_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                credential_id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credential. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
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
    deleteCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The id of the credential.
                 * @example cred_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                credential_id: components["parameters"]["CredentialId"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The id of the credential.
                 * @example cred_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                credential_id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateCredentialRequest"];
            };
        };
        responses: {
            /** @description Rotated. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
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
            424: components["responses"]["FailedDependency"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    verifyCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The id of the credential.
                 * @example cred_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                credential_id: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The result of the call. `status` says whether the provider accepted the credential. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialVerification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getRewrapProgress: {
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
            /** @description The numbers. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewrapProgress"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rewrapSecrets: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewrapRequest"];
            };
        };
        responses: {
            /** @description This batch is done. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewrapResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSessionRequest"];
            };
        };
        responses: {
            /** @description Signed in. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "Set-Cookie": components["headers"]["SessionCookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteSessions: {
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
            /** @description All sessions have ended. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "Set-Cookie": components["headers"]["SessionCookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsEnded"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSession: {
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
            /** @description The session. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
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
    deleteSession: {
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
            /** @description Signed out. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "Set-Cookie": components["headers"]["SessionCookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createDataKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDataKeyRequest"];
            };
        };
        responses: {
            /** @description The key. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataKey"];
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
    createSignInLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSignInLinkRequest"];
            };
        };
        responses: {
            /** @description The link. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAuthorizationServer: {
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
            /** @description The metadata. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationServer"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    registerClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientRegistration"];
            };
        };
        responses: {
            /** @description The client. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredClient"];
                };
            };
            400: components["responses"]["RegistrationRefused"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reviewAuthorization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorizationRequest"];
            };
        };
        responses: {
            /** @description The content of the consent page. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationReview"];
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
    decideAuthorization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorizationDecision"];
            };
        };
        responses: {
            /** @description Decided. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedAuthorization"];
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
    issueToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["TokenRefused"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRevocation"];
            };
        };
        responses: {
            /** @description The token does not work any more. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["RevocationRefused"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of endpoints. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
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
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookRequest"];
            };
        };
        responses: {
            /** @description The endpoint, with its secret. It is not shown again. */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhook"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The id of the endpoint.
                 * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The id of the endpoint.
                 * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                webhook_id: components["parameters"]["WebhookId"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description The `ETag` that you read, unchanged. A proxy that compresses responses may have put `W/` before it; send it back all the same. The
                 *     change is made only if the resource still has this version. Otherwise the response is `412 precondition_failed`, and nothing
                 *     changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The id of the endpoint.
                 * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["UpdateWebhookRequest"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The id of the endpoint.
                 * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecretRequest"];
            };
        };
        responses: {
            /** @description The endpoint, with its new secret. It is not shown again. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhook"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The id of the endpoint.
                 * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The result. `delivered` says whether the endpoint accepted the event. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description Only alerts with this status. */
                status?: components["parameters"]["AlertStatusFilter"] | undefined;
                /** @description Only alerts of this kind. */
                kind?: components["parameters"]["AlertKindFilter"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of alerts. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertList"];
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
    getAlertSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings in force. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertSettings"];
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
    setAlertSettings: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The `ETag` that you read. It is required here because this operation replaces a whole set: without it, what somebody else added in
                 *     the meantime would be lost unnoticed. If it is no longer the present one, the response is `412 precondition_failed` and nothing
                 *     changes.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertSettingsInput"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text": string;
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
    listOrganizationAlerts: {
        parameters: {
            query?: {
                /** @description Only alerts with this status. */
                status?: components["parameters"]["AlertStatusFilter"] | undefined;
                /** @description Only alerts of this kind. */
                kind?: components["parameters"]["AlertKindFilter"] | undefined;
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The organization.
                 * @example org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                organization_id: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of alerts. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertList"];
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
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
                /**
                 * @description Makes it safe to repeat this request for 24 hours. The same key with the same body returns the response of the first call, and
                 *     nothing is done again. The same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"] | undefined;
            };
            path: {
                /**
                 * @description The alert.
                 * @example alert_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                alert_id: components["parameters"]["AlertId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert as it is now. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /** @description Another organization than your own. For superadmins. */
                organization_id?: components["parameters"]["AuditOrganization"] | undefined;
                /** @description The id of a user or a key that made the change. */
                actor?: string | undefined;
                /** @description The action, such as `key.create`. A value that ends with a dot, such as `key.`, matches every action that begins with it. */
                action?: string | undefined;
                /** @description The id of the resource that was changed. */
                target?: string | undefined;
                /** @description At or after this time. */
                from?: string | undefined;
                /** @description Before this time. */
                to?: string | undefined;
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
            /** @description One page of the log. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
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
    verifyAuditLog: {
        parameters: {
            query?: {
                /** @description Another organization than your own. For superadmins. */
                organization_id?: components["parameters"]["AuditOrganization"] | undefined;
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
            /** @description The result. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
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
    exportAuditLog: {
        parameters: {
            query?: {
                /** @description Another organization than your own. For superadmins. */
                organization_id?: components["parameters"]["AuditOrganization"] | undefined;
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
            /** @description The entries. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
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
    getOrganizationOverview: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The organization.
                 * @example org_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                organization_id: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationOverview"];
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
    getInstanceOverview: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceOverview"];
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
    getInstanceUsage: {
        parameters: {
            query?: {
                /** @description Start of the first bucket; rounded down to the start of a bucket. */
                from?: string | undefined;
                /** @description End; now if omitted. */
                to?: string | undefined;
                /** @description The length of a bucket. */
                bucket?: ("hour" | "day") | undefined;
                /** @description Returns one row for each value of these, in each bucket. Repeat the parameter to group by several. Without it there is one row for each bucket. */
                group_by?: ("project" | "key" | "model" | "provider" | "connection")[] | undefined;
                /** @description Only this project. */
                project_id?: string | undefined;
                /** @description Only what this connection made, by its id. */
                connection?: string | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The series, by time. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceUsage"];
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
    listLogs: {
        parameters: {
            query?: {
                /**
                 * @description The `next_cursor` of the previous page. It is opaque, and stands for a position in this list. Send it with the same filters: with
                 *     others, the page begins at this position, too, so matching entries before it are missing.
                 */
                cursor?: components["parameters"]["Cursor"] | undefined;
                /** @description Maximum number of entries on a page. */
                limit?: components["parameters"]["PageLimit"] | undefined;
                /** @description At or after this time. */
                from?: string | undefined;
                /** @description Before this time. */
                to?: string | undefined;
                /** @description Requests in this project. */
                project_id?: string | undefined;
                /** @description Requests with this key. */
                key_id?: string | undefined;
                /** @description Requests for this operation of the generation service, for example `generate`. */
                operation_id?: string | undefined;
                /** @description Requests that this model served. */
                model?: string | undefined;
                /** @description Requests that this provider served. */
                provider?: string | undefined;
                /** @description Requests that succeeded (status below 400) or failed. */
                outcome?: ("succeeded" | "failed") | undefined;
                /** @description Requests that failed with this code. */
                error_code?: components["schemas"]["ErrorCode"] | undefined;
                /** @description Requests about this generation. */
                generation_id?: string | undefined;
                /** @description The request with this id. */
                request_id?: string | undefined;
            };
            header?: {
                /** @description Your own id for this request. The response returns it, and every log line of the request holds it. If you send none, the platform makes one. */
                "X-Request-ID"?: components["parameters"]["OwnRequestId"] | undefined;
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of requests. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogList"];
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
    alertRaised: {
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
                "application/json": components["schemas"]["AlertEvent"];
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
    endpointTested: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The id of the event.
                 * @example evt_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                "webhook-id": string;
                /**
                 * @description The time when it was sent, in Unix seconds.
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
                "application/json": components["schemas"]["WebhookTestEvent"];
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
