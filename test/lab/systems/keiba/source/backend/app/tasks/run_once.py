"""Runs the data update once. Exit 0 when it succeeded, 2 when a part of it did, 1 when it failed."""
import asyncio
import sys

from app.core.logs import configure
from app.tasks.jobs import run_data_update_job

configure()
result = asyncio.run(run_data_update_job())
sys.exit({"success": 0, "partial": 2}.get(result.status, 1))
