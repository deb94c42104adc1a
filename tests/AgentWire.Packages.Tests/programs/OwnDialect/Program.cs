using System.Text.Json;
using AgentWire;
using AgentWire.Lantern;

// Reads messages, handles their types, and writes them again. The contract does not know the last one.
foreach (
    string line in new[]
    {
        """{"kind":"hello","name":"n","age":18446744073709551615}""",
        """{"kind":"progress","Share":{"percent":4294967295}}""",
        """{"kind":"new","a":[1.0,-0]}""",
    }
)
{
    Event message = LanternWire.Server.Read(line);
    Console.WriteLine($"{message.GetType().Name} {LanternWire.Server.ToJson(message) == line}");
}

Console.WriteLine(
    JsonSerializer.Serialize<Event>(LanternWire.Server.Read("""{ "age" : 1, "name" : "x", "kind" : "hello" }"""))
);
Console.WriteLine(
    LanternWire.Server.TryRead("""{"kind":"hello","name":1,"age":1}""", out _, out WireError error) ? "read" : error
);
