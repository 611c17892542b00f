"""`{% ready %}` and `{% hole %}`: parts of a template that are rendered once and kept (web/ready.py)."""

from django import template
from django.template.base import Node, TemplateSyntaxError, render_value_in_context
from django.template.loader_tags import BlockNode

from directory.web import ready

register = template.Library()


class HoleNode(Node):
    """Prints a variable where it is known, and leaves the mark of a hole where it is not."""

    def __init__(self, name):
        self.name, self.variable = name, template.Variable(name)

    def render(self, context):
        try:
            return render_value_in_context(self.variable.resolve(context), context)
        except template.VariableDoesNotExist:
            return ready.MARK.format(self.name)


@register.tag
def hole(parser, token):
    """`{% hole miles %}`: the place in a kept part for what differs. Elsewhere it is the variable itself."""
    try:
        _tag, name = token.split_contents()
    except ValueError:
        raise TemplateSyntaxError("{% hole %} takes the name of one variable.") from None
    if set(name) & set("\"'<>|"):
        raise TemplateSyntaxError("{% hole %} takes the name of a variable, without marks or filters.")
    return HoleNode(name)


class ReadyNode(Node):
    """A part of a template that sees its arguments alone, kept by their values and the language."""

    def __init__(self, arguments, nodelist):
        self.arguments, self.nodelist = arguments, nodelist
        self._variables = {}  # name of a hole → its template.Variable

    def render(self, context):
        values = tuple([expression.resolve(context) for expression in self.arguments.values()])
        part = ready.kept((self, values), lambda: self._make(values, context), ready.size_of_part)
        if not part.holes:
            return part.html
        return part.fill_in_order([self._filled(name, context) for name in part.holes])

    def _filled(self, name, context):
        variable = self._variables.get(name) or self._variables.setdefault(name, template.Variable(name))
        return render_value_in_context(variable.resolve(context), context)

    def _make(self, values, context):
        alone = template.Context(dict(zip(self.arguments, values, strict=True)))
        page = context.template
        with alone.render_context.push_state(page), alone.bind_template(page):
            return ready.Part(self.nodelist.render(alone))


@register.tag("ready")
def do_ready(parser, token):
    """`{% ready site_name by=question.order %}…{% endready %}`: kept by the values of its arguments.

    They must be hashable, and the same for many readers.
    """
    arguments = {}
    for word in token.split_contents()[1:]:
        name, _equals, expression = word.partition("=")
        arguments[name] = parser.compile_filter(expression or name)
        if not name.isidentifier():
            raise TemplateSyntaxError(f"“{name}” is not the name of a variable: write name={name}.")
    nodelist = parser.parse(["endready"])
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise TemplateSyntaxError(
            "A block inside {% ready %} would not see what another template puts into it."
        )
    return ReadyNode(arguments, nodelist)
