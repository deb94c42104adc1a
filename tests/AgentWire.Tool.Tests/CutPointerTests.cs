using AgentWire.Tool.Conformance;

namespace AgentWire.Tool.Tests;

public sealed class CutPointerTests
{
    private static readonly string Long = "/a" + string.Concat(Enumerable.Range(0, 100).Select(i => $"/{i}"));

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("/a/…")]
    public void A_pointer_matches_itself(string pointer) => CutPointer.Matches(pointer, pointer).ShouldBeTrue();

    [Fact]
    public void An_ellipsis_stands_for_a_part_of_a_long_pointer()
    {
        CutPointer.Matches(Long[..50] + "…" + Long[^50..], Long).ShouldBeTrue();
        CutPointer.Matches(Long[..50] + "…" + Long[80..110] + "…" + Long[^50..], Long).ShouldBeTrue();
        CutPointer.Matches(Long[..50] + "…", Long).ShouldBeTrue();
    }

    [Fact]
    public void What_is_shown_must_be_right()
    {
        CutPointer.Matches("/b…" + Long[^50..], Long).ShouldBeFalse();
        CutPointer.Matches(Long[..50] + "…/98", Long).ShouldBeFalse();
        CutPointer.Matches(Long[..50] + "…/x/…" + Long[^50..], Long).ShouldBeFalse();
        CutPointer.Matches(Long[..200] + "…" + Long[^200..], Long).ShouldBeFalse();
    }

    [Fact]
    public void A_short_pointer_may_not_be_cut() => CutPointer.Matches("/a…/c", "/a/b/c").ShouldBeFalse();
}
