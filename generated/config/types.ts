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
         * @description Once: makes the first organization, its superadmin and that person's first key. Needs the deployment's `SETUP_TOKEN` secret, and works
         *     only while there is no user at all; afterwards, and with a wrong token, it answers 404 as if it did not exist. At most 5 tries in 10
         *     minutes, whoever makes them; more are `429 rate_limited`.
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
         * Who this key is
         * @description The key that was sent, whose it is, and what it may do: role, grants and scopes.
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
         * Where this key may work
         * @description Every organization, instance and project that the caller sees, as one tree, each list by name. Holds at most 200 organizations, 1,000
         *     instances and 5,000 projects; `truncated` says that there are more, which the lists of each kind page through.
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
         * @description The organizations that this key sees, newest first: all for a superadmin, else its own.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Create an organization
         * @description A new tenant, with nothing in it. Its first user is made with `POST /users` and `organization_id`, that user's key with `POST /keys`.
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
         * @description Only an empty one: `409 in_use` names how many instances and users are left in it. Its audit log stays.
         */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /**
         * Update an organization
         * @description JSON merge patch: what is absent stays, `null` clears. A changed budget is in force when the answer is sent.
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
         * @description A person or an agent that configures. Nobody can make a user with more rights than their own. Give it a key with `POST /keys`.
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
         * @description One user, with the grants.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Delete a user
         * @description Removes the user, the grants and every key and session of theirs; the keys are dead when the answer is sent. Keys of projects that the user
         *     has made stay. The last superadmin stays, too (`409 conflict`).
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Update a user
         * @description JSON merge patch. A changed role is in force when the answer is sent; a user who becomes `admin` or `superadmin` loses the grants, which are not needed any more. The last superadmin keeps the role (`409 conflict`).
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
         * Set what a user may do where
         * @description Replaces all grants of the user: the role `developer` or `viewer` in each instance named. For users of the roles developer and viewer; others need none.
         */
        put: operations["setUserGrants"];
        post?: never;
        delete?: never;
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
         * @description The instances that this key sees, newest first: all of the organization for an admin, else those granted.
         */
        get: operations["listInstances"];
        put?: never;
        /**
         * Create an instance
         * @description A self-contained environment such as `production` or `client-xyz`, with its own provider keys, limits, storage prefix and configuration.
         *     It starts without projects, limits and credentials.
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
         * @description One instance; `epoch` is the number of the configuration that is in force.
         */
        get: operations["getInstance"];
        put?: never;
        post?: never;
        /**
         * Delete an instance
         * @description Only one without projects: `409 in_use` names how many are left. Removes its credentials, limits, model settings, webhooks and
         *     the grants on it. Its usage and the pictures that it stored stay.
         */
        delete: operations["deleteInstance"];
        options?: never;
        head?: never;
        /**
         * Update an instance
         * @description JSON merge patch: what is absent stays, `null` clears. In force when the answer is sent: no request is admitted under the old settings
         *     any more. `503 change_pending` says that it is stored and not yet in force: repeat it with the same `Idempotency-Key` to learn when.
         *     `status: disabled` stops every key in the instance until it is `active` again. A default model or fallback that the instance does not
         *     have is `400 invalid_request`.
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
         * @description A grouping in an instance: its keys generate, its usage is counted apart.
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
         * @description Only one whose keys are all revoked or expired: `409 in_use` names how many live. Removes its dead keys, its webhooks and the limits for
         *     it alone. Its usage and its pictures stay.
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
         * @description The whole set of limits and budgets of an instance.
         */
        get: operations["getLimits"];
        /**
         * Set the limits
         * @description Replaces the whole set: omitted limits are removed. In force when the answer is sent. Used amounts stay used: counters of limits
         *     that stay continue, and a budget lowered below the amount spent admits nothing until its window ends.
         *
         *     A request passes when every limit that applies to it has room. `target` names one project, key, provider or model; those that are not
         *     there are `400 invalid_request`. A key can have limits of its own beside these (`POST /keys`).
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
         * How full the limits are
         * @description The live state of every limit and budget of an instance and of its organization, the nearest to its end first. A limit without a `target`
         *     has one line for each member that was counted, or one line that says it is untouched. At most 500 lines.
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
         * The catalogue
         * @description Every model that this platform knows, of every provider, with sizes, prices, their source and date.
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
         * @description What this instance changes about the catalogue: which models it has, under which names, at which price.
         */
        get: operations["getModelSettings"];
        /**
         * Set the model settings
         * @description Replaces the whole set. A model that is not named is as in the catalogue. Taking away what the instance names as its default model or
         *     in its fallback chain is `409 in_use`. 512 KiB of JSON at most. Limits for a model or provider are limits like others (`PUT …/limits`).
         *     A change of prices, of `custom_providers` or of `custom_models` takes the role `admin`: it decides what counts against budgets.
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
         * Try a model without calling anybody
         * @description Shows the requests that a model's provider would get for a sample generation, and what would be read out of answers that you paste:
         *     pictures, progress, failures, the cost. No provider is called, nothing is spent and nothing is stored, so there is nothing in the
         *     audit log.
         *
         *     What is tried: a definition before it is saved (`custom_provider`, `custom_model`), checked as it would be when it is saved, or a
         *     `model` that the instance has. Credentials are shown as `[redacted]`; they are not opened. The sample names every parameter that the
         *     model takes, and small white pictures where the operation needs some.
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
         * @description The whole configuration without secrets and ids: settings, projects, limits, model settings, webhooks and, by provider, that a
         *     credential is there. The same configuration gives the same file, and the file is what `import` takes. Keys are not in it, nor limits
         *     for a single key.
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
         * @description Makes the instance what the file says: settings, projects (by slug), limits, model settings and webhooks (by URL and project), all of it
         *     or, on any fault, none. Projects and webhooks that the file does not name stay. A new webhook gets a secret that nobody has seen:
         *     rotate it to get one. Credentials have to be set by hand.
         *
         *     Applying the same file twice changes nothing the second time: `changes` is empty and the `epoch` stays. `dry_run=true` checks the file,
         *     answers what would change, and changes nothing.
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
         * Whether the service works
         * @description Really asks each part: reads the database (`database`) and the snapshot store (`snapshots`), calls a limiter object (`limiter`). 503 when
         *     one does not answer. A result is kept for 5 seconds per isolate.
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
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys
         * @description The keys that you may see, the newest first: your own; with the role `developer` or `viewer` those of the projects in the instances
         *     granted to you; as `admin` all of your organization. A key is shown by its first and last characters, never whole.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Create a key
         * @description Makes a key and answers it once, as `secret`: `cma_live_`, 43 characters of chance and a checksum of 6. We keep no more than its
         *     HMAC, so a lost key can't be shown again; rotate it.
         *
         *     A **project key** acts in its project alone; it takes the role `developer` in the project's instance. A **user key** acts as its
         *     user, with the user's roles at that moment; you make your own, and admins make those of users below or beside them. A key never
         *     gets a scope that yours lacks.
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
         * @description One key, without its secret. Revoked and expired keys stay to be seen.
         */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description Ends the key for good. From the moment that the 204 is sent, no request with it is admitted, wherever a data plane runs; work that was
         *     admitted before runs to its end. Revoking again changes nothing and answers 204. The panel's sessions of the key end with it.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        /**
         * Update a key
         * @description Changes what is in the body and leaves the rest. `expires_at: null` takes the expiry away. The change is in force everywhere when the
         *     answer is out. You can give no scope that your own key lacks. A key that was revoked or has expired is not changed any more (409).
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
         * @description Makes a successor with the same place, scopes, name, expiry and limits, and answers its `secret` once. Both keys work until the grace
         *     period ends; then the old one has expired. `grace_period_seconds: 0` ends it at once. You need every scope that the key has.
         */
        post: operations["rotateKey"];
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
         * @description The credentials of an instance, one for each provider at most. Secrets are shown by their last four characters.
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
         * @description Stores the credential with which this instance calls a provider, in place of any that is there. The secrets are encrypted under a key of
         *     their own before they are written; they are never shown again and appear in no snapshot, log or audit entry.
         *
         *     `fields` holds what the provider asks for, usually `api_key`; `GET /models` and docs/admin/keys-and-secrets.md name the fields of each.
         *     `base_url` is for self-hosted and compatible servers: https on port 443, a public host name, no user name in it.
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
         * @description Removes it with its encrypted secrets. Requests for models of this provider answer `credential_missing` from then on.
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
         * @description Puts new secrets in place of the old ones and keeps the rest; the `version` rises and a new data key encrypts them. Calls to the provider
         *     that begin after the answer use the new secrets. With `verify_first` the provider is asked about the new secrets before anything is
         *     stored; when it rejects them, 424 `provider_credential_rejected`, and the old ones stay.
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
         * @description Makes one cheap, real call to the provider with the stored secrets and says what came back: whether it was accepted, and the provider's
         *     own words, freed of anything secret. Nothing is generated. The result stays on the credential as `verification`.
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
         * How far the re-wrap is
         * @description How many secrets are wrapped by which version of the key-encryption key. An old version may be taken away when none is left on it.
         */
        get: operations["getRewrapProgress"];
        put?: never;
        /**
         * Re-wrap secrets to the newest key
         * @description After a new version was added to `KEY_ENCRYPTION_KEYS`: wraps the data keys of up to `batch_size` secrets anew, under traffic. The secrets
         *     themselves are not touched, and readers see the old wrapping or the new one, never half. Repeat until `remaining` is 0, as
         *     `npm run secrets:rewrap` does. A secret that does not open is counted in `failed`, left as it is, and named.
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
         * @description Exchanges a key of a user with the scope `manage`, or the code of a sign-in link, for a session of the admin panel: a cookie
         *     `__Host-cma_session` (HttpOnly, Secure, SameSite=Strict) that scripts can't read, and a `csrf_token` for `X-CSRF-Token`. It ends after
         *     30 minutes without a request, after 12 hours in any case, and with its key. From one address 20 attempts a minute are answered, and
         *     10 failures in 15 minutes.
         */
        post: operations["createSession"];
        /**
         * Sign out everywhere
         * @description Ends every session of the panel that belongs to the calling user, this one included. Keys stay as they are.
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
         *     session: 404.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /**
         * Sign out
         * @description Ends the session of the cookie and clears the cookie. A call with a key instead of the cookie has no session; 404.
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
         * @description A key for the generation service, so that the panel can make and show pictures of one project without a stored key. It acts as the
         *     key that the session was opened with, has no scope that this key lacks (`read` alone where its user is a viewer) and works for 15
         *     minutes at most. It dies at once with the session, the key behind it and the user's access to the project. Nothing of it is stored;
         *     keep it in memory only. A call with a key instead of the cookie has no session: 404.
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
         * @description A link that opens the panel once, signed in with the calling key, so that nobody has to copy a key into a browser. The code is in the
         *     part of the address that browsers do not send; the panel exchanges it with `POST /sessions`. A link works once, until it expires, and
         *     not after its key has ended.
         */
        post: operations["createSignInLink"];
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
         * @description Where this instance reports finished generations, the newest first.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook endpoint
         * @description From the next generation on, events go to this URL, signed as [Standard Webhooks](https://www.standardwebhooks.com) describes. The signing
         *     `secret` is in this answer alone. The URL is https on port 443 with a public host name; redirects are not followed. With `project_id`
         *     it hears of that project only. An instance has 20 endpoints at most.
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
         * @description Removes it with its secret. Deliveries still waiting for it are given up.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Update a webhook endpoint
         * @description Changes what is in the body and leaves the rest. `status` `disabled` stops deliveries; `active` starts them again,
         *     those of new generations and those that are redelivered, also where the platform had disabled the endpoint for answering 410.
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
         * @description Makes a new signing secret and answers it once. Until the grace period ends every delivery carries both signatures, so that your server can
         *     change over without missing one.
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
         * @description Sends one signed event of the type `webhook.test` to the endpoint, now and once, whatever its status and events, and says what it
         *     answered. A delivery counts as good with any status from 200 to 299 within 10 seconds. It is not repeated and not in the deliveries' list.
         */
        post: operations["testWebhook"];
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
         * @description Every change of an organization's configuration, and each sign-in and sign-out (`session.`), the newest first: who, what, to which thing, before and after (secrets left out), and the
         *     request it came with. Entries are only ever added; each holds the hash of the one before.
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
         * @description Recomputes the hash chain from the first entry to the last. `intact: false` names the first entry that does not fit: changed, missing or
         *     slipped in. Keep `head_hash` somewhere else from time to time: with it you can show that no later rewrite of the whole chain took place.
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
         * @description The whole log, the oldest entry first, as newline-delimited JSON: one `AuditEntry` a line. Streamed, so its size does not matter. Entries that
         *     existed when the export began are included.
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
         * Overview of an organization
         * @description Usage of today and of this month (UTC) for each instance that the caller sees, their sums, and the state of the organization's budget. Holds
         *     at most 1,000 instances.
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
         * Overview of an instance
         * @description What an owner looks at first: usage of today and of this month (UTC), the errors of the last 24 hours by code, and what is set up so far.
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
         * Usage of an instance
         * @description Requests, pictures, tokens and money over time, by hour or day (UTC), in groups of your choice. From the limiter's own events, so it agrees
         *     with what was charged; it lags by a few seconds. At most 31 days by the hour or 366 by the day; without `from`, the last 24 hours or 30
         *     days.
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
         * @description What was asked of the generation service with keys of this instance, the newest first. Prompts and pictures are not in it;
         *     `generation_id` leads to them for who may see them.
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
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description A short name for machines, unique among its siblings.
         * @example web-shop
         */
        Slug: string;
        /**
         * @description `superadmin` runs the platform, `admin` an organization; `developer` changes and `viewer` reads the instances granted to them. Nobody makes,
         *     changes or deletes a user of a higher role than their own. docs/admin/roles.md has the whole table.
         * @enum {string}
         */
        Role: "superadmin" | "admin" | "developer" | "viewer";
        /**
         * @description `disabled`: nothing is admitted in it, and everything else stays as it is.
         * @enum {string}
         */
        Status: "active" | "disabled";
        /** @example sketch */
        ModelId: string;
        /** @description The most that a whole organization may spend; null = no such budget. */
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
        /** @description What is left out stays as it is. */
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
            id: string;
            /** @description A name for people. */
            name: string;
            slug: components["schemas"]["Slug"];
            budget: components["schemas"]["Budget"];
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        OrganizationCreate: {
            /** @description A name for people. */
            name: string;
            slug: components["schemas"]["Slug"];
            budget?: components["schemas"]["BudgetInput"];
        };
        OrganizationUpdate: {
            /** @description A name for people. */
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
            /** @description A name for people. */
            name: string;
            /** Format: email */
            email: string;
        };
        /** @description What was made. */
        SetupResult: {
            organization: components["schemas"]["Organization"];
            user: components["schemas"]["User"];
            key_id: string;
            /** @description The key. Shown this once; store it now. */
            secret: string;
        };
        /** @description What a user may do in one instance. */
        Grant: {
            instance_id: string;
            /** @enum {string} */
            role: "developer" | "viewer";
        };
        /**
         * @description Who configures: a person or an agent.
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
            id: string;
            organization_id: string;
            /** @description A name for people. */
            name: string;
            /** Format: email */
            email: string;
            role: components["schemas"]["Role"];
            grants: components["schemas"]["Grant"][];
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        UserCreate: {
            /** @description Your own organization if omitted. */
            organization_id?: string;
            /** @description A name for people. */
            name: string;
            /** Format: email */
            email: string;
            role: components["schemas"]["Role"];
        };
        UserUpdate: {
            /** @description A name for people. */
            name?: string;
            /** Format: email */
            email?: string;
            role?: components["schemas"]["Role"];
        };
        GrantSet: {
            grants: components["schemas"]["Grant"][];
        };
        /**
         * @description Who is calling.
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
            /** @description Whether there is more than this answer holds. */
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
            projects: components["schemas"]["ProjectPlace"][];
        };
        ProjectPlace: {
            id: string;
            name: string;
            slug: string;
            /** @enum {string} */
            status: "active" | "disabled";
        };
        /** @description Prompts that are refused before any money is spent, and the safety settings sent to providers. */
        ContentPolicy: {
            /** @description Whole words or phrases, without regard to case. */
            blocked_terms: string[];
            /** @description By provider id: its own safety settings, sent with every request to it. docs/admin/organizations.md lists them. */
            provider_safety: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** @description Whether another provider may be tried after one has refused. */
            fallback_on_refusal: boolean;
        };
        /** @description What is left out stays as it is. */
        ContentPolicyInput: {
            blocked_terms?: string[];
            /**
             * @description Replaces the whole set. A provider or setting that does not exist, or a value that the provider would not take, is refused.
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
        /** @description Bounds for data that grows with traffic. Data beyond them is deleted in small steps, oldest first; docs/admin/retention.md says when. */
        Retention: {
            /** @description Days that a line of the request log is kept. 30 unless set. */
            log_days: number;
            /** @description Most lines of the request log. 100,000 unless set. */
            log_rows: number;
            /** @description Most generations with their pictures and webhook deliveries, and most pictures in all. 100,000 unless set. Data of the last hour stays. */
            record_rows: number;
            /** @description Days that the hourly sums of usage are kept. 731 unless set. */
            usage_days: number;
        };
        /** @description What is left out stays as it is. */
        RetentionInput: {
            log_days?: number;
            log_rows?: number;
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
         *         "record_rows": 100000,
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
         *       "epoch": 7,
         *       "created_at": "2026-11-24T09:30:00.000Z",
         *       "updated_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        Instance: {
            id: string;
            organization_id: string;
            /** @description A name for people. */
            name: string;
            slug: components["schemas"]["Slug"];
            status: components["schemas"]["Status"];
            /** @description The model of a request that names none. */
            default_model: string | null;
            /** @description Models to try, in order, after the one asked for has failed. */
            fallback_chain: components["schemas"]["ModelId"][];
            /**
             * Format: uri
             * @description Where links to pictures point, such as `https://images.example.com`; it must lead to the Worker. Null = where the request came in.
             */
            delivery_base_url: string | null;
            /** @description Pictures are deleted after so many days; null = kept. */
            retention_days: number | null;
            retention: components["schemas"]["Retention"];
            /** @description Origins that browsers may call from, such as `https://app.example.com`; `https://*.example.com` = every subdomain; `*` = any. */
            cors_origins: string[];
            content_policy: components["schemas"]["ContentPolicy"];
            /**
             * Format: uri
             * @description The dedicated Worker of this instance, if it has one.
             */
            worker_url: string | null;
            /** @description The number of the configuration in force; it rises with every change. */
            epoch: number;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        InstanceCreate: {
            /** @description Your own organization if omitted. */
            organization_id?: string;
            /** @description A name for people. */
            name: string;
            slug: components["schemas"]["Slug"];
            /** @description The model of a request that names none. */
            default_model?: string | null;
            /** @description Models to try, in order, after the one asked for has failed. */
            fallback_chain?: components["schemas"]["ModelId"][];
            /**
             * Format: uri
             * @description Where links to pictures point, such as `https://images.example.com`; it must lead to the Worker. Null = where the request came in.
             */
            delivery_base_url?: string | null;
            /** @description Pictures are deleted after so many days; null = kept. */
            retention_days?: number | null;
            retention?: components["schemas"]["RetentionInput"];
            /** @description Origins that browsers may call from, such as `https://app.example.com`; `https://*.example.com` = every subdomain; `*` = any. */
            cors_origins?: string[];
            content_policy?: components["schemas"]["ContentPolicyInput"];
            /**
             * Format: uri
             * @description The dedicated Worker of this instance, if it has one.
             */
            worker_url?: string | null;
        };
        InstanceUpdate: {
            /** @description A name for people. */
            name?: string;
            slug?: components["schemas"]["Slug"];
            status?: components["schemas"]["Status"];
            /** @description The model of a request that names none. */
            default_model?: string | null;
            /** @description Models to try, in order, after the one asked for has failed. */
            fallback_chain?: components["schemas"]["ModelId"][];
            /**
             * Format: uri
             * @description Where links to pictures point, such as `https://images.example.com`; it must lead to the Worker. Null = where the request came in.
             */
            delivery_base_url?: string | null;
            /** @description Pictures are deleted after so many days; null = kept. */
            retention_days?: number | null;
            retention?: components["schemas"]["RetentionInput"];
            /** @description Origins that browsers may call from, such as `https://app.example.com`; `https://*.example.com` = every subdomain; `*` = any. */
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
            id: string;
            instance_id: string;
            organization_id: string;
            /** @description A name for people. */
            name: string;
            slug: components["schemas"]["Slug"];
            status: components["schemas"]["Status"];
            /** @description Shorter than the instance says, for this project; null = as the instance. */
            retention_days: number | null;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        ProjectCreate: {
            /** @description A name for people. */
            name: string;
            slug: components["schemas"]["Slug"];
            /** @description Shorter than the instance says, for this project; null = as the instance. */
            retention_days?: number | null;
        };
        ProjectUpdate: {
            /** @description A name for people. */
            name?: string;
            slug?: components["schemas"]["Slug"];
            status?: components["schemas"]["Status"];
            /** @description Shorter than the instance says, for this project; null = as the instance. */
            retention_days?: number | null;
        };
        /** @description One limit or budget. */
        Limit: {
            /**
             * @description The requests that are counted together.
             * @enum {string}
             */
            scope: "instance" | "project" | "key" | "provider" | "model";
            /** @description The one member of the scope that it is for, such as a project id or `openai`; null = every member has its own counter of this size. */
            target: string | null;
            /** @enum {string} */
            metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
            /** @description For requests, images and tokens: `limit` per so many seconds is what is sustained. */
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
             * @description For requests, images and tokens: the most at once; equal to `limit` if omitted.
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
            updated_at: components["schemas"]["Timestamp"];
        };
        ModelSetting: {
            model: components["schemas"]["ModelId"];
            /** @description Null = as the catalogue. */
            enabled?: boolean | null;
            /** @description Replaces the price of the catalogue; the shape is that of a model's `price`. Null = as the catalogue. */
            price?: {
                [key: string]: unknown;
            } | null;
        };
        ModelAlias: {
            alias: components["schemas"]["ModelId"];
            model: components["schemas"]["ModelId"];
        };
        /** @description What is left out is empty. */
        ModelSettingsInput: {
            models?: components["schemas"]["ModelSetting"][];
            aliases?: components["schemas"]["ModelAlias"][];
            /** @description Whole JSON-over-HTTP providers as data (docs/development/adding-a-provider.md). */
            custom_providers?: {
                [key: string]: unknown;
            }[];
            /** @description Further models of known providers, as data: `provider`, and what a model of a custom provider has. */
            custom_models?: {
                [key: string]: unknown;
            }[];
        };
        /**
         * @description What an instance changes about the catalogue.
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
         *       "updated_at": "2026-11-24T09:30:00.000Z"
         *     }
         */
        ModelSettings: {
            models: components["schemas"]["ModelSetting"][];
            aliases: components["schemas"]["ModelAlias"][];
            /** @description Whole JSON-over-HTTP providers as data (docs/development/adding-a-provider.md). */
            custom_providers: {
                [key: string]: unknown;
            }[];
            /** @description Further models of known providers, as data: `provider`, and what a model of a custom provider has. */
            custom_models: {
                [key: string]: unknown;
            }[];
            updated_at: components["schemas"]["Timestamp"];
        };
        ModelDryRunInput: {
            /** @description A definition as in `custom_providers`, to try before it is saved. */
            custom_provider?: {
                [key: string]: unknown;
            };
            /** @description A definition as in `custom_models`, to try before it is saved; of `custom_provider` too. */
            custom_model?: {
                [key: string]: unknown;
            };
            /** @description One of `custom_provider`, whose first it is where this is left out; else one of the catalogue or of the instance. */
            model?: components["schemas"]["ModelId"];
            /** @description Parameters of the sample; the rest follows from the model. */
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
            };
            /** @description What the provider answers, one for each request in turn: the first for the submission, then for each poll. */
            answers?: components["schemas"]["PastedAnswer"][];
        };
        PastedAnswer: {
            /** @default 200 */
            status?: number;
            /** @description `content-type` is application/json if omitted. */
            headers?: {
                [key: string]: string;
            };
            /** @description JSON; a text is sent as it is, for pages and other content that is not JSON. */
            body: unknown;
        };
        /** @description The result of a dry run. */
        ModelDryRun: {
            model: components["schemas"]["ModelId"];
            provider: string;
            operation: string;
            /**
             * @description Whether the instance has the credential that a real request would carry.
             * @enum {string}
             */
            credential_state: "present" | "missing" | "not_needed";
            /** @description The cost of the sample by the model's price. */
            price: {
                amount_micros: components["schemas"]["Micros"];
                /** @description The amount that would be reserved. */
                max_micros: components["schemas"]["Micros"];
                /** @description Whether the amount is the price to the micro-dollar or an estimate. */
                exact: boolean;
            };
            /** @description The requests in turn; the last has no answer unless the work was done. Empty for providers inside of the platform. */
            calls: components["schemas"]["DryRunCall"][];
            /** @description The outcome of the pasted answers; null if none was pasted, and for providers inside the platform. */
            outcome: components["schemas"]["DryRunOutcome"] | null;
        };
        DryRunCall: {
            /** @description `RUN` for the Workers AI binding, whose `url` is the name of the model. */
            method: string;
            url: string;
            headers: {
                [key: string]: string;
            };
            /** @description As it is sent; of a form an object, in which a file is its name, type and length. Null for none. */
            body: unknown;
            /** @description Whether a pasted answer was read. */
            answered: boolean;
        };
        DryRunOutcome: {
            /** @enum {string} */
            state: "done" | "accepted" | "pending" | "failed";
            images: {
                /** @description The URL that it would be fetched from; null if the answer has its bytes. */
                url: string | null;
                /** @description Null if the answer has no bytes. */
                size_bytes: number | null;
                /**
                 * @description The format of its bytes; null if they are not a picture, or not in the answer.
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
            /** @description When it would be asked about next. */
            poll_after_ms: number | null;
            /** @description The charge; null until it is done. */
            cost: {
                amount_micros: components["schemas"]["Micros"];
                /**
                 * @description By the answer, or by the model's price.
                 * @enum {string}
                 */
                source: "provider" | "computed";
            } | null;
            failure: {
                /** @enum {string} */
                kind: "refused" | "bad_request" | "bad_credential" | "no_credit" | "rate_limited" | "unavailable" | "timeout" | "malformed" | "canceled" | "lost";
                message: string;
                /**
                 * @description Whether the provider may have charged: `unknown` makes a generation indeterminate.
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
            /** @description Operations, sizes, formats and parameters that it takes. */
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
                /** @description What is to be said of the source, such as that it is not the provider's own. */
                note?: string;
            };
            /** Format: date */
            shutdown_date: string | null;
            successor: string | null;
        };
        ModelList: {
            data: components["schemas"]["CatalogueModel"][];
        };
        InstanceSettings: {
            /** @description A name for people. */
            name: string;
            /** @description The model of a request that names none. */
            default_model: string | null;
            /** @description Models to try, in order, after the one asked for has failed. */
            fallback_chain: components["schemas"]["ModelId"][];
            /**
             * Format: uri
             * @description Where links to pictures point, such as `https://images.example.com`; it must lead to the Worker. Null = where the request came in.
             */
            delivery_base_url: string | null;
            /** @description Pictures are deleted after so many days; null = kept. */
            retention_days: number | null;
            retention?: components["schemas"]["Retention"];
            /** @description Origins that browsers may call from, such as `https://app.example.com`; `https://*.example.com` = every subdomain; `*` = any. */
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
            /** @description The one project that it hears of; null = all. */
            project: components["schemas"]["Slug"] | null;
            events: components["schemas"]["WebhookEvent"][];
            status: components["schemas"]["WebhookStatus"];
            description: string;
        };
        ExportedProject: {
            slug: components["schemas"]["Slug"];
            /** @description A name for people. */
            name: string;
            status: components["schemas"]["Status"];
            /** @description Shorter than the instance says, for this project; null = as the instance. */
            retention_days: number | null;
        };
        /** @description The configuration of an instance, without secrets and ids. */
        InstanceExport: {
            /** @constant */
            format: 1;
            settings: components["schemas"]["InstanceSettings"];
            projects: components["schemas"]["ExportedProject"][];
            /** @description The target of a limit for one project is its slug here. */
            limits: components["schemas"]["Limit"][];
            models: components["schemas"]["ModelSetting"][];
            aliases: components["schemas"]["ModelAlias"][];
            /** @description Whole JSON-over-HTTP providers as data (docs/development/adding-a-provider.md). */
            custom_providers: {
                [key: string]: unknown;
            }[];
            /** @description Further models of known providers, as data: `provider`, and what a model of a custom provider has. */
            custom_models: {
                [key: string]: unknown;
            }[];
            /** @description Left out: as they are. */
            webhooks?: components["schemas"]["ExportedWebhook"][];
            /** @description Providers for which there is a credential. Not imported: it tells what to add by hand. */
            credentials?: string[];
        };
        /** @description One thing that is, or would be, different. */
        ImportDifference: {
            /** @example /settings/default_model */
            path: string;
            /** @description Null if it did not exist. */
            before: unknown;
            /** @description Null if it is removed. */
            after: unknown;
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
         *       ]
         *     }
         */
        ImportResult: {
            dry_run: boolean;
            changes: components["schemas"]["ImportDifference"][];
        };
        /**
         * @example {
         *       "status": "ok",
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
         * @description Whom the key acts for.
         * @enum {string}
         */
        KeyKind: "project" | "user";
        /**
         * @description `active` works; `expired` and `revoked` never do again.
         * @enum {string}
         */
        KeyStatus: "active" | "expired" | "revoked";
        /**
         * @description A limit of this key alone, beside those of its instance; the tightest one decides. For `requests`, `images` and `tokens` give
         *     `window_seconds`, for `cost_micros` the calendar `window`, for `concurrency` neither.
         */
        KeyLimit: {
            /** @enum {string} */
            metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
            /** @description `limit` per so many seconds is what is sustained. */
            window_seconds?: number;
            /**
             * @description The calendar window of a budget, UTC.
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
             * @description The most at once; `limit` when absent.
             */
            burst?: number;
        };
        Key: components["schemas"]["KeyFields"];
        KeyFields: {
            /** @example key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ */
            id: string;
            kind: components["schemas"]["KeyKind"];
            name: string;
            organization_id: string;
            /** @description The instance of its project; null for a user's key. */
            instance_id: string | null;
            project_id: string | null;
            /** @description Whose key it is; null for a project's. */
            user_id: string | null;
            /**
             * @description Its first characters.
             * @example cma_live_7Hq2
             */
            prefix: string;
            /**
             * @description Its last characters.
             * @example x9Zt
             */
            last_four: string;
            scopes: components["schemas"]["Scope"][];
            status: components["schemas"]["KeyStatus"];
            limits: components["schemas"]["KeyLimit"][];
            created_at: components["schemas"]["Timestamp"];
            /** @description The user or key that made it; null for the first key of a platform. */
            created_by: string | null;
            /**
             * Format: date-time
             * @description When it stops by itself; also the end of a rotation's grace period.
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description About when it was last used, to the minute.
             */
            last_used_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /** @description The key that it was rotated to. */
            replaced_by: string | null;
            /** @description The number in its `ETag`. */
            version: number;
        };
        /** @description The key, with the secret that is shown this once. */
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
        };
        CreateKeyRequest: {
            kind: components["schemas"]["KeyKind"];
            /** @description The project of a project key; needed there and only there. */
            project_id?: string;
            /** @description The user of a user key; you when absent. */
            user_id?: string;
            /** @description To tell your keys apart. */
            name: string;
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description When it stops by itself; never, when absent or null.
             */
            expires_at?: string | null;
            limits?: components["schemas"]["KeyLimit"][];
        };
        UpdateKeyRequest: {
            name?: string;
            scopes?: components["schemas"]["Scope"][];
            /** Format: date-time */
            expires_at?: string | null;
            /** @description Replaces all limits of the key. */
            limits?: components["schemas"]["KeyLimit"][];
        };
        RotateKeyRequest: {
            /**
             * @description How long the old key goes on working; 30 days at most.
             * @default 86400
             */
            grace_period_seconds?: number;
        };
        /**
         * @description What the provider asks for, by name; usually `api_key` alone. Spaces, line breaks, quotes and a leading `Bearer` around a value, which
         *     come along when a key is pasted, are taken away.
         */
        CredentialFields: {
            [key: string]: string;
        };
        Credential: {
            /** @example cred_01K9ZQ4X1V7M3T8B5N2D6F0GHJ */
            id: string;
            organization_id: string;
            instance_id: string;
            /** @example openai */
            provider: string;
            /**
             * @description Which secrets there are, each as its last four characters (none of a secret below 12 characters).
             * @example {
             *       "api_key": "…3210"
             *     }
             */
            fields: {
                [key: string]: string;
            };
            /** @description Where calls go instead of the provider's own address. */
            base_url: string | null;
            /** @description Rises when the credential is replaced or rotated; the number in its `ETag`. */
            version: number;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
            /** @description The result of the last verification of this version; null if there was none. */
            verification: components["schemas"]["CredentialVerification"] | null;
        };
        CredentialVerification: {
            /**
             * @description `accepted`: the provider took it. `rejected`: it did not. `unreachable`: no answer that says either (the network, a limit, a fault of
             *     theirs). `unsupported`: the provider has no call that would show it.
             * @enum {string}
             */
            status: "accepted" | "rejected" | "unreachable" | "unsupported";
            /** @description The provider's own words, freed of secrets. */
            detail: string;
            /** @description The HTTP status of its answer. */
            provider_status: number | null;
            checked_at: components["schemas"]["Timestamp"];
            duration_ms: number;
        };
        CredentialList: {
            data: components["schemas"]["Credential"][];
        };
        PutCredentialRequest: {
            fields: components["schemas"]["CredentialFields"];
            /**
             * Format: uri
             * @description For self-hosted and compatible servers; the provider's own address when absent or null.
             */
            base_url?: string | null;
        };
        RotateCredentialRequest: {
            fields: components["schemas"]["CredentialFields"];
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
            /** @description Secrets stored in all. */
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
            /** @description Done in this batch. */
            rewrapped: number;
            /** @description Left on older versions, those that failed included. */
            remaining: number;
            /** @description Ids of secrets that do not open. */
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
            /** @description The code in it, for `POST /sessions`. */
            code: string;
            expires_at: components["schemas"]["Timestamp"];
        };
        CreateDataKeyRequest: {
            /** @description The project that it is for. */
            project_id: string;
        };
        DataKey: {
            /** @description Send it as `Authorization: Bearer …`. */
            secret: string;
            /**
             * @description Where to send it; `/v1` of this host, or the address of the instance's own Worker.
             * @example /v1
             */
            base_url: string;
            instance_id: string;
            project_id: string;
            scopes: components["schemas"]["Scope"][];
            expires_at: components["schemas"]["Timestamp"];
        };
        Session: {
            /** @example ses_01K9ZQ4X1V7M3T8B5N2D6F0GHJ */
            id: string;
            user_id: string;
            organization_id: string;
            /** @description Send it as `X-CSRF-Token` with every POST, PUT, PATCH and DELETE. */
            csrf_token: string;
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: date-time
             * @description When it ends unless it is used before.
             */
            expires_at: string;
        };
        SessionsEnded: {
            /** @description How many sessions there were. */
            ended: number;
        };
        /** @enum {string} */
        WebhookEvent: "generation.succeeded" | "generation.failed" | "generation.canceled" | "generation.indeterminate";
        /**
         * @description `disabled` gets nothing; `active` takes it up again.
         * @enum {string}
         */
        WebhookStatus: "active" | "disabled";
        /**
         * @description `gone`: a delivery was answered 410 Gone, so the platform disabled the endpoint.
         * @enum {string}
         */
        WebhookDisabledReason: "gone";
        Webhook: components["schemas"]["WebhookFields"];
        WebhookFields: {
            /** @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ */
            id: string;
            organization_id: string;
            instance_id: string;
            /** @description The one project it hears of; null = all of the instance. */
            project_id: string | null;
            url: string;
            events: components["schemas"]["WebhookEvent"][];
            status: components["schemas"]["WebhookStatus"];
            /** @description Why the platform disabled it; null if it is active or was disabled by a person. */
            disabled_reason: components["schemas"]["WebhookDisabledReason"] | null;
            description: string;
            /**
             * Format: date-time
             * @description Until then deliveries carry the old secret's signature, too.
             */
            previous_secret_until: string | null;
            /** @description The number in its `ETag`. */
            version: number;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        /** @description The endpoint, with the secret that is shown this once. */
        CreatedWebhook: {
            /**
             * @description `whsec_` and 24 random bytes in base64, as the Standard Webhooks libraries take it.
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
            /** Format: uri */
            url: string;
            events: components["schemas"]["WebhookEvent"][];
            project_id?: string | null;
            /** @default  */
            description?: string;
        };
        UpdateWebhookRequest: {
            /** Format: uri */
            url?: string;
            events?: components["schemas"]["WebhookEvent"][];
            project_id?: string | null;
            description?: string;
            status?: components["schemas"]["WebhookStatus"];
        };
        RotateWebhookSecretRequest: {
            /**
             * @description How long both signatures are sent; 7 days at most.
             * @default 86400
             */
            grace_period_seconds?: number;
        };
        WebhookTest: {
            /** @description Whether a status from 200 to 299 came. */
            delivered: boolean;
            /** @description What the endpoint answered; null when no answer came. */
            status_code: number | null;
            /** @description In words, for people. */
            detail: string;
            duration_ms: number;
            /** @description The `webhook-id` header that was sent. */
            event_id: string;
        };
        AuditEntry: {
            /** @description Counts the organization's entries without a gap. */
            sequence: number;
            organization_id: string;
            instance_id: string | null;
            /** @example key.create */
            action: string;
            /** @description Who did it: a user, a key, a session of the panel, the platform by itself (`system`) or its first set-up (`setup`). */
            actor: {
                /** @enum {string} */
                kind: "user" | "key" | "session" | "system" | "setup";
                /** @description The user, or the key of a project; null for the platform. */
                id: string | null;
                /** @description The key that was used, also by a user or to sign in to the panel. Null where none was, and in entries that are older than this field. */
                key_id: string | null;
            };
            target: {
                /** @example key */
                kind: string;
                id: string;
            };
            /** @description The thing before, secrets left out; null for a new one. */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description The thing afterwards, secrets left out; null for a deleted one. */
            after: {
                [key: string]: unknown;
            } | null;
            request_id: string | null;
            created_at: components["schemas"]["Timestamp"];
            /** @description The `hash` of the entry before; 64 zeros for the first. */
            previous_hash: string;
            /** @description SHA-256 over this entry and `previous_hash`; docs/specs/security.md says of which bytes. */
            hash: string;
        };
        AuditList: {
            data: components["schemas"]["AuditEntry"][];
            /** @description For the next page; null at the end. */
            next_cursor: string | null;
        };
        AuditVerification: {
            intact: boolean;
            /** @description Entries that were looked at. */
            entries: number;
            /** @description The hash of the last good entry. */
            head_hash: string | null;
            /** @description The `sequence` of the first entry that does not fit. */
            broken_at: number | null;
            /**
             * @description `changed`: its content does not give its hash. `missing`: a sequence is skipped. `relinked`: it does not follow the one before.
             * @enum {string|null}
             */
            reason: "changed" | "missing" | "relinked" | null;
        };
        UsageTotals: components["schemas"]["UsageSums"];
        UsageSums: {
            requests: number;
            succeeded: number;
            failed: number;
            images: number;
            tokens: number;
            cost_micros: components["schemas"]["Micros"];
            /**
             * Format: int64
             * @description Money for work of unknown outcome; counts against budgets until it is resolved.
             */
            held_micros: number;
        };
        UsagePoint: {
            bucket_start: components["schemas"]["Timestamp"];
            /** @description Null if the series is not grouped by it. */
            project_id: string | null;
            key_id: string | null;
            model: string | null;
            provider: string | null;
        } & components["schemas"]["UsageSums"];
        InstanceUsage: {
            from: components["schemas"]["Timestamp"];
            to: components["schemas"]["Timestamp"];
            /** @enum {string} */
            bucket: "hour" | "day";
            group_by: ("project" | "key" | "model" | "provider")[];
            data: components["schemas"]["UsagePoint"][];
            totals: components["schemas"]["UsageTotals"];
            /** @description The names of the projects and keys in `data`, by id. One that was deleted has none. */
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
            /** @description Where today begins. */
            day_start: components["schemas"]["Timestamp"];
            /** @description Where this month begins. */
            month_start: components["schemas"]["Timestamp"];
            usage: components["schemas"]["PeriodUsage"];
            /** @description The most frequent first; at most 50. */
            errors: components["schemas"]["ErrorCount"][];
            errors_since: components["schemas"]["Timestamp"];
            /** @description How many of each there are; 0 is what is still to do. */
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
            /** @description Where today begins. */
            day_start: components["schemas"]["Timestamp"];
            /** @description Where this month begins. */
            month_start: components["schemas"]["Timestamp"];
            /** @description The sum over `instances`. */
            usage: components["schemas"]["PeriodUsage"];
            /** @description Those that the caller sees. */
            instances: components["schemas"]["InstanceSpend"][];
            /** @description The budget of the whole organization, whatever the caller sees of it. */
            budgets: components["schemas"]["LimitGauge"][];
        };
        /** @description The live state of one limit or budget. */
        LimitGauge: {
            /** @enum {string} */
            scope: "organization" | "instance" | "project" | "key" | "provider" | "model";
            /** @description The member that is counted; null for a limit that nobody has touched, and for those of the whole. */
            target: string | null;
            /** @description The name of the project or key. */
            target_name: string | null;
            /** @enum {string} */
            metric: "requests" | "images" | "tokens" | "concurrency" | "cost_micros";
            /** Format: int64 */
            limit: number;
            /** @description The length of its window; null for concurrency. */
            window_seconds: number | null;
            used: number;
            /** @description Taken by what runs now. */
            reserved: number;
            /** @description Of work of unknown outcome. */
            held: number;
            remaining: number;
            /** @description When it is whole again; null for concurrency. */
            resets_at: components["schemas"]["Timestamp"] | null;
        };
        LimitGaugeList: {
            data: components["schemas"]["LimitGauge"][];
            /** @description Whether there are more lines than this answer holds. */
            truncated: boolean;
        };
        LogEntry: {
            request_id: string;
            organization_id: string;
            instance_id: string;
            project_id: string;
            key_id: string;
            /** @example generate */
            operation_id: string;
            method: string;
            path: string;
            status: number;
            error_code: string | null;
            generation_id: string | null;
            provider: string | null;
            model: string | null;
            duration_ms: number;
            /** @description Of it, waiting for the provider. */
            provider_ms: number | null;
            /** Format: int64 */
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
        /**
         * @description What a key may do. `read`: look at what is there. `generate`: make pictures and upload inputs. `manage`: change
         *     configuration. None includes another.
         * @enum {string}
         */
        Scope: "read" | "generate" | "manage";
        /**
         * Format: int64
         * @description Money in micro-USD; 1 000 000 is one US dollar.
         * @example 40000
         */
        Micros: number;
    };
    responses: {
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
         * @description The `ETag` that you read. Needed here, because this replaces a whole set: what somebody else has added since would be lost without a
         *     trace. When it is stale, `412 precondition_failed`, and nothing changes.
         */
        IfMatchRequired: string;
        /** @description Only the user with this address. */
        EmailQuery: string;
        /** @description Only those in this state. */
        StatusQuery: components["schemas"]["Status"];
        /** @description Only the one with this slug. */
        SlugQuery: string;
        /** @description Answer what would change; change nothing. */
        DryRun: boolean;
        /**
         * @description The id of the key; not the key itself.
         * @example key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        KeyId: string;
        /**
         * @description The id of the credential.
         * @example cred_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        CredentialId: string;
        /**
         * @description The provider's id, as in the model list.
         * @example openai
         */
        ProviderName: string;
        /**
         * @description The id of the endpoint.
         * @example hook_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
         */
        WebhookId: string;
        /** @description Another organization than your own. For superadmins. */
        AuditOrganization: string;
        /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
        RequestId: string;
        /** @description How many entries a page holds. */
        Limit: number;
        /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
        Cursor: string;
        /**
         * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
         *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
         */
        IdempotencyKey: string;
        /**
         * @description The `ETag` that you read, as it came: what compresses an answer on its way puts `W/` before it. The change is made only while the resource still has it; otherwise
         *     `412 precondition_failed`, and nothing changes.
         */
        IfMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The session of the panel, or its end.
         * @example __Host-cma_session=…; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Strict
         */
        SessionCookie: string;
        /**
         * @description A name for the file.
         * @example attachment; filename="audit-log.ndjson"
         */
        ContentDisposition: string;
        /**
         * @description The id of this request, yours or ours.
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
        /** @description Where the new resource is. */
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
            /** @description Set up. `secret` is shown this once. */
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description You. */
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                slug?: components["parameters"]["SlugQuery"];
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description The `ETag` that you read, as it came: what compresses an answer on its way puts `W/` before it. The change is made only while the resource still has it; otherwise
                 *     `412 precondition_failed`, and nothing changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                organization_id?: components["parameters"]["OrganizationIdQuery"];
                /** @description Only users of this role. */
                role?: components["parameters"]["RoleQuery"];
                /** @description Only the user with this address. */
                email?: components["parameters"]["EmailQuery"];
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description The `ETag` that you read, as it came: what compresses an answer on its way puts `W/` before it. The change is made only while the resource still has it; otherwise
                 *     `412 precondition_failed`, and nothing changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description The `ETag` that you read. Needed here, because this replaces a whole set: what somebody else has added since would be lost without a
                 *     trace. When it is stale, `412 precondition_failed`, and nothing changes.
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
    listInstances: {
        parameters: {
            query?: {
                /** @description The organization; your own if omitted. */
                organization_id?: components["parameters"]["OrganizationIdQuery"];
                /** @description Only the one with this slug. */
                slug?: components["parameters"]["SlugQuery"];
                /** @description Only those in this state. */
                status?: components["parameters"]["StatusQuery"];
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description The `ETag` that you read, as it came: what compresses an answer on its way puts `W/` before it. The change is made only while the resource still has it; otherwise
                 *     `412 precondition_failed`, and nothing changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                slug?: components["parameters"]["SlugQuery"];
                /** @description Only those in this state. */
                status?: components["parameters"]["StatusQuery"];
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description The `ETag` that you read, as it came: what compresses an answer on its way puts `W/` before it. The change is made only while the resource still has it; otherwise
                 *     `412 precondition_failed`, and nothing changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description The `ETag` that you read. Needed here, because this replaces a whole set: what somebody else has added since would be lost without a
                 *     trace. When it is stale, `412 precondition_failed`, and nothing changes.
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                 * @description The `ETag` that you read. Needed here, because this replaces a whole set: what somebody else has added since would be lost without a
                 *     trace. When it is stale, `412 precondition_failed`, and nothing changes.
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
            /** @description What would be sent, and what was read. */
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Answer what would change; change nothing. */
                dry_run?: components["parameters"]["DryRun"];
            };
            header?: {
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
            /** @description What changed, or would. */
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
    listKeys: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description Another organization than your own. For superadmins. */
                organization_id?: string;
                /** @description Keys of projects or of users. */
                kind?: components["schemas"]["KeyKind"];
                /** @description Keys in this state. */
                status?: components["schemas"]["KeyStatus"];
                /** @description Keys of the projects of this instance. */
                instance_id?: string;
                /** @description Keys of this project. */
                project_id?: string;
                /** @description Keys of this user. */
                user_id?: string;
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The id of the key; not the key itself.
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the key; not the key itself.
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` that you read, as it came: what compresses an answer on its way puts `W/` before it. The change is made only while the resource still has it; otherwise
                 *     `412 precondition_failed`, and nothing changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the key; not the key itself.
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the key; not the key itself.
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
    listCredentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The instance.
                 * @example inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ
                 */
                instance_id: components["parameters"]["InstanceId"];
                /**
                 * @description The provider's id, as in the model list.
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
            /** @description The provider was asked. `status` says whether it took the credential. */
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The count. */
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All are ended. */
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createSignInLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` that you read, as it came: what compresses an answer on its way puts `W/` before it. The change is made only while the resource still has it; otherwise
                 *     `412 precondition_failed`, and nothing changes.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat of this request safe for 24 hours: the same key with the same body answers what the first
                 *     call answered and does nothing again; the same key with another body is `422 idempotency_key_reused`.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
            /** @description It was tried. `delivered` says whether the endpoint took it. */
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
    listAuditLog: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description Another organization than your own. For superadmins. */
                organization_id?: components["parameters"]["AuditOrganization"];
                /** @description The id of a user or a key that made the change. */
                actor?: string;
                /** @description The action, such as `key.create`; with a dot at its end, all that begin so (`key.`). */
                action?: string;
                /** @description The id of the thing that was changed. */
                target?: string;
                /** @description Not before this time. */
                from?: string;
                /** @description Before this time. */
                to?: string;
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                organization_id?: components["parameters"]["AuditOrganization"];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The finding. */
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
                organization_id?: components["parameters"]["AuditOrganization"];
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description Start of the first bucket; rounded down to a bucket. */
                from?: string;
                /** @description End; now when absent. */
                to?: string;
                /** @description How wide a bucket is. */
                bucket?: "hour" | "day";
                /** @description One row for each value of these, in each bucket. Repeat the parameter for more than one. Without it, one row a bucket. */
                group_by?: ("project" | "key" | "model" | "provider")[];
                /** @description This project alone. */
                project_id?: string;
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
                /** @description The `next_cursor` of the page before. Opaque; valid for the same filters only. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many entries a page holds. */
                limit?: components["parameters"]["Limit"];
                /** @description Not before this time. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description Requests in this project. */
                project_id?: string;
                /** @description Requests with this key. */
                key_id?: string;
                /** @description Requests that this model did. */
                model?: string;
                /** @description Requests that this provider did. */
                provider?: string;
                /** @description Requests that went well (status below 400) or did not. */
                outcome?: "succeeded" | "failed";
                /** @description Requests that failed with this code. */
                error_code?: components["schemas"]["ErrorCode"];
                /** @description Requests about this generation. */
                generation_id?: string;
                /** @description The request with this id. */
                request_id?: string;
            };
            header?: {
                /** @description Your own id for this request. It comes back in the answer and goes through every log. Without it we make one. */
                "X-Request-ID"?: components["parameters"]["RequestId"];
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
}
