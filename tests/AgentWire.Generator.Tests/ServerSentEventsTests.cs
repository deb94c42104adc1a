using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>What a manifest says of server-sent events reaches every codec of the dialect.</summary>
public sealed class ServerSentEventsTests
{
    // Anything except line breaks: quotes, backslashes, and characters that end a line in C#.
    private static readonly string[] Names = ["tick", "\\ \"tock\"\t\u0085\u2028é"];
    private const string Data = """{"at": "\\"}""";

    [Fact]
    public void The_model_has_what_the_manifest_says()
    {
        ServerSentEvents events = Models.Read(Repository.Shapes, "external-units").ServerSentEvents.ShouldNotBeNull();
        events.WithoutMessage.ShouldBe(Names);
        events.KeepAlive.ShouldBe(new KeepAliveEvent("tick", Data));
        Models.Read(Repository.Shapes, "untagged").ServerSentEvents.ShouldBeNull();
    }

    [Fact]
    public void A_dialect_may_keep_connections_alive_by_comments()
    {
        using TemporarySpec spec = new(Repository.Shapes, "external-units");
        spec.Edit("dialect.json", "/sse/keepAlive", null);
        Models.Read(spec.Folder, "external-units").ServerSentEvents.ShouldNotBeNull().KeepAlive.ShouldBeNull();
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "external-units");
        library.Events.ShouldAllBe(events =>
            events.WithoutMessage.SequenceEqual(Names) && events.KeepAliveEvent == null
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dialect_may_have_no_ids(bool hasNames)
    {
        using TemporarySpec spec = new(Repository.Shapes, "external-units");
        spec.Edit("dialect.json", "/sse/ids", "false");
        if (!hasNames)
        {
            spec.Edit("dialect.json", "/sse/withoutMessage", null);
            spec.Edit("dialect.json", "/sse/keepAlive", null);
        }

        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "external-units");
        library.Events.ShouldAllBe(events =>
            !events.HasIds && events.WithoutMessage.Length == (hasNames ? Names.Length : 0)
        );
    }

    [Fact]
    public void The_dialect_and_all_its_codecs_carry_them()
    {
        EmittedLibrary library = EmittedLibrary.Of(Repository.Shapes, "external-units");
        library.Events.Count.ShouldBeGreaterThan(2);
        foreach ((string[] names, string? name, string? data, bool hasIds) in library.Events)
        {
            (name, data, hasIds).ShouldBe(("tick", Data, true));
            names.ShouldBe(Names);
        }
    }

    [Fact]
    public void A_dialect_that_says_nothing_has_none()
    {
        EmittedLibrary library = EmittedLibrary.Of(Repository.Shapes, "untagged");
        library.Events.ShouldAllBe(events =>
            events.WithoutMessage.Length == 0
            && events.KeepAliveEvent == null
            && events.KeepAliveData == null
            && events.HasIds
        );
    }
}
