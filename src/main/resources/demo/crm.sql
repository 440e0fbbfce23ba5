-- The example CRM of the demo. A real one is yours, with names of your own.
create table if not exists members (
  id bigint primary key,
  name varchar(255),
  email varchar(255),
  city varchar(255),
  newsletter boolean,
  changed_at timestamp
);
