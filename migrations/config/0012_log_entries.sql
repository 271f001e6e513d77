-- WITHOUT ROWID was added by hand: an entry is one written row, and drizzle cannot express it.
CREATE TABLE `log_entries` (
	`id` integer NOT NULL,
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
	`at` integer NOT NULL,
	PRIMARY KEY(`instance_id`, `at`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `log_entries_failed` ON `log_entries` (`instance_id`,`at`) WHERE status >= 400;