namespace AgentWire.Shared;

/// <summary>The recorded sessions in <c>spec/</c>.</summary>
public static class Session
{
    public static string Text(string dialect) =>
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "spec", dialect, "sessions", "server.ndjson"));
}
