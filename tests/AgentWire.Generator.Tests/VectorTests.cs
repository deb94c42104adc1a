using System.Text.Json;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using Case = AgentWire.Generator.Vectors.Case;

namespace AgentWire.Generator.Tests;

/// <summary>The vectors that are derived from a model, for the most difficult shapes and a dialect that uses every feature.</summary>
public sealed class VectorTests
{
    private static readonly string Sixth = Path.Combine(Repository.Data, "sixth");

    private static readonly string[] OfAllMembers = ["full", "reversed", "without-", "only-", "tag-"];

    public static TheoryData<string> Dialects =>
        [.. Directory.GetDirectories(Repository.Shapes).Order().Select(folder => Path.GetFileName(folder)), "lantern"];

    [Theory]
    // A flattened union in its message, and as a document.
    [InlineData(
        "flattened-external",
        "Message",
        "stream-calls.missing-calls",
        """{"type":"stream","Calls":{}}""",
        "missing_member /Calls/calls 26",
        "refuse"
    )]
    [InlineData(
        "flattened-external",
        "Message",
        "stream-waiting.full",
        """{"type":"stream","Waiting":null}""",
        "ok",
        "accept"
    )]
    [InlineData(
        "flattened-external",
        "Message",
        "stream.unknown-tag-first",
        """{"x-unknown":{"b":2,"a":null},"type":"stream"}""",
        """unknown {"type":"stream","x-unknown":{"b":2,"a":null}}""",
        "cannot-judge: unknown-tag"
    )]
    [InlineData(
        "flattened-external",
        "Message",
        "stream-text.second-member-last",
        """{"type":"stream","Text":"some text","x-unknown":[1]}""",
        "unexpected_member /x-unknown 36",
        "refuse"
    )]
    [InlineData(
        "flattened-external",
        "Message",
        "reply.above-session",
        """{"type":"reply","agent":"some agent","session":18446744073709551616}""",
        "out_of_range /session 47",
        "cannot-judge: integer-beyond-int64"
    )]
    [InlineData(
        "flattened-external",
        "Message",
        "reply.null-as-absent-parent-id",
        """{"type":"reply","agent":"some agent","session":1,"parent_id":null}""",
        """ok {"type":"reply","agent":"some agent","session":1}""",
        "cannot-judge: tolerated-null"
    )]
    // External: only strings, and objects with one member.
    [InlineData("external-units", "Response", "skipped.as-object", """{"Skipped":null}""", "ok \"Skipped\"", "refuse")]
    [InlineData(
        "external-units",
        "Response",
        "selected.fraction-for-selected",
        """{"Selected":1.0}""",
        "wrong_type /Selected 12",
        "cannot-judge: integer-spelling"
    )]
    [InlineData("external-units", "Response", "union.missing-tag", "{}", "missing_member  1", "refuse")]
    [InlineData("external-units", "Response", "free-text.string-alone", "\"FreeText\"", "wrong_type  0", "refuse")]
    [InlineData(
        "external-units",
        "Response",
        "selected-edited.duplicate-index",
        """{"SelectedEdited":{"index":1,"edited_text":"some edited text","index":1}}""",
        "duplicate_member /SelectedEdited/index 62",
        "cannot-judge: duplicate-member"
    )]
    // A value that does not fit its name is generic. The name itself is required.
    [InlineData(
        "adjacent-fallback",
        "Custom",
        "skill-loaded.missing-value-skill-id",
        """{"name":"skill_loaded","value":{}}""",
        "ok",
        "accept"
    )]
    [InlineData(
        "adjacent-fallback",
        "Custom",
        "generic.repeated-in-value",
        """{"name":"anything","value":{"a":1,"b":2,"a":3}}""",
        """ok {"name":"anything","value":{"a":3,"b":2}}""",
        "cannot-judge: duplicate-member"
    )]
    [InlineData(
        "adjacent-fallback",
        "Event",
        "custom-generic.missing-name",
        """{"type":"CUSTOM","timestamp":"2026-01-02T03:04:05Z","value":{"key":"value"}}""",
        "missing_member /name 75",
        "refuse"
    )]
    [InlineData(
        "adjacent-fallback",
        "Event",
        "run-finished.kept-null-result",
        """{"type":"RUN_FINISHED","timestamp":"2026-01-02T03:04:05Z","threadId":"00000000-0000-4000-8000-000000000001","result":null}""",
        "ok",
        "accept"
    )]
    [InlineData(
        "adjacent-fallback",
        "Timestamp",
        "value.respelled-offset",
        "\"2026-01-02T03:04:05+03:45\"",
        "ok \"2026-01-01T23:19:05Z\"",
        "accept"
    )]
    // Untagged: the whole value is refused.
    [InlineData("untagged", "Part", "text.missing-text", "{}", "invalid_value  0", "refuse")]
    [InlineData(
        "untagged",
        "Message",
        "artifact.empty-parts",
        """{"kind":"artifact","parts":[]}""",
        "invalid_value /parts 27",
        "refuse"
    )]
    [InlineData("untagged", "FileContent", "object.absent-as-null-name", "{}", """ok {"name":null}""", "refuse")]
    [InlineData("untagged", "Mode", "value.unlisted", "\"unlisted\"", "ok", "accept")]
    // Facts in two places, and envelopes.
    [InlineData(
        "mirrored-envelope",
        "Event",
        "stream-token.elsewhere-data-token",
        """{"data":{"requestId":"request-1"},"requestId":"request-1","token":"some token","type":"stream_token"}""",
        """ok {"data":{"requestId":"request-1","token":"some token"},"requestId":"request-1","token":"some token","type":"stream_token"}""",
        "cannot-judge: mirror"
    )]
    [InlineData(
        "mirrored-envelope",
        "Event",
        "pong.differing-timestamp",
        """{"data":{"timestamp":1749340800000},"timestamp":1749340800001,"type":"pong"}""",
        "mirror_mismatch /timestamp 48",
        "cannot-judge: mirror"
    )]
    [InlineData(
        "mirrored-envelope",
        "Event",
        "stream-token.missing-token",
        """{"data":{"requestId":"request-1"},"requestId":"request-1","type":"stream_token"}""",
        "missing_member /token 79",
        "refuse"
    )]
    [InlineData(
        "mirrored-envelope",
        "Event",
        "eventual-response.missing-data-data-message-id",
        """{"data":{"data":{"response":{"key":"value"}},"requestId":"request-1","status":1},"requestId":"request-1","status":1,"type":"eventual_response"}""",
        "missing_member /data/data/messageId 43",
        "refuse"
    )]
    [InlineData(
        "mirrored-envelope",
        "Event",
        "cancelled.other-status",
        """{"data":{"status":499},"status":500,"type":"cancelled"}""",
        "invalid_value /status 32",
        "refuse"
    )]
    [InlineData(
        "mirrored-envelope",
        "Citation",
        "object.rounded-score",
        """{"id":"some id","score":0.91}""",
        """ok {"id":"some id","score":0.9100000262260437}""",
        "accept"
    )]
    // Sorted at every depth, opaque values too.
    [InlineData(
        "sorted-root",
        "Snapshot",
        "object.unsorted-extension",
        """{"active_question":{"editable":true,"max_edit_length":1,"prompt":"some prompt"},"entries":[{"Text":"some text"}],"extension":{"b":1.50,"a":{"d":null,"c":true}},"next_cycle_secs":0.5,"phase":"some phase"}""",
        """ok {"active_question":{"editable":true,"max_edit_length":1,"prompt":"some prompt"},"entries":[{"Text":"some text"}],"extension":{"a":{"c":true,"d":null},"b":1.5},"next_cycle_secs":0.5,"phase":"some phase"}""",
        "accept"
    )]
    [InlineData(
        "sorted-root",
        "Question",
        "object.missing-max-edit-length",
        """{"prompt":"some prompt","editable":true}""",
        "missing_member /max_edit_length 39",
        "refuse"
    )]
    public void A_case_follows_from_the_model(
        string dialect,
        string type,
        string id,
        string input,
        string read,
        string schema
    )
    {
        Dialect model = Models.Read(Repository.Shapes, dialect);
        Case found = TypeCases.Of(model, model.Find(type)).Single(each => each.Id == id);
        found.Input.ToString().ShouldBe(input);
        Verdict(found).ShouldBe(read);
        found.Schema.ShouldBe(schema);
        found.IsRequired.ShouldBeTrue();
    }

