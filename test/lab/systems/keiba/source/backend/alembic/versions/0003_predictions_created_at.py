"""予測の作成日時の索引"""
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.execute("create index predictions_created_at on predictions (created_at)")


def downgrade():
    op.execute("drop index predictions_created_at")
