using System.Text;
using System.Text.Json.Nodes;

namespace AgentWire.Tests.Conformance;

/// <summary>Controls for the checks in this folder: each of them gets something wrong, and must report it.</summary>
public sealed class NegativeControlTests
{
    private const string Sample = "walrus/server.json";

    private static readonly VectorFile File = VectorFile.Load(Sample);

    [Fact]
    public void A_byte_that_differs_is_reported()
    {
        Vector vector = First(vector => vector.IsCanonical);
        byte[] other = [.. vector.Input];
        other[^2] ^= 1;
        Outcome wrong = Outcome.Success("ok", other);
        ShouldReport(VectorChecks.Reading(With(vector with { Expected = wrong })), vector.Id);
        ShouldReport(VectorChecks.EveryWay(With(vector with { Expected = wrong })), vector.Id);
        ShouldReport(VectorChecks.Spacing(With(vector with { Expected = wrong })), vector.Id);
        ShouldReport(VectorChecks.Serializing(With(vector with { Expected = wrong })), vector.Id);
    }

    [Fact]
    public void A_byte_that_is_too_many_is_reported()
    {
        Vector vector = First(vector => vector.IsCanonical);
        Outcome wrong = Outcome.Success("ok", [.. vector.Input, (byte)'\n']);
        ShouldReport(VectorChecks.Reading(With(vector with { Expected = wrong })), vector.Id);
    }

    [Theory]
    [InlineData("ok", "unknown")]
    [InlineData("unknown", "ok")]
    public void A_verdict_that_differs_is_reported(string verdict, string wrong)
    {
        Vector vector = First(vector => vector.Expected.Verdict == verdict);
        vector = vector with { Expected = Outcome.Success(wrong, vector.Expected.Output) };
        ShouldReport(VectorChecks.Reading(With(vector)), vector.Id);
    }

    [Theory]
    [InlineData("out_of_range", "/session", 55)]
    [InlineData("wrong_type", "/sessions", 55)]
    [InlineData("wrong_type", "/session", 56)]
    public void An_error_of_another_kind_or_place_is_reported(string code, string pointer, long offset)
    {
        Vector vector = First(vector => vector.Id == "integer-minus-zero");
        vector = vector with { Expected = Outcome.Error(code, pointer, offset) };
        ShouldReport(VectorChecks.Reading(With(vector)), vector.Id);
    }

    [Fact]
    public void An_error_that_reads_and_a_value_that_does_not_are_reported()
    {
        Vector good = First(vector => vector.IsCanonical);
        Vector bad = First(vector => !vector.Expected.Reads);
        ShouldReport(VectorChecks.Reading(With(good with { Expected = bad.Expected })), good.Id);
        ShouldReport(VectorChecks.Reading(With(bad with { Expected = good.Expected })), bad.Id);
    }

    [Fact]
    public void A_type_or_variant_without_a_vector_is_reported()
    {
        WireDialects.TryGet(File.Dialect, out WireDialect? dialect).ShouldBeTrue();
        IReadOnlyList<VectorFile> files = VectorFile.OfDialect(File.Dialect);
        Report report = VectorChecks.Coverage(dialect, [.. files.Where(file => file.Type != "HubAction")]);
        ShouldReport(report, "walrus HubAction");

        report = VectorChecks.Coverage(
            dialect,
            [.. files.Select(file => file with { Vectors = [.. file.Vectors.Where(v => !Mentions(v, "ToolResult"))] })]
        );
        ShouldReport(report, "walrus StreamEvent.ToolResult");
    }

    [Fact]
    public void An_id_that_stands_twice_is_reported() =>
        ShouldReport(VectorChecks.Ids([File, With(File.Vectors[0])]), File.Vectors[0].Id);

    [Theory]
    [InlineData("accept", "refuse")]
    [InlineData("refuse", "accept")]
    public void A_schema_verdict_that_differs_is_reported(string verdict, string wrong)
    {
        Vector vector = First(vector => vector.Schema == verdict);
        ShouldReport(VectorChecks.Schema(With(vector with { Schema = wrong })), vector.Id);
    }

    [Fact]
    public void What_NJsonSchema_cannot_judge_must_say_so()
    {
        Vector deep = First(vector => vector.Schema == "cannot-judge: depth");
        ShouldReport(VectorChecks.Schema(With(deep with { Schema = "accept" })), deep.Id);
        Vector large = First(vector => vector.Schema == "cannot-judge: integer-beyond-int64");
        ShouldReport(VectorChecks.Schema(With(large with { Schema = "accept" })), large.Id);
    }

    [Fact]
    public void A_file_of_another_form_is_refused()
    {
        JsonNode vectors = JsonNode.Parse(System.IO.File.ReadAllText(VectorFile.PathOf(Sample)))!;
        vectors["cases"]![0]!.AsObject().Remove("id");
        Schemas.VectorFile.Validate(vectors.ToJsonString()).ShouldNotBeEmpty();
        vectors["cases"]![0]!["id"] = "chunk.missing-content";
        Schemas.VectorFile.Validate(vectors.ToJsonString()).ShouldBeEmpty();
        vectors["cases"]![0]!["id"] = "chunk.code";
        Schemas.VectorFile.Validate(vectors.ToJsonString()).ShouldNotBeEmpty();

        JsonNode manifest = JsonNode.Parse(Repository.Manifest(File.Dialect).GetRawText())!;
        manifest["extra"] = 1;
        Schemas.Manifest.Validate(manifest.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public void Golden_lines_that_differ_are_reported()
    {
        byte[] pong = """{"type":"pong"}"""u8.ToArray();
        byte[] other = """{"type":"pong" }"""u8.ToArray();
        ShouldReport(Golden.Printing(File.Codec, [pong], [other]), "line 1");
        ShouldReport(Golden.Printing(File.Codec, [pong], [pong, pong]), "lines");
        ShouldReport(
            Golden.Judging(File.Codec, ["""{"in":"{\"type\":\"pong\"}","error":"no"}"""u8.ToArray()]),
            "line 1"
        );
        ShouldReport(Golden.Judging(File.Codec, ["""{"in":"{\"type\":\"pang\"}","out":"{}"}"""u8.ToArray()]), "line 1");
        Golden
            .Judging(File.Codec, ["""{"in":"{\"type\":\"stream\",\"ToolsComplete\":{}}","out":"{}"}"""u8.ToArray()])
            .Lines.ShouldBeEmpty("a listed difference covers it");
    }

    [Fact]
    public void A_report_over_nothing_is_not_clean() => Should.Throw<ShouldAssertException>(new Report().ShouldBeClean);

    private static Vector First(Func<Vector, bool> holds) => File.Vectors.First(holds);

    private static VectorFile With(Vector vector) => File with { Vectors = [vector] };

    private static bool Mentions(Vector vector, string text) =>
        vector.Input.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static void ShouldReport(Report report, string place)
    {
        report.Lines.ShouldNotBeEmpty();
        report.Lines.ShouldAllBe(line => line.Contains(place));
        Should.Throw<Xunit.Sdk.XunitException>(report.ShouldBeClean).Message.ShouldContain(place);
    }
}
