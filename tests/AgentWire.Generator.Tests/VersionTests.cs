using AgentWire.Runtime.Text;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>What a manifest says about versions, and what the generated code writes for an older peer.</summary>
public sealed class VersionTests
{
    private static readonly string Sixth = Path.Combine(Repository.Data, "sixth");

    private static readonly string[] Versions =
    [
        "0",
        "0.0.0",
        "0.9",
        "0.9.0",
        "0-9",
        "0.9.1",
        "0.10",
        "00.010",
        "1",
        "2026-08-22",
        "2026-08-22.0",
        "2026-08-23",
        "999999999999999999",
        "999999999999999999.1",
        "",
        ".",
        "1.",
        ".1",
        "1..2",
        "1,2",
        "v1",
        "1.0-rc1",
        "-1",
        "1 ",
        "1\n",
        "٣",
        "1000000000000000000",
    ];

    [Fact]
    public void The_model_and_the_library_compare_versions_in_the_same_way()
    {
        foreach (string left in Versions)
        {
            ContractVersion? version = ContractVersion.TryParse(left);
            VersionText.IsValid(left).ShouldBe(version is not null, left);
            foreach (string right in Versions)
            {
                if (version is not null && ContractVersion.TryParse(right) is { } other)
                {
                    int order = Math.Sign(version.CompareTo(other));
                    Math.Sign(VersionText.Compare(left, right)).ShouldBe(order, $"{left} {right}");
                    version.Equals(other).ShouldBe(order == 0);
                    if (order == 0)
                    {
                        version.GetHashCode().ShouldBe(other.GetHashCode());
                    }
                }
            }
        }

        VersionText.Form.ShouldBe(ContractVersion.Form);
    }

    [Theory]
    [InlineData("0.9", "0.9.0", 0)]
    [InlineData("0.9", "0.10", -1)]
    [InlineData("0.9.1", "0.9", 1)]
    [InlineData("2026-08-22", "2026-09-01", -1)]
    [InlineData("1-0", "1.0", 0)]
    public void Versions_are_compared_number_by_number(string left, string right, int order)
    {
        ContractVersion.Parse(left).CompareTo(ContractVersion.Parse(right)).ShouldBe(order);
        VersionText.Compare(left, right).ShouldBe(order);
    }

    [Fact]
    public void Each_part_has_the_versions_that_the_manifest_says()
    {
        Dialect lantern = Models.Read(Sixth, "lantern");
        lantern.Versions.ToString().ShouldBe("1.0 to 1.3");
        lantern.Boundaries.Select(version => $"{version}").ShouldBe(["1.1", "1.2", "1.3"]);
        lantern.Variant("Event", "Say").Versions.ToString().ShouldBe("since 1.2.0");
        lantern.Variant("Event", "Hit").Layout().Member("Topics").Versions.ToString().ShouldBe("since 1.1, until 1.2");
        lantern.Find<StringSet>("Level").Values.Select(value => $"{value.Versions}").ShouldBe(["", "since 1.1"]);
        lantern.Member("Lamp", "Switches").Versions.ToString().ShouldBe("since 1.3");
    }

    [Fact]
    public void A_type_is_as_new_as_what_uses_it_and_a_member_as_its_type()
    {
        Dialect lantern = Models.Read(Sixth, "lantern");
        lantern.Find("Choice").Versions.ToString().ShouldBe("since 1.2.0");
        lantern.Find("Content").Versions.IsAlways.ShouldBeTrue("Event.maps has it too");
        lantern.Find("Snapshot").Versions.ToString().ShouldBe("until 1.3");
        lantern.Find("Palette").Versions.ToString().ShouldBe("since 1.1");
        lantern.Variant("Event", "Maps").Layout().Member("Palette").Versions.ToString().ShouldBe("since 1.1");
        lantern.Variant("Event", "Maps").Layout().Member("Lamp").Versions.IsAlways.ShouldBeTrue();
    }

    [Theory]
    // A lifted member, in all places or in one.
    [InlineData("""{"Reply.parent_id":"1.1"}""", "{}", "Message.reply.parent_id", "since 1.1")]
    [InlineData("""{"Message.reply.parent_id":"1.1"}""", "{}", "Message.reply.parent_id", "since 1.1")]
    [InlineData(
        """{"Reply.parent_id":"1.1"}""",
        """{"Message.reply.parent_id":"1.5"}""",
        "Message.reply.parent_id",
        "since 1.1, until 1.5"
    )]
    public void Versions_of_a_lifted_member_are_those_of_both_places(
        string since,
        string until,
        string path,
        string versions
    )
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.EditAll("dialect.json", [("/since", since), ("/until", until)]);

        Models
            .Read(spec.Folder, "flattened-external")
            .Variant("Message", "Reply")
            .Layout()
            .Members.Single(member => member.Path == path)
            .Versions.ToString()
            .ShouldBe(versions);
    }

    [Theory]
    [InlineData(
        """{"Message.pong":"1.5"}""",
        """{"Message.pong":"1.5"}""",
        "until/Message.pong",
        "Message.pong is new in 1.5 and gone in 1.5, so no version has it"
    )]
    [InlineData(
        """{"Message.reply.parent_id":"1.5"}""",
        """{"Message.reply":"1.5"}""",
        "since/Message.reply.parent_id",
        "no version has Message.reply.parent_id: Message.reply exists until 1.5, and Message.reply.parent_id since 1.5"
    )]
    [InlineData(
        """{"Call":"1.5"}""",
        """{"Step.Calls":"1.2"}""",
        "since/Call",
        "no version has Call: what uses it exists until 1.2, and Call since 1.5"
    )]
    [InlineData(
        """{"Message.pong":"1.5"}""",
        """{"Message":"1.7","Message.pong":"1.8"}""",
        "since/Message.pong",
        "Message exists only until 1.7, so \"since 1.5, until 1.8\" says nothing new about Message.pong; remove it"
    )]
    public void Versions_that_contradict_each_other_are_refused(string since, string until, string at, string reason)
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.EditAll("dialect.json", [("/since", since), ("/until", until)]);

        Should
            .Throw<SpecException>(() => Models.Read(spec.Folder, "flattened-external"))
            .Findings.ShouldContain(finding =>
                finding.Location.ToString() == $"spec/flattened-external/dialect.json#/{at}"
                && finding.Reason.StartsWith(reason, StringComparison.Ordinal)
            );
    }
}
