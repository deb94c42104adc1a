"""A testee for `agentwire conform`: the type ToolCallInfo of walrus. Run: python3 testee.py"""
import base64, json, sys


def refuse(text):
    raise ValueError(f"not JSON: {text}")


def read_and_write(message):
    # Objects become tuples of pairs, since a dict would forget a member that occurs twice.
    value = json.loads(message.decode("utf-8"), object_pairs_hook=tuple, parse_constant=refuse)
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")  # refuses 1e999 and lone surrogates
    call = {}
    for name in ("name", "arguments"):
        found = [member for other, member in value if other == name] if isinstance(value, tuple) else []
        if len(found) != 1 or not isinstance(found[0], str):
            raise ValueError(f"a ToolCallInfo has one string {name}")
        call[name] = found[0]
    return json.dumps(call, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request["id"]}
    if (request["op"], request["dialect"], request["type"]) != ("read", "walrus", "ToolCallInfo"):
        answer["skip"] = f"no {request['op']} of {request['dialect']}"
    else:
        try:
            answer["output"] = base64.b64encode(read_and_write(base64.b64decode(request["input"]))).decode()
        except (ValueError, RecursionError) as error:
            answer |= {"error": "refused", "message": str(error)}
    print(json.dumps(answer), flush=True)
