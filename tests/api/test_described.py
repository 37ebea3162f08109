"""The description of the API: whole, valid, with words for everything, and no address that could hold a name."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import jsonschema_rs
import pytest

from upstander.api.served import api, description, paths_of
from upstander.api.table import TABLE
from upstander.policy.titles import DEEDS

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
PARAMETERS = {"number", "after", "before", "view", "closed", "plan", "area", "state", "Idempotency-Key"}
"""Numbers, marks and pages: nothing else stands in an address or a header."""


@pytest.fixture(scope="module")
def described():
    return json.loads(description())


def operations(described):
    return [(path, method, one) for path, methods in described["paths"].items() for method, one in methods.items()]


def test_it_is_openapi_3_1_and_every_model_is_a_valid_schema(described):
    assert described["openapi"].startswith("3.1.")
    for name, schema in described["components"]["schemas"].items():
        whole = {**schema, "$defs": described["components"]["schemas"]}
        moved = json.loads(json.dumps(whole).replace("#/components/schemas/", "#/$defs/"))
        assert jsonschema_rs.meta.is_valid(moved), name
        jsonschema_rs.validator_for(moved)


def test_every_operation_has_a_name_of_its_own_a_title_words_and_its_clause(described):
    found = [one for _, _, one in operations(described)]
    assert len({one["operationId"] for one in found}) == len(found)
    assert all(one["summary"] and one["description"] for one in found)
    for row in TABLE:
        for path, _ in paths_of(row):
            one = described["paths"][f"/api/v1/{path}"]["post"]
            assert one["summary"] == DEEDS[row.deed].title
            assert f"Clause {DEEDS[row.deed].clause}." in one["description"]
            assert "Raises" not in one["description"]


def test_every_operation_needs_a_key_and_says_what_may_go_wrong(described):
    for path, method, one in operations(described):
        assert one["security"] == [{"Key": []}], path
        assert {"200", "401", "403", "404", "422", "429"} <= set(one["responses"]), (path, method)
    assert described["components"]["securitySchemes"]["Key"] == {"type": "http", "scheme": "bearer"}


def test_no_address_and_no_parameter_holds_what_somebody_is_called_or_said(described):
    for path, _, one in operations(described):
        named = {parameter["name"] for parameter in one["parameters"]}
        assert named <= PARAMETERS, path
        assert set(re.findall(r"{(\w+)}", path)) <= {"number", "plan"}
        for parameter in one["parameters"]:
            schema = parameter["schema"]
            kinds = {schema.get("type"), *(kind.get("type") for kind in schema.get("anyOf", ()))}
            assert "pattern" in schema or kinds & {"integer", "boolean"}, (path, parameter["name"])


def test_every_text_list_and_number_that_is_sent_has_a_limit(described):
    def limited(schema, where):
        if "$ref" in schema:
            schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        for part in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
            limited(part, where)
        kind = schema.get("type")
        assert kind != "string" or {"maxLength", "enum", "const", "format"} & set(schema), (where, schema)
        assert kind != "array" or "maxItems" in schema, (where, schema)
        assert kind != "integer" or "maximum" in schema, (where, schema)
        assert kind != "object" or schema.get("additionalProperties") is False or "maxProperties" in schema or (
            "propertyNames" in schema), (where, schema)  # fmt: skip
        for name, inside in schema.get("properties", {}).items():
            limited(inside, f"{where}.{name}")
        if "items" in schema:
            limited(schema["items"], where)

    for path, _, one in operations(described):
        if "requestBody" in one:
            limited(one["requestBody"]["content"]["application/json"]["schema"], path)


def test_the_api_is_made_once():
    assert api() is api()


def examples():
    """Every command of the page, as its words."""
    blocks = re.findall(r"```sh\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ")
    return [shlex.split(f"curl{one}") for one in lines.split("curl") if one.strip()]


@pytest.mark.parametrize("words", examples(), ids=lambda words: words[-1][:40] if isinstance(words, list) else "")
def test_the_examples_of_the_page_work(came, reid, words):
    address = next(word for word in words if word.startswith("$UPSTANDER")).removeprefix("$UPSTANDER")
    headers = dict(words[n + 1].split(": ", 1) for n, word in enumerate(words) if word == "-H")
    assert headers.pop("Authorization") == "Bearer $KEY"
    body = words[words.index("-d") + 1] if "-d" in words else ""
    method = words[words.index("-X") + 1] if "-X" in words else "GET"
    response = reid._ask(method, address.removeprefix("/api/v1/"), body, headers)
    assert response.status_code == 200, response.content


def test_there_are_examples_of_reading_finding_and_doing():
    assert len(examples()) >= 8
