namespace AgentWire.Tests.Conformance;

public sealed class SessionTests
{
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Repository.Dialects.SelectMany(dialect =>
            Repository
                .Files(Path.Combine(Repository.Spec, dialect, "sessions"), "*.ndjson")
                .Select(file => $"{dialect}/{file}")
        ),
    ];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_byte_of_a_session_comes_back(string file)
    {
        Report report = new();
        int number = 0;
        foreach (byte[] line in Lines(file))
        {
            number++;
            report.Same($"{file}:{number}", Outcome.Success("ok", line), Outcome.Of(Root(file), line));
        }

        report.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_session_shows_every_tag_and_every_variant(string file)
    {
        WireCodec root = Root(file);
        TypedCodec typed = TypedCodec.Of(root);
        HashSet<string> tags = [];
        HashSet<Type> seen = [];
        foreach (byte[] line in Lines(file))
        {
            tags.Add(root.TryPeekTag(line, out string? tag) ? tag : "");
            seen.UnionWith(ObjectGraph.TypesIn(typed.Read(line)));
        }

        Report report = new();
        foreach (string tag in root.Tags)
        {
            report.That(tags.Contains(tag), file, $"no {tag}");
        }

        foreach (Type variant in ContractTypes.VariantsWithin(typed.ValueType))
        {
            report.That(seen.Contains(variant), file, $"no {variant.DeclaringType!.Name}.{variant.Name}");
        }

        report.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_session_ends_with_a_line_end(string file) => File.ReadAllBytes(PathOf(file))[^1].ShouldBe((byte)'\n');

    internal static IReadOnlyList<byte[]> Lines(string file) => Repository.Lines(PathOf(file));

    /// <summary>The codec of the side that sent the session.</summary>
    internal static WireCodec Root(string file)
    {
        WireDialects.TryGet(Path.GetDirectoryName(file)!, out WireDialect? dialect).ShouldBeTrue();
        return (Path.GetFileNameWithoutExtension(file) == "client" ? dialect.Client : dialect.Server).ShouldNotBeNull();
    }

    private static string PathOf(string file) =>
        Path.Combine(Repository.Spec, Path.GetDirectoryName(file)!, "sessions", Path.GetFileName(file));
}
