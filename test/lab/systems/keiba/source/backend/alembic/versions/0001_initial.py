"""初期スキーマ"""
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.execute("""
        create table races (
          id serial primary key, race_id text not null unique, name text not null, race_date date not null,
          updated_at timestamptz not null default now()
        )""")
    op.execute("""
        create table predictions (
          id serial primary key, race_id int not null references races, horse_number int not null,
          win_probability double precision not null, created_at timestamptz not null default now(),
          unique (race_id, horse_number)
        )""")
    op.execute("create table users (id serial primary key, email text not null unique, is_superuser boolean not null default false)")
    op.execute("""
        create table admin_logs (
          id bigserial primary key, level text not null, logger text not null, message text not null,
          created_at timestamptz not null default now()
        )""")


def downgrade():
    for table in ("admin_logs", "users", "predictions", "races"):
        op.execute(f"drop table {table}")
