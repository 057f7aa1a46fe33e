"""What the tester does not send, see schemathesis.toml."""

import schemathesis


def without_forbidden_name(value):
    if isinstance(value, dict):
        return {name: without_forbidden_name(inner) for name, inner in value.items() if name != "__proto__"}
    return [without_forbidden_name(inner) for inner in value] if isinstance(value, list) else value


@schemathesis.hook
def before_call(context, case, **kwargs):
    """The name is refused in a body at any depth, and a schema can say so only of the fields that it knows."""
    if case.meta is None or not case.meta.generation.mode.is_positive or not isinstance(case.body, (dict, list)):
        return
    body = without_forbidden_name(case.body)
    # A body that is set is judged anew, and the bytes of a file in a form then count as against the document.
    if body != case.body:
        case.body = body
