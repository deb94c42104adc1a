using System.Runtime.CompilerServices;
using AgentWire.Streaming;

namespace AgentWire.Samples.Gateway;

/// <summary>The recorded sessions, in the place of an agent.</summary>
internal sealed class Script(TimeSpan delay)
{
    /// <summary>What a dialect's server sends, with a pause before each message.</summary>
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
