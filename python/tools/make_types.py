"""Makes yaodian/_types.py from the schemas of the installed package: `python python/tools/make_types.py > python/yaodian/_types.py`."""

from __future__ import annotations

import json
from typing import Any, Mapping

from yaodian import _yaodian

KINDS = {
    "document": "Document", "outline": "ItemRow", "directives": "DirectiveRow", "tokens": "TokenRow", "terms": "TermRow",
    "diff": "DiffRow", "changes": "ChangeRow", "coverage": "CoverageRow", "reuse": "ReuseRow", "reuse-names": "ReuseNameRow",
    "reuse-clusters": "ReuseClusterRow", "reuse-matrix": "ReuseMatrixRow",
    "reuse-items": "ReuseItemRow",
}
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def name_of(part: Any, whole: Mapping[str, Any], named: "dict[str, Any]") -> str:
    """The type of a part of a schema; those that have a name are kept in `named`."""
    if not isinstance(part, Mapping):
        return "Any"
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        named.setdefault(name, whole["$defs"][name])
        return f'"{name}"'
    if "anyOf" in part or "oneOf" in part:
        choices = [name_of(one, whole, named) for one in part.get("anyOf") or part["oneOf"]]
        if all(choice.startswith("Literal[") for choice in choices):
            return f"Literal[{', '.join(choice[len('Literal['):-1] for choice in choices)}]"
        unique = list(dict.fromkeys(choices))
        return unique[0] if len(unique) == 1 else f"Union[{', '.join(unique)}]"
    kind = part.get("type")
    if "const" in part or "enum" in part:
        values = [part["const"]] if "const" in part else part["enum"]
        return f"Literal[{', '.join(json.dumps(value, ensure_ascii=False) for value in values)}]"
    if isinstance(kind, list):
        return f"Union[{', '.join(name_of({**part, 'type': one}, whole, named) for one in kind)}]"
    if kind == "array" and "prefixItems" in part:
        return f"list[{name_of(part['prefixItems'][0], whole, named)}]"
    if kind == "array":
        return f"list[{name_of(part.get('items'), whole, named)}]"
    return PLAIN.get(kind, "dict[str, Any]" if kind == "object" else "Any")


def described(name: str, part: Mapping[str, Any], whole: Mapping[str, Any], named: "dict[str, Any]") -> str:
    if part.get("type") != "object" or not part.get("properties"):
        return f"{name} = {name_of(part, whole, named)}\n"
    lines = [f"class {name}(TypedDict, total=False):", f'    """{part.get("description", name)}"""', ""]
    for field, inner in part["properties"].items():
        about = inner.get("description", "").replace("\n", " ")
        lines.append(f"    #: {about}" if about else "")
        lines.append(f"    {field}: {name_of(inner, whole, named)}")
    return "\n".join(line for line in lines if line or line == "") + "\n"


def main() -> None:
    print('"""The types of rows, made by make_types.py from the schemas."""\n')
    print("from __future__ import annotations\n\nfrom typing import Any, Literal, TypedDict, Union\n")
    named: "dict[str, Any]" = {}
    done: "set[str]" = set()
    parts = []
    for kind, name in KINDS.items():
        whole = json.loads(_yaodian.schema(kind))
        parts.append(described(name, whole, whole, named))
        while waiting := [one for one in named if one not in done]:
            for one in waiting:
                done.add(one)
                parts.append(described(one, named[one], whole, named))
    # What others are made of comes first: a name that stands for a type is looked up at once.
    parts.sort(key=lambda part: part.startswith("class"))
    print("\n\n".join(parts), end="")


if __name__ == "__main__":
    main()
