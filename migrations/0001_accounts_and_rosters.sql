-- WITHOUT ROWID is added by hand, as in 0000.
CREATE TABLE `handovers` (
	`app` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`uid` integer DEFAULT 0 NOT NULL,
	`secret` text DEFAULT '' NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`app`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `handovers_expiry` ON `handovers` (`expires_at`);--> statement-breakpoint
CREATE TABLE `pins` (
	`app` text NOT NULL,
	`uid` integer NOT NULL,
	`conversation_id` integer NOT NULL,
	`pinned_at` integer NOT NULL,
	PRIMARY KEY(`app`, `uid`, `conversation_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `push_bindings` (
	`app` text NOT NULL,
	`uid` integer NOT NULL,
	`sn` integer NOT NULL,
	`notifier` text NOT NULL,
	`token` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`app`, `uid`, `sn`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `push_profiles` (
	`app` text NOT NULL,
	`uid` integer NOT NULL,
	`alias` text DEFAULT '' NOT NULL,
	`tags` text DEFAULT '[]' NOT NULL,
	`badge` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`app`, `uid`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `push_profiles_alias` ON `push_profiles` (`app`,`alias`) WHERE alias <> '';--> statement-breakpoint
CREATE TABLE `revoked_tokens` (
	`app` text NOT NULL,
	`jti` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`app`, `jti`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `roster_applications` (
	`app` text NOT NULL,
	`uid` integer NOT NULL,
	`applicant` integer NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`alias` text DEFAULT '' NOT NULL,
	`status` integer DEFAULT 0 NOT NULL,
	`expired_time` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`app`, `uid`, `applicant`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `roster` ADD `unblocked` integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE `roster` ADD `untold` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `roster_untold` ON `roster` (`app`,`uid`) WHERE untold;--> statement-breakpoint
ALTER TABLE `users` ADD `token_generation` integer DEFAULT 0 NOT NULL;