-- WITHOUT ROWID is added by hand, as in 0000.
CREATE TABLE `keywords` (
	`app` text NOT NULL,
	`word` text NOT NULL,
	`match` text NOT NULL,
	`action` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`app`, `word`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `login_failures` (
	`app` text NOT NULL,
	`subject` text NOT NULL,
	`failures` integer NOT NULL,
	`blocked_until` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`app`, `subject`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhook_failures` (
	`app` text NOT NULL,
	`conversation` text NOT NULL,
	`pending_since` integer NOT NULL,
	`error` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`app`, `conversation`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `apps` ADD `keywords` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `apps` ADD `webhook_secrets` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `banned_until` integer DEFAULT 0 NOT NULL;