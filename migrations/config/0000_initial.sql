CREATE TABLE `attempts` (
	`subject` text NOT NULL,
	`window_start` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`subject`, `window_start`)
);
--> statement-breakpoint
CREATE TABLE `audit_log` (
	`organization_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`target_kind` text NOT NULL,
	`target_id` text NOT NULL,
	`instance_id` text,
	`before` text,
	`after` text,
	`request_id` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`organization_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `audit_action` ON `audit_log` (`organization_id`,`action`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_target` ON `audit_log` (`organization_id`,`target_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit_log` (`organization_id`,`actor_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_time` ON `audit_log` (`organization_id`,`at`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`instance_id` text NOT NULL,
	`provider` text NOT NULL,
	`base_url` text,
	`kek_version` integer NOT NULL,
	`wrapped_key` text NOT NULL,
	`fields` text NOT NULL,
	`hints` text NOT NULL,
	`verification` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`instance_id`) REFERENCES `instances`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `credentials_kek` ON `credentials` (`kek_version`);--> statement-breakpoint
CREATE UNIQUE INDEX `credentials_provider` ON `credentials` (`instance_id`,`provider`);--> statement-breakpoint
CREATE TABLE `grants` (
	`user_id` text NOT NULL,
	`instance_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`user_id`, `instance_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`instance_id`) REFERENCES `instances`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `grants_instance` ON `grants` (`instance_id`);--> statement-breakpoint
CREATE TABLE `guards` (
	`holds` integer NOT NULL,
	CONSTRAINT "guard_failed" CHECK("guards"."holds" = 1)
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`scope` text PRIMARY KEY NOT NULL,
	`body_hash` text NOT NULL,
	`change_id` text NOT NULL,
	`result_path` text,
	`status` integer,
	`sealed_answer` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_age` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE TABLE `instances` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`status` text DEFAULT 'active' NOT NULL,
	`default_model` text,
	`fallback_chain` text NOT NULL,
	`delivery_base_url` text,
	`retention_days` integer,
	`cors_origins` text NOT NULL,
	`content_policy` text NOT NULL,
	`worker_url` text,
	`limits` text NOT NULL,
	`limits_version` integer DEFAULT 1 NOT NULL,
	`limits_updated_at` integer NOT NULL,
	`model_settings` text NOT NULL,
	`model_settings_version` integer DEFAULT 1 NOT NULL,
	`model_settings_updated_at` integer NOT NULL,
	`epoch` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `instances_page` ON `instances` (`organization_id`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `instances_slug` ON `instances` (`organization_id`,`slug`);--> statement-breakpoint
CREATE TABLE `keys` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`organization_id` text NOT NULL,
	`instance_id` text,
	`project_id` text,
	`user_id` text,
	`hash` text NOT NULL,
	`pepper_version` integer NOT NULL,
	`prefix` text NOT NULL,
	`last_four` text NOT NULL,
	`scopes` text NOT NULL,
	`limits` text NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	`last_used_at` integer,
	`created_by` text,
	`replaced_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `keys_hash` ON `keys` (`hash`);--> statement-breakpoint
CREATE INDEX `keys_page` ON `keys` (`organization_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `keys_instance` ON `keys` (`instance_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `keys_project` ON `keys` (`project_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `keys_user` ON `keys` (`user_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`daily_budget_micros` integer,
	`monthly_budget_micros` integer,
	`budget_version` integer DEFAULT 1 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organizations_slug` ON `organizations` (`slug`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`change_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_change` ON `outbox` (`change_id`);--> statement-breakpoint
CREATE INDEX `outbox_open` ON `outbox` (`created_at`) WHERE done_at IS NULL;--> statement-breakpoint
CREATE INDEX `outbox_done` ON `outbox` (`done_at`) WHERE done_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`instance_id` text NOT NULL,
	`organization_id` text NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`status` text DEFAULT 'active' NOT NULL,
	`retention_days` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`instance_id`) REFERENCES `instances`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `projects_page` ON `projects` (`instance_id`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `projects_slug` ON `projects` (`instance_id`,`slug`);--> statement-breakpoint
CREATE TABLE `request_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text NOT NULL,
	`organization_id` text NOT NULL,
	`instance_id` text NOT NULL,
	`project_id` text NOT NULL,
	`key_id` text NOT NULL,
	`operation_id` text NOT NULL,
	`method` text NOT NULL,
	`path` text NOT NULL,
	`status` integer NOT NULL,
	`error_code` text,
	`generation_id` text,
	`provider` text,
	`model` text,
	`duration_ms` integer NOT NULL,
	`provider_ms` integer,
	`cost_micros` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `request_log_time` ON `request_log` (`instance_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `request_log_project` ON `request_log` (`instance_id`,`project_id`,`at`);--> statement-breakpoint
CREATE INDEX `request_log_key` ON `request_log` (`instance_id`,`key_id`,`at`);--> statement-breakpoint
CREATE INDEX `request_log_model` ON `request_log` (`instance_id`,`model`,`at`);--> statement-breakpoint
CREATE INDEX `request_log_provider` ON `request_log` (`instance_id`,`provider`,`at`);--> statement-breakpoint
CREATE INDEX `request_log_code` ON `request_log` (`instance_id`,`error_code`,`at`);--> statement-breakpoint
CREATE INDEX `request_log_generation` ON `request_log` (`instance_id`,`generation_id`);--> statement-breakpoint
CREATE INDEX `request_log_request` ON `request_log` (`instance_id`,`request_id`);--> statement-breakpoint
CREATE INDEX `request_log_failed` ON `request_log` (`instance_id`,`at`) WHERE status >= 400;--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`key_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`instance_id` text NOT NULL,
	`epoch` integer NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`instance_id`, `epoch`)
);
--> statement-breakpoint
CREATE TABLE `usage_events` (
	`event_id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`instance_id` text NOT NULL,
	`project_id` text NOT NULL,
	`key_id` text NOT NULL,
	`generation_id` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`operation` text NOT NULL,
	`outcome` text NOT NULL,
	`succeeded` integer NOT NULL,
	`error_code` text,
	`requests` integer NOT NULL,
	`images` integer NOT NULL,
	`tokens` integer NOT NULL,
	`cost_micros` integer NOT NULL,
	`held_micros` integer NOT NULL,
	`at` integer NOT NULL,
	`rolled_up` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `usage_events_generation` ON `usage_events` (`instance_id`,`generation_id`);--> statement-breakpoint
CREATE INDEX `usage_events_time` ON `usage_events` (`instance_id`,`at`);--> statement-breakpoint
CREATE TABLE `usage_hourly` (
	`instance_id` text NOT NULL,
	`hour` integer NOT NULL,
	`project_id` text NOT NULL,
	`key_id` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`requests` integer NOT NULL,
	`succeeded` integer NOT NULL,
	`failed` integer NOT NULL,
	`images` integer NOT NULL,
	`tokens` integer NOT NULL,
	`cost_micros` integer NOT NULL,
	`held_micros` integer NOT NULL,
	PRIMARY KEY(`instance_id`, `hour`, `project_id`, `key_id`, `provider`, `model`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `users_page` ON `users` (`organization_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `users_role` ON `users` (`role`,`organization_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`organization_id`,`email`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`instance_id` text NOT NULL,
	`project_id` text,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`status` text DEFAULT 'active' NOT NULL,
	`description` text NOT NULL,
	`secret_version` integer NOT NULL,
	`kek_version` integer NOT NULL,
	`wrapped_key` text NOT NULL,
	`fields` text NOT NULL,
	`previous_secret_until` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`instance_id`) REFERENCES `instances`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhooks_page` ON `webhooks` (`instance_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `webhooks_kek` ON `webhooks` (`kek_version`);