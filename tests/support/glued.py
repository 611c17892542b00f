"""Finds sentences that are glued from translated pieces, in Python modules and in templates.

Another language orders and bends words in its own way, so a sentence is one message with placeholders.
"""

import ast
import re
from collections.abc import Iterator

GETTEXT = {"_", "gettext", "gettext_lazy", "lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
CASE_CHANGES = {"lower", "upper", "capitalize", "title", "casefold"}
CASE_FUNCTIONS = {"lower_first", "capfirst"}
# Between entries of a list, each of which is a whole message: that makes no sentence of them.
LIST_SEPARATORS = {"; ", " · ", "\n"}
# Signs after which a sentence, or a label before its value, is over.
ENDS = tuple(".?!:;…”)")


def glued_in_python(source: str) -> list[tuple[int, str]]:
    """(line, what) of each place in a module that joins, bends or nests translated text."""
    tree = ast.parse(source)
    _mark_names_of_texts(tree)
    return sorted({(node.lineno, what) for node in ast.walk(tree) for what in _faults(node)})


def _mark_names_of_texts(tree):
    """Mark the names, within each function or the module's top, to which translated text is assigned."""
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in scopes or [tree]:
        assigned = {
            target.id
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign) and _is_text(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(scope):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in assigned:
                node.holds_text = True


def _faults(node) -> Iterator[str]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and _is_any_text(node.left, node.right):
        yield "a translation + something"
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add) and _is_any_text(node.value):
        yield "something += a translation"
    if isinstance(node, ast.JoinedStr):
        values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        if any(_is_text(value) for value in values):
            yield "a translation in an f-string"
    if isinstance(node, ast.Call):
        yield from _faults_of_call(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and _is_text(node.left):
        values = node.right.values if isinstance(node.right, ast.Dict) else [node.right]
        if any(_is_fragment(value) for value in values):
            yield "a translated fragment inside a translation"


def _faults_of_call(node) -> Iterator[str]:
    function = node.func
    if isinstance(function, ast.Attribute):
        if function.attr in CASE_CHANGES | {"format", "replace"} and _is_text(function.value):
            yield f"a translation, .{function.attr}()"
        is_list = isinstance(function.value, ast.Constant) and function.value.value in LIST_SEPARATORS
        if function.attr == "join" and node.args and _has_text(node.args[0]) and not is_list:
            yield "translations joined"
        if function.attr == "join" and _is_text(function.value):
            yield "joined by a translation"
    elif isinstance(function, ast.Name) and function.id == "format_html" and node.args:
        first, *values = node.args
        is_mere_glue = isinstance(first, ast.Constant) and not re.search(
            r"<|\w", re.sub(r"{.*?}", "", first.value)
        )
        if is_mere_glue and _is_any_text(*values):
            yield "translations side by side in format_html()"
    elif isinstance(function, ast.Name) and function.id in CASE_FUNCTIONS:
        yield f"{function.id}()"


def _is_text(node) -> bool:
    """True if an expression is seen to be translated text."""
    if getattr(node, "holds_text", False):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in GETTEXT - {"_", "lazy"}
    if isinstance(node, ast.Subscript):
        return _is_text(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in GETTEXT:
            return True
        return node.func.id in ("str", "format_html") and any(_is_text(one) for one in node.args)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _is_text(node.left)
    if isinstance(node, ast.IfExp):
        return _is_text(node.body) or _is_text(node.orelse)
    return isinstance(node, ast.Attribute) and node.attr in ("label", "verbose_name")


def _is_any_text(*nodes) -> bool:
    return any(_is_text(node) for node in nodes)


def _has_text(node) -> bool:
    """True if an element of a list, or of a comprehension, is translated text."""
    if isinstance(node, ast.List | ast.Tuple):
        return any(_is_text(one) for one in node.elts)
    return isinstance(node, ast.GeneratorExp | ast.ListComp) and _is_text(node.elt)


def _is_fragment(node) -> bool:
    """True for a message that begins in lower case, and so is a piece of a sentence."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _is_fragment(node.left)
    if isinstance(node, ast.IfExp):
        return _is_fragment(node.body) or _is_fragment(node.orelse)
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT):
        return False
    first = node.args[0]
    return isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value[:1].islower()


COMMENT = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
TOKEN = re.compile(
    r"""(?xs)
    {%\s*trans(?:late)?\s+(?P<quote>["\'])(?P<translate>.*?)(?P=quote)(?P<as>\s+as\s+\w+)?\s*%}
    | {%\s*blocktranslate\b[^%]*%}(?P<block>.*?){%\s*endblocktranslate\s*%}
    | {%\s*(?P<logic>\w+)[^%]*%}
    | {{\s*(?P<variable>[^}]*)}}
    | <(?P<closing>/?)(?P<element>[a-zA-Z0-9]+)(?P<attributes>(?:{%.*?%}|{{.*?}}|"[^"]*"|[^">])*)>
    | (?P<words>[^<{]+|[<{])
    """
)
# Elements inside a sentence. A span with a class is a piece of the page of its own.
INLINE = {"a", "abbr", "b", "bdi", "code", "data", "del", "em", "i", "ins", "span", "strong", "time"}
TRANSPARENT_LOGIC = {"if", "endif", "with", "endwith", "load", "spaceless", "endspaceless"}


# Filters that bend or join what may be words of a sentence.
BENDING = re.compile(r"""\|(?:lower|capfirst|title|add:|join:(?!"(?:; | · | )")|pluralize)""")


def glued_in_template(source: str) -> list[tuple[int, str]]:
    """(line, what) of each place in a template where pieces of one line are joined to a sentence."""
    source = COMMENT.sub(lambda one: "\n" * one.group().count("\n"), source)
    found, before, open_tags = [], None, []
    for token in TOKEN.finditer(source):
        line = source.count("\n", 0, token.start()) + 1
        if token["variable"] and (bent := BENDING.search(token["variable"])):
            found.append((line, f"the filter {bent[0].strip('|:')}"))
        is_value = token["logic"] == "firstof" and before
        if is_value and (fault := _fault_between(before, ("variable", ""))):
            found.append((line, fault))
        if token["element"] or token["logic"]:
            if _is_boundary(token, open_tags):
                before = None
            continue
        piece = _piece(token)
        if before and piece and (fault := _fault_between(before, piece)):
            found.append((line, fault))
        before = piece or before
    return found


def _is_boundary(token, open_tags: list[bool]) -> bool:
    """True if a tag of HTML or of the template ends a line of text; keeps the inline tags that are open."""
    if token["logic"]:
        return token["logic"] not in TRANSPARENT_LOGIC
    if token["element"].lower() not in INLINE:
        return True
    if token["closing"]:
        return open_tags.pop() if open_tags else True
    name, attributes = token["element"].lower(), token["attributes"]
    is_apart = (name == "span" and "class=" in attributes) or (
        name == "a" and re.search(r'class="(?:alone|button)', attributes) is not None
    )
    open_tags.append(is_apart)
    return is_apart


def _piece(token):
    """("text", its words), ("variable", ""), ("words", them), or None for a blank or a named message."""
    if token["translate"] is not None:
        return None if token["as"] else ("text", token["translate"])
    if token["block"] is not None:
        return ("text", " ".join(re.sub(r"<[^>]*>", "", token["block"]).split()))
    if token["variable"] is not None:
        return ("variable", "")
    words = token["words"].strip()
    return ("words", words) if words else None


def _fault_between(before, after):
    (kind, words), (next_kind, next_words) = before, after
    if kind == "text" and not words.endswith(ENDS) and next_kind in ("text", "variable"):
        return f"“{words[-40:]}” goes on"
    if kind == "text" and not words.endswith(ENDS) and next_kind == "words" and next_words[0].isalpha():
        return f"“{words[-40:]}” and plain words"
    if kind in ("variable", "words") and next_kind == "text" and re.match(r"[a-z,]", next_words):
        return f"“{next_words[:40]}” goes on after something"
    return None
