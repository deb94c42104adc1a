namespace AgentWire.Shared.Streams;

public static class Limited
{
    /// <summary>Long enough for the slowest machine. A test that takes longer has failed.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    public static Task<TResult> InTime<TResult>(this Task<TResult> task) => task.WaitAsync(Time);

    public static Task InTime(this Task task) => task.WaitAsync(Time);

    public static async Task<List<T>> ToList<T>(this IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }

    public static async Task<T> First<T>(this IAsyncEnumerable<T> items)
    {
        await foreach (T item in items)
        {
            return item;
        }

        throw new InvalidOperationException("There is none.");
    }

    /// <summary>Returns the messages that were read, and how the stream ended; null for a clean end.</summary>
    public static async Task<(List<T> Messages, Exception? End)> Outcome<T>(this IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        try
        {
            await foreach (T item in items)
            {
                list.Add(item);
            }

            return (list, null);
        }
        catch (Exception exception)
        {
            return (list, exception);
        }
    }
}
