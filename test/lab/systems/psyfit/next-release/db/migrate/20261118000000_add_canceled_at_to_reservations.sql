alter table reservations add column canceled_at timestamp(6);
