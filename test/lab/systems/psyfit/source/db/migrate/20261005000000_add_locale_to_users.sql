alter table reservations add column synced_at timestamp(6);
