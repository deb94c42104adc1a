using System.Reflection;

namespace AgentWire.Comparison.Tests;

public sealed class LoadedBuildTests
{
    private static readonly string Spec = Path.Combine(RepositoryRoot.Path, "spec");

    [Fact]
    public void Every_dialect_is_read_written_peeked_at_and_met_with_unknowns_and_other_orders()
    {
        string[] dialects =
        [
            .. Directory
                .EnumerateFiles(Spec, "dialect.json", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file))!),
        ];
        string[] kinds =
        [
            "read",
            "write",
            "peek at the tag",
            "read unknown variants",
            "write unknown variants",
            "read, unknown members ignored",
            "read, unknown members preserved",
            "write preserved members",
            "read, tag first",
            "read, tag third",
        ];

        IEnumerable<string> names = Load().Select(work => work.Name);

        names.ShouldBe(
            [
                .. from dialect in dialects from kind in kinds select $"{dialect}: {kind}",
                "ag-ui message: read, tag first",
                "ag-ui message: read, tag third",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public void Work_takes_the_whole_session_and_can_be_repeated()
    {
        foreach (Work work in Load())
        {
            work.Bytes.ShouldBeGreaterThan(500, work.Name);
            work.Pass(2);
        }
    }

    [Fact]
    public void A_message_with_its_tag_in_third_place_is_compared_with_the_same_one()
    {
        IReadOnlyList<Work> works = Load();
        Work[] third = [.. works.Where(work => work.Name.EndsWith("read, tag third", StringComparison.Ordinal))];
        third.ShouldNotBeEmpty();
        foreach (Work work in third)
        {
            works.Single(other => other.Name == work.Baseline).Bytes.ShouldBe(work.Bytes, work.Name);
        }

        works.Except(third).ShouldAllBe(work => work.Baseline == null);
    }

    [Fact]
    public void Every_load_has_assemblies_of_its_own()
    {
        Assembly Target(IReadOnlyList<Work> works) => works[0].Pass.Target!.GetType().Assembly;

        Target(Load()).ShouldNotBe(Target(Load()));
    }

    private static IReadOnlyList<Work> Load() => LoadedBuild.Load(AppContext.BaseDirectory, Spec);
}
