DROP INDEX `generations_by_status`;--> statement-breakpoint
DROP INDEX `generations_by_model`;--> statement-breakpoint
CREATE INDEX `generations_unsuccessful` ON `generations` (`instance_id`,`project_id`,`id`) WHERE status <> 'succeeded';