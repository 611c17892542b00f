"""The task list of a clinic: each section of its draft, and what is to be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from directory.facts.spine import Section
from directory.portal.status import ClinicStatus
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot


class TaskState(TextChoices):
    CAME_BACK = "came_back", _("Came back")
    DRAFT = "draft", _("Draft, not sent")
    WAITING = "waiting", _("With a moderator")
    NOT_STARTED = "not_started", _("Not started")
    DONE = "done", _("Done")


# State → the modifier of the component `state` (portal.css, cards.css).
LOOKS = {
    TaskState.CAME_BACK: "back",
    TaskState.DRAFT: "wait",
    TaskState.WAITING: "wait",
    TaskState.NOT_STARTED: "none",
    TaskState.DONE: "open",
}


@dataclass(frozen=True)
class Task:
    """One section of the draft.

    stated, total  how many of its statements the draft makes, and how many it could
    question       what a moderator wrote where the section came back; "" otherwise
    """

    section: Section
    state: TaskState
    stated: int
    total: int
    question: str = ""

    @property
    def look(self) -> str:
        return LOOKS[self.state]


@dataclass(frozen=True)
class TaskList:
    tasks: list[Task]

    @property
    def stated(self) -> int:
        return sum(task.stated for task in self.tasks)

    @property
    def total(self) -> int:
        return sum(task.total for task in self.tasks)

    @property
    def unsent(self) -> int:
        """The number of sections that a press on “Send to a moderator” would send."""
        return sum(task.state in (TaskState.DRAFT, TaskState.CAME_BACK) for task in self.tasks)

    @property
    def first_unfinished(self) -> Task | None:
        """The section to begin with: what came back, else the first that is not started."""
        for state in (TaskState.CAME_BACK, TaskState.NOT_STARTED):
            for task in self.tasks:
                if task.state == state:
                    return task
        return None


def task_list(status: ClinicStatus) -> TaskList:
    """The TaskList of a clinic. No query."""
    unsent = {change.statement for change in status.unsent_changes}
    waiting = _statements_that_wait(status)
    unanswered = _unanswered(status)
    words = status.returned_submission.words if status.returned_submission else ""
    tasks = []
    for section, stated, total in status.sections:
        names = set(section.statements)
        state = (
            TaskState.CAME_BACK
            if names & unanswered
            else TaskState.DRAFT
            if names & unsent
            else TaskState.WAITING
            if names & waiting
            else TaskState.DONE
            if stated
            else TaskState.NOT_STARTED
        )
        tasks.append(Task(section, state, stated, total, words if state == TaskState.CAME_BACK else ""))
    return TaskList(tasks)


def _statements_that_wait(status):
    if not status.waiting:
        return set()
    content = complete_snapshot(status.waiting.content)
    return {change.statement for change in compare_snapshots(status.published_content, content)}


def _unanswered(status):
    """The statements that came back, and stand in the draft as they were sent."""
    if not status.returned_submission:
        return set()
    sent: Mapping[str, Any] = complete_snapshot(status.returned_submission.content)
    changed = {change.statement for change in compare_snapshots(sent, status.draft)}
    return set(status.returned_statements) - changed
