"""job_logs に task_id の索引を追加"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("create index if not exists job_logs_task_id_idx on job_logs (task_id)")


def downgrade():
    op.execute("drop index job_logs_task_id_idx")
