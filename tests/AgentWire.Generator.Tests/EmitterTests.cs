namespace AgentWire.Generator.Tests;

public class EmitterTests
{
    [Theory]
    [InlineData(
        "external-units#/definitions/Message/oneOf/0/properties/code",
        """{"description":"d","type":"string","pattern":"^a"}""",
        "strings with a pattern"
    )]
    [InlineData(
        "external-units#/definitions/Message/oneOf/0/properties/a\"b",
        """{"description":"d","type":"string"}""",
        "names that JSON escapes"
    )]
    [InlineData(
        "adjacent-fallback#/definitions/Event/oneOf/2/properties/name",
        """{"description":"d","type":"string"}""",
        "members with the name of the tag or content of a flattened union",
        "/definitions/Event/oneOf/2"
    )]
    [InlineData(
        "adjacent-fallback#/definitions/Custom/anyOf/0",
        """{"description":"d","type":"object","required":["name"],"properties":{"name":{"const":"a","enum":["a"]}}}""",
        "adjacent variants without content"
    )]
    public void A_shape_without_CSharp_is_refused_by_name(string place, string json, string shape, string? at = null)
    {
        (string dialect, string pointer) = (place.Split('#')[0], place.Split('#')[1]);
        using TemporarySpec spec = new(Repository.Shapes, dialect);
        spec.Edit("server.schema.json", pointer, json);

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        refusal.Findings.ShouldContain(
            new Finding(new Location($"spec/{dialect}/server.schema.json", at ?? pointer), $"{shape} are not supported")
        );
    }

    [Theory]
    [InlineData(
        "/definitions/Call/properties/extra",
        """{"description":"d","type":"string"}""",
        "Call.extra",
        "no member of Call can be called Extra"
    )]
    [InlineData(
        "/definitions/Call/properties/Name",
        """{"description":"d","type":"string"}""",
        "Call.Name",
        "Call.name already has the name Name"
    )]
    [InlineData(
        "/definitions/Message/oneOf/2/properties/type",
        """{"const":"unknown","enum":["unknown"]}""",
        "Message.unknown",
        "Message is open, so it already has a variant Unknown"
    )]
    [InlineData(
        "/definitions/Message/oneOf/2/properties/type",
        """{"const":"tag","enum":["tag"]}""",
        "Message.tag",
        "no variant of Message can be called Tag"
    )]
    [InlineData(
        "/definitions/Message/oneOf/2/properties/type",
        """{"const":"Reply","enum":["Reply"]}""",
        "Message.Reply",
        "Message.reply already has the name Reply"
    )]
    [InlineData(
        "/definitions/Step/oneOf/3/properties",
        """{"Step":{"type":"string"}}""",
        "Step.Step",
        "no variant of Step can be called Step"
    )]
    public void A_name_that_clashes_is_refused_with_the_entry_that_mends_it(
        string pointer,
        string json,
        string path,
        string reason
    )
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit("server.schema.json", pointer, json);
        spec.Edit("dialect.json", "/withoutUpstreamBytes", null);
        if (path == "Step.Step")
        {
            spec.Edit("server.schema.json", "/definitions/Step/oneOf/3/required", """["Step"]""");
        }

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        refusal.Message.ShouldContain(
            $"{reason}; add \"{path}\": \"…\" to `names` in spec/flattened-external/dialect.json"
        );
        spec.Edit("dialect.json", "/names", $$"""{"{{path}}":"Another"}""");
        DialectGenerator.CSharp(spec.Folder).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_member_called_like_its_variant_is_called_Value()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit(
            "server.schema.json",
            "/definitions/Message/oneOf/2/properties/pong",
            """{"description":"d","type":"boolean"}"""
        );

