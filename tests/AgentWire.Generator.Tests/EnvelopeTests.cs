namespace AgentWire.Generator.Tests;

/// <summary>The C# of sorted members, envelopes, and mirrored facts.</summary>
public class EnvelopeTests
{
    [Fact]
    public void Members_are_written_sorted_and_what_is_certain_in_one_piece() =>
        Codec()
            .ShouldContain(
                """
                    internal static void WriteStreamToken(ref WireWriter writer, Event.StreamToken value)
                    {
                        int start = writer.WriteSortedStart("{\"data\":{\"requestId\":"u8, levels: 2);
                        writer.WriteString(value.RequestId);
                        writer.WriteString(",\"token\":"u8, value.Token);
                        writer.WriteEnd(value.Extra.In("data"), StreamTokenDataMembers);
                        writer.WriteString(",\"requestId\":"u8, value.RequestId);
                        writer.WriteString(",\"token\":"u8, value.Token);
                        writer.WriteLiteral(",\"type\":\"stream_token\""u8);
                        writer.WriteSortedEnd(start, value.Extra, StreamTokenMembers, Tags, envelopes: 0b001);
                    }
                """
            );

    [Fact]
    public void A_fact_is_taken_from_each_of_its_places_and_missing_where_none_has_it()
    {
        string codec = Codec();

        codec.ShouldContain("=> reader.ReadMirrored<string, StringFormat>(ref token),");
        codec.ShouldContain("=> reader.ReadOptionalMirrored<string, StringFormat>(ref token),");
        codec.ShouldContain("members.Found(2, token.IsPresent);");
        codec.ShouldContain("Token = token.Value!,");
    }

    [Fact]
    public void An_optional_envelope_is_written_when_something_is_in_it()
    {
        string codec = Codec();

        codec.ShouldContain("if (value.Timestamp is not null || extraInData.Count > 0)");
        codec.ShouldContain("writer.WriteOptionalInt64(\"\\\"timestamp\\\":\"u8, value.Timestamp);");
    }

    [Fact]
    public void An_envelope_must_be_there_only_where_it_holds_what_no_other_place_has()
    {
        string codec = Codec();

        // Of stream_token the two facts, and of eventual_response also the envelope, which contains messageId.
        codec.ShouldContain("reader.EndWithExtra(ref members, required: 0b110)");
        codec.ShouldContain("reader.EndWithExtra(ref members, required: 0b111)");
        codec.ShouldContain("return reader.EndEnvelope(ref envelope, ref members, required: 0b001);");
    }

    [Fact]
    public void Envelopes_are_opened_constants_have_no_property_and_widened_floats_are_floats()
    {
        using TemporarySpec spec = new(Repository.Shapes, "mirrored-envelope");

        string union = TextOf(spec, "MirroredEnvelope/Event");
        union.ShouldContain("public required string MessageId { get; init; }");
        union.ShouldContain("record Cancelled");
        union.ShouldNotContain(" Status =>");
        union.ShouldNotContain("bool Status ");
        union.ShouldNotContain(" Data ");
        TextOf(spec, "MirroredEnvelope/Citation").ShouldContain("public required float Score { get; init; }");
    }

    [Fact]
    public void A_constant_needs_no_value_when_written()
    {
        string codec = Codec();

        codec.ShouldContain("writer.WriteSortedStart(\"{\\\"data\\\":{\\\"status\\\":499\"u8, levels: 2);");
        codec.ShouldContain("hasStatus = reader.ReadConstantInteger(\"499\"u8)");
        codec.ShouldContain("members.Found(1, hasStatus);");
    }

    [Fact]
    public void A_sorted_type_that_holds_a_declared_one_sorts_it_afterwards()
    {
        using TemporarySpec spec = new(Repository.Shapes, "sorted-root");

        string snapshot = TextOf(spec, "SortedRoot/Formats/SnapshotFormat");
        snapshot.ShouldContain("int start = writer.WriteSortedStart(\"{\\\"active_question\\\":\"u8);");
        snapshot.ShouldContain("        writer.WriteEnd(value.Extra, Members);\n        writer.Sort(start);\n");
        string question = TextOf(spec, "SortedRoot/Formats/QuestionFormat");
        question.ShouldContain("writer.WriteStart(\"{\\\"prompt\\\":\"u8);");
        question.ShouldNotContain("writer.Sort");
    }

    [Fact]
    public void A_mirrored_fact_whose_own_place_is_in_an_envelope_is_refused_by_name()
    {
        using TemporarySpec spec = new(Repository.Shapes, "mirrored-envelope");
        spec.Edit(
            "dialect.json",
            "/mirrors/2",
            """{ "type": "Event.stream_token", "member": "data.token", "at": "token" }"""
        );

        Should
            .Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder))
            .Message.ShouldContain("mirrored facts of an envelope are not supported");
    }

    private static string Codec()
    {
        using TemporarySpec spec = new(Repository.Shapes, "mirrored-envelope");
        return TextOf(spec, "MirroredEnvelope/Formats/EventFormat");
    }

    private static string TextOf(TemporarySpec spec, string path) =>
        Emitted.TextOf(DialectGenerator.CSharp(spec.Folder), path);
}
