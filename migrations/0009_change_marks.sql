ALTER TABLE `users` ADD `status_mark` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `ban_mark` integer DEFAULT 0 NOT NULL;