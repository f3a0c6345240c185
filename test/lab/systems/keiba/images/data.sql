-- What a year of use leaves behind.
insert into users (email, is_superuser) values ('admin@keiba.example', true), ('user@keiba.example', false);
insert into push_subscriptions (user_id, endpoint)
  select id, 'http://push.example:8081/push/' || id from users where is_superuser;
insert into races (race_id, name, race_date)
  select to_char(day, 'YYYYMMDD') || '_' || lpad(number::text, 2, '0'), '第' || number || 'レース', day::date
  from generate_series(now() - interval '200 days', now() - interval '1 day', interval '1 day') day,
    generate_series(1, 12) number;
insert into predictions (race_id, horse_number, win_probability, created_at)
  select id, 1 + id % 16, 0.1 + (id % 50) / 100.0, race_date + interval '3 hours' from races;
insert into notifications (user_id, category, title, message, created_at)
  select id, 'system', 'データ更新が一部失敗しました', 'data_update: 12件中11件を更新しました', now() - interval '6 days'
  from users where is_superuser;
