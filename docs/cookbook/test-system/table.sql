create table contacts (
  profile_id bigint primary key,
  name       varchar(100),
  email      varchar(255),
  changed_at timestamp null
);
