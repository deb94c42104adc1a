namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>The recorded sessions in <c>spec/</c>.</summary>
internal static class Session
{
    public static string Root => RepositoryRoot.Path;

    public static string Text(string dialect) =>
        File.ReadAllText(Path.Combine(Root, "spec", dialect, "sessions", "server.ndjson"));

    public static async IAsyncEnumerable<T> Read<T>(WireCodec<T> codec)
        where T : notnull
    {
        foreach (string line in Text(codec.Dialect).TrimEnd('\n').Split('\n'))
        {
            await Task.Yield();
            yield return codec.Read(line);
        }
    }
}
