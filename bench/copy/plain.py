"""A plain dlt pipeline over the same result: one resource a kind of record, merged by id into SQLite.

Arguments: the file of lines, the folder to work in. Its last line is JSON.
"""

import json
import os
import resource
import sys
import time

import dlt

lines, folder = sys.argv[1], sys.argv[2]
os.makedirs(folder, exist_ok=True)


def kind(record):
    if "__parentId" not in record:
        return "orders"
    if "happenedAt" in record:
        return "agreements"
    return "sales" if "actionType" in record else "line_items"


@dlt.resource(name="records", primary_key="id", write_disposition="merge", table_name=kind)
def records():
    with open(lines, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


pipeline = dlt.pipeline(
    pipeline_name="shop",
    pipelines_dir=os.path.join(folder, "state"),
    destination=dlt.destinations.sqlalchemy("sqlite:///" + os.path.join(folder, "plain.sqlite")),
    dataset_name="shop",
)
count = sum(1 for _ in open(lines, encoding="utf-8"))
began = time.perf_counter()
pipeline.run(records())
seconds = time.perf_counter() - began
own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
print(
    json.dumps(
        {
            "version": dlt.__version__,
            "lines": count,
            "seconds": seconds,
            "cpuSeconds": cpu,
            "peakMegabytes": round(own.ru_maxrss / 1024),
        }
    )
)
