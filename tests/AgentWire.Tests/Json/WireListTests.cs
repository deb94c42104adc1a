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

    [Fact]
    public void Its_text_shows_the_first_elements()
    {
        WireList<int> few = [1, 2];
        few.ToString().ShouldBe("[1, 2]");
        Enumerable.Range(0, 10).ToWireList().ToString().ShouldBe("[0, 1, 2, 3, 4, 5, 6, 7, … 2 more]");
    }
}
