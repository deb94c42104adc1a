using System.Reflection;

namespace AgentWire.Generator.Tests;

/// <summary>The members that all variants of a union share can be read on its base.</summary>
public sealed class BaseMemberTests
{
    private static readonly Lazy<EmittedLibrary> Library = new(() =>
        EmittedLibrary.Of(Repository.Shapes, "base-members")
    );

    [Theory]
    [InlineData("Event", "start", "Tag Extra Id At Tags Level")]
    [InlineData("Step", "go", "Tag Extra Count Text")]
    [InlineData("Choice", "One", "Tag Extra Index")]
    public void Members_of_one_name_and_type_are_on_the_base_and_no_others(string union, string variant, string members)
    {
        object value = Library.Value.ValueOf(union, Example(variant));
        BaseOf(value)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => property.Name)
            .ShouldBe(members.Split(' '), ignoreOrder: true);
        Read(value, "Tag").ShouldBe(variant);
    }

    [Theory]
    [InlineData("""{"type":"start","id":"i","level":"low","at":5,"tags":["a"]}""", "i", 5L, "[\"a\"]", "Low")]
    [InlineData("""{"type":"start","id":"i","level":"low"}""", "i", null, null, "Low")]
    [InlineData("""{"type":"finish","at":5}""", null, 5L, null, null)]
    [InlineData("""{"type":"new","id":"i","level":"low","at":5,"tags":["a"]}""", "i", 5L, "[\"a\"]", "Low")]
    [InlineData("""{"type":"new","id":"","level":"none","at":0.5,"tags":[1]}""", "", null, null, null)]
    [InlineData("""{"type":"new","id":null,"at":null}""", null, null, null, null)]
    [InlineData("""{"type":"new","id":1,"at":"1","tags":{},"level":{}}""", null, null, null, null)]
    [InlineData("""{"type":"new"}""", null, null, null, null)]
    public void The_base_says_what_the_variant_or_an_unknown_one_s_JSON_does(
        string json,
        string? id,
        long? at,
        string? tags,
        string? level
    )
    {
        object value = Library.Value.ValueOf("Event", json);
        Read(value, "Id").ShouldBe(id);
        Read(value, "At").ShouldBe(at);
        Read(value, "Tags")?.ToString().ShouldBe(tags);
        (Read(value, "Tags") is null).ShouldBe(tags is null);
        Read(value, "Level")?.ToString().ShouldBe(level);
        (Read(value, "Level") is null).ShouldBe(level is null);
    }

    [Theory]
    [InlineData("""{"One":{"index":1}}""", "One", 1L)]
    [InlineData("""{"New":{"index":1}}""", "New", 1L)]
    [InlineData("""{"New":{"index":true}}""", "New", null)]
    [InlineData("""{"New":[1]}""", "New", null)]
    [InlineData("\"New\"", "New", null)]
    public void The_members_of_an_external_union_are_under_its_tag(string json, string tag, long? index)
    {
        object value = Library.Value.ValueOf("Choice", json);
        (Read(value, "Tag"), Read(value, "Index")).ShouldBe((tag, index));
    }

    [Fact]
    public void Of_a_union_without_unknowns_only_what_a_variant_may_lack_can_be_null()
    {
        object go = Library.Value.ValueOf("Step", Example("go"));
        object stay = Library.Value.ValueOf("Step", """{"kind":"stay","count":2}""");
        BaseOf(go).GetProperty("Count")!.PropertyType.ShouldBe(typeof(long));
        IsNullable(BaseOf(go).GetProperty("Text")!).ShouldBeTrue();
        IsNullable(go.GetType().GetProperty("Text")!).ShouldBeFalse();
        (Read(go, "Count"), Read(go, "Text")).ShouldBe((1L, "t"));
        (Read(stay, "Count"), Read(stay, "Text")).ShouldBe((2L, null));
    }

    [Fact]
    public void The_variants_keep_required_and_init()
    {
        string text = Emitted.TextOf(DialectGenerator.CSharp(Repository.Shapes), "BaseMembers/Event");
        text.ShouldContain("public new required string Id { get; init; }");
        text.ShouldContain("public new string? Id { get; init; }");
        text.ShouldContain("public new required long At { get; init; }");
        text.ShouldContain("long? IShared.At => At;");
        text.ShouldContain("public string? Id => ((IShared)this).Id;");
    }

    [Fact]
    public void What_is_optional_and_nullable_in_a_variant_is_a_value_or_null_on_the_base()
    {
        using TemporarySpec spec = new(Repository.Shapes, "base-members");
        for (int variant = 0; variant < 2; variant++)
        {
            string properties = $"/definitions/Event/oneOf/{variant}/properties";
            spec.Edit("server.schema.json", $"{properties}/note", """{"description":"d","type":["string","null"]}""");
            spec.Edit(
                "server.schema.json",
                $"{properties}/size",
                Integer(variant == 0 ? "[\"integer\",\"null\"]" : "\"integer\"")
            );
        }

        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "base-members");
        object value = library.ValueOf("Event", """{"type":"start","id":"i","level":"high","note":"n","size":7}""");
        object none = library.ValueOf("Event", """{"type":"start","id":"i","level":"high","note":null,"size":null}""");
        object other = library.ValueOf("Event", """{"type":"finish","at":5,"size":7}""");

        BaseOf(value).GetProperty("Size")!.PropertyType.ShouldBe(typeof(int?));
        (Read(value, "Note"), Read(value, "Size")).ShouldBe(("n", 7));
        (Read(none, "Note"), Read(none, "Size")).ShouldBe((null, null));
        (Read(other, "Note"), Read(other, "Size")).ShouldBe((null, 7));
        value
            .GetType()
            .GetProperties()
            .Single(property => property.Name == "Size" && property.DeclaringType == value.GetType())
            .PropertyType.ShouldBe(typeof(WireOptional<int>));

        static string Integer(string type) => $$"""{"description":"d","type":{{type}},"minimum":0,"maximum":9}""";
    }

    [Fact]
    public void A_fallback_whose_tag_is_called_so_hides_the_base_s()
    {
        using TemporarySpec spec = new(Repository.Shapes, "adjacent-fallback");
        string schema = spec.PathOf("server.schema.json");
        File.WriteAllText(schema, File.ReadAllText(schema).Replace("\"name\"", "\"tag\"", StringComparison.Ordinal));
        spec.Edit("dialect.json", "/unions/Custom/tag", "\"tag\"");

        IReadOnlyList<OutputFile> files = DialectGenerator.CSharp(spec.Folder);

        CompilationTests.ErrorsOf(files).ShouldBeEmpty();
        Emitted.TextOf(files, "AdjacentFallback/Custom").ShouldContain("public new string Tag { get; }");
    }

    private static string Example(string variant) =>
        variant switch
        {
            "start" => """{"type":"start","id":"i","level":"high"}""",
            "go" => """{"kind":"go","count":1,"text":"t"}""",
            _ => """{"One":{"index":1}}""",
        };

    private static Type BaseOf(object value) => value.GetType().BaseType!;

    private static object? Read(object value, string member) => BaseOf(value).GetProperty(member)!.GetValue(value);

    private static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
}
