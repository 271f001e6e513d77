ALTER TABLE `usage_hourly` ADD `timed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `usage_hourly` ADD `took_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `usage_hourly` ADD `longest_ms` integer DEFAULT 0 NOT NULL;