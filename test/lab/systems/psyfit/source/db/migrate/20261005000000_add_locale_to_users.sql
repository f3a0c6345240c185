alter table users add column locale varchar not null default 'ja';
