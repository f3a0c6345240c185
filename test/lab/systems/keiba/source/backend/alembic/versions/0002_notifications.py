"""通知とWeb Pushの購読"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("""
        create table notifications (
          id bigserial primary key, user_id int not null references users, category text not null, title text not null,
          message text not null, is_read boolean not null default false, created_at timestamptz not null default now()
        )""")
    op.execute("create table push_subscriptions (id serial primary key, user_id int not null references users, endpoint text not null, created_at timestamptz not null default now())")
    op.execute("create table notification_settings (user_id int not null references users, category text not null, enabled boolean not null, primary key (user_id, category))")


def downgrade():
    for table in ("notification_settings", "push_subscriptions", "notifications"):
        op.execute(f"drop table {table}")
