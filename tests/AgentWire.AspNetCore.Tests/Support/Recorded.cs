namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>The recorded sessions in <c>spec/</c> as messages.</summary>
internal static class Recorded
{
    public static async IAsyncEnumerable<T> Messages<T>(WireCodec<T> codec)
        where T : notnull
    {
        foreach (string line in Session.Text(codec.Dialect).TrimEnd('\n').Split('\n'))
        {
            await Task.Yield();
            yield return codec.Read(line);
        }
    }
}
