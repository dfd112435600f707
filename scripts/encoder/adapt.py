"""Adapt the sentence encoder to how people write about this disease, by contrast on the project's own examples.

Run in a throw-away environment with torch (CPU), from the repository root:

    python -m scripts.encoder.adapt --weights MODEL_DIR --out OUT_DIR [--epochs 6]

MODEL_DIR holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2. The result, `model.safetensors` with the
same names, is turned into the int8 graph by `bot.language.encoder.build.build_from_weights`.
Loss: supervised contrast within a batch of intents × examples, plus a linear head (thrown away afterwards).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
import yaml
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[2]


def read_examples() -> list[tuple[str, str]]:
    """All (text, intent) pairs of data/nlu, prepared as the classifier sees them."""
    import sys

    sys.path.insert(0, str(ROOT))
    from bot.language.intents.wording import prepare

    pairs = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                text = line.strip().removeprefix("- ").strip()
                if text:
                    pairs.append((prepare(text), block["intent"]))
    return pairs


class Bert(nn.Module):
    """BERT with Hugging Face weight names, as small as it can be written."""

    def __init__(self, weights: dict[str, Tensor], layers: int = 6, heads: int = 12, dropout: float = 0.1) -> None:
        super().__init__()
        self.names = [k for k in weights if not k.startswith("pooler") and "position_ids" not in k]
        self.values = nn.ParameterList([nn.Parameter(weights[k].clone().float()) for k in self.names])
        self.index = {k: i for i, k in enumerate(self.names)}
        self.layers, self.heads, self.dropout = layers, heads, dropout

    def w(self, name: str) -> Tensor:
        return self.values[self.index[name]]

    def lin(self, x: Tensor, p: str) -> Tensor:
        return F.linear(x, self.w(p + ".weight"), self.w(p + ".bias"))

    def norm(self, x: Tensor, p: str) -> Tensor:
        return F.layer_norm(x, x.shape[-1:], self.w(p + ".weight"), self.w(p + ".bias"), 1e-12)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        n, length = ids.shape
        x = F.embedding(ids, self.w("embeddings.word_embeddings.weight"))
        x = (
            x
            + self.w("embeddings.position_embeddings.weight")[:length]
            + self.w("embeddings.token_type_embeddings.weight")[0]
        )
        x = F.dropout(self.norm(x, "embeddings.LayerNorm"), self.dropout, self.training)
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in range(self.layers):
            p = f"encoder.layer.{layer}"
            q, k, v = (
                self.lin(x, f"{p}.attention.self.{part}").view(n, length, self.heads, -1).transpose(1, 2)
                for part in ("query", "key", "value")
            )
            a = F.scaled_dot_product_attention(
                q, k, v, attn_mask=bias, dropout_p=self.dropout if self.training else 0.0
            )
            a = a.transpose(1, 2).reshape(n, length, -1)
            a = F.dropout(self.lin(a, f"{p}.attention.output.dense"), self.dropout, self.training)
            x = self.norm(a + x, f"{p}.attention.output.LayerNorm")
            h = F.dropout(
                self.lin(F.gelu(self.lin(x, f"{p}.intermediate.dense")), f"{p}.output.dense"),
                self.dropout,
                self.training,
            )
            x = self.norm(h + x, f"{p}.output.LayerNorm")
        m = mask.float()[:, :, None]
        return F.normalize((x.float() * m).sum(1) / m.sum(1), dim=-1)

    def export(self, path: Path) -> None:
        save_file({k: self.values[i].detach().contiguous() for k, i in self.index.items()}, path)


def batches(pairs: list[tuple[str, str]], intents: int, each: int, rng: random.Random) -> list[list[int]]:
    """Batches of `intents` × `each` examples, so that all examples meet friends and strangers."""
    by: dict[str, list[int]] = {}
    for i, (_, intent) in enumerate(pairs):
        by.setdefault(intent, []).append(i)
    chunks = []
    for rows in by.values():
        rng.shuffle(rows)
        chunks += [rows[i : i + each] for i in range(0, len(rows), each)]
    rng.shuffle(chunks)
    return [[row for chunk in chunks[i : i + intents] for row in chunk] for i in range(0, len(chunks), intents)]


def encode_ids(tokenizer: Tokenizer, texts: list[str], limit: int = 56) -> tuple[Tensor, Tensor]:
    rows = [tokenizer.encode(t).ids[:limit] for t in texts]
    width = max(map(len, rows))
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
    return ids, mask


def encode_batch(model: Bert, tokenizer: Tokenizer, texts: list[str], pieces: int = 4) -> Tensor:
    """Vectors of a batch, computed in pieces of similar length: most messages are short, and padding is work."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    size = math.ceil(len(texts) / pieces)
    made = [model(*encode_ids(tokenizer, [texts[i] for i in order[k : k + size]])) for k in range(0, len(texts), size)]
    back = torch.empty(len(texts), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(texts))
    return torch.cat(made)[back]


