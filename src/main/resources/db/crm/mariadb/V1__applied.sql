-- What copernica-routes applied last to each row of each CRM table, so that a late or repeated
-- event cannot overwrite a newer one. A row stays when its profile is deleted: it is the tombstone.
create table copernica_applied (
  target      varchar(255) not null, -- database and table that the row belongs to
  account     bigint       not null,
  subject     varchar(16)  not null, -- profile or subprofile
  id          bigint       not null,
  changed     datetime(6)  not null, -- Copernica's time of the change, in its own zone
  kind        smallint     not null, -- 0 backfill, 1 webhook or callback, 2 delete
  signed_at   datetime(6)  not null, -- in UTC
  received_at datetime(6)  not null, -- in UTC
  primary key (target, account, subject, id)
) engine=InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
