-- Mobile numbers are kept as their digits: two ways to write one are one login. They were taken with spaces and hyphens. Where
-- two users of an app have the same number, one has it now: who wrote it plainly, else who came first. The other's stays as it
-- was typed, which is no number that anybody is looked for by.
UPDATE users SET mobile = plain.mobile FROM (
  SELECT app, uid, mobile, row_number() OVER (PARTITION BY app, mobile ORDER BY typed <> mobile, uid) AS place FROM (
    SELECT app, uid, mobile AS typed, replace(replace(mobile, ' ', ''), '-', '') AS mobile FROM users WHERE mobile <> ''
  )
) AS plain
WHERE plain.place = 1 AND users.app = plain.app AND users.uid = plain.uid AND users.mobile <> plain.mobile;
