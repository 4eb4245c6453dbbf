-- WITHOUT ROWID is added by hand, as in 0000.
CREATE TABLE `search_blocks` (
	`app` text NOT NULL,
	`conversation` text NOT NULL,
	`block` integer NOT NULL,
	`first_mid` integer NOT NULL,
	`last_mid` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`app`, `conversation`, `block`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `messages` ADD `search_text` text DEFAULT '' NOT NULL;