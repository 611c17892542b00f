"""A process that decides on submissions and is killed while it does: `kill -9` at a chosen step.

Started once by the tests; for each line on its standard input, "submission moderator step", it forks a
child that decides on the submission and dies at that step, and answers "killed", "decided" or "told" (that
somebody was quicker).
A step is the moment before or after one statement, the commit included.
"""

import os
import signal
import sys
from itertools import count

import django

ANSWERS = ["decided", "told"]


def main(database):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    del settings.DATABASES["default"]["OPTIONS"]["pool"]  # a child makes one connection
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(decide(*map(int, line.split())))
        _pid, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else ANSWERS[os.WEXITSTATUS(status)], flush=True)


def decide(submission, moderator, step):
    from django.contrib.auth import get_user_model
    from django.db import connection

    from directory.models import Submission
    from directory.moderation import decisions
    from directory.moderation.errors import AlreadyDecidedError

    submission = Submission.objects.get(pk=submission)
    moderator = get_user_model().objects.get(pk=moderator)
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
            decisions.approve_some(submission=submission, back=["phone"], by=moderator, words="Is it right?")
        except AlreadyDecidedError:
            return 1
    return 0


if __name__ == "__main__":
    main(sys.argv[1])
