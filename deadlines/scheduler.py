"""APScheduler around the jobs that app.py gathered. It holds no facts: a tick only says "look what is due".

One process is convenient, any number is safe: the claims inside the jobs see to it that nothing is done twice.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterable
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from core.extensions import db
from core.timed_jobs import Job

log = logging.getLogger(__name__)
THREADS = 4  # a slow mail server holds one, the rest goes on


def jobs_of(app: Flask) -> list[Job]:
    """Give the timed work of every package."""
    return list(app.extensions["wian.jobs"])


def run_job(app: Flask, job: Job) -> bool:
    """Run one job now, in a context of its own; False when it failed, which is logged and stops nothing else."""
    with app.app_context():
        try:
            job.function()
        except Exception:  # the next tick tries again; the other jobs must not suffer
            log.exception("job %s failed", job.name)
            return False
        finally:
            db.session.remove()
    return True


def run_once(app: Flask) -> list[str]:
    """Run every job once, in order; gives the names of those that failed."""
    return [job.name for job in jobs_of(app) if not run_job(app, job)]


def work(app: Flask) -> None:
    """Run the jobs at their times until SIGTERM or SIGINT; a job at work then is finished first."""
    scheduler = BlockingScheduler(**_settings())
    _fill(scheduler, app, jobs_of(app))

    def stop(number: int, _frame: FrameType | None) -> None:
        log.info("worker stops on %s", signal.Signals(number).name)
        scheduler.shutdown(wait=True)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    log.info("worker starts with %d jobs", len(jobs_of(app)))
    scheduler.start()


def start_inside(app: Flask) -> BackgroundScheduler:
    """Run the jobs inside a serving process, for an office with one process only; ends with it."""
    scheduler = BackgroundScheduler(daemon=True, **_settings())
    _fill(scheduler, app, jobs_of(app))
    scheduler.start()
    return scheduler


def _settings() -> dict[str, object]:
    return {
        "jobstores": {"default": MemoryJobStore()},
        "executors": {"default": ThreadPoolExecutor(THREADS)},
        "job_defaults": {"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        "timezone": ZoneInfo("UTC"),
    }


def _fill(scheduler: BaseScheduler, app: Flask, jobs: Iterable[Job]) -> None:
    for job in jobs:
        scheduler.add_job(run_job, args=(app, job), id=f"{job.name} at start")
        scheduler.add_job(run_job, "interval", seconds=job.seconds, args=(app, job), id=job.name)
