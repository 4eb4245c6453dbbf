-- WITHOUT ROWID is added by hand, as in 0000.
CREATE TABLE `kicked_devices` (
	`app` text NOT NULL,
	`uid` integer NOT NULL,
	`guid` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`app`, `uid`, `guid`)
) WITHOUT ROWID;
