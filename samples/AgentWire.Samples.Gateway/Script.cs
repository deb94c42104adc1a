using System.Runtime.CompilerServices;
using AgentWire.Streaming;

namespace AgentWire.Samples.Gateway;

/// <summary>The recorded sessions, which replace an agent.</summary>
internal sealed class Script(TimeSpan delay)
{
    /// <summary>Returns the messages of a dialect's server, with a delay before each message.</summary>
    public async IAsyncEnumerable<T> Play<T>(
        WireCodec<T> codec,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
        where T : notnull
    {
        await using WireStreamReader<T> session = WireStreamReader.Create(
            Open($"{codec.Dialect}/sessions/"),
            WireFraming.NewlineDelimited,
            codec
        );
        await foreach (T message in session.ReadAllAsync(cancellationToken))
        {
            await Task.Delay(delay, cancellationToken);
            yield return message;
        }
    }

    public static Stream Open(string name) => typeof(Script).Assembly.GetManifestResourceStream(name)!;
}
