CREATE TABLE `alert_deliveries` (
	`alert_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`organization_id` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_status_code` integer,
	`last_error` text,
	`next_at` integer NOT NULL,
	PRIMARY KEY(`alert_id`, `webhook_id`),
	FOREIGN KEY (`alert_id`) REFERENCES `alerts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alert_deliveries_webhook` ON `alert_deliveries` (`webhook_id`);--> statement-breakpoint
CREATE INDEX `alert_deliveries_due` ON `alert_deliveries` (`organization_id`,`next_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`instance_id` text,
	`project_id` text,
	`kind` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`once` text NOT NULL,
	`details` text NOT NULL,
	`occurrences` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`ends_at` integer,
	`closed_at` integer,
	`acknowledged_at` integer,
	`acknowledged_by` text,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`instance_id`) REFERENCES `instances`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_once` ON `alerts` (`once`);--> statement-breakpoint
CREATE INDEX `alerts_page` ON `alerts` (`instance_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `alerts_organization` ON `alerts` (`organization_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `instances` ADD `alert_settings` text;--> statement-breakpoint
ALTER TABLE `instances` ADD `alert_settings_version` integer DEFAULT 1 NOT NULL;