using AgentWire.AgUi;
using AgentWire.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Tests.Support;

public static class Streams
{
    public static RunAgentInput Input { get; } =
        new()
        {
            ThreadId = "t",
            RunId = "r",
            Messages = [new Message.User { Id = "u", Content = "Hi" }],
        };

    public static RunAgentInput WithTool(string name) =>
        Input with
        {
            Tools = [new Tool { Name = name, Description = "" }],
        };

    public static async IAsyncEnumerable<T> Of<T>(params IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    public static async Task<List<T>> All<T>(this IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (T item in items)
        {
            all.Add(item);
        }

        return all;
    }

    /// <summary>Returns the whole run of updates.</summary>
    public static Task<List<Event>> Run(params IEnumerable<ChatResponseUpdate> updates) =>
        Of(updates).ToRun(Input).All();

    /// <summary>Returns the tags of events, after checking that they are a run.</summary>
    public static string Tags(IEnumerable<Event> events)
    {
        RunVerifier verifier = new();
        foreach (Event next in events)
        {
            verifier.Verify(next);
        }

        verifier.End.ShouldBeOneOf(RunOutcome.Finished, RunOutcome.RunError);
        return string.Join(' ', events.Select(next => next.Tag));
    }
}
