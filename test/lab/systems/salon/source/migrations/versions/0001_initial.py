"""初期スキーマ: made by deploy/db/10_schema.sql"""
revision = "0001"
down_revision = None


def upgrade():
    pass


def downgrade():
    pass
