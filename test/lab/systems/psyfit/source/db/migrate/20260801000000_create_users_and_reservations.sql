create table users (
  id bigserial primary key, email_bidx varchar not null, locked_at timestamp(6), created_at timestamp(6) not null default now()
);
create unique index on users (email_bidx);
create table reservations (
  id bigserial primary key, user_id bigint not null references users, clinic_id integer not null,
  starts_at timestamp(6) not null, note text, synced_at timestamp(6),
  created_at timestamp(6) not null default now()
);
create index on reservations (starts_at);
insert into users (email_bidx) select md5(number::text) from generate_series(1, 500) number;
insert into reservations (user_id, clinic_id, starts_at, note)
  select 1 + number % 500, 1 + number % 7, now() + number * interval '10 min', repeat('予約', 20)
  from generate_series(1, 10000) number;
