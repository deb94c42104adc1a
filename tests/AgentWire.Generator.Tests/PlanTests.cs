using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>The plan determines the C# names for the model.</summary>
public class PlanTests
{
    [Fact]
    public void A_member_that_C_sharp_cannot_call_like_its_owner_is_called_Value()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "untagged");
        DialectPlan plan = new(dialect, "make");
        Member text = dialect.Variant("Part", "Text").Layout().Members.Single();

        plan.NameOf(text, "Text").ShouldBe("Value");
        plan.LocalOf(text, "Text").ShouldBe("valueMember");
        plan.NameOf(text, "Other").ShouldBe("Text");
    }

    [Fact]
    public void A_name_that_the_manifest_gives_is_refused_rather_than_replaced()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        spec.Edit("dialect.json", "/names", """{"Part.text.text":"Text"}""");

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        refusal.Message.ShouldContain("no member of Text can be called Text; add \"Part.text.text\": \"…\" to `names`");
    }

    [Fact]
    public void A_member_that_is_taken_in_can_have_a_name_of_its_own_in_each_place()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit("dialect.json", "/names", """{"Message.reply.session":"Turn"}""");
        Dialect dialect = Models.Read(spec.Folder, "flattened-external");
        DialectPlan plan = new(dialect, "make");

        plan.NameOf(dialect.Variant("Message", "Reply").Layout().Member("Turn"), "Reply").ShouldBe("Turn");
        plan.NameOf(dialect.Member("Reply", "Session"), "Reply").ShouldBe("Session");
    }

    [Theory]
    [InlineData("Event", "string? Id", "long? At", "WireList<string>? Tags", "Level? Level")]
    [InlineData("Step", "long Count", "string? Text")]
    [InlineData("Choice", "long? Index")]
    public void What_the_base_of_a_union_has_is_decided_before_it_is_written(string union, params string[] members)
    {
        Dialect dialect = Models.Read(Repository.Shapes, "base-members");
        UnionPlan plan = new DialectPlan(dialect, "make").UnionOf(dialect.Find<UnionType>(union));

        plan.Base.Shared.Select(member => $"{member.Value.Name}{(member.IsNullable ? "?" : "")} {member.Name}")
            .ShouldBe(members);
        plan.Base.Inherited.ShouldBe(["IShared", "Tag", "Extra", .. members.Select(member => member.Split(' ')[1])]);
    }

    [Theory]
    [InlineData("dialect.json#/names", """{"Call.name":"bad name"}""", "Call.name", "bad name", "/Call.name")]
    [InlineData(
        "server.schema.json#/definitions/Call/properties/1st",
        """{"description":"d"}""",
        "Call.1st",
        "1st",
        ""
    )]
    [InlineData(
        "server.schema.json#/definitions/Message/oneOf/2/properties/type",
        """{"const":"_","enum":["_"]}""",
        "Message._",
        "",
        ""
    )]
    public void A_name_that_is_none_in_C_sharp_is_read_and_then_refused_by_the_plan(
        string edit,
        string json,
        string path,
        string name,
        string entry
    )
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit("dialect.json", "/withoutUpstreamBytes", null);
        spec.Edit(edit.Split('#')[0], edit.Split('#')[1], json);
        Dialect dialect = Models.Read(spec.Folder, "flattened-external");

        SpecException refusal = Should.Throw<SpecException>(() => DialectPlan.Make([dialect], "make"));

        refusal.Findings.ShouldBe([
            new Finding(
                new Location("spec/flattened-external/dialect.json", $"/names{entry}"),
                $"\"{name}\" is not a valid C# name; choose another name for {path} in `names`"
            ),
        ]);
        spec.Edit("dialect.json", "/names", $$"""{"{{path}}":"Another"}""");
        DialectGenerator.CSharp(spec.Folder).ShouldNotBeEmpty();
    }
}
