using System.Reflection;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using Case = AgentWire.Generator.Vectors.Case;

namespace AgentWire.Generator.Tests;

/// <summary>What generated code writes for an older peer.</summary>
public sealed class OlderPeerTests
{
    private static readonly string Sixth = Path.Combine(Repository.Data, "sixth");

    private const string Found =
        """{"kind":"found","next":null,"snapshot":null,"ratio":1.0,"flag":true,"parts":[{"text":"t"}],"steps":[]""";

    public static TheoryData<string> Dialects => ["lantern", "cinch", "smooth-operator", "synaps"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void It_is_what_follows_from_the_model_for_every_version(string name)
    {
        string spec = name == "lantern" ? Sixth : Repository.Spec;
        Dialect dialect = Models.Read(spec, name);
        EmittedLibrary library = EmittedLibrary.Of(spec, name);
        int omitted = 0;
        int refused = 0;
        foreach (ContractVersion version in dialect.Boundaries.Prepend(dialect.Versions.From!))
        {
            OlderPeer peer = new(dialect, version);
            WireOptions options = new() { PeerVersion = $"{version}" };
            foreach (NamedType type in dialect.Types)
            {
                foreach (Case each in TypeCases.Of(dialect, type).Where(each => each.Reading.Output is not null))
                {
                    string all = $"{each.Reading.Output}";
                    string expected = peer.Write(type, each.Reading.Output!);
                    string written = library.Read(type.Name, all, options);
                    bool isRefused = expected.StartsWith("not_representable", StringComparison.Ordinal);
                    OlderPeer.WithoutOffset(written).ShouldBe(expected, $"{type.Name} {each.Id} for {version}");
                    refused += isRefused ? 1 : 0;
                    omitted += !isRefused && written != all ? 1 : 0;
                }
            }
        }

        (refused + omitted).ShouldBePositive();
    }

    [Fact]
    public void Another_version_differs()
    {
        Dialect lantern = Models.Read(Sixth, "lantern");
        EmittedLibrary library = EmittedLibrary.Of(Sixth, "lantern");
        OlderPeer peer = new(lantern, ContractVersion.Parse("1.1"));
        TypeCases
            .Of(lantern, lantern.Find("Event"))
            .Where(each => each.Reading.Output is not null)
            .ShouldContain(each =>
                library.Read("Event", $"{each.Reading.Output}", new WireOptions { PeerVersion = "1.0" })
                != peer.Write(lantern.Find("Event"), each.Reading.Output!)
            );
    }

    [Theory]
    // Optional, also until a version; omitted if empty; a value of a set in it.
    [InlineData("1.0", $$"""{{Found}},"mood":"x","topics":["a"],"count":1}""", $$"""{{Found}},"mood":"x","count":1}""")]
    [InlineData("1.1", $$"""{{Found}},"mood":"x","topics":["a"],"count":1}""", null)]
    [InlineData("1.2", $$"""{{Found}},"mood":"x","topics":["a"],"count":1}""", $$"""{{Found}},"mood":"x","count":1}""")]
    [InlineData("1.1", $$"""{{Found}},"mood":"x","shift":1}""", $$"""{{Found}},"mood":"x"}""")]
    [InlineData("1.2", $$"""{{Found}},"mood":"x","level":"high","shift":1}""", null)]
    [InlineData(
        "1.0",
        """{"kind":"found","sources":[{"score":0.5}],"next":null,"snapshot":null,"ratio":1.0,"flag":true,"parts":[{"text":"t"}],"steps":[],"mood":"x"}""",
        $$"""{{Found}},"mood":"x"}"""
    )]
    // In an envelope, and a fact with two places.
    [InlineData(
        "1.0",
        """{"kind":"patch","title":null,"label":"a","data":{"note":null}}""",
        """{"kind":"patch","label":"a","data":{}}"""
    )]
    [InlineData("1.1", """{"kind":"patch","title":null,"label":"a","data":{"note":null}}""", null)]
    [InlineData(
        "1.1",
        """{"kind":"call","type":"function","version":2,"quote":"\"é\\\n","level":-1,"final":false,"mode":"wait","data":{"unit":"ms","mode":"wait"}}""",
        """{"kind":"call","type":"function","version":2,"level":-1,"final":false,"data":{"unit":"ms"}}"""
    )]
    // Always written otherwise: as an empty list, and as null.
    [InlineData(
        "1.2",
        """{"kind":"value","state":1,"items":[],"tags":[]}""",
        """{"kind":"value","state":1,"items":[]}"""
    )]
    [InlineData(
        "1.0",
        """{"kind":"maps","counts":{},"marks":null,"lamp":{"key":"k"}}""",
        """{"kind":"maps","counts":{},"lamp":{"key":"k"}}"""
    )]
    // Maps: a member, its type, and all other members.
    [InlineData(
        "1.2",
        """{"kind":"maps","counts":{},"marks":[],"times":{},"palette":{"a":"x"},"lamp":{"key":"k","place":"p","a":true}}""",
        """{"kind":"maps","counts":{},"marks":[],"times":{},"palette":{"a":"x"},"lamp":{"key":"k","place":"p"}}"""
    )]
    [InlineData(
        "1.0",
        """{"kind":"maps","counts":{},"marks":[],"times":{},"palette":{"a":"x"},"lamp":{"key":"k"}}""",
        """{"kind":"maps","counts":{},"lamp":{"key":"k"}}"""
    )]
    // Sorted members.
    [InlineData(
        "1.0",
        """{"kind":"note","state":{"about":"lantern","format":"compact","greeting":{"age":1,"name":"n"},"weights":{"a":1.0},"zone":"z"}}""",
        """{"kind":"note","state":{"about":"lantern","format":"compact","greeting":{"age":1,"name":"n"},"zone":"z"}}"""
    )]
    [InlineData(
        "1.2",
        """{"kind":"note","state":{"about":"lantern","format":"compact","greeting":{"age":1,"name":"n"},"weights":{"a":1.0},"zone":"z"}}""",
        """{"kind":"note","state":{"about":"lantern","greeting":{"age":1,"name":"n"},"weights":{"a":1.0},"zone":"z"}}"""
    )]
    // What no version knows.
    [InlineData("1.0", """{"kind":"new","title":"t"}""", null)]
    [InlineData("1.0", """{"kind":"patch","data":{"x":1},"x":1}""", null)]
    [InlineData("1.0", """{"kind":"progress","New":{"a":1.50}}""", null)]
    [InlineData("1.0", """{"kind":"custom","at":"2026-01-02T03:04:05Z","name":"greeting","value":1}""", null)]
    // After the last version, and with nothing that is new.
    [InlineData("7", """{"kind":"progress","Over":null}""", null)]
    [InlineData("1.0.0", """{"kind":"progress","Share":{"percent":1}}""", null)]
    public void Members_that_the_version_does_not_have_are_omitted(string version, string message, string? written) =>
        Canon(version, message).ShouldBe(written ?? message);

    [Theory]
    [InlineData("1.1", """{"kind":"say","content":"c","choice":null}""", "Event.say, which exists since 1.2", " ")]
    [InlineData(
        "1.3",
        """{"kind":"note","state":{"about":"lantern","greeting":{"age":1,"name":"n"},"zone":"z"}}""",
        "Event.note, which exists until 1.3",
        " "
    )]
    [InlineData("1.0", """{"kind":"progress","Over":null}""", "Progress.Over, which exists since 1.1", " ")]
    [InlineData(
        "1.0",
        """{"kind":"custom","at":"2026-01-02T03:04:05Z","name":"greeting","value":{"name":"n","age":1}}""",
        "Custom.greeting, which exists since 1.1",
        " /value"
    )]
    [InlineData(
        "1.3",
        """{"kind":"say","content":"c","choice":{"score":0.5}}""",
        "Choice.Source, which exists until 1.3",
        " /choice"
    )]
    [InlineData(
        "1.0",
        """{"kind":"patch","level":"high","data":{}}""",
        "Level.high, which exists since 1.1",
        " /level"
    )]
    [InlineData(
        "1.0",
        """{"kind":"patch","levels":["low","high"],"data":{}}""",
        "Level.high, which exists since 1.1",
        " /levels/1"
    )]
    [InlineData("1.3", $$"""{{Found}},"mood":"good"}""", "Mood.good, which exists until 1.3", " /mood")]
    public void What_cannot_be_omitted_is_refused(string version, string message, string what, string place)
    {
        Canon(version, message).ShouldStartWith($"not_representable{place}");
        EmittedLibrary library = EmittedLibrary.Of(Sixth, "lantern");
        library
            .Refusal("Event", message, new WireOptions { PeerVersion = version })
            .ShouldBe($"expected something that version {version} of the peer has, found {what}");
    }

    [Theory]
    [InlineData("Reply", "1.0", "\"Nothing\"", "Reply.Nothing, which exists since 1.1")]
    [InlineData("Palette", "1.0.9", "{}", "Palette, which exists since 1.1")]
    [InlineData("Choice", "1.1", "1", "Choice, which exists since 1.2")]
    [InlineData(
        "Snapshot",
        "1.3",
        """{"about":"lantern","greeting":{"age":1,"name":"n"},"zone":"z"}""",
        "Snapshot, which exists until 1.3"
    )]
    [InlineData("Mark", "1.0", "\"star\"", "Mark, which exists since 1.1")]
    public void A_document_of_its_own_is_refused_too(string type, string version, string json, string what)
    {
        EmittedLibrary library = EmittedLibrary.Of(Sixth, "lantern");
        WireOptions options = new() { PeerVersion = version };
        library.Refusal(type, json, options).ShouldEndWith($"found {what}");
        library.Read(type, json).ShouldBe(json);
    }

    [Theory]
    [InlineData("1.0", """{"type":"pong"}""")]
    [InlineData("1.1", """{"data":{"timestamp":1},"timestamp":1,"type":"pong"}""")]
    public void An_envelope_whose_only_fact_is_omitted_is_absent(string version, string written)
    {
        using TemporarySpec spec = new(Repository.Shapes, "mirrored-envelope");
        spec.Edit("dialect.json", "/since", """{"Event.pong.timestamp":"1.1"}""");
        EmittedLibrary
            .Of(spec.Folder, "mirrored-envelope")
            .Read(
                "Event",
                """{"data":{"timestamp":1},"timestamp":1,"type":"pong"}""",
                new WireOptions { PeerVersion = version }
            )
            .ShouldBe(written);
    }

    [Fact]
    public void Reading_ignores_the_version()
    {
        EmittedLibrary library = EmittedLibrary.Of(Sixth, "lantern");
        Dialect lantern = Models.Read(Sixth, "lantern");
        WireOptions options = new() { PeerVersion = "1.0" };
        foreach (
            Case each in TypeCases.Of(lantern, lantern.Find("Event")).Where(each => each.Reading.Defect is not null)
        )
        {
            library.Read("Event", $"{each.Input}", options).ShouldBe(library.Read("Event", $"{each.Input}"), each.Id);
        }
    }

    [Fact]
    public void A_version_before_the_first_one_is_refused()
    {
        EmittedLibrary library = EmittedLibrary.Of(Sixth, "lantern");
        Should
            .Throw<TargetInvocationException>(() =>
                library.Read("Event", "{}", new WireOptions { PeerVersion = "0.9" })
            )
            .InnerException.ShouldBeOfType<ArgumentException>()
            .Message.ShouldStartWith("The contract covers version 1.0 to 1.3, and not the version 0.9 of PeerVersion.");
    }

    [Fact]
    public void Without_a_reference_versions_are_those_of_the_contract()
    {
        using TemporarySpec spec = new(Repository.Shapes, "sorted-maps");
        spec.EditAll(
            "dialect.json",
            [("/version", "\"0.3\""), ("/since", """{"Message.data.flags":"0.2","Message.counts.*":"0.3"}""")]
        );
        Dialect model = Models.Read(spec.Folder, "sorted-maps");
        model.Versions.ToString().ShouldBe("up to 0.3");
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "sorted-maps");
        foreach (Case each in TypeCases.Of(model, model.Find("Message")).Where(each => each.Reading.Output is not null))
        {
            foreach (string version in new[] { "0.1", "0.2", "0.3" })
            {
                library
                    .Read("Message", $"{each.Reading.Output}", new WireOptions { PeerVersion = version })
                    .ShouldBe(
                        new OlderPeer(model, ContractVersion.Parse(version)).Write(
                            model.Find("Message"),
                            each.Reading.Output!
                        ),
                        $"{each.Id} for {version}"
                    );
            }
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("first", "a")]
    [InlineData("a", "b")]
    public void Members_of_every_kind_can_be_omitted_wherever_they_are(params string[] before)
    {
        string[] kinds =
        [
            """{"type":"string"}""",
            """{"type":["string","null"]}""",
            """{"type":"array","items":{"type":"integer","minimum":0,"maximum":9}}""",
            """{"type":"array","items":{"type":"string"}}""",
            """{"type":["integer","null"],"minimum":0,"maximum":9}""",
            """{"const":"c","enum":["c"]}""",
            "{}",
            """{"not":{"type":"null"}}""",
            """{"type":"object","additionalProperties":{"type":"boolean"}}""",
        ];
        string[] names = [.. kinds.Select((_, index) => $"m{index}")];
        string[] members =
        [
            .. before.Select(name => $"\"{name}\":{{\"description\":\"d\",\"type\":\"string\"}}"),
            .. kinds.Select((kind, index) => $"\"m{index}\":{{\"description\":\"d\",{kind[1..]}".Replace(",}", "}")),
        ];
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit(
            "server.schema.json",
            "/definitions/Call",
            $$$"""{"description":"d","type":"object","required":["m1"],"properties":{{{{string.Join(',', members)}}}}}"""
        );
        spec.EditAll(
            "dialect.json",
            [
                ("/emptyWhenAbsent", """["Call.m2"]"""),
                ("/omitEmpty", """["Call.m3","Call.m8"]"""),
                (
                    "/since",
                    $"{{{string.Join(',', names.Select((name, index) => $"\"Call.{name}\":\"1.{index + 1}\""))}}}"
                ),
                ("/until", """{"Call.m0":"1.5","Call.m4":"1.7"}"""),
            ]
        );
        Dialect model = Models.Read(spec.Folder, "flattened-external");
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "flattened-external");
        foreach (ContractVersion version in model.Boundaries.Prepend(model.Versions.From!))
        {
            foreach (
                Case each in TypeCases.Of(model, model.Find("Call")).Where(each => each.Reading.Output is not null)
            )
            {
                library
                    .Read("Call", $"{each.Reading.Output}", new WireOptions { PeerVersion = $"{version}" })
                    .ShouldBe(
                        new OlderPeer(model, version).Write(model.Find("Call"), each.Reading.Output!),
                        $"{each.Id} for {version}"
                    );
            }
        }
    }

    [Fact]
    public void Code_without_versions_compares_none()
    {
        string code = string.Concat(DialectGenerator.CSharp(Repository.Shapes).Select(file => file.Text));
        code.ShouldNotContain("writer.Knows");
        code.ShouldNotContain("writer.Require");
        string lantern = string.Concat(DialectGenerator.CSharp(Sixth).Select(file => file.Text));
        lantern.ShouldContain("writer.Knows(since: 1)");
        lantern.ShouldContain("writer.Require(\"Event.say\", since: 2)");
    }

    private static string Canon(string version, string message) =>
        EmittedLibrary.Of(Sixth, "lantern").Read("Event", message, new WireOptions { PeerVersion = version });
}
