"""salons にプランを追加"""
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.execute("alter table salons add column plan text not null default 'standard'")


def downgrade():
    op.execute("alter table salons drop column plan")
