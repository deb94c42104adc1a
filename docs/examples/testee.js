// A testee for `agentwire conform`: the type ToolCallInfo of walrus. Run: node testee.js
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readAndWrite(message) {
  const text = utf8.decode(message);
  const value = JSON.parse(text, (name, member) => {
    if (member === Infinity || member === -Infinity) throw new Error("a number that no double can hold");
    if (![name, member].every((each) => typeof each !== "string" || each.isWellFormed())) throw new Error("a lone surrogate");
    return member;
  });
  const names = []; // JSON.parse forgets a member that occurs twice
  let depth = 0;
  for (const token of text.match(/"(?:[^"\\]|\\.)*"\s*:?|[{}[\]]/g) ?? []) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth === 1 && token.endsWith(":")) names.push(JSON.parse(token.slice(0, -1)));
  }
  for (const name of ["name", "arguments"]) {
    const count = names.filter((other) => other === name).length;
    if (count !== 1 || typeof value[name] !== "string") throw new Error(`a ToolCallInfo has one string ${name}`);
  }
  return JSON.stringify({ name: value.name, arguments: value.arguments });
}

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, op, dialect, type, input } = JSON.parse(line);
  const answer = { id };
  if (`${op} ${dialect} ${type}` !== "read walrus ToolCallInfo") answer.skip = `no ${op} of ${dialect}`;
  else
    try {
      answer.output = Buffer.from(readAndWrite(Buffer.from(input, "base64"))).toString("base64");
    } catch (error) {
      Object.assign(answer, { error: "refused", message: error.message });
    }
  console.log(JSON.stringify(answer));
});
