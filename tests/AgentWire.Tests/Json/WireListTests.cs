using AgentWire.Walrus;

namespace AgentWire.Tests.Json;

public sealed class WireListTests
{
    [Fact]
    public void A_collection_expression_makes_a_list_with_value_equality()
    {
        WireList<string> list = ["a", "b"];
        list.ShouldBe((WireList<string>)["a", "b"]);
        list.GetHashCode().ShouldBe(((WireList<string>)["a", "b"]).GetHashCode());
        (list == ["a", "c"]).ShouldBeFalse();
        (list != ["a"]).ShouldBeTrue();
        list.Count.ShouldBe(2);
        list[1].ShouldBe("b");
    }

    [Fact]
    public void Its_elements_are_enumerated_in_order()
    {
        WireList<int> list = [3, 1, 2];
        List<int> found = [];
        foreach (int item in list)
        {
            found.Add(item);
        }

        found.ShouldBe([3, 1, 2]);
        list.Select(item => item).ShouldBe([3, 1, 2]);
        ((System.Collections.IEnumerable)list).Cast<int>().ShouldBe([3, 1, 2]);
        default(WireList<int>).Select(item => item).ShouldBeEmpty();
    }

    [Fact]
    public void Lists_that_differ_mostly_hash_apart()
    {
        WireList<int>[] lists = [default, [0], [1], [0, 1], [1, 0], [2, 1], [1, 2], [2, 2]];
        lists.Select(list => list.GetHashCode()).ShouldBeUnique();
        ((WireList<string?>)["a", null]).GetHashCode().ShouldBe(((WireList<string?>)["a", null]).GetHashCode());
    }

    [Fact]
    public void Default_is_the_empty_list()
    {
        WireList<int> list = default;
        list.ShouldBe((WireList<int>)[]);
        list.Count.ShouldBe(0);
        list.AsSpan().IsEmpty.ShouldBeTrue();
        foreach (int _ in list)
        {
            Assert.Fail("Nothing to enumerate.");
        }
    }

    [Fact]
    public void It_does_not_change_with_what_it_was_made_from()
    {
        int[] source = [1, 2];
        WireList<int> list = source.ToWireList();
        source[0] = 9;
        list.ShouldBe((WireList<int>)[1, 2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(1000)]
    public void It_is_read_at_any_length(int length)
    {
        StreamEvent start = new StreamEvent.ToolStart
        {
            Calls = Enumerable
                .Range(0, length)
                .Select(i => new ToolCallInfo { Name = $"n{i}", Arguments = $"{i}" })
                .ToWireList(),
        };
        WalrusWire.StreamEvent.Read(WalrusWire.StreamEvent.ToUtf8Bytes(start)).ShouldBe(start);
    }

    [Fact]
    public void Its_text_shows_the_first_elements()
    {
        WireList<int> few = [1, 2];
        few.ToString().ShouldBe("[1, 2]");
        Enumerable.Range(0, 8).ToWireList().ToString().ShouldBe("[0, 1, 2, 3, 4, 5, 6, 7]");
        Enumerable.Range(0, 9).ToWireList().ToString().ShouldBe("[0, 1, 2, 3, 4, 5, 6, 7, … 1 more]");
        Enumerable.Range(0, 10).ToWireList().ToString().ShouldBe("[0, 1, 2, 3, 4, 5, 6, 7, … 2 more]");
    }
}
