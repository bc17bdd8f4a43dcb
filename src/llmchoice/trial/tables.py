"""The tables of a store. Another version of them has another number."""

APPLICATION = 0x6C6C6D63
"""What SQLite keeps to tell files apart: `llmc`."""
VERSION = 2
_TABLES = """
CREATE TABLE trial (salt BLOB NOT NULL);
CREATE TABLE cases (
    id TEXT PRIMARY KEY, place INTEGER, input TEXT NOT NULL, expected TEXT, tag TEXT, check_ TEXT);
CREATE TABLE answers (
    case_ TEXT NOT NULL REFERENCES cases (id), candidate TEXT NOT NULL, text TEXT NOT NULL,
    asked TEXT, tokens_in INTEGER, tokens_out INTEGER, seconds REAL, cost REAL, served_by TEXT,
    ended TEXT, origin TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (case_, candidate));
CREATE TABLE judgements (
    case_ TEXT NOT NULL, candidate TEXT NOT NULL, judge TEXT NOT NULL, mark TEXT NOT NULL,
    note TEXT, shown TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (case_, candidate, judge),
    FOREIGN KEY (case_, candidate) REFERENCES answers (case_, candidate));
CREATE TABLE attempts (
    number INTEGER PRIMARY KEY, case_ TEXT NOT NULL, candidate TEXT NOT NULL, began TEXT NOT NULL,
    ended TEXT, problem TEXT, cost REAL)
"""
SCHEMA = (
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
    *_TABLES.split(";"),
)
"""A statement each. A case without a place is no longer in the file of the cases."""
_COSTS = """
UPDATE attempts SET cost = (
    SELECT answers.cost FROM answers WHERE origin = 'run' AND at = attempts.ended
    AND answers.case_ = attempts.case_ AND answers.candidate = attempts.candidate)
"""
FROM_1 = (
    "ALTER TABLE attempts ADD COLUMN cost REAL",
    _COSTS,
    f"PRAGMA user_version = {VERSION}",
)
"""From version 1, in which an attempt did not keep what it cost."""
