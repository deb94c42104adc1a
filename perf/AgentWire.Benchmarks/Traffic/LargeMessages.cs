using System.Globalization;
using System.Text;
using AgentWire.AgUi;
using AgentWire.Walrus;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Messages of a given size that consist of one large value.</summary>
internal static class LargeMessages
{
    public const int Kilobyte = 1024;
    public const int Megabyte = 1024 * Kilobyte;

    /// <summary>The sizes for which the cost per byte is compared. The last one is just within the limit of the codec.</summary>
    public static readonly int[] Sizes =
    [
        16 * Kilobyte,
        128 * Kilobyte,
        Megabyte,
        4 * Megabyte,
        (16 * Megabyte) - Kilobyte,
    ];

    /// <summary>The kinds of message that are created in each of these sizes.</summary>
    public static readonly string[] Shapes = ["text", "list", "opaque", "messages"];

    private const string Ascii = "The quick brown fox jumps over the lazy dog, twice. ";
    private const string Escaped = "let s = \"quoted\";\n\tprintln!(\"{}\\n\", s);\n";
    private const string European = "Größere Übungen, déjà vu à Malmö, año nuevo: fünf Sätze. ";
    private const string Asian = "你好，世界。これは長い文章です。안녕하세요 여러분 🚇 ";

    /// <summary>The texts from which a large text can be created, by name.</summary>
    public static readonly (string Name, string Piece)[] Texts =
    [
        ("text-ascii", Ascii),
        ("text-escaped", Escaped),
        ("text-european", European),
        ("text-asian", Asian),
        ("text-mixed", Ascii + Escaped + European),
    ];

    public static string NameOf(string shape, int size) => $"{shape}-{size / Kilobyte}k";

    public static Walrus.ServerMessage Text(string piece, int bytes)
    {
        int pieceBytes = Encoding.UTF8.GetByteCount(piece) + piece.Count(c => c is '"' or '\\' or '\n' or '\t');
        StringBuilder text = new();
        text.Insert(0, piece, Math.Max(1, (bytes - 80) / pieceBytes));
        return new StreamEvent.ToolResult { CallId = "call_1", Output = text.ToString() };
    }

    public static Walrus.ServerMessage List(int elements)
    {
        Prose prose = new(7);
        return new Walrus.ServerMessage.Tasks
        {
            Items =
            [
                .. Enumerable
                    .Range(1, elements)
                    .Select(id => new TaskInfo
                    {
                        Id = (ulong)id,
                        Agent = "researcher",
                        Status = "running",
                        Description = prose.Paragraph(4),
                        CreatedBy = "user",
                        PromptTokens = (ulong)prose.Between(100, 200_000),
                        CompletionTokens = (ulong)prose.Between(10, 20_000),
                        AliveSecs = (ulong)prose.Between(1, 100_000),
                    }),
            ],
        };
    }

    /// <summary>Creates a snapshot of a conversation, whose messages have their tag behind the identifier.</summary>
    public static AgUi.Event Messages(int bytes) =>
        new AgUi.Event.MessagesSnapshot { Messages = [.. Conversation(new Prose(13), bytes)] };

    private static IEnumerable<AgUi.Message> Conversation(Prose prose, int bytes)
    {
        int written = 0;
        for (int index = 0; ; index++)
        {
            AgUi.Message message = AgUiTraffic.Message(prose, index);
            written += AgUiWire.Message.ToUtf8Bytes(message).Length + 1;
            if (written > bytes)
            {
                yield break;
            }

            yield return message;
        }
    }

    /// <summary>Creates a tool input that is a deep tree of objects, lists, texts and numbers.</summary>
    public static Synaps.ServerMessage Opaque(int bytes)
    {
        Prose prose = new(11);
        StringBuilder json = new("{\"entries\":[");
        int written = 0;
        for (int i = 0; written < bytes; i++)
        {
            int start = json.Length;
            string line = RawJson.FromJsonNode(prose.Delta()).ToString();
            string range = $"[{i},{i + 7}]";
            json.Append(i == 0 ? "" : ",")
                .Append(
                    CultureInfo.InvariantCulture,
                    $$$"""{"cost":{{{prose.Between(1, 9999)}}}.25,"id":{{{i}}},"line":{{{line}}},"ok":true,"range":{{{range}}}"""
                )
                .Append(""","tags":{"kind":"symbol","scope":null}}""");
            written += Encoding.UTF8.GetByteCount(json.ToString(start, json.Length - start));
        }

        return new Synaps.ServerMessage.ToolUse
        {
            ToolName = "edit",
            ToolId = "toolu_1",
            Input = RawJson.Parse(json.Append("]}").ToString()),
        };
    }
}
