using System.Text;
using AgentWire;
using AgentWire.AotSmoke;
using AgentWire.Walrus;

// Only the start-up, for measuring: one message is read and written.
if (args is ["start"])
{
    ServerMessage message = WalrusWire.Server.Read("""{"type":"stream","Chunk":{"content":"Hello"}}"""u8);
    Console.WriteLine(WalrusWire.Server.ToJson(message));
    return 0;
}

Tally tally = new();
foreach (string name in typeof(Tally).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
{
    using Stream resource = typeof(Tally).Assembly.GetManifestResourceStream(name)!;
    using StreamReader reader = new(resource, Encoding.UTF8);
    string text = reader.ReadToEnd();

    // A build on Windows uses its own separators.
    string[] path = name.Replace('\\', '/').Split('/');
    WireDialect dialect = WireDialects.All.Single(each => each.Name == path[0]);
    if (path[1] == "vectors")
    {
        Vectors.Run(text, dialect, tally);
    }
    else
    {
        Sessions.Run(text, path[2] == "server.ndjson" ? dialect.Server! : dialect.Client!, tally);
    }
}

OwnTypes.Run(tally);
foreach (string failure in tally.Failures)
{
    Console.Error.WriteLine(failure);
}

Console.WriteLine(
    $"{WireDialects.All.Count} dialects: {tally.Vectors} vectors, {tally.Messages} messages, {tally.Failures.Count} failures"
);
return tally is { Vectors: > 0, Messages: > 0, Failures.Count: 0 } ? 0 : 1;
