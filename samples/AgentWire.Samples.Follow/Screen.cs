namespace AgentWire.Samples.Follow;

/// <summary>Shows messages as they arrive: the agent's text as running text, and the tags of all other messages.</summary>
internal sealed class Screen(TextWriter output, bool json = false, bool isTerminal = false)
{
    private const string Dim = "\e[2m";
    private const string Plain = "\e[0m";

    public async Task ShowAsync<T>(WireCodec<T> codec, IAsyncEnumerable<T> messages, Func<T, string?> said)
        where T : notnull
    {
        bool inText = false;
        await foreach (T message in messages)
        {
            string? words = json ? null : said(message);
            if (inText && words is null)
            {
                await output.WriteLineAsync();
            }

            inText = words is not null;
            await (words is null ? output.WriteLineAsync(Line(codec, message)) : output.WriteAsync(words));
            await output.FlushAsync();
        }

        if (inText)
        {
            await output.WriteLineAsync();
        }
    }

    private string Line<T>(WireCodec<T> codec, T message)
        where T : notnull
    {
        if (json)
        {
            return codec.ToJson(message);
        }

        codec.TryPeekTag(codec.ToUtf8Bytes(message), out string? tag);
        return isTerminal ? $"{Dim}[{tag}]{Plain}" : $"[{tag}]";
    }
}
