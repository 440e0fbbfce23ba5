-- The example CRM of the demo. A real one is yours, with names of your own.
create table if not exists members (
  id bigint primary key,
  name varchar(255),
  email varchar(255),
  city varchar(255),
  newsletter boolean,
  changed_at timestamp
);

create table if not exists orders (
  id bigint primary key,
  member_id bigint,
  product varchar(255),
  amount decimal(10, 2),
  changed_at timestamp
);
