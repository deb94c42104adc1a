using System.Globalization;
using System.Text;
using AgentWire.Shared.Contracts;
using AgentWire.Tests.Conformance;
using AgentWire.Walrus;

namespace AgentWire.Tests.Robustness;

/// <summary>The JSON Pointer of an error is correct, has a limited length, and is found with one pass over the message.</summary>
public sealed class PointerTests
{
    private static readonly WireCodec<ClientMessage> Deep = WalrusWire.Client.With(
        new() { MaxDepth = WireOptions.DepthLimit }
    );

    public static TheoryData<string, int> NamesAndDepths
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (
                string name in new[] { "a", "name", "~", "/", "é", "漢", "😀", "a😀", "~a/", "\n", "", "0123456789" }
            )
            {
                foreach (
                    int depth in new[] { 1, 2, 20, 42, 43, 63, 64, 85, 86, 127, 128, 129, 254, 255, 256, 257, 900 }
                )
                {
                    data.Add(name, depth);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndDepths))]
    public void A_long_pointer_is_cut_in_its_middle(string name, int depth)
    {
        string[] names = [.. Enumerable.Range(0, depth).Select(i => i % 3 == 2 ? $"{i}" : name + (i % 7))];
        string pointer = Refused(Objects(names)).Pointer;
        pointer.ShouldBe(Shown(names));
        pointer.Length.ShouldBeLessThanOrEqualTo(Pointers.MaxLength);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(126)]
    [InlineData(128)]
    [InlineData(900)]
    public void A_pointer_through_arrays_counts_their_elements(int depth)
    {
        string[] indices = [.. Enumerable.Range(0, depth).Select(i => $"{i % 12}")];
        StringBuilder json = new("""{"type":"kill","session":1,"x":""");
        foreach (string index in indices)
        {
            json.Append('[');
            json.Insert(json.Length, "[0,\"]\"],", int.Parse(index, CultureInfo.InvariantCulture));
        }

        Refused(json.Append('?').ToString()).Pointer.ShouldBe(Shown(["x", .. indices]));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(5000)]
    public void Of_a_long_name_the_first_hundred_characters_are_shown(int length)
    {
        foreach (string piece in new[] { "x", "~", "😀", "\\u00e9", "\\n", "\\ud83d\\ude00" })
        {
            string decoded = System.Text.Json.JsonSerializer.Deserialize<string>($"\"{piece}\"")!;
            string[] names = [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat(decoded, length)), 4)];
            string written = string.Concat(Enumerable.Repeat(piece, length));
            Refused(Objects(written, written, written, written)).Pointer.ShouldBe(Shown(names));
        }
    }

    [Fact]
    public void The_name_of_a_missing_member_ends_the_pointer() =>
        Refused("""{"type":"kill"}""").Pointer.ShouldBe("/session");

    /// <summary>A pointer of 256 characters, a sentence of about 100, and the formatting of both.</summary>
    private const int MostAllocated = 4096;

    public static TheoryData<string> CostlyMessages =>
        [
            // Many levels with long names.
            Objects([.. Enumerable.Repeat(new string('n', 100), 990)]),
            // Many earlier members.
            """{"type":"kill","session":1"""
                + string.Concat(Enumerable.Range(0, 10_000).Select(i => $",\"earlier{i}\":{{\"a\":[1]}}"))
                + ",\"x\":?",
            // One long name, and one earlier long name.
            $$$"""{"type":"kill","session":1,"{{{new string('a', 50_000)}}}":1,"{{{new string('b', 50_000)}}}":?""",
            // Names in escapes.
            Objects([.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("\\u0041", 20)), 900)]),
            // Elements with high indices.
            """{"type":"kill","session":1,"x":[""" + string.Concat(Enumerable.Repeat("[],", 30_000)) + "?",
        ];

    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [MemberData(nameof(CostlyMessages))]
    public void An_error_allocates_what_it_prints(string json)
    {
        byte[] message = Encoding.UTF8.GetBytes(json);
        Deep.TryRead(message, out _, out _).ShouldBeFalse();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Deep.TryRead(message, out _, out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated);
    }

    [Fact]
    public void The_whole_text_of_an_error_is_bounded()
    {
        string name = string.Concat(Enumerable.Repeat("\\u0001", 100));
        string shown = Refused(Objects([.. Enumerable.Repeat(name, 900)])).ToException().Message;
        shown.Length.ShouldBeLessThan(600);
        shown.Any(char.IsControl).ShouldBeFalse();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000_000)]
    public void A_refusal_to_write_shows_an_excerpt_of_a_name(int length)
    {
        // Extra members must not be known ones. The name of the tag with escapes is cut where it is shown.
        RawMembers extra = RawMembers.Create([
            new("session", RawJson.Parse("1")),
            new(new string('\u0001', length), default),
        ])!;
        ClientMessage.Kill message = new() { Session = 1, Extra = extra };
        WireException refusal = Should.Throw<WireException>(() => WalrusWire.Client.ToJson(message));
        refusal.Code.ShouldBe(WireErrorCode.NotRepresentable);
        refusal.Message.Length.ShouldBeLessThan(600);
        refusal.Message.Any(char.IsControl).ShouldBeFalse();
    }

    private static WireError Refused(string json)
    {
        Deep.TryRead(Encoding.UTF8.GetBytes(json), out _, out WireError error).ShouldBeFalse();
        return error;
    }

    /// <summary>Returns a message whose innermost unknown member is not JSON.</summary>
    private static string Objects(params string[] names) =>
        """{"type":"kill","session":1,"""
        + string.Join('{', names.Select(name => $"\"{name.Replace("\n", "\\n", StringComparison.Ordinal)}\":"))
        + "?";

    private static string Shown(params string[] names) => Pointers.Shown(string.Concat(names.Select(Pointers.Segment)));
}