    [Theory]
    [InlineData("call.full", "cannot-judge: integer-beyond-int64")]
    [InlineData("call.minimal", "accept")]
    [InlineData("call.only-strict", "accept")]
    [InlineData("call.missing-type", "refuse")]
    [InlineData("call.other-type", "refuse")]
    [InlineData("call.number-for-type", "refuse")]
    [InlineData("call.other-strict", "refuse")]
    [InlineData("call.string-for-strict", "refuse")]
    [InlineData("call.null-as-absent-strict", "cannot-judge: tolerated-null")]
    [InlineData("call.other-level", "refuse")]
    [InlineData("call.fraction-for-level", "cannot-judge: integer-spelling")]
    [InlineData("call.fraction-for-serial", "cannot-judge: integer-spelling")]
    public void A_schema_judges_constants(string id, string schema)
    {
        Dialect model = Models.Read(Sixth, "lantern");
        TypeCases.Of(model, model.Find("Event")).Single(each => each.Id == id).Schema.ShouldBe(schema);
    }

    [Theory]
    [InlineData("server", "Event", "found.missing-next", "missing_member")]
    [InlineData("server", "Event", "found.unlisted-level", "unknown_value")]
    [InlineData("server", "Step", "union.refused-tag", "unknown_tag")]
    [InlineData("client", "Request", "answer.too-long-text", "invalid_value")]
    [InlineData("client", "Request", "answer.too-short-text", "invalid_value")]
    public void A_fault_has_its_code(string side, string type, string id, string code)
    {
        Dialect model = Models.Read(Sixth, "lantern");
        (side == "server" ? model.Server : model.Client).ShouldNotBeNull();
        TypeCases.Of(model, model.Find(type)).Single(each => each.Id == id).Reading.Defect!.Code.ShouldBe(code);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_type_has_a_file_that_is_the_same_each_time(string dialect)
    {
        IReadOnlyList<OutputFile> files = [.. VectorFiles.Write(Models.Read(SpecOf(dialect), dialect), "make")];
        files.ShouldBe([.. VectorFiles.Write(Models.Read(SpecOf(dialect), dialect), "make")]);
        files.Count.ShouldBe(Models.Read(SpecOf(dialect), dialect).Types.Count);
        foreach (OutputFile file in files)
        {
            file.Path.ShouldStartWith($"{dialect}/vectors/derived/");
            using JsonDocument json = JsonDocument.Parse(file.Text);
            json.RootElement.GetProperty("cases").GetArrayLength().ShouldBePositive(file.Path);
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Names_and_inputs_are_unique_and_each_variant_reads(string dialect)
    {
        Dialect model = Models.Read(SpecOf(dialect), dialect);
        foreach (NamedType type in model.Types)
        {
            IReadOnlyList<Case> cases = TypeCases.Of(model, type);
            cases.Select(each => each.Id).ShouldBeUnique();
            cases.Select(each => each.Input.ToString()).ShouldBeUnique();
            cases.ShouldAllBe(each => !each.Id.EndsWith(".code", StringComparison.Ordinal));
            foreach (Variant variant in (type as UnionType)?.Variants ?? [])
            {
                string label = Words.Kebab(variant.Tag ?? variant.Name);
                cases
                    .Where(each => each.Id.StartsWith(label, StringComparison.Ordinal))
                    .ShouldContain(each =>
                        each.Id.EndsWith(".full", StringComparison.Ordinal) && each.Reading.Output != null
                    );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void The_CSharp_of_the_same_model_agrees(string dialect)
    {
        Dialect model = Models.Read(SpecOf(dialect), dialect);
        EmittedLibrary library = EmittedLibrary.Of(SpecOf(dialect), dialect);
        foreach (NamedType type in model.Types)
        {
            foreach (Case each in TypeCases.Of(model, type))
            {
                library.Read(type.Name, each.Input.ToString()).ShouldBe(Outcome(each), $"{type.Name} {each.Id}");
            }
        }
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":1,"maximum":100}""", "selected.above-selected")]
    [InlineData("""{"type":"integer","minimum":-10000000000,"maximum":-1}""", "selected.above-selected")]
    [InlineData("""{"type":"string","minLength":1,"maxLength":5}""", "selected.too-long-selected")]
    [InlineData("""{"type":"array","minItems":1,"items":{"type":"string"}}""", "selected.empty-selected")]
    public void The_bounds_of_a_variant_s_content_are_checked(string content, string id)
    {
        using TemporarySpec spec = new(Repository.Shapes, "external-units");
        spec.Edit("server.schema.json", "/definitions/Response/oneOf/0/properties/Selected", content);
        Dialect model = Models.Read(spec.Folder, "external-units");
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "external-units");

        IReadOnlyList<Case> cases = TypeCases.Of(model, model.Find("Response"));
        cases.Single(each => each.Id == id).Reading.Defect.ShouldNotBeNull();
        foreach (Case each in cases)
        {
            library.Read("Response", each.Input.ToString()).ShouldBe(Outcome(each), each.Id);
        }
    }

    [Fact]
    public void A_new_optional_member_adds_its_own_cases_alone()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        string[] before = CasesOf("Message");
        spec.Edit(
            "server.schema.json",
            "/definitions/Reply/properties/note",
            """{"description":"d","type":"string"}"""
        );
        string[] after = CasesOf("Message");

        before.Except(after).ShouldAllBe(text => text.Contains("\"reply."));
        before.Except(after).ShouldAllBe(text => OfAllMembers.Any(name => text.Contains($"\"reply.{name}")));
        after
            .Except(before)
            .Where(text => !OfAllMembers.Any(name => text.Contains($".{name}")))
            .ShouldAllBe(text => text.Contains("note"));
        after.ShouldContain(text => text.Contains("\"reply.number-for-note\""));

        string[] CasesOf(string type)
        {
            Dialect model = Models.Read(spec.Folder, "flattened-external");
            return [.. TypeCases.Of(model, model.Find(type)).Select(each => each.ToString())];
        }
    }

    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(100.0, "100.0")]
    [InlineData(0.42, "0.42")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(123456789.123, "123456789.123")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e-6, "1e-6")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(-1.2e16, "-1.2e+16")]
    public void Floats_are_written_in_one_form(double value, string text) => Canonical.Float(value).ShouldBe(text);

    [Theory]
    [InlineData("call_id", "call-id")]
    [InlineData("requestId", "request-id")]
    [InlineData("RUN_STARTED", "run-started")]
    [InlineData("AgUiEvent", "ag-ui-event")]
    [InlineData("MCPServer2Id", "mcp-server2-id")]
    [InlineData("$ref", "ref")]
    [InlineData("_", "empty")]
    public void Names_become_words(string name, string kebab) => Words.Kebab(name).ShouldBe(kebab);

    internal static string SpecOf(string dialect) => dialect == "lantern" ? Sixth : Repository.Shapes;

    private static string Verdict(Case found)
    {
        string input = found.Input.ToString();
        return found.Reading switch
        {
            { Defect: { } defect } => $"{defect.Code} {defect.PointerIn(found.Input)} {defect.OffsetIn(found.Input)}",
            { Output: var output, Notes: var notes } => (notes.HoldsUnknown ? "unknown" : "ok")
                + (output!.ToString() == input ? "" : $" {output}"),
        };
    }

    private static string Outcome(Case found) =>
        found.Reading.Defect is null ? found.Reading.Output!.ToString() : Verdict(found);
}