def noisy(text: str, rng: random.Random) -> str:
    """Now and then a typing error or a lost word, as phones make them, or no name of the disease."""
    if len(text.split()) > 4 and rng.random() < 0.15:
        text = " ".join(text.replace("calciphylaxis", "it" if rng.random() < 0.5 else "").split())
    if rng.random() > 0.25:
        return text
    words = text.split()
    if len(words) > 4 and rng.random() < 0.4:
        words.pop(rng.randrange(len(words)))
        return " ".join(words)
    i = rng.randrange(len(words))
    w = words[i]
    if len(w) > 3:
        j = rng.randrange(len(w) - 1)
        words[i] = rng.choice([w[:j] + w[j + 1 :], w[:j] + w[j + 1] + w[j] + w[j + 2 :], w[:j] + w[j] + w[j:]])
    return " ".join(words)


def train(arguments: argparse.Namespace) -> None:
    rng = random.Random(arguments.seed)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    pairs = read_examples()
    names = sorted({intent for _, intent in pairs})
    number = {name: i for i, name in enumerate(names)}
    tokenizer = Tokenizer.from_file(str(arguments.weights / "tokenizer.json"))
    tokenizer.no_padding()
    model = Bert(load_file(arguments.weights / "model.safetensors"))
    head = nn.Linear(384, len(names))
    frozen = {"embeddings.position_embeddings.weight", "embeddings.token_type_embeddings.weight"}
    body = [p for name, p in zip(model.names, model.values, strict=True) if name not in frozen]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": arguments.rate}, {"params": head.parameters(), "lr": 2e-3}], weight_decay=0.01
    )
    steps = arguments.epochs * math.ceil(len(pairs) / 64)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [arguments.rate, 2e-3], total_steps=steps + 50, pct_start=0.1
    )
    started = time.time()
    for epoch in range(arguments.epochs):
        model.train()
        total, count = 0.0, 0
        for rows in batches(pairs, 16, 4, rng):
            texts = [noisy(pairs[i][0], rng) for i in rows]
            y = torch.tensor([number[pairs[i][1]] for i in rows])
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=arguments.half):
                vectors = encode_batch(model, tokenizer, texts).float()
            similar = vectors @ vectors.T / 0.07
            similar.fill_diagonal_(-1e9)
            friends = (y[:, None] == y[None, :]) & ~torch.eye(len(rows), dtype=torch.bool)
            log_p = F.log_softmax(similar, dim=1)
            has = friends.any(1)
            contrast = -(log_p * friends).sum(1)[has] / friends.sum(1)[has]
            classes = F.cross_entropy(head(vectors) * 12.0, y, label_smoothing=0.1)
            loss = contrast.mean() + classes
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body, 1.0)
            optimiser.step()
            schedule.step()
            if count % 20 == 0:
                print(f"  step {count}: {time.time() - started:.0f} s", flush=True)
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1}: loss {total / count:.3f}, {time.time() - started:.0f} s", flush=True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    model.export(arguments.out / "model.safetensors")
    (arguments.out / "tokenizer.json").write_bytes((arguments.weights / "tokenizer.json").read_bytes())
    facts: dict[str, Any] = {
        "examples": len(pairs),
        "intents": len(names),
        "epochs": arguments.epochs,
        "seed": arguments.seed,
    }
    (arguments.out / "adapted.json").write_text(json.dumps(facts, indent=2))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--half", action="store_true", help="bfloat16 products, for processors that have them")
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())
