ALTER TABLE `users` ADD `untold` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `untold_since` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `users_untold` ON `users` (`app`,`uid`) WHERE untold <> 0;