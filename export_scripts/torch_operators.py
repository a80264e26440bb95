"""The ONNX operators of the singer's decoder, in torch: functions of a node's attributes and inputs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

Attributes = Mapping[str, Any]


def integers(tensor: Tensor) -> list[int]:
    """Return a tensor's values as numbers, for those that are shapes, axes or bounds."""
    return [int(value) for value in tensor.reshape(-1).tolist()]


def _unpacked(a: Attributes, packed: Tensor, scale: Tensor, zero: Tensor) -> Tensor:
    shape = [1] * packed.dim()
    if scale.numel() > 1:
        shape[a.get("axis", 1)] = -1
    return (packed.float() - zero.float().reshape(shape)) * scale.reshape(shape)


def _conv(a: Attributes, x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """Convolve in the weight's precision."""
    padded = functional.pad(x.to(weight.dtype), tuple(a.get("pads", (0, 0))))
    bias = None if bias is None else bias.to(weight.dtype)
    stride, apart, groups = a.get("strides", [1])[0], a.get("dilations", [1])[0], a.get("group", 1)
    if apart == 1:
        return functional.conv1d(padded, weight, bias, stride, groups=groups).to(x.dtype)
    if stride != 1:
        raise ValueError(f"A dilated convolution with a stride of {stride} is not known here.")
    return _dilated(padded, weight, bias, apart, groups).to(x.dtype)


def _dilated(x: Tensor, weight: Tensor, bias: Tensor | None, apart: int, groups: int) -> Tensor:
    """Convolve every `apart`th sample as a sound of its own: the gradient comes several times faster."""
    length = x.shape[2] - apart * (weight.shape[2] - 1)
    dealt = functional.pad(x, (0, -x.shape[2] % apart)).unflatten(2, (-1, apart))
    made = functional.conv1d(dealt.permute(0, 3, 1, 2).flatten(0, 1), weight, bias, groups=groups)
    return made.unflatten(0, (-1, apart)).permute(0, 2, 3, 1).flatten(2)[..., :length]


def _conv_transpose(a: Attributes, x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    before, after = a.get("pads", (0, 0))
    if before != after:
        raise ValueError(f"A transposed convolution with pads {before} and {after} is not known here.")
    return functional.conv_transpose1d(
        x,
        weight,
        bias,
        stride=a.get("strides", [1])[0],
        padding=before,
        output_padding=a.get("output_padding", [0])[0],
        groups=a.get("group", 1),
    )


def _normalised(a: Attributes, x: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
    return functional.instance_norm(x, weight=scale, bias=shift, eps=a.get("epsilon", 1e-5))


def _repeated(a: Attributes, x: Tensor, _roi: Tensor | None, scales: Tensor) -> Tensor:
    """Resize the last axis by repetition, the only way that is asked for after the source."""
    if (a["mode"], a["coordinate_transformation_mode"]) != (b"nearest", b"asymmetric"):
        raise ValueError(f"Resizing by {a['mode']!r} is not known here.")
    return x.repeat_interleave(int(scales[-1]), dim=-1)


def _padded(a: Attributes, x: Tensor, pads: Tensor) -> Tensor:
    """Pad the last axis alone."""
    sizes = integers(pads)
    return functional.pad(x, (sizes[x.dim() - 1], sizes[-1]), mode=a["mode"].decode())


def _sliced(
    _a: Attributes, x: Tensor, starts: Tensor, ends: Tensor, axes: Tensor, steps: Tensor | None = None
) -> Tensor:
    steps = torch.ones_like(starts) if steps is None else steps
    for start, end, axis, step in zip(*map(integers, (starts, ends, axes, steps)), strict=True):
        chosen = [slice(None)] * x.dim()
        chosen[axis] = slice(start, end, step)
        x = x[tuple(chosen)]
    return x


def _squeezed(_a: Attributes, x: Tensor, axes: Tensor) -> Tensor:
    return x.squeeze(tuple(integers(axes)))


def _unsqueezed(_a: Attributes, x: Tensor, axes: Tensor) -> Tensor:
    for axis in sorted(integers(axes)):
        x = x.unsqueeze(axis)
    return x


def _split(a: Attributes, x: Tensor, sizes: Tensor | None = None) -> Sequence[Tensor]:
    axis = a.get("axis", 0)
    parts: Sequence[Tensor] = x.chunk(a["outputs"], axis) if sizes is None else x.split(integers(sizes), axis)
    return parts


def _gathered(a: Attributes, x: Tensor, index: Tensor) -> Tensor:
    axis = a.get("axis", 0)
    rows = x.index_select(axis, index.reshape(-1) % x.shape[axis])
    return rows.reshape((*x.shape[:axis], *index.shape, *x.shape[axis + 1 :]))


def _scattered(_a: Attributes, x: Tensor, index: Tensor, values: Tensor) -> Tensor:
    changed = x.clone()
    changed[tuple(index.unbind(-1))] = values
    return changed


def _reshaped(_a: Attributes, x: Tensor, shape: Tensor) -> Tensor:
    return x.reshape([x.shape[at] if size == 0 else size for at, size in enumerate(integers(shape))])


def _divided(_a: Attributes, x: Tensor, y: Tensor) -> Tensor:
    return x / y if x.is_floating_point() else x // y


OPERATORS: Mapping[str, Callable[..., Any]] = {
    "Add": lambda _, x, y: x + y,
    "Concat": lambda a, *parts: torch.cat(parts, a["axis"]),
    "Conv": _conv,
    "ConvTranspose": _conv_transpose,
    "Cos": lambda _, x: x.cos(),
    "DequantizeLinear": _unpacked,
    "Div": _divided,
    "Equal": lambda _, x, y: x == y,
    "Exp": lambda _, x: x.exp(),
    "Expand": lambda _, x, shape: x * torch.ones(integers(shape), dtype=x.dtype),
    "Gather": _gathered,
    "Greater": lambda _, x, y: x > y,
    "InstanceNormalization": _normalised,
    "LeakyRelu": lambda a, x: functional.leaky_relu(x, a.get("alpha", 0.01)),
    "MatMul": lambda _, x, y: x @ y,
    "Mul": lambda _, x, y: x * y,
    "NonZero": lambda _, x: torch.nonzero(x).T,
    "Pad": _padded,
    "Range": lambda _, start, end, step: torch.arange(int(start), int(end), int(step)),
    "Reshape": _reshaped,
    "Resize": _repeated,
    "ScatterND": _scattered,
    "Shape": lambda _, x: torch.tensor(x.shape),
    "Sin": lambda _, x: x.sin(),
    "Slice": _sliced,
    "Split": _split,
    "Squeeze": _squeezed,
    "Sub": lambda _, x, y: x - y,
    "Transpose": lambda a, x: x.permute(a["perm"]),
    "Unsqueeze": _unsqueezed,
    "Where": lambda _, choice, x, y: torch.where(choice, x, y),
}
