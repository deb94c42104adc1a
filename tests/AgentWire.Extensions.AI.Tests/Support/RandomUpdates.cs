using System.Text;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Tests.Support;

/// <summary>Updates as chat clients send them, and worse: everything interleaved, with or without identifiers.</summary>
public static class RandomUpdates
{
    private static readonly string?[] Authors = [null, null, null, "", "Ada"];
    private static readonly ChatRole?[] Roles =
    [
        null,
        ChatRole.Assistant,
        ChatRole.Assistant,
        ChatRole.User,
        ChatRole.System,
    ];

    /// <summary>Creates updates.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="halves">Whether texts can begin and end in the middle of a surrogate pair.</param>
    public static List<ChatResponseUpdate> Create(int seed, bool halves)
    {
        Random random = new(seed);
        bool hasIds = random.Next(3) > 0;
        List<string> calls = [];
        List<ChatResponseUpdate> updates = [];
        for (int i = random.Next(30); i >= 0; i--)
        {
            List<AIContent> contents = [];
            for (int n = random.Next(4); n > 0; n--)
            {
                contents.Add(Content(random, calls, halves));
            }

            bool isResult = contents.Count == 1 && contents[0] is FunctionResultContent;
            updates.Add(
                new(isResult ? ChatRole.Tool : Roles[random.Next(Roles.Length)], contents)
                {
                    MessageId = hasIds ? $"m{random.Next(3)}" : null,
                    AuthorName = Authors[random.Next(Authors.Length)],
                    ModelId = $"model{random.Next(2)}",
                }
            );
        }

        return updates;
    }

    private static AIContent Content(Random random, List<string> calls, bool halves)
    {
        switch (random.Next(14))
        {
            case 0:
                calls.Add($"c{calls.Count}");
                return new FunctionCallContent(
                    calls[^1],
                    $"tool{random.Next(2)}",
                    random.Next(3) == 0
                        ? null
                        : new Dictionary<string, object?> { ["text"] = Text(random, halves), ["n"] = random.Next() }
                )
                {
                    InformationalOnly = random.Next(3) == 0,
                };
            case 1:
                return new FunctionResultContent(
                    calls.Count == 0 ? "unknown" : calls[random.Next(calls.Count)],
                    random.Next(2) == 0 ? Text(random, halves) : random.Next()
                );
            case 2:
                return new UsageContent(
                    new() { InputTokenCount = random.Next(100), OutputTokenCount = random.Next(100) }
                );
            case 3:
                return new DataContent(Encoding.UTF8.GetBytes($$"""{"n":{{random.Next()}}}"""), "application/json");
            case 4:
                return new DataContent(
                    """[{"op":"add","path":"/x","value":1}]"""u8.ToArray(),
                    "application/json-patch+json; charset=utf-8"
                );
            case 5:
                return new UriContent("https://example.org/a.png", "image/png");
            case 6 or 7 or 8:
                return new TextReasoningContent(Text(random, halves))
                {
                    ProtectedData = random.Next(5) == 0 ? "secret" : null,
                };
            default:
                return new TextContent(Text(random, halves));
        }
    }

    private static string Text(Random random, bool halves) =>
        random.Next(halves ? 6 : 3) switch
        {
            0 => "",
            1 => $"é{random.Next()}",
            2 => "😀",
            3 => "a\uD83D",
            4 => "\uDE00b",
            _ => "\uDE00\uD83D",
        };
}
