"""salons に GBP 連携日時を追加"""
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.execute("alter table salons add column gbp_connected_at timestamptz")


def downgrade():
    op.execute("alter table salons drop column gbp_connected_at")
