CREATE TABLE `assets` (
	`id` text PRIMARY KEY NOT NULL,
	`instance_id` text NOT NULL,
	`project_id` text NOT NULL,
	`generation_id` text,
	`key` text NOT NULL,
	`format` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `assets_unused` ON `assets` (`instance_id`,`project_id`,`created_at`) WHERE generation_id IS NULL AND used_at IS NULL;--> statement-breakpoint
CREATE INDEX `assets_by_project` ON `assets` (`instance_id`,`project_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `assets_by_generation` ON `assets` (`instance_id`,`generation_id`);--> statement-breakpoint
CREATE TABLE `generations` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`instance_id` text NOT NULL,
	`project_id` text NOT NULL,
	`key_id` text NOT NULL,
	`status` text NOT NULL,
	`operation` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`error_code` text,
	`cost_micros` integer NOT NULL,
	`held_micros` integer NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`record` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `generations_by_project` ON `generations` (`instance_id`,`project_id`,`id`);--> statement-breakpoint
CREATE INDEX `generations_by_status` ON `generations` (`project_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `generations_by_model` ON `generations` (`project_id`,`model`,`id`);--> statement-breakpoint
CREATE TABLE `gone_webhooks` (
	`instance_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`url` text NOT NULL,
	`gone_at` integer NOT NULL,
	PRIMARY KEY(`instance_id`, `webhook_id`)
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`project_id` text NOT NULL,
	`operation` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`status` integer,
	`headers` text,
	`body` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`project_id`, `operation`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_expiry` ON `idempotency_keys` (`expires_at`);--> statement-breakpoint
CREATE TABLE `input_uses` (
	`asset_id` text NOT NULL,
	`generation_id` text NOT NULL,
	`instance_id` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`asset_id`, `generation_id`)
);
--> statement-breakpoint
CREATE INDEX `input_uses_by_generation` ON `input_uses` (`generation_id`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`instance_id` text NOT NULL,
	`project_id` text NOT NULL,
	`generation_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`event_id` text NOT NULL,
	`event_type` text NOT NULL,
	`url` text NOT NULL,
	`payload` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`last_status_code` integer,
	`last_error` text,
	`next_attempt_at` integer,
	`created_at` integer NOT NULL,
	`delivered_at` integer
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_project` ON `webhook_deliveries` (`project_id`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_generation` ON `webhook_deliveries` (`generation_id`);