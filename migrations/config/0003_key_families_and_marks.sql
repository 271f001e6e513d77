ALTER TABLE `audit_log` ADD `actor_key_id` text;--> statement-breakpoint
ALTER TABLE `instances` ADD `epoch_mark` text;--> statement-breakpoint
ALTER TABLE `keys` ADD `family` text;--> statement-breakpoint
ALTER TABLE `keys` ADD `pool` text;--> statement-breakpoint
ALTER TABLE `keys` ADD `maker` text;--> statement-breakpoint
CREATE INDEX `keys_maker` ON `keys` (`maker`);--> statement-breakpoint
ALTER TABLE `organizations` ADD `budget_mark` text;