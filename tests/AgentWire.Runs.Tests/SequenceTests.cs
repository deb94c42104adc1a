using System.Text;
using System.Text.Json;
using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;
using AgentWire.Streaming;

namespace AgentWire.Runs.Tests;

/// <summary>Streams whose results were measured on the reference implementation, compared by JSON value.</summary>
public sealed class SequenceTests
{
    public static TheoryData<string> Names() => new(SequenceCase.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_stream_comes_to_the_same_as_in_the_reference_implementation(string name)
    {
        SequenceCase sequence = SequenceCase.Of(name);
        JsonElement result = JsonDocument.Parse((await ReportAsync(sequence)).ToUtf8Bytes()).RootElement;
        if (SequenceCase.UnlikeNames.Contains(name))
        {
            Json(result).ShouldBe(Json(SequenceCase.OwnResult(name)));
            return;
        }

        string outcome = result.GetProperty("outcome").GetString()!;
        JsonElement expected = sequence.Reference;
        if (expected.GetProperty("outcome").GetString() == "failed")
        {
            outcome.ShouldBe("refused");
            return;
        }

        outcome.ShouldBe(expected.TryGetProperty("runError", out _) ? "run_error" : "finished");
        foreach (string part in (string[])["events", "messages", "state", "pendingInterrupts"])
        {
            Find(result, part).ShouldBe(Find(expected, part), part);
        }
    }

    [Fact]
    public void Every_case_that_differs_has_a_result_of_its_own()
    {
        SequenceCase.Names.Count.ShouldBe(202);

        // The measured cases do not mark the last one, but a reader of server-sent events is bound to skip the empty event.
        SequenceCase
            .Names.Where(name => SequenceCase.Of(name).IsUnlike)
            .Append("sse: empty data")
            .ShouldBe(SequenceCase.UnlikeNames, ignoreOrder: true);
    }

    [Fact]
    public void A_different_value_is_found()
    {
        JsonElement one = JsonDocument.Parse("""{"state":{"a":1,"b":2}}""").RootElement;
        Find(one, "state").ShouldBe(Find(JsonDocument.Parse("""{"state":{"b":2,"a":1}}""").RootElement, "state"));
        Find(one, "state").ShouldNotBe(Find(JsonDocument.Parse("""{"state":{"b":2,"a":3}}""").RootElement, "state"));
        Find(one, "state").ShouldNotBe(Find(JsonDocument.Parse("{}").RootElement, "state"));
    }

    private static RawJson? Find(JsonElement result, string part) =>
        result.TryGetProperty(part, out JsonElement value) ? Json(value) : null;

    private static RawJson Json(JsonElement value) => RawJson.FromJsonElement(value);

    private static async Task<RunReport> ReportAsync(SequenceCase sequence)
    {
        if (sequence.Frames is { } frames)
        {
            return RunReport.OfFrames(frames);
        }

        List<ReadOnlyMemory<byte>> read = [];
        await using var reader = WireStreamReader.Create(
            new MemoryStream(Encoding.UTF8.GetBytes(sequence.Body)),
            WireFraming.ServerSentEvents,
            AgUiWire.Server,
            new WireStreamOptions { OnUnreadable = message => read.Add(message.Utf8.ToArray()) }
        );
        try
        {
            await foreach (Event next in reader.ReadAllAsync())
            {
                read.Add(AgUiWire.Server.ToUtf8Bytes(next));
            }
        }
        catch (WireStreamException)
        {
            read.Add("cut"u8.ToArray());
        }

        return RunReport.OfFrames(read);
    }
}
