using System.Text.Json;
using System.Text.RegularExpressions;
using AgentWire.SmoothOperator;
using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.SmoothOperator;

/// <summary>An agent identifier is any string that is not blank. The reader and the schema agree on what is blank.</summary>
public class AgentIdTests
{
    // The characters with the Unicode property White_Space.
    private const string WhiteSpace =
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private static readonly string Pattern = Repository
        .Json(Path.Combine(Repository.Spec, "smooth-operator", "client.schema.json"))
        .GetProperty("definitions")
        .GetProperty("AgentId")
        .GetProperty("pattern")
        .GetString()!;

    [Fact]
    public void Of_all_characters_only_the_25_of_White_Space_are_blank()
    {
        List<string> blank = [];
        for (int c = 0; c <= char.MaxValue; c++)
        {
            string id = char.IsSurrogate((char)c) ? "\U0001F600" : $"{(char)c}";
            bool isRead = SmoothOperatorWire.AgentId.TryRead(
                JsonSerializer.SerializeToUtf8Bytes(id),
                out string? read,
                out _
            );
            Regex.IsMatch(id, Pattern).ShouldBe(isRead, $"U+{c:X4}");
            if (isRead)
            {
                read.ShouldBe(id);
            }
            else
            {
                blank.Add(id);
            }
        }

        string.Concat(blank).ShouldBe(WhiteSpace);
    }

    [Fact]
    public void One_character_suffices_wherever_it_stands()
    {
        foreach (string id in new[] { $"a{WhiteSpace}", $"{WhiteSpace}a", $"{WhiteSpace}a{WhiteSpace}", "agent-1" })
        {
            ClientAction.CreateConversationSession action = new() { AgentId = id };

            byte[] written = SmoothOperatorWire.Client.ToUtf8Bytes(action);

            SmoothOperatorWire.Client.Read(written).ShouldBe(action);
            Regex.IsMatch(id, Pattern).ShouldBeTrue();
        }
    }

    [Fact]
    public void White_space_alone_is_refused_however_much()
    {
        byte[] action = JsonSerializer.SerializeToUtf8Bytes(
            new { action = "create_conversation_session", agentId = $"{WhiteSpace}{WhiteSpace}" }
        );

        SmoothOperatorWire.Client.TryRead(action, out _, out WireError error).ShouldBeFalse();

        error.Code.ShouldBe(WireErrorCode.InvalidValue);
        error.Pointer.ShouldBe("/agentId");
        Regex.IsMatch(WhiteSpace, Pattern).ShouldBeFalse();
    }
}
