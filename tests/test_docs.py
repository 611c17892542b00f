"""The documents say what the code does: README's map, the comments of pyproject.toml, the glossary."""

import ast
import re
import tomllib
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text()

# ---- README's map

# Modules that Django looks for under these names.
BY_CONVENTION = {"apps.py", "urls.py", "models.py", "wsgi.py"}


def one_line(text):
    return " ".join(text.split())


def map_of_readme():
    """Path of a room (`directory/search/`, `directory/roles.py`) → its sentence, in README's order."""
    text = (ROOT / "README.md").read_text()
    rows = re.findall(r"^\| `([\w/.]+)` \| (.+) \|$", text, re.MULTILINE)
    headings = re.findall(r"^\*\*`(\w+/)`\*\* — (.+)$", text, re.MULTILINE)
    assert len(dict(rows)) == len(rows)
    return dict(headings) | dict(rows)


def rooms():
    """Path of every package and module right inside an app → the first paragraph of its docstring."""
    found = {}
    for app in ("directory", "checklist", "config"):
        for path in (ROOT / app).rglob("*.py"):
            is_package = path.name == "__init__.py"
            if len(path.relative_to(ROOT / app).parts) <= (2 if is_package else 1):
                room = path.parent if is_package else path
                name = f"{room.relative_to(ROOT)}/" if is_package else str(room.relative_to(ROOT))
                paragraphs = (ast.get_docstring(ast.parse(path.read_text())) or "").split("\n\n")
                found[name] = one_line(paragraphs[0])
    for name in ("tests/", "tests/browser/", "tests/support/", "benchmarks/"):
        found[name] = one_line(ast.get_docstring(ast.parse((ROOT / name / "__init__.py").read_text())))
    return {
        name: sentence
        for name, sentence in found.items()
        if not name.endswith(tuple(f"/{one}" for one in BY_CONVENTION)) and "/migrations/" not in name
    }


@pytest.mark.slow
def test_the_map_of_readme_has_every_room_in_the_words_of_its_docstring():
    expected = rooms()
    drawn = {name: sentence for name, sentence in map_of_readme().items() if name in expected}

    assert drawn == expected


def test_every_row_of_the_map_of_readme_is_there():
    assert [name for name in map_of_readme() if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("app", ["directory", "checklist"])
def test_the_map_of_readme_is_in_the_order_in_which_imports_point(app):
    contracts = tomllib.loads(PYPROJECT)["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == [app])
    levels = {name: level for level, layer in enumerate(layers) for name in re.findall(r"\w+", layer)}
    drawn = [Path(name).stem for name in map_of_readme() if Path(name).parent == Path(app)]
    drawn = [name for name in drawn if name != "static"]

    assert drawn == sorted(drawn, key=levels.get)


def holds_a_docstring_alone(tree):
    return len(tree.body) == 1 and ast.get_docstring(tree) is not None


def test_the_init_of_a_package_holds_its_sentence_and_nothing_else():
    """But for `models`, where Django looks for the tables."""
    more = {
        str(path.parent.relative_to(ROOT))
        for app in ("directory", "checklist", "config")
        for path in (ROOT / app).rglob("__init__.py")
        if "migrations" not in path.parts and not holds_a_docstring_alone(ast.parse(path.read_text()))
    }

    assert more == {"directory/models"}


# ---- the comments of pyproject.toml

DEPENDENCY = re.compile(r'^  "([\w.-]+)(?:\[[\w,]+\])?[<>=][^"]*", +# (.+?): .+$', re.MULTILINE)
# What tells that a plugin is used where no module imports it.
ELSEWHERE = {
    "pytest-django": "django_db",
    "pytest-xdist": "pytest_xdist_auto_num_workers",
    "django-types": "basedpyright",
}


def canonical(name):
    """`PyStemmer` → `pystemmer`, `prometheus_client` → `prometheus-client`"""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def owners_of_modules():
    """Module → the distributions that hold it. To find out, every file that is installed is read about."""
    return {name: {canonical(one) for one in owners} for name, owners in packages_distributions().items()}


def names_of(dependency):
    """What a file writes that uses a dependency: the modules to import, or a program to run."""
    modules = [name for name, owners in owners_of_modules().items() if dependency in owners]
    entries = distribution(dependency).entry_points
    programs = [entry.name for entry in entries if entry.group == "console_scripts"]
    return [*modules, *programs, dependency, ELSEWHERE.get(dependency, dependency)]


@cache
def texts_of(path):
    """The texts of a file, or of the code and the templates in a directory."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.suffix in (".py", ".html")]
    return [file.read_text() for file in files]


def uses(path, names):
    words = "|".join(map(re.escape, names))
    return any(re.search(rf"(?<![\w-])({words})(?![\w-])", text) for text in texts_of(path))


def declared():
    """The names of all dependencies, of every group."""
    project = tomllib.loads(PYPROJECT)
    for group in (project["project"]["dependencies"], *project["dependency-groups"].values()):
        yield from (re.match(r"[\w.-]+", line)[0] for line in group)


def test_every_dependency_says_who_uses_it():
    assert sorted(name for name, _paths in DEPENDENCY.findall(PYPROJECT)) == sorted(declared())


@pytest.mark.slow
@pytest.mark.parametrize(("dependency", "paths"), DEPENDENCY.findall(PYPROJECT))
def test_who_is_said_to_use_a_dependency_does(dependency, paths):
    names = names_of(dependency)

    assert [path for path in paths.split(", ") if not uses(ROOT / path, names)] == []


# ---- docs/


def test_every_word_of_the_glossary_is_used_in_the_code():
    words = re.findall(r"^- \*\*(.+?)\*\*: ", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)
    code = " ".join(
        path.read_text() for app in ("directory", "checklist") for path in (ROOT / app).rglob("*.py")
    )
    words_of_code = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code + PYPROJECT).lower()
    spoken = re.sub(r"[\W_]+", " ", words_of_code)

    assert len(set(words)) == len(words) > 50
    assert [word for word in words if not re.search(rf"\b{word.lower()}s?\b", spoken)] == []


def test_every_link_between_documents_leads_somewhere():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (document, link)
        for document in documents
        for link in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", document.read_text())
    ]

    assert links
    assert [(document.name, link) for document, link in links if not (document.parent / link).exists()] == []


def test_every_path_that_a_document_names_exists():
    """A path from the checkout, or from inside directory/, checklist/ or templates/."""
    roots = [ROOT, *(ROOT / name for name in ("directory", "checklist", "templates"))]
    missing = [
        (document.name, path)
        for document in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
        for path in re.findall(
            r"`((?:[\w.-]+/)+(?:[\w.-]+\.(?:py|toml|css|conf|html))?)`", document.read_text()
        )
        if not any((root / path).exists() for root in roots)
    ]

    assert missing == []


def test_every_decision_has_context_decision_and_consequences():
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))

    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text()
        assert text.startswith(f"# {int(path.name[:4])}. ")
        parts = re.findall(r"^\*\*(\w+)[.*]", text, re.MULTILINE)
        assert [one for one in parts if one not in ("Considered", "Measured")] == [
            "Context",
            "Decision",
            "Consequences",
        ]
