create table do_not_mail (
  profile_id  bigint primary key,
  do_not_mail boolean not null,
  because     varchar(20) not null,
  said_at     timestamp with time zone not null
);
