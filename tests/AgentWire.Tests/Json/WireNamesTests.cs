using System.Text;
using AgentWire.Json;

namespace AgentWire.Tests.Json;

public sealed class WireNamesTests
{
    [Fact]
    public void Every_name_of_a_large_set_is_found_and_no_other()
    {
        string[] all = [.. Enumerable.Range(0, 1000).Select(i => $"name-{i}"), ""];
        WireNames names = new(all);
        for (int i = 0; i < all.Length; i++)
        {
            names.IndexOf(Encoding.UTF8.GetBytes(all[i])).ShouldBe(i);
        }

        names.IndexOf("name-1000"u8).ShouldBe(-1);
        WireNames.None.IndexOf(""u8).ShouldBe(-1);
    }
}
