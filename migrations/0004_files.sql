-- WITHOUT ROWID is added by hand, as in 0000.
CREATE TABLE `file_parts` (
	`app` text NOT NULL,
	`file` text NOT NULL,
	`part` integer NOT NULL,
	`etag` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`app`, `file`, `part`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `files` (
	`app` text NOT NULL,
	`id` text NOT NULL,
	`seal` text NOT NULL,
	`kind` integer NOT NULL,
	`scope` text NOT NULL,
	`uploader` integer NOT NULL,
	`object` text NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`type` text DEFAULT '' NOT NULL,
	`size` integer DEFAULT 0 NOT NULL,
	`etag` text DEFAULT '' NOT NULL,
	`cover` integer DEFAULT false NOT NULL,
	`state` integer DEFAULT 0 NOT NULL,
	`upload_id` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`app`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `files_unfinished` ON `files` (`app`,`expires_at`) WHERE state <> 1;--> statement-breakpoint
CREATE INDEX `files_forwarded` ON `files` (`app`,`object`) WHERE object <> id;