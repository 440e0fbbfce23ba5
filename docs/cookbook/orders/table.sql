create table orders (
  subprofile_id bigint primary key,
  profile_id    bigint not null,
  number        varchar(40),
  amount        decimal(12, 2),
  ordered_on    date,
  changed_at    timestamp null
);
create index orders_of_profile on orders (profile_id);
