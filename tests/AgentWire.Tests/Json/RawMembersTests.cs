namespace AgentWire.Tests.Json;

public sealed class RawMembersTests
{
    private static readonly RawMembers AB = Members("a=1", "b=2");

    [Fact]
    public void Members_are_found_by_index_and_by_exact_name()
    {
        AB.Count.ShouldBe(2);
        AB[1].ShouldBe(KeyValuePair.Create("b", RawJson.Parse("2")));
        AB.Select(member => member.Key).ShouldBe(["a", "b"]);
        AB.TryGetValue("b", out RawJson value).ShouldBeTrue();
        value.ShouldBe(RawJson.Parse("2"));
        AB.TryGetValue("A", out value).ShouldBeFalse();
        value.ShouldBe(default);
        Should.Throw<IndexOutOfRangeException>(() => AB[2]);
    }

    [Fact]
    public void No_members_are_none() => RawMembers.Create([]).ShouldBeNull();

    [Fact]
    public void A_name_stands_once() =>
        Should.Throw<ArgumentException>(() => Members("a=1", "b=1", "a=2")).ParamName.ShouldBe("members");

    [Fact]
    public void They_are_equal_by_name_value_and_order()
    {
        AB.ShouldBe(Members("a=1", "b=2"));
        AB.GetHashCode().ShouldBe(Members("a=1", "b=2").GetHashCode());
        AB.Equals(null).ShouldBeFalse();
        foreach (
            RawMembers other in new[]
            {
                Members("a=1"),
                Members("a=1", "b=2", "c=3"),
                Members("b=2", "a=1"),
                Members("a=1", "b=3"),
                Members("a=0", "b=2"),
                Members("a=1", "c=2"),
                Members("c=1", "b=2"),
            }
        )
        {
            AB.Equals(other).ShouldBeFalse(other.ToString());
        }
    }

    [Fact]
    public void Names_in_another_order_hash_apart() =>
        AB.GetHashCode().ShouldNotBe(Members("b=2", "a=1").GetHashCode());

    private static RawMembers Members(params string[] members) =>
        RawMembers
            .Create(members.Select(member => KeyValuePair.Create(member[..1], RawJson.Parse(member[2..]))))
            .ShouldNotBeNull();
}
