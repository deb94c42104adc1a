namespace AgentWire.Generator.Tests;

/// <summary>The C# of unions that are not flattened, of those with a fallback, and of untagged ones.</summary>
public class UnionTests
{
    [Theory]
    [InlineData("adjacent-fallback")]
    [InlineData("external-units")]
    [InlineData("flattened-external")]
    [InlineData("mirrored-envelope")]
    [InlineData("sorted-root")]
    [InlineData("untagged")]
    public void What_is_emitted_compiles_with_the_library(string dialect)
    {
        using TemporarySpec spec = new(Repository.Shapes, dialect);

        CompilationTests.ErrorsOf(DialectGenerator.CSharp(spec.Folder)).ShouldBeEmpty();
    }

    [Fact]
    public void All_small_dialects_compile_together() =>
        CompilationTests.ErrorsOf(DialectGenerator.CSharp(Repository.Shapes)).ShouldBeEmpty();

    [Fact]
    public void A_union_that_stands_alone_reads_its_units_with_the_tag()
    {
        string codec = TextOf("external-units", "ExternalUnits/Formats/ResponseFormat");

        codec.ShouldContain("reader.BeginExternal(Tags, units: 0b1_1000);");
        codec.ShouldContain("3 => new Response.Skipped(),");
        codec.ShouldContain("_ => ReadUnknown(ref reader, ref members),");
        codec.ShouldContain(
            """
                internal static void WriteSelected(ref WireWriter writer, Response.Selected value)
                {
                    writer.WriteStart("{\"Selected\":"u8);
                    writer.WriteUInt64(value.Value);
                    writer.WriteEnd();
                }
            """
        );
        codec.ShouldContain("writer.WriteLiteral(\"\\\"Skipped\\\"\"u8);");
        TextOf("external-units", "ExternalUnits/Response")
            .ShouldContain("new(UnknownVariant.TagOfExternal(json, ResponseFormat.Tags), json);");
    }

    [Fact]
    public void A_closed_union_refuses_what_it_does_not_know_and_has_no_place_for_it()
    {
        TextOf("external-units", "ExternalUnits/Formats/MessageFormat")
            .ShouldContain("_ => reader.RefuseTag<Message>(ref members, Tags),");
        TextOf("external-units", "ExternalUnits/Message").ShouldNotContain("Unknown :");
    }

    [Fact]
    public void Tag_and_content_beside_other_members_are_one_property()
    {
        string codec = TextOf("adjacent-fallback", "AdjacentFallback/Formats/EventFormat");

        codec.ShouldContain("AdjacentContent<Custom, CustomFormat> payload = default;");
        codec.ShouldContain("=> payload.ReadTag(ref reader),");
        codec.ShouldContain("=> payload.ReadContent(ref reader),");
        codec.ShouldContain("Payload = payload.Value!,");
        codec.ShouldContain(
            """
                    writer.WriteLiteral(",\"name\":"u8);
                    CustomFormat.WriteTag(ref writer, value.Payload);
                    writer.WriteLiteral(",\"value\":"u8);
                    CustomFormat.WriteContent(ref writer, value.Payload);
            """
        );
        TextOf("adjacent-fallback", "AdjacentFallback/Event")
            .ShouldContain("public required global::AgentWire.AdjacentFallback.Custom Payload { get; init; }");
    }

    [Fact]
    public void The_fallback_is_made_by_a_factory_that_refuses_what_another_variant_takes()
    {
        string type = TextOf("adjacent-fallback", "AdjacentFallback/Custom");

        type.ShouldContain("internal Generic(string name, RawJson value)");
        type.ShouldContain("UnknownVariant.CheckFallback<Custom, CustomFormat>(name, value);");
        type.ShouldNotContain("Unknown :");
    }

    [Fact]
    public void Variants_known_by_their_shape_are_tried_in_order() =>
        TextOf("untagged", "Untagged/Formats/PartFormat")
            .ShouldContain(
                """
                        WireReader attempt = reader;
                        Part? value = ReadText(ref attempt);
                        if (attempt.FailedByShape)
                        {
                            attempt.Retry(reader);
                            value = ReadFile(ref attempt);
                        }

                        if (attempt.FailedByShape)
                        {
                            attempt.Retry(reader);
                            value = ReadData(ref attempt);
                        }

                        if (attempt.FailedByShape)
                        {
                            attempt.Retry(reader);
                            attempt.FailShapes("Part");
                        }

                        reader = attempt;
                        return value;
                """
            );

    [Fact]
    public void An_open_set_is_a_string_with_names_for_the_known_ones()
    {
        string type = TextOf("untagged", "Untagged/Mode");

        type.ShouldContain("public readonly partial record struct Mode");
        type.ShouldContain("public static Mode WriteOnly { get; } = new(\"WRITE_ONLY\");");
    }

    [Fact]
    public void An_opaque_member_tells_null_from_absence()
    {
        string type = TextOf("adjacent-fallback", "AdjacentFallback/Event");
        string codec = TextOf("adjacent-fallback", "AdjacentFallback/Formats/EventFormat");

        type.ShouldContain("public required RawJson Snapshot { get; init; }");
        type.ShouldContain("public RawJson? Result { get; init; }");
        codec.ShouldContain("=> reader.ReadRaw(out result),");
        codec.ShouldContain("writer.WriteOptionalOpaque(\",\\\"result\\\":\"u8, value.Result, MemberOrder.Insertion);");
        TextOf("sorted-root", "SortedRoot/Snapshot").ShouldContain("public RawJson Extension { get; init; }");
    }

    [Fact]
    public void A_property_hides_the_variant_of_its_name()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit(
            "server.schema.json",
            "/definitions/Message/oneOf/2/properties/reply",
            """{"description":"d","type":"string"}"""
        );

        IReadOnlyList<OutputFile> files = DialectGenerator.CSharp(spec.Folder);

        Emitted.TextOf(files, "FlattenedExternal/Message").ShouldContain("public new string? Reply { get; init; }");
        CompilationTests.ErrorsOf(files).ShouldBeEmpty();
    }

    private static string TextOf(string dialect, string path)
    {
        using TemporarySpec spec = new(Repository.Shapes, dialect);
        return Emitted.TextOf(DialectGenerator.CSharp(spec.Folder), path);
    }
}
