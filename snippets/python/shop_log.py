"""Logs that lead to an order: one JSON object a line. Standard library only; works beside Django, Flask and FastAPI."""

import json
import logging
import os
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timezone

_ids: ContextVar[dict[str, str]] = ContextVar("ids", default={})

#: What leads from a line to an order. Nothing else of `extra` is written, so that no address slips in.
KEYS = (
    "order_id",
    "order_name",
    "checkout_token",
    "cart_token",
    "customer_id",
    "request_id",
    "trace_id",
    "error_code",
)

_LEVELS = {"WARNING": "warn", "NOTSET": "info"}


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": _LEVELS.get(record.levelname, record.levelname.lower()),
            "service_name": os.environ.get("SERVICE_NAME", "orders"),
            "environment": os.environ.get("ENVIRONMENT", "production"),
            "message": record.getMessage(),
            **_ids.get(),
        }
        for key in KEYS:
            if getattr(record, key, None) is not None:
                line[key] = str(getattr(record, key))
        if record.exc_info and record.exc_info[1] is not None:
            line.setdefault("error_code", getattr(record.exc_info[1], "code", type(record.exc_info[1]).__name__))
            line["stack"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up(level: int = logging.INFO) -> None:
    """Call once, before the first line."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)


@contextmanager
def ids(**known: str):
    """Every line within bears these ids, in threads of `asyncio` too."""
    token = _ids.set({**_ids.get(), **known})
    try:
        yield
    finally:
        _ids.reset(token)
