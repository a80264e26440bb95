"""A language model of kilobytes in optimum's layout: it knows which word may follow which, and no more."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers

WORD = r"\n| ?[^\s]+"


def write_writer(folder: Path, text: str, card: str = "") -> Path:
    """Write a model that goes on after a word as `text` does somewhere, and begins it where lost."""
    folder.mkdir(parents=True, exist_ok=True)
    words = _words(text)
    vocabulary = ["<unk>", *dict.fromkeys(words)]
    logits = np.full((len(vocabulary), len(vocabulary)), -50.0, np.float32)
    for one, other in zip(words, [*words[1:], words[0]], strict=True):
        logits[vocabulary.index(one), vocabulary.index(other)] = 0.0
    logits[0, vocabulary.index(words[0])] = 0.0
    onnx.save(_graph(logits), folder / "model.onnx")
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    if card:
        (folder / "model-card.toml").write_text(card, "utf-8")
    return folder


def _words(text: str) -> Sequence[str]:
    return re.findall(WORD, text)


def _tokenizer(vocabulary: Sequence[str]) -> Tokenizer:
    ids = {word: index for index, word in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(WORD), "isolated")
    tokenizer.decoder = decoders.Fuse()
    return tokenizer


def _graph(logits: npt.NDArray[np.float32]) -> onnx.ModelProto:
    """Logits looked up by the last word; one layer of caches that grows by a zero a token."""

    def value(name: str, kind: int, shape: list[int | str]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    cache = ["batch", 1, "past", 1]
    inputs = [
        value("input_ids", TensorProto.INT64, ["batch", "new"]),
        value("past_key_values.0.key", TensorProto.FLOAT, cache),
        value("past_key_values.0.value", TensorProto.FLOAT, cache),
    ]
    outputs = [
        value("logits", TensorProto.FLOAT, ["batch", "new", logits.shape[0]]),
        value("present.0.key", TensorProto.FLOAT, ["batch", 1, "grown", 1]),
        value("present.0.value", TensorProto.FLOAT, ["batch", 1, "grown", 1]),
    ]
    axes = helper.make_tensor("axes", TensorProto.INT64, [2], [1, 3])
    zero = helper.make_tensor("zero", TensorProto.FLOAT, [], [0.0])
    table = helper.make_tensor("table", TensorProto.FLOAT, logits.shape, logits.ravel().tolist())
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["logits"]),
        helper.make_node("Cast", ["input_ids"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["ids", "zero"], ["zeros"]),
        helper.make_node("Unsqueeze", ["zeros", "axes"], ["fresh"]),
        helper.make_node("Concat", ["past_key_values.0.key", "fresh"], ["present.0.key"], axis=2),
        helper.make_node("Concat", ["past_key_values.0.value", "fresh"], ["present.0.value"], axis=2),
    ]
    graph = helper.make_graph(nodes, "bigrams", inputs, outputs, [axes, zero, table])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
