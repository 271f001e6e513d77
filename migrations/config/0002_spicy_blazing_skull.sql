DROP INDEX `request_log_project`;--> statement-breakpoint
DROP INDEX `request_log_key`;--> statement-breakpoint
DROP INDEX `request_log_model`;--> statement-breakpoint
DROP INDEX `request_log_provider`;--> statement-breakpoint
DROP INDEX `request_log_code`;--> statement-breakpoint
DROP INDEX `request_log_generation`;--> statement-breakpoint
DROP INDEX `request_log_request`;--> statement-breakpoint
DROP INDEX `usage_events_generation`;--> statement-breakpoint
DROP INDEX `usage_events_time`;--> statement-breakpoint
ALTER TABLE `usage_events` ADD `written_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `instances` ADD `retention` text;