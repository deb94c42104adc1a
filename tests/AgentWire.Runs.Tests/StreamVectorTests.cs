using System.Text;
using System.Text.Json;

namespace AgentWire.Runs.Tests;

/// <summary>The streams of <c>spec/ag-ui/streams</c>: what each comes to, compared by JSON value.</summary>
public sealed class StreamVectorTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "spec", "ag-ui", "streams");

    public static TheoryData<string> Names() => new(Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName)!);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stream_comes_to_what_the_contract_says(string name)
    {
        JsonElement vector = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name))).RootElement;
        RunReport report = RunReport.OfFrames(vector.GetProperty("input").EnumerateArray().Select(Frame));
        RawJson.Parse(report.ToUtf8Bytes()).ShouldBe(RawJson.FromJsonElement(vector.GetProperty("expect")));
    }

    private static ReadOnlyMemory<byte> Frame(JsonElement element) =>
        Encoding.UTF8.GetBytes(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText());
}
