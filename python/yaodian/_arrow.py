"""Rows as Arrow tables, whose columns and types are those of the JSON Schema: the same for any text."""

from __future__ import annotations

import json
from typing import Any, Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.json


def fields(schema: Mapping[str, Any]) -> pa.Schema:
    """The columns."""
    return pa.schema([pa.field(name, _type(part, schema)) for name, part in schema["properties"].items()])


def table(schema: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """The rows as a table. What has no fixed fields (``fields`` of metadata) is JSON in a column of text."""
    shaped = [{name: _shaped(row.get(name), part, schema) for name, part in schema["properties"].items()} for row in rows]
    return pa.Table.from_pylist(shaped, schema=fields(schema))


def read(schema: Mapping[str, Any], parts: Iterable[str]) -> pa.Table:
    """Rows that are JSON Lines already, each with fixed fields, as a table: Arrow's own reader does it."""
    wanted = fields(schema)
    data = "".join(parts).encode()
    if not data:
        return wanted.empty_table()
    longest = max(map(len, data.split(b"\n")))
    how = pyarrow.json.ReadOptions(block_size=max(1 << 22, longest + 2))
    types = pyarrow.json.ParseOptions(explicit_schema=wanted, unexpected_field_behavior="ignore")
    return pyarrow.json.read_json(pa.BufferReader(data), read_options=how, parse_options=types)


def _resolved(part: Any, whole: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a part of a schema is, null left out."""
    if not isinstance(part, Mapping):
        return {}
    if "$ref" in part:
        return _resolved(whole["$defs"][part["$ref"].rsplit("/", 1)[-1]], whole)
    choices = [one for one in part.get("anyOf", ()) if one.get("type") != "null"]
    return _resolved(choices[0], whole) if len(choices) == 1 else part


def _kind(part: Mapping[str, Any]) -> str:
    kind = part.get("type")
    kinds = [kind] if isinstance(kind, str) else [one for one in kind or () if one != "null"]
    if not kinds and ("enum" in part or "oneOf" in part):
        return "string"
    return kinds[0] if len(kinds) == 1 else "any"


def _type(part: Any, whole: Mapping[str, Any]) -> pa.DataType:
    part = _resolved(part, whole)
    kind = _kind(part)
    if kind == "object" and part.get("properties"):
        return pa.struct([pa.field(name, _type(one, whole)) for name, one in part["properties"].items()])
    if kind == "array" and "prefixItems" in part:
        return pa.list_(_type(part["prefixItems"][0], whole))
    if kind == "array":
        return pa.list_(_type(part.get("items", {}), whole))
    plain = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    return plain.get(kind, pa.string())


def _shaped(value: Any, part: Any, whole: Mapping[str, Any]) -> Any:
    """A value as its type has it."""
    if value is None:
        return None
    part = _resolved(part, whole)
    kind = _kind(part)
    if kind == "object" and part.get("properties"):
        return {name: _shaped(value.get(name), one, whole) for name, one in part["properties"].items()}
    if kind == "array":
        one = part["prefixItems"][0] if "prefixItems" in part else part.get("items", {})
        return [_shaped(each, one, whole) for each in value]
    if kind in ("integer", "number", "boolean") or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
