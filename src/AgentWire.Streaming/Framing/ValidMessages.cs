using System.Runtime.CompilerServices;

namespace AgentWire.Streaming.Framing;

/// <summary>The valid messages among what is read.</summary>
internal static class ValidMessages
{
    /// <summary>Returns the valid messages. Others are passed to the callback, or end the sequence with their error if there is none.</summary>
    public static async IAsyncEnumerable<T> Of<T>(
        IAsyncEnumerable<WireItem<T>> items,
        Action<UnreadableMessage>? onUnreadable,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where T : notnull
    {
        await foreach (WireItem<T> item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (item.TryGetValue(out T? value))
            {
                yield return value;
                continue;
            }

            UnreadableMessage unreadable = item.Unreadable!;
            if (onUnreadable is null)
            {
                throw unreadable.Error.ToException();
            }

            onUnreadable(unreadable);
        }
    }
}