        TextOf(spec, "FlattenedExternal/Message").ShouldContain("public bool? Value { get; init; }");
    }

    [Fact]
    public void A_type_that_a_variant_hides_is_named_in_full()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit(
            "server.schema.json",
            "/definitions/Message/oneOf/2/properties/reply",
            """{"description":"d","$ref":"#/definitions/Reply"}"""
        );

        TextOf(spec, "FlattenedExternal/Message")
            .ShouldContain("public new global::AgentWire.FlattenedExternal.Reply? Reply { get; init; }");
    }

    [Fact]
    public void An_integer_narrower_than_its_type_says_so_and_is_checked()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit(
            "server.schema.json",
            "/definitions/Call/properties/limit",
            """{"description":"How many.","type":"integer","minimum":1,"maximum":100}"""
        );

        TextOf(spec, "FlattenedExternal/Call").ShouldContain("/// <summary>How many. From 1 to 100.</summary>");
        string codec = TextOf(spec, "FlattenedExternal/Formats/CallFormat");
        codec.ShouldContain("=> reader.ReadOptionalInt32(out limit, 1, 100, \"an integer from 1 to 100\"),");
        codec.ShouldContain("writer.WriteOptionalInt64(\",\\\"limit\\\":\"u8, value.Limit, 1, 100);");
    }

    [Fact]
    public void Members_that_may_all_be_absent_are_separated_at_run_time()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit("server.schema.json", "/definitions/Call/required", null);
        spec.Edit(
            "server.schema.json",
            "/definitions/Call/properties/limit",
            """{"description":"d","type":"boolean"}"""
        );

        string codec = TextOf(spec, "FlattenedExternal/Formats/CallFormat");
        codec.ShouldContain("writer.WriteStart(\"{\"u8);");
        codec.ShouldContain("writer.WriteSeparator();");
    }

    [Fact]
    public void A_variant_has_files_of_its_own_for_its_type_and_its_codec()
    {
        using TemporarySpec spec = new(Repository.Shapes, "mirrored-envelope");
        IReadOnlyList<OutputFile> before = DialectGenerator.CSharp(spec.Folder);
        spec.Edit(
            "server.schema.json",
            "/definitions/Event/oneOf/-",
            """
            {
              "type": "object",
              "description": "d",
              "properties": { "type": { "const": "added", "enum": ["added"] }, "note": { "description": "d", "type": "string" } },
              "required": ["type", "note"]
            }
            """
        );
        IReadOnlyList<OutputFile> after = DialectGenerator.CSharp(spec.Folder);

        after
            .Select(file => file.Path)
            .Except(before.Select(file => file.Path))
            .ShouldBe(["MirroredEnvelope/Event.Added.g.cs", "MirroredEnvelope/Formats/EventFormat.Added.g.cs"]);
        after
            .Except(before)
            .Select(file => file.Path)
            .Where(path =>
                path.Contains("Event", StringComparison.Ordinal) && !path.Contains("Added", StringComparison.Ordinal)
            )
            .ShouldBe(["MirroredEnvelope/Formats/EventFormat.g.cs"]);
    }

    [Fact]
    public void A_variant_without_members_of_its_own_is_read_and_written_in_its_union_s_file()
    {
        using TemporarySpec spec = new(Repository.Spec, "walrus");
        IReadOnlyList<OutputFile> files = DialectGenerator.CSharp(spec.Folder);

        files.Select(file => file.Path).ShouldContain("Walrus/ServerMessage.Pong.g.cs");
        files.Select(file => file.Path).ShouldNotContain("Walrus/Formats/ServerMessageFormat.Pong.g.cs");
        string union = files.Single(file => file.Path == "Walrus/Formats/ServerMessageFormat.g.cs").Text;
        union.ShouldContain("=> new ServerMessage.Pong { Extra = reader.EndWithoutMembers(ref members) },");
        union.ShouldContain("internal static void WritePong(ref WireWriter writer, ServerMessage.Pong value)");
    }

    [Fact]
    public void Equal_names_and_envelopes_of_a_union_s_variants_are_there_once()
    {
        using TemporarySpec spec = new(Repository.Spec, "smooth-operator");
        string token = TextOf(spec, "SmoothOperator/Formats/ServerEventFormat.StreamToken");
        string reasoning = TextOf(spec, "SmoothOperator/Formats/ServerEventFormat.StreamReasoning");

        token.ShouldContain("WireNames StreamTokenDataMembers = new(\"requestId\", \"token\");");
        token.ShouldContain("static bool ReadStreamTokenData(");
        reasoning.ShouldNotContain("WireNames");
        reasoning.ShouldNotContain("static bool Read");
        reasoning.ShouldContain("=> ReadStreamTokenData(ref reader, ref members, ref requestId, ref token),");
    }

    [Fact]
    public void Generation_is_deterministic_and_uses_line_feeds_only()
    {
        IReadOnlyList<OutputFile> files = DialectGenerator.CSharp(Repository.Spec);

        DialectGenerator.CSharp(Repository.Spec).ShouldBe(files);
        files.ShouldAllBe(file => !file.Text.Contains('\r') && file.Text.EndsWith("}\n"));
        files.Select(file => file.Path).ShouldBeUnique();
    }

    [Fact]
    public void Taking_a_required_member_out_of_a_schema_changes_the_CSharp()
    {
        using TemporarySpec spec = new(Repository.Spec, "walrus");
        string before = TextOf(spec, "Walrus/ServerMessage");
        spec.Edit("server.schema.json", "/definitions/ServerMessage/oneOf/3/properties/code", null);
        spec.Edit("server.schema.json", "/definitions/ServerMessage/oneOf/3/required", """["type","message"]""");

        string after = TextOf(spec, "Walrus/ServerMessage");

        before.ShouldContain("ushort Code");
        after.ShouldNotContain("ushort Code");
    }

    private static string TextOf(TemporarySpec spec, string path) =>
        Emitted.TextOf(DialectGenerator.CSharp(spec.Folder), path);
}
