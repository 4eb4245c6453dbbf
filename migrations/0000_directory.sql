-- WITHOUT ROWID is added by hand (drizzle cannot say it): rows written are the bill at the edge, and with a rowid the
-- primary key would be an index of its own, a second row for every message, member and device.
CREATE TABLE `apps` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`secret` text NOT NULL,
	`status` text DEFAULT 'normal' NOT NULL,
	`license` text DEFAULT 'normal' NOT NULL,
	`settings` text DEFAULT '{}' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `blocks` (
	`kind` integer NOT NULL,
	`block` integer NOT NULL,
	`app` text NOT NULL,
	`used` integer NOT NULL,
	PRIMARY KEY(`kind`, `block`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `blocks_open` ON `blocks` (`app`,`kind`) WHERE used < 256;--> statement-breakpoint
CREATE TABLE `conversations` (
	`app` text NOT NULL,
	`conversation` text NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`app`, `conversation`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `devices` (
	`app` text NOT NULL,
	`uid` integer NOT NULL,
	`sn` integer NOT NULL,
	`guid` text NOT NULL,
	`platform` integer DEFAULT 0 NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL,
	`last_seen` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`app`, `uid`, `sn`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `groups` (
	`app` text NOT NULL,
	`gid` integer NOT NULL,
	`type` integer DEFAULT 0 NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`avatar` text DEFAULT '' NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`ext` text DEFAULT '' NOT NULL,
	`owner` integer NOT NULL,
	`status` integer DEFAULT 0 NOT NULL,
	`count` integer DEFAULT 0 NOT NULL,
	`capacity` integer DEFAULT 0 NOT NULL,
	`apply_approval` integer DEFAULT 1 NOT NULL,
	`member_invite` integer DEFAULT false NOT NULL,
	`member_modify` integer DEFAULT false NOT NULL,
	`read_ack` integer DEFAULT false NOT NULL,
	`history_visible` integer DEFAULT false NOT NULL,
	`hide_member_info` integer DEFAULT false NOT NULL,
	`ban_expire_time` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`app`, `gid`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `members` (
	`app` text NOT NULL,
	`gid` integer NOT NULL,
	`uid` integer NOT NULL,
	`role` text DEFAULT 'member' NOT NULL,
	`display_name` text DEFAULT '' NOT NULL,
	`join_time` integer NOT NULL,
	PRIMARY KEY(`app`, `gid`, `uid`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `members_uid` ON `members` (`app`,`uid`);--> statement-breakpoint
CREATE TABLE `messages` (
	`app` text NOT NULL,
	`conversation` text NOT NULL,
	`mid` integer NOT NULL,
	`seq` integer NOT NULL,
	`sender` integer NOT NULL,
	`sn` integer DEFAULT 0 NOT NULL,
	`addressee` integer NOT NULL,
	`kind` integer DEFAULT 0 NOT NULL,
	`type` integer DEFAULT 0 NOT NULL,
	`ctype` integer DEFAULT 0 NOT NULL,
	`target` integer DEFAULT 0 NOT NULL,
	`time` integer NOT NULL,
	`content` text DEFAULT '' NOT NULL,
	`config` text DEFAULT '' NOT NULL,
	`attachment` text DEFAULT '' NOT NULL,
	`ext` text DEFAULT '' NOT NULL,
	`edit_time` integer DEFAULT 0 NOT NULL,
	`state` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`app`, `conversation`, `mid`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `roster` (
	`app` text NOT NULL,
	`uid` integer NOT NULL,
	`friend` integer NOT NULL,
	`alias` text DEFAULT '' NOT NULL,
	`ext` text DEFAULT '' NOT NULL,
	`relation` integer DEFAULT 0 NOT NULL,
	`mute_notification` integer DEFAULT false NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`app`, `uid`, `friend`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `users` (
	`app` text NOT NULL,
	`uid` integer NOT NULL,
	`username` text NOT NULL,
	`password` text NOT NULL,
	`nick_name` text DEFAULT '' NOT NULL,
	`avatar` text DEFAULT '' NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`mobile` text DEFAULT '' NOT NULL,
	`public_info` text DEFAULT '' NOT NULL,
	`private_info` text DEFAULT '' NOT NULL,
	`status` integer DEFAULT 0 NOT NULL,
	`settings` text DEFAULT '{}' NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`app`, `uid`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username` ON `users` (`app`,`username`);--> statement-breakpoint
CREATE INDEX `users_mobile` ON `users` (`app`,`mobile`) WHERE mobile <> '';--> statement-breakpoint
CREATE INDEX `users_email` ON `users` (`app`,`email`) WHERE email <> '';