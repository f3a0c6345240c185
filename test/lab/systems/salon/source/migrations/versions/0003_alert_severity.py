"""alerts に重要度を追加"""
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.execute("alter table alerts add column severity text not null default 'error'")


def downgrade():
    op.execute("alter table alerts drop column severity")
