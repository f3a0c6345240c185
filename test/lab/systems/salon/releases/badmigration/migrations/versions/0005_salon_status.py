"""salons に状態を追加"""
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.execute("alter table salons add column status text")
    op.execute("alter table salons alter column status set not null")


def downgrade():
    op.execute("alter table salons drop column status")
