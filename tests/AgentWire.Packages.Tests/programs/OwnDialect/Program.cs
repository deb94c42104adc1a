using System.Text.Json;
using AgentWire;
using AgentWire.Lantern;

// Read, seen as what it is, and written as it came; the last one is an event that the contract does not know.
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
