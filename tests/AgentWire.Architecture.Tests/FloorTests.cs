using Mono.Cecil;

namespace AgentWire.Architecture.Tests;

/// <summary>Checks that a lower floor does not refer to a higher one: between the folders of the runtime, and between the projects.</summary>
public sealed class FloorTests
{
    // From the lowest to the highest. The codec API is in the project's own folder.
    private static readonly string[] Floors = ["Text", "Values", "Reading", "Writing", "Formats", "Serializer", ""];

    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["AgentWire.Runtime"] = [],
        ["AgentWire"] = ["AgentWire.Runtime"],
        ["AgentWire.Streaming"] = ["AgentWire.Runtime"],
        ["AgentWire.Clients"] = ["AgentWire", "AgentWire.Runtime", "AgentWire.Streaming"],
        ["AgentWire.Runs"] = ["AgentWire", "AgentWire.Runtime", "AgentWire.Streaming"],
        ["AgentWire.Extensions.AI"] = ["AgentWire", "AgentWire.Runs", "AgentWire.Runtime", "AgentWire.Streaming"],
        ["AgentWire.AspNetCore"] = ["AgentWire.Runtime", "AgentWire.Streaming"],
        ["AgentWire.Testing"] = ["AgentWire.Runtime", "AgentWire.Streaming"],
        ["AgentWire.Runs.AspNetCore"] =
        [
            "AgentWire",
            "AgentWire.AspNetCore",
            "AgentWire.Runs",
            "AgentWire.Runtime",
            "AgentWire.Streaming",
        ],
        ["AgentWire.Spec"] = [],
        ["AgentWire.Generator"] = ["AgentWire.Spec"],
        ["AgentWire.Interpreter"] = ["AgentWire.Runtime", "AgentWire.Spec"],
    };

    private static readonly IReadOnlyDictionary<string, string> Runtime = FoldersOf("AgentWire.Runtime");
    private static readonly IReadOnlyDictionary<string, string> Generator = FoldersOf("AgentWire.Generator");

    [Fact]
    public void No_type_of_the_runtime_names_one_of_a_higher_floor()
    {
        using ModuleDefinition module = Read("AgentWire.Runtime");
        Upward(module, Floors).ShouldBeEmpty();
    }

    [Fact]
    public void A_reference_that_runs_upward_is_found()
    {
        using ModuleDefinition module = Read("AgentWire.Runtime");
        string[] turned = [.. Floors.Reverse()];
        string[] found = [.. Upward(module, turned)];
        found.ShouldContain("Reading: WireReader → Values: JsonScanner");
        found.ShouldContain("Serializer: ValueLists → Formats: ListFormat`2");
    }

    [Fact]
    public void Every_type_of_the_runtime_stands_on_a_floor()
    {
        using ModuleDefinition module = Read("AgentWire.Runtime");
        References.Of(module).Keys.Select(type => Runtime[type.Name]).Distinct().ShouldBe(Floors, ignoreOrder: true);
    }

    [Fact]
    public void The_generator_decides_before_it_writes()
    {
        using ModuleDefinition module = Read("AgentWire.Generator");
        Leaving(module, "Plan").ShouldBeEmpty();
        string[] written = [.. Leaving(module, "CSharp")];
        written.ShouldContain("BodyCode → Plan: BodyPlan");
        written.ShouldContain("BaseMembersCode → Plan: BaseMembers");
    }

    [Fact]
    public void No_project_refers_to_one_above_it()
    {
        foreach ((string name, string[] allowed) in Below)
        {
            using ModuleDefinition module = Read(name);
            ProjectsBelow(module).Except(allowed).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void A_project_that_refers_to_another_is_seen_to()
    {
        using ModuleDefinition module = Read("AgentWire.Clients");
        ProjectsBelow(module).ShouldBe(Below["AgentWire.Clients"], ignoreOrder: true);
    }

    [Fact]
    public void The_runtime_shows_its_insides_to_tests_alone()
    {
        using ModuleDefinition module = Read("AgentWire.Runtime");
        string[] friends =
        [
            .. module
                .Assembly.CustomAttributes.Where(each => each.AttributeType.Name == "InternalsVisibleToAttribute")
                .Select(each => (string)each.ConstructorArguments[0].Value),
        ];
        friends.ShouldNotBeEmpty();
        friends.ShouldAllBe(friend => friend.EndsWith(".Tests"));
    }

    /// <summary>Returns the references from the types in a folder of the generator to other folders.</summary>
    private static IEnumerable<string> Leaving(ModuleDefinition module, string folder) =>
        from pair in References.Of(module)
        where Generator[pair.Key.Name] == folder
        from named in pair.Value
        where Generator[named.Name] != folder
        select $"{pair.Key.Name} → {Generator[named.Name]}: {named.Name}";

    private static IEnumerable<string> Upward(ModuleDefinition module, string[] floors) =>
        from pair in References.Of(module)
        let lower = Runtime[pair.Key.Name]
        from named in pair.Value
        let higher = Runtime[named.Name]
        where Array.IndexOf(floors, higher) > Array.IndexOf(floors, lower)
        select $"{lower}: {pair.Key.Name} → {higher}: {named.Name}";

    private static IEnumerable<string> ProjectsBelow(ModuleDefinition module) =>
        module.AssemblyReferences.Select(each => each.Name).Where(Below.ContainsKey);

    private static IReadOnlyDictionary<string, string> FoldersOf(string project) =>
        References.Folders(Path.Combine(RepositoryRoot.Path, "src", project));

    private static ModuleDefinition Read(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
}
