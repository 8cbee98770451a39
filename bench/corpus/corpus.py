#!/usr/bin/env python3
"""Writes the requests that the benchmark checks: `corpus.py FOLDER` makes rhea.jsonl and topaz.jsonl in it.

One request a line, as {"planted": [[kind, member], ...], "body": text}. Every second one is valid; the others have one to
three faults, each in a member of its own. The bodies differ as those of real callers do: order of members, white space,
escapes. The seed is fixed, and the files are in the repository: this script is here to show how they came about, and its
draws must not be reordered, since figures can only be compared over the same bodies.
"""

import json
import os
import random
import sys

R = random.Random(20260726)

HOSTS = [
    "hub.oxen.ai/api/repos/ox/Oxen-AI-Assets/file/main/images",
    "your-cdn.com",
    "cdn.example.org/v/2026/07",
    "s3.us-east-1.amazonaws.com/bucket-42",
]
FRAME_RATES = [24, 23.976, 25, 29.97, 30, 50, 59.94, 60]
SYMMETRIC = ["blur", "compression", "details", "halo", "noise"]

# What the faults are planted in. In `members`: s text, n number, b truth value, e listed text.
RHEA = {
    "address": "input_video",
    "members": {
        "input_video": "s", "resolution": "e", "interpolate_frames": "b", "target_fps": "n", "blur": "n",
        "compression": "n", "details": "n", "grain": "n", "grain_type": "e", "halo": "n", "noise": "n",
    },
    "ranged": ["blur", "compression", "details", "grain", "halo", "noise"],
    "ranges": {**dict.fromkeys(SYMMETRIC, (-1, 1)), "grain": (0, 0.1)},
    "not_listed": {
        "resolution": ["8k", "1080P", "", "480p"],
        "target_fps": [120, 29.98, 0, 24.5, -30],
        "grain_type": ["gray", "film", "Silver_Rich"],
        "model": ["topazlabs-proteus", ""],
    },
}
TOPAZ = {
    "address": "video_url",
    "members": {"video_url": "s", "upscale_factor": "e"},
    "not_listed": {"upscale_factor": ["3", "8", "", "2x"], "model": ["topaz-image", ""]},
}


def address():
    host = R.choice(HOSTS)
    name = R.choice(["winter_summer_ox", "source-480p", "clip", "IMG_%04d" % R.randrange(9999), "a" * R.randrange(4, 40)])
    if R.random() < 0.05:
        name += "-é"
    return f"{R.choice(['https', 'https', 'https', 'http'])}://{host}/{name}.{R.choice(['mp4', 'mov', 'mkv'])}"


def number(low, high):
    if R.random() < 0.25:
        ends = [int(low) if low == int(low) else low, 0]
        return R.choice(ends + ([int(high)] if high == int(high) else [high]))
    return round(R.uniform(low, high), R.choice([1, 2, 2, 3]) if high >= 1 else R.choice([2, 3, 4]))


def within(low, high):
    return min(max(number(low, high), low), high)


def rhea():
    body = {"model": "topazlabs-rhea-video", "input_video": address()}
    optional = {
        "resolution": lambda: R.choice(["720p", "1080p", "2k", "4k"]),
        "interpolate_frames": lambda: R.random() < 0.5,
        "target_fps": lambda: R.choice(FRAME_RATES),
        "blur": lambda: within(-1, 1),
        "compression": lambda: within(-1, 1),
        "details": lambda: within(-1, 1),
        "grain": lambda: within(0, 0.1),
        "grain_type": lambda: R.choice(["silver_rich", "gaussian", "grey"]),
        "halo": lambda: within(-1, 1),
        "noise": lambda: within(-1, 1),
    }
    share = R.choice([0.0, 0.5, 0.7, 1.0])
    for name, value in optional.items():
        if R.random() < share:
            body[name] = value()
    return body


def topaz():
    body = {"model": "topaz-video-upscaler", "video_url": address()}
    if R.random() < 0.7:
        body["upscale_factor"] = R.choice(["1", "2", "4"])
    return body


def plant_missing(body, model):
    if not {"model", model["address"]} <= set(body):
        return None
    name = R.choice(["model", model["address"]])
    body.pop(name)
    return name


def plant_type(body, model):
    name = R.choice([name for name in model["members"] if name != "model"])
    wrong = {
        "s": [5, True, None, ["x"], {"a": 1}],
        "n": ["0.5", True, None, [0], {}],
        "b": ["true", 1, None],
        "e": [2, None, True],
    }
    body[name] = R.choice(wrong[model["members"][name]])
    return name


def plant_range(body, model):
    name = R.choice(model["ranged"])
    low, high = model["ranges"][name]
    above, below = round(high + R.uniform(0.01, 3), 2), round(low - R.uniform(0.01, 3), 2)
    body[name] = R.choice([above, below, high + 1, low - 1, 1e3, -1e9])
    return name


def plant_not_listed(body, model):
    name = R.choice(list(model["not_listed"]))
    body[name] = R.choice(model["not_listed"][name])
    return name


def plant_unknown(body, model):
    name = R.choice(["upscale", "fps", "Model", "seed", "strength", "blur_", "resolution2"])
    body[name] = R.choice([1, "x", None, {"a": [1, 2, {"b": "c"}]}, [1, "2", False]])
    return name


def plant_data(body, model):
    body[model["address"]] = "data:video/mp4;base64," + "AAAAIGZ0eXBpc29t" * R.randrange(1, 12)
    return model["address"]


def written(body):
    members = list(body.items())
    if R.random() < 0.25:
        R.shuffle(members)
    body, style = dict(members), R.random()
    if style < 0.5:
        text = json.dumps(body, separators=(",", ":"), ensure_ascii=False)
    elif style < 0.75:
        text = json.dumps(body)  # as Python's `requests` writes it: é as an escape
    else:
        text = json.dumps(body, indent=2, ensure_ascii=False)
    if R.random() < 0.03:
        text = text.replace("/", "\\/")  # as PHP writes it
    return text


def planted(body, model, kinds):
    """Plants one to three faults, each in a member of its own; gives the body and the faults."""
    faults, touched = [], set()
    for _ in range(R.choice([1, 1, 2, 3])):
        for _ in range(20):
            before, plant = dict(body), R.choice(kinds)
            name = plant(body, model)
            if name is None or name in touched:
                body = before
                continue
            touched.add(name)
            faults.append([plant.__name__.removeprefix("plant_"), name])
            break
    return body, faults


def corpus(draw, model, kinds):
    for index in range(1000):
        body, faults = draw(), []
        if index % 2:
            body, faults = planted(body, model, kinds)
        yield {"planted": faults, "body": written(body)}


def main(folder):
    os.makedirs(folder, exist_ok=True)
    everywhere = [plant_unknown, plant_data]
    for name, rows in (
        ("rhea", corpus(rhea, RHEA, [plant_missing, plant_type, plant_range, plant_not_listed, *everywhere])),
        ("topaz", corpus(topaz, TOPAZ, [plant_missing, plant_type, plant_not_listed, *everywhere])),
    ):
        with open(os.path.join(folder, f"{name}.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)


if __name__ == "__main__":
    main(sys.argv[1])
