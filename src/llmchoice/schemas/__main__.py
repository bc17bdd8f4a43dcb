"""Writes the schemas again: `python -m llmchoice.schemas`, from a source tree."""

import json
from pathlib import Path

from llmchoice.files import write_whole
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.schemas import schemas

for name, schema in schemas(load_criteria()).items():
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    write_whole(Path(__file__).parent / name, text, force=True)
