using AgentWire.Walrus;

namespace AgentWire.Tests.Json;

public sealed class RawMembersTests
{
    private static readonly RawMembers AB = Members("a=1", "b=2");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    public void Members_are_a_dictionary_in_wire_order(int count)
    {
        KeyValuePair<string, RawJson>[] expected =
        [
            .. Enumerable.Range(0, count).Reverse().Select(i => KeyValuePair.Create($"m{i}", RawJson.Parse($"{i}"))),
        ];
        RawMembers members = RawMembers.Create(expected);
        members.ShouldBeAssignableTo<IReadOnlyDictionary<string, RawJson>>();
        members.Count.ShouldBe(count);
        members.ShouldBe(expected);
        members.Keys.ShouldBe(expected.Select(member => member.Key));
        members.Values.ShouldBe(expected.Select(member => member.Value));
        foreach ((string name, RawJson value) in expected)
        {
            members[name].ShouldBe(value);
            members.ContainsKey(name).ShouldBeTrue();
            members.TryGetValue(name, out RawJson found).ShouldBeTrue();
            found.ShouldBe(value);
        }

        foreach (string name in new[] { "M0", "m", "", $"m{count}" })
        {
            members.ContainsKey(name).ShouldBeFalse();
            members.TryGetValue(name, out RawJson none).ShouldBeFalse();
            none.ShouldBe(default);
            Should.Throw<KeyNotFoundException>(() => members[name]).Message.ShouldContain($"\"{name}\"");
        }

        Should.Throw<ArgumentNullException>(() => members[null!]);
        Should.Throw<ArgumentNullException>(() => members.ContainsKey(null!));
    }

    [Fact]
    public void Default_is_the_empty_one()
    {
        RawMembers none = default;
        none.ShouldBeEmpty();
        none.ShouldBe(RawMembers.Create([]));
        none.GetHashCode().ShouldBe(RawMembers.Create([]).GetHashCode());
        (none == AB, none != AB).ShouldBe((false, true));
        none.ToString().ShouldBe("{}");
        new ServerMessage.Pong().Extra.ShouldBe(none);
        new ServerMessage.Pong { Extra = RawMembers.Create([]) }.ShouldBe(new ServerMessage.Pong());
    }

    [Fact]
    public void A_name_that_is_not_there_is_told_cut() =>
        Should.Throw<KeyNotFoundException>(() => AB[new string('\n', 1000)]).Message.Length.ShouldBeLessThan(200);

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
                default,
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
        RawMembers.Create(members.Select(member => KeyValuePair.Create(member[..1], RawJson.Parse(member[2..]))));
}
