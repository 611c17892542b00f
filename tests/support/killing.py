"""A process that acts for moderators and is killed while it does: `kill -9` at a chosen step.

Started once by the tests; for each line on its standard input, "act id moderator step", it forks a child that
does the act of that name on the row with that id and dies at that step, and answers "killed", "decided" or
"told" (that somebody was quicker).
A step is the moment before or after one statement, the commit included.
"""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from importlib import import_module
from itertools import count

import django

ANSWERS = ["decided", "told"]
# What the acts import: loaded before the first child, so that no child loads it anew.
LOADED_ONCE = [
    "directory.batches.run",
    "directory.merging.merge",
    "directory.merging.undo",
    "directory.moderation.decisions",
    "directory.moderation.undoing",
]


def main(database):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    del settings.DATABASES["default"]["OPTIONS"]["pool"]  # a child makes one connection
    for name in LOADED_ONCE:
        import_module(name)
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            act, *numbers = line.split()
            os._exit(act_and_die(ACTS[act], *map(int, numbers)))
        _pid, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else ANSWERS[os.WEXITSTATUS(status)], flush=True)


def decide(submission, by):
    from directory.models import Submission
    from directory.moderation import decisions

    submission = Submission.objects.get(pk=submission)
    decisions.approve_some(submission=submission, back=["phone"], by=by, words="Is it right?")


def undo_publication(submission, by):
    from directory.models import Submission
    from directory.moderation import undoing

    undoing.undo_publication(submission=Submission.objects.get(pk=submission), by=by)


def step_of_batch(batch, by):
    from directory.batches import run
    from directory.models import Batch

    run.step(batch=Batch.objects.get(pk=batch), by=by)


def undo_batch(batch, by):
    from directory.batches import run
    from directory.models import Batch

    run.take_back(batch=Batch.objects.get(pk=batch), by=by)


def merge(kept, by):
    """Merge into the clinic with the id `kept` the one that its review flag names."""
    from directory.merging.merge import merge
    from directory.models import ReviewFlag

    merge(kept=kept, merged=ReviewFlag.objects.get(clinic=kept).other_id, choices={}, by=by)


def undo_merge(merge, by):
    from directory.merging.undo import undo_merge
    from directory.models import Merge

    undo_merge(merge=Merge.objects.get(pk=merge), by=by)


ACTS = {
    "decide": decide,
    "undo_publication": undo_publication,
    "step": step_of_batch,
    "undo": undo_batch,
    "merge": merge,
    "undo_merge": undo_merge,
}


def act_and_die(act, row, moderator, step):
    from django.contrib.auth import get_user_model
    from django.db import connection

    from directory.moderation.errors import RefusedError

    by = get_user_model().objects.get(pk=moderator)
    steps = count(1)

    def die_at(which):
        if which == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(execute, *statement):
        die_at(next(steps))
        try:
            return execute(*statement)
        finally:
            die_at(next(steps))

    commit = connection._commit
    connection._commit = lambda: around(commit)
    with connection.execute_wrapper(around):
        try:
            act(row, by)
        except RefusedError:
            return 1
    return 0


@contextmanager
def killer():
    """kill(act, row, moderator, step) → "killed", "decided" or "told"."""
    from django.conf import settings
    from django.db import connection

    command = [sys.executable, "-m", "tests.support.killing", connection.settings_dict["NAME"]]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout.readline() == "ready\n"

        def kill(act, row, moderator, step):
            process.stdin.write(f"{act} {row.pk} {moderator.pk} {step}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield kill
        process.stdin.close()


if __name__ == "__main__":
    main(sys.argv[1])
