create table contacts (
  profile_id bigint primary key,
  first_name varchar(100),
  last_name  varchar(100),
  email      varchar(255),
  newsletter boolean,
  changed_at timestamp null,
  deleted_at timestamp null
);
