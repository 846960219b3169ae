"""JSON that image generators write: graphs, in which only links tell a prompt from a negative one, and the metadata of pictures."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptlint.checker import check_file
from promptlint.settings import Settings
from promptlint.sources import Reading, SourceFile, read_bytes


def read(document: object) -> SourceFile:
    return read_bytes("x.json", json.dumps(document).encode(), Reading(("*",), "keys"))


def told(document: object) -> list[tuple[str, str | None, bool]]:
    """(text, negative, fragment) of the prompts, after a look at whether each stands where its map says."""
    source = read(document)
    for found in source.found:
        start, end = found.map.span_to_file(0, len(found.text))
        assert json.loads(f'"{source.text[start:end]}"') == found.text
    return [(found.text, found.negative, found.fragment) for found in source.found]


def node(kind: str, **inputs: object) -> dict[str, object]:
    return {"class_type": kind, "inputs": inputs}


def encode(text: object) -> dict[str, object]:
    return node("CLIPTextEncode", text=text, clip=["4", 1])


SAMPLER = node("KSampler", positive=["6", 0], negative=["7", 0], model=["4", 0], latent_image=["5", 0])
PLAIN = {"4": node("CheckpointLoaderSimple", ckpt_name="sd.safetensors"), "5": node("EmptyLatentImage", width=512)}


@pytest.mark.parametrize(
    ("nodes", "prompts"),
    [
        ({"3": SAMPLER, "7": encode("smile"), "6": encode("ugly")}, [("ugly", "smile", False)]),  # whatever their order and their words
        ({"3": SAMPLER, "6": encode("a face"), "7": encode("")}, [("a face", None, False)]),
        ({"3": SAMPLER, "6": encode("a face"), "7": node("ConditioningZeroOut", conditioning=["6", 0])}, [("a face", None, False)]),
        ({"3": SAMPLER, "6": encode(["8", 0]), "7": encode("bad"), "8": node("PrimitiveString", value="typed")}, [("typed", "bad", False)]),
        (
            {"3": SAMPLER, "6": encode(["8", 0]), "7": encode("bad"), "8": node("StringConcatenate", string_a="one", string_b="two")},
            [("one", "bad", True), ("two", "bad", True)],
        ),
        (
            {
                "3": SAMPLER,
                "6": node("ConditioningCombine", conditioning_1=["8", 0], conditioning_2=["9", 0]),
                "7": encode("bad"),
                "8": encode("left"),
                "9": node("ConditioningSetArea", conditioning=["10", 0], width=8),
                "10": encode("right"),
            },
            [("left", "bad", True), ("right", "bad", True)],
        ),
        (
            {
                "3": node("KSampler", positive=["1", 0], negative=["1", 1]),
                "1": node("ControlNetApplyAdvanced", positive=["6", 0], negative=["7", 0], control_net=["2", 0], image=["2", 0]),
                "6": encode("a face"),
                "7": encode("bad"),
            },
            [("a face", "bad", False)],
        ),
        (
            {"3": SAMPLER, "6": node("CLIPTextEncodeSDXL", text_g="a face", text_l="a face"), "7": encode("bad")},
            [("a face", "bad", False), ("a face", "bad", False)],
        ),
        (
            {
                "22": node("BasicGuider", model=["4", 0], conditioning=["26", 0]),
                "26": node("FluxGuidance", guidance=3.5, conditioning=["6", 0]),
                "6": node("CLIPTextEncodeFlux", clip_l="tags", t5xxl="a whole sentence", guidance=3.5),
            },
            [("tags", None, True), ("a whole sentence", None, True)],
        ),
        (
            {
                "1": SAMPLER,
                "2": node("KSamplerAdvanced", positive=["8", 0], negative=["9", 0]),
                "6": encode("base"),
                "7": encode("bad"),
                "8": encode("refined"),
                "9": encode("worse"),
                "99": encode("left over, leads nowhere"),
            },
            [("base", "bad", False), ("refined", "worse", False)],
        ),
        ({"1": node("Efficient Loader", positive="a face", negative="bad", ckpt_name="x")}, [("a face", "bad", False)]),
        ({"1": node("WanVideoTextEncode", positive_prompt="a face", negative_prompt="bad")}, [("a face", "bad", False)]),
        ({"3": SAMPLER, "6": encode(["8", 0]), "7": encode("bad"), "8": node("OllamaGenerate", prompt="describe it")}, []),
        (
            {"3": SAMPLER, "6": encode("both"), "7": node("Switch", input=["6", 0])},
            [("both", None, True)],
        ),  # of a text on both sides no side is told
        ({"6": encode("smile"), "7": encode("ugly")}, [("smile", None, True), ("ugly", None, True)]),
    ],
)
def test_a_graph_is_read_by_its_links(nodes: dict[str, Any], prompts: list[tuple[str, str | None, bool]]) -> None:
    graph = {**PLAIN, **nodes}
    assert told(graph) == prompts
    assert told({"prompt": graph, "client_id": "x"}) == prompts  # as it is sent
    assert told({"id": {"prompt": [1, "id", graph, {}, ["9"]], "outputs": {}}}) == prompts  # as the history keeps it


def test_what_cannot_be_told_is_said() -> None:
    assert "do not tell positive texts from negative ones" in read({"6": encode("smile")}).how
    assert "no text in it leads to a sampler" in read(PLAIN).how
    assert "lead to a sampler's positive input" in read({"3": SAMPLER, "6": encode("smile"), "7": encode("")}).how


def test_the_negative_prompt_of_a_graph_counts() -> None:
    graph = {"3": SAMPLER, "6": encode("nurse, slight smile, ward"), "7": encode("smile")}
    report = check_file("x.json", Settings(), data=json.dumps(graph).encode())
    assert "NEG102" in [finding.code for finding in report.findings()]


# Workflows of the editor


def drawn(number: int, kind: str, widgets: object = None, links: dict[str, int] | None = None, **more: object) -> dict[str, object]:
    """A node as litegraph writes it; its outputs carry conditioning."""
    inputs = [{"name": name, "type": "*", "link": link} for name, link in (links or {}).items()]
    outputs = [{"name": "CONDITIONING", "type": "CONDITIONING"}]
    return {"id": number, "type": kind, "mode": 0, "inputs": inputs, "outputs": outputs, "widgets_values": widgets, **more}


KSAMPLER = drawn(3, "KSampler", [1, "randomize", 20, "euler"], {"positive": 4, "negative": 6})


def workflow(*nodes: object, links: list[list[object]], **more: object) -> dict[str, object]:
    return {"nodes": [KSAMPLER, *nodes], "links": [[*link, "CONDITIONING"] for link in links], **more}


BOTH = [[4, 6, 0, 3, 0], [6, 7, 0, 3, 1]]
BAD = drawn(7, "CLIPTextEncode", ["bad"])


@pytest.mark.parametrize(
    ("value", "prompts"),
    [
        (workflow(drawn(6, "CLIPTextEncode", ["a face"]), BAD, links=BOTH), [("a face", "bad", False)]),
        (workflow(drawn(6, "CLIPTextEncode", ["a face"], mode=2), BAD, links=BOTH), []),
        (workflow(drawn(6, "CLIPTextEncode", ["a face"], mode=4), BAD, links=BOTH), []),
        (workflow(drawn(6, "CLIPTextEncode", {"text": "a face"}), BAD, links=BOTH), [("a face", "bad", False)]),
        (
            workflow(drawn(6, "CLIPTextEncodeSDXL", [1024, 1024, 0, 0, 1024, 1024, "one", "two"]), BAD, links=BOTH),
            [("one", "bad", True), ("two", "bad", True)],
        ),
        (
            workflow(drawn(6, "Reroute", None, {"": 9}), drawn(8, "CLIPTextEncode", ["a face"]), BAD, links=[*BOTH, [9, 8, 0, 6, 0]]),
            [("a face", "bad", False)],
        ),
        (
            workflow(
                drawn(6, "CLIPTextEncode", ["stale"], {"text": 9}), drawn(8, "PrimitiveNode", ["typed", "fixed"]), BAD,
                links=[*BOTH, [9, 8, 0, 6, 0]],
            ),
            [("typed", "bad", False)],
        ),
        (
            workflow(
                drawn(6, "ConditioningAverage", [1.0], {"conditioning_to": 9}, mode=4), drawn(8, "CLIPTextEncode", ["a face"]), BAD,
                links=[*BOTH, [9, 8, 0, 6, 0]],
            ),
            [("a face", "bad", False)],
        ),
        (
            workflow(
                drawn(6, "GetNode", ["look"]), drawn(9, "SetNode", ["look"], {"CONDITIONING": 9}), drawn(8, "CLIPTextEncode", ["a face"]),
                BAD, links=[*BOTH, [9, 8, 0, 9, 0]],
            ),
            [("a face", "bad", False)],
        ),
    ],
)  # fmt: skip
def test_a_workflow_is_read_by_its_links(value: object, prompts: list[tuple[str, str | None, bool]]) -> None:
    assert told(value) == prompts
    assert told({"workflow": value}) == prompts  # as SwarmUI keeps it


def test_widgets_that_a_workflow_names_itself() -> None:
    named = [{"name": name, "type": kind, "widget": {"name": name}, "link": None} for name, kind in (("mode", "COMBO"), ("text", "STRING"))]
    encoder = {**drawn(6, "SomebodysEncode", ["lazy", 7, "fixed", "a face"]), "inputs": named}
    assert told(workflow(encoder, BAD, links=BOTH)) == [("a face", "bad", False)]


def subgraphed(instance: dict[str, object], inner: list[dict[str, object]]) -> dict[str, object]:
    """A workflow in which the positive conditioning comes out of a subgraph with one encoder."""
    nodes = [drawn(1, "CLIPTextEncode", ["inside"], {"text": 2} if inner else None)]
    out = {"id": 1, "origin_id": 1, "origin_slot": 0, "target_id": -20, "target_slot": 0, "type": "CONDITIONING"}
    definition = {"id": "9f-uuid", "nodes": nodes, "links": [out, *inner]}
    return workflow(instance, BAD, links=BOTH, definitions={"subgraphs": [definition]})


def test_subgraphs_are_seen_through() -> None:
    assert told(subgraphed(drawn(6, "9f-uuid"), [])) == [("inside", "bad", False)]
    assert told(subgraphed(drawn(6, "9f-uuid", mode=2), [])) == []
    entry = {"id": 2, "origin_id": -10, "origin_slot": 0, "target_id": 1, "target_slot": 0, "type": "STRING"}
    widget = {"name": "text", "type": "STRING", "widget": {"name": "text"}, "link": None}
    assert told(subgraphed({**drawn(6, "9f-uuid", ["promoted"]), "inputs": [widget]}, [entry])) == [("promoted", "bad", False)]
    assert told(subgraphed({**drawn(6, "9f-uuid", []), "inputs": [widget]}, [entry])) == [("inside", "bad", False)]


def test_of_a_graph_and_its_workflow_only_the_graph_is_read() -> None:
    graph = {"3": SAMPLER, "6": encode("ran"), "7": encode("bad")}
    assert told({"workflow": workflow(drawn(6, "CLIPTextEncode", ["drawn"]), BAD, links=BOTH), "prompt": graph}) == [("ran", "bad", False)]


SMALL = st.recursive(
    st.none() | st.integers(-20, 20) | st.sampled_from(["text", "a face", "Reroute", "u", "positive", "CLIPTextEncode", "-10"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["nodes", "links", "id", "type", "inputs", "link", "mode", "widgets_values", "class_type", "positive", "negative", "text",
             "definitions", "subgraphs", "origin_id", "target_id", "edges", "data", "source", "target", "name", "uc", "prompt", "image"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@given(st.fixed_dictionaries({"nodes": st.lists(SMALL, max_size=4), "links": st.lists(SMALL, max_size=4)}, optional={"definitions": SMALL}))
def test_no_workflow_makes_reading_fail(value: object) -> None:
    told(value)


@given(SMALL)
def test_no_document_makes_reading_fail(value: object) -> None:
    told(value)
    told({"nodes": value, "edges": [value], "uc": value, "image": value})
    told({"sui_image_params": value, "app_id": 1, "image": {"prompt": value}})


def test_links_in_a_circle_end() -> None:
    graph = {"3": SAMPLER, "6": node("ConditioningCombine", conditioning_1=["6", 0], conditioning_2=["8", 0]), "8": encode("a face")}
    assert told(graph) == [("a face", None, False)]
    turning = workflow(
        drawn(6, "Reroute", None, {"": 9}), drawn(8, "Reroute", None, {"": 10}), links=[*BOTH, [9, 8, 0, 6, 0], [10, 6, 0, 8, 0]]
    )
    assert told(turning) == []


def test_a_tangle_of_links_costs_little() -> None:
    """Many samplers at the end of one long chain, long detours, subgraphs full of subgraphs: made to be slow, they are given up."""
    chain = {f"c{number}": node("ConditioningCombine", conditioning_1=[f"c{number + 1}", 0]) for number in range(1500)}
    graph = {str(number): node("KSampler", positive=["c0", 0], negative=["7", 0]) for number in range(1500)} | chain
    detour = [drawn(number, "Reroute", None, {"": number}) for number in range(10, 9000)]
    links = [[number, number + 1, 0, number, 0] for number in range(10, 9000)]
    full = [{"id": f"u{depth}", "nodes": [drawn(n, f"u{depth + 1}") for n in range(10)], "links": []} for depth in range(8)]
    before = time.process_time()
    assert told({**graph, "7": encode("bad")}) == [("bad", None, True)]
    assert told(workflow(*detour, links=[[4, 10, 0, 3, 0], *links])) == []
    assert told(workflow(drawn(1, "u0"), links=[], definitions={"subgraphs": full})) == []
    assert time.process_time() - before < 10


# The metadata of pictures


@pytest.mark.parametrize(
    ("document", "prompts", "how"),
    [
        (
            {"sui_image_params": {"prompt": "a face", "negativeprompt": "bad", "model": "x"}, "sui_extra_data": {"prompt": "no"}},
            [("a face", "bad", False)],
            "SwarmUI",
        ),
        ({"prompt": "a face", "uc": "bad", "steps": 28}, [("a face", "bad", False)], "NovelAI"),
        (
            {
                "prompt": "two girls",
                "uc": "bad",
                "v4_prompt": {"caption": {"base_caption": "two girls", "char_captions": [{"char_caption": "girl, smile"}]}},
                "v4_negative_prompt": {"caption": {"base_caption": "bad", "char_captions": [{"char_caption": "frown"}]}},
            },
            [("two girls", "bad", False), ("girl, smile", "frown", False)],
            "NovelAI",
        ),
        (
            {"positive_prompt": "a face", "negative_prompt": "bad", "positive_style_prompt": "oil", "negative_style_prompt": ""},
            [("a face", "bad", False), ("oil", None, True)],
            "InvokeAI",
        ),
        ({"positive_prompt": "a face", "negative_prompt": "bad", "seed": 1}, [("a face", "bad", False)], "positive_prompt"),
        (
            {
                "app_id": "invoke-ai/InvokeAI",
                "image": {"prompt": [{"prompt": "a face", "weight": 1.0}, {"prompt": "bad", "weight": -1.0}]},
            },
            [("a face", "bad", False)],
            "InvokeAI's older",
        ),
        ({"app_id": "x", "image": {"prompt": "a face [bad]"}}, [("a face [bad]", None, False)], "InvokeAI's older"),
        (
            {
                "prompt": "a face",
                "negative_prompt": "bad",
                "full_prompt": ["cinematic still a face"],
                "full_negative_prompt": ["bad, ugly"],
            },
            [("a face", "bad", False)],
            "Fooocus",
        ),
        ({"Prompt": "a face", "Negative Prompt": "bad", "Sharpness": 2}, [("a face", "bad", False)], "Fooocus"),
        ({"image": {"prompt": "a face"}, "prompt": "other"}, [("a face", None, False), ("other", None, False)], "values under"),
    ],
)
def test_metadata(document: object, prompts: list[tuple[str, str | None, bool]], how: str) -> None:
    assert told(document) == prompts
    assert how in read(document).how


def test_a_workflow_of_invokeai() -> None:
    def one(name: str, kind: str, **inputs: str) -> dict[str, object]:
        return {"id": name, "data": {"type": kind, "inputs": {key: {"name": key, "value": value} for key, value in inputs.items()}}}

    def edge(source: str, target: str, field: str) -> dict[str, str]:
        return {"source": source, "sourceHandle": "x", "target": target, "targetHandle": field}

    nodes = [
        one("s", "string", value="a face"),
        one("p", "sdxl_compel_prompt", prompt="", style=""),
        one("n", "compel", prompt="bad"),
        one("d", "denoise_latents"),
        one("note", "notes", value="not a prompt"),
    ]
    edges = [edge("s", "p", "prompt"), edge("p", "d", "positive_conditioning"), edge("n", "d", "negative_conditioning")]
    assert told({"name": "w", "nodes": nodes, "edges": edges}) == [("a face", "bad", False)]
    graph = {
        "nodes": {"p": {"id": "p", "type": "compel", "prompt": "a face"}, "d": {"id": "d", "type": "denoise_latents"}},
        "edges": [{"source": {"node_id": "p", "field": "conditioning"}, "destination": {"node_id": "d", "field": "positive_conditioning"}}],
    }
    assert told(graph) == [("a face", None, False)]


def test_every_line_may_be_another_generators() -> None:
    lines = [{"prompt": "a face", "uc": "bad"}, {"prompt": "plain"}, {"3": SAMPLER, "6": encode("ran"), "7": encode("")}]
    data = "\n".join(map(json.dumps, lines)).encode()
    source = read_bytes("x.jsonl", data, Reading(("*",), "keys"))
    assert [found.place for found in source.found] == ["line 1 $.prompt", "line 2 $.prompt", "line 3 $['6'].inputs.text"]


def test_paths_of_the_configuration_come_before_all_that() -> None:
    document = {"prompt": "one", "uc": "two", "class_type": "x"}
    source = read_bytes("x.json", json.dumps(document).encode(), Reading(("*",), "keys", prompt=("$.uc",)))
    assert [found.text for found in source.found] == ["two"]
